"""The units of the city as a map of tiles: rough positions only, as the vocabulary gives them."""

from __future__ import annotations

from collections.abc import Iterable

from showcase.entries import Entry
from showcase.index import Index
from showcase.model import KINDS
from showcase.views.shapes import AreaTile, TileMap
from showcase.views.words import term_url


def tile_map(index: Index, *kinds: str) -> TileMap:
    """Return the tile map of the units with the number of records of some kinds in each."""
    carrying = index.carrying("area")
    return TileMap(
        tuple(KINDS[kind].label[0] for kind in kinds),
        tuple(
            AreaTile(
                area.short or area.name,
                term_url("area", area.id),
                tuple(count_of(kind, carrying[area.id]) for kind in kinds),
                area.row,
                area.column,
            )
            for area in index.setting.areas.values()
        ),
    )


def count_of(kind: str, entries: Iterable[Entry]) -> int:
    """Return how many entries are of a kind."""
    return sum(entry.kind == kind for entry in entries)
