"""The calendar: what comes, what goes on all year, what was, and each month by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from showcase.dates import day_text
from showcase.index import Index
from showcase.schedule import Event, days_shown
from showcase.views.events import event_rows
from showcase.views.filters import filters, plain_pages
from showcase.views.month import days_with_events, holiday_note, weeks
from showcase.views.nodes import ARCS_SHOWN, node_rows, regular_activities, year_ring
from showcase.views.shapes import (
    CalendarView,
    EventGroup,
    Link,
    PeriodView,
    TermCount,
    YearLinks,
)
from showcase.views.words import cards, link

SHOWN = 100
"""How many coming and how many past events stand on the calendar page itself; months have them all."""
UNFOLDED = 100
"""How many events a month may have for all of its days to lie open."""
LATE = timedelta(days=60)
"""How far before the day of the build months have a page even if nothing happens in them."""
GOING_ON = 12
"""In how many months after its own something that goes on is shown."""
_YEAR, _MONTH = 4, 7
"""The length of a date that is known to the year, and to the month."""


class Period(NamedTuple):
    """A year or a month with what begins in it and what goes on in it, and the same of its neighbours."""

    written: str
    events: tuple[Event, ...]
    ongoing: tuple[Event, ...]
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


def periods(index: Index, today: date) -> Iterator[Period]:
    """Iterate over all years and months in which something happens.

    The months around today are there in any case, so that a reader's browser finds the present one.
    """
    begun, ongoing = _begun(index), _ongoing(index.all_events())
    years = _years(begun)
    _, last = days_shown(index.setting, today)
    months = {*begun, *ongoing, *_months(today - LATE, last)}
    written = sorted({*months, *(month[:_YEAR] for month in months)})
    for length in (_YEAR, _MONTH):
        alike = [period for period in written if len(period) == length]
        for i, period in enumerate(alike):
            yield Period(
                period,
                tuple(begun.get(period, ())),
                tuple(ongoing.get(period, ())),
                tuple(year for year in years if year[0] == period[:_YEAR]),
                alike[i - 1] if i else "",
                alike[i + 1] if i + 1 < len(alike) else "",
            )


def _begun(index: Index) -> Mapping[str, Sequence[Event]]:
    """Return for each month, and each year of which no more is known, what begins in it."""
    found: dict[str, list[Event]] = {}
    for event in index.all_events():
        found.setdefault(event.starts[:_MONTH], []).append(event)
    return found


def _ongoing(events: Iterable[Event]) -> Mapping[str, Sequence[Event]]:
    """Return for each month what began before it and still goes on."""
    found: dict[str, list[Event]] = {}
    for event in events:
        if event.last[:_MONTH] > event.starts[:_MONTH] and len(event.starts) > _MONTH:
            last = date.fromisoformat(event.last)
            for month in _months(event.start.first, last)[1 : GOING_ON + 1]:
                found.setdefault(month, []).append(event)
    return found


def _months(first: date, last: date) -> Sequence[str]:
    """Return the months from one day to another."""
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in numbers]


def _years(
    begun: Mapping[str, Sequence[Event]],
) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    """Return for each year its months, each with the number of its events; the latest year first."""
    months = sorted(begun)
    return tuple(
        (year, tuple((m, len(begun[m])) for m in found if len(m) == _MONTH))
        for year, found in reversed([(y, list(f)) for y, f in groupby(months, lambda m: m[:_YEAR])])
    )


def period_view(index: Index, period: Period) -> PeriodView:
    """Return the page of a year or month."""
    is_month = len(period.written) == _MONTH
    month = date.fromisoformat(f"{period.written}-01") if is_month else None
    grid = weeks(index, month, period.events, period.ongoing) if month else ()
    return PeriodView(
        period.title,
        filters(index, event_rows(index, (*period.events, *period.ongoing))),
        grid,
        tuple(days_with_events(grid)),
        event_rows(index, (e for e in period.events if not e.start.is_exact)),
        event_rows(index, period.ongoing),
        len(period.events) + len(period.ongoing) > UNFOLDED,
        holiday_note(month.year) if month else "",
        _year_links(period.years),
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
    nodes = node_rows(index, today)
    month = today.isoformat()[:_MONTH]
    return CalendarView(
        today.isoformat(),
        day_text(today),
        Link(period_text(month), period_address(month)),
        filters(index, event_rows(index, (*coming[:SHOWN], *past[:SHOWN]))),
        plain_pages(index),
        _grouped(index, coming[:SHOWN], _MONTH),
        len(coming[SHOWN:]),
        cards(index, undated[:SHOWN]),
        len(undated[SHOWN:]),
        nodes,
        year_ring(index, nodes),
        tuple(link(activity) for activity in undated[:ARCS_SHOWN]),
        _grouped(index, past[:SHOWN], _YEAR),
        len(past[SHOWN:]),
        _year_links(_years(_begun(index))),
    )


def _grouped(index: Index, events: Iterable[Event], length: int) -> tuple[EventGroup, ...]:
    """Return events under their years or months."""
    groups = groupby(events, lambda event: event.starts[:length])
    return tuple(
        EventGroup(period, period_text(period), event_rows(index, found))
        for period, found in groups
    )
