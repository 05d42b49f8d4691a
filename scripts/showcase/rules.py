"""What must hold between records, and of what their texts may say.

Each rule is a function that yields findings; its docstring is the sentence in the editors' handbook. Most look
at one record, the city or a term at a time. The others compare records, and know of each only a sketch, so
that a tree can be checked without all of it in memory.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from pydantic import BaseModel

from showcase.almanac import LAST_YEAR
from showcase.catalog import CITY, Catalog, Setting, items_of_lists
from showcase.claims import may_claim, superlative
from showcase.dates import PartialDate
from showcase.model import (
    KINDS,
    Activity,
    Brand,
    City,
    Gist,
    Place,
    Project,
    Record,
    Schedule,
    dates,
    gist,
    references,
    texts,
)
from showcase.personal import may_be_personal, personal_data
from showcase.pictures import PictureFile
from showcase.problems import FieldPath, dotted
from showcase.schedule import ANNOUNCED_UNTIL, days_shown, depends_on_holidays, scheduled_days
from showcase.script import bare, fold
from showcase.urls import addresses_in, is_shortened, tracking_parameters

STALE_AFTER = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a rule found.

    Args:
        path: The file.
        where: The field.
        code: Kind of problem, a key of `SENTENCES`.
        values: What fills the sentence.
        at: Line and column inside a text of several lines, both counted from 1.
    """

    path: str
    where: FieldPath
    code: str
    values: Mapping[str, str] = field(default_factory=dict)
    at: tuple[int, int] = (1, 1)


class Subject:
    """What a rule looks at by itself: a record, the city or a term.

    Args:
        path: Its file.
        part: What it says.
        where: Where in the file it stands.
    """

    def __init__(self, path: str, part: BaseModel, where: FieldPath = ()) -> None:
        self.path, self.part, self.where = path, part, where

    @cached_property
    def gist(self) -> Gist:
        """All that it says, without the fields."""
        return gist(self.part)

    def texts(self) -> Iterator[tuple[FieldPath, str]]:
        """Iterate over all its texts with their fields in the file."""
        return (((*self.where, *where), text) for where, text in texts(self.part))


class Sketch(NamedTuple):
    """What is compared between records.

    Args:
        kind: What it is: brand, project …
        id: Its id.
        path: Its file.
        reading: How its name is read.
        name: Its name.
        aliases: Its other names.
        above: The record of its own kind in which it lies; empty if there is none.
        assured: When it was checked last.
        began: When it was founded or begun.
        ended: When it ended.
        spans: Between which days it is going on: field, first and last day, and what is written there.
        projects: The projects to which it belongs.
        brands: The brands to which it belongs.
        old_ids: The ids that it had.
        is_draft: Whether it is not published yet.
        mentions: The records that it names, each with the field.
        pictures: Its pictures: field, name and file.
    """

    kind: str
    id: str
    path: str
    reading: str
    name: str
    aliases: tuple[str, ...]
    above: str
    assured: date
    began: PartialDate | None
    ended: PartialDate | None
    spans: tuple[tuple[FieldPath, date, date, str], ...]
    projects: tuple[str, ...]
    brands: tuple[str, ...]
    old_ids: tuple[str, ...]
    is_draft: bool
    mentions: tuple[tuple[FieldPath, str], ...]
    pictures: tuple[tuple[FieldPath, str, PictureFile], ...]

    @property
    def order(self) -> tuple[int, str, str]:
        """The place of the record among all: by kind, then by reading."""
        return _RANKS[self.kind], self.reading, self.id


_RANKS = {kind: rank for rank, kind in enumerate(KINDS)}
_ABOVE = {"organization": "parent_organization", "place": "part_of", "activity": "series"}
"""The field of each kind that names another record of the same kind, in which this one lies."""


def sketch_of(record: Record, catalog: Catalog, reading: str) -> Sketch:
    """Return the sketch of a record.

    Args:
        record: The record.
        catalog: What it belongs to; of it only the record's own pictures matter.
        reading: How its name is read.
    """
    kind = record.kind_name
    above: str | None = getattr(record, _ABOVE[kind]) if kind in _ABOVE else None
    files = (
        (where, picture, catalog.pictures.get(record.picture_path(picture)))
        for where, picture in record.pictures
    )
    return Sketch(
        kind,
        record.id,
        record.path,
        reading,
        record.name,
        tuple(other.value for other in record.alternate_name),
        above or "",
        record.assured_date,
        getattr(record, "founding_date", None) or getattr(record, "start_date", None),
        record.end_date if isinstance(record, Project) else None,
        tuple(_own_dates(record)),
        tuple(getattr(record, "project", ())),
        tuple(getattr(record, "brand", ())),
        record.redirect_from,
        record.visibility == "draft",
        tuple((where, id) for where, kind, id in references(record) if kind in KINDS),
        tuple((where, picture.file, file) for where, picture, file in files if file),
    )


