"""The sentences of every kind of problem, Chinese and English side by side."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """The wording of one kind of problem, with `{placeholders}` for its values.

    Args:
        zh: In Chinese.
        en: In English.
        is_notice: Whether it is worth a look but keeps nothing from being published.
    """

    zh: str
    en: str
    is_notice: bool = False


SENTENCES: dict[str, Sentence] = {
    # --- the file ---------------------------------------------------------------------------
    "not-utf8": Sentence(
        "文件不是 UTF-8 编码，无法读取；请用编辑器另存为「UTF-8」",
        "the file is not UTF-8; save it again as “UTF-8”",
    ),
    "gbk": Sentence(
        "文件是 GBK 编码（记事本里叫「ANSI」）；请用编辑器另存为「UTF-8」",
        "the file is encoded in GBK (“ANSI” in Notepad); save it again as “UTF-8”",
    ),
    "utf-16": Sentence(
        "文件是 {found} 编码（记事本里叫「Unicode」）；请用编辑器另存为「UTF-8」",
        "the file is encoded in {found} (“Unicode” in Notepad); save it again as “UTF-8”",
    ),
    "byte-order-mark": Sentence(
        "文件开头有看不见的 BOM 标记；请另存为「UTF-8（无 BOM）」",
        "the file begins with a byte order mark; save it as “UTF-8 without BOM”",
    ),
    "nul-character": Sentence(
        "这里有看不见的空字符 {found}；请删去它",
        "there is an invisible NUL character {found} here; delete it",
    ),
    "control-character": Sentence(
        "这里有看不见的控制字符 {found}；请删去它",
        "there is an invisible control character {found} here; delete it",
    ),
    "carriage-return": Sentence(
        "这里的换行只有回车符 {found}，是旧式 Mac 的写法；请删去它，再按一次回车键",
        "the line ends with a lone carriage return {found}; delete it and press Enter",
    ),
    "line-separator": Sentence(
        "这里有看不见的换行符 {found}；请删去它，再按一次回车键",
        "there is an invisible line separator {found} here; delete it and press Enter",
    ),
    "bidi-control": Sentence(
        "这里有看不见的字符 {found}，它会把后面的字倒过来显示；请删去它",
        "there is an invisible character {found} here that turns the text around; delete it",
    ),
    "zero-width": Sentence(
        "这里有看不见的零宽字符 {found}；请删去它",
        "there is an invisible zero-width character {found} here; delete it",
    ),
    "garbled-character": Sentence(
        "这里有乱码 {found}，原来的字已经丢了；请对照来源重新输入",
        "there is a replacement character {found} here, the real one is lost; type it again",
    ),
    "private-character": Sentence(
        "这里的字符 {found} 是自造字，别人的电脑显示不出；请换成通用的字",
        "the character {found} is private and cannot be shown elsewhere; use a common one",
    ),
    "compatibility-character": Sentence(
        "「{shown}」（{found}）是部首或兼容字，只是样子相同；请换成常用的「{new}」",
        "“{shown}” ({found}) is a radical or compatibility character; write the common “{new}”",
    ),
    "look-alike": Sentence(
        "「{word}」里的「{found}」是{script}，只是样子相同；请换成英文字母「{new}」",
        "“{found}” in “{word}” is a {script_en} letter; write the Latin letter “{new}”",
    ),
    "not-composed": Sentence(
        "「{found}」由字母和符号拼成；请换成一个字符的「{new}」",
        "“{found}” is put together from parts; write the single character “{new}”",
    ),
    "tab": Sentence(
        "这里用了制表符（Tab）缩进；YAML 只许用空格，请改成两个空格",
        "a tab is used for indentation; YAML allows only spaces, write two spaces",
    ),
    "wide-colon": Sentence(
        "「{found}」后面用了中文冒号；请改成英文冒号和一个空格，写成「{new}」",
        "a full-width colon follows “{found}”; use “:” and a space, write “{new}”",
    ),
    "wide-space": Sentence(
        "这里用了全角空格；请改成普通空格，写成「{new}」",
        "there is a full-width space here; use ordinary spaces, write “{new}”",
    ),
    "wide-dash": Sentence(
        "列表项前面写的是「{found}」；请改成英文的「-」和一个空格，写成「{new}」",
        "the item begins with “{found}”; use “-” and a space, write “{new}”",
    ),
    "wide-quote": Sentence(
        "字段名「{found}」不用加引号；请写成「{new}」",
        "the field name “{found}” needs no quotes; write “{new}”",
    ),
    "wide-bracket": Sentence(
        "列表用了中文括号「{found}」；请改成英文括号和英文逗号，写成「{new}」",
        "the list uses the full-width bracket “{found}”; write “{new}”",
    ),
    "no-space-after-colon": Sentence(
        "「{found}」的冒号后面少了一个空格；请写成「{new}」",
        "a space is missing after the colon of “{found}”; write “{new}”",
    ),
    "no-space-after-dash": Sentence(
        "列表项的「{found}」后面少了一个空格；请写成「{new}」",
        "a space is missing after “{found}”; write “{new}”",
    ),
    "missing-colon": Sentence(
        "「{found}」后面少了英文冒号；请写成「{new}」",
        "a colon is missing after “{found}”; write “{new}”",
    ),
    "missing-dash": Sentence(
        "这一行少了列表项开头的「- 」；请写成「{new}」",
        "the “- ” of a list item is missing here; write “{new}”",
    ),
    "colon-in-value": Sentence(
        "「{found}」的内容里有英文冒号，会被当成另一个字段；请给内容加上引号，写成「{new}」",
        "the value of “{found}” has a colon in it; put it in quotes, write “{new}”",
    ),
    "list-on-key-line": Sentence(
        "列表不能和「{found}:」写在同一行；请在冒号后面换行，缩进两格再写「{new}」",
        "a list cannot begin in the line of “{found}:”; write “{new}” in the next line, indented",
    ),
    "stray-dash": Sentence(
        "这一行以「- 」开头，上面却没有等着列表的字段；请删去「- 」，或在上一行写「字段:」",
        "no field above waits for this list item; delete “- ” or write “field:” above it",
    ),
    "stray-text": Sentence(
        "这一行「{found}」没有字段名；请写成「字段: 值」，如果是接着上一行的话就写到上一行末尾",
        "the line “{found}” has no field name; write “field: value” or move it to the line above",
    ),
    "lost-behind-hash": Sentence(
        "「{found}」会被当成注释丢掉，因为「#」前面有空格；要保留就加上引号，写成 {new}；真是注释，就在「#」后面空一格",
        "“{found}” would be lost as a comment, for a space stands before the hash; keep it in quotes: {new}; if it is a comment, put a space behind the hash",
    ),
    "swallowed-item": Sentence(
        "这一行的列表项被并进了上一行的文字；请让它和别的「- 」对齐，或把上一行冒号后面的内容也写成一项",
        "this item becomes part of the text above; align it with the other “- ” lines",
    ),
    "text-outside-block": Sentence(
        "这一行像是「{found}」的正文，但缩进不够；请在行首加 {expected} 个空格",
        "this line seems to belong to the text of “{found}”; add {expected} spaces before it",
    ),
    "text-beside-sign": Sentence(
        "「{found}」后面不能接着写字；请在「{found}」后面换行，正文每行比字段名多缩进两个空格",
        "no text may follow “{found}”; begin the text in the next line, indented by two spaces",
    ),
    "text-after-quote": Sentence(
        "英文引号收尾以后还有字；请写成「{new}」",
        "text follows the closing quote; write “{new}”",
    ),
    "unclosed-quote": Sentence(
        "这里的引号 {found} 没有收尾；请写成「{new}」",
        "the quote {found} is not closed; write “{new}”",
    ),
    "unclosed-bracket": Sentence(
        "这里的括号「{found}」没有收尾；请补上「{closing}」，写成「{new}」",
        "the bracket “{found}” is not closed; add “{closing}”, write “{new}”",
    ),
    "stray-comma": Sentence(
        "这个英文逗号前面没有内容；请删去多余的逗号",
        "nothing stands before this comma; delete it",
    ),
    "bad-escape": Sentence(
        "英文双引号里的「{found}」不合写法；要写反斜杠就写两个，即「{new}」",
        "“{found}” means nothing in double quotes; write a backslash twice: “{new}”",
    ),
    "reserved-start": Sentence(
        "内容不能以「{found}」开头，它在 YAML 里另有意思；请给内容加上引号，写成「{new}」",
        "a value cannot begin with “{found}”; put it in quotes, write “{new}”",
    ),
    "bad-indentation": Sentence(
        "这一行缩进了 {found} 个空格，与上面对不齐；请改成 {expected} 个空格",
        "this line is indented by {found} spaces; write {expected} spaces",
    ),
    "complex-key": Sentence(
        "字段名只能是一个词；请写成「字段: 值」，不用「?」，也不能空着",
        "the name of a field is one word; write “field: value”, without “?” and never empty",
    ),
    "yaml-syntax": Sentence(
        "这一行不合 YAML 的写法，读不下去；请检查缩进、冒号后的空格和引号是否成对",
        "this is not valid YAML; check the indentation, the space after the colon and the quotes",
    ),
    "yaml-feature": Sentence(
        "记录里不能用 YAML 的{found}；请直接写出内容",
        "records cannot use YAML {found_en}; write the content itself",
    ),
    "several-documents": Sentence(
        "一个文件只能写一条记录；请删去第二个「---」，把后面的内容放进另一个文件",
        "one file holds one record; remove the second “---” and move what follows to its own file",
    ),
    "empty-file": Sentence(
        "文件是空的；请写入记录的内容，或删去这个文件",
        "the file is empty; write a record or delete the file",
    ),
    "merge-conflict": Sentence(
        "这里留着合并时的标记「{found}」，同一处有两个版本（标记在第 {lines} 行）；请只留要用的那个版本，再把这几行标记删去",
        "a merge left the mark “{found}” here, and two versions of one place (marks in lines {lines}); keep the version you want and delete these lines",
    ),
    "not-a-record": Sentence(
        "记录应当由「字段: 值」组成，这里却是{found}；请从「name: 名称」一行写起",
        "a record is made of “field: value”, found {found_en}; begin with the line “name: …”",
    ),
    "duplicate-key": Sentence(
        "字段「{field}」写了两次（上一次在第 {first} 行）；请只留一处",
        "the field “{field}” is written twice (first in line {first}); keep one",
    ),
    "too-large": Sentence(
        "文件有 {found} 字节，超过 {limit} 字节的上限；请把长文分到几条记录",
        "the file has {found} bytes, the limit is {limit}; split long texts",
    ),
    "too-deep": Sentence(
        "嵌套超过 {limit} 层；请检查缩进",
        "nested more than {limit} levels deep; check the indentation",
    ),
    "too-many-values": Sentence(
        "文件里的值超过 {limit} 个；请分成几条记录",
        "the file has more than {limit} values; split it into several records",
    ),
    "more-problems": Sentence(
        "这个文件里还有 {count} 处问题没有列出；请先改好上面的，再检查一次",
        "{count} more problems of this file are not listed; mend those above and check again",
    ),
    "not-a-plain-file": Sentence(
        "这里只能放普通文件，不能是链接或文件夹；请删去它",
        "only plain files are allowed here, no links or folders; remove it",
    ),
    "unknown-file": Sentence(
        "这个文件夹里只放 .yaml 记录；请改扩展名或移走这个文件",
        "this folder holds only .yaml records; rename or move the file",
    ),
    "misplaced-file": Sentence(
        "这里的记录不会发布；请移到 brands/ 或 content/ 里 {choices} 中的一个文件夹",
        "records here are not published; move the file to brands/ or, in content/, to one of {choices}",
    ),
    "bad-file-name": Sentence(
        "文件名「{found}」不能作编号；请用 2 到 64 个小写字母、数字或连字符，例如 qingchun-nuanxing.yaml",
        "the file name “{found}” cannot be an id; use 2 to 64 lower-case letters, digits or hyphens",
    ),
    "colliding-name": Sentence(
        "文件名「{found}」与「{other}」只差大小写或全角半角，在有的电脑上是同一个文件；请改名或删去一个",
        "“{found}” differs from “{other}” only in case or width; rename or delete one of them",
    ),
    "missing-file": Sentence(
        "缺少文件「{found}」；网站离不开它，请补上",
        "the file “{found}” is missing; the site needs it",
    ),
    # --- pictures ---------------------------------------------------------------------------
    "folder-without-record": Sentence(
        "文件夹「{found}」旁边没有记录 {other}；放图片的文件夹要与记录的编号同名，请改文件夹的名字，或删去它",
        "there is no record {other} beside the folder “{found}”; give the folder the id of its record, or delete it",
    ),
    "not-a-picture": Sentence(
        "放图片的文件夹里只能有 .jpg、.jpeg、.png、.webp 图片；请把「{found}」另存为 .jpg，或移走它",
        "a folder of pictures holds only .jpg, .jpeg, .png and .webp; save “{found}” as .jpg or move it away",
    ),
    "bad-picture-name": Sentence(
        "图片的文件名「{found}」不能用；请把文件和记录里的名字都改成「{better}」这样的小写字母、数字和连字符",
        "the name “{found}” of a picture cannot be used; rename the file and the field to something like “{better}”",
    ),
    "unlisted-picture": Sentence(
        "记录 {other} 没有写到这张图片；请在它的 image 里加一项 file: {found}，或删去图片",
        "{other} does not name this picture; add an item with file: {found} to its “image”, or delete the picture",
    ),
    "missing-picture": Sentence(
        "图片「{found}」不在文件夹 {other}/ 里；请把图片放进去，或改正文件名",
        "the picture “{found}” is not in the folder {other}/; put it there or correct the name",
    ),
    "picture-too-large": Sentence(
        "图片「{found}」有 {size} MB，超过 {limit} MB 的上限；请缩小到 1600 像素宽，再存一次",
        "the picture “{found}” has {size} MB, the limit is {limit} MB; scale it down to a width of 1600 pixels",
    ),
    "picture-too-many-pixels": Sentence(
        "图片「{found}」标明的大小是 {size} 像素，上限是每边 6000、总共 2400 万；请缩小到 1600 像素宽，再存一次",
        "the picture “{found}” has {size} pixels, the limit is 6000 a side and 24 million; scale it down to a width of 1600",
    ),
    "picture-unknown-type": Sentence(
        "文件「{found}」的内容不是 JPEG、PNG 或 WebP 图片；请用看图软件打开它，另存为 JPEG",
        "the file “{found}” holds no JPEG, PNG or WebP picture; open it and save it as JPEG",
    ),
    "picture-wrong-type": Sentence(
        "图片「{found}」其实是 {type}；请把文件和记录里的名字都改成「{better}」",
        "the picture “{found}” is in fact {type}; rename the file and the field to “{better}”",
    ),
    "picture-animated": Sentence(
        "图片「{found}」会动；请换成不动的图片",
        "the picture “{found}” moves; replace it by a still one",
    ),
    "picture-broken": Sentence(
        "图片「{found}」不完整或已损坏，打不开；请从原图重新导出",
        "the picture “{found}” is incomplete or damaged; export it again from the original",
    ),
    "alt-says-nothing": Sentence(
        "「{field}」只写了「{found}」，看不见图片的人不知道图上有什么；请用一句话写出图上的内容，例如「志愿者在活动室给老人倒茶」",
        "“{found}” in “{field}” does not tell what the picture shows; say it in a sentence, such as “a volunteer pours tea”",
    ),
    "people-not-said": Sentence(
        "没有写明图片「{found}」里有没有人；请写上 people，none 是没有人，crowd 是认不出谁，identifiable 是有认得出的人",
        "nothing says whether “{found}” shows people; write people: none, crowd (nobody recognisable) or identifiable",
        is_notice=True,
    ),
    "picture-twice": Sentence(
        "图片「{found}」与 {other} 是同一张；如果不是有意的，请换一张",
        "the picture “{found}” is the same as {other}; replace it unless this is meant",
        is_notice=True,
    ),
    "picture-position": Sentence(
        "图片「{found}」里记着拍摄的位置；网站会去掉它，但原图里还有，请先在手机或看图软件里去掉位置再上传",
        "the picture “{found}” holds the position where it was taken; the site drops it, but remove it from the file too",
        is_notice=True,
    ),
    # --- one record -------------------------------------------------------------------------
    "unknown-field": Sentence("「{key}」不是{kind}的字段", "“{key}” is not a field of {kind_en}"),
    "missing-field": Sentence("缺少必填的字段「{key}」", "the required field “{key}” is missing"),
    "empty-value": Sentence(
        "字段「{field}」没有内容；请写上内容，或删去这一行",
        "the field “{field}” is empty; give it a value or delete the line",
    ),
    "not-text": Sentence(
        "字段「{field}」应当是一段文字，这里却是{found}",
        "the field “{field}” should be text, found {found_en}",
    ),
    "not-a-list": Sentence(
        "字段「{field}」应当是列表，每项一行、以「- 」开头，这里却是{found}",
        "the field “{field}” should be a list with one “- ” line an item, found {found_en}",
    ),
    "not-a-mapping": Sentence(
        "字段「{field}」应当由「字段: 值」组成，这里却是{found}",
        "the field “{field}” should be made of “field: value”, found {found_en}",
    ),
    "not-a-number": Sentence(
        "字段「{field}」应当是整数，不带逗号和单位，例如 4800，这里写的是「{found}」",
        "the field “{field}” should be a whole number such as 4800, found “{found}”",
    ),
    "number-out-of-range": Sentence(
        "字段「{field}」的数 {found} 不在许可的范围内（{limit}）",
        "the number {found} of “{field}” is out of range ({limit_en})",
    ),
    "bad-choice": Sentence(
        "字段「{field}」不能是「{found}」，只能是 {choices} 之一",
        "the field “{field}” cannot be “{found}”, only one of {choices}",
    ),
    "bad-date": Sentence(
        "字段「{field}」的日期「{found}」不对", "the date “{found}” of “{field}” is wrong"
    ),
    "bad-time": Sentence(
        "字段「{field}」的时刻「{found}」不对", "the time “{found}” of “{field}” is wrong"
    ),
    "bad-coordinate": Sentence(
        "字段「{field}」应当是小数形式的度数，例如 37.07，这里写的是「{found}」",
        "the field “{field}” should be decimal degrees such as 37.07, found “{found}”",
    ),
    "bad-telephone": Sentence(
        "字段「{field}」的电话「{found}」不对", "the telephone “{found}” of “{field}” is wrong"
    ),
    "bad-pinyin": Sentence(
        "字段「{field}」的拼音「{found}」不对；应只有小写字母和空格，不带声调，ü 照写，例如 deng xia",
        "the pinyin “{found}” of “{field}” is wrong; use lower-case letters and spaces without tones: deng xia",
    ),
    "bad-area-code": Sentence(
        "字段「{field}」的行政区划代码「{found}」不对；应是六位数字，例如 130502",
        "the area code “{found}” of “{field}” is wrong; write six digits such as 130502",
    ),
    "bad-month-day": Sentence(
        "字段「{field}」的月和日「{found}」不对", "month and day “{found}” of “{field}” are wrong"
    ),
    "no-such-month-day": Sentence(
        "字段「{field}」的「{found}」不是每年都有的日子；请核对月和日",
        "“{found}” of “{field}” is not a day of each year; check month and day",
    ),
    "no-such-lunar-day": Sentence(
        "字段「{field}」的「{found}」不是每年都有的农历日子；月份是 01 到 12、日是 01 到 29，月底请改写 lunar_last_day: 月份",
        "“{found}” of “{field}” is not a day of each lunar year; use 01–12 and 01–29, or lunar_last_day for the end of a month",
    ),
    "bad-solar-term": Sentence(
        "字段「{field}」的「{found}」不是二十四节气之一；请写节气名，例如 清明",
        "“{found}” of “{field}” is none of the 24 solar terms; write one, such as 清明",
    ),
    "bad-url": Sentence(
        "字段「{field}」的网址「{found}」不能用；应是 https:// 或 http:// 开头的公开网址",
        "the address “{found}” of “{field}” cannot be used; write a public https:// or http:// address",
    ),
    "url-scheme": Sentence(
        "字段「{field}」的网址「{found}」不是网页地址；网址要以 https:// 或 http:// 开头",
        "“{found}” of “{field}” is no web address; it must begin with https:// or http://",
    ),
    "url-user": Sentence(
        "字段「{field}」的网址在主机名前面有「{found}」，会把读者带到别处；请删去它",
        "the address of “{field}” has “{found}” before the host, which misleads; delete it",
    ),
    "url-port": Sentence(
        "字段「{field}」的网址里有端口「{found}」；请删去它，或换成公开的网址",
        "the address of “{field}” has the port “{found}”; delete it or give a public address",
    ),
    "url-not-public": Sentence(
        "字段「{field}」的网址「{found}」不在公开的互联网上；请换成读者打得开的网址",
        "“{found}” of “{field}” is not on the public internet; give an address that readers can open",
    ),
    "url-host": Sentence(
        "字段「{field}」的网址里「{found}」有样子相近的别国字母或中文；请核对它是不是真的网站",
        "the host “{found}” of “{field}” has letters of other scripts; check whether it is the real site",
    ),
    "url-characters": Sentence(
        "字段「{field}」的网址里有不能直接写的字符「{found}」；请从浏览器地址栏重新复制",
        "the address of “{field}” has the character “{found}”; copy it again from the browser",
    ),
    "url-too-long": Sentence(
        "字段「{field}」的网址有 {found} 个字符，最多 500 个；请删去「?」后面用不着的部分",
        "the address of “{field}” has {found} characters, at most 500; cut what is not needed after “?”",
    ),
    "bad-id": Sentence(
        "字段「{field}」的编号「{found}」不对；编号只用小写字母、数字和连字符",
        "the id “{found}” of “{field}” is wrong; ids use lower-case letters, digits and hyphens",
    ),
    "text-html": Sentence(
        "「{field}」里有 HTML「{found}」，不会显示；请删去它，只留文字",
        "“{field}” holds the HTML “{found}”, which is not shown; delete it and keep the words",
    ),
    "text-image": Sentence(
        "「{field}」里不能插图片「{found}」；请从正文里删去",
        "“{field}” cannot hold the picture “{found}”; delete it from the text",
    ),
    "text-heading": Sentence(
        "「{field}」里不能有标题「{found}」；请去掉「#」或下面的横线，写成一段话",
        "“{field}” cannot hold the heading “{found}”; drop the # or the line below it",
    ),
    "text-rule": Sentence(
        "「{field}」里不能画分隔线「{found}」；请换成空一行",
        "“{field}” cannot hold the rule “{found}”; leave an empty line instead",
    ),
    "text-code": Sentence(
        "「{field}」里的「{found}」会变成代码；请去掉行首多余的空格和 ``` 记号",
        "“{found}” in “{field}” becomes code; drop the extra spaces before it and the ``` marks",
    ),
    "text-link": Sentence(
        "「{field}」里的链接「{found}」不能用；请换成 https:// 开头的公开网址",
        "the link “{found}” in “{field}” cannot be used; give a public https:// address",
    ),
    "text-nesting": Sentence(
        "「{field}」里的列表或引用套得太深，最多 {found} 层；请减少缩进和「>」",
        "lists or quotations in “{field}” are nested deeper than {found}; use fewer levels",
    ),
    "markup": Sentence(
        "字段「{field}」里不能有尖括号 < 或 >；请改用《》或文字",
        "the field “{field}” cannot hold < or >; use words instead",
    ),
    "too-long": Sentence(
        "字段「{field}」有 {found} 个字，最多 {limit} 个字；请写短些",
        "the field “{field}” has {found} characters, at most {limit}; shorten it",
    ),
    "too-few": Sentence(
        "字段「{field}」至少要有 {limit} 项", "the field “{field}” needs at least {limit} item(s)"
    ),
    "too-many": Sentence(
        "字段「{field}」有 {found} 项，最多 {limit} 项；请只留最要紧的",
        "the field “{field}” has {found} items, at most {limit}; keep the most important",
    ),
    "one-of": Sentence(
        "字段「{field}」里，{choices} 要写且只能写一个",
        "exactly one of {choices} must be written in “{field}”",
    ),
    "needs": Sentence("写了「{key}」就必须同时写「{other}」", "“{key}” also needs “{other}”"),
    "dates-out-of-order": Sentence(
        "「{key}」（{found}）早于「{other}」（{limit}）；请核对两个日期",
        "“{key}” ({found}) is before “{other}” ({limit}); check both dates",
    ),
    "never-happens": Sentence(
        "照「{field}」这样写，一次活动也排不出来；请核对 {key} 与 {other}",
        "“{field}” never happens like this; check {key} against {other}",
    ),
    "no-effect": Sentence(
        "写了「{other}」，「{key}」就不起作用；请删去「{key}」，或改「{other}」",
        "“{key}” has no effect beside “{other}”; delete “{key}” or change “{other}”",
    ),
    "not-a-schedule": Sentence(
        "「{field}」读到「{found}」就看不懂了（前面看懂的是「{understood}」）；可以写「每月第一个周六 9:00–11:00」「每周一至周五 8:30–17:00，法定节假日停办」「每年 chunjie 前2天至当天」",
        "“{field}” is understood up to “{found}” (before it: “{understood}”); write for example 每月第一个周六 9:00–11:00，法定节假日停办",
    ),
    "future-date": Sentence(
        "「{field}」是 {found}，晚于今天（{today}）；请写实际的日期",
        "“{field}” is {found}, later than today ({today}); write the real date",
    ),
    # --- between records --------------------------------------------------------------------
    "unknown-reference": Sentence(
        "字段「{field}」指向的{kind}「{found}」不存在",
        "the {kind_en} “{found}” named by “{field}” does not exist",
    ),
    "wrong-kind": Sentence(
        "字段「{field}」应指向{kind}，而「{found}」是{actual}",
        "“{field}” should name {kind_en}, but “{found}” is {actual_en}",
    ),
    "draft-reference": Sentence(
        "字段「{field}」指向的「{found}」还是草稿；请先把它的 visibility 改成 published，或把这条记录也写成草稿",
        "“{field}” names “{found}”, which is still a draft; publish that record, or make this one a draft too",
    ),
    "duplicate-id": Sentence(
        "编号「{found}」已经用在 {other}；请换一个文件名",
        "the id “{found}” is already used by {other}; choose another file name",
    ),
    "unknown-support": Sentence(
        "来源的 supports 写了「{found}」，但这条记录里没有这个字段；请核对，或从 supports 里删去",
        "a source supports “{found}”, but this record has no such field; check it, or delete it there",
    ),
    "broken-record-link": Sentence(
        "链接「{found}」指向的记录不存在", "the link “{found}” names a record that does not exist"
    ),
    "broken-page-link": Sentence(
        "链接「{found}」指向的文件不存在；本站的手写页面写文件名，其他页面写「page:地址」，别的网站写以 https:// 开头的完整网址",
        "the link “{found}” leads to no file; name a hand-written page by its file, other pages by “page:address”, other sites by their whole address with https://",
    ),
    "open-page-head": Sentence(
        "开头的「---」没有配对；请在标题、说明这几行的下面再写一行「---」",
        "the “---” at the beginning has no partner; write “---” again below the lines of title and description",
    ),
    "empty-page": Sentence(
        "这一页没有正文；请写上内容，或删去这个文件",
        "the page has no text; write it, or delete the file",
    ),
    "unlisted-page": Sentence(
        "导航里没有这一页，读者到不了；请在 mkdocs.yml 的 nav 下面加一行「- 页面的名称: {found}」",
        "the navigation has no such page, so nobody gets there; add “- name of the page: {found}” below nav in mkdocs.yml",
    ),
    "unknown-navigation": Sentence(
        "导航里的「{found}」不是本站的页面",
        "“{found}” in the navigation is not a page of this site",
    ),
    "duplicate-name": Sentence(
        "「{found}」与 {other} 同名；如果是同一件事请合并，不是就在名称里写出区别",
        "“{found}” has the same name as {other}; merge them or tell them apart in the name",
    ),
    "alias-of-another": Sentence(
        "别名「{found}」是另一条记录 {other} 的名称；请删去这个别名，或合并两条记录",
        "the alias “{found}” is the name of {other}; delete the alias or merge the records",
    ),
    "similar-name": Sentence(
        "「{found}」与「{near}」（{other}）只差一个字；如果是同一件事请合并",
        "“{found}” differs from “{near}” ({other}) by one character; merge them if they are the same",
        is_notice=True,
    ),
    "cycle": Sentence(
        "「{field}」经「{found}」绕一圈又指回自己；请改正其中一处",
        "“{field}” leads through “{found}” back to this record; correct one of them",
    ),
    "before-its-beginning": Sentence(
        "「{key}」（{found}）早于创立或开始的日期（{other}）；请核对两个日期",
        "“{key}” ({found}) is before the beginning ({other}); check both dates",
    ),
    "outside-its-parent": Sentence(
        "「{field}」的日期 {found} 不在 {other} 所写的起止日期之内；请核对",
        "the date {found} of “{field}” lies outside the dates of {other}; check both",
    ),
    "changes-without-schedule": Sentence(
        "写了 occurrence（某一次的变动），却没有 schedule；请写上 schedule，或删去 occurrence",
        "“occurrence” needs a “schedule”; write the schedule or delete the occurrence",
    ),
    "occurrence-twice": Sentence(
        "{found} 这一天的变动写了两次；请合成一条",
        "the occurrence on {found} is changed twice; make it one entry",
    ),
    "duplicate-term": Sentence(
        "编号「{found}」在这个文件里写了两次（上一次在第 {first} 行）；请换一个编号，或删去一条",
        "the id “{found}” is written twice in this file (first in line {first}); change or delete one",
    ),
    "no-such-occurrence": Sentence(
        "{found} 这一天本来就没有这个活动；请核对日期，或改 schedule",
        "there is no occurrence on {found}; check the date or the schedule",
    ),
    "calendar-ends": Sentence(
        "农历和节气只算到 {limit} 年，日历却要排到 {found}；请把 calendar_days 改小，并让维护网站的人换上更长的历表",
        "lunar dates and solar terms are known up to {limit}, the calendar goes on to {found}; lower calendar_days and get longer tables",
    ),
    "holidays-missing": Sentence(
        "「{field}」要看法定节假日，程序里的放假安排却只到 {limit} 年；{found} 年的早已公布，请让维护网站的人更新 chinese-calendar",
        "“{field}” depends on holidays, which are known up to {limit}; those of {found} are announced, update chinese-calendar",
    ),
    "holidays-soon": Sentence(
        "「{field}」要看法定节假日，程序里还没有 {found} 年的放假安排；页面会写「待国务院公布」，公布以后请让维护网站的人更新 chinese-calendar",
        "“{field}” depends on holidays, and those of {found} are not known yet; update chinese-calendar once they are announced",
        is_notice=True,
    ),
    "claim-without-source": Sentence(
        "「{found}」没有写明由哪个来源证明；请在那个来源的 supports 里加上「{found}」",
        "no source supports “{found}”; add it to “supports” of the source that shows it",
    ),
    "superlative": Sentence(
        "「{field}」里的「{found}」没有来源支持；请在来源的 supports 里写上这个字段，或换成平实的说法",
        "no source supports the superlative “{found}” in “{field}”; name the field in “supports” or reword it",
    ),
    "identity-card": Sentence(
        "「{field}」里有身份证号；请删去，网站不登个人信息",
        "“{field}” holds an identity-card number; delete it",
    ),
    "mobile-number": Sentence(
        "「{field}」里有手机号；请删去，或换成单位的座机",
        "“{field}” holds a mobile number; delete it or give an office’s landline",
    ),
    "private-mail": Sentence(
        "「{field}」里有私人邮箱；请删去，或换成单位的邮箱",
        "“{field}” holds a private mail address; delete it or give an office’s",
    ),
    "shortened-address": Sentence(
        "「{field}」是短网址「{found}」；请打开它，复制打开后的原网址",
        "“{field}” is the shortened address “{found}”; open it and copy the real one",
    ),
    "tracking-parameter": Sentence(
        "「{field}」的网址带有跟踪参数 {found}；请从网址里删去",
        "the address of “{field}” has tracking parameters {found}; remove them",
    ),
    "old-name-taken": Sentence(
        "旧编号「{found}」已经属于 {other}；请从 redirect_from 里删去",
        "the old id “{found}” belongs to {other}; remove it from redirect_from",
    ),
    "stale": Sentence(
        "上次核对是 {found}，已过 {days} 天；请核对来源后更新 assured_date",
        "last checked on {found}, {days} days ago; check the sources and renew assured_date",
        is_notice=True,
    ),
    # --- what was announced ---
    "moved-in-silence": Sentence(
        "开始时间从 {found} 改成了 {now}，可是 {found} 已经公布过；请写 event_status: rescheduled、"
        "previous_start_date: {found} 和 status_date: {today}，订阅的人才知道改期了；以后再改，previous_start_date 不变",
        "the start was changed from {found} to {now}, but {found} was announced; write event_status: rescheduled, "
        "previous_start_date: {found} and status_date: {today}, so that subscribers learn of it; keep the former start "
        "when it changes again",
    ),
    "changed-in-silence": Sentence(
        "已经公布的 {found} 改成了 {now}，没有写哪天宣布的；请写 status_date: {today}，订阅的人才知道变了",
        "{found} was announced and is now {now}, without the day on which that was said; write status_date: {today}, "
        "so that subscribers learn of it",
    ),
    "dropped-in-silence": Sentence(
        "已经公布的 {count} 次活动（最早 {found}）不见了；请在 occurrence 里逐次写 date、event_status: cancelled、"
        "status_reason 和 status_date: {today}，订阅的人才知道取消了",
        "{count} announced events, the first on {found}, are gone; write for each in occurrence its date, event_status: "
        "cancelled, status_reason and status_date: {today}, so that subscribers learn of it",
        is_notice=True,
    ),
    "announced-then-gone": Sentence(
        "这条活动撤下了，可是还有 {count} 次已经公布、尚未开展（最早 {found}）；不办了的，请先保留记录，写 event_status: cancelled",
        "this activity was taken out, but {count} announced events are still to come, the first on {found}; if they are not "
        "held, keep the record and write event_status: cancelled",
        is_notice=True,
    ),
    # --- sheets -----------------------------------------------------------------------------
    "not-a-book": Sentence(
        "这个文件不是能读的 .xlsx 表格；请在 Excel 或 WPS 里另存为「Excel 工作簿（*.xlsx）」，不加密码",
        "this is no readable .xlsx book; save it as “Excel workbook (*.xlsx)” without a password",
    ),
    "book-with-macros": Sentence(
        "表格里有宏，不能导入；请另存为「Excel 工作簿（*.xlsx）」",
        "the book holds macros; save it as “Excel workbook (*.xlsx)”",
    ),
    "book-too-large": Sentence(
        "表格太大：{found}，最多 {limit}；请删去多余的行、列和工作表，或重新导出后再填",
        "the book is too large: {found_en}, at most {limit}; delete rows, columns and sheets, or export anew",
    ),
    "merged-cells": Sentence(
        "这里有合并的单元格；请取消合并，每格各写各的",
        "there are merged cells here; unmerge them and fill each cell",
    ),
    "no-main-sheet": Sentence(
        "表格里没有名为 {choices} 之一的工作表，不知道是哪一类记录；请用 showcase sheet export 导出的表格",
        "no sheet is called one of {choices}; use a book written by showcase sheet export",
    ),
    "unknown-sheet": Sentence(
        "工作表「{found}」不是{kind}的内容；请改回原名，或删去这个工作表",
        "the sheet “{found}” is no part of {kind_en}; restore its name or delete it",
    ),
    "unknown-column": Sentence(
        "「{found}」不是{kind}的列；请改回导出时的列名，或删去这一列",
        "“{found}” is no column of {kind_en}; restore its name or delete the column",
    ),
    "no-column-name": Sentence(
        "这一列有内容，第一行却没有列名；请写上列名，或删去这一列",
        "this column has no name in row 1; name it or delete the column",
    ),
    "duplicate-column": Sentence(
        "列名「{found}」写了两次（上一次在 {first}）；请只留一列",
        "the column “{found}” occurs twice (first in {first}); keep one",
    ),
    "missing-column": Sentence(
        "缺少「{found}」这一列，不知道每行是哪一条；请补上，或重新导出",
        "the column “{found}” is missing; restore it or export anew",
    ),
    "no-row-id": Sentence(
        "这一行有内容，却没有写「{found}」；请写上，或清空这一行",
        "this row has no “{found}”; write it or clear the row",
    ),
    "bad-row-id": Sentence(
        "「{found}」不能作编号；请用 2 到 64 个小写字母、数字或连字符，例如 qingchun-nuanxing",
        "“{found}” cannot be an id; use 2 to 64 lower-case letters, digits or hyphens",
    ),
    "bad-row-number": Sentence(
        "「{found}」不能作序号；请写 0、1、2……，新加的行可以空着",
        "“{found}” cannot be a number; write 0, 1, 2 …, or leave it empty in a new row",
    ),
    "duplicate-row": Sentence(
        "「{found}」与第 {first} 行重复；请只留一行，或改成另外的编号、序号",
        "“{found}” is the same as in row {first}; keep one row or change its id or number",
    ),
    "in-two-books": Sentence(
        "「{found}」在 {other} 里也有一行；请只在一个表格里写它",
        "“{found}” has a row in {other} too; keep it in one book",
    ),
    "row-without-parent": Sentence(
        "工作表「{sheet}」里没有「{found}」这一行；请先在那里写上，或改正这里的编号、序号",
        "the sheet “{sheet}” has no row “{found}”; add it there or correct the id or number here",
    ),
    "formula-cell": Sentence(
        "这一格是公式；请只粘贴它的值（选择性粘贴 → 数值）",
        "this cell is a formula; paste its value instead (paste special, values)",
    ),
    "changed-by-program": Sentence(
        "表格软件把这一格变成了{found}，原来写的已看不出；请把这格设为「文本」格式，再照原样写一遍",
        "the program turned this cell into {found_en}; format it as “text” and write it again",
    ),
    "too-long-for-a-cell": Sentence(
        "字段「{field}」有 {found} 个字，一格最多 {limit} 个，表格放不下；请直接改这个文件",
        "“{field}” has {found} characters and a cell holds {limit}; edit this file instead",
    ),
}
