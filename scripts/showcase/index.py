"""All entries and gists of a tree, and questions about them.

The index notes what it is asked, so that a page which was made from it is known to depend on just that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Protocol, TypeVar

from showcase.catalog import Setting
from showcase.entries import Cited, Entry, Gist
from showcase.schedule import Event

Value = TypeVar("Value")
EVERYTHING = "*"
"""Stands for all entries: what depends on it is made anew whenever any entry changes."""
EVENTS = "#"
"""Stands for the events of all activities."""
TRAITS = "%"
"""Stands for the units, categories and audiences of all records."""
SOURCES = "§"
"""Stands for the sources of all records."""


_MOST_KNOWN = 50_000
"""How many values are kept at most that many pages show."""
_ABOVE = {"activity": ("project", "brand"), "project": ("brand",)}
"""To what records of a kind belong."""


class Named(Protocol):
    """What a record is called and where its page is: all that a link to it shows."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def url(self) -> str:
        """The address of its page."""

    @property
    def order(self) -> tuple[int, str, str]:
        """Its place among all records."""


def asked_for_name(id: str) -> str:
    """Return what is noted when somebody asks only for what a record is called."""
    return f"~{id}"


def asked_for_kind(kind: str) -> str:
    """Return what is noted when somebody asks for all entries of a kind."""
    return f"{EVERYTHING}{kind}"


def asked_for_gist(id: str) -> str:
    """Return what is noted when somebody asks what a record says in short."""
    return f"+{id}"


def asked_for_gists(kind: str) -> str:
    """Return what is noted when somebody asks for the gists of all records of a kind."""
    return f"+{EVERYTHING}{kind}"


def asked_for_traits(id: str) -> str:
    """Return what is noted when somebody asks for what a record hands down to those that belong to it."""
    return f"@{id}"


def asked_for_references(id: str) -> str:
    """Return what is noted when somebody asks which records name one."""
    return f">{id}"


