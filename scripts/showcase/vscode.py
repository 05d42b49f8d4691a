"""What Visual Studio Code needs to help with records: settings, schemas and snippets, all made from the model."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from itertools import count
from typing import Any

from showcase import schema
from showcase.fields import KINDS, PATHS, Field
from showcase.formatting import formatted
from showcase.manuscript import new_manuscript
from showcase.model import RECORD_TYPES, Record
from showcase.samples import WRITTEN_TODAY, sample
from showcase.sources import Data

_TODAY = "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE"
_TOKEN = re.compile(r"stop(\d+)stop")


def files() -> dict[str, str]:
    """Return the text of each file, by its path relative to the root."""
    return {
        **{f"{schema.FOLDER}/{kind}.json": schema.schema_text(kind) for kind in KINDS},
        ".vscode/settings.json": _json(_settings()),
        ".vscode/extensions.json": _json({"recommendations": ["redhat.vscode-yaml"]}),
        ".vscode/records.code-snippets": _json({r.label[0]: snippet(r) for r in RECORD_TYPES}),
    }


def _settings() -> Mapping[str, Any]:
    return {
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.insertFinalNewline": True,
        "[yaml]": {
            "editor.detectIndentation": False,
            "editor.insertSpaces": True,
            "editor.quickSuggestions": {"other": True, "comments": False, "strings": True},
            "editor.tabSize": 2,
            "files.trimTrailingWhitespace": True,
        },
        "yaml.customTags": [],
        "yaml.format.enable": False,  # showcase fmt does it
        "yaml.schemaStore.enable": False,
        "yaml.schemas": {f"{schema.FOLDER}/{kind}.json": PATHS[kind] for kind in KINDS},
        "yaml.yamlVersion": "1.2",
    }


def snippet(record: type[Record]) -> dict[str, Any]:
    """Return what Visual Studio Code offers for a new file of a kind."""
    stops: list[str] = []
    numbers = count(1)

    def stop(name: str, value: Data, field: Field) -> Data:
        """Return a value with a token in the place of everything that the editor fills in."""
        if isinstance(value, dict):
            fields = field.inner(value)
            return {n: stop(n, inner, fields[n]) for n, inner in value.items()}
        if isinstance(value, list):
            return [stop(name, item, field) for item in value]
        stops.append(_stop(next(numbers), name, value, field))
        return f"stop{len(stops) - 1}stop"

    data = stop("", sample(record), Field(parts=(record,)))
    text = formatted(new_manuscript(f"{record.folder}/{record.kind_name}.yaml", data))
    filled = _TOKEN.sub(lambda match: stops[int(match[1])], text.replace("$", r"\$"))
    return {
        "scope": "yaml",
        "prefix": [record.label[0], record.kind_name],
        "description": f"新的{record.label[0]}",
        "body": filled.splitlines(),
    }


def _stop(number: int, name: str, value: str, field: Field) -> str:
    """Return a place to fill in: a choice of words, the day of writing, a label, or an example."""
    assert field.about is not None
    if name in WRITTEN_TODAY:
        return f"${{{number}:{_TODAY}}}"
    form = field.values[0].form
    if form == "word":
        return f"${{{number}|{','.join(word for word, _, _ in field.values[0].words)}|}}"
    return f"${{{number}:{field.about.zh if form in ('text', 'markdown') else value}}}"


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
