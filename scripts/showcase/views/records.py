"""The page of one record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from showcase import seal
from showcase.catalog import WHOLE_CITY, Catalog
from showcase.dates import day_text
from showcase.model import (
    Activity,
    Award,
    Brand,
    EventStatus,
    Node,
    Offering,
    Organization,
    Place,
    Project,
    Record,
    Stage,
)
from showcase.rules import STALE_AFTER
from showcase.schedule import Event
from showcase.views.events import date_words, event_row, location_links, next_days, time_words
from showcase.views.shapes import (
    AwardView,
    CardGroup,
    ChapterView,
    Element,
    Fact,
    Link,
    RecordView,
    Step,
)
from showcase.views.words import (
    areas_of,
    badge,
    cards,
    figure_view,
    record_link,
    source_views,
    supporting,
    term_links,
    terms_of,
)


def record_view(
    catalog: Catalog, record: Record, events: Iterable[Event], today: date
) -> RecordView:
    """Return the page of a record.

    Args:
        catalog: All records.
        record: The record whose page is made.
        events: The events that belong on the page, in order of time.
        today: The day of the build.
    """
    sources = catalog.sources_of(record)
    rows = [(event, event_row(catalog, event)) for event in events]
    facts = tuple(_facts(catalog, record))
    elements = tuple(_elements(catalog, record))
    return RecordView(
        id=record.id,
        kind=record.kind_name,
        kind_label=badge(record),
        section=Link(record.label[0], f"{record.section}/"),
        url=record.url,
        path=record.path,
        name=record.name,
        other_names=tuple(
            Fact(name.kind.zh, (Link(name.value),)) for name in record.alternate_name
        ),
        name_note=record.name_note,
        summary=record.summary,
        badges=tuple(_badges(record)),
        seal=seal.svg(record.name, record.id) if isinstance(record, Brand) else "",
        slogan=record.slogan if isinstance(record, Brand) else None,
        description=record.description,
        is_unverified=catalog.is_unverified(record),
        facts=facts,
        figures=tuple(
            figure_view(figure, supporting(sources, f"impact.{i}"))
            for i, figure in enumerate(getattr(record, "impact", ()))
        ),
        awards=tuple(
            AwardView(_award_text(catalog, award), supporting(sources, f"award.{i}"))
            for i, award in enumerate(getattr(record, "award", ()))
        ),
        chapters=tuple(
            ChapterView(
                chapter.title,
                chapter.date.text if chapter.date else "",
                chapter.body,
                supporting(sources, f"story.{i}"),
            )
            for i, chapter in enumerate(getattr(record, "story", ()))
        ),
        elements=elements,
        steps=tuple(
            Step(stage.zh, stage is record.stage)
            for stage in Stage
            if isinstance(record, Project) and record.stage
        ),
        recap=record.recap.body if isinstance(record, Activity) and record.recap else None,
        coming=tuple(row for event, row in rows if event.last_day >= today),
        past=tuple(row for event, row in reversed(rows) if event.last_day < today),
        days=next_days(record, today, 5) if isinstance(record, Node) else (),
        groups=tuple(_groups(catalog, record)),
        unknown=tuple(_unknown(record, facts, elements)),
        sources=source_views(sources),
        assured=day_text(record.assured_date),
        is_stale=today - record.assured_date > STALE_AFTER,
        citation=f"{catalog.city.name}志愿服务品牌.{record.name}[EB/OL].[{record.assured_date}]",
    )


def ids_of(event: Event) -> set[str]:
    """Return the ids of the records on whose pages an event belongs."""
    activity = event.activity
    ids = {
        activity.id,
        *activity.brand,
        *activity.project,
        *activity.time_node,
        *activity.organizer,
    }
    ids |= {location.place for location in event.location if location.place}
    return ids | ({activity.series} if activity.series else set())


def _badges(record: Record) -> Iterator[str]:
    status = getattr(record, "status", None)
    if status is not None:
        yield status.zh
    if isinstance(record, Activity) and record.event_status is not EventStatus.SCHEDULED:
        yield record.event_status.zh


def _award_text(catalog: Catalog, award: Award) -> str:
    details = [catalog.terms["level"][award.level].name]
    details += [award.year.text] if award.year else []
    details += [award.granted_by] if award.granted_by else []
    return award.name + "（" + "，".join(details) + "）"


def _facts(catalog: Catalog, record: Record) -> Iterator[Fact]:
    if isinstance(record, Brand | Project):
        yield from _host_facts(catalog, record)
    if isinstance(record, Activity):
        yield from _activity_facts(catalog, record)
    if isinstance(record, Organization):
        yield _said("性质", record.kind.zh)
        yield from _parent_facts(catalog, record)
    if isinstance(record, Place):
        yield from _place_facts(catalog, record)
    if not isinstance(record, Node):
        yield Fact("所在区域", term_links(catalog, "area", areas_of(catalog, record)))
    if isinstance(record, Offering):
        for kind, label in (("category", "服务类别"), ("audience", "服务对象")):
            yield Fact(label, term_links(catalog, kind, terms_of(catalog, record, kind)))
    if isinstance(record, Brand | Project):
        yield from _time_facts(record)
        yield from _level_facts(catalog, record)


def _parent_facts(catalog: Catalog, organization: Organization) -> Iterator[Fact]:
    if organization.parent_organization:
        yield _named(catalog, "上级组织", organization.parent_organization)


def _named(catalog: Catalog, label: str, *ids: str | None) -> Fact:
    return Fact(label, tuple(record_link(catalog.records[id]) for id in ids if id))


def _said(label: str, value: object) -> Fact:
    return Fact(label, (Link(str(value)),) if value else ())


def _host_facts(catalog: Catalog, record: Brand | Project) -> Iterator[Fact]:
    yield _named(catalog, "主办单位", record.organization)
    for partner in record.partner_organization:
        yield _named(catalog, partner.role_name, partner.organization)
    if isinstance(record, Project):
        yield _named(catalog, "所属品牌", *record.brand)


def _time_facts(record: Brand | Project) -> Iterator[Fact]:
    if isinstance(record, Brand):
        yield _said("创立时间", record.founding_date and record.founding_date.text)
        yield _said("联系方式", "、".join(contact.name for contact in record.contact_point))
        return
    yield _said("开始时间", record.start_date and record.start_date.text)
    if record.end_date:
        yield _said("结束时间", record.end_date.text)


def _level_facts(catalog: Catalog, record: Brand | Project) -> Iterator[Fact]:
    if record.level:
        yield Fact("层级", term_links(catalog, "level", (record.level,)))


def _place_facts(catalog: Catalog, place: Place) -> Iterator[Fact]:
    yield _named(catalog, "管理单位", place.organization)
    if place.part_of:
        yield _named(catalog, "位于", place.part_of)
    yield _said("地址", place.address and place.address.street)
    yield Fact("开放时间", ())
    if place.amenity:
        yield _said("这里提供", "、".join(place.amenity))


def _activity_facts(catalog: Catalog, activity: Activity) -> Iterator[Fact]:
    if activity.start:
        words = (
            f"{date_words(activity.start, activity.end)} {time_words(activity.start, activity.end)}"
        )
        yield Fact("时间", (Link(words.strip()),))
    elif activity.schedule is None:
        yield Fact("时间", ())
    if activity.previous_start_date:
        yield Fact("原定时间", (Link(activity.previous_start_date.text),))
    if activity.status_reason:
        yield Fact("变动原因", (Link(activity.status_reason),))
    yield Fact("地点", location_links(catalog, activity.location))
    yield Fact("主办单位", tuple(record_link(catalog.records[id]) for id in activity.organizer))
    for label, ids in (
        ("所属品牌", activity.brand),
        ("所属项目", activity.project),
        ("所属系列", (activity.series,) if activity.series else ()),
        ("时间点", activity.time_node),
    ):
        if ids:
            yield Fact(label, tuple(record_link(catalog.records[id]) for id in ids))
    if activity.edition:
        yield Fact("期次", (Link(f"第 {activity.edition} 期"),))
    if activity.recap is None:
        yield Fact("报名方式", ())


def _elements(catalog: Catalog, record: Record) -> Iterator[Element]:
    if not isinstance(record, Project):
        return
    site = "、".join(link.text for link in location_links(catalog, record.site)) or None
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


def _groups(catalog: Catalog, record: Record) -> Iterator[CardGroup]:
    def group(title: str, records: Iterable[Record]) -> Iterator[CardGroup]:
        found = cards(catalog, (other for other in records if other.id != record.id))
        if found:
            yield CardGroup(title, found)

    if isinstance(record, Brand | Organization):
        projects = catalog.referring(Project, record.id)
        yield from group(
            "相关品牌" if isinstance(record, Brand) else "品牌", catalog.referring(Brand, record.id)
        )
        yield from group("项目", projects)
        yield from group("服务点", catalog.referring(Place, record.id))
    if isinstance(record, Organization):
        yield from group("下级组织", (o for o in catalog.referring(Organization, record.id)))
    if isinstance(record, Place):
        yield from group("这里还有", catalog.referring(Place, record.id))
    if isinstance(record, Brand | Project | Activity | Node):
        undated = (
            a
            for a in catalog.referring(Activity, record.id)
            if a.start is None and a.schedule is None
        )
        yield from group("常态活动", undated)
    if isinstance(record, Brand):
        yield CardGroup(
            "还可以看看",
            cards(catalog, related_brands(catalog, record)),
            "同类别、同对象或同区域的品牌",
        )


def related_brands(catalog: Catalog, brand: Brand, count: int = 3) -> tuple[Brand, ...]:
    """Return the brands that share most with one: category, audience, unit, host."""

    def shared(other: Brand) -> int:
        host = brand.organization is not None and brand.organization == other.organization
        return (
            3 * host
            + 2 * len({*brand.category} & {*other.category})
            + len({*brand.audience} & {*other.audience})
            + len({*brand.area_served} & {*other.area_served} - {WHOLE_CITY})
        )

    others = [other for other in catalog.brands if other.id != brand.id and shared(other)]
    return tuple(sorted(others, key=shared, reverse=True)[:count])
