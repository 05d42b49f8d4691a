"""Pictures as they lie in the folders of records: which are there, and whether they can be published."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath

from PIL import Image

from showcase.model import EXTENSIONS, Record, better_name, is_picture_name
from showcase.pictures.encoding import QUIETLY, READABLE, decoded, key_of
from showcase.pictures.headers import header
from showcase.pictures.variants import PictureFile
from showcase.problems import Problem, did_you_mean
from showcase.sources import Document

BYTES = 2 * 1024 * 1024
SIDE = 6000
PIXELS = 24_000_000
_ORIENTATION, _LYING = 0x0112, 5
_POSITION = 0x8825


class _Unfit(Exception):  # noqa: N818  # what it says
    """A picture that cannot be published; carries the code of the sentence, its values and a hint."""

    def __init__(self, code: str, hint: tuple[str, str] | None = None, **values: str) -> None:
        self.code, self.hint, self.values = code, hint, values
        super().__init__(code)


def folder_problems(root: Path, folder: str, ids: Collection[str]) -> Iterator[Problem]:
    """Iterate over what does not belong into a folder beside records, or is no folder of pictures at all.

    Args:
        root: Folder with `brands/` and `content/`.
        folder: The folder, relative to the root.
        ids: The ids of the records beside it.
    """
    id = PurePosixPath(folder).name
    if id not in ids:
        values = (("found", id), ("other", f"{folder}.yaml"))
        yield Problem(
            folder, 1, 1, "folder-without-record", "", values, did_you_mean(id, sorted(ids))
        )
        return
    for entry in sorted((root / folder).iterdir()):
        if code := _out_of_place(entry):
            found = (("better", better_name(entry.name)), ("found", entry.name))
            yield Problem(f"{folder}/{entry.name}", 1, 1, code, "", found)


def _out_of_place(entry: Path) -> str:
    """Return what is wrong with something in a folder of pictures, nothing if it may be a picture."""
    if entry.is_symlink() or not entry.is_file():
        return "not-a-plain-file"
    if entry.suffix.lower() not in EXTENSIONS:
        return "not-a-picture"
    return "" if is_picture_name(entry.name) else "bad-picture-name"


def examined(
    root: Path, record: Record, document: Document
) -> tuple[dict[str, PictureFile], list[Problem]]:
    """Look at the pictures of a record.

    Args:
        root: Folder with `brands/` and `content/`.
        record: The record.
        document: What its file says, for the places of its fields.

    Returns:
        The pictures that can be published by their paths, and what is wrong with the others.
    """
    present = _plain_files(root / record.picture_folder)
    found: dict[str, PictureFile] = {}
    problems = []
    for where, picture in record.pictures:
        path = record.picture_path(picture)
        try:
            found[path] = _look(root, path, present)
        except _Unfit as unfit:
            values = {"found": picture.file, **unfit.values}
            hint = unfit.hint
            problems.append(document.problem((*where, "file"), unfit.code, values, hint=hint))
    problems.extend(_unlisted(record, present))
    return found, problems


def _unlisted(record: Record, present: set[str]) -> Iterator[Problem]:
    """Iterate over the pictures that nobody answers for."""
    named = {picture.file for _, picture in record.pictures}
    for name in sorted(filter(is_picture_name, present - named)):
        values = (("found", name), ("other", record.path))
        yield Problem(f"{record.picture_folder}/{name}", 1, 1, "unlisted-picture", "", values)


def _plain_files(folder: Path) -> set[str]:
    if folder.is_symlink() or not folder.is_dir():
        return set()
    return {e.name for e in folder.iterdir() if e.is_file() and not e.is_symlink()}


def _look(root: Path, path: str, present: set[str]) -> PictureFile:
    """Return a picture that can be published.

    Raises:
        _Unfit: If it cannot.
    """
    file = root / path
    if file.name not in present:
        folder = PurePosixPath(path).parent
        hint = did_you_mean(file.name, sorted(present))
        raise _Unfit("missing-picture", hint, other=str(folder))
    length = file.stat().st_size
    if length > BYTES:
        raise _Unfit("picture-too-large", size=f"{length / 1024 / 1024:.1f}", limit="2")
    content = file.read_bytes()
    _check_header(content, file)
    try:
        picture = PictureFile(path, key_of(content), *_size_and_position(content))
        if not picture.cache(root).is_dir():
            decoded(content, 1)
    except _Unfit:
        raise
    # Whatever a decoder makes of a hostile file, an editor reads one sentence.
    except Exception as error:
        raise _Unfit("picture-broken") from error
    return picture


def _check_header(content: bytes, file: Path) -> None:
    """Refuse what is no picture, moves, or would grow too large when it is decoded."""
    says = header(content)
    if says is None:
        raise _Unfit("picture-unknown-type")
    if says.type != EXTENSIONS[file.suffix]:
        right = next(ending for ending, type in EXTENSIONS.items() if type == says.type)
        raise _Unfit("picture-wrong-type", type=says.type, better=file.stem + right)
    if says.is_animated:
        raise _Unfit("picture-animated")
    _check_size(says.width, says.height)


def _check_size(width: int, height: int) -> None:
    if min(width, height) < 1:
        raise _Unfit("picture-broken")
    if max(width, height) > SIDE or width * height > PIXELS:
        raise _Unfit("picture-too-many-pixels", size=f"{width}×{height}")


def _size_and_position(content: bytes) -> tuple[int, int, bool]:
    """Return width and height as a picture is seen, and whether it says where it was taken."""
    with QUIETLY(), Image.open(BytesIO(content), formats=READABLE) as image:
        width, height = image.size
        _check_size(width, height)  # a decoder may take another size for the true one
        exif = image.getexif()
        hidden = image.info.get("xmp") or b""
        has_position = bool(exif.get_ifd(_POSITION)) or b"GPSLatitude" in hidden
        if exif.get(_ORIENTATION, 1) >= _LYING:
            width, height = height, width
    return width, height, has_position
