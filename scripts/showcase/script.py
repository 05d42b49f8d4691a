"""Chinese script: simplified and traditional characters, and how names are read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import cache
from itertools import groupby

from opencc import OpenCC

_HAN = range(0x3400, 0xA000)
"""The codes of the characters that both scripts write."""


@cache
def traditional_to_simplified() -> dict[int, str]:
    """Return the first simplified form of each traditional character, one to one.

    Characters beyond the basic plane, which no keyboard for readers offers, are left out.
    """
    han = [chr(code) for code in _HAN]
    forms = OpenCC("t2s").convert("\n".join(han)).split("\n")
    pairs = zip(_HAN, han, forms, strict=True)
    table = {code: form for code, written, form in pairs if written != form <= "\uffff"}
    return table | {ord("著"): "着"}


@cache
def _to_traditional() -> OpenCC:
    return OpenCC("s2t")


def traditional(text: str) -> str:
    """Return a text in traditional script.

    >>> traditional("玉兰扶智，头发")
    '玉蘭扶智，頭髮'
    """
    converted: str = _to_traditional().convert(text)
    return converted


def fold(text: str) -> str:
    """Return text as search compares it: one width, one case, simplified, without spaces.

    >>> fold("玉蘭 扶智"), fold("ABC")
    ('玉兰扶智', 'abc')
    """
    plain = unicodedata.normalize("NFKC", text).lower().translate(traditional_to_simplified())
    return "".join(plain.split())


def traditional_forms(wanted: Collection[str] | None = None) -> str:
    """Return the traditional characters that fold to some characters, or to any, each before what it folds to.

    >>> traditional_forms({"兰", "灯"})
    '燈灯蘭兰'
    """
    return "".join(
        chr(written) + simplified
        for written, simplified in sorted(traditional_to_simplified().items())
        if wanted is None or simplified in wanted
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


def common_readings() -> str:
    """Return how the 3755 commonest characters are read, as runs of one syllable in the order of GB 2312.

    That order is the one of the readings, so that few runs say it all.

    >>> common_readings()[:17]
    'a2 ai13 an9 ang3 '
    """
    read = [_syllables(character)[0].replace("ü", "v") for character in _level_one()]
    return " ".join(f"{syllable}{sum(1 for _ in run)}" for syllable, run in groupby(read))


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
