"""From a document to a record, or to problems that name line, column and field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from itertools import islice
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from showcase.guesses import (
    Hint,
    date_hint,
    id_hint,
    month_day_hint,
    number_hint,
    plain,
    telephone_hint,
    time_hint,
    write,
)
from showcase.markup import MarkupFault
from showcase.model import (
    PATTERNS,
    SOLAR_TERMS,
    WORDS,
    Choice,
    Record,
    Source,
    SourceNamed,
    parts,
)
from showcase.problems import (
    PROBLEM_LIMIT,
    FieldPath,
    Problem,
    did_you_mean,
    first_of,
    kind_of,
    meant,
)
from showcase.sources import Document
from showcase.urls import AddressFault

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
    if not document.data:
        return None, list(document.problems)
    data = document.data
    found: list[Problem] = []
    if extra:
        for name in extra.keys() & data.keys():
            values = {"key": name, **_label(model)}
            hint = "请删去它", "delete it"
            found.append(document.problem((name,), "unknown-field", values, hint=hint, key=True))
        data = {**data, **extra}
    value: Model | None = None
    try:
        value = model.model_validate(data)
    except ValidationError as error:
        for details in islice(_root_causes(error.errors(include_url=False)), _ENOUGH):
            found.extend(_translate(document, model, details))
    if value is not None:
        found.extend(_unknown_supports(document, value))
    problems = [*document.problems, *_not_following(document, found)]
    return (None if problems else value), first_of(problems)


_ENOUGH = PROBLEM_LIMIT + 1
_SPOIL_NAMES = {"wide-colon", "wide-space", "wide-quote", "wide-bracket", "complex-key"} | {
    "no-space-after-colon",
    "duplicate-key",
}
"""Mistakes in the writing of a field's name, by which the field is then unknown and another missing."""


def _not_following(document: Document, found: list[Problem]) -> Iterator[Problem]:
    """Iterate over problems that do not merely follow from a mistake in the writing of the file."""
    places = {(problem.line, problem.column) for problem in document.problems} | document.spoilt
    is_spoilt = any(problem.code in _SPOIL_NAMES for problem in document.problems)
    for problem in found:
        is_missing = is_spoilt and problem.code == "missing-field"
        if not is_missing and (problem.line, problem.column) not in places:
            yield problem


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
    """Turn one error of pydantic into problems in the editors' words."""
    error, found, context = details["type"], details["input"], details.get("ctx", {})
    where = _written_path(document, details["loc"], is_field=error in _ABOUT_FIELDS)
    if error in _ABOUT_FIELDS:
        yield _wrong_field(document, model, details, where)
    elif found is None:
        yield document.problem(where, "empty-value", {}, key=True)
    elif error == "address":
        key = (context["key"],) if "key" in context else ()
        yield _wrong_address(document, (*where, *key), context["fault"])
    elif error == "markdown":
        yield from _wrong_markup(document, where, context["faults"])
    elif error in _ABOUT_GROUPS:
        values = {key: str(value) for key, value in context.items()}
        yield document.problem((*where, values["key"]) if "key" in values else where, error, values)
    else:
        yield _wrong_value(document, where, details)


def _wrong_field(
    document: Document, model: type[BaseModel], details: ErrorDetails, where: FieldPath
) -> Problem:
    """Return the problem of a field that is missing or that the model does not know."""
    key = str(details["loc"][-1])
    parent = _part_at(model, details["loc"][:-1])
    values = {"key": key, **_label(parent)}
    if details["type"] == "missing":
        around = where[:-1] if where[-1:] == (key,) else where
        return document.problem(around, "missing-field", values)
    known = [info.alias or name for name, info in parent.model_fields.items() if name != "id"]
    hint = did_you_mean(plain(key).lower(), known) or ("请删去它", "delete it")
    return document.problem(where, "unknown-field", values, hint=hint, key=True)


def _wrong_address(document: Document, where: FieldPath, fault: AddressFault) -> Problem:
    values = {"found": fault.found or str(document.text_at(where))}
    hint = write(fault.better) if fault.better else None
    return document.problem(where, fault.code, values, hint=hint)


def _wrong_markup(
    document: Document, where: FieldPath, faults: tuple[MarkupFault, ...]
) -> Iterator[Problem]:
    for fault in faults:
        line, column = document.place_in_text(where, fault.line, fault.column)
        problem = document.problem(where, fault.code, {"found": fault.found})
        yield replace(problem, line=line, column=column)


