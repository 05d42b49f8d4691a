"""Trees of generated records: realistic Chinese, and the same bytes for the same number.

Every eight records are one brand with three projects and four activities; each has a story and two
sources, brands and projects have figures. Their hosts and places grow with them, one each for a hundred.
Vocabularies, time points, pages and the city are those of the real tree.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count as numbers
from itertools import islice
from pathlib import Path
from random import Random

_FIRST = [
    "青春",
    "暖心",
    "玉兰",
    "太行",
    "泉城",
    "牛城",
    "清风",
    "红心",
    "爱心",
    "阳光",
    "微光",
    "同行",
    "邻里",
    "守望",
    "七彩",
    "向阳",
    "春雨",
    "晨光",
    "绿荫",
    "金穗",
    "银龄",
    "童心",
    "薪火",
    "初心",
    "星火",
    "雨露",
    "和风",
    "暖阳",
    "荷韵",
    "松柏",
]
_SECOND = [
    "相伴",
    "扶智",
    "送暖",
    "帮帮",
    "义诊",
    "同邢",
    "守护",
    "课堂",
    "书屋",
    "护航",
    "剧场",
    "夜话",
    "巡护",
    "驿站",
    "集市",
    "敲门",
    "结对",
    "接力",
    "助学",
    "助残",
    "理发",
    "缝补",
    "送餐",
    "陪伴",
    "宣讲",
    "植绿",
    "净滩",
    "应急",
    "调解",
    "伴读",
]
_THEMES = ("敬老", "助残", "护苗", "普法", "环保", "健康", "文化", "助学", "应急", "邻里")
_DEEDS = ("行动", "服务日", "进社区", "大课堂")
_SENTENCES = (
    "志愿者每周走进{area}的社区，陪老人说话，帮着读信、量血压、换灯泡。",
    "队伍固定，时间固定，邻居们一到点就会在活动室门口等。",
    "孩子们把学到的本领再教给更小的孩子，一届接着一届。",
    "天冷送粥，天热送水，路上的人总能歇一歇脚。",
    "大家把需要写在墙上的卡片里，会修的修，会缝的缝。",
    "每次活动都有记录，做得好的留下，做得不好的改。",
    "新来的志愿者先跟着老队员走 {few} 次，再独立上门。",
    "春天种树，秋天护林，{area}的一片坡地慢慢绿了起来。",
    "讲的是身边事，用的是家乡话，听的人越来越多。",
    "谁家有难处，楼长先知道，志愿者随后就到。",
    "去年一年，队里登记了 {many} 件小事，件件有人接、有人办。",
    "放学以后的两个小时，{area}的活动室里总是亮着灯。",
    "理发、磨刀、修伞、配钥匙，手艺人轮流来，一站就是半天。",
    "队员里有教师、医生、电工，也有刚退休的干部和在读的大学生。",
    "每月末碰一次头，把下个月要做的事排进日程，贴在公告栏里。",
    "上门之前先打招呼，问清楚要什么、不要什么，免得好心添乱。",
    "集市上支一张桌子，问政策的、写家书的、量血压的都能坐下。",
    "从最初的 {few} 个人，到后来的 {many} 多人，靠的是一个带一个。",
    "雨雪天停课不停伴，改成打电话问平安，问到了才放心。",
    "做过的路线画成一张图，哪条巷子有台阶，后来的人一看便知。",
)
_WORDS = ("结对", "接力", "定期上门", "一人一册", "就近就便", "有求必应")
_POINTS = (
    "每月两次上门，先听后做",
    "活动室周末开放，有人值守",
    "新队员由老队员带着走",
    "借出去的工具登记归还",
    "遇到办不了的事，当天转给社区",
    "一年回访一遍，问还需要什么",
)
_CATEGORIES = (
    "elderly-care",
    "child-care",
    "health",
    "education",
    "community",
    "culture",
    "environment",
)
_AUDIENCES = ("elderly", "children", "residents", "outdoor-workers", "disabled", "hardship")
_AREAS = {
    "xiangdu": "襄都",
    "xindu": "信都",
    "renze": "任泽",
    "nanhe": "南和",
    "nangong": "南宫",
    "shahe": "沙河",
    "lincheng": "临城",
    "neiqiu": "内丘",
    "baixiang": "柏乡",
    "longyao": "隆尧",
    "ningjin": "宁晋",
    "julu": "巨鹿",
    "xinhe": "新河",
    "guangzong": "广宗",
    "pingxiang": "平乡",
    "weixian": "威县",
    "qinghe": "清河",
    "linxi": "临西",
}
_TEAMS = ("志愿服务队", "义工协会", "志愿者协会", "社会工作服务中心")
_ROOMS = ("活动室", "服务站", "文化广场", "社区书屋")
_PER_SHARED = 100
_LINK_TO_RECORD = re.compile(
    r"\[([^\]]*)\]\((?:brand|project|activity|organization|place|node):[^)]*\)"
)


def write_tree(count: int, folder: Path, real: Path) -> None:
    """Write a tree of generated records.

    Args:
        count: How many brands, projects and activities together; hosts and places come on top.
        folder: Where to; what is there is replaced.
        real: The tree whose vocabularies, time points, pages and city are taken over.
    """
    shutil.rmtree(folder, ignore_errors=True)
    for kept in ("vocabulary", "nodes", "pages"):
        shutil.copytree(real / "content" / kept, folder / "content" / kept)
    for page in (folder / "content" / "pages").glob("*.md"):
        page.write_text(_LINK_TO_RECORD.sub(r"\1", page.read_text("utf-8")), "utf-8")
    city = (real / "content" / "city.yaml").read_text("utf-8")
    without_hosts = re.sub(r"^ +organization: .*\n", "", city, flags=re.MULTILINE)
    # One script: the peers write every page once.
    alone = re.sub(r"^traditional_edition:\n(?:[ #].*\n)*", "", without_hosts, flags=re.MULTILINE)
    (folder / "content" / "city.yaml").write_text(alone, "utf-8")
    shared = max(8, count // _PER_SHARED)
    for kind in ("organizations", "places", "projects", "activities"):
        (folder / "content" / kind).mkdir()
    (folder / "brands").mkdir()
    for path, text in (*_shared_records(shared), *islice(_records(shared), count)):
        (folder / path).write_text(text, "utf-8")


def edit_record(folder: Path, turn: int) -> str:
    """Change a sentence in the story and the summary of one brand, as an editor would.

    Args:
        folder: A tree that `write_tree` wrote.
        turn: Each turn writes other words.

    Returns:
        The words that the page of the brand, `/brands/b000000/`, must show now.
    """
    file, words = folder / EDITED, f"改了第{numeral(turn + 1)}遍"
    lines = re.sub("，?改了第[^遍]*遍", "", file.read_text("utf-8")).splitlines()
    summary = next(i for i, line in enumerate(lines) if line.startswith("summary: "))
    story = lines.index("description: |-") + 1
    lines[summary] += f"，{words}"
    lines[story] += words
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return words


EDITED = "brands/b000000.yaml"
"""The record that `edit_record` changes."""


def _shared_records(shared: int) -> Iterator[tuple[str, str]]:
    """Iterate over paths and texts of hosts and places."""
    for i in range(shared):
        yield f"content/organizations/host-{i:04}.yaml", _host(i)
        yield f"content/places/place-{i:04}.yaml", _place(i, shared)


def _records(shared: int) -> Iterator[tuple[str, str]]:
    """Iterate over paths and texts of brands, each followed by what belongs to it, without end."""
    for number in numbers():
        brand = _Subject.of(number, shared)
        yield f"brands/{brand.id}.yaml", _brand(brand)
        for i in range(3):
            yield f"content/projects/{brand.id}-p{i}.yaml", _project(brand, i)
        for i in range(4):
            yield f"content/activities/{brand.id}-a{i}.yaml", _activity(brand, i)


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a brand, its projects and its activities are about."""

    number: int
    name: str
    area: str
    shared: int
    random: Random

    @classmethod
    def of(cls, number: int, shared: int) -> _Subject:
        """Return the subject of a number: 900 names, then those with a county before, then with a number behind."""
        areas = list(_AREAS)
        round_, place = divmod(number // 900, len(areas))
        county = _AREAS[areas[place]] if number >= 900 else ""  # noqa: PLR2004  # 30 times 30
        name = f"{county}{_FIRST[number % 30]}{_SECOND[number // 30 % 30]}{numeral(round_)}"
        area = areas[place if county else number % len(areas)]
        random = Random(number)  # noqa: S311  # the same tree each time is what is wanted
        return cls(number, name, area, shared, random)

    @property
    def id(self) -> str:
        return f"b{self.number:06}"

    @property
    def host(self) -> str:
        return f"host-{self.number % self.shared:04}"

    def theme(self, i: int) -> str:
        return _THEMES[(self.number + i) % len(_THEMES)]

    def sentence(self) -> str:
        """Return any sentence about it."""
        chosen = self.random.choice(_SENTENCES)
        return chosen.format(
            area=_AREAS[self.area],
            few=self.random.randint(3, 9),
            many=self.random.randint(20, 900),
        )


def numeral(number: int) -> str:
    """Return a number in Chinese digits; nothing for 0."""
    return "".join("零一二三四五六七八九"[int(digit)] for digit in str(number)) if number else ""


def _brand(brand: _Subject) -> str:
    number, random = brand.number, brand.random
    return f"""\
name: {brand.name}
alternate_name:
  - value: {brand.name}志愿服务队
    kind: former
summary: {_AREAS[brand.area]}的{brand.theme(0)}志愿服务品牌，{brand.sentence()[:20]}
kind: volunteer_brand
status: active
organization: {brand.host}
founding_date: {2010 + number % 12}
impact:
  - metric: 服务人次
    value: {random.randint(100, 90000)}
    qualifier: over
    unit: 人次
    as_of: 2025-0{1 + number % 9}
  - metric: 队员
    value: {random.randint(10, 600)}
    unit: 人
    as_of: 2025-06
story:
  - title: 从一次上门开始
    date: {2010 + number % 12}
    body: {brand.sentence()}{brand.sentence()}
  - title: 队伍大了
    date: {2022 + number % 3}-0{1 + number % 9}
    body: {brand.sentence()}
{_offering(brand)}{_description(brand, 3)}{_sources(number, ("impact.0", "impact.1", "story.0"))}"""


def _project(brand: _Subject, i: int) -> str:
    return f"""\
name: {brand.name}·{brand.theme(3 * i)}{_SECOND[(brand.number + 7 * i) % 30]}
summary: {brand.theme(i)}项目，{brand.sentence()[:24]}
brand:
  - {brand.id}
organization: {brand.host}
status: active
start_date: {2022 + i}-03
level: {("municipal", "county", "provincial")[i]}
need: {brand.sentence()}
cadence: 每月两次
impact:
  - metric: 活动场次
    value: {brand.random.randint(10, 900)}
    unit: 场
    as_of: 2025-06
{_offering(brand)}{_description(brand, 2)}{_sources(brand.number + i, ("impact.0",))}"""


def _activity(brand: _Subject, i: int) -> str:
    number = brand.number
    if i == 0:
        name = f"{brand.name}每月志愿日"
        when = (
            f"kind: series\nbrand:\n  - {brand.id}\nschedule:\n  repeat: monthly\n  by_day:\n    - weekday: 周六\n"
            f'      nth: {1 + number % 4}\n  start: 2026-01-01\n  start_time: "09:00"\n  end_time: "11:00"'
        )
    else:
        name = f"{brand.name}·{brand.theme(i)}{_DEEDS[i]}"
        day = f"202{4 + i}-{1 + (number + 3 * i) % 11 if i == 2 else 4 + number % 9:02}-{1 + (number * 7 + i) % 28:02}"  # noqa: PLR2004
        when = (
            f"kind: single\nproject:\n  - {brand.id}-p{i % 3}\nstart: {day}T09:00\nend: {day}T11:00"
        )
    return f"""\
name: {name}
summary: {brand.sentence()[:28]}
{when}
organizer:
  - {brand.host}
location:
  - place: place-{(number + i) % brand.shared:04}
{_description(brand, 1)}{_sources(number + i, ())}"""


def _offering(brand: _Subject) -> str:
    lists = (
        ("category", sorted(brand.random.sample(_CATEGORIES, 2))),
        ("audience", sorted(brand.random.sample(_AUDIENCES, 2))),
        ("area_served", [brand.area]),
    )
    return "".join(
        f"{field}:\n" + "".join(f"  - {word}\n" for word in words) for field, words in lists
    )


def _description(brand: _Subject, count: int) -> str:
    """Return a story of a number of paragraphs; some have emphasis, some a link, and some end in a list."""
    random = brand.random
    paragraphs = ["".join(brand.sentence() for _ in range(4)) for _ in range(count)]
    if random.random() < 0.5:  # noqa: PLR2004
        paragraphs[0] += f"大家把办法概括成**{random.choice(_WORDS)}**，也说*慢慢来*。"
    if random.random() < 0.4:  # noqa: PLR2004
        paragraphs[-1] += (
            f"经过见[当时的报道](https://news.example.org.cn/{brand.area}/{random.randint(1, 999)}.html)。"
        )
    if random.random() < 0.4:  # noqa: PLR2004
        points = random.sample(_POINTS, 3)
        paragraphs.append("\n  ".join(f"- {point}" for point in points))
    return "description: |-\n" + "\n\n".join(f"  {text}" for text in paragraphs) + "\n"


def _sources(number: int, supports: tuple[str, ...]) -> str:
    fields = "".join(f"      - {field}\n" for field in supports)
    return f"""\
source:
  - title: 关于志愿服务的第{numeral(number + 1)}篇报道
    publisher: 示例日报
    date_published: 2025-0{1 + number % 9}-1{number % 9}
    url: https://news.example.org.cn/2025/{number}.html
    accessed: 2025-12-01
    medium: web
    confidence: high
{f"    supports:{chr(10)}{fields}" if supports else ""}  - title: 年度志愿服务名单
    publisher: 示例志愿服务网
    date_published: 2025
    medium: official_document
    confidence: medium
assured_date: 2026-06-01
"""


def _host(i: int) -> str:
    area = list(_AREAS)[i % len(_AREAS)]
    turn = i // len(_AREAS)
    return f"""\
name: {_AREAS[area]}{_FIRST[turn % 30]}{_TEAMS[i % 4]}{numeral(turn // 30)}
summary: {_AREAS[area]}的志愿服务组织
kind: team
area_served:
  - {area}
{_sources(i, ())}"""


def _place(i: int, shared: int) -> str:
    area = list(_AREAS)[i % len(_AREAS)]
    turn = i // len(_AREAS)
    return f"""\
name: {_AREAS[area]}{_FIRST[turn % 30]}{_ROOMS[i % 4]}{numeral(turn // 30)}
summary: {_AREAS[area]}居民身边的活动场所
kind: venue
organization: host-{i % shared:04}
address:
  area: {area}
{_sources(i, ())}"""
