"""The careful reader of YAML: from libyaml's events to data with the place of every value.

It refuses what records may not use, and says what an editor got wrong where libyaml cannot go on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from showcase.characters import blemishes
from showcase.problems import FieldPath, Problem, kind_of
from showcase.syntax import Fault, faults, misread, misread_name

DEPTH_LIMIT = 12
NODE_LIMIT = 10_000

AnyMark = Any  # libyaml and PyYAML each have a class of marks, with the same fields
Data = Any  # text, None, or a list or mapping of the same

_ODD_NAME = re.compile(r"[^A-Za-z0-9_\u4e00-\u9fff]")
_TOPIC = re.compile(r"[ \t]*(?<=[ \t])(#[^\s#][^\n]*)")
"""What stands behind a value like a comment without the space that comments have: `#青春暖邢#`."""


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


@dataclass(slots=True)
class Composed:
    """What the careful reader found in a text.

    Args:
        path: File relative to the root, with forward slashes.
        mark: The marks of all values.
        data: What could be read.
        problems: What is wrong with the text.
        spoilt: Line and column of values that are not what was meant, because of such a problem.
    """

    path: str
    mark: Mark
    data: dict[str, Data] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    spoilt: set[tuple[int, int]] = field(default_factory=set)


def compose(path: str, text: str) -> Composed:
    """Return what is found in the text of a file."""
    found = Composed(path, Mark(1, 1))
    _Composer(found, text).compose()
    return found


class _Unreadable(Exception):  # noqa: N818  # ends the reading; the problem is noted already
    """The document is deeper or larger than any record."""


class _Composer:
    """Builds data and marks from libyaml's events, refusing what records may not use."""

    def __init__(self, found: Composed, text: str) -> None:
        self.found = found
        self.text = text
        self.nodes = 0
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.CBaseLoader)

    def compose(self) -> None:
        """Fill in what is found."""
        try:
            self._document()
        except _Unreadable:
            pass
        except yaml.YAMLError as error:
            for fault in faults(self.text, error):
                self._refuse_fault(fault)

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
        value = self._value(event, self.found.mark, (), 0)
        next(self.events)  # document end
        following = next(self.events)
        if isinstance(value, dict):
            self.found.data = value
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
        if not event.style:
            self._refuse_lost_text(start, end)
        if event.style == '"':
            for blemish in blemishes(event.value):
                self._refuse(blemish.code, start, **blemish.values)
        return str(event.value) if event.value or event.style else None

    def _indentation(self, at: AnyMark) -> int:
        """Return how far the text is indented that begins in the line below a place."""
        match = re.compile(r"[^\n]*\n(?:[ ]*\r?\n)*([ ]*)").match(self.text, at.index)
        return len(match[1]) if match else 0

    def _refuse_lost_text(self, start: AnyMark, end: AnyMark) -> None:
        """Refuse a text that goes on with a hash, as topics are written: YAML takes the rest for a comment."""
        if match := _TOPIC.match(self.text, end.index):
            whole = self.text[start.index : match.end()].rstrip()
            quote = "'" if '"' in whole else '"'
            values = {"found": match[1].rstrip(), "new": f"{quote}{whole}{quote}"}
            offset = match.start(1) - end.index
            self._refuse_fault(
                Fault(end.line + 1, end.column + offset + 1, "lost-behind-hash", values)
            )

    def _refuse_swallowed_lines(self, start: AnyMark, end: AnyMark) -> None:
        """Refuse fields and items that a plain text above takes in, because they are written wrongly."""
        lines = self.text[start.index : end.index].split("\n")
        before = len(self.found.problems)
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
        if len(self.found.problems) > before:
            self.found.spoilt.add((start.line + 1, start.column + 1))

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
        self.found.problems.append(
            Problem(self.found.path, fault.line, fault.column, fault.code, values=values)
        )

    def _refuse(self, code: str, mark: AnyMark | None, field: str = "", **values: str) -> None:
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        self.found.problems.append(
            Problem(self.found.path, line, column, code, field, tuple(sorted(values.items())))
        )
