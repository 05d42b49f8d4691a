"""What importing books would change in a tree, or everything that keeps them from being imported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath

from showcase.changes import Changes
from showcase.checking import check
from showcase.formatting import formatted
from showcase.manuscript import Manuscript, read_manuscript
from showcase.model import RECORD_TYPES, Record
from showcase.problems import FieldPath, Problem, ProblemsFound
from showcase.rehearsal import beyond, problems_after
from showcase.sheets.layout import Table, layout_of
from showcase.sheets.merging import merged, renumbered, with_missing_columns
from showcase.sheets.reading import Book, read_book, without_parent
from showcase.sheets.rows import Assembly, Row, assembled, rows_of
from showcase.sources import Data, Document


@dataclass(frozen=True, slots=True)
class Edit:
    """What changes in one file.

    Args:
        path: The file.
        is_new: Whether it does not exist yet.
        fields: Dotted name, old and new text of every value that differs; empty where there is none.
    """

    path: str
    is_new: bool
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Import:
    """What importing books changes.

    Args:
        changes: The files to write.
        edits: The same for people.
        left_out: Files of records that have no row in the book of their kind; they stay as they are.
    """

    changes: Changes
    edits: tuple[Edit, ...]
    left_out: tuple[str, ...]


def import_books(root: Path, files: Sequence[Path], today: date) -> Import:
    """Return what importing books changes; nothing is written.

    Args:
        root: Folder with `brands/` and `content/`.
        files: The books.
        today: The day that counts as today.

    Raises:
        ProblemsFound: With every problem of every book and of the records that would be written.
    """
    books = [read_book(file) for file in files]
    problems = [problem for book in books for problem in (*book.problems, *without_parent(book))]
    drafts = [draft for book in books for draft in _drafts(book)]
    sound = _sound(root, drafts, problems)
    results = {path: _result(root, draft, problems) for path, draft in sound.items()}
    changed = {path: result for path, result in results.items() if result and result.text}
    changes = Changes(texts={path: result.text for path, result in changed.items()})
    left_aside = {draft.id for draft in drafts if draft.path not in sound}
    problems += _found_after(root, changes, sound, left_aside, today)
    if problems:
        raise ProblemsFound(_one_for_each_place(problems))
    edits = (Edit(path, result.is_new, result.fields) for path, result in changed.items())
    return Import(changes, tuple(edits), tuple(_left_out(root, books, sound)))


@dataclass(slots=True)
class _Draft:
    """A record as a book has it.

    Args:
        book: The book.
        id: The record.
        rows: Its rows.
        assembly: What they say, once it is known what the file says where the book has no columns.
    """

    book: Book
    id: str
    rows: Mapping[Table, list[Row]]
    assembly: Assembly

    @property
    def kind(self) -> type[Record]:
        assert self.book.kind is not None
        return self.book.kind

    @property
    def path(self) -> str:
        return f"{self.kind.folder}/{self.id}.yaml"

    @property
    def is_doubtful(self) -> bool:
        return self.book.is_torn or self.id in self.book.doubtful

    def problem(self, where: FieldPath, code: str, **values: str) -> Problem:
        """Return a problem in the cell of a field."""
        filled = tuple(sorted(values.items()))
        return self.located(Problem("", 1, 1, code, ".".join(map(str, where)), filled), where)

    def located(self, problem: Problem, where: FieldPath) -> Problem:
        """Return a problem with the cell of a field as its place."""
        table, row, rest = self._nearest(where)
        sheet = self.book.sheets.get(table)
        if sheet is None or not row.line:  # a field that the book has no cell for
            table, row, rest = layout_of(self.kind)[0], self.rows[layout_of(self.kind)[0]][0], ()
            sheet = self.book.sheets[table]
        names = tuple(str(part).split(":")[0] for part in rest)
        found = [number for path, number in sheet.columns.items() if path == names[: len(path)]]
        inside = [number for path, number in sheet.columns.items() if names == path[: len(names)]]
        bare = [sheet.columns[table.bare,]] if table.bare and not names else []
        column = (found or bare or (inside if names else []) or [sheet.columns["id",]])[0]
        at = self.book.problem(sheet.title, row.line, column, problem.code)
        return replace(problem, path=at.path, line=at.line, column=at.column, cell=at.cell)

    def _nearest(self, where: FieldPath) -> tuple[Table, Row, FieldPath]:
        """Return the row in which a field stands, and the way to the field from there."""
        places = self.assembly.places
        size = next((n for n in range(len(where), 0, -1) if where[:n] in places), 0)
        main = layout_of(self.kind)[0]
        table, row = places.get(where[:size], (main, self.rows[main][0]))
        return table, row, where[size:]


def _sound(root: Path, drafts: Iterable[_Draft], problems: list[Problem]) -> dict[str, _Draft]:
    """Return the records that can be put together, by file, after noting which share an id."""
    by_id: dict[str, _Draft] = {}
    for draft in drafts:
        if (problem := _clash(root, draft, by_id)) is not None:
            problems.append(problem)
        elif not draft.is_doubtful:
            by_id[draft.id] = draft
    return {draft.path: draft for draft in by_id.values()}


def _clash(root: Path, draft: _Draft, others: Mapping[str, _Draft]) -> Problem | None:
    """Return the problem that another record has the id of this one, if so."""
    other = others.get(draft.id)
    if other is not None and other.path == draft.path:
        return draft.problem((), "in-two-books", found=draft.id, other=other.book.name)
    folders = (kind.folder for kind in RECORD_TYPES if kind is not draft.kind)
    paths = [f"{folder}/{draft.id}.yaml" for folder in folders]
    taken = [path for path in paths if (root / path).exists() or (other and path == other.path)]
    if not taken:
        return None
    return draft.problem((), "duplicate-id", found=draft.id, other=taken[0])


@dataclass(frozen=True, slots=True)
class _Result:
    """What becomes of a file; the text is empty where nothing changes."""

    text: str = ""
    is_new: bool = False
    fields: tuple[tuple[str, str, str], ...] = ()


def _drafts(book: Book) -> Iterator[_Draft]:
    """Iterate over the records of a book."""
    if book.kind is None:
        return
    main = layout_of(book.kind)[0]
    rows: dict[str, dict[Table, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for table, sheet in book.sheets.items():
        for row in sheet.rows:
            rows[row.id][table].append(row)
    for id, own in rows.items():
        if own[main]:
            yield _Draft(book, id, own, Assembly())


def _result(root: Path, draft: _Draft, problems: list[Problem]) -> _Result | None:
    """Return what becomes of the file of a record; None after noting why that cannot be said."""
    layout, is_new = layout_of(draft.kind), not (root / draft.path).exists()
    try:
        before = _empty(draft.path) if is_new else read_manuscript(root, draft.path)
        columns = {table: sheet.columns for table, sheet in draft.book.sheets.items()}
        former = rows_of(draft.id, before.data, layout)
        rows = with_missing_columns(draft.rows, former, columns)
        draft.assembly = assembled(rows, layout)
        for where in renumbered(draft.assembly):
            found = replace(before.document, data=draft.assembly.data).text_at(where)
            problems.append(draft.problem(where, "unknown-support", found=str(found)))
        after = merged(before, draft.assembly, layout)
        text = "" if after is before else formatted(after)
        if not is_new and text and text == formatted(before):
            text = ""
    except ProblemsFound as found_in_file:
        problems.extend(found_in_file.problems)
        return None
    return _Result(text, is_new, tuple(_differences(before.data, after.data)))


def _empty(path: str) -> Manuscript:
    return Manuscript(Document(path, {}, []), {}, {})


def _found_after(
    root: Path,
    changes: Changes,
    drafts: Mapping[str, _Draft],
    left_aside: set[str],
    today: date,
) -> Iterator[Problem]:
    """Iterate over what would be wrong in the tree, each in the cell that it comes from."""
    others = []
    for problem in problems_after(root, changes, today):
        values = dict(problem.values)
        is_known = problem.code == "unknown-reference" and values["found"] in left_aside
        if problem.path not in changes.texts:
            others.append(problem)
        elif not (problem.is_notice or is_known):
            missing = (values["key"],) if problem.code == "missing-field" else ()
            yield drafts[problem.path].located(problem, (*_path(problem.field), *missing))
    if any(not problem.is_notice for problem in others):
        yield from beyond(check(root, today)[1], others)


def _path(dotted: str) -> FieldPath:
    parts = dotted.split(".") if dotted else []
    return tuple(int(part) if part.isdecimal() else part for part in parts)


def _one_for_each_place(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Iterate over problems without those that only follow from another in the same cell."""
    seen: set[tuple[str, str]] = set()
    for problem in problems:
        if not problem.cell or (problem.path, problem.cell) not in seen:
            yield problem
        seen.add((problem.path, problem.cell))


def _differences(old: Data, new: Data) -> Iterator[tuple[str, str, str]]:
    """Iterate over the values that differ: dotted name, old and new text."""
    before, after = dict(_leaves(old, ())), dict(_leaves(new, ()))
    for name in {**after, **before}:
        if before.get(name, "") != after.get(name, ""):
            yield name, before.get(name, ""), after.get(name, "")


def _leaves(value: Data, where: FieldPath) -> Iterator[tuple[str, str]]:
    is_group = isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(item, dict) for item in value)
    )
    if is_group:
        for part, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _leaves(inner, (*where, part))
    elif value:
        text = "、".join(map(str, value)) if isinstance(value, list) else str(value)
        yield ".".join(map(str, where)), text


def _left_out(root: Path, books: Iterable[Book], drafts: Mapping[str, _Draft]) -> Iterator[str]:
    """Iterate over the files of records that have no row in the book of their kind."""
    for folder in dict.fromkeys(book.kind.folder for book in books if book.kind):
        for file in sorted((root / folder).glob("*.yaml")):
            path = str(PurePosixPath(folder, file.name))
            if path not in drafts:
                yield path
