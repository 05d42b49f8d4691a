"""A build that goes on from the one before: the same bytes as one from nothing, whole or not at all."""

import os
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from conftest import EXAMPLE, ROOT, TODAY, showcase
from showcase import cache
from showcase.build import Difference, build_again, build_day, difference
from showcase.checking import check
from showcase.plugin import Refused, build_site
from showcase.progress import Progress
from showcase.render import Renderer
from showcase.states import State, conditions, project_of, state_file
from test_build import differing, files

FOLDERS = [
    "brands",
    *(f"content/{n}" for n in ("activities", "nodes", "organizations", "places", "projects")),
]
SILENT = Progress(lambda _: None)


def records(tree: Path) -> list[Path]:
    return [file for folder in FOLDERS for file in sorted((tree / folder).glob("*.yaml"))]


def contents(site: Path) -> dict[str, bytes]:
    return {path: (site / path).read_bytes() for path in files(site)}


# --- 200 random edits -------------------------------------------------------------------------


def edit(random: Random, tree: Path, number: int) -> None:
    """Change a record as an editor might, rightly or wrongly."""
    file = random.choice(records(tree))
    text = file.read_text("utf-8")
    lines = text.split("\n")
    at = random.randrange(len(lines))
    other = random.choice(records(tree)).stem

    def with_line(line: str) -> str:
        return "\n".join([*lines[:at], line, *lines[at + 1 :]])

    def with_field(field: str) -> str:
        return text if f"{field.split(':', maxsplit=1)[0]}:" in text else f"{text}{field}\n"

    edits: tuple[Callable[[], str], ...] = (
        lambda: re.sub(r"(?m)^summary: .*$", f"summary: 改写第 {number} 次", text),
        lambda: re.sub(r"(?m)^name: .*$", f"name: 新名{'甲乙丙丁'[number % 4]}{number}", text),
        lambda: with_field(f"description: 说明 {number}"),
        lambda: with_field(f"alternate_name:\n  - value: 别名 {number}\n    kind: short"),
        lambda: with_field("visibility: draft"),
        lambda: re.sub(r"202\d-(\d\d)", rf"202{random.randrange(4, 7)}-\1", text, count=1),
        lambda: with_line(re.sub(r"- [a-z0-9-]+$", f"- {other}", lines[at])),
        lambda: with_line("").replace("\n\n", "\n"),
        lambda: text,
    )
    kind = random.randrange(len(edits) + 2)
    if kind < len(edits):
        file.write_text(edits[kind](), "utf-8")
    elif kind == len(edits):
        new = file.with_name(f"{file.stem[:40]}-{number}.yaml")
        new.write_text(re.sub(r"(?m)^name: .*$", f"name: 新的一条 {number}", text), "utf-8")
    elif number % 3 == 0:
        file.unlink()


def copy_records(source: Path, target: Path) -> None:
    for folder in ("brands", "content"):
        shutil.rmtree(target / folder, ignore_errors=True)
        shutil.copytree(source / folder, target / folder)


