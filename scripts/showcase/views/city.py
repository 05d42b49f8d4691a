"""Pages about the whole: home, calendar, figures, sources, index."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from showcase import ring
from showcase.catalog import Catalog
from showcase.model import Activity, Brand, Project, Source
from showcase.schedule import Event
from showcase.script import reading
from showcase.views.events import event_row, node_rows
from showcase.views.lists import brand_walls, records_with
from showcase.views.shapes import (
    AreaTile,
    Bar,
    CalendarView,
    CallView,
    Chart,
    CitedSource,
    CityView,
    Entry,
    EventRow,
    FiguresView,
    HomeView,
    IndexView,
    InitialGroup,
    Link,
    MonthGroup,
    SourcesView,
    TermCount,
)
from showcase.views.words import badge, cards, figure_view, record_link, source_views, term_url


def city_view(catalog: Catalog) -> CityView:
    """Return what the city says of itself."""
    city = catalog.city
    sources = catalog.sources_of(city)
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
                record_link(catalog.records[call.organization]) if call.organization else None,
            )
            for call in city.call
        ),
        city.rule_set,
        source_views(sources),
    )


def home_view(catalog: Catalog, events: Iterable[Event], today: date) -> HomeView:
    """Return the home page."""
    coming = [event for event in events if event.last_day >= today][:6]
    counts = (
        TermCount("品牌", "brands/", len(catalog.brands)),
        TermCount("项目", "projects/", len(catalog.projects)),
        TermCount("活动", "calendar/", len(catalog.activities)),
        TermCount("服务点和场所", "places/", len(catalog.places)),
    )
    nodes = node_rows(catalog, today)
    regular = regular_activities(catalog)
    return HomeView(
        city_view(catalog),
        brand_walls(catalog),
        tuple(event_row(catalog, event) for event in coming),
        nodes,
        ring.drawn(((row.name, row.url, row.angle) for row in nodes), len(regular)),
        tuple(record_link(activity) for activity in regular),
        counts,
    )


def regular_activities(catalog: Catalog) -> tuple[Activity, ...]:
    """Return the activities that go on all year without published days."""
    return tuple(a for a in catalog.activities if a.start is None and a.schedule is None)


def calendar_view(catalog: Catalog, events: Iterable[Event], today: date) -> CalendarView:
    """Return the calendar page."""
    every = tuple(events)
    coming = [event for event in every if event.last_day >= today]
    past = [event for event in every if event.last_day < today]
    return CalendarView(
        today.isoformat(),
        _grouped(catalog, coming, "{0.year} 年 {0.month} 月"),
        cards(catalog, regular_activities(catalog)),
        node_rows(catalog, today),
        _grouped(catalog, reversed(past), "{0.year} 年"),
    )


def _grouped(catalog: Catalog, events: Iterable[Event], title: str) -> tuple[MonthGroup, ...]:
    months: dict[str, list[EventRow]] = {}
    for event in events:
        months.setdefault(title.format(event.start.first), []).append(event_row(catalog, event))
    return tuple(MonthGroup(month, tuple(rows)) for month, rows in months.items())


CHARTS = (
    ("category", "品牌和项目：按服务类别"),
    ("audience", "品牌和项目：按服务对象"),
    ("level", "品牌和项目：按层级"),
)


def figures_view(catalog: Catalog) -> FiguresView:
    """Return the page of figures: the city's and what this site holds."""
    charts = []
    for kind, title in CHARTS:
        counts = [
            (term, sum(isinstance(r, Brand | Project) for r in records_with(catalog, kind, id)))
            for id, term in catalog.terms[kind].items()
        ]
        most = max(count for _, count in counts) or 1
        charts.append(
            Chart(
                title,
                tuple(
                    Bar(t.name, term_url(kind, t.id), count, round(100 * count / most, 1))
                    for t, count in counts
                ),
            )
        )
    return FiguresView(city_view(catalog), tuple(charts), area_tiles(catalog))


def area_tiles(catalog: Catalog) -> tuple[AreaTile, ...]:
    """Return the tile map of the units with the number of brands and projects of each."""
    return tuple(
        AreaTile(
            area.short or area.name,
            term_url("area", area.id),
            sum(isinstance(r, Brand | Project) for r in records_with(catalog, "area", area.id)),
            area.row,
            area.column,
        )
        for area in catalog.areas.values()
    )


def sources_view(catalog: Catalog) -> SourcesView:
    """Return all sources with the records that rest on them."""
    cited: dict[tuple[str, str, str], tuple[Source, list[Link]]] = {}
    for record in catalog.records.values():
        for source in catalog.sources_of(record):
            key = (source.title, source.publisher, str(source.date_published or ""))
            cited.setdefault(key, (source, []))[1].append(record_link(record))
    ordered = sorted(
        cited.values(), key=lambda pair: str(pair[0].date_published or ""), reverse=True
    )
    views = source_views(source for source, _ in ordered)
    return SourcesView(
        tuple(
            CitedSource(view, tuple(links)) for view, (_, links) in zip(views, ordered, strict=True)
        )
    )


OTHER_LETTER = "0"
"""Stands for every name that does not begin with a letter."""


def index_view(catalog: Catalog) -> IndexView:
    """Return the plain list of everything by initial."""
    letters: dict[str, list[Entry]] = {}
    for record in sorted(
        catalog.records.values(), key=lambda r: (reading(r.name, r.name_pinyin), r.id)
    ):
        first = reading(record.name, record.name_pinyin)[:1].upper()
        letter = first if first.isalpha() and first.isascii() else OTHER_LETTER
        letters.setdefault(letter, []).append(Entry(record.name, record.url, badge(record)))
    return IndexView(
        tuple(InitialGroup(letter, tuple(letters[letter])) for letter in sorted(letters))
    )
