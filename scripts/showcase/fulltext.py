"""Which records say what: postings for the words of their stories, and the stories themselves.

Beside the names (see `searchindex`) a folder named by the numbering of the records holds

- `t<number>.js`, the shards of the postings: a text of pairs, all separated by spaces. The first of a pair is
  what is looked for: two characters that stand side by side in a folded story, or the name of a value such as
  `area/xiangdu`. The second has a character for each record: its code tells how far the record's number lies
  behind the one before. `shard_of` says in which shard a pair is;
- `s<number>.js`, the stories of four records that follow each other: they prove a hit and give the sentence.

What is kept of a record between builds is its story, packed, and the names of its values. An edit that leaves
the numbering as it is changes only the shards of what the record says now and did not say before, or the
other way round; the outcome is the same as that of a build from nothing.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise
from operator import add, sub
from typing import NamedTuple

from showcase.entries import Entry
from showcase.index import Index
from showcase.model import Activity, Brand, Project, Record
from showcase.script import fold
from showcase.searchindex import PACK, folder, script, value

_SHARD = 3500
"""How many postings a shard holds at most on average: 1 to 3 kB when they travel packed."""
_SIGNS = (
    array("H", (*range(35, 92), *range(93, 127), *range(256, 0xD800))).tobytes().decode("utf-16")
)
"""The characters that stand for distances from 1 on; none that a script has to escape."""
_FAR = "!"
"""Stands for a distance of as many as there are signs; the rest follows."""
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"[*`>#|]+|^[-+] ", re.MULTILINE)


class Kept(NamedTuple):
    """What is kept of a record between builds.

    Args:
        story: Its story, packed.
        values: The names of its values.
    """

    story: bytes
    values: tuple[str, ...]


def story_of(record: Record) -> str:
    """Return what a record tells in sentences, without the signs of Markdown; the summary first."""
    parts = [record.summary, record.description]
    if isinstance(record, Brand | Project):
        parts += (text for chapter in record.story for text in (chapter.title, chapter.body))
    if isinstance(record, Brand):
        parts += (record.slogan, record.name_meaning)
    if isinstance(record, Project):
        parts += (
            record.need,
            record.team,
            record.cadence,
            record.service_content,
            record.safeguard,
        )
    if isinstance(record, Activity):
        parts += (record.recap.body if record.recap else None, *(at.text for at in record.location))
    return _MARKS.sub("", _LINK.sub(r"\1", "\n".join(part for part in parts if part)))


def values_of(index: Index, entry: Entry) -> tuple[str, ...]:
    """Return the names of the values that a record has."""
    terms = {
        "area": index.areas_of(entry),
        "category": index.terms_of(entry, "category"),
        "audience": index.terms_of(entry, "audience"),
        "level": (entry.level,) if entry.level else (),
        "host": entry.hosts,
        "with": tuple(id for id in entry.references if id not in entry.hosts),
    }
    return tuple(dict.fromkeys(value(kind, id) for kind, ids in terms.items() for id in ids))


def packed_story(record: Record) -> bytes:
    """Return the story of a record as it is kept."""
    return zlib.compress(story_of(record).encode(), 1)


def kept(record: Record, index: Index) -> Kept:
    """Return what is kept of a record."""
    return Kept(packed_story(record), values_of(index, index[record.id]))


@dataclass(frozen=True)
class FullText:
    """What all records say.

    Args:
        records: What is kept of each, by id, in the order of their numbers.
    """

    records: Mapping[str, Kept]

    @cached_property
    def folder(self) -> str:
        """Where the files are."""
        return folder(self.records)

    @cached_property
    def postings(self) -> dict[str, array[int]]:
        """Return the numbers of the records for everything that is looked for."""
        written: dict[str, array[int]] = defaultdict(lambda: array("I"))
        found: dict[str, array[int]] = defaultdict(lambda: array("I"))
        for number, record in enumerate(self.records.values()):
            for pair in _pairs(_story(record)):
                written[pair].append(number)
            for name in record.values:
                found[name].append(number)
        while written:  # what was folded is let go, to hold it once only
            pair, numbers = written.popitem()
            for folded in _folded(pair):
                found[folded] = _merged(found[folded], numbers) if folded in found else numbers
        return found

    @cached_property
    def total(self) -> int:
        """How many postings there are."""
        return sum(map(len, self.postings.values()))

    @cached_property
    def shards(self) -> list[list[str]]:
        """What each file of the postings holds, sorted."""
        count = shard_count(self.total)
        names: list[list[str]] = [[] for _ in range(count)]
        for name in sorted(self.postings):
            names[shard_of(name, count)].append(name)
        return names

    def shard(self, number: int) -> bytes:
        """Return a file of the postings."""
        rows = (f"{name} {_packed(self.postings[name])}" for name in self.shards[number])
        return _shard(number, rows)

    def pack(self, number: int) -> bytes:
        """Return a file of stories."""
        records = islice(self.records.values(), number * PACK, (number + 1) * PACK)
        return script(f"s{number}", [_story(record) for record in records])


def shard_count(total: int) -> int:
    """Return over how many files a number of postings is spread: a power of two."""
    count = 1
    while count * _SHARD < total:
        count *= 2
    return count


def _shard(number: int, rows: Iterable[str]) -> bytes:
    return script(f"t{number}", " ".join(rows))


def shard_of(name: str, count: int) -> int:
    """Return the shard of a pair of characters or of a value; the browser reckons the same.

    >>> shard_of("灯下", 1), shard_of("area/xiangdu", 64)
    (0, 58)
    """
    total = 0
    for character in name:
        total = (total * 31 + ord(character)) * 0x9E3779B1 & 0xFFFFFFFF
    return (total >> 16) % count


class Change(NamedTuple):
    """What differs between two trees of the same numbering.

    Args:
        added: For what is looked for, the numbers of the records that say it now and did not before.
        removed: The same for those that do no longer.
    """

    added: Mapping[str, list[int]]
    removed: Mapping[str, list[int]]

    @classmethod
    def of(cls, old: FullText, new: FullText) -> Change:
        """Return what differs between two trees."""
        added: dict[str, list[int]] = defaultdict(list)
        removed: dict[str, list[int]] = defaultdict(list)
        pairs = zip(old.records.values(), new.records.values(), strict=True)
        for number, (before, now) in enumerate(pairs):
            if before != now:
                was, has = looked_for(before), looked_for(now)
                for name in has - was:
                    added[name].append(number)
                for name in was - has:
                    removed[name].append(number)
        return cls(dict(added), dict(removed))

    def shards(self, count: int) -> set[int]:
        """Return the shards that differ."""
        return {shard_of(name, count) for name in (*self.added, *self.removed)}

    def patched(self, number: int, count: int, file: bytes) -> bytes:
        """Return a shard as it is, made from the file that it was."""
        rows = _rows(file)
        for name in {*self.added, *self.removed}:
            if shard_of(name, count) == number:
                numbers = {*_unpacked(rows.pop(name, "")), *self.added.get(name, ())}
                numbers -= {*self.removed.get(name, ())}
                if numbers:
                    rows[name] = _packed(array("I", sorted(numbers)))
        return _shard(number, (f"{name} {rows[name]}" for name in sorted(rows)))


def _rows(file: bytes) -> dict[str, str]:
    """Return the packed postings of a shard by what they are for."""
    text = file.decode().split(",", 1)[1].rstrip()[1:-3]
    words = text.split(" ") if text else []
    return dict(zip(words[::2], words[1::2], strict=True))


def looked_for(record: Kept) -> set[str]:
    """Return everything for which a record is found."""
    pairs = {folded for pair in _pairs(_story(record)) for folded in _folded(pair)}
    return pairs.union(record.values)


def _story(record: Kept) -> str:
    return zlib.decompress(record.story).decode()


def _pairs(story: str) -> set[str]:
    """Return the characters that stand side by side in a story, whether there is a space between or not."""
    close = story.replace(" ", "")
    return set(map(add, close, close[1:]))


def _folded(pair: str) -> tuple[str, ...]:
    """Return what a pair is after folding: mostly itself, nothing where punctuation parts it."""
    if not pair.isalnum():
        return ()
    folded = fold(pair)
    return (folded,) if len(folded) == len(pair) else tuple(set(map(add, folded, folded[1:])))


def _merged(one: array[int], other: array[int]) -> array[int]:
    return array("I", sorted({*one, *other}))


def _packed(numbers: array[int]) -> str:
    """Return numbers as signs, one for each distance to the one before.

    >>> _packed(array("I", [0, 1, 5]))
    '##&'
    """
    distances = map(sub, numbers, [-1, *numbers[:-1]])
    try:
        return "".join([_SIGNS[distance - 1] for distance in distances])
    except IndexError:
        return "".join(_far(now - before) for before, now in pairwise([-1, *numbers]))


def _far(distance: int) -> str:
    jumps, rest = divmod(distance - 1, len(_SIGNS))
    return _FAR * jumps + _SIGNS[rest]


def _unpacked(signs: str) -> Iterator[int]:
    number = -1
    for sign in signs:
        number += len(_SIGNS) if sign == _FAR else _SIGNS.index(sign) + 1
        if sign != _FAR:
            yield number
