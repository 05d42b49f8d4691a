"""The days of schedules: against dateutil, against plain counting, and with holidays and pauses."""

import calendar
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
import yaml
from dateutil.rrule import rrulestr

from conftest import EXAMPLE
from showcase.almanac import node_days
from showcase.catalog import Catalog
from showcase.model import Activity, EventStatus, NodeRule, Schedule
from showcase.schedule import Event, events_of, scheduled_days, scheduled_spans
from showcase.sources import read

COUNT = 5000
FIRST, LAST = date(2020, 1, 1), date(2029, 12, 31)
WEEK = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
CODES = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def days(catalog: Catalog, since: date = FIRST, until: date = LAST, **fields: Any) -> list[str]:
    schedule = Schedule.model_validate(fields)
    return [str(first) for first, _ in scheduled_spans(schedule, catalog, since, until)]


# --- days of months --------------------------------------------------------------------------------


def random_rules() -> Iterator[dict[str, Any]]:
    """Iterate over rules with nth weekdays and days of months, the last ones among them."""
    dice = random.Random(1)
    for _ in range(COUNT):
        rule: dict[str, Any] = {"repeat": dice.choice(["monthly", "yearly"])}
        rule["start"] = str(FIRST + timedelta(days=dice.randrange(700)))
        if dice.random() < 0.5:
            chosen = dice.choices([1, 15, 28, 29, 30, 31, -1, -2, -31], k=dice.randint(1, 2))
            rule["by_month_day"] = [str(day) for day in chosen]
        else:
            rule["by_day"] = [
                {"weekday": dice.choice(WEEK), "nth": str(dice.choice([1, 2, 3, 4, 5, -1]))}
                for _ in range(dice.randint(1, 2))
            ]
        if rule["repeat"] == "yearly" or dice.random() < 0.3:
            rule["by_month"] = [str(m) for m in dice.sample(range(1, 13), dice.randint(1, 3))]
        if rule["repeat"] == "yearly" or "by_month" not in rule:
            rule["every"] = str(dice.randint(1, 5))
        longest = max(calendar.monthrange(2024, int(m))[1] for m in rule.get("by_month", ["1"]))
        if any(abs(int(day)) <= longest for day in rule.get("by_month_day", ["1"])):
            yield rule


def by_dateutil(rule: dict[str, Any]) -> list[date]:
    """Return the days of a rule as python-dateutil reads it in the notation of iCalendar."""
    parts = [f"FREQ={rule['repeat'].upper()}", f"INTERVAL={rule.get('every', '1')}"]
    if "by_month_day" in rule:
        parts.append(f"BYMONTHDAY={','.join(rule['by_month_day'])}")
    if "by_day" in rule:
        found = [f"{day['nth']}{CODES[WEEK.index(day['weekday'])]}" for day in rule["by_day"]]
        parts.append(f"BYDAY={','.join(found)}")
    if "by_month" in rule:
        parts.append(f"BYMONTH={','.join(rule['by_month'])}")
    text = f"DTSTART:{rule['start'].replace('-', '')}\nRRULE:{';'.join(parts)};UNTIL={LAST:%Y%m%d}"
    return [moment.date() for moment in rrulestr(text)]


def by_counting(rule: dict[str, Any]) -> list[date]:
    """Return the days of a rule by looking at each month."""
    start, every = date.fromisoformat(rule["start"]), int(rule.get("every", 1))
    wanted = {int(month) for month in rule.get("by_month", range(1, 13))}
    found = set()
    for year in range(start.year, LAST.year + 1):
        for month in sorted(wanted):
            steps = year - start.year
            if rule["repeat"] == "monthly":
                steps = 12 * steps + month - start.month
            if steps % every == 0:
                found |= set(days_of_month(year, month, rule))
    return sorted(day for day in found if start <= day <= LAST)


def days_of_month(year: int, month: int, rule: dict[str, Any]) -> Iterator[date]:
    size = calendar.monthrange(year, month)[1]
    for number in map(int, rule.get("by_month_day", ())):
        day = number if number > 0 else size + 1 + number
        if 1 <= day <= size:
            yield date(year, month, day)
    for by_day in rule.get("by_day", ()):
        weekday, nth = WEEK.index(by_day["weekday"]), int(by_day["nth"])
        column = [week[weekday] for week in calendar.monthcalendar(year, month) if week[weekday]]
        if nth <= len(column):
            yield date(year, month, column[nth - 1 if nth > 0 else nth])


