"""Everything that is wrong with a tree, in one go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from showcase.catalog import Catalog, read_catalog
from showcase.problems import Problem, ProblemsFound
from showcase.rules import REMINDERS, RULES, Rule
from showcase.sources import read


def check(root: Path, today: date) -> tuple[Catalog | None, tuple[Problem, ...]]:
    """Read a tree and apply every rule.

    Args:
        root: Folder with `brands/` and `content/`.
        today: The day that counts as today.

    Returns:
        The catalog as far as it could be read, drafts too, and all problems and notices by place.
    """
    return _checked(root, today, RULES)


def load(root: Path, today: date, *, drafts: bool = False) -> Catalog:
    """Return the catalog of a tree in which nothing is wrong.

    Args:
        root: Folder with `brands/` and `content/`.
        today: The day that counts as today.
        drafts: Whether records that are still drafts belong to the catalog.

    Raises:
        ProblemsFound: With every problem of every file.
    """
    catalog, problems = _checked(root, today, BINDING)
    faults = [problem for problem in problems if not problem.is_notice]
    if catalog is None or faults:
        raise ProblemsFound(faults)
    if drafts:
        return replace(catalog)  # without the texts that only rules look at
    published = {id: r for id, r in catalog.records.items() if r.visibility == "published"}
    return replace(catalog, records=published)


BINDING = tuple(rule for rule in RULES if rule not in REMINDERS)
"""The rules that a build has to keep."""


def _checked(
    root: Path, today: date, rules: Iterable[Rule]
) -> tuple[Catalog | None, tuple[Problem, ...]]:
    catalog, problems = read_catalog(root)
    if catalog is not None:
        problems += findings(root, catalog, today, rules)
    return catalog, tuple(sorted(set(problems)))


def findings(root: Path, catalog: Catalog, today: date, rules: Iterable[Rule]) -> Iterator[Problem]:
    """Iterate over what the rules find in a catalog."""
    for rule in rules:
        for found in rule(catalog, today):
            document = read(root, found.path)
            problem = document.problem(found.where, found.code, found.values)
            if found.at != (1, 1):
                line, column = document.place_in_text(found.where, *found.at)
                problem = replace(problem, line=line, column=column)
            yield problem
