"""What must hold between records, and of what their texts may say.

Each rule is a function that yields findings; its docstring is the sentence in the editors' handbook.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from showcase.almanac import LAST_YEAR
from showcase.catalog import CITY, Catalog
from showcase.claims import may_claim, superlative
from showcase.dates import PartialDate
from showcase.model import (
    Activity,
    Brand,
    City,
    Organization,
    Picture,
    Place,
    Project,
    Record,
    Schedule,
    dates,
    references,
    texts,
)
from showcase.personal import may_be_personal, personal_data
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


Rule = Callable[[Catalog, date], Iterator[Finding]]


def names_are_unique(catalog: Catalog, today: date) -> Iterator[Finding]:
    """同一类记录不能同名，繁简、大小写、空格、标点不同也算同名；别名也不能与另一条记录的名称相同。"""
    own = {(type(r), _bare(r.name)): r for r in reversed(list(catalog.records.values()))}
    for record in catalog.records.values():
        if isinstance(record, Activity):
            continue
        other = own[type(record), _bare(record.name)]
        if other is not record:
            yield Finding(
                record.path,
                ("name",),
                "duplicate-name",
                {"found": record.name, "other": other.path},
            )
        for i, alternate in enumerate(record.alternate_name):
            other_record = own.get((type(record), _bare(alternate.value)))
            if other_record is not None and other_record is not record:
                values = {"found": alternate.value, "other": other_record.path}
                yield Finding(
                    record.path, ("alternate_name", i, "value"), "alias-of-another", values
                )


def _bare(name: str) -> str:
    return bare(fold(name))


def nothing_belongs_to_itself(catalog: Catalog, today: date) -> Iterator[Finding]:
    """上级组织、所在地点和所属系列不能绕一圈又指回自己。"""
    for kind, name in (
        (Organization, "parent_organization"),
        (Place, "part_of"),
        (Activity, "series"),
    ):
        for record in catalog.of_kind(kind):
            seen, id = {record.id}, getattr(record, name)
            while id is not None and id not in seen and id in catalog.records:
                seen.add(id)
                id = getattr(catalog.records[id], name, None)
            if id == record.id:
                yield Finding(record.path, (name,), "cycle", {"found": getattr(record, name)})


def dates_are_in_order(catalog: Catalog, today: date) -> Iterator[Finding]:
    """核对日期不早于创立日期；活动、项目的日期不早于所属项目的开始或品牌的创立，也不晚于项目的结束。"""
    for record in catalog.records.values():
        began = getattr(record, "founding_date", None) or getattr(record, "start_date", None)
        if began and began.first > record.assured_date:
            values = {"key": "assured_date", "found": str(record.assured_date), "other": str(began)}
            yield Finding(record.path, ("assured_date",), "before-its-beginning", values)
        for where, first, last in _own_dates(record):
            for parent, begins, ends in _parents(record, catalog):
                early = begins is not None and last < begins.first
                late = ends is not None and first > ends.last
                if early or late:
                    values = {"found": _written(record, where), "other": parent.path}
                    yield Finding(record.path, where, "outside-its-parent", values)
                    break


def _own_dates(record: Record) -> Iterator[tuple[FieldPath, date, date]]:
    """Iterate over the dates between which a record is going on: field, first and last day that it may mean."""
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
            yield where, value.first, value.last
        elif isinstance(value, date):
            yield where, value, value


def _parents(
    record: Record, catalog: Catalog
) -> Iterator[tuple[Record, PartialDate | None, PartialDate | None]]:
    """Iterate over the brands and projects that a record belongs to, with beginning and end."""
    for id in getattr(record, "project", ()):
        if isinstance(project := catalog.records.get(id), Project):
            yield project, project.start_date, project.end_date
    for id in getattr(record, "brand", ()):
        if isinstance(brand := catalog.records.get(id), Brand):
            yield brand, brand.founding_date, None


def _written(record: Record, where: FieldPath) -> str:
    value: object = record
    for name in where:
        value = getattr(value, str(name))
    return str(value)


def nothing_comes_from_the_future(catalog: Catalog, today: date) -> Iterator[Finding]:
    """核对、查阅、发表和统计的日期不能晚于今天。"""
    for record in catalog.records.values():
        if catalog.gist_of(record).latest <= today:
            continue
        for where, value in dates(record):
            first = value.first if isinstance(value, PartialDate) else value
            if where[-1] in _PAST_FIELDS and first > today:
                yield Finding(
                    record.path, where, "future-date", {"found": str(value), "today": str(today)}
                )


_PAST_FIELDS = {
    "assured_date",
    "accessed",
    "date_published",
    "as_of",
    "founding_date",
    "status_date",
}


def changes_fall_on_real_occurrences(catalog: Catalog, today: date) -> Iterator[Finding]:
    """occurrence 里写的日期必须是这个系列真有的一次，同一次只写一条。"""
    for activity in catalog.activities:
        if not activity.occurrence:
            continue
        if activity.schedule is None:
            yield Finding(activity.path, ("occurrence",), "changes-without-schedule")
            continue
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


def tables_reach_far_enough(catalog: Catalog, today: date) -> Iterator[Finding]:
    """日历要排到的日子，农历、节气和放假安排的表里都要有；下一年的放假安排公布前写「待国务院公布」。"""
    last = days_shown(catalog, today)[1]
    if last.year > LAST_YEAR:
        values = {"found": str(last), "limit": str(LAST_YEAR)}
        yield Finding(CITY, ("calendar_days",), "calendar-ends", values)
    if today.year > ANNOUNCED_UNTIL:
        yield from _waiting(catalog, "holidays-missing", str(today.year))


def next_holidays_are_known(catalog: Catalog, today: date) -> Iterator[Finding]:
    """到了十二月，程序里还没有下一年的放假安排会提醒；不影响发布。"""
    if today.month == _DECEMBER and today.year == ANNOUNCED_UNTIL:
        yield from _waiting(catalog, "holidays-soon", str(today.year + 1))


_DECEMBER = 12
"""The State Council announces the holidays of a year in the last months of the year before."""


def _waiting(catalog: Catalog, code: str, year: str) -> Iterator[Finding]:
    """Iterate over the schedules that need to know the holidays of a year."""
    values = {"found": year, "limit": str(ANNOUNCED_UNTIL)}
    for activity in catalog.activities:
        if activity.schedule and depends_on_holidays(activity.schedule):
            yield Finding(activity.path, ("schedule",), code, values)
    for place in catalog.places:
        for i, schedule in enumerate(place.opening_hours):
            if depends_on_holidays(schedule):
                yield Finding(place.path, ("opening_hours", i), code, values)


def _knows_its_nodes(schedule: Schedule, catalog: Catalog) -> bool:
    """Return whether all time points of a schedule exist; those that do not are a problem already."""
    nodes = {node.id for node in catalog.nodes}
    return all(id in nodes for _, kind, id in references(schedule) if kind == "node")


def claims_name_their_source(catalog: Catalog, today: date) -> Iterator[Finding]:
    """有几个来源时，每个数字和荣誉都要在 supports 里写明由哪个来源证明。"""
    for record in (*catalog.brands, *catalog.projects):
        supported = {field for source in record.source for field in source.supports}
        if len(record.source) == 1:
            continue
        for name in ("impact", "award"):
            for i in range(len(getattr(record, name))):
                if not {f"{name}.{i}", name} & supported:
                    yield Finding(
                        record.path, (name, i), "claim-without-source", {"found": f"{name}.{i}"}
                    )


def superlatives_name_their_source(catalog: Catalog, today: date) -> Iterator[Finding]:
    """「最、第一、唯一、首创」一类的话，要有来源在 supports 里写明支持这个字段，否则请换成平实的说法。"""
    everything: list[Record | City] = [*catalog.records.values(), catalog.city]
    for record in everything:
        if not may_claim(catalog.gist_of(record).texts):
            continue
        supported = {field for source in record.source for field in source.supports}
        for where, text in texts(record):
            if where[0] in ("source", "name", "alternate_name", "award"):
                continue
            match = superlative(text)
            ways = {dotted(where[: i + 1]) for i in range(len(where))}
            if match and not ways & supported:
                values = {"found": match[0]}
                at = _place(text, match.start())
                yield Finding(catalog.path_of(record), where, "superlative", values, at)


def _place(text: str, offset: int) -> tuple[int, int]:
    """Return line and column in a text, both counted from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def nobody_is_exposed(catalog: Catalog, today: date) -> Iterator[Finding]:
    """记录里不能有身份证号、手机号和私人邮箱，拆开写、用全角数字或汉字数字写也不行。"""
    for path, where, text in catalog.texts(may_be_personal):
        if where[-1] in ("url", "apply_link", "online_url"):
            continue
        for offset, code in personal_data(text):
            yield Finding(path, where, code, at=_place(text, offset))


