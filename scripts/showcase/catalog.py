"""All records by id, who refers to whom, and questions about them.

`read_catalog` reads a whole tree and collects every problem of single files and of references.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from showcase.model import (
    RECORD_TYPES,
    Activity,
    Area,
    Areas,
    Brand,
    City,
    Confidence,
    Node,
    Organization,
    Place,
    Project,
    Record,
    SharedSources,
    Source,
    SourceNamed,
    Term,
    Terms,
    references,
)
from showcase.problems import Problem, did_you_mean
from showcase.script import reading
from showcase.sources import read
from showcase.validation import validate

VOCABULARIES = {
    "category": "categories",
    "audience": "audiences",
    "area": "areas",
    "level": "levels",
}
WHOLE_CITY = "city"
CITY = "content/city.yaml"
KIND_LABELS = {record.kind_name: record.label for record in RECORD_TYPES} | {
    "category": ("类别", "category"),
    "audience": ("对象", "audience"),
    "area": ("县（市、区）", "area"),
    "level": ("层级", "level"),
    "source": ("来源", "source"),
    "call": ("征集", "call"),
}
_ID = re.compile(r"[a-z0-9-]{2,64}")

Kind = TypeVar("Kind", bound=Record)
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Catalog:
    """Every record of a tree.

    Args:
        records: All published records by id, in order of kind and reading.
        city: The city that the site is about.
        terms: Vocabularies by kind, each by id in the order of its file.
        shared_sources: Sources that several records name.
    """

    records: Mapping[str, Record]
    city: City
    terms: Mapping[str, Mapping[str, Term]]
    shared_sources: Mapping[str, Source]

    def of_kind(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """Return all records of a kind in the order of their readings."""
        return tuple(record for record in self.records.values() if isinstance(record, kind))

    def get(self, kind: type[Kind], id: str) -> Kind:
        """Return one record, whose kind is known."""
        record = self.records[id]
        assert isinstance(record, kind)
        return record

    def referring(self, kind: type[Kind], id: str) -> tuple[Kind, ...]:
        """Return the records of a kind that name a record or term, in the order of their readings."""
        return tuple(r for r in self._referring.get(id, ()) if isinstance(r, kind))

    @cached_property
    def _referring(self) -> Mapping[str, tuple[Record, ...]]:
        found: dict[str, dict[str, Record]] = defaultdict(dict)
        for record in self.records.values():
            for _, _, id in references(record):
                found[id][record.id] = record
        return {id: tuple(records.values()) for id, records in found.items()}

    @cached_property
    def areas(self) -> Mapping[str, Area]:
        """The units of the city by id."""
        return {id: term for id, term in self.terms["area"].items() if isinstance(term, Area)}

    def sources_of(self, record: Record | City) -> tuple[Source, ...]:
        """Return the sources of a record, shared ones filled in."""
        return tuple(
            self.shared_sources[source.ref].model_copy(update={"supports": source.supports})
            if isinstance(source, SourceNamed)
            else source
            for source in record.source
        )

    def is_unverified(self, record: Record) -> bool:
        """Return whether no source of a record is fully reliable."""
        return all(source.confidence is Confidence.MEDIUM for source in self.sources_of(record))

    @property
    def brands(self) -> tuple[Brand, ...]:
        """All brands."""
        return self.of_kind(Brand)

    @property
    def projects(self) -> tuple[Project, ...]:
        """All projects."""
        return self.of_kind(Project)

    @property
    def activities(self) -> tuple[Activity, ...]:
        """All activities."""
        return self.of_kind(Activity)

    @property
    def organizations(self) -> tuple[Organization, ...]:
        """All organizations."""
        return self.of_kind(Organization)

    @property
    def places(self) -> tuple[Place, ...]:
        """All places."""
        return self.of_kind(Place)

    @property
    def nodes(self) -> tuple[Node, ...]:
        """All time points."""
        return self.of_kind(Node)


def read_catalog(root: Path, *, drafts: bool = False) -> tuple[Catalog | None, list[Problem]]:
    """Read all records of a tree, as far as they can be read.

    Args:
        root: Folder with `brands/` and `content/`.
        drafts: Whether records that are still drafts belong to the catalog.

    Returns:
        The catalog, None where a file is missing that the site cannot do without; and every problem of
        single files and of references between them.
    """
    loader = _Loader(root)
    catalog = loader.load(drafts=drafts)
    return catalog, loader.problems


class _Loader:
    """Collects values and problems while a tree is read."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.kind_of: dict[str, str] = {}

    def load(self, *, drafts: bool) -> Catalog | None:
        terms = {kind: self._terms(kind) for kind in VOCABULARIES}
        shared = self._file("content/vocabulary/sources.yaml", SharedSources)
        sources = {source.id: source for source in shared.source} if shared else {}
        city = self._file(CITY, City)
        records = self._records()
        named = {kind: set(by_id) for kind, by_id in terms.items()}
        named["area"].add(WHOLE_CITY)
        named["source"] = set(sources)
        named["call"] = {call.id for call in city.call} if city else set()
        for id, kind in self.kind_of.items():
            named.setdefault(kind, set()).add(id)
        for record in records.values():
            self._check_references(record, record.path, named)
        if city is None:
            return None
        self._check_references(city, CITY, named)
        published = {id: r for id, r in records.items() if drafts or r.visibility == "published"}
        return Catalog(published, city, terms, sources)

    def _file(self, path: str, model: type[Model]) -> Model | None:
        """Read one file that the site cannot do without."""
        if not (self.root / path).exists():
            self.problems.append(Problem(path, 1, 1, "missing-file", values=(("found", path),)))
            return None
        value, problems = validate(model, read(self.root, path))
        self.problems.extend(problems)
        return value

    def _terms(self, kind: str) -> dict[str, Term]:
        file = f"content/vocabulary/{VOCABULARIES[kind]}.yaml"
        vocabulary: Areas | Terms | None = (
            self._file(file, Areas) if kind == "area" else self._file(file, Terms)
        )
        return {term.id: term for term in vocabulary.term} if vocabulary else {}

    def _records(self) -> dict[str, Record]:
        records: dict[str, Record] = {}
        for kind in RECORD_TYPES:
            for path in self._record_files(kind.folder):
                id = Path(path).stem
                if id in self.kind_of:
                    other = RECORD_TYPES_BY_NAME[self.kind_of[id]].folder
                    values = (("found", id), ("other", f"{other}/{id}.yaml"))
                    self.problems.append(Problem(path, 1, 1, "duplicate-id", values=values))
                    continue
                self.kind_of[id] = kind.kind_name
                record, problems = validate(kind, read(self.root, path), {"id": id})
                self.problems.extend(problems)
                if record is not None:
                    records[id] = record
        order = {kind: i for i, kind in enumerate(RECORD_TYPES)}
        return {
            r.id: r
            for r in sorted(
                records.values(),
                key=lambda r: (order[type(r)], reading(r.name, r.name_pinyin), r.id),
            )
        }

    def _record_files(self, folder: str) -> Iterator[str]:
        """Iterate over the files of a kind, after refusing what does not belong there."""
        place = self.root / folder
        for file in sorted(place.iterdir()) if place.is_dir() else ():
            path = f"{folder}/{file.name}"
            code = ""
            if file.is_symlink() or not file.is_file():
                code = "not-a-plain-file"
            elif file.suffix != ".yaml":
                code = "unknown-file"
            elif not _ID.fullmatch(file.stem):
                code = "bad-file-name"
            if code:
                values = (("found", file.name),)
                self.problems.append(Problem(path, 1, 1, code, values=values))
            else:
                yield path

    def _check_references(
        self, record: BaseModel, path: str, named: Mapping[str, set[str]]
    ) -> None:
        for where, kind, id in references(record):
            known = named.get(kind, set())
            if id in known:
                continue
            zh, en = KIND_LABELS[kind]
            values = {"kind": zh, "kind_en": en, "found": id}
            code = "unknown-reference"
            if kind in RECORD_TYPES_BY_NAME and id in self.kind_of:
                code = "wrong-kind"
                values["actual"], values["actual_en"] = KIND_LABELS[self.kind_of[id]]
            hint = did_you_mean(id, sorted(known))
            self.problems.append(read(self.root, path).problem(where, code, values, hint=hint))


RECORD_TYPES_BY_NAME = {kind.kind_name: kind for kind in RECORD_TYPES}
