"""What the model says about the fields of a file: their order, and what each of them holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from showcase.catalog import CITY, VOCABULARIES
from showcase.dates import PartialDate
from showcase.model import RECORD_TYPES, Areas, City, Ref, SharedSources, Terms, parts
from showcase.sources import Data

_VALUES = (int, float, date, PartialDate, "true")
_VOCABULARY = "content/vocabulary"
_SINGLE_FILES: dict[str, type[BaseModel]] = {
    CITY: City,
    f"{_VOCABULARY}/sources.yaml": SharedSources,
    **{f"{_VOCABULARY}/{name}.yaml": Terms for name in VOCABULARIES.values()},
    f"{_VOCABULARY}/{VOCABULARIES['area']}.yaml": Areas,
}
_FOLDERS = {record.folder: record for record in RECORD_TYPES}


@dataclass(frozen=True, slots=True)
class Field:
    """What a field holds, whether one or a list of it.

    Args:
        parts: Classes of the groups of fields that may stand in it.
        is_text: Whether it is prose for readers, not an id, a choice or the like.
        is_value: Whether it is a number, a date or `true`, which any reader of YAML may take as such.
        is_table: Whether it is a list whose items stand in one line each.
    """

    parts: tuple[type[BaseModel], ...] = ()
    is_text: bool = False
    is_value: bool = False
    is_table: bool = False

    def inner(self, value: Mapping[str, Data]) -> Mapping[str, Field]:
        """Return the fields of a group of fields, by the names that editors write."""
        choices = [fields_of(part) for part in self.parts]
        return max(choices, key=lambda fields: len(fields.keys() & value.keys()), default={})


UNKNOWN = Field()
_FIRST = ("id", "name")
_LAST = (
    "category",
    "audience",
    "area_served",
    "description",
    "same_as",
    "source",
    "assured_date",
    "redirect_from",
    "visibility",
)
"""What all records have beside their names; it closes each record in this order."""


@cache
def fields_of(model: type[BaseModel]) -> Mapping[str, Field]:
    """Return the fields of a class by the names that editors write, in the order that they are read best.

    What a thing is called stands first, then what its kind has of its own; the story, the sources and the
    day of the last check, which all records have, come last.
    """
    named = sorted(model.model_fields.items(), key=lambda item: _rank(item[0]))
    return {
        info.alias or name: _field(info, is_table=model in (Terms, Areas)) for name, info in named
    }


def _rank(name: str) -> int:
    """Return the place of a field among those of its class; fields of equal rank keep their order."""
    if name in _FIRST:
        return _FIRST.index(name)
    return len(_FIRST) + 1 + _LAST.index(name) if name in _LAST else len(_FIRST)


def model_of(path: str) -> type[BaseModel] | None:
    """Return the class that a file should fit, None if it is no record.

    >>> model_of("brands/deng-xia.yaml").__name__, model_of("mkdocs.yml")
    ('Brand', None)
    """
    folder, _, name = path.rpartition("/")
    if folder in _FOLDERS and name.endswith(".yaml"):
        return _FOLDERS[folder]
    return _SINGLE_FILES.get(path)


def _field(info: FieldInfo, *, is_table: bool) -> Field:
    leaves = list(_leaves(info.annotation, tuple(info.metadata)))
    return Field(
        parts=tuple(parts(info.annotation)),
        is_text=any(leaf is str and not _is_word(metadata) for leaf, metadata in leaves),
        is_value=any(leaf in _VALUES for leaf, _ in leaves),
        is_table=is_table,
    )


def _leaves(annotation: Any, metadata: tuple[Any, ...]) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Iterate over the simple types inside the type of a field, each with what qualifies it."""
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        yield from _leaves(inner, (*metadata, *more))
    elif get_origin(annotation) is Literal:
        yield from ((word, metadata) for word in get_args(annotation))
    elif get_args(annotation):
        for inner in get_args(annotation):
            yield from _leaves(inner, metadata)
    else:
        yield annotation, metadata


def _is_word(metadata: tuple[Any, ...]) -> bool:
    """Return whether a text is an id or has a fixed pattern."""
    return any(isinstance(m, Ref) or getattr(m, "pattern", None) for m in metadata)
