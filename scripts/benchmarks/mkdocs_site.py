"""The same records for stock MkDocs with Material: one Markdown page each, as an editor would write it by hand.

The pages of records stay out of the navigation, which suits MkDocs best. There are index pages of the kinds, but no
pages of terms, no calendar and no pages about the whole: MkDocs has less to do than the others.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.hugo_site import ADDRESS, SECTIONS
from showcase.catalog import Catalog
from showcase.checking import load
from showcase.entries import entry_of
from showcase.index import Index
from showcase.model import Record

_SETTINGS = """\
site_name: 邢台志愿服务品牌
site_url: {address}
theme:
  name: material
  language: zh
  font: false
  features:
    - navigation.tabs
plugins:
  - search:
      lang: zh
markdown_extensions:
  - tables
nav:
{nav}
validation:
  nav:
    omitted_files: ignore
"""


def write_site(tree: Path, folder: Path, today: date) -> None:
    """Write a folder that stock MkDocs builds.

    Args:
        tree: The records.
        folder: What is written; what is there is replaced.
        today: The day of the build.
    """
    shutil.rmtree(folder, ignore_errors=True)
    catalog = load(tree, today)
    nav = "".join(f"  - {title}: {name}/index.md\n" for name, (title, _) in SECTIONS.items())
    folder.mkdir(parents=True)
    settings = _SETTINGS.format(address=ADDRESS, nav=f"  - 首页: index.md\n{nav}".rstrip())
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    entries = {id: entry_of(record, catalog, today) for id, record in catalog.records.items()}
    for path, text in _pages(catalog, Index(catalog, entries)):
        (folder / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / path).write_text(text, "utf-8")


def _pages(catalog: Catalog, index: Index) -> Iterator[tuple[str, str]]:
    """Iterate over paths and texts of all pages."""
    yield "index.md", f"# {catalog.city.name}志愿服务品牌\n\n{catalog.city.slogan}\n"
    for section, (title, _) in SECTIONS.items():
        found = [record for record in catalog.records.values() if record.section == section]
        rows = "".join(f"- [{r.name}]({r.id}.md) {r.summary}\n" for r in found)
        yield f"{section}/index.md", f"# {title}\n\n{rows}"
    for record in catalog.records.values():
        yield f"{record.section}/{record.id}.md", _page(catalog, index, record)


def _page(catalog: Catalog, index: Index, record: Record) -> str:
    """Return the page of a record."""
    parts = [
        f"---\ndescription: {record.summary}\n---\n\n# {record.name}\n\n{record.summary}",
        f"| 基本情况 | |\n|---|---|\n{_facts(catalog, index, record)}",
        record.description or "",
        _figures(record),
        *(f"## {chapter.title}\n\n{chapter.body}" for chapter in getattr(record, "story", ())),
        _related(catalog, index, record),
        _sources(catalog, record),
        f"最近核对：{record.assured_date}",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _facts(catalog: Catalog, index: Index, record: Record) -> str:
    entry = index[record.id]
    facts = {
        "类型": entry.badge,
        "相关": "、".join(_link(catalog.records[id]) for id in entry.references),
        "所在区域": _terms(catalog, "area", index.areas_of(entry)),
        "服务类别": _terms(catalog, "category", index.terms_of(entry, "category")),
        "服务对象": _terms(catalog, "audience", index.terms_of(entry, "audience")),
        "时间": entry.starts.replace("T", " "),
    }
    return "\n".join(f"| {label} | {text or '尚未公开'} |" for label, text in facts.items())


def _terms(catalog: Catalog, kind: str, ids: tuple[str, ...]) -> str:
    return "、".join(catalog.terms[kind][id].name for id in ids)


def _figures(record: Record) -> str:
    figures = getattr(record, "impact", ())
    rows = "".join(f"- {f.metric}：{f.value} {f.unit}（截至 {f.as_of}）\n" for f in figures)
    return f"## 数字\n\n{rows}" if rows else ""


def _related(catalog: Catalog, index: Index, record: Record) -> str:
    """Return the lists of what belongs to a record; an editor keeps them by hand."""
    lists = []
    for title, kind in (("项目", "project"), ("活动", "activity")):
        others = [catalog.records[entry.id] for entry in index.referring(record.id, kind)]
        if others:
            rows = "\n".join(f"- {_link(other)} {other.summary}" for other in others)
            lists.append(f"## {title}\n\n{rows}")
    return "\n\n".join(lists)


def _sources(catalog: Catalog, record: Record) -> str:
    rows = (
        f"1. {f'[《{s.title}》]({s.url})' if s.url else f'《{s.title}》'}，{s.publisher}，{s.date_published or s.date_note}"
        for s in catalog.sources_of(record)
    )
    return "## 来源\n\n" + "\n".join(rows)


def _link(record: Record) -> str:
    return f"[{record.name}](../{record.section}/{record.id}.md)"
