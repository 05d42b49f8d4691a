"""Pictures decoded and encoded again: smaller, upright, in sRGB, and without anything but the picture.

What was encoded once is kept, so that the next build only copies it.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import warnings
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageCms, ImageOps, __version__, features

READABLE = ("JPEG", "PNG", "WEBP")
QUIETLY = partial(warnings.catch_warnings, action="ignore", category=UserWarning)
"""Pillow warns of odd hidden data, which are dropped anyway."""


@dataclass(frozen=True, slots=True)
class Format:
    """A way to encode a picture.

    Args:
        extension: Ending of the file's name.
        type: Media type.
        name: What Pillow calls it.
        options: How well and how small.
        is_opaque: Whether it knows no transparency.
    """

    extension: str
    type: str
    name: str
    options: Mapping[str, object]
    is_opaque: bool = False


_FORMATS = (
    # One thread: how many an encoder has must not show in its bytes.
    Format("avif", "image/avif", "AVIF", {"quality": 50, "speed": 6, "max_threads": 1}),
    Format("webp", "image/webp", "WEBP", {"quality": 78, "method": 4}),
    Format(
        "jpg", "image/jpeg", "JPEG", {"quality": 80, "optimize": True, "progressive": True}, True
    ),
)
FORMATS = tuple(f for f in _FORMATS if f.name == "JPEG" or features.check(f.name.lower()))
"""The best first; every browser reads the last."""
_CODECS = [features.version(name) for name in ("avif", "webp", "jpg", "littlecms2")]
_SETTINGS = repr((1, __version__, _CODECS, FORMATS)).encode()


def key_of(content: bytes) -> str:
    """Return the name of everything that is made from a picture: another picture, other bytes, other name."""
    return hashlib.sha256(_SETTINGS + content).hexdigest()[:24]


def decoded(content: bytes, side: int) -> Image.Image:
    """Return a picture as it is meant to be seen, not much larger than needed.

    Args:
        content: The file, known to be of bearable size.
        side: How many pixels its shorter side needs; a JPEG can be decoded at less than its full size.

    Returns:
        The picture, upright, in sRGB, with transparency if it has any.
    """
    with QUIETLY():
        image: Image.Image = Image.open(BytesIO(content), formats=READABLE)
        image.draft(None, (side, side))
        image.load()
        return _in_srgb(ImageOps.exif_transpose(image))


def encoded(content: bytes, size: tuple[int, int], to: Format) -> bytes:
    """Return a picture in a size and a format."""
    image = decoded(content, min(size)).resize(size, Image.Resampling.LANCZOS)
    is_opaque = to.is_opaque or image.mode == "RGB"
    clean = Image.new("RGB" if is_opaque else "RGBA", size, "white" if is_opaque else (0, 0, 0, 0))
    clean.paste(image, mask=image if is_opaque and image.mode == "RGBA" else None)
    stream = BytesIO()
    clean.save(stream, to.name, **to.options)
    return stream.getvalue()


def _in_srgb(image: Image.Image) -> Image.Image:
    """Return a picture in the colours that every screen can be trusted with."""
    if image.mode.startswith("I"):  # 16 bits of grey, which Pillow would cut off rather than scale
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    mode = "RGBA" if image.has_transparency_data else "RGB"
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA", "L", "CMYK"):
        return image.convert(mode)
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        converted = ImageCms.profileToProfile(
            image, own, ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return image.convert(mode)  # a profile that nobody can read says nothing
    assert converted is not None  # only in place it returns nothing
    return converted


def kept(file: Path, make: Callable[[], bytes]) -> bytes:
    """Return what a file of the cache holds; make it anew where it is missing or damaged.

    A file begins with the hash of what follows. A cache that cannot be written is done without.
    """
    with suppress(OSError):
        whole = file.read_bytes()
        if hashlib.sha256(whole[_HASH:]).digest() == whole[:_HASH]:
            return whole[_HASH:]
    content = make()
    with suppress(OSError):
        _keep(file, hashlib.sha256(content).digest() + content)
    return content


_HASH = hashlib.sha256().digest_size


def _keep(file: Path, whole: bytes) -> None:
    """Write a file of the cache in one go, whoever else may be writing it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, prefix=".", delete=False) as following:
        following.write(whole)
    os.replace(following.name, file)  # noqa: PTH105  # says what it does better than Path.replace
