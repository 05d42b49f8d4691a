"""Changes tried out in a copy of a tree before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from showcase.changes import Changes
from showcase.checking import check
from showcase.problems import Problem, ProblemsFound


def rehearse(root: Path, changes: Changes, today: date) -> None:
    """Refuse changes that would bring up a problem, after making them in a copy of the tree.

    Raises:
        ProblemsFound: With the problems that are not there without the changes.
    """
    with TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in ("brands", "content"):
            if (root / name).is_dir():
                copytree(root / name, copy / name, symlinks=True)
        changes.apply(copy)
        after = check(copy, today)[1]
    known = Counter((problem.code, problem.field) for problem in check(root, today)[1])
    if problems := list(_beyond(known, after)):
        raise ProblemsFound(problems)


def _beyond(known: Counter[tuple[str, str]], problems: Iterable[Problem]) -> Iterator[Problem]:
    """Iterate over problems that were not known before."""
    for problem in problems:
        kind = (problem.code, problem.field)
        if known[kind] > 0:
            known[kind] -= 1
        elif not problem.is_notice:
            yield problem
