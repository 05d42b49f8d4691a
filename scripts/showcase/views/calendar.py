"""The calendar: what comes, what goes on all year, what was, and each month by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from showcase.entries import Entry
from showcase.index import Index
from showcase.schedule import Event
from showcase.views.events import event_rows, node_rows
from showcase.views.shapes import (
    CalendarView,
    EventGroup,
    Link,
    PeriodView,
    TermCount,
    YearLinks,
)
from showcase.views.words import cards

SHOWN = 100
"""How many coming and how many past events stand on the calendar page itself; months have them all."""
_YEAR, _MONTH = 4, 7
"""The length of a date that is known to the year, and to the month."""


class Period(NamedTuple):
    """A year or a month with what begins in it, and the same of its neighbours."""

    written: str
    events: tuple[Event, ...]
    years: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    earlier: str
    later: str

    @property
    def address(self) -> str:
        """The address of its page."""
        return period_address(self.written)

    @property
    def title(self) -> str:
        """It in words: 2026 年 3 月."""
        return period_text(self.written)


def period_address(written: str) -> str:
    """Return the address of a year or month.

    >>> period_address("2026-03"), period_address("2026")
    ('calendar/2026/03/', 'calendar/2026/')
    """
    return f"calendar/{written.replace('-', '/')}/"


def period_text(written: str) -> str:
    """Return a year or month in words.

    >>> period_text("2026-03"), period_text("2026")
    ('2026 年 3 月', '2026 年')
    """
    year, _, month = written.partition("-")
    return f"{year} 年 {int(month)} 月" if month else f"{year} 年"


def periods(index: Index) -> Iterator[Period]:
    """Iterate over all years and months in which something begins."""
    by_month: dict[str, list[Event]] = {}
    for event in index.all_events():
        by_month.setdefault(event.starts[:_MONTH], []).append(event)
    years = _years(by_month)
    written = sorted({*by_month, *(year for year, _ in years)})
    for length in (_YEAR, _MONTH):
        alike = [period for period in written if len(period) == length]
        for i, period in enumerate(alike):
            yield Period(
                period,
                tuple(by_month.get(period, ())),
                years,
                alike[i - 1] if i else "",
                alike[i + 1] if i + 1 < len(alike) else "",
            )


def _years(
    by_month: dict[str, list[Event]],
) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    """Return for each year its months, each with the number of its events; the latest year first."""
    months = sorted(by_month)
    return tuple(
        (year, tuple((m, len(by_month[m])) for m in found if len(m) == _MONTH))
        for year, found in reversed([(y, list(f)) for y, f in groupby(months, lambda m: m[:_YEAR])])
    )


def period_view(index: Index, period: Period) -> PeriodView:
    """Return the page of a year or month."""
    return PeriodView(
        period.title,
        event_rows(index, period.events),
        _year_links(
            (year, months) for year, months in period.years if year == period.written[:_YEAR]
        ),
        _neighbour(period.earlier),
        _neighbour(period.later),
    )


def _neighbour(written: str) -> Link | None:
    return Link(period_text(written), period_address(written)) if written else None


def _year_links(
    years: Iterable[tuple[str, tuple[tuple[str, int], ...]]],
) -> tuple[YearLinks, ...]:
    return tuple(
        YearLinks(
            Link(period_text(year), period_address(year)),
            tuple(
                TermCount(f"{int(month[_YEAR + 1 :])} 月", period_address(month), count)
                for month, count in months
            ),
        )
        for year, months in years
    )


def calendar_view(index: Index, today: date) -> CalendarView:
    """Return the calendar page."""
    events = index.all_events()
    coming = [event for event in events if event.last >= today.isoformat()]
    past = [event for event in reversed(events) if event.last < today.isoformat()]
    undated = regular_activities(index)
    years = _years({p.written: list(p.events) for p in periods(index) if p.events})
    return CalendarView(
        today.isoformat(),
        _grouped(index, coming[:SHOWN], _MONTH),
        len(coming[SHOWN:]),
        cards(index, undated[:SHOWN]),
        len(undated[SHOWN:]),
        node_rows(index.of_kind("node")),
        _grouped(index, past[:SHOWN], _YEAR),
        len(past[SHOWN:]),
        _year_links(years),
    )


def _grouped(index: Index, events: Iterable[Event], length: int) -> tuple[EventGroup, ...]:
    """Return events under their years or months."""
    groups = groupby(events, lambda event: event.starts[:length])
    return tuple(
        EventGroup(period_text(period), event_rows(index, found)) for period, found in groups
    )


def regular_activities(index: Index) -> tuple[Entry, ...]:
    """Return the activities that go on all year without published days."""
    return tuple(entry for entry in index.of_kind("activity") if entry.is_regular)
