"""The headings of a tree's hand-written pages, read as the site engine reads them: readers find these too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from markdown import Markdown
from mkdocs.structure.toc import get_toc
from mkdocs.utils import yaml_load
from mkdocs.utils.meta import get_data

from showcase import prose
from showcase.searchindex import Heading


def headings(tree: Path, settings: Path) -> Iterator[Heading]:
    """Iterate over the hand-written pages of a tree and their headings.

    Args:
        tree: The tree.
        settings: The file with the settings of the site engine, which names the pages.
    """
    known = yaml_load(settings.read_text("utf-8"))
    titles = {file: title for item in known["nav"] for title, file in item.items()}
    for file in sorted((tree / "content" / "pages").glob("*.md")):
        text, front = get_data(file.read_text("utf-8"))
        reader = Markdown(extensions=_extensions(known["markdown_extensions"]))
        reader.convert(text)
        toc = get_toc(reader.toc_tokens)
        title = titles.get(file.name) or front.get("title") or next(iter(toc)).title
        yield from prose.headings(f"{file.stem}/", str(title), toc, front.get("also", ()))


def _extensions(listed: list[str | Mapping[str, object]]) -> list[str]:
    return [name for one in listed for name in ([one] if isinstance(one, str) else one)]
