"""Calendars to subscribe to: the events of the pages, of lasting identity, within their sizes."""

import gzip
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import html

from conftest import EXAMPLE, TODAY, showcase
from fair import FAIR_DAY, write_fair
from readers import MEMORY, by_icalendar, by_icaljs, by_libical, events_in
from showcase import views
from showcase.build import build_again, published
from showcase.catalog import Catalog
from showcase.ical import MOST, MOST_OF_ALL, calendar, components
from showcase.index import Index
from showcase.model import Activity, references
from showcase.outputs import Material
from showcase.planning import planned
from showcase.plugin import build_site
from showcase.progress import Progress
from showcase.schedule import Event, all_events
from showcase.states import project_of
from showcase.survey import look
from test_build import differing

UID = re.compile(r"^UID:(.*?)@", re.MULTILINE)
DAY = date.fromisoformat(TODAY)


def uids(content: bytes) -> list[str]:
    return UID.findall(content.replace(b"\r\n ", b"").decode())


def is_dated(event: Event) -> bool:
    return event.start.is_exact


# --- the same events everywhere ---------------------------------------------------------------


def carried(activity: Activity, catalog: Catalog, field: str) -> set[str]:
    """The terms of an activity: its own, or those of the first project or brand that has any."""
    owners = (activity, *(catalog.records[id] for id in (*activity.project, *activity.brand)))
    return set(next((found for owner in owners if (found := getattr(owner, field))), ()))


def expected_feeds(catalog: Catalog, today: date) -> dict[str, set[str]]:
    """What each calendar has to hold, worked out from the records."""
    found: dict[str, set[str]] = defaultdict(set)
    for record in (*catalog.brands, *catalog.nodes):
        found[f"{record.kind_name}-{record.id}"] = set()
    for kind in ("area", "category", "audience"):
        for id in catalog.terms[kind]:
            found[f"{kind}-{id}"] = set()
    for event in filter(is_dated, all_events(catalog, today)):
        activity = catalog.get(Activity, event.activity)
        named = {(kind, id) for _, kind, id in references(activity)} | {("activity", activity.id)}
        for kind, id in named:
            if kind in ("brand", "node", "project", "organization", "activity"):
                found[f"{kind}-{id}"].add(event.key)
        for kind, field in (
            ("area", "area_served"),
            ("category", "category"),
            ("audience", "audience"),
        ):
            for id in carried(activity, catalog, field) & set(catalog.terms[kind]):
                found[f"{kind}-{id}"].add(event.key)
    return dict(found)


def test_every_calendar_holds_what_the_records_say(site: Path, catalog: Catalog) -> None:
    in_feeds = {file.stem: uids(file.read_bytes()) for file in (site / "feeds").glob("*.ics")}
    assert {name: sorted(keys) for name, keys in in_feeds.items()} == {
        name: sorted(keys) for name, keys in expected_feeds(catalog, DAY).items()
    }


def keys_of(page: Path) -> set[str]:
    return set(html.parse(page).xpath("//@data-event"))


def test_pages_and_calendars_hold_the_same_events(site: Path) -> None:
    in_feed = uids((site / "calendar.ics").read_bytes())
    months = [p for p in (site / "calendar").rglob("index.html") if p.parent.parent != site]
    on_pages = set().union(*map(keys_of, months))
    assert len(set(in_feed)) == len(in_feed)
    undated = on_pages - set(in_feed)
    assert set(in_feed) <= on_pages
    assert all("只知道" in _row(months, key) for key in undated)
    assert keys_of(site / "calendar/index.html") <= on_pages
    feeds = [file.stem.partition("-") for file in (site / "feeds").glob("*.ics")]
    sections = {"brand": "brands", "area": "areas"}
    pages = {
        site / sections[kind] / id / "index.html": site / f"feeds/{kind}-{id}.ics"
        for kind, _, id in feeds
        if kind in sections
    }
    assert len(pages) >= 40
    for page, feed in pages.items():
        held = set(uids(feed.read_bytes()))
        assert keys_of(page) - undated <= held, page
        offered = html.parse(page).xpath("//a[@data-feed]/@href")
        assert {(page.parent / address).resolve() for address in offered} <= {feed}
        assert offered or not held, page


def _row(pages: Iterable[Path], key: str) -> str:
    rows = (html.parse(page).xpath(f"//li[@data-event='{key}']") for page in pages)
    return next(found[0].text_content() for found in rows if found)


# --- fifty thousand events --------------------------------------------------------------------

