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
from showcase.model import Activity, Offering, Project, Record
from showcase.views.words import areas_of, badge, terms_of

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
    for path, text in _pages(catalog):
        (folder / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / path).write_text(text, "utf-8")


def _pages(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Iterate over paths and texts of all pages."""
    yield "index.md", f"# {catalog.city.name}志愿服务品牌\n\n{catalog.city.slogan}\n"
    for section, (title, _) in SECTIONS.items():
        found = [record for record in catalog.records.values() if record.section == section]
        rows = "".join(f"- [{r.name}]({r.id}.md) {r.summary}\n" for r in found)
        yield f"{section}/index.md", f"# {title}\n\n{rows}"
    for record in catalog.records.values():
        yield f"{record.section}/{record.id}.md", _page(catalog, record)


def _page(catalog: Catalog, record: Record) -> str:
    """Return the page of a record."""
    parts = [
        f"---\ndescription: {record.summary}\n---\n\n# {record.name}\n\n{record.summary}",
        f"| 基本情况 | |\n|---|---|\n{_facts(catalog, record)}",
        record.description or "",
        _figures(record),
        *(f"## {chapter.title}\n\n{chapter.body}" for chapter in getattr(record, "story", ())),
        _related(catalog, record),
        _sources(catalog, record),
        f"最近核对：{record.assured_date}",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _facts(catalog: Catalog, record: Record) -> str:
    ids = (
        *(id for id in (getattr(record, "organization", None),) if id),
        *getattr(record, "organizer", ()),
        *getattr(record, "brand", ()),
        *getattr(record, "project", ()),
    )
    facts = {
        "类型": badge(record),
        "相关": "、".join(_link(catalog.records[id]) for id in ids),
        "所在区域": _terms(catalog, "area", areas_of(catalog, record)),
    }
    if isinstance(record, Offering):
        facts["服务类别"] = _terms(catalog, "category", terms_of(catalog, record, "category"))
        facts["服务对象"] = _terms(catalog, "audience", terms_of(catalog, record, "audience"))
    if isinstance(record, Activity) and record.start:
        facts["时间"] = record.start.text
    return "\n".join(f"| {label} | {text or '尚未公开'} |" for label, text in facts.items())


def _terms(catalog: Catalog, kind: str, ids: tuple[str, ...]) -> str:
    return "、".join(catalog.terms[kind][id].name for id in ids)


def _figures(record: Record) -> str:
    figures = getattr(record, "impact", ())
    rows = "".join(f"- {f.metric}：{f.value} {f.unit}（截至 {f.as_of}）\n" for f in figures)
    return f"## 数字\n\n{rows}" if rows else ""


def _related(catalog: Catalog, record: Record) -> str:
    """Return the lists of what belongs to a record; an editor keeps them by hand."""
    found = {
        "项目": catalog.referring(Project, record.id),
        "活动": catalog.referring(Activity, record.id),
    }
    return "\n\n".join(
        f"## {title}\n\n" + "\n".join(f"- {_link(other)} {other.summary}" for other in others)
        for title, others in found.items()
        if others
    )


def _sources(catalog: Catalog, record: Record) -> str:
    rows = (
        f"1. {f'[《{s.title}》]({s.url})' if s.url else f'《{s.title}》'}，{s.publisher}，{s.date_published or s.date_note}"
        for s in catalog.sources_of(record)
    )
    return "## 来源\n\n" + "\n".join(rows)


def _link(record: Record) -> str:
    return f"[{record.name}](../{record.section}/{record.id}.md)"
