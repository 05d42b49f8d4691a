"""Calendar feeds in iCalendar form (RFC 5545), for everybody's telephone.

Written here and not by a library, since a feed of tens of thousands of events is most of a build otherwise;
tests let several calendar programs read what is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from showcase.dates import ZONE, PartialDate
from showcase.index import Index
from showcase.model import EventStatus
from showcase.schedule import Event
from showcase.views import event_row

_STATUS = {EventStatus.CANCELLED: "CANCELLED", EventStatus.POSTPONED: "CANCELLED"}
_LIMIT = 75
"""The most bytes in a line, its end not counted."""
_ZONE_LINES = (
    "BEGIN:VTIMEZONE",
    f"TZID:{ZONE.key}",
    "BEGIN:STANDARD",
    "DTSTART:19920101T000000",
    "TZNAME:CST",
    "TZOFFSETFROM:+0800",
    "TZOFFSETTO:+0800",
    "END:STANDARD",
    "END:VTIMEZONE",
)
"""The zone of the city, which has kept one offset since 1992."""


def feed(index: Index, events: Iterable[Event], *, name: str, site_url: str) -> bytes:
    """Return a calendar with the events whose day is known.

    Args:
        index: All entries.
        events: What may stand in the feed; dates to the month or year are left out.
        name: What calendar programs call the feed.
        site_url: Address of the site, for links back; may be empty.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//volunteer showcase//zh-CN",
        "METHOD:PUBLISH",
        f"NAME:{_escaped(name)}",
        f"X-WR-CALNAME:{_escaped(name)}",
        f"X-WR-TIMEZONE:{ZONE.key}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        *_ZONE_LINES,
    ]
    city = index.setting.city.name_en.lower()
    parts = [_written(lines)]
    exact = (event for event in events if event.start.is_exact)
    parts += (_written(_component(index, event, city, site_url)) for event in exact)
    return b"".join([*parts, b"END:VCALENDAR\r\n"])


def _written(lines: Iterable[str]) -> bytes:
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _component(index: Index, event: Event, city: str, site_url: str) -> Iterator[str]:
    row, activity = event_row(index, event), index[event.activity]
    yield "BEGIN:VEVENT"
    yield f"UID:{event.key}@{city}.volunteer-showcase"
    yield f"DTSTAMP:{activity.assured.replace('-', '')}T000000Z"
    yield f"SUMMARY:{_escaped(f'【{row.status}】{row.name}' if row.status else row.name)}"
    yield _moment("DTSTART", event.start)
    yield _end(event)
    yield f"DESCRIPTION:{_escaped(chr(10).join(_notes(row.summary, event)))}"
    yield f"STATUS:{_STATUS.get(event.status, 'TENTATIVE' if event.is_habit else 'CONFIRMED')}"
    yield "TRANSP:TRANSPARENT"
    if row.where:
        yield f"LOCATION:{_escaped('、'.join(link.text for link in row.where))}"
    areas = index.setting.areas
    if units := [_escaped(areas[id].name) for id in row.area_ids if id in areas]:
        yield f"CATEGORIES:{','.join(units)}"
    if site_url:
        yield f"URL:{site_url}{row.url}"
    yield "END:VEVENT"


def _moment(name: str, moment: PartialDate) -> str:
    day = f"{moment.first:%Y%m%d}"
    if moment.precision == "minute":
        return f"{name};TZID={ZONE.key}:{day}T{moment.clock:%H%M}00"
    return f"{name};VALUE=DATE:{day}"


def _end(event: Event) -> str:
    """Return the end as iCalendar counts it: the day after the last one, or the moment."""
    start, end = event.start, event.end
    if start.precision == "minute":
        return _moment("DTEND", end if end and end.precision == "minute" else start)
    after = (end or start).last + timedelta(days=1)
    return _moment("DTEND", PartialDate(after, "day"))


def _notes(summary: str, event: Event) -> Iterator[str]:
    yield summary
    if event.is_habit:
        yield "按往年惯例推算，以主办单位通知为准。"
    if event.reason:
        yield event.reason


def _escaped(text: str) -> str:
    """Return a text as iCalendar writes it, without the characters that its readers trip over."""
    plain = text if text.isprintable() else "".join(c for c in text if c == "\n" or c.isprintable())
    if "\\" in plain or ";" in plain or "," in plain or "\n" in plain:
        plain = plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        plain = plain.replace("\n", "\\n")
    return plain


def _folded(line: str) -> str:
    """Return a line cut so that no part is longer than allowed, and no character is cut in two."""
    content = line.encode()
    if len(content) <= _LIMIT:
        return line
    parts: list[str] = []
    while content:
        size = _LIMIT - bool(parts)
        while size < len(content) and content[size] & 0xC0 == 0x80:  # noqa: PLR2004  # inside of a character
            size -= 1
        parts.append(content[:size].decode())
        content = content[size:]
    return "\r\n ".join(parts)
