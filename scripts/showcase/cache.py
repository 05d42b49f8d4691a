"""What a build remembers for the next one, and whether it may be trusted.

A kept state is used only if it was kept under the same key, which tells everything that pages depend on
beside the records, and if its bytes are those that were written. Anything else is forgotten.
"""

from __future__ import annotations

import marshal
import os
import shutil
import sys
from hashlib import blake2b
from pathlib import Path
from typing import Any

_SIZE = 16
_MOST = 4
"""How many states are kept: a tree is rarely built into more places than that."""
_FORMAT = f"showcase cache 1, Python {sys.version}".encode()


def digest(*contents: bytes) -> bytes:
    """Return a short name for contents; another content has another name."""
    total = blake2b(digest_size=_SIZE)
    for content in contents:
        total.update(len(content).to_bytes(8, "big"))
        total.update(content)
    return total.digest()


def digest_of_values(values: object) -> bytes:
    """Return a short name for plain values: texts, numbers, truth values and tuples of such."""
    return digest(repr(values).encode())


def keep(file: Path, key: bytes, state: Any) -> None:
    """Keep plain values for the next build."""
    content = marshal.dumps(state)
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(f".{os.getpid()}")
    with fresh.open("wb") as stream:
        stream.write(digest(_FORMAT, key, content))
        stream.write(content)
    fresh.replace(file)
    others = sorted(file.parent.glob(f"*{file.suffix}"), key=lambda other: other.stat().st_mtime_ns)
    for other in others[:-_MOST]:
        other.unlink(missing_ok=True)
        shutil.rmtree(other.with_suffix(".stock"), ignore_errors=True)


def kept(file: Path, key: bytes) -> Any | None:
    """Return what was kept under a key; None if there is nothing or it cannot be trusted."""
    try:
        with file.open("rb") as stream:
            name, content = stream.read(_SIZE), stream.read()
    except OSError:
        return None
    if digest(_FORMAT, key, content) != name:
        return None
    return marshal.loads(content)  # noqa: S302  # the bytes are those that were written


def forget(file: Path) -> bool:
    """Remove what was kept; return whether there was anything."""
    if file.is_dir():
        shutil.rmtree(file)
        return True
    try:
        file.unlink()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True
