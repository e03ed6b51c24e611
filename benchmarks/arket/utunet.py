"""Rivalen: det samme ark, som man skriver det første gang, givet til WeasyPrint i ét kald.

Den samme opmærkning og det samme udseende, men stilen står i dokumentet, skrifterne hentes fra
disken, og kolonnerne finder selv deres bredde.
"""

from __future__ import annotations

import re

from weasyprint import HTML

from journal.forlaeg import STIL, Forlaeg
from journal.henter import skriftfil

KUN_VORES = ("table-layout: fixed;",)
SOM_FOERST = "table { border-collapse: collapse; }"
"""Uden ``grund.css`` står der luft mellem cellerne; det retter man sådan."""


def html(forlaeg: Forlaeg) -> str:
    """Dokumentet med sin stil i sig."""
    css = "\n".join(
        (STIL / navn).read_text(encoding="utf-8") for navn in ("skrift.css", forlaeg.stilark)
    )
    for linje in KUN_VORES:
        assert linje in css
        css = css.replace(linje, "")
    css += SOM_FOERST
    css = re.sub(r"skrift:([\w-]+\.ttf)", lambda fundet: skriftfil(fundet[1]).as_uri(), css)
    return forlaeg.html.replace("</head>", f"<style>{css}</style></head>")


def dan(dokument: str, *, arkiv: bool = False) -> bytes:
    """PDF'en; med ``arkiv`` beder kaldet selv om PDF/A-3a og tags."""
    valg = {"pdf_variant": "pdf/a-3a", "pdf_tags": True} if arkiv else {}
    pdf: bytes = HTML(string=dokument).write_pdf(**valg)
    return pdf
