"""What readers look for, and what they should find: written down for the real records, made for generated ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random

import yaml

from showcase.entries import Entry
from showcase.fulltext import story_of
from showcase.model import RECORD_TYPES, Term
from showcase.script import fold, syllables, traditional_to_simplified
from showcase.searchindex import landmarks
from showcase.survey import Survey

BEST = 5
"""How many results are looked at."""
_SHORT = 4
"""How many characters or letters leave little doubt what is meant."""
_KINDS = tuple(kind.label[0] for kind in RECORD_TYPES)
"""Words that ask for a kind of records where a query ends in them."""


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader types.

    Args:
        kind: Its class.
        words: What is typed.
        expected: The addresses of what the first results should be; none for nonsense.
    """

    kind: str
    words: str
    expected: frozenset[str]

    def recall(self, found: Iterable[str]) -> float:
        """Return how many of the first results are right, of as many as could be."""
        best = list(found)[:BEST]
        if not self.expected:
            return float(not best)
        return len(self.expected.intersection(best)) / min(BEST, len(self.expected))

    def is_first(self, found: Iterable[str]) -> bool:
        """Return whether the first result is right."""
        best = next(iter(found), None)
        return best in self.expected if self.expected else best is None


def read_queries(folder: Path) -> Iterator[Query]:
    """Iterate over the queries that are written down: a file for each class, a line for each query."""
    for file in sorted(folder.glob("*.yaml")):
        for words, addresses in yaml.safe_load(file.read_text("utf-8")).items():
            yield Query(file.stem, str(words), frozenset(addresses or ()))


def made_queries(survey: Survey, count: int) -> Iterator[Query]:
    """Iterate over queries for generated records, the same for the same records.

    Args:
        survey: The records.
        count: How many queries of each class.
    """
    maker = _Maker(survey)
    for kind, make in maker.classes.items():
        made = (
            Query(kind, words, expected) for words, expected in make() if expected or kind == "none"
        )
        known: dict[str, Query] = {}
        for query in islice(made, 20 * count):
            known.setdefault(query.words, query)
            if len(known) == count:
                break
        yield from known.values()


