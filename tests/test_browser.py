"""What visitors see and do, in a real browser."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import EXAMPLE, ROOT, serve

ONE_PER_KIND = {
    "home": "",
    "brands": "brands/",
    "brand": "brands/jinan-hong-xiaoxuan/",
    "brand with little known": "brands/yulan-fuzhi/",
    "project": "projects/lao-bang-lao/",
    "activity": "activities/zhoumo-zhiyuan-fuwu-yi-xiaoshi/",
    "organization": "organizations/tuan-shiwei/",
    "place": "places/xingtai-gonghui-yizhan/",
    "time point": "nodes/laba/",
    "category": "categories/elderly-care/",
    "unit": "areas/xiangdu/",
    "time points": "nodes/",
    "calendar": "calendar/",
    "month": "calendar/2025/04/",
    "month of a short name": "calendar/2026/03/",
    "year": "calendar/2025/",
    "subscribing": "calendar/subscribe/",
    "figures": "figures/",
    "how it works": "how/",
    "sources": "sources/",
    "everything": "search/",
    "handbook": "handbook/",
    "hand-written": "contribute/",
    "not found": "404.html",
}


def search(page: Page, words: str) -> None:
    page.wait_for_load_state()  # the keyboard belongs to the page once its scripts are there
    page.keyboard.press("/")
    page.get_by_role("combobox").fill(words)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("青春暖邢", "青春暖邢"),
        ("玉蘭扶智", "玉兰扶智"),
        ("玉兰扶智", "玉兰扶智"),
        ("扶智", "玉兰扶智"),
        ("团市委", "团市委"),
        ("qingchun", "青春暖邢"),
        ("周末志愿服务一小时", "周末志愿服务一小时"),
        ("工会驿站", "工会驿站"),
        ("燈", "小橘灯"),
    ],
)
def test_search_finds_by_part_in_both_scripts(
    page: Page, address: str, words: str, name: str
) -> None:
    page.goto(address)
    search(page, words)
    expect(page.get_by_role("option").first).to_contain_text(name)


def test_search_opens_the_record_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(address + "figures/")
    search(page, "玉蘭扶智")
    expect(page.locator("#finder [role=status]")).to_contain_text("1")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(address + "brands/yulan-fuzhi/")
    expect(page.get_by_role("heading", level=1)).to_have_text("玉兰扶智")
    page.get_by_role("link", name="日历", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("活动日历")


def test_search_says_when_nothing_is_found_and_closes(page: Page, address: str) -> None:
    page.goto(address)
    opener = page.get_by_role("button", name="找品牌").first
    opener.focus()
    page.keyboard.press("Enter")
    page.get_by_role("combobox").fill("没有这样的品牌名")
    expect(page.locator("#finder [role=status]")).to_contain_text("没有找到")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(opener).to_be_focused()


@pytest.mark.parametrize(("width", "is_large"), [(320, False), (360, False), (360, True)])
def test_no_sideways_scroll_on_phones(page: Page, address: str, width: int, is_large: bool) -> None:
    if is_large:
        page.add_init_script("localStorage.setItem('large-type', 'yes')")
    page.set_viewport_size({"width": width, "height": 740})
    widths = {}
    for kind, path in ONE_PER_KIND.items():
        page.goto(address + path)
        widths[kind] = page.evaluate("document.documentElement.scrollWidth")
    assert {kind: found for kind, found in widths.items() if found > width} == {}


def test_a_visit_asks_no_other_host(page: Page, address: str) -> None:
    hosts = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    for path in ONE_PER_KIND.values():
        page.goto(address + path)
    search(page, "青春")
    expect(page.get_by_role("option").first).to_be_visible()
    assert hosts == {urlsplit(address).netloc}


def test_the_menu_works_on_a_phone_by_keyboard(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address)
    page.get_by_role("button", name="菜单").first.focus()
    page.keyboard.press("Enter")
    link = page.get_by_role("navigation", name="菜单").get_by_role("link", name="日历")
    expect(link).to_be_in_viewport()
    link.click()
    expect(page).to_have_url(address + "calendar/")


@pytest.mark.parametrize("base", ["", "repo/"])
def test_the_site_works_at_a_root_and_under_a_base_path(
    browser: Browser, build: Callable[..., Path], tmp_path: Path, base: str
) -> None:
    site = build(ROOT, SITE_URL=f"https://city.example/{base}")
    folder = tmp_path / "served"
    (folder / base).parent.mkdir(parents=True, exist_ok=True)
    (folder / base.rstrip("/")).symlink_to(site) if base else folder.symlink_to(site)
    page = browser.new_page()
    failures = []
    page.on(
        "response",
        lambda response: failures.append(response.url) if response.status >= 400 else None,
    )
    with serve(folder) as root:
        home = root + base
        page.goto(home)
        search(page, "青春暖邢")
        page.keyboard.press("Enter")
        expect(page).to_have_url(home + "brands/qingchun-nuanxing/")
        canonical = page.locator("link[rel=canonical]").get_attribute("href")
        assert canonical == f"https://city.example/{base}brands/qingchun-nuanxing/"
        page.get_by_role("link", name="日历", exact=True).first.click()
        page.get_by_role("main").get_by_role("link", name="订阅日历").click()
        feed = page.get_by_role("main").locator("a[href$='calendar.ics']").first
        assert feed.get_attribute("href") == f"webcal://city.example/{base}calendar.ics"
        response = page.request.get(home + "calendar.ics")
        assert response.ok
        assert f"URL:https://city.example/{base}activities/" in response.text().replace("\r\n ", "")
    page.close()
    assert failures == []


def test_the_site_works_from_a_folder(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    page.get_by_role("link", name="青春暖邢").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("青春暖邢")
    search(page, "玉蘭扶智")
    page.get_by_role("option").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("玉兰扶智")
    page.close()


def test_everything_can_be_read_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("link", name="青春暖邢").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("青春暖邢")
    page.goto(address + "search/")
    expect(page.get_by_role("link", name="玉兰扶智")).to_be_visible()
    context.close()


def test_links_in_hand_written_pages_lead_to_records(
    page: Page, build: Callable[..., Path]
) -> None:
    with serve(build(EXAMPLE)) as root:
        page.goto(root + "take-part/")
        page.get_by_role("article").get_by_role("link", name="灯下").click()
        expect(page).to_have_url(root + "brands/deng-xia/")
