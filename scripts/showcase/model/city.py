"""The vocabularies and the city that the site is about."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from showcase.model.choices import AreaKind, Drawing
from showcase.model.parts import AnySource, Figure, Part, SharedSource
from showcase.model.values import (
    AreaCode,
    Count,
    Day,
    Id,
    Markdown,
    Name,
    OrganizationRef,
    Summary,
    Text,
    Whole,
)


class Term(Part):
    """A word of a vocabulary."""

    id: Id
    """编号：记录里写这个编号。
    What records name it by.
    例：elderly-care
    误：敬老助老
    """
    name: Name
    """名称：页面上显示的词。
    The word that pages show.
    例：敬老助老
    """
    name_en: Name
    """英文名称：英文里怎么说。
    The word in English.
    例：Care for the elderly
    """
    summary: Summary | None = None
    """说明：这个词包括什么。
    What the word covers.
    例：看望、陪伴、照料老人
    """
    also: tuple[Name, ...] = ()
    """别的说法：读者搜索时会怎样说。
    What readers call it when they search.
    例：[老人, 养老, elderly]
    """


class Area(Term):
    """One of the units of the city."""

    short: Name | None = None
    """简称：名称太长时用的短名。
    A short name.
    例：经开区
    """
    kind: AreaKind
    """类型：区、县、县级市或功能区。
    What sort of unit it is.
    例：district
    误：区
    """
    code: AreaCode | None = None
    """统计代码：国家统计代码，六位，加引号。
    The national code of six digits, in quotes.
    例："130502"
    误："1305"
    """
    row: Annotated[Whole, Field(ge=1, le=20)]
    """第几行：方块地图上从上往下数。
    The row on the map of tiles.
    例：3
    误：三
    """
    column: Annotated[Whole, Field(ge=1, le=20)]
    """第几列：方块地图上从左往右数。
    The column on the map of tiles.
    例：2
    误：二
    """


class Terms(Part):
    """The file of a vocabulary."""

    label = ("词表", "a vocabulary")
    term: Annotated[tuple[Term, ...], Field(min_length=1)]
    """词：每个词一行，页面照这个次序显示。
    The words in their order.
    """


class Areas(Part):
    """The file of the units."""

    label = ("词表", "a vocabulary")
    term: Annotated[tuple[Area, ...], Field(min_length=1)]
    """县（市、区）：每个一行，页面照这个次序显示。
    The units in their order.
    """


class SharedSources(Part):
    """The file of sources that several records name."""

    label = ("来源表", "the list of sources")
    source: tuple[SharedSource, ...]
    """共用来源：好几条记录都用到的来源，写在这里，记录里用 ref 引用。
    Sources that several records name.
    """


class MechanismPart(Part):
    """One element of a mechanism."""

    name: Name
    """名称：这一部分叫什么。
    What the element is called.
    例：固定队伍
    """
    summary: Text | None = None
    """说明：这一部分讲什么。
    What the element is about.
    例：谁来做，多少人。
    """


class Mechanism(Part):
    """How the city's volunteer service works, in one aspect."""

    id: Id
    """编号：页面上的锚点。
    Its anchor on the page.
    例：liu-yaosu
    误：六个要素
    """
    name: Name
    """名称：机制叫什么。
    What it is called.
    例：六个要素
    """
    summary: Text
    """说明：机制讲什么。
    What it is about.
    例：一个项目要定下来的六件事
    """
    part: tuple[MechanismPart, ...] = ()
    """组成部分：由哪几部分组成。
    Its elements.
    """
    drawing: Drawing = Drawing.TILES
    """画法：组成部分在「怎样运行」上画成什么样子。
    As what its elements are drawn.
    例：loop
    误：圆圈
    """


