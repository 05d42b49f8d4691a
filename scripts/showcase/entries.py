"""What other pages need of a record: small, plain and easy to keep.

A page shows its own record whole, of others what they are (their entries) and here and there what they say
in short (their gists). So an edit touches one page if it leaves both as they were, and no list of names, no
count and no calendar if it leaves the entry as it was.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any, NamedTuple

from showcase.almanac import node_days
from showcase.catalog import Catalog, Setting
from showcase.model import (
    KINDS,
    RECORD_TYPES,
    Activity,
    Brand,
    Choice,
    Confidence,
    Node,
    Offering,
    Organization,
    Place,
    Record,
    Source,
    references,
)
from showcase.pictures import PictureFile
from showcase.schedule import Event, events_of
from showcase.script import fold, reading

DAYS_KNOWN = 6
"""How many of the next days of a time point are worked out."""
DAYS_BEFORE = timedelta(days=60)
"""How far before the day of the build they begin: the clock of a reader may be behind."""
_RANKS = {kind.kind_name: rank for rank, kind in enumerate(RECORD_TYPES)}


class Cited(NamedTuple):
    """A source as the list of all sources shows it."""

    title: str
    publisher: str
    published: str
    date_note: str
    url: str
    is_medium: bool


class Gist(NamedTuple):
    """What a record says in short, and on what that rests: nothing that decides where it stands.

    Args:
        summary: One line about it.
        is_unverified: Whether no source of it is fully reliable.
        cited: What each of its sources is cited with, as plain values.
        assured: When it was checked last.
    """

    summary: str
    is_unverified: bool
    cited: tuple[tuple[Any, ...], ...]
    assured: str

    @property
    def sources(self) -> Iterator[Cited]:
        """What each of its sources is cited with."""
        return map(Cited._make, self.cited)

    def packed(self) -> bytes:
        """Return it as bytes: there are many, and a page shows few."""
        return marshal.dumps(tuple(self))

    @classmethod
    def of_packed(cls, packed: bytes) -> Gist:
        """Return the gist that was packed."""
        return cls._make(marshal.loads(packed))  # noqa: S302  # packed above


class Entry(NamedTuple):
    """What a record is; every value is a text, a tuple or a truth value.

    Args:
        kind: What it is: brand, project …
        id: Its id.
        name: Its name.
        reading: How the name is read, for sorting.
        is_spelled: Whether the record itself says how.
        badge: The words that say what it is.
        variety: The word of its kind for the sort that it is of; empty where the kind has none.
        status: The word for what became of it; empty where its kind has none.
        is_draft: Whether it is not published yet.
        other_names: Its other names.
        other_readings: How these are read.
        folded: All its names as search compares them, the own one first.
        hosts: Who runs or organizes it.
        areas: The units that it names itself.
        category: The categories that it names itself.
        audience: The audiences that it names itself.
        level: The level of its layer or highest award; empty where none is named.
        parents: From what it takes over what it does not say itself.
        references: The records that it names.
        starts: When an activity begins.
        edition: Which edition an activity is; 0 where it has no number.
        is_unplaced: Whether the place of an activity is still to be announced.
        events: The occurrences of an activity.
        is_regular: Whether it is an activity that goes on without published days.
        days: The days of a time point, from a little before the day of the build.
        redirect_from: The ids that it had.
        logo: The file of its logo, if it has one.
        images: The files of its other pictures, in their order.
    """

    kind: str
    id: str
    name: str
    reading: str
    is_spelled: bool
    badge: str
    variety: str
    status: str
    is_draft: bool
    other_names: tuple[str, ...]
    other_readings: tuple[str, ...]
    folded: tuple[str, ...]
    hosts: tuple[str, ...]
    areas: tuple[str, ...]
    category: tuple[str, ...]
    audience: tuple[str, ...]
    level: str
    parents: tuple[str, ...]
    references: tuple[str, ...]
    starts: str
    edition: int
    is_unplaced: bool
    events: tuple[Event, ...]
    is_regular: bool
    days: tuple[str, ...]
    redirect_from: tuple[str, ...]
    logo: tuple[PictureFile, ...]
    images: tuple[PictureFile, ...]

    @property
    def url(self) -> str:
        """The address of the record's page, relative to the root of the site."""
        return f"{KINDS[self.kind].section}/{self.id}/"

    @property
    def order(self) -> tuple[int, str, str]:
        """The place of the record among all: by kind, then by reading."""
        return _RANKS[self.kind], self.reading, self.id


