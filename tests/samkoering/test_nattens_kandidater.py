"""Nattens udfald som kandidater: identiteten, og hvilken af borgerens sager der bærer den."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from registre.laesning import Udtraek
from samkoering.motor.beregning import beregn
from samkoering.skrivning.kandidater import Kandidat, nattens_kandidater
from tests.uafhaengig.haandlavet import AEF, BARN, HJEM, UDE, YM, Mappe

NAT = date(2018, 6, 19)


def kandidater(mappe: Mappe) -> list[Kandidat]:
    rammen = nattens_kandidater(beregn(Udtraek(mappe.skriv()), NAT))
    assert set(rammen["kommune_id"]) <= {"0175"}
    return [Kandidat(*raekke) for raekke in rammen.drop("kommune_id").iter_rows()]


def test_identiteten_er_regel_rolle_person_og_noegle(tmp_path: Path):
    mappe = Mappe(tmp_path).person(YM)
    mappe.bor(YM, "2010-01-01", "2018-06-01").bor(YM, "2018-06-02", sted=UDE)
    (fund,) = kandidater(mappe)
    assert fund.identitet == f"flytning|YM|{YM}|{fund.noegle}"
    assert (fund.ym, fund.cpr, fund.regel.slug, fund.dublet) == (YM, YM, "flytning", False)


def test_en_faelles_haendelse_har_hverken_rolle_eller_person(tmp_path: Path):
    mappe = Mappe(tmp_path).person(YM).person(AEF).person(BARN, "2010-01-01").gift()
    for hvem in (YM, AEF):
        mappe.bor(hvem, "2010-01-01").med("cpr_boern", foraelder_cpr=hvem, barn_cpr=BARN)
    mappe.bor(BARN, "2010-01-01", "2018-06-01", HJEM).bor(BARN, "2018-06-02", sted=UDE)
    (fund,) = kandidater(mappe)
    assert fund.identitet == f"barn_flytter|||{fund.noegle}"
    assert fund.noegle.startswith(BARN)


def test_den_tidligst_oprettede_sag_baerer_haendelsen(tmp_path: Path):
    """S0 har det mindste id, og S1 er oprettet først."""
    mappe = Mappe(tmp_path).person(YM)
    mappe.bor(YM, "2010-01-01", "2018-06-01").bor(YM, "2018-06-02", sted=UDE)
    mappe.med(
        "ydelse_sager", sag_id="S0", kommunekode="0175", cpr=YM, kle="32.24.04",
        oprettet="2016-01-01",
    )  # fmt: skip
    mappe.med("ydelse_udbetalinger", sag_id="S0", udbetalt="2018-05-31", beloeb_oere=1)
    assert [(k.sag_id, k.dublet) for k in kandidater(mappe)] == [("S1", False), ("S0", True)]
