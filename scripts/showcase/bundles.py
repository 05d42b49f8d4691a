"""The styles and scripts of the theme, each kind joined into one file: a first page then asks for little."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

STYLES, EARLY, LATE = "assets/site.css", "assets/early.js", "assets/site.js"
"""All styles; what runs before anything is painted; what runs when the page is there."""
ASKED = "assets/search-answering.js"
"""What the search loads when a reader first asks something."""


def styles(folder: Path, names: Iterable[str]) -> str:
    """Return style sheets as one, in their order."""
    return "\n".join((folder / name).read_text("utf-8").strip() for name in names) + "\n"


def scripts(folder: Path, names: Iterable[str]) -> str:
    """Return scripts as one; each keeps its names to itself, and one that fails does not stop the next."""
    from rjsmin import jsmin  # noqa: PLC0415  # only a build of the shells needs it

    return "".join(_alone(jsmin((folder / name).read_text("utf-8"))) for name in names)


def _alone(script: str) -> str:
    return f"try {{ (() => {{\n{script}\n}})(); }} catch (error) {{ setTimeout(() => {{ throw error; }}); }}\n"
