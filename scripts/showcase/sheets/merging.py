"""What sheets say, put into the file of a record; what they say nothing about stays as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from showcase.comments import Comments, Remarks
from showcase.manuscript import Manuscript
from showcase.problems import FieldPath
from showcase.sheets.layout import Names, Table
from showcase.sheets.rows import Assembly, Row, assembled, rows_of
from showcase.sources import Data

Moved = Mapping[FieldPath, FieldPath]


def with_missing_columns(
    rows: Mapping[Table, Sequence[Row]],
    before: Mapping[Table, Sequence[Row]],
    columns: Mapping[Table, Iterable[Names]],
) -> dict[Table, list[Row]]:
    """Return the rows of a record with the fields that the book has no column or no sheet for.

    Args:
        rows: Its rows in the book.
        before: Its rows as its file has them.
        columns: The columns that the book has, for each sheet that it has.
    """
    whole: dict[Table, list[Row]] = {}
    for table, former in before.items():
        if table not in columns:
            whole[table] = list(former)
            continue
        kept = {row.numbers: _beside(row, columns[table]) for row in former}
        whole[table] = [
            replace(row, cells={**kept.get(row.numbers, {}), **row.cells})
            for row in rows.get(table, ())
        ]
    return whole


def _beside(row: Row, columns: Iterable[Names]) -> dict[Names, str | list[str]]:
    return {path: value for path, value in row.cells.items() if path not in set(columns)}


def merged(manuscript: Manuscript, new: Assembly, layout: Sequence[Table]) -> Manuscript:
    """Return a file that says what sheets say, its comments beside what they describe.

    Fields in which nothing has changed stay as they are written, with what sheets cannot tell: whether a
    weekday stands alone or in a group, and fields without a value.
    """
    old = manuscript.data
    as_sheet = assembled(rows_of("", old, layout), layout).data
    kept = {n: v for n, v in old.items() if as_sheet.get(n) == new.data.get(n)}
    data = {**kept, **{n: v for n, v in new.data.items() if n not in kept}}
    if data == old:
        return manuscript
    edited = replace(manuscript, data=data)
    return replace(edited, comments=_comments(manuscript, edited, new.moved))


def _comments(old: Manuscript, new: Manuscript, moved: Moved) -> Comments:
    """Return the comments by where the fields stand now.

    A comment about something that is gone goes to what stood around it: it is lost on nobody's word.
    """
    found: dict[FieldPath, Remarks] = {}
    for path, remarks in old.comments.items():
        here, is_there = _now(path, old, new, moved)
        among = found.get(here, Remarks())
        if is_there:
            found[here] = Remarks(
                (*among.above, *remarks.above),
                (*among.beside, *remarks.beside),
                (*among.below, *remarks.below),
            )
        else:
            homeless = (*remarks.above, *remarks.beside, *remarks.below)
            found[here] = replace(among, above=(*among.above, *homeless))
    return found


def _now(path: FieldPath, old: Manuscript, new: Manuscript, moved: Moved) -> tuple[FieldPath, bool]:
    """Return where a field of the old file stands in the new one, or the nearest thing around it."""
    here: FieldPath = ()
    for size in range(1, len(path) + 1):
        step = _step(path[:size], here, old, new, moved)
        if step is None or not _has(new.at(here), step[-1]):
            return here, False
        here = step
    return here, True


def _step(
    path: FieldPath, here: FieldPath, old: Manuscript, new: Manuscript, moved: Moved
) -> FieldPath | None:
    """Return where a field stands whose surroundings stand here; None if that is not known."""
    if path in moved:
        return moved[path]
    value, part = old.at(path), path[-1]
    if isinstance(part, str):
        return (*here, part)
    if isinstance(value, dict):
        return None
    items = new.at(here) or []
    if value in items:
        return (*here, items.index(value))
    return None if part >= len(items) or items[part] in old.at(path[:-1]) else (*here, part)


def _has(value: Data, part: str | int) -> bool:
    if isinstance(value, dict):
        return part in value
    return isinstance(value, list) and isinstance(part, int) and part < len(value)


def renumbered(assembly: Assembly) -> Iterator[FieldPath]:
    """Let sources go on supporting items whose numbers have changed, since rows were taken out.

    Yields:
        The fields of `supports` that name an item that is gone, where another now has its number.
    """
    for i, source in enumerate(assembly.data.get("source") or ()):
        supports = source.get("supports") or []
        for j, written in enumerate(supports):
            path = tuple(int(part) if part.isdecimal() else part for part in written.split("."))
            now = _numbered(path, assembly.moved)
            if now is not None:
                supports[j] = ".".join(map(str, now))
            elif _exists(assembly.data, path):
                yield ("source", i, "supports", j)


def _numbered(path: FieldPath, moved: Moved) -> FieldPath | None:
    """Return where the field stands that numbers in sheets mean; None if that item is gone."""
    for size in range(len(path), 0, -1):
        if path[:size] in moved:
            return (*moved[path[:size]], *path[size:])
        is_item = isinstance(path[size - 1], int)
        if is_item and any(
            known[: size - 1] == path[: size - 1] and len(known) == size for known in moved
        ):
            return None
    return path


def _exists(data: Data, path: FieldPath) -> bool:
    for part in path:
        if not _has(data, part):
            return False
        data = data[part]
    return True
