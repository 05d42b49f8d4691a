"""An earlier version of a tree, as Git keeps it."""

from __future__ import annotations

import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory


class UnknownVersion(Exception):  # noqa: N818  # what it says, not that it is an error
    """There is no such version, or no Git that could tell."""


@contextmanager
def checked_out(root: Path, version: str) -> Iterator[Path]:
    """Yield a folder with the records of a tree as they were in a version.

    Args:
        root: Folder with `brands/` and `content/`, inside of a Git repository.
        version: A commit, branch or tag, or any other name that Git knows.

    Raises:
        UnknownVersion: If Git cannot give that version.
    """
    command = ["git", "-C", str(root), "archive", "--format=tar", "--end-of-options", version]
    try:
        found = subprocess.run(  # noqa: S603  # a list of words, and nothing of it can be an option
            [*command, "content"], capture_output=True, check=True
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise UnknownVersion(version) from error
    with TemporaryDirectory() as folder, tarfile.open(fileobj=BytesIO(found.stdout)) as archive:
        archive.extractall(folder, filter="data")
        yield Path(folder)
