"""Records, figures, sources and terms in words: links, cards, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from showcase import seal
from showcase.catalog import WHOLE_CITY, Setting
from showcase.dates import PartialDate, day_text
from showcase.entries import Entry
from showcase.index import Index, Named
from showcase.model import Figure, Qualifier, Source
from showcase.views.pictures import logo_view
from showcase.views.shapes import Card, FigureView, Link, SourceView

WAN = 10_000
_SUBJECT = re.compile("关于.+的(?:报道|消息|通知|介绍|记录)")


def link(record: Named) -> Link:
    """Return the link to a record."""
    return Link(record.name, record.url)


def links(index: Index, ids: Iterable[str]) -> tuple[Link, ...]:
    """Return the links to records."""
    return tuple(link(index.named(id)) for id in ids)


@cache
def term_url(kind: str, id: str) -> str:
    """Return the address of the page of a term."""
    return {"category": "categories", "audience": "audiences", "area": "areas", "level": "levels"}[
        kind
    ] + f"/{id}/"


def term_links(setting: Setting, kind: str, ids: Iterable[str]) -> tuple[Link, ...]:
    """Return the links to terms; the whole city has no page of its own."""
    return tuple(
        Link(f"{setting.city.name}全市")
        if id == WHOLE_CITY
        else Link(setting.terms[kind][id].name, term_url(kind, id))
        for id in ids
    )


def number_text(value: int) -> str:
    """Return a number as Chinese readers write it.

    >>> number_text(1170000), number_text(4800), number_text(782)
    ('117 万', '4800', '782')
    """
    many = value // WAN
    return f"{many} 万" if many and value % WAN == 0 else str(value)


def figure_view(figure: Figure, notes: tuple[int, ...] = ()) -> FigureView:
    """Return a figure in words."""
    qualifier = figure.qualifier.zh if figure.qualifier is not Qualifier.EXACTLY else ""
    as_of = f"截至 {figure.as_of.text}" if figure.as_of else figure.as_of_note or ""
    number = number_text(figure.value)
    return FigureView(number, figure.unit or "", figure.metric, as_of, notes, qualifier)


def title_text(title: str) -> str:
    """Return the title of a source as it is cited; what only says what a report is about is no title.

    >>> title_text("灯下十年"), title_text("关于灯下的报道")
    ('《灯下十年》', '关于灯下的报道')
    """
    return title if _SUBJECT.fullmatch(title) else f"《{title}》"


def source_views(sources: Iterable[Source]) -> tuple[SourceView, ...]:
    """Return numbered sources."""
    return tuple(
        SourceView(
            number,
            title_text(source.title),
            source.publisher,
            source.date_published.text if source.date_published else source.date_note or "日期不详",
            source.medium.zh,
            source.confidence.zh,
            source.confidence == "medium",
            source.url,
            day_text(source.accessed) if source.accessed else "",
        )
        for number, source in enumerate(sources, 1)
    )


def supporting(sources: Iterable[Source]) -> Mapping[str, tuple[int, ...]]:
    """Return for each field the numbers of the sources that support it."""
    found: dict[str, tuple[int, ...]] = {}
    for number, source in enumerate(sources, 1):
        for field in dict.fromkeys(source.supports):
            found[field] = (*found.get(field, ()), number)
    return found


def card(index: Index, entry: Entry) -> Card:
    """Return a record as a card."""
    return index.once(("card", entry.id), lambda: _card(index, entry.id))


def cards(index: Index, entries: Iterable[Entry]) -> tuple[Card, ...]:
    """Return records as cards."""
    return tuple(card(index, entry) for entry in entries)


def _card(index: Index, id: str) -> Card:
    entry, gist = index[id], index.gist(id)
    return Card(
        entry.id,
        entry.url,
        entry.name,
        gist.summary,
        entry.badge,
        seal.svg(entry.name, entry.id) if entry.kind == "brand" else "",
        tuple(card_facts(index, entry)),
        gist.is_unverified,
        logo_view(entry),
    )


def card_facts(index: Index, entry: Entry) -> Iterator[str]:
    """Iterate over what the card of a record says beside name and summary."""
    if entry.hosts:
        yield index.named(entry.hosts[0]).name
    for kind, ids in (("area", index.areas_of(entry)), ("audience", entry.audience)):
        if ids:
            yield "、".join(link.text for link in term_links(index.setting, kind, ids))
    if entry.starts:
        yield PartialDate.parse(entry.starts).text
