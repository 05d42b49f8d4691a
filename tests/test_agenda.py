"""The calendar as readers see it: right on the day it is read, however old the page and wherever the device."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from conftest import EXAMPLE, TODAY, serve
from measurements.modes import AXE
from showcase.catalog import Catalog
from showcase.schedule import all_events

NOON = "T04:00:00Z"
"""Noon in the city."""
BUILT = date.fromisoformat(TODAY)
ACTIVITIES = {
    "today-1": ("今天的茶", "start: 2026-11-24T09:00\nend: 2026-11-24T10:00", ""),
    "today-2": (
        "停办的茶",
        "start: 2026-11-24",
        "event_status: cancelled\nstatus_date: 2026-11-20\nstatus_reason: 大雨",
    ),
    "week-1": (
        "周日的茶",
        "start: 2026-11-29",
        "event_status: full\nstatus_date: 2026-11-20\nstatus_reason: 报满了",
    ),
    "week-2": ("下周一的茶", "start: 2026-11-30", ""),
    "moved-1": (
        "改期的茶",
        "start: 2026-12-09T09:00",
        "event_status: rescheduled\nstatus_date: 2026-11-20\nprevious_start_date: 2026-12-02\nstatus_reason: 让给会议",
    ),
    "late-1": (
        "推迟的茶",
        "start: 2026-12-12",
        "event_status: postponed\nstatus_date: 2026-11-20\nstatus_reason: 等修房",
    ),
    "online-1": (
        "线上的茶",
        "start: 2026-12-13",
        "event_status: moved_online\nstatus_date: 2026-11-20\nstatus_reason: 太冷",
    ),
    "month-1": ("正月里的茶", "start: 2027-02", ""),
    "year-1": ("明年的茶", "start: 2027", ""),
    "past-1": ("上月的茶", "start: 2026-10-20", "edition: 55\nseries: zhou-liu-cha"),
    "span-1": ("连着办的茶", "start: 2026-11-20\nend: 2026-12-05", "area_served:\n  - west"),
    "open-1": ("地点没定的茶", "start: 2026-12-20", "to_be_announced: true"),
}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example tree with an activity in every state."""
    tree = Path(shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("agenda") / "tree"))
    for id, (name, when, more) in ACTIVITIES.items():
        place = "" if "announced" in more else "location:\n  - text: 东区\n"
        text = (
            f"name: {name}\nsummary: 请邻居喝茶\nkind: {'campaign' if 'span' in id else 'single'}\n"
            f"brand:\n  - deng-xia\n{when}\n{place}{more}\n"
            "source:\n  - ref: town-paper\nassured_date: 2026-01-05\n"
        )
        (tree / f"content/activities/{id}.yaml").write_text(text, "utf-8")
    return tree


@pytest.fixture(scope="module")
def pages(town: Path, build: Callable[..., Path]) -> Path:
    return build(town)


@pytest.fixture(scope="module")
def root(pages: Path) -> Iterator[str]:
    with serve(pages) as url:
        yield url


@contextmanager
def reader(browser: Browser, moment: str, **options: object) -> Iterator[Page]:
    """A browser whose clock stands still at a moment."""
    context = browser.new_context(locale="zh-CN", **options)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.clock.set_fixed_time(moment)
    yield page
    context.close()
    assert errors == []


def keys(page: Page, slot: str) -> list[str]:
    """Return the activities in a part of the agenda, as they stand there."""
    rows = page.locator(f"[data-slot={slot}] [data-event]")
    return [
        re.sub(r"-\d{8}$", "", key) for key in rows.evaluate_all("l => l.map(e => e.dataset.event)")
    ]


def row(page: Page, id: str) -> str:
    return page.locator(f"[data-event^={id}]").first.inner_text()


