"""A month day by day, as a list and as a grid of weeks, with the Chinese calendar beside it."""

from __future__ import annotations

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar

from showcase.almanac import FIRST_YEAR, LAST_YEAR, lunar_text, node_days
from showcase.dates import day_text
from showcase.index import Index
from showcase.model import SOLAR_TERMS, NodeRule
from showcase.schedule import ANNOUNCED_UNTIL, Event
from showcase.views.events import event_row, event_rows
from showcase.views.shapes import DayView

SHOWN = 3
"""How many events a cell of the grid has room for."""
FIRST_HOLIDAYS = min(chinese_calendar.holidays).year
"""The first year whose holidays are known."""


def weeks(
    index: Index, month: date, begun: Iterable[Event], ongoing: Iterable[Event]
) -> tuple[tuple[DayView | None, ...], ...]:
    """Return the weeks of a month from Monday on; what lies outside of it is nothing.

    Args:
        index: All entries.
        month: Its first day.
        begun: What begins in it.
        ongoing: What began before it and still goes on.
    """
    first = _by_day(event for event in begun if event.start.is_exact)
    later = _going_on(month, (*first.items(), *_by_day(ongoing).items()))
    return tuple(
        tuple(
            _day(index, date(month.year, month.month, number), first, later) if number else None
            for number in week
        )
        for week in Calendar().monthdayscalendar(month.year, month.month)
    )


def _by_day(events: Iterable[Event]) -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        found[event.starts[:10]].append(event)
    return found


def _going_on(month: date, groups: Iterable[tuple[str, list[Event]]]) -> Mapping[str, list[Event]]:
    """Return for each day of a month what goes on since an earlier day."""
    found: dict[str, list[Event]] = defaultdict(list)
    for starts, events in groups:
        for event in events:
            day = max(date.fromisoformat(starts) + timedelta(days=1), month)
            while day.isoformat() <= event.last and day.month == month.month:
                found[day.isoformat()].append(event)
                day += timedelta(days=1)
    return found


def _day(
    index: Index, day: date, first: Mapping[str, list[Event]], later: Mapping[str, list[Event]]
) -> DayView:
    iso = day.isoformat()
    begun, ongoing = first.get(iso, ()), later.get(iso, ())
    shown = (*begun[:SHOWN], *ongoing)[:SHOWN]
    lunar = lunar_text(day) if FIRST_YEAR <= day.year <= LAST_YEAR else ""
    month, _, number = lunar.partition("月")
    mark, holiday = holiday_mark(day)
    return DayView(
        iso,
        f"day-{day.day}" if begun else "list-title",
        day.day,
        day_text(day, year=False),
        f"{month}月" if number == "初一" else number,
        f"农历{lunar}" if lunar else "",
        "、".join(_names_of(index, day)),
        mark,
        holiday,
        event_rows(index, begun),
        tuple(event_row(index, event) for event in shown),
        len(begun) + len(ongoing) - len(shown),
    )


def _names_of(index: Index, day: date) -> Iterable[str]:
    """Return what a day is called: the time points that it begins, as far as their days are known, and its solar term."""
    names = dict.fromkeys(_time_points(index).get(day.isoformat(), ()))
    if term := solar_terms(day.year).get(day):
        names[term] = None
    return names


def _time_points(index: Index) -> Mapping[str, list[str]]:
    def compute() -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for node in index.of_kind("node"):
            for day in node.days:
                found[day].append(node.name)
        return found

    return index.once("time points", compute)


@lru_cache(maxsize=200)
def solar_terms(year: int) -> Mapping[date, str]:
    """Return the days of a year on which solar terms begin."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return {}
    return {day: term for term in SOLAR_TERMS for day in node_days(NodeRule(solar_term=term), year)}


def holiday_mark(day: date) -> tuple[str, str]:
    """Return 休 or 班 and the name of the holiday, nothing on an ordinary day.

    >>> holiday_mark(date(2026, 10, 1)), holiday_mark(date(2026, 10, 10)), holiday_mark(date(2026, 10, 12))
    (('休', '国庆节'), ('班', '国庆节'), ('', ''))
    """
    if day in chinese_calendar.workdays:
        return "班", _holiday_name(chinese_calendar.workdays[day])
    if day in chinese_calendar.holidays:
        return "休", _holiday_name(chinese_calendar.holidays[day])
    return "", ""


def _holiday_name(name: str) -> str:
    return next(str(h.chinese) for h in chinese_calendar.Holiday if h.value == name)


def holiday_note(year: int) -> str:
    """Return what is to be said where the holidays of a year are not known."""
    if year > ANNOUNCED_UNTIL:
        return f"{year} 年的放假和调休安排待国务院公布，公布后再标出。"
    if year < FIRST_HOLIDAYS:
        return ""
    return "「休」是法定节假日和调休，「班」是补班的日子。"


def days_with_events(grid: Iterable[Iterable[DayView | None]]) -> Iterator[DayView]:
    """Iterate over the days of a month on which something begins."""
    for week in grid:
        yield from (day for day in week if day is not None and day.rows)
