"""The records: what editors may write, as frozen typed classes.

The names of the fields follow schema.org in snake_case, iCalendar for calendar objects and the Human
Services Data Specification where neither has a word. What is not known stays out: a field that is
optional here and missing in a file is shown as 尚未公开.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, Self, get_args, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    model_validator,
)
from pydantic_core import PydanticCustomError

from showcase.dates import PartialDate, read_day, read_time
from showcase.problems import FieldPath
from showcase.urls import is_public

# --- values ---------------------------------------------------------------------------------


def _plain(text: str) -> str:
    if "<" in text or ">" in text:
        raise PydanticCustomError("markup", "")
    return text


def _public(url: str) -> str:
    if not is_public(url):
        raise PydanticCustomError("bad-url", "")
    return url


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field as the id of another record or of a term of a vocabulary."""

    kind: str


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{2,64}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=40), AfterValidator(_plain)]
Summary = Annotated[str, StringConstraints(min_length=1, max_length=60), AfterValidator(_plain)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(_plain)]
Markdown = Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
Url = Annotated[str, StringConstraints(max_length=500), AfterValidator(_public)]
Day = Annotated[date, BeforeValidator(read_day)]
Clock = Annotated[time, BeforeValidator(read_time)]
Count = Annotated[int, Field(ge=0, le=2_000_000_000)]

BrandRef = Annotated[Id, Ref("brand")]
ProjectRef = Annotated[Id, Ref("project")]
ActivityRef = Annotated[Id, Ref("activity")]
OrganizationRef = Annotated[Id, Ref("organization")]
PlaceRef = Annotated[Id, Ref("place")]
NodeRef = Annotated[Id, Ref("node")]
CategoryRef = Annotated[Id, Ref("category")]
AudienceRef = Annotated[Id, Ref("audience")]
AreaRef = Annotated[Id, Ref("area")]
LevelRef = Annotated[Id, Ref("level")]
SourceRef = Annotated[Id, Ref("source")]
CallRef = Annotated[Id, Ref("call")]


class Choice(StrEnum):
    """A word of a closed list, with its Chinese and English label."""

    zh: str
    en: str

    def __new__(cls, value: str, zh: str, en: str) -> Self:
        """Make a member from its word and labels."""
        member = str.__new__(cls, value)
        member._value_, member.zh, member.en = value, zh, en
        return member


class BrandKind(Choice):
    """What a brand calls itself."""

    VOLUNTEER = "volunteer_brand", "志愿服务品牌", "Volunteer brand"
    SERVICE = "service_brand", "服务品牌", "Service brand"
    UNION = "union_brand", "工会品牌", "Trade-union brand"


class Status(Choice):
    """Whether something is going on."""

    ACTIVE = "active", "进行中", "Active"
    PLANNED = "planned", "筹备中", "Planned"
    INACTIVE = "inactive", "暂停", "Paused"
    ENDED = "ended", "已结束", "Ended"
    UNCONFIRMED = "unconfirmed", "近况待确认", "To be confirmed"


class Stage(Choice):
    """The four links of the closed loop of project work."""

    SELECTION = "selection", "项目筛选", "Selection"
    RESOURCING = "resourcing", "资源筹措", "Resourcing"
    DELIVERY = "delivery", "工作开展", "Delivery"
    EVALUATION = "evaluation", "成效评估", "Evaluation"


class EventStatus(Choice):
    """What became of an activity that was announced."""

    SCHEDULED = "scheduled", "如期举行", "Scheduled"
    CANCELLED = "cancelled", "已取消", "Cancelled"
    POSTPONED = "postponed", "已推迟，日期待定", "Postponed"
    RESCHEDULED = "rescheduled", "已改期", "Rescheduled"
    MOVED_ONLINE = "moved_online", "改为线上", "Moved online"
    FULL = "full", "名额已满", "Full"


class ActivityKind(Choice):
    """How an activity lies in time."""

    SINGLE = "single", "单次活动", "Single activity"
    SERIES = "series", "常态活动", "Regular activity"
    CAMPAIGN = "campaign", "集中行动", "Campaign"


