"""The calendars that people can subscribe to: which there are, and what belongs in each.

There is one for the whole city, one for each brand, time point, unit, category and audience, whether it has
events yet or not, and one for each project, organization and activity that has an event of a known day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from showcase.entries import Entry
from showcase.index import Index
from showcase.model import KINDS
from showcase.schedule import Event

TERMS = ("area", "category", "audience")
"""The vocabularies whose terms have a calendar each."""
ALWAYS = ("brand", "node")
"""The kinds of records that have a calendar even before the first event."""
IF_DATED = ("project", "organization", "activity")
"""The kinds of records that have a calendar once the day of an event is known."""
MAIN = "calendar.ics"
"""Where the calendar of the whole city stands."""
_DAY = len("2026-03-07")
"""The length of a date that is known to the day; with a time it is longer."""


class Feed(NamedTuple):
    """A calendar of one record or term.

    Args:
        kind: What it belongs to: brand, area …
        id: The id of that.
        name: The name of that.
    """

    kind: str
    id: str
    name: str

    @property
    def address(self) -> str:
        """Where it stands, relative to the root of the site."""
        return address_of(self.kind, self.id)


def address_of(kind: str, id: str) -> str:
    """Return where the calendar of a record or term stands.

    >>> address_of("brand", "deng-xia")
    'feeds/brand-deng-xia.ics'
    """
    return f"feeds/{kind}-{id}.ics"


def is_dated(event: Event) -> bool:
    """Return whether the day of an event is known; only then it may stand in a calendar."""
    return len(event.starts) >= _DAY


def dated(events: Iterable[Event]) -> list[Event]:
    """Return the events whose day is known."""
    return [event for event in events if len(event.starts) >= _DAY]


def feeds(index: Index) -> Iterator[Feed]:
    """Iterate over the calendars of all terms and records."""
    yield from term_feeds(index)
    for entry in _with_feeds(index):
        yield Feed(entry.kind, entry.id, entry.name)


def _with_feeds(index: Index) -> tuple[Entry, ...]:
    """Return all records that have a calendar, as `has_feed` says of each."""
    return index.once("with feeds", lambda: _found_with_feeds(index))


def _found_with_feeds(index: Index) -> tuple[Entry, ...]:
    happening = [entry for entry in index.of_kind("activity") if any(map(is_dated, entry.events))]
    dated = {id for entry in happening for id in (entry.id, *entry.references)}
    return tuple(
        entry
        for entry in index.everything()
        if entry.kind in ALWAYS or (entry.kind in IF_DATED and entry.id in dated)
    )


def term_feeds(index: Index) -> Iterator[Feed]:
    """Iterate over the calendars of units, categories and audiences."""
    for kind in TERMS:
        for term in index.setting.terms[kind].values():
            yield Feed(kind, term.id, term.name)


def former(index: Index) -> Iterator[tuple[str, Feed]]:
    """Iterate over the addresses that the calendars of records had before, each with the calendar."""
    for entry in _with_feeds(index):
        for old in entry.redirect_from:
            yield address_of(entry.kind, old), Feed(entry.kind, entry.id, entry.name)


def has_feed(index: Index, kind: str, id: str) -> bool:
    """Return whether a record has a calendar."""
    if kind in ALWAYS:
        return True
    if kind not in IF_DATED:
        return False
    others = (event for entry in index.referring(id, "activity") for event in entry.events)
    return any(map(is_dated, index[id].events)) or any(map(is_dated, others))


def events_in(index: Index, feed: Feed) -> list[Event]:
    """Return what belongs in a calendar, in the order of time."""
    found = (
        index.events_of(feed.id) if feed.kind in KINDS else index.events_under(feed.kind, feed.id)
    )
    return dated(found)
