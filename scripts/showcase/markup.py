"""What the Markdown of a record may hold: paragraphs, lists, tables, quotations, emphasis, code words and links.

Everything else would vanish or run together on the page, so it is refused with its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from showcase.shortcut import is_simple
from showcase.urls import fault_of

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

DEEPEST = 12
"""How deep lists and quotations may stand inside each other; the renderer drops what is nested over 20 deep."""
_SUSPECT = re.compile(
    r"[<\[`~\\]|^(?: {4}|\t| *#| {0,3}(?:=+|-[- ]*-|\*[* ]*\*|_[_ ]*_)[ \t]*$| *(?:>|[-+*] +(?:[-+*>]|\d)|\d+[.)] +[-+*>\d]))",
    re.MULTILINE,
)
"""Without any of this a text holds nothing but paragraphs, flat lists and emphasis."""
_CODES = {
    "heading_open": "text-heading",
    "hr": "text-rule",
    "fence": "text-code",
    "code_block": "text-code",
    "html_block": "text-html",
}
_INLINE_CODES = {"html_inline": "text-html", "image": "text-image"}


@dataclass(frozen=True, slots=True)
class MarkupFault:
    """One thing that a text may not hold.

    Args:
        line: Counted from 1 in the text.
        column: Counted from 1.
        code: Kind of problem, a key of `SENTENCES`.
        found: What stands there.
    """

    line: int
    column: int
    code: str
    found: str = ""


def markup_faults(text: str) -> Iterator[MarkupFault]:
    r"""Iterate over what a Markdown text may not hold.

    >>> [(f.line, f.code) for f in markup_faults("一盏灯。\n\n# 标题")]
    [(3, 'text-heading')]
    """
    if is_simple(text) or not _SUSPECT.search(text):
        return
    lines = text.split("\n")
    for token in _parser().parse(text):
        first = token.map[0] if token.map else 0
        if token.level >= DEEPEST and token.nesting == 1:
            yield _placed(lines, MarkupFault(first + 1, 1, "text-nesting", str(DEEPEST)), "")
            return
        if code := _CODES.get(token.type):
            is_underlined = token.type == "heading_open" and token.markup in ("-", "=")
            at = token.map[1] - 1 if token.map and is_underlined else first
            line = lines[at] if at < len(lines) else ""
            yield _placed(lines, MarkupFault(at + 1, 1, code, line.strip()[:20]), "")
        if token.type == "inline":
            for fault, mark in _inline(token, first + 1):
                yield _placed(lines, fault, mark)


@cache
def _parser() -> MarkdownIt:
    """Return a parser that lets everything through, so that it can be named."""
    from markdown_it import MarkdownIt  # noqa: PLC0415  # most trees hold no text that needs it

    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def _inline(token: Token, line: int) -> Iterator[tuple[MarkupFault, str]]:
    """Iterate over faults inside a paragraph, each with the sign by which its place is found."""
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            line += 1
        if code := _INLINE_CODES.get(child.type):
            mark = child.content if child.type == "html_inline" else "!["
            yield MarkupFault(line, 1, code, child.content[:20]), mark
        if child.type == "link_open":
            target = str(child.attrGet("href"))
            if fault_of(target) is not None:
                yield MarkupFault(line, 1, "text-link", target), target


def _placed(lines: list[str], fault: MarkupFault, mark: str) -> MarkupFault:
    """Return a fault with the column of its sign, or of the beginning of its line."""
    line = lines[fault.line - 1] if fault.line <= len(lines) else ""
    at = line.find(mark)
    return replace(fault, column=(at if mark and at >= 0 else len(line) - len(line.lstrip())) + 1)
