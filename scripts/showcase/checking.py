"""Everything that is wrong with a tree, in one go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from showcase.catalog import Catalog, Gathered, Reading, in_order
from showcase.handwritten import page_problems
from showcase.model import Record
from showcase.problems import Problem, ProblemsFound
from showcase.rules import (
    Finding,
    Sketch,
    Subject,
    common_subjects,
    found_alone,
    found_between,
    sketch_of,
)
from showcase.script import reading
from showcase.sources import Data, read


class Findings(NamedTuple):
    """What an inspection of some records found.

    Args:
        gathered: What was found while they were read.
        found: What the rules found.
        sketches: What is compared between records.
    """

    gathered: Gathered
    found: list[Problem]
    sketches: list[Sketch]


class Inspection:
    """Reads a tree record by record and applies the rules; nobody has to keep the records.

    Args:
        root: Folder with `brands/` and `content/`.
        today: The day that counts as today.
        reminders: Whether the rules count that keep nothing from being published.

    Attributes:
        is_sound: Whether nothing wrong was found yet.
    """

    def __init__(self, root: Path, today: date, *, reminders: bool) -> None:
        self.root, self.today, self.reminders = root, today, reminders
        self.is_sound = True
        self._reading = Reading(root)
        self._found: list[Problem] = []
        self._sketches: list[Sketch] = []

    @property
    def catalog(self) -> Catalog | None:
        """What single records belong to; None where a file is missing that the site cannot do without."""
        return self._reading.catalog

    def records(self) -> Iterator[Record]:
        """Iterate over all records that can be read, the time points first."""
        for ids in self.ids():
            yield from (record for record, _ in self.some_records(ids))

    def ids(self) -> tuple[list[str], list[str]]:
        """Return the ids of the time points, which have to be read first, and those of all other records."""
        return self._reading.ids()

    def some_records(self, ids: Iterable[str]) -> Iterator[tuple[Record, Data]]:
        """Iterate over those of some records that can be read, each with the data of its file."""
        known = 0
        for record, data in self._reading.records(ids):
            if catalog := self.catalog:
                self._judge(Subject(record.path, record), catalog)
                spoken = reading(record.name, record.name_pinyin)
                self._sketches.append(sketch_of(record, catalog, spoken))
            problems = self._reading.problems
            self.is_sound &= all(problem.is_notice for problem in problems[known:])
            known = len(problems)
            yield record, data

    def findings(self) -> Findings:
        """Return what was found until now."""
        return Findings(self._reading.gathered(), self._found, self._sketches)

    def take(self, findings: Findings) -> None:
        """Take over what another process found; what both found counts once."""
        self._reading.take(findings.gathered)
        self._note(findings.found)
        self._sketches += findings.sketches
        self.is_sound &= all(problem.is_notice for problem in findings.gathered.problems)

    def _judge(self, subject: Subject, catalog: Catalog) -> None:
        found = found_alone(subject, catalog, self.today, reminders=self.reminders)
        self._note(_placed(self.root, one) for one in found)

    def _note(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self._found.append(problem)
            self.is_sound &= problem.is_notice

    def problems(self) -> tuple[Problem, ...]:
        """Return all problems and notices by place, after all records were read."""
        self._reading.finish()
        if catalog := self.catalog:
            for subject in common_subjects(catalog):
                self._judge(subject, catalog)
            ordered = sorted(self._sketches, key=lambda one: one.order)
            sketches = {one.id: one for one in ordered}
            found = found_between(sketches, self.today, reminders=self.reminders)
            self._note(_placed(self.root, one) for one in found)
        return tuple(sorted({*self._reading.problems, *self._found}))


def check(root: Path, today: date) -> tuple[Catalog | None, tuple[Problem, ...]]:
    """Read a tree, its hand-written pages too, and apply every rule.

    Args:
        root: Folder with `brands/` and `content/`.
        today: The day that counts as today.

    Returns:
        The catalog as far as it could be read, drafts too, and all problems and notices by place.
    """
    catalog, problems = _checked(root, today, reminders=True)
    return catalog, tuple(sorted({*problems, *page_problems(root)}))


def load(root: Path, today: date, *, drafts: bool = False) -> Catalog:
    """Return the catalog of a tree in which nothing is wrong.

    Args:
        root: Folder with `brands/` and `content/`.
        today: The day that counts as today.
        drafts: Whether records that are still drafts belong to the catalog.

    Raises:
        ProblemsFound: With every problem of every file.
    """
    catalog, problems = _checked(root, today, reminders=False)
    faults = [problem for problem in problems if not problem.is_notice]
    if catalog is None or faults:
        raise ProblemsFound(faults)
    if drafts:
        return catalog
    published = {id: r for id, r in catalog.records.items() if r.visibility == "published"}
    return replace(catalog, records=published)


def _checked(
    root: Path, today: date, *, reminders: bool
) -> tuple[Catalog | None, tuple[Problem, ...]]:
    inspection = Inspection(root, today, reminders=reminders)
    records = {record.id: record for record in inspection.records()}
    problems = inspection.problems()
    catalog = inspection.catalog
    return catalog and replace(catalog, records=in_order(records)), problems


def faults_among(root: Path, catalog: Catalog, today: date) -> Iterator[Problem]:
    """Iterate over what keeps the records of a catalog from being published."""
    subjects = [Subject(record.path, record) for record in catalog.records.values()]
    for subject in (*subjects, *common_subjects(catalog)):
        for found in found_alone(subject, catalog, today, reminders=False):
            yield _placed(root, found)
    sketches = {r.id: sketch_of(r, catalog, "") for r in catalog.records.values()}
    for found in found_between(sketches, today, reminders=False):
        yield _placed(root, found)


def _placed(root: Path, found: Finding) -> Problem:
    """Return a finding as a problem at its place in the file."""
    document = read(root, found.path)
    problem = document.problem(found.where, found.code, found.values)
    if found.at != (1, 1):
        line, column = document.place_in_text(found.where, *found.at)
        problem = replace(problem, line=line, column=column)
    return problem