def _wrong_value(document: Document, where: FieldPath, details: ErrorDetails) -> Problem:
    """Return the problem of one value, with a hint how to write it where that can be told."""
    error, found, context = details["type"], details["input"], details.get("ctx", {})
    code, fill = _SENTENCE_OF.get(error, (error, _no_values))
    code = PATTERNS.get(context.get("pattern", ""), code) if code == "bad-id" else code
    if code in ("not-a-list", "not-a-mapping") and isinstance(found, str):
        from showcase.syntax import misread_value  # noqa: PLC0415  # most records need it not

        fault = misread_value(found)
        if fault is not None:
            return document.problem(where, fault.code, fault.values)
    values = {"found": _short(found), **fill(found, context)}
    text = found if isinstance(found, str) else ""
    return document.problem(where, code, values, hint=_hint(code, text, context, values))


def _hint(
    code: str, found: str, context: Mapping[str, Any], values: Mapping[str, str]
) -> Hint | None:
    """Return how to write a value, or what was probably meant."""
    if code == "bad-choice":
        return _nearest(found, values["choices"].split("、"))
    if code == "bad-date":
        return date_hint(found[:40], str(context["example"]))
    hint = _HINTS.get(code)
    return hint(found[:80]) if hint else None


_HINTS: dict[str, Callable[[str], Hint | None]] = {
    "bad-time": time_hint,
    "not-a-number": number_hint,
    "bad-id": id_hint,
    "bad-telephone": telephone_hint,
    "bad-month-day": month_day_hint,
    "bad-solar-term": lambda found: did_you_mean(plain(found), sorted(SOLAR_TERMS)),
}


def _nearest(found: str, choices: list[str]) -> Hint | None:
    """Return the hint that names a word of a closed list, found by the word itself or by its label."""
    written = plain(found).lower().replace("-", "_")
    written = (
        re.sub("^(?:星期|礼拜)", "周", written).replace("周天", "周日").replace("周七", "周日")
    )
    kinds = [kind for kind in Choice.__subclasses__() if [word.value for word in kind] == choices]
    labels = {word: WORDS[word] for word in choices if word in WORDS}
    labels |= {word.value: (word.zh, word.en) for kind in kinds for word in kind}
    if labels.keys() == {"true"}:
        is_no = written in ("no", "false", "否", "不是", "0", "off")
        return ("不是就删去这一行", "if not, delete the line") if is_no else meant("true")
    spoken = {label.lower(): word for word in labels for label in labels[word] if label}
    near = get_close_matches(written, [*choices, *spoken], n=1, cutoff=0.6)
    return meant(spoken.get(near[0], near[0])) if near else None


_ABOUT_GROUPS = {"needs", "one-of", "dates-out-of-order", "never-happens", "no-effect"} | {
    "not-a-schedule",
    "too-long",
}
"""What groups of fields refuse themselves; the values of the sentence come with it."""
_ABOUT_FIELDS = ("extra_forbidden", "missing")
"""Errors of pydantic that end with the name of a field, whether the file has it or not."""


def _written_path(document: Document, loc: tuple[str | int, ...], *, is_field: bool) -> FieldPath:
    """Return the part of pydantic's location that names fields of the file."""
    path: list[str | int] = []
    for i, part in enumerate(loc):
        inside = document.text_at(tuple(path))
        is_step = (isinstance(inside, dict) and part in inside) or (
            isinstance(inside, list) and isinstance(part, int)
        )
        if is_step or (is_field and i == len(loc) - 1 and isinstance(inside, dict)):
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
    signs = {"ge": ("不小于", "at least"), "le": ("不大于", "at most")}
    zh, en = (
        "、".join(f"{signs[key][i]} {context[key]:.0f}" for key in signs if key in context)
        for i in range(2)
    )
    return {"limit": zh, "limit_en": en}


def _first_or_last(found: Any, context: Mapping[str, Any]) -> dict[str, str]:
    return {"limit": "第一个写 1，最后一个写 -1", "limit_en": "the first is 1, the last is -1"}


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
    "float_type": ("bad-coordinate", _no_values),
    "float_parsing": ("bad-coordinate", _no_values),
    "greater_than_equal": ("number-out-of-range", _range),
    "zero": ("number-out-of-range", _first_or_last),
    "finite_number": ("bad-coordinate", _no_values),
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