WEEKLY, SINGLE = 440, 4560


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Material:
    """A town of 5,000 activities with 50,000 events."""
    tree = Path(shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("crowd") / "tree"))
    folder = tree / "content" / "activities"
    source = "source:\n  - ref: town-paper\nassured_date: 2026-01-05\n"
    for i in range(WEEKLY + SINGLE):
        traits = (
            f"area_served:\n  - {('east', 'west')[i % 2]}\ncategory:\n  - {('culture', 'elderly-care')[i % 3 % 2]}\n"
            if i % 5
            else "brand:\n  - deng-xia\n"
        )
        day = date(2024, 1, 1) + timedelta(days=i * 7 % 1200)
        when = (
            f"kind: series\nschedule:\n  repeat: weekly\n  start: 2025-01-{1 + i % 28:02}\n"
            f"  by_day:\n    - weekday: 周{'三四五六日一二'[i % 7]}\n"
            f'  start_time: "{8 + i % 10:02}:00"\n  end_time: "{9 + i % 10:02}:30"\n'
            if i < WEEKLY
            else f"kind: single\nstart: {day}{'T09:00' if i % 2 else ''}\n"
        )
        place = "location:\n  - place: east-hall\n" if i % 4 else ""
        text = f"name: 活动{i}\nsummary: 第 {i} 个活动\n{when}{traits}{place}{source}"
        (folder / f"a{i:04}.yaml").write_text(text, "utf-8")
    survey = look(tree, DAY)
    index = published(survey, drafts=False)
    return Material(index, survey.record, DAY, "https://town.example.cn/", tree)


@pytest.fixture(scope="module")
def crowded(crowd: Material) -> dict[str, bytes]:
    return {path: f.content() for path, f in planned(crowd).files.items() if path.endswith(".ics")}


def test_the_pages_of_fifty_thousand_events_stay_small(crowd: Material, tmp_path: Path) -> None:
    """Also after an edit: what it does not reach is shared with the site before it."""
    tree, site = crowd.root, tmp_path / "site"
    command = ("build", "--root", tree, "--site-dir", site, "--today", TODAY)
    assert showcase(*command).returncode == 0
    pages = {page: page.stat().st_ino for page in site.rglob("*.html")}
    months = [page.read_bytes() for page in (site / "calendar").glob("20*/*/index.html")]
    assert max(len(re.findall(rb"data-event=", page)) for page in months) > 2_000
    assert max(map(len, months)) < 1_000_000
    assert max(len(gzip.compress(page)) for page in months) < 50_000
    assert len((site / "calendar/index.html").read_bytes()) < 200_000
    record = tree / "content/activities/a4000.yaml"
    text = record.read_text("utf-8")
    record.write_text(text.replace("第 4000 个活动", "第 4000 个活动，改了说法"), "utf-8")
    assert showcase(*command).returncode == 0
    record.write_text(text, "utf-8")
    again = {page: page.stat().st_ino for page in site.rglob("*.html")}
    assert again.keys() == pages.keys()
    assert 5 < sum(again[page] != pages[page] for page in pages) < 40


def nearest(events: Iterable[Event], count: int) -> list[str]:
    """The keys of those that come, the next first, and then of those that were, the last first."""
    keys = [(e.last < TODAY, e) for e in events if is_dated(e)]
    coming = [e.key for is_past, e in keys if not is_past]
    return (coming + [e.key for is_past, e in reversed(keys) if is_past])[:count]


def test_fifty_thousand_events_keep_the_sizes(crowd: Material, crowded: dict[str, bytes]) -> None:
    events = crowd.index.all_events()
    assert len(events) >= 50_000
    assert len(crowded) >= 5_000
    main = crowded.pop("calendar.ics")
    assert MOST_OF_ALL - 2_000 < len(main) <= MOST_OF_ALL == 1_000_000
    assert all(len(content) <= MOST == 200_000 for content in crowded.values())
    assert max(map(len, crowded.values())) > MOST - 2_000
    crowded["calendar.ics"] = main


def test_what_is_left_out_is_farthest_and_counted(
    crowd: Material, crowded: dict[str, bytes]
) -> None:
    index = crowd.index
    under = {
        "calendar.ics": index.all_events(),
        "feeds/brand-deng-xia.ics": index.events_of("deng-xia"),
        "feeds/area-west.ics": index.events_under("area", "west"),
    }
    for address, events in under.items():
        kept = uids(crowded[address])
        assert sorted(kept) == sorted(nearest(events, len(kept))), address
        (left,) = re.findall(
            r"^X-WR-CALDESC:.*另有 (\d+) 次", _unfolded(crowded[address]), re.MULTILINE
        )
        assert len(kept) + int(left) == sum(map(is_dated, events)), address


