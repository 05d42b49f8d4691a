"""Texts of records as HTML: plain ones take a short way that leads to the same place."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from showcase.catalog import Catalog
from showcase.model.contents import texts
from showcase.render import _rendered, markdown, plain_paragraphs

WORDS = st.sampled_from(
    [
        "志愿者",
        "每周",
        "灯",
        "é",
        "２",
        "a",
        "1",
        "_",
        "*",
        "<b>",
        "&",
        "\u3000",
        "\xa0",
        "- ",
        "# ",
        "> ",
    ]
)
MARKS = st.sampled_from(
    [*"，。；：？！“”‘’（）《》—…·,.;:?!()%/ ~|[]`+=\\", "\n", "\n\n", "\n\n\n", "  \n"]
)


@settings(max_examples=5000, deadline=None, derandomize=True)
@given(st.lists(WORDS | MARKS, min_size=1, max_size=12).map("".join))
def test_the_short_way_gives_what_the_renderer_gives(text: str) -> None:
    short = plain_paragraphs(text)
    assert short is None or short == _rendered(text)


def test_most_real_texts_take_the_short_way(catalog: Catalog) -> None:
    stories = [
        t
        for r in catalog.records.values()
        for where, t in texts(r)
        if where[-1] in ("description", "body")
    ]
    assert sum(plain_paragraphs(text) is not None for text in stories) > len(stories) / 2
    assert all(markdown(text) == _rendered(text) for text in stories)


def test_markup_survives_and_html_does_not() -> None:
    html = markdown(
        "灯 **下**\n\n- 一\n- [二](https://example.cn/)\n\n<i>三</i> [四](javascript:alert(1))"
    )
    assert "<strong>下</strong>" in html
    assert 'href="https://example.cn/"' in html
    assert not re.search(r"<i>|javascript:alert\(1\)\"", html)
