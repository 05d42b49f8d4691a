"""Pages of many records, grouped, and cut into pages where they are long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from showcase.catalog import WHOLE_CITY
from showcase.entries import KINDS, Entry
from showcase.index import Index
from showcase.views.areas import tile_map
from showcase.views.events import node_rows
from showcase.views.shapes import CardGroup, ListView, PageLink, TermCount, TermGroup
from showcase.views.words import cards, term_url

PAGE_SIZE = 200
"""How many cards stand on one page."""


class Group(NamedTuple):
    """Records under one heading, and how many there are on all pages."""

    title: str
    note: str
    ids: tuple[str, ...]
    total: int


class Outline(NamedTuple):
    """A page of a list before its cards are made: plain texts and ids, cheap to compare."""

    address: str
    title: str
    lead: str
    total: int
    groups: tuple[Group, ...]
    terms: tuple[tuple[str, tuple[tuple[str, str, int], ...]], ...]
    number: int
    pages: int


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
        tuple(
            TermGroup(title, tuple(TermCount(*term) for term in terms))
            for title, terms in outline.terms
        ),
        page_links(base, outline.number, outline.pages),
        tile_map(index, "place") if outline.address == "places/" else None,
    )


def _outlines(
    base: str,
    title: str,
    lead: str,
    groups: Iterable[tuple[str, str, Sequence[Entry]]],
    terms: tuple[tuple[str, tuple[tuple[str, str, int], ...]], ...] = (),
) -> Iterator[Outline]:
    """Iterate over the pages of a list."""
    filled = [(name, note, [e.id for e in found]) for name, note, found in groups if found]
    count = sum(len(ids) for _, _, ids in filled)
    pages = max(1, -(-count // PAGE_SIZE))
    for number in range(1, pages + 1):
        first = (number - 1) * PAGE_SIZE
        yield Outline(
            page_address(base, number),
            title,
            lead,
            count,
            tuple(_slices(filled, first, first + PAGE_SIZE)),
            terms if number == 1 else (),
            number,
            pages,
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
    counties = tuple(b for b in brands if b.areas and WHOLE_CITY not in b.areas)
    shown = {b.id for b in (*city, *counties)}
    rest = tuple(b for b in brands if b.id not in shown)
    groups = (
        ("市级单位", "由市级单位主办或统筹", city),
        ("县（市、区）", "扎根一个县（市、区）", counties),
        ("主办待确认", "主办单位尚未公开，知道的请告诉我们", rest),
    )
    return tuple(group for group in groups if group[2])


def brand_outlines(index: Index) -> Iterator[Outline]:
    """Iterate over the pages of all brands."""
    return _outlines(
        "brands/",
        "品牌",
        "每个品牌写明由谁主办、在哪里、为谁服务，以及依据是什么。",
        brand_groups(index),
        _terms(index, "brand"),
    )


def project_outlines(index: Index) -> Iterator[Outline]:
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
        _terms(index, "project"),
    )


def kind_outlines(index: Index, kind: str, title: str, lead: str) -> Iterator[Outline]:
    """Iterate over the pages of all records of a kind, grouped by what they are."""
    found = index.of_kind(kind)
    groups = [
        (b, "", [e for e in found if e.badge == b]) for b in dict.fromkeys(e.badge for e in found)
    ]
    return _outlines(f"{KINDS[kind].section}/", title, lead, groups, _terms(index, kind))


def node_outlines(index: Index) -> Iterator[Outline]:
    """Iterate over the pages of the time points, in the order in which they come."""
    nodes = index.of_kind("node")
    order = {row.url: place for place, row in enumerate(node_rows(nodes))}
    return _outlines(
        "nodes/",
        "时间点",
        "「1+20+N」里的 20 个时间点，全市的名单尚未公开。这里只列有公开报道可查的时间点。",
        [("按今后到来的先后", "", sorted(nodes, key=lambda node: order[node.url]))],
    )


TERM_LABELS = {
    "category": "服务类别",
    "audience": "服务对象",
    "area": "县（市、区）",
    "level": "层级",
}


def term_outlines(index: Index, kind: str, id: str) -> Iterator[Outline]:
    """Iterate over the pages of one term: everything that carries it."""
    found = index.carrying(kind)[id]
    name = index.setting.terms[kind][id].name
    groups = [
        (record.label[0], "", [e for e in found if e.kind == record.kind_name])
        for record in KINDS.values()
    ]
    return _outlines(
        term_url(kind, id), name, f"{TERM_LABELS[kind]}「{name}」下的全部记录。", groups
    )


def _terms(index: Index, kind: str) -> tuple[tuple[str, tuple[tuple[str, str, int], ...]], ...]:
    """Return the terms that records of a kind carry, with counts."""
    groups = []
    for vocabulary, title in (
        ("area", "按县（市、区）"),
        ("category", "按服务类别"),
        ("audience", "按服务对象"),
    ):
        terms = index.setting.terms[vocabulary]
        counts = tuple(
            (terms[id].name, term_url(vocabulary, id), count)
            for id, found in index.carrying(vocabulary).items()
            if (count := sum(entry.kind == kind for entry in found))
        )
        if counts:
            groups.append((title, counts))
    return tuple(groups)
