"""More about each kind of problem than its sentence says: why it is refused, and an example of each side.

The sentence alone is enough; what stands here is shown beside it by `showcase explain` and in the handbook.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from showcase.problems import Language
from showcase.sentences import SENTENCES

_BRAND = "brands/deng-xia.yaml"
_VALUE = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a kind of problem is refused.

    Args:
        why: In Chinese.
        why_en: In English.
        bad: Lines of a file that have the problem; empty where none can be shown.
        good: The same lines, mended.
        path: The file in which they stand.
    """

    why: str
    why_en: str
    bad: str = ""
    good: str = ""
    path: str = _BRAND


def general(sentence: str) -> str:
    """Return a sentence without the values of any one problem.

    >>> general("缺少必填的字段「{key}」")
    '缺少必填的字段「…」'
    """
    return _VALUE.sub("…", sentence)


def explain(code: str, language: Language = "zh") -> str:
    """Return everything that is known of a kind of problem, as lines for a terminal."""
    sentence, more = SENTENCES[code], EXPLANATIONS.get(code)
    zh = language == "zh"
    lines = [f"{code}: {general(sentence.zh if zh else sentence.en)}"]
    if sentence.is_notice:
        lines.append("只是提醒，不影响发布。" if zh else "Only a notice; it keeps nothing back.")
    if more is not None:
        lines.append(f"为什么：{more.why}" if zh else f"Why: {more.why_en}")
        for label, label_en, text in (("错", "Wrong", more.bad), ("对", "Right", more.good)):
            if text:
                lines.append(f"{label}（{more.path}）：" if zh else f"{label_en} ({more.path}):")
                lines += [f"    {line}" for line in text.splitlines()]
    return "\n".join(lines)


_PAPER = "  - title: 关于灯下的报道\n    publisher: 小城日报\n"
_FIGURE = "impact:\n  - metric: 服务人次\n"
_WEEKLY = "schedule:\n  repeat: weekly\n  by_day:\n    - 周六\n  start: 2026-01-03\n"
_TEA = "content/activities/zhou-liu-cha.yaml"
_OPENING = "content/activities/kaizhang.yaml"

