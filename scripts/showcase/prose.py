"""Hand-written pages as the site engine renders them: their links to records, and their headings."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from showcase.handwritten import PAGE, SCHEMES
from showcase.index import Index
from showcase.searchindex import Heading
from showcase.urls import BASE, rebase

_ALIGNED = re.compile(r'style="text-align: (left|center|right);"')
_REPOSITORY_LINK = re.compile(r'<a href="repository:([^"]*)">(.*?)</a>')
_RENDERED_LINK = re.compile(rf'href="({SCHEMES}):([^"#]*)')


def resolve(rendered: str, address: str, index: Index, repository: str) -> str:
    """Return the HTML of a hand-written page with its links made relative to the page.

    Columns of tables are aligned by classes: the policy of the site allows no style in a page.

    Args:
        rendered: As the site engine renders it.
        address: Where the page is.
        index: All entries.
        repository: Where `repository:issues` leads to; where that is not known, only the words are left.
    """

    def target(match: re.Match[str]) -> str:
        kind, name = match[1], html.unescape(match[2])
        return f'href="{BASE}{name if kind == PAGE else index[name].url}'

    known = (
        rf'<a href="{html.escape(repository)}/\1" rel="noopener">\2</a>' if repository else r"\2"
    )
    plain = _REPOSITORY_LINK.sub(known, _ALIGNED.sub(r'class="align-\1"', rendered))
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