# --- the same page on other days ---------------------------------------------------------------


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Pacific/Kiritimati", "America/Los_Angeles"])
def test_today_is_the_citys_wherever_the_device_is(browser: Browser, root: str, zone: str) -> None:
    for moment in ("2026-11-23T16:01:00Z", "2026-11-24T15:59:00Z"):
        with reader(browser, moment, timezone_id=zone) as page:
            page.goto(f"{root}calendar/")
            assert keys(page, "today") == ["span-1", "today-2", "today-1"]
            assert keys(page, "week") == ["week-1"]
            assert keys(page, "later")[:2] == ["week-2", "zhou-liu-cha"]
            assert keys(page, "past")[:2] == ["zhou-liu-cha", "past-1"]


def test_a_page_of_forty_days_ago_is_right(browser: Browser, root: str) -> None:
    with reader(browser, f"2027-01-03{NOON}") as page:
        page.goto(f"{root}calendar/")
        assert keys(page, "today") == []
        assert keys(page, "later") == ["year-1", "month-1", "chongyang-cha"]
        assert keys(page, "past")[:4] == ["open-1", "online-1", "late-1", "moved-1"]
        expect(page.get_by_text("今天没有公布的活动")).to_be_visible()
        expect(page.locator("[data-old]")).to_be_visible()
        expect(page.locator("[data-slot=past] details").first).to_contain_text("2026 年")
        expect(page.locator("[data-this-month]")).to_have_attribute(
            "href", re.compile(r"calendar/2027/01/")
        )


def test_a_clock_forty_days_behind_is_right(browser: Browser, root: str) -> None:
    with reader(browser, f"2026-10-15{NOON}") as page:
        page.goto(f"{root}calendar/")
        assert keys(page, "later")[:3] == ["past-1", "zhou-liu-cha", "span-1"]
        assert keys(page, "past")[0] == "zhou-liu-cha"
        expect(page.locator("[data-slot=later] .month").first).to_have_text("2026 年 10 月")
        assert "2026 年 10 月 18 日" in page.locator("[data-nodes]").inner_text()


def test_a_page_of_four_hundred_days_ago_is_right(browser: Browser, root: str) -> None:
    day = BUILT + timedelta(days=400)
    with reader(browser, f"{day}{NOON}") as page:
        page.goto(f"{root}calendar/")
        assert [keys(page, slot) for slot in ("today", "week")] == [[], []]
        assert keys(page, "later") == ["year-1"]
        # what only habit speaks for is never told as done
        assert "chongyang-cha" not in keys(page, "past")
        assert page.request.get(page.locator("[data-this-month]").evaluate("a => a.href")).ok
        assert "2028 年" in page.locator("[data-nodes]").inner_text()


@pytest.mark.parametrize("days", [-40, 0, 40, 400])
def test_the_ring_points_to_today(browser: Browser, root: str, days: int) -> None:
    day = BUILT + timedelta(days=days)
    with reader(browser, f"{day}{NOON}") as page:
        page.goto(root)
        hand = page.locator("[data-ring-today]").get_attribute("transform") or ""
        assert float(hand[7:].split()[0]) == pytest.approx(
            (day.timetuple().tm_yday - 1) / 365.25 * 360, abs=0.1
        )
        shown = page.locator("[data-day]:visible").get_attribute("data-day") or ""
        assert shown == next(
            d for d in ("2026-10-18", "2027-10-08", "2028-10-26") if d >= day.isoformat()
        )
        turn = page.locator(".ring__mark").evaluate(
            "c => (Math.atan2(c.getAttribute('cx') - 240, 240 - c.getAttribute('cy')) * 180 / Math.PI + 360) % 360"
        )
        yday = date.fromisoformat(shown).timetuple().tm_yday
        assert turn == pytest.approx((yday - 1) / 365.25 * 360, abs=0.2)