Made = Iterator[tuple[str, frozenset[str]]]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is looked for in a record: its names, how they are read, and what it tells."""

    entry: Entry
    names: tuple[str, ...]
    heads: tuple[str, ...]
    letters: tuple[str, ...]
    clauses: tuple[str, ...]
    story: str

    @classmethod
    def of(cls, entry: Entry, story: str) -> _Known:
        readings = [r.replace("ü", "v").split() for r in (entry.reading, *entry.other_readings)]
        head = entry.folded[0].split("·")[0]
        return cls(
            entry,
            tuple(re.sub(r"[\W_]", "", name) for name in entry.folded),
            tuple(readings[0][: len(head)]),
            tuple("".join(read) for read in readings),
            tuple(c for c in re.findall(r"[\u4e00-\u9fff]+", story) if len(c) >= _SHORT),
            re.sub(r"[\W_]", "", fold(story)),
        )

    @property
    def head(self) -> str:
        """The name up to the dot: that of the brand."""
        return self.entry.folded[0].split("·")[0]


class _Maker:
    """Makes queries of each class without end."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.random = Random(7)  # noqa: S311  # the same queries each time
        self.known = [_Known.of(e, story_of(survey.record(e.id))) for e in survey.entries.values()]
        self.marks = landmarks(survey.setting, ())
        self.made = [one for one in self.known if one.entry.kind not in ("node", "place")]
        self.classes: dict[str, Callable[[], Made]] = {
            "exact": self._exact,
            "part": self._part,
            "character": self._character,
            "traditional": self._traditional,
            "pinyin": self._pinyin,
            "initials": self._initials,
            "typing": self._typing,
            "values": self._values,
            "story": self._story,
            "slip": self._slip,
            "mixed": self._mixed,
            "none": self._none,
        }

    def _any(self) -> Iterator[_Known]:
        while True:
            yield self.random.choice(self.made)

    def _all(self, is_right: Callable[[_Known], bool]) -> frozenset[str]:
        return frozenset(one.entry.url for one in self.known if is_right(one))

    def _named(self, part: str) -> frozenset[str]:
        marks = (mark.url for mark in self.marks if part in mark.name or part in mark.others)
        return self._all(lambda one: any(part in name for name in one.names)).union(marks)

    def _saying(self, part: str) -> frozenset[str]:
        return self._named(part) | self._all(lambda one: part in one.story)

    def _read(self, letters: str) -> frozenset[str]:
        return self._all(lambda one: any(letters in read for read in one.letters))

    def _exact(self) -> Made:
        for one in self._any():
            name = one.names[0]
            yield one.entry.name, self._all(lambda other, name=name: other.names[0] == name)  # type: ignore[misc]

    def _part(self) -> Made:
        for one in self._any():
            at = self.random.randrange(len(one.head) - 1)
            yield one.head[at : at + 2], self._named(one.head[at : at + 2])

    def _character(self) -> Made:
        for one in self._any():
            sign = self.random.choice(one.names[0])
            yield sign, self._named(sign)

    def _traditional(self) -> Made:
        forms = {to: chr(code) for code, to in sorted(traditional_to_simplified().items())}
        for words, expected in self._exact():
            written = "".join(forms.get(sign, sign) for sign in words)
            if fold(written) == fold(words) != written:
                yield written, expected

    def _pinyin(self) -> Made:
        for one in self._any():
            joiner = self.random.choice(("", " "))
            yield joiner.join(one.heads), self._read("".join(one.heads))

    def _initials(self) -> Made:
        sounds = self._sounds()
        for one in self._any():
            letters = "".join(syllable[0] for syllable in one.heads)
            if len(letters) >= _SHORT:
                meant = re.compile("".join(f"[{sounds[letter]}]" for letter in letters))
                yield letters, self._all(lambda o, m=meant: any(map(m.search, o.names)))  # type: ignore[misc]

    def _sounds(self) -> dict[str, str]:
        """Return the characters of names by the first letters of how they are read in one of them."""
        found: dict[str, set[str]] = defaultdict(set)
        for one in self.known:
            entry = one.entry
            for name, read in zip(
                entry.folded, (entry.reading, *entry.other_readings), strict=True
            ):
                for character, syllable in syllables(name, read).items():
                    found[syllable[0]].add(character)
        return {letter: "".join(characters) for letter, characters in found.items()}

    def _typing(self) -> Made:
        for one in self._any():
            letters = "".join(one.heads)[: -self.random.randint(1, 2)]
            yield letters, self._read(letters)

    def _values(self) -> Made:
        terms = self.survey.setting.terms
        for one in self._any():
            kind = self.random.choice(("area", "audience"))
            term = self.random.choice(list(terms[kind].values()))
            with_term = self._having(kind, term)
            if one.entry.kind == "organization":
                hosted = self._all(lambda other, host=one.entry.id: host in other.entry.hosts)  # type: ignore[misc]
                yield f"{one.entry.name} {term.name}", hosted & with_term
            else:
                category = self.random.choice(list(terms["category"].values()))
                joiner = self.random.choice(("", " "))
                both = with_term & self._having("category", category)
                yield f"{term.name}{joiner}{category.name}", both

    def _having(self, kind: str, term: Term) -> frozenset[str]:
        """Return the addresses of all records that have a term, or say it."""
        has = self._all(lambda other: term.id in self._terms(other.entry, kind))
        return has | self._saying(term.name)

    def _terms(self, entry: Entry, kind: str) -> tuple[str, ...]:
        trait = "areas" if kind == "area" else kind
        holders = (entry, *(self.survey.entries[id] for id in entry.parents))
        return next((found for holder in holders if (found := getattr(holder, trait))), ())

    def _clause(self, one: _Known) -> str:
        clause = self.random.choice(one.clauses or ("",))
        word = clause[: self.random.randint(_SHORT - 1, _SHORT + 2)]
        return "" if word.endswith(_KINDS) else word

    def _story(self) -> Made:
        for one in self._any():
            if word := self._clause(one):
                yield word, self._saying(word)

    def _slip(self) -> Made:
        for one in self._any():
            at = self.random.randrange(len(one.head))
            word = one.head[:at] + self.random.choice("们是在有") + one.head[at + 1 :]
            if len(word) >= _SHORT and not self._named(word):
                meant = re.compile(f"{re.escape(one.head[:at])}.?{re.escape(one.head[at + 1 :])}")
                yield word, self._all(lambda o, m=meant: any(map(m.search, o.names)))  # type: ignore[misc]

    def _mixed(self) -> Made:
        for one in self._any():
            if self.random.random() < 0.5 and len(one.heads) == len(one.head):  # noqa: PLR2004
                yield one.head[:2] + "".join(one.heads[2:]), self._named(one.head)
            elif word := self._clause(one):
                yield f"{one.head} {word}", self._named(one.head) & self._saying(word)

    def _none(self) -> Made:
        while True:
            yield "".join(self.random.sample("鑫淼焱垚骉羴麤龘", 3)), frozenset()
            yield "".join(self.random.sample("xkvwz", 4)), frozenset()
