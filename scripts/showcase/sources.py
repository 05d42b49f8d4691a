"""YAML files as data with the place of every value.

Records come from strangers, so this is not a general YAML reader: every scalar stays the text that was
written (`no`, `010` and `14:00` never change), and tags, anchors, aliases, merge keys and duplicate keys
are refused. The model converts, and asks here for the line when something is wrong.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from showcase import quick
from showcase.characters import blemishes
from showcase.encodings import WrongEncoding, decoded
from showcase.problems import FieldPath, Problem, dotted, first_of
from showcase.syntax import Fault, faults, misread, misread_name

SIZE_LIMIT = 64 * 1024
DEPTH_LIMIT = 12
NODE_LIMIT = 10_000

AnyMark = Any  # libyaml and PyYAML each have a class of marks, with the same fields
Data = Any  # text, None, or a list or mapping of the same

_TAB = re.compile(r"^[ -]*(\t)", re.MULTILINE)
_ODD_NAME = re.compile(r"[^A-Za-z0-9_\u4e00-\u9fff]")


@dataclass(slots=True)
class Mark:
    """Where a value and its key stand, and the marks of what is inside.

    A text that stands in the file line by line has its own first line and column; 0 where it does not.
    """

    line: int
    column: int
    key_line: int = 0
    key_column: int = 0
    text_line: int = 0
    text_column: int = 0
    children: dict[str | int, Mark] = field(default_factory=dict)


@dataclass
class Document:
    """One YAML file: its data, what is wrong with its text, and the marks of its values.

    Args:
        path: File relative to the root, with forward slashes.
        data: What could be read.
        problems: What is wrong with the text.
        text: The text of the file; empty where it could not be decoded.
        spoilt: Line and column of values that are not what was meant, because of such a problem.
    """

    path: str
    data: dict[str, Data]
    problems: list[Problem]
    text: str = ""
    spoilt: set[tuple[int, int]] = field(default_factory=set)

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

    def place_in_text(self, where: FieldPath, line: int, column: int) -> tuple[int, int]:
        """Return line and column in the file of a place in a text; both counted from 1.

        Where the text does not stand in the file line by line, it is the place of the whole text.
        """
        mark = self.mark
        for part in where:
            mark = mark.children.get(part, mark)
        if not mark.text_line:
            return self.place(where)
        return mark.text_line + line - 1, mark.text_column + column - 1

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
    file = f"{root}/{path}"
    status = os.lstat(file)
    if not stat.S_ISREG(status.st_mode):
        return Document(path, {}, [Problem(path, 1, 1, "not-a-plain-file")])
    with open(file, "rb", buffering=0) as stream:  # noqa: PTH123  # thousands of times
        return document_of(path, stream.read(SIZE_LIMIT + 1), status.st_size)


def document_of(path: str, content: bytes, size: int | None = None) -> Document:
    """Return what a file holds.

    Args:
        path: File relative to the root, with forward slashes.
        content: Its bytes, as many as a record may have.
        size: How many there are; None for those that were given.
    """
    document = Document(path, {}, [])
    text = _text(content, len(content) if size is None else size, document)
    if text is None:
        document.problems = first_of(document.problems)
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
    document.problems = first_of(document.problems)
    return document


def _text(content: bytes, size: int, document: Document) -> str | None:
    """Return the text of a file, or None after noting why it cannot be read."""

    def refuse(code: str, place: tuple[int, int] = (1, 1), **values: str) -> None:
        filled = tuple(sorted(values.items()))
        document.problems.append(Problem(document.path, *place, code, values=filled))

    if size > SIZE_LIMIT:
        refuse("too-large", found=str(size), limit=str(SIZE_LIMIT))
        return None
    try:
        text = decoded(content)
    except WrongEncoding as wrong:
        before = content[: wrong.offset].decode("utf-8", "replace")
        refuse(wrong.code, _position(before, len(before)), found=wrong.found)
        return None
    for blemish in blemishes(text):
        refuse(blemish.code, _position(text, blemish.offset), **blemish.values)
    for match in _TAB.finditer(text) if "\t" in text else ():
        refuse("tab", _position(text, match.start(1)))
    return None if document.problems else text


def _position(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


class _Unreadable(Exception):  # noqa: N818  # ends the reading; the problem is noted already
    """The document is deeper or larger than any record."""


class _Composer:
    """Builds data and marks from libyaml's events, refusing what records may not use."""

    def __init__(self, document: Document, text: str) -> None:
        self.document = document
        self.mark = Mark(1, 1)
        self.text = text
        self.nodes = 0
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.CBaseLoader)

    def compose(self) -> Mark:
        """Fill the document and return the marks of its values."""
        try:
            self._document()
        except _Unreadable:
            pass
        except yaml.YAMLError as error:
            for fault in faults(self.text, error):
                self._refuse_fault(fault)
        return self.mark

    def _document(self) -> None:
        next(self.events)  # stream start
        start = next(self.events)
        if isinstance(start, yaml.StreamEndEvent):
            self._refuse("empty-file", None)
            return
        if getattr(start, "version", None) or getattr(start, "tags", None):
            found = {"found": "指令「%」", "found_en": "directives (%)"}
            self._refuse("yaml-feature", start.start_mark, **found)
        event = next(self.events)
        value = self._value(event, self.mark, (), 0)
        next(self.events)  # document end
        following = next(self.events)
        if isinstance(value, dict):
            self.document.data = value
        elif value is None:
            self._refuse("empty-file", None)
        else:
            self._refuse_whole(event, value)
        if not isinstance(following, yaml.StreamEndEvent):
            self._refuse("several-documents", following.start_mark)

    def _refuse_whole(self, event: yaml.Event, value: Data) -> None:
        """Refuse a file that is a list or a bare text."""
        at: AnyMark = event.start_mark
        fault = misread(self._line_from(at)) if isinstance(value, str) else None
        if fault is not None:
            self._refuse_fault(Fault(at.line + 1, fault.column, fault.code, fault.values))
            return
        found, found_en = kind_of(value)
        self._refuse("not-a-record", event.start_mark, found=found, found_en=found_en)

    def _value(self, event: yaml.Event, mark: Mark, where: FieldPath, depth: int) -> Data:
        at: AnyMark = event.start_mark
        mark.line, mark.column = at.line + 1, at.column + 1
        self.nodes += 1
        if depth > DEPTH_LIMIT or self.nodes > NODE_LIMIT:
            too_deep = depth > DEPTH_LIMIT
            limit = str(DEPTH_LIMIT if too_deep else NODE_LIMIT)
            self._refuse("too-deep" if too_deep else "too-many-values", at, limit=limit)
            raise _Unreadable
        self._refuse_features(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, mark)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(mark, where, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(mark, where, depth)
        return ""  # an alias, refused already

    def _scalar(self, event: yaml.ScalarEvent, mark: Mark) -> str | None:
        """Return a text, or None for nothing; note where it stands line by line."""
        start: AnyMark = event.start_mark
        end: AnyMark = event.end_mark
        if event.style == "|":
            mark.text_line, mark.text_column = start.line + 2, self._indentation(start) + 1
        elif start.line == end.line:
            is_quoted = event.style in ("'", '"')
            mark.text_line, mark.text_column = start.line + 1, start.column + 1 + is_quoted
        elif not event.style:
            self._refuse_swallowed_lines(start, end)
        if event.style == '"':
            for blemish in blemishes(event.value):
                self._refuse(blemish.code, start, **blemish.values)
        return str(event.value) if event.value or event.style else None

    def _indentation(self, at: AnyMark) -> int:
        """Return how far the text is indented that begins in the line below a place."""
        match = re.compile(r"[^\n]*\n(?:[ ]*\r?\n)*([ ]*)").match(self.text, at.index)
        return len(match[1]) if match else 0

    def _refuse_swallowed_lines(self, start: AnyMark, end: AnyMark) -> None:
        """Refuse fields and items that a plain text above takes in, because they are written wrongly."""
        lines = self.text[start.index : end.index].split("\n")
        before = len(self.document.problems)
        for number, line in enumerate(lines[1:], start.line + 2):
            content = line.lstrip(" ")
            column = len(line) - len(content) + 1
            fault = misread(line)
            if (
                fault is not None
                and fault.code.endswith("colon")
                and fault.values["found"].isascii()
            ):
                self._refuse_fault(Fault(number, fault.column, fault.code, fault.values))
            elif content.startswith("- "):
                self._refuse_fault(Fault(number, column, "swallowed-item"))
        if len(self.document.problems) > before:
            self.document.spoilt.add((start.line + 1, start.column + 1))

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
            if not isinstance(key, str) or self.text[at.index - 2 : at.index] == "? ":
                self._refuse("complex-key", at)
            elif key == "<<":
                self._refuse("yaml-feature", at, found="合并键「<<」", found_en="merge keys")
            elif key in data:
                first = str(mark.children[key].key_line)
                self._refuse("duplicate-key", at, key, first=first)
            elif _ODD_NAME.search(key):
                self._refuse_odd_name(key, at)
            value = self._value(next(self.events), child, (*where, name), depth + 1)
            if name not in data:
                data[name], mark.children[name] = value, child
        return data

    def _line_from(self, at: AnyMark) -> str:
        """Return a line from a place to its end."""
        end = self.text.find("\n", at.index)
        return self.text[at.index : end if end >= 0 else None].rstrip("\r")

    def _refuse_odd_name(self, key: str, at: AnyMark) -> None:
        """Refuse the name of a field with a colon, a quote or a space in it that YAML takes as a letter."""
        fault = misread_name(key, self._line_from(at))
        if fault is not None:
            self._refuse_fault(
                Fault(at.line + 1, at.column + fault.column, fault.code, fault.values)
            )

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

    def _refuse_fault(self, fault: Fault) -> None:
        values = tuple(sorted(fault.values.items()))
        self.document.problems.append(
            Problem(self.document.path, fault.line, fault.column, fault.code, values=values)
        )

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