def _unfolded(content: bytes) -> str:
    return content.replace(b"\r\n ", b"").decode()


def test_five_thousand_activities_are_the_same_on_pages_and_in_calendars(
    crowd: Material, crowded: dict[str, bytes]
) -> None:
    """Months show every event once, each activity's own calendar holds its own; both come to the same."""
    index = crowd.index
    on_pages = [
        row.key
        for period in views.periods(index, DAY)
        for day in views.period_view(index, period).days
        for row in day.rows
    ]
    own = {a: uids(c) for a, c in crowded.items() if a.startswith("feeds/activity-")}
    in_own = [key for keys in own.values() for key in keys]
    assert sorted(on_pages) == sorted(in_own)
    assert len(set(in_own)) == len(in_own) >= 50_000
    everything = set(in_own)
    for address, content in crowded.items():
        assert everything.issuperset(uids(content)), address
    for kind, ids in (("area", ("east", "west")), ("category", ("culture", "elderly-care"))):
        for id in ids:
            listed = {e.id for e in index.carrying(kind)[id] if e.kind == "activity"}
            assert {e.activity for e in index.events_under(kind, id)} == {
                id for id in listed if index[id].events
            }


def test_an_event_is_the_same_bytes_in_every_calendar(crowded: dict[str, bytes]) -> None:
    def blocks(content: bytes) -> dict[str, bytes]:
        return {b.split(b"\r\n", 1)[0].decode(): b for b in content.split(b"BEGIN:VEVENT\r\n")[1:]}

    main = blocks(crowded["calendar.ics"].removesuffix(b"END:VCALENDAR\r\n"))
    for address in ("feeds/brand-deng-xia.ics", "feeds/area-west.ics"):
        for uid, block in blocks(crowded[address].removesuffix(b"END:VCALENDAR\r\n")).items():
            assert main.get(uid, block) == block


# --- what becomes of an event -----------------------------------------------------------------


