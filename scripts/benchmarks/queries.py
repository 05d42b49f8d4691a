"""What readers look for, and what they should find: written down for the real records, made for generated ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from random import Random

import yaml

from benchmarks.headings import headings
from showcase.entries import Entry
from showcase.fulltext import story_of
from showcase.model import RECORD_TYPES, Term
from showcase.script import bare, fold, syllables, traditional_to_simplified
from showcase.searchindex import Landmark, landmarks
from showcase.survey import Survey, look

BEST = 5
"""How many results are looked at."""
_SHORT = 4
"""How many characters or letters leave little doubt what is meant."""
_KINDS = tuple(kind.label[0] for kind in RECORD_TYPES)
"""Words that ask for a kind of records where a query ends in them."""
_TERMS = ("area", "category", "audience")
_SETTINGS = Path(__file__).parents[2] / "mkdocs.yml"


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
        right = sum(map(self._is_right, best))
        return min(1.0, right / min(BEST, len(self.expected)))

    def is_first(self, found: Iterable[str]) -> bool:
        """Return whether the first result is right."""
        best = next(iter(found), None)
        return self._is_right(best) if self.expected and best else not self.expected and not best

    def _is_right(self, address: str) -> bool:
        """Return whether an address is expected, or the page of a heading that is."""
        return address in self.expected or any(
            url.partition("#")[0] == address for url in self.expected if "#" in url
        )


def read_queries(folder: Path) -> Iterator[Query]:
    """Iterate over the queries that are written down: a file for each class, a line for each query."""
    for file in sorted(folder.glob("*.yaml")):
        for words, addresses in yaml.safe_load(file.read_text("utf-8")).items():
            yield Query(file.stem, str(words), frozenset(addresses or ()))


def made_queries(tree: Path, today: date, count: int, sample: int = 7) -> Iterator[Query]:
    """Iterate over queries for generated records, the same for the same records and sample.

    Args:
        tree: The records.
        today: The day of the build.
        count: How many queries of each class.
        sample: Each number gives other queries.
    """
    marks = landmarks((survey := look(tree, today)).setting, headings(tree, _SETTINGS))
    maker = _Maker(survey, marks, Random(sample))  # noqa: S311  # the same queries each time
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
class _Named:
    """What can be found: its names as they are compared, and how they are read."""

    url: str
    names: tuple[str, ...]
    readings: tuple[str, ...]

    @property
    def letters(self) -> Iterator[str]:
        """The readings as they are typed."""
        return (read.replace("ü", "v").replace(" ", "") for read in self.readings)

    @classmethod
    def of_mark(cls, mark: Landmark) -> _Named:
        """Return a value, a page or a heading."""
        names = (bare(fold(name)) for name in (mark.name, *mark.others))
        return cls(mark.url, tuple(names), mark.reading)


@dataclass(frozen=True, slots=True)
class _Known(_Named):
    """A record: also the syllables of its name up to the dot, and what it tells."""

    entry: Entry
    heads: tuple[str, ...]
    clauses: tuple[str, ...]
    story: str

    @classmethod
    def of(cls, entry: Entry, story: str) -> _Known:
        head = entry.folded[0].split("·")[0]
        return cls(
            entry.url,
            tuple(map(bare, entry.folded)),
            (entry.reading, *entry.other_readings),
            entry,
            tuple(entry.reading.replace("ü", "v").split()[: len(head)]),
            tuple(c for c in re.findall(r"[\u4e00-\u9fff]+", story) if len(c) >= _SHORT),
            bare(fold(story)),
        )

    @property
    def head(self) -> str:
        """The name up to the dot: that of the brand."""
        return self.entry.folded[0].split("·")[0]


class _Maker:
    """Makes queries of each class without end."""

    def __init__(self, survey: Survey, marks: Iterable[Landmark], random: Random) -> None:
        self.survey = survey
        self.random = random
        self.known = [_Known.of(e, story_of(survey.record(e.id))) for e in survey.entries.values()]
        self.named = [*self.known, *map(_Named.of_mark, marks)]
        self.sounds = self._sounds()
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
        return frozenset(one.url for one in self.known if is_right(one))

    def _called(self, is_right: Callable[[str], object]) -> frozenset[str]:
        """Return the addresses of all that has a name such as is wanted; headings of pages are among them."""
        return frozenset(one.url for one in self.named if any(map(is_right, one.names)))

    def _named(self, part: str) -> frozenset[str]:
        return self._called(lambda name: part in name)

    def _saying(self, part: str) -> frozenset[str]:
        return self._named(part) | self._all(lambda one: part in one.story)

    def _read(self, letters: str) -> frozenset[str]:
        return frozenset(o.url for o in self.named if any(letters in read for read in o.letters))

    def _begun(self, letters: str) -> frozenset[str]:
        """Return the addresses of all that has a name with characters that are read with these first letters."""
        return self._called(re.compile("".join(f"[{self.sounds[one]}]" for one in letters)).search)

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
        for one in self._any():
            letters = "".join(syllable[0] for syllable in one.heads)
            if len(letters) >= _SHORT:
                yield letters, self._begun(letters)

    def _sounds(self) -> dict[str, str]:
        """Return the characters of names by the first letters of how they are read in one of them."""
        found: dict[str, set[str]] = defaultdict(set)
        for one in self.named:
            for name, read in zip(one.names, one.readings, strict=True):
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
            with_term = self._having(term)
            if one.entry.kind == "organization":
                hosted = self._all(lambda other, host=one.entry.id: host in other.entry.hosts)  # type: ignore[misc]
                yield f"{one.entry.name} {term.name}", hosted & with_term
            else:
                category = self.random.choice(list(terms["category"].values()))
                joiner = self.random.choice(("", " "))
                both = with_term & self._having(category)
                yield f"{term.name}{joiner}{category.name}", both

    def _having(self, term: Term) -> frozenset[str]:
        """Return the addresses of all records that have a term, or one that holds its name, or say it.

        Who asks for 儿童 is served by a record of the category 关爱儿童, too: its page shows the word.
        """
        return self._belonging(term.name) | self._saying(term.name)

    def _belonging(self, part: str) -> frozenset[str]:
        """Return the addresses of all records that have a term with such a part in its name."""
        terms = self.survey.setting.terms
        alike = {kind: {t.id for t in terms[kind].values() if part in t.name} for kind in _TERMS}
        return self._all(
            lambda one: any(ids.intersection(self._terms(one.entry, k)) for k, ids in alike.items())
        )

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
                yield word, self._saying(word) | self._joined(word)

    def _joined(self, word: str) -> frozenset[str]:
        """Return the addresses of what is meant by two words around a 的.

        柏乡的活动室 is 柏乡青春活动室, and who asks for 沙河的志愿 is served by a record of 沙河市 that says 志愿.
        """
        holder, _, rest = word.partition("的")
        if not holder or not rest:
            return frozenset()
        named = self._called(lambda name: holder in name and rest in name)
        return named | (self._belonging(holder) & self._saying(rest))

    def _slip(self) -> Made:
        for one in self._any():
            at = self.random.randrange(len(one.head))
            word = one.head[:at] + self.random.choice("们是在有") + one.head[at + 1 :]
            if len(word) >= _SHORT and not self._named(word):
                meant = re.compile(f"{re.escape(one.head[:at])}.?{re.escape(one.head[at + 1 :])}")
                yield word, self._called(meant.search)

    def _mixed(self) -> Made:
        for one in self._any():
            if self.random.random() < 0.5 and len(one.heads) == len(one.head):  # noqa: PLR2004
                yield one.head[:2] + "".join(one.heads[2:]), self._named(one.head)
            elif word := self._clause(one):
                yield f"{one.head} {word}", self._named(one.head) & self._saying(word)

    def _none(self) -> Made:
        while True:
            yield "".join(self.random.sample("鑫淼焱垚骉羴麤龘", 3)), frozenset()
            letters = "".join(self.random.sample("xkvwz", 4))
            if not self._begun(
                letters.replace("v", "")
            ):  # else it is no nonsense: w z x k is 屋助学课
                yield letters, frozenset()
