"""All records by id, who refers to whom, and questions about them.

`read_catalog` reads a whole tree and collects every problem of single files and of references.
"""

from __future__ import annotations

import fnmatch
import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from showcase.characters import LATIN
from showcase.model import (
    KINDS,
    RECORD_TYPES,
    Activity,
    Area,
    Areas,
    Brand,
    City,
    Confidence,
    Node,
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
from showcase.pictures import PictureFile
from showcase.problems import FieldPath, Problem, did_you_mean, meant, shown
from showcase.script import fold, reading
from showcase.sources import Data, Document, read
from showcase.validation import validate

VOCABULARIES = {
    "category": "categories",
    "audience": "audiences",
    "area": "areas",
    "level": "levels",
}
WHOLE_CITY = "city"
CITY = "content/city.yaml"
VOCABULARY = "content/vocabulary"
SOURCES = f"{VOCABULARY}/sources.yaml"
KIND_LABELS = {record.kind_name: record.label for record in RECORD_TYPES} | {
    "category": ("类别", "category"),
    "audience": ("对象", "audience"),
    "area": ("县（市、区）", "area"),
    "level": ("层级", "level"),
    "source": ("来源", "source"),
    "call": ("征集", "call"),
}
_LISTED = {*VOCABULARIES, "source", "call"}
"""What stands in lists of one file: while that cannot be read, nobody knows what is missing from it."""
_ID = re.compile(r"[a-z0-9-]{2,64}")

Kind = TypeVar("Kind", bound=Record)
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Setting:
    """What all records of a tree have in common.

    Args:
        city: The city that the site is about.
        terms: Vocabularies by kind, each by id in the order of its file.
        shared_sources: Sources that several records name.
        unread: Kinds of terms whose list could not be read.
    """

    city: City
    terms: Mapping[str, Mapping[str, Term]]
    shared_sources: Mapping[str, Source]
    unread: frozenset[str] = field(default=frozenset(), kw_only=True)

    @cached_property
    def areas(self) -> Mapping[str, Area]:
        """The units of the city by id."""
        return {id: term for id, term in self.terms["area"].items() if isinstance(term, Area)}

    def named(self, kind: str) -> Collection[str]:
        """Return the ids of terms, shared sources or calls that records may name."""
        if kind == "source":
            return self.shared_sources
        if kind == "call":
            return tuple(call.id for call in self.city.call)
        terms = self.terms.get(kind, {})
        return (*terms, WHOLE_CITY) if kind == "area" else terms

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


@dataclass(frozen=True)
class Catalog(Setting):
    """Every record of a tree.

    Args:
        records: Records by id, in order of kind and reading.
        pictures: The files of their pictures by path.
    """

    records: Mapping[str, Record]
    pictures: Mapping[str, PictureFile] = field(default_factory=dict)

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

    def path_of(self, record: Record | City) -> str:
        """Return the file of a record or of the city."""
        return CITY if isinstance(record, City) else record.path

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
    def places(self) -> tuple[Place, ...]:
        """All places."""
        return self.of_kind(Place)

    @property
    def nodes(self) -> tuple[Node, ...]:
        """All time points."""
        return self.of_kind(Node)


def items_of_lists(setting: Setting) -> Iterator[tuple[str, FieldPath, BaseModel]]:
    """Iterate over all terms and shared sources, each with its file and its place there."""
    lists: list[tuple[str, str, Mapping[str, BaseModel]]] = [
        (f"{VOCABULARY}/{VOCABULARIES[kind]}.yaml", "term", by_id)
        for kind, by_id in setting.terms.items()
    ]
    for path, name, items in (*lists, (SOURCES, "source", setting.shared_sources)):
        yield from ((path, (name, i), item) for i, item in enumerate(items.values()))


class Gathered(NamedTuple):
    """What is found while records are read, beside the records.

    Args:
        problems: What is wrong with them.
        named: Their ids and names.
        pictures: The files of their pictures by path.
    """

    problems: list[Problem]
    named: list[tuple[str, str]]
    pictures: dict[str, PictureFile]


class Reading:
    """Reads all records of a tree one by one, drafts too, as far as they can be read.

    Nobody has to keep the records. What is found until then:

    Args:
        root: Folder with `brands/` and `content/`.

    Attributes:
        problems: What is wrong with single files and with references between them.
        catalog: What single records belong to: of other records the time points, by which the days of
            activities are counted, and all pictures; None where a file is missing that the site cannot do without.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        setting, self.problems = read_setting(root)
        self._nodes: dict[str, Record] = {}
        self._pictures: dict[str, PictureFile] = {}
        self.catalog: Catalog | None = None
        if setting is not None:
            lists = setting.terms, setting.shared_sources
            known = self._nodes, self._pictures
            self.catalog = Catalog(setting.city, *lists, *known, unread=setting.unread)
        self._named: list[tuple[str, str]] = []
        self._paths: dict[str, str] = {}
        self._kinds: dict[str, str] = {}
        for kind in RECORD_TYPES:
            for path in _record_files(root, kind.folder, self.problems):
                self._note(path, kind)
        self.problems += _misplaced(root)

    def _note(self, path: str, kind: type[Record]) -> None:
        """Note the file of a record, unless its id is taken."""
        id = Path(path).stem
        if id in self._kinds:
            other = KINDS[self._kinds[id]].folder
            values = (("found", id), ("other", f"{other}/{id}.yaml"))
            self.problems.append(Problem(path, 1, 1, "duplicate-id", values=values))
            return
        self._kinds[id], self._paths[id] = kind.kind_name, path

    def ids(self) -> tuple[list[str], list[str]]:
        """Return the ids of the time points, which have to be read first, and those of all other records."""
        nodes = [id for id, kind in self._kinds.items() if kind == Node.kind_name]
        return nodes, [id for id, kind in self._kinds.items() if kind != Node.kind_name]

    def records(self, ids: Iterable[str]) -> Iterator[tuple[Record, Data]]:
        """Iterate over those of some records that can be read, each with the data of its file."""
        for id in ids:
            document = read(self.root, self._paths[id])
            record, found = validate(KINDS[self._kinds[id]], document, {"id": id})
            self.problems += found
            if record is None:
                continue
            pictures, found = read_pictures(self.root, record)
            self._pictures |= pictures
            self.problems += found
            self.problems += self._lost(record, record.path)
            self._named.append((record.id, record.name))
            if isinstance(record, Node):
                self._nodes[id] = record
            yield record, document.data

    def gathered(self) -> Gathered:
        """Return what was found beside records until now."""
        return Gathered(self.problems, self._named, self._pictures)

    def take(self, gathered: Gathered) -> None:
        """Take over what another process found; what both found is told twice."""
        self.problems += gathered.problems
        self._named += gathered.named
        self._pictures |= gathered.pictures

    def finish(self) -> None:
        """Look at what only is known after all records were read."""
        if self.catalog is not None:
            self.problems += self._lost(self.catalog.city, CITY)
            self._name_ids(self.catalog.terms)

    def _lost(self, record: BaseModel, path: str) -> Iterator[Problem]:
        return reference_problems(self.root, record, path, self.catalog, self._kinds)

    def _name_ids(self, vocabularies: Mapping[str, Mapping[str, Term]]) -> None:
        """Let problems with ids that are names tell the id of what alone is called so."""
        terms = (term for by_id in vocabularies.values() for term in by_id.values())
        named = (*self._named, *((term.id, term.name) for term in terms))
        self.problems = list(_with_ids(named, self.problems))


def read_catalog(root: Path) -> tuple[Catalog | None, list[Problem]]:
    """Read all records of a tree, drafts too, as far as they can be read.

    Args:
        root: Folder with `brands/` and `content/`.

    Returns:
        The catalog, None where a file is missing that the site cannot do without; and every problem of
        single files and of references between them.
    """
    reading = Reading(root)
    records = {r.id: r for ids in reading.ids() for r, _ in reading.records(ids)}
    reading.finish()
    catalog = reading.catalog
    return catalog and replace(catalog, records=in_order(records)), reading.problems


def read_record(root: Path, path: str) -> tuple[Record | None, list[Problem]]:
    """Read one record, whose file is where records are."""
    folder, _, name = path.rpartition("/")
    kind = next(kind for kind in RECORD_TYPES if kind.folder == folder)
    return validate(kind, read(root, path), {"id": name.removesuffix(".yaml")})


def read_pictures(root: Path, record: Record) -> tuple[dict[str, PictureFile], list[Problem]]:
    """Read the pictures of a record, and what is wrong with them."""
    if not record.pictures and not os.path.isdir(f"{root}/{record.picture_folder}"):  # noqa: PTH112  # for every record
        return {}, []
    from showcase.pictures.files import examined  # noqa: PLC0415  # few records have pictures

    return examined(root, record, read(root, record.path))


def in_order(records: Mapping[str, Record]) -> dict[str, Record]:
    """Return records in the order of their kinds and readings."""
    rank = {kind: i for i, kind in enumerate(RECORD_TYPES)}
    ordered = sorted(
        records.values(), key=lambda r: (rank[type(r)], reading(r.name, r.name_pinyin), r.id)
    )
    return {record.id: record for record in ordered}


def read_setting(root: Path) -> tuple[Setting | None, list[Problem]]:
    """Read the vocabularies, the shared sources and the city, and what is wrong with them."""
    problems = [
        Problem(folder, 1, 1, "not-a-plain-file")
        for folder in ("brands", "content", VOCABULARY, *(kind.folder for kind in RECORD_TYPES))
        if (root / folder).is_symlink()
    ]

    def file(path: str, model: type[Model], *lists: str) -> Model | None:
        if not (root / path).exists():
            problems.append(Problem(path, 1, 1, "missing-file", values=(("found", path),)))
            return None
        document = read(root, path)
        value, found = validate(model, document)
        problems.extend(found)
        problems.extend(problem for name in lists for problem in _twice(document, name))
        return value

    terms: dict[str, dict[str, Term]] = {}
    for kind, name in VOCABULARIES.items():
        path = f"{VOCABULARY}/{name}.yaml"
        vocabulary: Areas | Terms | None = (
            file(path, Areas, "term") if kind == "area" else file(path, Terms, "term")
        )
        terms[kind] = {term.id: term for term in vocabulary.term} if vocabulary else {}
    shared = file(SOURCES, SharedSources, "source")
    city = file(CITY, City, "figure", "mechanism", "call")
    if city is None:
        return None, problems
    sources = {source.id: source for source in shared.source} if shared else {}
    unread = {kind for kind, by_id in terms.items() if not by_id}
    unread |= set() if shared else {"source"}
    return Setting(city, terms, sources, unread=frozenset(unread)), problems


def _twice(document: Document, name: str) -> Iterator[Problem]:
    """Iterate over ids that stand twice in a list of a file."""
    first: dict[str, int] = {}
    items = document.data.get(name)
    for i in range(len(items) if isinstance(items, list) else 0):
        where = (name, i, "id")
        id = document.text_at(where)
        if isinstance(id, str) and id in first:
            line = str(document.place((name, first[id], "id"))[0])
            yield document.problem(where, "duplicate-term", {"found": id, "first": line})
        elif isinstance(id, str):
            first[id] = i


def _record_files(root: Path, folder: str, problems: list[Problem]) -> Iterator[str]:
    """Iterate over the files of a kind, after noting what does not belong there."""
    place = root / folder
    if place.is_symlink() or not place.is_dir():
        return
    with os.scandir(place) as entries:
        found = sorted(entries, key=lambda entry: (not _is_good_name(entry.name), entry.name))
    first: dict[str, str] = {}
    ids = {entry.name.removesuffix(".yaml") for entry in found if entry.name.endswith(".yaml")}
    for entry in found:
        if _is_good_name(entry.name) and entry.is_file(follow_symlinks=False):
            first[entry.name] = entry.name
            yield f"{folder}/{entry.name}"
            continue
        file = Path(entry.path)
        if file.is_dir() and not file.is_symlink() and file.suffix != ".yaml":
            from showcase.pictures.files import folder_problems  # noqa: PLC0415  # see above

            problems += folder_problems(root, f"{folder}/{file.name}", ids)
            continue
        other = first.setdefault(_same_file(file.name), file.name)
        code, hint = "bad-file-name", _better_name(file.name)
        if file.is_symlink() or not file.is_file():
            code, hint = "not-a-plain-file", None
        elif other != file.name:
            code, hint = "colliding-name", None
        elif file.suffix != ".yaml":
            code = "unknown-file"
        values = (("found", file.name), ("other", other))
        path = f"{folder}/{shown(file.name)}"
        problems.append(Problem(path, 1, 1, code, values=values, hint=hint))


def _same_file(name: str) -> str:
    """Return a file name as computers compare it that do not tell case and width apart."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"\.yml$", ".yaml", plain)


def _better_name(name: str) -> tuple[str, str] | None:
    """Return the hint that names the file as it should be called, if that can be told."""
    latin = "".join(LATIN.get(letter, letter) for letter in name)
    better = re.sub(r"[\s_]+", "-", _same_file(latin))
    return (f"例如改名为 {better}", f"for example {better}") if _is_good_name(better) else None


def _is_good_name(name: str) -> bool:
    return name.endswith(".yaml") and _ID.fullmatch(name.removesuffix(".yaml")) is not None


def _misplaced(root: Path) -> Iterator[Problem]:
    """Iterate over records in folders of `content/` that nothing is read from."""
    known = {kind.folder for kind in RECORD_TYPES} | {VOCABULARY}
    choices = "、".join(sorted(folder.rpartition("/")[2] for folder in known - {"brands"}))
    for place, folders, files in os.walk(root / "content"):
        folder = Path(place).relative_to(root).as_posix()
        names = () if folder in known else fnmatch.filter([*folders, *files], "*.y*ml")
        for path in (f"{folder}/{name}" for name in names):
            if path != CITY:
                yield Problem(shown(path), 1, 1, "misplaced-file", values=(("choices", choices),))


def _with_ids(named: Iterable[tuple[str, str]], problems: list[Problem]) -> Iterator[Problem]:
    """Iterate over problems; wrong ids that are names get the id of what alone is called so."""
    ids: dict[str, set[str]] = defaultdict(set)
    if any(problem.code in ("bad-id", "not-a-schedule") for problem in problems):
        for id, name in named:
            ids[fold(name)].add(id)
    for problem in problems:
        known: Collection[str] = ()
        if problem.code == "bad-id":
            known = ids[fold(dict(problem.values)["found"])]
        elif problem.code == "not-a-schedule":
            rest = fold(dict(problem.values)["found"])
            known = {id for name, found in ids.items() if rest.startswith(name) for id in found}
        yield replace(problem, hint=meant(*known)) if len(known) == 1 else problem


def reference_problems(
    root: Path,
    record: BaseModel,
    path: str,
    setting: Setting | None,
    kinds: Mapping[str, str],
) -> Iterator[Problem]:
    """Iterate over references that lead nowhere, or to something of another kind.

    Args:
        root: Folder of the tree.
        record: What refers.
        path: Its file.
        setting: The vocabularies, the city and the shared sources, if they could be read.
        kinds: The kind of every record by its id.
    """
    for where, kind, id in references(record):
        if kinds.get(id) == kind or (setting and id in setting.named(kind)):
            continue
        if kind in _LISTED and (setting is None or kind in setting.unread):
            continue
        zh, en = KIND_LABELS[kind]
        values = {"kind": zh, "kind_en": en, "found": id}
        code = "unknown-reference"
        if kind in KINDS and id in kinds:
            code = "wrong-kind"
            values["actual"], values["actual_en"] = KIND_LABELS[kinds[id]]
        known = {i for i, k in kinds.items() if k == kind} | (
            set(setting.named(kind)) if setting else set()
        )
        hint = did_you_mean(id, sorted(known))
        if hint is None and code == "unknown-reference":
            hint = "请核对编号，或先添加它", "check the id, or add it first"
        yield read(root, path).problem(where, code, values, hint=hint)
