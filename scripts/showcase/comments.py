"""The comments of a YAML file: which field each describes.

ruamel.yaml hangs a comment on what stands before it, so one above a field would stay behind when the
field moves. Here a comment is kept with the field that it describes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import yaml

from showcase.composing import Mark
from showcase.problems import FieldPath
from showcase.sources import Document

Place = tuple[int, int]
"""Line and column, both counted from 1."""

_COMMENT = re.compile(r"#[^\n]*")
_COMMENTED_ITEM = re.compile(r"#\s*-\s")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*")
_OPENING = (yaml.FlowMappingStartToken, yaml.FlowSequenceStartToken)
_CLOSING = (yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)


@dataclass(frozen=True, slots=True)
class Remarks:
    """The comments of one field; those of the whole file have the path `()`."""

    above: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


Comments = Mapping[FieldPath, Remarks]


@dataclass(frozen=True, slots=True)
class Node:
    """A field or an item of a list, and where it begins."""

    place: Place
    path: FieldPath

    @property
    def column(self) -> int:
        """The column of the key, or of the dash of an item."""
        return self.place[1] if isinstance(self.path[-1], str) else max(self.place[1] - 2, 1)


@dataclass(frozen=True, slots=True)
class _Comment:
    place: Place
    text: str
    is_alone: bool


@dataclass(frozen=True)
class _Surroundings:
    """What the place of a comment is judged by."""

    nodes: list[Node]
    tokens: list[yaml.Token]

    @cached_property
    def starts(self) -> list[Place]:
        """Where each token begins."""
        return [(t.start_mark.line + 1, t.start_mark.column + 1) for t in self.tokens]

    def nodes_around(self, place: Place) -> tuple[Node | None, Node | None]:
        """Return the last field that begins before a place, and the next one."""
        i = bisect_left(self.nodes, place, key=lambda node: node.place)
        return (self.nodes[i - 1] if i else None), (self.nodes[i] if i < len(self.nodes) else None)

    def tokens_around(self, place: Place) -> tuple[yaml.Token, yaml.Token]:
        """Return the last token with a text before a place, and the next token of any sort."""
        i = bisect_left(self.starts, place)
        with_text = (t for t in reversed(self.tokens[:i]) if t.start_mark.index < t.end_mark.index)
        return next(with_text, self.tokens[0]), self.tokens[min(i, len(self.tokens) - 1)]

    def brackets_closed(self, since: Place, until: Place) -> int:
        """Return how many more brackets close than open between two places."""
        between = self.tokens[bisect_left(self.starts, since) : bisect_left(self.starts, until)]
        return sum(isinstance(t, _CLOSING) - isinstance(t, _OPENING) for t in between)

    def outwards(self, inner: Node) -> Iterator[Node]:
        """Iterate over a field and all that it lies in, the innermost first."""
        return (n for n in reversed(self.nodes) if n.path == inner.path[: len(n.path)])


def find(text: str, document: Document) -> dict[FieldPath, Remarks]:
    """Return the comments of a file by the field that they describe.

    Args:
        text: The text of the file, its lines ended by line feeds.
        document: What was read from it, without problems.
    """
    tokens = _tokens(text)
    around = _Surroundings(nodes_of(document), tokens)
    comments = list(_written(text, tokens))
    leading = [c for c in comments if around.nodes_around(c.place)[0] is None]
    count = _of_the_whole_file(leading, around.nodes)
    found: dict[FieldPath, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for i, comment in enumerate(comments):
        path, side = ((), "above") if i < count else _described(comment, around)
        found[path][side].append(comment.text)
    return {
        path: Remarks(**{side: tuple(texts) for side, texts in sides.items()})
        for path, sides in found.items()
    }


def texts(text: str) -> list[str]:
    """Return every comment of a file, in order."""
    return [comment.text for comment in _written(text, _tokens(text))]


def nodes_of(document: Document) -> list[Node]:
    """Return all fields and items of a file in its order."""
    return list(_nodes(document.mark, ()))


def without(comments: Comments, removed: FieldPath) -> dict[FieldPath, Remarks]:
    """Return the comments of a file from which a field or an item of a list is taken out."""
    kept = ((shifted(path, removed), remarks) for path, remarks in comments.items())
    return {path: remarks for path, remarks in kept if path is not None}


def with_first(comments: Comments, first: str, beginning: str) -> dict[FieldPath, Remarks]:
    """Return the comments of a file with one at its head, in the place of all that begin in the same way."""
    found = {path: _others(remarks, beginning) for path, remarks in comments.items()}
    whole = found.get((), Remarks())
    return {**found, (): replace(whole, above=(first, *whole.above))}


def _others(remarks: Remarks, beginning: str) -> Remarks:
    """Return remarks without those that begin in some way."""
    sides = (remarks.above, remarks.beside, remarks.below)
    return Remarks(*(tuple(t for t in side if not t.startswith(beginning)) for side in sides))


def shifted(path: FieldPath, removed: FieldPath) -> FieldPath | None:
    """Return a field path after a field or an item was taken out; None if it went with it.

    >>> shifted(("award", 2, "name"), ("award", 0)), shifted(("award", 0), ("award", 0))
    (('award', 1, 'name'), None)
    """
    size = len(removed)
    if path[:size] == removed:
        return None
    if len(path) < size or path[: size - 1] != removed[:-1]:
        return path
    here, gone = path[size - 1], removed[-1]
    if isinstance(here, int) and isinstance(gone, int) and here > gone:
        return (*path[: size - 1], here - 1, *path[size:])
    return path


def _tokens(text: str) -> list[yaml.Token]:
    return list(yaml.scan(text, Loader=yaml.CBaseLoader))


def _nodes(mark: Mark, path: FieldPath) -> Iterator[Node]:
    for part, child in mark.children.items():
        line, column = child.key_line or child.line, child.key_column or child.column
        yield Node((line, column), (*path, part))
        yield from _nodes(child, (*path, part))


def _written(text: str, tokens: list[yaml.Token]) -> Iterator[_Comment]:
    """Iterate over the comments: whatever begins with # outside of values."""
    start = 0
    for token in tokens:
        if not isinstance(token, yaml.ScalarToken | yaml.StreamEndToken):
            continue
        first: int = token.start_mark.index
        for match in _COMMENT.finditer(text, start, first):
            yield _comment(text, match)
        start = token.end_mark.index
        header = _BLOCK_HEADER.match(text, first) if first < start else None
        if header and (beside := _COMMENT.match(text, header.end())):
            yield _comment(text, beside)


