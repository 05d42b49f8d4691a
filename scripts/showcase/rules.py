"""What must hold between records, and of what their texts may say.

Each rule is a function that yields findings; its docstring is the sentence in the editors' handbook.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlsplit

from pydantic import BaseModel

from showcase.catalog import CITY, Catalog
from showcase.dates import PartialDate
from showcase.model import (
    Activity,
    Brand,
    Organization,
    Picture,
    Place,
    Project,
    Record,
    references,
)
from showcase.problems import FieldPath
from showcase.schedule import scheduled_days
from showcase.script import fold

STALE_AFTER = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a rule found, in a field of a file."""

    path: str
    where: FieldPath
    code: str
    values: Mapping[str, str] = field(default_factory=dict)


Rule = Callable[[Catalog, date], Iterator[Finding]]


def names_are_unique(catalog: Catalog, today: date) -> Iterator[Finding]:
    """同一类记录不能同名，繁简、大小写、空格不同也算同名；别名也不能与另一条记录的名称相同。"""
    own = {(type(r), fold(r.name)): r for r in reversed(list(catalog.records.values()))}
    for record in catalog.records.values():
        if isinstance(record, Activity):
            continue
        other = own[type(record), fold(record.name)]
        if other is not record:
            yield Finding(
                record.path,
                ("name",),
                "duplicate-name",
                {"found": record.name, "other": other.path},
            )
        for i, alternate in enumerate(record.alternate_name):
            other_record = own.get((type(record), fold(alternate.value)))
            if other_record is not None and other_record is not record:
                values = {"found": alternate.value, "other": other_record.path}
                yield Finding(
                    record.path, ("alternate_name", i, "value"), "alias-of-another", values
                )


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
    """核对日期不早于创立日期；活动不早于所属项目的开始，也不晚于它的结束；品牌创立前没有它的项目。"""
    for record in catalog.records.values():
        began = getattr(record, "founding_date", None) or getattr(record, "start_date", None)
        if began and began.first > record.assured_date:
            values = {"key": "assured_date", "found": str(record.assured_date), "other": str(began)}
            yield Finding(record.path, ("assured_date",), "before-its-beginning", values)
    for activity in catalog.activities:
        if activity.start is None:
            continue
        for project in (
            catalog.get(Project, id) for id in activity.project if id in catalog.records
        ):
            begins, ends = project.start_date, project.end_date
            early = begins is not None and activity.start.last < begins.first
            late = ends is not None and activity.start.first > ends.last
            if early or late:
                values = {"found": str(activity.start), "other": project.path}
                yield Finding(activity.path, ("start",), "outside-its-parent", values)
    for project in catalog.projects:
        for brand in (catalog.get(Brand, id) for id in project.brand if id in catalog.records):
            if (
                project.start_date
                and brand.founding_date
                and project.start_date.last < brand.founding_date.first
            ):
                values = {"found": str(project.start_date), "other": brand.path}
                yield Finding(project.path, ("start_date",), "outside-its-parent", values)


def nothing_comes_from_the_future(catalog: Catalog, today: date) -> Iterator[Finding]:
    """核对、查阅、发表和统计的日期不能晚于今天。"""
    for record in catalog.records.values():
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
    """occurrence 里写的日期必须是这个系列真有的一次。"""
    for activity in catalog.activities:
        if not activity.occurrence:
            continue
        if activity.schedule is None:
            yield Finding(activity.path, ("occurrence",), "changes-without-schedule")
            continue
        for i, change in enumerate(activity.occurrence):
            day = change.date
            if day not in scheduled_days(activity.schedule, catalog, day, day):
                yield Finding(
                    activity.path,
                    ("occurrence", i, "date"),
                    "no-such-occurrence",
                    {"found": str(day)},
                )


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


_SUPERLATIVE = re.compile(
    r"(?:全国|全省|全市|世界|国内|省内)?(?:唯一|首创|首家|首个|独一无二|史无前例|最大|最高|最佳|最美|最早|最好|最强|最优)"
    r"|(?:全国|全省|全市|世界|国内|省内)第一"
)


