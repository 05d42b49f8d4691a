"""YAML files as data with the place of every value.

Records come from strangers, so this is not a general YAML reader: every scalar stays the text that was
written (`no`, `010` and `14:00` never change), and tags, anchors, aliases, merge keys and duplicate keys
are refused. The model converts, and asks here for the line when something is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from showcase import quick
from showcase.problems import FieldPath, Problem, dotted

SIZE_LIMIT = 64 * 1024
DEPTH_LIMIT = 12

AnyMark = Any  # libyaml and PyYAML each have a class of marks, with the same fields
Data = Any  # text, None, or a list or mapping of the same

_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)


@dataclass(slots=True)
class Mark:
    """Where a value and its key stand, and the marks of what is inside."""

    line: int
    column: int
    key_line: int = 0
    key_column: int = 0
    children: dict[str | int, Mark] = field(default_factory=dict)


@dataclass
class Document:
    """One YAML file: its data, what is wrong with its text, and the marks of its values.

    Args:
        path: File relative to the root, with forward slashes.
        data: What could be read.
        problems: What is wrong with the text.
        text: The text of the file; empty where it could not be decoded.
    """

    path: str
    data: dict[str, Data]
    problems: list[Problem]
    text: str = ""

    @cached_property
    def mark(self) -> Mark:
        """The marks of all values; found only when somebody asks where something stands."""
        return _Composer(Document(self.path, {}, []), self.text).compose()

    def place(self, where: FieldPath, *, key: bool = False) -> tuple[int, int]:
        """Return line and column of a field, or of the nearest existing thing around it."""
        mark, found_all = self.mark, True
        for part in where:
            child = mark.children.get(part)
            if child is None:
                found_all = False
                break
            mark = child
        if (key or not found_all) and mark.key_line:
            return mark.key_line, mark.key_column
        return mark.line, mark.column

    def problem(
        self,
        where: FieldPath,
        code: str,
        values: Mapping[str, str] | None = None,
        *,
        hint: tuple[str, str] | None = None,
        key: bool = False,
    ) -> Problem:
        """Return a problem at a field, or at its key."""
        line, column = self.place(where, key=key)
        filled = tuple(sorted((values or {}).items()))
        return Problem(self.path, line, column, code, dotted(where), filled, hint)

    def text_at(self, where: FieldPath) -> Data:
        """Return what was written at a field, None where there is nothing."""
        value: Data = self.data
        for part in where:
            if isinstance(value, dict) and isinstance(part, str):
                value = value.get(part)
            elif isinstance(value, list) and isinstance(part, int) and part < len(value):
                value = value[part]
            else:
                return None
        return value


def read(root: Path, path: str) -> Document:
    """Read one YAML file.

    Args:
        root: Folder of the project.
        path: File relative to the root, with forward slashes.

    Returns:
        The document; with problems its data hold what could be read.
    """
    document = Document(path, {}, [])
    text = _text(root / path, document)
    if text is None:
        return document
    document.text = text
    data = quick.parse(text)
    if data is None:
        return compose(text, path)
    document.data = data
    return document


def compose(text: str, path: str = "") -> Document:
    """Return what the careful reader finds in a text."""
    document = Document(path, {}, [], text)
    document.mark = _Composer(document, text).compose()
    return document


def _text(file: Path, document: Document) -> str | None:
    """Return the text of a file, or None after noting why it cannot be read."""

    def refuse(code: str, line: int = 1, column: int = 1, **values: str) -> None:
        document.problems.append(
            Problem(document.path, line, column, code, values=tuple(sorted(values.items())))
        )

    if file.is_symlink() or not file.is_file():
        refuse("not-a-plain-file")
        return None
    content = file.read_bytes()
    if len(content) > SIZE_LIMIT:
        refuse("too-large", found=str(len(content)), limit=str(SIZE_LIMIT))
        return None
    if content.startswith(b"\xef\xbb\xbf"):
        refuse("byte-order-mark")
        return None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        refuse("not-utf8", before.count("\n") + 1, len(before) - before.rfind("\n"))
        return None
    for match in _CONTROL.finditer(text):
        line, column = _position(text, match.start())
        refuse("control-character", line, column, found=f"U+{ord(match[0]):04X}")
    for match in re.finditer(r"^ *(\t)", text, re.MULTILINE):
        refuse("tab", *_position(text, match.start(1)))
    return None if document.problems else text


def _position(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


class _TooDeep(Exception):  # noqa: N818  # ends the reading; the problem is noted already
    """The document is nested deeper than any record."""


class _Composer:
    """Builds data and marks from libyaml's events, refusing what records may not use."""

    def __init__(self, document: Document, text: str) -> None:
        self.document = document
        self.mark = Mark(1, 1)
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.CBaseLoader)

    def compose(self) -> Mark:
        """Fill the document and return the marks of its values."""
        try:
            self._document()
        except _TooDeep:
            pass
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self._refuse("yaml-syntax", mark)
        return self.mark

    def _document(self) -> None:
        next(self.events)  # stream start
        if isinstance(next(self.events), yaml.StreamEndEvent):
            self._refuse("empty-file", None)
            return
        event = next(self.events)
        value = self._value(event, self.mark, (), 0)
        if isinstance(value, dict):
            self.document.data = value
        elif value is None:
            self._refuse("empty-file", None)
        else:
            found, found_en = kind_of(value)
            self._refuse("not-a-record", event.start_mark, found=found, found_en=found_en)
        next(self.events)  # document end
        following = next(self.events)
        if not isinstance(following, yaml.StreamEndEvent):
            self._refuse("several-documents", following.start_mark)

    def _value(self, event: yaml.Event, mark: Mark, where: FieldPath, depth: int) -> Data:
        at: AnyMark = event.start_mark
        mark.line, mark.column = at.line + 1, at.column + 1
        if depth > DEPTH_LIMIT:
            self._refuse("too-deep", at, limit=str(DEPTH_LIMIT))
            raise _TooDeep
        self._refuse_features(event)
        if isinstance(event, yaml.ScalarEvent):
            plain_empty = event.value == "" and not event.style
            return None if plain_empty else str(event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(mark, where, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(mark, where, depth)
        return None

    def _sequence(self, mark: Mark, where: FieldPath, depth: int) -> list[Data]:
        items: list[Data] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            child = mark.children[len(items)] = Mark(0, 0)
            items.append(self._value(event, child, (*where, len(items)), depth + 1))
        return items

    def _mapping(self, mark: Mark, where: FieldPath, depth: int) -> dict[str, Data]:
        data: dict[str, Data] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            at: AnyMark = event.start_mark
            key = self._value(event, Mark(0, 0), where, depth + 1)
            child = Mark(0, 0, at.line + 1, at.column + 1)
            name = key if isinstance(key, str) else ""
            if not isinstance(key, str):
                self._refuse("yaml-syntax", at)
            elif key == "<<":
                self._refuse("yaml-feature", at, found="合并键「<<」", found_en="merge keys")
            elif key in data:
                first = str(mark.children[key].key_line)
                self._refuse("duplicate-key", at, key, first=first)
            value = self._value(next(self.events), child, (*where, name), depth + 1)
            if name not in data:
                data[name], mark.children[name] = value, child
        return data

    def _refuse_features(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._refuse(
                "yaml-feature", event.start_mark, found="引用「*」", found_en="aliases (*)"
            )
            return
        if getattr(event, "anchor", None):
            self._refuse(
                "yaml-feature", event.start_mark, found="锚点「&」", found_en="anchors (&)"
            )
        if getattr(event, "tag", None):
            self._refuse("yaml-feature", event.start_mark, found="标签「！」", found_en="tags (!)")

    def _refuse(self, code: str, mark: AnyMark | None, field: str = "", **values: str) -> None:
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        self.document.problems.append(
            Problem(self.document.path, line, column, code, field, tuple(sorted(values.items())))
        )


def kind_of(value: Data) -> tuple[str, str]:
    """Return what a value is, in Chinese and English, for messages."""
    if isinstance(value, dict):
        return "一组「字段: 值」", "a mapping"
    if isinstance(value, list):
        return "一个列表", "a list"
    if value is None:
        return "空白", "nothing"
    return f"文字「{value[:20]}」", f"the text “{value[:20]}”"
