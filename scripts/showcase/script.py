"""Chinese script: simplified and traditional characters, and how names are read."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files


@cache
def traditional_to_simplified() -> dict[int, str]:
    """Return the first simplified form of each traditional character, one to one."""
    table: dict[int, str] = {ord("著"): "着"}
    text = files("opencc").joinpath("dictionary", "TSCharacters.txt").read_text("utf-8")
    for line in text.splitlines():
        written, _, forms = line.partition("\t")
        first = forms.split(" ")[0]
        if len(written) == 1 and len(first) == 1 and written != first:
            table.setdefault(ord(written), first)
    return table


def fold(text: str) -> str:
    """Return text as search compares it: one width, one case, simplified, without spaces.

    >>> fold("玉蘭 扶智"), fold("ABC")
    ('玉兰扶智', 'abc')
    """
    plain = unicodedata.normalize("NFKC", text).lower().translate(traditional_to_simplified())
    return "".join(plain.split())


def traditional_forms(text: str) -> dict[str, str]:
    """Return the traditional characters that fold to characters of a text, with what they fold to."""
    wanted = set(text)
    return {
        chr(written): simplified
        for written, simplified in sorted(traditional_to_simplified().items())
        if simplified in wanted
    }


@cache
def reading(name: str, written: str | None = None) -> str:
    """Return how a name is read, in pinyin with a space between syllables, for sorting.

    >>> reading("青春暖邢")
    'qing chun nuan xing'
    """
    if written:
        return written
    from pypinyin.seg.mmseg import seg  # noqa: PLC0415  # a quarter of a second that most builds save

    spoken = "".join(character for character in name if character.isalnum())
    words = seg.cut(spoken) if all(_is_han(character) for character in spoken) else (spoken,)
    return " ".join(syllable for word in words for syllable in _syllables(word)).lower()


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


@cache
def _syllables(word: str) -> tuple[str, ...]:
    """Return how a word is read; the same words occur in many names."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  # the same

    return tuple(lazy_pinyin(word, style=Style.NORMAL, v_to_u=True))


def bare(folded: str) -> str:
    """Return a folded name as readers tell it from others: without punctuation.

    >>> bare(fold("「玉兰·扶智」"))
    '玉兰扶智'
    """
    return re.sub(r"[\W_]", "", folded) or folded
