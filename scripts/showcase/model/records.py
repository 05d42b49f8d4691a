"""The kinds of records, each a file of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator
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
    Group,
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
    suits_place,
)
from showcase.model.pictures import Picture
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
    Pinyin,
    PlaceRef,
    ProjectRef,
    Summary,
    Text,
    Whole,
)
from showcase.problems import FieldPath


class Record(Group):
    """What all records have in common."""

    kind_name: ClassVar[str]
    folder: ClassVar[str]
    section: ClassVar[str]

    id: Id
    """编号：文件名去掉 .yaml 的部分，也是网址的最后一段，定了就不再改。
    The file name without .yaml and the last part of the address; it never changes.
    例：deng-xia
    """
    name: Name
    """名称：照来源的写法写，不加引号和书名号。
    What it is called, as the source writes it.
    例：灯下
    误：<b>灯下</b>
    """
    alternate_name: tuple[AlternateName, ...] = ()
    """别名：简称、全称、曾用名等；都能搜到。
    Other names that readers may look for.
    """
    name_pinyin: Pinyin | None = None
    """名称的拼音：只在电脑读错多音字时写：小写，不标声调，字与字之间空一格。
    How the name is read, only where the automatic reading is wrong.
    例：chang cheng
    误：Cháng chéng
    """
    name_note: Text | None = None
    """名称的说明：名称容易弄混时，用一两句话讲清楚。
    A remark where the name could be confused with another.
    例：别处也有同名的服务，这里只记本市的。
    """
    summary: Summary
    """一句话介绍：谁、为谁、做什么；显示在卡片和搜索结果里。
    Who does what for whom, in one sentence.
    例：志愿者每周上门，陪独居老人说说话
    """
    description: Markdown | None = None
    """介绍：来源里说了什么，用自己的话写；空一行就是另起一段。
    The story in own words; an empty line begins a paragraph.
    例：每周有志愿者来敲门，陪老人坐一坐、说说话。
    """
    image: Annotated[tuple[Picture, ...], Field(max_length=12)] = ()
    """图片：放在记录旁边、与编号同名的文件夹里，每张写明图上有什么、谁拍的、什么许可。
    Pictures, which lie in the folder beside the record that has its id as its name.
    """
    same_as: tuple[SameAs, ...] = ()
    """在别处：官网、公众号等，公开的才写。
    The same thing elsewhere: website, official account.
    """
    source: Annotated[tuple[AnySource, ...], Field(min_length=1, max_length=20)]
    """来源：事实的出处，至少一条；没有来源就不写这条记录。
    Where the facts come from; at least one.
    """
    assured_date: Day
    """核对日期：您对照来源核对这条记录的日子。
    The day when somebody last checked the record against its sources.
    例：2026-01-05
    误：2026 年 1 月 5 日
    """
    redirect_from: tuple[Id, ...] = ()
    """旧编号：改编号的命令会自动写上，旧网址就转到这里；不用手写。
    Former ids, written by `showcase rename`.
    例：[deng-xia-pinpai]
    误：[灯下]
    """
    visibility: Literal["published", "draft"] = "published"
    """是否公开：不写就是公开；还没写完的写 draft，只有预览时看得到。
    Drafts are shown in the preview only.
    例：draft
    误：草稿
    """

    @property
    def path(self) -> str:
        """The file of the record, relative to the root."""
        return f"{self.folder}/{self.id}.yaml"

    @property
    def picture_folder(self) -> str:
        """The folder of the record's pictures, relative to the root."""
        return f"{self.folder}/{self.id}"

    def picture_path(self, picture: Picture) -> str:
        """Return the file of a picture of the record, relative to the root."""
        return f"{self.picture_folder}/{picture.file}"

    @property
    def pictures(self) -> tuple[tuple[FieldPath, Picture], ...]:
        """All pictures of the record, each with its field."""
        return tuple((("image", i), picture) for i, picture in enumerate(self.image))

    @property
    def url(self) -> str:
        """The address of the record's page, relative to the root of the site."""
        return f"{self.section}/{self.id}/"


