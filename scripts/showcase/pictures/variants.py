"""The files that the site publishes of each picture: a few widths in a few formats."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from showcase.pictures.encoding import FORMATS, Format, encoded, kept
from showcase.pictures.files import PictureFile

WIDTHS = (480, 960, 1600)
LOGO_WIDTHS = (144, 288)


@dataclass(frozen=True, slots=True)
class Variant:
    """One file of a picture.

    Args:
        picture: What it is made from.
        width: In pixels.
        format: How it is encoded.
    """

    picture: PictureFile
    width: int
    format: Format

    @property
    def address(self) -> str:
        """Its address, relative to the root of the site; another content has another address."""
        return f"pictures/{self.picture.key}-{self.width}.{self.format.extension}"

    @property
    def height(self) -> int:
        """Its height in pixels."""
        return max(1, round(self.picture.height * self.width / self.picture.width))

    @property
    def type(self) -> str:
        """Its media type."""
        return self.format.type

    def content(self, root: Path) -> bytes:
        """Return its bytes.

        Args:
            root: Folder with `brands/` and `content/`.
        """

        def make() -> bytes:
            content = (root / self.picture.path).read_bytes()
            return encoded(content, (self.width, self.height), self.format)

        return kept(self.picture.cache(root) / f"{self.width}.{self.format.extension}", make)


def variants(picture: PictureFile, widths: Iterable[int] = WIDTHS) -> tuple[Variant, ...]:
    """Return the files of a picture, the best format first and the smallest first; none is enlarged."""
    chosen = sorted({min(width, picture.width) for width in widths})
    return tuple(Variant(picture, width, format) for format in FORMATS for width in chosen)
