"""Every way in which records go wrong: the whole sentence, in files that are easy to add to.

Each file of `tests/faults` holds `faults` and `passes`; each of their cases spoils the example tree in one place:

- `file`: what is changed, a brand if nothing is said;
- `replace`: old and new text, or `content`: the whole file, `times` over; `encoding`, if it is not UTF-8;
- `bytes` in hexadecimal digits, `symlink`: where it leads, `folder: true` or `remove: true` instead;
- `also`: a second file, changed in the same ways;
- `rules`: of a case that passes, the rules between records whose border it is near;
- `expect`: every line that `showcase check` then prints, and `english`: the same in English.
"""

import re
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import EXAMPLE, ROOT, TODAY
from showcase.checking import check
from showcase.problems import Problem
from showcase.rules import RULES
from showcase.sentences import SENTENCES

BRAND = "brands/deng-xia.yaml"
FILES = sorted((ROOT / "tests" / "faults").glob("*.yaml"))
OTHER_TESTS = (
    "test_announcements.py",
    "test_almanac.py",
    "test_pictures.py",
    "test_problems.py",
    "test_sheets.py",
)
"""Among them what only happens in other years."""
CODE = re.compile(r"\[([a-z0-9-]+)\]$")


def cases(kind: str) -> list[Any]:
    """Return the cases of all files, each named by its file and what it is about."""
    return [
        pytest.param(case, id=f"{file.stem}-{case['case']}")
        for file in FILES
        for case in yaml.load(file.read_text("utf-8"), yaml.CSafeLoader).get(kind, ())
    ]


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example tree that is whole again after each case."""
    return Path(shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("ground") / "tree"))


def problems(tree: Path, case: Mapping[str, Any]) -> list[Problem]:
    """Return what is wrong with a tree after one change, and take the change back."""
    edits = [case, case["also"]] if "also" in case else [case]
    undone = [spoil(tree / edit.get("file", BRAND), edit) for edit in edits]
    try:
        return list(check(tree, date.fromisoformat(TODAY))[1])
    finally:
        for file, before in reversed(undone):
            restore(file, before)


def spoil(file: Path, edit: Mapping[str, Any]) -> tuple[Path, bytes | None]:
    """Change one file; return what it was before."""
    before = file.read_bytes() if file.is_file() else None
    if "replace" in edit:
        old, new = edit["replace"]
        text = file.read_bytes().decode()
        assert text.count(old) >= 1, f"“{old}” is not in {file}"
        content = text.replace(old, new, 1).encode(edit.get("encoding", "utf-8"), "surrogatepass")
    elif "content" in edit:
        content = (edit["content"] * edit.get("times", 1)).encode(edit.get("encoding", "utf-8"))
    else:
        content = bytes.fromhex(edit.get("bytes", ""))
    file.parent.mkdir(parents=True, exist_ok=True)
    if "symlink" in edit or "remove" in edit or "folder" in edit:
        file.unlink(missing_ok=True)
    if "symlink" in edit:
        file.symlink_to(edit["symlink"])
    elif "folder" in edit:
        file.mkdir()
    elif "remove" not in edit:
        file.write_bytes(content)
    return file, before


def restore(file: Path, before: bytes | None) -> None:
    """Bring back a file as it was; take away what was not there."""
    if file.is_dir() and not file.is_symlink():
        file.rmdir()
    else:
        file.unlink(missing_ok=True)
    if before is not None:
        file.write_bytes(before)
    elif not any(file.parent.iterdir()):
        file.parent.rmdir()


@pytest.mark.parametrize("case", cases("faults"))
def test_says_where_what_and_how(ground: Path, case: Mapping[str, Any]) -> None:
    found = problems(ground, case)
    assert [problem.text() for problem in found] == case["expect"]
    if "english" in case:
        assert [problem.text("en") for problem in found] == case["english"]


@pytest.mark.parametrize("case", cases("passes"))
def test_lets_pass_what_only_looks_wrong(ground: Path, case: Mapping[str, Any]) -> None:
    assert problems(ground, case) == []


def test_every_sentence_has_a_case() -> None:
    """Books, pictures, hand-written pages and earlier versions are no records: other tests have their sentences."""
    shown = {
        match[1]
        for param in cases("faults")
        for line in param.values[0]["expect"]
        if (match := CODE.search(line))
    }
    others = "".join(Path(__file__).with_name(name).read_text("utf-8") for name in OTHER_TESTS)
    elsewhere = {code for code in SENTENCES if f"[{code}]" in others or f'"{code}"' in others}
    assert SENTENCES.keys() - shown - elsewhere == set()
    assert shown <= SENTENCES.keys()


def test_every_rule_has_a_record_near_its_border() -> None:
    """Rules about pictures are tried on real pictures, in tests/test_pictures.py."""
    about = {rule for param in cases("passes") for rule in param.values[0].get("rules", ())}
    names = {rule.__name__ for rule in RULES}
    assert about == {name for name in names if not name.startswith("pictures_")}


def test_no_two_cases_are_named_alike() -> None:
    names = [param.id for kind in ("faults", "passes") for param in cases(kind)]
    assert len(names) == len(set(names))
