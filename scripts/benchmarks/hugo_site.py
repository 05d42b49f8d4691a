"""The same site for Hugo: the records in Hugo's form, and a theme that gives the same pages.

Every page of ours is a content file of Hugo's. Its fields are what our own templates are shown, ready to be
written down; records that stand on other pages stand there by their path, events by their key, and Hugo looks them
up, as it would. So Hugo has less to do than the generator, which favours it: it checks nothing, resolves no
reference, sorts, groups and counts nothing, reckons no days and no numbers of sources, draws no seals and no codes
for cameras. It renders all Markdown, every page of a record, list, month and time point with the templates in
`hugo/`, the site map, and of the search the names and the stories, of the lists their names.

What it is spared altogether, which favours it too:

- the postings of the search and the columns of the lists, which a language for templates cannot make in any
  reasonable time: their files are copied, or read as data;
- the pages that exist once and show hardly any record (`_FIXED`): their text is copied from ours;
- feeds and calendars to subscribe to, schemas, and the check of every record.

The fields are JSON, which Hugo reads faster than YAML. Writing these files is no part of any measured time.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from showcase.build import published
from showcase.facets import FACETS
from showcase.making import frame_of
from showcase.model import Activity, Record
from showcase.outputs import Material, Page
from showcase.planning import planned
from showcase.render import data
from showcase.survey import look
from showcase.views.events import event_row
from showcase.views.shapes import (
    Card,
    CitedSource,
    DayView,
    EventRow,
    FinderView,
    IndexEntry,
    NodeView,
    PeriodView,
    RecordView,
)
from showcase.views.words import card

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
_FIXED = ("home.html", "figures.html", "how.html", "handbook.html", "subscribe.html")
_TOLD_ELSEWHERE = {"id", "name", "summary", "description", "seal", "kind_label", "is_unverified"}
"""What the page of a record has in other fields than its view."""
_SENTENCES = ("slogan", "name_meaning", "need", "team", "cadence", "service_content", "safeguard")
_OF_THE_ACTIVITY = ("name", "url", "summary", "area_ids")
"""What an event has from its activity."""
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
    shutil.copytree(_THEME, folder)
    shutil.copytree(built / "assets", folder / "static" / "assets", ignore=_made_by_hugo)
    site = _Site.read(tree, built, today)
    for path, text in (*site.layouts(), *site.data(), *site.content()):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def write_record(tree: Path, built: Path, folder: Path, path: str, today: date) -> None:
    """Write one record anew, after it was edited in the tree."""
    site = _Site.read(tree, built, today)
    page = next(page for page in site.pages if page.record == Path(path).stem)
    file, text = site.record(page)
    (folder / file).write_text(text, "utf-8")


def _made_by_hugo(folder: str, names: list[str]) -> set[str]:
    """Return the files below `assets` that Hugo makes itself: names, stories, lists."""
    made = re.compile(r".*/search/\w+/s\d+\.js|.*/search/names\.js|.*/lists/\w+\.js")
    return {name for name in names if made.fullmatch(f"{folder}/{name}")}


@dataclass(frozen=True)
class _Site:
    """Our site, as it is written down for Hugo."""

    material: Material
    built: Path
    pages: tuple[Page, ...]

    @classmethod
    def read(cls, tree: Path, built: Path, today: date) -> _Site:
        survey = look(tree, today)
        material = Material(published(survey, drafts=False), survey.record, today, ADDRESS, tree)
        return cls(material, built, tuple(planned(material).pages.values()))

    @cached_property
    def _names(self) -> Mapping[str, Any]:
        """What our own file of names holds."""
        return _value(self.built / "assets" / "search" / "names.js", ",")

    @cached_property
    def _listed(self) -> Mapping[str, tuple[int, tuple[str, str, str]]]:
        """The number of each record and its lines in the names: its name, its id and the sign of its badge."""
        names = self._names
        columns = names["names"].split("\n"), names["ids"].split("\n"), names["badge"]
        ids = (entry.id for entry in self.material.index.everything())
        return dict(zip(ids, enumerate(zip(*columns, strict=True), 1), strict=True))

    @cached_property
    def _events(self) -> Mapping[str, list[dict[str, Any]]]:
        """The events of each activity."""
        found: dict[str, list[dict[str, Any]]] = {}
        for event in self.material.index.all_events():
            row = _fields(event_row(self.material.index, event))
            kept = {name: value for name, value in row.items() if name not in _OF_THE_ACTIVITY}
            found.setdefault(event.activity, []).append(kept)
        return found

    def layouts(self) -> Iterator[tuple[str, str]]:
        """Iterate over paths and texts of whole pages around the partials of the theme."""
        first = {_layout(page): page for page in reversed(self.pages)}
        for layout, page in first.items():
            file = self.built / page.address / "index.html"
            yield f"layouts/{layout}.html", _page(file, _partial(page))
        for text in self._texts():
            yield (
                f"layouts/text-{text.stem}.html",
                _page(self.built / text.stem / "index.html", "text.html"),
            )
        yield "layouts/404.html", (self.built / "404.html").read_text("utf-8")

    def data(self) -> Iterator[tuple[str, str]]:
        """Iterate over paths and texts of what templates look up."""
        names = {k: v for k, v in self._names.items() if k not in ("names", "ids", "badge")}
        yield "data/names.json", _json(names)
        for kind in FACETS:
            columns = _value(self.built / "assets" / "lists" / f"{kind}.js", "=", 2)
            kept = {k: v for k, v in columns.items() if k not in ("id", "name", "summary")}
            yield f"data/lists/{kind}.json", _json(kept)

    def content(self) -> Iterator[tuple[str, str]]:
        """Iterate over paths and texts of the pages."""
        for page in self.pages:
            yield self.record(page) if page.record else self._other(page)
        for text in self._texts():
            _, written, body = text.read_text("utf-8").split("---\n", 2)
            front = f'{written}url: "/{text.stem}/"\nlayout: "text-{text.stem}"\n'
            yield (
                f"content/other/{text.stem}.md",
                f"---\n{front}---\n{body.replace('](page:', '](../')}",
            )

    def _texts(self) -> list[Path]:
        return sorted((self.material.root / "content" / "pages").glob("*.md"))

    def record(self, page: Page) -> tuple[str, str]:
        """Return path and text of the page of a record: its fields, and its story as it was written."""
        index = self.material.index
        entry = index[page.record]
        record = self.material.record(page.record)
        shown = _fields(card(index, entry))
        number, listed = self._listed[entry.id]
        front = _front(page) | {
            "weight": number,
            "card": {k: shown[k] for k in ("url", "badge", "facts", "is_unverified") if k in shown},
            "seal": shown.get("seal"),
            **_of_all(self._events.get(entry.id, [])),
            "listed": listed,
            "also": _also(record),
            "view": _view(page.view()),
        }
        text = record.description or ""
        return (
            f"content{_path(entry.url)}.md",
            f"{_json({k: v for k, v in front.items() if v})}\n{text}\n",
        )

    def _other(self, page: Page) -> tuple[str, str]:
        """Return path and text of a page of many records, or of none."""
        file = "_index" if not page.address else page.address.strip("/").replace("/", "~")
        folder = "content" if not page.address else "content/other"
        if page.template in _FIXED:
            found = _ARTICLE.search((self.built / page.address / "index.html").read_text("utf-8"))
            assert found
            return f"{folder}/{file}.md", f"{_json(_front(page))}\n{found[0]}\n"
        front = _front(page) | {"view": _plain(page.view())}
        return f"{folder}/{file}.md", f"{_json(front)}\n"


def _front(page: Page) -> dict[str, Any]:
    front = {"title": page.title, "description": page.description}
    if page.record:
        return front | {"layout": _layout(page)}
    return front | {"layout": _layout(page), "url": f"/{page.address}"} if page.address else front


def _layout(page: Page) -> str:
    depth, tab = frame_of(page)
    return f"{page.template.removesuffix('.html')}-{depth}-{tab.strip('/')}" if depth else "home"


def _partial(page: Page) -> str:
    return "fixed.html" if page.template in _FIXED else page.template


def _page(file: Path, partial: str) -> str:
    """Return a built page with a partial in the place of its article and its title and description as slots."""
    whole = file.read_text("utf-8")
    assert "{{" not in whole
    base = re.search(r'<link rel="icon" href="(.*?)assets/', whole)
    assert base
    given = f'(dict "page" . "base" "{base[1].removeprefix("./")}")'
    shell = _ARTICLE.sub(lambda _: f'{{{{ partial "{partial}" {given} }}}}', whole, count=1)
    head, end, body = shell.partition("</head>")
    assert ADDRESS not in body
    for pattern, slot in (
        (r'(<meta (?:name="|property="og:)description" content=")[^"]*', "{{ .Description }}"),
        (r'(<meta property="og:title" content=")[^"]*', "{{ .Title }}"),
        (r"(<title>).*(?= · )", "{{ .Title }}"),
        (rf'((?:href|content)="){re.escape(ADDRESS)}[^"]*', "{{ .Permalink }}"),
    ):
        head, found = re.subn(pattern, rf"\1{slot}", head)
        assert found, (pattern, file)
    return head + end + body


def _view(view: object) -> dict[str, Any]:
    """Return what the page of a record shows, without what other fields hold."""
    if isinstance(view, NodeView):
        return {**_fields(view), "record": _view(view.record)}
    assert isinstance(view, RecordView)
    is_one = view.kind == "activity"
    coming, past = view.coming, view.past
    shown = {k: v for k, v in _fields(view).items() if k not in _TOLD_ELSEWHERE}
    is_told = is_one and coming.total == 1 and not coming.rows[0].is_habit
    shown["shows_coming"] = bool(coming.rows) and not is_told
    shown["shows_past"] = bool(past.rows) and not (is_one and past.total == 1)
    shown["structured"] = str(data(view.structured)) if view.structured else None
    return {k: v for k, v in shown.items() if v is not None}


def _of_all(events: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the events of an activity, and beside them what is the same for all of them."""
    shared = {
        name: events[0].get(name)
        for name in ("where", "who", "facets")
        if events and all(event.get(name) == events[0].get(name) for event in events)
    }
    rows = [{k: v for k, v in event.items() if k not in shared} for event in events]
    return {"events": rows, "shared": shared}


