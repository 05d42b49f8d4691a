"""Pages of many records, grouped."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from showcase.catalog import WHOLE_CITY, Catalog
from showcase.model import Offering, Record, Term
from showcase.views.events import node_rows
from showcase.views.shapes import CardGroup, ListView, TermCount, TermGroup
from showcase.views.words import areas_of, badge, cards, term_url, terms_of


def brands_view(catalog: Catalog) -> ListView:
    """Return the page of all brands."""
    return ListView(
        "品牌",
        "每个品牌写明由谁主办、在哪里、为谁服务，以及依据是什么。",
        len(catalog.brands),
        brand_walls(catalog),
        term_groups(catalog, catalog.brands),
    )


def brand_walls(catalog: Catalog) -> tuple[CardGroup, ...]:
    """Return the brands grouped by who runs them."""
    hosted = [b for b in catalog.brands if b.organization]
    city = [b for b in hosted if WHOLE_CITY in b.area_served]
    counties = [b for b in catalog.brands if b.area_served and WHOLE_CITY not in b.area_served]
    shown = {b.id for b in (*city, *counties)}
    groups = (
        ("市级单位", city, "由市级单位主办或统筹"),
        ("县（市、区）", counties, "扎根一个县（市、区）"),
        (
            "主办待确认",
            [b for b in catalog.brands if b.id not in shown],
            "主办单位尚未公开，知道的请告诉我们",
        ),
    )
    return tuple(
        CardGroup(title, cards(catalog, found), note) for title, found, note in groups if found
    )


def projects_view(catalog: Catalog) -> ListView:
    """Return the library of projects by layer."""
    levels = catalog.terms["level"].values()
    layered = [
        (level.name, [p for p in catalog.projects if p.level == level.id]) for level in levels
    ]
    rest = [p for p in catalog.projects if p.level is None]
    groups = [CardGroup(title, cards(catalog, found)) for title, found in layered if found]
    groups.append(CardGroup("层级未公开", cards(catalog, rest), "来源没有写明是哪一级的项目"))
    return ListView(
        "项目库",
        "按层级排列。项目模式有六个要素，没有公开的要素在项目页上如实标明。",
        len(catalog.projects),
        tuple(groups),
        term_groups(catalog, catalog.projects),
    )


def grouped_view(catalog: Catalog, records: tuple[Record, ...], title: str, lead: str) -> ListView:
    """Return a page of records grouped by what they are."""
    kinds = dict.fromkeys(badge(record) for record in records)
    groups = tuple(
        CardGroup(kind, cards(catalog, (r for r in records if badge(r) == kind))) for kind in kinds
    )
    return ListView(title, lead, len(records), groups, term_groups(catalog, records))


def nodes_view(catalog: Catalog, today: date) -> ListView:
    """Return the page of the time points, in the order in which they come."""
    order = [row.url for row in node_rows(catalog, today)]
    found = sorted(catalog.nodes, key=lambda node: order.index(node.url))
    return ListView(
        "时间点",
        "「1+20+N」里的 20 个时间点，全市的名单尚未公开。这里只列有公开报道可查的时间点。",
        len(found),
        (CardGroup("按今后到来的先后", cards(catalog, found)),),
    )


def term_view(catalog: Catalog, kind: str, term: Term) -> ListView:
    """Return the page of one term: everything that carries it."""
    found = records_with(catalog, kind, term.id)
    labels = {
        "category": "服务类别",
        "audience": "服务对象",
        "area": "县（市、区）",
        "level": "层级",
    }
    groups = tuple(
        CardGroup(label, cards(catalog, of_kind))
        for label in dict.fromkeys(record.label[0] for record in found)
        if (of_kind := [record for record in found if record.label[0] == label])
    )
    return ListView(term.name, f"{labels[kind]}「{term.name}」下的全部记录。", len(found), groups)


def records_with(catalog: Catalog, kind: str, id: str) -> tuple[Record, ...]:
    """Return the records that carry a term, also where they inherit it."""
    if kind == "area":
        return tuple(r for r in catalog.records.values() if id in areas_of(catalog, r))
    if kind == "level":
        return tuple(r for r in catalog.records.values() if getattr(r, "level", None) == id)
    offerings = (r for r in catalog.records.values() if isinstance(r, Offering))
    return tuple(r for r in offerings if id in terms_of(catalog, r, kind))


def term_groups(catalog: Catalog, records: Iterable[Record]) -> tuple[TermGroup, ...]:
    """Return the terms that the records carry, with counts."""
    shown = {record.id for record in records}
    titles = (("area", "按县（市、区）"), ("category", "按服务类别"), ("audience", "按服务对象"))
    groups = []
    for kind, title in titles:
        counts = tuple(
            TermCount(term.name, term_url(kind, id), count)
            for id, term in catalog.terms[kind].items()
            if (count := sum(r.id in shown for r in records_with(catalog, kind, id)))
        )
        if counts:
            groups.append(TermGroup(title, counts))
    return tuple(groups)
