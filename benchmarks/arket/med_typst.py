"""Arket med typst: samme ord og samme skrift, med tags og PDF/A-3a, som den laver selv."""

from __future__ import annotations

import json

import typst

from benchmarks.arket.blokke import Blok
from journal.henter import skriftfil

HOVED = """#set document(title: "Kontrolark", author: "Rødovre Kommune")
#set page(paper: "a4", margin: (x: 17mm, top: 18mm, bottom: 22mm), numbering: "1 af 1")
#set text(font: "IBM Plex Sans", size: 9.5pt, lang: "da")
#set table(stroke: (bottom: .4pt + rgb("#b5b5b5")), inset: 3pt)
#show table: set text(size: 8.8pt)
"""


def kilde(blokke: list[Blok]) -> bytes:
    """Arket i typsts eget sprog."""
    return (HOVED + "\n".join(_blok(blok) for blok in blokke)).encode()


def klargoer() -> typst.Fonts:
    """Læs skriften én gang."""
    mappe = skriftfil("IBMPlexSans-Regular.ttf").parent
    return typst.Fonts(include_system_fonts=False, font_paths=[mappe])


def dan(kilden: bytes, skrifter: typst.Fonts, nr: int) -> bytes:
    """PDF'en. Typst husker det, den har sat før; skriftens størrelse gør hvert ark til et nyt."""
    ny = kilden.replace(b"size: 9.5pt", f"size: {9.5 + nr / 10_000}pt".encode(), 1)
    pdf = typst.compile(ny, format="pdf", font_paths=skrifter, pdf_standards=["a-3a"])
    assert isinstance(pdf, bytes)
    return pdf


def _blok(blok: Blok) -> str:
    if blok.art == "tabel":
        hoved, *raekker = blok.raekker
        celler = ", ".join(_celle(celle) for raekke in raekker for celle in raekke)
        overskrifter = ", ".join(_celle(celle) for celle in hoved)
        return f"#table(columns: {len(hoved)} * (1fr,), table.header({overskrifter}), {celler})"
    if blok.art in ("h1", "h2", "h3"):
        return f"#heading(level: {blok.art[1]}, {json.dumps(blok.tekst, ensure_ascii=False)})"
    return f"#par({json.dumps(blok.tekst, ensure_ascii=False)})"


def _celle(tekst: str) -> str:
    return json.dumps(tekst, ensure_ascii=False)
