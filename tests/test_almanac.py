"""The Chinese year: another library, the sky and what was published agree; nothing is said beyond the tables."""

import json
import re
import subprocess
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ROOT
from showcase.almanac import FIRST_YEAR, LAST_YEAR, lunar_text, node_days
from showcase.checking import check
from showcase.model import SOLAR_TERMS, NodeRule

YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
TABLE = yaml.safe_load((ROOT / "tests" / "almanac" / "published.yaml").read_text("utf-8"))
MONTHS = ("正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊")
# --- two other almanacs --------------------------------------------------------------------------

DIFFERENT_TERMS = {
    "lunar": {
        "1912 小雪": ("1912-11-23", "1912-11-22"),
        "1913 秋分": ("1913-09-24", "1913-09-23"),
        "1917 大雪": ("1917-12-07", "1917-12-08"),
        "1927 白露": ("1927-09-08", "1927-09-09"),
        "1928 夏至": ("1928-06-21", "1928-06-22"),
        "1979 大寒": ("1979-01-21", "1979-01-20"),
    },
    "sky": {
        "1909 大寒": ("1909-01-21", "1909-01-20"),
        "1911 立夏": ("1911-05-07", "1911-05-06"),
        "1912 小寒": ("1912-01-07", "1912-01-06"),
        "1912 寒露": ("1912-10-09", "1912-10-08"),
        "1912 小雪": ("1912-11-23", "1912-11-22"),
        "1913 秋分": ("1913-09-24", "1913-09-23"),
        "1979 大寒": ("1979-01-21", "1979-01-20"),
    },
}
"""The terms of which another almanac has another day: ours, which was published, and the other's.

Up to 1913 the almanac was made by the theory of 1742, which is off by up to 26 minutes. Up to 1928 it kept the
sun's time of Beijing, 14 minutes behind today's; `lunar` knows nothing of that. And in 1979 a term came 7 seconds
before midnight, which was published as 0:00 of the day after.
"""
DIFFERENT_MONTHS = {
    "lunar": {},
    "sky": {
        "1906-03-25": ((3, 30), (3, 29)),
        "1906-04-23": (None, (4, 30)),
        "1906-04-24": ((4, 29), None),
    },
}
"""The lunar months that differ, by their first day: one new moon, 8 minutes from midnight, of the theory of 1742."""
NEAR_MIDNIGHT = {"2057-09-29": 1, "2089-09-04": -147, "2097-08-07": -19}
"""The new moons to come of which nobody knows the day yet, with their seconds from midnight.

The turning of the earth decides, and it cannot be foretold to the minute; the Hong Kong Observatory names the same three.
"""


@cache
def almanac_of(name: str) -> dict[str, Any]:
    """Return the lunar months and solar terms of another almanac.

    Args:
        name: `lunar` for another library's, `sky` for what follows from the places of the sun and the moon.
    """
    program = ROOT / "tests" / "almanac" / f"{name}.js"
    command = ["node", program, str(FIRST_YEAR), str(LAST_YEAR)]
    found = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return dict(json.loads(found.stdout))


Months = dict[date, tuple[int, int]]
"""By their first days: the number of each lunar month, a leap one below 0, and its days."""


def months_of(name: str) -> Months:
    return {
        date.fromisoformat(first): (month, count)
        for first, month, count, *_ in almanac_of(name)["months"]
    }


@cache
def own_days() -> dict[date, str]:
    """Return what the pages say of every day of the tables, and of the days by which its last month ends."""
    count = (date(LAST_YEAR + 1, 2, 1) - date(FIRST_YEAR, 1, 1)).days
    days = (date(FIRST_YEAR, 1, 1) + timedelta(days=n) for n in range(count))
    return {day: lunar_text(day) for day in days}


@cache
def own_months() -> Months:
    firsts = [day for day, text in own_days().items() if text.endswith("月初一")]
    return {
        first: (_number(own_days()[first]), (after - first).days)
        for first, after in pairwise(firsts)
    }


def _number(text: str) -> int:
    number = MONTHS.index(text.removeprefix("闰")[0]) + 1
    return -number if text[0] == "闰" else number


@pytest.mark.parametrize("name", ["lunar", "sky"])
def test_lunar_months_are_the_same_in_every_almanac(name: str) -> None:
    own = own_months()
    theirs = {day: found for day, found in months_of(name).items() if min(own) <= day <= max(own)}
    assert len(own) == 2461
    differing = {
        str(day): (own.get(day), theirs.get(day))
        for day in sorted(own | theirs)
        if own.get(day) != theirs.get(day)
    }
    assert differing == DIFFERENT_MONTHS[name]


def test_the_days_of_a_lunar_month_are_counted_through() -> None:
    for first, (_, count) in own_months().items():
        days = [own_days()[first + timedelta(days=n)] for n in range(count)]
        month = days[0].removesuffix("初一")
        assert days == [f"{month}{day_words(n + 1)}" for n in range(count)]


@pytest.mark.parametrize("name", ["lunar", "sky"])
def test_solar_terms_are_the_same_in_every_almanac(name: str) -> None:
    theirs = almanac_of(name)["terms"]
    differing = {}
    for year in YEARS:
        for term in SOLAR_TERMS:
            (day,) = node_days(NodeRule(solar_term=term), year)
            if (other := theirs[f"{year} {term}"][0]) != day.isoformat():
                differing[f"{year} {term}"] = (day.isoformat(), other)
    assert differing == DIFFERENT_TERMS[name]