class Offering(Record):
    """What brands, projects and activities share: for whom, where and what about."""

    category: Annotated[tuple[CategoryRef, ...], Field(max_length=3)] = ()
    """类别：服务属于哪一类，写编号，最多 3 个；编号在 content/vocabulary/categories.yaml。
    What the service is about: ids of categories, at most three.
    例：[elderly-care]
    误：[敬老助老]
    """
    audience: Annotated[tuple[AudienceRef, ...], Field(max_length=4)] = ()
    """服务对象：为谁服务，写编号，最多 4 个；编号在 content/vocabulary/audiences.yaml。
    Whom it serves: ids of audiences, at most four.
    例：[elderly]
    误：[老年人]
    """


class Brand(Offering):
    """A name under which a service is known."""

    kind_name = "brand"
    label = ("品牌", "brand")
    folder = "brands"
    section = "brands"
    usual = ("organization", "category", "audience", "area_served", "description")

    kind: BrandKind
    """品牌类型：照它自称的写：志愿服务品牌、服务品牌或工会品牌。
    What the brand calls itself.
    例：volunteer_brand
    误：志愿服务品牌
    """
    status: Status
    """近况：现在还在做吗；来源没说就写 unconfirmed。
    Whether it is going on; unconfirmed where no source tells.
    例：active
    误：进行中
    """
    organization: OrganizationRef | None = None
    """主办单位：主办单位那条记录的编号；没有公开的不写。
    The id of the body that runs it.
    例：tuan-shiwei
    误：团市委
    """
    partner_organization: tuple[PartnerOrganization, ...] = ()
    """合作单位：一起做的单位，以及它做什么。
    Bodies that take part beside the host.
    """
    founding_date: PartialDate | None = None
    """创立时间：品牌什么时候创立的；只知道年份就只写年份。
    When the brand began, as precisely as it is known.
    例：2019-03
    误：2019年3月
    """
    slogan: Name | None = None
    """口号：品牌自己的口号，照原样写。
    The brand's own slogan, word for word.
    例：点一盏灯，等一个人
    """
    name_meaning: Text | None = None
    """名称的含义：名字是什么意思；来源里说了才写。
    What the name means, where a source tells.
    例：晚上的一盏灯，照着回家的路。
    """
    logo: Picture | None = None
    """标志：品牌自己的标志，代替自动生成的印章。
    The brand's own logo; it takes the place of the seal.
    """
    area_served: tuple[AreaRef, ...] = ()
    """服务地区：县（市、区）的编号，全市写 city；编号在 content/vocabulary/areas.yaml。
    Ids of the units it serves, or city for all.
    例：[city]
    误：[全市]
    """
    level: LevelRef | None = None
    """层级：得过的最高荣誉是哪一级。
    The level of its highest award.
    例：municipal
    误：市级
    """
    contact_point: tuple[ContactPoint, ...] = ()
    """联系方式：只写单位对外公布的办公电话和网址，不写个人。
    An office that answers; never a private person.
    """
    award: tuple[Award, ...] = ()
    """荣誉：得过什么荣誉，谁给的；有几个来源时，要在来源的 supports 里写明。
    Honours, and who gave them.
    """
    impact: tuple[Figure, ...] = ()
    """数字：做了多少，截至什么时候；有几个来源时，要在来源的 supports 里写明。
    Figures with their date.
    """
    story: tuple[Chapter, ...] = ()
    """故事：一段一段的经过，每段有标题。
    Chapters of its story.
    """

    @property
    def pictures(self) -> tuple[tuple[FieldPath, Picture], ...]:
        """All pictures of the brand, its logo first, each with its field."""
        logo = ((("logo",), self.logo),) if self.logo else ()
        return (*logo, *super().pictures)


