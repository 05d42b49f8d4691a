"""The seal of a brand that has published no logo: characters of its name, cut in a square.

The same name and id always give the same seal. Its colours come from the style sheet.
"""

from __future__ import annotations

import hashlib

_SIZE = 96.0
_LAYOUT = {
    1: ((48, 48, 62),),
    2: ((48, 28, 40), (48, 69, 40)),
    3: ((69, 48, 40), (27, 28, 38), (27, 69, 38)),
    4: ((69, 28, 39), (69, 69, 39), (27, 28, 39), (27, 69, 39)),
}
"""Centre and size of each character; a seal is read from the right column to the left."""


def characters(name: str) -> str:
    """Return the one to four characters of a name that stand on its seal.

    >>> characters("青春暖邢"), characters("太行泉城 暖心工会"), characters("邢小暖")
    ('青春暖邢', '太行泉城', '邢小暖')
    """
    han = [c for c in name if "\u4e00" <= c <= "\u9fff"]
    return "".join(han[:4]) or name[:1].upper()


def svg(name: str, id: str) -> str:
    """Return the seal as SVG; decorative, since the name always stands beside it."""
    chosen = characters(name)
    texts = "".join(
        f'<text x="{x}" y="{y}" font-size="{size}">{_escaped(character)}</text>'
        for character, (x, y, size) in zip(chosen, _LAYOUT[len(chosen)], strict=True)
    )
    return (
        '<svg class="seal" viewBox="0 0 96 96" aria-hidden="true" focusable="false">'
        f'<path d="{_border(id)}"/>{texts}</svg>'
    )


def _border(id: str) -> str:
    """Return a square whose edges are as uneven as cut stone, always the same for an id."""
    noise = hashlib.sha256(id.encode()).digest()
    corners = ((3.0, 3.0), (_SIZE - 3, 3.0), (_SIZE - 3, _SIZE - 3), (3.0, _SIZE - 3))
    points = []
    for side in range(4):
        (x1, y1), (x2, y2) = corners[side], corners[(side + 1) % 4]
        for step in range(6):
            wobble = (noise[side * 6 + step] / 255 - 0.5) * 3.4
            along = step / 6
            x, y = x1 + (x2 - x1) * along, y1 + (y2 - y1) * along
            points.append((x + (wobble if x1 == x2 else 0), y + (wobble if y1 == y2 else 0)))
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


def _escaped(character: str) -> str:
    return character.replace("&", "&amp;").replace("<", "&lt;")
