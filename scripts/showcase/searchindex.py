"""What the reader's browser needs to find records: names at once, full text when a query asks for it.

All files are scripts that call `showcaseSearch.take(name, value)`: they load from any address, from a folder
too, and under a policy that allows the site's own scripts only.

`assets/search/names.js` is loaded at the first keystroke. Its value has

- `folder`: where the files of this numbering are; `shards` and `pack`: see `fulltext`;
- `kinds`: for each kind of records its id, its word, its section and how many follow in the columns below,
  which go through all records in the order of kind and reading. A record's number is its place in them;
- `names`: a line for each record: name, then other names after tabs. Lines share their beginnings: the first
  character tells by its code less 35 how many characters a line takes over from the one before; an other name
  that begins with `~` takes over the whole name;
- `ids`: the same for ids; with the section they give the address;
- `badge`: a character for each record, by its code less 35 the place in `badges`;
- `summaries`: a line for each record; empty for more than 500 records, where they would be most of the bytes;
- `landmarks`: what is no record: values of facets, pages and their headings, in groups of a kind with their
  section and the first part of the name of their postings, both empty for pages, the page that they are a part
  of, and a line for each: its id, or the address of a page, its name and other names after tabs;
- `common`: how the first level of GB 2312 is read, in runs of a syllable: for each how many letters it shares
  with the one before and its other letters; then for each, by its code less 35, how long the run is;
- `readings`: syllables, each followed by the characters of names that are read so and not as the level says;
- `simplified`: traditional characters, each before the one of a name that it folds to.

`assets/search/script.js` is what a browser cannot know of all other characters: it is loaded when a query holds
one. `traditional` lists all pairs in the order of the simplified, both as differences to the one before.

Texts that are shown stand in `kinds`, `names`, `badges`, `summaries` and `landmarks` here and in the stories of
`fulltext`; all else is for comparing and is the same in every script.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sized
from hashlib import blake2b
from itertools import groupby, pairwise
from string import ascii_lowercase
from typing import Any, NamedTuple

from showcase.catalog import KIND_LABELS, Setting
from showcase.entries import Entry
from showcase.index import Index
from showcase.model import KINDS
from showcase.script import (
    COMMON,
    common_readings,
    fold,
    reading,
    syllables,
    traditional_forms,
    traditional_to_simplified,
)

FOLDER = "assets/search"
PACK = 4
"""How many stories are in one file."""
_SUMMARIES = 500
"""Up to how many records the summaries are part of the names."""
_FIRST = 35
"""The code of the character that stands for 0: the first after those that scripts have to escape."""
_MOST_SHARED = 56
"""How many characters a line takes over at most: the next would be the backslash."""
_SECTIONS = {"category": "categories", "audience": "audiences", "area": "areas", "level": "levels"}


class Landmark(NamedTuple):
    """Something that can be found and is no record.

    Args:
        kind: What it is.
        url: Its address, relative to the root of the site.
        name: What it is called.
        others: What else.
        reading: How the names are read, each with a space between syllables.
        value: The name of the postings that hold its records; empty if it has none.
        within: The page that it is a part of; empty if it stands for itself.
    """

    kind: str
    url: str
    name: str
    others: tuple[str, ...]
    reading: tuple[str, ...]
    value: str = ""
    within: str = ""


class Heading(NamedTuple):
    """A heading of a hand-written page, or the page itself.

    Args:
        url: Its address, relative to the root of the site.
        text: What it says.
        page: The title of the page; empty for the page itself.
        others: What readers call it when they search.
    """

    url: str
    text: str
    page: str
    others: tuple[str, ...] = ()


_PAGES = (
    Heading("calendar/", "活动日历", "", ("今天", "明天", "周末", "本周", "本月", "最近的活动")),
    Heading("calendar/subscribe/", "订阅日历", ""),
    Heading("figures/", "数字", ""),
    Heading("how/", "怎样运行", ""),
    Heading("sources/", "来源", ""),
    Heading("handbook/", "编辑手册", ""),
)
"""Pages that are made from records and are no lists of them."""


def landmarks(setting: Setting, headings: Iterable[Heading]) -> tuple[Landmark, ...]:
    """Return what can be found beside records: the values of facets, pages and their headings."""
    return (*_values(setting), *map(_page, (*_PAGES, *headings)))


def _values(setting: Setting) -> Iterator[Landmark]:
    for kind, terms in setting.terms.items():
        for term in terms.values():
            short = getattr(term, "short", None)
            others = (*((short,) if short else ()), *term.also)
            read = tuple(map(reading, (term.name, *others)))
            url = f"{_SECTIONS[kind]}/{term.id}/"
            yield Landmark(KIND_LABELS[kind][0], url, term.name, others, read, value(kind, term.id))


def _page(heading: Heading) -> Landmark:
    read = tuple(map(reading, (heading.text, *heading.others)))
    return Landmark("页面", heading.url, heading.text, heading.others, read, within=heading.page)


def value(kind: str, id: str) -> str:
    """Return the name of the postings of all records that have a value: a term, a host, something they name."""
    return f"{kind}/{id}"


def folder(ids: Iterable[str]) -> str:
    """Return where the files of a numbering are.

    A record that comes or goes changes the numbers of others, and so the folder: what a cache still has of
    the old one is never taken for the new.
    """
    return f"{FOLDER}/{blake2b('/'.join(ids).encode(), digest_size=5).hexdigest()}"


def script(name: str, content: Any) -> bytes:
    """Return a script that hands a value over under a name."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"showcaseSearch.take({json.dumps(name)},{text});\n".encode()