def _own_dates(record: Record) -> Iterator[tuple[FieldPath, date, date, str]]:
    """Iterate over the dates between which a record is going on."""
    places: tuple[FieldPath, ...] = ()
    if isinstance(record, Project):
        places = (("start_date",), ("end_date",), ("stage_date",))
    elif isinstance(record, Activity):
        places = (("start",), ("end",), ("schedule", "start"), ("schedule", "until"))
    for where in places:
        value: object = record
        for name in where:
            value = getattr(value, str(name), None)
        if isinstance(value, PartialDate):
            yield where, value.first, value.last, str(value)
        elif isinstance(value, date):
            yield where, value, value, str(value)


Sketches = Mapping[str, Sketch]
"""The sketches of all records by id, in order of kind and reading."""
RuleAlone = Callable[[Subject, Catalog, date], Iterator[Finding]]
"""Looks at one subject; of other records it knows only the time points."""
RuleBetween = Callable[[Sketches, date], Iterator[Finding]]
"""Compares records."""


def names_are_unique(sketches: Sketches, today: date) -> Iterator[Finding]:
    """同一类记录不能同名，繁简、大小写、空格、标点不同也算同名；别名也不能与另一条记录的名称相同。"""
    called: dict[tuple[str, str], list[Sketch]] = defaultdict(list)
    for one in sketches.values():
        called[one.kind, _bare(one.name)].append(one)
    for one in sketches.values():
        if one.kind == "activity":
            continue
        if other := _another(one, called[one.kind, _bare(one.name)]):
            values = {"found": one.name, "other": other.path}
            yield Finding(one.path, ("name",), "duplicate-name", values)
        for i, alias in enumerate(one.aliases):
            if owner := _another(one, called.get((one.kind, _bare(alias)), ())):
                values = {"found": alias, "other": owner.path}
                yield Finding(one.path, ("alternate_name", i, "value"), "alias-of-another", values)


def _bare(name: str) -> str:
    return bare(fold(name))


def _of_kind(sketches: Sketches, kind: str) -> list[Sketch]:
    return [sketch for sketch in sketches.values() if sketch.kind == kind]


def nothing_belongs_to_itself(sketches: Sketches, today: date) -> Iterator[Finding]:
    """上级组织、所在地点和所属系列不能绕一圈又指回自己。"""
    for kind, name in _ABOVE.items():
        for one in _of_kind(sketches, kind):
            seen, id = {one.id}, one.above
            while id not in seen and id in sketches:
                seen.add(id)
                id = sketches[id].above
            if id == one.id:
                yield Finding(one.path, (name,), "cycle", {"found": one.above})


def dates_are_in_order(sketches: Sketches, today: date) -> Iterator[Finding]:
    """核对日期不早于创立日期；活动、项目的日期不早于所属项目的开始或品牌的创立，也不晚于项目的结束。"""
    for one in sketches.values():
        if one.began and one.began.first > one.assured:
            values = {"key": "assured_date", "found": str(one.assured), "other": str(one.began)}
            yield Finding(one.path, ("assured_date",), "before-its-beginning", values)
        for where, first, last, written in one.spans:
            for parent in _parents(one, sketches):
                early = parent.began is not None and last < parent.began.first
                late = parent.ended is not None and first > parent.ended.last
                if early or late:
                    values = {"found": written, "other": parent.path}
                    yield Finding(one.path, where, "outside-its-parent", values)
                    break


def _parents(one: Sketch, sketches: Sketches) -> Iterator[Sketch]:
    """Iterate over the projects and brands to which a record belongs."""
    for kind, ids in (("project", one.projects), ("brand", one.brands)):
        found = (sketches.get(id) for id in ids)
        yield from (parent for parent in found if parent and parent.kind == kind)


