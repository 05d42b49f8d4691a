"""The edition in traditional script: a twin for every page, right script, right addresses, both ways."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html
from opencc import OpenCC
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from conftest import EXAMPLE, HOST, serve
from showcase.build import build_again
from showcase.catalog import Catalog
from showcase.editions import FOLDER, Edition
from showcase.plugin import build_site
from showcase.script import common_readings, fold, traditional
from showcase.states import project_of
from test_browser import search
from test_build import differing
from test_renewal import SILENT

HAN = "".join(map(chr, range(0x4E00, 0xA000)))


BOTH = (
    "万丑丰于云亘仆价伙余佣党准几凶划占厂厘台叶吁吃后咨咸唇夸尸岩岳帘干广征愿挂据斗朴杠杰极柜涂涌淀"
    "游熏皂确种筑胜腊腌膻苹范荐虫蚝蜡蝎跖辟适郁采里"
)
"""What OpenCC's table may write otherwise in traditional script and may as well leave as it is."""


@pytest.fixture(scope="module")
def simplified_only() -> frozenset[str]:
    """The characters that OpenCC's tables never leave as they are in traditional script."""
    there = OpenCC("s2tw").convert("\n".join(HAN)).split("\n")
    back = OpenCC("t2s").convert("\n".join(HAN)).split("\n")
    changed = {one for one, other in zip(HAN, there, strict=True) if one != other}
    kept = {one for one, other in zip(HAN, back, strict=True) if one == other}
    return frozenset((changed & kept) - set(BOTH))


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, str]:
    """The pages of both editions by their addresses."""
    return {
        page.relative_to(site).as_posix(): page.read_text("utf-8") for page in site.rglob("*.html")
    }


def seen(page: str) -> str:
    """Return all text of a page that readers get, but for what has to be typed as it stands."""
    document = html.document_fromstring(page)
    for element in document.xpath("//code | //script | //*[@translate='no']"):
        element.drop_tree()
    words = document.xpath("//@alt | //@title | //@aria-label | //@placeholder | //@label")
    words += document.xpath("//meta[@name='description' or starts-with(@property, 'og:')]/@content")
    return "\n".join([document.text_content(), *words])


def test_every_page_has_its_twin(pages: dict[str, str]) -> None:
    own = {path for path in pages if not path.startswith(FOLDER)}
    assert {FOLDER + path for path in own} == set(pages) - own


def test_no_character_of_the_other_script_is_left(
    pages: dict[str, str], site: Path, simplified_only: frozenset[str]
) -> None:
    left = {
        path: sorted(set(seen(page)) & simplified_only)
        for path, page in pages.items()
        if path.startswith(FOLDER)
    }
    for file in (site / FOLDER).rglob("*.ics"):
        left[file.name] = sorted(set(file.read_text("utf-8")) & simplified_only)
    assert {path: found for path, found in left.items() if found} == {}
    assert set("务区个们这时间书") <= simplified_only & set(seen("".join(pages.values())))


def test_words_are_written_as_readers_in_taiwan_and_hong_kong_know_them(
    pages: dict[str, str],
) -> None:
    """Neither in the forms of dictionaries nor as another word that begins in the word before."""
    text = "".join(seen(page) for path, page in pages.items() if path.startswith(FOLDER))
    wrong = "爲 裏 羣 衆 纔 啓 覈 縣誌 聯繫統 錶格 明瞭 有隻 有采 道里 里面 里加 歷表 合並"
    right = "為 裡 群 眾 啟 核實 縣志願 婦聯系統 表格 報道裡"
    assert [word for word in wrong.split() if word in text] == []
    assert [word for word in right.split() if word not in text] == []


def test_both_editions_say_the_same(pages: dict[str, str]) -> None:
    for path in [path for path in pages if path.startswith(FOLDER)]:
        one, other = seen(pages[path.removeprefix(FOLDER)]), seen(pages[path])
        assert len(one) == len(other), path
        assert pages[path].count("<") == pages[path.removeprefix(FOLDER)].count("<"), path


