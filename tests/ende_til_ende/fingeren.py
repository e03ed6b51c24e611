"""Det på siden, en finger ikke kan ramme på en telefon."""

from __future__ import annotations

from playwright.sync_api import Page

TELEFON = {"width": 390, "height": 844}
SMAA_FLADER = """() => {
  const flader = "button, a, summary, label:has([type=radio]), input:not([type=radio]), textarea";
  const under = (e) => {
    const { height, width } = e.getBoundingClientRect();
    return e.checkVisibility() && Math.min(height, width) < 44;
  };
  return [...document.querySelectorAll("main :is(" + flader + ")")].filter(under)
    .map((e) => e.outerHTML.slice(0, 80));
}"""


def smaa_flader(page: Page) -> list[str]:
    """Knapper, links og felter, en finger ikke kan ramme."""
    return list(page.evaluate(SMAA_FLADER))
