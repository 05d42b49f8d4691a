"""The page of one record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from showcase import seal
from showcase.dates import day_text
from showcase.entries import Entry
from showcase.index import Index
from showcase.model import (
    Activity,
    ActivityKind,
    Award,
    Brand,
    EventStatus,
    Location,
    Node,
    Offering,
    Organization,
    Place,
    Project,
    Record,
    Stage,
    Status,
)
from showcase.rules import STALE_AFTER
from showcase.schedule import Event, located
from showcase.views.events import (
    date_words,
    event_rows,
    location_links,
    schedule_words,
    time_words,
)
from showcase.views.pictures import logo_view, picture_views
from showcase.views.reuse import Addresses, reuse
from showcase.views.shapes import (
    AwardView,
    CardGroup,
    ChapterView,
    Element,
    Events,
    Fact,
    Link,
    Notice,
    RecordView,
    SeriesDay,
    SeriesYear,
    Step,
)
from showcase.views.structured import structured
from showcase.views.subscribing import offer
from showcase.views.words import (
    cards,
    figure_view,
    links,
    source_views,
    supporting,
    term_links,
)

UNKNOWN = Addresses()
LONG_SERIES = 7
"""How many events a series has whose days are listed in short, too."""
EVENTS_SHOWN = 12
"""How many of the coming and of the past events stand on the page of a record; the calendar has them all."""


def record_view(
    index: Index,
    record: Record,
    related: Iterable[str],
    today: date,
    addresses: Addresses = UNKNOWN,
) -> RecordView:
    """Return the page of a record.

    Args:
        index: All entries.
        record: The record whose page is made.
        related: The ids of the brands that share most with a brand.
        today: The day of the build.
        addresses: Where the site and its records are published.
    """
    entry, is_unverified = index[record.id], index.gist(record.id).is_unverified
    sources = index.setting.sources_of(record)
    notes = supporting(sources)
    facts = tuple(_noted(fact, record, notes) for fact in _facts(index, record, today))
    elements = tuple(_elements(index, record))
    events = index.events_of(record.id)
    return RecordView(
        id=record.id,
        kind=record.kind_name,
        kind_label=entry.badge,
        section=Link(record.label[0], f"{record.section}/"),
        url=record.url,
        path=record.path,
        name=record.name,
        other_names=tuple(
            Fact(name.kind.zh, (Link(name.value),)) for name in record.alternate_name
        ),
        notices=tuple(
            _notices(record, today, is_draft=entry.is_draft, is_unverified=is_unverified)
        ),
        summary=record.summary,
        badges=tuple(_badges(record)),
        seal=seal.svg(record.name, record.id) if isinstance(record, Brand) else "",
        slogan=record.slogan if isinstance(record, Brand) else None,
        description=record.description,
        is_unverified=is_unverified,
        facts=facts,
        figures=tuple(
            figure_view(figure, notes.get(f"impact.{i}", ()))
            for i, figure in enumerate(getattr(record, "impact", ()))
        ),
        awards=tuple(_awards(index, record, notes)),
        chapters=tuple(
            ChapterView(
                chapter.title,
                chapter.date.text if chapter.date else "",
                chapter.body,
                notes.get(f"story.{i}", ()),
            )
            for i, chapter in enumerate(getattr(record, "story", ()))
        ),
        elements=elements,
        elements_known=sum(element.text is not None for element in elements),
        steps=tuple(
            Step(stage.zh, stage is record.stage) for stage in Stage if isinstance(record, Project)
        ),
        stage_note=_stage_note(record) if isinstance(record, Project) else "",
        recap=record.recap.body if isinstance(record, Activity) and record.recap else None,
        coming=_events(index, events, today, is_coming=True),
        past=_events(index, events, today, is_coming=False),
        series=series_years(index, record, events),
        groups=tuple(_groups(index, entry, related)),
        unknown=tuple(_unknown(record, facts, elements)),
        sources=source_views(sources),
        assured=day_text(record.assured_date),
        is_stale=today - record.assured_date > STALE_AFTER,
        reuse=reuse(record, addresses, index.setting.city.name),
        structured=structured(index, record, addresses),
        logo=logo_view(entry, record.logo) if isinstance(record, Brand) and record.logo else None,
        pictures=picture_views(entry, record.image),
        feed=offer(index, entry, events, today),
    )


_NOTED = {
    "主办单位": ("organization", "organizer"),
    "所属品牌": ("brand",),
    "所在区域": ("area_served",),
    "服务类别": ("category",),
    "服务对象": ("audience",),
    "创立时间": ("founding_date",),
    "开始时间": ("start_date",),
    "结束时间": ("end_date",),
    "层级": ("level",),
    "时间": ("start",),
    "地点": ("location",),
    "地址": ("address",),
}
"""From which fields a line of the facts is taken, as sources name them."""


def _noted(fact: Fact, record: Record, notes: Mapping[str, tuple[int, ...]]) -> Fact:
    """Return a fact with the numbers of the sources that are said to support it."""
    fields = [field for field in _NOTED.get(fact.label, ()) if field in notes]
    found = {number for f in fields if hasattr(record, f) for number in notes[f]}
    return fact._replace(notes=tuple(sorted(found))) if found else fact


_STATES = {
    Status.INACTIVE: "目前暂停，什么时候恢复尚未公布。",
    Status.ENDED: "已经结束，这里留作记录。",
    Status.PLANNED: "还在筹备，没有开始。",
    Status.UNCONFIRMED: "曾经有报道；现在是否还在做，没有查到，去之前请先问一问{asked}。",
}
_CHANGES = {
    EventStatus.CANCELLED: "这次活动取消了，请不要白跑一趟。",
    EventStatus.POSTPONED: "这次活动推迟了，新的时间等主办单位通知。",
    EventStatus.RESCHEDULED: "这次活动改了时间，以下面写的为准。",
    EventStatus.MOVED_ONLINE: "这次活动改在网上进行。",
    EventStatus.FULL: "这次活动已经报满。",
}


def _notices(
    record: Record, today: date, *, is_draft: bool, is_unverified: bool
) -> Iterator[Notice]:
    """Iterate over what a reader has to know before all else."""
    if is_draft:
        yield Notice("changed", "这是草稿，只在预览里看得到，还没有发布。")
    if isinstance(record, Activity) and record.event_status in _CHANGES:
        reason = f"原因：{record.status_reason}" if record.status_reason else ""
        yield Notice("changed", _CHANGES[record.event_status] + reason)
    if (status := getattr(record, "status", None)) in _STATES:
        asked = "主办单位" if getattr(record, "organization", None) else "当地社区"
        yield Notice("unverified", _STATES[status].format(asked=asked))
    if is_unverified:
        yield Notice("unverified", "这条记录的来源可信度为中等，有待进一步核实。")
    if today - record.assured_date > STALE_AFTER:
        day = day_text(record.assured_date)
        yield Notice("unverified", f"这一页最近一次核对是在 {day}，内容可能已经变了。")
    if record.name_note:
        yield Notice("plain", record.name_note)


def _stage_note(project: Project) -> str:
    if project.stage is None:
        return "项目要走完四步，再回到第一步。这个项目走到哪一步，尚未公开。"
    known = f"（{project.stage_date.text}）" if project.stage_date else ""
    return f"项目要走完四步，再回到第一步。现在在「{project.stage.zh}」{known}。"


def _events(index: Index, events: Iterable[Event], today: date, *, is_coming: bool) -> Events:
    """Return the nearest of the events that are still to come, or of those that are past."""
    day = today.isoformat()
    found = [event for event in events if (event.last >= day) == is_coming]
    nearest = found[:EVENTS_SHOWN] if is_coming else found[::-1][:EVENTS_SHOWN]
    return Events(event_rows(index, nearest), len(found))


def series_years(index: Index, record: Record, events: Sequence[Event]) -> tuple[SeriesYear, ...]:
    """Return all events of a long series by year, the latest first; nothing for any other record."""
    is_series = isinstance(record, Activity) and record.kind is ActivityKind.SERIES
    if not is_series or len(events) < LONG_SERIES:
        return ()
    return tuple(
        SeriesYear(f"{year} 年", tuple(_series_day(index, event, record.id) for event in found))
        for year, found in groupby(events[::-1], lambda event: event.starts[:4])
    )


def _series_day(index: Index, event: Event, series: str) -> SeriesDay:
    activity, start = index[event.activity], event.start
    return SeriesDay(
        f"{start.first.month} 月 {start.first.day} 日"
        if start.is_exact
        else start.text.partition(" 年 ")[2] or "日期不详",
        f"calendar/{event.starts[:7].replace('-', '/')}/"
        if event.activity == series
        else activity.url,
        f"第 {activity.edition} 期" if activity.edition else "",
        "" if event.status is EventStatus.SCHEDULED else event.status.zh,
    )


def _badges(record: Record) -> Iterator[str]:
    status = getattr(record, "status", None)
    if status is not None:
        yield status.zh
    if isinstance(record, Activity) and record.event_status is not EventStatus.SCHEDULED:
        yield record.event_status.zh


def _awards(
    index: Index, record: Record, notes: Mapping[str, tuple[int, ...]]
) -> Iterator[AwardView]:
    awards: tuple[Award, ...] = getattr(record, "award", ())
    for i, award in enumerate(awards):
        details = [index.setting.terms["level"][award.level].name]
        details += [award.year.text] if award.year else []
        details += [award.granted_by] if award.granted_by else []
        text = award.name + "（" + "，".join(details) + "）"
        yield AwardView(text, notes.get(f"award.{i}", ()))


def _facts(index: Index, record: Record, today: date) -> Iterator[Fact]:
    if isinstance(record, Brand | Project):
        yield from _host_facts(index, record)
    if isinstance(record, Activity):
        yield from _activity_facts(index, record, today)
    if isinstance(record, Organization):
        yield _said("性质", record.kind.zh)
        yield from _parent_facts(index, record)
    if isinstance(record, Place):
        yield from _place_facts(index, record, today)
    if not isinstance(record, Node):
        yield Fact("所在区域", term_links(index.setting, "area", index.areas_of(index[record.id])))
    if isinstance(record, Offering):
        for kind, label in (("category", "服务类别"), ("audience", "服务对象")):
            terms = index.terms_of(index[record.id], kind)
            yield Fact(label, term_links(index.setting, kind, terms))
    if isinstance(record, Brand | Project):
        yield from _time_facts(record)
        yield from _level_facts(index, record)


def _parent_facts(index: Index, organization: Organization) -> Iterator[Fact]:
    if organization.parent_organization:
        yield _named(index, "上级组织", organization.parent_organization)


def _named(index: Index, label: str, *ids: str | None) -> Fact:
    return Fact(label, links(index, (id for id in ids if id)))


def _said(label: str, value: object) -> Fact:
    return Fact(label, (Link(str(value)),) if value else ())


def _host_facts(index: Index, record: Brand | Project) -> Iterator[Fact]:
    yield _named(index, "主办单位", record.organization)
    for partner in record.partner_organization:
        yield _named(index, partner.role_name, partner.organization)
    if isinstance(record, Project):
        yield _named(index, "所属品牌", *record.brand)


def _time_facts(record: Brand | Project) -> Iterator[Fact]:
    if isinstance(record, Brand):
        yield _said("创立时间", record.founding_date and record.founding_date.text)
        yield _said("联系方式", "、".join(contact.name for contact in record.contact_point))
        return
    yield _said("开始时间", record.start_date and record.start_date.text)
    if record.end_date:
        yield _said("结束时间", record.end_date.text)


def _level_facts(index: Index, record: Brand | Project) -> Iterator[Fact]:
    if record.level:
        yield Fact("层级", term_links(index.setting, "level", (record.level,)))


def _place_facts(index: Index, place: Place, today: date) -> Iterator[Fact]:
    yield _named(index, "管理单位", place.organization)
    if place.part_of:
        yield _named(index, "位于", place.part_of)
    yield _said("地址", place.address and place.address.street)
    hours = (schedule_words(index, schedule, today) for schedule in place.opening_hours)
    yield _said("开放时间", "；".join(hours))
    if place.amenity:
        yield _said("这里提供", "、".join(place.amenity))


def _activity_facts(index: Index, activity: Activity, today: date) -> Iterator[Fact]:
    if activity.start:
        words = (
            f"{date_words(activity.start, activity.end)} {time_words(activity.start, activity.end)}"
        )
        yield Fact("时间", (Link(words.strip()),))
    elif activity.schedule is None:
        yield Fact("时间", ())
    if activity.schedule is not None:
        yield _said("日程", schedule_words(index, activity.schedule, today))
    if activity.previous_start_date:
        yield Fact("原定时间", (Link(activity.previous_start_date.text),))
    if activity.status_reason:
        yield Fact("变动原因", (Link(activity.status_reason),))
    yield Fact("地点", _locations(index, activity.location))
    yield Fact("主办单位", links(index, activity.organizer))
    for label, ids in (
        ("所属品牌", activity.brand),
        ("所属项目", activity.project),
        ("所属系列", (activity.series,) if activity.series else ()),
        ("时间点", activity.time_node),
    ):
        if ids:
            yield Fact(label, links(index, ids))
    if activity.edition:
        yield Fact("期次", (Link(f"第 {activity.edition} 期"),))
    if activity.recap is None:
        yield Fact("报名方式", ())


def _elements(index: Index, record: Record) -> Iterator[Element]:
    if not isinstance(record, Project):
        return
    site = "、".join(link.text for link in _locations(index, record.site)) or None
    yield Element("确定需求", record.need)
    yield Element("固定队伍", record.team)
    yield Element("规定频次", record.cadence)
    yield Element("确定地点", site)
    yield Element("设定内容", record.service_content)
    yield Element("保障措施", record.safeguard)


def _unknown(record: Record, facts: Iterable[Fact], elements: Iterable[Element]) -> Iterator[str]:
    yield from dict.fromkeys(fact.label for fact in facts if not fact.values)
    yield from (element.label for element in elements if element.text is None)
    told = record.description or getattr(record, "recap", None)
    if isinstance(record, Offering) and not told:
        yield "服务内容"


def _locations(index: Index, locations: Iterable[Location]) -> tuple[Link, ...]:
    return location_links(index, (located(location) for location in locations))


def _groups(index: Index, entry: Entry, related: Iterable[str]) -> Iterator[CardGroup]:
    for title, note, found in _grouped(index, entry, related):
        if others := [other for other in found if other.id != entry.id]:
            yield CardGroup(title, cards(index, others), note, len(others))


def _grouped(
    index: Index, entry: Entry, related: Iterable[str]
) -> Iterator[tuple[str, str, tuple[Entry, ...]]]:
    """Iterate over the groups of other records on a page: title, note and records."""
    if entry.kind in ("brand", "organization"):
        title = "相关品牌" if entry.kind == "brand" else "品牌"
        yield title, "", index.referring(entry.id, "brand")
        yield "项目", "", index.referring(entry.id, "project")
        yield "服务点", "", index.referring(entry.id, "place")
    if entry.kind == "organization":
        yield "下级组织", "", index.referring(entry.id, "organization")
    if entry.kind == "place":
        yield "这里还有", "", index.referring(entry.id, "place")
    if entry.kind in ("brand", "project", "activity", "node"):
        regular = (a for a in index.referring(entry.id, "activity") if a.is_regular)
        yield "常态活动", "", tuple(regular)
    yield "还可以看看", "同类别、同对象或同区域的品牌", index.some(related)