def addresses_are_plain(catalog: Catalog, today: date) -> Iterator[Finding]:
    """网址要写原网址：不用短网址，去掉跟踪参数（utm_、spm 等）；正文里的链接也一样。"""
    for path, where, text in catalog.texts(_may_hold_crooked_address):
        for offset, url in addresses_in(text):
            at = _place(text, offset)
            if is_shortened(url):
                yield Finding(path, where, "shortened-address", {"found": url}, at)
            if tracking := tracking_parameters(url):
                values = {"found": "、".join(tracking)}
                yield Finding(path, where, "tracking-parameter", values, at)


def _may_hold_crooked_address(text: str) -> bool:
    return any(is_shortened(url) or tracking_parameters(url) for _, url in addresses_in(text))


def old_names_are_free(catalog: Catalog, today: date) -> Iterator[Finding]:
    """redirect_from 里的旧编号不能是现有记录的编号，也不能两条记录都要。"""
    taken: dict[str, str] = {}
    for record in catalog.records.values():
        for i, old in enumerate(record.redirect_from):
            other = catalog.records[old].path if old in catalog.records else taken.get(old)
            if other is not None:
                yield Finding(
                    record.path,
                    ("redirect_from", i),
                    "old-name-taken",
                    {"found": old, "other": other},
                )
            taken.setdefault(old, record.path)


