"""Time points: their days, the ring of the year, and the page of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from showcase import ring
from showcase.almanac import lunar_text
from showcase.dates import day_text
from showcase.entries import Entry
from showcase.index import Index
from showcase.model import Node
from showcase.views.events import event_rows
from showcase.views.records import record_view
from showcase.views.reuse import Addresses
from showcase.views.shapes import Events, NodeDay, NodeRow, NodesView, NodeView
from showcase.views.words import link

EVENTS_SHOWN = 100
"""How many of the coming and of the past events stand on the page of a time point."""
MARKS_SHOWN, ARCS_SHOWN = 22, 12
"""How many time points and regular activities the ring has room for."""


def node_rows(index: Index, today: date) -> tuple[NodeRow, ...]:
    """Return the time points in the order in which they come."""
    return index.once(("nodes", today), lambda: _rows(index, today))


def _rows(index: Index, today: date) -> tuple[NodeRow, ...]:
    rows = (_row(index, entry, today) for entry in index.of_kind("node"))
    return tuple(sorted(rows, key=lambda row: row.iso))


def _row(index: Index, entry: Entry, today: date) -> NodeRow:
    gist = index.gist(entry.id)
    days = node_days_view(entry, gist.summary, today)
    iso = next((day.iso for day in days if day.is_next), "")
    return NodeRow(
        entry.name,
        entry.url,
        gist.summary,
        iso,
        angle(date.fromisoformat(iso)) if iso else 0,
        days,
        len(gist.cited),
        len(index.events_of(entry.id)),
    )


def angle(day: date) -> float:
    """Return where a day lies on the ring of the year."""
    return round((day.timetuple().tm_yday - 1) / 365.25 * 360, 1)


def node_days_view(entry: Entry, summary: str, today: date) -> tuple[NodeDay, ...]:
    """Return the days of a time point, from a little before today on; its summary may tell the lunar day."""
    next_day = next((day for day in entry.days if day >= today.isoformat()), "")
    return tuple(_day(summary, written, today, next_day) for written in entry.days)


def _day(summary: str, written: str, today: date, next_day: str) -> NodeDay:
    day = date.fromisoformat(written)
    lunar = lunar_text(day)
    is_told = lunar in summary
    return NodeDay(
        written, str(day.year), day_text(day), lunar, is_told, day < today, written == next_day
    )


def year_ring(index: Index, rows: Iterable[NodeRow]) -> ring.Ring:
    """Return the ring of the year with its time points and one arc for each regular activity."""
    points = [ring.Point(row.name, row.url, row.angle, _isos(row)) for row in rows][:MARKS_SHOWN]
    return ring.drawn(points, min(len(regular_activities(index)), ARCS_SHOWN))


def _isos(row: NodeRow) -> str:
    return " ".join(day.iso for day in row.days)


def regular_activities(index: Index) -> tuple[Entry, ...]:
    """Return the activities that go on all year without published days."""
    return tuple(entry for entry in index.of_kind("activity") if entry.is_regular)


def nodes_view(index: Index, today: date) -> NodesView:
    """Return the page of all time points, in the order of the calendar year."""
    rows = node_rows(index, today)
    regular = regular_activities(index)[:ARCS_SHOWN]
    return NodesView(
        tuple(sorted(rows, key=lambda row: row.angle)),
        year_ring(index, rows),
        tuple(link(activity) for activity in regular),
    )


def node_view(index: Index, node: Node, today: date, addresses: Addresses) -> NodeView:
    """Return the page of a time point."""
    days = node_days_view(index[node.id], node.summary, today)
    coming, past = _events(index, node.id, today)
    return NodeView(
        record_view(index, node, (), today, addresses),
        next((day for day in days if day.is_next), None),
        days,
        node.duration_days,
        node.suggestion,
        coming,
        past,
    )


def _events(index: Index, id: str, today: date) -> Iterator[Events]:
    """Iterate over what is planned and what was done, each with the nearest first."""
    events = index.events_of(id)
    coming = [event for event in events if event.last >= today.isoformat()]
    past = [event for event in reversed(events) if event.last < today.isoformat()]
    for found in (coming, past):
        yield Events(event_rows(index, found[:EVENTS_SHOWN]), len(found))
