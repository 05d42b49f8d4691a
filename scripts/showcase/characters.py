"""Characters that no text may hold, because nobody sees them or because they look like others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache


@dataclass(frozen=True, slots=True)
class Blemish:
    """A place in a text that must be written otherwise.

    Args:
        offset: Characters before it.
        code: Kind of problem, a key of `SENTENCES`.
        values: What fills the sentence.
    """

    offset: int
    code: str
    values: dict[str, str] = field(default_factory=dict)


_RADICALS = dict(
    zip(
        "⺟⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "母虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
"""Simplified radicals, as they come out of PDF files, to which Unicode assigns no character of their own."""


@cache
def _ordinary() -> Mapping[str, str]:
    """Return radicals and compatibility characters, each with the ordinary character that looks the same."""
    return _RADICALS | {
        written: plain
        for first, last in ((0x2E80, 0x2FD5), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))
        for written in map(chr, range(first, last + 1))
        if (plain := unicodedata.normalize("NFKC", written)) != written
    }


_CYRILLIC = dict(zip("аеорсухіјѕһԁԛԝАВЕКМНОРСТУХІЈЅ", "aeopcyxijshdqwABEKMHOPCTYXIJS", strict=True))
_GREEK = dict(zip("οανρικυτΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oavpikutABEZHIKMNOPTYX", strict=True))
_MATHEMATICAL = {
    written: plain
    for written in map(chr, range(0x1D400, 0x1D800))
    if (plain := unicodedata.normalize("NFKC", written)).isascii() and plain != written
}
LATIN = _CYRILLIC | _GREEK | _MATHEMATICAL
"""Letters of other alphabets, each with the Latin letter that looks the same."""
_ALIKE = "".join(LATIN)

_KINDS = {
    "nul-character": "\\x00",
    "line-separator": "\\x85\\u2028\\u2029",
    "control-character": "\\x01-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\ufff9-\\ufffb",
    "bidi-control": "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069",
    "zero-width": (
        "\\xad\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200d\\u2060-\\u2065"
        "\\u206a-\\u206f\\u3164\\ufe00-\\ufe0d\\ufeff\\uffa0\\U000e0000-\\U000e0fff"
    ),
    "garbled-character": "\\ufffd",
    "private-character": "\\ud800-\\uf8ff\\ufdd0-\\ufdef\\ufffe\\uffff\\U000f0000-\\U0010ffff",
    "compatibility-character": "\\u2e80-\\u2fdf\\uf900-\\ufaff\\U0002f800-\\U0002fa1f",
}
_BLEMISH = (
    "|".join(f"(?P<{code.replace('-', '_')}>[{chars}])" for code, chars in _KINDS.items())
    + r"|(?P<carriage_return>\r(?!\n))"
)
UNUSUAL = re.compile(
    "[^\n\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u3000-\u3163\u4e00-\u9fff\uff00-\uff9f]"
)
"""Finds nothing in nearly all texts: it leaves out every character named above, in few ranges, which are quick.

What is written for the few other texts is compiled when one is met: that takes longer than to read a record.
"""


def blemishes(text: str) -> Iterator[Blemish]:
    r"""Iterate over the places of a text that must be written otherwise.

    >>> [(b.offset, b.code) for b in blemishes("灯\u200b下")]
    [(1, 'zero-width')]
    """
    is_composed = unicodedata.is_normalized("NFC", text)
    if is_composed and not UNUSUAL.search(text):
        return
    for match in re.finditer(_BLEMISH, text):
        code = str(match.lastgroup).replace("_", "-")
        values = {"found": f"U+{ord(match[0]):04X}"}
        if code == "compatibility-character":
            if match[0] not in _ordinary():
                continue
            values |= {"shown": match[0], "new": _ordinary()[match[0]]}
        yield Blemish(match.start(), code, values)
    if re.search(f"[{_ALIKE}]", text):
        yield from _alike(text)
    if not is_composed:
        yield from _decomposed(text)


def _alike(text: str) -> Iterator[Blemish]:
    """Iterate over letters of other alphabets inside Latin words."""
    for word in re.finditer(f"[A-Za-z{_ALIKE}]{{2,}}", text):
        if not re.search("[A-Za-z]", word[0]):
            continue
        for i, letter in enumerate(word[0], word.start()):
            if letter in LATIN:
                zh, en = alphabet(letter)
                values = {"found": letter, "script": zh, "script_en": en, "new": LATIN[letter]}
                yield Blemish(i, "look-alike", values | {"word": word[0]})


def alphabet(letter: str) -> tuple[str, str]:
    """Return the alphabet of a letter that looks like a Latin one, in Chinese and English."""
    if letter in _CYRILLIC:
        return "西里尔字母", "Cyrillic"
    return ("希腊字母", "Greek") if letter in _GREEK else ("数学符号", "mathematical")


def _decomposed(text: str) -> Iterator[Blemish]:
    """Iterate over characters that are put together from a letter and marks of their own."""
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        cluster = text[start:end]
        composed = unicodedata.normalize("NFC", cluster)
        if composed != cluster and cluster not in _ordinary():
            yield Blemish(start, "not-composed", {"found": cluster, "new": composed})
        start = end
