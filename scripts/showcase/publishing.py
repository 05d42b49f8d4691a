"""A new site takes the place of the old one whole, or not at all.

The next site is made in a folder beside the old one and then changes places with it in one step. After a
build that rewrote few files, the old folder is kept as the stock for the build after it, so that such a build
writes only what differs. A file is never written in place: folders share files by links.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

Stamp = tuple[int, int, int]
"""What the file system says of a file: time of change, size, number."""
_NEVER: Stamp = (0, 0, 0)
_MOMENT = 1_000_000_000
"""A second, in nanoseconds: longer than any file system takes between two ticks of its clock."""
_AT_CWD, _EXCHANGE = -100, 2


def stamp(entry: os.DirEntry[str] | Path) -> Stamp:
    """Return what changes when a file is written."""
    found = entry.stat()
    return found.st_mtime_ns, found.st_size, found.st_ino


def stamps(folder: Path) -> dict[str, Stamp]:
    """Return the stamps of all files below a folder, by their paths relative to it."""
    found: dict[str, Stamp] = {}
    todo = [("", str(folder))]
    while todo:
        prefix, place = todo.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    todo.append((f"{prefix}{entry.name}/", entry.path))
                else:
                    found[prefix + entry.name] = stamp(entry)
    return found


def settled(found: Mapping[str, Stamp]) -> dict[str, Stamp]:
    """Return stamps that another change cannot leave as they are.

    A file that was written a moment ago could be written again without a new time: it gets a stamp that no
    file has, and so is read once more by the next build.
    """
    moment = time.time_ns() - _MOMENT
    return {path: one if one[0] < moment else _NEVER for path, one in found.items()}


class Workshop:
    """Where the next site is made: a folder beside the present one.

    Args:
        site: The folder of the site, which need not exist yet.
        stock: The folder in which the site before is kept for the next build; None to keep nothing.
    """

    def __init__(self, site: Path, stock: Path | None = None) -> None:
        self.site = site
        self.next = site.with_name(f".showcase-{site.name}-next")
        self.stock = stock

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other builds of the same site out; wait until one that is under way has ended."""
        self.site.parent.mkdir(parents=True, exist_ok=True)
        if os.name == "nt":  # folders cannot be locked there
            yield
            return
        import fcntl  # noqa: PLC0415  # not there either

        folder = os.open(self.site.parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)

    def clear(self) -> None:
        """Remove what a build that was stopped left behind."""
        shutil.rmtree(self.next, ignore_errors=True)

    def begin(self) -> Path:
        """Return the empty folder for a site that is made from nothing."""
        self.clear()
        self.next.mkdir(parents=True)
        return self.next

    def begin_from_old(self, differing: Iterable[str] | None) -> Path:
        """Return the folder for the next site, with all files of the present one in it.

        Args:
            differing: The files in which the stock differs from the site; None if that is not known.
        """
        self.clear()
        if differing is None or self.stock is None or not self.stock.is_dir():
            _link_tree(self.site, self.next)
            return self.next
        self.stock.rename(self.next)
        for path in differing:
            here, there = self.site / path, self.next / path
            there.unlink(missing_ok=True)
            if here.exists():
                there.parent.mkdir(parents=True, exist_ok=True)
                os.link(here, there)
        return self.next

    def stock_up(self) -> int | None:
        """Make the stock: the same files as the site.

        Returns:
            The number of the stock in the file system; None where links cannot lead there.
        """
        if self.stock is None:
            return None
        shutil.rmtree(self.stock, ignore_errors=True)
        self.stock.parent.mkdir(parents=True, exist_ok=True)
        if self.stock.parent.stat().st_dev != self.site.stat().st_dev:
            return None
        _link_tree(self.site, self.stock)
        return self.stock_number()

    def stock_number(self) -> int | None:
        """Return the number of the stock in the file system; None if there is none."""
        return self.stock.stat().st_ino if self.stock and self.stock.is_dir() else None

    def publish(self) -> None:
        """Let the next site and the present one change places; the present one becomes the stock."""
        if hasattr(os, "sync"):
            os.sync()
        if not self.site.exists():
            self.next.rename(self.site)
            return
        _exchange(self.next, self.site)
        if self.stock and self.stock.parent.stat().st_dev == self.site.stat().st_dev:
            shutil.rmtree(self.stock, ignore_errors=True)
            self.next.rename(self.stock)
        else:
            self.clear()


def write(folder: Path, path: str, content: bytes) -> None:
    """Write a file anew; whoever shares the old one keeps it."""
    file = f"{folder}/{path}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        number = os.open(file, flags, 0o666)
    except FileNotFoundError:
        _make_folder(os.path.dirname(file))  # noqa: PTH120  # thousands of times
        number = os.open(file, flags, 0o666)
    except FileExistsError:
        os.unlink(file)  # noqa: PTH108  # the same
        number = os.open(file, flags, 0o666)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(number, rest) :]
    finally:
        os.close(number)


def _make_folder(folder: str) -> None:
    """Make a folder with those around it, unless another process was first."""
    try:
        os.mkdir(folder)  # noqa: PTH102  # the same
    except (FileNotFoundError, FileExistsError):
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103  # the same


def remove(folder: Path, path: str) -> None:
    """Remove a file, and the folders that are empty then."""
    file = folder / path
    file.unlink(missing_ok=True)
    for parent in file.parents:
        if parent == folder:
            break
        try:
            parent.rmdir()
        except OSError:
            break


def _link_tree(source: Path, target: Path) -> None:
    target.mkdir()
    todo = [(str(source), str(target))]
    while todo:
        here, there = todo.pop()
        with os.scandir(here) as entries:
            for entry in entries:
                place = f"{there}/{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    os.mkdir(place)  # noqa: PTH102  # thousands of times: a Path each would double the time
                    todo.append((entry.path, place))
                else:
                    os.link(entry.path, place)


def _exchange(one: Path, other: Path) -> None:
    """Let two folders change places: in one step where the system can, else in two."""
    libc = None if os.name == "nt" else ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(other)
    if libc and hasattr(libc, "renameat2"):
        if libc.renameat2(_AT_CWD, names[0], _AT_CWD, names[1], _EXCHANGE) == 0:
            return
        if ctypes.get_errno() not in (errno.EINVAL, errno.ENOSYS):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))
    aside = one.with_name(f"{one.name}-aside")
    other.rename(aside)
    one.rename(other)
    aside.rename(one)
