"""What the reader's browser needs to find records by name."""

from __future__ import annotations

import json

from showcase.index import Index
from showcase.script import traditional_forms


def index(entries: Index) -> str:
    """Return the index as a script that works from any address, also from a folder.

    Each entry holds address, name, kind, summary, folded names (the own one first) and the reading; beside
    them stand the traditional forms of the characters that occur.
    """
    rows = [
        [e.url, e.name, e.badge, e.summary, e.folded, e.other_names, e.reading]
        for e in entries.everything()
    ]
    characters = "".join(name for entry in entries.everything() for name in entry.folded)
    data = {"entries": rows, "simplified": traditional_forms(characters)}
    return f"window.showcaseIndex={json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"
