"""From a book to rows, and every cell, row and sheet that is not as it should be."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from showcase.characters import blemishes
from showcase.model import RECORD_TYPES, Record
from showcase.problems import Problem, did_you_mean
from showcase.sheets.intake import Refused, merged_ranges
from showcase.sheets.layout import Column, Names, Table, layout_of
from showcase.sheets.notation import is_blank, plain, unescaped
from showcase.sheets.rows import Row
from showcase.sheets.values import kind_of_stored, meant
from showcase.sheets.writing import NOTES, title_of

_ID = re.compile(r"[a-z0-9-]{2,64}")
_NUMBER = re.compile(r"\d{1,6}", re.ASCII)
NEW = 1_000_000
"""Numbers of rows without one begin here: behind every item that there is."""


@dataclass(slots=True)
class Sheet:
    """One sheet as it was read.

    Args:
        title: Its name.
        table: What it holds.
        columns: The number of each column, by the path of its field; ids and numbers by their heading.
        rows: Its rows.
    """

    title: str
    table: Table
    columns: dict[Names, int] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)


@dataclass(slots=True)
class Book:
    """A book as it was read, and what is wrong with it.

    Args:
        name: Its file name.
        kind: The class of its records, None if it could not be told.
        sheets: Its sheets.
        problems: What is wrong.
        doubtful: Records of which a row could not be told from others.
        is_torn: Whether rows are missing, nobody knows of which records.
    """

    name: str
    kind: type[Record] | None = None
    sheets: dict[Table, Sheet] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    doubtful: set[str] = field(default_factory=set)
    is_torn: bool = False

    def problem(self, title: str, line: int, column: int, code: str, **values: str) -> Problem:
        """Return a problem in a cell."""
        cell = f"{title}!{get_column_letter(column)}{line}"
        filled = tuple(sorted(values.items()))
        return Problem(self.name, line, column, code, values=filled, cell=cell)

    def label(self) -> dict[str, str]:
        """Return what its records are called, for messages."""
        assert self.kind is not None
        zh, en = self.kind.label
        return {"kind": zh, "kind_en": f"a {en}"}


def read_book(file: Path) -> Book:
    """Return what a book says; with problems, as far as it can be read."""
    book = Book(file.name)
    try:
        merged = merged_ranges(file, book.name)
        with warnings.catch_warnings(action="ignore"):
            workbook = load_workbook(file, read_only=True, keep_links=False)
            try:
                _read(workbook, merged, book)
            finally:
                workbook.close()
    except Refused as refused:
        book.problems.append(refused.problem)
    except Exception:  # noqa: BLE001  # a broken book fails anywhere in openpyxl, with any exception
        book.problems.append(Problem(book.name, 1, 1, "not-a-book"))
    return book


def _read(workbook: Any, merged: Mapping[str, list[str]], book: Book) -> None:
    kinds = {title_of(kind, layout_of(kind)[0]): kind for kind in RECORD_TYPES}
    found = [kinds[sheet.title] for sheet in workbook.worksheets if sheet.title in kinds]
    if len(found) != 1:
        values = (("choices", "、".join(kinds)),)
        book.problems.append(Problem(book.name, 1, 1, "no-main-sheet", values=values))
        return
    book.kind = found[0]
    tables = {title_of(book.kind, table): table for table in layout_of(book.kind)}
    for sheet in workbook.worksheets:
        if sheet.title in NOTES:
            continue
        for where in merged.get(sheet._worksheet_path, ()):  # noqa: SLF001  # the only name of the part
            problem = book.problem(sheet.title, 1, 1, "merged-cells")
            book.problems.append(replace(problem, cell=f"{sheet.title}!{where}"))
            book.is_torn = True
        lines = _filled(sheet)
        if sheet.title in tables:
            _SheetReader(book, Sheet(sheet.title, tables[sheet.title])).run(lines)
        elif lines:
            problem = book.problem(
                sheet.title, 1, 1, "unknown-sheet", found=sheet.title, **book.label()
            )
            book.problems.append(replace(problem, hint=did_you_mean(sheet.title, tables)))


def _filled(sheet: Any) -> list[tuple[int, list[tuple[int, Any]]]]:
    """Return the rows of a sheet that hold anything, each cell with the number of its column."""
    sheet.reset_dimensions()  # what a book says about its size is not trusted
    lines = (
        (number, [(i, cell) for i, cell in enumerate(row, 1) if not is_blank(cell.value)])
        for number, row in enumerate(sheet.iter_rows(), 1)
    )
    return [(number, cells) for number, cells in lines if cells]


@dataclass(slots=True)
class _SheetReader:
    """Reads one sheet: its first row, then the others."""

    book: Book
    sheet: Sheet
    keys: dict[int, str] = field(default_factory=dict)
    fields: dict[int, Column] = field(default_factory=dict)

    def run(self, lines: list[tuple[int, list[tuple[int, Any]]]]) -> None:
        """Add the sheet to the book."""
        self.book.sheets[self.sheet.table] = self.sheet
        has_head = bool(lines) and lines[0][0] == 1
        self._head(lines[0][1] if has_head else ())
        if self._is_complete():
            for line, cells in lines[has_head:]:
                self._row(line, cells)
            self._refuse_twins()

    def _head(self, cells: Iterable[tuple[int, Any]]) -> None:
        """Note which columns there are; further lines of a heading are for the reader."""
        columns = {column.name: column for column in self.sheet.table.columns}
        known = [*self.sheet.table.keys, *columns]
        first: dict[str, int] = {}
        for number, cell in cells:
            name = plain(str(cell.value)).strip().split("\n")[0].strip()
            if name not in known:
                values = {"found": name[:40], **self.book.label()}
                hint = did_you_mean(name, known)
                self._refuse(1, number, "unknown-column", hint=hint, **values)
            elif name in first:
                at = f"{get_column_letter(first[name])}1"
                self._refuse(1, number, "duplicate-column", found=name, first=at)
            elif name in columns:
                self.fields[number] = columns[name]
                self.sheet.columns[columns[name].path] = number
            else:
                self.keys[number] = name
                self.sheet.columns[(name,)] = number
            first.setdefault(name, number)

    def _is_complete(self) -> bool:
        """Return whether every row can say which item it is."""
        missing = [key for key in self.sheet.table.keys if key not in self.keys.values()]
        for key in missing:
            self._refuse(1, 1, "missing-column", found=key)
            self.book.is_torn = True
        return not missing

    def _row(self, line: int, cells: Iterable[tuple[int, Any]]) -> None:
        """Add a row to the sheet, or say why it cannot be told whose it is."""
        keys: dict[str, str] = {}
        said: dict[Names, str | list[str]] = {}
        for number, cell in cells:
            column = self.fields.get(number)
            if number in self.keys:
                keys[self.keys[number]] = self._key(line, number, cell)
            elif column is None:
                self._refuse_nameless(line, number)
            elif (value := self._value(line, number, cell, column)) is not None:
                said[column.path] = value
        if (of := self._identity(line, keys)) is not None:
            self.sheet.rows.append(Row(of[0], of[1], {k: v for k, v in said.items() if v}, line))

    def _refuse_nameless(self, line: int, number: int) -> None:
        """Refuse a cell under no heading; under a heading that is refused already it is passed over."""
        named = {problem.column for problem in self.book.problems if self._is_heading(problem)}
        if number not in named:
            self._refuse(line, number, "no-column-name")

    def _is_heading(self, problem: Problem) -> bool:
        return problem.line == 1 and problem.cell.startswith(f"{self.sheet.title}!")

    def _key(self, line: int, number: int, cell: Any) -> str:
        """Return the text of an id or a number."""
        value = cell.value
        if cell.data_type == "f":
            self._refuse(line, number, "formula-cell")
            return ""
        is_whole = isinstance(value, float) and value.is_integer()
        return unescaped(plain(str(int(value) if is_whole else value)))

    def _value(self, line: int, number: int, cell: Any, column: Column) -> str | list[str] | None:
        """Return what a cell says, after refusing it if that cannot be known."""
        value = cell.value
        if cell.data_type == "f":
            self._refuse(line, number, "formula-cell")
            return None
        said = None if cell.data_type == "e" else meant(value, cell.number_format, column)
        if said is None:
            found, found_en = kind_of_stored(value)
            self._refuse(line, number, "changed-by-program", found=found, found_en=found_en)
        elif isinstance(value, str) and (blemish := next(blemishes(plain(value)), None)):
            self._refuse(line, number, blemish.code, hint=None, **blemish.values)
            return None
        return said

    def _identity(self, line: int, keys: dict[str, str]) -> tuple[str, tuple[int, ...]] | None:
        """Return whose row it is, and which of its items; None after refusing it."""
        names = self.sheet.table.keys
        if not (id := keys.get("id", "")):
            self._refuse(line, self._at("id"), "no-row-id", found="id")
            return None
        if not _ID.fullmatch(id):
            self._refuse(line, self._at("id"), "bad-row-id", found=id[:40])
            return None
        numbers = [self._number(line, name, keys, is_last=name is names[-1]) for name in names[1:]]
        whole = tuple(number for number in numbers if number is not None)
        if len(whole) < len(numbers):
            self.book.doubtful.add(id)
            return None
        return id, whole

    def _number(self, line: int, name: str, keys: dict[str, str], *, is_last: bool) -> int | None:
        """Return which item of a list it is; a new one, whose number is left out, stands at the end."""
        if name not in keys and is_last:
            return NEW + line
        if name not in keys:
            self._refuse(line, self._at(name), "no-row-id", found=name)
            return None
        if not _NUMBER.fullmatch(keys[name]):
            self._refuse(line, self._at(name), "bad-row-number", found=keys[name][:40])
            return None
        return int(keys[name])

    def _refuse_twins(self) -> None:
        """Refuse rows that are the same item as one above."""
        first: dict[tuple[str, tuple[int, ...]], int] = {}
        for row in self.sheet.rows:
            above = first.setdefault((row.id, row.numbers), row.line)
            if above != row.line:
                found = " ".join([row.id, *map(str, row.numbers)])
                at = self._at(self.sheet.table.keys[-1])
                self._refuse(row.line, at, "duplicate-row", found=found, first=str(above))
                self.book.doubtful.add(row.id)

    def _at(self, key: str) -> int:
        return self.sheet.columns[key,]

    def _refuse(
        self,
        line: int,
        column: int,
        code: str,
        *,
        hint: tuple[str, str] | None = None,
        **values: str,
    ) -> None:
        problem = self.book.problem(self.sheet.title, line, column, code, **values)
        self.book.problems.append(replace(problem, hint=hint))


def without_parent(book: Book) -> Iterator[Problem]:
    """Iterate over the rows that belong to no row of the sheet above theirs."""
    by_levels = {table.levels: sheet for table, sheet in book.sheets.items()}
    for table, sheet in book.sheets.items():
        above = by_levels.get(table.levels[:-1]) if table.levels else None
        if above is None:
            continue
        known = {(row.id, row.numbers) for row in above.rows}
        for row in sheet.rows:
            if (row.id, row.numbers[:-1]) not in known:
                found = " ".join([row.id, *map(str, row.numbers[:-1])])
                at = sheet.columns["id",]
                values = {"sheet": above.title, "found": found}
                yield book.problem(sheet.title, row.line, at, "row-without-parent", **values)