def nothing_comes_from_the_future(
    subject: Subject, catalog: Catalog, today: date
) -> Iterator[Finding]:
    """核对、查阅、发表和统计的日期不能晚于今天。"""
    if not isinstance(subject.part, Record) or subject.gist.latest <= today:
        return
    for where, value in dates(subject.part):
        first = value.first if isinstance(value, PartialDate) else value
        if where[-1] in _PAST_FIELDS and first > today:
            values = {"found": str(value), "today": str(today)}
            yield Finding(subject.path, where, "future-date", values)


_PAST_FIELDS = {
    "assured_date",
    "accessed",
    "date_published",
    "as_of",
    "founding_date",
    "status_date",
}


def changes_fall_on_real_occurrences(
    subject: Subject, catalog: Catalog, today: date
) -> Iterator[Finding]:
    """occurrence 里写的日期必须是这个系列真有的一次，同一次只写一条。"""
    activity = subject.part
    if not isinstance(activity, Activity) or not activity.occurrence:
        return
    if activity.schedule is None:
        yield Finding(activity.path, ("occurrence",), "changes-without-schedule")
        return
    seen: set[date] = set()
    for i, change in enumerate(activity.occurrence):
        day, where = change.date, ("occurrence", i, "date")
        if day in seen:
            yield Finding(activity.path, where, "occurrence-twice", {"found": str(day)})
        elif _knows_its_nodes(activity.schedule, catalog) and day not in scheduled_days(
            activity.schedule, catalog, day, day
        ):
            yield Finding(activity.path, where, "no-such-occurrence", {"found": str(day)})
        seen.add(day)


def tables_reach_far_enough(subject: Subject, catalog: Catalog, today: date) -> Iterator[Finding]:
    """日历要排到的日子，农历、节气和放假安排的表里都要有；下一年的放假安排公布前写「待国务院公布」。"""
    if isinstance(subject.part, City):
        last = days_shown(catalog, today)[1]
        if last.year > LAST_YEAR:
            values = {"found": str(last), "limit": str(LAST_YEAR)}
            yield Finding(CITY, ("calendar_days",), "calendar-ends", values)
    if today.year > ANNOUNCED_UNTIL:
        yield from _waiting(subject, "holidays-missing", str(today.year))


def next_holidays_are_known(subject: Subject, catalog: Catalog, today: date) -> Iterator[Finding]:
    """到了十二月，程序里还没有下一年的放假安排会提醒；不影响发布。"""
    if today.month == _DECEMBER and today.year == ANNOUNCED_UNTIL:
        yield from _waiting(subject, "holidays-soon", str(today.year + 1))


_DECEMBER = 12
"""The State Council announces the holidays of a year in the last months of the year before."""


def _waiting(subject: Subject, code: str, year: str) -> Iterator[Finding]:
    """Iterate over the schedules that need to know the holidays of a year."""
    values = {"found": year, "limit": str(ANNOUNCED_UNTIL)}
    record = subject.part
    if isinstance(record, Activity) and record.schedule and depends_on_holidays(record.schedule):
        yield Finding(record.path, ("schedule",), code, values)
    for i, schedule in enumerate(record.opening_hours if isinstance(record, Place) else ()):
        if depends_on_holidays(schedule):
            yield Finding(subject.path, ("opening_hours", i), code, values)


def _knows_its_nodes(schedule: Schedule, catalog: Catalog) -> bool:
    """Return whether all time points of a schedule exist; those that do not are a problem already."""
    nodes = {node.id for node in catalog.nodes}
    return all(id in nodes for _, kind, id in references(schedule) if kind == "node")


def claims_name_their_source(subject: Subject, catalog: Catalog, today: date) -> Iterator[Finding]:
    """有几个来源时，每个数字和荣誉都要在 supports 里写明由哪个来源证明。"""
    record = subject.part
    if not isinstance(record, Brand | Project) or len(record.source) == 1:
        return
    supported = {field for source in record.source for field in source.supports}
    for name in ("impact", "award"):
        for i in range(len(getattr(record, name))):
            if not {f"{name}.{i}", name} & supported:
                values = {"found": f"{name}.{i}"}
                yield Finding(record.path, (name, i), "claim-without-source", values)