def entry_of(record: Record, catalog: Catalog, today: date, *, known: Entry | None = None) -> Entry:
    """Return the entry of a record.

    Args:
        record: The record.
        catalog: What it belongs to; of other records only the time points matter, and its own pictures.
        today: The day of the build.
        known: The entry that the record had; saves working out how the same name is read.
    """
    names = (record.name, *(other.value for other in record.alternate_name))
    offering = record if isinstance(record, Offering) else None
    activity = record if isinstance(record, Activity) else None
    files = {p.file: catalog.pictures[record.picture_path(p)] for _, p in record.pictures}
    return Entry(
        record.kind_name,
        record.id,
        record.name,
        _reading(record, known),
        record.name_pinyin is not None,
        badge(record),
        _word(record, "kind"),
        _word(record, "event_status" if activity else "status"),
        record.visibility == "draft",
        names[1:],
        _other_readings(names[1:], known),
        tuple(fold(name) for name in names),
        _hosts(record),
        _areas(record),
        offering.category if offering else (),
        offering.audience if offering else (),
        getattr(record, "level", None) or "",
        (*activity.project, *activity.brand) if activity else (),
        tuple(dict.fromkeys(id for _, kind, id in references(record) if kind in KINDS)),
        str(activity.start) if activity and activity.start else "",
        (activity.edition or 0) if activity else 0,
        activity is not None and activity.to_be_announced is not None,
        tuple(events_of(activity, catalog, today)) if activity else (),
        activity is not None and activity.start is None and activity.schedule is None,
        tuple(_days(record, today)) if isinstance(record, Node) else (),
        record.redirect_from,
        tuple(files[picture.file] for where, picture in record.pictures if where == ("logo",)),
        tuple(files[picture.file] for picture in record.image),
    )


def gist_of(record: Record, setting: Setting) -> Gist:
    """Return the gist of a record."""
    sources = setting.sources_of(record)
    is_unverified = all(source.confidence is Confidence.MEDIUM for source in sources)
    cited = tuple(tuple(_cited(source)) for source in sources)
    return Gist(record.summary, is_unverified, cited, record.assured_date.isoformat())


def _reading(record: Record, known: Entry | None) -> str:
    if known and known.name == record.name and not known.is_spelled and not record.name_pinyin:
        return known.reading
    return reading(record.name, record.name_pinyin)


def _other_readings(names: tuple[str, ...], known: Entry | None) -> tuple[str, ...]:
    return (
        known.other_readings if known and known.other_names == names else tuple(map(reading, names))
    )


def badge(record: Record) -> str:
    """Return the words that say what a record is."""
    if isinstance(record, Brand | Activity | Organization | Place):
        return record.kind.zh
    return record.label[0]


def _word(record: Record, field: str) -> str:
    """Return the word of a closed list that a record holds, empty where its kind has no such field."""
    choice: Choice | None = getattr(record, field, None)
    return choice.value if choice else ""


def _hosts(record: Record) -> tuple[str, ...]:
    if isinstance(record, Activity):
        return record.organizer
    host: str | None = getattr(record, "organization", None)
    return (host,) if host else ()


def _days(node: Node, today: date) -> Iterator[str]:
    """Iterate over the days of a time point, from a little before today on."""
    since = today - DAYS_BEFORE
    years = range(since.year, since.year + DAYS_KNOWN + 2)
    days = (day for year in years for day in node_days(node.rule, year) if day >= since)
    return (day.isoformat() for day in islice(days, DAYS_KNOWN))


def _cited(source: Source) -> Cited:
    return Cited(
        source.title,
        source.publisher,
        str(source.date_published or ""),
        source.date_note or "",
        source.url or "",
        source.confidence is Confidence.MEDIUM,
    )


def _areas(record: Record) -> tuple[str, ...]:
    own: tuple[str, ...] = getattr(record, "area_served", ())
    if not own and isinstance(record, Place) and record.address:
        return (record.address.area,)
    return own
