"""Groups of fields inside records."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, Self

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

from showcase.dates import PartialDate
from showcase.model.choices import (
    AlternateKind,
    Confidence,
    EventStatus,
    Medium,
    Qualifier,
    Weekday,
)
from showcase.model.values import (
    AreaRef,
    Clock,
    Count,
    Day,
    Id,
    LevelRef,
    Markdown,
    Name,
    NodeRef,
    OrganizationRef,
    PlaceRef,
    SourceRef,
    Text,
    Url,
    plain,
)


class Part(BaseModel):
    """A group of fields inside a record."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    label: ClassVar[tuple[str, str]] = ("这一项", "this item")


def needs(part: BaseModel, key: str, *others: str) -> None:
    """Refuse a field that stands without the ones it needs."""
    if getattr(part, key) is None:
        return
    for other in others:
        if getattr(part, other) is None:
            raise PydanticCustomError("needs", "", {"key": key, "other": other})


def in_order(part: BaseModel, earlier: str, later: str) -> None:
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


def exactly_one(part: BaseModel, *keys: str) -> None:
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

    title: Annotated[str, StringConstraints(min_length=1, max_length=120), AfterValidator(plain)]
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
        needs(self, "url", "accessed")
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
        exactly_one(self, "as_of", "as_of_note")
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
        exactly_one(self, "place", "text", "online_url")
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
        exactly_one(self, "date", "start", "node")
        needs(self, "start", "end")
        in_order(self, "start", "end")
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
        in_order(self, "start", "until")
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
        exactly_one(self, "solar", "lunar", "lunar_last_day", "solar_term", "nth_weekday")
        return self