def published_records_name_no_drafts(catalog: Catalog, today: date) -> Iterator[Finding]:
    """已发布的记录不能提到还是草稿的记录，否则页面上的链接会落空。"""
    drafts = {r.id for r in catalog.records.values() if r.visibility == "draft"}
    for record in catalog.records.values() if drafts else ():
        for where, _, id in references(record):
            if id in drafts and record.id not in drafts:
                yield Finding(record.path, where, "draft-reference", {"found": id})


def records_are_checked_every_year(catalog: Catalog, today: date) -> Iterator[Finding]:
    """一年多没有核对的记录会提醒，核对后请更新 assured_date；不影响发布。"""
    for record in catalog.records.values():
        if today - record.assured_date > STALE_AFTER:
            days = str((today - record.assured_date).days)
            yield Finding(
                record.path,
                ("assured_date",),
                "stale",
                {"found": str(record.assured_date), "days": days},
            )


def names_are_told_apart(catalog: Catalog, today: date) -> Iterator[Finding]:
    """同一类记录的名称只差一个字时会提醒，以防同一件事写了两遍；不影响发布。"""
    for kind in (Brand, Project, Organization, Place):
        by_gap: dict[tuple[int, str], list[Record]] = defaultdict(list)
        for record in catalog.of_kind(kind):
            name = fold(record.name)
            for i in range(len(name)) if len(name) >= _LONG_NAME else ():
                by_gap[i, name[:i] + name[i + 1 :]].append(record)
        for records in by_gap.values():
            first = records[0]
            for other in records[1:]:
                if not {*fold(first.name)} ^ {*fold(other.name)} <= _APART:
                    values = {"found": other.name, "near": first.name, "other": first.path}
                    yield Finding(other.path, ("name",), "similar-name", values)


_LONG_NAME = 5
_APART = set("国省市县区镇乡村东西南北中上下一二三四五六七八九十0123456789")
"""Characters that tell names apart on purpose: levels, directions and numbers."""


def pictures_are_described(catalog: Catalog, today: date) -> Iterator[Finding]:
    """图片的 alt 要写出图上有什么，不能只写「图片」「照片」或文件名；还要写明图上有没有认得出的人。"""
    for record, where, picture in _pictures(catalog):
        name = picture.file.rpartition(".")[0]
        alt = picture.alt.strip()
        if _SAYS_NOTHING.fullmatch(alt) or fold(alt) in (picture.file, name):
            yield Finding(record.path, (*where, "alt"), "alt-says-nothing", {"found": alt})
        if picture.people is None and where != ("logo",):
            yield Finding(record.path, where, "people-not-said", {"found": picture.file})


_SAYS_NOTHING = re.compile(
    r"(?:这是|这|一|几|两|张|幅|本|该|有关|相关|活动|现场|品牌|项目|宣传|封面|首页|的)*"
    r"(?:图片|照片|相片|图像|图|配图|插图|合影|合照|截图|现场|标志|标识|徽标"
    r"|logo|image|img|photo|picture|pic|dsc|untitled|screenshot)?[\W\d_]*",
    re.IGNORECASE,
)
"""What stands where somebody only filled the field."""


def pictures_stand_once(catalog: Catalog, today: date) -> Iterator[Finding]:
    """同一张图片用了两次会提醒；不影响发布。"""
    first: dict[str, str] = {}
    for record, where, picture in _pictures(catalog):
        if file := catalog.pictures.get(record.picture_path(picture)):
            if other := first.get(file.key):
                values = {"found": picture.file, "other": other}
                yield Finding(record.path, (*where, "file"), "picture-twice", values)
            first.setdefault(file.key, file.path)


def pictures_do_not_tell_where_they_were_taken(catalog: Catalog, today: date) -> Iterator[Finding]:
    """图片里记着拍摄位置的会提醒；网站发布的图片不带任何隐藏信息。"""
    for record, where, picture in _pictures(catalog):
        file = catalog.pictures.get(record.picture_path(picture))
        if file and file.has_position:
            values = {"found": picture.file}
            yield Finding(record.path, (*where, "file"), "picture-position", values)


def _pictures(catalog: Catalog) -> Iterator[tuple[Record, FieldPath, Picture]]:
    for record in catalog.records.values():
        yield from ((record, where, picture) for where, picture in record.pictures)


REMINDERS: tuple[Rule, ...] = (
    records_are_checked_every_year,
    names_are_told_apart,
    next_holidays_are_known,
    pictures_stand_once,
    pictures_do_not_tell_where_they_were_taken,
)
"""The rules that keep nothing from being published; a build does without them."""

RULES: tuple[Rule, ...] = (
    names_are_unique,
    nothing_belongs_to_itself,
    dates_are_in_order,
    nothing_comes_from_the_future,
    changes_fall_on_real_occurrences,
    tables_reach_far_enough,
    claims_name_their_source,
    superlatives_name_their_source,
    nobody_is_exposed,
    addresses_are_plain,
    old_names_are_free,
    published_records_name_no_drafts,
    pictures_are_described,
    *REMINDERS,
)
