"""From plain data to safe HTML: templates that escape, Markdown without raw HTML, and shells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import nh3
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from showcase.urls import BASE, is_public, rebase

SLOTS = ("title", "description", "address", "article")
_SLOT = re.compile(r"@@slot:(\w+)@@")
_MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": False}).enable("table")
_TAGS = {
    "p",
    "br",
    "ul",
    "ol",
    "li",
    "strong",
    "em",
    "a",
    "blockquote",
    "code",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}


def slot(name: str) -> str:
    """Return what stands in a frame where a page's own text belongs."""
    return f"@@slot:{name}@@"


def markdown(text: str) -> Markup:
    """Return the HTML of a record's text: no raw HTML, no foreign scheme, no attribute but an address."""
    html = _MARKDOWN.render(text)
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}},
        attribute_filter=lambda _tag, _name, value: value if is_public(value) else None,
        link_rel="noopener nofollow",
    )
    return Markup(clean.strip())  # noqa: S704  # cleaned in the line above


def href(url: str) -> Markup:
    """Return the address of one of the site's own pages, as it stands until the depth of the page is known."""
    return Markup(BASE) + escape(url)  # noqa: S704  # a constant


class Renderer:
    """Renders the fragments of a theme.

    Args:
        folder: The folder of the fragments.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _environment(self) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(self._folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters |= {"href": href, "markdown": markdown, "svg": Markup}
        return environment

    def article(self, template: str, view: object) -> str:
        """Return the page's own part; its addresses still stand for any depth."""
        return self._environment.get_template(template).render(view=view)


@dataclass(frozen=True, slots=True)
class Shell:
    """A page of the site engine, cut at the slots: pieces of HTML and the names of slots between them."""

    pieces: tuple[str, ...]

    @classmethod
    def cut(cls, frame: str) -> Shell:
        """Cut a frame that was rendered with slots.

        Raises:
            ValueError: If the frame has no slot for the article.
        """
        pieces = tuple(_SLOT.split(frame))
        if "article" not in pieces[1::2]:
            raise ValueError("the frame has no slot for the article")
        return cls(pieces)

    def fill(self, address: str, *, title: str, description: str, article: str) -> str:
        """Return the whole page at an address; title and description are escaped here."""
        values = {
            "title": str(escape(title)),
            "description": str(escape(description)),
            "address": str(escape(address)),
            "article": article,
        }
        parts = [values[piece] if i % 2 else piece for i, piece in enumerate(self.pieces)]
        return rebase("".join(parts), address)
