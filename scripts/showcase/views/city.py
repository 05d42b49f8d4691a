"""Pages about the whole: home, calendar, figures, sources, index."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from showcase.catalog import Setting
from showcase.dates import PartialDate
from showcase.entries import Cited, Entry
from showcase.index import Index
from showcase.model import Confidence
from showcase.views.areas import count_of, tile_map
from showcase.views.events import event_rows
from showcase.views.lists import brand_groups, page_address, page_links
from showcase.views.nodes import node_rows, regular_activities, year_ring
from showcase.views.shapes import (
    Bar,
    CallView,
    CardGroup,
    Chart,
    CitedSource,
    CityView,
    FiguresView,
    HomeView,
    IndexEntry,
    IndexView,
    InitialGroup,
    Link,
    SourcesView,
    SourceView,
    TermCount,
)
from showcase.views.words import (
    cards,
    figure_view,
    link,
    links,
    source_views,
    term_url,
    title_text,
)

COMING_SHOWN, BRANDS_SHOWN, REGULAR_SHOWN = 6, 40, 12
"""How much the home page shows of what there may be thousands of."""
SOURCES_SHOWN, NAMES_SHOWN = 200, 1000
"""How many sources, and how many names, stand on one page."""


def city_view(setting: Setting, call_hosts: dict[str, Link]) -> CityView:
    """Return what the city says of itself.

    Args:
        setting: What all records have in common.
        call_hosts: The links to those who run calls for projects, by id.
    """
    city = setting.city
    doors = city.slogan.replace(",", "、").split("、")
    figures = tuple(figure_view(figure, (1,)) for figure in city.figure)
    dates = {figure.as_of for figure in figures}
    return CityView(
        city.name,
        city.slogan,
        (doors[0], doors[-1]),
        city.summary,
        figures,
        dates.pop() if len(dates) == 1 else "",
        city.mechanism,
        tuple(
            CallView(
                call,
                figure_view(call.entries, (1,)) if call.entries else None,
                call_hosts.get(call.organization or ""),
            )
            for call in city.call
        ),
        city.rule_set,
        source_views(setting.sources_of(city)),
    )


def whole_city_view(index: Index) -> CityView:
    """Return what the city says of itself, with links to those who run its calls."""
    hosts = [call.organization for call in index.setting.city.call if call.organization]
    return city_view(index.setting, {id: link(index.named(id)) for id in hosts})


def home_view(index: Index, today: date) -> HomeView:
    """Return the home page."""
    coming = [event for event in index.all_events() if event.last >= today.isoformat()]
    kinds = (
        ("品牌", "brands/", "brand"),
        ("项目", "projects/", "project"),
        ("活动", "calendar/", "activity"),
        ("服务点和场所", "places/", "place"),
    )
    nodes = node_rows(index, today)
    regular = regular_activities(index)
    return HomeView(
        whole_city_view(index),
        tuple(
            CardGroup(title, cards(index, brands[:BRANDS_SHOWN]), note, len(brands))
            for title, note, brands in brand_groups(index)
        ),
        event_rows(index, coming[:COMING_SHOWN]),
        nodes,
        year_ring(index, nodes),
        tuple(link(activity) for activity in regular[:REGULAR_SHOWN]),
        tuple(TermCount(title, url, len(index.of_kind(kind))) for title, url, kind in kinds),
    )


CHARTS = (("category", "做什么"), ("audience", "为谁做"), ("level", "在哪一级"))


def figures_view(index: Index) -> FiguresView:
    """Return the page of figures: the city's and what this site holds."""
    charts = tuple(_chart(index, kind, title) for kind, title in CHARTS)
    return FiguresView(whole_city_view(index), charts, tile_map(index, "brand", "project"))


