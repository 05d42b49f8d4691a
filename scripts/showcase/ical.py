"""Calendar feeds in iCalendar form, for everybody's telephone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Timezone
from icalendar import Event as CalendarEvent

from showcase.catalog import Catalog
from showcase.dates import ZONE, PartialDate
from showcase.model import EventStatus
from showcase.schedule import Event
from showcase.views import areas_of, event_row

_STATUS = {EventStatus.CANCELLED: "CANCELLED", EventStatus.POSTPONED: "CANCELLED"}


def feed(catalog: Catalog, events: Iterable[Event], *, name: str, site_url: str) -> bytes:
    """Return a calendar with the events whose day is known.

    Args:
        catalog: All records.
        events: What may stand in the feed; dates to the month or year are left out.
        name: What calendar programs call the feed.
        site_url: Address of the site, for links back; may be empty.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//volunteer showcase//zh-CN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", ZONE.key)
    calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    calendar.add_component(_timezone())
    for event in events:
        if event.start.is_exact:
            calendar.add_component(_component(catalog, event, site_url))
    content: bytes = calendar.to_ical()
    return content


def uid(catalog: Catalog, event: Event) -> str:
    """Return the identity of an event, which outlives changes of title, time and address of the site."""
    return f"{event.key}@{catalog.city.name_en.lower()}.volunteer-showcase"


def _timezone() -> Timezone:
    """Return the zone of the city, which has kept one offset since 1992."""
    return Timezone.from_tzinfo(ZONE, first_date=date(2019, 1, 1), last_date=date(2038, 1, 1))


def _component(catalog: Catalog, event: Event, site_url: str) -> CalendarEvent:
    row = event_row(catalog, event)
    component = CalendarEvent()
    component.add("uid", uid(catalog, event))
    checked = event.activity.assured_date
    component.add("dtstamp", datetime.combine(checked, time(), UTC))
    component.add("summary", f"【{row.status}】{row.name}" if row.status else row.name)
    component.add("dtstart", _start(event.start))
    component.add("dtend", _end(event))
    component.add("description", _plain("\n".join(_notes(row.summary, event, row.reason))))
    component.add(
        "status", _STATUS.get(event.status, "TENTATIVE" if event.is_habit else "CONFIRMED")
    )
    component.add("transp", "TRANSPARENT")
    if row.where:
        component.add("location", _plain("、".join(link.text for link in row.where)))
    if categories := [
        catalog.terms["area"][id].name
        for id in areas_of(catalog, event.activity)
        if id in catalog.areas
    ]:
        component.add("categories", categories)
    if site_url:
        component.add("url", f"{site_url}{row.url}")
    return component


def _start(start: PartialDate) -> date | datetime:
    return start.moment if start.precision == "minute" else start.first


def _end(event: Event) -> date | datetime:
    """Return the end as iCalendar counts it: the day after the last one, or the moment."""
    end = event.end or event.start
    if event.start.precision == "minute":
        return end.moment if end.precision == "minute" else event.start.moment
    return end.last + timedelta(days=1)


def _notes(summary: str, event: Event, reason: str) -> Iterable[str]:
    yield summary
    if event.is_habit:
        yield "按往年惯例推算，以主办单位通知为准。"
    if reason:
        yield reason


def _plain(text: str) -> str:
    """Return text without the characters that iCalendar readers trip over."""
    return "".join(c for c in text if c == "\n" or c.isprintable())
