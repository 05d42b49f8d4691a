"""What a picture says of itself in its first bytes, read without decoding anything.

A few bytes can promise billions of pixels, so size and type are known before any decoder sees the file.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Header:
    """The type and size of a picture.

    Args:
        type: JPEG, PNG or WebP.
        width: In pixels, as stored: a camera held upright may store it lying.
        height: The same.
        is_animated: Whether it moves.
    """

    type: str
    width: int
    height: int
    is_animated: bool = False


def header(content: bytes) -> Header | None:
    """Return what a file says of itself, None if it is no picture of a type that can be published.

    >>> header(b"GIF89a") is None
    True
    """
    if content.startswith(b"\xff\xd8\xff"):
        return _jpeg(content)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _png(content)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return _webp(content)
    return None


def _jpeg(content: bytes) -> Header:
    """Walk from segment to segment until one tells the size."""
    at = 2
    while at + 9 <= len(content) and content[at] == _FILL:
        marker = content[at + 1]
        if marker in _FRAMES:
            height, width = _big(content[at + 5 : at + 7]), _big(content[at + 7 : at + 9])
            return Header("JPEG", width, height)
        at += 1 if marker == _FILL else 2 + _big(content[at + 2 : at + 4])
    return Header("JPEG", 0, 0)


_FILL = 0xFF
"""Begins every marker of a JPEG; several may stand in a row."""
_FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of segments that tell the size of a JPEG."""


def _png(content: bytes) -> Header:
    pixels = content.find(b"IDAT")
    is_animated = b"acTL" in content[: pixels if pixels > 0 else None]
    return Header("PNG", _big(content[16:20]), _big(content[20:24]), is_animated)


def _webp(content: bytes) -> Header:
    kind, body = content[12:16], content[20:30]
    if kind == b"VP8X":
        is_animated = bool(body[0] & 2) if body else False
        return Header("WebP", _little(body[4:7]) + 1, _little(body[7:10]) + 1, is_animated)
    if kind == b"VP8L":
        bits = _little(body[1:5])
        return Header("WebP", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    return Header("WebP", _little(body[6:8]) & 0x3FFF, _little(body[8:10]) & 0x3FFF)


def _big(digits: bytes) -> int:
    return int.from_bytes(digits, "big")


def _little(digits: bytes) -> int:
    return int.from_bytes(digits, "little")
