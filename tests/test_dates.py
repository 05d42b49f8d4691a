"""Dates and time points, against published calendars."""

from datetime import date

import pytest

from showcase.almanac import lunar_text, node_days
from showcase.dates import PartialDate
from showcase.model import NodeRule

# Published by the State Council's yearly notices on holidays (the festival itself) for 2024 to 2026.
PUBLISHED = [
    ("lunar", "01-01", "2024-02-10"),
    ("lunar", "01-01", "2025-01-29"),
    ("lunar", "01-01", "2026-02-17"),
    ("solar_term", "清明", "2024-04-04"),
    ("solar_term", "清明", "2025-04-04"),
    ("solar_term", "清明", "2026-04-05"),
    ("lunar", "05-05", "2024-06-10"),
    ("lunar", "05-05", "2025-05-31"),
    ("lunar", "05-05", "2026-06-19"),
    ("lunar", "08-15", "2024-09-17"),
    ("lunar", "08-15", "2025-10-06"),
    ("lunar", "08-15", "2026-09-25"),
    ("lunar_last_day", "12", "2025-01-28"),
    ("lunar_last_day", "12", "2026-02-16"),
]


@pytest.mark.parametrize(("rule", "value", "day"), PUBLISHED)
def test_time_points_fall_on_published_days(rule: str, value: str, day: str) -> None:
    expected = date.fromisoformat(day)
    assert node_days(NodeRule(**{rule: value}), expected.year) == (expected,)


def test_last_weekday_of_a_month() -> None:
    rule = NodeRule(nth_weekday={"month": 5, "weekday": "周日", "nth": 2})
    assert node_days(rule, 2026) == (date(2026, 5, 10),)


def test_leap_months_are_named() -> None:
    assert lunar_text(date(2025, 7, 30)) == "闰六月初六"
    assert lunar_text(date(2025, 7, 1)) == "六月初七"


@pytest.mark.parametrize(
    ("written", "words", "last"),
    [
        ("2024", "2024 年", "2024-12-31"),
        ("2024-02", "2024 年 2 月", "2024-02-29"),
        ("2024-10-20", "2024 年 10 月 20 日", "2024-10-20"),
        ("2024-10-20T09:30", "2024 年 10 月 20 日 09:30", "2024-10-20"),
    ],
)
def test_dates_are_shown_as_precisely_as_they_are_known(
    written: str, words: str, last: str
) -> None:
    found = PartialDate.parse(written)
    assert (str(found), found.text, found.last.isoformat()) == (written, words, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24",
        "2024-13",
        "2024-02-30",
        "2024-1-1",
        "2024/10/20",
        "２０２４",
        "2024-10-20T25:00",
        "0000",
    ],
)
def test_other_dates_are_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # its only message is the text itself
        PartialDate.parse(text)
