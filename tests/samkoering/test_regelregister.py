"""Kontrolkataloget: hver regel siger, hvad den hedder, hvor den står, og hvad den læser.

Statsborgerskab og fødeland må ingen regel læse. Det bevises to gange: i det, reglerne siger,
de læser, og i de rammer, motoren faktisk rækker dem.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from registre.kontrakt import REGISTRE, TABELLER
from registre.laesning import Udtraek
from samkoering.bestand import find_bestand
from samkoering.grundlag.fortolkninger import fortolkninger
from samkoering.grundlag.kle import Saet
from samkoering.grundlag.parametre import parametre
from samkoering.grundlag.regel import Regel, regel
from samkoering.grundlag.udtryk import ADRESSEFELTER
from samkoering.motor import anvend
from samkoering.motor.opslag import FejledeOpslag
from samkoering.motor.tabeller import Tabeller
from samkoering.regler import ALLE_REGLER
from tests.samkoering import tabel
from tests.samkoering.verden import Verden

FORBUDT = re.compile(r"statsborger|nationalitet|foedeland|foedested|foedt_i|land$|oprindelse")
"""Kolonner, der siger, hvor en borger kommer fra."""
AFLEDTE = {"cpr_adresser": {"adresse", "reel", "adressetekst", "kommunekode"}}
"""Det, motoren selv lægger til en tabel: adressens nøgle, om den er rigtig, og den i ord."""


def test_reglerne_er_guidens():
    """Oversigt over dataopslag: navn, register og hvem reglen gælder for."""
    raekker = tabel.laes("""
        nr  slug                    register      ym          aef         hvorfor
        1   bilkoeb                 R75           FORSOERGER  FORSOERGER  Bilkøb
        2   bilsalg                 R75           FORSOERGER  FORSOERGER  Bilsalg
        3   mange_bilhandler        R75           FORSOERGER  FORSOERGER  Mange bilhandler
        4   ny_virksomhed           CVR           ALLE        FORSOERGER  Ny virksomhed
        5   b_indkomst              eIndkomst     ALLE        FORSOERGER  B indkomst
        6   ny_arbejdsgiver         eIndkomst     ALLE        FORSOERGER  Ny arbejdsgiver
        7   momsindberetning        R75           ALLE        FORSOERGER  Momsindberetning
        8   aendring_andre_ydelser  eIndkomst     ALLE        FORSOERGER  Ændring i andre offentlige ydelser
        9   civilstand              CPR           FORSOERGER  INGEN       Ændringer af civilstand
        10  barn_flytter            CPR           ALLE        ALLE        Barn flytter hjemmefra
        11  flytning                CPR           ALLE        INGEN       Flytning
        12  borger_doer             CPR           ALLE        INGEN       Borger dør
        13  borgerstatus            CPR           ALLE        INGEN       Borger ændrer borgerstatus
        14  foedsel                 CPR           ALLE        INGEN       Fødsel
        15  barn_doer               CPR           ALLE        INGEN       Barn afdøet ved døden
        16  underholdsbidrag        UDK           BIDRAG      INGEN       Opstart af underholdsbidragssag
        17  feriekonto              Feriekonto    ALLE        FORSOERGER  Anmodning til Feriekonto
    """)  # noqa: E501
    fundne = [
        {
            "nr": str(r.nr),
            "slug": r.slug,
            "register": ", ".join({REGISTRE[TABELLER[navn].register] for navn in r.laeser}),
            "ym": r.ym.value,
            "aef": r.aef.value,
            "hvorfor": r.navn,
        }
        for r in ALLE_REGLER
    ]
    assert fundne == raekker


def mangler(r: Regel) -> list[str]:
    """Hvad en regel mangler for at kunne efterprøves af en borger, en jurist eller en revisor."""
    krav = {
        "navn": bool(r.navn),
        "tema": bool(r.tema),
        "kilde": r.kilde.startswith("Kvikguide") and r.navn in r.kilde,
        "beskrivelse": r.beskrivelse.endswith("."),
        "laeser": bool(r.laeser),
        "kendte kolonner": all(
            navn in TABELLER and set(kolonner) <= set(TABELLER[navn].kolonnenavne)
            for navn, kolonner in r.laeser.items()
        ),
        "fortolkninger": set(r.fortolkninger) <= set(fortolkninger()),
        "kolonner": bool(r.kolonner)
        and {type_ for _, type_ in r.kolonner} <= {"tekst", "dato", "oere", "tal", "adresse"},
        "forklaring": r.forklaring is not None,
        "opslag": {*r.opslag_paa_person, *r.opslag_paa_boern, *r.opslag_paa_aegtefaelle}
        <= set(r.laeser),
    }
    return [navn for navn, opfyldt in krav.items() if not opfyldt]


@pytest.mark.parametrize("r", ALLE_REGLER, ids=lambda r: r.slug)
def test_reglen_kan_efterproeves(r: Regel):
    assert mangler(r) == []


def test_en_regel_uden_kilde_og_kolonner_ses():
    assert mangler(_plantet("x", {"cpr_personer": ("hudfarve",)}, doc="Uden punktum")) == [
        "tema",
        "beskrivelse",
        "kendte kolonner",
        "kolonner",
        "forklaring",
    ]


def test_hver_fortolkning_hoerer_til_en_regel_eller_bestanden():
    brugte = {nr for r in ALLE_REGLER for nr in r.fortolkninger}
    assert brugte | {"F1"} == set(fortolkninger())  # F1 er bestandens


def test_to_regler_kan_ikke_have_samme_navn_eller_nummer():
    andet = {"tema": "t", "ym": Saet.ALLE, "aef": Saet.INGEN, "laeser": {"cpr_status": ("fra",)}}

    def bilkoeb() -> None:
        """Samme navn som regel 1."""

    def splinterny() -> None:
        """Samme nummer som regel 1."""

    for nr, funktion in ((99, bilkoeb), (1, splinterny)):
        with pytest.raises(ValueError, match="findes allerede"):
            regel("Prøve", nr=nr, **andet)(funktion)


def _plantet(slug: str, laeser: dict[str, tuple[str, ...]], funktion: Any = None, doc: str = ""):
    def tom(personer: pl.LazyFrame, *andre: Any) -> pl.LazyFrame:
        return personer.with_columns(
            haendelsesdato=pl.lit(None, dtype=pl.Date), noegle=pl.lit(None, dtype=pl.String)
        )

    tom.__doc__ = doc
    return Regel(99, slug, "Plantet", "", Saet.ALLE, Saet.INGEN, laeser, funktion or tom)


def siger_den_laeser(regler: Iterable[Regel]) -> list[str]:
    """Forbudte kolonner, som reglerne selv siger, de læser."""
    return [
        f"{r.slug}: {navn}.{kolonne}"
        for r in regler
        for navn, kolonner in r.laeser.items()
        for kolonne in kolonner
        if FORBUDT.search(kolonne)
    ]


def test_ingen_regel_siger_den_laeser_statsborgerskab_eller_foedeland():
    assert siger_den_laeser(ALLE_REGLER) == []


def test_en_plantet_regel_der_siger_det_ses():
    plantet = _plantet("plantet", {"cpr_personer": ("foedselsdato", "statsborgerskab")})
    assert siger_den_laeser([*ALLE_REGLER, plantet]) == ["plantet: cpr_personer.statsborgerskab"]


def test_soegningen_kender_kontraktens_forbudte_kolonner():
    """Uden denne kunne listen af forbudte ord være forældet, uden at nogen så det."""
    i_kontrakten = {k for t in TABELLER.values() for k in t.kolonnenavne if FORBUDT.search(k)}
    assert i_kontrakten == {"statsborgerskab"}


def _rakte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, regler: list[Regel]) -> dict[str, Any]:
    """Kør natten med en spion i døren: regel → tabel → de kolonner, motoren rakte den."""
    rakte: dict[str, dict[str, set[str]]] = {}
    rigtig = Regel.saml

    def spion(self: Regel, personer: pl.LazyFrame, tabeller: list[pl.LazyFrame], p: Any):
        kolonner = [set(ramme.collect_schema()) for ramme in tabeller]
        rakte[self.slug] = dict(zip(self.laeser, kolonner, strict=True))
        rakte[self.slug]["personer"] = set(personer.collect_schema())
        return rigtig(self, personer, tabeller, p)

    monkeypatch.setattr(Regel, "saml", spion)
    monkeypatch.setattr(anvend, "ALLE_REGLER", tuple(regler))
    verden = Verden(tmp_path)
    verden.ny_sag().gift().barn().med("cpr_personer", cpr="YM", statsborgerskab="5104")
    anvend_alene(verden)
    return rakte


def anvend_alene(verden: Verden) -> None:
    """Bestand og regler, uden regnskabet, som kun kender katalogets 17."""
    udtraek, graenser = Udtraek(verden.gem()), parametre(verden.dag)
    tabeller = Tabeller(udtraek, verden.dag)
    bestand = find_bestand(udtraek, tabeller, FejledeOpslag(udtraek), graenser, None)
    anvend.anvend_regler(bestand, tabeller, graenser, (), med_bevis=True)


def ventet_rakt(r: Regel) -> dict[str, set[str]]:
    """Reglens egne kolonner, personens nummer og motorens afledte; intet andet."""
    rakt = {}
    for navn, kolonner in r.laeser.items():
        orden = {"orden"} if TABELLER[navn].interval == ("fra", "til") else set()
        rakt[navn] = {"cpr", *kolonner, *AFLEDTE.get(navn, set()), *orden}
    return {**rakt, "personer": {"sag", "rolle", "cpr", "vfra", "vtil"}}


def test_motoren_raekker_netop_de_kolonner_reglen_har_bedt_om(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    rakte = _rakte(tmp_path, monkeypatch, list(ALLE_REGLER))
    assert rakte == {r.slug: ventet_rakt(r) for r in ALLE_REGLER}
    alle_kolonner = {k for tabeller in rakte.values() for ramme in tabeller.values() for k in ramme}
    assert not [kolonne for kolonne in alle_kolonner if FORBUDT.search(kolonne)]
    assert set(ADRESSEFELTER) < alle_kolonner


def test_spionen_ser_en_plantet_regel_der_laeser_statsborgerskab(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    plantet = _plantet("plantet", {"cpr_personer": ("statsborgerskab",)})
    rakte = _rakte(tmp_path, monkeypatch, [*ALLE_REGLER, plantet])
    assert rakte["plantet"]["cpr_personer"] == {"cpr", "statsborgerskab"}


def test_en_plantet_regel_der_ikke_siger_det_faar_det_ikke(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def lusker(personer: pl.LazyFrame, folk: pl.LazyFrame, parametre: Any) -> pl.LazyFrame:
        """Læser statsborgerskab uden at sige det."""
        return personer.join(folk.filter(pl.col("statsborgerskab") == "5104"), on="cpr")

    plantet = _plantet("lusker", {"cpr_personer": ("foedselsdato",)}, lusker)
    with pytest.raises(pl.exceptions.ColumnNotFoundError, match="statsborgerskab"):
        _rakte(tmp_path, monkeypatch, [*ALLE_REGLER, plantet])