class OrganizationKind(Choice):
    """What sort of body runs things."""

    GOVERNMENT = "government", "政府部门", "Government body"
    PARTY_BODY = "party_body", "党委部门", "Party body"
    MASS_ORGANIZATION = "mass_organization", "群团组织", "Mass organization"
    ENTERPRISE = "enterprise", "企业", "Enterprise"
    REGISTERED_NGO = "registered_ngo", "社会组织", "Civic organization"
    TEAM = "team", "志愿服务队伍", "Volunteer team"
    SCHOOL = "school", "学校", "School"
    COMMUNITY = "community", "社区", "Community"
    INSTITUTION = "institution", "公共机构", "Public institution"


class PlaceKind(Choice):
    """What sort of place it is."""

    SERVICE_POINT = "service_point", "服务点", "Service point"
    STATION = "station", "驿站", "Station"
    COMMUNITY = "community", "社区", "Community"
    SCHOOL = "school", "学校", "School"
    VENUE = "venue", "活动场所", "Venue"
    MEMORIAL = "memorial", "纪念场馆", "Memorial"


class AlternateKind(Choice):
    """Why something has another name."""

    SHORT = "short", "简称", "Short name"
    FORMER = "former", "曾用名", "Former name"
    FULL = "full", "全称", "Full name"
    TRADITIONAL = "traditional", "繁体", "Traditional script"
    ENGLISH = "english", "英文", "English"


class Medium(Choice):
    """Where a source was published."""

    WEB = "web", "网页", "Web"
    PRINT = "print", "报刊", "Print"
    OFFICIAL_DOCUMENT = "official_document", "公文", "Official document"
    INTERVIEW = "interview", "采访", "Interview"


class Confidence(Choice):
    """How far a source carries."""

    HIGH = "high", "可靠", "High"
    MEDIUM = "medium", "待核实", "To be verified"


class Qualifier(Choice):
    """How exact a number is."""

    OVER = "over", "超过", "Over"
    ABOUT = "about", "约", "About"
    EXACTLY = "exactly", "", "Exactly"


class AreaKind(Choice):
    """What sort of unit an area is."""

    DISTRICT = "district", "区", "District"
    COUNTY = "county", "县", "County"
    COUNTY_LEVEL_CITY = "county_level_city", "县级市", "County-level city"
    FUNCTIONAL_ZONE = "functional_zone", "功能区", "Functional zone"


class Weekday(Choice):
    """A day of the week."""

    MONDAY = "周一", "周一", "Monday"
    TUESDAY = "周二", "周二", "Tuesday"
    WEDNESDAY = "周三", "周三", "Wednesday"
    THURSDAY = "周四", "周四", "Thursday"
    FRIDAY = "周五", "周五", "Friday"
    SATURDAY = "周六", "周六", "Saturday"
    SUNDAY = "周日", "周日", "Sunday"

    @property
    def number(self) -> int:
        """The weekday as Python counts it, Monday being 0."""
        return list(Weekday).index(self)


# --- parts of records -----------------------------------------------------------------------


class Part(BaseModel):
    """A group of fields inside a record."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    label: ClassVar[tuple[str, str]] = ("这一项", "this item")


def _needs(part: BaseModel, key: str, *others: str) -> None:
    """Refuse a field that stands without the ones it needs."""
    if getattr(part, key) is None:
        return
    for other in others:
        if getattr(part, other) is None:
            raise PydanticCustomError("needs", "", {"key": key, "other": other})


def _in_order(part: BaseModel, earlier: str, later: str) -> None:
    """Refuse a later date that is before the earlier one."""
    first, last = getattr(part, earlier), getattr(part, later)
    if first is None or last is None:
        return
    end = last.last if isinstance(last, PartialDate) else last
    start = first.first if isinstance(first, PartialDate) else first
    same_day = isinstance(first, PartialDate) and "minute" == first.precision == last.precision
    if end < start or (same_day and last.moment < first.moment):
        values = {"key": later, "found": str(last), "other": earlier, "limit": str(first)}
        raise PydanticCustomError("dates-out-of-order", "", values)


def _exactly_one(part: BaseModel, *keys: str) -> None:
    """Refuse anything but one of the fields."""
    if sum(getattr(part, key) is not None for key in keys) != 1:
        raise PydanticCustomError("one-of", "", {"choices": "、".join(keys)})


class AlternateName(Part):
    """Another name that readers may look for."""

    value: Name
    kind: AlternateKind


class SameAs(Part):
    """The same thing elsewhere."""

    kind: Literal["website", "wechat_account", "weibo", "douyin", "platform"]
    value: Text


class Source(Part):
    """Where facts of a record come from."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=120), AfterValidator(_plain)]
    publisher: Name
    date_published: PartialDate | None = None
    date_note: Text | None = None
    url: Url | None = None
    accessed: Day | None = None
    medium: Medium
    confidence: Confidence
    supports: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _check(self) -> Self:
        _needs(self, "url", "accessed")
        return self


