"""The kinds of records, each a file of its own."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from showcase.dates import PartialDate
from showcase.model.choices import (
    ActivityKind,
    BrandKind,
    EventStatus,
    OrganizationKind,
    PlaceKind,
    Stage,
    Status,
)
from showcase.model.parts import (
    Address,
    AlternateName,
    AnySource,
    Award,
    Chapter,
    ContactPoint,
    Figure,
    Geo,
    Location,
    NodeRule,
    Occurrence,
    PartnerOrganization,
    Recap,
    Registration,
    Role,
    SameAs,
    Schedule,
    in_order,
    needs,
)
from showcase.model.values import (
    ActivityRef,
    AreaRef,
    AudienceRef,
    BrandRef,
    CallRef,
    CategoryRef,
    Day,
    Id,
    LevelRef,
    Markdown,
    Name,
    NodeRef,
    OrganizationRef,
    PlaceRef,
    ProjectRef,
    Summary,
    Text,
)


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
        in_order(self, "start_date", "end_date")
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
        in_order(self, "start", "end")
        needs(self, "end", "start")
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
