"""What is new, as news readers get it."""

import json
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree, html

from fair import FAIR_DAY, write_fair

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import feedparser

ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESS = "https://fair.example.cn/town/"


@pytest.fixture(scope="module")
def fair(build: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    tree = write_fair(tmp_path_factory.mktemp("fair") / "tree")
    for name, text in (
        ("brands/deng-xia.yaml", "2026-01-31"),
        ("content/places/east-hall.yaml", "2026-02-01"),
    ):
        file = tree / name
        file.write_text(
            file.read_text("utf-8").replace("assured_date: 2026-01-05", f"assured_date: {text}"),
            "utf-8",
        )
    return build(tree, today=FAIR_DAY, SITE_URL=ADDRESS)


def test_what_was_checked_last_comes_first(fair: Path) -> None:
    entries = feedparser.parse(fair / "feeds/news.atom")["entries"]
    days = [entry["updated"][:10] for entry in entries]
    assert days == sorted(days, reverse=True)
    assert [entry["title"] for entry in entries[:2]] == ["东区活动室", "灯下"]
    assert entries[2]["title"] == "周六茶座"  # a change of it was announced on 23 January
    assert "2026-01-20" in days


def test_coming_events_come_before_what_is_over(fair: Path) -> None:
    entries = feedparser.parse(fair / "feeds/news.atom")["entries"]
    titles = [entry["title"] for entry in entries if entry["updated"].startswith("2026-01-05")]
    assert titles.index("kuaye") < titles.index("灯下开张")
    entry = next(entry for entry in entries if entry["title"] == "kuaye")
    assert "下一次：2026 年 3 月 7 日 周六" in entry["summary"]


def test_atom_is_well_formed_and_complete(fair: Path, site: Path) -> None:
    for folder in (fair, site):
        parsed = feedparser.parse(folder / "feeds/news.atom")
        assert not parsed["bozo"]
        root = etree.parse(folder / "feeds/news.atom").getroot()
        entries = root.findall(f"{ATOM}entry")
        assert 10 <= len(entries) <= 50
        for element in (root, *entries):
            for name in ("id", "title", "updated"):
                assert len(element.findall(f"{ATOM}{name}")) == 1
            assert element.find(f"{ATOM}id").text.startswith("urn:uuid:")
        assert root.find(f"{ATOM}author/{ATOM}name").text
        assert len({entry.find(f"{ATOM}id").text for entry in entries}) == len(entries)


def test_both_forms_tell_the_same_and_lead_to_pages(fair: Path) -> None:
    entries = feedparser.parse(fair / "feeds/news.atom")["entries"]
    feed = json.loads((fair / "feeds/news.json").read_text("utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{ADDRESS}feeds/news.json"
    told = [
        (item["id"], item["title"], item["url"], item["date_modified"]) for item in feed["items"]
    ]
    assert told == [(e["id"], e["title"], e["link"], e["updated"]) for e in entries]
    for item in feed["items"]:
        assert item["content_text"]
        assert (fair / item["url"].removeprefix(ADDRESS) / "index.html").is_file()


def test_without_a_known_address_links_are_relative(site: Path) -> None:
    root = etree.parse(site / "feeds/news.atom").getroot()
    for link in root.iterfind(f"{ATOM}entry/{ATOM}link"):
        assert (site / "feeds" / link.get("href") / "index.html").is_file()
    feed = json.loads((site / "feeds/news.json").read_text("utf-8"))
    assert not any("url" in item for item in (feed, *feed["items"]))


def test_pages_say_where_the_news_are(site: Path) -> None:
    for page in ("index.html", "brands/qingchun-nuanxing/index.html", "about/index.html"):
        links = html.parse(site / page).xpath("//head/link[@rel='alternate']")
        found = {link.get("type"): (site / page).parent / link.get("href") for link in links}
        for kind in ("application/atom+xml", "application/feed+json", "text/calendar"):
            assert found[kind].is_file()


def test_a_hostile_title_stays_text(build: Callable[..., Path], tree: Path) -> None:
    file = tree / "brands/deng-xia.yaml"
    text = file.read_text("utf-8").replace("name: 灯下", "name: '灯&下\"]]'", 1)
    file.write_text(text, "utf-8")
    site = build(tree)
    titles = [e["title"] for e in feedparser.parse(site / "feeds/news.atom")["entries"]]
    assert any("灯" in title and "]]" in title for title in titles)
