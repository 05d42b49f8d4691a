"""What an edit does to the files of a tree: all of it or nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Changes:
    """Files to write, to move and to remove, relative to the root of a tree.

    Args:
        texts: The new text of each file that is written; what was no UTF-8 stands as surrogates.
        moved: Old and new place of folders.
        removed: Files and folders that are taken away.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    moved: tuple[tuple[str, str], ...] = ()
    removed: tuple[str, ...] = ()

    def apply(self, root: Path) -> None:
        """Change the files of a tree; leave it as it was if that fails halfway.

        Raises:
            OSError: If a file cannot be written or moved.
        """
        with ExitStack() as undo:
            for old, new in self.moved:
                (root / old).rename(root / new)
                undo.callback((root / new).rename, root / old)
            for path, text in self.texts.items():
                file = root / path
                before = file.read_bytes() if file.exists() else None
                _write(file, text.encode(errors="surrogateescape"))
                undo.callback(_restore, file, before)
            aside = []
            for path in self.removed:
                hidden = root / path
                hidden = hidden.with_name(f".{hidden.name}.removed")
                (root / path).rename(hidden)
                undo.callback(hidden.rename, root / path)
                aside.append(hidden)
            undo.pop_all()
        for hidden in aside:
            if hidden.is_dir():
                shutil.rmtree(hidden)
            else:
                hidden.unlink()


def _write(file: Path, content: bytes) -> None:
    """Write a file whole: a reader sees the old one or the new one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    following = file.with_name(f".{file.name}.new")
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        following.write_bytes(content)
        if file.exists():
            shutil.copymode(file, following)
        os.replace(following, file)  # noqa: PTH105  # says what it does better than Path.replace
    finally:
        following.unlink(missing_ok=True)


def _restore(file: Path, before: bytes | None) -> None:
    if before is None:
        file.unlink()
    else:
        _write(file, before)