@pytest.fixture(scope="module")
def fair_site(build: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    tree = write_fair(tmp_path_factory.mktemp("fair") / "tree")
    return build(tree, today=FAIR_DAY, SITE_URL="https://fair.example.cn/town/")


@pytest.fixture(scope="module")
def fair(fair_site: Path) -> dict[str, dict]:
    """The events of the town where everything happens."""
    events = events_in(fair_site / "calendar.ics")
    return {str(event["UID"]).partition("@")[0]: event for event in events}


def test_cancelled_is_said_twice(fair: dict[str, dict]) -> None:
    event = fair["quxiao-20260301"]
    assert (event["STATUS"], event["SUMMARY"]) == ("CANCELLED", "【已取消】quxiao")
    assert "当天有大雨, 路滑; 请改日再来" in event["DESCRIPTION"]


def test_postponed_without_a_new_day_is_not_held(fair: dict[str, dict]) -> None:
    event = fair["tuichi-20260302"]
    assert (event["STATUS"], event["SUMMARY"]) == ("CANCELLED", "【已推迟，日期待定】tuichi")


def test_rescheduled_keeps_its_identity_and_tells_the_former_time(fair: dict[str, dict]) -> None:
    event = fair["gaiqi-20260307"]
    assert event["DTSTART"].dt.isoformat() == "2026-03-14T09:00:00+08:00"
    assert "原定 2026 年 3 月 7 日 09:00" in event["DESCRIPTION"]
    assert fair["zhou-liu-cha-20260404"]["DTSTART"].dt.isoformat() == "2026-04-05T14:00:00+08:00"


def test_moved_online_says_where(fair: dict[str, dict]) -> None:
    event = fair["xianshang-20260304"]
    assert event["URL"] == "https://www.xtrb.cn/zhibo/?a=1,2;b=3"
    assert event["LOCATION"] == "线上 https://www.xtrb.cn/zhibo/?a=1,2;b=3"
    assert event["SUMMARY"] == "【改为线上】xianshang"


def test_whole_days_end_on_the_day_after(fair: dict[str, dict]) -> None:
    assert fair["yi-zhou-20260306"]["DTEND"].dt == date(2026, 3, 13)
    assert fair["man-e-20260305"]["DTEND"].dt == date(2026, 3, 6)
    assert fair["dao-na-tian-20260309"]["DTEND"].dt.isoformat() == "2026-03-12T00:00:00+08:00"
    assert fair["kuaye-20260307"]["DTEND"].dt.isoformat() == "2026-03-08T06:00:00+08:00"


def test_what_is_not_known_is_not_shown(fair: dict[str, dict]) -> None:
    assert not any(key.startswith(("yuefen", "nianfen", "xiatian")) for key in fair)
    assert "DTEND" not in fair["bu-zhi-ji-dian-20260308"]
    vague = fair["dao-yuedi-20260310"]
    assert vague["DTEND"].dt == date(2026, 3, 11)
    assert "到 2026 年 4 月结束" in vague["DESCRIPTION"]


def test_a_habit_is_tentative(fair: dict[str, dict]) -> None:
    assert fair["chongyang-cha-20261018"]["STATUS"] == "TENTATIVE"


def test_events_lead_back_to_their_pages(fair: dict[str, dict], fair_site: Path) -> None:
    for event in fair.values():
        page = re.findall(r"详情：https://fair\.example\.cn/town/(\S+)", event["DESCRIPTION"])[0]
        assert (fair_site / page / "index.html").is_file()


def test_changes_are_counted_by_the_day_they_were_announced(fair: dict[str, dict]) -> None:
    event = fair["quxiao-20260301"]
    assert event["SEQUENCE"] == (date(2026, 1, 20) - date(2000, 1, 1)).days
    assert event["LAST-MODIFIED"].dt.date() == date(2026, 1, 20)
    calm = fair["yi-zhou-20260306"]
    assert (calm["SEQUENCE"], "LAST-MODIFIED" in calm) == (0, False)


# --- identity ---------------------------------------------------------------------------------


def identity(tree: Path, today: str) -> dict[str, tuple]:
    """Identity and count of changes of each event, from a build without the command."""
    survey = look(tree, date.fromisoformat(today))
    index = published(survey, drafts=False)
    found = {}
    for entry in index.of_kind("activity"):
        for content in components(index, entry.id, "").values():
            (event,) = Calendar.from_ical(
                b"BEGIN:VCALENDAR\r\n" + content + b"END:VCALENDAR\r\n"
            ).walk("VEVENT")
            changes = (
                event["SEQUENCE"],
                str(event.get("LAST-MODIFIED") and event["LAST-MODIFIED"].dt),
            )
            found[str(event["UID"])] = (*changes, event["DTSTART"].dt)
    return found


@pytest.fixture
def fair_tree(tmp_path: Path) -> Path:
    return write_fair(tmp_path / "fair")


def rewrite(file: Path, *pairs: tuple[str, str]) -> None:
    text = file.read_text("utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    file.write_text(text, "utf-8")


def test_only_a_changed_time_or_state_raises_the_count(fair_tree: Path) -> None:
    activities = fair_tree / "content" / "activities"
    before = identity(fair_tree, FAIR_DAY)
    rewrite(activities / "yi-zhou.yaml", ("summary: 发生了什么", "summary: 换了说法"))
    rewrite(activities / "kuaye.yaml", ("name: 'kuaye'", "name: '跨夜'"))
    rewrite(activities / "gaiqi.yaml", ("assured_date: 2026-01-05", "assured_date: 2026-01-30"))
    rewrite(fair_tree / "content/places/east-hall.yaml", ("name: ", "name: 新"))
    for file in sorted(activities.glob("*.yaml"), reverse=True):
        text = file.read_bytes()
        file.unlink()
        file.write_bytes(text)
    assert identity(fair_tree, FAIR_DAY) == before
    later = identity(fair_tree, "2026-02-20")
    assert {uid: later[uid] for uid in before if uid in later} == {
        uid: before[uid] for uid in before if uid in later
    }
    assert len(set(before) & set(later)) >= 20

    told = "event_status: rescheduled\nprevious_start_date: 2026-03-06\nstatus_date: 2026-01-31\n"
    rewrite(
        activities / "yi-zhou.yaml",
        ("start: 2026-03-06\nend: 2026-03-12\n", f"start: 2026-03-20\nend: 2026-03-26\n{told}"),
    )
    rewrite(
        activities / "gaiqi.yaml",
        ("start: 2026-03-14T09:00\nend: 2026-03-14T10:30", "start: 2026-03-21T09:00"),
        ("status_date: 2026-01-22", "status_date: 2026-01-31"),
    )
    after = identity(fair_tree, FAIR_DAY)
    assert set(after) == set(before)
    raised = {uid.partition("@")[0] for uid in after if after[uid][:2] != before[uid][:2]}
    assert raised == {"yi-zhou-20260306", "gaiqi-20260307"}
    assert all(after[uid][0] >= before[uid][0] for uid in after)
    moved = {uid.partition("@")[0] for uid in after if after[uid][2] != before[uid][2]}
    assert moved == raised


def test_a_renamed_record_is_found_under_both_addresses(
    tree: Path, build: Callable[..., Path]
) -> None:
    result = showcase("rename", "deng-xia", "deng-guang", "--root", tree, "--today", TODAY)
    assert result.returncode == 0, result.stderr
    site = build(tree)
    assert (site / "feeds/brand-deng-xia.ics").read_bytes() == (
        site / "feeds/brand-deng-guang.ics"
    ).read_bytes()
    assert uids((site / "feeds/brand-deng-guang.ics").read_bytes())


# --- hostile names ----------------------------------------------------------------------------

NASTY = st.text(
    st.one_of(
        st.sampled_from(
            "\x00\x07\x0b\x0c\r\n\t\x1b\x1c\x85\u2028\u2029\u200b\u202e\ufeff\\,;:\"'=^"
        ),
        st.sampled_from("灯下志愿𠀀😀👍🏽\u3000\xa0 aB"),
        st.characters(exclude_categories=["Cs"]),
    ),
    min_size=1,
    max_size=120,
).map("名{}".format)


@pytest.fixture(scope="module")
def town() -> Index:
    return published(look(EXAMPLE, DAY), drafts=False)


def calendar_of(names: list[str], town: Index) -> bytes:
    """A calendar with one event for each name, as no checked record could have it."""
    model = town["kaizhang"]
    entries = {entry.id: entry for entry in town.everything()}
    gists = {id: town.gist(id).packed() for id in entries}
    events = []
    for i, name in enumerate(names):
        event = model.events[0]._replace(
            activity=f"a{i}",
            original="2026-12-01",
            starts="2026-12-01",
            ends="",
            last="2026-12-01",
            where=(("text", name),),
        )
        entries[f"a{i}"] = model._replace(id=f"a{i}", name=name, events=(event,))
        gists[f"a{i}"] = town.gist(model.id)._replace(summary=name).packed()
        events.append(event)
    return calendar(
        Index(town.setting, entries, gists),
        events,
        name=names[0],
        about=names[0],
        today=DAY,
        most=MOST_OF_ALL,
        site_url="",
    )


@settings(max_examples=12, deadline=None, derandomize=True)
@given(names=st.lists(NASTY, min_size=1, max_size=150))
def test_no_name_breaks_a_calendar(names: list[str], town: Index) -> None:
    """Three programs read of each name what can be printed of it, and nothing else becomes an event."""
    with NamedTemporaryFile(dir=MEMORY, suffix=".ics") as file:
        file.write(calendar_of(names, town))
        file.flush()
        path = Path(file.name)
        found = [sorted(read([path])[path]) for read in (by_icalendar, by_libical, by_icaljs)]
    assert sorted(read.uid.partition("@")[0] for read in found[0]) == sorted(
        f"a{i}-20261201" for i in range(len(names))
    )
    for reads in found:
        for read in reads:
            name = names[int(read.uid[1:].partition("-")[0])]
            assert visible(read.summary) == visible(name)


def visible(text: str) -> str:
    return "".join(c for c in text if c.isprintable() and not c.isspace())


# --- a build that goes on from the one before -------------------------------------------------


@pytest.mark.parametrize(
    "edit",
    [
        ("activities/zhou-liu-cha.yaml", 'start_time: "09:00"', 'start_time: "08:30"'),
        ("activities/zhou-liu-cha.yaml", "visibility: draft\n", ""),
        ("activities/zhou-liu-cha.yaml", "brand:\n  - deng-xia\n", "area_served:\n  - west\n"),
        ("projects/yi-hu-cha.yaml", "  - east\n", "  - west\n"),
        ("places/east-hall.yaml", "name: ", "name: 新"),
        ("organizations/east-community.yaml", "name: ", "name: 新"),
        ("nodes/chongyang.yaml", "summary: ", "summary: 又"),
    ],
)
def test_an_edit_reaches_every_calendar(
    edit: tuple[str, str, str], tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795449600")
    path, old, new = edit
    file, silent = tree / "content" / path, Progress(lambda _: None)
    if "draft" in old:
        rewrite(file, ("name: ", "visibility: draft\nname: "))
    site, clean = tmp_path / "site", tmp_path / "clean"
    build_site(tree, site, is_kept=True, progress=silent)
    rewrite(file, (old, new))
    assert build_again(tree, project_of(tree), site, silent) == site
    build_site(tree, clean, is_kept=False, progress=silent)
    assert differing(site, clean) == []
