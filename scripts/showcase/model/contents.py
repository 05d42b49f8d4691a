"""All texts and all dates that a record holds, with their fields."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel

from showcase.dates import PartialDate
from showcase.problems import FieldPath


class Gist(NamedTuple):
    """All that a record says, without the fields: enough to see that nothing in it is worth a closer look.

    Args:
        texts: All its texts, a line each or several.
        latest: The latest of its dates.
    """

    texts: str
    latest: date


def gist(part: BaseModel) -> Gist:
    """Return all that a record says."""
    found: list[str] = []
    latest = date.min
    todo: list[Any] = [part.__dict__.values()]
    while todo:
        for value in todo.pop():
            kind = type(value)
            if kind is str:
                found.append(value)
            elif kind is tuple:
                todo.append(value)
            elif kind is PartialDate or kind is date:
                latest = max(latest, value if kind is date else value.first)
            elif _is_part(kind):  # type: ignore[arg-type]  # classes are hashable
                todo.append(value.__dict__.values())
    return Gist("\n".join(found), latest)


@cache
def _is_part(kind: type) -> bool:
    return issubclass(kind, BaseModel)


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
