"""From a document to a record, or to problems that name line, column and field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from showcase.model import Record, Source, SourceNamed, parts
from showcase.problems import FieldPath, Problem, did_you_mean
from showcase.sources import Document, kind_of

Model = TypeVar("Model", bound=BaseModel)


def validate(
    model: type[Model], document: Document, extra: Mapping[str, str] | None = None
) -> tuple[Model | None, list[Problem]]:
    """Turn a document into a typed value.

    Args:
        model: The class that the document should fit.
        document: What was read from the file.
        extra: Values that do not stand in the file, such as the id of a record.

    Returns:
        The value, or None where it does not fit; and every problem of the file.
    """
    problems = list(document.problems)
    if not document.data:
        return None, problems
    data = document.data
    if extra:
        for name in extra.keys() & data.keys():
            values = {"key": name, **_label(model)}
            problems.append(document.problem((name,), "unknown-field", values, key=True))
        data = {**data, **extra}
    try:
        value = model.model_validate(data)
    except ValidationError as error:
        for details in _root_causes(error.errors(include_url=False)):
            problems.extend(_translate(document, model, details))
        return None, problems
    problems.extend(_unknown_supports(document, value))
    return (None if problems else value), problems


def _root_causes(errors: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Iterate over errors without the lists that are too short only because of a faulty item."""
    for details in errors:
        loc = details["loc"]
        inside = (
            other["loc"][: len(loc)] == loc for other in errors if len(other["loc"]) > len(loc)
        )
        if details["type"] != "too_short" or not any(inside):
            yield details


def _translate(
    document: Document, model: type[BaseModel], details: ErrorDetails
) -> Iterator[Problem]:
    """Turn one error of pydantic into a problem in the editors' words."""
    where = _written_path(document, details["loc"])
    error, found, context = details["type"], details["input"], details.get("ctx", {})
    values: dict[str, str] = {"found": _short(found)}
    hint = None
    if error in ("extra_forbidden", "missing"):
        key = str(details["loc"][-1])
        parent = _part_at(model, details["loc"][:-1])
        values = {"key": key, **_label(parent)}
        if error == "missing":
            around = where[:-1] if where[-1:] == (key,) else where
            yield document.problem(around, "missing-field", values)
            return
        known = [info.alias or name for name, info in parent.model_fields.items() if name != "id"]
        hint = did_you_mean(key, known)
        yield document.problem(where, "unknown-field", values, hint=hint, key=True)
        return
    if found is None:
        yield document.problem(where, "empty-value", {}, key=True)
        return
    code, fill = _SENTENCE_OF.get(error, (error, _no_values))
    values |= fill(found, context)
    if code == "bad-choice":
        hint = did_you_mean(str(found), values["choices"].split("、"))
    if code in ("needs", "one-of", "dates-out-of-order"):
        values |= {key: str(value) for key, value in context.items()}
        later = (*where, values["key"]) if "key" in values else where
        yield document.problem(later, code, values)
        return
    if code == "bad-date":
        values["example"] = str(context["example"])
    yield document.problem(where, code, values, hint=hint)


def _written_path(document: Document, loc: tuple[str | int, ...]) -> FieldPath:
    """Return the part of pydantic's location that names fields of the file."""
    path: list[str | int] = []
    for i, part in enumerate(loc):
        inside = document.text_at(tuple(path))
        is_step = (isinstance(inside, dict) and part in inside) or (
            isinstance(inside, list) and isinstance(part, int)
        )
        if is_step or (i == len(loc) - 1 and isinstance(inside, dict)):
            path.append(part)
    return tuple(path)


def _part_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> type[BaseModel]:
    """Return the class of the part that a location leads to."""
    part = model
    for step in loc:
        for name, info in part.model_fields.items():
            if step in (name, info.alias):
                choices = list(parts(info.annotation))
                part = choices[0] if choices else part
        for candidate in (c for c in [part] if step in ("written", "named")):
            if step == "named":
                part = SourceNamed if issubclass(candidate, Source) else candidate
    return part


def _unknown_supports(document: Document, value: BaseModel) -> Iterator[Problem]:
    for i, source in enumerate(getattr(value, "source", ())):
        for j, target in enumerate(source.supports):
            path = tuple(int(part) if part.isdigit() else part for part in target.split("."))
            if document.text_at(path) is None:
                where = ("source", i, "supports", j)
                yield document.problem(where, "unknown-support", {"found": target})


def _label(model: type[BaseModel]) -> dict[str, str]:
    zh, en = getattr(model, "label", ("这一项", "this item"))
    return {"kind": zh, "kind_en": f"a {en}" if issubclass(model, Record) else en}


def _short(found: Any) -> str:
    return found[:40] if isinstance(found, str) else kind_of(found)[0]


def _no_values(found: Any, context: Mapping[str, Any]) -> dict[str, str]:
    return {}


def _kind(found: Any, context: Mapping[str, Any]) -> dict[str, str]:
    zh, en = kind_of(found)
    return {"found": zh, "found_en": en}


def _length(found: Any, context: Mapping[str, Any]) -> dict[str, str]:
    limit = context.get("max_length", context.get("min_length", ""))
    return {"found": str(len(found)), "limit": str(limit)}


def _better(found: Any, context: Mapping[str, Any]) -> dict[str, str]:
    return {"better": str(context["better"])}


def _choices(found: Any, context: Mapping[str, Any]) -> dict[str, str]:
    words = [
        w
        for w in str(context.get("expected", "")).replace(" or ", ", ").split("'")
        if w.strip(", ")
    ]
    return {"choices": "、".join(words)}


def _range(found: Any, context: Mapping[str, Any]) -> dict[str, str]:
    signs = {"ge": "不小于", "gt": "大于", "le": "不大于", "lt": "小于"}
    return {"limit": "、".join(f"{signs[key]} {context[key]}" for key in signs if key in context)}


_Fill = Callable[[Any, Mapping[str, Any]], dict[str, str]]
_SENTENCE_OF: dict[str, tuple[str, _Fill]] = {
    "string_type": ("not-text", _kind),
    "tuple_type": ("not-a-list", _kind),
    "model_type": ("not-a-mapping", _kind),
    "model_attributes_type": ("not-a-mapping", _kind),
    "dict_type": ("not-a-mapping", _kind),
    "union_tag_invalid": ("not-a-mapping", _kind),
    "int_type": ("not-a-number", _no_values),
    "int_parsing": ("not-a-number", _no_values),
    "int_parsing_size": ("not-a-number", _no_values),
    "int_from_float": ("not-a-number", _no_values),
    "float_type": ("not-a-number", _no_values),
    "float_parsing": ("not-a-number", _no_values),
    "greater_than_equal": ("number-out-of-range", _range),
    "less_than_equal": ("number-out-of-range", _range),
    "enum": ("bad-choice", _choices),
    "literal_error": ("bad-choice", _choices),
    "string_pattern_mismatch": ("bad-id", _no_values),
    "bad-picture-name": ("bad-picture-name", _better),
    "string_too_long": ("too-long", _length),
    "string_too_short": ("empty-value", _no_values),
    "too_long": ("too-many", _length),
    "too_short": ("too-few", _length),
}
