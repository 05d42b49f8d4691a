"""Whether a page can be read and touched: sizes of text and targets, lines, and the way of a keyboard through it."""

from __future__ import annotations

from playwright.sync_api import Page

SIZES = {"phone": (16, 44), "light": (16, 44), "large type": (24, 60)}
"""The least size of text and of targets in a mode, in pixels."""
WIDE = {"viewport": {"width": 1920, "height": 1080}}
"""The screen on which lines are longest."""
_SMALL_TEXT = """least => {
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !element.checkVisibility({ opacityProperty: true })) continue;
    if (element.closest("script, [aria-hidden=true] svg, svg[aria-hidden=true], .visually-hidden")) continue;
    const svg = element.closest("svg");
    const scale = svg ? svg.getScreenCTM().a : 1;
    const size = parseFloat(getComputedStyle(element).fontSize) * scale;
    if (size < least - 0.01) found.push(`${size} ${element.outerHTML.slice(0, 90)}`);
  }
  return found;
}"""
_SMALL_TARGETS = """least => {
  const found = [];
  for (const element of document.querySelectorAll("a[href], button, input, select, summary, textarea")) {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.closest(".md-skip, svg")) continue;
    if (element.matches(".md-toggle")) continue;
    if (getComputedStyle(element).display === "inline") continue; // a link in a sentence
    const cover = getComputedStyle(element, "::after");
    const box = (cover.position === "absolute" ? element.offsetParent : element.closest("label") ?? element).getBoundingClientRect();
    const wide = element.matches(".sheet__day") ? Math.min(least, innerWidth / 7 - 2) : least; // seven days side by side
    if (box.width < wide - 0.5 || box.height < least - 0.5) {
      found.push(`${Math.round(box.width)}×${Math.round(box.height)} ${element.outerHTML.slice(0, 110)}`);
    }
  }
  return found;
}"""
_LONG_LINES = """() => {
  const found = [];
  for (const element of document.querySelectorAll("main :is(p, li, dd, figcaption)")) {
    if (!element.checkVisibility() || element.querySelector("p, li, div, table")) continue;
    const range = document.createRange();
    range.selectNodeContents(element);
    const size = parseFloat(getComputedStyle(element).fontSize);
    const lines = [...range.getClientRects()].filter((box) => box.width > 40.5 * size);
    if (lines.length) found.push(element.textContent.trim().slice(0, 60));
  }
  return found;
}"""
_WHERE = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const cover = getComputedStyle(element, "::after");
  const style = cover.outlineStyle !== "none" && cover.position === "absolute" ? cover : getComputedStyle(element);
  const box = element.getBoundingClientRect();
  window.walked ??= new Set();
  const isNew = !window.walked.has(element);
  window.walked.add(element);
  return {
    isNew,
    isMarked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    isSeen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    says: element.outerHTML.slice(0, 100),
  };
}"""
_WALKABLE = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
  .filter((e) => e.checkVisibility({ visibilityProperty: true }) && e.tabIndex >= 0 && !e.disabled).length"""


def too_small(page: Page, mode: str) -> list[str]:
    """Return the texts and targets of a page that are too small in a mode, and how far it goes off the screen."""
    text, target = SIZES[mode]
    found: list[str] = page.evaluate(_SMALL_TEXT, text) + page.evaluate(_SMALL_TARGETS, target)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*found, *([f"wider than the screen by {wide}"] if wide > 0 else [])]


def long_lines(page: Page) -> list[str]:
    """Return the beginnings of texts with a line of more than forty characters."""
    found: list[str] = page.evaluate(_LONG_LINES)
    return found


def lost(page: Page) -> list[str]:
    """Return where a walk by keyboard through a page does not see where it is, or that it misses something."""
    expected, steps = page.evaluate(_WALKABLE), 0
    found = []
    page.keyboard.press("Tab")
    while (where := page.evaluate(_WHERE)) and where["isNew"]:
        if not (where["isMarked"] and where["isSeen"]):
            found.append(where["says"])
        steps += 1
        page.keyboard.press("Tab")
    return found if steps >= expected else [*found, f"{steps} of {expected} reached"]
