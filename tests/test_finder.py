"""The finder on the lists: what it counts is what it lists, and the address holds the choice."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, Route, expect

from benchmarks.generated import write_tree
from conftest import ROOT, TODAY, serve
from measurements.modes import AXE
from showcase.catalog import Catalog
from showcase.checking import load
from showcase.model import Activity, Offering, Place, Project, Record
from showcase.schedule import events_of

NOW = dt.datetime(2026, 11, 24, 4, tzinfo=dt.UTC)
DAY = dt.date.fromisoformat(TODAY)
LISTS = {
    "brands": ("area", "category", "audience", "kind", "status", "level"),
    "projects": ("area", "category", "audience", "level", "status", "brand"),
    "activities": ("time", "area", "category", "audience", "kind", "status", "brand"),
    "organizations": ("kind", "area"),
    "places": ("kind", "area"),
}
Choice = dict[str, list[str]]


# --- what should be found, worked out from the records themselves ------------------------------


def times(activity: Activity, catalog: Catalog) -> set[str]:
    events = list(events_of(activity, catalog, DAY))
    found = {str(event.start.first.year) for event in events}
    lasts = [dt.date.fromisoformat(event.last) for event in events]
    exact = [e for e in events if e.start.precision != "year"]
    if any(last >= DAY for last in lasts):
        found.add("coming")
    if any(last < DAY for last in lasts):
        found.add("past")
    first, next_month = DAY.replace(day=1), dt.date(2026, 12, 1)
    if any(e.start.first < next_month and dt.date.fromisoformat(e.last) >= first for e in exact):
        found.add("month")
    if activity.start is None and activity.schedule is None:
        found.add("regular")
    return found


def parents(record: Record, catalog: Catalog) -> list[Record]:
    ids = (*record.project, *record.brand) if isinstance(record, Activity) else ()
    return [catalog.records[id] for id in ids]


def inherited(record: Record, field: str, catalog: Catalog) -> set[str]:
    chain = (record, *parents(record, catalog))
    return next((set(found) for r in chain if (found := getattr(r, field, ()))), set())


def brands(record: Record, catalog: Catalog) -> set[str]:
    own = set(getattr(record, "brand", ()))
    if own or not isinstance(record, Activity):
        return own
    return {id for p in parents(record, catalog) if isinstance(p, Project) for id in p.brand}


def values(record: Record, facet: str, catalog: Catalog) -> set[str]:
    if facet == "time":
        return times(record, catalog) if isinstance(record, Activity) else set()
    if facet == "area":
        if isinstance(record, Place) and not getattr(record, "area_served", ()):
            return {record.address.area} if record.address else set()
        return inherited(record, "area_served", catalog)
    if facet in ("category", "audience"):
        assert isinstance(record, Offering)
        return inherited(record, facet, catalog)
    if facet == "brand":
        return brands(record, catalog)
    is_event = facet == "status" and isinstance(record, Activity)
    found = getattr(record, "event_status" if is_event else facet)
    return {str(found)} if found else set()


@dataclass
class Tree:
    """A built tree with what its records say."""

    catalog: Catalog
    address: str
    site: Path

    @cached_property
    def traits(self) -> dict[str, dict[str, dict[str, set[str]]]]:
        """For each list, each record and each facet the values."""
        records = [r for r in self.catalog.records.values() if r.visibility == "published"]
        return {
            section: {
                r.id: {f: values(r, f, self.catalog) for f in facets}
                for r in records
                if r.section == section
            }
            for section, facets in LISTS.items()
        }

    def fitting(self, section: str, choice: Choice) -> set[str]:
        """The records of a list that fit a choice."""
        return {
            id
            for id, own in self.traits[section].items()
            if all(not chosen or own[facet] & {*chosen} for facet, chosen in choice.items())
        }

    def counts(self, section: str, choice: Choice) -> dict[str, dict[str, int]]:
        """For each facet each value with how many are listed if it alone is chosen there."""
        counts: dict[str, dict[str, int]] = {}
        for facet in LISTS[section]:
            others = {f: chosen for f, chosen in choice.items() if f != facet}
            counts[facet] = {}
            for id in self.fitting(section, others):
                for value in self.traits[section][id][facet]:
                    counts[facet][value] = counts[facet].get(value, 0) + 1
        return counts

    def choices(self, random: Random, number: int) -> Iterator[tuple[str, Choice]]:
        """Random choices that readers could make: values that occur, often those of one record."""
        for _ in range(number):
            section = random.choice(list(LISTS))
            own = random.choice(list(self.traits[section].values()))
            choice = {}
            for facet in random.sample(LISTS[section], random.randint(1, min(3, len(own)))):
                known = sorted({v for r in self.traits[section].values() for v in r[facet]})
                wanted = sorted(own[facet])[:1] + random.sample(
                    known, random.randint(0, min(2, len(known)))
                )
                if wanted:
                    choice[facet] = sorted(set(wanted))
            yield section, choice


def query(choice: Choice, **more: str) -> str:
    said = {facet: ",".join(chosen) for facet, chosen in choice.items()} | more
    return "?" + "&".join(f"{name}={value}" for name, value in said.items())


@pytest.fixture(scope="module")
def trees(
    build: Callable[..., Path],
    site: Path,
    catalog: Catalog,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, Tree]]:
    """The real tree and one of a thousand generated records."""
    folder = tmp_path_factory.mktemp("generated")
    write_tree(1000, folder, ROOT)
    for file in sorted((folder / "brands").glob("*.yaml"))[::3]:
        text = file.read_text("utf-8")
        file.write_text(
            text.replace("assured_date: 2026-06-01", "assured_date: 2026-07-08"), "utf-8"
        )
    generated = build(folder)
    with ExitStack() as stack:
        addresses = [stack.enter_context(serve(place)) for place in (site, generated)]
        yield {
            "real": Tree(catalog, addresses[0], site),
            "generated": Tree(load(folder, DAY), addresses[1], generated),
        }


@pytest.fixture
def now(page: Page) -> Page:
    """A page on the day of the build."""
    page.clock.set_fixed_time(NOW)
    return page


READ = """() => {
  for (let more; !(more = document.querySelector(".found__more")).hidden; more.click());
  const isAll = document.querySelector(".found").hidden;
  const cards = document.querySelectorAll(isAll ? ".listing__groups .card" : ".found .card");
  const id = (card) => card.querySelector("h3 a").href.replace(/index\\.html$/, "").split("/").at(-2);
  const number = (element) => Number(element.textContent.match(/\\d+/)[0]);
  const counts = {};
  for (const group of document.querySelectorAll("[data-facet]")) {
    const rows = [...group.querySelectorAll("input")];
    counts[group.dataset.facet] = Object.fromEntries(
      rows.map((box) => [box.value, number(box.parentElement.querySelector(".filters__count"))]));
  }
  const chosen = [...document.querySelectorAll("#filters :checked")].map((box) => box.value).sort();
  return { isAll, ids: [...cards].map(id), total: number(document.querySelector(".listing-tools__status")), counts, chosen };
}"""
ASK_ALL = f"""async (queries) => {{
  const answers = [], read = {READ};
  document.querySelector(".listing__body").style.display = "none"; // what nobody looks at need not be laid out
  for (const query of queries) {{
    history.pushState(null, "", location.pathname + query);
    dispatchEvent(new PopStateEvent("popstate"));
    await new Promise((resolve) => setTimeout(resolve));
    answers.push(read());
  }}
  return answers;
}}"""


def opened(page: Page, address: str) -> dict:
    """What a freshly opened address with a choice shows."""
    page.goto(address)
    page.wait_for_function("!document.querySelector('.found').hidden")
    return page.evaluate(READ)


# --- counts and lists ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["real", "generated"])
def test_counts_are_the_lengths_of_lists(now: Page, trees: dict[str, Tree], name: str) -> None:
    tree = trees[name]
    by_section: dict[str, list[Choice]] = {}
    for section, choice in tree.choices(Random(name), 250):
        by_section.setdefault(section, []).append(choice)
    assert set(by_section) == set(LISTS)
    for section, choices in by_section.items():
        now.goto(f"{tree.address}{section}/?sort=checked")
        now.wait_for_selector(".found .card")
        for choice, answer in zip(
            choices, now.evaluate(ASK_ALL, list(map(query, choices))), strict=True
        ):
            wanted = tree.fitting(section, choice)
            assert (sorted(answer["ids"]), answer["total"]) == (sorted(wanted), len(wanted)), choice
            expected = tree.counts(section, choice)
            for facet, shown in answer["counts"].items():
                for value, count in shown.items():
                    assert count == expected[facet].get(value, 0), (section, choice, facet, value)
                if facet != "brand":
                    assert {v for v, c in shown.items() if c} == set(expected[facet]), (
                        choice,
                        facet,
                    )


def test_a_value_gives_as_many_as_it_promises(now: Page, trees: dict[str, Tree]) -> None:
    random = Random(3)
    for section in ("brands", "activities"):
        now.goto(f"{trees['generated'].address}{section}/")
        now.locator("[data-facet=category]").evaluate("group => group.open = true")
        for _ in range(4):
            group = now.locator(f"[data-facet={random.choice(['area', 'category'])}]")
            row = random.choice(group.locator(".filters__value").all())
            promised = re.search(r"\d+", row.locator(".filters__count").inner_text())
            row.click()
            status = now.locator(".listing-tools__status")
            expect(status).to_contain_text(re.compile(rf"找到 {promised[0] if promised else ''} "))
            now.locator(".picked__one").click()
            expect(status).to_contain_text("共 ")


def test_an_address_opened_afresh_gives_the_same_list(now: Page, trees: dict[str, Tree]) -> None:
    tree = trees["generated"]
    now.goto(tree.address + "projects/")
    now.locator("[data-facet=area] .filters__value").nth(2).click()
    now.locator("[data-facet=category] .filters__value").nth(1).click()
    now.locator("[data-facet=category] .filters__value").nth(3).click()
    now.get_by_label("排序").select_option("最近核对")
    expect(now).to_have_url(re.compile(r"\?area=[a-z]+&category=[a-z-]+,[a-z-]+&sort=checked$"))
    before, address = now.evaluate(READ), now.url
    other = now.context.new_page()
    other.clock.set_fixed_time(NOW)
    assert opened(other, address) == before
    assert len(before["ids"]) == before["total"] > 0


def test_what_is_chosen_while_the_data_comes_is_kept(now: Page, trees: dict[str, Tree]) -> None:
    held: list[Route] = []
    now.route("**/assets/lists/*.js", lambda route: held.append(route))  # noqa: PLW0108  # Playwright takes no built-in function
    now.goto(trees["real"].address + "projects/")
    for at in (0, 2):
        now.locator("[data-facet=area] .filters__value").nth(at).click()
    now.get_by_label("排序").select_option("最近核对")
    for route in held:
        route.continue_()
    expect(now).to_have_url(re.compile(r"\?area=[a-z]+,[a-z]+&sort=checked$"))
    assert now.locator("[data-facet=area] input:checked").count() == 2


def test_back_and_forward_lead_through_the_choices(now: Page, trees: dict[str, Tree]) -> None:
    now.goto(trees["real"].address + "brands/")
    states = []
    for value in ("ningjin", "julu"):
        now.locator(f"[data-facet=area] label:has([value={value}])").click()
        expect(now.locator(".found [href*='/'] >> nth=0")).to_be_visible()
        states.append((now.url, now.evaluate(READ)))
    now.go_back()
    expect(now).to_have_url(states[0][0])
    assert now.evaluate(READ) == states[0][1]
    now.go_back()
    expect(now).to_have_url(trees["real"].address + "brands/")
    assert now.evaluate(READ)["isAll"]
    now.go_forward()
    now.go_forward()
    expect(now).to_have_url(states[1][0])
    assert now.evaluate(READ) == states[1][1]


@pytest.mark.parametrize(
    "tampered",
    [
        "?area=nowhere&category=%3Cscript%3Ealert(1)%3C/script%3E&sort=evil",
        "?area=__proto__,constructor&kind=toString&sort=",
        "?area[]=xindu&level=%00&time=2026-13&status=%E0%A4%A",
        f"?area={'a,' * 3000}",
    ],
)
def test_what_an_address_makes_up_is_passed_over(
    now: Page, trees: dict[str, Tree], tampered: str
) -> None:
    now.goto(trees["real"].address + "brands/" + tampered)
    now.wait_for_load_state("networkidle")
    found = now.evaluate(READ)
    assert (found["isAll"], found["chosen"]) == (True, [])
    assert found["total"] == len(trees["real"].traits["brands"])


def test_the_known_part_of_a_tampered_address_counts(now: Page, trees: dict[str, Tree]) -> None:
    tree = trees["real"]
    found = opened(now, tree.address + "brands/?area=nowhere,ningjin&audience=nobody")
    assert set(found["ids"]) == tree.fitting("brands", {"area": ["ningjin"]})


def test_sorting(now: Page, trees: dict[str, Tree]) -> None:
    tree = trees["generated"]
    by_check = opened(now, tree.address + "brands/?sort=checked")["ids"]
    days = [tree.catalog.records[id].assured_date for id in by_check]
    assert days == sorted(days, reverse=True)
    assert len(set(days)) > 1
    by_name = opened(now, tree.address + "brands/?area=xindu,julu")["ids"]
    first = tree.site / "search"
    pages = [first / "index.html", *sorted(first.glob("page/*/index.html"))]
    everything = [href for page in pages for href in html.parse(page).xpath("//a/@href")]
    spoken = [href.split("/")[-2] for href in everything if re.match(r"(\.\./)+brands/.", href)]
    assert by_name == [id for id in spoken if id in by_name]


# --- how it looks, and who can use it ----------------------------------------------------------


CARDS = """(selector) => [...document.querySelectorAll(selector)].map((card) => {
  const link = card.querySelector("a");
  link.setAttribute("href", link.href);
  for (const mark of ["class", "data-focus-visible-added"]) link.removeAttribute(mark); // the focus was there
  return [link.href, card.outerHTML.replace(/>\\s+|\\s+</g, (gap) => gap.trim())];
})"""


def test_cards_made_in_the_browser_are_those_of_the_pages(
    now: Page, trees: dict[str, Tree]
) -> None:
    tree = trees["generated"]
    opened(now, tree.address + "activities/?sort=checked")
    made = dict(now.evaluate(CARDS, ".found .card"))
    for number in (2, 3):
        now.goto(f"{tree.address}activities/page/{number}/")
        written = now.evaluate(CARDS, ".card")
        assert len(written) >= 100
        for address, card in written:
            assert made[address] == card


def test_the_finder_works_by_keyboard_alone_on_a_phone(now: Page, trees: dict[str, Tree]) -> None:
    now.set_viewport_size({"width": 360, "height": 740})
    now.goto(trees["real"].address + "brands/")
    opener = now.get_by_role("button", name="筛选")
    while not opener.evaluate("element => element === document.activeElement"):
        now.keyboard.press("Tab")
    now.keyboard.press("Enter")
    dialog = now.get_by_role("dialog", name="筛选")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("button", name=re.compile(r"^看 \d+ 个品牌"))).to_be_visible()
    box = dialog.get_by_role("checkbox", name=re.compile("^宁晋县"))
    while not box.evaluate("element => element === document.activeElement"):
        now.keyboard.press("Tab")
    now.keyboard.press("Space")
    expect(box).to_be_checked()
    expect(dialog.get_by_role("button", name=re.compile("^看 3 个品牌"))).to_be_visible()
    now.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(opener).to_have_text("筛选（1）")
    expect(now.locator(".listing-tools__status")).to_have_text("找到 3 个品牌")
    now.keyboard.press("Tab")
    expect(now.get_by_label("排序")).to_be_focused()
    now.keyboard.press("Tab")
    expect(now.get_by_role("button", name="去掉 宁晋县")).to_be_focused()
    now.keyboard.press("Enter")
    expect(now.get_by_label("排序")).to_be_focused()
    expect(now.locator(".listing-tools__status")).to_have_text("共 24 个品牌")


def test_nothing_found_shows_a_way_out(now: Page, trees: dict[str, Tree]) -> None:
    now.goto(trees["real"].address + "brands/?area=ningjin&audience=utility-users")
    expect(now.get_by_text("没有同时符合这些条件的品牌")).to_be_visible()
    now.get_by_role("button", name="看全部 24 个品牌").click()
    expect(now).to_have_url(trees["real"].address + "brands/")
    expect(now.get_by_role("heading", name=re.compile("^全市"))).to_be_visible()


SMALL = """() => [...document.querySelectorAll(".listing :is(button, select, summary, .filters__value, .listing-tools__open)")]
  .filter((element) => element.checkVisibility())
  .map((element) => [element.className, element.getBoundingClientRect()])
  .filter(([, box]) => box.height < 44 || box.width < 44)
  .map(([name]) => name)"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "is_large"), [(360, False), (360, True), (1280, False)])
