"""Pages of many records, grouped, and cut into pages where they are long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from showcase import seal
from showcase.catalog import WHOLE_CITY
from showcase.entries import Entry
from showcase.facets import (
    FACETS,
    TIMES,
    TITLES,
    Column,
    columns,
    count,
    count_times,
    in_order,
    label,
    spans,
)
from showcase.feeds import TERMS as WITH_FEEDS
from showcase.feeds import address_of
from showcase.index import Index
from showcase.model import KINDS
from showcase.views.areas import tile_map
from showcase.views.shapes import (
    Card,
    CardGroup,
    FeedOffer,
    FinderView,
    ListView,
    PageLink,
    TermCount,
    TermGroup,
)
from showcase.views.words import cards, term_url

NOUNS = {
    "brand": "个品牌",
    "project": "个项目",
    "activity": "项活动",
    "organization": "个组织",
    "place": "处地点",
}
"""How the records of a kind are counted."""
PAGE_SIZE = 200
"""How many cards stand on one page."""


class Group(NamedTuple):
    """Records under one heading, and how many there are on all pages."""

    title: str
    note: str
    ids: tuple[str, ...]
    total: int


Terms = tuple[tuple[str, str, tuple[tuple[str, str, str, int], ...]], ...]
"""Facets as key, title and values; a value as id, name, address of its plain list and count."""


class Outline(NamedTuple):
    """A page of a list before its cards are made: plain texts and ids, cheap to compare."""

    kind: str
    address: str
    title: str
    lead: str
    total: int
    groups: tuple[Group, ...]
    terms: Terms
    number: int
    pages: int
    feed: str = ""


def page_address(base: str, number: int) -> str:
    """Return the address of a page of a long list."""
    return base if number == 1 else f"{base}page/{number}/"


def page_links(base: str, number: int, pages: int) -> tuple[PageLink, ...]:
    """Return the links to all pages of a list, none where there is only one."""
    if pages == 1:
        return ()
    numbers = range(1, pages + 1)
    return tuple(PageLink(n, None if n == number else page_address(base, n)) for n in numbers)


def list_view(index: Index, outline: Outline, base: str) -> ListView:
    """Return a page of cards."""
    return ListView(
        outline.title,
        outline.lead,
        outline.total,
        tuple(
            CardGroup(group.title, cards(index, index.some(group.ids)), group.note, group.total)
            for group in outline.groups
        ),
        finder_view(outline.kind, outline.terms) if outline.terms else None,
        page_links(base, outline.number, outline.pages),
        tile_map(index, "place") if outline.address == "places/" else None,
        FeedOffer(outline.feed, "订阅活动日历") if outline.feed else None,
    )


def finder_view(kind: str, terms: Terms) -> FinderView:
    """Return what the finder of a list starts from."""
    blank = Card(
        f"blank-{kind}",
        f"{KINDS[kind].section}/",
        "名称",
        "简介",
        "类型",
        seal.svg("印", "") if kind == "brand" else "",
        ("事实",),
        is_unverified=True,
    )
    groups = tuple(
        TermGroup(
            key, title, tuple(TermCount(name, url, count, id) for id, name, url, count in found)
        )
        for key, title, found in terms
    )
    return FinderView(kind, data_address(kind), NOUNS[kind][1:], NOUNS[kind], groups, blank)


def data_address(kind: str) -> str:
    """Return the address of the file with what the finder of a list needs."""
    return f"assets/lists/{kind}.js"


def _outlines(
    base: str,
    title: str,
    lead: str,
    groups: Iterable[tuple[str, str, Sequence[Entry]]],
    *,
    kind: str = "",
    terms: Terms = (),
    feed: str = "",
) -> Iterator[Outline]:
    """Iterate over the pages of a list."""
    filled = [(name, note, [e.id for e in found]) for name, note, found in groups if found]
    count = sum(len(ids) for _, _, ids in filled)
    pages = max(1, -(-count // PAGE_SIZE))
    for number in range(1, pages + 1):
        first = (number - 1) * PAGE_SIZE
        yield Outline(
            kind,
            page_address(base, number),
            title,
            lead,
            count,
            tuple(_slices(filled, first, first + PAGE_SIZE)),
            terms if number == 1 else (),
            number,
            pages,
            feed,
        )


def _slices(groups: Iterable[tuple[str, str, list[str]]], first: int, last: int) -> Iterator[Group]:
    """Iterate over the parts of groups that fall between two positions of the whole list."""
    start = 0
    for title, note, ids in groups:
        if here := ids[max(first - start, 0) : max(last - start, 0)]:
            yield Group(title, note, tuple(here), len(ids))
        start += len(ids)


def brand_groups(index: Index) -> tuple[tuple[str, str, tuple[Entry, ...]], ...]:
    """Return the brands grouped by who runs them: title, note and brands."""
    brands = index.of_kind("brand")
    city = tuple(b for b in brands if b.hosts and WHOLE_CITY in b.areas)
    counties = tuple(b for b in brands if b.hosts and WHOLE_CITY not in b.areas)
    rest = tuple(b for b in brands if not b.hosts)
    groups = (
        ("全市", "由市级单位或面向全市的队伍主办", city),
        ("县（市、区）", "由县（市、区）的单位或队伍主办", counties),
        ("主办待确认", "主办单位尚未公开，知道的请告诉我们", rest),
    )
    return tuple(group for group in groups if group[2])


def brand_outlines(index: Index, today: date) -> Iterator[Outline]:
    """Iterate over the pages of all brands."""
    return _outlines(
        "brands/",
        "品牌",
        "每个品牌写明由谁主办、在哪里、为谁服务，以及依据是什么。",
        brand_groups(index),
        kind="brand",
        terms=_terms(index, "brand", today),
    )


def project_outlines(index: Index, today: date) -> Iterator[Outline]:
    """Iterate over the pages of the library of projects, by layer."""
    projects = index.of_kind("project")
    layers = [
        (level.name, "", tuple(p for p in projects if p.level == level.id))
        for level in index.setting.terms["level"].values()
    ]
    rest = tuple(p for p in projects if not p.level)
    return _outlines(
        "projects/",
        "项目库",
        "按层级排列。项目模式有六个要素，没有公开的要素在项目页上如实标明。",
        (*layers, ("层级未公开", "来源没有写明是哪一级的项目", rest)),
        kind="project",
        terms=_terms(index, "project", today),
    )


def kind_outlines(index: Index, today: date, kind: str, title: str, lead: str) -> Iterator[Outline]:
    """Iterate over the pages of all records of a kind, grouped by what they are."""
    found = index.of_kind(kind)
    groups = [
        (b, "", [e for e in found if e.badge == b]) for b in dict.fromkeys(e.badge for e in found)
    ]
    terms = _terms(index, kind, today)
    return _outlines(f"{KINDS[kind].section}/", title, lead, groups, kind=kind, terms=terms)


def term_outlines(index: Index, kind: str, id: str) -> Iterator[Outline]:
    """Iterate over the pages of one term: everything that carries it."""
    found = index.carrying(kind)[id]
    name = index.setting.terms[kind][id].name
    groups = [
        (record.label[0], "", [e for e in found if e.kind == record.kind_name])
        for record in KINDS.values()
    ]
    return _outlines(
        term_url(kind, id),
        name,
        f"和「{name}」有关的品牌、项目、活动、组织和地点。",
        groups,
        feed=address_of(kind, id) if kind in WITH_FEEDS else "",
    )


def _terms(index: Index, kind: str, today: date) -> Terms:
    """Return the facets of a kind that tell its records apart, with counts."""
    total = len(index.of_kind(kind))
    found = []
    for facet in FACETS[kind]:
        counts = _counts(index, kind, facet, today)
        if any(count < total for count in counts.values()):
            ids = in_order(index, kind, facet, counts)[:VALUES_SHOWN]
            values = [
                (id, label(index, kind, facet, id), _value_url(index, kind, facet, id), counts[id])
                for id in ids
            ]
            found.append((facet, TITLES[facet], tuple(values)))
    return tuple(found)


def _counts(index: Index, kind: str, facet: str, today: date) -> Mapping[str, int]:
    if facet == "time":
        return count_times(spans(index), today.isoformat())
    return count(columns(index, kind)[facet])


VALUES_SHOWN = 24
"""How many values of a facet stand on a page; only brands and years may be more."""
_FOLDERS = {"kind": "kinds", "status": "states", "time": "years", "area": "areas"}
"""Where the plain lists of values lie that are no terms of a vocabulary."""


def _value_url(index: Index, kind: str, facet: str, value: str) -> str:
    """Return the address of a page that lists what has a value."""
    if facet == "brand":
        return index[value].url
    if value in TIMES:
        return "calendar/"
    if facet in _FOLDERS and value not in index.setting.terms.get(facet, ()):
        return f"{_FOLDERS[facet]}/{kind}-{value.replace('_', '-')}/"
    return term_url(facet, value)


def value_outlines(index: Index, kind: str) -> Iterator[Iterator[Outline]]:
    """Iterate over the plain lists of a kind by what is no term of a vocabulary, the pages of each."""
    found = index.of_kind(kind)
    for facet in FACETS[kind]:
        if facet not in _FOLDERS:
            continue
        for value, entries in _carrying(index, kind, facet).items():
            if facet == "time" or len(entries) < len(found):
                yield _value_outlines(index, kind, facet, value, [found[at] for at in entries])


def _carrying(index: Index, kind: str, facet: str) -> Mapping[str, list[int]]:
    """Return for each value that has a list of its own the places of the records that have it."""
    if facet == "time":
        years = spans(index)
        column = Column(tuple(tuple(map(str, span.years)) for span in years.distinct), years.places)
    else:
        column = columns(index, kind)[facet]
    found: dict[str, list[int]] = {}
    for at, place in enumerate(column.places):
        for value in column.distinct[place]:
            if facet != "area" or value == WHOLE_CITY:
                found.setdefault(value, []).append(at)
    return found


def _value_outlines(
    index: Index, kind: str, facet: str, value: str, entries: list[Entry]
) -> Iterator[Outline]:
    name, what = label(index, kind, facet, value), KINDS[kind].label[0]
    return _outlines(
        _value_url(index, kind, facet, value),
        f"{what}：{name}",
        f"{TITLES[facet]}「{name}」的全部{what}。",
        [(name, "", entries)],
    )
