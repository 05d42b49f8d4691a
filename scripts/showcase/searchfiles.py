"""The files of the search, all of them or only what an edit changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from showcase import searchindex
from showcase.fulltext import (
    Change,
    FullText,
    Kept,
    kept,
    looked_for,
    shard_count,
    values_of,
)
from showcase.index import Index
from showcase.model import Record
from showcase.searchindex import FOLDER, PACK, Landmark

NAMES = f"{FOLDER}/names.js"
SCRIPT = f"{FOLDER}/script.js"


class Searched(NamedTuple):
    """What the search knows of a tree, as it is kept for the next build.

    Args:
        records: What is kept of each record by id, in the order of their numbers.
        total: How many postings there are.
        landmarks: What can be found beside records.
    """

    records: Mapping[str, Kept]
    total: int
    landmarks: tuple[Landmark, ...]

    @property
    def addresses(self) -> Iterator[str]:
        """The addresses of all files."""
        yield from (NAMES, SCRIPT)
        where = searchindex.folder(self.records)
        yield from (f"{where}/t{number}.js" for number in range(shard_count(self.total)))
        yield from (f"{where}/s{number}.js" for number in range(-(-len(self.records) // PACK)))

    def plain(self) -> tuple[object, ...]:
        """Return it as plain values."""
        records = {id: tuple(record) for id, record in self.records.items()}
        return records, self.total, tuple(map(tuple, self.landmarks))

    @classmethod
    def of_plain(
        cls,
        values: tuple[dict[str, tuple[bytes, tuple[str, ...]]], int, tuple[tuple[str, ...], ...]],
    ) -> Searched:
        """Return what was kept."""
        records, total, landmarks = values
        return cls(
            {id: Kept(*record) for id, record in records.items()},
            total,
            tuple(map(Landmark._make, landmarks)),
        )


Makes = dict[str, Callable[[], bytes]]
"""How files are made, by their addresses."""


def everything(
    index: Index, landmarks: tuple[Landmark, ...], stories: Mapping[str, bytes]
) -> tuple[Searched, Makes]:
    """Return what the search knows of a tree, and how all its files are made.

    Args:
        index: The entries.
        landmarks: What can be found beside records.
        stories: The packed stories of all records by id.
    """
    text = FullText({e.id: Kept(stories[e.id], values_of(index, e)) for e in index.everything()})
    searched = Searched(text.records, text.total, landmarks)
    shards = len(text.shards)  # worked out here, before processes share the files
    return searched, {SCRIPT: searchindex.all_characters, **_whole(searched, text, index, shards)}


def _whole(searched: Searched, text: FullText, index: Index, shards: int) -> Makes:
    """Return how all files of a numbering are made, with so many shards."""
    packs = range(-(-len(text.records) // PACK))
    return {
        NAMES: partial(searchindex.names, index, searched.landmarks, shards),
        **{f"{text.folder}/t{n}.js": partial(text.shard, n) for n in range(shards)},
        **{f"{text.folder}/s{n}.js": partial(text.pack, n) for n in packs},
    }


def renewed(
    old: Searched,
    index: Index,
    record: Callable[[str], Record],
    changed: Collection[str],
    read: Callable[[str], bytes | None],
    *,
    entries_differ: bool,
) -> tuple[Searched, Makes]:
    """Return what the search knows of a tree after an edit, and how the files are made that may differ.

    Args:
        old: What it knew before.
        index: The entries as they are.
        record: Gives a whole record by its id.
        changed: The ids of the records that were edited.
        read: Gives a file of the old site; None if it was not made.
        entries_differ: Whether the entry of any record differs.
    """
    records = _records(old, index, record, changed, entries_differ=entries_differ)
    searched = old._replace(records=records, total=old.total + _change_of_total(old, records))
    before, now = FullText(old.records), FullText(records)
    count = shard_count(searched.total)
    if tuple(records) != tuple(old.records) or count != shard_count(old.total):
        return searched, _whole(searched, now, index, count)
    makes: Makes = {}
    if entries_differ or searchindex.are_told(records):
        makes[NAMES] = partial(searchindex.names, index, old.landmarks, count)
    change = Change.of(before, now)
    for number in sorted(change.shards(count)):
        address = f"{now.folder}/t{number}.js"
        makes[address] = partial(_patched, change, now, number, count, partial(read, address))
    for number, id in enumerate(records):
        if records[id].story != old.records[id].story:
            pack = number // PACK
            makes[f"{now.folder}/s{pack}.js"] = partial(now.pack, pack)
    return searched, makes


def _records(
    old: Searched,
    index: Index,
    record: Callable[[str], Record],
    changed: Collection[str],
    *,
    entries_differ: bool,
) -> dict[str, Kept]:
    """Return what is kept of each record now."""
    if not entries_differ:
        return {**old.records, **{id: kept(record(id), index) for id in changed}}
    differing = {*changed}
    return {
        entry.id: kept(record(entry.id), index)
        if entry.id in differing
        else old.records[entry.id]
        if differing.isdisjoint(entry.parents)  # of other records, it has only values of those
        else old.records[entry.id]._replace(values=values_of(index, entry))
        for entry in index.everything()
    }


def _change_of_total(old: Searched, records: Mapping[str, Kept]) -> int:
    """Return how many postings there are more than before."""
    differing = [id for id, one in records.items() if old.records.get(id) != one]
    now = sum(len(looked_for(records[id])) for id in differing)
    gone = (id for id in old.records if id not in records)
    before = (*(id for id in differing if id in old.records), *gone)
    return now - sum(len(looked_for(old.records[id])) for id in before)


def _patched(
    change: Change, now: FullText, number: int, count: int, read: Callable[[], bytes | None]
) -> bytes:
    """Return a shard, from what it was if that was made."""
    file = read()
    return now.shard(number) if file is None else change.patched(number, count, file)
