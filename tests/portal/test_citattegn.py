"""Sider og PDF'er citerer ens, og datoen i et filnavn er ISO, så filer står i orden i en mappe.

Kommandolinjen og programgrænsefladen citerer med »«: der er “” svære at skrive og kende. Det,
``make run`` skriver, læses af den, der er på vej ind på siderne, og citerer som dem.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

RUM = (
    *("adgang", "journal", "kontrol", "feedback", "persongrupper", "hjemmebesoeg", "udsoegning"),
    *("sagsopstart", "portal", "samkoering"),
)
IKKE_SIDER = re.compile(r"/(management|migrations|api|api_effekt)/|portal/(kommandosprog|wsgi)\.py")
UENS = re.compile("[»«„]")
DANSK_DATO_I_FILNAVN = re.compile(r"%d-%m-%[yY]\}[^\"' ]*\.(zip|pdf|csv|xlsx|json)")


def kilder() -> Iterator[Path]:
    """Husets egen kode."""
    yield from (fil for rum in RUM for fil in sorted((settings.ROD / rum).rglob("*.py")))


def ord_paa_sider(kilde: str) -> Iterator[str]:
    """Tekster i koden, der kan nå en side; ikke dem, der kun forklarer koden."""
    modul = ast.parse(kilde)
    forklaringer = {id(node.value) for node in ast.walk(modul) if isinstance(node, ast.Expr)}
    for node in ast.walk(modul):
        tekst = getattr(node, "value", None) if isinstance(node, ast.Constant) else None
        if isinstance(tekst, str) and id(node) not in forklaringer:
            yield tekst


def test_skabelonerne_citerer_ens():
    skabeloner = (settings.ROD / "templates").rglob("*.html")
    assert not [fil.name for fil in skabeloner if UENS.search(fil.read_text(encoding="utf-8"))]


def test_sidernes_beskeder_citerer_ens():
    sider = [fil for fil in kilder() if not IKKE_SIDER.search(fil.as_posix())]
    tekster = ((fil, t) for fil in sider for t in ord_paa_sider(fil.read_text(encoding="utf-8")))
    assert not [f"{fil.name}: {tekst}" for fil, tekst in tekster if UENS.search(tekst)]


def test_det_make_run_skriver_citerer_som_siderne():
    skrevet_af = [
        *(settings.ROD / "scripts").glob("*.py"),
        settings.ROD / "portal" / "management" / "commands" / "demo.py",
    ]
    tekster = ((fil, t) for fil in skrevet_af for t in ord_paa_sider(fil.read_text("utf-8")))
    assert not [f"{fil.name}: {tekst}" for fil, tekst in tekster if UENS.search(tekst)]


def test_filnavnes_datoer_er_iso():
    tekster = ((fil.name, fil.read_text(encoding="utf-8")) for fil in kilder())
    assert not [navn for navn, tekst in tekster if DANSK_DATO_I_FILNAVN.search(tekst)]


def test_et_uens_citat_og_en_dansk_dato_ses():
    assert [*ord_paa_sider('"""Fx »navnet«."""\nBESKED = f"Filteret »{navn}« er gemt"')] == [
        "Filteret »",
        "« er gemt",
    ]
    assert DANSK_DATO_I_FILNAVN.search('f"kontrolark-{dag:%d-%m-%Y}.zip"')
    assert not DANSK_DATO_I_FILNAVN.search('f"kontrolark-{dag:%Y-%m-%d}.zip"')
