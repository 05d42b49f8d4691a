"""Ten thousand broken records: never an exception, always a place inside the file, quick and small."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import EXAMPLE, ROOT, TODAY
from showcase.catalog import Catalog, read_catalog
from showcase.checking import check
from showcase.fields import model_of
from showcase.formatting import record_files
from showcase.model import Record
from showcase.problems import Problem
from showcase.rules import Subject, found_alone, found_between, sketch_of
from showcase.sources import read
from showcase.validation import validate

BATCH = 20
DAY = date.fromisoformat(TODAY)
PIECES = [
    *("\0", "\x1b", "\r", "\t", "\x85", "\u200b", "\u202e", "\u2028", "\ufeff", "\ufffd", "\ue000"),
    *("\ufffe", "\u3000", "\xa0", "⽕", "\uf90a", "е", "e\u0301", "𝐀", "😀", "\U000e0041"),
    *("：", "，", "【", "】", "“", "”", "－", "—", "｛", "、", "；", "　- "),
    *(":", ": ", " :", "#", " #", "-", "- ", "---", "...", "?", "? ", "|", ">", "|2", "|-\n", ","),
    *(
        "&a ",
        "*a",
        "!",
        "!!python/name:os.system ",
        "%",
        "%YAML 9.9\n",
        "@",
        "`",
        "<<: ",
        "<<: {}\n",
    ),
    *('"', "'", "\\", "\\u", '"\\ud800"', "[", "]", "{", "}", "[[", "{{", "[" * 300, "{a: " * 40),
    *("- " * 200, "> " * 100, "\n", "\n\n", "\n  ", "  ", "    ", " ", "a: b: c", "<b>", "![a](b)"),
    *(
        "# ",
        "```",
        "[a](javascript:b)",
        "[a]: //b",
        "*" * 200,
        "_" * 200,
        "`" * 99,
        "|a|b|\n|-|-|\n",
    ),
]
VALUES: list[Any] = [
    *(None, "", " ", "no", "~", "0", "-1", "010", "1e9", "nan", "inf", "99999999999999999999"),
    *("2025-02-30", "9999-12-31", "0000", "1000", "2099-12-31", "1901-01-01", "2026-01-01T24:00"),
    *(
        "25:00",
        "9:00",
        "00:00",
        "23:59",
        "周八",
        "02-29",
        "12-30",
        "99-99",
        "清明节",
        "全国最好第一",
    ),
    *(
        "deng-xia",
        "east-hall",
        "zz",
        "DENG",
        "-" * 64,
        "a" * 65,
        "13800138000",
        "11010519491231002X",
    ),
    *(
        "https://t.cn/a?utm_b=1",
        "javascript:a",
        "http://[",
        "https://a@b.cn:1/",
        "https://" + "a." * 200,
    ),
    *(
        "x" * 60_000,
        "长" * 20_000,
        "[" * 20_000,
        "> " * 9_000,
        "*a " * 9_000,
        "9" * 5_000,
        "a@" * 9_000,
    ),
    *([], {}, [[]], [{}], {"a": {}}, ["a"] * 2_000, {"date": "2026-01-01"}, [None], {"": ""}),
    *({str(i): "" for i in range(900)}, [{"weekday": "周六", "nth": "5"}], {"ref": "town-paper"}),
]
REPEATS = ["daily", "weekly", "monthly", "yearly", "on_node", "dates"]


@cache
def originals() -> tuple[tuple[str, bytes], ...]:
    """Return paths and bytes of all records, real and made up."""
    return tuple(
        (path, (root / path).read_bytes())
        for root in (EXAMPLE, ROOT)
        for path in record_files(root)
    )


@cache
def surroundings() -> Catalog:
    """Return the records among which a broken one is judged."""
    catalog, problems = read_catalog(EXAMPLE)
    assert catalog is not None
    assert not problems
    return catalog


def mutated(content: bytes, random: Random) -> bytes:
    """Return a file after one to three changes."""
    for _ in range(random.choice([1, 1, 1, 2, 3])):
        content = random.choice(MUTATIONS)(content, random)
    return content


def with_other_bytes(content: bytes, random: Random) -> bytes:
    start = random.randrange(len(content) + 1)
    end = min(len(content), start + random.choice([0, 1, 2, 40]))
    return content[:start] + random.randbytes(random.choice([0, 1, 2, 8])) + content[end:]


def cut(content: bytes, random: Random) -> bytes:
    start = random.randrange(len(content) + 1)
    return random.choice([content[:start], content[start:], content[:start] * 2])


def with_a_piece(content: bytes, random: Random) -> bytes:
    text = content.decode("utf-8", "replace")
    at = random.randrange(len(text) + 1)
    return (text[:at] + random.choice(PIECES) + text[at:]).encode()


def with_a_line_changed(content: bytes, random: Random) -> bytes:
    lines = content.split(b"\n")
    i, j = random.randrange(len(lines)), random.randrange(len(lines))
    line = lines[i]
    lines[i] = random.choice(
        [
            *(b"", b" " + line, b"  " + line, b"\t" + line, line.lstrip(), line[1:], lines[j]),
            *(line.replace(b": ", b":"), line.replace(b"- ", b"-"), line + b"\r"),
            *(line.replace(b": ", "：".encode()), line + b"\n" + lines[j]),
        ]
    )
    return b"\n".join(lines)


def in_another_encoding(content: bytes, random: Random) -> bytes:
    name = random.choice(
        ["gb18030", "utf-16", "utf-16-le", "utf-32", "utf-8-sig", "big5", "cp1252"]
    )
    return content.decode("utf-8", "replace").encode(name, "replace")


def with_another_value(content: bytes, random: Random) -> bytes:
    """Put another value in the place of one, or a field of one record into another."""
    try:
        data = yaml.load(content, yaml.CBaseLoader)
    except (yaml.YAMLError, UnicodeDecodeError):
        return with_other_bytes(content, random)
    places = list(places_of(data))
    if not places:
        return b"x"
    inside, key = random.choice(places)
    inside[key] = random.choice([*VALUES, random.choice(REPEATS), deep(random.randrange(40))])
    if isinstance(data, dict) and random.random() < 0.2:
        _, other = random.choice(originals())
        more = yaml.load(other, yaml.CBaseLoader)
        data |= dict(random.sample(sorted(more.items()), k=min(3, len(more))))
    return yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False).encode(
        "utf-8", "replace"
    )


def places_of(value: Any) -> Iterator[tuple[Any, Any]]:
    """Iterate over containers and keys inside data."""
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, inner in list(items):
        yield value, key
        yield from places_of(inner)


def deep(levels: int) -> Any:
    value: Any = "x"
    for i in range(levels):
        value = [value] if i % 2 else {"a": value}
    return value


MUTATIONS: tuple[Callable[[bytes, Random], bytes], ...] = (
    with_other_bytes,
    cut,
    *(with_a_piece, with_a_piece, with_a_line_changed, with_a_line_changed),
    in_another_encoding,
    *(with_another_value, with_another_value, with_another_value),
)


def problems_of(root: Path, path: str, content: bytes) -> list[Problem]:
    """Return what is wrong with one file among the records of the example."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    document = read(root, path)
    model = model_of(path)
    assert model is not None
    is_record = issubclass(model, Record)
    value, problems = validate(model, document, {"id": file.stem} if is_record else None)
    if isinstance(value, Record):
        around = surroundings()
        catalog = replace(around, records={**around.records, value.id: value})
        subject = Subject(value.path, value)
        sketches = {r.id: sketch_of(r, catalog, "") for r in catalog.records.values()}
        found = [
            *found_alone(subject, catalog, DAY, reminders=True),
            *found_between(sketches, DAY, reminders=True),
        ]
        problems += [
            document.problem(finding.where, finding.code, finding.values)
            for finding in found
            if finding.path == path
        ]
    return problems


