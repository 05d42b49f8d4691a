"""Trees of generated records: realistic Chinese, and the same bytes for the same number.

Every eight records are one brand with three projects and four activities; each has a story and two
sources, brands and projects have figures. Hosts and places are shared.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
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
    "讲堂",
    "夜话",
    "巡护",
    "驿站",
    "小站",
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
_THEMES = ["敬老", "助残", "护苗", "普法", "环保", "健康", "文化", "助学", "应急", "邻里"]
_SENTENCES = (
    "志愿者每周走进社区，陪老人说话，帮着读信、量血压、换灯泡。",
    "队伍固定，时间固定，邻居们一到点就会在活动室门口等。",
    "孩子们把学到的本领再教给更小的孩子，一届接着一届。",
    "天冷送粥，天热送水，路上的人总能歇一歇脚。",
    "大家把需要写在墙上的卡片里，会修的修，会缝的缝。",
    "每次活动都有记录，做得好的留下，做得不好的改。",
    "新来的志愿者先跟着老队员走三次，再独立上门。",
    "春天种树，秋天护林，一片坡地慢慢绿了起来。",
    "讲的是身边事，用的是家乡话，听的人越来越多。",
    "谁家有难处，楼长先知道，志愿者随后就到。",
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
_HOSTS = 40


def write_tree(count: int, folder: Path, vocabulary: Path) -> None:
    """Write a tree of generated records.

    Args:
        count: How many brands, projects and activities together.
        folder: Where to; what is there is replaced.
        vocabulary: The tree whose vocabularies, city, time points and pages are taken over.
    """
    shutil.rmtree(folder, ignore_errors=True)
    for kept in ("vocabulary", "pages"):
        shutil.copytree(vocabulary / "content" / kept, folder / "content" / kept)
    for page in (folder / "content" / "pages").glob("*.md"):
        page.write_text(f"# {page.stem}\n\n说明。\n", "utf-8")
    (folder / "content" / "city.yaml").write_text(_CITY, "utf-8")
    for path, text in islice(_records(), count + 2 * _HOSTS):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def _records() -> Iterator[tuple[str, str]]:
    """Iterate over paths and texts: hosts and places first, then brands with what belongs to them."""
    areas = [
        "xiangdu",
        "xindu",
        "renze",
        "nanhe",
        "nangong",
        "shahe",
        "lincheng",
        "neiqiu",
        "baixiang",
        "longyao",
        "ningjin",
        "julu",
    ]
    for i in range(_HOSTS):
        area = areas[i % len(areas)]
        yield f"content/organizations/host-{i:02}.yaml", _host(i, area)
        yield f"content/places/place-{i:02}.yaml", _place(i, area)
    number = 0
    while True:
        random = Random(number)  # noqa: S311  # the same tree each time is what is wanted
        area = areas[number % len(areas)]
        name = f"{_FIRST[number % 30]}{_SECOND[number // 30 % 30]}{_numeral(number // 900)}"
        yield f"brands/b{number:06}.yaml", _brand(number, name, area, random)
        for i in range(3):
            yield (
                f"content/projects/b{number:06}-p{i}.yaml",
                _project(number, i, name, area, random),
            )
        for i in range(4):
            yield f"content/activities/b{number:06}-a{i}.yaml", _activity(number, i, name, random)
        number += 1


def _numeral(number: int) -> str:
    """Return a number in Chinese digits; nothing for 0."""
    return "".join("零一二三四五六七八九"[int(digit)] for digit in str(number)) if number else ""


def _brand(number: int, name: str, area: str, random: Random) -> str:
    return f"""\
name: {name}
alternate_name:
  - value: {name[:2]}{number}
    kind: short
summary: {_THEMES[number % 10]}志愿服务品牌，{_SENTENCES[number % 10][:20]}
kind: volunteer_brand
status: active
organization: host-{number % _HOSTS:02}
founding_date: {2010 + number % 12}
area_served:
  - {area}
{_offering(random)}impact:
  - metric: 服务人次
    value: {random.randint(100, 90000)}
    qualifier: over
    unit: 人次
    as_of: 2025-0{1 + number % 9}
{_description(random, 3)}{_sources(number, "      - impact.0")}"""


def _project(number: int, i: int, name: str, area: str, random: Random) -> str:
    return f"""\