def test_the_ring_is_shown_whole(browser: Browser, root: str) -> None:
    """On a telephone the square with the circle; where there is room also the names at its sides."""
    for width in (360, 1280):
        view = {"width": width, "height": 900}
        with reader(browser, f"{TODAY}{NOON}", viewport=view) as page:
            for path in ("", "calendar/"):
                page.goto(root + path)
                drawn = page.locator(".ring").evaluate(
                    "e => e.viewBox.baseVal.width / e.viewBox.baseVal.height"
                )
                page.locator(".ring").scroll_into_view_if_needed()
                frame = page.locator(".ring").bounding_box() or {}
                expected = drawn if width > 900 else 1
                assert frame["width"] / frame["height"] == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize(
    ("day", "place", "word"),
    [
        ("2026-11-24", ("brands/deng-xia/", "today-1"), "今天"),
        ("2027-01-03", ("brands/deng-xia/", "week-1"), "已过去"),
        ("2027-12-29", ("brands/deng-xia/", "week-2"), "已过去"),
        ("2026-10-15", ("brands/deng-xia/", "past-1"), "还没到"),
        ("2026-12-05", ("calendar/2026/11/", "span-1"), "今天"),
        ("2026-11-29", ("", "week-1"), "今天"),
    ],
)
def test_badges_say_what_an_event_is_today(
    browser: Browser, root: str, day: str, place: tuple[str, str], word: str
) -> None:
    path, id = place
    with reader(browser, day + NOON) as page:
        page.goto(root + path)
        assert word in page.locator(f"[data-event^={id}] .badge--now").first.inner_text()


def test_the_grid_marks_today_and_forgets_a_habit_that_is_past(browser: Browser, root: str) -> None:
    with reader(browser, f"2027-10-08{NOON}") as page:
        page.goto(f"{root}calendar/2027/10/")
        assert "今天" in page.locator("[aria-current=date]").inner_text()
        assert page.locator("[aria-current=date]").get_attribute("data-cell") == "2027-10-08"
        expect(page.locator("[data-event^=chongyang]")).to_be_visible()
        page.clock.set_fixed_time(f"2027-10-10{NOON}")
        page.reload()
        expect(page.locator("[data-event^=chongyang]")).to_have_count(0)
        expect(page.get_by_text("重阳茶会")).to_have_count(0)


# --- states in words ---------------------------------------------------------------------------


def test_every_state_is_said_in_words(pages: Path) -> None:
    document = html.parse(pages / "calendar/index.html")

    def text(id: str) -> str:
        found = document.xpath(f"//li[starts-with(@data-event, '{id}')]")[0]
        return re.sub(r"\s+", " ", found.text_content())

    assert "已取消" in text("today-2")
    assert "大雨" in text("today-2")
    assert "名额已满" in text("week-1")
    assert "原定 2026 年 12 月 2 日" in text("moved-1")
    assert "2026 年 12 月 9 日 周三 09:00" in text("moved-1")
    assert "已推迟，日期待定" in text("late-1")
    assert "改为线上" in text("online-1")
    assert "只知道月份" in text("month-1")
    assert "只知道年份" in text("year-1")
    assert "第 55 期" in text("past-1")
    assert "地点待公布" in text("open-1")
    assert "按惯例" in text("chongyang-cha")
    struck = document.xpath("//li[contains(@class, 'event--off')]/@data-event")
    assert {key.rsplit("-", 1)[0] for key in struck} == {"today-2", "late-1", "zhou-liu-cha"}


def test_a_year_without_announced_holidays_says_so(pages: Path) -> None:
    def text(path: str) -> str:
        return html.parse(pages / path / "index.html").getroot().text_content()

    assert "待国务院公布" in text("calendar/2027/10")
    assert "待国务院公布" not in text("calendar/2026/10")
    cells = html.parse(pages / "calendar/2026/10/index.html")
    marks = {
        c.get("data-cell")[8:]: m
        for c in cells.xpath("//td[@data-cell]")
        for m in c.xpath(".//span[@class='sheet__mark']/text()")
    }
    assert marks == {f"{n:02}": "休" for n in range(1, 8)} | {"10": "班"}


# --- months ------------------------------------------------------------------------------------


def test_months_hold_every_event_and_link_to_their_neighbours(site: Path, catalog: Catalog) -> None:
    events = {e.key for e in all_events(catalog, BUILT)}
    found = set()
    for file in (site / "calendar").rglob("index.html"):
        if file.parent.name == "calendar":
            continue
        document = html.parse(file)
        for link in document.xpath("//p[@class='turn']/a[@rel]/@href"):
            assert (file.parent / link / "index.html").resolve().exists()
        here = document.xpath("//li[@data-event]/@data-event")
        assert len(here) == len(set(here))
        found |= set(here)
    assert found == events