class Project(Offering):
    """A piece of service work with a beginning, a team and a place."""

    kind_name = "project"
    label = ("项目", "project")
    folder = "content/projects"
    section = "projects"
    usual = (
        "brand",
        "organization",
        "start_date",
        "category",
        "audience",
        "area_served",
        "description",
    )
    examples = (("name", "一壶茶"), ("summary", "每周六请独居老人喝茶、说话"))

    brand: tuple[BrandRef, ...] = ()
    """所属品牌：品牌的编号；不属于哪个品牌就不写。
    Ids of the brands it belongs to.
    例：[qingchun-nuanxing]
    误：[青春暖邢]
    """
    organization: OrganizationRef | None = None
    """主办单位：主办单位那条记录的编号；没有公开的不写。
    The id of the body that runs it.
    例：tuan-shiwei
    误：团市委
    """
    partner_organization: tuple[PartnerOrganization, ...] = ()
    """合作单位：一起做的单位，以及它做什么。
    Bodies that take part beside the host.
    """
    status: Status
    """近况：现在还在做吗；来源没说就写 unconfirmed。
    Whether it is going on; unconfirmed where no source tells.
    例：active
    误：进行中
    """
    start_date: PartialDate | None = None
    """开始时间：什么时候开始的；只知道年份就只写年份。
    When it began, as precisely as it is known.
    例：2024-05
    误：2024年5月
    """
    end_date: PartialDate | None = None
    """结束时间：已经结束的才写，不能早于开始时间。
    When it ended; not before it began.
    例：2026
    误：2026年
    """
    level: LevelRef | None = None
    """层级：项目库里属于哪一级：国家级、省级、市级、县级。
    Its level in the library of projects.
    例：municipal
    误：市级
    """
    area_served: tuple[AreaRef, ...] = ()
    """服务地区：县（市、区）的编号，全市写 city；编号在 content/vocabulary/areas.yaml。
    Ids of the units it serves, or city for all.
    例：[city]
    误：[全市]
    """
    need: Text | None = None
    """确定需求：六个要素之一：为什么要做，谁需要。
    Element 1 of 6: the need.
    例：独居老人想有人说话。
    """
    team: Text | None = None
    """固定队伍：六个要素之二：谁来做，多少人。
    Element 2 of 6: the team.
    例：社区志愿者 20 人，分成 4 组。
    """
    cadence: Text | None = None
    """规定频次：六个要素之三：多久做一次。
    Element 3 of 6: how often.
    例：每周六上午一次。
    """
    site: tuple[Location, ...] = ()
    """确定地点：六个要素之四：在哪里做。
    Element 4 of 6: where.
    """
    service_content: Text | None = None
    """设定内容：六个要素之五：具体做些什么。
    Element 5 of 6: what is done.
    例：上门陪伴、读报、代买药品。
    """
    safeguard: Text | None = None
    """保障措施：六个要素之六：培训、保险、经费、制度。
    Element 6 of 6: training, insurance, money, rules.
    例：上岗前培训，统一购买保险。
    """
    stage: Stage | None = None
    """所处环节：项目化工作走到哪一步。
    Its stage in the closed loop of project work.
    例：delivery
    误：工作开展
    """
    stage_date: PartialDate | None = None
    """环节的日期：什么时候走到这一步。
    When it reached that stage.
    例：2025-06
    误：2025年6月
    """
    call: CallRef | None = None
    """项目征集：参加了哪次征集，写编号；编号在 content/city.yaml 的 call 里。
    The call for projects that it was entered for.
    例：wennuan-xingdong
    误：温暖“邢”动
    """
    award: tuple[Award, ...] = ()
    """荣誉：得过什么荣誉，谁给的；有几个来源时，要在来源的 supports 里写明。
    Honours, and who gave them.
    """
    impact: tuple[Figure, ...] = ()
    """数字：做了多少，截至什么时候；有几个来源时，要在来源的 supports 里写明。
    Figures with their date.
    """
    story: tuple[Chapter, ...] = ()
    """故事：一段一段的经过，每段有标题。
    Chapters of its story.
    """
    role: tuple[Role, ...] = ()
    """招募：想招什么样的志愿者。
    Volunteers who are wanted.
    """

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
    usual = ("brand", "organizer", "location", "start", "end", "description")
    examples = (("name", "灯下开张"), ("summary", "请邻居来喝茶，认识志愿者"))

    kind: ActivityKind
    """活动类型：办一次的、常年办的，还是一段日子里集中办的。
    A single activity, a series, or a campaign of some days.
    例：single
    误：单次活动
    """
    brand: tuple[BrandRef, ...] = ()
    """所属品牌：品牌的编号；不属于哪个品牌就不写。
    Ids of the brands it belongs to.
    例：[qingchun-nuanxing]
    误：[青春暖邢]
    """
    project: tuple[ProjectRef, ...] = ()
    """所属项目：项目的编号；不属于哪个项目就不写。
    Ids of the projects it belongs to.
    例：[lao-bang-lao]
    误：[老帮老]
    """
    series: ActivityRef | None = None
    """所属系列：它是哪个常态活动里的一次，写那条活动的编号。
    The series that it is one of.
    例：zhoumo-zhiyuan-fuwu-yi-xiaoshi
    误：周末志愿服务一小时
    """
    edition: Annotated[Whole, Field(ge=1, le=10_000)] | None = None
    """第几期：有期数的写数字。
    Which edition it is.
    例：55
    误：第 55 期
    """
    organizer: tuple[OrganizationRef, ...] = ()
    """主办单位：主办单位那条记录的编号，可以有几个。
    Ids of the bodies that hold it.
    例：[tuan-shiwei]
    误：[团市委]
    """
    location: tuple[Location, ...] = ()
    """地点：在哪里办，可以有几处。
    Where it is held.
    """
    to_be_announced: Literal["true"] | None = None
    """地点待定：地点还没有公布时写 true。
    Written where the place is not announced yet.
    例：true
    误：是
    """
    area_served: tuple[AreaRef, ...] = ()
    """服务地区：县（市、区）的编号，全市写 city；不写就随所属的项目或品牌。
    Ids of units, or city; taken from its project or brand where missing.
    例：[city]
    误：[全市]
    """
    start: PartialDate | None = None
    """开始：哪天开始；知道几点就写到几点。单次活动和集中行动必须写。
    When it begins, as precisely as it is known.
    例：2026-03-07T09:00
    误：2026-03-07 9点
    """
    end: PartialDate | None = None
    """结束：哪天结束，当天也算；不能早于开始。
    When it ends; a day is included.
    例：2026-03-07T11:00
    误：11:00
    """
    schedule: Schedule | None = None
    """日程：常态活动什么时候办：每周几、每月第几个周六、每年哪个节。
    When a series takes place.
    """
    is_habit: Literal["true"] | None = None
    """按惯例：日期是照往年推的、今年还没有公布时写 true。
    Written where the dates follow from former years and are not announced.
    例：true
    误：是
    """
    time_node: tuple[NodeRef, ...] = ()
    """时间点：和哪个节日、纪念日有关，写编号。
    Ids of the time points it belongs to.
    例：[chongyang]
    误：[重阳]
    """
    event_status: EventStatus = EventStatus.SCHEDULED
    """活动状态：取消、推迟、改期了才写；不写就是如期举行。
    What became of it, where it is not held as announced.
    例：cancelled
    误：取消
    """
    status_reason: Text | None = None
    """变动的原因：为什么取消、推迟或改期。
    Why it was changed.
    例：当天有大雨。
    """
    status_date: Day | None = None
    """变动的日期：哪天宣布变动的；改了时间、地点也写，再变一次就改成新的日子，日历订阅靠它知道有更新。
    When the change was announced; calendars learn from it that something is new.
    例：2026-01-04
    误：2026年1月4日
    """
    previous_start_date: PartialDate | None = None
    """原定开始：改期以前定在哪天；改了几次的写最早那次；写了 rescheduled 就必须写。
    When it should have begun at first, before it was rescheduled.
    例：2026-02-28
    误：2月28日
    """
    occurrence: tuple[Occurrence, ...] = ()
    """某一次的变动：常态活动里某一次取消了、换了地方，写在这里。
    What is different about one occurrence of a series.
    """
    registration: Registration | None = None
    """报名：怎样报名参加。
    How to sign up.
    """
    recap: Recap | None = None
    """活动回顾：办完以后写：做了什么，来了多少人。
    What was done, after the event.
    """

    @model_validator(mode="after")
    def _check(self) -> Self:
        in_order(self, "start", "end")
        needs(self, "end", "start")
        if self.kind is not ActivityKind.SERIES and self.start is None:
            raise PydanticCustomError("needs", "", {"key": f"kind: {self.kind}", "other": "start"})
        if self.kind is not ActivityKind.SERIES and self.schedule is not None:
            raise PydanticCustomError("needs", "", {"key": "schedule", "other": "kind: series"})
        suits_place(self.location, self.to_be_announced)
        for key, other in self._missing_of_change():
            raise PydanticCustomError("needs", "", {"key": key, "other": other})
        if self.schedule and self.event_status is EventStatus.RESCHEDULED:
            values = {"key": "event_status", "other": "schedule"}
            raise PydanticCustomError("no-effect", "", values)
        if self.previous_start_date is not None and self.previous_start_date == self.start:
            values = {"key": "previous_start_date", "other": f"start: {self.start}"}
            raise PydanticCustomError("no-effect", "", values)
        return self

    def _missing_of_change(self) -> Iterator[tuple[str, str]]:
        """Iterate over what an announced change cannot do without, after what asks for it."""
        status, former = self.event_status, self.previous_start_date
        if status is EventStatus.RESCHEDULED and former is None:
            yield "event_status: rescheduled", "previous_start_date"
        if former is not None and status is not EventStatus.RESCHEDULED:
            yield "previous_start_date", "event_status: rescheduled"
        if self.status_date is None and status is not EventStatus.SCHEDULED:
            yield f"event_status: {status}", "status_date"
        if self.status_date is None and self.status_reason:
            yield "status_reason", "status_date"


