"""Events as rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from showcase.dates import PartialDate, day_text
from showcase.entries import Entry
from showcase.index import Index
from showcase.model import EventStatus, Schedule
from showcase.schedule import Event, unannounced_year
from showcase.views.filters import facets
from showcase.views.shapes import EventRow, Link
from showcase.views.words import links
from showcase.wording import sentence

_OFF = (EventStatus.CANCELLED, EventStatus.POSTPONED)
"""What is not held on its day."""
_VAGUE = {"year": "只知道年份", "month": "只知道月份"}


def event_row(index: Index, event: Event) -> EventRow:
    """Return an event as a row of the agenda."""
    return index.once(("row", event.key), lambda: _row(index, event))


def event_rows(index: Index, events: Iterable[Event]) -> tuple[EventRow, ...]:
    """Return events as rows of the agenda."""
    return tuple(event_row(index, event) for event in events)


def _row(index: Index, event: Event) -> EventRow:
    activity, start, end = index[event.activity], event.start, event.end
    return EventRow(
        key=event.key,
        iso_start=event.starts,
        iso_end=event.last,
        date=date_words(start, end),
        time=time_words(start, end),
        day=str(start.first.day) if start.is_exact else "—",
        month=f"{start.first.year}.{start.first.month}"
        if start.precision != "year"
        else str(start.first.year),
        name=activity.name,
        url=activity.url,
        summary=index.gist(activity.id).summary,
        where=location_links(index, event.where),
        who=links(index, activity.hosts),
        status="" if event.status is EventStatus.SCHEDULED else event.status.zh,
        is_off=event.status in _OFF,
        reason=event.reason,
        was=moment_words(PartialDate.parse(event.previous)) if event.previous else "",
        note=_VAGUE.get(start.precision, ""),
        edition=_edition(activity),
        is_habit=event.is_habit,
        is_pending=event.is_pending,
        is_unplaced=activity.is_unplaced and not event.where,
        area_ids=index.areas_of(activity),
        facets=facets(index, activity),
    )


def _edition(activity: Entry) -> str:
    """Return the number of an edition in words, nothing where the name says it already."""
    written = f"第 {activity.edition} 期"
    return written if activity.edition and written not in activity.name else ""


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


def schedule_words(index: Index, schedule: Schedule, today: date) -> str:
    """Return a schedule as a sentence, with what it still waits for."""
    words = sentence(schedule, lambda node: index.named(node).name)
    year = unannounced_year(schedule, index.setting, today)
    return f"{words}（{year} 年的放假安排待国务院公布）" if year else words


def moment_words(start: PartialDate) -> str:
    """Return a day with its hour in words, as precisely as they are known."""
    return f"{date_words(start, None)} {time_words(start, None)}".strip()


def location_links(index: Index, where: Iterable[tuple[str, str]]) -> tuple[Link, ...]:
    """Return where something is held, with links to places."""
    found: list[Link] = []
    for kind, written in where:
        if kind == "place":
            found += links(index, [written])
        else:
            found.append(Link(written) if kind == "text" else Link("线上", written))
    return tuple(found)
