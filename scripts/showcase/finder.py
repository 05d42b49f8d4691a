"""What the reader's browser needs to filter and show all records of a kind."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from showcase import seal
from showcase.entries import Entry
from showcase.facets import FACETS, TIMES, Column, columns, count, in_order, label, spans
from showcase.index import Index
from showcase.model import KINDS
from showcase.views.pictures import logo_view
from showcase.views.words import card_facts


def data(index: Index, kind: str) -> bytes:
    """Return the columns of a kind as a script, which works from any address, also from a folder.

    Records stand in the order of their readings. A column of sets names for each record the place of its set
    among the distinct ones, `sets`; the members of a set are places in a list of values.
    """
    entries = index.gists(kind)
    found, gists = [entry for entry, _ in entries], [gist for _, gist in entries]
    values = {
        "section": f"{KINDS[kind].section}/",
        "facets": [_facet(index, kind, facet) for facet in FACETS[kind]],
        "id": [entry.id for entry in found],
        "name": [entry.name for entry in found],
        "summary": [gist.summary for gist in gists],
        "badge": _plain(Column.of([entry.badge for entry in found])),
        "facts": _facts(index, found),
        "checked": _plain(Column.of([gist.assured for gist in gists])),
        "unverified": [at for at, gist in enumerate(gists) if gist.is_unverified],
        "logo": {at: _logo(entry) for at, entry in enumerate(found) if entry.logo},
        "red": [at for at, e in enumerate(found) if kind == "brand" and seal.is_red_on_white(e.id)],
    }
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return f"(window.showcaseLists??={{}}).{kind}={text};\n".encode()


def _plain(column: Column[Any]) -> dict[str, Any]:
    return {"values": column.distinct, "of": column.places}


def _facet(index: Index, kind: str, facet: str) -> dict[str, Any]:
    if facet == "time":
        return _time(index, kind)
    found = columns(index, kind)[facet]
    ids = in_order(index, kind, facet, count(found))
    place = {id: at for at, id in enumerate(ids)}
    return {
        "key": facet,
        "values": [[id, label(index, kind, facet, id)] for id in ids],
        "sets": [[place[id] for id in values] for values in found.distinct],
        "of": found.places,
    }


def _time(index: Index, kind: str) -> dict[str, Any]:
    """Return when each activity takes place; what that means today, the browser works out."""
    found = spans(index)
    years = sorted({year for span in found.distinct for year in span.years}, reverse=True)
    return {
        "key": "time",
        "values": [
            [value, label(index, kind, "time", value)] for value in (*TIMES, *map(str, years))
        ],
        "spans": found.distinct,
        "of": found.places,
    }


def _facts(index: Index, found: Sequence[Entry]) -> dict[str, Any]:
    facts = [tuple(card_facts(index, entry)) for entry in found]
    texts = dict.fromkeys(text for line in facts for text in line)
    place = {text: at for at, text in enumerate(texts)}
    column = Column.of([tuple(place[text] for text in line) for line in facts])
    return {"values": list(texts), "sets": column.distinct, "of": column.places}


def _logo(entry: Entry) -> tuple[str, int, int] | None:
    logo = logo_view(entry)
    return (logo.src, logo.width, logo.height) if logo else None
