"""Full-width and half-width characters: which of the two a text of a record should use."""

from __future__ import annotations

import re
import string

_FULL_WIDTH = 0xFF01 - ord("!")
_TO_HALF = {ord(c) + _FULL_WIDTH: c for c in f"{string.digits}{string.ascii_letters}-:."}
_TO_FULL = {c: chr(ord(c) + _FULL_WIDTH) for c in ",:;!?()"}
_CHINESE = (
    "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u3007"  # characters
    "\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f"  # the marks themselves, in full width
    "\u3001\u3002\u3008-\u3011\u3014\u3015\u2018\u2019\u201c\u201d]"  # comma, stop, brackets, quotes
)
_MARKS = re.compile(rf"(?<={_CHINESE})[,:;!?]+(?={_CHINESE}|$)", re.MULTILINE)
_BRACKETS = re.compile(
    rf"(?:(?<={_CHINESE})|^)\((?={_CHINESE})[^()\n]*(?<={_CHINESE})\)(?={_CHINESE}|[,:;!?]|$)",
    re.MULTILINE,
)
_LEFT_ALONE = re.compile(
    r"^\ {0,3}(?P<fence>`{3,}|~{3,}).*?(?:^\ {0,3}(?P=fence)|\Z)"  # fenced code
    r"|^(?:\ {4}|\t).*?$"  # indented code
    r"|(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"  # code spans
    r"|\]\([^()\n]*\)"  # targets of links
    r"|[A-Za-z][A-Za-z0-9+.-]*://[^\s\uff01\uff08\uff09\uff0c\uff1b\uff1f\u3001\u3002\u201c\u201d]*",
    re.MULTILINE | re.DOTALL,
)


def half_width(word: str) -> str:
    """Return an id, a date or a number with half-width letters, digits and `-`, `:`, `.`.

    >>> half_width("\uff12\uff10\uff12\uff14\uff0d\uff11\uff10"), half_width("周六")
    ('2024-10', '周六')
    """
    return word.translate(_TO_HALF)


def chinese_punctuation(text: str) -> str:
    r"""Return a text whose half-width marks between Chinese characters are full-width.

    The end of a line counts as Chinese. Marks in addresses, in code, in targets of links, and beside
    Latin letters, digits or spaces stay as they are.

    >>> chinese_punctuation("有空就来\u002c有事就说\u0021") == "有空就来\uff0c有事就说\uff01"
    True
    """
    while places := _misplaced(text):
        text = "".join(_TO_FULL[c] if i in places else c for i, c in enumerate(text))
    return text


def _misplaced(text: str) -> set[int]:
    """Return where marks stand that should be full-width; mending them may show up others."""
    masked = _LEFT_ALONE.sub(lambda match: "\0" * len(match[0]), text)
    places = {i for match in _MARKS.finditer(masked) for i in range(*match.span())}
    for match in _BRACKETS.finditer(masked):
        places |= {match.start(), match.end() - 1}
    return places
