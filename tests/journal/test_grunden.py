"""Grunden under dokumenterne: hvert element, skabelonerne bruger, har den selv en plads til."""

from __future__ import annotations

import gc
import io
import re
from dataclasses import replace
from html.parser import HTMLParser

import pikepdf
import pytest
from django.template.loader import get_template

from journal.forlaeg import STIL
from tests.journal.test_dokumenter import FORLAEG

SKABELONER = (
    "kontrol/kontrolark/pdf.html",
    "kontrol/partshoering/brev.html",
    "kontrol/partshoering/notat.html",
    "feedback/afslutning_pdf.html",
    "portal/indsigt/pdf.html",
)
UDEN_FORM = {"span", "bdi", "a", "time", "abbr", "col", "colgroup"}
"""Elementer, der står i linjen og ikke har andet end deres tekst."""


class Elementer(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.navne: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.navne.add(tag)


def elementer(navn: str, sete: set[str] | None = None) -> set[str]:
    """Elementerne i skabelonen og dem, den bygger på."""
    sete = set() if sete is None else sete
    if navn in sete:
        return set()
    sete.add(navn)
    kilde = get_template(navn).template.source
    laeser = Elementer()
    uden_udtryk = re.sub(r"\{\{.*?\}\}", "2", kilde)  # også ``<h{{ niveau }}>`` er en overskrift
    laeser.feed(re.sub(r"\{[%#].*?[%#]\}", "", uden_udtryk))
    andre = re.findall(r'\{% (?:include|extends) "([^"]+)"', kilde)
    return laeser.navne.union(*(elementer(anden, sete) for anden in andre))


def grundens() -> set[str]:
    css = re.sub(r"/\*.*?\*/", "", (STIL / "grund.css").read_text(encoding="utf-8"), flags=re.S)
    selektorer = ",".join(re.findall(r"([^{}]+)\{", css.split("@page")[0]))
    return {led.strip().partition(":")[0] for led in selektorer.split(",")}


@pytest.mark.parametrize("skabelon", SKABELONER)
def test_hvert_element_er_kendt(skabelon: str):
    assert elementer(skabelon) - grundens() - UDEN_FORM == set()


def test_en_skabelon_med_et_ukendt_element_ses():
    assert elementer("ramme.html") - grundens() - UDEN_FORM


def test_intet_i_hovedet_vises_og_en_overskrift_er_i_indholdsfortegnelsen():
    from journal.pdf import dan_pdf

    html = FORLAEG.html.replace("</head>", "<style>p { color: red }</style></head>")
    pdf = io.BytesIO(dan_pdf(replace(FORLAEG, html=html)))
    with pikepdf.open(pdf) as fil, fil.open_outline() as indhold:
        assert [punkt.title for punkt in indhold.root] == ["Prøve"]


@pytest.mark.parametrize("rydder", [True, False])
def test_oprydningen_er_som_foer_bagefter(rydder: bool):
    from journal.pdf import dan_pdf

    foer = gc.isenabled()
    try:
        (gc.enable if rydder else gc.disable)()
        dan_pdf(FORLAEG)
        assert gc.isenabled() is rydder
    finally:
        (gc.enable if foer else gc.disable)()
