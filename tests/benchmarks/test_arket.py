"""Rivalerne danner det samme ark: de samme ord, som portalens PDF har."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from benchmarks.__main__ import MAALINGER, _i_orden, main
from benchmarks.arket import maal
from benchmarks.arket.blokke import blokke
from benchmarks.arket.forlaeg import arket
from benchmarks.portalen_under_pres import fraktil

ORD = (
    "Kontrolark R-26-000001",
    "Bo Prøvesen",
    "Rengøring Nord ApS",
    "11.420 kr.",
    "eIndkomst",
)


def tekst(pdf: bytes) -> str:
    sider = (side.extract_text() for side in PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(" ".join(sider).split())


@pytest.mark.parametrize("maade", list(maal.MAADER))
def test_de_samme_ord(maade: str):
    staar = tekst(maal.MAADER[maade]()())
    assert [ord_ for ord_ in ORD if ord_ not in staar] == []


def test_blokkene_rummer_hele_arket():
    fundne = blokke(arket().html)
    assert [blok.tekst for blok in fundne if blok.art == "h2"] == [
        "Nærmere oplysninger", "Stamoplysninger", "Kontroller", "Fortolkninger", "Om opslaget",
    ]  # fmt: skip
    (kontroller,) = (b for b in fundne if b.raekker and b.raekker[0][:2] == ["Nr.", "Kontrol"])
    assert len(kontroller.raekker) == 1 + 17
    assert {len(raekke) for raekke in kontroller.raekker} == {5}


@pytest.mark.parametrize(
    ("tider", "andel", "ventet"),
    [
        ({"10": 95, "500": 5}, 0.95, 10),
        ({"10": 94, "500": 6}, 0.95, 500),
        ({"500": 1, "20": 1}, 0.5, 20),
        ({}, 0.95, 0),
    ],
)
def test_fraktilen(tider: dict[str, int], andel: float, ventet: float):
    assert fraktil(tider, andel) == ventet


def test_en_maaling_kan_vaelges_for_sig():
    assert _i_orden(["pdf-mod-weasyprint", "lister-mod-sql"]) == [
        "lister-mod-sql", "pdf-mod-weasyprint",
    ]  # fmt: skip
    assert _i_orden([]) == list(MAALINGER)
    assert main(["findes-ikke"]) == 2
