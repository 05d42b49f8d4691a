"""The same pages for stock MkDocs with Material: plain Markdown, as an editor would have to write it by hand.

Every page of a record, list, month, year and time point is a Markdown file; the lists are cut into pages as ours
are. The pages stay out of the navigation, which suits MkDocs best. There is no grid of a month, no map, no ring, no
filter and no handbook: MkDocs has less to do than the others, which favours it. The search is Material's own, with
jieba beside it, as its documentation recommends for Chinese: without it no word of Chinese is found. It holds the
records, not the lists, as ours does. MkDocs keeps nothing between builds, so after an edit it does all its work again.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.hugo_site import ADDRESS, SECTIONS
from showcase.build import published
from showcase.outputs import Material
from showcase.planning import planned
from showcase.survey import look
from showcase.views.shapes import (
    CalendarView,
    Card,
    CardGroup,
    EventRow,
    Fact,
    IndexView,
    Link,
    ListView,
    NodesView,
    NodeView,
    PageLink,
    PeriodView,
    RecordView,
    SourcesView,
    SourceView,
)

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
_HEAD = "---\ndescription: {page.description}\n{excluded}---\n\n# {page.title}\n\n{page.description}\n\n"
_EXCLUDED = "search:\n  exclude: true\n"
_LEFT_OUT = ("handbook.html", "subscribe.html")


Part = tuple[str, Iterable[str]]
"""A heading, if any, and the lines below it."""


def write_site(tree: Path, folder: Path, today: date) -> None:
    """Write a folder that stock MkDocs builds.

    Args:
        tree: The records.
        folder: What is written; what is there is replaced.
        today: The day of the build.
    """
    shutil.rmtree(folder, ignore_errors=True)
    survey = look(tree, today)
    material = Material(published(survey, drafts=False), survey.record, today, ADDRESS, tree)
    nav = "".join(f"  - {title}: {name}/index.md\n" for name, (title, _) in SECTIONS.items())
    folder.mkdir(parents=True)
    settings = _SETTINGS.format(address=ADDRESS, nav=f"  - 首页: index.md\n{nav}".rstrip())
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    for page in planned(material).pages.values():
        if page.template not in _LEFT_OUT:
            file = folder / "docs" / page.address / "index.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            parts = _parts(page.view(), _Links("../" * page.depth))
            text = "\n".join(_written(heading, lines) for heading, lines in parts)
            head = _HEAD.format(page=page, excluded="" if page.record else _EXCLUDED)
            file.write_text(head + text, "utf-8")


def _written(heading: str, lines: Iterable[str]) -> str:
    text = "".join(f"{line}\n" for line in lines)
    return f"## {heading}\n\n{text}" if text and heading else text


@dataclass(frozen=True, slots=True)
class _Links:
    """Markdown with links from a page that lies some folders deep."""

    base: str

    def link(self, text: str, url: str | None) -> str:
        if url is None:
            return text
        return f"[{text}]({url if '://' in url else f'{self.base}{url}index.md'})"

    def all(self, links: Iterable[Link]) -> str:
        return "、".join(self.link(link.text, link.url) for link in links)

    def card(self, card: Card) -> str:
        facts = " · ".join(card.facts)
        return f"- {self.link(card.name, card.url)} {card.badge}：{card.summary} {facts}"

    def cards(self, groups: Iterable[CardGroup]) -> Iterator[Part]:
        return ((group.title, map(self.card, group.cards)) for group in groups)

    def event(self, row: EventRow) -> str:
        who = self.all((*row.where, *row.who))
        return f"- {row.date} {row.time} {row.status} {self.link(row.name, row.url)} {row.summary} {who}"

    def events(self, title: str, rows: Iterable[EventRow]) -> Part:
        return title, map(self.event, rows)

    def fact(self, fact: Fact) -> str:
        return f"| {fact.label} | {self.all(fact.values) or '尚未公开'} |"

    def source(self, source: SourceView) -> str:
        title = self.link(f"《{source.title}》", source.url)
        return (
            f"{title}，{source.publisher}，{source.published}（{source.medium}）{source.accessed}"
        )

    def numbers(self, links: Iterable[PageLink]) -> Part:
        return "", [" ".join(self.link(str(link.number), link.url) for link in links)]


def _parts(view: object, to: _Links) -> Iterator[Part]:
    """Iterate over what a page shows."""
    match view:
        case RecordView():
            yield from _record(view, to)
        case NodeView():
            yield "今后几年的日子", [f"- {day.date} 农历{day.lunar}" for day in view.days]
            yield from _record(view.record, to)
        case CalendarView() | PeriodView():
            yield from _calendar(view, to)
        case ListView() | NodesView() | IndexView() | SourcesView():
            yield from _list(view, to)


def _calendar(view: CalendarView | PeriodView, to: _Links) -> Iterator[Part]:
    """Iterate over the events of the calendar, of a month or of a year."""
    if isinstance(view, PeriodView):
        yield to.events("还在进行", view.ongoing)
        for day in view.days:
            yield to.events(f"{day.text} {day.lunar_text} {day.term}", day.rows)
        yield to.events("哪一天不详", view.vague)
        return
    for events in (*view.coming, *view.archive):
        yield to.events(events.title, events.rows)
    yield "常年开展", map(to.card, view.undated)
    for year in view.years:
        yield year.year.text, [f"- {to.link(m.name, m.url)} {m.total}" for m in year.months]


def _list(view: ListView | NodesView | IndexView | SourcesView, to: _Links) -> Iterator[Part]:
    """Iterate over what a list shows."""
    match view:
        case ListView():
            yield from to.cards(view.groups)
        case NodesView():
            yield (
                "从年初到年末",
                [f"- {to.link(row.name, row.url)} {row.summary}" for row in view.rows],
            )
            return
        case IndexView():
            for group in view.groups:
                yield group.letter, [f"- {to.link(e.name, e.url)} {e.kind}" for e in group.entries]
        case SourcesView():
            yield "", [f"1. {to.source(c.source)}：{to.all(c.records)}" for c in view.sources]
    yield to.numbers(view.pages)


def _record(view: RecordView, to: _Links) -> Iterator[Part]:
    """Iterate over what the page of a record shows."""
    yield "基本情况", ["| | |", "|---|---|", *map(to.fact, view.facts)]
    yield "介绍", [view.description] if view.description else ()
    yield "数字", [f"- {f.label}：{f.number} {f.unit}（{f.as_of}）" for f in view.figures]
    for chapter in view.chapters:
        yield chapter.title, [chapter.body]
    yield "六个要素", [f"- {e.label}：{e.text or '尚未公开'}" for e in view.elements]
    yield to.events("将要开展", view.coming.rows)
    yield to.events("已经开展", view.past.rows)
    yield from to.cards(view.groups)
    yield "还不知道的", [f"- {text}" for text in view.unknown]
    yield "来源", [f"1. {to.source(source)}" for source in view.sources]
    yield "", [f"最近核对：{view.assured}"]
