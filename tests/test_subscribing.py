"""Subscribing, as a reader does it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from conftest import ROOT, serve
from showcase.editions import FOLDER

ADDRESS = "https://xingtai.example.cn/zhiyuan/"
PAGE = "calendar/subscribe/"


@pytest.fixture(scope="module")
def known(build: Callable[..., Path]) -> Path:
    """The real site with a known address."""
    return build(ROOT, SITE_URL=ADDRESS)


@pytest.fixture(scope="module")
def folder(known: Path) -> Iterator[str]:
    with serve(known) as url:
        yield url


def test_every_calendar_of_the_page_is_there(known: Path, site: Path) -> None:
    for root in (known, site):
        page = html.parse(root / PAGE / "index.html")
        listed = [(root / PAGE / href).resolve() for href in page.xpath("//a[@data-feed]/@href")]
        assert all(file.is_file() for file in listed)
        files = (*root.glob("*.ics"), *root.glob("feeds/*.ics"))
        every = {f.resolve() for f in files if not f.name.startswith("activity-")}
        assert sorted(listed) == sorted(every)


def test_links_subscribe_at_once_where_the_address_is_known(known: Path, site: Path) -> None:
    links = html.parse(known / PAGE / "index.html").xpath(
        "//a[starts-with(@href, 'webcal:')]/@href"
    )
    for link in links:
        path = unquote(link.removeprefix("webcal://xingtai.example.cn/zhiyuan/"))
        assert (known / path).is_file()
    assert len(links) > 100
    page = html.parse(site / PAGE / "index.html")
    assert not page.xpath("//a[starts-with(@href, 'webcal:')]")
    assert "没有填公开的网址" in page.getroot().text_content()


@pytest.mark.parametrize("edition", ["", FOLDER])
@pytest.mark.parametrize(
    ("path", "addresses"),
    [(PAGE, (PAGE, "calendar.ics")), ("brands/yulan-fuzhi/", ("brands/yulan-fuzhi/",))],
)
def test_cameras_read_the_codes(
    browser: Browser, folder: str, edition: str, path: str, addresses: tuple[str, ...]
) -> None:
    """Each is drawn by the browser; its modules are those of the text it stands for, in its own edition."""
    import segno  # noqa: PLC0415  # here only

    page = browser.new_page()
    page.goto(folder + edition + path)
    texts = [f"{ADDRESS}{edition}{address}" for address in addresses]
    texts = [text.replace("https", "webcal") if ".ics" in text else text for text in texts]
    codes = page.get_by_role("img", name=re.compile("的二[维維][码碼]"))
    expect(codes).to_have_count(len(texts))
    for number, text in enumerate(texts):
        drawn = codes.nth(number).evaluate(
            """async (svg) => {
              const size = svg.viewBox.baseVal.width, scale = 4, canvas = document.createElement("canvas");
              canvas.width = canvas.height = size * scale;
              const copy = svg.cloneNode(true);
              copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
              copy.setAttribute("width", size * scale); copy.setAttribute("height", size * scale);
              const picture = new Image();
              picture.src = "data:image/svg+xml," + encodeURIComponent(copy.outerHTML);
              await picture.decode();
              const context = canvas.getContext("2d");
              context.drawImage(picture, 0, 0);
              return Array.from({ length: size }, (_, y) => Array.from({ length: size }, (_, x) =>
                context.getImageData(x * scale + 2, y * scale + 2, 1, 1).data[0] < 128 ? 1 : 0));
            }"""
        )
        masked = (
            segno.make(text, error="m", boost_error=False, micro=False, mask=m) for m in range(8)
        )
        inside = [row[4:-4] for row in drawn[4:-4]]
        assert inside in [[list(row) for row in found.matrix] for found in masked]
    page.close()


def test_a_press_copies_the_address(browser: Browser, folder: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{folder}brands/yangguang-yigong/")
    page.get_by_role("button", name="复制日历地址").click()
    expect(page.get_by_role("status").filter(has_text="地址已复制")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{folder}feeds/brand-yangguang-yigong.ics"
    assert page.request.get(copied).text().startswith("BEGIN:VCALENDAR")
    context.close()


def test_without_a_clipboard_the_address_is_shown(page: Page, folder: str) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined}); document.execCommand = () => false;"
    )
    page.goto(folder + PAGE)
    page.get_by_role("button", name="复制日历地址：全市的活动").click()
    field = page.get_by_role("textbox", name="日历的地址")
    expect(field).to_have_value(f"{folder}calendar.ics")
    expect(field).to_be_focused()


def test_wechat_is_told_to_open_a_browser(browser: Browser, folder: str) -> None:
    for agent, is_seen in (("Mozilla/5.0 MicroMessenger/8.0", True), ("Mozilla/5.0", False)):
        context = browser.new_context(user_agent=agent)
        page = context.new_page()
        page.goto(folder + PAGE)
        expect(page.get_by_text("您正在微信里看这一页")).to_be_visible(visible=is_seen)
        context.close()


def test_steps_are_there_without_scripts_on_a_small_phone(browser: Browser, folder: str) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 740}, has_touch=True
    )
    page = context.new_page()
    page.goto(folder + PAGE)
    for name in ("iPhone", "华为", "小米", "OPPO", "Windows", "Google", "微信"):
        summary = page.locator("summary", has_text=name)
        steps = page.locator("details", has=summary).get_by_role("listitem")
        summary.click()
        expect(steps.first).to_be_visible()
        assert summary.bounding_box()["height"] >= 44
    page.locator("summary", has_text="按品牌").click()
    expect(page.get_by_role("link", name="青春暖邢", exact=True)).to_be_visible()
    context.close()


def test_the_page_of_an_activity_offers_it_while_it_is_to_come(known: Path) -> None:
    offers = {
        id: html.parse(known / "activities" / id / "index.html").xpath("//a[@data-feed]/text()")
        for id in ("yuandan-yizhen-pufa", "bairen-jiaoziyan-2024")
    }
    assert offers == {"yuandan-yizhen-pufa": ["加入日历"], "bairen-jiaoziyan-2024": []}
