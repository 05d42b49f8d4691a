"""Editors who do to the letter what a sentence says: one correction, and the record is right."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from conftest import TODAY
from showcase.checking import check
from showcase.problems import Problem

BRAND = "brands/deng-xia.yaml"
PROJECT = "content/projects/yi-hu-cha.yaml"
SERIES = "content/activities/zhou-liu-cha.yaml"
Mend = Callable[[Path, Problem], None]


def problems(tree: Path) -> list[Problem]:
    return list(check(tree, date.fromisoformat(TODAY))[1])


def named(pattern: str, problem: Problem) -> str:
    """Return what a sentence tells the editor to write."""
    match = re.search(pattern, problem.message())
    assert match, problem.message()
    return match[1]


def edit_line(tree: Path, problem: Problem, change: Callable[[str], str]) -> None:
    """Change the line that a problem names, and nothing else."""
    file = tree / problem.path
    lines = file.read_text("utf-8").split("\n")
    lines[problem.line - 1] = change(lines[problem.line - 1])
    file.write_text("\n".join(lines), "utf-8")


def write_so(tree: Path, problem: Problem) -> None:
    """请写成「…」: from the word with which it begins to the end of the line."""
    new = named(r"写成「(.+)」$", problem)
    word = re.match(r"[^\s:]+", new)[0]

    def change(line: str) -> str:
        at = line.find(word)
        return line[: at if at >= 0 else problem.column - 1] + new

    edit_line(tree, problem, change)


def write_value(tree: Path, problem: Problem) -> None:
    """应写成 …, or 您是否想写「…」: in the place of what was found."""
    new = named(r"(?:应写成 |您是否想写「)([^，」]+)", problem)
    found = re.findall("「([^「」]+)」", problem.message().partition("；")[0])[-1]
    start = problem.column - 1

    def change(line: str) -> str:
        old = f'"{found}"' if line[start:].startswith(f'"{found}"') else found
        return line[:start] + line[start:].replace(old, new, 1)

    edit_line(tree, problem, change)


def write_value_and_line(tree: Path, problem: Problem) -> None:
    """…，再加一行 …: below, as far to the right as the line itself."""
    more = named(r"再加一行 ([^，]+)", problem)
    write_value(tree, problem)
    edit_line(
        tree,
        problem,
        lambda line: f"{line}\n{' ' * (len(line) - len(line.lstrip()))}{more}",
    )


def indent(tree: Path, problem: Problem) -> None:
    """请改成 N 个空格."""
    spaces = " " * int(named(r"请改成 (\d+) 个空格", problem))
    edit_line(tree, problem, lambda line: spaces + line.lstrip())


def indent_more(tree: Path, problem: Problem) -> None:
    """请在行首加 N 个空格."""
    spaces = " " * int(named(r"请在行首加 (\d+) 个空格", problem))
    edit_line(tree, problem, lambda line: spaces + line)


def two_spaces(tree: Path, problem: Problem) -> None:
    """请改成两个空格."""
    assert "请改成两个空格" in problem.message()
    edit_line(tree, problem, lambda line: line.replace("\t", "  "))


def delete_the_line(tree: Path, problem: Problem) -> None:
    """请只留一处."""
    assert "请只留一处" in problem.message()
    edit_line(tree, problem, lambda line: f"# {line}")


def delete_the_character(tree: Path, problem: Problem) -> None:
    """请删去它."""
    assert "请删去它" in problem.message()
    at = problem.column - 1
    edit_line(tree, problem, lambda line: line[:at] + line[at + 1 :])


def save_as_utf8(tree: Path, problem: Problem) -> None:
    """请用编辑器另存为「UTF-8」."""
    assert "另存为「UTF-8」" in problem.message()
    file = tree / problem.path
    file.write_text(file.read_text("gb18030"), "utf-8")


def rename(tree: Path, problem: Problem) -> None:
    """例如改名为 …."""
    file = tree / problem.path
    file.rename(file.with_name(named(r"例如改名为 (\S+)$", problem)))


MISTAKES: dict[str, tuple[str, str, str, Mend]] = {
    "types a Chinese colon": (BRAND, "status: active", "status：active", write_so),
    "forgets the space after the colon": (BRAND, "status: active", "status:active", write_so),
    "forgets the space after the dash": (BRAND, "- elderly-care", "-elderly-care", write_so),
    "forgets the closing quote": (BRAND, "name: 灯下", 'name: "灯下', write_so),
    "quotes a word of the summary": (BRAND, "summary: 晚上", 'summary: "晚上"', write_so),
    "begins the summary with an at sign": (BRAND, "summary: 晚上", "summary: @晚上", write_so),
    "writes a colon in the summary": (BRAND, "summary: 晚上陪", "summary: 晚上: 陪", write_so),
    "misspells a field": (BRAND, "unit: 次", "unti: 次", write_value),
    "writes the label, not the word": (BRAND, "status: active", "status: 进行中", write_value),
    "writes the name, not the id": (BRAND, "n: east-community", "n: 东区社区", write_value),
    "dates a figure in Chinese": (BRAND, "as_of: 2025-03", "as_of: 2025年3月", write_value),
    "writes a time without zero": (SERIES, '"09:00"', '"9:00"', write_value),
    "copies an address without https": (
        PROJECT,
        "    confidence: medium",
        "    confidence: medium\n    url: www.example.org.cn/a\n    accessed: 2026-01-05",
        write_value,
    ),
    "writes more than": (
        BRAND,
        "value: 300\n    qualifier: about",
        "value: 300多",
        write_value_and_line,
    ),
    "indents a field of an item badly": (BRAND, "    value: 300", "   value: 300", indent),
    "indents a field": (BRAND, "status: active", "  status: active", indent),
    "forgets to indent a paragraph": (BRAND, "  一盏灯", "一盏灯", indent_more),
    "indents by Tab": (BRAND, "  - elderly-care", "\t- elderly-care", two_spaces),
    "writes a field twice": (
        BRAND,
        "status: active",
        "status: active\nstatus: ended",
        delete_the_line,
    ),
    "pastes an invisible character": (
        BRAND,
        "name: 灯下",
        "name: 灯\u200b下",
        delete_the_character,
    ),
}


@pytest.mark.parametrize(("path", "old", "new", "mend"), MISTAKES.values(), ids=MISTAKES)
def test_one_correction_is_enough(tree: Path, path: str, old: str, new: str, mend: Mend) -> None:
    file = tree / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    found = problems(tree)
    mend(tree, found[0])
    assert [problem.text() for problem in problems(tree)] == []


def test_saving_anew_is_enough(tree: Path) -> None:
    file = tree / BRAND
    file.write_bytes(file.read_text("utf-8").replace("燈", "灯").encode("gb18030"))
    (found,) = problems(tree)
    save_as_utf8(tree, found)
    assert problems(tree) == []


def test_renaming_is_enough(tree: Path) -> None:
    place = tree / "content/places/east-hall.yaml"
    place.rename(place.with_name("East_Hall.YAML"))
    found = next(problem for problem in problems(tree) if problem.path.startswith("content/places"))
    rename(tree, found)
    assert problems(tree) == []