class Index:
    """The published records as others see them.

    Args:
        setting: What all records have in common.
        entries: The entries by id, in order of kind and reading.
        gists: The packed gists by id, of these records at least.
    """

    def __init__(
        self, setting: Setting, entries: Mapping[str, Entry], gists: Mapping[str, bytes]
    ) -> None:
        self.setting = setting
        self._entries, self._gists = entries, gists
        self._asked: set[str] = set()
        self._known: dict[object, tuple[object, tuple[str, ...]]] = {}

    def noting(self, work: Callable[[], Value]) -> tuple[Value, set[str]]:
        """Return what a work gives, and what it asked for."""
        outer, self._asked = self._asked, set()
        try:
            return work(), self._asked
        finally:
            outer |= self._asked
            self._asked = outer

    def once(self, key: object, compute: Callable[[], Value]) -> Value:
        """Return a value that is worked out once, however many pages show it."""
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()  # what is needed again soon is soon there again
            value, asked = self.noting(compute)
            self._known[key] = value, tuple(asked)
            return value
        self._asked.update(known[1])
        return known[0]  # type: ignore[return-value]  # what `compute` gave for this key

    def __getitem__(self, id: str) -> Entry:
        """Return one entry."""
        self._asked.add(id)
        return self._entries[id]

    def ids(self) -> Iterable[str]:
        """Return the ids of all entries."""
        return self._entries.keys()

    def some(self, ids: Iterable[str]) -> tuple[Entry, ...]:
        """Return several entries."""
        found = tuple(ids)
        self._asked.update(found)
        return tuple([self._entries[id] for id in found])

    def named(self, id: str) -> Named:
        """Return an entry of which only the name matters."""
        self._asked.add(asked_for_name(id))
        return self._entries[id]

    def gist(self, id: str) -> Gist:
        """Return what a record says in short."""
        self._asked.add(asked_for_gist(id))
        return Gist.of_packed(self._gists[id])

    def gists(self, kind: str) -> tuple[tuple[Entry, Gist], ...]:
        """Return all entries of a kind in the order of their readings, each with its gist."""
        self._asked.add(asked_for_gists(kind))
        return tuple((entry, Gist.of_packed(self._gists[entry.id])) for entry in self.of_kind(kind))

    def all_sources(self) -> Iterator[tuple[str, Cited]]:
        """Iterate over the sources of all records, each with the id of its record."""
        self._asked |= {EVERYTHING, SOURCES}
        gists = ((id, Gist.of_packed(self._gists[id])) for id in self._entries)
        return ((id, source) for id, gist in gists for source in gist.sources)

    def everything(self) -> tuple[Entry, ...]:
        """Return all entries, in order of kind and reading."""
        self._asked.add(EVERYTHING)
        return tuple(self._entries.values())

    def kind_of(self, id: str) -> str:
        """Return what a record is, which an id keeps for as long as it is there."""
        return self._entries[id].kind

    def family(self, id: str) -> str:
        """Return the id of the brand that a record belongs to, else of its project, else its own."""
        above = _ABOVE.get(self.kind_of(id), ())
        parents = (other for other in self._entries[id].references if self.kind_of(other) in above)
        return next(map(self.family, parents), id)

    def of_kind(self, *kinds: str) -> tuple[Entry, ...]:
        """Return all entries of some kinds in the order of their readings."""
        self._asked.update(map(asked_for_kind, kinds))
        return tuple(e for kind, found in self._by_kind.items() if kind in kinds for e in found)

    @cached_property
    def _by_kind(self) -> Mapping[str, list[Entry]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self._entries.values():
            found[entry.kind].append(entry)
        return found

    def referring(self, id: str, *kinds: str) -> tuple[Entry, ...]:
        """Return the records of some kinds that name a record, in the order of their readings."""
        self._asked.add(asked_for_references(id))
        return tuple(e for e in self._referring.get(id, ()) if e.kind in kinds)

    @cached_property
    def _referring(self) -> Mapping[str, list[Entry]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self._entries.values():
            for id in entry.references:
                found[id].append(entry)
        return found

    def events_of(self, id: str) -> tuple[Event, ...]:
        """Return the events that belong on the page of a record, in the order of time."""
        own = self[id]
        found = list(own.events)
        for other in self.referring(id, "activity"):
            found += (e for e in other.events if own.kind != "place" or ("place", id) in e.where)
        return tuple(sorted(found, key=lambda event: event.order))

    def all_events(self) -> tuple[Event, ...]:
        """Return every event in the order of time."""
        self._asked.add(EVENTS)
        return self._events

    @cached_property
    def _events(self) -> tuple[Event, ...]:
        found = (event for entry in self._entries.values() for event in entry.events)
        return tuple(sorted(found, key=lambda event: event.order))

    def events_under(self, kind: str, id: str) -> tuple[Event, ...]:
        """Return the events of all activities that carry a term, in the order of time."""
        self._asked |= {EVENTS, TRAITS}
        return tuple(self._events_by_term[kind].get(id, ()))

    @cached_property
    def _events_by_term(self) -> Mapping[str, Mapping[str, list[Event]]]:
        found: dict[str, dict[str, list[Event]]] = {}
        for kind, trait in (("area", "areas"), ("category", "category"), ("audience", "audience")):
            terms = {
                id: set(self._handed_down(entry, trait)[0])
                for id, entry in self._entries.items()
                if entry.events
            }
            by_term: dict[str, list[Event]] = defaultdict(list)
            for event in self._events:
                for term in terms[event.activity]:
                    by_term[term].append(event)
            found[kind] = by_term
        return found

    def areas_of(self, entry: Entry) -> tuple[str, ...]:
        """Return the units that a record belongs to, taken from its parents where it says none."""
        return self._inherited(entry, "areas")

    def terms_of(self, entry: Entry, kind: str) -> tuple[str, ...]:
        """Return categories or audiences, for an activity those of its parents where it says none."""
        return self._inherited(entry, kind)

    def _inherited(self, entry: Entry, trait: str) -> tuple[str, ...]:
        found, asked = self._handed_down(entry, trait)
        self._asked.update(map(asked_for_traits, asked))
        return found

    def _handed_down(self, entry: Entry, trait: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the terms of a record, and the parents that were asked for them."""
        own: tuple[str, ...] = getattr(entry, trait)
        if own:
            return own, ()
        for number, id in enumerate(entry.parents, 1):
            if found := getattr(self._entries[id], trait):
                return tuple(found), entry.parents[:number]
        return (), entry.parents

    def carrying(self, kind: str) -> Mapping[str, tuple[Entry, ...]]:
        """Return for each term of a vocabulary the records that carry it."""
        return self.once(("carrying", kind), lambda: self._carrying(kind))

    def _carrying(self, kind: str) -> Mapping[str, tuple[Entry, ...]]:
        found: dict[str, list[Entry]] = {id: [] for id in self.setting.terms[kind]}
        trait = "areas" if kind == "area" else kind
        for entry in self.everything():
            terms = (entry.level,) if kind == "level" else self._handed_down(entry, trait)[0]
            for id in terms:
                if id in found:
                    found[id].append(entry)
        return {id: tuple(entries) for id, entries in found.items()}
