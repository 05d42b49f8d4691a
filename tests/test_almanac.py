"""The Chinese year: two libraries and what was published agree, and nothing is said beyond the tables."""

import json
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
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
JULIAN_DAY = 1_721_425
"""The Julian day of the day before the first one that Python knows."""


DISPUTED_MONTHS = ((date(2089, 9, 4), date(2089, 10, 3)), (date(2097, 8, 7), date(2097, 9, 5)))
"""Their new moons fall within minutes of midnight; the Hong Kong Observatory names both as uncertain by a day."""
DISPUTED_TERMS = [
    ("小雪", "1912-11-23", "1912-11-22"),
    ("秋分", "1913-09-24", "1913-09-23"),
    ("大雪", "1917-12-07", "1917-12-08"),
    ("白露", "1927-09-08", "1927-09-09"),
    ("夏至", "1928-06-21", "1928-06-22"),
    ("大寒", "1979-01-21", "1979-01-20"),
]
"""Terms within a minute of midnight, or of the years before the zone of 120° E was kept: ours, and the other's."""


def is_disputed(day: date) -> bool:
    return any(first <= day <= last for first, last in DISPUTED_MONTHS)


# --- another library -----------------------------------------------------------------------------


@cache
def other_library() -> dict[str, Any]:
    """Return the lunar months and solar terms of another library."""
    program = ROOT / "tests" / "almanac" / "other.js"
    command = ["node", program, str(FIRST_YEAR), str(LAST_YEAR)]
    found = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return dict(json.loads(found.stdout))


def lunar_months() -> dict[date, tuple[int, int]]:
    """Return by its first day every lunar month of the other library: month (a leap one below 0), days."""
    return {
        date.fromordinal(first - JULIAN_DAY): (month, count)
        for first, (month, count) in other_library()["months"]
    }


def day_words(day: int) -> str:
    tens = ("初", "十", "廿", "三")[day // 10]
    return {10: "初十", 20: "二十", 30: "三十"}.get(
        day
    ) or f"{tens}{'一二三四五六七八九'[day % 10 - 1]}"


def all_days() -> Iterator[tuple[date, str]]:
    """Iterate over all days of the tables with their lunar dates in words."""
    for first, (month, count) in lunar_months().items():
        name = f"{'闰' if month < 0 else ''}{MONTHS[abs(month) - 1]}月"
        for number in range(count):
            yield first + timedelta(days=number), f"{name}{day_words(number + 1)}"


def test_lunar_dates_of_every_day_are_the_same_in_two_libraries() -> None:
    days = {day: words for day, words in all_days() if FIRST_YEAR <= day.year <= LAST_YEAR}
    assert len(days) == (date(LAST_YEAR + 1, 1, 1) - date(FIRST_YEAR, 1, 1)).days
    differing = [day for day, words in days.items() if lunar_text(day) != words]
    assert [str(day) for day in differing if not is_disputed(day)] == []


def test_solar_terms_of_every_year_are_the_same_in_two_libraries() -> None:
    differing = []
    others = other_library()["terms"]
    for year in YEARS:
        for term in SOLAR_TERMS:
            (day,) = node_days(NodeRule(solar_term=term), year)
            if (other := others[f"{year} {term}"]) != day.isoformat():
                differing.append((term, day.isoformat(), other))
    assert sorted(differing, key=lambda item: item[1]) == DISPUTED_TERMS


def test_new_years_eve_of_every_year_is_the_same_in_two_libraries() -> None:
    rule = NodeRule(lunar_last_day=12)
    eves = sorted(
        first - timedelta(days=1) for first, (month, _) in lunar_months().items() if month == 1
    )
    expected = [eve for eve in eves if FIRST_YEAR <= eve.year <= LAST_YEAR]
    assert [day for year in YEARS for day in node_days(rule, year)] == expected
    assert {lunar_text(day) for day in expected} == {"腊月廿九", "腊月三十"}


@pytest.mark.parametrize("leap", ["never", "also"])
def test_lunar_time_points_of_every_year_are_the_same_in_two_libraries(leap: str) -> None:
    by_month: dict[int, list[date]] = {}
    for first, (month, _) in lunar_months().items():
        if month > 0 or leap == "also":
            by_month.setdefault(abs(month), []).append(first)
    for month in range(1, 13):
        for day in (1, 15, 29):
            rule = NodeRule(lunar=f"{month:02}-{day:02}", leap=leap)
            found = [point for year in YEARS for point in node_days(rule, year)]
            points = sorted(first + timedelta(days=day - 1) for first in by_month[month])
            expected = {point for point in points if FIRST_YEAR <= point.year <= LAST_YEAR}
            assert [day for day in expected ^ set(found) if not is_disputed(day)] == []
            assert len(found) == len(expected)


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
    days: set[Any] = set()
    seen = 0
    for entry in TABLE:
        assert len(entry["source"]) > 10
        assert entry["known"] in ("text", "memory")
        for kind in ("dates", "terms", "eves"):
            days |= {(kind, day) for day in entry.get(kind, {})}
            seen += len(entry.get(kind, {})) * (entry["known"] == "text")
    assert len(days) >= 60
    assert seen >= 60


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
