"""Where a record is named: in fields of other records, and in texts that are written by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from showcase.catalog import CITY, Catalog, read_catalog
from showcase.model import Record, references
from showcase.problems import FieldPath, ProblemsFound, did_you_mean

_ID = re.compile(r"[a-z0-9-]{2,64}")
_OF_OTHERS = ("unknown-reference", "wrong-kind")
"""Problems that leave it known who names whom."""


class WrongId(Exception):  # noqa: N818  # what it says
    """An id that cannot be used for this; the sentence says why."""


@dataclass(frozen=True, slots=True)
class LinkingText:
    """A hand-written text with links to a record."""

    path: str
    text: str
    links: tuple[re.Match[str], ...]

    def pointing_to(self, id: str) -> str:
        """Return the text with its links leading to another record."""
        text = self.text
        for link in reversed(self.links):
            text = text[: link.start("id")] + id + text[link.end("id") :]
        return text

    def sentences(self) -> Iterator[str]:
        """Iterate over what keeps the record from being taken out."""
        for link in self.links:
            line = self.text.count("\n", 0, link.start()) + 1
            column = link.start() - self.text.rfind("\n", 0, link.start())
            yield (
                f"{self.path}:{line}:{column}: 这里链接到「{link[0]}」；请先改这里，或用 --into 写明由哪条记录代替。"
                f"(links to “{link[0]}”; change it first, or name a replacement with --into)"
            )


@dataclass(frozen=True, slots=True)
class Tree:
    """The records of a tree and who names whom."""

    root: Path
    catalog: Catalog

    @classmethod
    def read(cls, root: Path) -> Tree:
        """Read a tree, whose files must each be in order."""
        catalog, problems = read_catalog(root)
        faults = [
            problem
            for problem in problems
            if problem.code not in _OF_OTHERS and problem.path.endswith(".yaml")
        ]
        if catalog is None or faults:
            raise ProblemsFound(faults)
        return cls(root, catalog)

    def record(self, id: str) -> Record:
        """Return a record that must exist."""
        if id in self.catalog.records:
            return self.catalog.records[id]
        zh, en = did_you_mean(id, self.catalog.records) or ("请核对编号。", "check the id.")
        raise WrongId(f"没有编号是「{id}」的记录；{zh}(no record has the id “{id}”; {en})")

    def check_free(self, id: str, record: Record) -> None:
        """Refuse an id that is malformed or taken."""
        if not _ID.fullmatch(id):
            raise WrongId(
                f"「{id}」不能作编号；请用 2 到 64 个小写字母、数字或连字符。"
                f"(“{id}” cannot be an id; use 2 to 64 lower-case letters, digits or hyphens.)"
            )
        for other in self.catalog.records.values():
            if id == other.id or (id in other.redirect_from and other is not record):
                raise WrongId(
                    f"编号「{id}」已经是 {other.path} 的编号或旧编号；请换一个编号。"
                    f"(“{id}” is or was the id of {other.path}; choose another.)"
                )
        if (self.root / record.folder / id).exists():
            raise WrongId(
                f"已经有文件夹 {record.folder}/{id}；请先移走它，或换一个编号。"
                f"({record.folder}/{id} exists already; move it away or choose another id.)"
            )

    def successor(self, id: str, record: Record) -> Record:
        """Return the record that can take the place of another."""
        other = self.record(id)
        if other is record or type(other) is not type(record):
            raise WrongId(
                f"「{record.id}」是{record.label[0]}，不能并入「{id}」；请写另一个{record.label[0]}的编号。"
                f"(“{record.id}” cannot go into “{id}”; name another {record.label[1]}.)"
            )
        return other

    def naming(self, record: Record) -> Iterator[tuple[str, FieldPath]]:
        """Iterate over the fields that name a record, the last of each file first."""
        files = {
            other.path: other for other in self.catalog.records.values() if other is not record
        }
        for path, part in (*files.items(), (CITY, self.catalog.city), (record.path, record)):
            found = [
                where
                for where, kind, id in references(part)
                if (kind, id) == (record.kind_name, record.id)
            ]
            yield from ((path, where) for where in sorted(found, reverse=True))

    def linking(self, record: Record) -> Iterator[LinkingText]:
        """Iterate over hand-written texts that link to a record."""
        kind, section, id = record.kind_name, record.section, record.id
        in_pages = re.compile(rf"(?<=\]\()(?:{kind}:|page:{section}/)(?P<id>{id})(?=[)\s#/])")
        in_navigation = re.compile(rf"(?<=[\s\"']){section}/(?P<id>{id})/(?=[\s\"']|$)")
        pages = sorted((self.root / "content" / "pages").rglob("*.md"))
        for file, link in [(p, in_pages) for p in pages] + [
            (self.root / "mkdocs.yml", in_navigation)
        ]:
            text = file.read_bytes().decode(errors="surrogateescape") if file.is_file() else ""
            if links := tuple(link.finditer(text)):
                yield LinkingText(file.relative_to(self.root).as_posix(), text, links)

    def pictures(self, record: Record) -> tuple[str, ...]:
        """Return the folder of a record's pictures, if it has one."""
        folder = record.picture_folder
        return (folder,) if (self.root / folder).is_dir() else ()
