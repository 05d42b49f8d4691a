"""What pages show, as plain data: a catalog goes in, values come out with nothing left to compute.

Templates see these and nothing else. Addresses are relative to the root of the site.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from showcase import ring, seal
from showcase.almanac import lunar_text, node_days
from showcase.catalog import WHOLE_CITY, Catalog
from showcase.dates import PartialDate, day_text
from showcase.model import (
    Activity,
    Award,
    Brand,
    Call,
    EventStatus,
    Figure,
    Location,
    Mechanism,
    Node,
    Offering,
    Organization,
    Place,
    Project,
    Qualifier,
    Record,
    RuleSet,
    Source,
    Stage,
    Term,
)
from showcase.schedule import Event
from showcase.script import reading

STALE_AFTER = timedelta(days=365)
WAN = 10_000


@dataclass(frozen=True, slots=True)
class Link:
    """A text, and where it leads if anywhere."""

    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a facts table; without values it is not published yet."""

    label: str
    values: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A record as it stands in lists."""

    id: str
    url: str
    name: str
    summary: str
    badge: str
    seal: str
    facts: tuple[str, ...]
    is_unverified: bool


@dataclass(frozen=True, slots=True)
class CardGroup:
    """Cards under one heading."""

    title: str
    cards: tuple[Card, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class FigureView:
    """A number in words, with its date and the numbers of its sources."""

    number: str
    unit: str
    label: str
    as_of: str
    notes: tuple[int, ...] = ()
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class AwardView:
    """An honour in words."""

    text: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ChapterView:
    """A part of a story."""

    title: str
    date: str
    body: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source as it is cited."""

    number: int
    title: str
    publisher: str
    published: str
    medium: str
    confidence: str
    is_medium: bool
    url: str | None
    accessed: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event as it stands in the agenda."""

    key: str
    iso_start: str
    iso_end: str
    date: str
    time: str
    day: str
    month: str
    name: str
    url: str
    summary: str
    where: tuple[Link, ...]
    who: tuple[Link, ...]
    status: str
    reason: str
    is_habit: bool
    is_exact: bool
    area_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A time point with its next day."""

    name: str
    url: str
    iso: str
    date: str
    lunar: str
    month: str
    day: str
    angle: float


@dataclass(frozen=True, slots=True)
class Element:
    """One of the six elements of a project; None where it is not published."""

    label: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """One of the four links of the closed loop."""

    label: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class RecordView:
    """The page of one record."""

    id: str
    kind: str
    kind_label: str
    section: Link
    url: str
    path: str
    name: str
    other_names: tuple[Fact, ...]
    name_note: str | None
    summary: str
    badges: tuple[str, ...]
    seal: str
    slogan: str | None
    description: str | None
    is_unverified: bool
    facts: tuple[Fact, ...]
    figures: tuple[FigureView, ...]
    awards: tuple[AwardView, ...]
    chapters: tuple[ChapterView, ...]
    elements: tuple[Element, ...]
    steps: tuple[Step, ...]
    recap: str | None
    coming: tuple[EventRow, ...]
    past: tuple[EventRow, ...]
    days: tuple[NodeRow, ...]
    groups: tuple[CardGroup, ...]
    unknown: tuple[str, ...]
    sources: tuple[SourceView, ...]
    assured: str
    is_stale: bool
    citation: str


