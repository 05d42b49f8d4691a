"""The styles and scripts of the theme, each kind joined into one file: a first page then asks for little."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

STYLES, EARLY, LATE = "assets/site.css", "assets/early.js", "assets/site.js"
"""All styles; what runs before anything is painted; what runs when the page is there."""
ASKED = "assets/search-answering.js"
"""What the search loads when a reader first asks something."""

_COMMENT = re.compile(r"^ *(?://[^\n]*|/\*(?:(?!\*/).)*\*/ *$)", re.MULTILINE | re.DOTALL)
"""A comment that has its lines to itself; what looks like one in a text over several lines would be lost."""


def styles(folder: Path, names: Iterable[str]) -> str:
    """Return style sheets as one, in their order."""
    return "\n".join((folder / name).read_text("utf-8").strip() for name in names) + "\n"


def scripts(folder: Path, names: Iterable[str]) -> str:
    """Return scripts as one; each keeps its names to itself, and one that fails does not stop the next."""
    return "".join(_alone(_bare((folder / name).read_text("utf-8"))) for name in names)


def _bare(script: str) -> str:
    """Return a script without the lines that are comments and without indentation, which readers need not load."""
    lines = (line.strip() for line in _COMMENT.sub("", script).splitlines())
    return "\n".join(line for line in lines if line)


def _alone(script: str) -> str:
    return f"try {{ (() => {{\n{script}\n}})(); }} catch (error) {{ setTimeout(() => {{ throw error; }}); }}\n"