class SharedSource(Source):
    """A source that several records name by its id."""

    id: Id


class SourceNamed(Part):
    """A shared source, named by its id."""

    ref: SourceRef
    supports: tuple[Text, ...] = ()


def _source_shape(value: Any) -> str:
    named = isinstance(value, SourceNamed) or (isinstance(value, dict) and "ref" in value)
    return "named" if named else "written"


AnySource = Annotated[
    Annotated[Source, Tag("written")] | Annotated[SourceNamed, Tag("named")],
    Discriminator(_source_shape),
]


class PartnerOrganization(Part):
    """A body that takes part beside the host."""

    organization: OrganizationRef
    role_name: Name


class Award(Part):
    """An honour and who gave it."""

    name: Name
    level: LevelRef
    year: PartialDate | None = None
    granted_by: Text | None = None


class Figure(Part):
    """A number with its meaning and its date."""

    metric: Name
    value: Count
    qualifier: Qualifier = Qualifier.EXACTLY
    unit: Name | None = None
    as_of: PartialDate | None = None
    as_of_note: Text | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        _exactly_one(self, "as_of", "as_of_note")
        return self


class Chapter(Part):
    """A part of a story."""

    title: Name
    date: PartialDate | None = None
    body: Markdown


class ContactPoint(Part):
    """An office that answers; never a private person."""

    name: Name
    telephone: (
        Annotated[str, StringConstraints(pattern=r"^0\d{2,3}-\d{7,8}$|^1\d{2,4}$")] | None
    ) = None
    url: Url | None = None


class Role(Part):
    """Volunteers who are wanted."""

    title: Name
    description: Text | None = None
    commitment: Text | None = None
    requirement: Text | None = None
    apply_link: Url | None = None


class Location(Part):
    """Where an activity is held."""

    place: PlaceRef | None = None
    text: Text | None = None
    online_url: Url | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        _exactly_one(self, "place", "text", "online_url")
        return self


class Address(Part):
    """Where a place is."""

    area: AreaRef
    street: Text | None = None


class Geo(Part):
    """A published position."""

    latitude: Annotated[float, Field(ge=3, le=54)]
    longitude: Annotated[float, Field(ge=73, le=136)]
    datum: Literal["wgs84", "gcj02"]


class ByDay(Part):
    """A weekday, or the nth one of a month."""

    weekday: Weekday
    nth: Annotated[int, Field(ge=-1, le=5)] | None = None


def _by_day(value: Any) -> Any:
    return {"weekday": value} if isinstance(value, str) else value


class Anchor(Part):
    """A time point that a schedule is bound to, with offsets in days."""

    node: NodeRef
    from_offset: Annotated[int, Field(ge=-60, le=60)] = 0
    to_offset: Annotated[int, Field(ge=-60, le=60)] = 0
    until_node: NodeRef | None = None


class Pause(Part):
    """Days on which a schedule does not hold."""

    date: Day | None = None
    start: Day | None = None
    end: Day | None = None
    node: NodeRef | None = None
    reason: Text

    @model_validator(mode="after")
    def _check(self) -> Self:
        _exactly_one(self, "date", "start", "node")
        _needs(self, "start", "end")
        _in_order(self, "start", "end")
        return self


