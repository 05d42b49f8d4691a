"""Whether readers learn what became of an event that was announced: a tree compared with an earlier version.

Calendars that people subscribed to count the announced changes of an event. A time that is edited without a
day on which that was announced changes under their eyes, and nobody is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from showcase.catalog import Catalog, read_record, read_setting
from showcase.model import Activity, EventStatus, Node, Record
from showcase.problems import FieldPath, Problem
from showcase.schedule import Event, events_of
from showcase.sources import read


def silent_changes(root: Path, catalog: Catalog, before: Path, today: date) -> Iterator[Problem]:
    """Iterate over announced events that changed or vanished without a word.

    Args:
        root: Folder of the tree.
        catalog: The tree as it is.
        before: Folder of the tree as it was.
        today: The day that counts as today; what is over by then is history.
    """
    former = _former(before, root)
    present = {id: r for r in catalog.activities for id in (r.id, *r.redirect_from)}
    for activity in former.activities if former else ():
        announced = _announced(activity, former, today) if former else {}
        now = present.get(activity.id)
        if not announced:
            continue
        if now is None or now.visibility == "draft":
            first = next(iter(announced.values()))
            values = (("found", first.starts), ("count", str(len(announced))))
            yield Problem(activity.path, 1, 1, "announced-then-gone", values=values)
        else:
            yield from _compared(root, now, announced, _by_original(now, catalog, today), today)


def _former(before: Path, root: Path) -> Catalog | None:
    """Return the earlier tree as far as its events may differ: all time points, and the activities that changed."""
    setting, _ = read_setting(before)
    if setting is None:
        return None
    nodes, activities = (
        [f"{kind.folder}/{file.name}" for file in sorted((before / kind.folder).glob("*.yaml"))]
        for kind in (Node, Activity)
    )
    if not any(_differs(before, root, path) for path in nodes):
        activities = [path for path in activities if _differs(before, root, path)]
    read_records = (read_record(before, path)[0] for path in (*nodes, *activities))
    records: dict[str, Record] = {record.id: record for record in read_records if record}
    return Catalog(setting.city, setting.terms, setting.shared_sources, records)


def _differs(before: Path, root: Path, path: str) -> bool:
    now = root / path
    return not now.is_file() or now.read_bytes() != (before / path).read_bytes()


def _by_original(activity: Activity, catalog: Catalog, today: date) -> dict[str, Event]:
    try:
        return {event.original: event for event in events_of(activity, catalog, today)}
    except KeyError:  # a time point is missing; that is a problem of its own
        return {}


def _announced(activity: Activity, catalog: Catalog, today: date) -> dict[str, Event]:
    """Return the events on which people count: of a known day, still to come, and not called off already."""
    if activity.visibility == "draft":
        return {}
    return {
        original: event
        for original, event in _by_original(activity, catalog, today).items()
        if event.start.is_exact and event.last >= today.isoformat()
        if not event.is_habit and event.status is not EventStatus.CANCELLED
    }


def _compared(
    root: Path, activity: Activity, before: dict[str, Event], now: dict[str, Event], today: date
) -> Iterator[Problem]:
    document = read(root, activity.path)
    gone = [event for original, event in before.items() if original not in now]
    if gone and activity.start is not None:
        values = {"found": gone[0].starts, "now": str(activity.start), "today": str(today)}
        yield document.problem(("start",), "moved-in-silence", values)
    elif gone:
        values = {"found": gone[0].starts, "count": str(len(gone)), "today": str(today)}
        where: FieldPath = ("schedule",) if activity.schedule else ()
        yield document.problem(where, "dropped-in-silence", values)
    for old, new in ((old, now[original]) for original, old in before.items() if original in now):
        is_same = (old.starts, old.ends, old.state) == (new.starts, new.ends, new.state)
        if not is_same and not _is_told(old, new, today):
            values = {"found": _words(old), "now": _words(new), "today": str(today)}
            yield document.problem(_place(activity, new), "changed-in-silence", values)
            return


def _is_told(old: Event, new: Event, today: date) -> bool:
    """Return whether a later change is recorded; of one day only one can be told apart."""
    return new.changed > old.changed or new.changed == today.isoformat()


def _words(event: Event) -> str:
    times = f"{event.starts}–{event.ends}" if event.ends else event.starts
    return times if event.status is EventStatus.SCHEDULED else f"{times} {event.state}"


def _place(activity: Activity, event: Event) -> FieldPath:
    """Return the field that says when the event is."""
    for i, change in enumerate(activity.occurrence):
        if change.date.isoformat() == event.original:
            return ("occurrence", i)
    return ("start",) if activity.start else ("schedule",)