class Organization(Record):
    """A body that runs or joins things."""

    kind_name = "organization"
    label = ("组织", "organization")
    folder = "content/organizations"
    section = "organizations"
    usual = ("area_served", "description")
    examples = (("name", "东区志愿服务队"), ("summary", "陪老人说话的一支志愿服务队"))

    kind: OrganizationKind
    """单位类型：它是哪一类单位。
    What sort of body it is.
    例：team
    误：志愿服务队
    """
    parent_organization: OrganizationRef | None = None
    """上级单位：上级单位那条记录的编号。
    The id of the body above it.
    例：tuan-shiwei
    误：团市委
    """
    area_served: tuple[AreaRef, ...] = ()
    """服务地区：县（市、区）的编号，全市写 city；编号在 content/vocabulary/areas.yaml。
    Ids of the units it serves, or city for all.
    例：[city]
    误：[全市]
    """


class Place(Record):
    """Where people meet or find help."""

    kind_name = "place"
    label = ("地点", "place")
    folder = "content/places"
    section = "places"
    usual = ("organization", "address", "description")
    examples = (("name", "东区茶座"), ("summary", "老人喝茶、歇脚的地方"))

    kind: PlaceKind
    """地点类型：它是哪一类地方。
    What sort of place it is.
    例：service_point
    误：服务点
    """
    brand: tuple[BrandRef, ...] = ()
    """品牌：在这里服务的品牌的编号。
    Ids of the brands at work here.
    例：[qingchun-nuanxing]
    误：[青春暖邢]
    """
    organization: OrganizationRef | None = None
    """管理单位：管理单位那条记录的编号。
    The id of the body that runs it.
    例：tuan-shiwei
    误：团市委
    """
    part_of: PlaceRef | None = None
    """所在地点：它在哪个更大的地方里面，写那条地点的编号。
    The id of the place that it is a part of.
    例：yixiang-tushuguan
    误：图书馆
    """
    address: Address | None = None
    """地址：公开的地址；没有公开的不写。
    The published address.
    """
    area_served: tuple[AreaRef, ...] = ()
    """服务地区：县（市、区）的编号，全市写 city；编号在 content/vocabulary/areas.yaml。
    Ids of the units it serves, or city for all.
    例：[city]
    误：[全市]
    """
    opening_hours: tuple[Schedule, ...] = ()
    """开放时间：什么时候开门，一种时间写一条。
    When it is open.
    """
    amenity: tuple[Name, ...] = ()
    """提供什么：例如免费饮水、缴费、量血压。
    What it offers.
    例：[免费饮水, 量血压]
    """
    geo: Geo | None = None
    """坐标：公开了经纬度才写。
    The position, where it is published.
    """


class Node(Record):
    """A time point of the year."""

    kind_name = "node"
    label = ("时间点", "time point")
    folder = "content/nodes"
    section = "nodes"
    usual = ("description",)
    examples = (("name", "小城茶节"), ("summary", "每年三月请邻居喝茶的日子"))

    rule: NodeRule
    """日子怎么定：公历、农历、节气，或某月第几个星期几，只写一种。
    How its day is found in each year.
    """
    duration_days: Annotated[Whole, Field(ge=1, le=60)] = 1
    """持续几天：不写就是 1 天。
    How many days it lasts.
    例：7
    误：一周
    """
    suggestion: tuple[Name, ...] = ()
    """适合做什么：这个时候适合开展的服务。
    Kinds of service that suit it.
    例：[看望老人]
    """


RECORD_TYPES: tuple[type[Record], ...] = (Brand, Project, Activity, Organization, Place, Node)
KINDS = {kind.kind_name: kind for kind in RECORD_TYPES}