def test_days_of_months_are_those_of_dateutil_and_of_plain_counting(example: Catalog) -> None:
    count = 0
    for rule in random_rules():
        expected = by_counting(rule)
        assert by_dateutil(rule) == expected, rule
        assert (
            sorted(scheduled_days(Schedule.model_validate(rule), example, FIRST, LAST)) == expected
        )
        count += 1
    assert count > COUNT * 0.9


def test_days_and_weeks_are_those_of_dateutil(example: Catalog) -> None:
    dice = random.Random(2)
    for _ in range(300):
        repeat, every = dice.choice(["daily", "weekly"]), dice.randint(1, 9)
        start = FIRST + timedelta(days=dice.randrange(700))
        rule: dict[str, Any] = {"repeat": repeat, "every": every, "start": str(start)}
        text = f"DTSTART:{start:%Y%m%d}\nRRULE:FREQ={repeat.upper()};INTERVAL={every}"
        if repeat == "weekly":
            chosen = dice.sample(range(7), dice.randint(1, 4))
            rule["by_day"] = [WEEK[number] for number in chosen]
            text += f";BYDAY={','.join(CODES[number] for number in chosen)}"
        if dice.random() < 0.5:
            rule["by_month"] = dice.sample(range(1, 13), 3)
            text += f";BYMONTH={','.join(map(str, rule['by_month']))}"
        if dice.random() < 0.3:
            rule["count"] = dice.randint(1, 50)
            text += f";COUNT={rule['count']}"
        since = FIRST + timedelta(days=dice.randrange(1500))
        until = since + timedelta(days=900)
        expected = [m.date() for m in rrulestr(text).between(*moments(since, until), inc=True)]
        assert days(example, since, until, **rule) == [str(day) for day in expected], rule


def moments(*days: date) -> list[datetime]:
    return [datetime.combine(day, time()) for day in days]


def test_nth_weekdays_of_time_points_are_those_of_dateutil() -> None:
    for month in range(1, 13):
        for weekday, code in zip(WEEK, CODES, strict=True):
            for nth in (1, 2, 3, 4, 5, -1):
                rule = NodeRule(nth_weekday={"month": month, "weekday": weekday, "nth": nth})
                text = f"DTSTART:20200101\nRRULE:FREQ=YEARLY;BYMONTH={month};BYDAY={nth}{code}"
                expected = [m.date() for m in rrulestr(f"{text};UNTIL=20291231")]
                assert [d for year in range(2020, 2030) for d in node_days(rule, year)] == expected


# --- weeks, seasons, added days and pauses ---------------------------------------------------------


def test_every_other_week_counts_from_the_start(example: Catalog) -> None:
    rule = {"repeat": "weekly", "every": 2, "by_day": ["周三", "周六"], "start": "2026-01-03"}
    assert days(example, until=date(2026, 2, 10), **rule) == [
        *("2026-01-03", "2026-01-14", "2026-01-17"),
        *("2026-01-28", "2026-01-31"),
    ]


def test_seasons_pauses_and_added_days(example: Catalog) -> None:
    rule = {"repeat": "weekly", "by_day": ["周六"], "by_month": [7, 8], "start": "2026-01-01"}
    pauses = [
        {"date": "2026-07-11", "reason": "停电"},
        {"start": "2026-07-20", "end": "2026-08-10", "reason": "装修"},
    ]
    found = days(
        example,
        until=date(2026, 12, 31),
        **rule,
        **{"except": pauses},
        extra=["2026-08-08", "2026-09-01"],
    )
    assert found == [
        *("2026-07-04", "2026-07-18", "2026-08-08", "2026-08-15", "2026-08-22", "2026-08-29"),
        "2026-09-01",
    ]


def test_a_number_ends_a_series_wherever_one_looks(example: Catalog) -> None:
    rule = {"repeat": "daily", "every": 3, "start": "2026-01-01", "count": 4}
    assert days(example, **rule) == ["2026-01-01", "2026-01-04", "2026-01-07", "2026-01-10"]
    assert days(example, since=date(2026, 1, 6), **rule) == ["2026-01-07", "2026-01-10"]


def spans(catalog: Catalog, anchor: dict[str, Any], **fields: Any) -> list[tuple[str, str]]:
    schedule = Schedule.model_validate({"repeat": "on_node", "anchor": anchor, **fields})
    found = scheduled_spans(schedule, catalog, date(2026, 1, 1), date(2027, 12, 31))
    return [(str(first), str(last)) for first, last in found]


