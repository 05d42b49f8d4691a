"""Hand-written pages: what keeps one from being published, with its line.

Editors write `[青春暖邢](brand:qingchun-nuanxing)` or `[日历](page:calendar/)`, which work at any depth and under any
base path; other pages by their files, what lies in the repository as `[仓库](repository:)`, other sites by their
whole addresses.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from showcase.model import KINDS
from showcase.personal import personal_data
from showcase.problems import Problem, did_you_mean, meant
from showcase.sources import compose, text_of

PAGES = "content/pages"
"""The folder of the hand-written pages, relative to the root."""
PAGE = "page"
SCHEMES = "|".join([*KINDS, PAGE])
"""What may stand before the colon of a link to a record, or to a page that is made from records."""
_LINK = re.compile(r"\]\(\s*<?([^)\s>]+)")
_RECORD_LINK = re.compile(rf"({SCHEMES}):([^#]*)")
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:cn|com|net|org|gov)\b")
_CODE = re.compile(r"(?ms)^(`{3,}|~{3,}).*?^\1[`~]*$|(`+)(?!`).+?(?<!`)\2(?!`)")
_HEAD = re.compile(r"---[ \t]*\n(?:(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z))?", re.DOTALL)


def page_problems(root: Path) -> Iterator[Problem]:
    """Iterate over what is wrong with hand-written pages, whatever the records say."""
    files = _files(root)
    for path, content in files.items():
        text, problems = text_of(path, content)
        yield from problems
        if not problems:
            yield from _head_problems(path, text)
            yield from _private_things(path, text)
            yield from _links_to_nowhere(path, text, files)


def broken_links(
    root: Path, kinds: Mapping[str, str], addresses: Collection[str]
) -> Iterator[Problem]:
    """Iterate over links of hand-written pages that name no record and no page.

    Args:
        root: Folder with `brands/` and `content/`.
        kinds: The kind of each record that is published, by its id.
        addresses: Of all pages that are made from records.
    """
    for path, content in _files(root).items():
        text, problems = text_of(path, content)
        for place, target in () if problems else _links(text):
            if match := _RECORD_LINK.match(target):
                kind, name = match.groups()
                known = (
                    addresses if kind == PAGE else [id for id, its in kinds.items() if its == kind]
                )
                if name not in known:
                    values = (("found", match[0]),)
                    hint = did_you_mean(name, known)
                    yield Problem(path, *place, "broken-record-link", "", values, hint)


def _files(root: Path) -> dict[str, bytes]:
    """Return what all hand-written pages hold, by path."""
    found = sorted((root / PAGES).rglob("*.md"))
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in found}


def _head_problems(path: str, text: str) -> Iterator[Problem]:
    """Iterate over what is wrong with the fields at the beginning of a page, or with its having nothing else."""
    head = _HEAD.match(text)
    if head and head[1] is None:
        yield Problem(path, 1, 1, "open-page-head")
    elif head:
        for problem in compose(head[1], path).problems:
            yield replace(problem, line=problem.line + 1)
    if not text[head.end() if head else 0 :].strip():
        yield Problem(path, 1, 1, "empty-page")


def _private_things(path: str, text: str) -> Iterator[Problem]:
    for number, line in enumerate(text.splitlines(), 1):
        for offset, code in personal_data(line):
            yield Problem(path, number, offset + 1, code, "正文")


def _links_to_nowhere(path: str, text: str, files: Collection[str]) -> Iterator[Problem]:
    """Iterate over links to files that are not there."""
    folder = Path(path).parent
    names = [file.removeprefix(f"{PAGES}/") for file in files]
    for place, target in _links(text):
        name = unquote(re.split("[#?]", target, maxsplit=1)[0])
        if _ELSEWHERE.match(target) or (folder / name).as_posix() in files:
            continue
        hint = meant(f"https://{target}") if _HOST.match(target) else did_you_mean(name, names)
        yield Problem(path, *place, "broken-page-link", "", (("found", target),), hint)


def _links(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Iterate over the links in a text with line and column of each; what is shown as code has none."""
    shown = _CODE.sub(lambda match: re.sub(r"[^\n]", "\0", match[0]), text)
    for number, line in enumerate(shown.splitlines(), 1):
        for match in _LINK.finditer(line):
            yield (number, match.start(1) + 1), match[1]
