"""Events and feeds: the same on the page and in every calendar program."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from lxml import html

from conftest import EXAMPLE, TODAY
from showcase.catalog import Catalog
from showcase.model import EventStatus
from showcase.schedule import all_events, days_shown


def page_keys(site: Path) -> list[str]:
    document = html.parse(site / "calendar" / "index.html")
    return document.xpath("//article//li[@data-event]/@data-event")


def feed(site: Path) -> list:
    return Calendar.from_ical((site / "calendar.ics").read_bytes()).walk("VEVENT")


def test_the_feed_holds_the_events_of_the_page(site: Path, catalog: Catalog) -> None:
    in_feed = sorted(str(event["UID"]).partition("@")[0] for event in feed(site))
    events = all_events(catalog, date.fromisoformat(TODAY))
    assert sorted(page_keys(site)) == sorted(event.key for event in events)
    assert in_feed == sorted(event.key for event in events if event.start.is_exact)
    assert len(in_feed) >= 17


@pytest.fixture(scope="module")
def town(build: Callable[..., Path]) -> Path:
    return build(EXAMPLE, today="2026-02-01")


def test_a_schedule_becomes_dated_events(town: Path) -> None:
    events = {str(e["UID"]).partition("@")[0]: e for e in feed(town)}
    saturdays = [key for key in events if key.startswith("zhou-liu-cha")]
    expected = [
        "0103",
        "0207",
        "0307",
        "0404",
        "0606",
        "0704",
        "0801",
        "0905",
        "1003",
        "1107",
        "1205",
    ]
    assert saturdays == [f"zhou-liu-cha-2026{day}" for day in expected]
    assert events[saturdays[0]]["DTSTART"].to_ical() == b"20260103T090000"
    assert events[saturdays[0]]["DTSTART"].params["TZID"] == "Asia/Shanghai"


def test_cancellation_shows_on_page_and_in_feed(town: Path) -> None:
    event = next(e for e in feed(town) if "20260307" in str(e["UID"]))
    assert (event["STATUS"], event["SUMMARY"]) == ("CANCELLED", "【已取消】周六茶座")
    row = html.parse(town / "calendar" / "index.html").xpath(
        "//li[@data-event='zhou-liu-cha-20260307']"
    )[0]
    assert "已取消" in row.text_content()
    assert "活动室维修" in row.text_content()


def test_habit_is_tentative_and_never_called_done(town: Path, example: Catalog) -> None:
    today = date(2026, 2, 1)
    habits = [e for e in all_events(example, today) if e.is_habit]
    assert [e.start.first for e in habits] == [date(2026, 10, 18)]
    event = next(e for e in feed(town) if "chongyang-cha" in str(e["UID"]))
    assert event["STATUS"] == "TENTATIVE"
    assert event["DTEND"].dt == date(2026, 10, 19)


def test_a_month_is_no_day(town: Path) -> None:
    assert not any("xiatian" in str(e["UID"]) for e in feed(town))
    assert "xiatian-20250701" in page_keys(town)
    text = (town / "calendar" / "index.html").read_text("utf-8")
    assert "2025 年 7 月" in text
    assert "2025-07-01" not in text


def test_identity_outlives_title_and_clock(
    example: Catalog, tree: Path, build: Callable[..., Path]
) -> None:
    file = tree / "content" / "activities" / "kaizhang.yaml"
    file.write_text(file.read_text("utf-8").replace("name: 灯下开张", "name: 第一次茶会"), "utf-8")

    def uid(site: Path) -> str:
        return next(str(e["UID"]) for e in feed(site) if "kaizhang" in str(e["UID"]))

    assert uid(build(tree, today="2026-03-01")) == uid(build(EXAMPLE, today="2026-02-01"))


def test_lines_are_folded_within_the_limit(site: Path) -> None:
    lines = (site / "calendar.ics").read_bytes().split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line for line in lines)
    [line.decode("utf-8") for line in lines]


def test_nothing_lies_beyond_the_horizon(catalog: Catalog) -> None:
    today = date.fromisoformat(TODAY)
    assert all(e.start.first <= days_shown(catalog, today)[1] for e in all_events(catalog, today))
    assert all(e.status is EventStatus.SCHEDULED or e.reason for e in all_events(catalog, today))


def test_the_page_says_that_the_list_of_twenty_is_not_published(site: Path) -> None:
    for page in ("calendar/index.html", "nodes/index.html", "index.html"):
        text = html.parse(site / page).getroot().text_content()
        assert re.search(r"名单尚未公开", text), page
