"""axe-core på den side, der står: hvilke krav i WCAG 2.1 A og AA den bryder."""

from __future__ import annotations

from django.conf import settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

AXE = settings.ROD / "static" / "byg" / "proeve" / "axe.min.js"
BREDDER = (1440, 390)
KOER = """() => axe.run(document, {
  runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
  resultTypes: ["violations"],
})"""
FOLD_UD = "() => document.querySelectorAll('details').forEach((d) => { d.open = true; })"


def brud(side: Page) -> list[str]:
    """Bruddene på den side, der står, med bredde, regel og det første sted; alt er foldet ud."""
    side.wait_for_load_state()  # et tryk venter kun på, at den næste side begynder
    side.evaluate(AXE.read_text(encoding="utf-8"))
    side.evaluate(FOLD_UD)
    fundne = []
    for bredde in BREDDER:
        side.set_viewport_size({"width": bredde, "height": 900})
        svar = side.evaluate(KOER)
        fundne += [
            f"{side.title()} {bredde} px: {b['id']} {[n['target'] for n in b['nodes'][:3]]}"
            for b in svar["violations"]
        ]
    return fundne


def besoeg(side: Page, live_server: LiveServer, *stier: str) -> list[str]:
    """Bruddene på hver af siderne."""
    fundne = []
    for sti in stier:
        side.goto(f"{live_server.url}{sti}")
        fundne += brud(side)
    return fundne
