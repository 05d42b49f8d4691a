"""Texts of records as HTML: plain ones take a short way that leads to the same place; and the fragments around them."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader, TemplateSyntaxError, UndefinedError
from markupsafe import Markup

from showcase.catalog import Catalog
from showcase.markup import markup_faults
from showcase.model.contents import texts
from showcase.render import FILTERS, Renderer, _rendered, markdown
from showcase.shortcut import html_of, is_simple

WORDS = st.sampled_from(
    [
        *"灯é２a1_*&",
        "志愿者",
        "每周",
        "<b>",
        "\u3000",
        "\xa0",
        "# ",
        "> ",
        "1. ",
        "- 灯",
        "\n- 志愿者",
    ]
)
MARKS = st.sampled_from(
    [*"，。；：？！“”‘’（）《》—…·,.;:?!()%/ ~|[]`+=\\", "- ", "**", "\n", "\n\n", "\n\n\n", "  \n"]
)
ADDRESSES = st.from_regex(
    r"https?://[a-z0-9.-]{1,9}(\.cn)?(/[A-Za-z0-9/.?=~&_%*-]{0,9})?", fullmatch=True
)
LINKS = st.builds("[{}]({})".format, st.sampled_from(["灯", "a", "*", "报道，二", "] "]), ADDRESSES)
BOLD = st.builds(
    "{0}{1}{0}".format,
    st.sampled_from(["*", "**"]),
    st.sampled_from(["灯", "志愿者，每周", "灯。", "a", "1", " "]),
)


@settings(max_examples=1500, deadline=None, derandomize=True)
@given(st.lists(WORDS | MARKS | LINKS | BOLD, min_size=1, max_size=12).map("".join))
def test_the_short_way_gives_what_the_renderer_gives(text: str) -> None:
    if is_simple(text):
        assert html_of(text) == _rendered(text)


PARTS = st.sampled_from(["灯", "每周", "，", " ", "。", "!", "1", "“", "-", "a"]) | LINKS | BOLD
LINES = st.lists(PARTS, min_size=1, max_size=6).map("".join)
BLOCKS = st.lists(LINES, min_size=1, max_size=3).flatmap(
    lambda lines: st.sampled_from(["\n".join(lines), "- " + "\n- ".join(lines)])
)


@settings(max_examples=600, deadline=None, derandomize=True)
@given(st.lists(BLOCKS, min_size=1, max_size=4), st.sampled_from(["\n\n", "\n\n\n", "\n"]))
def test_simple_texts_are_sound_and_look_as_rendered(blocks: list[str], gap: str) -> None:
    text = gap.join(blocks)
    if is_simple(text):
        assert html_of(text) == _rendered(text)
        assert list(markup_faults(f"{text}\n\n`灯`")) == []


def test_most_real_texts_take_the_short_way(catalog: Catalog) -> None:
    stories = [
        t
        for r in catalog.records.values()
        for where, t in texts(r)
        if where[-1] in ("description", "body")
    ]
    assert sum(is_simple(text) for text in stories) > len(stories) / 2
    assert all(markdown(text) == _rendered(text) for text in stories)


def test_markup_survives_and_html_does_not() -> None:
    html = markdown(
        "灯 **下**\n\n- 一\n- [二](https://example.cn/)\n\n<i>三</i> [四](javascript:alert(1))"
    )
    assert "<strong>下</strong>" in html
    assert 'href="https://example.cn/" rel="noopener nofollow"' in html
    assert not re.search(r"<i>|javascript:alert\(1\)\"", html)


MACROS = """{% macro row(value, note="<i>", count=2) %}<p>{{ value }}{{ note }}{{ count }}</p>{% endmacro %}
{% macro outer(value) %}{{ row(value) }}{{ row(value, value, 0) }}{% endmacro %}"""
FRAGMENT = """{% import "macros.html" as macros %}
{% macro own(value) %}[{{ value }}]{% endmacro %}
{{ view.value }} {{ view.value | string | upper }} {{ own(view.value) }} {{ macros.outer(view.value) }}
{{ view.value | string | href }} {{ view.value | string | markdown }} {{ view.value | string | data }}
{{ view.numbers | notes }} {{ view.linked | links }} {{ view.drawing | svg }} {{ "<b>" if view.value else 0 }}
{% for value in [view.value, 3] %}{{ macros.row(value) }}{{ loop.index }}{% endfor %}"""
VALUES = st.one_of(
    st.text("a灯<>&'\"{}", max_size=9),
    st.text("a<>&'\"", max_size=9).map(Markup),
    st.integers(),
    st.floats(allow_nan=False),
    st.booleans(),
    st.none(),
)


@pytest.fixture(scope="module")
def fragments(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fragments")
    (folder / "macros.html").write_text(MACROS, "utf-8")
    (folder / "page.html").write_text(FRAGMENT, "utf-8")
    return folder


@settings(max_examples=300, deadline=None, derandomize=True)
@given(value=VALUES)
def test_a_fragment_is_what_the_engine_makes_of_it(fragments: Path, value: object) -> None:
    """What is compiled otherwise to be quick escapes as much as the engine does, in other words."""
    stock = Environment(
        loader=FileSystemLoader(fragments), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    stock.filters |= FILTERS
    linked = SimpleNamespace(text=str(value), url=f"a/{value}")
    view = SimpleNamespace(value=value, numbers=[1, 2], linked=[linked], drawing="<svg>")
    ours = Renderer(fragments).article("page.html", view)
    theirs = stock.get_template("page.html").render(view=view)
    assert _with_numbers(ours) == _with_numbers(theirs)


def _with_numbers(html: str) -> str:
    """Return HTML with the same words for quotes, of which there are two each."""
    return html.replace("&quot;", "&#34;").replace("&#x27;", "&#39;")


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("{% macro box() %}{{ caller() }}{% endmacro %}{{ box() }}", TemplateSyntaxError),
        ("{% macro box() %}{% endmacro %}{% call box() %}灯{% endcall %}", TemplateSyntaxError),
        ("{% macro box(a) %}{{ a }}{% endmacro %}{{ box(*[1]) }}", TemplateSyntaxError),
        ("{% macro box(a) %}{{ a }}{% endmacro %}{{ box(**{'a': 1}) }}", TemplateSyntaxError),
        ("{% import 'page.html' as page with context %}", TemplateSyntaxError),
        ("{% macro box(a) %}{{ a }}{% endmacro %}{{ box() }}", UndefinedError),
        ("{% macro box(a) %}{{ a }}{% endmacro %}{{ box(1, 2) }}", TypeError),
        ("{{ view.absent }}", AttributeError),
    ],
)
def test_a_mistake_in_a_fragment_is_an_error(
    tmp_path: Path, body: str, error: type[Exception]
) -> None:
    (tmp_path / "page.html").write_text(body, "utf-8")
    with pytest.raises(error):
        Renderer(tmp_path).article("page.html", SimpleNamespace())
