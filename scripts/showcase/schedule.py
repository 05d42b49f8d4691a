"""When activities happen: the events of an activity, worked out from its record."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, time, timedelta
from itertools import islice
from typing import NamedTuple

import chinese_calendar

from showcase.almanac import FIRST_YEAR, LAST_YEAR, node_days, nth_weekday
from showcase.catalog import Catalog, Setting
from showcase.dates import PartialDate, iso
from showcase.model import (
    Activity,
    Anchor,
    EventStatus,
    Location,
    Node,
    Occurrence,
    Pause,
    Schedule,
)
from showcase.wording import covers_workdays

FIRST_YEAR_OF_HOLIDAYS = min(chinese_calendar.holidays).year
ANNOUNCED_UNTIL = max(chinese_calendar.holidays).year
"""The last year whose holidays the State Council has announced, as far as the library knows."""
WEEK = 7


class Event(NamedTuple):
    """One occurrence of an activity, as plain texts that keep well.

    Args:
        activity: The id of what happens.
        original: The day that names the occurrence, also after it was moved.
        starts: When it begins, as precisely as known.
        ends: When it ends, inclusive; empty where it is the day of the start.
        last: The last day that it may touch.
        state: What became of it.
        reason: Why it is not as announced.
        where: What each location is (place, text or online_url), and which.
        is_habit: Whether only the habit of former years speaks for the date.
        is_pending: Whether it depends on holidays that are not announced yet.
        changed: The day of the last recorded change of its time, place or state; empty if there is none.
        previous: When it should have begun before it was moved; empty if it was not.
    """

    activity: str
    original: str
    starts: str
    ends: str
    last: str
    state: str
    reason: str
    where: tuple[tuple[str, str], ...]
    is_habit: bool
    is_pending: bool
    changed: str
    previous: str

    @property
    def key(self) -> str:
        """The name of the occurrence, the same for ever."""
        return f"{self.activity}-{self.original.replace('-', '')}"

    @property
    def order(self) -> tuple[str, str]:
        """The first moment that the event may begin, and what tells it from others of that moment."""
        return self.starts + "-01-01T00:00"[len(self.starts) - 4 :], self.activity

    @property
    def start(self) -> PartialDate:
        """When it begins."""
        return PartialDate.parse(self.starts)

    @property
    def end(self) -> PartialDate | None:
        """When it ends, if that is not the day of the start."""
        return PartialDate.parse(self.ends) if self.ends else None

    @property
    def status(self) -> EventStatus:
        """What became of it."""
        return EventStatus.named(self.state)


def all_events(catalog: Catalog, today: date) -> tuple[Event, ...]:
    """Return every event in the order of time."""
    found = (e for activity in catalog.activities for e in events_of(activity, catalog, today))
    return tuple(sorted(found, key=lambda event: event.order))


def events_of(activity: Activity, catalog: Catalog, today: date) -> Iterator[Event]:
    """Iterate over the events of one activity.

    A dated activity is one event, a series those from a horizon before to one after today. A habit says what
    may be expected, not what was done: its events are left out once they are past. So are those of a rule
    that does not say since when it holds, unless something is recorded about them.
    """
    if activity.schedule is not None:
        events = _occurrences(activity, activity.schedule, catalog, today)
    elif activity.start is not None:
        events = iter((_single(activity, activity.start),))
    else:
        return
    for event in events:
        if not (event.is_habit and event.last < today.isoformat()):
            yield event


def days_shown(setting: Setting, today: date) -> tuple[date, date]:
    """Return the first and the last day for which series are worked out."""
    horizon = timedelta(days=setting.city.calendar_days)
    return today - horizon, today + horizon


def _single(activity: Activity, start: PartialDate) -> Event:
    """Return the event of an activity with a date of its own."""
    previous = activity.previous_start_date
    return _event(activity, activity, (previous or start).first, start, activity.end)._replace(
        previous=str(previous or "")
    )


def _occurrences(
    activity: Activity, schedule: Schedule, catalog: Catalog, today: date
) -> Iterator[Event]:
    changes = {change.date: change for change in activity.occurrence}
    is_open = schedule.start is None and schedule.repeat != "dates"
    for first, last in scheduled_spans(schedule, catalog, *days_shown(catalog, today)):
        if is_open and last < today and first not in changes and first not in schedule.extra:
            continue
        start, end = _moment(first, schedule.start_time), _moment(last, schedule.end_time)
        change = changes.get(first)
        begins = (change and change.start) or start
        ends = (change and change.end) or (None if end == start else end)
        event = _event(activity, change or activity, first, begins, ends)
        if begins != start:
            event = event._replace(previous=str(start))
        yield event._replace(is_pending=True) if _is_pending(schedule, first) else event


def _event(
    activity: Activity,
    said: Activity | Occurrence,
    original: date,
    start: PartialDate,
    end: PartialDate | None,
) -> Event:
    """Return an event about which its activity, or a remark on this occurrence, says something."""
    days = [iso(day) for day in (said.status_date, activity.status_date) if day]
    return Event(
        activity.id,
        iso(original),
        str(start),
        str(end) if end else "",
        iso((end or start).last),
        said.event_status.value,
        said.status_reason or "",
        _where(activity, said),
        activity.is_habit is not None,
        is_pending=False,
        changed=max(days, default=""),
        previous="",
    )


def _where(activity: Activity, said: Activity | Occurrence) -> tuple[tuple[str, str], ...]:
    """Return where an event is held: who goes online is not sent to a hall, nor to a place given up."""
    if said.to_be_announced and said is not activity:
        return (("text", "地点待公布"),)
    places = said.location or activity.location
    if said.event_status is EventStatus.MOVED_ONLINE:
        online = tuple(located(place) for place in places if place.online_url)
        return online or (("text", "线上"),)
    return tuple(located(place) for place in places)


def located(location: Location) -> tuple[str, str]:
    """Return what a location is, and which."""
    if location.place:
        return "place", location.place
    return ("text", location.text) if location.text else ("online_url", location.online_url or "")


def _moment(day: date, clock: time | None) -> PartialDate:
    return PartialDate(day, "minute", clock) if clock else PartialDate(day, "day")


def scheduled_spans(
    schedule: Schedule, catalog: Catalog, since: date, until: date
) -> Iterator[tuple[date, date]]:
    """Iterate over first and last day of the occurrences within the given days, in order.

    Days that are added by hand stand, whatever pauses and holidays say.
    """
    added = {day: day for day in schedule.extra}
    ruled = {
        first: last
        for first, last in _ruled_spans(schedule, catalog, since, until)
        if since <= first <= until and not _is_paused(schedule, catalog, first)
    }
    spans = sorted((added | ruled).items())
    return ((first, last) for first, last in spans if since <= first <= until)


def scheduled_days(schedule: Schedule, catalog: Catalog, since: date, until: date) -> set[date]:
    """Return the first days of the occurrences within the given days."""
    return {first for first, _ in scheduled_spans(schedule, catalog, since, until)}


def _ruled_spans(
    schedule: Schedule, catalog: Catalog, since: date, until: date
) -> Iterator[tuple[date, date]]:
    """Iterate over the days that the rule gives, holidays and make-up workdays considered."""
    if schedule.repeat == "on_node":
        spans = _node_spans(schedule, catalog, since, until)
    else:
        spans = ((day, day) for day in _rule_days(schedule, since, until))
    yield from ((first, last) for first, last in spans if _suits_holidays(schedule, first))
    yield from ((day, day) for day in _makeup_days(schedule, since, until))


def _node_spans(
    schedule: Schedule, catalog: Catalog, since: date, until: date
) -> Iterator[tuple[date, date]]:
    anchor = schedule.anchor
    assert anchor is not None
    node = catalog.get(Node, anchor.node)
    other = catalog.get(Node, anchor.until_node) if anchor.until_node else None
    for year in range(max(since.year - 1, FIRST_YEAR), min(until.year + 1, LAST_YEAR) + 1):
        for day in node_days(node.rule, year):
            first = day + timedelta(days=anchor.from_offset or 0)
            if (schedule.start or first) <= first <= (schedule.until or first):
                yield first, _last_day(anchor, day, node, other)


def _last_day(anchor: Anchor, day: date, node: Node, other: Node | None) -> date:
    """Return the last day of what is bound to a time point that begins on a day."""
    if other is not None:
        years = range(day.year, min(day.year + 1, LAST_YEAR) + 1)
        ends = (end for year in years for end in node_days(other.rule, year) if end >= day)
        return next(ends, day) + timedelta(days=anchor.to_offset or 0)
    if anchor.to_offset is None and anchor.from_offset is None:
        return day + timedelta(days=node.duration_days - 1)
    first = anchor.from_offset or 0
    return day + timedelta(days=max(first, 0) if anchor.to_offset is None else anchor.to_offset)


def _rule_days(schedule: Schedule, since: date, until: date) -> Iterator[date]:
    """Iterate over the days that how often it is gives, in order."""
    begin = schedule.start or since
    end = min(until, schedule.until) if schedule.until else until
    if schedule.count:
        days = (day for day in _recurring(schedule, begin, begin, end) if day >= begin)
        yield from (day for day in islice(days, schedule.count) if day >= since)
    else:
        first = max(begin, since)
        yield from (day for day in _recurring(schedule, begin, first, end) if first <= day <= end)


def _recurring(schedule: Schedule, begin: date, since: date, until: date) -> Iterator[date]:
    """Iterate over the days of a rule that counts from a beginning, some before and after those wanted too."""
    months = frozenset(schedule.by_month or range(1, 13))
    if schedule.repeat in ("monthly", "yearly"):
        for year, month in _reached(schedule, begin, since, until):
            if month in months:
                yield from _days_of_month(schedule, year, month)
    elif schedule.repeat != "dates":
        weekdays = sorted({day.weekday.number for day in schedule.by_day})
        is_weekly = schedule.repeat == "weekly"
        monday = begin - timedelta(days=begin.weekday())
        origin, offsets = (monday, weekdays) if is_weekly else (begin, [0])
        step = schedule.every * (WEEK if is_weekly else 1)
        first = max(0, (since - origin).days // step)
        for number in range(first, (until - origin).days // step + 1):
            days = (origin + timedelta(days=number * step + offset) for offset in offsets)
            yield from (day for day in days if day.month in months)


def _reached(
    schedule: Schedule, begin: date, since: date, until: date
) -> Iterator[tuple[int, int]]:
    """Iterate over the months that a rule comes to: each so many months, or all of each so many years."""
    is_yearly = schedule.repeat == "yearly"
    origin = begin.year * 12 + (0 if is_yearly else begin.month - 1)
    step = schedule.every * (12 if is_yearly else 1)
    first = max(0, (since.year * 12 + since.month - 1 - origin) // step)
    for start in range(origin + first * step, until.year * 12 + until.month, step):
        yield from (
            (month // 12, month % 12 + 1)
            for month in range(start, start + (12 if is_yearly else 1))
        )


def _days_of_month(schedule: Schedule, year: int, month: int) -> list[date]:
    """Return the days of a month that a rule means, in order."""
    size = monthrange(year, month)[1]
    numbers = {day if day > 0 else size + 1 + day for day in schedule.by_month_day}
    found = {date(year, month, number) for number in numbers if 1 <= number <= size}
    for day in schedule.by_day:
        found |= {*nth_weekday(year, month, day.weekday.number, day.nth or 1)}
    return sorted(found)


def _is_paused(schedule: Schedule, catalog: Catalog, day: date) -> bool:
    return any(_covers(pause, catalog, day) for pause in schedule.except_)


def _covers(pause: Pause, catalog: Catalog, day: date) -> bool:
    if pause.node:
        node = catalog.get(Node, pause.node)
        starts = (
            d
            for year in range(max(day.year - 1, FIRST_YEAR), day.year + 1)
            for d in node_days(node.rule, year)
        )
        return any(start <= day < start + timedelta(days=node.duration_days) for start in starts)
    if pause.start and pause.end:
        return pause.start <= day <= pause.end
    return day == pause.date


def depends_on_holidays(schedule: Schedule) -> bool:
    """Return whether holidays or make-up workdays change anything in a schedule."""
    return schedule.holiday_rule != "ignore" or schedule.makeup_rule != "ignore"


def unannounced_year(schedule: Schedule, setting: Setting, today: date) -> int | None:
    """Return the first year shown whose holidays a schedule waits for, None if it waits for none."""
    year = max(ANNOUNCED_UNTIL + 1, (schedule.start or today).year)
    last = min(days_shown(setting, today)[1], schedule.until or date.max).year
    return year if depends_on_holidays(schedule) and year <= last else None


def _is_pending(schedule: Schedule, day: date) -> bool:
    """Return whether an occurrence depends on holidays that are not announced yet."""
    is_ruled = day not in schedule.extra
    return is_ruled and depends_on_holidays(schedule) and day.year > ANNOUNCED_UNTIL


def _suits_holidays(schedule: Schedule, day: date) -> bool:
    """Return whether holidays and make-up workdays let an occurrence stand.

    Of a year whose holidays are not announced, or were not kept in a table yet, nothing is known: it changes
    nothing, and what is held on holidays only is left out.
    """
    if not depends_on_holidays(schedule):
        return True
    if not FIRST_YEAR_OF_HOLIDAYS <= day.year <= ANNOUNCED_UNTIL:
        return schedule.holiday_rule != "only"
    if schedule.makeup_rule == "as_workday" and day in chinese_calendar.workdays:
        return covers_workdays(schedule) and schedule.holiday_rule != "only"
    is_free = day in chinese_calendar.holidays
    return schedule.holiday_rule == "ignore" or is_free == (schedule.holiday_rule == "only")


def _makeup_days(schedule: Schedule, since: date, until: date) -> Iterator[date]:
    """Iterate over weekend days that are workdays, and so belong to what is held every workday."""
    is_every_week = schedule.repeat == "weekly" and schedule.every == 1
    if schedule.makeup_rule == "ignore" or not (is_every_week and covers_workdays(schedule)):
        return
    if schedule.holiday_rule == "only":
        return
    first, last = max(since, schedule.start or since), min(until, schedule.until or until)
    months = schedule.by_month or range(1, 13)
    yield from (
        day for day in chinese_calendar.workdays if first <= day <= last and day.month in months
    )