@dataclass(frozen=True, slots=True)
class TermCount:
    """A term with the number of records that carry it."""

    name: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class TermGroup:
    """The terms of one vocabulary."""

    title: str
    terms: tuple[TermCount, ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """A page of cards."""

    title: str
    lead: str
    count: int
    groups: tuple[CardGroup, ...]
    terms: tuple[TermGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class MonthGroup:
    """Events of one month or year."""

    title: str
    rows: tuple[EventRow, ...]


@dataclass(frozen=True, slots=True)
class CalendarView:
    """The calendar page: agenda, time points and archive."""

    today: str
    coming: tuple[MonthGroup, ...]
    undated: tuple[Card, ...]
    nodes: tuple[NodeRow, ...]
    archive: tuple[MonthGroup, ...]


@dataclass(frozen=True, slots=True)
class AreaTile:
    """One unit on the tile map."""

    name: str
    url: str
    count: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart."""

    name: str
    url: str
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Counts that are drawn and tabled."""

    title: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class CityView:
    """What the city says of itself."""

    name: str
    slogan: str
    doors: tuple[str, str]
    summary: str
    figures: tuple[FigureView, ...]
    figures_as_of: str
    mechanisms: tuple[Mechanism, ...]
    calls: tuple[CallView, ...]
    rule_set: RuleSet | None
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class CallView:
    """A call for projects with its figure in words."""

    call: Call
    entries: FigureView | None
    organization: Link | None


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page."""

    city: CityView
    walls: tuple[CardGroup, ...]
    coming: tuple[EventRow, ...]
    nodes: tuple[NodeRow, ...]
    ring: ring.Ring
    regular: tuple[Link, ...]
    counts: tuple[TermCount, ...]


@dataclass(frozen=True, slots=True)
class FiguresView:
    """The page of figures."""

    city: CityView
    charts: tuple[Chart, ...]
    tiles: tuple[AreaTile, ...]


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source with the records that rest on it."""

    source: SourceView
    records: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SourcesView:
    """The page of all sources."""

    sources: tuple[CitedSource, ...]


@dataclass(frozen=True, slots=True)
class InitialGroup:
    """Everything whose name begins with one letter."""

    letter: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One record in the plain index."""

    name: str
    url: str
    kind: str


@dataclass(frozen=True, slots=True)
class IndexView:
    """The plain page that lists everything."""

    groups: tuple[InitialGroup, ...]


# --- small things ---------------------------------------------------------------------------


def record_link(record: Record) -> Link:
    """Return the link to a record."""
    return Link(record.name, record.url)


def term_url(kind: str, id: str) -> str:
    """Return the address of the page of a term."""
    return {"category": "categories", "audience": "audiences", "area": "areas", "level": "levels"}[
        kind
    ] + f"/{id}/"


def term_links(catalog: Catalog, kind: str, ids: Iterable[str]) -> tuple[Link, ...]:
    """Return the links to terms; the whole city has no page of its own."""
    return tuple(
        Link(f"{catalog.city.name}全市")
        if id == WHOLE_CITY
        else Link(catalog.terms[kind][id].name, term_url(kind, id))
        for id in ids
    )


def number_text(value: int) -> str:
    """Return a number as Chinese readers write it.

    >>> number_text(1170000), number_text(4800), number_text(782)
    ('117 万', '4800', '782')
    """
    many = value // WAN
    return f"{many} 万" if many and value % WAN == 0 else str(value)


def figure_view(figure: Figure, notes: tuple[int, ...] = ()) -> FigureView:
    """Return a figure in words."""
    qualifier = figure.qualifier.zh if figure.qualifier is not Qualifier.EXACTLY else ""
    as_of = f"截至 {figure.as_of.text}" if figure.as_of else figure.as_of_note or ""
    number = number_text(figure.value)
    return FigureView(number, figure.unit or "", figure.metric, as_of, notes, qualifier)


def source_views(sources: Iterable[Source]) -> tuple[SourceView, ...]:
    """Return numbered sources."""
    return tuple(
        SourceView(
            number,
            source.title,
            source.publisher,
            source.date_published.text if source.date_published else source.date_note or "日期不详",
            source.medium.zh,
            source.confidence.zh,
            source.confidence == "medium",
            source.url,
            day_text(source.accessed) if source.accessed else "",
        )
        for number, source in enumerate(sources, 1)
    )


def supporting(sources: Iterable[Source], field: str) -> tuple[int, ...]:
    """Return the numbers of the sources that support a field."""
    return tuple(number for number, source in enumerate(sources, 1) if field in source.supports)


def card(catalog: Catalog, record: Record) -> Card:
    """Return a record as a card."""
    return Card(
        record.id,
        record.url,
        record.name,
        record.summary,
        badge(record),
        seal.svg(record.name, record.id) if isinstance(record, Brand) else "",
        tuple(_card_facts(catalog, record)),
        catalog.is_unverified(record),
    )


def cards(catalog: Catalog, records: Iterable[Record]) -> tuple[Card, ...]:
    """Return records as cards."""
    return tuple(card(catalog, record) for record in records)


def badge(record: Record) -> str:
    """Return the words that say what a record is."""
    if isinstance(record, Brand | Activity | Organization | Place):
        return record.kind.zh
    return record.label[0]


def _card_facts(catalog: Catalog, record: Record) -> Iterator[str]:
    organization = getattr(record, "organization", None)
    if organization:
        yield catalog.records[organization].name
    areas = areas_of(catalog, record)
    if areas:
        yield "、".join(link.text for link in term_links(catalog, "area", areas))
    if isinstance(record, Offering) and record.audience:
        yield "、".join(link.text for link in term_links(catalog, "audience", record.audience))
    if isinstance(record, Activity) and record.start:
        yield record.start.text


def areas_of(catalog: Catalog, record: Record) -> tuple[str, ...]:
    """Return the units that a record belongs to, taken from what it belongs to where it says none."""
    own: tuple[str, ...] = getattr(record, "area_served", ())
    if own:
        return own
    if isinstance(record, Place) and record.address:
        return (record.address.area,)
    if isinstance(record, Activity):
        parents = (catalog.records[id] for id in (*record.project, *record.brand))
        return next((areas for parent in parents if (areas := areas_of(catalog, parent))), ())
    return ()


def terms_of(catalog: Catalog, activity: Offering, kind: str) -> tuple[str, ...]:
    """Return categories or audiences, for an activity those of its project or brand where it says none."""
    own: tuple[str, ...] = getattr(activity, kind)
    if own or not isinstance(activity, Activity):
        return own
    parents = (catalog.records[id] for id in (*activity.project, *activity.brand))
    found = (getattr(parent, kind) for parent in parents)
    return next((terms for terms in found if terms), ())


# --- events ---------------------------------------------------------------------------------


def event_row(catalog: Catalog, event: Event) -> EventRow:
    """Return an event as a row of the agenda."""
    activity, start, end = event.activity, event.start, event.end
    places = _locations(catalog, event.location)
    return EventRow(
        key=event.key,
        iso_start=str(start),
        iso_end=str(event.last_day),
        date=_date_words(start, end),
        time=_time_words(start, end),
        day=str(start.first.day) if start.is_exact else "—",
        month=f"{start.first.year}.{start.first.month}"
        if start.precision != "year"
        else str(start.first.year),
        name=activity.name,
        url=activity.url,
        summary=activity.summary,
        where=places,
        who=tuple(record_link(catalog.records[id]) for id in activity.organizer),
        status="" if event.status is EventStatus.SCHEDULED else event.status.zh,
        reason=event.reason or "",
        is_habit=event.is_habit,
        is_exact=start.is_exact,
        area_ids=areas_of(catalog, activity),
    )


def _date_words(start: PartialDate, end: PartialDate | None) -> str:
    first = day_text(start.first) if start.is_exact else start.text
    if end is None or end.first == start.first:
        return first
    return f"{first} 至 {day_text(end.first) if end.is_exact else end.text}"


def _time_words(start: PartialDate, end: PartialDate | None) -> str:
    if start.precision != "minute":
        return ""
    if end is None or end.precision != "minute":
        return f"{start.clock:%H:%M}"
    return f"{start.clock:%H:%M}–{end.clock:%H:%M}"


def _locations(catalog: Catalog, locations: Iterable[Location]) -> tuple[Link, ...]:
    found = []
    for location in locations:
        if location.place:
            found.append(record_link(catalog.records[location.place]))
        elif location.text:
            found.append(Link(location.text))
        else:
            found.append(Link("线上", location.online_url))
    return tuple(found)


def node_rows(catalog: Catalog, today: date, years: int = 1) -> tuple[NodeRow, ...]:
    """Return the coming days of all time points in the order of the year."""
    rows = [row for node in catalog.nodes for row in next_days(node, today, years)]
    return tuple(sorted(rows, key=lambda row: row.iso))


def next_days(node: Node, today: date, count: int) -> tuple[NodeRow, ...]:
    """Return the next days of a time point from today on."""
    found = [
        day
        for year in range(today.year, today.year + count + 2)
        for day in node_days(node.rule, year)
    ]
    return tuple(
        NodeRow(
            node.name,
            node.url,
            day.isoformat(),
            day_text(day),
            lunar_text(day),
            f"{day.year}.{day.month}",
            str(day.day),
            round((day.timetuple().tm_yday - 1) / 365.25 * 360, 1),
        )
        for day in found
        if day >= today
    )[:count]


# --- pages of records -----------------------------------------------------------------------


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
        words = f"{_date_words(activity.start, activity.end)} {_time_words(activity.start, activity.end)}"
        yield Fact("时间", (Link(words.strip()),))
    elif activity.schedule is None:
        yield Fact("时间", ())
    if activity.previous_start_date:
        yield Fact("原定时间", (Link(activity.previous_start_date.text),))
    if activity.status_reason:
        yield Fact("变动原因", (Link(activity.status_reason),))
    yield Fact("地点", _locations(catalog, activity.location))
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
    site = "、".join(link.text for link in _locations(catalog, record.site)) or None
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


# --- lists ----------------------------------------------------------------------------------


def brands_view(catalog: Catalog) -> ListView:
    """Return the page of all brands."""
    return ListView(
        "品牌",
        "每个品牌写明由谁主办、在哪里、为谁服务，以及依据是什么。",
        len(catalog.brands),
        brand_walls(catalog),
        term_groups(catalog, catalog.brands),
    )


def brand_walls(catalog: Catalog) -> tuple[CardGroup, ...]:
    """Return the brands grouped by who runs them."""
    hosted = [b for b in catalog.brands if b.organization]
    city = [b for b in hosted if WHOLE_CITY in b.area_served]
    counties = [b for b in catalog.brands if b.area_served and WHOLE_CITY not in b.area_served]
    shown = {b.id for b in (*city, *counties)}
    groups = (
        ("市级单位", city, "由市级单位主办或统筹"),
        ("县（市、区）", counties, "扎根一个县（市、区）"),
        (
            "主办待确认",
            [b for b in catalog.brands if b.id not in shown],
            "主办单位尚未公开，知道的请告诉我们",
        ),
    )
    return tuple(
        CardGroup(title, cards(catalog, found), note) for title, found, note in groups if found
    )


def projects_view(catalog: Catalog) -> ListView:
    """Return the library of projects by layer."""
    levels = catalog.terms["level"].values()
    layered = [
        (level.name, [p for p in catalog.projects if p.level == level.id]) for level in levels
    ]
    rest = [p for p in catalog.projects if p.level is None]
    groups = [CardGroup(title, cards(catalog, found)) for title, found in layered if found]
    groups.append(CardGroup("层级未公开", cards(catalog, rest), "来源没有写明是哪一级的项目"))
    return ListView(
        "项目库",
        "按层级排列。项目模式有六个要素，没有公开的要素在项目页上如实标明。",
        len(catalog.projects),
        tuple(groups),
        term_groups(catalog, catalog.projects),
    )


def grouped_view(catalog: Catalog, records: tuple[Record, ...], title: str, lead: str) -> ListView:
    """Return a page of records grouped by what they are."""
    kinds = dict.fromkeys(badge(record) for record in records)
    groups = tuple(
        CardGroup(kind, cards(catalog, (r for r in records if badge(r) == kind))) for kind in kinds
    )
    return ListView(title, lead, len(records), groups, term_groups(catalog, records))


def nodes_view(catalog: Catalog, today: date) -> ListView:
    """Return the page of the time points, in the order in which they come."""
    order = [row.url for row in node_rows(catalog, today)]
    found = sorted(catalog.nodes, key=lambda node: order.index(node.url))
    return ListView(
        "时间点",
        "「1+20+N」里的 20 个时间点，全市的名单尚未公开。这里只列有公开报道可查的时间点。",
        len(found),
        (CardGroup("按今后到来的先后", cards(catalog, found)),),
    )


def term_view(catalog: Catalog, kind: str, term: Term) -> ListView:
    """Return the page of one term: everything that carries it."""
    found = records_with(catalog, kind, term.id)
    labels = {
        "category": "服务类别",
        "audience": "服务对象",
        "area": "县（市、区）",
        "level": "层级",
    }
    groups = tuple(
        CardGroup(label, cards(catalog, of_kind))
        for label in dict.fromkeys(record.label[0] for record in found)
        if (of_kind := [record for record in found if record.label[0] == label])
    )
    return ListView(term.name, f"{labels[kind]}「{term.name}」下的全部记录。", len(found), groups)


def records_with(catalog: Catalog, kind: str, id: str) -> tuple[Record, ...]:
    """Return the records that carry a term, also where they inherit it."""
    if kind == "area":
        return tuple(r for r in catalog.records.values() if id in areas_of(catalog, r))
    if kind == "level":
        return tuple(r for r in catalog.records.values() if getattr(r, "level", None) == id)
    offerings = (r for r in catalog.records.values() if isinstance(r, Offering))
    return tuple(r for r in offerings if id in terms_of(catalog, r, kind))


def term_groups(catalog: Catalog, records: Iterable[Record]) -> tuple[TermGroup, ...]:
    """Return the terms that the records carry, with counts."""
    shown = {record.id for record in records}
    titles = (("area", "按县（市、区）"), ("category", "按服务类别"), ("audience", "按服务对象"))
    groups = []
    for kind, title in titles:
        counts = tuple(
            TermCount(term.name, term_url(kind, id), count)
            for id, term in catalog.terms[kind].items()
            if (count := sum(r.id in shown for r in records_with(catalog, kind, id)))
        )
        if counts:
            groups.append(TermGroup(title, counts))
    return tuple(groups)


# --- other pages ----------------------------------------------------------------------------


def city_view(catalog: Catalog) -> CityView:
    """Return what the city says of itself."""
    city = catalog.city
    sources = catalog.sources_of(city)
    doors = city.slogan.replace(",", "、").split("、")
    figures = tuple(figure_view(figure, (1,)) for figure in city.figure)
    dates = {figure.as_of for figure in figures}
    return CityView(
        city.name,
        city.slogan,
        (doors[0], doors[-1]),
        city.summary,
        figures,
        dates.pop() if len(dates) == 1 else "",
        city.mechanism,
        tuple(
            CallView(
                call,
                figure_view(call.entries, (1,)) if call.entries else None,
                record_link(catalog.records[call.organization]) if call.organization else None,
            )
            for call in city.call
        ),
        city.rule_set,
        source_views(sources),
    )


def home_view(catalog: Catalog, events: Iterable[Event], today: date) -> HomeView:
    """Return the home page."""
    coming = [event for event in events if event.last_day >= today][:6]
    counts = (
        TermCount("品牌", "brands/", len(catalog.brands)),
        TermCount("项目", "projects/", len(catalog.projects)),
        TermCount("活动", "calendar/", len(catalog.activities)),
        TermCount("服务点和场所", "places/", len(catalog.places)),
    )
    nodes = node_rows(catalog, today)
    regular = regular_activities(catalog)
    return HomeView(
        city_view(catalog),
        brand_walls(catalog),
        tuple(event_row(catalog, event) for event in coming),
        nodes,
        ring.drawn(((row.name, row.url, row.angle) for row in nodes), len(regular)),
        tuple(record_link(activity) for activity in regular),
        counts,
    )


def regular_activities(catalog: Catalog) -> tuple[Activity, ...]:
    """Return the activities that go on all year without published days."""
    return tuple(a for a in catalog.activities if a.start is None and a.schedule is None)


def calendar_view(catalog: Catalog, events: Iterable[Event], today: date) -> CalendarView:
    """Return the calendar page."""
    every = tuple(events)
    coming = [event for event in every if event.last_day >= today]
    past = [event for event in every if event.last_day < today]
    return CalendarView(
        today.isoformat(),
        _grouped(catalog, coming, "{0.year} 年 {0.month} 月"),
        cards(catalog, regular_activities(catalog)),
        node_rows(catalog, today),
        _grouped(catalog, reversed(past), "{0.year} 年"),
    )


def _grouped(catalog: Catalog, events: Iterable[Event], title: str) -> tuple[MonthGroup, ...]:
    months: dict[str, list[EventRow]] = {}
    for event in events:
        months.setdefault(title.format(event.start.first), []).append(event_row(catalog, event))
    return tuple(MonthGroup(month, tuple(rows)) for month, rows in months.items())


CHARTS = (
    ("category", "品牌和项目：按服务类别"),
    ("audience", "品牌和项目：按服务对象"),
    ("level", "品牌和项目：按层级"),
)


def figures_view(catalog: Catalog) -> FiguresView:
    """Return the page of figures: the city's and what this site holds."""
    charts = []
    for kind, title in CHARTS:
        counts = [
            (term, sum(isinstance(r, Brand | Project) for r in records_with(catalog, kind, id)))
            for id, term in catalog.terms[kind].items()
        ]
        most = max(count for _, count in counts) or 1
        charts.append(
            Chart(
                title,
                tuple(
                    Bar(t.name, term_url(kind, t.id), count, round(100 * count / most, 1))
                    for t, count in counts
                ),
            )
        )
    return FiguresView(city_view(catalog), tuple(charts), area_tiles(catalog))


def area_tiles(catalog: Catalog) -> tuple[AreaTile, ...]:
    """Return the tile map of the units with the number of brands and projects of each."""
    return tuple(
        AreaTile(
            area.short or area.name,
            term_url("area", area.id),
            sum(isinstance(r, Brand | Project) for r in records_with(catalog, "area", area.id)),
            area.row,
            area.column,
        )
        for area in catalog.areas.values()
    )


def sources_view(catalog: Catalog) -> SourcesView:
    """Return all sources with the records that rest on them."""
    cited: dict[tuple[str, str, str], tuple[Source, list[Link]]] = {}
    for record in catalog.records.values():
        for source in catalog.sources_of(record):
            key = (source.title, source.publisher, str(source.date_published or ""))
            cited.setdefault(key, (source, []))[1].append(record_link(record))
    ordered = sorted(
        cited.values(), key=lambda pair: str(pair[0].date_published or ""), reverse=True
    )
    views = source_views(source for source, _ in ordered)
    return SourcesView(
        tuple(
            CitedSource(view, tuple(links)) for view, (_, links) in zip(views, ordered, strict=True)
        )
    )


OTHER_LETTER = "0"
"""Stands for every name that does not begin with a letter."""


def index_view(catalog: Catalog) -> IndexView:
    """Return the plain list of everything by initial."""
    letters: dict[str, list[Entry]] = {}
    for record in sorted(
        catalog.records.values(), key=lambda r: (reading(r.name, r.name_pinyin), r.id)
    ):
        first = reading(record.name, record.name_pinyin)[:1].upper()
        letter = first if first.isalpha() and first.isascii() else OTHER_LETTER
        letters.setdefault(letter, []).append(Entry(record.name, record.url, badge(record)))
    return IndexView(
        tuple(InitialGroup(letter, tuple(letters[letter])) for letter in sorted(letters))
    )
