"""Which files a site has, section by section; a section is worked out anew only if an edit can have changed it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from showcase.cache import digest_of_values
from showcase.index import Index, asked_for_kind
from showcase.outputs import (
    RECORDS,
    DataFile,
    Material,
    Page,
    file_sections,
    page_sections,
    record_pages,
)
from showcase.survey import itself

Output = Page | DataFile
_BESIDE_ITSELF = (asked_for_kind("brand"),)
"""What the page of a record is made from beside the record and what its view asks for: which brands are akin."""


class Section(NamedTuple):
    """What is kept of a section of the site.

    Args:
        inputs: The short name of what each of its files is made from beside records, by the file's path.
        asked: What the index was asked to know which files there are, and what these are made from.
    """

    inputs: Mapping[str, bytes]
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a site has that is made from records, but for the search.

    Args:
        pages: All pages by path.
        files: All other files by path.
        sections: What is kept of each section.
    """

    pages: Mapping[str, Page]
    files: Mapping[str, DataFile]
    sections: Mapping[str, Section]


def sections(material: Material) -> Mapping[str, Callable[[], Iterable[Output]]]:
    """Return all sections, each with what works out its files."""
    return {**page_sections(material), **file_sections(material)}


def planned(material: Material) -> Plan:
    """Return all that a site has."""
    outputs: dict[str, Output] = {}
    kept = {}
    for name, section in sections(material).items():
        found, kept[name] = worked_out(material.index, name, section)
        outputs |= found
    pages = {path: one for path, one in outputs.items() if isinstance(one, Page)}
    files = {path: one for path, one in outputs.items() if isinstance(one, DataFile)}
    return Plan(pages, files, kept)


def worked_out(
    index: Index, name: str, section: Callable[[], Iterable[Output]]
) -> tuple[dict[str, Output], Section]:
    """Return the files of a section by path, and what is kept of it."""
    found, asked = index.noting(lambda: {path_of(output): output for output in section()})
    inputs = {path: inputs_of(output) for path, output in found.items()}
    return found, Section(inputs, _BESIDE_ITSELF if name == RECORDS else tuple(sorted(asked)))


def renewed(
    before: Mapping[str, Section],
    material: Material,
    changed: frozenset[str],
    touched: Collection[str],
) -> tuple[dict[str, Section], dict[str, Output]]:
    """Return the sections after an edit, and the files that have to be made again, by path.

    Args:
        before: The sections as they were.
        material: The records as they are.
        changed: What may have been asked for that differs.
        touched: The paths of files whose views asked for any of it, or that were not made.
    """
    kept: dict[str, Section] = {}
    stale: dict[str, Output] = {}
    for name, section in sections(material).items():
        old = before[name]
        is_other = not changed.isdisjoint(old.asked)
        if name == RECORDS:
            wanted = _wanted(old, material, changed, touched, are_brands=is_other)
            found, new = worked_out(material.index, name, partial(record_pages, material, wanted))
            kept[name] = Section({**old.inputs, **new.inputs}, old.asked)
        elif is_other:
            found, kept[name] = worked_out(material.index, name, section)
        elif any(path in old.inputs for path in touched):
            found, kept[name] = {path_of(output): output for output in section()}, old
        else:
            found, kept[name] = {}, old
        inputs = kept[name].inputs
        stale |= {p: o for p, o in found.items() if p in touched or old.inputs.get(p) != inputs[p]}
    return kept, stale


def _wanted(
    old: Section,
    material: Material,
    changed: frozenset[str],
    touched: Iterable[str],
    *,
    are_brands: bool,
) -> list[str]:
    """Return the ids of the records whose pages may differ."""
    index = material.index
    ids = {Path(path).parent.name for path in touched if path in old.inputs}
    return [
        id
        for id in index.ids()
        if id in ids or itself(id) in changed or (are_brands and index.kind_of(id) == "brand")
    ]


def addresses(material: Material, kept: Mapping[str, Section]) -> list[str]:
    """Return the addresses of all pages."""
    paths = (path for name in page_sections(material) for path in kept[name].inputs)
    return [path.removesuffix("index.html") for path in paths]


def path_of(output: Output) -> str:
    """Return the file of an output, relative to the root of the site."""
    return f"{output.address}index.html" if isinstance(output, Page) else output.address


def inputs_of(output: Output) -> bytes:
    """Return the short name of what an output is made from beside records."""
    if isinstance(output, DataFile):
        return b""
    return digest_of_values((output.title, output.description, output.template, output.inputs))
