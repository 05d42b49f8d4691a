"""Whether every control of a page can be used without a breach of the content security policy."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

TESTS = Path(__file__).parent.parent.parent / "tests"
WATCH = (TESTS / "watch.js").read_text("utf-8")
_READER = (TESTS / "reader.js").read_text("utf-8")


def breaches(page: Page) -> list[tuple[str, list[str]]]:
    """Return what the policy forbade, and script errors, while every control of a page was used."""
    told = page.evaluate(_READER)
    return [(f"{kind}", list(map(str, rest))) for kind, *rest in told["violations"]]
