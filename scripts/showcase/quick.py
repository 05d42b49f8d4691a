"""A fast reader for records written in the plain way: one field a line, lists of lines, texts after `|-`.

Terms of vocabularies may stand in one line each: `- {id: a, also: [b, c]}`.
It reads what the formatter writes and gives up, without a word, on whatever else YAML allows or forbids.
The careful reader then reads the file again and says what is wrong; both give the same data wherever both
give any.
"""

from __future__ import annotations

import re

from showcase.characters import UNUSUAL

Data = str | list["Data"] | dict[str, "Data"]

_ODD = "[^\n\x20-\x7e\xa0-\u200a\u2010-\u2027\u202f-\u205f\u2070-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
_KEY = r"[a-z][a-z0-9_]{0,63}"
_PLAIN = (
    r"(?:[^\s\-?:,\[\]{}#&*!|>'\"%@`=<~]|-(?=[^\s\-]))"
    r"(?:[^\s:#]++|:(?=\S)|[^\S\n](?=[^\s#])|(?<=\S)#)*+"
)
_WORD = r"(?:[^\W_][\w.·（）-]*+(?: [\w（][\w.·（）-]*+)*+|\"[^\"\\\n]*+\")"
_VALUE = rf"(?:{_WORD}|\[{_WORD}(?:, {_WORD})*+\])"
_GROUP = rf"\{{{_KEY}: {_VALUE}(?:, {_KEY}: {_VALUE})*+\}}"
_WORDS = re.compile(_WORD)
_MEMBERS = re.compile(rf"(?<=[{{ ])({_KEY}): ({_VALUE})")
_SCALAR = rf"(?:{_PLAIN}|\"[^\"\\\n]*+\"|'[^'\n]*+')"
_BLOCK = r"\|-\n( ++)([^\n]++(?:\n(?:\5[^\n]*+|(?=\n)))*+)"
_LINE = re.compile(
    rf"( {{0,20}}+)(- )?(?:({_KEY}):(?: (?:({_SCALAR})|{_BLOCK}))?|({_SCALAR}|{_GROUP}))\n"
    r"| *+(?:#[^\n]*+)?\n|([^\n]++\n)"
)
"""One line, or a text of several: indent, dash, field, value, indent of the text, text, item without field.

Empty lines and comments leave all groups empty; the last one takes whatever else there is. Whatever lies
deeper than twenty spaces is left to the careful reader.
"""
_Line = tuple[str, str, str, str, str, str, str, str]
_END: _Line = ("", "", "", "", "", "", "", "")


class _Doubt(Exception):  # noqa: N818  # not an error: the careful reader takes over
    """The text is not written in the plain way."""


def parse(text: str) -> dict[str, Data] | None:
    r"""Return the data of a file, None where the careful reader has to look.

    >>> parse("name: 灯下\nsource:\n  - title: 一\n    url: https://example.cn/#a\n")
    {'name': '灯下', 'source': [{'title': '一', 'url': 'https://example.cn/#a'}]}
    >>> parse("name: &a 灯下\n") is None
    True
    """
    if UNUSUAL.search(text) and re.search(_ODD, text):
        return None
    lines: list[_Line] = list(
        filter(any, _LINE.findall(text if text[-1:] == "\n" else f"{text}\n"))
    )
    try:
        reader = _Reader([*lines, _END])
        return reader.mapping(0) if reader.indent == 0 and not reader.line[1] else None
    except _Doubt:
        return None


class _Reader:
    """Walks through the lines; always stands at the next one that says something."""

    def __init__(self, lines: list[_Line]) -> None:
        self.lines = iter(lines)
        self.advance()

    def advance(self) -> None:
        """Go to the next line; at the end its indent is -1."""
        self.line = next(self.lines)
        self.indent = -1 if self.line is _END else len(self.line[0])

    def mapping(self, indent: int) -> dict[str, Data]:
        """Return the fields that stand at an indent, from the present line on."""
        data: dict[str, Data] = {}
        while True:
            _, _, key, scalar, margin, text, _, _ = self.line
            if not key or key in data:
                raise _Doubt
            self.advance()
            if scalar:
                data[key] = _unquoted(scalar)
            elif not text:
                data[key] = self.inner(indent)
            elif len(margin) > indent:
                data[key] = text.replace(f"\n{margin}", "\n").rstrip("\n")
            else:
                raise _Doubt
            if self.indent < indent:
                return data
            if self.indent > indent or self.line[1]:
                raise _Doubt

    def inner(self, indent: int) -> Data:
        """Return what belongs to a field, from the line below it on."""
        if self.indent <= indent:
            raise _Doubt
        return self.items(self.indent) if self.line[1] else self.mapping(self.indent)

    def items(self, indent: int) -> list[Data]:
        """Return the items of a list that stands at an indent."""
        found: list[Data] = []
        while self.indent == indent and self.line[1]:
            _, _, key, _, _, _, bare, _ = self.line
            if key:
                self.indent = indent + 2
                found.append(self.mapping(indent + 2))
            else:
                self.advance()
                found.append(_group(bare) if bare[0] == "{" else _unquoted(bare))
        if self.indent >= indent:
            raise _Doubt
        return found


def _group(written: str) -> dict[str, Data]:
    """Return the fields of an item that stands in one line."""
    fields = _MEMBERS.findall(written)
    data: dict[str, Data] = {name: _value(value) for name, value in fields}
    if len(data) < len(fields):
        raise _Doubt
    return data


def _value(written: str) -> Data:
    if written[0] != "[":
        return _unquoted(written)
    return [_unquoted(word) for word in _WORDS.findall(written)]


def _unquoted(written: str) -> str:
    """Return the text of a value that stands in one line."""
    return written[1:-1] if written[0] in "\"'" else written
