"""What is said of fields, rules and problems: complete, true, and the same in handbook, schemas and commands."""

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from lxml import html

from conftest import EXAMPLE, ROOT, TODAY, showcase
from showcase import vscode
from showcase.checking import check
from showcase.explanations import EXPLANATIONS
from showcase.fields import KINDS, fields_of, model_of
from showcase.formatting import formatted, record_files
from showcase.manuscript import new_manuscript
from showcase.model import RECORD_TYPES, Record, abouts, written
from showcase.rules import RULES
from showcase.samples import groups, refusals, sample, sample_of
from showcase.schema import MODELINE, schema
from showcase.sentences import SENTENCES
from strategies import records

GROUPS = sorted({g for kind in KINDS.values() for g in groups(kind)}, key=lambda g: g.__name__)
FIELDS = [
    (g, n) for g in GROUPS for n in fields_of(g) if (n, issubclass(g, Record)) != ("id", True)
]
BESIDE = {
    ("Activity", "schedule"): "needs",
    ("Activity", "event_status"): "needs",
    ("Activity", "status_reason"): "needs",
    ("Activity", "previous_start_date"): "needs",
    ("Activity", "to_be_announced"): "no-effect",
    ("Occurrence", "start"): "no-effect",
    ("Pause", "start"): "needs",
    ("Schedule", "text"): "no-effect",
    ("Schedule", "by_month_day"): "no-effect",
    ("Schedule", "anchor"): "no-effect",
}
"""Fields that never stand without another, or beside what the example has; they are refused for that only."""


