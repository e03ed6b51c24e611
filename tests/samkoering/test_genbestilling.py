"""Genbestilling: natten fryser et nyt kontrolark, også når der intet nyt er sket."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from registre.laesning import Udtraek
from samkoering.koersel import koer
from samkoering.models import Handling, Koersel, Sag, Sagstilstand
from samkoering.skrivning import genbestilling
from tests.driftsrolle import som_driftsrolle
from tests.samkoering.verden import DAG, Verden

pytestmark = pytest.mark.django_db
NAESTE_NAT = date(2018, 6, 20)


class Tilfaelde(NamedTuple):
    """Sagen, som den ser ud, når næste nat begynder, og hvad der så sker."""

    tilstand: Sagstilstand
    oensket: bool
    med: str
    """Om borgeren er i natten: ja, eller hvad der er holdt op (ydelsen, kommunens deltagelse)."""
    udgaver: int
    venter_stadig: bool
    linje: str


TABEL = [
    Tilfaelde(Sagstilstand.BESTILT,            True,  "ja",       2, False, "NYT_KONTROLARK"),
    Tilfaelde(Sagstilstand.VISITERES,          True,  "ja",       2, False, "NYT_KONTROLARK"),
    Tilfaelde(Sagstilstand.PARTSHOERING,       True,  "ja",       2, False, "NYT_KONTROLARK"),
    Tilfaelde(Sagstilstand.LEDIG,              True,  "ja",       2, False, "NYT_KONTROLARK"),
    Tilfaelde(Sagstilstand.BESTILT,            False, "ja",       1, False, ""),
    Tilfaelde(Sagstilstand.BESTILT,            True,  "ydelsen",  1, False, "UDEN_NYT_KONTROLARK"),
    Tilfaelde(Sagstilstand.BESTILT,            True,  "kommunen", 1, False, "UDEN_NYT_KONTROLARK"),
    Tilfaelde(Sagstilstand.HENLAGT_VISITERING, True,  "ja",       1, True,  ""),
    Tilfaelde(Sagstilstand.HENLAGT_VISITERING, True,  "kommunen", 1, True,  ""),
]  # fmt: skip


@pytest.fixture
def verden(tmp_path: Path) -> Verden:
    """En flytning for hvert tilfælde; hver sag har sin egen kommune."""
    ny = Verden(tmp_path)
    for _ in TABEL:
        ny.ny_sag().bor("YM", "2010-01-01", "2018-06-01").bor("YM", "2018-06-02", vejkode="0200")
    nat(ny, DAG)
    return ny


def nat(verden: Verden, dag: date) -> Koersel:
    """Natten, som den kører i drift: på PostgreSQL under driftsrollen."""
    with som_driftsrolle():
        return koer(Udtraek(verden.gem()), dag)


def sag_i(kommune: str) -> Sag:
    return Sag.objects.i_kommune(kommune).get()


def stil_op(verden: Verden, nr: int, tilfaelde: Tilfaelde) -> None:
    sag = verden.sager[nr]
    Sag.objects.i_kommune(sag.kommune).update(
        tilstand=tilfaelde.tilstand, frisk_ark_oensket=tilfaelde.oensket
    )
    if tilfaelde.med == "ydelsen":
        udbetalt = verden.raekker["ydelse_udbetalinger"]
        udbetalt[:] = [raekke for raekke in udbetalt if raekke["sag_id"] != sag.sag_id]
    if tilfaelde.med == "kommunen":
        (raekke,) = (r for r in verden.raekker["kommuner"] if r["kommunekode"] == sag.kommune)
        raekke["par10_aktiveringsdato"] = "2019-01-01"


def test_naeste_nat_opfylder_oensket_eller_siger_hvorfor_ikke(verden: Verden):
    for nr, tilfaelde in enumerate(TABEL):
        stil_op(verden, nr, tilfaelde)
    nat(verden, NAESTE_NAT)
    for nr, tilfaelde in enumerate(TABEL):
        sag = sag_i(verden.sager[nr].kommune)
        linjer = [
            linje.handling
            for linje in sag.historik.all()
            if linje.handling in (Handling.NYT_KONTROLARK, Handling.UDEN_NYT_KONTROLARK)
        ]
        fik = (sag.kontrolark.count(), sag.frisk_ark_oensket, *linjer)
        ventet = (tilfaelde.udgaver, tilfaelde.venter_stadig)
        assert fik == (ventet + ((tilfaelde.linje,) if tilfaelde.linje else ())), tilfaelde
        assert sag.version == (tilfaelde.udgaver - 1), tilfaelde


def test_natten_efter_er_stille(verden: Verden):
    stil_op(verden, 0, TABEL[0])
    nat(verden, NAESTE_NAT)
    nat(verden, date(2018, 6, 21))
    sag = sag_i(verden.sager[0].kommune)
    assert sag.kontrolark.count() == 2
    assert sag.historik.filter(handling=Handling.NYT_KONTROLARK).count() == 1


def test_den_nye_udgave_er_nattens_og_den_gamle_staar(verden: Verden):
    stil_op(verden, 0, TABEL[0])
    foer = sag_i(verden.sager[0].kommune).kontrolark.get()
    koersel = nat(verden, NAESTE_NAT)
    gammel, ny = sag_i(verden.sager[0].kommune).kontrolark.order_by("udgave")
    assert (gammel.pk, gammel.sha256) == (foer.pk, foer.sha256)
    assert (ny.koersel, ny.udgave) == (koersel, 2)
    assert ny.indhold["koersel"]["dato"] == "2018-06-20"
    assert [f["id"] for f in ny.indhold["udfald"]] == [f["id"] for f in gammel.indhold["udfald"]]


def test_en_ny_haendelse_samme_nat_giver_kun_een_udgave(verden: Verden):
    stil_op(verden, 0, TABEL[0])
    verden.sager[0].bor("YM", "2018-06-19", vejkode="0300")
    verden.raekker["cpr_adresser"][1]["til"] = "2018-06-18"
    nat(verden, NAESTE_NAT)
    assert sag_i(verden.sager[0].kommune).kontrolark.count() == 2


def test_lukkes_sagen_i_samme_oejeblik_bliver_den_ikke_frosset(verden: Verden, monkeypatch):
    stil_op(verden, 0, TABEL[0])
    aegte, kommune = genbestilling.ny_version, verden.sager[0].kommune

    def kollegaen_lukker_foerst(sag: Sag) -> bool:
        Sag.objects.i_kommune(sag.kommune_id).update(tilstand=Sagstilstand.HENLAGT_VISITERING)
        return aegte(sag)

    monkeypatch.setattr(genbestilling, "ny_version", kollegaen_lukker_foerst)
    nat(verden, NAESTE_NAT)
    sag = sag_i(kommune)
    assert (sag.kontrolark.count(), sag.frisk_ark_oensket, sag.version) == (1, True, 0)
