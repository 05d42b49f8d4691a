"""Give a record another id, or take it out, and mend everything that names it.

Both only say what would change; nothing is written here. What would break the tree is refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from showcase.changes import Changes
from showcase.fields import model_of
from showcase.formatting import formatted
from showcase.manuscript import Manuscript, read_manuscript
from showcase.model import Record
from showcase.problems import FieldPath, dotted
from showcase.rehearsal import rehearse
from showcase.usages import Tree


class StillNeeded(Exception):  # noqa: N818  # what it says
    """A record that others cannot do without; carries a sentence for each."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__("\n".join(self.sentences))


def rename(root: Path, old: str, new: str, today: date) -> Changes:
    """Return what giving a record another id changes.

    Args:
        root: Folder with `brands/` and `content/`.
        old: The id of the record.
        new: The id that it shall have.
        today: The day that counts as today.

    Raises:
        WrongId: If there is no such record, or the new id is malformed or taken.
        ProblemsFound: If a file cannot be read, or the change would break something.
    """
    tree = Tree.read(root)
    record = tree.record(old)
    tree.check_free(new, record)
    edits = _Edits(root)
    for path, where in tree.naming(record):
        edits[path] = edits[path].renamed(where, old, new)
    former = [*(id for id in record.redirect_from if id != new), old]
    edits[record.path] = edits[record.path].with_value(("redirect_from",), former)
    texts = edits.texts()
    texts[f"{record.folder}/{new}.yaml"] = texts.pop(record.path)
    texts |= {text.path: text.pointing_to(new) for text in tree.linking(record)}
    pictures = tree.pictures(record)
    changes = Changes(
        texts=texts,
        moved=tuple((path, str(PurePosixPath(path).with_name(new))) for path in pictures),
        removed=(record.path,),
    )
    rehearse(root, changes, today)
    return changes


def retire(root: Path, id: str, into: str | None, today: date) -> Changes:
    """Return what taking a record out changes.

    Args:
        root: Folder with `brands/` and `content/`.
        id: The id of the record.
        into: The id of the record that takes its place, if there is one.
        today: The day that counts as today.

    Raises:
        WrongId: If there is no such record, or the other cannot take its place.
        StillNeeded: If others cannot do without it.
        ProblemsFound: If a file cannot be read, or the change would break something.
    """
    tree = Tree.read(root)
    record = tree.record(id)
    other = tree.successor(into, record) if into else None
    edits = _Edits(root)
    links = list(tree.linking(record))
    needed = [] if other else [sentence for text in links for sentence in text.sentences()]
    for path, where in (use for use in tree.naming(record) if use[0] != record.path):
        successor = None if other and path == other.path else into
        mended = _mended(edits[path], where, id, successor)
        if mended is None:
            needed.append(_still_needed(edits[path], where, id))
        else:
            edits[path] = mended
    if needed:
        raise StillNeeded(needed)
    if other:
        former = [*other.redirect_from, id, *record.redirect_from]
        edits[other.path] = edits[other.path].with_value(("redirect_from",), former)
    texts = edits.texts() | {text.path: text.pointing_to(other.id) for text in links if other}
    changes = Changes(texts=texts, removed=(record.path, *tree.pictures(record)))
    rehearse(root, changes, today)
    return changes


class _Edits(dict[str, Manuscript]):
    """The files that are edited, each read when it is first asked for."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self.root = root

    def __missing__(self, path: str) -> Manuscript:
        return self.setdefault(path, read_manuscript(self.root, path))

    def texts(self) -> dict[str, str]:
        """Return the new text of each file."""
        return {path: formatted(manuscript) for path, manuscript in self.items()}


def _mended(
    manuscript: Manuscript, where: FieldPath, id: str, into: str | None
) -> Manuscript | None:
    """Return a file that names another record instead, or none; None if it cannot do without."""
    item = _item_of(where)
    if into is not None:
        edited = manuscript.renamed(where, id, into)
        is_twice = item is not None and edited.at(item[:-1]).count(edited.at(item)) > 1
        return edited.without(item) if item and is_twice else edited
    if manuscript.at(where) is None:
        return None
    choices = [where, item] if item and item != where else [where]
    shorter = (manuscript.without(choice) for choice in choices)
    return next((edited for edited in shorter if _is_whole(edited)), None)


def _item_of(where: FieldPath) -> FieldPath | None:
    """Return the item of a list that a field is, or stands in."""
    items = (path for path in (where, where[:-1]) if path and isinstance(path[-1], int))
    return next(items, None)


def _is_whole(manuscript: Manuscript) -> bool:
    """Return whether a file still holds all that its kind needs."""
    model = model_of(manuscript.path)
    assert model is not None
    id = {"id": PurePosixPath(manuscript.path).stem} if issubclass(model, Record) else {}
    try:
        model.model_validate({**manuscript.data, **id})
    except ValidationError:
        return False
    return True


def _still_needed(manuscript: Manuscript, where: FieldPath, id: str) -> str:
    line, column = manuscript.document.place(where)
    field = dotted(where)
    return (
        f"{manuscript.path}:{line}:{column}: 字段「{field}」离不开「{id}」；请先改这里，或用 --into 写明由哪条记录代替。"
        f"(“{field}” needs “{id}”; change it first, or name a replacement with --into)"
    )
