"""What the model says about the fields of a file: their order, and what each of them holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import AfterValidator
from pydantic.fields import FieldInfo

from showcase.catalog import CITY, VOCABULARIES
from showcase.dates import PartialDate
from showcase.model import (
    RECORD_TYPES,
    WORDS,
    About,
    Areas,
    Choice,
    City,
    Group,
    Id,
    Record,
    Ref,
    SharedSources,
    Terms,
    abouts,
    parts,
    plain,
    public,
)
from showcase.sources import Data

Form = Literal[
    "text",
    "markdown",
    "address",
    "pattern",
    "id",
    "word",
    "flag",
    "number",
    "decimal",
    "day",
    "date",
    "time",
]
_FORMS: dict[type, Form] = {
    str: "text",
    int: "number",
    float: "decimal",
    date: "day",
    PartialDate: "date",
    time: "time",
}
_TYPED = ("flag", "number", "decimal", "day", "date")
_VOCABULARY = "content/vocabulary"
_SINGLE_FILES: dict[str, type[Group]] = {
    CITY: City,
    f"{_VOCABULARY}/sources.yaml": SharedSources,
    **{f"{_VOCABULARY}/{name}.yaml": Terms for name in VOCABULARIES.values()},
    f"{_VOCABULARY}/{VOCABULARIES['area']}.yaml": Areas,
}
_FOLDERS = {record.folder: record for record in RECORD_TYPES}
KINDS: Mapping[str, type[Group]] = {
    **{record.kind_name: record for record in RECORD_TYPES},
    "city": City,
    "terms": Terms,
    "areas": Areas,
    "sources": SharedSources,
}
"""Every kind of file by the word for it in commands and addresses."""
PATHS: Mapping[str, list[str]] = {
    kind: [f"{model.folder}/*.yaml"]
    if issubclass(model, Record)
    else [path for path, other in _SINGLE_FILES.items() if other is model]
    for kind, model in KINDS.items()
}
"""The files of each kind, as patterns relative to the root."""


@dataclass(frozen=True, slots=True)
class Value:
    """One sort of simple value that may stand in a field.

    Args:
        form: What it is.
        words: If it is a word of a closed list: each word with its Chinese and English label.
        kind: If it is an id: of what, or empty where it is not the id of something else.
        pattern: Regular expression that a text must fit, empty for any.
        shortest: Least length of a text.
        longest: Greatest length of a text, None for any.
        least: Least number.
        most: Greatest number.
    """

    form: Form
    words: tuple[tuple[str, str, str], ...] = ()
    kind: str = ""
    pattern: str = ""
    shortest: int = 0
    longest: int | None = None
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """What a field holds, whether one or a list of it.

    Args:
        about: What editors need to know of it; None for what is no field of the model.
        parts: Classes of the groups of fields that may stand in it.
        values: Simple values that may stand in it.
        is_required: Whether no file may do without it.
        is_list: Whether it is a list.
        fewest: Least number of items of a list.
        most: Greatest number of items of a list, None for any.
        is_table: Whether it is a list whose items stand in one line each.
    """

    about: About | None = None
    parts: tuple[type[Group], ...] = ()
    values: tuple[Value, ...] = ()
    is_required: bool = False
    is_list: bool = False
    fewest: int = 0
    most: int | None = None
    is_table: bool = False

    @property
    def is_text(self) -> bool:
        """Whether it is prose for readers, not an id, a choice or the like."""
        return any(value.form in ("text", "markdown", "address") for value in self.values)

    @property
    def is_value(self) -> bool:
        """Whether it is a number, a date or `true`, which any reader of YAML may take as such."""
        return any(value.form in _TYPED for value in self.values)

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
    "logo",
    "image",
    "same_as",
    "source",
    "assured_date",
    "redirect_from",
    "visibility",
)
"""What all records have beside their names; it closes each record in this order."""


@cache
def fields_of(model: type[Group]) -> Mapping[str, Field]:
    """Return the fields of a class by the names that editors write, in the order that they are read best.

    What a thing is called stands first, then what its kind has of its own; the story, the sources and the
    day of the last check, which all records have, come last.
    """
    named = sorted(model.model_fields.items(), key=lambda item: _rank(item[0]))
    said, is_table = abouts(model), model in (Terms, Areas)
    return {
        info.alias or name: _field(info, said.get(name), is_table=is_table) for name, info in named
    }


def _rank(name: str) -> int:
    """Return the place of a field among those of its class; fields of equal rank keep their order."""
    if name in _FIRST:
        return _FIRST.index(name)
    return len(_FIRST) + 1 + _LAST.index(name) if name in _LAST else len(_FIRST)


def model_of(path: str) -> type[Group] | None:
    """Return the class that a file should fit, None if it is no record.

    >>> model_of("brands/deng-xia.yaml").__name__, model_of("mkdocs.yml")
    ('Brand', None)
    """
    folder, _, name = path.rpartition("/")
    if folder in _FOLDERS and name.endswith(".yaml"):
        return _FOLDERS[folder]
    return _SINGLE_FILES.get(path)


def _field(info: FieldInfo, about: About | None, *, is_table: bool) -> Field:
    leaves = list(_leaves(info.annotation, tuple(info.metadata)))
    is_list = any(get_origin(a) is tuple for a in (info.annotation, *get_args(info.annotation)))
    limits = _limits(info.metadata) if is_list else {}
    groups = tuple(parts(info.annotation))
    alone = [v for group in groups if group.alone for v in fields_of(group)[group.alone].values]
    return Field(
        about=about,
        parts=groups,
        values=(*_values(leaves), *alone),
        is_required=info.is_required(),
        is_list=is_list,
        fewest=limits.get("min_length", 0),
        most=limits.get("max_length"),
        is_table=is_table,
    )


def _leaves(annotation: Any, metadata: tuple[Any, ...]) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Iterate over the simple types inside the type of a field, each with what qualifies it."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        yield from _leaves(inner, (*metadata, *more))
    elif origin is Literal:
        yield from ((word, metadata) for word in get_args(annotation))
    elif get_args(annotation):
        for inner in get_args(annotation):
            yield from _leaves(inner, () if origin is tuple else metadata)
    else:
        yield annotation, metadata


def _values(leaves: list[tuple[Any, tuple[Any, ...]]]) -> Iterator[Value]:
    """Iterate over the sorts of simple values among types; the words of one list are one sort."""
    words = tuple(word for leaf, _ in leaves for word in _words(leaf))
    if words:
        yield Value("flag" if [word for word, _, _ in words] == ["true"] else "word", words=words)
    for leaf, metadata in leaves:
        if leaf in _FORMS:
            limits = _limits(metadata)
            yield Value(
                _form(leaf, metadata, limits),
                kind=next((m.kind for m in metadata if isinstance(m, Ref)), ""),
                pattern=limits.get("pattern", ""),
                shortest=limits.get("min_length", 0),
                longest=limits.get("max_length"),
                least=limits.get("ge"),
                most=limits.get("le"),
            )


def _words(leaf: Any) -> list[tuple[str, str, str]]:
    if isinstance(leaf, str):
        return [(leaf, *WORDS[leaf])]
    if isinstance(leaf, type) and issubclass(leaf, Choice):
        return [(word.value, word.zh, word.en) for word in leaf]
    return []


def _form(leaf: Any, metadata: tuple[Any, ...], limits: Mapping[str, Any]) -> Form:
    """Return what a simple value is, told by its type and by what qualifies it."""
    if leaf is not str:
        return _FORMS[leaf]
    if any(isinstance(m, Ref) for m in metadata) or limits.get("pattern") == _ID:
        return "id"
    functions = [m.func for m in metadata if isinstance(m, AfterValidator)]
    if public in functions:
        return "address"
    return "pattern" if limits.get("pattern") else "text" if plain in functions else "markdown"


_ID = str(get_args(Id)[1].pattern)


def _limits(metadata: Iterable[Any]) -> dict[str, Any]:
    """Return the limits of a value by pydantic's names for them."""
    found: dict[str, Any] = {}
    for m in metadata:
        if isinstance(m, FieldInfo):
            found |= _limits(m.metadata)
        names = ("pattern", "min_length", "max_length", "ge", "le")
        found |= {name: value for name in names if (value := getattr(m, name, None)) is not None}
    return found
