"""Pictures with what is said of them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from showcase.entries import Entry
from showcase.model import Picture
from showcase.pictures import LOGO_WIDTHS, WIDTHS, PictureFile, variants
from showcase.views.shapes import Link, PictureSource, PictureView


def picture_views(entry: Entry, pictures: Iterable[Picture]) -> tuple[PictureView, ...]:
    """Return the pictures of a record with what it says of them."""
    return tuple(
        _view(file, WIDTHS, picture) for file, picture in zip(entry.images, pictures, strict=True)
    )


def logo_view(entry: Entry, picture: Picture | None = None) -> PictureView | None:
    """Return the logo of a record; beside its name, as on cards, nothing needs to be said of it."""
    return next((_view(file, LOGO_WIDTHS, picture) for file in entry.logo), None)


def _view(file: PictureFile, widths: Iterable[int], picture: Picture | None) -> PictureView:
    files = variants(file, widths)
    return PictureView(
        sources=tuple(
            PictureSource(type, tuple((file.address, file.width) for file in group))
            for type, group in groupby(files, key=lambda file: file.type)
        ),
        src=files[-1].address,
        width=files[-1].width,
        height=files[-1].height,
        alt=picture.alt if picture else "",
        credit=picture.credit if picture else "",
        license=Link(picture.license.zh, picture.license.url) if picture else Link(""),
    )