def test_what_differs_from_the_sky_is_near_midnight() -> None:
    sky = almanac_of("sky")
    seconds = {term: abs(sky["terms"][term][1]) for term in DIFFERENT_TERMS["sky"]}
    assert all(off < (1600 if term < "1914" else 10) for term, off in seconds.items())
    new_moons = {first: off for first, *_, off in sky["months"]}
    assert abs(new_moons["1906-04-23"]) < 500
    coming = {day: off for day, off in new_moons.items() if day >= "2025" and abs(off) < 150}
    assert coming == NEAR_MIDNIGHT


def test_new_years_eve_of_every_year_is_the_day_before_the_first_month() -> None:
    rule = NodeRule(lunar_last_day=12)
    firsts = (first for first, (month, _) in months_of("sky").items() if month == 1)
    expected = [eve for first in firsts if (eve := first - timedelta(days=1)).year in YEARS]
    assert [day for year in YEARS for day in node_days(rule, year)] == expected
    assert {lunar_text(day) for day in expected} == {"腊月廿九", "腊月三十"}


@pytest.mark.parametrize("leap", ["never", "also"])
def test_lunar_time_points_of_every_year_follow_from_the_months(leap: str) -> None:
    by_month: dict[int, list[date]] = {}
    for first, (month, _) in months_of("lunar").items():
        if month > 0 or leap == "also":
            by_month.setdefault(abs(month), []).append(first)
    for month in range(1, 13):
        for day in (1, 15, 29):
            rule = NodeRule(lunar=f"{month:02}-{day:02}", leap=leap)
            found = [point for year in YEARS for point in node_days(rule, year)]
            points = sorted(first + timedelta(days=day - 1) for first in by_month[month])
            assert found == [point for point in points if point.year in YEARS]


def day_words(day: int) -> str:
    tens = ("初", "十", "廿", "三")[day // 10]
    return {10: "初十", 20: "二十", 30: "三十"}.get(
        day
    ) or f"{tens}{'一二三四五六七八九'[day % 10 - 1]}"


# --- what was published ----------------------------------------------------------------------------


def test_lunar_dates_are_those_that_were_published() -> None:
    published = [(day, words) for entry in TABLE for day, words in entry.get("dates", {}).items()]
    assert [(str(day), lunar_text(day)) for day, _ in published] == [
        (str(day), words) for day, words in published
    ]
    leaps = {(day.year, words[:3]) for day, words in published if words[0] == "闰"}
    wanted = {
        (2014, "闰九月"),
        (2017, "闰六月"),
        (2020, "闰四月"),
        (2023, "闰二月"),
        (2025, "闰六月"),
    }
    assert wanted | {(2033, "闰冬月")} <= leaps


def test_solar_terms_are_those_that_were_published() -> None:
    for entry in TABLE:
        for day, term in entry.get("terms", {}).items():
            assert node_days(NodeRule(solar_term=term), day.year) == (day,), entry["source"]


def test_new_years_eves_are_those_that_were_published() -> None:
    eves = {day: words for entry in TABLE for day, words in entry.get("eves", {}).items()}
    for day, words in eves.items():
        assert day in node_days(NodeRule(lunar_last_day=12), day.year)
        assert lunar_text(day) == words
    assert set(eves.values()) == {"腊月廿九", "腊月三十"}


def test_the_table_is_large_and_names_its_sources() -> None:
    days: dict[str, set[tuple[str, date]]] = {"text": set(), "quoted": set()}
    for entry in TABLE:
        assert len(entry["source"]) > 10
        assert re.match(r"https?://[\w.-]+/", entry["address"])
        for kind in ("dates", "terms", "eves"):
            days[entry["known"]] |= {(kind, day) for day in entry.get(kind, {})}
    assert len(days["text"]) >= 60
    assert len(days["text"] | days["quoted"]) >= 130


# --- where the tables end ----------------------------------------------------------------------------


def codes(tree: Path, today: date) -> dict[str, bool]:
    return {problem.code: problem.is_notice for problem in check(tree, today)[1]}


def test_a_calendar_beyond_the_tables_is_an_error(tree: Path) -> None:
    late = {
        code: notice for code, notice in codes(tree, date(2098, 12, 1)).items() if code != "stale"
    }
    assert late == {"calendar-ends": False}
    assert "calendar-ends" not in codes(tree, date(2098, 11, 1))


def test_holidays_that_are_not_announced_are_asked_for(tree: Path) -> None:
    file = tree / "content/activities/zhou-liu-cha.yaml"
    assert "holidays-missing" not in codes(tree, date(2027, 1, 1))
    text = file.read_text("utf-8").replace(
        "  repeat: monthly\n", "  repeat: monthly\n  holiday_rule: skip\n"
    )
    file.write_text(text, "utf-8")
    assert not {"holidays-soon", "holidays-missing"} & codes(tree, date(2026, 11, 30)).keys()
    assert codes(tree, date(2026, 12, 1))["holidays-soon"]
    assert not codes(tree, date(2027, 1, 1))["holidays-missing"]
