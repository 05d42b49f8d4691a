"""The seal of a brand that has published no logo: characters of its name, cut in a square.

The same name and id always give the same seal. Its colours come from the style sheet.
"""

from __future__ import annotations

import hashlib
from functools import cache

_SIZE = 96.0
_LAYOUT = {
    1: ((48, 48, 64, 1.0),),
    2: ((48, 27.5, 43, 0.92), (48, 68.5, 43, 0.92)),
    3: ((68.5, 48, 41, 1.8), (27.5, 28, 41, 0.95), (27.5, 68, 41, 0.95)),
    4: ((68.5, 28, 41, 0.95), (68.5, 68, 41, 0.95), (27.5, 28, 41, 0.95), (27.5, 68, 41, 0.95)),
}
"""Centre, size and stretch in height of each character; a seal is read from the right column to the left."""
_BASELINE = 0.36
"""How far below its centre a character stands, as a share of its size; tried with Noto Serif CJK and SimSun."""


def characters(name: str) -> str:
    """Return the one to four characters of a name that stand on its seal.

    >>> characters("青春暖邢"), characters("太行泉城 暖心工会"), characters("邢小暖")
    ('青春暖邢', '太行泉城', '邢小暖')
    """
    han = [c for c in name if "\u4e00" <= c <= "\u9fff"]
    return "".join(han[:4]) or name[:1].upper()


def is_red_on_white(id: str) -> bool:
    """Return whether a seal is cut red on white, as the id decides."""
    return _is_red_on_white(_noise(id))


def _noise(id: str) -> bytes:
    return hashlib.sha256(id.encode()).digest()


def _is_red_on_white(noise: bytes) -> bool:
    return noise[31] % 3 == 0


def svg(name: str, id: str) -> str:
    """Return the seal as SVG; decorative, since the name always stands beside it.

    Some are cut white on red, some red on white, as the id decides.
    """
    noise = _noise(id)
    is_red = _is_red_on_white(noise)
    kind = "seal--red" if is_red else "seal--white"
    chosen = characters(name)
    texts = "".join(
        f'<text transform="matrix(1 0 0 {stretch:g} {x:g} {y:g})" y="{size * _BASELINE:.1f}" '
        f'font-size="{size}" text-anchor="middle">{_escaped(character)}</text>'
        for character, (x, y, size, stretch) in zip(chosen, _LAYOUT[len(chosen)], strict=True)
    )
    stone = _outline(noise, 2.5, 3.0)
    edge = stone + _outline(noise[::-1], 7.5, 1.6) if is_red else stone
    return (
        f'<svg class="seal {kind}" width="96" height="96" viewBox="0 0 96 96" '
        f'aria-hidden="true" focusable="false">'
        f'<path class="seal__stone" d="{stone}"/>'
        f'<path class="seal__cut" fill-rule="evenodd" d="{edge}"/>{texts}</svg>'
    )


def _outline(noise: bytes, inset: float, depth: float) -> str:
    """Return a square as uneven as cut stone, with round corners, always the same for the same noise."""
    path = ""
    for i, (x, y, is_upright, turn) in enumerate(_points(inset)):
        wobble = (noise[i] / 255 - 0.5) * depth
        across, down = (wobble, 0.0) if is_upright else (0.0, wobble)
        path += f"{'L' if path else 'M'}{x + across:.1f} {y + down:.1f}{turn}"
    return path + "Z"


@cache
def _points(inset: float) -> tuple[tuple[float, float, bool, str], ...]:
    """Return the points of an even square: place, whether the side is upright, and the corner behind the last."""
    far, corner = _SIZE - inset, 9.0
    ends = (
        ((inset + corner, inset), (far - corner, inset)),
        ((far, inset + corner), (far, far - corner)),
        ((far - corner, far), (inset + corner, far)),
        ((inset, far - corner), (inset, inset + corner)),
    )
    corners = ((far, inset), (far, far), (inset, far), (inset, inset))
    found = []
    for side, ((x1, y1), (x2, y2)) in enumerate(ends):
        turn, (next_x, next_y) = corners[side], ends[(side + 1) % 4][0]
        round_it = f"Q{turn[0]:.1f} {turn[1]:.1f} {next_x:.1f} {next_y:.1f}"
        for step in range(6):
            x, y = x1 + (x2 - x1) * step / 5, y1 + (y2 - y1) * step / 5
            found.append((x, y, x1 == x2, round_it if step == 5 else ""))  # noqa: PLR2004  # the last
    return tuple(found)


def _escaped(character: str) -> str:
    return character.replace("&", "&amp;").replace("<", "&lt;")
