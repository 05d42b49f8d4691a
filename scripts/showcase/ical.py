"""Calendars in iCalendar form (RFC 5545), for everybody's telephone.

Written here and not by a library, since tens of thousands of events are most of a build otherwise; tests let
five calendar programs read what is written. An event is written once and joined into every calendar that it
belongs to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from showcase.dates import ZONE, PartialDate
from showcase.entries import Entry
from showcase.feeds import dated
from showcase.index import Index
from showcase.model import EventStatus
from showcase.schedule import Event

MOST_OF_ALL, MOST = 1_000_000, 200_000
"""The most bytes of the calendar of everything, and of any other."""
_NOT_HELD = (EventStatus.CANCELLED, EventStatus.POSTPONED)
_MINUTE, _DAY = len("2026-03-07T09:00"), len("2026-03-07")
"""The length of a date that is known to the minute, and to the day."""
_CHANGES_BEGIN = date(2000, 1, 1).toordinal()
"""The day from which the days of changes are counted: a later change has a higher number, whoever builds."""
_LIMIT = 75
"""The most bytes in a line, its end not counted."""
_BEGINNING = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//volunteer showcase//zh-CN\r\n"
    b"CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n"
)
_PROPERTIES = f"""\
X-WR-TIMEZONE:{ZONE.key}
REFRESH-INTERVAL;VALUE=DURATION:P1D
X-PUBLISHED-TTL:P1D
BEGIN:VTIMEZONE
TZID:{ZONE.key}
BEGIN:STANDARD
DTSTART:19920101T000000
TZNAME:CST
TZOFFSETFROM:+0800
TZOFFSETTO:+0800
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n").encode()
"""What all calendars say; the zone of the city has kept one offset since 1992."""
_END = b"END:VCALENDAR\r\n"
_REMARK = 600
"""The bytes that the remark on what was left out may take, said twice."""


def calendar(
    index: Index,
    events: Iterable[Event],
    *,
    name: str,
    about: str,
    today: date,
    most: int,
    site_url: str,
) -> bytes:
    """Return a calendar with the events whose day is known, as many as fit in; those nearest to today first.

    Args:
        index: All entries.
        events: What may stand in it, in the order of time; dates to the month or year are left out.
        name: What calendar programs call it.
        about: A sentence that says what it holds.
        today: The day of the build.
        most: The most bytes it may have.
        site_url: Address of the site, for links back; may be empty.
    """
    near = nearest_first(dated(events), today)
    head = _head(name, about)
    room = most - len(head) - len(_END) - _REMARK
    chosen: list[tuple[tuple[str, str], bytes]] = []
    for event in near:
        written = components(index, event.activity, site_url)[event.key]
        room -= len(written)
        if room < 0:
            break
        chosen.append((event.order, written))
    if left_out := len(near) - len(chosen):
        head = _head(
            name, f"{about}为了小巧，只收离今天最近的；另有 {left_out} 次在网站的活动日历里。"
        )
    return b"".join([head, *(written for _, written in sorted(chosen)), _END])


def nearest_first(events: list[Event], today: date) -> list[Event]:
    """Return events in the order in which they matter: what comes, the next first, then what was, the last first."""
    day = today.isoformat()
    coming = [event for event in events if event.last >= day]
    return coming + [event for event in reversed(events) if event.last < day]


def _head(name: str, description: str) -> bytes:
    named = (
        f"NAME:{_escaped(name)}",
        f"X-WR-CALNAME:{_escaped(name)}",
        f"DESCRIPTION:{_escaped(description)}",
        f"X-WR-CALDESC:{_escaped(description)}",
    )
    return _BEGINNING + _written(named) + _PROPERTIES


def components(index: Index, id: str, site_url: str) -> Mapping[str, bytes]:
    """Return what stands in calendars for each event of an activity whose day is known, by the event's key."""
    return index.once(("components", id), lambda: _components(index, index[id], site_url))


def _components(index: Index, activity: Entry, site_url: str) -> Mapping[str, bytes]:
    host = f"{index.setting.city.name_en.lower()}.volunteer-showcase"
    stamp = f"DTSTAMP:{_plain(index.gist(activity.id).assured)}T000000Z"
    told: dict[object, bytes] = {}
    found = {}
    for event in dated(activity.events):
        own = event._replace(original="", starts="", ends="", last="", changed="")
        about = own, _vague_end(event)
        if about not in told:
            told[about] = _written((*_told(index, activity, event, site_url), "END:VEVENT"))
        lines = ("BEGIN:VEVENT", f"UID:{event.key}@{host}", stamp, *_timed(event))
        found[event.key] = _written(lines) + told[about]
    return found


