"""Every calendar of the site is read alike by five programs."""

from collections.abc import Callable
from pathlib import Path

import pytest

from fair import FAIR_DAY, write_fair
from readers import Read, by_calcurse, by_icalendar, by_icaljs, by_khal, by_libical


@pytest.fixture(scope="module")
def calendars(
    site: Path, build: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory
) -> list[Path]:
    """All calendars of the real site, and of a town where everything happens that can happen to an event."""
    tree = write_fair(tmp_path_factory.mktemp("fair") / "tree")
    fair = build(tree, today=FAIR_DAY, SITE_URL="https://fair.example.cn/town/")
    return [file for folder in (site, fair) for file in sorted(folder.rglob("*.ics"))]


@pytest.fixture(scope="module")
def expected(calendars: list[Path]) -> dict[Path, set[Read]]:
    found = by_icalendar(calendars)
    assert sum(map(len, found.values())) >= 300
    assert {read.status for reads in found.values() for read in reads} == {
        *("CONFIRMED", "CANCELLED", "TENTATIVE")
    }
    return found


@pytest.mark.parametrize("reader", [by_libical, by_icaljs, by_khal])
def test_programs_read_the_same_events(
    reader: Callable[..., dict[Path, set[Read]]],
    calendars: list[Path],
    expected: dict[Path, set[Read]],
) -> None:
    assert reader(calendars) == expected


def test_calcurse_reads_the_same_times_and_names(
    calendars: list[Path], expected: dict[Path, set[Read]]
) -> None:
    times = {f: {(r.start, r.end, r.summary) for r in reads} for f, reads in expected.items()}
    assert by_calcurse(calendars) == times


def test_lines_are_short_and_end_as_they_should(calendars: list[Path]) -> None:
    for file in calendars:
        content = file.read_bytes()
        assert content.endswith(b"END:VCALENDAR\r\n")
        lines = content.split(b"\r\n")
        assert all(len(line) <= 75 for line in lines), file
        assert not any(b"\n" in line or b"\r" in line for line in lines), file
        [line.decode() for line in lines]
