"""What the events of a page can be filtered by in the browser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from showcase.catalog import WHOLE_CITY
from showcase.entries import Entry
from showcase.index import Index, Named
from showcase.model import ActivityKind
from showcase.views.shapes import Choice, EventRow, Filter, TermCount, TermGroup
from showcase.views.words import term_url

LABELS = {
    "area": "县（市、区）",
    "category": "服务类别",
    "audience": "服务对象",
    "brand": "品牌",
    "kind": "活动类型",
}
"""The filters by their names in addresses, in the order of the form."""
_KINDS = {kind.zh: kind for kind in ActivityKind}


def facets(index: Index, activity: Entry) -> str:
    """Return what an activity can be filtered by, as in an address: `area=xindu kind=series`."""
    return index.once(("facets", activity.id), lambda: " ".join(_facets(index, activity)))


def _facets(index: Index, activity: Entry) -> Iterator[str]:
    yield from (f"area={id}" for id in index.areas_of(activity))
    for kind in ("category", "audience"):
        yield from (f"{kind}={id}" for id in index.terms_of(activity, kind))
    yield from (f"brand={id}" for id in dict.fromkeys(_brands(index, activity)))
    yield f"kind={_KINDS[activity.badge].value}"


def _brands(index: Index, activity: Entry) -> Iterator[str]:
    """Iterate over the brands of an activity, also those of its projects."""
    for parent in activity.parents:
        if index.kind_of(parent) == "brand":
            yield parent
        else:
            yield from (id for id in index[parent].references if index.kind_of(id) == "brand")


def filters(index: Index, rows: Iterable[EventRow]) -> tuple[Filter, ...]:
    """Return the filters of a page: all terms, and the brands of its events."""
    facets_of_rows = {
        facet for written in {row.facets for row in rows} for facet in written.split()
    }
    if not facets_of_rows:
        return ()
    brands = (f.removeprefix("brand=") for f in facets_of_rows if f.startswith("brand="))
    values = {
        "area": (Choice(WHOLE_CITY, "全市"), *_terms(index, "area")),
        "category": _terms(index, "category"),
        "audience": _terms(index, "audience"),
        "brand": _named(sorted(map(index.named, brands), key=lambda brand: brand.order)),
        "kind": tuple(Choice(kind.value, kind.zh) for kind in ActivityKind),
    }
    return tuple(Filter(name, label, values[name]) for name, label in LABELS.items())


def _terms(index: Index, kind: str) -> tuple[Choice, ...]:
    return tuple(Choice(term.id, term.name) for term in index.setting.terms[kind].values())


def _named(records: Iterable[Named]) -> tuple[Choice, ...]:
    return tuple(Choice(record.id, record.name) for record in records)


def plain_pages(index: Index) -> tuple[TermGroup, ...]:
    """Return the links to the pages of terms with activities, for readers without scripts."""
    return tuple(
        TermGroup(
            kind,
            LABELS[kind],
            tuple(
                TermCount(index.setting.terms[kind][id].name, term_url(kind, id), count, id)
                for id, found in index.carrying(kind).items()
                if (count := sum(entry.kind == "activity" for entry in found))
            ),
        )
        for kind in ("area", "category", "audience")
    )
