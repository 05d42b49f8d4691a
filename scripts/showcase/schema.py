"""JSON Schemas of the files that editors write, for editors that help while one types.

A record is text throughout for our reader; other readers of YAML 1.2 take `300` and `2024` for numbers and
`true` for true. The schemas describe what those see.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from showcase.fields import KINDS, Field, Value, fields_of, model_of
from showcase.model import Group, Record
from showcase.samples import groups, sample_of
from showcase.sources import Data

Schema = dict[str, Any]

FOLDER = ".vscode/schemas"
MODELINE = "# yaml-language-server: $schema="
_DAY = r"\d{4}-\d{2}-\d{2}"
_PATTERNS = {
    "text": "^[^<>]*$",
    "address": "^https?://",
    "day": f"^{_DAY}$",
    "date": rf"^(\d{{4}}-\d{{2}}|{_DAY}(T\d{{2}}:\d{{2}})?)$",
    "time": r"^([01]\d|2[0-3]):[0-5]\d$",
}
_TYPES = {
    "number": "integer",
    "decimal": "number",
    "date": ["string", "integer"],
}
_FORMATS = {"address": "uri", "day": "date"}


def modeline(path: str) -> str:
    """Return the comment that leads an editor from a file to its schema.

    >>> modeline("content/nodes/chunjie.yaml")
    '# yaml-language-server: $schema=../../.vscode/schemas/node.json'
    """
    model = model_of(path)
    kind = next(kind for kind, other in KINDS.items() if other is model)
    return f"{MODELINE}{'../' * path.count('/')}{FOLDER}/{kind}.json"


def schema_text(kind: str) -> str:
    """Return the schema of a kind of file as the text of a JSON file."""
    return json.dumps(schema(kind), ensure_ascii=False, indent=2) + "\n"


def schema(kind: str) -> Schema:
    """Return the schema of a kind of file, in draft 2020-12."""
    model, *inner = groups(KINDS[kind])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": model.label[0],
        **_group(model),
        "$defs": {part.__name__: _group(part) for part in inner},
    }


def _group(model: type[Group]) -> Schema:
    fields = fields_of(model)
    if issubclass(model, Record):
        fields = {name: field for name, field in fields.items() if name != "id"}
    either = [{"required": [name]} for name in model.one_of]
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, field in fields.items() if field.is_required],
        **({"oneOf": either} if either else {}),
        "properties": {name: _field(field) for name, field in fields.items()},
    }


def _field(field: Field) -> Schema:
    assert field.about is not None
    said = {
        "title": field.about.zh,
        "description": f"{field.about.meaning}\n\n{field.about.meaning_en}",
        "examples": [_typed(sample_of(field), field)],
    }
    choices = list(_choices(field))
    inner = choices[0] if len(choices) == 1 else {"anyOf": choices}
    if not field.is_list:
        return {**said, **inner}
    limits = {"minItems": field.fewest or None, "maxItems": field.most}
    return {**said, "type": "array", "items": inner, **_known(limits)}


def _choices(field: Field) -> Iterator[Schema]:
    yield from (_value(value) for value in field.values)
    yield from ({"$ref": f"#/$defs/{part.__name__}"} for part in field.parts)


def _value(value: Value) -> Schema:
    if value.form == "flag":
        return {"const": True}
    if value.form == "word":
        words, labels, _ = zip(*value.words, strict=True)
        return {"enum": list(words), "enumDescriptions": list(labels)}
    limits = {
        "minLength": value.shortest or None,
        "maxLength": value.longest,
        "pattern": value.pattern or _PATTERNS.get(value.form),
        "format": _FORMATS.get(value.form),
        "minimum": 1000 if value.form == "date" else value.least,
        "maximum": 9999 if value.form == "date" else value.most,
    }
    return {"type": _TYPES.get(value.form, "string"), **_known(limits)}


def _known(limits: Schema) -> Schema:
    return {name: limit for name, limit in limits.items() if limit is not None}


def _typed(data: Data, field: Field) -> Any:
    """Return data of a file as readers of YAML 1.2 see it."""
    if isinstance(data, dict):
        return {name: _typed(inner, field.inner(data)[name]) for name, inner in data.items()}
    if isinstance(data, list):
        return [_typed(item, field) for item in data]
    if not field.is_value:
        return data
    if data == "true":
        return True
    number = float if any(value.form == "decimal" for value in field.values) else int
    return number(data) if data.lstrip("-").replace(".", "").isdigit() else data
