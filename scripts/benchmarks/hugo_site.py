"""The same site for Hugo: the records in Hugo's form, and a theme that gives the same pages.

What Hugo cannot work out by itself is given to it as ready fields: the days of a series, seals, pinyin, inherited
terms, the order of the readings. Writing these files is no part of any measured time.
"""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from showcase import seal
from showcase.almanac import lunar_text, node_days
from showcase.catalog import VOCABULARIES, Catalog
from showcase.checking import load
from showcase.model import Activity, Brand, Node, Offering, Project, Record, Source
from showcase.model.choices import AlternateKind, Choice, Medium, Qualifier, Status
from showcase.schedule import Event, all_events
from showcase.script import fold, reading, traditional_forms
from showcase.views.words import areas_of, badge, terms_of

ADDRESS = "https://bench.example/"
"""The public address that all sites of the benchmark are built for."""
_THEME = Path(__file__).parent / "hugo"
SECTIONS = {
    "brands": ("品牌", "brand"),
    "projects": ("项目", "project"),
    "activities": ("活动", "activity"),
    "organizations": ("组织", "organization"),
    "places": ("地点", "place"),
    "nodes": ("时间点", "node"),
}
_ELEMENTS = {
    "need": "确定需求",
    "team": "固定队伍",
    "cadence": "规定频次",
    "site": "确定地点",
    "service_content": "设定内容",
    "safeguard": "保障措施",
}
_PAGES = {
    "calendar": "calendar.html",
    "figures": "figures.html",
    "how": "fixed.html",
    "sources": "cited.html",
    "search": "entries.html",
}
"""Pages about the whole, with the partials that fill them."""
_ARTICLE = re.compile(r"<article.*</article>", re.DOTALL)


def write_site(tree: Path, built: Path, folder: Path, today: date) -> None:
    """Write a folder that Hugo builds.

    Args:
        tree: The records.
        built: The site that the generator made of them: the outer parts of its pages are taken from there.
        folder: What is written; what is there is replaced.
        today: The day of the build.
    """
    shutil.rmtree(folder, ignore_errors=True)
    records = _Records.read(tree, today)
    (folder / "layouts").mkdir(parents=True)
    settings = (_THEME / "hugo.yaml").read_text("utf-8")
    (folder / "hugo.yaml").write_text(f'{settings}params:\n  today: "{today}"\n', "utf-8")
    shutil.copytree(built / "assets", folder / "static" / "assets")
    (folder / "static" / "assets" / "search-index.js").unlink()
    data = _data(records.catalog, built)
    for path, text in (*_layouts(built), *data, *_content(records, built)):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def write_record(tree: Path, folder: Path, path: str, today: date) -> None:
    """Write one record anew, after it was edited in the tree."""
    records = _Records.read(tree, today)
    record = next(r for r in records.catalog.records.values() if r.path == path)
    file = folder / "content" / record.section / f"{record.id}.md"
    file.write_text(_record(records, record), "utf-8")


@dataclass(frozen=True, slots=True)
class _Records:
    """All records, in the order of their readings, with their events."""

    folder: Path
    today: date
    catalog: Catalog
    events: Mapping[str, Sequence[Event]]
    order: Mapping[str, int]

    @classmethod
    def read(cls, folder: Path, today: date) -> _Records:
        catalog = load(folder, today)
        events: dict[str, list[Event]] = {}
        for event in all_events(catalog, today):
            events.setdefault(event.activity.id, []).append(event)
        order = {id: i for i, id in enumerate(catalog.records, 1)}
        return cls(folder, today, catalog, events, order)


