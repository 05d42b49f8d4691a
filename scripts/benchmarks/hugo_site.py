"""The same site for Hugo: the records in Hugo's form, and a theme that gives the same pages.

What Hugo cannot work out by itself is given to it as ready fields: the days of a series, seals, pinyin, inherited
terms, the order of the readings. Writing these files is no part of any measured time.
"""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from showcase import seal
from showcase.almanac import lunar_text
from showcase.catalog import VOCABULARIES, Catalog
from showcase.checking import load
from showcase.entries import entry_of
from showcase.index import Index
from showcase.model import Record, Source
from showcase.model.choices import AlternateKind, Choice, Medium, Qualifier, Status
from showcase.script import fold, traditional_forms

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
    years = sorted(int(file.parent.name) for file in (built / "calendar").glob("[0-9]*/index.html"))
    params = {"today": f"{today}", "first_year": years[0], "last_year": years[-1]}
    (folder / "hugo.yaml").write_text(settings + yaml.dump({"params": params}), "utf-8")
    shutil.copytree(built / "assets", folder / "static" / "assets")
    shutil.rmtree(folder / "static" / "assets" / "search")
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
    """All records, and what the site says of each."""

    folder: Path
    today: date
    catalog: Catalog
    index: Index
    order: Mapping[str, int]

    @classmethod
    def read(cls, folder: Path, today: date) -> _Records:
        catalog = load(folder, today)
        entries = {id: entry_of(record, catalog, today) for id, record in catalog.records.items()}
        order = {id: i for i, id in enumerate(catalog.records, 1)}
        return cls(folder, today, catalog, Index(catalog, entries), order)


def _layouts(built: Path) -> Iterator[tuple[str, str]]:
    """Iterate over paths and texts of the templates: the theme's own, and a whole page around each partial."""
    for file in sorted((_THEME / "layouts").rglob("*.*")):
        yield file.relative_to(_THEME).as_posix(), file.read_text("utf-8")
    for section in SECTIONS:
        record = _first(built / section, "*")
        yield f"layouts/{section}/page.html", _page(record, "record.html")
        yield f"layouts/{section}/section.html", _paged(built / section / "index.html", _LISTS)
    for folder in VOCABULARIES.values():
        pages = sorted((built / folder).glob("*/page/2/index.html")) or sorted(
            (built / folder).glob("*/index.html")
        )
        term = pages[0].parents[2] if "page" in pages[0].parts else pages[0].parent
        yield f"layouts/{folder}/term.html", _paged(term / "index.html", _TERMS)
    yield "layouts/search.html", _paged(built / "search" / "index.html", _NAMES)
    for name in ("calendar", "figures", "how", "sources"):
        yield f"layouts/{name}.html", _page(built / name / "index.html", f"{name}.html")
    yield "layouts/year.html", _page(_first(built / "calendar", "[0-9]*"), "period.html")
    yield "layouts/month.html", _page(_first(built / "calendar", "[0-9]*/*"), "period.html")
    if (built / "sources" / "page").is_dir():
        yield (
            "layouts/more-sources.html",
            _page(_first(built / "sources", "page/*"), "sources.html"),
        )
    yield "layouts/home.html", _page(built / "index.html", "home.html")
    yield "layouts/page.html", _page(built / "about" / "index.html", "text.html")


_LISTS = ('.RegularPages.GroupByParam "list_group"', 200, "list.html")
_TERMS = ('.Pages.GroupByParam "group"', 200, "term.html")
_NAMES = ('(partialCached "names.html" "names").GroupByParam "initial"', 1000, "search.html")
"""What the pages of a list are cut from, how many records stand on one, and the partial that shows them."""


def _first(folder: Path, pattern: str) -> Path:
    return min(folder.glob(f"{pattern}/index.html"))


def _paged(file: Path, listing: tuple[str, int, str]) -> str:
    """Return the template of a list: Hugo cuts it into pages, the later ones lie two folders deeper."""
    groups, size, partial = listing
    later = file.parent / "page" / "2" / "index.html"
    deeper = _page(later, partial) if later.exists() else ""
    return (
        _PAGER.replace("GROUPS", groups).replace("SIZE", str(size))
        + f"{{{{- if gt .Paginator.PageNumber 1 -}}}}{deeper}{{{{- else -}}}}{_page(file, partial)}{{{{- end -}}}}"
    )


