"""Trussel 12: en PDF henter intet udefra og rummer ingen lokal fil, hvad der end står i felterne.

To mure: skabelonernes escaping og hentningens liste. Hver er prøvet for sig med samme korpus.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
import pytest
from django.template import engines
from weasyprint.urls import URLFetcher

from adgang.models import Bruger
from journal import pdf as journalens_pdf
from journal.forlaeg import Forlaeg
from tests import fabrik
from tests.bevis.pdf_korpus import NYTTELASTER, RUNDER, Runde
from tests.bevis.pdf_verden import forlaeggene
from tests.bevis.plantning import rullet_tilbage
from tests.bevis.xss_foelere import Faelde

HEMMELIGT = b"hemmeligheden-paa-disken-7f3a"
# Murene hver for sig prøves kun af make bevis; en PDF tager sin tid.
LANGT = pytest.mark.bevis
DOKUMENTER = {
    "kontrolark", "beskyttet kontrolark", "visitering", "partshoering", "hoeringssvar",
    "afslutning",
}  # fmt: skip
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c63600000000200014821bc330000000049454e44ae426082"
)


@dataclass(slots=True)
class Fund:
    """Det, et gennemløb gav."""

    forsoeg: int = 0
    dokumenter: set[str] = field(default_factory=set)
    brud: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Gennemloeb:
    """Fælden, filerne på disken og den, der behandler sagerne."""

    faelde: Faelde
    mappe: Path
    bruger: Bruger

    def koer(self, runder: int) -> Fund:
        """Så mange runder gennem alle dokumenter."""
        fund = Fund()
        for nr in range(runder):
            with rullet_tilbage():
                self._runde(nr, fund)
        return fund

    def _runde(self, nr: int, fund: Fund) -> None:
        fil, billede = self.mappe / "hemmelig.css", self.mappe / "hemmelig.png"
        runde = Runde(nr, self.faelde.adresse, fil.as_uri(), billede.as_uri())
        for navn, forlaeg in forlaeggene(self.bruger, runde.tekst):
            fund.dokumenter.add(navn)
            fund.brud += [f"{navn}: {hvad}" for hvad in self._dan(forlaeg)]
        fund.forsoeg += runde.forsoeg

    def _dan(self, forlaeg: Forlaeg) -> Iterator[str]:
        """Det, der gik galt, da dokumentet blev dannet."""
        try:
            pdf = journalens_pdf.dan_pdf(forlaeg)
        except Exception as fejl:  # en PDF, der ikke kan dannes, er også et brud
            yield f"blev ikke dannet: {type(fejl).__name__}"
        else:
            yield from rummer(pdf)
        while self.faelde.kald:
            yield f"hentede {self.faelde.kald.popleft()}"


def rummer(pdf: bytes) -> Iterator[str]:
    """Fremmed indhold i filen: den hemmelige fils ord eller et billede."""
    with pikepdf.open(io.BytesIO(pdf)) as fil:
        stroemme = [objekt for objekt in fil.objects if isinstance(objekt, pikepdf.Stream)]
        if any(HEMMELIGT in stroem.read_bytes() for stroem in stroemme):
            yield "rummer en lokal fil"
        if any(stroem.get("/Subtype") == pikepdf.Name.Image for stroem in stroemme):
            yield "rummer et fremmed billede"
        if len(fil.attachments) != 1:
            yield f"har {len(fil.attachments)} vedhæftninger"


@pytest.fixture
def gennemloeb(db, tmp_path: Path) -> Iterator[Gennemloeb]:
    (tmp_path / "hemmelig.css").write_bytes(b"/* " + HEMMELIGT + b" */")
    (tmp_path / "hemmelig.png").write_bytes(PNG)
    bruger = fabrik.bruger("mette")
    # Skrifter og stilark er hentet, før en mur rives ned.
    with Faelde().aaben() as faelde:
        loeb = Gennemloeb(faelde, tmp_path, bruger)
        with rullet_tilbage():
            for _, forlaeg in forlaeggene(bruger, lambda felt: felt):
                assert list(loeb._dan(forlaeg)) == []
        yield loeb


@pytest.fixture
def riv_ned(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Riv en mur ned: skabelonernes escaping eller den henter, der kun kender husets skrifter."""

    def riv(mur: str) -> None:
        if mur == "escaping":
            monkeypatch.setattr(engines["django"].engine, "autoescape", False)
        else:
            monkeypatch.setattr(journalens_pdf, "Henter", URLFetcher)

    return riv


def test_korpusset_er_stort_nok_og_uden_dubletter():
    assert len(set(NYTTELASTER)) == len(NYTTELASTER) >= 70


@pytest.mark.parametrize(
    ("uden", "navn"),
    [
        ("", "Hentning og filer i PDF'er, begge mure"),
        pytest.param("escaping", "PDF'er med escaping slået fra: henteren alene", marks=LANGT),
        pytest.param("henter", "PDF'er med standardhenteren: escaping alene", marks=LANGT),
    ],
)
def test_intet_hentes(bevis, gennemloeb: Gennemloeb, riv_ned, uden: str, navn: str):
    if uden:
        riv_ned(uden)
    fund = gennemloeb.koer(bevis.antal(kort=1, fuldt=RUNDER))
    assert fund.dokumenter == DOKUMENTER
    riv_ned("escaping")
    riv_ned("henter")
    fanget = gennemloeb.koer(bevis.antal(kort=1, fuldt=5)).brud
    bevis.foer(
        12, navn, forsoeg=fund.forsoeg, brud=fund.brud,
        plantet_fejl_fanget=any("hentede" in et for et in fanget),
    )  # fmt: skip
