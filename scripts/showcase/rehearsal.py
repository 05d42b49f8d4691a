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
    """Refuse changes that would bring up a problem.

    Raises:
        ProblemsFound: With the problems that are not there without the changes.
    """
    after = problems_after(root, changes, today)
    if problems := list(beyond(check(root, today)[1], after)):
        raise ProblemsFound(problems)


def problems_after(root: Path, changes: Changes, today: date) -> tuple[Problem, ...]:
    """Return all problems and notices of a tree as it would be after changes."""
    with TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in ("brands", "content"):
            if (root / name).is_dir():
                copytree(root / name, copy / name, symlinks=True)
        (copy / ".cache").symlink_to((root / ".cache").absolute())  # what is known of pictures
        changes.apply(copy)
        return check(copy, today)[1]


def beyond(known: Iterable[Problem], problems: Iterable[Problem]) -> Iterator[Problem]:
    """Iterate over problems that were not known before; files may have other names now."""
    left = Counter((problem.code, problem.field) for problem in known)
    for problem in problems:
        kind = (problem.code, problem.field)
        if left[kind] > 0:
            left[kind] -= 1
        elif not problem.is_notice:
            yield problem
