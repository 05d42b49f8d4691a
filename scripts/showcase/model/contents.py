"""All texts and all dates that a record holds, with their fields."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pydantic import BaseModel

from showcase.dates import PartialDate
from showcase.problems import FieldPath


def texts(part: BaseModel) -> Iterator[tuple[FieldPath, str]]:
    """Iterate over all texts in a record with their fields."""
    yield from ((where, value) for where, value in contents(part) if type(value) is str)


def dates(part: BaseModel) -> Iterator[tuple[FieldPath, date | PartialDate]]:
    """Iterate over all dates in a record with their fields."""
    for where, value in contents(part):
        if isinstance(value, date | PartialDate):
            yield where, value


def contents(part: BaseModel, where: FieldPath = ()) -> Iterator[tuple[FieldPath, object]]:
    """Iterate over all simple values in a record with their fields, its id aside."""
    for name, value in part.__dict__.items():
        if value is None or value == () or name == "id":
            continue
        path = (*where, name.removesuffix("_"))
        if isinstance(value, BaseModel):
            yield from contents(value, path)
        elif isinstance(value, tuple):
            for i, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield from contents(item, (*path, i))
                else:
                    yield (*path, i), item
        else:
            yield path, value