def test_a_month_is_a_table_with_the_chinese_calendar(pages: Path) -> None:
    table = html.parse(pages / "calendar/2026/12/index.html").xpath("//table[@class='sheet']")[0]
    assert "2026 年 12 月" in table.findtext("caption")
    assert table.xpath("./thead//th/@scope") == ["col"] * 7
    cells = {c.get("data-cell"): " ".join(c.itertext()) for c in table.xpath(".//td[@data-cell]")}
    assert len(cells) == 31
    assert "大雪" in cells["2026-12-07"]
    assert "冬至" in cells["2026-12-22"]
    assert "冬月" in cells["2026-12-09"]
    first = table.xpath("./tbody/tr[1]/td")
    assert [c.get("data-cell") for c in first][:2] == [None, "2026-12-01"]
    # what goes on since last month stands on each of its days
    assert all("连着办的茶" in cells[f"2026-12-0{n}"] for n in range(1, 6))
    assert "连着办的茶" not in cells["2026-12-06"]


def test_a_full_day_shows_three_and_leads_to_all(
    town: Path, tmp_path: Path, build: Callable[..., Path]
) -> None:
    tree = Path(shutil.copytree(town, tmp_path / "full"))
    model = (tree / "content/activities/week-2.yaml").read_text("utf-8")
    for number in range(6):
        text = model.replace("下周一的茶", f"第{'一二三四五六'[number]}桌茶")
        (tree / f"content/activities/table-{number}.yaml").write_text(text, "utf-8")
    page = html.parse(build(tree) / "calendar/2026/11/index.html")
    cell = page.xpath("//td[@data-cell='2026-11-30']")[0]
    assert len(cell.xpath(".//li")) == 3
    assert cell.xpath("string(.//a[@class='sheet__more'])") == "还有 5 项"
    anchor = cell.xpath(".//a[@class='sheet__more']/@href")[0].removeprefix("#")
    assert len(page.xpath(f"//*[@id='{anchor}']//li[@data-event]")) == 7


