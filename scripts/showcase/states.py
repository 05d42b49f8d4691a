"""A build as the next one needs to know it, and under which conditions it may go on from there."""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from showcase.cache import digest
from showcase.entries import Entry
from showcase.making import Frame, Made
from showcase.pictures import PictureFile
from showcase.planning import Section
from showcase.publishing import Stamp
from showcase.render import Shell
from showcase.schedule import Event
from showcase.searchfiles import Searched

Packed = bytes | memoryview


@dataclass(frozen=True, slots=True)
class State:
    """A build, as the next one needs to know it.

    Args:
        site: The folder of the site.
        site_url: Address of the site; empty if it is not known.
        repository: Address of the repository; empty if it is not known.
        records: The stamps of the files of records.
        files: The stamps of all files of the site.
        entries: The entries of all records.
        gists: Their packed gists.
        sections: What is kept of the sections of the site.
        made: What is kept of the files that are made from records; None for a file that has to be made.
        shells: The pieces of the shells.
        compiled: The fragments of the theme, compiled.
        other_addresses: Addresses of hand-written pages.
        stock: The number of the stock folder in the file system, and where it differs from the site.
        searched: What the search knows.
    """

    site: str
    site_url: str
    repository: str
    records: Mapping[str, Stamp]
    files: Mapping[str, Stamp]
    entries: Mapping[str, Entry]
    gists: Mapping[str, bytes]
    sections: Mapping[str, Section]
    made: Mapping[str, Made | None]
    shells: Mapping[Frame, Shell]
    compiled: dict[str, bytes]
    other_addresses: tuple[str, ...]
    stock: tuple[int, tuple[str, ...]] | None
    searched: Searched

    def packed(self, before: tuple[State, Sequence[Packed]] | None = None) -> Iterator[Packed]:
        """Iterate over the fields as bytes that can be kept.

        Args:
            before: The state that an edit began from, and its bytes: the heaviest are taken over if they
                are the same.
        """
        for number, field in enumerate(fields(self)):
            value = getattr(self, field.name)
            is_same = before and field.name in _HEAVIEST and value == getattr(before[0], field.name)
            if before and is_same:
                yield before[1][number]
            else:
                yield marshal.dumps(_FORMS.get(field.name, _AS_IT_IS).plain(value))

    @classmethod
    def of_packed(cls, packed: Iterable[Packed]) -> State:
        """Return the state that was kept."""
        return cls(
            *(
                _FORMS.get(field.name, _AS_IT_IS).made(marshal.loads(part))  # noqa: S302  # as they were written
                for field, part in zip(fields(cls), packed, strict=True)
            )
        )


_AT_A_TIME = 1000
"""How many entries are copied at a time."""
_NESTED: tuple[tuple[int, Callable[[Iterable[Any]], Any]], ...] = (
    (Entry._fields.index("events"), partial(tuple.__new__, Event)),
    (Entry._fields.index("logo"), PictureFile._make),
    (Entry._fields.index("images"), PictureFile._make),
)
"""The fields of an entry that hold values of several parts; most are empty."""
_NESTED_AT = [at for at, _ in _NESTED]


def _plain_entry(entry: Entry) -> tuple[Any, ...]:
    values: list[Any] = list(entry)
    for at, _ in _NESTED:
        values[at] = tuple(map(tuple, values[at]))
    return tuple(values)


def _entry(plain: tuple[Any, ...]) -> Entry:
    if not any(map(plain.__getitem__, _NESTED_AT)):
        return Entry._make(plain)
    values = list(plain)
    for at, make in _NESTED:
        values[at] = tuple(map(make, values[at]))
    return Entry._make(values)


def _sliced(entries: Iterable[Entry]) -> Iterator[list[tuple[Any, ...]]]:
    """Iterate over plain entries, so many at a time that their copies need little memory."""
    rest = map(_plain_entry, entries)
    return iter(lambda: [*islice(rest, _AT_A_TIME)], [])


class _Form(NamedTuple):
    """How a field of a state becomes values that can be packed, and is made from them again."""

    plain: Callable[[Any], Any]
    made: Callable[[Any], Any]


_AS_IT_IS = _Form(lambda value: value, lambda value: value)
_FORMS = {
    "entries": _Form(
        lambda entries: [marshal.dumps(some) for some in _sliced(entries.values())],
        lambda packed: {e.id: e for some in packed for e in map(_entry, marshal.loads(some))},  # noqa: S302  # the same
    ),
    "sections": _Form(
        lambda sections: {name: tuple(section) for name, section in sections.items()},
        lambda sections: {name: Section._make(section) for name, section in sections.items()},
    ),
    "shells": _Form(
        lambda shells: {frame: shell.pieces for frame, shell in shells.items()},
        lambda shells: {frame: Shell(pieces) for frame, pieces in shells.items()},
    ),
    "searched": _Form(Searched.plain, Searched.of_plain),
}
_HEAVIEST = {"entries", "gists"}
"""Fields that nearly every edit of a text leaves as they are; their order does not matter or follows from them."""


def project_of(root: Path) -> Path:
    """Return the folder with mkdocs.yml and the theme: the tree itself, or where the command runs."""
    return root if (root / "mkdocs.yml").is_file() else Path()


def state_file(root: Path, site: Path | None) -> Path:
    """Return where the state of a site is kept."""
    name = str(site.absolute()) if site else "default"
    return root / ".cache" / "showcase" / f"{digest(name.encode()).hex()}.state"


def stock_of(file: Path) -> Path:
    """Return where the site before is kept, beside a state."""
    return file.with_suffix(".stock")


def conditions(root: Path, project: Path, today: date) -> bytes:
    """Return the short name of all that pages depend on beside the records.

    Args:
        root: Folder with `brands/` and `content/`.
        project: Folder with `mkdocs.yml` and `theme/`.
        today: The day of the build.
    """
    package = Path(__file__).parent
    places = (
        package,
        project / "theme",
        project / "mkdocs.yml",
        project / "requirements.lock",
        root / "content" / "pages",
        root / "content" / "vocabulary",
        root / "content" / "city.yaml",
    )
    contents = [today.isoformat().encode(), *map(str.encode, _libraries())]
    contents += [os.environ.get(name, "").encode() for name in ("SITE_URL", "REPOSITORY_URL")]
    for place in places:
        for file in sorted(place.rglob("*")) if place.is_dir() else (place,):
            if file.is_file() and "__pycache__" not in file.parts:
                contents += [file.relative_to(place).as_posix().encode(), file.read_bytes()]
    return digest(*contents)


def _libraries() -> list[str]:
    """Return the names and versions of all libraries that are installed."""
    folders = {folder for folder in sys.path if os.path.isdir(folder)}  # noqa: PTH112  # texts as they are
    return sorted(name for f in folders for name in os.listdir(f) if name.endswith(".dist-info"))  # noqa: PTH208