class Core(yaml.SafeLoader):
    """YAML 1.2 with its core schema, as editors read it."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"(?:{pattern})$"), first)


def core(text: str) -> Any:
    return yaml.load(text, Core)  # a safe loader


@pytest.fixture(scope="module")
def validators() -> dict[str, Draft202012Validator]:
    """A validator for each kind of file, its schema being one itself."""
    made = {}
    for kind in KINDS:
        Draft202012Validator.check_schema(schema(kind))
        made[kind] = Draft202012Validator(schema(kind))
    return made


def kind_of(path: str) -> str:
    return next(kind for kind, model in KINDS.items() if model is model_of(path))


# --- fields -----------------------------------------------------------------------------------


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.__name__)
def test_every_field_says_what_it_means(group) -> None:
    assert set(abouts(group)) == set(group.model_fields)
    for name, field in fields_of(group).items():
        assert field.values or field.parts, name
        assert field.about.good or field.parts, f"{name} has no example"
        assert field.about.meaning.endswith("。"), name
        assert field.about.meaning_en.endswith("."), name


@pytest.mark.parametrize(
    ("group", "name"), FIELDS, ids=lambda part: getattr(part, "__name__", part)
)
def test_good_examples_are_taken_and_bad_ones_refused(group, name: str) -> None:
    field = fields_of(group)[name]
    found = [problem.code for problem in refusals(group, name, sample_of(field))]
    assert found == ([BESIDE[group.__name__, name]] if (group.__name__, name) in BESIDE else [])
    if field.about.bad:
        wrong = list(refusals(group, name, written(field.about.bad)))
        assert wrong
        assert {problem.field.split(".")[0] for problem in wrong} == {name}


@pytest.mark.parametrize("record", RECORD_TYPES, ids=lambda record: record.kind_name)
def test_the_example_of_a_kind_passes_every_check(record, tmp_path: Path) -> None:
    for folder in ("brands", "content"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    copy_with(tmp_path, f"{record.folder}/a-sample.yaml", sample(record))
    _, problems = check(tmp_path, date.fromisoformat(TODAY))
    assert [problem.text() for problem in problems] == []


def copy_with(root: Path, path: str, data: Any) -> None:
    """Make the real folder that a record belongs to, with one record more."""
    top = path.split("/", maxsplit=1)[0]
    for file in (ROOT / top).rglob("*.yaml"):
        copy = root / file.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    (root / path).write_text(formatted(new_manuscript(path, data)), "utf-8")


# --- schemas and what else is generated -------------------------------------------------------


def test_generated_files_are_up_to_date() -> None:
    assert {path: (ROOT / path).read_text("utf-8") for path in vscode.files()} == vscode.files()
    assert showcase("schema", "--check").returncode == 0


def test_schema_writes_compares_and_prints(tmp_path: Path) -> None:
    stale = showcase("schema", "--check", "--root", tmp_path)
    assert (stale.returncode, stale.stderr.splitlines()[-1]) == (
        1,
        "13 个文件与模型不符；请运行 showcase schema。(13 out of date; run showcase schema)",
    )
    assert not list(tmp_path.iterdir())
    assert showcase("schema", "--root", tmp_path).returncode == 0
    assert showcase("schema", "--check", "--root", tmp_path).returncode == 0
    assert json.loads(showcase("schema", "node").stdout) == schema("node")


def test_real_records_lead_to_the_schema_that_they_fit(validators) -> None:
    for path in record_files(ROOT):
        text = (ROOT / path).read_text("utf-8")
        first = text.split("\n", 1)[0]
        assert first.startswith(MODELINE), path
        target = ((ROOT / path).parent / first.removeprefix(MODELINE)).resolve()
        assert target == ROOT / f".vscode/schemas/{kind_of(path)}.json"
        errors = [error.message for error in validators[kind_of(path)].iter_errors(core(text))]
        assert errors == [], path


@settings(max_examples=150, deadline=None, derandomize=True)
@given(data=st.data())
def test_schemas_take_whatever_the_model_takes(data: st.DataObject) -> None:
    model, record = data.draw(records())
    text = formatted(new_manuscript(f"{model.folder}/some-id.yaml", record))
    errors = list(Draft202012Validator(schema(model.kind_name)).iter_errors(core(text)))
    assert [error.message for error in errors] == []


BROKEN = {
    "unknown field": ("colour: 红\n", ""),
    "no name": ("", "name"),
    "no source": ("source: []\n", "source"),
    "word outside the list": ("kind: 志愿服务品牌\n", "kind"),
    "text instead of a list": ("category: elderly-care\n", "category"),
    "too many": ("category: [aa, bb, cc, dd]\n", "category"),
    "name instead of an id": ("organization: 团市委\n", ""),
    "date in words": ("assured_date: 2026年1月5日\n", "assured_date"),
    "year alone where a day belongs": ("assured_date: 2026\n", "assured_date"),
    "number with a unit": ("impact: [{metric: 人次, value: 300 次, as_of: 2025}]\n", ""),
    "figure without date": ("impact: [{metric: 人次, value: 300}]\n", ""),
    "two dates of a figure": (
        "impact: [{metric: 人次, value: 3, as_of: 2025, as_of_note: 春}]\n",
        "",
    ),
    "markup": ("slogan: <b>灯</b>\n", ""),
    "summary too long": (f"summary: {'长' * 61}\n", "summary"),
    "address without scheme": ("contact_point: [{name: 服务队, url: www.example.com}]\n", ""),
    "empty field": ("slogan:\n", ""),
}


@pytest.mark.parametrize(("line", "removed"), BROKEN.values(), ids=BROKEN)
def test_schemas_refuse_what_is_broken(validators, line: str, removed: str) -> None:
    whole = core(formatted(new_manuscript("brands/some-id.yaml", sample(KINDS["brand"]))))
    assert validators["brand"].is_valid(whole)
    broken = {name: value for name, value in whole.items() if name != removed} | (core(line) or {})
    assert not validators["brand"].is_valid(broken)


@pytest.mark.parametrize("record", RECORD_TYPES, ids=lambda record: record.kind_name)
def test_snippets_hold_the_fields_of_the_example(record) -> None:
    body = "\n".join(vscode.snippet(record)["body"]).replace("\\$", "$")
    plain = re.sub(r"\$\{\d+:([^}]*)\}", r"\1", re.sub(r"\$\{\d+\|([^,|]*)[^|]*\|\}", r"\1", body))
    assert shape(yaml.load(plain, yaml.BaseLoader)) == shape(sample(record))


def shape(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: shape(value) for name, value in data.items()}
    return [shape(item) for item in data] if isinstance(data, list) else ""


# --- problems ---------------------------------------------------------------------------------

SHOWN = {
    code: more for code, more in EXPLANATIONS.items() if more.path.endswith(".yaml") and more.bad
}


def test_explanations_belong_to_problems() -> None:
    assert set(EXPLANATIONS) <= set(SENTENCES)
    assert len(SHOWN) >= 30


@pytest.mark.parametrize(("code", "more"), SHOWN.items(), ids=SHOWN)
def test_the_bad_example_has_the_problem_and_the_good_one_has_none(tree: Path, code, more) -> None:
    file = tree / more.path
    before = file.read_text("utf-8")
    lines = f"{more.bad}\n{more.good}".split("\n")
    kept = "".join(blocks_without(before, {line.split(":")[0] for line in lines}))
    file.write_text(f"{kept}{more.bad}\n", "utf-8")
    assert code in codes(tree)
    file.write_text(f"{kept}{more.good}\n", "utf-8")
    assert codes(tree) == set()


def codes(tree: Path) -> set[str]:
    return {problem.code for problem in check(tree, date.fromisoformat(TODAY))[1]}


def blocks_without(text: str, names: set[str]) -> Iterator[str]:
    """Iterate over the lines of a file without some of its fields."""
    is_kept = True
    for line in text.splitlines(keepends=True):
        if line[0] not in " \t\n":
            is_kept = line.split(":")[0] not in names
        if is_kept:
            yield line


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_problem_can_be_explained(language: str) -> None:
    listed = showcase("explain", "--lang", language)
    assert [line.split(":")[0] for line in listed.stdout.splitlines()] == sorted(SENTENCES)
    assert "{" not in listed.stdout


def test_explain_shows_both_sides() -> None:
    assert showcase("explain", "[duplicate-key]").stdout == (
        "duplicate-key: 字段「…」写了两次（上一次在第 … 行）；请只留一处\n"
        "为什么：写了两次，不知道以哪次为准；为免悄悄丢掉一个，两次都不收。\n"
        "错（brands/deng-xia.yaml）：\n    slogan: 点灯\n    slogan: 等人\n"
        "对（brands/deng-xia.yaml）：\n    slogan: 点灯\n"
    )
    assert showcase("explain", "stale", "--lang", "en").stdout.splitlines()[1:3] == [
        "Only a notice; it keeps nothing back.",
        "Why: Nobody checked it for a year; things may have changed.",
    ]


def test_explain_names_the_nearest_code() -> None:
    result = showcase("explain", "missing-fild")
    assert (result.returncode, result.stdout) == (2, "")
    assert "您是否想写「missing-field」" in result.stderr


# --- the page ---------------------------------------------------------------------------------


def test_the_handbook_holds_everything(site: Path) -> None:
    page = html.parse(site / "handbook/index.html").getroot()
    ids = {element.get("id") for element in page.iter() if element.get("id")}
    assert set(SENTENCES) <= ids
    assert {f"kind-{kind}" for kind in KINDS} <= ids
    text = " ".join(page.text_content().split())
    for rule in RULES:
        assert rule.__doc__ in text
    for group in GROUPS:
        for name in group.model_fields:
            owner = Record if issubclass(group, Record) and name in Record.model_fields else group
            written_name = group.model_fields[name].alias or name
            is_shown = f"{owner.__name__.lower()}-{written_name}" in ids
            assert is_shown is not (owner is Record and name == "id"), (group, name)


def test_schemas_are_served_with_the_site(site: Path) -> None:
    for kind in KINDS:
        served = (site / f"schema/{kind}.json").read_bytes()
        assert served == (ROOT / f".vscode/schemas/{kind}.json").read_bytes()


def test_the_example_tree_has_a_handbook_too(build) -> None:
    page = (build(EXAMPLE) / "handbook/index.html").read_text("utf-8")
    assert "elderly-care" in page