def test_a_month_with_very_many_events_shows_its_days_first(
    town: Path, tmp_path: Path, build: Callable[..., Path], browser: Browser
) -> None:
    tree = Path(shutil.copytree(town, tmp_path / "crowded"))
    model = (tree / "content/activities/week-2.yaml").read_text("utf-8")
    for number in range(112):
        text = model.replace("下周一的茶", f"第 {number} 桌茶").replace(
            "start: 2026-11-30", f"start: 2026-12-{1 + number % 28:02}"
        )
        (tree / f"content/activities/table-{number}.yaml").write_text(text, "utf-8")
    with (
        serve(build(tree)) as root,
        reader(browser, f"2026-12-10{NOON}", viewport={"width": 360, "height": 740}) as page,
    ):
        page.goto(f"{root}calendar/2026/12/")
        days = page.locator(".day")
        opened = "list => list.filter(day => day.open).map(day => day.id)"
        assert days.evaluate_all(opened) == ["day-10"]
        assert "4 项" in page.locator("#day-15 summary").inner_text()
        page.locator("[data-cell='2026-12-15'] .sheet__day").click()
        expect(page.locator("#day-15 [data-event]").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollHeight") < 12_000
        page.goto(f"{root}calendar/2026/12/#day-20")
        assert "day-20" in days.evaluate_all(opened)
        page.goto(f"{root}calendar/2026/12/?area=west")
        expect(page.locator("[data-event^=span-1]")).to_be_visible()


@pytest.mark.parametrize("month", ["2026/12", "2027/02", "2027/05"])
def test_a_month_prints_on_one_page(browser: Browser, root: str, month: str) -> None:
    page = browser.new_page()
    page.goto(f"{root}calendar/{month}/")
    pdf = page.pdf(prefer_css_page_size=True)
    page.close()
    assert re.findall(rb"/MediaBox \[0 0 (\d+)[\d.]* (\d+)", pdf) == [(b"841", b"594")]


def test_time_points_and_solar_terms_stand_in_the_grid(site: Path) -> None:
    named = {}
    for month in ("2027/02", "2027/04"):
        page = (site / "calendar" / month / "index.html").read_text("utf-8")
        cells = re.findall(r'data-cell="([^"]+)"(.*?)</td>', page, re.DOTALL)
        terms = ((day, re.search('sheet__term">([^<]+)<', cell)) for day, cell in cells)
        named |= {day: term[1] for day, term in terms if term}
    assert named == {
        "2027-02-04": "立春",
        "2027-02-06": "春节",
        "2027-02-19": "雨水",
        "2027-04-05": "清明",
        "2027-04-20": "谷雨",
    }


# --- filters -----------------------------------------------------------------------------------


def test_filters_are_shared_with_the_address_and_go_back(browser: Browser, root: str) -> None:
    with reader(browser, f"{TODAY}{NOON}", viewport={"width": 1280, "height": 900}) as page:
        page.goto(f"{root}calendar/")
        everything = page.locator("[data-event]:visible").count()
        page.get_by_label("活动类型").select_option("campaign")
        expect(page).to_have_url(f"{root}calendar/?kind=campaign")
        assert keys(page, "today")
        assert page.locator("[data-event]:visible").count() == 1
        expect(page.locator("[data-found]")).to_have_text("1")
        unsifted = page.get_by_role("heading", name="一年的时间点")
        expect(unsifted).to_be_hidden()
        page.get_by_label("县（市、区）").select_option("east")
        expect(page.get_by_role("status").get_by_text("没有符合的活动")).to_be_visible()
        page.go_back()
        expect(page).to_have_url(f"{root}calendar/?kind=campaign")
        expect(page.get_by_label("县（市、区）")).to_have_value("")
        page.go_forward()
        page.get_by_role("button", name="清除筛选").click()
        expect(page).to_have_url(f"{root}calendar/")
        expect(unsifted).to_be_visible()
        closed = page.locator("details[data-period]:not([open]) [data-event]").count()
        assert page.locator("[data-event]:visible").count() + closed >= everything
        # other months keep what was asked for, and their grid obeys
        page.goto(f"{root}calendar/2026/11/?kind=campaign")
        assert page.locator("[data-event]:visible").count() == 1
        cell = page.locator("[data-cell='2026-11-24']")
        expect(cell.get_by_role("listitem")).to_have_text(["连着办的茶"])
        page.get_by_role("link", name="2026 年 12 月").click()
        expect(page).to_have_url(f"{root}calendar/2026/12/?kind=campaign")
        expect(page.get_by_label("活动类型")).to_have_value("campaign")


def test_the_numbers_of_filters_are_true(browser: Browser, root: str) -> None:
    with reader(browser, f"{TODAY}{NOON}", viewport={"width": 1280, "height": 900}) as page:
        page.goto(f"{root}calendar/2026/12/?kind=single")
        for name in ("area", "category", "audience", "brand", "kind"):
            field = page.locator(f"select[name={name}]")
            for option in field.locator("option").all():
                said = int(re.findall(r"（(\d+)）$", option.inner_text())[0])
                before = field.input_value()
                field.select_option(option.get_attribute("value"))
                assert page.locator("[data-event]:visible").count() == said
                field.select_option(before)


def test_agenda_grid_and_filters_by_keyboard_alone(browser: Browser, root: str) -> None:
    with reader(browser, f"{TODAY}{NOON}", viewport={"width": 1280, "height": 900}) as page:
        page.goto(f"{root}calendar/2026/11/")
        page.get_by_label("活动类型").focus()
        for _ in range(3):
            page.keyboard.press("ArrowDown")
        expect(page).to_have_url(f"{root}calendar/2026/11/?kind=campaign")
        expect(page.locator("[data-found]")).to_have_text("1")
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="清除筛选")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{root}calendar/2026/11/")
        page.locator("[data-cell='2026-11-24'] .sheet__day").focus()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('[data-cell]').dataset.cell") == TODAY
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{root}calendar/2026/11/#day-24")
        page.keyboard.press("Tab")
        inside = page.evaluate("document.activeElement.closest('.day')?.id")
        assert inside == "day-24"
        page.goto(f"{root}calendar/")
        page.locator("summary", has_text="2025 年").focus()
        page.keyboard.press("Enter")
        expect(page.locator("[data-event^=kaizhang]")).to_be_visible()