class Call(Part):
    """A call for projects."""

    id: Id
    """编号：项目记录里用 call 写这个编号。
    What projects name it by.
    例：wennuan-xingdong
    误：温暖“邢”动
    """
    name: Name
    """名称：征集叫什么。
    What the call is named.
    例：项目征集
    """
    summary: Text
    """说明：征集什么，怎样征集。
    What it calls for.
    例：向全市征集志愿服务项目
    """
    entries: Figure | None = None
    """收到多少：目前收到多少个项目。
    How many were entered so far.
    """
    next_step: Text | None = None
    """下一步：接下来做什么。
    What happens next.
    例：组织专家遴选。
    """
    organization: OrganizationRef | None = None
    """由谁遴选：那条组织记录的编号。
    The id of the body that selects.
    例：tuan-shiwei
    误：团市委
    """


class RuleSet(Part):
    """Rules of conduct, as far as they are published."""

    name: Name
    """名称：规范叫什么，不加书名号。
    What the rules are called.
    例：志愿者行为规范
    """
    summary: Text
    """说明：规范讲什么。
    What they are about.
    例：志愿者怎样做事
    """
    clause_count: Count
    """共几条：只写数字。
    How many clauses.
    例：20
    误：二十条
    """
    published_heading: tuple[Name, ...]
    """公开了的条目：已经公开的条目，其余页面写「尚未公开」。
    The headings that are published.
    例：[守时守信]
    """


class CityFigure(Figure):
    """A headline figure of the city."""

    id: Id
    """编号：这个数字在页面上的锚点。
    Its anchor on the page.
    例：volunteers
    误：志愿者
    """


class FixedName(Part):
    """A name whose traditional form is not left to the converter."""

    label = ("固定写法", "a fixed spelling")
    simplified: Name
    """简体：这个名字在简体里怎样写。
    How the name is written in simplified script.
    例：台前村
    """
    traditional: Name
    """繁体：在繁体版里怎样写。
    How it is written in the traditional edition.
    例：台前村
    """


class TraditionalEdition(Part):
    """The edition of the whole site in traditional script."""

    label = ("繁体版", "the traditional edition")
    fixed: tuple[FixedName, ...] = ()
    """固定写法：自动转换会写错的名字；机构、地名以其自己的写法为准。
    Names that must not be left to the converter.
    """


class City(Part):
    """The city that the site is about."""

    label = ("城市资料", "the city file")
    name: Name
    """城市名：网站介绍的城市。
    The city that the site is about.
    例：小城市
    """
    name_en: Name
    """英文名：英文里怎么写。
    Its name in English.
    例：Smalltown
    """
    slogan: Name
    """口号：两句话，中间用顿号。
    Its slogan, two halves with 、 between.
    例：有空就来、有事就说
    """
    summary: Text
    """一句话介绍：全市的志愿服务要做成什么样。
    What the city wants its volunteer service to be.
    例：让有空的人来，让有事的人找得到
    """
    description: Markdown | None = None
    """介绍：用自己的话写；空一行就是另起一段。
    The story in own words.
    例：一座小城。
    """
    figure: tuple[CityFigure, ...] = ()
    """全市的数字：显示在首页和「数字」页。
    Headline figures.
    """
    mechanism: tuple[Mechanism, ...] = ()
    """机制：志愿服务怎样运行。
    How volunteer service works.
    """
    call: tuple[Call, ...] = ()
    """项目征集：正在进行的征集。
    Calls for projects.
    """
    rule_set: RuleSet | None = None
    """行为规范：公开了多少写多少。
    Rules of conduct, as far as they are published.
    """
    traditional_edition: TraditionalEdition | None = None
    """繁体版：写了这一项，就同时生成繁体字的整个网站（/zh-hant/）；没有要固定的名字就写 fixed: []。
    Builds the whole site in traditional script too.
    """
    calendar_days: Annotated[Whole, Field(ge=31, le=800)] = 400
    """日历的天数：常态活动往前、往后各排多少天；不写就是 400。
    How many days before and after today series are worked out.
    例：400
    误：一年
    """
    source: Annotated[tuple[AnySource, ...], Field(min_length=1)]
    """来源：事实的出处，至少一条。
    Where the facts come from; at least one.
    """
    assured_date: Day
    """核对日期：您对照来源核对的日子。
    The day when somebody last checked the file.
    例：2026-01-05
    误：2026 年 1 月 5 日
    """
