"""Closed lists: the words that a field may hold, with their labels."""

from __future__ import annotations

from enum import StrEnum
from typing import Self, cast


class Choice(StrEnum):
    """A word of a closed list, with its Chinese and English label."""

    zh: str
    en: str

    def __new__(cls, value: str, zh: str, en: str) -> Self:
        """Make a member from its word and labels."""
        member = str.__new__(cls, value)
        member._value_, member.zh, member.en = value, zh, en
        return member

    @classmethod
    def named(cls, value: str) -> Self:
        """Return the member with a word."""
        return cast("Self", cls._value2member_map_[value])


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


class License(Choice):
    """On what terms a picture may be shown."""

    CC0 = "CC0-1.0", "CC0（放弃权利）", "CC0"
    CC_BY = "CC-BY-4.0", "CC BY 4.0", "CC BY 4.0"
    CC_BY_SA = "CC-BY-SA-4.0", "CC BY-SA 4.0", "CC BY-SA 4.0"
    PUBLIC_DOMAIN = "public_domain", "公有领域", "Public domain"
    PERMISSION = "permission", "经权利人授权本站使用", "Used with permission"

    @property
    def url(self) -> str | None:
        """The address of the terms, None where none are published."""
        deeds = {
            License.CC0: "publicdomain/zero/1.0",
            License.CC_BY: "licenses/by/4.0",
            License.CC_BY_SA: "licenses/by-sa/4.0",
        }
        deed = deeds.get(self)
        return f"https://creativecommons.org/{deed}/deed.zh-hans" if deed else None


class People(Choice):
    """Whether a picture shows people."""

    NONE = "none", "没有人", "Nobody"
    CROWD = "crowd", "人群，认不出谁", "A crowd, nobody recognisable"
    IDENTIFIABLE = "identifiable", "有认得出的人", "Recognisable people"


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


class Drawing(Choice):
    """As what the parts of a mechanism are drawn."""

    RINGS = "rings", "由内到外的圆环", "Rings, from the inner to the outer"
    RELAY = "relay", "一棒接一棒", "A relay"
    TILES = "tiles", "并列的方块", "Tiles beside each other"
    LOOP = "loop", "首尾相接的一圈", "A loop"
    WINGS = "wings", "一头带两翼", "A head with two wings"
    PAIR = "pair", "相交的两个圆", "Two circles that meet"


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


WORDS: dict[str, tuple[str, str]] = {
    "published": ("公开", "Published"),
    "draft": ("草稿", "Draft"),
    "true": ("是", "Yes"),
    # where else something is found
    "website": ("网站", "Website"),
    "wechat_account": ("微信公众号", "WeChat account"),
    "weibo": ("微博", "Weibo"),
    "douyin": ("抖音", "Douyin"),
    "platform": ("志愿服务平台", "Volunteer platform"),
    # how to sign up
    "phone": ("打电话", "By phone"),
    "walk_in": ("直接来", "Just come"),
    "none": ("不接受报名", "No sign-up"),
    # how a schedule recurs
    "daily": ("每天", "Daily"),
    "weekly": ("每周", "Weekly"),
    "monthly": ("每月", "Monthly"),
    "yearly": ("每年", "Yearly"),
    "on_node": ("跟着时间点", "On a time point"),
    "dates": ("只在列出的日子", "On listed days"),
    # what holidays, make-up workdays and leap months do to it
    "ignore": ("不管", "Ignored"),
    "skip": ("停办", "Skipped"),
    "only": ("只在这些日子办", "Only then"),
    "as_workday": ("当作工作日", "As a workday"),
    "never": ("不过第二次", "Never again"),
    "also": ("也过", "Again"),
    # systems of positions
    "wgs84": ("卫星定位", "Satellite positioning"),
    "gcj02": ("高德、腾讯地图", "Maps of Amap and Tencent"),
}
"""The labels of words that stand in the type of a field itself."""