def test_every_edit_gives_what_a_build_from_nothing_gives(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795449600")
    monkeypatch.setenv("SITE_URL", "https://site.example/town/")
    random, good, site, clean = Random(5), tmp_path / "good", tmp_path / "site", tmp_path / "clean"
    copy_records(tree, good)
    build_site(tree, site, is_kept=True, progress=SILENT)
    went_on = refused = 0
    for number in range(200):
        for _ in range(random.choice([1, 1, 1, 2, 4])):
            edit(random, tree, number)
        is_faulty = any(not p.is_notice for p in check(tree, date(2026, 11, 24))[1])
        before = contents(site)
        try:
            if build_again(tree, project_of(tree), site, SILENT):
                went_on += 1
            else:
                build_site(tree, site, is_kept=True, progress=SILENT)
        except Refused:
            assert is_faulty, number
            assert contents(site) == before
            copy_records(good, tree)
            refused += 1
            continue
        assert not is_faulty, number
        build_site(tree, clean, is_kept=False, progress=SILENT)
        assert differing(site, clean) == [], number
        copy_records(tree, good)
    assert went_on >= 80
    assert refused >= 15


# --- changed circumstances --------------------------------------------------------------------


def build(tree: Path, site: Path, *options: str, **environment: str) -> str:
    command = ("build", "--root", tree, "--site-dir", site, "--today", TODAY, *options)
    result = showcase(*command, **environment)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the example tree, built from nothing."""
    site = tmp_path_factory.mktemp("expected") / "site"
    build(EXAMPLE, site, "--no-cache")
    return site


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "America/New_York"},
        {"LC_ALL": "C", "LANG": "C"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0"},
        {"PYTHONHASHSEED": "7"},
        {"HOME": "/nonexistent", "USER": "nobody"},
    ],
    ids="-".join,
)
def test_surroundings_do_not_matter(
    environment: dict[str, str], expected: Path, tree: Path, tmp_path: Path
) -> None:
    build(tree, tmp_path / "site", "--no-cache", **environment)
    assert differing(tmp_path / "site", expected) == []


def test_masks_do_not_matter(expected: Path, tree: Path, tmp_path: Path) -> None:
    for mask in (0o077, 0o002):
        old = os.umask(mask)
        try:
            build(tree, tmp_path / f"site{mask}", "--no-cache")
        finally:
            os.umask(old)
        assert differing(tmp_path / f"site{mask}", expected) == []


def test_age_and_order_of_files_do_not_matter(expected: Path, tree: Path, tmp_path: Path) -> None:
    for number, file in enumerate(reversed(records(tree))):
        text = file.read_bytes()
        file.unlink()
        file.write_bytes(text)
        os.utime(file, (number * 1000, number * 1000))
    build(tree, tmp_path / "site")
    assert differing(tmp_path / "site", expected) == []


def test_the_clock_does_not_matter(expected: Path, tree: Path, tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("showcase")
    command = [
        "faketime",
        "2031-05-05 03:04:05",
        program,
        "build",
        "--root",
        tree,
        "--today",
        TODAY,
    ]
    subprocess.run(
        [*command, "--site-dir", tmp_path / "site"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert differing(tmp_path / "site", expected) == []


@pytest.mark.parametrize("damage", ["empty", "cut", "flipped", "foreign", "a folder"])
def test_a_damaged_cache_is_thrown_away(
    damage: str, expected: Path, tree: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    build(tree, site)
    assert "写页面" not in build(tree, site)
    state = state_file(tree, site)
    whole = state.read_bytes()
    state.unlink()
    if damage == "a folder":
        state.mkdir()
    else:
        flipped = whole[:400] + bytes([whole[400] ^ 1]) + whole[401:]
        damaged = {"empty": b"", "cut": whole[:-9], "flipped": flipped, "foreign": b"x" * 5000}
        state.write_bytes(damaged[damage])
    told = build(tree, site)
    assert "写页面" in told
    assert differing(site, expected) == []


def test_a_touched_site_is_made_anew(expected: Path, tree: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(tree, site)
    (site / "brands/index.html").write_text("改过", "utf-8")
    (site / "stray.html").write_text("多出来的", "utf-8")
    assert "被改动过" in build(tree, site)
    assert differing(site, expected) == []


def test_an_edit_writes_only_what_it_touches(tree: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(tree, site)
    before = {path: (site / path).stat().st_ino for path in files(site)}
    file = tree / "brands/deng-xia.yaml"
    file.write_text(
        file.read_text("utf-8").replace("一盏灯，一壶茶。", "一盏灯，两壶茶。"), "utf-8"
    )
    build(tree, site)
    after = {path: (site / path).stat().st_ino for path in files(site)}
    written = {path for path in after if after[path] != before[path]}
    pages = {path for path in written if not path.startswith("assets/search/")}
    assert pages == {"brands/deng-xia/index.html"}
    assert 2 <= len(written - pages) <= 3  # its story, and where its new words are looked up


def difference_of(tree: Path, state: State) -> Difference | None:
    """What a build that went on from a state would do."""
    renderer = Renderer(project_of(tree) / "theme" / "fragments")
    return difference(state, tree, renderer, build_day(), drafts=False, progress=SILENT)


@pytest.fixture
def kept(tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> State:
    """What is kept of a build of the example tree."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795449600")
    site = tmp_path / "site"
    build_site(tree, site, is_kept=True, progress=SILENT)
    packed = cache.kept(state_file(tree, site), conditions(tree, project_of(tree), build_day()))
    assert packed is not None
    return State.of_packed(packed)


def test_what_a_record_says_in_short_stands_in_few_files(tree: Path, kept: State) -> None:
    file = tree / "content/projects/yi-hu-cha.yaml"
    text = file.read_text("utf-8")
    file.write_text(re.sub(r"(?m)^summary: .*$", "summary: 改写过", text), "utf-8")
    found = difference_of(tree, kept)
    assert found is not None
    assert {"projects/yi-hu-cha/index.html", "projects/index.html"} <= found.stale.keys()
    others = {"index.html", "calendar/index.html", "figures/index.html", "search/index.html"}
    others |= {"sources/index.html", "calendar.ics", "feeds/project-yi-hu-cha.ics"}
    assert others <= kept.made.keys()
    assert others.isdisjoint(found.stale)


