"""Examples of records and of their parts, put together from what the model says of each field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from showcase.fields import Field, fields_of
from showcase.manuscript import new_manuscript
from showcase.model import Group, Part, Record, written
from showcase.problems import Problem
from showcase.sources import Data
from showcase.validation import validate

WRITTEN_TODAY = ("assured_date", "accessed")
"""Days on which an editor reads and writes."""


def asked(model: type[Group]) -> tuple[str, ...]:
    """Return the fields that editors are first asked for: the required ones, then the usual ones.

    Of fields of which exactly one is written, the first stands for all.
    """
    fields = fields_of(model)
    required = [name for name, field in fields.items() if field.is_required and name != "id"]
    return (*required, *model.one_of[:1], *(name for name in model.usual if name not in required))


@cache
def sample(model: type[Group]) -> Mapping[str, Data]:
    """Return an example with the required and the usual fields, in the order of the model."""
    chosen = {*asked(model), *(("id",) if issubclass(model, Part) else ())}
    return {
        name: sample_of(field, dict(model.examples).get(name))
        for name, field in fields_of(model).items()
        if name in chosen
    }


def sample_of(field: Field, instead: str | None = None) -> Data:
    """Return an example of what a field holds."""
    assert field.about is not None
    if instead is not None:
        return written(instead)
    if field.about.good:
        return written(field.about.good)
    item = sample(field.parts[0])
    return [item] if field.is_list else item


def refusals(model: type[Group], name: str, value: Data) -> Iterator[Problem]:
    """Iterate over what the check says when a field of a good example holds a certain value."""
    data = {**sample(model), name: value}
    if issubclass(model, Record):
        data.setdefault("id", "sample")
    others = set(model.one_of) - {name} if name in model.one_of else set()
    written_data = {n: v for n, v in data.items() if n not in others}
    yield from validate(model, new_manuscript("", written_data).document)[1]


def groups(model: type[Group]) -> Iterator[type[Group]]:
    """Iterate over a kind of file and all groups of fields in it, each once."""
    found: dict[type[Group], None] = {model: None}
    todo = [model]
    while todo:
        for field in fields_of(todo.pop()).values():
            new = [part for part in field.parts if part not in found]
            found |= dict.fromkeys(new)
            todo += new
    yield from found
