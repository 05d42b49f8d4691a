"""Records, figures, sources and terms in words: links, cards, numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from showcase import seal
from showcase.catalog import WHOLE_CITY, Catalog
from showcase.dates import day_text
from showcase.model import (
    Activity,
    Brand,
    Figure,
    Offering,
    Organization,
    Place,
    Qualifier,
    Record,
    Source,
)
from showcase.views.shapes import Card, FigureView, Link, SourceView

WAN = 10_000


def record_link(record: Record) -> Link:
    """Return the link to a record."""
    return Link(record.name, record.url)


def term_url(kind: str, id: str) -> str:
    """Return the address of the page of a term."""
    return {"category": "categories", "audience": "audiences", "area": "areas", "level": "levels"}[
        kind
    ] + f"/{id}/"


def term_links(catalog: Catalog, kind: str, ids: Iterable[str]) -> tuple[Link, ...]:
    """Return the links to terms; the whole city has no page of its own."""
    return tuple(
        Link(f"{catalog.city.name}全市")
        if id == WHOLE_CITY
        else Link(catalog.terms[kind][id].name, term_url(kind, id))
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


def source_views(sources: Iterable[Source]) -> tuple[SourceView, ...]:
    """Return numbered sources."""
    return tuple(
        SourceView(
            number,
            source.title,
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


def supporting(sources: Iterable[Source], field: str) -> tuple[int, ...]:
    """Return the numbers of the sources that support a field."""
    return tuple(number for number, source in enumerate(sources, 1) if field in source.supports)


def card(catalog: Catalog, record: Record) -> Card:
    """Return a record as a card."""
    return Card(
        record.id,
        record.url,
        record.name,
        record.summary,
        badge(record),
        seal.svg(record.name, record.id) if isinstance(record, Brand) else "",
        tuple(_card_facts(catalog, record)),
        catalog.is_unverified(record),
    )


def cards(catalog: Catalog, records: Iterable[Record]) -> tuple[Card, ...]:
    """Return records as cards."""
    return tuple(card(catalog, record) for record in records)


def badge(record: Record) -> str:
    """Return the words that say what a record is."""
    if isinstance(record, Brand | Activity | Organization | Place):
        return record.kind.zh
    return record.label[0]


def _card_facts(catalog: Catalog, record: Record) -> Iterator[str]:
    organization = getattr(record, "organization", None)
    if organization:
        yield catalog.records[organization].name
    areas = areas_of(catalog, record)
    if areas:
        yield "、".join(link.text for link in term_links(catalog, "area", areas))
    if isinstance(record, Offering) and record.audience:
        yield "、".join(link.text for link in term_links(catalog, "audience", record.audience))
    if isinstance(record, Activity) and record.start:
        yield record.start.text


def areas_of(catalog: Catalog, record: Record) -> tuple[str, ...]:
    """Return the units that a record belongs to, taken from what it belongs to where it says none."""
    own: tuple[str, ...] = getattr(record, "area_served", ())
    if own:
        return own
    if isinstance(record, Place) and record.address:
        return (record.address.area,)
    if isinstance(record, Activity):
        parents = (catalog.records[id] for id in (*record.project, *record.brand))
        return next((areas for parent in parents if (areas := areas_of(catalog, parent))), ())
    return ()


def terms_of(catalog: Catalog, activity: Offering, kind: str) -> tuple[str, ...]:
    """Return categories or audiences, for an activity those of its project or brand where it says none."""
    own: tuple[str, ...] = getattr(activity, kind)
    if own or not isinstance(activity, Activity):
        return own
    parents = (catalog.records[id] for id in (*activity.project, *activity.brand))
    found = (getattr(parent, kind) for parent in parents)
    return next((terms for terms in found if terms), ())
