"""The ring of the year as a drawing: places of marks, labels, months and arcs on a square.

Plain geometry. Angles are degrees clockwise from the top, which is the first of January; y grows downwards.
Labels stand left and right of the square, so that a narrow page can leave them out and keep the ring large.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians, sin
from typing import NamedTuple

SIZE = 480
HALF = 180
_CENTRE = SIZE / 2
_OUTER, _MONTHS, _INNER, _ARCS = 222, 186, 166, 140
_LABEL_GAP = 52
"""A label is a link: this keeps the targets of two neighbours apart."""
_LABEL_LENGTH = 6
"""The most characters of a label."""
_LABEL_START = 268
"""Distance of the labels from the centre, sideways."""
_DAYS_BEFORE = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365)


class Point(NamedTuple):
    """A time point as it is to be drawn: its name, its address, its angle and its days."""

    name: str
    url: str
    angle: float
    days: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A time point on the ring, with its label beside it and the line that joins them."""

    name: str
    text: str
    url: str
    days: str
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str
    line: str
    target_x: float
    target_y: float
    target_width: int
    target_height: float


@dataclass(frozen=True, slots=True)
class Month:
    """A month on the ring: its name, and the line at its beginning."""

    text: str
    x: float
    y: float
    line: str


@dataclass(frozen=True, slots=True)
class Ring:
    """All that is drawn."""

    size: int
    centre: float
    marks: tuple[Mark, ...]
    months: tuple[Month, ...]
    arcs: tuple[str, ...]


def drawn(points: Iterable[Point], arc_count: int) -> Ring:
    """Return the drawing of a year.

    Args:
        points: The time points.
        arc_count: How many regular activities there are.
    """
    ordered = sorted(points, key=lambda point: point.angle)
    right = [point for point in ordered if point.angle < HALF]
    left = [point for point in ordered if point.angle >= HALF]
    marks = (*_side(right, 1), *_side(left, -1))
    return Ring(SIZE, _CENTRE, marks, months(), arcs(arc_count))


def position(angle: float, radius: float) -> tuple[float, float]:
    """Return where an angle lies at a distance from the centre.

    >>> position(0, 100), position(90, 100)
    ((240.0, 140.0), (340.0, 240.0))
    """
    return (
        round(_CENTRE + radius * sin(radians(angle)), 1),
        round(_CENTRE - radius * cos(radians(angle)), 1),
    )


def months() -> tuple[Month, ...]:
    """Return the twelve months."""
    found = []
    for number, (first, last) in enumerate(pairwise(_DAYS_BEFORE), 1):
        x, y = position((first + last) / 2 / 365 * 360, _MONTHS)
        begin = first / 365 * 360
        line = _line(position(begin, _INNER), position(begin, _OUTER))
        found.append(Month(f"{number}月", x, y, line))
    return tuple(found)


def arcs(count: int) -> tuple[str, ...]:
    """Return the paths of equal arcs, one for each regular activity."""
    step = 360 / count if count else 0
    gap = min(8.0, step / 3)
    return tuple(_arc(step * i + gap / 2, step * (i + 1) - gap / 2) for i in range(count))


def spread(wanted: Sequence[float], gap: float, last: float) -> tuple[float, ...]:
    """Return heights at least `gap` apart, as near to the wanted ones as room up to `last` allows.

    >>> spread((10, 12, 200), 44, 220)
    (10, 54, 200)
    >>> spread((200, 210), 44, 220)
    (176, 220)
    """
    down: list[float] = []
    for height in wanted:
        down.append(max(height, down[-1] + gap) if down else height)
    up: list[float] = []
    for height in reversed(down):
        up.append(min(height, up[-1] - gap if up else last))
    return tuple(reversed(up))


def _side(points: Sequence[Point], way: int) -> tuple[Mark, ...]:
    """Return the marks of one half of the year; their labels run down that side."""
    downwards = sorted(points, key=lambda point: position(point.angle, _OUTER)[1])
    gap = min(_LABEL_GAP, (SIZE - 12) / max(len(downwards), 1))
    heights = spread([position(point.angle, _OUTER)[1] for point in downwards], gap, SIZE - 12)
    found = {}
    for point, height in zip(downwards, heights, strict=True):
        x, y = position(point.angle, _OUTER)
        label_x = _CENTRE + way * _LABEL_START
        text = (
            point.name
            if len(point.name) <= _LABEL_LENGTH
            else f"{point.name[: _LABEL_LENGTH - 1]}…"
        )
        width = 22 * len(text) + 20
        found[point.url] = Mark(
            point.name,
            text,
            point.url,
            point.days,
            x,
            y,
            label_x,
            round(height + 7, 1),
            "start" if way > 0 else "end",
            _line((x, y), (label_x - way * 10, round(height, 1))),
            label_x - 10 if way > 0 else label_x + 10 - width,
            round(height - gap / 2, 1),
            width,
            gap,
        )
    return tuple(found[point.url] for point in points)


def _line(start: tuple[float, float], end: tuple[float, float]) -> str:
    return f"M{start[0]:g} {start[1]:g}L{end[0]:g} {end[1]:g}"


def _arc(begin: float, end: float) -> str:
    (x1, y1), (x2, y2) = position(begin, _ARCS), position(end, _ARCS)
    return f"M{x1:g} {y1:g}A{_ARCS} {_ARCS} 0 {int(end - begin > HALF)} 1 {x2:g} {y2:g}"
