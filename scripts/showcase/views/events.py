"""Events and time points as rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from showcase.almanac import lunar_text, node_days
from showcase.catalog import Catalog
from showcase.dates import PartialDate, day_text
from showcase.model import EventStatus, Location, Node
from showcase.schedule import Event
from showcase.views.shapes import EventRow, Link, NodeRow
from showcase.views.words import areas_of, record_link


def event_row(catalog: Catalog, event: Event) -> EventRow:
    """Return an event as a row of the agenda."""
    activity, start, end = event.activity, event.start, event.end
    places = location_links(catalog, event.location)
    return EventRow(
        key=event.key,
        iso_start=str(start),
        iso_end=str(event.last_day),
        date=date_words(start, end),
        time=time_words(start, end),
        day=str(start.first.day) if start.is_exact else "—",
        month=f"{start.first.year}.{start.first.month}"
        if start.precision != "year"
        else str(start.first.year),
        name=activity.name,
        url=activity.url,
        summary=activity.summary,
        where=places,
        who=tuple(record_link(catalog.records[id]) for id in activity.organizer),
        status="" if event.status is EventStatus.SCHEDULED else event.status.zh,
        reason=event.reason or "",
        is_habit=event.is_habit,
        is_exact=start.is_exact,
        area_ids=areas_of(catalog, activity),
    )


def date_words(start: PartialDate, end: PartialDate | None) -> str:
    """Return the days of an event in words, as precisely as they are known."""
    first = day_text(start.first) if start.is_exact else start.text
    if end is None or end.first == start.first:
        return first
    return f"{first} 至 {day_text(end.first) if end.is_exact else end.text}"


def time_words(start: PartialDate, end: PartialDate | None) -> str:
    """Return the hours of an event, nothing where they are not known."""
    if start.precision != "minute":
        return ""
    if end is None or end.precision != "minute":
        return f"{start.clock:%H:%M}"
    return f"{start.clock:%H:%M}–{end.clock:%H:%M}"


def location_links(catalog: Catalog, locations: Iterable[Location]) -> tuple[Link, ...]:
    """Return where something is held, with links to places."""
    found = []
    for location in locations:
        if location.place:
            found.append(record_link(catalog.records[location.place]))
        elif location.text:
            found.append(Link(location.text))
        else:
            found.append(Link("线上", location.online_url))
    return tuple(found)


def node_rows(catalog: Catalog, today: date, years: int = 1) -> tuple[NodeRow, ...]:
    """Return the coming days of all time points in the order of the year."""
    rows = [row for node in catalog.nodes for row in next_days(node, today, years)]
    return tuple(sorted(rows, key=lambda row: row.iso))


def next_days(node: Node, today: date, count: int) -> tuple[NodeRow, ...]:
    """Return the next days of a time point from today on."""
    found = [
        day
        for year in range(today.year, today.year + count + 2)
        for day in node_days(node.rule, year)
    ]
    return tuple(
        NodeRow(
            node.name,
            node.url,
            day.isoformat(),
            day_text(day),
            lunar_text(day),
            f"{day.year}.{day.month}",
            str(day.day),
            round((day.timetuple().tm_yday - 1) / 365.25 * 360, 1),
        )
        for day in found
        if day >= today
    )[:count]
