"""The files that the site publishes of each picture: a few widths in a few formats.

Most builds meet no picture: the library that reads them is imported when one does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from showcase.pictures.encoding import Format

_CACHE = ".cache/showcase/pictures"
WIDTHS = (480, 960, 1600)
LOGO_WIDTHS = (144, 288)


class PictureFile(NamedTuple):
    """A picture that can be published; every value is plain, so that a build can keep it.

    Args:
        path: File, relative to the root.
        key: Names what is made from it; two pictures with the same bytes have the same.
        width: In pixels, as it is seen.
        height: The same.
        has_position: Whether it holds the position of where it was taken.
    """

    path: str
    key: str
    width: int
    height: int
    has_position: bool

    def cache(self, root: Path) -> Path:
        """Return the folder of what was made from it; once there is one, the picture is known to be whole."""
        return root / _CACHE / self.key


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
        from showcase.pictures.encoding import encoded, kept  # noqa: PLC0415  # see above

        def make() -> bytes:
            content = (root / self.picture.path).read_bytes()
            return encoded(content, (self.width, self.height), self.format)

        return kept(self.picture.cache(root) / f"{self.width}.{self.format.extension}", make)


def variants(picture: PictureFile, widths: Iterable[int] = WIDTHS) -> tuple[Variant, ...]:
    """Return the files of a picture, the best format first and the smallest first; none is enlarged."""
    from showcase.pictures.encoding import FORMATS  # noqa: PLC0415  # see above

    chosen = sorted({min(width, picture.width) for width in widths})
    return tuple(Variant(picture, width, format) for format in FORMATS for width in chosen)
