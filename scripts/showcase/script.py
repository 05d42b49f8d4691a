"""Chinese script: simplified and traditional characters, and how names are read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import cache

from opencc import OpenCC

_HAN = range(0x3400, 0xA000)
"""The codes of the characters that both scripts write."""


@cache
def traditional_to_simplified() -> dict[int, str]:
    """Return the first simplified form of each traditional character, one to one.

    It undoes `traditional` for every character that texts of today are written with. Characters beyond the basic
    plane, which no keyboard for readers offers, are left out.
    """
    han = [chr(code) for code in _HAN]
    forms = OpenCC("t2s").convert("\n".join(han)).split("\n")
    pairs = zip(_HAN, han, forms, strict=True)
    table = {code: form for code, written, form in pairs if written != form <= "\uffff"}
    return table | {
        ord("著"): "着",
        ord("簷"): "檐",
        ord("痺"): "痹",
        ord("睪"): "睾",
        ord("暱"): "昵",
    }


@cache
def _to_traditional() -> OpenCC:
    return OpenCC("s2tw")


def traditional(text: str) -> str:
    """Return a text in traditional script, in the forms that readers of it know.

    They are those of Taiwan's standard: 為, 裡, 群, 眾, 才, 啟. OpenCC's plain table writes the forms of dictionaries
    (爲, 裏, 羣, 衆, 纔, 啓), which nobody there types. Readers in Hong Kong know these forms too, while its own
    (説, 閲, 户) look wrong in Taiwan, and fonts and input methods made for Big5 lack some of them.

    >>> traditional("玉兰扶智，头发"), traditional("为群众在家里")
    ('玉蘭扶智，頭髮', '為群眾在家裡')
    """
    converted: str = _to_traditional().convert(text)
    return converted


PHRASES = {
    "县志愿": "縣志願",
    "妇联系统": "婦聯系統",
    "看表格": "看表格",
    "写明了": "寫明了",
    "没有只": "沒有只",
    "没有采用": "沒有採用",
    "报道里": "報道裡",
    "地方里面": "地方裡面",
    "记事本里": "記事本裡",
    "里加": "裡加",
    "历表": "曆表",
    "不合并": "不合併",
}
"""What OpenCC writes wrongly because it sees another word across the limits of two: 县志, 联系, 看表, 明了, 有只, 道里."""


def fold(text: str) -> str:
    """Return text as search compares it: one width, one case, simplified, without spaces.

    >>> fold("玉蘭 扶智"), fold("ABC")
    ('玉兰扶智', 'abc')
    """
    plain = unicodedata.normalize("NFKC", text).lower().translate(traditional_to_simplified())
    return "".join(plain.split())


def traditional_forms(wanted: Collection[str] | None = None) -> str:
    """Return the traditional characters that fold to some characters, or to any, each before what it folds to.

    Those that simplified texts use too are always among them: they look known, and yet fold.

    >>> traditional_forms({"兰", "灯"})
    '乾干燈灯著着蘭兰'
    """
    return "".join(
        chr(written) + simplified
        for written, simplified in sorted(traditional_to_simplified().items())
        if wanted is None or simplified in wanted or chr(written) in common_readings()
    )


_NAMES = {
    "太行": "tai hang",
    "襄都": "xiang du",
    "献血": "xian xue",
    "血站": "xue zhan",
    "血库": "xue ku",
    "调解": "tiao jie",
    "民调": "min tiao",
    "同行": "tong xing",
    "行善": "xing shan",
    "日行": "ri xing",
    "银行": "yin hang",
    "行业": "hang ye",
    "重阳": "chong yang",
    "柏乡": "bai xiang",
    "任泽": "ren ze",
    "长卷": "chang juan",
    "乐园": "le yuan",
    "音乐": "yin yue",
    "教育": "jiao yu",
    "会计": "kuai ji",
    "缝补": "feng bu",
    "还乡": "huan xiang",
    "相伴": "xiang ban",
    "为老": "wei lao",
    "为民": "wei min",
    "便民": "bian min",
}
"""Words of names that are read wrongly, or could be, if every character is looked at alone."""
_NAMED = re.compile(f"({'|'.join(_NAMES)})")


@cache
def reading(name: str, written: str | None = None) -> str:
    """Return how a name is read, in pinyin with a space between syllables, for sorting.

    >>> reading("青春暖邢"), reading("太行同行")
    ('qing chun nuan xing', 'tai hang tong xing')
    """
    if written:
        return written
    spoken = "".join(character for character in name if character.isalnum())
    pieces = (_NAMES.get(piece) or _read(piece) for piece in _NAMED.split(spoken) if piece)
    return " ".join(pieces).lower()


@cache
def _read(spoken: str) -> str:
    """Return how a part of a name is read, by its words; the same parts occur in many names."""
    from pypinyin.seg.mmseg import seg  # noqa: PLC0415  # a quarter of a second that most builds save

    words = seg.cut(spoken) if all(_is_han(character) for character in spoken) else (spoken,)
    return " ".join(syllable for word in words for syllable in _syllables(word))


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


@cache
def _syllables(word: str) -> tuple[str, ...]:
    """Return how a word is read; the same words occur in many names."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  # the same

    return tuple(lazy_pinyin(word, style=Style.NORMAL, v_to_u=True))