@pytest.mark.parametrize(
    ("anchor", "expected"),
    [
        ({"node": "chongyang"}, [("2026-10-18", "2026-10-18"), ("2027-10-08", "2027-10-08")]),
        ({"node": "chongyang", "from_offset": -3, "to_offset": -1}, [("2026-10-15", "2026-10-17"), ("2027-10-05", "2027-10-07")]),
        ({"node": "chongyang", "from_offset": -2}, [("2026-10-16", "2026-10-18"), ("2027-10-06", "2027-10-08")]),
        ({"node": "laba", "until_node": "chuxi"}, [("2026-01-26", "2026-02-16"), ("2027-01-15", "2027-02-05")]),
        ({"node": "laba", "until_node": "chuxi", "to_offset": 1}, [("2026-01-26", "2026-02-17"), ("2027-01-15", "2027-02-06")]),
        ({"node": "zhou", "to_offset": None}, [("2026-03-01", "2026-03-07"), ("2027-03-01", "2027-03-07")]),
        ({"node": "yuandan", "from_offset": -2, "to_offset": 0}, [("2026-12-30", "2027-01-01"), ("2027-12-30", "2028-01-01")]),
    ],
)  # fmt: skip
def test_time_points_with_offsets(
    catalog_of_nodes: Catalog, anchor: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert spans(catalog_of_nodes, anchor) == expected


def test_time_points_lie_between_start_and_end(catalog_of_nodes: Catalog) -> None:
    found = spans(catalog_of_nodes, {"node": "chongyang"}, start="2026-11-01", until="2027-12-31")
    assert found == [("2027-10-08", "2027-10-08")]


def test_a_pause_on_a_time_point_lasts_as_long_as_it(catalog_of_nodes: Catalog) -> None:
    pause = [{"node": "zhou", "reason": "休息"}]
    found = days(
        catalog_of_nodes, date(2026, 2, 27), date(2026, 3, 9), repeat="daily", **{"except": pause}
    )
    assert found == ["2026-02-27", "2026-02-28", "2026-03-08", "2026-03-09"]


@pytest.fixture
def catalog_of_nodes(example: Catalog) -> Catalog:
    """The example with more time points."""
    chongyang = example.records["chongyang"]
    rules = {
        "laba": ({"lunar": "12-08"}, 1),
        "chuxi": ({"lunar_last_day": 12}, 1),
        "zhou": ({"solar": "03-01"}, 7),
        "yuandan": ({"solar": "01-01"}, 1),
    }
    more = {
        id: chongyang.model_copy(update={"id": id, "rule": NodeRule(**rule), "duration_days": size})
        for id, (rule, size) in rules.items()
    }
    return replace(example, records={**example.records, **more})


# --- holidays and make-up workdays -----------------------------------------------------------------

# 国务院办公厅关于2025年部分节假日安排的通知: 10 月 1 日至 8 日放假, 9 月 28 日（周日）、10 月 11 日（周六）上班.
AUTUMN = (date(2025, 9, 27), date(2025, 10, 12))


def test_holidays_are_left_out_or_alone_count(example: Catalog) -> None:
    daily = {"repeat": "daily", "start": "2025-01-01"}
    holidays = [f"2025-10-0{n}" for n in range(1, 9)]
    assert days(example, *AUTUMN, **daily, holiday_rule="only") == holidays
    kept = days(example, *AUTUMN, **daily, holiday_rule="skip")
    assert sorted([*kept, *holidays]) == days(example, *AUTUMN, **daily)


def test_workdays_are_those_of_the_state_council(example: Catalog) -> None:
    rule = {
        "repeat": "weekly",
        "by_day": WEEK[:5],
        "holiday_rule": "skip",
        "makeup_rule": "as_workday",
    }
    assert days(example, *AUTUMN, **rule) == [
        *("2025-09-28", "2025-09-29", "2025-09-30"),
        *("2025-10-09", "2025-10-10", "2025-10-11"),
    ]


def test_weekends_that_are_worked_are_no_weekends(example: Catalog) -> None:
    rule = {"repeat": "weekly", "by_day": ["周六", "周日"]}
    every = ["2025-09-27", "2025-09-28", "2025-10-04", "2025-10-05", "2025-10-11", "2025-10-12"]
    assert days(example, *AUTUMN, **rule) == every
    assert days(example, *AUTUMN, **rule, makeup_rule="as_workday") == [
        day for day in every if day not in ("2025-09-28", "2025-10-11")
    ]


def test_nothing_is_guessed_of_a_year_that_is_not_announced(example: Catalog) -> None:
    unknown = (date(2027, 9, 1), date(2027, 10, 31))
    weekly = {"repeat": "weekly", "by_day": ["周六"]}
    assert days(example, *unknown, **weekly, holiday_rule="skip") == days(
        example, *unknown, **weekly
    )
    assert days(example, *unknown, repeat="daily", holiday_rule="only") == []


# --- what became of an event -------------------------------------------------------------------------


def events(catalog: Catalog, text: str, today: str = "2026-02-01") -> dict[str, Event]:
    data = read(EXAMPLE, "content/activities/zhou-liu-cha.yaml")
    written = {**data.data, "id": "zhou-liu-cha", **yaml.load(text, yaml.BaseLoader)}
    activity = Activity.model_validate({name: v for name, v in written.items() if v != ""})
    return {e.original: e for e in events_of(activity, catalog, date.fromisoformat(today))}


def test_an_occurrence_that_is_moved_keeps_its_name_and_its_former_time(example: Catalog) -> None:
    found = events(
        example,
        "occurrence: [{date: 2026-03-07, start: 2026-03-08T14:00, end: 2026-03-08T16:00, event_status: rescheduled, status_date: 2026-02-20}]",
    )
    event = found["2026-03-07"]
    assert (event.key, event.starts, event.ends) == (
        "zhou-liu-cha-20260307",
        "2026-03-08T14:00",
        "2026-03-08T16:00",
    )
    assert (event.previous, event.changed, event.status) == (
        "2026-03-07T09:00",
        "2026-02-20",
        EventStatus.RESCHEDULED,
    )
    other = found["2026-04-04"]
    assert (other.previous, other.changed, other.status) == ("", "", EventStatus.SCHEDULED)


def test_the_last_change_counts_that_of_the_series_too(example: Catalog) -> None:
    changed = "{date: 2026-03-07, event_status: full, status_date: 2026-02-20}"
    found = events(example, f"status_date: 2026-03-01\noccurrence: [{changed}]")
    assert {event.changed for event in found.values()} == {"2026-03-01"}
    found = events(example, f"status_date: 2026-01-10\noccurrence: [{changed}]")
    assert found["2026-03-07"].changed == "2026-02-20"
    assert found["2026-04-04"].changed == "2026-01-10"


def test_who_goes_online_is_sent_to_no_hall(example: Catalog) -> None:
    said = "occurrence: [{date: 2026-03-07, event_status: moved_online, status_date: 2026-02-20%s}]"
    assert events(example, said % "")["2026-03-07"].where == (("text", "线上"),)
    link = ", location: [{online_url: 'https://www.example.com/zhibo'}]"
    assert events(example, said % link)["2026-03-07"].where == (
        ("online_url", "https://www.example.com/zhibo"),
    )
    lost = "occurrence: [{date: 2026-03-07, to_be_announced: 'true', status_date: 2026-02-20}]"
    assert events(example, lost)["2026-03-07"].where == (("text", "地点待公布"),)


def test_events_that_wait_for_holidays_say_so(example: Catalog) -> None:
    rule = "schedule: 每月第一个周六 9:00–11:00，2026年1月1日起，法定节假日停办，另加2027年1月3日\noccurrence: []"
    found = events(example, rule, "2026-11-24")
    assert {event.is_pending for day, event in found.items() if day < "2027"} == {False}
    assert {day for day, event in found.items() if not event.is_pending and day > "2027"} == {
        "2027-01-03"
    }


def test_a_rule_without_a_start_says_nothing_of_the_past(example: Catalog) -> None:
    change = "[{date: 2026-01-10, event_status: cancelled, status_date: 2026-01-09}]"
    found = events(example, f"schedule: 每周六\noccurrence: {change}")
    assert sorted(found)[:3] == ["2026-01-10", "2026-02-07", "2026-02-14"]


def test_the_calendar_is_as_long_as_the_city_wants(example: Catalog) -> None:
    city = example.city.model_copy(update={"calendar_days": 31})
    found = events(replace(example, city=city), "occurrence: []")
    assert list(found) == ["2026-01-03", "2026-02-07"]


def test_an_activity_that_was_rescheduled_keeps_the_name_of_its_first_date(
    example: Catalog,
) -> None:
    said = {
        **read(EXAMPLE, "content/activities/kaizhang.yaml").data,
        "id": "kaizhang",
        "event_status": "rescheduled",
        "previous_start_date": "2025-02-22T09:30",
        "status_date": "2025-02-20",
    }
    (event,) = events_of(Activity.model_validate(said), example, date(2026, 2, 1))
    assert (event.key, event.starts) == ("kaizhang-20250222", "2025-03-01T09:30")
    assert (event.previous, event.changed) == ("2025-02-22T09:30", "2025-02-20")
