"""The calendar for editors: what happens when, what clashes, and where nothing happens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from showcase.catalog import WHOLE_CITY
from showcase.index import Index
from showcase.model import EventStatus
from showcase.problems import Language
from showcase.schedule import Event
from showcase.views.events import date_words, time_words

MONTHS_AHEAD = 12
_OFF = (EventStatus.CANCELLED, EventStatus.POSTPONED)


@dataclass(frozen=True, slots=True)
class Line:
    """An event as a line for a terminal: when, from when to when, what, where, and what became of it."""

    day: str
    clock: str
    name: str
    where: str
    state: str

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands in the columns."""
        return self.day, self.clock, self.name, self.where, self.state


def lines(index: Index, events: Iterable[Event]) -> Iterator[Line]:
    """Iterate over events as lines."""
    for event in events:
        yield Line(
            date_words(event.start, event.end),
            time_words(event.start, event.end),
            index[event.activity].name,
            "、".join(_place(index, kind, written) for kind, written in event.where),
            "；".join(_states(event)),
        )


def _place(index: Index, kind: str, written: str) -> str:
    return index[written].name if kind == "place" else written


def _states(event: Event) -> Iterator[str]:
    if event.status is not EventStatus.SCHEDULED:
        yield event.status.zh
    if event.previous:
        yield f"原定 {event.previous.replace('T', ' ')}"
    if event.reason:
        yield event.reason
    if event.is_habit:
        yield "按惯例"
    if event.is_pending:
        yield "放假安排待国务院公布"


def between(events: Iterable[Event], first: date, last: date) -> tuple[Event, ...]:
    """Return the events that touch a span of days, both ends included."""
    since, until = first.isoformat(), last.isoformat()
    return tuple(e for e in events if e.last >= since and e.start.first.isoformat() <= until)


@dataclass(frozen=True, slots=True)
class Clash:
    """Two events that are held at the same time by the same brand or at the same place.

    Args:
        shared: The place or brand.
        one: Activity and time of the earlier one.
        other: Of the later one.
    """

    shared: str
    one: str
    other: str

    def text(self, language: Language = "zh") -> str:
        """Return one sentence."""
        if language == "en":
            return f"{self.shared}: {self.one} and {self.other} overlap"
        return f"{self.shared}：{self.one} 与 {self.other} 时间重叠"


def clashes(index: Index, events: Iterable[Event]) -> tuple[Clash, ...]:
    """Return which events clash; only those whose times are known, and that are still to be held."""
    found: dict[tuple[str, str], Clash] = {}
    by_day: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        if event.start.precision == "minute" and event.status not in _OFF:
            for shared in _shared(index, event):
                by_day[shared, event.starts[:10]].append(event)
    for (shared, _), together in by_day.items():
        for one, other in combinations(together, 2):
            if _overlap(one, other) and not _belong(index, one, other):
                names = (_said(index, one), _said(index, other))
                found.setdefault((one.key, other.key), Clash(index[shared].name, *names))
    return tuple(found.values())


def _shared(index: Index, event: Event) -> Iterator[str]:
    """Iterate over what can only be at one thing at a time: places and brands."""
    yield from (written for kind, written in event.where if kind == "place")
    for parent in index.some(index[event.activity].parents):
        ids = (parent.id,) if parent.kind == "brand" else parent.references
        yield from (id for id in ids if index[id].kind == "brand")


def _overlap(one: Event, other: Event) -> bool:
    """Return whether the later of two events begins before the earlier one ends."""
    first, second = sorted((one, other), key=lambda event: event.starts)
    return second.starts < (first.ends or first.starts) or second.starts == first.starts


def _belong(index: Index, one: Event, other: Event) -> bool:
    """Return whether both are one thing: a series and one of its editions."""
    ids = one.activity, other.activity
    return ids[0] == ids[1] or any(b in index[a].references for a, b in (ids, reversed(ids)))


def _said(index: Index, event: Event) -> str:
    when = f"{date_words(event.start, event.end)} {time_words(event.start, event.end)}"
    return f"「{index[event.activity].name}」（{when}）"


@dataclass(frozen=True, slots=True)
class Gap:
    """A time point, a unit or a month in which nothing is planned."""

    kind: str
    name: str

    def text(self, language: Language = "zh") -> str:
        """Return one sentence."""
        if language == "en":
            return f"{_ENGLISH[self.kind]} {self.name}: nothing planned"
        return f"{self.kind}「{self.name}」：今后一年没有安排"


_ENGLISH = {"时间点": "time point", "县（市、区）": "unit", "月份": "month"}


def gaps(index: Index, today: date) -> tuple[Gap, ...]:
    """Return where nothing is planned within a year from today."""
    first, last = today.isoformat(), (today + timedelta(days=365)).isoformat()

    def planned(events: Iterable[Event]) -> list[Event]:
        return [e for e in events if e.last >= first and e.starts <= last and e.status not in _OFF]

    coming = planned(index.all_events())
    served = {area for event in coming for area in index.areas_of(index[event.activity])}
    begun = {event.starts[:7] for event in coming}
    nodes = [n for n in index.of_kind("node") if not planned(index.events_of(n.id))]
    areas = (
        []
        if WHOLE_CITY in served
        else [area for id, area in index.setting.areas.items() if id not in served]
    )
    months = [month for month in _months(today) if month not in begun]
    return (
        *(Gap("时间点", node.name) for node in nodes),
        *(Gap("县（市、区）", area.name) for area in areas),
        *(Gap("月份", month) for month in months),
    )


def _months(today: date) -> Iterator[str]:
    """Iterate over this month and the next ones."""
    for number in range(
        today.year * 12 + today.month - 1, today.year * 12 + today.month - 1 + MONTHS_AHEAD
    ):
        yield f"{number // 12}-{number % 12 + 1:02}"
