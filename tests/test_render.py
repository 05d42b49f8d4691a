"""Texts of records as HTML: plain ones take a short way that leads to the same place."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from showcase.catalog import Catalog
from showcase.markup import markup_faults
from showcase.model.contents import texts
from showcase.render import _rendered, markdown
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
