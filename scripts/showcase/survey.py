"""What a tree holds now: read whole, or only where it changed since it was read last.

A second look reads the files that differ, and lets the rules see these records with all that they could clash
with.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from showcase.catalog import (
    CITY,
    Catalog,
    Setting,
    read_pictures,
    read_record,
    read_setting,
    reference_problems,
)
from showcase.checking import Findings, Inspection, faults_among
from showcase.entries import Entry, Gist, entry_of, gist_of
from showcase.index import (
    EVENTS,
    EVERYTHING,
    SOURCES,
    TRAITS,
    asked_for_gist,
    asked_for_gists,
    asked_for_kind,
    asked_for_name,
    asked_for_references,
    asked_for_traits,
)
from showcase.model import KINDS, RECORD_TYPES, Node, Record, is_picture_name
from showcase.pictures import PictureFile
from showcase.problems import Problem, ProblemsFound
from showcase.publishing import Stamp, stamp
from showcase.schedule import Event
from showcase.script import bare
from showcase.workers import shared

_SAME_KIND = {"organization", "place", "activity"}
"""Kinds of records that may lie in one of their own kind."""
_FOLDER: Stamp = (0, 0, 1)
"""Stands for a folder, of which only matters whether it is there."""


@dataclass(frozen=True, slots=True)
class Survey:
    """A tree as a build sees it.

    Args:
        setting: What all records have in common.
        entries: The entries of all records, drafts too, in order of kind and reading.
        gists: The packed gists of all records.
        record: Gives a whole record by its id.
        packed: The records that `record` gives without reading a file; who clears it may ask for none any more.
        changed: What pages may have asked for that differs from the last look; None for everything.
    """

    setting: Setting
    entries: Mapping[str, Entry]
    gists: Mapping[str, bytes]
    record: Callable[[str], Record]
    packed: dict[str, bytes]
    changed: frozenset[str] | None


def itself(id: str) -> str:
    """Return what stands for the whole record, of which only its own page knows more than entry and gist."""
    return f"={id}"


def look(root: Path, today: date) -> Survey:
    """Read a whole tree; of each record is kept what others need of it, and, packed, what its page shows.

    Args:
        root: Folder with `brands/` and `content/`.
        today: The day of the build.

    Raises:
        ProblemsFound: With every problem of every file.
    """
    inspection = Inspection(root, today, reminders=False)

    def read_some(ids: Iterable[str]) -> tuple[list[tuple[Entry, bytes, bytes]], Findings]:
        found = []
        for one, data in inspection.some_records(ids):
            if inspection.is_sound and (catalog := inspection.catalog):
                seen = entry_of(one, catalog, today), gist_of(one, catalog).packed()
                found.append((*seen, marshal.dumps(data)))
        return found, inspection.findings()

    nodes, others = inspection.ids()
    found, _ = read_some(nodes)
    (first, _), *rest = shared(others, read_some)
    found += first
    for more, findings in rest:
        found += more
        inspection.take(findings)
    faults = [problem for problem in inspection.problems() if not problem.is_notice]
    if faults or (catalog := inspection.catalog) is None:
        raise ProblemsFound(faults)
    found.sort(key=lambda one: one[0].order)
    entries = {entry.id: entry for entry, _, _ in found}
    gists = {entry.id: gist for entry, gist, _ in found}
    packed = {entry.id: data for entry, _, data in found}
    setting = Setting(catalog.city, catalog.terms, catalog.shared_sources)

    @lru_cache(maxsize=1)
    def record(id: str) -> Record:
        data = marshal.loads(packed[id])  # noqa: S302  # packed above
        return KINDS[entries[id].kind].model_validate(data | {"id": id})

    return Survey(setting, entries, gists, record, packed, None)


def _read_sound(root: Path, kind: str, id: str) -> Record:
    """Return a record that was read before.

    Raises:
        LookupError: If something is wrong with it now.
    """
    record, problems = read_record(root, f"{KINDS[kind].folder}/{id}.yaml")
    if record is None or problems:
        raise LookupError(id)
    return record


def record_stamps(root: Path) -> dict[str, Stamp] | None:
    """Return the stamps of all files of records; None if anything else lies among them."""
    found: dict[str, Stamp] = {}
    for kind in RECORD_TYPES:
        folder = root / kind.folder
        if not folder.is_dir():
            continue
        with os.scandir(folder) as entries:
            for entry in entries:
                path = f"{kind.folder}/{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    pictures = _picture_stamps(Path(entry.path), path)
                    if pictures is None:
                        return None
                    found |= pictures
                elif entry.name.endswith(".yaml") and entry.is_file(follow_symlinks=False):
                    found[path] = stamp(entry)
                else:
                    return None
    return found


def _picture_stamps(folder: Path, path: str) -> dict[str, Stamp] | None:
    """Return the stamps of a folder of pictures; None if anything else lies in it."""
    found = {f"{path}/": _FOLDER}
    with os.scandir(folder) as entries:
        for entry in entries:
            if not is_picture_name(entry.name) or not entry.is_file(follow_symlinks=False):
                return None
            found[f"{path}/{entry.name}"] = stamp(entry)
    return found


def _record_of(path: str) -> str:
    """Return the file of the record that a file belongs to: itself, or that beside its folder.

    >>> _record_of("brands/deng-xia.yaml"), _record_of("content/places/east-hall/door.jpg")
    ('brands/deng-xia.yaml', 'content/places/east-hall.yaml')
    """
    folder = next(kind.folder for kind in RECORD_TYPES if path.startswith(f"{kind.folder}/"))
    id, is_inside, _ = path.removeprefix(f"{folder}/").partition("/")
    return f"{folder}/{id}.yaml" if is_inside else path


def look_again(
    root: Path,
    today: date,
    known: Mapping[str, Entry],
    gists: Mapping[str, bytes],
    changed_paths: Iterable[str],
) -> Survey | None:
    """Read what changed in a tree that was read before.

    Args:
        root: Folder with `brands/` and `content/`.
        today: The day of the build, the same as that of the last look.
        known: The entries of all records as they were.
        gists: Their packed gists.
        changed_paths: The files of records that are new, changed or gone.

    Returns:
        The tree as it is; None if only a whole reading can tell.

    Raises:
        ProblemsFound: With what is wrong because of the changes.
    """
    setting, problems = read_setting(root)
    if setting is None or problems:
        return None
    again = _SecondLook(root, today, setting, known, gists)
    return again.survey(changed_paths)


class _SecondLook:
    """Collects what is different."""

    def __init__(
        self,
        root: Path,
        today: date,
        setting: Setting,
        known: Mapping[str, Entry],
        known_gists: Mapping[str, bytes],
    ) -> None:
        self.root, self.today, self.setting = root, today, setting
        self.known, self.known_gists = known, known_gists
        self.records: dict[str, Record] = {}
        self.pictures: dict[str, PictureFile] = {}
        self.entries, self.gists = dict(known), dict(known_gists)

    def record(self, id: str) -> Record:
        """Return a whole record, read when it is wanted."""
        if id not in self.records:
            self._take(_read_sound(self.root, self.entries[id].kind, id))
        return self.records[id]

    def _take(self, record: Record) -> None:
        """Note a record with its pictures."""
        pictures, problems = read_pictures(self.root, record)
        if any(not problem.is_notice for problem in problems):
            raise LookupError(record.id)
        self.records[record.id] = record
        self.pictures |= pictures

    def survey(self, changed_paths: Iterable[str]) -> Survey | None:
        """Return the tree as it is; None if only a whole reading can tell."""
        try:
            changed = self._read(changed_paths)
            if changed is None:
                return None
            if problems := [p for p in self._problems(changed) if not p.is_notice]:
                raise ProblemsFound(problems)
        except LookupError:
            return None
        self.entries = self._in_order(changed)
        asked = frozenset(self._differing(changed))
        return Survey(self.setting, self.entries, self.gists, self.record, {}, asked)

    def _in_order(self, changed: set[str]) -> dict[str, Entry]:
        """Return the entries in order of kind and reading, in which those that did not change still are."""
        if self.known.keys() == self.entries.keys() and all(
            self.known[id].order == self.entries[id].order for id in changed
        ):
            return {id: self.entries[id] for id in self.known}
        return dict(sorted(self.entries.items(), key=lambda item: item[1].order))

    def _read(self, changed_paths: Iterable[str]) -> set[str] | None:
        """Read the changed files and work out their entries; return the ids of all that may differ."""
        changed = set()
        wrong: list[Problem] = []
        for path in sorted({_record_of(path) for path in changed_paths}):
            folder, _, name = path.rpartition("/")
            id = name.removesuffix(".yaml")
            if id in changed or (id in self.known and KINDS[self.known[id].kind].folder != folder):
                return None
            changed.add(id)
            self.entries.pop(id, None)
            self.gists.pop(id, None)
            if (self.root / path).exists():
                record, problems = read_record(self.root, path)
                pictures, more = read_pictures(self.root, record) if record else ({}, [])
                wrong += (p for p in (*problems, *more) if not p.is_notice)
                if record is not None:
                    self.records[id] = record
                    self.pictures |= pictures
            elif (self.root / folder / id).exists():
                return None  # pictures that belong to nobody
        if wrong:
            raise ProblemsFound(wrong)
        nodes = {id for id, entry in self.known.items() if entry.kind == "node"} | {
            record.id for record in self.records.values() if isinstance(record, Node)
        }
        moved = changed & nodes
        affected = (
            [id for id, e in self.entries.items() if moved & {*e.references}] if moved else []
        )
        for id in (*affected, *(nodes - changed)):
            self.record(id)
        catalog = self._catalog(nodes & self.entries.keys() | self.records.keys())
        for id in (*affected, *(changed & self.records.keys())):
            self.entries[id] = entry_of(
                self.records[id], catalog, self.today, known=self.known.get(id)
            )
            self.gists[id] = gist_of(self.records[id], self.setting).packed()
        return changed | set(affected)

    def _catalog(self, ids: Iterable[str]) -> Catalog:
        records = {id: self.records[id] for id in ids if id in self.records}
        setting = self.setting
        return Catalog(setting.city, setting.terms, setting.shared_sources, records, self.pictures)

    def _problems(self, changed: set[str]) -> Iterator[Problem]:
        """Iterate over what is wrong because of changed records."""
        kinds = {id: entry.kind for id, entry in self.entries.items()}
        are_gone = not self.known.keys() <= kinds.keys()
        doubtful = kinds.keys() if are_gone else changed & kinds.keys()
        touched = {
            id for id in doubtful if any(r not in kinds for r in self.entries[id].references)
        }
        for id in touched | (changed & kinds.keys()):
            record = self.record(id)
            yield from reference_problems(self.root, record, record.path, self.setting, kinds)
        yield from reference_problems(self.root, self.setting.city, CITY, self.setting, kinds)
        if touched:
            return
        seen = set(self._around(changed)) | {id for id, kind in kinds.items() if kind == "node"}
        for id in seen:
            self.record(id)
        yield from faults_among(self.root, self._catalog(seen), self.today)

    def _around(self, changed: set[str]) -> Iterator[str]:
        """Iterate over the changed records and all that they could clash with."""
        names = {name for id in changed for name in self._new_names(id)}
        old = {id for c in changed if c in self.entries for id in self.entries[c].redirect_from}
        for id, entry in self.entries.items():
            is_near = not changed.isdisjoint(entry.references) or id in changed or id in old
            is_alike = bool(names) and not names.isdisjoint(_bare(entry))
            is_moved = not (old | changed).isdisjoint(entry.redirect_from)
            if is_near or is_alike or is_moved:
                yield id
                yield from self._above(id, set())

    def _new_names(self, id: str) -> set[str]:
        """Return the names of a record if it has any that it had not: as before, they clash with none."""
        old, new = self.known.get(id), self.entries.get(id)
        return set() if new is None or (old and old.folded == new.folded) else _bare(new)

    def _above(self, id: str, seen: set[str]) -> Iterator[str]:
        """Iterate over what a record belongs to, as far as that goes up within its kind."""
        for other in self.entries[id].references:
            yield other
            same = self.entries[other].kind == self.entries[id].kind
            if same and other not in seen and self.entries[id].kind in _SAME_KIND:
                seen.add(other)
                yield from self._above(other, seen)

    def _differing(self, changed: set[str]) -> Iterator[str]:
        for id in changed:
            yield itself(id)
            yield from self._differing_gist(id)
            old, new = self.known.get(id), self.entries.get(id)
            if old == new:
                continue
            yield from (id, EVERYTHING)
            if _name(old) != _name(new):
                yield asked_for_name(id)
            if _events(old) != _events(new):
                yield EVENTS
            if _traits(old) != _traits(new):
                yield asked_for_traits(id)
            if _handed_down(old) != _handed_down(new):
                yield TRAITS
            for entry in (old, new):
                if entry is not None:
                    yield asked_for_kind(entry.kind)
                    yield from map(asked_for_references, entry.references)

    def _differing_gist(self, id: str) -> Iterator[str]:
        packed = self.known_gists.get(id), self.gists.get(id)
        old, new = (Gist.of_packed(one) if one else None for one in packed)
        if old != new:
            yield from (asked_for_gist(id), asked_for_gists(self._kind(id)))
        if (old and old.cited) != (new and new.cited):
            yield SOURCES

    def _kind(self, id: str) -> str:
        return (self.entries.get(id) or self.known[id]).kind


def _name(entry: Entry | None) -> tuple[object, ...]:
    return (entry.name, entry.url, entry.order) if entry else ()


def _events(entry: Entry | None) -> tuple[bool, tuple[Event, ...]] | None:
    """Return the events of an entry, and whether they are not shown yet; None if it has none."""
    return (entry.is_draft, entry.events) if entry and entry.events else None


def _traits(entry: Entry | None) -> tuple[tuple[str, ...], ...]:
    return (entry.areas, entry.category, entry.audience) if entry else ()


def _handed_down(entry: Entry | None) -> tuple[object, ...]:
    """Return what decides which terms a record carries and hands down."""
    return (_traits(entry), entry.parents) if entry else ((),)


def _bare(entry: Entry) -> set[str]:
    """Return the names of a record as rules compare them."""
    return {bare(name) for name in entry.folded}