def names(index: Index, marks: tuple[Landmark, ...], shards: int) -> bytes:
    """Return the script with all names.

    Args:
        index: The entries.
        marks: What is no record.
        shards: Over how many files the postings are spread.
    """
    entries = index.everything()
    badges = tuple(dict.fromkeys(entry.badge for entry in entries))
    place = {badge: chr(_FIRST + i) for i, badge in enumerate(badges)}
    spoken = _readings(entries, marks)
    content = {
        "folder": folder(entry.id for entry in entries).removeprefix(f"{FOLDER}/"),
        "shards": shards,
        "pack": PACK,
        "kinds": _kinds(entries),
        "names": _lines(_names(entry) for entry in entries),
        "ids": _lines(entry.id for entry in entries),
        "badges": badges,
        "badge": "".join(place[entry.badge] for entry in entries),
        "summaries": _summaries(index, entries),
        "landmarks": list(_groups(marks)),
        "common": _common(),
        "readings": " ".join(f"{syllable}{found}" for syllable, found in sorted(spoken.items())),
        "simplified": traditional_forms(_characters(entries, marks)),
    }
    return script("names", content)


def _groups(marks: Iterable[Landmark]) -> Iterator[tuple[str, str, str, str, str]]:
    """Iterate over what stands together of the landmarks: kind, section, kind of value, page and lines."""

    def shared(mark: Landmark) -> tuple[str, str, str, str]:
        holder = mark.value.partition("/")[0]
        return mark.kind, mark.url.partition("/")[0] if holder else "", holder, mark.within

    for group, members in groupby(marks, shared):
        lines = (
            "\t".join((m.value.partition("/")[2] or m.url, m.name, *m.others)) for m in members
        )
        yield *group, "\n".join(lines)


def _kinds(entries: Iterable[Entry]) -> list[tuple[str, str, str, int]]:
    count = Counter(entry.kind for entry in entries)
    return [(id, kind.label[0], kind.section, count[id]) for id, kind in KINDS.items()]


def _summaries(index: Index, entries: tuple[Entry, ...]) -> str:
    if not are_told(entries):
        return ""
    return "\n".join(index.gist(entry.id).summary for entry in entries)


def are_told(records: Sized) -> bool:
    """Return whether the names come with what each record says in short: only where that is little."""
    return len(records) <= _SUMMARIES


def _names(entry: Entry) -> str:
    others = (
        f"~{o[len(entry.name) :]}" if o.startswith(entry.name) else o for o in entry.other_names
    )
    spelled = (
        () if not entry.is_spelled or syllables(entry.name, entry.reading) else (entry.reading,)
    )
    return "\t".join((entry.name, *others, *spelled))