def _layouts(built: Path) -> Iterator[tuple[str, str]]:
    """Iterate over paths and texts of the templates: the theme's partials, and a whole page around each."""
    for file in sorted((_THEME / "layouts").rglob("*.*")):
        text = file.read_text("utf-8")
        path = file.relative_to(_THEME).as_posix()
        if "@" not in text:
            yield path, text
            continue
        for depth in range(3):
            level = {1: "4"}.get(depth, "3") if file.stem == "event" else "3"
            filled = text.replace("@base@", "../" * depth).replace("@level@", level)
            yield path.replace(".html", f"-{depth}.html"), filled.replace("@depth@", str(depth))
    for section in SECTIONS:
        record = next(iter(sorted((built / section).glob("*/index.html"))))
        yield f"layouts/{section}/page.html", _page(record, "record.html")
        yield f"layouts/{section}/section.html", _page(built / section / "index.html", "list.html")
    for folder in VOCABULARIES.values():
        term = next(iter(sorted((built / folder).glob("*/index.html"))))
        yield f"layouts/{folder}/term.html", _page(term, "term.html")
    for name, partial in _PAGES.items():
        yield f"layouts/{name}.html", _page(built / name / "index.html", partial)
    yield "layouts/home.html", _page(built / "index.html", "home.html")
    yield "layouts/page.html", _page(built / "about" / "index.html", "text.html")


def _page(file: Path, partial: str) -> str:
    """Return a built page with a partial in the place of its article and its title and description as slots."""
    whole = file.read_text("utf-8")
    assert "{{" not in whole
    shell = _ARTICLE.sub(lambda _: f'{{{{ partial "{partial}" . }}}}', whole, count=1)
    head, end, body = shell.partition("</head>")
    address = file.parent.as_posix()
    for pattern, slot in (
        (r'(<meta (?:name="|property="og:)description" content=")[^"]*', "{{ .Params.summary }}"),
        (r'(<meta property="og:title" content=")[^"]*', "{{ .Title }}"),
        (r"(<title>).*(?= · )", "{{ .Title }}"),
        (rf'((?:href|content)="){re.escape(ADDRESS)}[^"]*', "{{ .Permalink }}"),
    ):
        head, found = re.subn(pattern, rf"\1{slot}", head)
        assert found, (pattern, address)
    return head + end + body


def _data(catalog: Catalog, built: Path) -> Iterator[tuple[str, str]]:
    """Iterate over paths and texts of what templates look up."""
    words: dict[str, Any] = {
        folder: {term.id: term.name for term in catalog.terms[kind].values()}
        for kind, folder in VOCABULARIES.items()
    }
    words |= {
        "sections": {section: names[0] for section, names in SECTIONS.items()},
        "singular": {section: names[1] for section, names in SECTIONS.items()},
        "elements": [{"field": field, "label": label} for field, label in _ELEMENTS.items()],
        "groups": [
            {"section": "projects", "title": "项目"},
            {"section": "brands", "title": "品牌"},
            {"section": "places", "title": "服务点"},
        ],
        "tiles": {a.id: {"row": a.row, "column": a.column} for a in catalog.areas.values()},
        "status": _labels(Status),
        "alternate": _labels(AlternateKind),
        "medium": _labels(Medium),
        "qualifier": _labels(Qualifier),
    }
    yield "data/words.json", json.dumps(words, ensure_ascii=False)
    names = "".join(fold(record.name) for record in catalog.records.values())
    yield "data/simplified.json", json.dumps(traditional_forms(names), ensure_ascii=False)
    home, figures, how = (_article(built / name / "index.html") for name in ("", "figures", "how"))
    fixed = {
        "home_before": home.partition('<section aria-labelledby="wall-title"')[0],
        "home_after": '<section aria-labelledby="year-title"'
        + home.partition('<section aria-labelledby="year-title"')[2],
        "figures_before": figures.partition('<section aria-labelledby="tiles-title"')[0],
        "figures_after": '<section class="sources"'
        + figures.partition('<section class="sources"')[2],
        "how": how,
    }
    yield "data/fixed.json", json.dumps(fixed, ensure_ascii=False)


def _labels(choices: type[Choice]) -> dict[str, str]:
    return {choice.value: choice.zh for choice in choices}


def _article(file: Path) -> str:
    found = _ARTICLE.search(file.read_text("utf-8"))
    assert found
    return found[0]


