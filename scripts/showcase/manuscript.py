"""A YAML file that can be edited: its data and its comments, both by field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path

from showcase import comments
from showcase.comments import Comments
from showcase.problems import FieldPath, ProblemsFound
from showcase.sources import Data, Document, read


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What an editor wrote in one file; every edit returns a new one.

    Args:
        document: The file as it was read, for the places of its fields.
        data: What the file says, edits included.
        comments: Its comments, by the field that they describe.
    """

    document: Document
    data: dict[str, Data]
    comments: Comments

    @property
    def path(self) -> str:
        """The file, relative to the root."""
        return self.document.path

    def all_comments(self) -> Iterator[str]:
        """Iterate over every comment that is kept."""
        for remarks in self.comments.values():
            yield from (*remarks.above, *remarks.beside, *remarks.below)

    def at(self, where: FieldPath) -> Data:
        """Return the value of a field, None where there is none."""
        return replace(self.document, data=self.data).text_at(where)

    def with_value(self, where: FieldPath, value: Data) -> Manuscript:
        """Return it with another value of a field."""
        data = deepcopy(self.data)
        _inside(data, where[:-1])[where[-1]] = value
        return replace(self, data=data)

    def renamed(self, where: FieldPath, old: str, new: str) -> Manuscript:
        """Return it with another id in a field, or in the sentence that stands for the field."""
        if self.at(where) is not None:
            return self.with_value(where, new)
        sizes = range(len(where) - 1, 0, -1)
        ways = [way for n in sizes for way in (where[:n], (*where[:n], "text"))]
        place = next(way for way in ways if isinstance(self.at(way), str))
        pattern = rf"(?<![a-z0-9-]){re.escape(old)}(?![a-z0-9-])"
        return self.with_value(place, re.sub(pattern, new, str(self.at(place))))

    def without(self, where: FieldPath) -> Manuscript:
        """Return it without a field or an item; a list that is empty then goes too.

        Sources go on supporting the fields that they supported, wherever these stand now.
        """
        if isinstance(where[-1], int) and len(self.at(where[:-1])) == 1:
            where = where[:-1]
        data = deepcopy(self.data)
        del _inside(data, where[:-1])[where[-1]]
        edited = replace(self, data=data, comments=comments.without(self.comments, where))
        return edited if where[0] == "source" else _supporting(edited, where)


def read_manuscript(root: Path, path: str) -> Manuscript:
    """Read one file for editing.

    Raises:
        ProblemsFound: If it cannot be read without problems.
    """
    document = read(root, path)
    if document.problems:
        raise ProblemsFound(document.problems)
    text = "\n".join((root / path).read_bytes().decode("utf-8").splitlines())
    return Manuscript(document, document.data, comments.find(f"{text}\n", document))


def new_manuscript(path: str, data: dict[str, Data]) -> Manuscript:
    """Return a file that is yet to be written."""
    return Manuscript(Document(path, data, []), data, {})


def _inside(data: Data, where: FieldPath) -> Data:
    for part in where:
        data = data[part]
    return data


def _supporting(manuscript: Manuscript, removed: FieldPath) -> Manuscript:
    """Return a file whose sources support no field that is gone."""
    for where, written in list(_supports(manuscript.data)):
        path = tuple(int(part) if part.isdigit() else part for part in written.split("."))
        kept = comments.shifted(path, removed)
        if kept is None:
            manuscript = manuscript.without(where)
        elif kept != path:
            manuscript = manuscript.with_value(where, ".".join(map(str, kept)))
    return manuscript


def _supports(data: dict[str, Data]) -> Iterator[tuple[FieldPath, str]]:
    """Iterate over what sources support, the last first, so that places hold while some are removed."""
    for i, source in reversed(list(enumerate(data.get("source") or ()))):
        for j, written in reversed(list(enumerate(source.get("supports") or ()))):
            yield ("source", i, "supports", j), written
