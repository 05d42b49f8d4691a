"""From plain data to safe HTML: templates that escape, Markdown without raw HTML, and shells."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property, partial
from html import escape as escape_text
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    nodes,
)
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from jinja2.utils import missing
from markupsafe import Markup, escape

from showcase.shortcut import html_of, is_simple
from showcase.urls import BASE, is_public, rebase

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

SLOTS = ("title", "description", "address", "article")
_SPECIAL = re.compile("[&<>'\"]")
_SLOT = re.compile(r"@@slot:(\w+)@@")
_MOST_KEPT = 20_000
"""How many fragments are kept at most: a kilobyte each."""
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


def _markup(html: str) -> Markup:
    """Mark a text as HTML that is escaped already; without the questions that the class asks thousands of times."""
    return str.__new__(Markup, html)


def slot(name: str) -> str:
    """Return what stands in a frame where a page's own text belongs."""
    return f"@@slot:{name}@@"


def markdown(text: str) -> Markup:
    r"""Return the HTML of a record's text: no raw HTML, no foreign scheme, no attribute but an address.

    >>> markdown("一盏灯，\n一壶茶。\n\n**每周**")
    Markup('<p>一盏灯，\n一壶茶。</p>\n<p><strong>每周</strong></p>')
    """
    return _markup(html_of(text)) if is_simple(text) else _rendered(text)


def _rendered(text: str) -> Markup:
    import nh3  # noqa: PLC0415  # most builds do not need it

    clean = nh3.clean(
        _renderer().render(text),
        tags=_TAGS,
        attributes={"a": {"href"}},
        attribute_filter=lambda _tag, name, value: (
            value if name == "rel" or is_public(value) else None
        ),
        link_rel="noopener nofollow",
    )
    return Markup(clean.strip())  # noqa: S704  # cleaned in the line above


@cache
def _renderer() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415  # the same

    return MarkdownIt("commonmark", {"html": False, "breaks": False}).enable("table")


def href(url: str) -> Markup:
    """Return the address of one of the site's own pages, as it stands until the depth of the page is known."""
    return _markup(BASE + _plain(url))


_IN_SCRIPT = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})
"""What would end a script element or a line of it, as JSON may also write it."""


def data(value: object) -> Markup:
    r"""Return a value as JSON that may stand in a script element.

    >>> data({"name": "</script>"})
    Markup('{"name":"\\u003c/script\\u003e"}')
    """
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(written.translate(_IN_SCRIPT))  # noqa: S704  # no sign of markup is left


class Linked(Protocol):
    """A text that may lead somewhere."""

    @property
    def text(self) -> str:
        """What is read."""

    @property
    def url(self) -> str | None:
        """Where it leads: an address of the site, or a foreign one with its scheme."""


def links(items: Iterable[Linked]) -> Markup:
    """Return texts with their links, as a list within a sentence."""
    return _markup("、".join([_link(item) for item in items]))


def _link(item: Linked) -> str:
    text = _plain(item.text)
    if not item.url:
        return text
    address = _plain(item.url)
    return f'<a href="{address if "://" in address else BASE + address}">{text}</a>'


def notes(numbers: Iterable[int]) -> Markup:
    """Return the marks that lead to the sources of a claim."""
    marks = (
        f'<sup class="note"><a href="#source-{n}" aria-label="来源 {n}">[{n}]</a></sup>'
        for n in numbers
    )
    return Markup("".join(marks))  # noqa: S704  # of numbers


def _plain(text: str) -> str:
    """Return a text as HTML writes it; most hold no sign of markup."""
    return escape_text(text) if _SPECIAL.search(text) else text


def escaped(value: object) -> str:
    """Return what a template writes for a value: markup as it is, everything else escaped."""
    if type(value) is str:
        return escape_text(value) if _SPECIAL.search(value) else value
    if type(value) is Markup:
        return value
    return str(value) if type(value) is int else str(escape(value))


FILTERS: dict[str, Callable[..., Markup]] = {
    "data": data,
    "href": href,
    "links": links,
    "markdown": markdown,
    "notes": notes,
    "svg": _markup,
}
"""What fragments have beside the filters of the engine; each gives markup."""