def test_a_page_of_a_new_form_is_left_to_a_build_from_nothing(tree: Path, kept: State) -> None:
    file = tree / "content/projects/yi-hu-cha.yaml"
    new = file.with_name("lao-cha.yaml")
    new.write_text(
        re.sub(r"(?m)^name: .*$", "name: 老茶", file.read_text("utf-8")), encoding="utf-8"
    )
    assert difference_of(tree, kept) is not None
    shells = {frame: shell for frame, shell in kept.shells.items() if frame != (2, "projects/")}
    assert difference_of(tree, replace(kept, shells=shells)) is None


# --- whole or not at all ----------------------------------------------------------------------

KILLS = textwrap.dedent(
    """
    import hashlib, os, random, re, signal, sys, time
    from pathlib import Path
    from showcase.build import build_again
    from showcase.plugin import build_site
    from showcase.progress import Progress
    from showcase.states import project_of

    tree, site, kills = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    silent, chance = Progress(lambda _: None), random.Random(3)
    record = tree / "brands/deng-xia.yaml"
    text = record.read_text("utf-8")

    def build():
        if build_again(tree, project_of(tree), site, silent) is None:
            build_site(tree, site, is_kept=True, progress=silent)

    def state():
        found = sorted(p for p in site.rglob("*") if p.is_file())
        whole = b"".join(str(p.relative_to(site)).encode() + p.read_bytes() for p in found)
        return hashlib.sha256(whole).hexdigest()

    def wanted(word):
        record.write_text(re.sub("(?m)^summary: .*$", f"summary: {word}", text), "utf-8")
        build()
        return state()

    whole = {word: wanted(word) for word in ("子", "丑")}
    longest = 0.2
    killed = broken = finished = 0
    word = "丑"
    for number in range(kills):
        now = state()
        word = "子" if now == whole["丑"] else "丑"
        record.write_text(re.sub("(?m)^summary: .*$", f"summary: {word}", text), "utf-8")
        child = os.fork()
        if not child:
            os.setpgid(0, 0)
            started = time.perf_counter()
            build()
            os._exit(0)
        may_end = number % 5 == 0
        if not may_end:
            time.sleep(chance.uniform(0, longest))
        ended, _ = os.waitpid(child, 0 if may_end else os.WNOHANG)
        if ended:
            finished += 1
        else:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            killed += 1
        if state() not in whole.values():
            broken += 1
    build()
    left = sorted(p.name for p in site.parent.iterdir() if p.name.startswith(".showcase"))
    print(killed, finished, broken, state() == whole[word], left)
    """
)


def test_a_kill_at_any_moment_leaves_a_whole_site(tree: Path, tmp_path: Path) -> None:
    """Kill 150 builds, and let every fifth end; KILLS=1000 in the environment kills more."""
    kills = os.environ.get("KILLS", "150")
    result = subprocess.run(
        [sys.executable, "-c", KILLS, tree, tmp_path / "public" / "site", kills],
        cwd=ROOT,
        env=os.environ | {"SOURCE_DATE_EPOCH": "1795449600", "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert result.returncode == 0, result.stderr[-2000:]
    killed, finished, broken, is_right, left = result.stdout.split("\n")[-2].split(maxsplit=4)
    assert (broken, is_right, left) == ("0", "True", "[]")
    assert int(killed) > 0
    assert int(finished) >= int(kills) // 5


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1.5 MB, a third of what a site needs."""
    folder = tmp_path / "disk"
    folder.mkdir()
    as_root = [] if os.geteuid() == 0 else ["sudo"]
    options = f"size=1500k,uid={os.getuid()},mode=755"
    subprocess.run([*as_root, "mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=True)
    yield folder
    subprocess.run([*as_root, "umount", folder], check=True)


def test_a_full_disk_leaves_the_old_site(tree: Path, small_disk: Path) -> None:
    site = small_disk / "site"
    site.mkdir()
    (site / "index.html").write_text("旧网站", "utf-8")
    result = showcase("build", "--root", tree, "--site-dir", site, "--today", TODAY)
    assert result.returncode == 1
    assert "旧网站没有动" in result.stderr
    assert "Traceback" not in result.stdout + result.stderr
    assert contents(site) == {"index.html": "旧网站".encode()}


def test_two_builds_at_once_both_end_well(expected: Path, tree: Path, tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("showcase")
    command = [program, "build", "--root", tree, "--site-dir", tmp_path / "site", "--today", TODAY]
    builds = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(4)
    ]
    assert [process.wait(120) for process in builds] == [0] * 4
    assert differing(tmp_path / "site", expected) == []
