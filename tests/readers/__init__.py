"""Calendar programs that people use, each asked what it reads in a file."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from icalendar import Calendar

HERE = Path(__file__).parent
PYTHON = "/usr/bin/python3"
"""The Python of the system, for which Debian packages khal and libical."""
MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
"""Where programs that wait for the disk after each event do not wait."""
KHAL_SHOWS = ("2019-01-01", "3500d")


class Read(NamedTuple):
    """An event as a program reads it; the end is exclusive, and the start where none is known."""

    uid: str
    start: str
    end: str
    status: str
    summary: str


def by_icalendar(files: Iterable[Path]) -> dict[Path, set[Read]]:
    return {file: {_of_icalendar(event) for event in events_in(file)} for file in files}


def events_in(file: Path) -> list:
    return Calendar.from_ical(file.read_bytes()).walk("VEVENT")


def _of_icalendar(event) -> Read:
    start, end = (
        _moment(event["DTSTART"].dt),
        _moment(event["DTEND"].dt) if "DTEND" in event else "",
    )
    return Read(str(event["UID"]), start, end or start, event["STATUS"], str(event["SUMMARY"]))


def _moment(value: date) -> str:
    return f"{value:%Y-%m-%dT%H:%M}" if isinstance(value, datetime) else value.isoformat()


def by_libical(files: Iterable[Path]) -> dict[Path, set[Read]]:
    return _answers([PYTHON, HERE / "libical_reader.py"], files)


def by_icaljs(files: Iterable[Path]) -> dict[Path, set[Read]]:
    return _answers(["node", HERE / "icaljs_reader.mjs"], files)


def by_khal(files: Iterable[Path]) -> dict[Path, set[Read]]:
    """Ask khal, which shows the last day of whole days, and an hour where no end is written."""
    files = list(files)
    open_ended = {
        str(event["UID"]) for file in files for event in events_in(file) if "DTEND" not in event
    }
    found = _answers([PYTHON, HERE / "khal_reader.py", *KHAL_SHOWS], files)
    return {file: {_of_khal(read, open_ended) for read in reads} for file, reads in found.items()}


def _of_khal(read: Read, open_ended: set[str]) -> Read:
    if read.uid in open_ended:
        assert datetime.fromisoformat(read.end) - datetime.fromisoformat(read.start) == timedelta(
            hours=1
        )
        return read._replace(end=read.start)
    return read if "T" in read.end else read._replace(end=_after(read.end))


def _after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _answers(command: list[object], files: Iterable[Path]) -> dict[Path, set[Read]]:
    files = list(files)
    result = subprocess.run(
        [*map(str, command)],
        input=json.dumps([*map(str, files)]),
        capture_output=True,
        text=True,
        env=os.environ | {"TMPDIR": MEMORY or "/tmp"},
        timeout=120,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    found = json.loads(result.stdout)
    for file in files:
        assert len(found[str(file)]) == len({tuple(read) for read in found[str(file)]}), file
    return {
        file: {Read(uid, start, end or start, *rest) for uid, start, end, *rest in found[str(file)]}
        for file in files
    }


def by_calcurse(files: Iterable[Path]) -> dict[Path, set[tuple[str, str, str]]]:
    """Ask calcurse, which keeps start, end and summary only."""
    return {file: set(_calcurse(file)) for file in files}


_WHOLE_DAYS = re.compile(r"(\S+) \[1\](?: \{1D -> (\S+)\})?(?: ?>\w+)? (.*)")
_TIMED = re.compile(r"(\S+) @ (\S+) -> (\S+) @ (\S+?)(?: ?>\w+)? ?\|(.*)")


def _calcurse(file: Path) -> Iterable[tuple[str, str, str]]:
    program = shutil.which("calcurse")
    assert program, "没有 calcurse，请运行 scripts/test-tools"
    with TemporaryDirectory(dir=MEMORY) as home:
        command = [program, "-q", "-D", home, "-C", home, "-i", file]
        environment = os.environ | {"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8"}
        told = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=60, check=False
        )
        assert told.returncode == 0, told.stderr
        lines = (Path(home) / "apts").read_text("utf-8").splitlines()
    for line in lines:
        if timed := _TIMED.fullmatch(line):
            yield f"{_day(timed[1])}T{timed[2]}", f"{_day(timed[3])}T{timed[4]}", timed[5]
        else:
            days = _WHOLE_DAYS.fullmatch(line)
            assert days, line
            yield _day(days[1]), _after(_day(days[2] or days[1])), days[3]


def _day(american: str) -> str:
    month, day, year = american.split("/")
    return f"{year}-{month}-{day}"