def _content(records: _Records, built: Path) -> Iterator[tuple[str, str]]:
    """Iterate over paths and texts of the pages."""
    catalog = records.catalog
    for record in catalog.records.values():
        yield f"content/{record.section}/{record.id}.md", _record(records, record)
    folders = [f"{name}/{id}" for kind, name in VOCABULARIES.items() for id in catalog.terms[kind]]
    for name in ("", *SECTIONS, *folders):
        yield f"content/{name}/_index.md", _front(_head(built / name / "index.html"))
    for name in _PAGES:
        front = _head(built / name / "index.html") | {"layout": name, "fixed": name}
        yield f"content/{name}.md", _front(front)
    for page in sorted((records.folder / "content" / "pages").glob("*.md")):
        _, front, body = page.read_text("utf-8").split("---\n", 2)
        summary = re.sub("^description:", "summary:", front, flags=re.MULTILINE)
        yield f"content/{page.name}", f"---\n{summary}---\n{body.replace('](page:', '](../')}"


def _head(file: Path) -> dict[str, str]:
    """Return title and description of a built page, and what its list says of itself."""
    text = file.read_text("utf-8")
    patterns = {
        "title": r'property="og:title" content="([^"]*)',
        "summary": r'name="description" content="([^"]*)',
        "heading": r"<h1>([^<]*?)(?: <|</h1>)",
        "lead": r"</h1>\s*<p>([^<]*)",
    }
    found = {name: re.search(pattern, text) for name, pattern in patterns.items()}
    return {name: html.unescape(match[1]) for name, match in found.items() if match}


def _record(records: _Records, record: Record) -> str:
    """Return the file of a record: its fields as written, what Hugo needs beside them, and its story."""
    text = (records.folder / record.path).read_bytes()
    written: dict[str, Any] = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506  # keeps texts
    body = written.pop("description", "")
    front = {"title": written.pop("name"), "weight": records.order[record.id]}
    supports = [source.supports for source in record.source]
    for field in ("impact", "story"):
        for i, part in enumerate(written.get(field, ())):
            part["notes"] = [n for n, names in enumerate(supports, 1) if f"{field}.{i}" in names]
    written["source"] = [
        _source(records.catalog.shared_sources[source["ref"]]) if "ref" in source else source
        for source in written["source"]
    ]
    for field in ("category", "audience", "area_served", "level"):
        written.pop(field, None)
    return f"{_front({**front, **written, **_given(records, record)})}{body}\n"


def _given(records: _Records, record: Record) -> Mapping[str, Any]:
    """Return what Hugo would otherwise have to work out with difficulty, or could not at all."""
    catalog = records.catalog
    names = [name.value for name in record.alternate_name]
    read = reading(record.name, record.name_pinyin)
    given: dict[str, Any] = {
        "id": record.id,
        "file": record.path,
        "badge": badge(record),
        "group": f"{list(SECTIONS).index(record.section) + 1}{record.label[0]}",
        "list_group": "1" + badge(record),
        "reading": read,
        "initial": read[:1].upper() if read[:1].isascii() and read[:1].isalpha() else "0",
        "folded": [fold(name) for name in (record.name, *names)],
        "others": names,
        "areas": list(areas_of(catalog, record)),
        "is_unverified": catalog.is_unverified(record),
    }
    if isinstance(record, Offering):
        given["categories"] = list(terms_of(catalog, record, "category"))
        given["audiences"] = list(terms_of(catalog, record, "audience"))
    if isinstance(record, Brand):
        given["seal"] = seal.svg(record.name, record.id)
        given["list_group"] = "1县（市、区）"
        given["list_note"] = "扎根一个县（市、区）"
    if isinstance(record, Project) and record.level:
        given["levels"] = [record.level]
        given["list_group"] = "1" + catalog.terms["level"][record.level].name
    if isinstance(record, Node):
        today = records.today
        years = range(today.year, today.year + 7)
        days = [day for year in years for day in node_days(record.rule, year) if day >= today]
        given["days"] = [{"iso": f"{day}", "lunar": lunar_text(day)} for day in days[:5]]
    if isinstance(record, Activity):
        given["occurrence"] = [
            {"start": str(event.start), "end": str(event.end or event.start)}
            for event in records.events.get(record.id, ())
        ]
    return given


def _source(source: Source) -> dict[str, str]:
    """Return a shared source as it would stand in the record."""
    return {
        field: str(value) for field, value in source if value and field not in ("id", "supports")
    }


def _front(fields: Mapping[str, Any]) -> str:
    return (
        "---\n"
        + yaml.dump(
            fields, allow_unicode=True, sort_keys=False, width=10**6, Dumper=yaml.CSafeDumper
        )
        + "---\n"
    )