class _Generator(CodeGenerator):
    """Writes plain Python for what the fragments use of the template language; a mistake still is an error."""

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        """Escape through `escaped`, which makes no object for each of millions of texts."""
        is_markup = isinstance(node, nodes.Filter) and node.name in FILTERS
        self.write("(" if is_markup else "environment.escaped(")
        if finalize.src is not None:
            self.write(finalize.src)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  # the library's name
        """Take fields as Python takes them: views have no items by name."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(  # noqa: N802  # the same
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        """Call macros and functions as Python calls them: none of them asks for the context."""
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            self.fail("calls name each of their arguments", node.lineno)
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Make of a macro what takes its arguments in their order, and no others."""
        uses = macro_ref.accesses_caller, macro_ref.accesses_kwargs, macro_ref.accesses_varargs
        if any(uses):
            self.fail("macros take what they name", macro_ref.node.lineno)
        self.write(f"environment.macro(macro, {len(macro_ref.node.args)})")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        """Import what was imported before without asking again whether it is still the same."""
        if node.with_context:
            self.fail("macros are imported without a context", node.lineno)
        self.write("environment.module(")
        self.visit(node.template, frame)
        self.write(")")


class _Environment(Environment):
    """Always escapes."""

    code_generator_class = _Generator
    escaped = staticmethod(escaped)

    @staticmethod
    def macro(write: Callable[..., str], count: int) -> Callable[..., Markup]:
        """Return a macro that fills in what is not given of its arguments."""
        return lambda *given: _markup(write(*given, *[missing] * (count - len(given))))

    @cached_property
    def _modules(self) -> dict[str, TemplateModule]:
        return {}

    def module(self, name: str) -> TemplateModule:
        """Return the macros of a fragment."""
        if name not in self._modules:
            self._modules[name] = self.get_template(name).module
        return self._modules[name]


class _Compiled(BytecodeCache):
    """Keeps what the engine compiles; it looks itself whether that is of the source as it is."""

    def __init__(self, known: dict[str, bytes]) -> None:
        self._known = known

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled before."""
        if code := self._known.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Take what is compiled now."""
        self._known[bucket.key] = bucket.bytecode_to_string()


class _Fragment:
    """A template that is rendered thousands of times."""

    def __init__(self, template: Template) -> None:
        self._root = template.root_render_func
        self._globals = dict(template.globals)
        self._new_context = partial(Context, template.environment, name=template.name, blocks={})

    def render(self, **variables: object) -> str:
        """Return the text; the context is made anew, the rest once."""
        return "".join(self._root(self._new_context(self._globals | variables)))


class Renderer:
    """Renders the fragments of a theme.

    Args:
        folder: The folder of the fragments.
        compiled: The fragments that were compiled before; others are added.
    """

    def __init__(self, folder: Path, compiled: dict[str, bytes] | None = None) -> None:
        self._folder = folder
        self.compiled = {} if compiled is None else compiled
        self._templates: dict[str, _Fragment] = {}
        self._fragments: dict[tuple[str, str, int], Markup] = {}

    def compile(self) -> None:
        """Compile all fragments now, before other processes are forked, which then need not."""
        for name in self._environment.list_templates():
            self._template(name)

    def forget(self) -> None:
        """Render what stands on many pages anew from now on: the records may have changed."""
        self._fragments.clear()

    @cached_property
    def _environment(self) -> Environment:
        environment = _Environment(
            loader=FileSystemLoader(self._folder),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            bytecode_cache=_Compiled(self.compiled),
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters |= FILTERS
        environment.globals["kept"] = self._kept
        return environment

    def _template(self, name: str) -> _Fragment:
        if name not in self._templates:
            self._templates[name] = _Fragment(self._environment.get_template(name))
        return self._templates[name]

    def _kept(self, template: str, item: Any, level: int) -> Markup:
        """Return a fragment of an item that stands on many pages, rendered once for each level of heading."""
        key = template, item.key, level
        if key not in self._fragments:
            if len(self._fragments) >= _MOST_KEPT:
                self._fragments.clear()  # what is needed again soon is soon there again
            self._fragments[key] = _markup(self._template(template).render(item=item, level=level))
        return self._fragments[key]

    def article(self, template: str, view: object) -> str:
        """Return the page's own part; its addresses still stand for any depth."""
        return self._template(template).render(view=view)


@dataclass(frozen=True, slots=True)
class Shell:
    """A page of the site engine, cut at the slots: pieces of HTML and the names of slots between them."""

    pieces: tuple[bytes, ...]

    @classmethod
    def cut(cls, frame: str) -> Shell:
        """Cut a frame that was rendered with slots.

        Raises:
            ValueError: If the frame has no slot for the article.
        """
        pieces = tuple(piece.encode() for piece in _SLOT.split(frame))
        if b"article" not in pieces[1::2]:
            raise ValueError("the frame has no slot for the article")
        return cls(pieces)

    def fill(self, address: str, *, title: str, description: str, article: str) -> bytes:
        """Return the whole page at an address; title and description are escaped here."""
        values = {
            b"title": escape(title).encode(),
            b"description": escape(description).encode(),
            b"address": escape(address).encode(),
            b"article": rebase(article, address).encode(),
        }
        parts = [values[piece] if i % 2 else piece for i, piece in enumerate(self.pieces)]
        return b"".join(parts)
