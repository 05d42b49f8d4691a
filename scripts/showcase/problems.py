"""What can be wrong with a record, and the sentence that says so.

A problem is data: where it is, which kind it is and the values that fill its sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from showcase.sentences import SENTENCES, Sentence

Language = Literal["zh", "en"]
FieldPath = tuple[str | int, ...]
PROBLEM_LIMIT = 50
"""How many problems of one file are listed."""
_LONGEST_WORD = 80
_LONGEST_SHOWN = 200


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, where it is, and how to mend it.

    Args:
        path: File, relative to the root of the project, with forward slashes.
        line: Line, counted from 1.
        column: Column in characters, counted from 1.
        code: Kind of problem, a key of `SENTENCES`.
        field: Dotted name of the field, empty for the whole file.
        values: Pairs that fill the sentence.
        hint: What the reader may have meant, or how to write it; already a sentence in both languages.
        cell: Sheet and cell in a book, as editors find them there; empty for a text file.
    """

    path: str
    line: int
    column: int
    code: str
    field: str = ""
    values: tuple[tuple[str, str], ...] = ()
    hint: tuple[str, str] | None = None
    cell: str = ""

    @property
    def place(self) -> str:
        """File, line and column; in a book file, sheet and cell."""
        if self.cell:
            return f"{self.path} {self.cell}"
        return f"{self.path}:{self.line}:{self.column}"

    @property
    def sentence(self) -> Sentence:
        """The wording of this kind of problem."""
        return SENTENCES[self.code]

    @property
    def is_notice(self) -> bool:
        """Whether it is worth a look but keeps nothing from being published."""
        return self.sentence.is_notice

    def message(self, language: Language = "zh") -> str:
        """Return the whole sentence in one language."""
        sentence = self.sentence
        values = {name: shown(value) for name, value in self.values}
        text = (sentence.zh if language == "zh" else sentence.en).format(
            field=shown(self.field), **values
        )
        if self.hint is None:
            return text
        zh, en = map(shown, self.hint)
        return f"{text}；{zh}" if language == "zh" else f"{text}; {en}"

    def text(self, language: Language = "zh") -> str:
        """Return one line for a terminal: place, sentence and code."""
        return f"{self.place}: {self.message(language)} [{self.code}]"

    def data(self, language: Language = "zh") -> dict[str, str | int]:
        """Return everything a program may want to know, as plain values."""
        return {
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "field": self.field,
            "code": self.code,
            "severity": "notice" if self.is_notice else "error",
            "message": self.message(language),
        }

    def github(self, language: Language = "zh") -> str:
        """Return a workflow command that GitHub shows beside the line."""
        title = _escaped(self.code, also=":,")
        where = f"file={_escaped(self.path, also=':,')},line={self.line},col={self.column}"
        return f"::{'notice' if self.is_notice else 'error'} {where},title={title}::{_escaped(self.message(language))}"


class ProblemsFound(Exception):  # noqa: N818  # what it says, not that it is an error
    """The records cannot be published: carries every problem, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__(summary(self.problems))


def summary(problems: tuple[Problem, ...]) -> str:
    """Return the closing sentence under a list of problems."""
    files = len({problem.path for problem in problems})
    return (
        f"{files} 个文件里有 {len(problems)} 处问题，请按提示修改后重试。"
        f"({_counted(len(problems), 'problem')} in {_counted(files, 'file')})"
    )


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def first_of(problems: list[Problem]) -> list[Problem]:
    """Return the first problems of one file; what is left out is counted in a problem of its own."""
    different = list(dict.fromkeys(problems))
    kept, others = different[:PROBLEM_LIMIT], different[PROBLEM_LIMIT:]
    if others:
        at, count = others[0], (("count", str(len(others))),)
        kept.append(Problem(at.path, at.line, at.column, "more-problems", "", count))
    return kept


def did_you_mean(word: str, choices: Iterable[str]) -> tuple[str, str] | None:
    """Return the hint that names the nearest of the choices, if one is near."""
    if len(word) > _LONGEST_WORD:
        return None
    near = get_close_matches(word, list(choices), n=1, cutoff=0.6)
    return meant(near[0]) if near else None


def meant(word: str) -> tuple[str, str]:
    """Return the hint that names what the reader probably meant."""
    return f"您是否想写「{word}」？", f"did you mean “{word}”?"


def shown(text: str) -> str:
    r"""Return a text that may come from a stranger as it is safe and short enough to print.

    >>> shown("灯\n下\x1b"), len(shown("长" * 999))
    ('灯\\u000a下\\u001b', 201)
    """
    cut = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
    return "".join(c if c.isprintable() or c == "\u3000" else f"\\u{ord(c):04x}" for c in cut)


def dotted(field: FieldPath) -> str:
    """Return a field path as editors read it: `source.0.title`."""
    return ".".join(str(part) for part in field)


def _escaped(text: str, *, also: str = "") -> str:
    pairs = {"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"}
    return "".join(pairs[c] if c in "%\r\n" + also else c for c in text)


def kind_of(value: object) -> tuple[str, str]:
    """Return what a value is, in Chinese and English, for messages."""
    if isinstance(value, dict):
        return "一组「字段: 值」", "a mapping"
    if isinstance(value, list):
        return "一个列表", "a list"
    if value is None:
        return "空白", "nothing"
    beginning = str(value)[:20]
    return f"文字「{beginning}」", f"the text “{beginning}”"
