r"""How a text stands in a cell, so that no character is lost on the way through a book.

What XML or Excel would change, and what nobody can see, is written as `\u001F`: control characters,
zero-width and bidirectional marks, a space or line break at either end. All else stands as it is.
"""

from __future__ import annotations

import re

_HIDDEN = "\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff"
_WRITTEN = re.compile(
    rf"\\(?=u) | _(?=x[0-9A-Fa-f]{{4}}_) | [\t{_HIDDEN}] | \A[ \n] | [ \n]\Z", re.VERBOSE
)
_READ = re.compile(r"\\u((?![Dd][89A-Fa-f])[0-9A-Fa-f]{4})")
_OFFICE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BLANK = " \t\n"


def escaped(text: str) -> str:
    r"""Return a text as it stands in a cell.

    >>> escaped("灯\x1f下 "), escaped(r"C:\users")
    ('灯\\u001F下\\u0020', 'C:\\u005Cusers')
    """
    return _WRITTEN.sub(lambda match: _code(match[0]), text)


def unescaped(text: str) -> str:
    r"""Return the text that a cell means, without blanks at its ends, which nobody typed on purpose.

    >>> unescaped(" 灯\\u001F下\\u0020\n")
    '灯\x1f下 '
    """
    return _READ.sub(lambda match: chr(int(match[1], 16)), text.strip(_BLANK))


def escaped_lines(texts: list[str]) -> str:
    """Return several texts as they stand in one cell, a line for each."""
    return "\n".join(escaped(text).replace("\n", _code("\n")) for text in texts)


def unescaped_lines(text: str) -> list[str]:
    """Return the texts that the lines of a cell mean, without empty lines."""
    return [unescaped(line) for line in text.split("\n") if line.strip(_BLANK)]


def is_blank(value: object) -> bool:
    """Return whether a cell holds nothing, or nothing but blanks."""
    return value is None or (isinstance(value, str) and not value.strip(_BLANK + "\r"))


def plain(text: str) -> str:
    """Return what a program of tables stored, its own notation of characters undone."""
    return _OFFICE.sub(lambda match: chr(int(match[1], 16)), text).replace("\r\n", "\n")


def _code(character: str) -> str:
    return f"\\u{ord(character):04X}"
