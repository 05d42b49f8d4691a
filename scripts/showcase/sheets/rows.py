"""Between the data of a record and the rows of its sheets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from showcase.problems import FieldPath
from showcase.sheets.layout import Names, Table
from showcase.sources import Data

Cells = Mapping[Names, str | list[str]]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet.

    Args:
        id: The record.
        numbers: Which item of each list it is, counted from 0 as sources do in `supports`.
        cells: What the columns hold; empty ones are left out.
        line: Its number in the sheet, 0 if it was never in one.
    """

    id: str
    numbers: tuple[int, ...]
    cells: Cells
    line: int = 0


Rows = Mapping[Table, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Assembly:
    """A record put together from rows.

    Args:
        data: What its file would say.
        places: The row in which each group of fields stands.
        moved: Where the item with certain numbers stands now, once the numbers are without gaps.
    """

    data: dict[str, Data] = field(default_factory=dict)
    places: dict[FieldPath, tuple[Table, Row]] = field(default_factory=dict)
    moved: dict[FieldPath, FieldPath] = field(default_factory=dict)


def rows_of(id: str, data: Data, layout: Sequence[Table]) -> dict[Table, list[Row]]:
    """Return the rows that hold a record, by sheet."""
    return {
        table: [Row(id, numbers, _cells(item, table)) for numbers, item in _items(data, table)]
        for table in layout
    }


def _items(data: Data, table: Table) -> Iterator[tuple[tuple[int, ...], Data]]:
    items: list[tuple[tuple[int, ...], Data]] = [((), data)]
    for level in table.levels:
        items = [
            ((*numbers, i), inner)
            for numbers, item in items
            for i, inner in enumerate(_at(item, level) or ())
        ]
    yield from items


def _cells(item: Data, table: Table) -> Cells:
    if isinstance(item, str):
        return {(table.bare,): item}
    found = [(column.path, _at(item, column.path)) for column in table.columns]
    found += [
        (path, whole) for path in table.alone if isinstance(whole := _at(item, path[:-1]), str)
    ]
    return {path: value for path, value in found if value}


def _at(data: Data, path: Names) -> Data:
    for name in path:
        data = data.get(name) if isinstance(data, dict) else None
    return data


def assembled(rows: Rows, layout: Sequence[Table]) -> Assembly:
    """Return the record that rows hold: one of the main sheet, and those of its lists in any order."""
    assembly = Assembly()
    below: dict[tuple[Names, ...], list[Table]] = defaultdict(list)
    for table in layout[1:]:
        below[table.levels[:-1]].append(table)

    def group(table: Table, row: Row, here: FieldPath, numbered: FieldPath) -> Data:
        assembly.places[here], assembly.moved[numbered] = (table, row), here
        data: dict[str, Data] = {}
        for path, value in row.cells.items():
            _put(data, path, value)
        for lower in below[table.levels]:
            level = lower.levels[-1]
            inside = (r for r in rows.get(lower, ()) if r.numbers[:-1] == row.numbers)
            items = [
                group(lower, r, (*here, *level, i), (*numbered, *level, r.numbers[-1]))
                for i, r in enumerate(sorted(inside, key=lambda r: r.numbers))
            ]
            if items:
                _put(data, level, items)
        for path in table.alone:
            whole = _at(data, path[:-1])
            if isinstance(whole, dict) and whole.keys() == {path[-1]}:
                _put(data, path[:-1], whole[path[-1]])
        return data[table.bare] if data.keys() == {table.bare} else data

    main = layout[0]
    assembly.data.update(group(main, rows[main][0], (), ()))
    return assembly


def _put(data: dict[str, Data], path: Names, value: Data) -> None:
    for name in path[:-1]:
        data = data.setdefault(name, {})
    data[path[-1]] = value