class Schedule(Part):
    """When a series takes place."""

    repeat: Literal["daily", "weekly", "monthly", "yearly", "on_node", "dates"]
    every: Annotated[int, Field(ge=1, le=52)] = 1
    by_day: tuple[Annotated[ByDay, BeforeValidator(_by_day)], ...] = ()
    by_month_day: tuple[Annotated[int, Field(ge=-31, le=31)], ...] = ()
    by_month: tuple[Annotated[int, Field(ge=1, le=12)], ...] = ()
    start_time: Clock | None = None
    end_time: Clock | None = None
    start: Day | None = None
    until: Day | None = None
    count: Annotated[int, Field(ge=1, le=1000)] | None = None
    anchor: Anchor | None = None
    except_: tuple[Pause, ...] = Field(default=(), alias="except")
    extra: tuple[Day, ...] = ()
    holiday_rule: Literal["ignore", "skip", "only"] = "ignore"
    makeup_rule: Literal["ignore", "as_workday"] = "ignore"

    @model_validator(mode="after")
    def _check(self) -> Self:
        _in_order(self, "start", "until")
        if self.repeat == "on_node" and self.anchor is None:
            raise PydanticCustomError("needs", "", {"key": "repeat: on_node", "other": "anchor"})
        if self.repeat not in ("on_node", "dates") and self.start is None:
            raise PydanticCustomError(
                "needs", "", {"key": f"repeat: {self.repeat}", "other": "start"}
            )
        if self.repeat == "dates" and not self.extra:
            raise PydanticCustomError("needs", "", {"key": "repeat: dates", "other": "extra"})
        return self


class Occurrence(Part):
    """What is different about one occurrence of a series."""

    date: Day
    start: PartialDate | None = None
    end: PartialDate | None = None
    location: tuple[Location, ...] = ()
    event_status: EventStatus = EventStatus.SCHEDULED
    status_reason: Text | None = None


class Registration(Part):
    """How to sign up."""

    method: Literal["platform", "phone", "walk_in", "none"]
    url: Url | None = None
    deadline: PartialDate | None = None


class Recap(Part):
    """What was done."""

    date: PartialDate | None = None
    body: Markdown
    participants: Count | None = None
    hours: Count | None = None


class NthWeekday(Part):
    """Which weekday of which month."""

    month: Annotated[int, Field(ge=1, le=12)]
    weekday: Weekday
    nth: Annotated[int, Field(ge=-1, le=5)]


class NodeRule(Part):
    """How the day of a time point is found in each year."""

    solar: Annotated[str, StringConstraints(pattern=r"^\d\d-\d\d$")] | None = None
    lunar: Annotated[str, StringConstraints(pattern=r"^\d\d-\d\d$")] | None = None
    leap: Literal["never", "also"] = "never"
    lunar_last_day: Annotated[int, Field(ge=1, le=12)] | None = None
    solar_term: Annotated[str, StringConstraints(pattern=r"^[一-龥]{2}$")] | None = None
    nth_weekday: NthWeekday | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        _exactly_one(self, "solar", "lunar", "lunar_last_day", "solar_term", "nth_weekday")
        return self


# --- records --------------------------------------------------------------------------------


class Record(BaseModel):
    """What all records have in common."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    kind_name: ClassVar[str]
    label: ClassVar[tuple[str, str]]
    folder: ClassVar[str]
    section: ClassVar[str]

    id: Id
    name: Name
    alternate_name: tuple[AlternateName, ...] = ()
    name_pinyin: Annotated[str, StringConstraints(pattern=r"^[a-zü ]{1,200}$")] | None = None
    name_note: Text | None = None
    summary: Summary
    description: Markdown | None = None
    same_as: tuple[SameAs, ...] = ()
    source: Annotated[tuple[AnySource, ...], Field(min_length=1, max_length=20)]
    assured_date: Day
    redirect_from: tuple[Id, ...] = ()
    visibility: Literal["published", "draft"] = "published"

    @property
    def path(self) -> str:
        """The file of the record, relative to the root."""
        return f"{self.folder}/{self.id}.yaml"

    @property
    def url(self) -> str:
        """The address of the record's page, relative to the root of the site."""
        return f"{self.section}/{self.id}/"


class Offering(Record):
    """What brands, projects and activities share: for whom, where and what about."""

    category: Annotated[tuple[CategoryRef, ...], Field(max_length=3)] = ()
    audience: Annotated[tuple[AudienceRef, ...], Field(max_length=4)] = ()


