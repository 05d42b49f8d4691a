"""When activities happen: the events of an activity, worked out from its record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

import chinese_calendar
from dateutil import rrule

from showcase.almanac import node_days
from showcase.catalog import Catalog
from showcase.dates import PartialDate
from showcase.model import Activity, EventStatus, Location, Node, Pause, Schedule

HORIZON = timedelta(days=400)
"""How far ahead of the day of the build a series is worked out."""

SATURDAY = 5
_FREQUENCY: Mapping[str, Literal[0, 1, 2, 3]] = {
    "daily": rrule.DAILY,
    "weekly": rrule.WEEKLY,
    "monthly": rrule.MONTHLY,
    "yearly": rrule.YEARLY,
}
_WEEKDAYS = (rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU)


@dataclass(frozen=True, slots=True)
class Event:
    """One occurrence of an activity.

    Args:
        activity: What happens.
        original: The day that names the occurrence, also after it was moved.
        start: When it begins, as precisely as known.
        end: When it ends, inclusive; None where it is the day of the start.
        status: What became of it.
        reason: Why it is not as announced.
        location: Where it is held.
    """

    activity: Activity
    original: date
    start: PartialDate
    end: PartialDate | None
    status: EventStatus
    reason: str | None
    location: tuple[Location, ...]

    @property
    def key(self) -> str:
        """The name of the occurrence, the same for ever."""
        return f"{self.activity.id}-{self.original:%Y%m%d}"

    @property
    def last_day(self) -> date:
        """The last day that the event may touch."""
        return (self.end or self.start).last

    @property
    def is_habit(self) -> bool:
        """Whether only the habit of former years speaks for the date."""
        return self.activity.is_habit is not None


def all_events(catalog: Catalog, today: date) -> tuple[Event, ...]:
    """Return every event in the order of time.

    All dated activities are among them, and series from a horizon before to one after today. A habit says
    what may be expected, not what was done: its events are left out once they are past.
    """
    since, until = today - HORIZON, today + HORIZON
    found = (
        event
        for activity in catalog.activities
        for event in events_of(activity, catalog, since, until)
        if not (event.is_habit and event.last_day < today)
    )
    return tuple(sorted(found, key=lambda event: (event.start.moment, event.activity.id)))


def events_of(activity: Activity, catalog: Catalog, since: date, until: date) -> Iterator[Event]:
    """Iterate over the events of one activity; a series only within the given days."""
    if activity.start is not None and activity.schedule is None:
        yield Event(
            activity,
            activity.start.first,
            activity.start,
            activity.end,
            activity.event_status,
            activity.status_reason,
            activity.location,
        )
    if activity.schedule is not None:
        changes = {change.date: change for change in activity.occurrence}
        for first, last in scheduled_spans(activity.schedule, catalog, since, until):
            start = _moment(first, activity.schedule.start_time)
            end = _moment(last, activity.schedule.end_time)
            change = changes.get(first)
            yield Event(
                activity,
                first,
                change.start if change and change.start else start,
                change.end if change and change.end else (end if end != start else None),
                change.event_status if change else activity.event_status,
                change.status_reason if change else activity.status_reason,
                change.location if change and change.location else activity.location,
            )


def _moment(day: date, clock: time | None) -> PartialDate:
    return PartialDate(day, "minute", clock) if clock else PartialDate(day, "day")


def scheduled_spans(
    schedule: Schedule, catalog: Catalog, since: date, until: date
) -> Iterator[tuple[date, date]]:
    """Iterate over first and last day of the occurrences within the given days."""
    if schedule.repeat == "on_node":
        spans: Iterable[tuple[date, date]] = _node_spans(schedule, catalog, since, until)
    else:
        spans = ((day, day) for day in sorted({*_rule_days(schedule, until), *schedule.extra}))
    for first, last in spans:
        inside = since <= first <= until
        if inside and not _is_paused(schedule, catalog, first) and _suits_holidays(schedule, first):
            yield first, last


def scheduled_days(schedule: Schedule, catalog: Catalog, since: date, until: date) -> set[date]:
    """Return the first days of the occurrences within the given days."""
    return {first for first, _ in scheduled_spans(schedule, catalog, since, until)}


def _node_spans(
    schedule: Schedule, catalog: Catalog, since: date, until: date
) -> Iterator[tuple[date, date]]:
    anchor = schedule.anchor
    assert anchor is not None
    node = catalog.get(Node, anchor.node)
    for year in range(since.year, until.year + 1):
        for day in node_days(node.rule, year):
            first = day + timedelta(days=anchor.from_offset)
            last = day + timedelta(
                days=max(anchor.to_offset, anchor.from_offset, node.duration_days - 1)
            )
            if anchor.until_node:
                other = catalog.get(Node, anchor.until_node).rule
                ends = sorted(d for y in (year, year + 1) for d in node_days(other, y) if d >= day)
                last = ends[0] + timedelta(days=anchor.to_offset)
            if (schedule.start is None or first >= schedule.start) and (
                schedule.until is None or first <= schedule.until
            ):
                yield first, last


def _rule_days(schedule: Schedule, until: date) -> Iterator[date]:
    if schedule.repeat == "dates" or schedule.start is None:
        return
    end = min(until, schedule.until) if schedule.until else until
    weekdays = [
        _WEEKDAYS[day.weekday.number](day.nth) if day.nth else _WEEKDAYS[day.weekday.number]
        for day in schedule.by_day
    ]
    rule = rrule.rrule(
        _FREQUENCY[schedule.repeat],
        dtstart=datetime.combine(schedule.start, time()),
        interval=schedule.every,
        byweekday=weekdays or None,
        bymonthday=schedule.by_month_day or None,
        bymonth=schedule.by_month or None,
        until=None if schedule.count else datetime.combine(end, time()),
        count=schedule.count,
    )
    yield from (moment.date() for moment in rule)


def _is_paused(schedule: Schedule, catalog: Catalog, day: date) -> bool:
    return any(_covers(pause, catalog, day) for pause in schedule.except_)


def _covers(pause: Pause, catalog: Catalog, day: date) -> bool:
    if pause.node:
        node = catalog.get(Node, pause.node)
        starts = (d for year in (day.year - 1, day.year) for d in node_days(node.rule, year))
        return any(start <= day < start + timedelta(days=node.duration_days) for start in starts)
    if pause.start and pause.end:
        return pause.start <= day <= pause.end
    return day == pause.date


def _suits_holidays(schedule: Schedule, day: date) -> bool:
    """Return whether holidays and make-up workdays let an occurrence stand.

    A year whose holidays are not announced yet changes nothing.
    """
    try:
        is_free, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return True
    is_statutory = is_free and name is not None
    if schedule.makeup_rule == "as_workday" and not is_free and day.weekday() >= SATURDAY:
        return False
    return schedule.holiday_rule == "ignore" or is_statutory == (schedule.holiday_rule == "only")