def _lines(texts: Iterable[str]) -> str:
    """Return lines that share their beginnings."""
    before, lines = "", []
    for text in texts:
        shared = _shared(text[:_MOST_SHARED], before)
        lines.append(chr(_FIRST + shared) + text[shared:])
        before = text
    return "\n".join(lines)


def _shared(text: str, before: str) -> int:
    """Return with how many characters both begin."""
    shared = 0
    for one, other in zip(text, before, strict=False):
        if one != other:
            break
        shared += 1
    return shared


def _common() -> tuple[str, str]:
    runs = [(run.rstrip("0123456789"), int(run.lstrip(ascii_lowercase))) for run in COMMON.split()]
    beginnings = pairwise(["", *(syllable for syllable, _ in runs)])
    shared = ((_shared(syllable, before), syllable) for before, syllable in beginnings)
    syllables = "".join(f"{many}{syllable[many:]}" for many, syllable in shared)
    return syllables, "".join(chr(_FIRST + length) for _, length in runs)


def _readings(entries: Iterable[Entry], marks: Iterable[Landmark]) -> dict[str, str]:
    """Return for each syllable the characters of names that are read so, but those read as they mostly are."""
    read: dict[str, set[str]] = defaultdict(set)
    for name, spoken in _spoken(entries, marks):
        for character, syllable in syllables(name, spoken).items():
            read[character].add(syllable)
    found: dict[str, list[str]] = defaultdict(list)
    for character in sorted(read):
        if read[character] != {common_readings().get(character)}:
            for syllable in read[character]:
                found[syllable].append(character)
    return {syllable: "".join(characters) for syllable, characters in found.items()}


def _spoken(entries: Iterable[Entry], marks: Iterable[Landmark]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        yield fold(entry.name), entry.reading
        yield from zip(entry.folded[1:], entry.other_readings, strict=True)
    for mark in marks:
        yield from zip(map(fold, (mark.name, *mark.others)), mark.reading, strict=True)


def _characters(entries: Iterable[Entry], marks: Iterable[Landmark]) -> set[str]:
    names = [name for entry in entries for name in entry.folded]
    return set("".join((*names, *(fold("".join((m.name, *m.others))) for m in marks))))


def all_characters() -> bytes:
    """Return the script with the folding of all characters, whether names hold them or not."""
    pairs = sorted((ord(to), written) for written, to in traditional_to_simplified().items())
    traditional = [_differences(column) for column in zip(*pairs, strict=True)]
    return script("script", {"traditional": traditional})


def _differences(numbers: Iterable[int]) -> str:
    """Return numbers as differences to the one before."""
    before, found = 0, []
    for number in numbers:
        found.append(str(number - before))
        before = number
    return " ".join(found)


def in_script(address: str, content: bytes, convert: Callable[[str], str]) -> bytes:
    """Return a file of the search that shows its texts in another script; what is compared stays as it is.

    Args:
        address: Where the file is.
        content: Its bytes.
        convert: Returns a text in the other script.
    """
    if address == f"{FOLDER}/names.js":
        text = content.decode()
        data = json.loads(text[text.index(",") + 1 : text.rindex(")")])
        return script("names", data | _shown(data, convert))
    is_story = address.count("/") > FOLDER.count("/") + 1 and "/s" in address.rpartition(FOLDER)[2]
    return convert(content.decode()).encode() if is_story else content


def _shown(names: dict[str, Any], convert: Callable[[str], str]) -> dict[str, Any]:
    """Return the parts of the names that readers see, in another script, and what folds all of it."""
    return {
        "kinds": [(id, convert(word), section, n) for id, word, section, n in names["kinds"]],
        "names": _lines(convert("\n".join(_whole_lines(names["names"]))).split("\n")),
        "badges": [convert(badge) for badge in names["badges"]],
        "summaries": convert(names["summaries"]),
        "landmarks": [
            (convert(kind), section, holder, convert(within), convert(lines))
            for kind, section, holder, within, lines in names["landmarks"]
        ],
        "simplified": traditional_forms(),  # stories are folded too, and hold more than names do
    }


def _whole_lines(lines: str) -> Iterator[str]:
    """Iterate over lines that shared their beginnings."""
    before = ""
    for line in lines.split("\n"):
        before = before[: ord(line[0]) - _FIRST] + line[1:]
        yield before