class Brand(Offering):
    """A name under which a service is known."""

    kind_name = "brand"
    label = ("品牌", "brand")
    folder = "brands"
    section = "brands"

    kind: BrandKind
    status: Status
    organization: OrganizationRef | None = None
    partner_organization: tuple[PartnerOrganization, ...] = ()
    founding_date: PartialDate | None = None
    slogan: Name | None = None
    name_meaning: Text | None = None
    area_served: tuple[AreaRef, ...] = ()
    level: LevelRef | None = None
    contact_point: tuple[ContactPoint, ...] = ()
    award: tuple[Award, ...] = ()
    impact: tuple[Figure, ...] = ()
    story: tuple[Chapter, ...] = ()


class Project(Offering):
    """A piece of service work with a beginning, a team and a place."""

    kind_name = "project"
    label = ("项目", "project")
    folder = "content/projects"
    section = "projects"

    brand: tuple[BrandRef, ...] = ()
    organization: OrganizationRef | None = None
    partner_organization: tuple[PartnerOrganization, ...] = ()
    status: Status
    start_date: PartialDate | None = None
    end_date: PartialDate | None = None
    level: LevelRef | None = None
    area_served: tuple[AreaRef, ...] = ()
    need: Text | None = None
    team: Text | None = None
    cadence: Text | None = None
    site: tuple[Location, ...] = ()
    service_content: Text | None = None
    safeguard: Text | None = None
    stage: Stage | None = None
    stage_date: PartialDate | None = None
    call: CallRef | None = None
    award: tuple[Award, ...] = ()
    impact: tuple[Figure, ...] = ()
    story: tuple[Chapter, ...] = ()
    role: tuple[Role, ...] = ()

    @model_validator(mode="after")
    def _check(self) -> Self:
        _in_order(self, "start_date", "end_date")
        return self


class Activity(Offering):
    """Something that happens, once or again and again."""

    kind_name = "activity"
    label = ("活动", "activity")
    folder = "content/activities"
    section = "activities"

    kind: ActivityKind
    brand: tuple[BrandRef, ...] = ()
    project: tuple[ProjectRef, ...] = ()
    series: ActivityRef | None = None
    edition: Annotated[int, Field(ge=1, le=10_000)] | None = None
    organizer: tuple[OrganizationRef, ...] = ()
    location: tuple[Location, ...] = ()
    to_be_announced: Literal["true"] | None = None
    area_served: tuple[AreaRef, ...] = ()
    start: PartialDate | None = None
    end: PartialDate | None = None
    schedule: Schedule | None = None
    is_habit: Literal["true"] | None = None
    time_node: tuple[NodeRef, ...] = ()
    event_status: EventStatus = EventStatus.SCHEDULED
    status_reason: Text | None = None
    status_date: Day | None = None
    previous_start_date: PartialDate | None = None
    occurrence: tuple[Occurrence, ...] = ()
    registration: Registration | None = None
    recap: Recap | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        _in_order(self, "start", "end")
        _needs(self, "end", "start")
        if self.kind is not ActivityKind.SERIES and self.start is None:
            raise PydanticCustomError("needs", "", {"key": f"kind: {self.kind}", "other": "start"})
        if self.kind is not ActivityKind.SERIES and self.schedule is not None:
            raise PydanticCustomError("needs", "", {"key": "schedule", "other": "kind: series"})
        if self.event_status is EventStatus.RESCHEDULED and self.previous_start_date is None:
            values = {"key": "event_status: rescheduled", "other": "previous_start_date"}
            raise PydanticCustomError("needs", "", values)
        return self


class Organization(Record):
    """A body that runs or joins things."""

    kind_name = "organization"
    label = ("组织", "organization")
    folder = "content/organizations"
    section = "organizations"

    kind: OrganizationKind
    parent_organization: OrganizationRef | None = None
    area_served: tuple[AreaRef, ...] = ()


class Place(Record):
    """Where people meet or find help."""

    kind_name = "place"
    label = ("地点", "place")
    folder = "content/places"
    section = "places"

    kind: PlaceKind
    brand: tuple[BrandRef, ...] = ()
    organization: OrganizationRef | None = None
    part_of: PlaceRef | None = None
    address: Address | None = None
    area_served: tuple[AreaRef, ...] = ()
    opening_hours: tuple[Schedule, ...] = ()
    amenity: tuple[Name, ...] = ()
    geo: Geo | None = None