def _timed(event: Event) -> Iterator[str]:
    """Iterate over what differs between the events of one activity: time, and count of changes."""
    yield _moment("DTSTART", event.starts)
    if end := _end(event):  # none means as it begins; some refuse a duration of nothing
        yield _moment("DTEND", end)
    changes = date.fromisoformat(event.changed).toordinal() if event.changed else _CHANGES_BEGIN
    yield f"SEQUENCE:{changes - _CHANGES_BEGIN}"
    if event.changed:
        yield f"LAST-MODIFIED:{_plain(event.changed)}T000000Z"


def _end(event: Event) -> str:
    """Return the end as iCalendar counts it, the day after the last one or the moment; empty if it is not known.

    An end that is known to the month only is no end: a calendar would show a day that nobody named.
    """
    starts, ends = event.starts, event.ends
    if len(starts) == _MINUTE:
        if len(ends) == _DAY:
            return f"{_day_after(ends)}T00:00"
        return ends if len(ends) == _MINUTE and ends > starts else ""
    return _day_after(ends[:_DAY] if len(ends) >= _DAY else starts)


def _day_after(written: str) -> str:
    return (date.fromisoformat(written) + timedelta(days=1)).isoformat()


def _vague_end(event: Event) -> str:
    return event.ends if 0 < len(event.ends) < _DAY else ""


def _moment(name: str, written: str) -> str:
    if len(written) == _MINUTE:
        return f"{name};TZID={ZONE.key}:{_plain(written)}00"
    return f"{name};VALUE=DATE:{_plain(written)}"


def _plain(written: str) -> str:
    return written.replace("-", "").replace(":", "")


def _told(index: Index, activity: Entry, event: Event, site_url: str) -> Iterator[str]:
    """Iterate over what is said of an event beside its time."""
    status = event.status
    name = activity.name
    yield f"SUMMARY:{_escaped(name if status is EventStatus.SCHEDULED else f'【{status.zh}】{name}')}"
    page = f"{site_url}{activity.url}" if site_url else ""
    yield f"DESCRIPTION:{_escaped(chr(10).join(_notes(index, activity, event, page)))}"
    is_sure = not (event.is_habit or event.is_pending)
    yield f"STATUS:{'CANCELLED' if status in _NOT_HELD else 'CONFIRMED' if is_sure else 'TENTATIVE'}"
    yield "TRANSP:TRANSPARENT"
    if event.where:
        yield f"LOCATION:{_escaped('、'.join(_places(index, event)))}"
    areas = index.setting.areas
    if units := [_escaped(areas[id].name) for id in index.areas_of(activity) if id in areas]:
        yield f"CATEGORIES:{','.join(units)}"
    online = [address for kind, address in event.where if kind == "online_url"]
    if url := next(iter(online), page):
        yield f"URL:{url}"


def _places(index: Index, event: Event) -> Iterator[str]:
    for kind, written in event.where:
        if kind == "place":
            yield index.named(written).name
        else:
            yield f"线上 {written}" if kind == "online_url" else written


def _notes(index: Index, activity: Entry, event: Event, page: str) -> Iterator[str]:
    yield index.gist(activity.id).summary
    if event.is_habit:
        yield "按往年惯例推算，以主办单位通知为准。"
    if event.is_pending:
        yield "这一年的放假安排待国务院公布，日期可能变动。"
    if event.previous:
        yield f"原定 {PartialDate.parse(event.previous).text}。"
    if event.reason:
        yield event.reason
    if ends := _vague_end(event):
        yield f"到 {PartialDate.parse(ends).text}结束，哪一天没有公布。"
    if activity.hosts:
        yield f"主办：{'、'.join(index.named(host).name for host in activity.hosts)}"
    if page:
        yield f"详情：{page}"


def _written(lines: Iterable[str]) -> bytes:
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def _escaped(text: str) -> str:
    """Return a text as iCalendar writes it, without the characters that its readers trip over."""
    plain = text if text.isprintable() else "".join(map(_harmless, text))
    if "\\" in plain or ";" in plain or "," in plain or "\n" in plain:
        plain = plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        plain = plain.replace("\n", "\\n")
    return plain


def _harmless(character: str) -> str:
    """Return a character, a space for a space of another kind, and nothing for what cannot be printed."""
    if character == "\n" or character.isprintable():
        return character
    return " " if character.isspace() and character != "\r" else ""


def folded(line: str) -> str:
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
