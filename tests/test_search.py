"""The search: what readers type leads to what they mean, quickly, with few bytes and by keyboard alone."""

import gzip
import json
import re
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.generated import write_tree
from benchmarks.headings import headings
from benchmarks.queries import Query, made_queries, read_queries
from benchmarks.searching import Answer, Measured, Ours, measured, misses
from conftest import EXAMPLE, ROOT, TODAY, serve
from measurements.modes import AXE
from showcase.bundles import scripts
from showcase.catalog import Catalog
from showcase.fulltext import Change, FullText, Kept, kept, shard_count
from showcase.index import Index
from showcase.script import common_readings, fold, reading, syllables
from showcase.survey import look
from test_browser import search

QUERIES = list(read_queries(ROOT / "tests" / "search"))
CLASSES = sorted({query.kind for query in QUERIES})
MADE = [kind for kind in CLASSES if kind not in ("partly", "words")]  # those need what readers say
LARGE = 1000


# --- what is found ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real(browser: Browser, site: Path) -> Measured:
    """What the real site answers to the queries that are written down."""
    return measured(browser, Ours(site), QUERIES)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree of generated records."""
    tree = tmp_path_factory.mktemp("large") / "tree"
    write_tree(LARGE, tree, ROOT)
    return tree


@pytest.fixture(scope="module")
def large_site(build: Callable[..., Path], large: Path) -> Path:
    """The site of the generated records."""
    return build(large)


@pytest.fixture(scope="module")
def generated(browser: Browser, large: Path, large_site: Path) -> Measured:
    """What a site of generated records answers to queries made from them."""
    queries = made_queries(large, date.fromisoformat(TODAY), 35)
    return measured(browser, Ours(large_site), queries)


def missed(found: Measured, kind: str) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (answer.query.words, answer.found[:5])
        for answer in found.by_kind[kind]
        if answer.query.recall(answer.found) < 1
        or (kind == "exact" and not answer.query.is_first(answer.found))
    ]


def test_there_are_hundreds_of_queries_in_fourteen_classes() -> None:
    assert len(CLASSES) == 14
    assert len(QUERIES) >= 300


@pytest.mark.parametrize("kind", CLASSES)
def test_readers_find_what_they_mean(real: Measured, kind: str) -> None:
    assert missed(real, kind) == []


@pytest.mark.parametrize("kind", MADE)
def test_readers_find_it_among_many(generated: Measured, kind: str) -> None:
    assert len(generated.by_kind[kind]) >= 5
    assert missed(generated, kind) == []


def found_for(page: Page, words: str) -> list[str]:
    page.get_by_role("combobox").fill(words)
    expect(page.get_by_role("option").first).to_be_visible()
    expect(page.locator("[role=listbox]")).to_have_attribute("aria-busy", "false")
    return page.get_by_role("option").all_inner_texts()


def test_a_story_that_says_the_whole_stands_before_records_that_have_its_parts(
    page: Page, large_site: Path
) -> None:
    with serve(large_site) as root:
        page.goto(root)
        search(page, "")
        whole, *parts = found_for(page, "内丘的志愿服务")
        assert "内丘的志愿服务组织" in whole
        assert len(parts) > 10
        assert not [text for text in parts if "…的志" in text]  # 的 belongs to no word


@pytest.mark.parametrize("words", ["宁晋", "宁晋县", "寧晉"])
def test_the_name_of_a_county_leads_to_its_brands(page: Page, address: str, words: str) -> None:
    page.goto(address)
    search(page, "")
    found = [text.partition("\n")[0] for text in found_for(page, words)]
    assert found[0] == "宁晋县"
    assert {"爱帮嫂", "红太阳", "美洁嫂"} <= {*found}


def test_stories_that_come_along_are_read_too(
    page: Page, build: Callable[..., Path], tmp_path: Path
) -> None:
    write_tree(
        300, tmp_path, ROOT
    )  # where ten stories have all pairs of the words, and four the words
    with serve(build(tmp_path)) as root:
        page.goto(root)
        search(page, "")
        found = found_for(page, "后来的人")
        assert len(found) == 5
        assert all("后来的人" in text for text in found)


def test_what_a_story_says_is_not_looked_for_without_its_small_words_too(
    page: Page, large_site: Path
) -> None:
    asked: list[str] = []
    with serve(large_site) as root:
        page.goto(root)
        search(page, "")
        page.on("request", lambda request: asked.append(request.url))
        assert len(found_for(page, "讲的是身边")) == 5
        postings = [url for url in asked if re.search(r"/t\d+\.js", url)]
        stories = [url for url in asked if re.search(r"/s\d+\.js", url)]
    assert len(postings) <= 4
    assert len(stories) <= 5  # 讲是身边, without 的, would bring five more


def test_queries_are_made_with_the_headings_that_the_search_knows(site: Path) -> None:
    text = (site / "assets" / "search" / "names.js").read_text("utf-8")
    groups = json.loads(text[text.index(",") + 1 : text.rindex(")")])["landmarks"]
    pages = {
        line.split("\t")[0]
        for *_, holder, _, lines in groups
        if not holder
        for line in lines.split("\n")
    }
    made = {heading.url for heading in headings(ROOT, ROOT / "mkdocs.yml")}
    assert made < pages
    assert {url.partition("/")[0] for url in pages - made} == {
        "calendar",
        "figures",
        "how",
        "sources",
        "handbook",
    }


def test_what_a_search_misses_is_told() -> None:
    right = Answer(Query("exact", "玉兰", frozenset({"a/"})), ("a/",), 0, 1)
    wrong = Answer(Query("story", "养老", frozenset({"a/"})), ("b/", "c/"), 0, 1)
    none = Answer(Query("none", "xk", frozenset()), ("b/",), 0, 1)
    assert list(misses(Measured("ours", 0, [right, wrong, none]))) == [
        "ours missed story 养老: expected a/; came b/ c/",
        "ours missed none xk: expected nothing; came b/",
    ]


def test_answers_are_cheap(generated: Measured) -> None:
    assert generated.before <= 45_000
    assert generated.most <= 20_000


def test_a_small_site_sends_little(build: Callable[..., Path], tmp_path: Path) -> None:
    write_tree(100, tmp_path, ROOT)
    assets = build(tmp_path) / "assets"

    def largest(pattern: str) -> int:
        return max(len(gzip.compress(file.read_bytes(), 9)) for file in assets.glob(pattern))

    dialog = len(gzip.compress(scripts(ROOT / "theme", ["assets/search.js"]).encode(), 9))
    first = dialog + largest("search-answering.js") + largest("search/names.js")
    assert first <= 20_000
    assert largest("search/script.js") <= 7_200  # for characters that are not among the common ones
    assert largest("search/*/t*.js") <= 2_000
    assert largest("search/*/s*.js") <= 2_000


# --- how texts are compared -------------------------------------------------------------------


def test_both_sides_fold_every_character_alike(page: Page, address: str) -> None:
    every = [chr(code) for code in range(sys.maxunicode + 1)]
    every = [c for c in every if unicodedata.category(c) not in ("Cn", "Cs", "Co")]
    expected = [re.sub(r"[\W_]", "", fold(character)) for character in every]
    page.goto(address)
    search(page, "鑫淼焱")
    expect(page.locator("#finder [role=status]")).to_contain_text("没有找到")
    folded = page.evaluate("every => every.map(showcaseSearch.characters.fold)", every)
    differing = [(c, e, f) for c, e, f in zip(every, expected, folded, strict=True) if e != f]
    assert differing == []


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("太行花开", "tai hang hua kai"),
        ("同行", "tong xing"),
        ("襄都区", "xiang du qu"),
        ("人民调解", "ren min tiao jie"),
        ("和合说事民调志愿者", "he he shuo shi min tiao zhi yuan zhe"),
        ("义务献血", "yi wu xian xue"),
        ("市中心血站", "shi zhong xin xue zhan"),
        ("重阳", "chong yang"),
        ("柏乡县", "bai xiang xian"),
        ("公益牛城·日行一善", "gong yi niu cheng ri xing yi shan"),
        ("外卖配送行业党委", "wai mai pei song hang ye dang wei"),
        ("小橘灯“巧手绘长卷”", "xiao ju deng qiao shou hui chang juan"),
        ("家乐园", "jia le yuan"),
        ("文体和旅游局", "wen ti he lü you ju"),
    ],
)
def test_names_are_read_as_people_read_them(name: str, read: str) -> None:
    assert reading(name) == read


def test_every_real_name_is_read_character_by_character(catalog: Catalog) -> None:
    for record in catalog.records.values():
        for name in (record.name, *(other.value for other in record.alternate_name)):
            han = {c for c in name if "\u4e00" <= c <= "\u9fff"}
            assert syllables(name, reading(name)).keys() == han


def test_common_characters_are_read_as_the_words_of_names_are() -> None:
    spoken = {character: reading(character).replace("ü", "v") for character in common_readings()}
    assert spoken == common_readings()


def test_common_characters_are_read_without_being_sent_one_by_one(page: Page, address: str) -> None:
    page.goto(address)
    search(page, "鑫淼焱")
    expect(page.locator("#finder [role=status]")).to_contain_text("没有找到")
    for character, syllable in (("绿", "lv"), ("阿", "a"), ("作", "zuo"), ("旗", "qi")):
        known = page.evaluate("c => showcaseSearch.characters.readingsOf(c)", character)
        assert syllable in known


# --- what is kept between builds --------------------------------------------------------------


def test_an_edit_patches_the_postings_that_differ(example: Catalog) -> None:
    survey = look(EXAMPLE, date.fromisoformat(TODAY))
    index = Index(survey.setting, survey.entries, survey.gists)
    records = {id: kept(record, index) for id, record in example.records.items()}
    random = Random(4)
    for _ in range(30):
        old = FullText(records)
        changed = dict(records)
        for id in random.sample(list(records), 3):
            other = records[random.choice(list(records))]
            changed[id] = Kept(other.story, random.choice([records[id].values, other.values]))
        new = FullText(changed)
        assert shard_count(old.total) == shard_count(new.total) == 1
        change = Change.of(old, new)
        assert change.shards(1) <= {0}
        assert change.patched(0, 1, old.shard(0)) == new.shard(0)
        records = changed


def test_distances_of_any_size_are_kept() -> None:
    numbers = [0, 57, 58, 150, 300, 70_000, 70_001, 400_000]
    blank = b'showcaseSearch.take("t0","");\n'
    file = Change({"很远": numbers}, {}).patched(0, 1, blank)
    assert Change({"很远": [5]}, {"很远": numbers[1:]}).patched(0, 1, file).count(b"#") == 1
    assert Change({}, {"很远": numbers}).patched(0, 1, file) == blank
    signs = file.decode().split(" ")[1].removesuffix('");\n')
    assert len(signs) == len(numbers) + 69_700 // 55_131 + 329_999 // 55_131


# --- the dialog -------------------------------------------------------------------------------


def test_the_key_opens_and_can_be_switched_off(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    dialog = page.get_by_role("dialog", name="搜索")
    expect(dialog).to_be_visible()
    page.get_by_role("checkbox", name="键打开搜索").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(dialog).to_be_hidden()
    page.goto(address + "figures/")
    page.keyboard.press("/")
    expect(dialog).to_be_hidden()
    for keys in ("Control+k", "Meta+k"):
        page.keyboard.press(keys)
        expect(dialog).to_be_visible()
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()


def test_results_are_walked_by_arrows_home_and_end(page: Page, address: str) -> None:
    page.goto(address)
    search(page, "玉兰")
    field = page.get_by_role("combobox", name="找品牌")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#finder [role=status]")).to_contain_text("找到")
    expect(page.locator("#finder [role=listbox]")).to_have_attribute("aria-busy", "false")
    every = page.get_by_role("option")
    count = every.count()
    for key, place in (("ArrowDown", 0), ("ArrowDown", 1), ("End", count - 1), ("ArrowDown", 0)):
        page.keyboard.press(key)
        expect(every.nth(place)).to_have_attribute("aria-selected", "true")
        expect(page.locator("[role=option][aria-selected=true]")).to_have_count(1)
        assert field.get_attribute("aria-activedescendant") == every.nth(place).get_attribute("id")
    page.keyboard.press("ArrowUp")
    expect(every.nth(count - 1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Home")
    expect(field).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(address + "brands/yulan-fuzhi/")


def test_results_say_why(page: Page, address: str) -> None:
    page.goto(address)
    search(page, "团市委")
    hosted = page.get_by_role("option", name="青春暖邢 志愿服务品牌")
    expect(hosted).to_contain_text("主办单位：团市委")
    for words, name, why in (
        ("qingchun", "青春暖邢", "拼音"),
        ("玉兰扶志", "玉兰扶智", "相近"),
        ("和合说事", "和合说事民调志愿者", ""),
        ("共青团邢台市委", "团市委", "别名：共青团邢台市委"),
        ("田付村镇", "暖心田", "田付村镇"),
    ):
        page.get_by_role("combobox").fill(words)
        expect(page.get_by_role("option").filter(has_text=name).first).to_contain_text(why)
    expect(page.locator("mark").first).to_have_text("田付村镇")
    expect(page.get_by_role("group", name="文中提到").first).to_be_visible()


def test_a_reason_is_given_once(page: Page, address: str) -> None:
    page.goto(address)
    search(page, "老头老太太没人管")  # both words for older people
    hit = page.get_by_role("option", name="阳光义工 志愿服务品牌")
    expect(hit.get_by_text("对象：老年人")).to_have_count(1)


def test_names_come_while_an_input_method_composes(page: Page, address: str) -> None:
    page.goto(address)
    search(page, "")
    session = page.context.new_cdp_session(page)
    for text in ("qing'c", "qing'chun", "qing'chun'nuan"):
        session.send(
            "Input.imeSetComposition",
            {"text": text, "selectionStart": len(text), "selectionEnd": len(text)},
        )
        expect(page.get_by_role("option").first).to_contain_text("青春暖邢")


def test_nothing_typed_is_kept(page: Page, address: str) -> None:
    page.goto(address)
    search(page, "玉兰扶智")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(address + "brands/yulan-fuzhi/")
    stored = page.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    )
    assert "玉兰" not in stored
    search(page, "x")
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_have_value("")


def test_whom_nothing_answers_is_offered_names_and_lists(page: Page, address: str) -> None:
    page.goto(address)
    search(page, "邢台志愿服务证书补办")
    expect(page.locator("#finder [role=status]")).to_contain_text("没有找到")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("link", name="邢台技师学院红十字志愿服务队")).to_be_visible()
    dialog.get_by_role("link", name="品牌", exact=True).click()
    expect(page).to_have_url(address + "brands/")


def test_pages_and_values_are_found_too(page: Page, address: str) -> None:
    for words, url in (
        ("襄都区", "areas/xiangdu/"),
        ("xiangdu", "areas/xiangdu/"),
        ("残疾人", "audiences/disabled/"),
        ("编辑手册", "handbook/"),
    ):
        page.goto(address)
        search(page, words)
        link = page.get_by_role("option").first
        expect(link).to_have_attribute("href", address + url)


@pytest.mark.parametrize(
    ("scheme", "is_large"), [("light", False), ("dark", False), ("light", True)]
)
@pytest.mark.parametrize("words", ["团市委", "打扫屋子", "没有这样的品牌名"])
def test_axe_finds_nothing_in_the_open_dialog(
    browser: Browser, address: str, words: str, scheme: str, is_large: bool
) -> None:
    context = browser.new_context(
        color_scheme=scheme,
        viewport={"width": 360, "height": 740},
        has_touch=True,
        is_mobile=True,
        bypass_csp=True,
    )
    if is_large:
        context.add_init_script("localStorage.setItem('large-type', 'yes')")
    page = context.new_page()
    page.goto(address)
    page.locator("[data-search-open]").first.tap()
    page.get_by_role("combobox", name="找品牌").fill(words)
    expect(page.locator("[role=listbox]")).to_have_attribute("aria-busy", "false")
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run(document.getElementById('finder'))")
    assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in found["violations"]] == []
    assert page.evaluate("document.getElementById('finder').scrollWidth") <= 360
    small = page.evaluate(
        "Array.from(document.querySelectorAll('#finder a, #finder button, #finder input[type=text]'))"
        ".filter((e) => e.checkVisibility()).map((e) => e.getBoundingClientRect())"
        ".filter((box) => box.height < 44 || box.width < 44).length"
    )
    assert small == 0
    context.close()


def test_a_tap_follows_a_result(browser: Browser, address: str) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(address)
    page.locator("[data-search-open]").first.tap()
    page.get_by_role("combobox", name="找品牌").fill("小橘灯")
    page.get_by_role("option").first.tap()
    expect(page).to_have_url(re.compile("xiaojudeng"))
    context.close()


# --- wherever the site is ---------------------------------------------------------------------


def test_stories_are_found_in_a_folder_and_under_a_base_path(
    page: Page, site: Path, tmp_path: Path
) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "base").symlink_to(site)
    with serve(tmp_path) as root:
        for start in ((site / "figures" / "index.html").as_uri(), f"{root}deep/base/figures/"):
            page.goto(start)
            search(page, "打扫屋子")
            expect(page.get_by_role("option").first).to_contain_text("打扫屋子")
            page.get_by_role("option").first.click()
            expect(page.get_by_role("heading", level=1)).to_contain_text("阳光义工")


def test_without_scripts_the_form_leads_to_the_list(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("searchbox").fill("玉兰")
    page.get_by_role("button", name="搜索").click()
    assert page.url.startswith(address + "search/?q=")
    expect(page.get_by_role("link", name="玉兰扶智")).to_be_visible()
    context.close()


def test_a_page_that_was_open_while_the_site_changed_goes_on(
    page: Page, build: Callable[..., Path], site: Path, tmp_path: Path
) -> None:
    tree, shown = tmp_path / "tree", tmp_path / "shown"
    for folder in ("brands", "content"):
        shutil.copytree(ROOT / folder, tree / folder)
    text = (tree / "brands" / "yulan-fuzhi.yaml").read_text("utf-8")
    text = re.sub("(?m)^name: .*$", "name: 阿登", text)
    text = re.sub("(?m)^summary: .*$", "summary: 一碗桂花藕粉", text)
    (tree / "brands" / "a-deng.yaml").write_text(text, "utf-8")
    shutil.copytree(site, shown)
    with serve(shown) as root:
        page.goto(root)
        search(page, "志愿")
        expect(page.get_by_role("option").first).to_be_visible()
        shutil.rmtree(shown)
        shutil.copytree(build(tree), shown)
        page.get_by_role("combobox").fill("桂花藕粉")
        expect(page.get_by_role("option")).to_have_count(1)
        expect(page.get_by_role("option")).to_contain_text("阿登")


def test_a_failed_load_is_told_and_may_be_repeated(page: Page, address: str) -> None:
    page.route("**/search/names.js*", lambda route: route.abort())
    page.goto(address)
    search(page, "玉兰")
    expect(page.locator("#finder [role=status]")).to_contain_text("没能取到")
    page.unroute("**/search/names.js*")
    page.get_by_role("combobox").fill("玉兰扶智")
    expect(page.get_by_role("option").first).to_contain_text("玉兰扶智")


def test_pages_of_a_search_are_deterministic(build: Callable[..., Path], site: Path) -> None:
    def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
        for file in sorted((folder / "assets" / "search").rglob("*.js")):
            yield file.relative_to(folder).as_posix(), file.read_bytes()

    assert dict(contents(build(ROOT))) == dict(contents(site))
