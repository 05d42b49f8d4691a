"""The editors' handbook: every kind of record, rule and problem, from the model, the rules and the sentences."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from showcase.catalog import KIND_LABELS, VOCABULARIES
from showcase.explanations import EXPLANATIONS, Explanation, general
from showcase.fields import KINDS, PATHS, Field, Value, fields_of
from showcase.formatting import formatted
from showcase.manuscript import new_manuscript
from showcase.model import Group, Record, Term, written
from showcase.rules import RULES
from showcase.samples import groups, refusals, sample
from showcase.sentences import SENTENCES

Terms = Mapping[str, Mapping[str, Term]]
_FORMS = {
    "pattern": "照例子的写法",
    "flag": "只能写 true",
    "address": "公开的网址",
    "day": "日期，写到哪一天",
    "date": "日期，知道多少写多少：年、年-月、年-月-日，或者加上几点",
    "time": "时刻，加引号",
}
_TITLES = {"areas": "县（市、区）表"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a closed list, or the id of a term, with its label."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class FieldEntry:
    """What the handbook says of one field."""

    id: str
    name: str
    label: str
    is_required: bool
    meaning: str
    allowed: str
    words: tuple[Word, ...]
    groups: tuple[tuple[str, str], ...]
    good: str
    bad: str
    why: str


@dataclass(frozen=True, slots=True)
class GroupEntry:
    """A kind of file, or a group of fields in several."""

    id: str
    title: str
    places: tuple[str, ...]
    sample: str
    fields: tuple[FieldEntry, ...]
    one_of: tuple[str, ...]
    has_common: bool


@dataclass(frozen=True, slots=True)
class TermList:
    """The ids of a vocabulary."""

    id: str
    title: str
    terms: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class ProblemEntry:
    """What the handbook says of a kind of problem."""

    code: str
    sentence: str
    is_notice: bool
    more: Explanation | None


@dataclass(frozen=True, slots=True)
class HandbookView:
    """The whole handbook."""

    kinds: tuple[GroupEntry, ...]
    common: GroupEntry
    groups: tuple[GroupEntry, ...]
    terms: tuple[TermList, ...]
    rules: tuple[str, ...]
    problems: tuple[ProblemEntry, ...]


def handbook_view(terms: Terms) -> HandbookView:
    """Return everything that editors may want to look up, the terms of all vocabularies among it."""
    titles = dict(_titles())
    return HandbookView(
        tuple(_kind(kind, model, titles) for kind, model in KINDS.items()),
        GroupEntry("common", "每条记录都有的字段", (), "", _entries(Record, titles), (), False),
        tuple(_group(model, titles) for model in titles),
        tuple(_term_list(kind, terms[kind]) for kind in VOCABULARIES),
        tuple(inspect.cleandoc(rule.__doc__ or "") for rule in RULES),
        tuple(
            ProblemEntry(code, general(said.zh), said.is_notice, EXPLANATIONS.get(code))
            for code, said in SENTENCES.items()
        ),
    )


def _titles() -> Iterator[tuple[type[Group], str]]:
    """Iterate over the groups of fields and the title of each: the shortest label of a field that holds it.

    Where a field holds one group or another, the others are told apart by what they begin with.
    """
    labels: dict[type[Group], list[str]] = {}
    for field in (
        f for kind in KINDS.values() for m in groups(kind) for f in fields_of(m).values()
    ):
        for i, part in enumerate(field.parts):
            first = next(iter(fields_of(part).values()))
            assert field.about is not None
            assert first.about is not None
            title = f"{field.about.zh}：{first.about.zh}" if i else field.about.zh
            labels.setdefault(part, []).append(title)
    for part, found in labels.items():
        yield part, min(found, key=len)


def _kind(kind: str, model: type[Group], titles: dict[type[Group], str]) -> GroupEntry:
    example = formatted(new_manuscript(PATHS[kind][0].replace("*", "sample"), dict(sample(model))))
    return GroupEntry(
        f"kind-{kind}",
        _TITLES.get(kind, model.label[0]),
        tuple(path.replace("*", "编号") for path in PATHS[kind]),
        example.partition("\n")[2],
        _entries(model, titles),
        model.one_of,
        issubclass(model, Record),
    )


def _group(model: type[Group], titles: dict[type[Group], str]) -> GroupEntry:
    return GroupEntry(
        _group_id(model), titles[model], (), "", _entries(model, titles), model.one_of, False
    )


def _group_id(model: type[Group]) -> str:
    return f"group-{model.__name__.lower()}"


def _entries(model: type[Group], titles: dict[type[Group], str]) -> tuple[FieldEntry, ...]:
    """Return the fields of a group; those that all records have stand in a list of their own."""
    common = fields_of(Record) if issubclass(model, Record) and model is not Record else {}
    return tuple(
        _entry(model, name, field, titles)
        for name, field in fields_of(model).items()
        if name not in common and (name != "id" or not issubclass(model, Record))
    )


def _entry(
    model: type[Group], name: str, field: Field, titles: dict[type[Group], str]
) -> FieldEntry:
    about = field.about
    assert about is not None
    return FieldEntry(
        id=f"{model.__name__.lower()}-{name}",
        name=name,
        label=about.zh,
        is_required=field.is_required,
        meaning=about.meaning,
        allowed=_allowed(field),
        words=tuple(Word(word, zh) for v in field.values for word, zh, _ in v.words),
        groups=tuple((titles[part], _group_id(part)) for part in field.parts),
        good=about.good,
        bad=about.bad,
        why=_why(model, name, about.bad),
    )


def _why(model: type[Group], name: str, bad: str) -> str:
    """Return what the check says to a bad example."""
    if not bad:
        return ""
    return next((problem.message() for problem in refusals(model, name, written(bad))), "")


def _allowed(field: Field) -> str:
    """Return in words what may be written in a field."""
    words = [_one(value) for value in field.values if value.form != "word"]
    if field.is_list:
        words.append("列表，一项一行，以「- 」开头")
    if field.fewest:
        words.append(f"至少 {field.fewest} 项")
    if field.most is not None:
        words.append(f"最多 {field.most} 项")
    return "；".join(words)


def _one(value: Value) -> str:
    if value.form in ("text", "markdown"):
        extra = "，可以分段、列清单、加链接" if value.form == "markdown" else ""
        return f"文字，最多 {value.longest} 个字{extra}"
    if value.form == "id":
        return f"{KIND_LABELS[value.kind][0]}的编号" if value.kind else "小写字母、数字和连字符"
    if value.form in ("number", "decimal"):
        limits = "" if value.least is None else f"，{value.least} 到 {value.most}"
        return f"{'整数' if value.form == 'number' else '小数'}{limits}"
    return _FORMS[value.form]


def _term_list(kind: str, terms: Mapping[str, Term]) -> TermList:
    words = tuple(Word(term.id, term.name) for term in terms.values())
    return TermList(f"terms-{kind}", KIND_LABELS[kind][0], words)