def _chart(index: Index, kind: str, title: str) -> Chart:
    """Return how many brands and projects carry each term of a vocabulary."""
    terms = index.setting.terms[kind]
    counts = [
        (terms[id], count_of("brand", found), count_of("project", found))
        for id, found in index.carrying(kind).items()
    ]
    unit = 100 / max(1, *(brands + projects for _, brands, projects in counts))
    bars = tuple(
        Bar(
            term.name,
            term_url(kind, term.id),
            brands,
            projects,
            round(brands * unit, 1),
            round(projects * unit, 1),
        )
        for term, brands, projects in counts
    )
    empty = tuple(Link(bar.name, bar.url) for bar in bars if not bar.brands + bar.projects)
    return Chart(f"by-{kind}", title, bars, empty)


CitedBy = tuple[Cited, tuple[str, ...]]


def cited_pages(index: Index) -> list[tuple[str, tuple[CitedBy, ...], int, int]]:
    """Return the pages of all sources: address, sources with the ids of their records, number, pages."""
    cited: dict[tuple[str, str, str], tuple[Cited, list[str]]] = {}
    for id, source in index.all_sources():
        key = (source.title, source.publisher, source.published)
        cited.setdefault(key, (source, []))[1].append(id)
    ordered = sorted(cited.values(), key=lambda pair: pair[0].published, reverse=True)
    pages = max(1, -(-len(ordered) // SOURCES_SHOWN))
    return [
        (
            page_address("sources/", i + 1),
            tuple((s, tuple(ids)) for s, ids in ordered[i * SOURCES_SHOWN :][:SOURCES_SHOWN]),
            i + 1,
            pages,
        )
        for i in range(pages)
    ]


def sources_view(index: Index, cited: Iterable[CitedBy], number: int, pages: int) -> SourcesView:
    """Return a page of sources with the records that rest on them."""
    return SourcesView(
        tuple(CitedSource(_source(source), links(index, ids)) for source, ids in cited),
        page_links("sources/", number, pages),
    )


def _source(cited: Cited) -> SourceView:
    date_published = PartialDate.parse(cited.published).text if cited.published else ""
    return SourceView(
        0,
        title_text(cited.title),
        cited.publisher,
        date_published or cited.date_note or "日期不详",
        "",
        Confidence.MEDIUM.zh,
        cited.is_medium,
        cited.url or None,
        "",
    )


OTHER_LETTER = "其他"
"""Stands for every name that does not begin with a letter."""
Initial = tuple[str, tuple[str, ...]]


def name_pages(
    index: Index,
) -> list[tuple[str, tuple[Initial, ...], tuple[tuple[str, str], ...], int, int]]:
    """Return the pages of all names: address, ids by initial, all initials with addresses, number, pages."""
    ordered = sorted(index.everything(), key=lambda entry: (entry.reading, entry.id))
    pages = max(1, -(-len(ordered) // NAMES_SHOWN))
    cut = [ordered[i * NAMES_SHOWN :][:NAMES_SHOWN] for i in range(pages)]
    grouped: list[dict[str, list[str]]] = []
    letters: dict[str, str] = {}
    for number, entries in enumerate(cut, 1):
        initials: dict[str, list[str]] = {}
        for entry in entries:
            initials.setdefault(_initial(entry), []).append(entry.id)
        for letter in initials:
            letters.setdefault(letter, f"{page_address('search/', number)}#letter-{letter}")
        grouped.append(initials)
    return [
        (
            page_address("search/", number),
            tuple((letter, tuple(ids)) for letter, ids in sorted(initials.items())),
            tuple(sorted(letters.items())),
            number,
            pages,
        )
        for number, initials in enumerate(grouped, 1)
    ]


def _initial(entry: Entry) -> str:
    first = entry.reading[:1].upper()
    return first if first.isalpha() and first.isascii() else OTHER_LETTER


def names_view(
    index: Index,
    initials: Iterable[Initial],
    letters: Iterable[tuple[str, str]],
    number: int,
    pages: int,
) -> IndexView:
    """Return a page of the plain list of everything by initial."""
    return IndexView(
        tuple(Link(letter, url) for letter, url in letters),
        tuple(
            InitialGroup(
                letter,
                tuple(IndexEntry(e.name, e.url, e.badge) for e in index.some(ids)),
            )
            for letter, ids in initials
        ),
        page_links("search/", number, pages),
    )
