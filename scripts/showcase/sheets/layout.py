"""Which sheets and columns a kind of record has, read off the model.

The main sheet holds a record in each row. A single group of fields gets columns with dotted names
(`address.area`), a list of simple values one cell with a line for each, and a list of groups a sheet of
its own (`award`, `schedule.except`), whose rows name the record and the number of the item.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from showcase.fields import Field, Form, fields_of
from showcase.model import Group, Record

Names = tuple[str, ...]
_TYPED = ("flag", "number", "decimal", "day", "date", "time")
"""Forms that Excel may have made something else of; all others are text."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that holds one field.

    Args:
        path: Names of the field and of the groups around it, from the item that a row holds.
        label: What it is called in Chinese.
        form: What a value means, and so what Excel may have made of it.
        is_list: Whether a cell holds several values, one in each line.
        is_required: Whether every item has it.
        choices: Words of a closed list, each with its label.
        refers_to: Kind of record or term whose id it holds, empty for none.
        limit: How many characters it may have, 0 if the model does not say.
    """

    path: Names
    label: str
    form: Form
    is_list: bool
    is_required: bool
    choices: tuple[tuple[str, str], ...]
    refers_to: str
    limit: int

    @property
    def name(self) -> str:
        """The dotted name of the field."""
        return ".".join(self.path)

    @property
    def heading(self) -> str:
        """What stands in the first row: the name, which is read back, and what it means below it."""
        return f"{self.name}\n{self.label}" if self.label else self.name


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A sheet.

    Args:
        levels: The lists that lead to its rows, each by the names from the item of the one before.
        columns: Its columns, without those that say which item a row is.
        bare: The column that an item may consist of alone, without a name; empty for none.
        alone: The columns that a single group of fields may consist of alone.
    """

    levels: tuple[Names, ...]
    columns: tuple[Column, ...]
    bare: str = ""
    alone: tuple[Names, ...] = ()

    @property
    def name(self) -> str:
        """The dotted name of its list, empty for the main sheet."""
        return ".".join(name for level in self.levels for name in level)

    @property
    def keys(self) -> tuple[str, ...]:
        """The headings of the columns that say which item a row is: id and numbers."""
        lists = (Table(self.levels[:i], ()).name for i in range(1, len(self.levels) + 1))
        return ("id", *(f"{name} #" for name in lists))


@cache
def layout_of(model: type[Record]) -> tuple[Table, ...]:
    """Return the sheets of a kind of record, the main one first, each before those below it.

    >>> from showcase.model import Place
    >>> [table.name for table in layout_of(Place)][-3:]
    ['image', 'same_as', 'source']
    """
    return tuple(_tables((model,), ()))


def _tables(models: tuple[type[Group], ...], levels: tuple[Names, ...]) -> Iterator[Table]:
    """Iterate over the sheet for a list of groups, and the sheets for lists inside them."""
    columns: list[Column] = []
    below: list[Table] = []
    for path, field, is_required in _fields(models, ()):
        if path == ("id",):
            continue
        if field.parts:
            below += _tables(field.parts, (*levels, path))
        else:
            columns.append(_column(path, field, is_required=is_required))
    yield Table(levels, tuple(columns), models[0].alone, tuple(_alone(models, ())))
    yield from below


def _alone(models: tuple[type[Group], ...], above: Names) -> Iterator[Names]:
    """Iterate over the fields that may stand for the single groups around them."""
    for model in models:
        for name, field in fields_of(model).items():
            for part in () if field.is_list else field.parts:
                if part.alone:
                    yield (*above, name, part.alone)
                yield from _alone((part,), (*above, name))


def _fields(models: tuple[type[Group], ...], above: Names) -> Iterator[tuple[Names, Field, bool]]:
    """Iterate over the fields of what a row holds, those of single groups inside it included.

    Where either of two groups may stand, the fields of both occur, the shorter group's first.
    """
    seen: set[str] = set()
    for model in sorted(models, key=lambda model: len(model.model_fields)):
        for name, field in fields_of(model).items():
            if name in seen:
                continue
            seen.add(name)
            path = (*above, name)
            if field.parts and not field.is_list:
                yield from _fields(field.parts, path)
            else:
                yield path, field, field.is_required and len(models) == 1 and not above


def _column(path: Names, field: Field, *, is_required: bool) -> Column:
    forms = [value.form for value in field.values if value.form in _TYPED]
    return Column(
        path=path,
        label=field.about.zh if field.about else "",
        form=forms[0] if forms else "text",
        is_list=field.is_list,
        is_required=is_required,
        choices=tuple((word, zh) for value in field.values for word, zh, _ in value.words),
        refers_to=next((value.kind for value in field.values if value.kind), ""),
        limit=max((value.longest or 0 for value in field.values), default=0),
    )