def test_other_editions_are_named_by_whole_addresses_or_not_at_all(site: Path) -> None:
    assert html.parse(site / "index.html").xpath("//link[@hreflang]") == []


def test_a_page_that_is_passed_on_brings_a_picture(published: Path) -> None:
    for page in ("brands/yulan-fuzhi/", f"{FOLDER}brands/yulan-fuzhi/"):
        document = html.parse(published / page / "index.html")
        told = {m.get("property"): m.get("content") for m in document.xpath("//meta[@property]")}
        assert told["og:image"].startswith(HOST)
        with Image.open(published / told["og:image"].removeprefix(HOST)) as picture:
            size = (told["og:image:width"], told["og:image:height"])
            assert tuple(map(str, picture.size)) == size


def test_pages_name_each_other_and_themselves(published: Path) -> None:
    for page in published.rglob("index.html"):
        path = page.relative_to(published).as_posix().removesuffix("index.html")
        own = path.removeprefix(FOLDER)
        document = html.parse(page).getroot()
        links = document.xpath("//link[@hreflang]")
        assert {link.get("hreflang"): link.get("href") for link in links} == {
            "x-default": HOST + own,
            "zh-Hans": HOST + own,
            "zh-Hant": HOST + FOLDER + own,
        }, path
        assert document.xpath("//link[@rel='canonical']/@href") == [HOST + path]
        for data in map(json.loads, document.xpath("//script[@type='application/ld+json']/text()")):
            assert data["url"] == HOST + path
        for cited in document.xpath("//*[@class='citation']"):
            assert HOST + path in cited.text_content()
        assert document.get("lang") == ("zh-Hant" if path.startswith(FOLDER) else "zh-Hans")
        switch = document.xpath("//a[@hreflang]")
        leads = {a.get("hreflang"): urljoin(HOST + path, a.get("href")) for a in switch}
        assert leads == {"zh-Hans": HOST + own, "zh-Hant": HOST + FOLDER + own}, path


def test_site_map_and_feeds_have_both(published: Path) -> None:
    listed = re.findall("<loc>(.*?)</loc>", (published / "sitemap.xml").read_text("utf-8"))
    own = {address for address in listed if not address.startswith(HOST + FOLDER)}
    assert {address.replace(HOST, HOST + FOLDER, 1) for address in own} == set(listed) - own
    feed = (published / FOLDER / "calendar.ics").read_bytes()
    assert all(len(line) <= 75 for line in feed.split(b"\r\n"))
    whole = feed.decode().replace("\r\n ", "")
    assert "志願服務" in whole
    assert f"URL:{HOST}{FOLDER}activities/" in whole
    news = json.loads((published / FOLDER / "feeds/news.json").read_text("utf-8"))
    assert news["language"] == "zh-Hant"
    assert news["feed_url"] == f"{HOST}{FOLDER}feeds/news.json"
    plain = (published / "calendar.ics").read_bytes().decode()
    assert re.findall("UID:.*", plain) == re.findall("UID:.*", feed.decode())


def test_the_page_for_wrong_addresses_stays_in_its_edition(published: Path) -> None:
    document = html.parse(published / FOLDER / "404.html").getroot()
    for link in document.xpath("//article//a/@href"):
        assert link.startswith(f"/base/{FOLDER}")
    assert document.xpath("//link[@rel='stylesheet']/@href")[0].startswith("/base/assets/")
    assert document.xpath("//a[@hreflang='zh-Hans']/@href") == ["/base/"]


def test_names_are_found_by_either_script(catalog: Catalog) -> None:
    """What search compares is the same for a name and for its twin, and for any common character."""
    names = [record.name for record in catalog.records.values()]
    names += common_readings()
    assert [name for name in names if fold(traditional(name)) != fold(name)] == []


