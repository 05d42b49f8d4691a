"""Hand-written pages: their links to records and to pages that are made from records.

Editors write `[青春暖邢](brand:qingchun-nuanxing)` or `[日历](page:calendar/)`; both work at any depth and under any
base path, and a wrong one is a problem with its line.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from showcase.index import Index
from showcase.model import KINDS
from showcase.problems import Problem, did_you_mean
from showcase.searchindex import Heading
from showcase.urls import BASE, rebase

PAGE = "page"
_SCHEMES = "|".join([*KINDS, PAGE])
_WRITTEN_LINK = re.compile(rf"\]\(({_SCHEMES}):([^)\s#]*)")
_ALIGNED = re.compile(r'style="text-align: (left|center|right);"')
_RENDERED_LINK = re.compile(rf'href="({_SCHEMES}):([^"#]*)')


def resolve(rendered: str, address: str, index: Index) -> str:
    """Return the HTML of a hand-written page with its links made relative to the page.

    Columns of tables are aligned by classes: the policy of the site allows no style in a page.
    """

    def target(match: re.Match[str]) -> str:
        kind, name = match[1], html.unescape(match[2])
        return f'href="{BASE}{name if kind == PAGE else index[name].url}'

    plain = _ALIGNED.sub(r'class="align-\1"', rendered)
    return rebase(_RENDERED_LINK.sub(target, plain), address)


class Anchor(Protocol):
    """A heading as the site engine tells of it."""

    @property
    def title(self) -> str:
        """What it says."""

    @property
    def url(self) -> str:
        """Where it is on its page."""

    @property
    def children(self) -> Iterable[Anchor]:
        """The headings below it."""


def headings(
    address: str, title: str, toc: Iterable[Anchor], others: Iterable[str] = ()
) -> Iterator[Heading]:
    """Iterate over a hand-written page and its headings, so that the search leads there.

    Args:
        address: Where the page is.
        title: What it is called.
        toc: Its headings.
        others: What readers call it when they search.
    """
    yield Heading(address, title, "", tuple(map(str, others)))
    yield from _below(address, title, toc)


def _below(address: str, title: str, toc: Iterable[Anchor]) -> Iterator[Heading]:
    for anchor in toc:
        text = html.unescape(anchor.title)
        if text != title:
            yield Heading(f"{address}{anchor.url}", text, title)
        yield from _below(address, title, anchor.children)


def broken_links(
    root: Path, folder: Path, index: Index, addresses: Collection[str]
) -> Iterator[Problem]:
    """Iterate over links that name no record and no page.

    Args:
        root: Folder of the project.
        folder: Folder of the hand-written pages.
        index: All entries.
        addresses: Of all pages that are made from records.
    """
    for file in sorted(folder.rglob("*.md")):
        path = file.relative_to(root).as_posix()
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            for match in _WRITTEN_LINK.finditer(line):
                kind, name = match.groups()
                known = addresses if kind == PAGE else [entry.id for entry in index.of_kind(kind)]
                if name not in known:
                    values = (("found", f"{kind}:{name}"),)
                    hint = did_you_mean(name, known)
                    yield Problem(
                        path, number, match.start(1) + 1, "broken-record-link", "", values, hint
                    )
