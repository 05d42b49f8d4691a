"""The ways in which readers look at pages, and what axe objects to in each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

AXE = Path(__file__).parent.parent.parent / "tests/node_modules/axe-core/axe.min.js"
RULES = {
    "runOnly": [
        *(f"wcag{level}" for level in ("2a", "2aa", "2aaa", "21a", "21aa", "22aa")),
        "best-practice",
    ],
    "rules": {"color-contrast-enhanced": {"enabled": True}},
    "resultTypes": ["violations"],
}
DESKTOP = {"width": 1280, "height": 900}
MODES: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 360, "height": 740}},
    "small phone": {"viewport": {"width": 320, "height": 640}},
    "zoomed to 200 %": {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2},
    "large type": {"viewport": {"width": 412, "height": 840}, "large": True},
    "forced colours": {"forced_colors": "active"},
}


@contextmanager
def visit(browser: Browser, mode: dict[str, Any]) -> Iterator[Page]:
    """Yield a page in a mode that readers choose; axe may be written into it."""
    options = {"viewport": DESKTOP, "locale": "zh-CN", "bypass_csp": True} | mode
    is_large = options.pop("large", False)
    context = browser.new_context(**options)
    if is_large:
        context.add_init_script("localStorage.setItem('large-type', 'yes')")
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """Return what axe objects to on a page: the rule, and the first few places."""
    page.add_script_tag(path=AXE)
    found = page.evaluate("options => axe.run(document, options)", RULES)["violations"]
    return [(v["id"], [str(n["target"]) for n in v["nodes"]][:5]) for v in found]
