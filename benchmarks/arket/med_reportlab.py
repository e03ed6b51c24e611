"""Arket med ReportLab: samme ord og samme skrift, uden tags og uden PDF/A, som den ikke laver."""

from __future__ import annotations

import io

from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.lib.units import mm  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]
from reportlab.platypus import (  # type: ignore[import-untyped]
    Flowable,
    Paragraph,
    SimpleDocTemplate,
    Table,
    TableStyle,
)

from benchmarks.arket.blokke import Blok
from journal.henter import skriftfil

STIL = {
    "h1": ("SemiBold", 21), "h2": ("SemiBold", 13), "h3": ("SemiBold", 10.5), "p": ("Regular", 9.5),
    "li": ("Regular", 9.5), "celle": ("Regular", 8.8),
}  # fmt: skip
LINJER = TableStyle(
    [("LINEBELOW", (0, 0), (-1, -1), 0.4, "#b5b5b5"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
)


def klargoer() -> None:
    """Læs skriften én gang."""
    for snit in ("Regular", "SemiBold"):
        pdfmetrics.registerFont(TTFont(snit, skriftfil(f"IBMPlexSans-{snit}.ttf")))


def dan(blokke: list[Blok]) -> bytes:
    """PDF'en."""
    ud = io.BytesIO()
    papir = SimpleDocTemplate(
        ud, pagesize=A4, leftMargin=17 * mm, rightMargin=17 * mm, topMargin=18 * mm,
        bottomMargin=22 * mm, title="Kontrolark", author="Rødovre Kommune",
    )  # fmt: skip
    papir.build([_flyd(blok, papir.width) for blok in blokke])
    return ud.getvalue()


def _flyd(blok: Blok, bredde: float) -> Flowable:
    if blok.art != "tabel":
        return _afsnit(blok.tekst, blok.art)
    kolonner = max(len(raekke) for raekke in blok.raekker)
    celler = [[_afsnit(celle, "celle") for celle in raekke] for raekke in blok.raekker]
    return Table(celler, colWidths=[bredde / kolonner] * kolonner, style=LINJER, repeatRows=1)


def _afsnit(tekst: str, art: str) -> Paragraph:
    skrift, punkt = STIL[art]
    ren = tekst.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br/>")
    return Paragraph(ren, ParagraphStyle(art, fontName=skrift, fontSize=punkt, leading=punkt * 1.4))
