"""How every kind of page looks and reads: for eyes, for keyboards, on paper, in every mode that readers choose."""

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response

from conftest import serve
from measurements.modes import MODES, violations, visit
from measurements.reading import SIZES, WIDE, long_lines, lost, too_small
from test_browser import ONE_PER_KIND

DIFFERENT = ("home", "brand", "project", "activity", "calendar", "figures", "how it works")
"""Between them these hold every part that pages are made of."""


@pytest.mark.parametrize("mode", MODES)
def test_axe_objects_to_nothing_in_any_mode(browser: Browser, address: str, mode: str) -> None:
    found = {}
    with visit(browser, MODES[mode]) as page:
        for kind in ONE_PER_KIND if mode in ("light", "phone") else DIFFERENT:
            page.goto(address + ONE_PER_KIND[kind])
            if objections := violations(page):
                found[kind] = objections
    assert found == {}


@pytest.mark.parametrize("mode", SIZES)
def test_text_and_targets_are_large_enough(browser: Browser, address: str, mode: str) -> None:
    found = {}
    with visit(browser, MODES[mode]) as page:
        for kind, path in ONE_PER_KIND.items():
            page.goto(address + path)
            if small := too_small(page, mode):
                found[kind] = small
    assert found == {}


def test_no_line_is_longer_than_forty_characters(browser: Browser, address: str) -> None:
    found = {}
    with visit(browser, WIDE) as page:
        for kind, path in ONE_PER_KIND.items():
            page.goto(address + path)
            if lines := long_lines(page):
                found[kind] = lines
    assert found == {}


WALKED = ("home", "brand", "project", "activity", "place", "calendar", "figures", "how it works")
WALKED += ("hand-written", "not found")


@pytest.mark.parametrize("kind", WALKED)
def test_a_walk_by_keyboard_sees_where_it_is_and_comes_to_an_end(
    browser: Browser, address: str, kind: str
) -> None:
    with visit(browser, MODES["light"]) as page:
        page.goto(address + ONE_PER_KIND[kind])
        assert lost(page) == []


def test_large_type_is_switched_told_and_remembered(page: Page, address: str) -> None:
    size = "parseFloat(getComputedStyle(document.querySelector('article p')).fontSize)"
    page.goto(address + "take-part/")
    before = page.evaluate(size)
    page.get_by_role("button", name="长辈版").click()
    assert page.evaluate(size) == pytest.approx(before * 1.5)
    assert "长辈版" in page.get_by_role("status").filter(has_text="已换成").inner_text()
    page.goto(address + "about/")
    assert page.evaluate(size) == pytest.approx(before * 1.5)
    page.get_by_role("button", name="回到标准版").click()
    assert page.evaluate(size) == pytest.approx(before)


def test_a_record_is_read_aloud_where_there_is_a_voice(browser: Browser, address: str) -> None:
    voices = """
      const said = window.said = [];
      const fake = new EventTarget();
      Object.assign(fake, {
        speaking: false, paused: false, getVoices: () => [{ lang: "zh-CN", localService: true }],
        speak(one) { said.push(one.text); this.speaking = true; setTimeout(() => one.dispatchEvent(new Event("end"))); },
        cancel() { this.speaking = false; }, pause() { this.paused = true; }, resume() { this.paused = false; },
      });
      Object.defineProperty(window, "speechSynthesis", { value: fake });
      window.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text; } };
    """  # the machine of the tests has no voice of its own
    with visit(browser, {}) as page:
        page.add_init_script(voices)
        page.goto(address + ONE_PER_KIND["brand"])
        page.get_by_role("button", name="朗读").click()
        page.wait_for_function("said.length > 2")
        assert page.evaluate("said[0]").startswith("冀南红小宣")
        page.wait_for_function("document.querySelector('[data-read-aloud]').textContent === '朗读'")


def test_without_a_voice_nothing_offers_to_read(page: Page, address: str) -> None:
    page.goto(address + ONE_PER_KIND["brand"])
    assert page.evaluate("speechSynthesis.getVoices().length") == 0
    assert page.get_by_role("button", name="朗读").count() == 0


def test_a_page_can_be_cited(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page.goto(address + ONE_PER_KIND["brand"])
    page.get_by_role("button", name="复制", exact=True).click()
    page.get_by_text("已复制").wait_for()
    cited = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(
        r"邢台市志愿服务品牌\. 冀南红小宣\[EB/OL\]\. \(\d{4}-\d\d-\d\d\)\[\d{4}-\d\d-\d\d\]\.",
        cited,
    )


def test_everything_is_there_without_scripts_and_styles(browser: Browser, address: str) -> None:
    with visit(browser, {"java_script_enabled": False}) as page:
        page.route("**/*.css", lambda route: route.abort())
        for path in ONE_PER_KIND.values():
            page.goto(address + path)
            links = page.get_by_role("article").get_by_role("link").all()
            assert all(link.is_visible() for link in links[:30])
            widest = page.locator("svg").evaluate_all(
                "all => Math.max(0, ...all.map((s) => s.clientWidth))"
            )
            assert widest <= 640


@pytest.mark.parametrize("kind", ["brand", "brand with little known", "project", "month"])
def test_a_record_and_a_month_fit_on_paper(browser: Browser, published: Path, kind: str) -> None:
    with serve(published) as address, visit(browser, {}) as page:
        page.goto(address + ONE_PER_KIND[kind])
        paper = page.pdf(prefer_css_page_size=True)
    sheets = re.findall(rb"/MediaBox\s*\[0 0 (\d+)\S* (\d+)", paper)
    assert [sorted(map(int, sheet)) in ([594, 841], [595, 842]) for sheet in sheets] == [True]
    assert (int(sheets[0][0]) > int(sheets[0][1])) == (kind == "month")


def test_a_printed_month_has_room_for_names(browser: Browser, address: str) -> None:
    with visit(browser, {"viewport": {"width": 1060, "height": 740}}) as page:
        page.goto(address + "calendar/2024/10/")
        page.emulate_media(media="print")
        cut = page.locator("main table a").evaluate_all(
            "all => all.filter((a) => a.scrollHeight > a.clientHeight + 2 || a.scrollWidth > a.clientWidth + 2).map((a) => a.textContent)"
        )
        assert page.get_by_role("link", name="2024 邢台马拉松志愿服务（赛前安排）").count() > 0
    assert cut == []


SHIFTS = """new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.moved = (window.moved ?? 0) + entry.value;
}).observe({ type: "layout-shift", buffered: true })"""


@pytest.mark.parametrize("path", ["", ONE_PER_KIND["brand"], "calendar/", "brands/"])
def test_a_first_page_asks_for_little_and_stays_where_it_is(
    browser: Browser, address: str, path: str
) -> None:
    with visit(browser, MODES["phone"]) as page:
        answers: list[Response] = []
        page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108  # Playwright marks what it calls
        page.add_init_script(SHIFTS)
        page.goto(address + path, wait_until="networkidle")
        sizes = [len(gzip.compress(answer.body())) for answer in answers]
        assert len(sizes) <= 8
        assert sum(sizes) <= 100_000
        assert page.evaluate("window.moved ?? 0") == 0
