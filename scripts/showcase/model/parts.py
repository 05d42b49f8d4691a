"""Groups of fields inside records."""

from __future__ import annotations

from collections.abc import Iterator
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

from showcase import spoken
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
    Degrees,
    Id,
    LevelRef,
    LunarDay,
    Markdown,
    MonthDay,
    Name,
    NodeRef,
    OrganizationRef,
    PlaceRef,
    SolarTerm,
    SourceRef,
    Telephone,
    Text,
    Url,
    Whole,
    not_zero,
    plain,
)
from showcase.urls import fault_of


class Group(BaseModel):
    """A group of fields: a record, a file of its own, or a part of either.

    Args:
        label: What it is called in messages, in Chinese and English.
        usual: Fields that are mostly written beside the required ones.
        one_of: Fields of which exactly one is written.
        alone: A field whose value may stand for the whole group.
        examples: Examples that suit this group better than those of the fields that it inherits.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    label: ClassVar[tuple[str, str]] = ("这一项", "this item")
    usual: ClassVar[tuple[str, ...]] = ()
    one_of: ClassVar[tuple[str, ...]] = ()
    alone: ClassVar[str] = ""
    examples: ClassVar[tuple[tuple[str, str], ...]] = ()


class Part(Group):
    """A group of fields inside a record, or a file that is no record."""


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
    """别名：照来源的写法写。
    The other name.
    例：灯下茶座
    """
    kind: AlternateKind
    """别名类型：简称、曾用名、全称、繁体或英文。
    Why it has another name.
    例：former
    误：曾用名
    """


class SameAs(Part):
    """The same thing elsewhere."""

    kind: Literal["website", "wechat_account", "weibo", "douyin", "platform"]
    """在哪里：网站、公众号、微博、抖音或志愿服务平台。
    Where it is.
    例：wechat_account
    误：公众号
    """
    value: Text
    """网址或号名：网站写网址，公众号写名称。
    An address, or the name of an account.
    例：小城志愿者
    """

    @model_validator(mode="after")
    def _check(self) -> Self:
        fault = fault_of(self.value) if self.kind == "website" else None
        if fault:
            raise PydanticCustomError("address", "", {"key": "value", "fault": fault})
        return self


class Source(Part):
    """Where facts of a record come from."""

    usual = ("date_published", "url", "accessed")

    title: Annotated[str, StringConstraints(min_length=1, max_length=120), AfterValidator(plain)]
    """标题：报道、文件的标题；没有标题的写「关于……的报道」。
    The title of the report or document.
    例：关于灯下品牌的报道
    """
    publisher: Name
    """发布者：报纸、网站或单位；尽量写最早发布它的那一家。
    Who published it first.
    例：小城日报
    """
    date_published: PartialDate | None = None
    """发布日期：只知道年月就写年月，只知道年就写年。
    When it was published, as precisely as it is known.
    例：2025-07-19
    误：2025.7.19
    """
    date_note: Text | None = None
    """日期的说明：没有日期时，讲清楚怎么推出来的。
    A remark where no date is given.
    例：原稿未署日期，约为 2024 年秋。
    """
    url: Url | None = None
    """网址：公开的原网址，不用短网址；写了网址就要写查阅日期。
    The address of the original publisher.
    例：https://www.example.com/baodao
    误：www.example.com
    """
    accessed: Day | None = None
    """查阅日期：您打开这个网址的日子。
    The day when the address was opened.
    例：2026-01-05
    误：昨天
    """
    medium: Medium
    """载体：网页、报刊、公文或采访。
    Where it was published.
    例：web
    误：网页
    """
    confidence: Confidence
    """可靠程度：出处清楚写 high；日期、单位不全或只有一家转述写 medium，页面会标「待核实」。
    How far it carries; medium is shown as to be verified.
    例：high
    误：可靠
    """
    supports: tuple[Text, ...] = ()
    """证明什么：这个来源证明哪些字段，例如第一个数字写 impact.0。
    Which fields it shows, such as impact.0.
    例：[summary]
    """

    @model_validator(mode="after")
    def _check(self) -> Self:
        needs(self, "url", "accessed")
        return self


class SharedSource(Source):
    """A source that several records name by its id."""

    id: Id
    """编号：记录里用 ref 写这个编号来引用。
    What records name it by.
    例：town-paper
    误：小城日报
    """


class SourceNamed(Part):
    """A shared source, named by its id."""

    ref: SourceRef
    """共用来源：共用来源的编号，列在 content/vocabulary/sources.yaml。
    The id of a shared source.
    例：city-paper
    误：小城日报
    """
    supports: tuple[Text, ...] = ()
    """证明什么：这个来源证明哪些字段，例如第一个数字写 impact.0。
    Which fields it shows, such as impact.0.
    例：[summary]
    """


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
    """单位：那条组织记录的编号。
    The id of the body.
    例：shi-fulian
    误：市妇联
    """
    role_name: Name
    """做什么：它在其中做什么，例如协办、提供场地。
    What it does.
    例：协办
    """


class Award(Part):
    """An honour and who gave it."""

    usual = ("year", "granted_by")

    name: Name
    """荣誉名称：照来源的写法写。
    The name of the honour.
    例：优秀志愿服务项目
    """
    level: LevelRef
    """级别：国家级、省级、市级或县级，写编号。
    The level of the honour.
    例：municipal
    误：市级
    """
    year: PartialDate | None = None
    """哪一年：获得的时间。
    When it was given.
    例：2024
    误：2024年
    """
    granted_by: Text | None = None
    """谁颁发的：颁发的单位。
    Who gave it.
    例：市文明办
    """


class Figure(Part):
    """A number with its meaning and its date."""

    usual = ("qualifier", "unit")
    one_of = ("as_of", "as_of_note")

    metric: Name
    """数的是什么：例如志愿者、活动、服务人次。
    What is counted.
    例：服务人次
    """
    value: Count
    """数：只写数字，不带逗号和单位。
    The number alone, without commas and unit.
    例：300
    误：300 人次
    """
    qualifier: Qualifier = Qualifier.EXACTLY
    """确切程度：超过、约；不写就是正好。
    How exact the number is.
    例：about
    误：约
    """
    unit: Name | None = None
    """单位：个、人、次等。
    The unit.
    例：人次
    """
    as_of: PartialDate | None = None
    """截至：这个数截至哪天；不知道哪天就改写 as_of_note。
    The date of the number.
    例：2025-03
    误：今年3月
    """
    as_of_note: Text | None = None
    """截至的说明：说不出日期时写清楚；和 as_of 只写一个。
    A remark where no date is known.
    例：截至该报道（未署日期）
    """

    @model_validator(mode="after")
    def _check(self) -> Self:
        exactly_one(self, *self.one_of)
        return self


class Chapter(Part):
    """A part of a story."""

    usual = ("date",)

    title: Name
    """小标题：这一段讲什么。
    What the chapter is about.
    例：第一盏灯
    """
    date: PartialDate | None = None
    """时间：什么时候的事。
    When it happened.
    例：2019-03
    误：2019年3月
    """
    body: Markdown
    """正文：用自己的话写；空一行就是另起一段。
    The text in own words.
    例：那天来了三位志愿者。
    """


class ContactPoint(Part):
    """An office that answers; never a private person."""

    usual = ("telephone",)

    name: Name
    """办公室：哪个单位、哪个科室，不写个人姓名。
    The office, never a person.
    例：志愿服务科
    """
    telephone: Telephone | None = None
    """办公电话：单位公开的座机，带区号；或者 12345 这样的热线。
    A landline with its area code, or a hotline.
    例："0000-1234567"
    误："1234567"
    """
    url: Url | None = None
    """网址：公开的网址。
    A public address.
    例：https://www.example.com/
    误：www.example.com
    """


class Role(Part):
    """Volunteers who are wanted."""

    usual = ("description",)

    title: Name
    """岗位：招什么样的志愿者。
    What sort of volunteers.
    例：陪伴志愿者
    """
    description: Text | None = None
    """做什么：来了要做些什么。
    What they do.
    例：陪老人说话、读报。
    """
    commitment: Text | None = None
    """要多少时间：多久来一次，一次多长。
    How much time it takes.
    例：每月一次，每次两小时。
    """
    requirement: Text | None = None
    """有什么要求：年龄、技能、培训等。
    What is required.
    例：年满 18 岁，参加一次培训。
    """
    apply_link: Url | None = None
    """报名网址：公开的报名网址。
    Where to apply.
    例：https://www.example.com/baoming
    误：点这里报名
    """


class Location(Part):
    """Where an activity is held."""

    one_of = ("place", "text", "online_url")

    place: PlaceRef | None = None
    """地点：地点记录的编号；还没有这条记录就改写 text。
    The id of a place.
    例：yixiang-tushuguan
    误：图书馆
    """
    text: Text | None = None
    """地点（文字）：没有地点记录时，用文字写。
    A place in words.
    例：东区广场
    """
    online_url: Url | None = None
    """线上网址：在网上办的，写网址。
    An address, for what is held online.
    例：https://www.example.com/zhibo
    误：直播间
    """

    @model_validator(mode="after")
    def _check(self) -> Self:
        exactly_one(self, *self.one_of)
        return self


class Address(Part):
    """Where a place is."""

    usual = ("street",)

    area: AreaRef
    """县（市、区）：写编号，编号在 content/vocabulary/areas.yaml。
    The id of the unit.
    例：xindu
    误：信都区
    """
    street: Text | None = None
    """街道门牌：公开的街道和门牌。
    Street and number.
    例：示例路 1 号
    """


class Geo(Part):
    """A published position."""

    latitude: Annotated[Degrees, Field(ge=3, le=54)]
    """纬度：北纬多少度，小数。
    Degrees north.
    例：37.07
    误：北纬37度
    """
    longitude: Annotated[Degrees, Field(ge=73, le=136)]
    """经度：东经多少度，小数。
    Degrees east.
    例：114.5
    误：东经114度
    """
    datum: Literal["wgs84", "gcj02"]
    """坐标系：高德、腾讯地图用 gcj02，卫星定位用 wgs84。
    The system of the position.
    例：gcj02
    误：高德
    """


class ByDay(Part):
    """A weekday, or the nth one of a month."""

    alone = "weekday"

    weekday: Weekday
    """星期几：周一到周日。
    The weekday.
    例：周六
    误：星期六
    """
    nth: Annotated[Whole, Field(ge=-1, le=5), AfterValidator(not_zero)] | None = None
    """第几个：每月第几个，最后一个写 -1；每周都有就不写。
    Which one of the month; -1 is the last.
    例：1
    误：第一个
    """


def _by_day(value: Any) -> Any:
    return {"weekday": value} if isinstance(value, str) else value


class Anchor(Part):
    """A time point that a schedule is bound to, with offsets in days."""

    node: NodeRef
    """时间点：跟着哪个时间点，写编号。
    The id of the time point.
    例：chongyang
    误：重阳
    """
    from_offset: Annotated[Whole, Field(ge=-60, le=60)] | None = None
    """从第几天：提前写负数：-2 是提前两天；两个都不写就是这个时间点的全部日子。
    Days from the time point to the beginning; without both it is the whole time point.
    例：-2
    误：提前两天
    """
    to_offset: Annotated[Whole, Field(ge=-60, le=60)] | None = None
    """到第几天：延后写正数：3 是延后三天；只写了 from_offset 就到当天为止。
    Days from the time point to the end.
    例：3
    误：三天后
    """
    until_node: NodeRef | None = None
    """到哪个时间点：从一个节到另一个节的，写后一个的编号。
    The time point at which it ends.
    例：chunjie
    误：春节
    """

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.to_offset is not None and not self.until_node:
            first = self.from_offset or 0
            if self.to_offset < first:
                values = {"key": "to_offset", "found": str(self.to_offset), "limit": str(first)}
                raise PydanticCustomError(
                    "dates-out-of-order", "", {**values, "other": "from_offset"}
                )
        return self


class Pause(Part):
    """Days on which a schedule does not hold."""

    one_of = ("date", "start", "node")

    date: Day | None = None
    """哪天停：只停一天写这里。
    The day.
    例：2026-05-02
    误：5月2日
    """
    start: Day | None = None
    """从哪天停：停几天的，写第一天，再写最后一天。
    The first day.
    例：2026-07-01
    误：7月
    """
    end: Day | None = None
    """停到哪天：最后一天，当天也算。
    The last day.
    例：2026-08-31
    误：8月底
    """
    node: NodeRef | None = None
    """哪个节停：过节停的，写时间点的编号。
    The time point.
    例：chunjie
    误：春节
    """
    reason: Text
    """为什么停：写给想来的人看。
    Why.
    例：五一假期
    """

    @model_validator(mode="after")
    def _check(self) -> Self:
        exactly_one(self, *self.one_of)
        needs(self, "start", "end")
        in_order(self, "start", "end")
        return self


_LONGEST_SENTENCE = 1000


class Schedule(Part):
    """When a series takes place."""

    usual = ("by_day", "start", "start_time", "end_time")
    one_of = ("repeat", "text")
    alone = "text"

    text: (
        Annotated[
            str,
            StringConstraints(min_length=1, max_length=_LONGEST_SENTENCE),
            AfterValidator(plain),
        ]
        | None
    ) = None
    """一句话：用一句话写明什么时候办，代替下面的各项；也可以直接写在字段名后面。
    One sentence instead of the other fields; it may stand right after the name of the field.
    例：每月第一个周六 9:00–11:00
    误：有空就办
    """
    repeat: Literal["daily", "weekly", "monthly", "yearly", "on_node", "dates"] = "dates"
    """怎样重复：每天、每周、每月、每年、跟着时间点，或者只在列出的日子。
    How it recurs.
    例：weekly
    误：每周
    """
    every: Annotated[Whole, Field(ge=1, le=52)] = 1
    """每隔几：每两周写 2；不写就是 1。
    Every how many days, weeks, months or years.
    例：2
    误：两周
    """
    by_day: tuple[Annotated[ByDay, BeforeValidator(_by_day)], ...] = ()
    """星期几：可以有几个；每月第几个周六写 weekday 和 nth。
    Weekdays, or the nth one of a month.
    例：[周六]
    误：[星期六]
    """
    by_month_day: tuple[Annotated[Whole, Field(ge=-31, le=31), AfterValidator(not_zero)], ...] = ()
    """几号：每月几号；最后一天写 -1。
    Days of the month; -1 is the last.
    例：[5, 20]
    误：[五号]
    """
    by_month: tuple[Annotated[Whole, Field(ge=1, le=12)], ...] = ()
    """几月：哪几个月。
    Months.
    例：[7, 8]
    误：[七月]
    """
    start_time: Clock | None = None
    """几点开始：二十四小时制，加引号。
    When it begins, in quotes.
    例："09:00"
    误："9点"
    """
    end_time: Clock | None = None
    """几点结束：二十四小时制，加引号。
    When it ends, in quotes.
    例："11:00"
    误："11点"
    """
    start: Day | None = None
    """从哪天起：从哪天开始算；不写就只排今天以后的；隔几周、隔几月办的必须写。
    The first day that may count; without it nothing is said of the past.
    例：2026-01-03
    误：2026年
    """
    until: Day | None = None
    """到哪天止：一直办下去就不写。
    The last day that may count.
    例：2026-12-31
    误：2026年底
    """
    count: Annotated[Whole, Field(ge=1, le=1000)] | None = None
    """共几次：知道总次数时写。
    How often in all.
    例：12
    误：十二次
    """
    anchor: Anchor | None = None
    """跟着哪个时间点：repeat 写 on_node 时必须写。
    The time point that it is bound to.
    """
    except_: tuple[Pause, ...] = Field(default=(), alias="except")
    """哪些天不办：停的日子和原因。
    Days on which it does not take place.
    """
    extra: tuple[Day, ...] = ()
    """另外加办：规律以外加办的日子，不管假期；repeat 写 dates 时必须写。
    Further days.
    例：[2026-03-05]
    误：[3月5日]
    """
    holiday_rule: Literal["ignore", "skip", "only"] = "ignore"
    """遇到法定节假日：照常、停办，或只在节假日办；不写就是照常。
    What happens on statutory holidays.
    例：skip
    误：停
    """
    makeup_rule: Literal["ignore", "as_workday"] = "ignore"
    """遇到调休上班：不管它，或当作工作日：周末的停办，周一到周五都办的加办。
    What happens on make-up workdays.
    例：as_workday
    误：上班
    """

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        """Take a sentence for the fields that it stands for."""
        is_group = isinstance(value, dict)
        if is_group and ("text" in value) == ("repeat" in value):
            raise PydanticCustomError("one-of", "", {"choices": "、".join(cls.one_of)})
        said = value.get("text") if is_group else value
        if not isinstance(said, str):
            return value
        fields = _said(said, {"key": "text"} if is_group else {})
        if others := [name for name in value if name != "text"] if is_group else []:
            raise PydanticCustomError("no-effect", "", {"key": others[0], "other": "text"})
        return fields

    @model_validator(mode="after")
    def _check(self) -> Self:
        in_order(self, "start", "until")
        needs(self, "end_time", "start_time")
        if self.start_time and self.end_time and self.end_time < self.start_time:
            values = {"key": "end_time", "found": f"{self.end_time:%H:%M}", "other": "start_time"}
            values["limit"] = f"{self.start_time:%H:%M}"
            raise PydanticCustomError("dates-out-of-order", "", values)
        for key, other in _missing(self):
            raise PydanticCustomError("needs", "", {"key": key, "other": other})
        for key, other in _without_effect(self):
            raise PydanticCustomError("no-effect", "", {"key": key, "other": other})
        if not _has_a_day(self):
            values = {"key": "by_month_day", "other": "by_month"}
            raise PydanticCustomError("never-happens", "", values)
        return self


def _said(sentence: str, key: dict[str, str]) -> dict[str, Any]:
    """Return the fields that a sentence stands for, or refuse it."""
    if len(sentence) > _LONGEST_SENTENCE:
        values = {"found": str(len(sentence)), "limit": str(_LONGEST_SENTENCE)}
        raise PydanticCustomError("too-long", "", {**key, **values})
    try:
        return spoken.read(sentence)
    except spoken.NotUnderstood as stopped:
        values = {"understood": stopped.understood[-60:], "found": stopped.rest[:20]}
        raise PydanticCustomError("not-a-schedule", "", {**key, **values}) from None


_EVERYWHERE = frozenset({"text", "repeat", "start_time", "end_time", "extra"})
_RULED = _EVERYWHERE | {"every", "by_month", "start", "until", "count", "except_", "holiday_rule"}
_USED = {
    "daily": _RULED,
    "weekly": _RULED | {"by_day", "makeup_rule"},
    "monthly": _RULED | {"by_day", "by_month_day", "makeup_rule"},
    "yearly": _RULED | {"by_day", "by_month_day", "makeup_rule"},
    "on_node": _EVERYWHERE | {"anchor", "start", "until", "except_", "holiday_rule"},
    "dates": _EVERYWHERE,
}
"""The fields that mean something for each way to recur."""


def _missing(schedule: Schedule) -> Iterator[tuple[str, str]]:
    """Iterate over what a schedule cannot do without, each after the field that asks for it."""
    repeat = f"repeat: {schedule.repeat}"
    if schedule.repeat == "on_node" and schedule.anchor is None:
        yield repeat, "anchor"
    if schedule.repeat == "dates" and not schedule.extra:
        yield repeat, "extra"
    if schedule.repeat == "weekly" and not schedule.by_day:
        yield repeat, "by_day"
    if schedule.repeat == "yearly" and not schedule.by_month:
        yield repeat, "by_month"
    if schedule.repeat in ("monthly", "yearly"):
        if not schedule.by_day and not schedule.by_month_day:
            yield repeat, "by_day"
        if any(day.nth is None for day in schedule.by_day):
            yield repeat, "nth"
    if schedule.start is None and (schedule.every > 1 or schedule.count):
        yield ("count" if schedule.count else "every"), "start"


def _without_effect(schedule: Schedule) -> Iterator[tuple[str, str]]:
    """Iterate over fields that mean nothing beside another, with that other."""
    used = _USED[schedule.repeat]
    for name, info in Schedule.model_fields.items():
        if name not in used and getattr(schedule, name) != info.get_default():
            yield info.alias or name, f"repeat: {schedule.repeat}"
    if schedule.by_day and schedule.by_month_day:
        yield "by_month_day", "by_day"
    if schedule.repeat == "weekly" and any(day.nth for day in schedule.by_day):
        yield "nth", "repeat: weekly"
    if schedule.makeup_rule != "ignore" and not schedule.by_day:
        yield "makeup_rule", "by_month_day"
    if schedule.repeat == "monthly" and schedule.every > 1 and schedule.by_month:
        yield "every", "by_month"
    if schedule.count and schedule.until:
        yield "until", "count"
    if {pause.date for pause in schedule.except_} & set(schedule.extra):
        yield "extra", "except"


_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _has_a_day(schedule: Schedule) -> bool:
    """Return whether the days of the month exist in any month that is meant."""
    return not schedule.by_month_day or any(
        abs(day) <= _LONGEST_MONTHS[month - 1]
        for day in schedule.by_month_day
        for month in schedule.by_month or range(1, 13)
    )


class Occurrence(Part):
    """What is different about one occurrence of a series."""

    usual = ("event_status", "status_reason")

    date: Day
    """哪一次：原来定在哪天。
    The day that the schedule gives.
    例：2026-03-07
    误：3月7日
    """
    start: PartialDate | None = None
    """改到什么时候开始：时间变了才写。
    When it begins instead.
    例：2026-03-08T09:00
    误：3月8日
    """
    end: PartialDate | None = None
    """改到什么时候结束：时间变了才写。
    When it ends instead.
    例：2026-03-08T11:00
    误：11点
    """
    location: tuple[Location, ...] = ()
    """改到哪里：地方变了才写。
    Where it is held instead.
    """
    to_be_announced: Literal["true"] | None = None
    """地点待定：这一次的地点还没有公布时写 true。
    Written where the place of this occurrence is not announced yet.
    例：true
    误：是
    """
    event_status: EventStatus = EventStatus.SCHEDULED
    """状态：取消、推迟、改期、改为线上、名额已满；改了又改回来写 scheduled。
    What became of it.
    例：cancelled
    误：取消
    """
    status_reason: Text | None = None
    """原因：为什么变动。
    Why.
    例：活动室维修
    """
    status_date: Day
    """变动的日期：哪天宣布变动的；再变一次就改成新的日子，日历订阅靠它知道有更新。
    When the change was announced; calendars learn from it that something is new.
    例：2026-01-04
    误：2026年1月4日
    """

    @model_validator(mode="after")
    def _check(self) -> Self:
        in_order(self, "start", "end")
        status = self.event_status
        suits_place(self.location, self.to_be_announced)
        said = (self.start, self.end, self.location, self.to_be_announced, self.status_reason)
        if status is EventStatus.SCHEDULED and not any(said):
            raise PydanticCustomError("needs", "", {"key": "date", "other": "event_status"})
        is_online = status is EventStatus.MOVED_ONLINE
        if is_online and self.location and not any(place.online_url for place in self.location):
            values = {"key": "event_status: moved_online", "other": "online_url"}
            raise PydanticCustomError("needs", "", values)
        if status is EventStatus.RESCHEDULED and self.start is None:
            raise PydanticCustomError(
                "needs", "", {"key": "event_status: rescheduled", "other": "start"}
            )
        if self.start is not None and status not in _WITH_OTHER_TIME:
            values = {"key": "start", "other": f"event_status: {status}"}
            raise PydanticCustomError("no-effect", "", values)
        return self


_WITH_OTHER_TIME = (EventStatus.RESCHEDULED, EventStatus.MOVED_ONLINE, EventStatus.FULL)


def suits_place(location: tuple[Location, ...], to_be_announced: str | None) -> None:
    """Refuse a place that is written and yet to be announced."""
    if to_be_announced and location:
        values = {"key": "to_be_announced", "other": "location"}
        raise PydanticCustomError("no-effect", "", values)


class Registration(Part):
    """How to sign up."""

    method: Literal["platform", "phone", "walk_in", "none"]
    """怎样报名：在平台上、打电话、直接来，或不接受报名。
    How to sign up.
    例：walk_in
    误：直接来
    """
    url: Url | None = None
    """报名网址：公开的报名网址。
    Where to sign up.
    例：https://www.example.com/baoming
    误：点这里
    """
    deadline: PartialDate | None = None
    """截止：报名截止到哪天。
    Until when.
    例：2026-03-01
    误：3月1日
    """


class Recap(Part):
    """What was done."""

    date: PartialDate | None = None
    """哪天：哪天办的。
    When it was held.
    例：2026-03-07
    误：3月7日
    """
    body: Markdown
    """做了什么：用自己的话写，不写个人姓名。
    What was done, without names of persons.
    例：来了许多邻居。
    """
    participants: Count | None = None
    """多少人参加：只写数字。
    How many took part.
    例：40
    误：40人
    """
    hours: Count | None = None
    """服务多少小时：加起来的服务时数，只写数字。
    Hours of service in all.
    例：80
    误：80小时
    """


class NthWeekday(Part):
    """Which weekday of which month."""

    month: Annotated[Whole, Field(ge=1, le=12)]
    """几月：1 到 12。
    The month.
    例：5
    误：五月
    """
    weekday: Weekday
    """星期几：周一到周日。
    The weekday.
    例：周日
    误：星期日
    """
    nth: Annotated[Whole, Field(ge=-1, le=5), AfterValidator(not_zero)]
    """第几个：最后一个写 -1。
    Which one; -1 is the last.
    例：3
    误：第三个
    """


class NodeRule(Part):
    """How the day of a time point is found in each year."""

    one_of = ("solar", "lunar", "lunar_last_day", "solar_term", "nth_weekday")

    solar: MonthDay | None = None
    """公历：几月几日，写成 月-日。
    Month and day of the common calendar.
    例：03-05
    误：3月5日
    """
    lunar: LunarDay | None = None
    """农历：农历几月初几，写成 月-日。
    Month and day of the lunar calendar.
    例：09-09
    误：九月初九
    """
    leap: Literal["never", "also"] = "never"
    """闰月：遇到闰月过不过第二次；不写就是不过。
    Whether it is kept again in a leap month.
    例：also
    误：也过
    """
    lunar_last_day: Annotated[Whole, Field(ge=1, le=12)] | None = None
    """农历某月最后一天：除夕写 12。
    The last day of a lunar month.
    例：12
    误：腊月
    """
    solar_term: SolarTerm | None = None
    """节气：二十四节气的名称。
    A solar term.
    例：清明
    误：清明节
    """
    nth_weekday: NthWeekday | None = None
    """某月第几个星期几：例如五月第三个周日。
    The nth weekday of a month.
    """

    @model_validator(mode="after")
    def _check(self) -> Self:
        exactly_one(self, *self.one_of)
        return self
