"""A new record: its id, what stands in it, and whether it may be written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from pathlib import Path

from showcase.catalog import KIND_LABELS, WHOLE_CITY, Catalog
from showcase.changes import Changes
from showcase.fields import UNKNOWN, Field
from showcase.formatting import formatted
from showcase.manuscript import new_manuscript
from showcase.model import RECORD_TYPES, Record
from showcase.problems import FieldPath, Problem, did_you_mean, dotted
from showcase.rehearsal import rehearse
from showcase.script import fold, reading
from showcase.sources import Data, Document
from showcase.validation import validate

_LONGEST = 60
_BETWEEN_ITEMS = re.compile("[、，,]")


class NoSuchField(Exception):  # noqa: N818  # what it says
    """A field is asked for inside of something that has none."""


@dataclass(frozen=True)
class Draft:
    """A record that is not written yet; every answer returns a new one.

    Args:
        model: Its kind.
        id: Its id.
        data: What it says so far.
    """

    model: type[Record]
    id: str
    data: Mapping[str, Data]

    @property
    def path(self) -> str:
        """The file that it will stand in."""
        return f"{self.model.folder}/{self.id}.yaml"

    def field(self, where: FieldPath) -> Field:
        """Return what the model says of a field."""
        field = Field(parts=(self.model,))
        for i, name in enumerate(where):
            if isinstance(name, str):
                inside = self.at(where[:i])
                named = {**(inside if isinstance(inside, dict) else {}), name: ""}
                field = field.inner(named).get(name, UNKNOWN)
        return field

    def at(self, where: FieldPath) -> Data:
        """Return what stands in a field, None where there is nothing."""
        return new_manuscript(self.path, dict(self.data)).at(where)

    def with_answer(self, where: FieldPath, answer: str) -> Draft:
        """Return it with an answer in a field; an answer for a list is cut at commas.

        Raises:
            NoSuchField: If what lies around the field has no such fields.
        """
        field, value = self.field(where), answer.strip()
        items = [item.strip() for item in _BETWEEN_ITEMS.split(value) if item.strip()]
        is_list = field.is_list and isinstance(where[-1], str)
        return replace(self, data=_put(dict(self.data), where, items if is_list else value))

    def problems_at(self, where: FieldPath, catalog: Catalog) -> Iterator[Problem]:
        """Iterate over what is wrong with one field, whatever else is still missing."""
        document = new_manuscript(self.path, dict(self.data)).document
        kinds = [value.kind for value in self.field(where).values if value.kind]
        if kinds:
            yield from self._dangling(document, where, kinds[0], catalog)
            return
        name = dotted(where)
        for problem in validate(self.model, document, {"id": self.id})[1]:
            if problem.field == name or problem.field.startswith(f"{name}."):
                yield problem

    def _dangling(
        self, document: Document, where: FieldPath, kind: str, catalog: Catalog
    ) -> Iterator[Problem]:
        """Iterate over the ids in a field that nothing bears."""
        known, written = names_of(catalog, kind), self.at(where)
        zh, en = KIND_LABELS[kind]
        for id in written if isinstance(written, list) else [written]:
            if id not in known:
                values = {"kind": zh, "kind_en": en, "found": str(id)}
                hint = did_you_mean(str(id), [*known, *known.values()])
                yield document.problem(where, "unknown-reference", values, hint=hint)

    def changes(self, root: Path, today: date) -> Changes:
        """Return what writing it changes.

        Raises:
            ProblemsFound: If the tree would not be in order with it.
        """
        text = formatted(new_manuscript(self.path, dict(self.data)))
        changes = Changes(texts={self.path: text})
        rehearse(root, changes, today)
        return changes


def _put(data: Data, where: FieldPath, value: Data) -> Data:
    """Return data with a value in a field, the groups and items around it made where they are missing."""
    if not where:
        return value
    part, inside = where[0], where[1:]
    whole = ([] if isinstance(part, int) else {}) if data is None else data
    if isinstance(part, int) and isinstance(whole, list):
        old = whole[part] if part < len(whole) else None
        return [*whole[:part], _put(old, inside, value), *whole[part + 1 :]]
    if isinstance(part, str) and isinstance(whole, dict):
        return {**whole, part: _put(whole.get(part), inside, value)}
    raise NoSuchField(dotted(where))


def propose_id(name: str, taken: set[str]) -> str:
    """Return a free id in the pinyin of a name, two syllables together as most words have.

    >>> propose_id("青春暖邢", set()), propose_id("青春暖邢", {"qingchun-nuanxing"})
    ('qingchun-nuanxing', 'qingchun-nuanxing-2')
    """
    syllables = re.findall("[a-z0-9]+", reading(name).replace("ü", "v"))
    words = ["".join(syllables[i : i + 2]) for i in range(0, len(syllables), 2)]
    id = "-".join(words)[:_LONGEST].strip("-")
    id = id if len(id) > 1 else f"{id or 'record'}-1"
    further = (f"{id}-{number}" for number in count(2))
    return id if id not in taken else next(other for other in further if other not in taken)


def taken_ids(root: Path, catalog: Catalog) -> set[str]:
    """Return every id that a record has or had, or that a file or folder of records bears."""
    places = [place for kind in RECORD_TYPES for place in (root / kind.folder).glob("*")]
    old = {id for record in catalog.records.values() for id in record.redirect_from}
    return {*catalog.records, *old, *(place.stem for place in places)}


def names_of(catalog: Catalog, kind: str) -> dict[str, str]:
    """Return what a field may refer to: each id with its name."""
    if kind in catalog.terms:
        whole = {WHOLE_CITY: "全市"} if kind == "area" else {}
        return {id: term.name for id, term in catalog.terms[kind].items()} | whole
    if kind == "source":
        return {id: source.title for id, source in catalog.shared_sources.items()}
    if kind == "call":
        return {call.id: call.name for call in catalog.city.call}
    return {r.id: r.name for r in catalog.records.values() if r.kind_name == kind}


def word_for(field: Field, answer: str, catalog: Catalog) -> str:
    """Return an answer in the words of records: its number, label or name turned into the word or id."""
    choices = choices_of(field, catalog)
    words = list(choices)
    if answer.isdigit() and 0 < int(answer) <= len(words) and answer not in choices:
        return words[int(answer) - 1]
    return next((word for word, label in choices.items() if fold(label) == fold(answer)), answer)


def choices_of(field: Field, catalog: Catalog) -> dict[str, str]:
    """Return what may be chosen for a field, each with its label; nothing where anything may be written."""
    found = {word: zh for value in field.values for word, zh, _ in value.words}
    for value in field.values:
        found |= names_of(catalog, value.kind) if value.kind else {}
    return found