# --- without scripts, and for everybody --------------------------------------------------------


def test_without_scripts_the_list_stands_with_its_date(browser: Browser, root: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{root}calendar/")
    expect(
        page.get_by_text("本页生成于 2026 年 11 月 24 日 周二", exact=False).first
    ).to_be_visible()
    expect(page.locator("form.sift")).to_be_hidden()
    expect(page.get_by_role("navigation", name="分类浏览")).to_be_visible()
    starts = page.locator("[data-slot=later] [data-event]").evaluate_all(
        "list => list.map(e => e.dataset.start)"
    )
    assert starts == sorted(starts, key=lambda s: s + "-01-01"[len(s) - 4 :])
    assert len(starts) >= 12
    context.close()


PAGES = ("calendar/", "calendar/2026/11/", "calendar/subscribe/", "nodes/", "nodes/chongyang/", "")
"""Agenda, month, how to subscribe, time points, one of them, and the home page with the ring."""


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_in_any_scheme_width_and_size(
    browser: Browser, root: str, path: str
) -> None:
    for scheme, width, is_large in (
        ("light", 1280, False),
        ("dark", 360, False),
        ("light", 360, True),
    ):
        view = {"width": width, "height": 900}
        with reader(
            browser, f"{TODAY}{NOON}", color_scheme=scheme, viewport=view, bypass_csp=True
        ) as page:
            if is_large:
                page.add_init_script("localStorage.setItem('large-type', 'yes')")
            page.goto(root + path)
            assert (page.locator("html[data-large]").count() == 1) == is_large
            page.add_script_tag(path=AXE)
            options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
            found = page.evaluate("options => axe.run(document, options)", options)
            assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in found["violations"]] == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width


# --- time points -------------------------------------------------------------------------------


def test_a_time_point_tells_its_days_its_sources_and_what_was_done(site: Path) -> None:
    page = html.parse(site / "nodes/laba/index.html").xpath("//article")[0]
    text = re.sub(r"\s+", " ", page.text_content())
    assert "农历腊月初八 下一次：2027 年 1 月 15 日 周五 农历" not in text
    assert len(page.xpath("//table//tr[@data-future and not(@hidden)]")) >= 5
    assert "送腊八粥" in text
    assert "河北新闻网" in text
    starts = page.xpath("//section[@data-past]//li/@data-start")
    assert starts == sorted(starts, reverse=True)
    assert "2019-01-13" in starts
    assert "名单尚未公开" in text


def test_the_time_points_stand_in_the_order_of_the_year(site: Path, catalog: Catalog) -> None:
    document = html.parse(site / "nodes/index.html")
    days = document.xpath("//li[@data-days]//span[not(@hidden)]/@data-day")
    assert [day[5:] for day in days] == sorted(day[5:] for day in days)
    assert len(days) == len(catalog.nodes)
    marks = document.xpath("//*[contains(@class, 'ring__link')]/@href")
    assert len(marks) == len(days)


def test_a_series_shows_its_days_and_the_numbers_that_are_known(pages: Path) -> None:
    page = html.parse(pages / "activities/zhou-liu-cha/index.html")
    days = [
        re.sub(r"\s+", " ", day.text_content())
        for day in page.xpath("//ul[@class='series__days']/li")
    ]
    assert days[:4] == ["12 月 5 日", "11 月 7 日", "10 月 20 日 第 55 期", "10 月 3 日"]
    assert "3 月 7 日 已取消" in days