def _comment(text: str, match: re.Match[str]) -> _Comment:
    line_start = text.rfind("\n", 0, match.start()) + 1
    where = (text.count("\n", 0, line_start) + 1, match.start() - line_start + 1)
    return _Comment(where, match[0].rstrip(), not text[line_start : match.start()].strip())


def _of_the_whole_file(leading: list[_Comment], nodes: list[Node]) -> int:
    """Return how many of the comments before the first field are about the file.

    All of them, unless an empty line sets off those that stand right above the first field.
    """
    lines = [comment.place[0] for comment in leading] + [node.place[0] for node in nodes[:1]]
    gaps = [i for i, (line, following) in enumerate(pairwise(lines), 1) if following - line > 1]
    return gaps[-1] if gaps else len(leading)


def _described(comment: _Comment, around: _Surroundings) -> tuple[FieldPath, str]:
    """Return the field that a comment describes, and on which side of it the comment stands."""
    before, after = around.nodes_around(comment.place)
    last, following = around.tokens_around(comment.place)
    if before is None or (isinstance(last, yaml.BlockEntryToken) and after):
        return (after.path if after else ()), "above"
    if not comment.is_alone:
        levels = max(around.brackets_closed(before.place, comment.place), 0)
        return before.path[: max(len(before.path) - levels, 1)], "beside"
    if isinstance(last, yaml.ValueToken) and isinstance(following, yaml.ScalarToken):
        return before.path, "above"
    return _described_alone(comment, before, after, list(around.outwards(before)))


def _described_alone(
    comment: _Comment, before: Node, after: Node | None, outwards: list[Node]
) -> tuple[FieldPath, str]:
    """Return what a comment on a line of its own describes, between two fields.

    That is the field below, unless the comment stands further to the right, or is an item of a list
    that was taken out by making it a comment.
    """
    column = comment.place[1]
    if _COMMENTED_ITEM.match(comment.text):
        for node in outwards:
            if isinstance(node.path[-1], int) and node.column == column:
                return node.path, "below"
    if after and (column <= after.column or after.path[: len(before.path)] == before.path):
        return after.path, "above"
    if column == 1:
        return (), "below"
    return next((node.path for node in outwards if node.column <= column), before.path), "below"
