"""`showcase check`: everything that is wrong, in one go."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from showcase import checking
from showcase.announcements import silent_changes
from showcase.build import build_day, page_addresses
from showcase.catalog import Catalog
from showcase.cli.options import language_option, root_option, today_option
from showcase.handwritten import broken_links
from showcase.problems import Language, Problem, summary
from showcase.sentences import SENTENCES
from showcase.versions import UnknownVersion, checked_out


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[文件…]")
@root_option
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "github", "json", "sarif"]),
    default="text",
    help="给人看，或给 GitHub、程序、代码扫描看。For people, GitHub, programs or code scanning.",
)
@click.option(
    "--since",
    metavar="版本",
    help="再和 Git 里的这个版本比：已经公布的活动改了却没有写明的也列出。"
    "Compare with this version in Git: list announced events that changed without a word.",
)
@language_option
@today_option
def check(
    paths: tuple[Path, ...], root: Path, style: str, since: str | None, language: Language
) -> None:
    """检查全部记录，一次列出所有问题。Check all records and list every problem.

    写了文件就只列这些文件里的问题（仍然对照全部记录检查）。
    With files, only their problems are listed; they are still checked against all records.
    """
    catalog, problems = checking.check(root, build_day())
    if catalog is not None and all(problem.is_notice for problem in problems):
        kinds = {
            id: one.kind_name
            for id, one in catalog.records.items()
            if one.visibility == "published"
        }
        problems += tuple(broken_links(root, kinds, page_addresses(root, catalog, build_day())))
    if since is not None and catalog is not None:
        problems = tuple(sorted({*problems, *_silent_changes(root, catalog, since)}))
    if paths:
        wanted = {path.resolve() for path in paths}
        problems = tuple(
            problem
            for problem in problems
            if wanted & {(root / problem.path).resolve(), *(root / problem.path).resolve().parents}
        )
    click.echo(_FORMATS[style](problems, root, language), nl=style in ("json", "sarif"))
    faults = tuple(problem for problem in problems if not problem.is_notice)
    if faults:
        click.echo(summary(faults), err=True)
        sys.exit(1)
    if style == "text" and catalog is not None:
        count = len(catalog.records)
        click.echo(f"{count} 条记录都没有问题。({count} records, no problem)")


def _silent_changes(root: Path, catalog: Catalog, version: str) -> tuple[Problem, ...]:
    try:
        with checked_out(root, version) as before:
            return tuple(silent_changes(root, catalog, before, build_day()))
    except UnknownVersion:
        raise click.BadParameter(
            f"Git 里没有「{version}」这个版本；例如写 HEAD 或 main。"
            f"Git knows no version “{version}”; write HEAD or main, for example.",
            param_hint="--since",
        ) from None


def _text(problems: Sequence[Problem], root: Path, language: Language) -> str:
    """Return a line for each problem; on a terminal with the line of the file and a caret."""
    shown = []
    for problem in problems:
        shown.append(problem.text(language))
        if sys.stdout.isatty() and (excerpt := _excerpt(root / problem.path, problem)):
            shown.append(excerpt)
    return "".join(f"{line}\n" for line in shown)


def _excerpt(file: Path, problem: Problem) -> str:
    """Return the line of a problem with a caret below the column, wide characters counted as two."""
    try:
        line = file.read_text("utf-8").splitlines()[problem.line - 1]
    except (OSError, UnicodeDecodeError, IndexError):
        return ""
    before = line[: problem.column - 1]
    width = sum(2 if ord(character) > 0x2E80 else 1 for character in before)  # noqa: PLR2004  # CJK begins there
    return f"    {line}\n    {' ' * width}^"


def _github(problems: Sequence[Problem], root: Path, language: Language) -> str:
    """Return workflow commands; GitHub shows only ten, so the job's summary gets them all."""
    return "".join(f"{problem.github(language)}\n" for problem in problems)


def _json(problems: Sequence[Problem], root: Path, language: Language) -> str:
    return json.dumps(
        [problem.data(language) for problem in problems], ensure_ascii=False, indent=2
    )


def _sarif(problems: Sequence[Problem], root: Path, language: Language) -> str:
    """Return a SARIF 2.1.0 log, as code scanning reads it."""
    codes = sorted({problem.code for problem in problems})
    rules = [{"id": code, "shortDescription": {"text": SENTENCES[code].en}} for code in codes]
    results = [
        {
            "ruleId": problem.code,
            "level": "note" if problem.is_notice else "error",
            "message": {"text": problem.message(language)},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": problem.path},
                        "region": {"startLine": problem.line, "startColumn": problem.column},
                    }
                }
            ],
        }
        for problem in problems
    ]
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": {"name": "showcase", "rules": rules}}, "results": results}],
    }
    return json.dumps(log, ensure_ascii=False, indent=2)


_FORMATS: dict[str, Callable[[Sequence[Problem], Path, Language], str]] = {
    "text": _text,
    "github": _github,
    "json": _json,
    "sarif": _sarif,
}
