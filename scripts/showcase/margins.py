"""The text of a YAML file with room above, beside and below its lines, for comments."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from showcase.comments import Comments, Node, Remarks, nodes_of
from showcase.sources import Document


def with_comments(text: str, document: Document, comments: Comments) -> str:
    """Return the text of a file with comments put beside their fields.

    Args:
        text: The text, without comments.
        document: What was read from it.
        comments: By field.
    """
    margins = _Margins(text.split("\n")[:-1])
    nodes = nodes_of(document)
    for i, node in enumerate(nodes):
        value = document.text_at(node.path)
        if remarks := comments.get(node.path):
            outside = (n.place[0] for n in nodes[i:] if n.path[: len(node.path)] != node.path)
            end = next(outside, len(margins.lines) + 1) - 1
            margins.add(node, remarks, end, is_group=isinstance(value, dict | list))
        elif value is None:
            margins.strip(node.place[0])
    return margins.text(comments.get((), Remarks()))


@dataclass(slots=True)
class _Margins:
    """The lines of a file and the room around them."""

    lines: list[str]
    above: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    beside: dict[int, str] = field(default_factory=dict)
    below: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, node: Node, remarks: Remarks, end: int, *, is_group: bool) -> None:
        """Put comments around a field that ends in a line; two cannot stand beside one line."""
        number = node.place[0]
        line = self.lines[number - 1]
        indent = line[: len(line) - len(line.lstrip(" "))]
        above, beside = list(remarks.above), list(remarks.beside)
        is_item = isinstance(node.path[-1], int)
        if beside and number not in self.beside and not (is_group and is_item):
            self.beside[number] = beside.pop()
        self.above[number] += [indent + comment for comment in above + beside]
        margin = " " * (node.column - 1)
        self.below[end][:0] = [margin + comment for comment in remarks.below]

    def strip(self, number: int) -> None:
        """Remove the space after the dash of an item without a value."""
        self.lines[number - 1] = self.lines[number - 1].rstrip()

    def text(self, whole: Remarks) -> str:
        """Return everything, with the comments of the whole file around it."""
        written = [*whole.above, ""] if whole.above and self.above[1] else list(whole.above)
        for number, line in enumerate(self.lines, 1):
            comment = f"  {self.beside[number]}" if number in self.beside else ""
            written += [*self.above[number], line + comment, *self.below[number]]
        return "".join(f"{line}\n" for line in [*written, *whole.below])
