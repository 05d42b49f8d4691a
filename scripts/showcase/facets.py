"""By what readers choose among the records of a kind, and which values each record has.

A column holds the values of one facet for all records of a kind, each distinct set of values once: small to
send, and quick to count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from showcase.catalog import WHOLE_CITY
from showcase.entries import Entry
from showcase.index import Index
from showcase.model import (
    ActivityKind,
    BrandKind,
    Choice,
    EventStatus,
    OrganizationKind,
    PlaceKind,
    Status,
)

FACETS: Mapping[str, tuple[str, ...]] = {
    "brand": ("area", "category", "audience", "kind", "status", "level"),
    "project": ("area", "category", "audience", "level", "status", "brand"),
    "activity": ("time", "area", "category", "audience", "kind", "status", "brand"),
    "organization": ("kind", "area"),
    "place": ("kind", "area"),
}
"""The facets of each kind of record, in the order in which readers see them; names as in addresses."""
TITLES: Mapping[str, str] = {
    "time": "时间",
    "area": "县（市、区）",
    "category": "服务类别",
    "audience": "服务对象",
    "kind": "类型",
    "status": "近况",
    "level": "层级",
    "brand": "所属品牌",
}
COMING, MONTH, PAST, REGULAR = "coming", "month", "past", "regular"
TIMES: Mapping[str, str] = {
    COMING: "将要开展",
    MONTH: "本月",
    PAST: "已经开展",
    REGULAR: "日期未公布",
}
"""Values of the facet of time that depend on the day; beside them stand the years."""
_KINDS: Mapping[str, type[Choice]] = {
    "brand": BrandKind,
    "activity": ActivityKind,
    "organization": OrganizationKind,
    "place": PlaceKind,
}
_TO_MONTH = 7
"""The length of a date that is known to the month."""

Value = TypeVar("Value", bound=Hashable)


class Column(NamedTuple, Generic[Value]):
    """One value for each record, written as its place among the distinct ones.

    Args:
        distinct: The values, in the order in which they first occur.
        places: For each record the place of its value.
    """

    distinct: tuple[Value, ...]
    places: tuple[int, ...]

    @classmethod
    def of(cls, values: Iterable[Value]) -> Column[Value]:
        """Return the column of some values.

        >>> Column.of("aba")
        Column(distinct=('a', 'b'), places=(0, 1, 0))
        """
        known: dict[Value, int] = {}
        places = tuple([known.setdefault(value, len(known)) for value in values])
        return cls(tuple(known), places)

    def counted(self) -> Iterator[tuple[Value, int]]:
        """Iterate over the distinct values, each with how many records have it."""
        counts = Counter(self.places)
        return ((value, counts[place]) for place, value in enumerate(self.distinct))


class Span(NamedTuple):
    """When an activity takes place, as far as a reader chooses by it.

    Args:
        done: The last day of its first event: from the day after, something of it is past.
        last: The last day of its last event: until then, something of it is to come.
        months: The months that it touches, counted from the year 0; only where its dates are known to the month.
        years: The years in which its events begin.
        is_regular: Whether it goes on without published days.
    """

    done: str
    last: str
    months: tuple[int, ...]
    years: tuple[int, ...]
    is_regular: bool

    def values(self, today: str) -> tuple[str, ...]:
        """Return the values of the facet of time on a day.

        >>> Span("2026-03-07", "2026-12-05", (24314, 24323), (2026,), False).values("2026-03-08")
        ('coming', 'month', 'past', '2026')
        """
        held = (
            (COMING, self.last >= today),
            (MONTH, _month(today[:_TO_MONTH]) in self.months),
            (PAST, bool(self.done) and self.done < today),
            (REGULAR, self.is_regular),
        )
        return (*(value for value, is_held in held if is_held), *map(str, self.years))


@cache
def _month(written: str) -> int:
    """Return a year and month as a number that grows by one each month."""
    return int(written[:4]) * 12 + int(written[5:]) - 1


def span(entry: Entry) -> Span:
    """Return when an activity takes place."""
    months: set[int] = set()
    for event in entry.events:
        if len(event.starts) >= _TO_MONTH:
            first, last = event.starts[:_TO_MONTH], event.last[:_TO_MONTH]
            months.update(
                (_month(first),) if first == last else range(_month(first), _month(last) + 1)
            )
    ends = [event.last for event in entry.events]
    years = sorted({event.starts[:4] for event in entry.events})
    return Span(
        min(ends, default=""),
        max(ends, default=""),
        tuple(sorted(months)),
        tuple(map(int, years)),
        entry.is_regular,
    )


def values_of(index: Index, entry: Entry, facet: str) -> tuple[str, ...]:
    """Return what a record has of a facet, all but time: ids and words, as in addresses."""
    match facet:
        case "area":
            return index.areas_of(entry)
        case "category" | "audience":
            return index.terms_of(entry, facet)
        case "brand":
            return _brands_of(index, entry)
        case "level":
            found = entry.level
        case "kind":
            found = entry.variety
        case _:
            found = entry.status
    return (found,) if found else ()


def _brands_of(index: Index, entry: Entry) -> tuple[str, ...]:
    """Return the brands that a record belongs to, for an activity those of its projects where it names none."""
    own = _named_brands(index, entry)
    if own or entry.kind != "activity":
        return own
    projects = index.some(id for id in entry.parents)
    return tuple(dict.fromkeys(id for p in projects for id in _named_brands(index, p)))


def _named_brands(index: Index, entry: Entry) -> tuple[str, ...]:
    return tuple(id for id in entry.references if index.kind_of(id) == "brand")


def columns(index: Index, kind: str) -> Mapping[str, Column[tuple[str, ...]]]:
    """Return the columns of all facets of a kind but time, in the order of its records."""

    def compute() -> Mapping[str, Column[tuple[str, ...]]]:
        found = index.of_kind(kind)
        return {
            facet: Column.of([values_of(index, entry, facet) for entry in found])
            for facet in FACETS[kind]
            if facet != "time"
        }

    return index.once(("facets", kind), compute)


def spans(index: Index) -> Column[Span]:
    """Return when the activities take place, in their order."""
    return index.once("spans", lambda: Column.of([span(e) for e in index.of_kind("activity")]))


def count(column: Column[tuple[str, ...]]) -> Mapping[str, int]:
    """Return how many records have each value of a facet.

    >>> count(Column.of([("a", "b"), ("a",), ()]))
    Counter({'a': 2, 'b': 1})
    """
    counts: Counter[str] = Counter()
    for values, number in column.counted():
        for value in values:
            counts[value] += number
    return counts


def count_times(column: Column[Span], today: str) -> Mapping[str, int]:
    """Return how many activities have each value of the facet of time on a day."""
    return count(Column(tuple(s.values(today) for s in column.distinct), column.places))


def label(index: Index, kind: str, facet: str, value: str) -> str:
    """Return how a value of a facet is called."""
    if facet == "brand":
        return index.named(value).name
    if facet == "time":
        return TIMES.get(value) or f"{value} 年"
    if facet == "kind":
        return _KINDS[kind].named(value).zh
    if facet == "status":
        return (EventStatus if kind == "activity" else Status).named(value).zh
    return "全市" if value == WHOLE_CITY else index.setting.terms[facet][value].name


def in_order(index: Index, kind: str, facet: str, counts: Mapping[str, int]) -> list[str]:
    """Return the values of a facet that occur, in the order in which readers see them.

    Brands come with the most records first, years with the latest first; what is a list in the vocabularies
    or in the model keeps its order there.
    """
    if facet == "brand":
        return sorted(counts, key=lambda brand: (-counts[brand], *index.named(brand).order))
    if facet == "time":
        years = sorted((value for value in counts if value not in TIMES), reverse=True)
        return [*(value for value in TIMES if value in counts), *years]
    return [value for value in _listed(index, kind, facet) if value in counts]


def _listed(index: Index, kind: str, facet: str) -> Iterable[str]:
    if facet == "kind":
        return [str(word) for word in _KINDS[kind]]
    if facet == "status":
        return [str(word) for word in (EventStatus if kind == "activity" else Status)]
    known = index.setting.terms[facet]
    return (*known, WHOLE_CITY) if facet == "area" else known