class Node(Record):
    """A time point of the year."""

    kind_name = "node"
    label = ("时间点", "time point")
    folder = "content/nodes"
    section = "nodes"

    rule: NodeRule
    duration_days: Annotated[int, Field(ge=1, le=60)] = 1
    suggestion: tuple[Name, ...] = ()


RECORD_TYPES: tuple[type[Record], ...] = (Brand, Project, Activity, Organization, Place, Node)


# --- vocabularies and the city --------------------------------------------------------------


class Term(Part):
    """A word of a vocabulary."""

    id: Id
    name: Name
    name_en: Name
    summary: Summary | None = None


class Area(Term):
    """One of the units of the city."""

    short: Name | None = None
    kind: AreaKind
    code: Annotated[str, StringConstraints(pattern=r"^\d{6}$")] | None = None
    row: Annotated[int, Field(ge=1, le=20)]
    column: Annotated[int, Field(ge=1, le=20)]


class Terms(Part):
    """The file of a vocabulary."""

    label = ("词表", "a vocabulary")
    term: Annotated[tuple[Term, ...], Field(min_length=1)]


class Areas(Part):
    """The file of the units."""

    label = ("词表", "a vocabulary")
    term: Annotated[tuple[Area, ...], Field(min_length=1)]


class SharedSources(Part):
    """The file of sources that several records name."""

    label = ("来源表", "the list of sources")
    source: tuple[SharedSource, ...]


class MechanismPart(Part):
    """One element of a mechanism."""

    name: Name
    summary: Text | None = None


class Mechanism(Part):
    """How the city's volunteer service works, in one aspect."""

    id: Id
    name: Name
    summary: Text
    part: tuple[MechanismPart, ...] = ()


class Call(Part):
    """A call for projects."""

    id: Id
    name: Name
    summary: Text
    entries: Figure | None = None
    next_step: Text | None = None
    organization: OrganizationRef | None = None


class RuleSet(Part):
    """Rules of conduct, as far as they are published."""

    name: Name
    summary: Text
    clause_count: Count
    published_heading: tuple[Name, ...]


class CityFigure(Figure):
    """A headline figure of the city."""

    id: Id


class City(Part):
    """The city that the site is about."""

    label = ("城市资料", "the city file")
    name: Name
    name_en: Name
    slogan: Name
    summary: Text
    description: Markdown | None = None
    figure: tuple[CityFigure, ...] = ()
    mechanism: tuple[Mechanism, ...] = ()
    call: tuple[Call, ...] = ()
    rule_set: RuleSet | None = None
    source: Annotated[tuple[AnySource, ...], Field(min_length=1)]
    assured_date: Day


# --- references -----------------------------------------------------------------------------


def references(part: BaseModel, where: FieldPath = ()) -> Iterator[tuple[FieldPath, str, str]]:
    """Iterate over the references in a record: field path, kind and id."""
    for name, written, kind in _fields_with_references(type(part)):
        value = getattr(part, name)
        if value is None:
            continue
        path = (*where, written)
        items = (
            [((*path, i), v) for i, v in enumerate(value)]
            if isinstance(value, tuple)
            else [(path, value)]
        )
        for item_path, item in items:
            if kind:
                yield item_path, kind, item
            else:
                yield from references(item, item_path)


@cache
def _fields_with_references(model: type[BaseModel]) -> tuple[tuple[str, str, str], ...]:
    """Return name, written name and kind of reference (empty for a part) of the fields that matter."""
    found = []
    for name, info in model.model_fields.items():
        written = info.alias or name
        kinds = {m.kind for m in info.metadata if isinstance(m, Ref)} | set(
            _ref_kinds(info.annotation)
        )
        if kinds:
            found.append((name, written, kinds.pop()))
        elif any(_fields_with_references(part) for part in parts(info.annotation)):
            found.append((name, written, ""))
    return tuple(found)


def _ref_kinds(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Annotated:
        yield from (m.kind for m in annotation.__metadata__ if isinstance(m, Ref))
    for inner in get_args(annotation):
        yield from _ref_kinds(inner)


def parts(annotation: Any) -> Iterator[type[BaseModel]]:
    """Iterate over the classes of parts inside the type of a field."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from parts(inner)