_PAGER = """\
{{- if not (.Store.Get "totals") -}}
  {{- $groups := GROUPS -}}
  {{- $pager := .Paginate $groups SIZE -}}
  {{- .Store.Set "groups" $groups -}}
  {{- .Store.Set "totals" dict -}}
  {{- range $groups }}{{ $.Store.SetInMap "totals" (string .Key) (len .Pages) }}{{ end -}}
{{- end -}}
"""
"""Cuts a list into pages once; Hugo renders the template again for each of them."""


def _page(file: Path, partial: str) -> str:
    """Return a built page with a partial in the place of its article and its title and description as slots."""
    whole = file.read_text("utf-8")
    assert "{{" not in whole
    base = re.search(r'<link rel="icon" href="(.*?)assets/', whole)
    assert base
    given = f'(dict "page" . "base" "{base[1].removeprefix("./")}")'
    shell = _ARTICLE.sub(lambda _: f'{{{{ partial "{partial}" {given} }}}}', whole, count=1)
    head, end, body = shell.partition("</head>")
    for pattern, slot in (
        (r'(<meta (?:name="|property="og:)description" content=")[^"]*', "{{ .Params.summary }}"),
        (r'(<meta property="og:title" content=")[^"]*', "{{ .Title }}"),
        (r"(<title>).*(?= · )", "{{ .Title }}"),
        (rf'((?:href|content)="){re.escape(ADDRESS)}[^"]*', "{{ .Permalink }}"),
    ):
        head, found = re.subn(pattern, rf"\1{slot}", head)
        assert found, (pattern, file)
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
    yield (
        "data/simplified.json",
        json.dumps({"pairs": traditional_forms(names)}, ensure_ascii=False),
    )
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
    for name in ("search", "figures", "how", "calendar", "sources"):
        front = _head(built / name / "index.html") | {"layout": name, "number": 1}
        yield f"content/{name}/_index.md", _front(front)
    for page in sorted((built / "sources").glob("page/*/index.html")):
        front = _head(page) | {"layout": "more-sources", "number": int(page.parent.name)}
        yield f"content/sources/page/{page.parent.name}.md", _front(front)
    yield from _periods(built)
    for page in sorted((records.folder / "content" / "pages").glob("*.md")):
        _, written, body = page.read_text("utf-8").split("---\n", 2)
        summary = re.sub("^description:", "summary:", written, flags=re.MULTILINE)
        yield f"content/{page.name}", f"---\n{summary}---\n{body.replace('](page:', '](../')}"


def _periods(built: Path) -> Iterator[tuple[str, str]]:
    """Iterate over paths and texts of the pages of years and months."""
    folder = built / "calendar"
    for layout, pattern in (("year", "[0-9]*"), ("month", "[0-9]*/*")):
        files = sorted(folder.glob(f"{pattern}/index.html"))
        written = [file.parent.relative_to(folder).as_posix() for file in files]
        for file, earlier, own, later in zip(
            files, ["", *written], written, [*written[1:], ""], strict=False
        ):
            front = _head(file) | {"layout": layout, "period": own}
            front |= {"earlier": earlier, "later": later}
            name = f"{own}/_index.md" if layout == "year" else f"{own}.md"
            yield f"content/calendar/{name}", _front(front)


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
    entry, index = records.index[record.id], records.index
    first = entry.reading[:1].upper()
    given: dict[str, Any] = {
        "id": record.id,
        "file": record.path,
        "badge": entry.badge,
        "group": f"{list(SECTIONS).index(record.section) + 1}{record.label[0]}",
        "list_group": "1" + entry.badge,
        "reading": entry.reading,
        "initial": first if first.isascii() and first.isalpha() else "0",
        "folded": list(entry.folded),
        "others": list(entry.other_names),
        "hosts": list(entry.hosts),
        "areas": list(index.areas_of(entry)),
        "categories": list(index.terms_of(entry, "category")),
        "audiences": list(index.terms_of(entry, "audience")),
        "is_unverified": entry.is_unverified,
    }
    if entry.kind == "brand":
        given["seal"] = seal.svg(record.name, record.id)
        given["list_group"] = "1县（市、区）"
    if entry.kind == "project" and entry.level:
        given["levels"] = [entry.level]
        given["list_group"] = "1" + records.catalog.terms["level"][entry.level].name
    if entry.days:
        given["list_group"] = "1按今后到来的先后"
        given["days"] = [
            {"iso": day, "lunar": lunar_text(date.fromisoformat(day))} for day in entry.days
        ]
    given["occurrence"] = [
        {"start": event.starts, "end": event.ends or event.starts} for event in entry.events
    ]
    return {name: value for name, value in given.items() if value != []}


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
