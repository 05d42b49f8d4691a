"""The command `showcase` without all that only a search needs: run as a program, to tell what that takes."""

from __future__ import annotations

import sys
from typing import Any

from showcase import script


def _unread(*_: Any) -> str:
    """Return the same reading for everything."""
    return "a"


script.reading = _unread  # before any other module takes it

from showcase import fulltext  # noqa: E402


def _untold(*_: Any) -> bytes:
    """Return the same story for everything."""
    return b""


fulltext.packed_story = _untold  # the same

from showcase import cli, searchfiles  # noqa: E402


def _nothing(*_: Any) -> tuple[searchfiles.Searched, searchfiles.Makes]:
    """Return what a search knows of no records, and no files."""
    return searchfiles.Searched({}, 0, ()), {}


searchfiles.everything = _nothing

if __name__ == "__main__":
    sys.exit(cli.main())
