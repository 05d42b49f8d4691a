"""Which brands share most with a brand: the host, categories, audiences, units.

Every brand is compared with its neighbours in the lists of those that share something, not with all brands,
so that the work grows with the number of brands and not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from showcase.catalog import WHOLE_CITY
from showcase.entries import Entry

SHOWN = 3
_NEIGHBOURS = 12
"""How many of those that share one thing are looked at, counted on from the brand itself and round again."""
_WEIGHTS = {"host": 3, "category": 2, "audience": 1, "area": 1}


def related_brands(
    brands: Sequence[Entry], wanted: Collection[str]
) -> Mapping[str, tuple[str, ...]]:
    """Return for some brands the ids of the brands that share most with each, the closest first.

    Args:
        brands: All brands.
        wanted: The ids of those that it is worked out for.
    """
    traits = [frozenset(_traits(brand)) for brand in brands]
    sharing: dict[tuple[str, str], list[int]] = defaultdict(list)
    place: dict[tuple[int, tuple[str, str]], int] = {}
    for number, own in enumerate(traits):
        for trait in own:
            place[number, trait] = len(sharing[trait])
            sharing[trait].append(number)
    found = {}
    for number, own in enumerate(traits):
        if brands[number].id not in wanted:
            continue
        others = set()
        for trait in own:
            start = place[number, trait] + 1
            around = sharing[trait][start:] + sharing[trait][: start - 1]
            others.update(around[:_NEIGHBOURS])
        ranked = sorted(others, key=lambda other: (-_shared(own, traits[other]), other))
        found[brands[number].id] = tuple(brands[other].id for other in ranked[:SHOWN])
    return found


def _traits(brand: Entry) -> list[tuple[str, str]]:
    kinds = {
        "host": brand.hosts,
        "category": brand.category,
        "audience": brand.audience,
        "area": tuple(area for area in brand.areas if area != WHOLE_CITY),
    }
    return [(kind, id) for kind, ids in kinds.items() for id in ids]


def _shared(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> int:
    return sum(_WEIGHTS[kind] for kind, _ in one & other)