name: {name}·{_THEMES[(number + 3 * i) % 10]}{_SECOND[(number + 7 * i) % 30]}
summary: {_THEMES[(number + i) % 10]}项目，{_SENTENCES[(number + i) % 10][:24]}
brand:
  - b{number:06}
organization: host-{number % _HOSTS:02}
status: active
start_date: {2022 + i}-03
level: {("municipal", "county", "provincial")[i]}
area_served:
  - {area}
{_offering(random)}need: {_SENTENCES[(number + i + 1) % 10]}
cadence: 每月两次
impact:
  - metric: 活动场次
    value: {random.randint(10, 900)}
    unit: 场
    as_of: 2025-06
{_description(random, 2)}{_sources(number + i, "      - impact.0")}"""


def _activity(number: int, i: int, name: str, random: Random) -> str:
    day = f"202{4 + i % 3}-{1 + (number + 3 * i) % 12:02}-{1 + (number * 7 + i) % 28:02}"
    when = (
        f"kind: single\nproject:\n  - b{number:06}-p{i % 3}\nstart: {day}T09:00\nend: {day}T11:00"
    )
    if i == 0:
        when = (
            f"kind: series\nbrand:\n  - b{number:06}\nschedule:\n  repeat: monthly\n  by_day:\n    - weekday: 周六\n"
            f'      nth: {1 + number % 4}\n  start: 2026-01-01\n  start_time: "09:00"\n  end_time: "11:00"'
        )
    return f"""\
name: {name}第{_numeral(i + 1)}次活动
summary: {_SENTENCES[(number + i) % 10][:28]}
{when}
organizer:
  - host-{number % _HOSTS:02}
location:
  - place: place-{(number + i) % _HOSTS:02}
{_description(random, 1)}{_sources(number + i, "")}"""


def _offering(random: Random) -> str:
    categories = "".join(f"  - {word}\n" for word in sorted(random.sample(_CATEGORIES, 2)))
    audiences = "".join(f"  - {word}\n" for word in sorted(random.sample(_AUDIENCES, 2)))
    return f"category:\n{categories}audience:\n{audiences}"


def _description(random: Random, paragraphs: int) -> str:
    texts = ["".join(random.sample(_SENTENCES, 4)) for _ in range(paragraphs)]
    return "description: |-\n" + "\n\n".join(f"  {text}" for text in texts) + "\n"


def _sources(number: int, supports: str) -> str:
    return f"""\
source:
  - title: 关于志愿服务的第{_numeral(number + 1)}篇报道
    publisher: 示例日报
    date_published: 2025-0{1 + number % 9}-1{number % 9}
    url: https://news.example.org.cn/2025/{number}.html
    accessed: 2025-12-01
    medium: web
    confidence: high
{f"    supports:{chr(10)}{supports}{chr(10)}" if supports else ""}  - title: 年度志愿服务名单
    publisher: 示例志愿服务网
    date_published: 2025
    medium: official_document
    confidence: medium
assured_date: 2025-12-01
"""


def _host(number: int, area: str) -> str:
    return f"""\
name: {_FIRST[number % 30]}志愿服务队{_numeral(number // 30)}
summary: 社区里的志愿服务队
kind: team
area_served:
  - {area}
{_sources(number, "")}"""


def _place(number: int, area: str) -> str:
    return f"""\
name: {_FIRST[number % 30]}活动室{_numeral(number // 30)}
summary: 社区里的活动室
kind: venue
organization: host-{number:02}
address:
  area: {area}
{_sources(number, "")}"""


_CITY = """\
name: 示例市
name_en: Example
slogan: 有空就来、有事就说
summary: 由程序生成的城市
source:
  - title: 示例
    publisher: 示例日报
    medium: print
    confidence: high
assured_date: 2025-12-01
"""