_PIECES = re.compile("[\u4e00-\u9fff]|[^\u4e00-\u9fff]+")


def syllables(name: str, read: str) -> dict[str, str]:
    """Return the Chinese characters of a name with their syllables, typed as keyboards do: ü is v.

    Nothing where the reading does not go along with the characters.

    >>> syllables("青E行", "qing e xing"), syllables("绿", "lü")
    ({'青': 'qing', '行': 'xing'}, {'绿': 'lv'})
    """
    pieces = _PIECES.findall("".join(character for character in name if character.isalnum()))
    spoken = read.replace("ü", "v").split()
    if len(pieces) != len(spoken):
        return {}
    return {
        piece: syllable for piece, syllable in zip(pieces, spoken, strict=True) if _is_han(piece)
    }


COMMON = (
    "a2 ai13 an9 ang3 ao9 ba18 bai8 ban15 bang12 bao4 bo1 bao12 bei15 ben4 beng6 bi19 pi1 bi4 "
    "bian12 biao4 bie4 bin6 bing9 bo17 po1 bo1 bu1 bo1 bu9 ca1 cai11 can7 cang5 cao5 ce5 ceng2 "
    "cha11 chai3 chan1 can1 chan8 chang5 zhang1 chang7 chao9 che6 chen10 cheng15 chi3 shi1 chi12 "
    "chong5 chou12 chu16 chuai1 chuan7 chuang6 chui5 chun7 chuo2 ci12 cong6 cou1 cu4 cuan3 cui8 "
    "cun3 cuo6 da6 dai12 dan15 dang5 dao12 de3 deng7 di19 dian16 diao9 die7 ding9 diu1 dong10 "
    "dou8 du14 duan6 dui4 dun9 duo12 e13 en1 er8 fa8 fan17 fang11 fei12 fen15 feng15 fu1 fou1 "
    "fu24 pu1 fu20 ga2 gai6 gan11 gang9 gao10 ge11 ha1 ge5 gei1 gen2 geng7 gong15 gou9 gu18 gua6 "
    "guai3 guan11 guang3 gui16 gun3 guo6 ha1 hai7 han19 hang3 hao9 he10 hao1 he7 hei2 hen4 heng5 "
    "hong9 hou7 hu18 hua9 huai5 huan3 hai1 huan10 huang14 hui21 hun6 huo10 ji53 jia17 jian24 kan1 "
    "jian15 jiang13 jiao10 jue1 jiao17 jie9 ju1 jie9 ji1 jie7 jin20 jing25 jiong2 jiu17 ju25 "
    "juan7 jue10 jun11 ka3 ge1 kai5 kan6 kang7 kao4 ke15 ken4 keng2 kong4 kou4 ku7 kua5 kuai4 "
    "kuan2 kuang8 kui7 gui1 kui3 kun4 kuo4 la7 lai3 lan15 lang7 lao9 lei1 le1 lei8 le1 lei2 leng3 "
    "li34 lia1 lian14 liang11 liao7 lao1 le1 liao4 lie5 lin12 ling14 liu11 long9 lou6 lu20 lv14 "
    "luan6 lve2 lun7 luo12 ma9 mai6 man9 mang6 mao12 me1 mei16 men3 meng8 mi14 mian9 miao8 mie2 "
    "min6 ming6 miu1 mo17 mou3 mu15 na7 nai5 nan3 nang1 nao5 ne1 nei2 nen1 neng1 ni11 nian7 "
    "niang2 niao2 nie7 nin1 ning6 niu4 nong4 nu3 nv1 nuan1 nve2 nuo4 o1 ou7 pa6 pai6 pan8 pang5 "
    "pao7 pei9 pen2 peng14 pi17 pian4 piao4 pie2 pin5 ping9 po8 pou1 pu15 qi36 qia3 qian22 qiang8 "
    "qiao15 qie1 jia1 qie3 qin11 qing13 qiong2 qiu8 qu13 quan11 que1 gui1 que6 qun2 ran4 rang5 "
    "rao3 re2 ren10 reng2 ri1 rong10 rou3 ru10 ruan2 rui3 run2 ruo2 sa3 sai4 san4 sang3 sao4 se3 "
    "sen1 seng1 sha9 shai2 shan16 shang8 shao11 she12 shen16 sheng11 shi12 shen1 shi34 shou10 "
    "shu33 shua2 shuai4 shuan2 shuang3 shui4 shun4 shuo4 si12 ci1 shi1 si2 song8 sou4 su12 suan3 "
    "sui11 sun3 suo8 ta9 tai9 tan18 tang13 tao11 te1 teng4 ti15 tian8 tiao5 tie3 ting10 tong13 "
    "tou4 tu11 tuan2 tui6 tun3 tuo11 wa7 wai2 wan17 wang10 wei33 wen10 weng3 wo9 wu29 xi35 xia10 "
    "sha1 xia2 xian26 xiang20 xiao3 xue1 xiao14 xie21 xin10 xing15 xiong7 xiu9 xu13 chu1 xu5 "
    "xuan10 xue6 xun14 ya16 yan33 yang17 yao15 ye15 yi53 yin16 ying18 yo1 yong15 you20 yu29 xu1 "
    "yu15 yuan20 yue4 yao1 yue5 yun12 za3 zai7 zan4 zang3 zao14 ze4 zei1 zen1 zeng2 ceng1 zeng1 "
    "zha4 ya1 zha5 za1 zha3 zhai6 zhan7 nian1 zhan9 zhang15 zhao10 zhe10 zhen16 zheng11 zhen1 "
    "zheng3 zhi43 zhong11 zhou14 zhu26 zhua1 zhao1 zhuai1 zhuan6 zhuang7 chui1 zhui5 zhun2 zhuo4 "
    "zuo1 zhuo3 zhe1 zhuo2 zi8 zai1 zi6 zong7 zou4 zu8 zuan2 zui4 zun2 zuo3 zha1 zuo4"
)
"""How the 3755 commonest characters are read, as runs of one syllable in the order of GB 2312, which is theirs."""


@cache
def common_readings() -> dict[str, str]:
    """Return how the commonest characters are read, as keyboards type it.

    >>> common_readings()["绿"], len(common_readings())
    ('lv', 3755)
    """
    runs = re.findall(r"([a-z]+)(\d+)", COMMON)
    spoken = (syllable for syllable, count in runs for _ in range(int(count)))
    return dict(zip(_level_one(), spoken, strict=True))


def _level_one() -> str:
    """Return the first level of GB 2312."""
    rows = range(0xB0, 0xD8)
    every = b"".join(bytes((row, cell)) for row in rows for cell in range(0xA1, 0xFF))
    return every[: 2 * 3755].decode("gb2312")


def bare(folded: str) -> str:
    """Return a folded name as readers tell it from others: without punctuation.

    >>> bare(fold("「玉兰·扶智」"))
    '玉兰扶智'
    """
    return re.sub(r"[\W_]", "", folded) or folded
