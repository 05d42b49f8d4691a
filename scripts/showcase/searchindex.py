"""What the reader's browser needs to find records by name."""

from __future__ import annotations

import json

from showcase.catalog import Catalog
from showcase.script import fold, reading, traditional_forms
from showcase.views import badge


def index(catalog: Catalog) -> str:
    """Return the index as a script that works from any address, also from a folder.

    Each entry holds address, name, kind, summary, folded names (the own one first) and the reading; beside
    them stand the traditional forms of the characters that occur.
    """
    entries = []
    for record in catalog.records.values():
        names = [record.name, *(other.value for other in record.alternate_name)]
        syllables = reading(record.name, record.name_pinyin)
        entries.append(
            [
                record.url,
                record.name,
                badge(record),
                record.summary,
                [fold(name) for name in names],
                names[1:],
                syllables,
            ]
        )
    characters = "".join(name for entry in entries for name in entry[4])
    data = {"entries": entries, "simplified": traditional_forms(characters)}
    return f"window.showcaseIndex={json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"