def judge(root: Path, path: str, content: bytes) -> None:
    """Assert that one file is judged quickly, with places inside it and whole sentences."""
    started = process_time()
    problems = problems_of(root, path, content)
    assert process_time() - started < 1
    lines = content.decode("utf-8", "replace").split("\n")
    for problem in problems:
        assert 1 <= problem.line <= len(lines), problem
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, problem
        for said in (problem.text(), problem.text("en"), problem.github()):
            assert said.isprintable() or "\u3000" in said, said


@settings(max_examples=10_000 // BATCH, deadline=None, derandomize=True, database=None)
@given(st.integers(0, 2**32 - 1))
def test_ten_thousand_mutations_are_judged_calmly(seed: int) -> None:
    random = Random(seed)
    with TemporaryDirectory() as folder:
        for _ in range(BATCH):
            path, content = random.choice(originals())
            judge(Path(folder), path, mutated(content, random))


def test_broken_files_break_nothing_around_them(tree: Path) -> None:
    """The whole tree is checked with the broken file in it: references and rules between records too."""
    random = Random(0)
    paths = [file.relative_to(tree).as_posix() for file in sorted(tree.rglob("*.yaml"))]
    for _ in range(300):
        file = tree / random.choice(paths)
        before = file.read_bytes()
        file.write_bytes(mutated(before, random))
        for problem in check(tree, DAY)[1]:
            assert problem.text().isprintable() or "\u3000" in problem.text()
        file.write_bytes(before)


def heaviest() -> Iterator[bytes]:
    """Iterate over files that ask for as much as they can."""
    yield b"x" * 8_000_000
    for piece in (
        "[",
        "{",
        "- ",
        "? ",
        "a: ",
        "[a, ",
        '"',
        "&a ",
        "!a ",
        "> ",
        "|",
        "#",
        "a:\n",
        "\u200b",
    ):
        yield piece.encode() * (65_000 // len(piece.encode()))
    for value in VALUES:
        yield yaml.dump({"name": value, "description": value}, allow_unicode=True).encode()[:65_000]
    yield "".join(f"k{i}: v\n" for i in range(6_000)).encode()
    yield b"source:\n" + b"- {ref: a}\n" * 5_000
    yield b"category: [" + b"A," * 9_900 + b"]"


def test_heaviest_files_stay_under_a_second_and_300_megabytes() -> None:
    done = subprocess.run(
        [sys.executable, __file__], capture_output=True, text=True, timeout=100, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 300_000_000


if __name__ == "__main__":
    with TemporaryDirectory() as scratch:
        for heavy in heaviest():
            judge(Path(scratch), "brands/heavy.yaml", heavy)
        dice = Random(1)
        for _ in range(500):
            judge(Path(scratch), "brands/heavy.yaml", mutated(originals()[0][1], dice))
    # Not what getrusage says: that begins with the memory of the process which started this one.
    peak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("utf-8"))
    sys.stdout.write(str(int(peak[1]) * 1024 if peak else ""))