def superlatives_name_their_source(
    subject: Subject, catalog: Catalog, today: date
) -> Iterator[Finding]:
    """「最、第一、唯一、首创」一类的话，要有来源在 supports 里写明支持这个字段，否则请换成平实的说法。"""
    part = subject.part
    if not isinstance(part, Record | City) or not may_claim(subject.gist.texts):
        return
    supported = {field for source in part.source for field in source.supports}
    for where, text in texts(part):
        if where[0] in ("source", "name", "alternate_name", "award"):
            continue
        match = superlative(text)
        ways = {dotted(where[: i + 1]) for i in range(len(where))}
        if match and not ways & supported:
            at = _place(text, match.start())
            yield Finding(subject.path, where, "superlative", {"found": match[0]}, at)


def _place(text: str, offset: int) -> tuple[int, int]:
    """Return line and column in a text, both counted from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def nobody_is_exposed(subject: Subject, catalog: Catalog, today: date) -> Iterator[Finding]:
    """记录里不能有身份证号、手机号和私人邮箱，拆开写、用全角数字或汉字数字写也不行。"""
    if not may_be_personal(subject.gist.texts):
        return
    for where, text in subject.texts():
        if where[-1] in ("url", "apply_link", "online_url"):
            continue
        for offset, code in personal_data(text):
            yield Finding(subject.path, where, code, at=_place(text, offset))


def addresses_are_plain(subject: Subject, catalog: Catalog, today: date) -> Iterator[Finding]:
    """网址要写原网址：不用短网址，去掉跟踪参数（utm_、spm 等）；正文里的链接也一样。"""
    if not _may_hold_crooked_address(subject.gist.texts):
        return
    for where, text in subject.texts():
        for offset, url in addresses_in(text):
            at = _place(text, offset)
            if is_shortened(url):
                yield Finding(subject.path, where, "shortened-address", {"found": url}, at)
            if tracking := tracking_parameters(url):
                values = {"found": "、".join(tracking)}
                yield Finding(subject.path, where, "tracking-parameter", values, at)


def _may_hold_crooked_address(text: str) -> bool:
    return any(is_shortened(url) or tracking_parameters(url) for _, url in addresses_in(text))


def old_names_are_free(sketches: Sketches, today: date) -> Iterator[Finding]:
    """redirect_from 里的旧编号不能是现有记录的编号，也不能两条记录都要。"""
    taken: dict[str, str] = {}
    for one in sketches.values():
        for i, old in enumerate(one.old_ids):
            owner = sketches.get(old)
            other = owner.path if owner else taken.get(old)
            if other is not None:
                values = {"found": old, "other": other}
                yield Finding(one.path, ("redirect_from", i), "old-name-taken", values)
            taken.setdefault(old, one.path)


def published_records_name_no_drafts(sketches: Sketches, today: date) -> Iterator[Finding]:
    """已发布的记录不能提到还是草稿的记录，否则页面上的链接会落空。"""
    drafts = {one.id for one in sketches.values() if one.is_draft}
    for one in sketches.values() if drafts else ():
        for where, id in () if one.is_draft else one.mentions:
            if id in drafts:
                yield Finding(one.path, where, "draft-reference", {"found": id})


def records_are_checked_every_year(
    subject: Subject, catalog: Catalog, today: date
) -> Iterator[Finding]:
    """一年多没有核对的记录会提醒，核对后请更新 assured_date；不影响发布。"""
    record = subject.part
    if isinstance(record, Record) and today - record.assured_date > STALE_AFTER:
        days = str((today - record.assured_date).days)
        values = {"found": str(record.assured_date), "days": days}
        yield Finding(record.path, ("assured_date",), "stale", values)


def _another(one: Sketch, several: Sequence[Sketch]) -> Sketch | None:
    return next((other for other in several if other is not one), None)


def names_are_told_apart(sketches: Sketches, today: date) -> Iterator[Finding]:
    """同一类记录的名称只差一个字时会提醒，以防同一件事写了两遍；不影响发布。"""
    for kind in ("brand", "project", "organization", "place"):
        by_gap: dict[tuple[int, str], list[Sketch]] = defaultdict(list)
        for one in _of_kind(sketches, kind):
            name = fold(one.name)
            for i in range(len(name)) if len(name) >= _LONG_NAME else ():
                by_gap[i, name[:i] + name[i + 1 :]].append(one)
        for alike in by_gap.values():
            first = alike[0]
            for other in alike[1:]:
                if not {*fold(first.name)} ^ {*fold(other.name)} <= _APART:
                    values = {"found": other.name, "near": first.name, "other": first.path}
                    yield Finding(other.path, ("name",), "similar-name", values)


_LONG_NAME = 5
_APART = set("国省市县区镇乡村东西南北中上下一二三四五六七八九十0123456789")
"""Characters that tell names apart on purpose: levels, directions and numbers."""


def pictures_are_described(subject: Subject, catalog: Catalog, today: date) -> Iterator[Finding]:
    """图片的 alt 要写出图上有什么，不能只写「图片」「照片」或文件名；还要写明图上有没有认得出的人。"""
    for where, picture in subject.part.pictures if isinstance(subject.part, Record) else ():
        name = picture.file.rpartition(".")[0]
        alt = picture.alt.strip()
        if _SAYS_NOTHING.fullmatch(alt) or fold(alt) in (picture.file, name):
            yield Finding(subject.path, (*where, "alt"), "alt-says-nothing", {"found": alt})
        if picture.people is None and where != ("logo",):
            yield Finding(subject.path, where, "people-not-said", {"found": picture.file})


_SAYS_NOTHING = re.compile(
    r"(?:这是|这|一|几|两|张|幅|本|该|有关|相关|活动|现场|品牌|项目|宣传|封面|首页|的)*"
    r"(?:图片|照片|相片|图像|图|配图|插图|合影|合照|截图|现场|标志|标识|徽标"
    r"|logo|image|img|photo|picture|pic|dsc|untitled|screenshot)?[\W\d_]*",
    re.IGNORECASE,
)
"""What stands where somebody only filled the field."""


def pictures_stand_once(sketches: Sketches, today: date) -> Iterator[Finding]:
    """同一张图片用了两次会提醒；不影响发布。"""
    first: dict[str, str] = {}
    for one in sketches.values():
        for where, name, file in one.pictures:
            if other := first.get(file.key):
                values = {"found": name, "other": other}
                yield Finding(one.path, (*where, "file"), "picture-twice", values)
            first.setdefault(file.key, file.path)


def pictures_do_not_tell_where_they_were_taken(
    subject: Subject, catalog: Catalog, today: date
) -> Iterator[Finding]:
    """图片里记着拍摄位置的会提醒；网站发布的图片不带任何隐藏信息。"""
    record = subject.part
    if not isinstance(record, Record):
        return
    for where, picture in record.pictures:
        file = catalog.pictures.get(record.picture_path(picture))
        if file and file.has_position:
            values = {"found": picture.file}
            yield Finding(subject.path, (*where, "file"), "picture-position", values)


ALONE: tuple[RuleAlone, ...] = (
    nothing_comes_from_the_future,
    changes_fall_on_real_occurrences,
    tables_reach_far_enough,
    claims_name_their_source,
    superlatives_name_their_source,
    nobody_is_exposed,
    addresses_are_plain,
    pictures_are_described,
    records_are_checked_every_year,
    next_holidays_are_known,
    pictures_do_not_tell_where_they_were_taken,
)
BETWEEN: tuple[RuleBetween, ...] = (
    names_are_unique,
    nothing_belongs_to_itself,
    dates_are_in_order,
    old_names_are_free,
    published_records_name_no_drafts,
    names_are_told_apart,
    pictures_stand_once,
)
REMINDERS: tuple[RuleAlone | RuleBetween, ...] = (
    records_are_checked_every_year,
    names_are_told_apart,
    next_holidays_are_known,
    pictures_stand_once,
    pictures_do_not_tell_where_they_were_taken,
)
"""The rules that keep nothing from being published; a build does without them."""
RULES: tuple[RuleAlone | RuleBetween, ...] = tuple(
    sorted((*ALONE, *BETWEEN), key=REMINDERS.__contains__)
)
"""All rules; those that only remind come last."""


def found_alone(
    subject: Subject, catalog: Catalog, today: date, *, reminders: bool
) -> Iterator[Finding]:
    """Iterate over what is wrong with one subject."""
    for rule in ALONE:
        if reminders or rule not in REMINDERS:
            yield from rule(subject, catalog, today)


def found_between(sketches: Sketches, today: date, *, reminders: bool) -> Iterator[Finding]:
    """Iterate over what is wrong between records."""
    for rule in BETWEEN:
        if reminders or rule not in REMINDERS:
            yield from rule(sketches, today)


def common_subjects(setting: Setting) -> Iterator[Subject]:
    """Iterate over what all records have in common: the city, the terms and the shared sources."""
    yield Subject(CITY, setting.city)
    yield from (Subject(path, item, where) for path, where, item in items_of_lists(setting))
