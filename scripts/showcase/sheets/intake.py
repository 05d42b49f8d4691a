"""What a book must be before its cells are read: small enough, without macros and tricks.

Books come from strangers. All their parts are looked through as a stream before any of them is read
whole, so that neither a bomb of zeros nor a cell in row 1048576 costs time or memory.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as BrokenStream  # noqa: N812  # zlib's name says nothing

from showcase.problems import Problem

FILE_LIMIT = 16 * 1024 * 1024
UNPACKED_LIMIT = 64 * 1024 * 1024
PART_LIMIT = 200
ROW_LIMIT = 20_000
COLUMN_LIMIT = 200
_CELL_TAGS_LIMIT = 1_000_000
_OTHER_TAGS_LIMIT = 50_000
_CHUNK = 1 << 16
_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


class Refused(Exception):  # noqa: N818  # what it says
    """A book that is not read any further; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.text())


def merged_ranges(file: Path, name: str) -> dict[str, list[str]]:
    """Refuse a book that is no plain .xlsx file of a reasonable size.

    Args:
        file: The book.
        name: What to call it in messages.

    Returns:
        The ranges of merged cells that were seen on the way, by the part of the book that has them.

    Raises:
        Refused: With what is wrong.
    """
    if not file.is_file():
        raise _refused(name, "not-a-book")
    if file.suffix.lower() == ".xlsm":
        raise _refused(name, "book-with-macros")
    _check_size(name, file.stat().st_size, FILE_LIMIT, "字节", "bytes")
    try:
        with ZipFile(file) as archive:
            return _scanned(archive, name)
    except (BadZipFile, BrokenStream, expat.ExpatError, EOFError, NotImplementedError) as error:
        raise _refused(name, "not-a-book") from error
    except (RuntimeError, ValueError, OSError) as error:  # a password, or a broken structure
        raise _refused(name, "not-a-book") from error


def _scanned(archive: ZipFile, name: str) -> dict[str, list[str]]:
    parts = archive.infolist()
    _check_size(name, len(parts), PART_LIMIT, "个部分", "parts")
    _check_size(name, sum(part.file_size for part in parts), UNPACKED_LIMIT, "字节", "bytes")
    if any("vbaproject" in part.filename.lower() for part in parts):
        raise _refused(name, "book-with-macros")
    return {
        part.filename: _Scan(name).run(archive, part)
        for part in parts
        if part.filename.lower().endswith((".xml", ".rels"))
    }


@dataclass(slots=True)
class _Scan:
    """Looks through one part of a book."""

    name: str
    tags: int = 0
    rows: int = 0
    columns: int = 0
    limit: int = _OTHER_TAGS_LIMIT
    merged: list[str] = field(default_factory=list)

    def run(self, archive: ZipFile, part: ZipInfo) -> list[str]:
        """Return the ranges of merged cells of a part in which nothing else is wrong."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._element
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        return self.merged

    def _doctype(self, *_: object) -> None:
        raise _refused(self.name, "not-a-book")

    def _element(self, tag: str, attributes: Mapping[str, str]) -> None:
        kind = tag.rpartition(" ")[2]
        if self.tags == 0 and kind in ("worksheet", "sst"):
            self.limit = _CELL_TAGS_LIMIT
        self.tags += 1
        _check_size(self.name, self.tags, self.limit, "个标签", "tags")
        if kind == "mergeCell":
            self.merged.append(attributes.get("ref", ""))
        elif kind == "row":
            self._row(attributes.get("r", ""))
        elif kind == "c":
            self._cell(attributes.get("r", ""))

    def _row(self, number: str) -> None:
        self.rows = int(number) if number.isdecimal() else self.rows + 1
        self.columns = 0
        _check_size(self.name, self.rows, ROW_LIMIT, "行", "rows")

    def _cell(self, where: str) -> None:
        match = _CELL.fullmatch(where)
        if where and match is None:
            raise _refused(self.name, "not-a-book")
        self.columns = _column(match[1]) if match else self.columns + 1
        if match:
            _check_size(self.name, int(match[2]), ROW_LIMIT, "行", "rows")
        _check_size(self.name, self.columns, COLUMN_LIMIT, "列", "columns")


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _check_size(name: str, found: int, limit: int, unit: str, unit_en: str) -> None:
    if found > limit:
        raise _refused(
            name,
            "book-too-large",
            found=f"{found} {unit}",
            found_en=f"{found} {unit_en}",
            limit=str(limit),
        )


def _refused(name: str, code: str, **values: str) -> Refused:
    return Refused(Problem(name, 1, 1, code, values=tuple(sorted(values.items()))))
