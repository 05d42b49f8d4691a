"""A fast reader for records written in the plain way: one field a line, lists of lines, texts after `|-`.

It reads what the formatter writes and gives up, without a word, on whatever else YAML allows or forbids.
The careful reader then reads the file again and says what is wrong; both give the same data wherever both
give any.
"""

from __future__ import annotations

import re

Data = str | list["Data"] | dict[str, "Data"]

_ODD = re.compile(
    "[^\n\x20-\x7e\xa0-\u200a\u2010-\u2027\u202f-\u205f\u2070-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_LINE = re.compile(r"( *)(- )?(?:([a-z][a-z0-9_]{0,63}):(?: (\S.*))?|(\S.*))")
_PLAIN = re.compile(
    r"(?:[^\s\-?:,\[\]{}#&*!|>'\"%@`=<~]|-(?=[^\s\-]))(?:[^\s:#]|:(?=\S)|\s(?=[^\s#])|(?<=\S)#)*"
)
_QUOTED = re.compile(r"\"([^\"\\]*)\"|'([^']*)'")
_DEEPEST = 20
"""Spaces before a line; whatever lies deeper is left to the careful reader."""


class _Doubt(Exception):  # noqa: N818  # not an error: the careful reader takes over
    """The text is not written in the plain way."""


def parse(text: str) -> dict[str, Data] | None:
    r"""Return the data of a file, None where the careful reader has to look.

    >>> parse("name: 灯下\nsource:\n  - title: 一\n    url: https://example.cn/#a\n")
    {'name': '灯下', 'source': [{'title': '一', 'url': 'https://example.cn/#a'}]}
    >>> parse("name: &a 灯下\n") is None
    True
    """
    if _ODD.search(text):
        return None
    try:
        reader = _Reader(text.split("\n"))
        return reader.mapping(0) if reader.indent == 0 and not reader.is_item else None
    except _Doubt:
        return None


class _Reader:
    """Walks through the lines; always stands at the next one that says something."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.number = -1
        self.advance()

    def advance(self) -> None:
        """Go to the next line that says something; at the end its indent is -1."""
        lines, number = self.lines, self.number + 1
        while number < len(lines) and (line := lines[number]).lstrip(" ")[:1] in ("", "#"):
            number += 1
        self.number = number
        if number == len(lines):
            self.indent, self.is_item, self.key, self.rest, self.bare = -1, False, "", "", ""
            return
        match = _LINE.fullmatch(line)
        if match is None:
            raise _Doubt
        spaces, dash, self.key, self.rest, self.bare = match.groups()
        self.indent, self.is_item = len(spaces), dash is not None
        if self.indent > _DEEPEST:
            raise _Doubt

    def mapping(self, indent: int) -> dict[str, Data]:
        """Return the fields that stand at an indent, from the present line on."""
        data: dict[str, Data] = {}
        while True:
            key = self.key
            if not key or key in data:
                raise _Doubt
            data[key] = self.value(indent)
            if self.indent < indent:
                return data
            if self.indent > indent or self.is_item:
                raise _Doubt

    def value(self, indent: int) -> Data:
        """Return what belongs to the field of the present line, and go past it."""
        rest = self.rest
        if rest:
            if rest == "|-":
                return self.block(indent)
            self.advance()
            return _scalar(rest)
        self.advance()
        if self.indent > indent:
            return self.items(self.indent) if self.is_item else self.mapping(self.indent)
        raise _Doubt

    def items(self, indent: int) -> list[Data]:
        """Return the items of a list that stands at an indent."""
        found: list[Data] = []
        while self.indent == indent and self.is_item:
            if self.key:
                self.indent, self.is_item = indent + 2, False
                found.append(self.mapping(indent + 2))
            else:
                bare = self.bare
                self.advance()
                found.append(_scalar(bare))
        if self.indent >= indent:
            raise _Doubt
        return found

    def block(self, indent: int) -> str:
        """Return a text of several lines without the break at its end."""
        lines, first = self.lines, self.number + 1
        while first < len(lines) and not lines[first]:
            first += 1
        if first == len(lines) or first > self.number + 1:
            raise _Doubt
        inner = len(lines[first]) - len(lines[first].lstrip(" "))
        if inner <= indent or inner == len(lines[first]):
            raise _Doubt
        margin, found, last = " " * inner, [], first
        while last < len(lines):
            line = lines[last]
            if line.startswith(margin):
                found.append(line[inner:])
            elif not line:
                found.append("")
            elif line.lstrip(" ") and len(line) - len(line.lstrip(" ")) <= indent:
                break
            else:
                raise _Doubt
            last += 1
        self.number = last - 1
        self.advance()
        return "\n".join(found).rstrip("\n")


def _scalar(written: str) -> str:
    """Return the text of a value that stands in one line."""
    if _PLAIN.fullmatch(written):
        return written
    if quoted := _QUOTED.fullmatch(written):
        return quoted[1] if quoted[1] is not None else quoted[2]
    raise _Doubt
