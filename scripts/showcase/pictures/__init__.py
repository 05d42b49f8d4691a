"""Pictures of records: whether they may be published, and the files that are published of them."""

from showcase.pictures.files import PictureFile, examined, folder_problems
from showcase.pictures.variants import (
    LOGO_WIDTHS,
    WIDTHS,
    Variant,
    variants,
)

__all__ = [
    "LOGO_WIDTHS",
    "WIDTHS",
    "PictureFile",
    "Variant",
    "examined",
    "folder_problems",
    "variants",
]
