"""Pictures of records: whether they may be published, and the files that are published of them."""

from showcase.pictures.variants import (
    LOGO_WIDTHS,
    WIDTHS,
    PictureFile,
    Variant,
    variants,
)

__all__ = [
    "LOGO_WIDTHS",
    "WIDTHS",
    "PictureFile",
    "Variant",
    "variants",
]
