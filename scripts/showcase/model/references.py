"""Which fields of a record name other things."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from showcase.model.parts import Group
from showcase.model.values import Ref
from showcase.problems import FieldPath


def references(part: BaseModel, where: FieldPath = ()) -> Iterator[tuple[FieldPath, str, str]]:
    """Iterate over the references in a record: field path, kind and id."""
    values = part.__dict__
    for name, written, kind in _fields_with_references(type(part)):
        value = values[name]
        if value is None or value == ():
            continue
        path = (*where, written)
        if not isinstance(value, tuple):
            items = [(path, value)]
        else:
            items = [((*path, i), v) for i, v in enumerate(value)]
        for item_path, item in items:
            if kind:
                yield item_path, kind, item
            else:
                yield from references(item, item_path)


@cache
def _fields_with_references(model: type[BaseModel]) -> tuple[tuple[str, str, str], ...]:
    """Return name, written name and kind of reference (empty for a part) of the fields that matter."""
    found = []
    for name, info in model.model_fields.items():
        written = info.alias or name
        kinds = {m.kind for m in info.metadata if isinstance(m, Ref)} | set(
            _ref_kinds(info.annotation)
        )
        if kinds:
            found.append((name, written, kinds.pop()))
        elif any(_fields_with_references(part) for part in parts(info.annotation)):
            found.append((name, written, ""))
    return tuple(found)


def _ref_kinds(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Annotated:
        yield from (m.kind for m in annotation.__metadata__ if isinstance(m, Ref))
    for inner in get_args(annotation):
        yield from _ref_kinds(inner)


def parts(annotation: Any) -> Iterator[type[Group]]:
    """Iterate over the classes of parts inside the type of a field."""
    if isinstance(annotation, type) and issubclass(annotation, Group):
        yield annotation
    for inner in get_args(annotation):
        yield from parts(inner)
