"""QR codes: addresses as drawings that the cameras of phones read.

A drawing tells which address it stands for, so whoever changes the addresses of a page can draw it anew.
"""

from __future__ import annotations

import re
from html import escape, unescape

_MASK = 2
"""The pattern laid over a code; trying all eight for the best one takes seven times as long."""
_QUIET = 4
"""How many modules around a code stay white."""
_DRAWING = re.compile(r'<svg class="code" data-address="([^"]*)" aria-label="([^"]*)".*?</svg>')


def code(address: str, label: str) -> str:
    """Return the drawing of an address, a unit to a module, its dark modules as one path of horizontal strokes.

    Args:
        address: What a camera reads.
        label: What is told to those who do not see the drawing.
    """
    import segno  # noqa: PLC0415  # only sites with a known address need it

    found = segno.make(address, error="m", boost_error=False, micro=False, mask=_MASK)
    rows = (bytes(row) for row in found.matrix)
    strokes = (
        f"M{match.start() + _QUIET} {number + _QUIET}.5h{len(match[0])}"
        for number, row in enumerate(rows)
        for match in re.finditer(b"\x01+", row)
    )
    size = len(found.matrix) + 2 * _QUIET
    return (
        f'<svg class="code" data-address="{escape(address)}" aria-label="{escape(label)}" role="img" width="160"'
        f' height="160" viewBox="0 0 {size} {size}" shape-rendering="crispEdges"><rect width="{size}" height="{size}"'
        f' fill="#fff"/><path d="{"".join(strokes)}" stroke="#000"/></svg>'
    )


def drawn_anew(html: str) -> str:
    """Return a page whose codes stand for the addresses that they tell by now."""
    return _DRAWING.sub(lambda found: code(unescape(found[1]), unescape(found[2])), html)