def _also(record: Record) -> list[str]:
    """Return what the search knows a record to tell beside its summary, its story and its chapters."""
    texts = [getattr(record, field, None) for field in _SENTENCES]
    if isinstance(record, Activity):
        texts += [record.recap and record.recap.body, *(at.text for at in record.location)]
    return [text for text in texts if text]


def _plain(value: object) -> Any:
    """Return a value of a view as JSON writes it; records and events as what Hugo looks them up by."""
    match value:
        case Card() | IndexEntry():
            return _path(value.url)
        case EventRow():
            return value.key
        case tuple() if not hasattr(value, "_fields"):
            return [_plain(part) for part in value]
    is_part = isinstance(value, tuple) or is_dataclass(value)
    return _fields(value) | _rest(value) if is_part else value


def _rest(value: object) -> dict[str, Any]:
    """Return what some parts of a view hold in another form than their fields have."""
    match value:
        case CitedSource():
            return {"records": [_path(record.url or "") for record in value.records]}
        case FinderView():
            return {"blank": _fields(value.blank)}
        case DayView():
            return {"total": value.total}
        case PeriodView() if value.weeks:
            return {"weeks": _plain(tuple(map(_without_rows, value.weeks)))}
    return {}


def _without_rows(week: tuple[DayView | None, ...]) -> tuple[DayView | None, ...]:
    """Return a week of the grid without what only the list below it shows."""
    return tuple(day and day._replace(rows=()) for day in week)


def _fields(value: Any) -> dict[str, Any]:
    """Return the fields of a part of a view, those only that say something."""
    names = value._fields if isinstance(value, tuple) else [field.name for field in fields(value)]
    written = {name: _plain(getattr(value, name)) for name in names}
    return {k: v for k, v in written.items() if v not in (None, "", []) and v is not False}


def _path(url: str) -> str:
    return f"/{url.strip('/')}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _value(file: Path, before: str, times: int = 1) -> Mapping[str, Any]:
    """Return the value that a script of data hands over, which follows a sign that occurs some times before it."""
    text = file.read_text("utf-8").split(before, times)[-1].rstrip(");\n")
    value: Mapping[str, Any] = json.loads(text)
    return value
