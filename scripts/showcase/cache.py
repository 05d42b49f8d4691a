"""What a build remembers for the next one, and whether it may be trusted.

A kept state is used only if it was kept under the same key, which tells everything that pages depend on
beside the records, and if its bytes are those that were written. Anything else is forgotten.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from hashlib import blake2b, sha256
from pathlib import Path

_SIZE = 16
_HASH, _LENGTH = sha256().digest_size, 8
_MOST = 4
"""How many states are kept: a tree is rarely built into more places than that."""
_FORMAT = f"showcase cache 2, Python {sys.version}".encode()


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


def keep(file: Path, key: bytes, parts: Iterable[bytes | memoryview]) -> None:
    """Keep something for the next build, part by part."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(f".{os.getpid()}")
    name = sha256(_FORMAT + key)
    with fresh.open("wb") as stream:
        stream.write(bytes(_HASH))
        for part in parts:
            length = len(part).to_bytes(_LENGTH, "big")
            for content in (length, part):
                name.update(content)
                stream.write(content)
        stream.seek(0)
        stream.write(name.digest())
    fresh.replace(file)
    others = sorted(file.parent.glob(f"*{file.suffix}"), key=lambda other: other.stat().st_mtime_ns)
    for other in others[:-_MOST]:
        other.unlink(missing_ok=True)
        shutil.rmtree(other.with_suffix(".stock"), ignore_errors=True)


def kept(file: Path, key: bytes) -> list[memoryview] | None:
    """Return the parts that were kept under a key; None if there is nothing or it cannot be trusted."""
    try:
        content = memoryview(file.read_bytes())
    except OSError:
        return None
    name, rest = sha256(_FORMAT + key), content[_HASH:]
    name.update(rest)
    if name.digest() != content[:_HASH]:
        return None
    parts = []
    while rest:  # the bytes are those that were written, lengths too
        end = _LENGTH + int.from_bytes(rest[:_LENGTH], "big")
        parts.append(rest[_LENGTH:end])
        rest = rest[end:]
    return parts


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