def test_axe_finds_nothing_in_use(
    browser: Browser, trees: dict[str, Tree], width: int, scheme: str, is_large: bool
) -> None:
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True
    )
    if is_large:
        context.add_init_script("localStorage.setItem('large-type', 'yes')")
    page = context.new_page()
    options = {
        "runOnly": ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21aa", "wcag22aa", "best-practice"]
    }
    page.goto(trees["real"].address + "activities/?area=longyao&category=elderly-care")
    page.wait_for_function("!document.querySelector('.found').hidden")
    page.add_script_tag(path=AXE)
    opener = page.get_by_role("button", name="筛选")
    for is_open in (False, True) if opener.is_visible() else (False,):
        if is_open:
            opener.click()
            ways = page.locator(".filters-dialog__end button").all()
            assert (
                len({way.evaluate("way => way.getBoundingClientRect().top") for way in ways}) == 1
            )
            assert (
                max(way.evaluate("way => way.offsetHeight") for way in ways) < 80
            )  # one line each
        found = page.evaluate("options => axe.run('.listing', options)", options)
        assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in found["violations"]] == []
        assert page.evaluate(SMALL) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_the_finder_shifts_nothing_and_loads_only_when_used(
    now: Page, trees: dict[str, Tree]
) -> None:
    asked: list[str] = []
    now.on("request", lambda request: asked.append(request.url))
    now.add_init_script(
        "window.shift = 0; new PerformanceObserver((l) => { for (const e of l.getEntries()) shift += e.value; })"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    for width in (360, 1280):
        now.set_viewport_size({"width": width, "height": 800})
        now.goto(trees["real"].address + "places/")
        now.wait_for_load_state("networkidle")
        assert now.evaluate("shift") == 0
        assert not [url for url in asked if "assets/lists/" in url]
    now.locator("[data-facet=kind] .filters__value").first.click()
    expect(now.locator(".listing-tools__status")).to_contain_text("找到")
    assert len([url for url in asked if "assets/lists/place.js" in url]) == 1


def test_data_that_does_not_come_is_said_and_asked_for_again(
    now: Page, trees: dict[str, Tree]
) -> None:
    now.route("**/assets/lists/*", lambda route: route.abort())
    now.goto(trees["real"].address + "brands/")
    box = now.get_by_role("checkbox", name=re.compile("^宁晋县"))
    now.locator("label", has=box).click()
    expect(now.locator(".listing-tools__status")).to_contain_text("没能取到")
    expect(box).not_to_be_checked()
    now.unroute("**/assets/lists/*")
    now.locator("label", has=box).click()
    expect(now.locator(".listing-tools__status")).to_have_text("找到 3 个品牌")


# --- without scripts, from a folder ------------------------------------------------------------


@pytest.mark.parametrize("name", ["real", "generated"])
def test_every_value_leads_to_a_plain_list_of_its_length(trees: dict[str, Tree], name: str) -> None:
    tree, followed = trees[name], 0
    for section in LISTS:
        document = html.parse(tree.site / section / "index.html")
        expected = tree.counts(section, {})
        for link in document.xpath("//a[@data-value]"):
            facet = link.xpath("ancestor::*[@data-facet]")[0].get("data-facet")
            value, address = link.get("data-value"), link.get("href").removeprefix("../")
            count = int(link.xpath("string(.//*[@class='filters__count'])"))
            assert count == expected[facet].get(value, 0), (section, facet, value)
            if facet == "brand" or not address[:4].isalpha() or address == "calendar/":
                assert (tree.site / address / "index.html").is_file()
                continue
            first = tree.site / address
            pages = [first / "index.html", *first.glob("page/*/index.html")]
            ids = [
                href.split("/")[-2]
                for page in pages
                for href in html.parse(page).xpath("//*[@class='card__name']/a/@href")
            ]
            assert {i for i in ids if i in tree.traits[section]} == tree.fitting(
                section, {facet: [value]}
            )
            followed += 1
    assert followed > 60


def test_without_scripts_the_filters_are_links(browser: Browser, trees: dict[str, Tree]) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(trees["real"].address + "brands/")
    page.get_by_role("link", name="筛选", exact=True).click()
    page.get_by_role("link", name="巨鹿县 2").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("巨鹿县")
    context.close()


def test_the_finder_works_from_a_folder(browser: Browser, trees: dict[str, Tree]) -> None:
    page = browser.new_page()
    page.goto((trees["generated"].site / "activities" / "index.html").as_uri())
    page.locator("[data-facet=time] .filters__value").first.click()
    expect(page.locator(".listing-tools__status")).to_contain_text("找到")
    page.locator(".found .card a").last.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url.endswith("/index.html")
    page.close()
