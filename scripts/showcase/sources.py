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
from typing import TYPE_CHECKING, Any

from showcase import quick
from showcase.characters import blemishes
from showcase.encodings import WrongEncoding, decoded
from showcase.problems import FieldPath, Problem, dotted, first_of

if TYPE_CHECKING:
    from showcase.composing import Composed, Mark

SIZE_LIMIT = 64 * 1024

Data = Any  # text, None, or a list or mapping of the same

_TAB = re.compile(r"^[ -]*(\t)", re.MULTILINE)
_CONFLICT = re.compile(r"^[ \t]*(?:<{7}|\|{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)


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
        return _composed(self.path, self.text).mark

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
    found = _composed(path, text)
    document = Document(path, found.data, first_of(found.problems), text, found.spoilt)
    document.mark = found.mark
    return document


def _composed(path: str, text: str) -> Composed:
    from showcase.composing import compose  # noqa: PLC0415  # YAML's own reader is seldom needed

    return compose(path, text)


def text_of(path: str, content: bytes) -> tuple[str, list[Problem]]:
    """Return the text of a file, and what keeps it from being read; the text is empty where it cannot be decoded.

    Args:
        path: File relative to the root, with forward slashes.
        content: Its bytes.
    """
    try:
        text = decoded(content)
    except WrongEncoding as wrong:
        before = content[: wrong.offset].decode("utf-8", "replace")
        place = _position(before, len(before))
        return "", [Problem(path, *place, wrong.code, "", (("found", wrong.found),))]
    found = [
        Problem(path, *_position(text, one.offset), one.code, "", tuple(sorted(one.values.items())))
        for one in blemishes(text)
    ]
    if "<<<<<<< " in text or ">>>>>>> " in text:
        found += _conflict(path, text)
    return text, found


def _conflict(path: str, text: str) -> Iterator[Problem]:
    """Iterate over the marks that Git leaves where two versions of a file differ: all are one problem."""
    marks = list(_CONFLICT.finditer(text))
    if marks:
        places = [_position(text, match.start()) for match in marks]
        numbers = "、".join(str(line) for line, _ in places)
        values = (("found", marks[0][0].strip()), ("lines", numbers))
        yield Problem(path, *places[0], "merge-conflict", "", values)


def _text(content: bytes, size: int, document: Document) -> str | None:
    """Return the text of a record, or None after noting why it cannot be read."""
    path, problems = document.path, document.problems
    if size > SIZE_LIMIT:
        values = (("found", str(size)), ("limit", str(SIZE_LIMIT)))
        problems.append(Problem(path, 1, 1, "too-large", "", values))
        return None
    text, found = text_of(path, content)
    problems += found
    for match in _TAB.finditer(text) if "\t" in text else ():
        problems.append(Problem(path, *_position(text, match.start(1)), "tab"))
    return None if problems else text


def _position(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
