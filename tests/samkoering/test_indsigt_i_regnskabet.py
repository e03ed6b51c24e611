"""Indsigt i regnskabet, sagerne og fredningerne: fra–til, og kun det, der er borgerens."""

from __future__ import annotations

from datetime import date

import pytest

from adgang.indsigt import Afsnit
from samkoering.indsigt.kontroller import ORD, kontroller
from samkoering.indsigt.sager import sager
from samkoering.models import Sagstilstand
from tests import fabrik, spor

pytestmark = pytest.mark.django_db
EGEN, ANDEN, BARN = "6705850028", "6203861234", "6304191235"


def stykker(bogstaver: list[tuple[str, date, date | None]]) -> list[tuple]:
    """Regel 1's linjer, når den havde bogstaverne fra og til."""
    i = fabrik.kommune()
    for bogstav, fra, til in bogstaver:
        spor.regnskab(i, EGEN, fra, til, ym=bogstav + "R" * 16)
    (egne,) = kontroller(i, EGEN)
    return [raekke[1:] for raekke in egne.under[0].raekker if raekke[0] == "1 Bilkøb"]


D = [date(2026, 11, dag) for dag in range(1, 11)]


@pytest.mark.parametrize(
    ("foerste", "anden", "linjer"),
    [
        (("I", D[0], None), None,               [(D[0], "stadig", ORD["I"])]),
        (("N", D[0], D[0]), None,               [(D[0], D[0], ORD["N"])]),
        # naboer med samme ord lægges sammen
        (("I", D[0], D[2]), ("I", D[3], None),  [(D[0], "stadig", ORD["I"])]),
        (("I", D[0], D[2]), ("U", D[3], D[4]),  [(D[0], D[2], ORD["I"]), (D[3], D[4], ORD["U"])]),
        (("F", D[0], D[1]), ("R", D[2], D[3]),  [(D[0], D[1], ORD["F"]), (D[2], D[3], ORD["R"])]),
        # en dag imellem: borgeren var ude af bestanden
        (("I", D[0], D[2]), ("I", D[4], D[6]),  [(D[0], D[2], ORD["I"]), (D[4], D[6], ORD["I"])]),
    ],
)  # fmt: skip
def test_regnskabet_fra_og_til(foerste, anden, linjer):
    assert stykker([foerste, anden] if anden else [foerste]) == linjer


@pytest.mark.parametrize(
    ("koersler", "fra", "til", "saetning"),
    [
        ([],                 D[0], None, ""),
        ([D[0]],             D[0], None, "én kørsel, den 01-11-2026."),
        ([D[0], D[0], D[4]], D[0], None, "3 kørsler fra den 01-11-2026 til den 05-11-2026."),
        ([D[0], D[1], D[2]], D[1], D[1], "én kørsel, den 02-11-2026."),
    ],
)  # fmt: skip
def test_koersler_borgeren_var_med_i(koersler, fra, til, saetning):
    i, fremmed = fabrik.kommune(), fabrik.kommune("0173", "Lyngby-Taarbæk")
    for dato in koersler:
        fabrik.koerselsdel(fabrik.koersel(dato), i)
    fabrik.koerselsdel(fabrik.koersel(D[0]), fremmed)
    spor.regnskab(i, EGEN, fra, til)
    (egne,) = kontroller(i, EGEN)
    assert egne.under[0].forklaring == (f"Du var med i {saetning}" if saetning else "")


def test_aegtefaellens_bogstaver_er_ikke_borgerens():
    i = fabrik.kommune()
    spor.regnskab(i, EGEN, D[0], ym="R" * 17, aef="U" * 17)
    (egne,) = kontroller(i, EGEN)
    assert {raekke[3] for raekke in egne.under[0].raekker} == {ORD["R"]}


def test_borgeren_som_aegtefaelle_faar_kun_sine_egne_ord():
    sag = fabrik.sag_med_udfald(cpr=ANDEN)
    ark = fabrik.kontrolark(sag)
    ark.indhold["aef"] = fabrik.person(EGEN, "Eja Egensen")
    ark.indhold["regnskab"][0] |= {"ym": "UDFALD", "aef": "INGEN_AENDRING"}
    ark.save(update_fields=["indhold"])
    egne, som_aef = kontroller(sag.kommune, EGEN)
    assert egne.under == ()
    assert som_aef.raekker[0][0] == "1 Bilkøb"
    assert som_aef.raekker[0][2] == ORD["I"]
    assert ORD["U"] not in {raekke[2] for raekke in som_aef.raekker}


@pytest.mark.parametrize(
    ("identitet", "ym", "linje"),
    [
        (f"flytning|YM|{EGEN}|2026-10-01",       EGEN,  "Flytning"),
        (f"bilkoeb|AEF|{ANDEN}|STEL|2026-10-01", EGEN,  None),                # ægtefællens
        (f"bilkoeb|AEF|{EGEN}|STEL|2026-10-01",  ANDEN, "Bilkøb"),            # borgeren er ÆF
        (f"barn_flytter|||{BARN}|2026-10-01",    EGEN,  "Barn flytter hjemmefra"),
        (f"barn_flytter|||{EGEN}|2026-10-01",    ANDEN, "Barn flytter hjemmefra (du er barnet)"),
        (f"foedsel|YM|{ANDEN}|{EGEN}",           ANDEN, "Fødsel (du er barnet)"),
        (f"foedsel|YM|{ANDEN}|{BARN}",           ANDEN, None),
        (f"flytning|YM|{ANDEN}|2026-10-01",      ANDEN, None),
    ],
)  # fmt: skip
def test_fredninger_er_borgerens_egne(identitet, ym, linje):
    sag = fabrik.sag_med_udfald(cpr=ym)
    spor.fredning(sag, identitet)
    fredede = sager(sag.kommune, EGEN)[-1]
    assert [raekke[0] for raekke in fredede.raekker] == ([linje] if linje else [])


@pytest.mark.parametrize(
    ("tilstand", "ventet", "frist"),
    [
        (Sagstilstand.LEDIG, "Ledig: ingen sagsbehandler har bestilt", "Kan senest bestilles"),
        (Sagstilstand.BESTILT, "Ny", "Frist"),
        (Sagstilstand.UDLOEBET, "Udløbet – ikke behandlet", "Frist"),
        (Sagstilstand.BORTFALDET, "Bortfaldet – register rettet", "Frist"),
        (Sagstilstand.AENDRET_TILDELING, "Ændret tildeling", "Frist"),
    ],
)
def test_sagens_tilstand_i_ord(tilstand, ventet, frist):
    sag = fabrik.sag_med_udfald(cpr=EGEN, tilstand=tilstand)
    fakta = dict(sager(sag.kommune, EGEN)[0].under[0].raekker)
    assert fakta["Tilstand"].startswith(ventet)
    assert fakta[frist] == sag.udloeber


def test_detaljen_i_historikken_er_udeladt(mette):
    sag = fabrik.sag_med_udfald(cpr=EGEN)
    spor.historik(sag, "NY_HAENDELSE", detalje="Ægtefællens regel")
    spor.historik(sag, "ADRESSE_VIST", mette, detalje="Brev til ægtefællen")
    (historik,) = sager(sag.kommune, EGEN)[0].under[0].under
    assert isinstance(historik, Afsnit)
    assert [raekke[1:] for raekke in historik.raekker] == [
        ("Ny hændelse", "Automatisk"),
        ("Beskyttet adresse blev vist", "En sagsbehandler i kommunen"),
    ]