def superlatives_name_their_source(catalog: Catalog, today: date) -> Iterator[Finding]:
    """「最、第一、唯一、首创」一类的话，要有来源在 supports 里写明支持这个字段，否则请换成平实的说法。"""
    for record in catalog.records.values():
        supported = {field for source in record.source for field in source.supports}
        for where, text in texts(record):
            if (
                where[0] in ("source", "name", "alternate_name", "award")
                or str(where[0]) in supported
            ):
                continue
            if match := _SUPERLATIVE.search(text):
                yield Finding(record.path, where, "superlative", {"found": match[0]})


_MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:[-\s·.]?\d){8}(?!\d)")
_IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?![\dXx])")
_MAIL = re.compile(
    r"[\w.+-]+@(?:qq|163|126|139|189|sina|sohu|gmail|outlook|hotmail|foxmail|icloud|yeah)\.\w+",
    re.IGNORECASE,
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def nobody_is_exposed(catalog: Catalog, today: date) -> Iterator[Finding]:
    """记录里不能有身份证号、手机号和私人邮箱，拆开写、用全角数字写也不行。"""
    whole: list[tuple[str, BaseModel]] = [(r.path, r) for r in catalog.records.values()]
    for path, part in [*whole, (CITY, catalog.city)]:
        for where, text in texts(part):
            if where[-1] == "url":
                continue
            plain = text.translate(_HALF_WIDTH)
            if any(_is_identity_card(match[0]) for match in _IDENTITY.finditer(plain)):
                yield Finding(path, where, "identity-card")
            elif _MOBILE.search(plain):
                yield Finding(path, where, "mobile-number")
            if _MAIL.search(plain):
                yield Finding(path, where, "private-mail")


_HALF_WIDTH = {
    ord(full): half for full, half in zip("０１２３４５６７８９－＠", "0123456789-@", strict=True)
}


def _is_identity_card(digits: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    return "10X98765432"[total % 11] == digits[-1].upper()


_SHORTENERS = {
    "t.cn",
    "url.cn",
    "dwz.cn",
    "suo.im",
    "bit.ly",
    "t.co",
    "goo.gl",
    "tinyurl.com",
    "w.url.cn",
    "is.gd",
}
_TRACKING = {
    "spm",
    "from",
    "fbclid",
    "gclid",
    "share_token",
    "isappinstalled",
    "scene",
    "timestamp",
}


def addresses_are_plain(catalog: Catalog, today: date) -> Iterator[Finding]:
    """网址要写原网址：不用短网址，去掉跟踪参数（utm_、spm 等）。"""
    for record in catalog.records.values():
        for where, text in texts(record):
            if not text.startswith(("http://", "https://")) or not text.isascii():
                continue
            parts = urlsplit(text)
            if parts.hostname in _SHORTENERS:
                yield Finding(record.path, where, "shortened-address", {"found": text})
            names = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
            tracking = [name for name in names if name in _TRACKING or name.startswith("utm_")]
            if tracking:
                yield Finding(
                    record.path, where, "tracking-parameter", {"found": "、".join(tracking)}
                )


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


RULES: tuple[Rule, ...] = (
    names_are_unique,
    nothing_belongs_to_itself,
    dates_are_in_order,
    nothing_comes_from_the_future,
    changes_fall_on_real_occurrences,
    claims_name_their_source,
    superlatives_name_their_source,
    nobody_is_exposed,
    addresses_are_plain,
    old_names_are_free,
    published_records_name_no_drafts,
    records_are_checked_every_year,
    names_are_told_apart,
    pictures_are_described,
    pictures_stand_once,
    pictures_do_not_tell_where_they_were_taken,
)


def texts(part: BaseModel, where: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    """Iterate over all texts in a record with their fields."""
    yield from ((path, value) for path, value in _values(part, where) if isinstance(value, str))


def dates(part: BaseModel, where: FieldPath = ()) -> Iterator[tuple[FieldPath, date | PartialDate]]:
    """Iterate over all dates in a record with their fields."""
    for path, value in _values(part, where):
        if isinstance(value, date | PartialDate):
            yield path, value


def _values(value: object, where: FieldPath) -> Iterator[tuple[FieldPath, object]]:
    if isinstance(value, BaseModel):
        for name, inner in value:
            if inner is not None and name != "id":
                yield from _values(inner, (*where, name.removesuffix("_")))
    elif isinstance(value, tuple):
        for i, inner in enumerate(value):
            yield from _values(inner, (*where, i))
    else:
        yield where, value