# --- in the browser ---------------------------------------------------------------------------

KINDS = ("", "brands/yulan-fuzhi/", "brands/", "calendar/", "handbook/", "contribute/")


def switch_both_ways(page: Page, home: str, path: str, end: str = "") -> None:
    page.goto(f"{home}{path}{end}")
    before = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("link", name="繁體中文").click()
    expect(page).to_have_url(f"{home}{FOLDER}{path}{end}")
    expect(page.get_by_role("heading", level=1)).to_have_text(traditional(before))
    expect(page.get_by_role("link", name="繁體中文")).to_be_hidden()
    page.wait_for_load_state()  # from a folder, scripts mend the links
    page.get_by_role("link", name="简体中文").click()
    expect(page).to_have_url(f"{home}{path}{end}")


def test_the_switch_keeps_the_page_without_scripts(
    browser: Browser, site: Path, tmp_path: Path
) -> None:
    """At the root of a host and below a path."""
    (tmp_path / "base").symlink_to(site)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    with serve(tmp_path) as root, serve(site) as host:
        for path in KINDS:
            switch_both_ways(page, f"{root}base/", path)
        switch_both_ways(page, host, "brands/yulan-fuzhi/")
    context.close()


def test_the_switch_keeps_the_page_in_a_folder(page: Page, site: Path) -> None:
    for path in ("", "brands/yulan-fuzhi/"):
        switch_both_ways(page, f"{site.as_uri()}/", path, "index.html")


@pytest.mark.parametrize("words", ["玉兰扶智", "玉蘭扶智", "yulan", "怎么参加玉兰扶智"])
def test_search_answers_in_the_edition(page: Page, address: str, words: str) -> None:
    missing: list[str] = []
    page.on(
        "response",
        lambda response: response.ok or response.status == 304 or missing.append(response.url),
    )
    page.goto(f"{address}{FOLDER}figures/")
    search(page, words)
    expect(page.get_by_role("option").first).to_contain_text("玉蘭扶智")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}{FOLDER}brands/yulan-fuzhi/")
    expect(page.get_by_role("heading", level=1)).to_have_text("玉蘭扶智")
    assert missing == []


# --- fixed names, and builds that go on -------------------------------------------------------


def with_edition(tree: Path, fixed: str = "fixed: []") -> None:
    city = tree / "content/city.yaml"
    city.write_text(city.read_text("utf-8") + f"traditional_edition:\n  {fixed}\n", "utf-8")


def test_a_site_has_one_edition_unless_it_asks_for_two(build: Callable[..., Path]) -> None:
    site = build(EXAMPLE)
    assert not (site / FOLDER).exists()
    assert "hreflang" not in (site / "index.html").read_text("utf-8")


def test_fixed_names_are_written_as_they_are_given(tree: Path, build: Callable[..., Path]) -> None:
    with_edition(tree, "fixed:\n    - {simplified: 一盏灯, traditional: 一盏燈}")
    page = (build(tree) / FOLDER / "brands/deng-xia/index.html").read_text("utf-8")
    assert "一盏燈" in page
    assert "一盞燈" not in page


def test_a_record_fixes_its_own_name_and_nothing_else(
    tree: Path, build: Callable[..., Path]
) -> None:
    """A form that is no other writing of the name is only a nickname."""
    with_edition(tree)
    brand = tree / "brands/deng-xia.yaml"
    text = brand.read_text("utf-8").replace("name: 灯下", "name: 灯台里", 1)
    own, nickname = text.replace("燈下", "燈臺里"), text.replace("燈下", "我的名字")
    for written, form in ((own, "燈臺里"), (nickname, "燈臺裡")):
        brand.write_text(written, "utf-8")
        page = (build(tree) / FOLDER / "brands/deng-xia/index.html").read_text("utf-8")
        assert f"<title>{form} ·" in page


