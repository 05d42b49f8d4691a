"""From records to a book: every cell is text, so that no program changes a date, a number or a formula.

The same records give the same bytes: nothing in a book tells when or where it was written.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.xml.functions import tostring

from showcase.catalog import KIND_LABELS, WHOLE_CITY, Catalog
from showcase.model import KINDS, Record
from showcase.problems import Problem, ProblemsFound
from showcase.sheets.intake import ROW_LIMIT
from showcase.sheets.layout import Column, Names, Table, layout_of
from showcase.sheets.notation import escaped, escaped_lines
from showcase.sheets.rows import Row, rows_of
from showcase.sources import Data

CELL_LIMIT = 32_767
"""How many characters Excel keeps in a cell."""
CHOICES, HELP = "可选的值", "说明"
NOTES = (CHOICES, HELP)
"""Sheets that are there to be read; nothing in them is imported."""
_HELP = (
    "每个工作表第一行是字段名，红字的列必填。一行是一条记录，或一条记录里列表的一项。",
    "第一个工作表每行一条记录；其余工作表用 id 写明属于哪条记录，用 # 列写明是第几项（从 0 起，与 supports 的写法一致，例如 award.0）。新加的项 # 可以空着。",
    "一格里可以写几个值的列（例如 category），一行一个：按 Alt+Enter 换行。",
    "所有格子都是文本：日期写 2024、2024-10 或 2024-10-20，时刻写 09:00，编号和词照「可选的值」里左边一列写。",
    "加一条记录：在第一个工作表加一行，起一个新的 id（小写字母、数字、连字符）。删掉一行记录不会删除文件；要撤下请用 showcase retire。",
    "删掉其余工作表里的一行，就是删去这一项。删掉整列或整个工作表，那些字段保持原样。",
    "看不见的字符写成 \\u001F 这样的代号；格子首尾的空格和空行会忽略，真要写就写 \\u0020。",
    "填好后运行 showcase sheet import 文件 --dry-run 看看会改什么，再去掉 --dry-run 导入；有任何问题都不会写入。",
)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_HEAD = PatternFill("solid", fgColor="FFE8EEF4")
_BOLD, _BOLD_RED = Font(bold=True), Font(bold=True, color="FFB00020")
_TEXT = "@"
_INJECTING = ("=", "+", "-", "@")
_NARROW, _WIDE = 14, 60


def title_of(kind: type[Record], table: Table) -> str:
    """Return the name of a sheet."""
    return table.name or kind.label[0]


def write_book(kind: type[Record], documents: Mapping[str, Data], catalog: Catalog) -> bytes:
    """Return the .xlsx file with all records of a kind.

    Args:
        kind: Their class.
        documents: What their files say, by id.
        catalog: All records, for what may be chosen and for the date of the book.

    Raises:
        ProblemsFound: If a text is longer than a cell can be.
    """
    layout = layout_of(kind)
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    sheets = {table: workbook.create_sheet(title_of(kind, table)) for table in layout}
    choices = _Choices(workbook.create_sheet(CHOICES), catalog)
    records = [rows_of(id, data, layout) for id, data in documents.items()]
    problems = []
    for table, sheet in sheets.items():
        _head(sheet, table, choices)
        rows = [row for record in records for row in record[table]]
        problems += list(_fill(sheet, table, rows, kind))
    _explain(workbook.create_sheet(HELP))
    if problems:
        raise ProblemsFound(problems)
    return _saved(workbook, max((r.assured_date for r in catalog.of_kind(kind)), default=_EARLIEST))


_EARLIEST = date(2000, 1, 1)


def _head(sheet: Any, table: Table, choices: _Choices) -> None:
    """Write the first row, and set how the columns below look and what may be chosen there."""
    keys = len(table.keys)
    for number, key in enumerate(table.keys, 1):
        _head_cell(sheet, number, key, is_required=key == "id", width=_NARROW + 10 * (number == 1))
    for number, column in enumerate(table.columns, keys + 1):
        width = min(_WIDE, max(_NARROW, column.limit // 6, len(column.name) + 2))
        is_required = column.is_required
        _head_cell(sheet, number, column.heading, is_required=is_required, width=width)
        choices.offer(sheet, number, column)
    sheet.freeze_panes = sheet.cell(2, keys + 1 + (not table.levels))


def _head_cell(sheet: Any, number: int, text: str, *, is_required: bool, width: int) -> None:
    cell = sheet.cell(1, number, text)
    cell.number_format, cell.alignment, cell.fill = _TEXT, _WRAPPED, _HEAD
    cell.font = _BOLD_RED if is_required else _BOLD
    below = sheet.column_dimensions[get_column_letter(number)]
    below.number_format, below.alignment, below.width = _TEXT, _WRAPPED, width


def _fill(sheet: Any, table: Table, rows: Sequence[Row], kind: type[Record]) -> Iterator[Problem]:
    """Write the rows below the first; iterate over the texts that do not fit."""
    numbers = {column.path: i for i, column in enumerate(table.columns, len(table.keys) + 1)}
    for line, row in enumerate(rows, 2):
        for number, key in enumerate((row.id, *map(str, row.numbers)), 1):
            _write(sheet, line, number, key)
        for path, value in row.cells.items():
            text = escaped_lines(value) if isinstance(value, list) else escaped(value)
            if len(text) > CELL_LIMIT:
                yield _too_long(f"{kind.folder}/{row.id}.yaml", table, path, len(text))
            else:
                _write(sheet, line, numbers[path], text)


def _too_long(file: str, table: Table, path: Names, length: int) -> Problem:
    name = ".".join(part for part in (table.name, *path) if part)
    values = (("found", str(length)), ("limit", str(CELL_LIMIT)))
    return Problem(file, 1, 1, "too-long-for-a-cell", name, values)


def _write(sheet: Any, line: int, number: int, text: str) -> None:
    """Write a text that stays a text, whatever it looks like."""
    cell = sheet.cell(line, number)
    cell.value = text
    cell.data_type = "s"
    cell.number_format, cell.alignment = _TEXT, _WRAPPED
    if text.startswith(_INJECTING):
        cell.quotePrefix = True


class _Choices:
    """The sheet of what may be chosen, and the drop-down lists that refer to it."""

    def __init__(self, sheet: Any, catalog: Catalog) -> None:
        self.sheet = sheet
        self.catalog = catalog
        self.ranges: dict[tuple[tuple[str, str], ...], str] = {}

    def offer(self, sheet: Any, number: int, column: Column) -> None:
        """Let the cells of a column be chosen from a list, if there is one."""
        words = column.choices or tuple(self._named(column.refers_to))
        if not words:
            return
        if words not in self.ranges:
            is_kind = column.refers_to in KIND_LABELS
            title = KIND_LABELS[column.refers_to][0] if is_kind else column.path[-1]
            self.ranges[words] = self._listed(title, words)
        is_open = column.is_list or column.refers_to in KINDS
        letter = get_column_letter(number)
        validation = DataValidation("list", formula1=self.ranges[words], allow_blank=True)
        validation.showErrorMessage = not is_open
        validation.error = "请从列表里选，或照「可选的值」里的写法写。"
        if column.is_list:
            validation.showInputMessage, validation.prompt = (
                True,
                "可以写几个，按 Alt+Enter 换行，一行一个。",
            )
        validation.add(f"{letter}2:{letter}{ROW_LIMIT}")
        sheet.add_data_validation(validation)

    def _named(self, kind: str) -> Iterator[tuple[str, str]]:
        """Iterate over ids and names of what a reference may name."""
        if kind == "area":
            yield WHOLE_CITY, self.catalog.city.name
        if kind == "source":
            sources = self.catalog.shared_sources
            yield from ((id, source.title) for id, source in sources.items())
        elif kind == "call":
            yield from ((call.id, call.name) for call in self.catalog.city.call)
        else:
            yield from ((term.id, term.name) for term in self.catalog.terms.get(kind, {}).values())
            records = self.catalog.records.values()
            yield from ((r.id, r.name) for r in records if r.kind_name == kind)

    def _listed(self, title: str, words: Sequence[tuple[str, str]]) -> str:
        """Return the range of a new list, after writing it: words and what they mean side by side."""
        number = 2 * len(self.ranges) + 1
        for offset, text in enumerate((title, "")):
            if text:
                _head_cell(self.sheet, number, text, is_required=False, width=24)
            self.sheet.column_dimensions[get_column_letter(number + offset)].width = 24
        for line, (word, label) in enumerate(words, 2):
            _write(self.sheet, line, number, escaped(word))
            if label:
                _write(self.sheet, line, number + 1, escaped(label))
        letter = get_column_letter(number)
        return f"'{CHOICES}'!${letter}$2:${letter}${len(words) + 1}"


def _explain(sheet: Any) -> None:
    sheet.column_dimensions["A"].width = 100
    for line, sentence in enumerate(_HELP, 1):
        _write(sheet, line, 1, sentence)


def _saved(workbook: Workbook, day: date) -> bytes:
    """Return the bytes of a book, dated to the last day on which any of its records was checked."""
    moment = datetime.combine(day, time())
    workbook.properties.creator = ""
    workbook.properties.created = moment
    raw, steady = io.BytesIO(), io.BytesIO()
    workbook.save(raw)
    workbook.properties.modified = moment
    with ZipFile(raw) as written, ZipFile(steady, "w", ZIP_DEFLATED) as archive:
        for part in written.infolist():
            entry = ZipInfo(part.filename, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 3
            is_dated = part.filename == "docProps/core.xml"
            content = tostring(workbook.properties.to_tree()) if is_dated else written.read(part)
            archive.writestr(entry, content)
    return steady.getvalue()
