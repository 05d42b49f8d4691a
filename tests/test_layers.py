"""The order of the modules: each imports only from rows below its own, or from its own row where said."""

import ast
from pathlib import Path

import pytest

from conftest import ROOT

ROWS = (
    {
        "cache",
        "changes",
        "characters",
        "claims",
        "codes",
        "dates",
        "encodings",
        "personal",
        "problems",
    }
    | {"policy", "progress", "publishing", "ring", "script", "seal", "sentences", "syntax"}
    | {"bundles", "versions", "widths", "workers"},
    {"composing", "guesses", "quick", "spoken", "urls"},
    {"shortcut", "sources"},
    {"markup"},
    {"model"},
    {"comments", "explanations", "handwritten", "pictures", "validation"},
    {"catalog", "manuscript", "margins"},
    {"almanac", "fields", "usages", "wording"},
    {"samples", "schedule"},
    {"entries", "rules", "schema"},
    {"announcements", "checking", "formatting", "index", "kinship"},
    {"facets", "feeds", "news"},
    {"redirects", "rehearsal", "searchindex", "survey", "views", "vscode"},
    {"fulltext"},
    {"diary", "drafting", "finder", "ical", "render", "renaming", "searchfiles", "sheets", "todo"},
    {"editions", "outputs", "prose"},
    {"planning"},
    {"making"},
    {"states"},
    {"build"},
    {"plugin"},
    {"preview"},
    {"cli"},
)
"""From the nouns at the bottom to the adapters on top."""
AMONG_NOUNS = {("problems", "sentences")}
MODULES = sorted((ROOT / "scripts" / "showcase").rglob("*.py"))


def row_of(module: str) -> int:
    return next(i for i, row in enumerate(ROWS) if module in row)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT / "scripts" / "showcase").parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("showcase"):
            parts = node.module.split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("showcase.")}
    return found


@pytest.mark.parametrize(
    "path",
    [p for p in MODULES if p.parent.name != "showcase" or p.stem != "__init__"],
    ids=lambda p: p.stem,
)
def test_imports_point_down(path: Path) -> None:
    module = name_of(path)
    upwards = {
        other
        for other in imported(path) - {module}
        if row_of(other) >= row_of(module) and (module, other) not in AMONG_NOUNS
    }
    assert upwards == set()


def test_only_the_adapters_know_mkdocs() -> None:
    knowing = {
        name_of(path)
        for path in MODULES
        if "mkdocs" in path.read_text("utf-8").split('"""', 2)[-1]
        and "import mkdocs" in path.read_text("utf-8").replace("from mkdocs", "import mkdocs")
    }
    assert knowing == {"plugin", "preview"}