EXPLANATIONS: dict[str, Explanation] = {
    # --- the file ---------------------------------------------------------------------------
    "not-utf8": Explanation(
        "汉字有好几种编码，混在一起会变成乱码；全站只用 UTF-8。",
        "Chinese has several encodings, which turn to gibberish when mixed; the site uses UTF-8 only.",
    ),
    "byte-order-mark": Explanation(
        "BOM 是看不见的字符，会粘在第一个字段名前面，使它认不出来。",
        "The mark is invisible and sticks to the name of the first field.",
    ),
    "control-character": Explanation(
        "看不见的字符会让两个看起来一样的名称不一样，也能藏住内容。多半是从网页或聊天里复制带来的。",
        "Invisible characters make names that look alike differ, and can hide things.",
    ),
    "tab": Explanation(
        "YAML 靠缩进分层，制表符在各人的屏幕上宽窄不一，所以只许用空格。",
        "YAML is layered by indentation, and tabs differ from screen to screen.",
        "category:\n\t- elderly-care",
        "category:\n  - elderly-care",
    ),
    "yaml-syntax": Explanation(
        "常见的写法错误各有自己的句子；剩下的都在这里。",
        "Common mistakes have sentences of their own; what is left is here.",
        "category: [elderly-care] 和敬老",
        "category: [elderly-care]",
    ),
    "wide-colon": Explanation(
        "中文冒号和英文冒号看起来差不多，电脑只认英文的，后面还要有空格。",
        "Only the colon of ASCII counts, with a space after it.",
        "slogan：点灯",
        "slogan: 点灯",
    ),
    "no-space-after-colon": Explanation(
        "冒号后面没有空格，整行就只是一段文字。",
        "Without the space the whole line is one text.",
        "slogan:点灯",
        "slogan: 点灯",
    ),
    "no-space-after-dash": Explanation(
        "「-」后面没有空格，就不是列表项。",
        "Without the space it is no item of a list.",
        "category:\n  -elderly-care",
        "category:\n  - elderly-care",
    ),
    "colon-in-value": Explanation(
        "英文冒号加空格是字段的记号；文字里要用，就给整段文字加引号，或改用中文冒号。",
        "A colon with a space marks a field; put such a text in quotes.",
        "slogan: 灯: 一盏",
        'slogan: "灯: 一盏"',
    ),
    "unclosed-quote": Explanation(
        "英文引号要成对；文字里的引号用中文的“”，不用成对的英文引号。",
        "Quotes of ASCII come in pairs.",
        'slogan: "点灯',
        'slogan: "点灯"',
    ),
    "bad-indentation": Explanation(
        "同一层的字段从同一列开始，里面一层多两个空格。",
        "Fields of one level begin in one column, the next level two spaces further.",
        "impact:\n  - metric: 陪伴次数\n   value: 3\n    as_of: 2025-03",
        "impact:\n  - metric: 陪伴次数\n    value: 3\n    as_of: 2025-03",
    ),
    "look-alike": Explanation(
        "样子相同的别国字母搜不到，也常用来冒充。",
        "Letters that only look alike cannot be found, and often pretend to be something else.",
    ),
    "zero-width": Explanation(
        "从网页或文档里复制时会带进来，看不见，却会让两个名字不相同。",
        "They come along when copying and make two equal names differ.",
    ),
    "yaml-feature": Explanation(
        "锚点、引用、标签能让读的人看不出实际内容，电脑也可能被拖垮。",
        "Anchors, aliases and tags hide what a record really says.",
        "slogan: &a 点灯",
        "slogan: 点灯",
    ),
    "several-documents": Explanation(
        "一个文件一条记录，文件名就是它的编号。",
        "One file is one record, and its name is the id.",
        "slogan: 点灯\n---\nslogan: 等人",
        "slogan: 点灯",
    ),
    "empty-file": Explanation("空文件没有内容可以显示。", "An empty file has nothing to show."),
    "merge-conflict": Explanation(
        "两个人改了同一处，Git 不知道听谁的，就把两个版本都写进文件，用标记隔开；留着不管，读者会看到两段话和标记。",
        "Two people changed one place; Git wrote both versions, and readers would see both with the marks.",
    ),
    "lost-behind-hash": Explanation(
        "YAML 里空格加「#」是注释的开头，后面的话读者看不到，写的人也不知道丢了。",
        "A space and a hash begin a comment; what follows is lost without a word.",
        "slogan: 点灯 #灯下# 等人",
        'slogan: "点灯 #灯下# 等人"',
    ),
    "not-a-record": Explanation(
        "记录的每一行都是「字段: 值」；开头写成列表或一段话，就不知道哪句是什么。",
        "Each line of a record names its field; a list or plain text does not.",
    ),
    "duplicate-key": Explanation(
        "写了两次，不知道以哪次为准；为免悄悄丢掉一个，两次都不收。",
        "With two values nobody knows which one counts, and none shall be lost in silence.",
        "slogan: 点灯\nslogan: 等人",
        "slogan: 点灯",
    ),
    "too-large": Explanation(
        "一条记录太长，读的人看不完，网站也会变慢。",
        "Readers do not finish it, and it slows the site.",
    ),
    "too-deep": Explanation(
        "记录用不着这么多层，多半是缩进错了。",
        "No record needs so many levels; mostly the indentation is wrong.",
    ),
    "not-a-plain-file": Explanation(
        "链接可能指到别的地方，把不该公开的文件带上网站。",
        "A link could lead elsewhere and publish what should not be.",
    ),
    "unknown-file": Explanation(
        "记录文件夹里的文件都会被读取；不是记录的放在那里，多半是放错了。",
        "Every file there is read; one that is no record is mostly misplaced.",
    ),
    "bad-file-name": Explanation(
        "文件名就是网址，要在任何电脑上都一样，所以只用小写字母、数字和连字符。",
        "The file name is the address and must be the same on every machine.",
    ),
    "missing-file": Explanation(
        "城市资料和词表是每个页面都要用的。", "Every page needs the city and the vocabularies."
    ),
    # --- pictures ---------------------------------------------------------------------------
    "folder-without-record": Explanation(
        "图片跟着记录走：改编号、撤下时一起搬；文件夹对不上记录，就没有人管这些图片。",
        "Pictures go where their record goes; a folder without a record belongs to nobody.",
    ),
    "not-a-picture": Explanation(
        "别的文件会跟着网站公开出去，SVG 里还能藏程序。手机的 HEIC 照片，多数浏览器打不开。",
        "Other files could be published by accident, SVG can hold scripts, and few browsers read HEIC.",
    ),
    "bad-picture-name": Explanation(
        "文件名要在任何电脑上都一样，有的电脑分大小写，有的不分。",
        "A name must be the same on every machine, whether or not it tells capitals apart.",
    ),
    "unlisted-picture": Explanation(
        "没有写明作者和许可的图片不能公开。",
        "A picture without author and licence cannot be published.",
    ),
    "missing-picture": Explanation(
        "记录写了图片，页面上就要显示它；多半是忘了上传，或者文件名差一个字。",
        "The page has to show what the record names; mostly it was not uploaded, or the name differs.",
    ),
    "picture-too-large": Explanation(
        "仓库会永远留着每一个文件，太大的图片让所有人都慢；网页上用不到那么大。",
        "The repository keeps every file for ever, and pages need no picture of that size.",
    ),
    "picture-too-many-pixels": Explanation(
        "很小的文件也能展开成几十亿像素，把电脑拖垮；所以先看大小，再打开。",
        "A small file can unfold to billions of pixels and bring a machine down.",
    ),
    "picture-unknown-type": Explanation(
        "只改扩展名，内容不会变；要用看图软件「另存为」。",
        "Another ending does not change what a file holds; save it as another type.",
    ),
    "picture-wrong-type": Explanation(
        "扩展名和内容不符，多半是改名改出来的。",
        "An ending that does not fit mostly comes from renaming a file.",
    ),
    "picture-animated": Explanation(
        "会动的图片分散注意力，有人看了会不舒服。",
        "What moves distracts from reading, and some people cannot bear it.",
    ),
    "picture-broken": Explanation(
        "上传中断或存了一半的图片，别人看到的是空白。",
        "An upload that broke off shows nothing to others.",
    ),
    "alt-says-nothing": Explanation(
        "看不见图片的人，屏幕阅读器会把这句话读给他听；图片没有显示时，大家看到的也是这句话。",
        "Screen readers read this aloud, and everybody sees it where the picture does not load.",
    ),
    "people-not-said": Explanation(
        "认得出的人同意了，照片才能公开；写明有没有人，审的人才知道要不要问。",
        "People who can be recognised must have agreed; reviewers need to know whether to ask.",
    ),
    "picture-twice": Explanation(
        "同一张照片配两件事，常常是拿错了文件。",
        "One photograph for two things is often the wrong file.",
    ),
    "picture-position": Explanation(
        "手机会把拍摄的地点记在照片里，可能是谁的家门口；仓库里的原图人人可以下载。",
        "Phones note where a photograph was taken, perhaps at a home, and anybody can fetch the file.",
    ),
    # --- one record -------------------------------------------------------------------------
    "unknown-field": Explanation(
        "字段名写错一个字母，内容就不会显示；与其悄悄丢掉，不如当场指出。",
        "A misspelt field would not be shown; better to say so than to drop it.",
        "sumary: 晚上陪老人说话",
        "summary: 晚上陪老人说话",
    ),
    "missing-field": Explanation(
        "必填的字段是页面离不开的，例如名称、来源。",
        "No page can do without the required fields.",
        "source:\n  - title: 关于灯下的报道\n    medium: print\n    confidence: high",
        f"source:\n{_PAPER}    medium: print\n    confidence: high",
    ),
    "empty-value": Explanation(
        "不知道的事整行不写，页面会显示「尚未公开」；留个空字段，看不出是忘了还是没有。",
        "What is not known stays out as a whole; an empty field does not tell forgotten from unknown.",
        "status:",
        "status: active",
    ),
    "not-text": Explanation(
        "这个字段只放一段文字。",
        "The field holds one text.",
        "slogan:\n  - 点灯",
        "slogan: 点灯",
    ),
    "not-a-list": Explanation(
        "可以有好几项的字段，只有一项也写成列表。",
        "A field that may hold several is a list even with one.",
        "category: elderly-care",
        "category:\n  - elderly-care",
    ),
    "not-a-mapping": Explanation(
        "这里的每一项都由几个小字段组成，要写明哪个是什么。",
        "Each item has fields of its own.",
        "award:\n  - 优秀项目",
        "award:\n  - name: 优秀项目\n    level: county",
    ),
    "not-a-number": Explanation(
        "只写数字，页面才能排序、相加；单位另写在 unit。",
        "Only plain numbers can be sorted and added; the unit has a field of its own.",
        f"{_FIGURE}    value: 4,800\n    as_of: 2025-03",
        f"{_FIGURE}    value: 4800\n    as_of: 2025-03",
    ),
    "number-out-of-range": Explanation(
        "超出范围的数多半是打错了。",
        "A number out of range is mostly a slip.",
        f"{_FIGURE}    value: -5\n    as_of: 2025-03",
        f"{_FIGURE}    value: 5\n    as_of: 2025-03",
    ),
    "bad-choice": Explanation(
        "这个字段只从几个词里选，页面才能分类、统计。",
        "The field takes one of a few words, so that pages can sort and count.",
        "kind: 志愿服务品牌",
        "kind: volunteer_brand",
    ),
    "bad-date": Explanation(
        "日期统一写成 年-月-日，才能排序，也不会认错月和日。",
        "Dates have one form, so that they sort and nobody mistakes month and day.",
        "founding_date: 2019年3月",
        "founding_date: 2019-03",
    ),
    "bad-time": Explanation(
        "时刻用二十四小时制；不加引号时，有的软件会把 14:00 读成 840。",
        "Times have 24 hours; without quotes some programs read 14:00 as 840.",
        f'{_WEEKLY}  start_time: "9点"',
        f'{_WEEKLY}  start_time: "09:00"',
        _TEA,
    ),
    "bad-url": Explanation(
        "读者点了就会打开，所以只收公开网站的完整网址。",
        "Readers open it, so it must be the whole address of a public site.",
        "contact_point:\n  - name: 服务队\n    url: https://www..example.com/",
        "contact_point:\n  - name: 服务队\n    url: https://www.example.com/",
    ),
    "url-scheme": Explanation(
        "没有 https:// 的不是完整的网址；javascript: 这类不是网页。",
        "An address without https:// is not whole, and javascript: and the like are no pages.",
        "contact_point:\n  - name: 服务队\n    url: www.example.com",
        "contact_point:\n  - name: 服务队\n    url: https://www.example.com/",
    ),
    "url-user": Explanation(
        "「gov.cn@」这样写，打开的其实是 @ 后面的网站。",
        "What opens is the site behind the @, not the one that stands before it.",
        "contact_point:\n  - name: 服务队\n    url: https://www.gov.cn@www.example.com/",
        "contact_point:\n  - name: 服务队\n    url: https://www.example.com/",
    ),
    "url-host": Explanation(
        "西里尔字母的 о 和英文的 o 看不出分别，却是两个网站。",
        "Letters of other alphabets look the same and lead to another site.",
    ),
    "bad-id": Explanation(
        "这里写的是另一条记录的编号（文件名），不是名称；名称会改，编号不变。",
        "The id of another record belongs here, not its name: names change, ids do not.",
        "organization: 东区社区",
        "organization: east-community",
    ),
    "markup": Explanation(
        "尖括号是网页代码的记号，名称和短文里用不着。",
        "Angle brackets are markup, which names and short texts do not need.",
        "name: <灯下>",
        "name: 灯下",
    ),
    "too-long": Explanation(
        "卡片和手机屏幕放不下太长的文字。",
        "Cards and phones have no room for it.",
        f"summary: {'志愿者在每一个晚上都会走进社区里独居老人的家中' * 3}",
        "summary: 志愿者每晚走进独居老人家中",
    ),
    "too-few": Explanation(
        "每条记录至少要有一个来源，别人才能核对。",
        "Every record needs a source that others can check.",
        "source: []",
        "source:\n  - ref: town-paper",
    ),
    "too-many": Explanation(
        "什么都选等于没选，读者就难以挑选了。",
        "Whoever picks everything helps no reader to choose.",
        "category:\n  - elderly-care\n  - culture\n  - health\n  - community",
        "category:\n  - elderly-care",
    ),
    "one-of": Explanation(
        "这几种写法说的是同一件事，写两种就可能互相矛盾。",
        "They say the same in different ways, and two of them may contradict.",
        f"{_FIGURE}    value: 300\n    as_of: 2025-03\n    as_of_note: 截至春天",
        f"{_FIGURE}    value: 300\n    as_of: 2025-03",
    ),
    "needs": Explanation(
        "只写一个说不清楚，例如网页会变，要写明是哪天看到的。",
        "One alone does not say enough: a page changes, so the day when it was read belongs to it.",
        f"source:\n{_PAPER}    url: https://www.example.com/baodao\n    medium: web\n    confidence: high",
        f"source:\n{_PAPER}    url: https://www.example.com/baodao\n    accessed: 2026-01-05\n"
        "    medium: web\n    confidence: high",
    ),
    "dates-out-of-order": Explanation(
        "结束不会早于开始，两个日期里有一个写错了。",
        "Nothing ends before it begins; one of the dates is wrong.",
        "start: 2025-03-01T09:30\nend: 2025-03-01T08:30",
        "start: 2025-03-01T09:30\nend: 2025-03-01T11:00",
        _OPENING,
    ),
    "future-date": Explanation(
        "核对、查阅、发表都是已经发生的事。",
        "Checking, reading and publishing have happened already.",
        "assured_date: 2099-01-05",
        "assured_date: 2026-01-05",
    ),
    # --- between records --------------------------------------------------------------------
    "unknown-reference": Explanation(
        "链接会落空。先看编号有没有写错，没有那条记录就先加一条。",
        "The link would lead nowhere; correct the id, or add that record first.",
        "organization: east-comunity",
        "organization: east-community",
    ),
    "wrong-kind": Explanation(
        "编号是对的，却是另一种记录，例如该写单位的地方写了地点。",
        "The id exists but belongs to another kind of record.",
        "organization: east-hall",
        "organization: east-community",
    ),
    "duplicate-id": Explanation(
        "编号就是网址，全站只能有一个。", "The id is the address, and there is only one of each."
    ),
    "unknown-support": Explanation(
        "supports 说明这个来源证明哪些字段；字段不在，就说明不了什么。数目从 0 数起。",
        "It says which fields a source shows, counted from 0; there must be such a field.",
        "source:\n  - ref: town-paper\n    supports:\n      - impact.7",
        "source:\n  - ref: town-paper\n    supports:\n      - impact.0",
    ),
    "broken-record-link": Explanation(
        "读者点了会找不到页面。",
        "Readers would find no page.",
        "[灯下](brand:deng-xai)",
        "[灯下](brand:deng-xia)",
        "content/pages/about.md",
    ),
    "broken-page-link": Explanation(
        "读者点了会找不到页面；不带 https:// 的网址会被当成本站的文件。",
        "Readers would find no page; an address without https:// is taken for a file of this site.",
        "[纠正](contribut.md)，[报道](www.example.cn/a)",
        "[纠正](contribute.md)，[报道](https://www.example.cn/a)",
        "content/pages/about.md",
    ),
    "open-page-head": Explanation(
        "两行「---」之间是给搜索引擎的标题和说明；少了一行，它们会当成正文显示出来。",
        "Between two “---” stand title and description for search engines; else they are shown as text.",
    ),
    "unlisted-page": Explanation(
        "没有一个链接能到的页面，等于没有。", "What nothing leads to might as well not be there."
    ),
    "unknown-navigation": Explanation(
        "导航在每一页上都有，不能有点不开的。", "It stands on every page and must lead somewhere."
    ),
    "duplicate-name": Explanation(
        "同一件事写成两条，数字就会算两遍；不同的事同名，读者分不清。",
        "One thing written twice counts twice; two things of one name are mistaken for each other.",
    ),
    "alias-of-another": Explanation(
        "搜这个名字会出来两条，读者分不清。", "A search for it finds two records."
    ),
    "similar-name": Explanation(
        "只差一个字，常常是同一件事写了两遍。", "One character apart is often the same thing twice."
    ),
    "cycle": Explanation(
        "甲的上级是乙，乙的上级又是甲，就没有头了。", "Two things cannot be above each other."
    ),
    "before-its-beginning": Explanation(
        "还没有开始的事，核对不了。",
        "What had not begun could not be checked.",
        "start_date: 2026-06\nassured_date: 2026-01-05",
        "start_date: 2026-06\nassured_date: 2026-07-01",
        "content/projects/yi-hu-cha.yaml",
    ),
    "outside-its-parent": Explanation(
        "活动属于这个项目，就该在项目的起止日期之内。",
        "What belongs to a project lies within its dates.",
    ),
    "changes-without-schedule": Explanation(
        "occurrence 说的是常态活动里的某一次；只办一次的活动直接写 event_status。",
        "It is about one of many; a single activity has an event_status of its own.",
        "occurrence:\n  - date: 2025-03-01\n    event_status: cancelled\n    status_date: 2025-02-27",
        "event_status: cancelled\nstatus_date: 2025-02-27",
        _OPENING,
    ),
    "no-such-occurrence": Explanation(
        "变动要落在本来就有的日子上，不然页面不知道改哪一次。",
        "A change must fall on a day that the schedule gives.",
        "occurrence:\n  - date: 2026-03-08\n    event_status: cancelled\n    status_date: 2026-03-01",
        "occurrence:\n  - date: 2026-03-07\n    event_status: cancelled\n    status_date: 2026-03-01",
        _TEA,
    ),
    "no-effect": Explanation(
        "两项里只有一项算数，读者和日历就会各说各的；留下要的那一项。",
        "Only one of the two counts, so readers and calendars would be told different things.",
        "schedule:\n  repeat: dates\n  extra:\n    - 2026-03-07\n  by_day:\n    - 周六",
        "schedule:\n  repeat: dates\n  extra:\n    - 2026-03-07",
        _TEA,
    ),
    "not-a-schedule": Explanation(
        "电脑只认得几种说法：多久一次，几点到几点，从哪天起，哪些天除外、为什么；用逗号隔开。",
        "Only some ways to say it are known: how often, from when to when, since when, which days not and why.",
        "schedule: 周六有空就办",
        "schedule: 每月第一个周六 9:00–11:00，2026年5月2日除外（五一假期）",
        _TEA,
    ),
    "claim-without-source": Explanation(
        "来源不止一个时，读者要知道这个数字出自哪里。",
        "With several sources readers want to know which one gives the number.",
        f"source:\n  - ref: town-paper\n{_PAPER}    medium: print\n    confidence: high",
        "source:\n  - ref: town-paper\n    supports:\n      - impact.0\n"
        f"{_PAPER}    medium: print\n    confidence: high",
    ),
    "superlative": Explanation(
        "「最」「第一」「唯一」这样的话，来源说了才能写。",
        "Superlatives need a source that says so.",
        "summary: 全市唯一的陪伴品牌",
        "summary: 晚上陪老人说话的品牌",
    ),
    "identity-card": Explanation(
        "网站人人看得到，写上去就收不回来。", "Everybody can read it, and it cannot be taken back."
    ),
    "mobile-number": Explanation(
        "手机号多半是个人的；办公电话写座机或热线。",
        "Mobile numbers are mostly private; offices have a landline or a hotline.",
    ),
    "private-mail": Explanation(
        "公共邮箱多半是个人的；单位的邮箱带单位的域名。",
        "Such addresses are mostly private; offices have their own domain.",
    ),
    "shortened-address": Explanation(
        "短网址看不出通到哪里，过些时候还会失效。",
        "Nobody sees where it leads, and it soon stops working.",
        "contact_point:\n  - name: 服务队\n    url: https://t.cn/A6x",
        "contact_point:\n  - name: 服务队\n    url: https://www.example.com/",
    ),
    "tracking-parameter": Explanation(
        "这些参数是用来跟踪读者的，去掉也能打开。",
        "They follow readers around, and the address works without them.",
        "contact_point:\n  - name: 服务队\n    url: https://www.example.com/a?utm_source=x",
        "contact_point:\n  - name: 服务队\n    url: https://www.example.com/a",
    ),
    "old-name-taken": Explanation(
        "旧网址只能转到一个地方。",
        "An old address can lead to one place only.",
        "redirect_from:\n  - yi-hu-cha",
        "redirect_from:\n  - deng-xia-pinpai",
    ),
    "stale": Explanation(
        "一年没有人核对，情况可能变了。",
        "Nobody checked it for a year; things may have changed.",
        "assured_date: 2020-01-05",
        "assured_date: 2026-01-05",
    ),
}
"""By code; a kind of problem that is missing here has its sentence only."""