def test_fixed_names_are_looked_for_before_anything_is_converted() -> None:
    edition = Edition([("后里", "后里")], "")
    assert edition.text("后里的皇后在台里") == "后里的皇后在臺裡"


def test_only_what_readers_see_is_converted() -> None:
    """Neither values that programs read nor code; what both editions share lies one folder further up."""
    page = (
        '<img src="../pictures/a.webp" srcset="../pictures/a.webp 1x, ../pictures/b.webp 2x" alt="国" data-say="国">'
        '<code>国</code><input value="国" placeholder="国"><script src="../assets/site.js"></script>'
        '<link href="../assets/site.css"><a href="../brands/">国</a>'
    )
    assert Edition((), "").twin("how/index.html", page.encode()).decode() == (
        '<img src="../../pictures/a.webp" srcset="../../pictures/a.webp 1x, ../../pictures/b.webp 2x" alt="國" data-say="國">'
        '<code>国</code><input value="国" placeholder="國"><script src="../assets/site.js"></script>'
        '<link href="../../assets/site.css"><a href="../brands/">國</a>'
    )


@pytest.mark.parametrize("words", ["受灾人家", "受災人家"])
def test_stories_are_found_in_the_edition(page: Page, address: str, words: str) -> None:
    page.goto(f"{address}{FOLDER}")
    search(page, words)
    expect(page.get_by_role("option").first).to_contain_text("啟民義工")


def test_scripts_show_traditional_words_and_shared_pictures() -> None:
    script = 'say("国");show("pictures/a.webp");'.encode()
    twin = Edition((), "").twin("assets/lists/brand.js", script).decode()
    assert twin == 'say("國");show("../pictures/a.webp");'


def test_a_build_that_goes_on_makes_what_one_from_nothing_makes(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A changed text, a new fixed form, a new record and a removed one: both editions follow."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795449600")
    monkeypatch.setenv("SITE_URL", HOST)
    with_edition(tree)
    site, clean, brand = tmp_path / "site", tmp_path / "clean", tree / "brands/deng-xia.yaml"
    activity = tree / "content/activities/kaizhang.yaml"
    again, text = activity.with_name("kaizhang-2.yaml"), brand.read_text("utf-8")
    fixed = text.replace("name: 灯下", "name: 灯台里", 1).replace("燈下", "燈臺里")
    edits: list[tuple[Callable[[], object], bool]] = [
        (lambda: brand.write_text(text.replace("一盏灯", "两盏灯"), "utf-8"), True),
        (lambda: brand.write_text(fixed, "utf-8"), False),  # maybe on any page
        (lambda: again.write_text(activity.read_text("utf-8"), "utf-8"), True),
        (again.unlink, False),  # a hand-written page might lead there
    ]
    build_site(tree, site, is_kept=True, progress=SILENT)
    for number, (edit, goes_on) in enumerate(edits):
        edit()
        went_on = build_again(tree, project_of(tree), site, SILENT)
        assert (went_on is not None) == goes_on, number
        if not went_on:
            build_site(tree, site, is_kept=True, progress=SILENT)
        build_site(tree, clean, is_kept=False, progress=SILENT)
        assert differing(site, clean) == [], number


def test_the_search_data_of_the_edition_compare_alike(site: Path) -> None:
    """What is shown differs, what is compared does not."""
    own, other = (
        json.loads(file.read_text("utf-8").partition(",")[2].rstrip(");\n"))
        for file in (site / "assets/search/names.js", site / FOLDER / "assets/search/names.js")
    )
    for key in ("folder", "shards", "pack", "ids", "badge", "readings"):
        assert own[key] == other[key]
    assert fold(other["summaries"]) == fold(own["summaries"]) != fold("") != other["summaries"]
    assert set(own["simplified"]) <= set(other["simplified"])
    for shard in (site / "assets/search").rglob("t*.js"):
        assert (site / FOLDER / shard.relative_to(site)).read_bytes() == shard.read_bytes()
