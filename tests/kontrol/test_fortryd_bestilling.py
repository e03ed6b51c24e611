"""Fortryd bestilling: det, en kollega siden har fået, bliver; det andet kommer tilbage."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.test import Client

from adgang.models import Bruger
from adgang.omfang import omfang_for
from kontrol.bestillingsliste.bestil import (
    Rest,
    bestil,
    fortryd,
    kan_fortrydes,
    kan_ikke_fortrydes,
)
from kontrol.tildeling.tildel import flyt, sete_nu
from samkoering.models import Sag, Sagstilstand
from tests import fabrik
from tests.conftest import klient_for


def giv(sag: UUID, til: Bruger | None, af: Bruger) -> None:
    assert flyt(sete_nu(omfang_for(af), {sag}), til, af).skaebner


@pytest.mark.parametrize(
    ("flytninger", "hos", "fortrudt"),
    [
        ([],                                                "mette", True),
        ([("leder", "karl")],                               "karl",  False),
        ([("mette", "karl")],                               "karl",  False),  # også når hun gav den
        ([("leder", None), ("karl", "karl")],               "karl",  False),  # han tog den selv
        ([("leder", "karl"), ("leder", "mette")],           "mette", True),   # hun har den igen
        ([("leder", "karl"), ("karl", None)],               None,    True),   # ingen har den
    ],
)  # fmt: skip
def test_en_sag_en_kollega_har_faaet_bliver(
    mette: Bruger, leder: Bruger, flytninger, hos: str | None, fortrudt: bool
):
    karl = fabrik.bruger("karl")
    hvem = {"mette": mette, "leder": leder, "karl": karl, None: None}
    sag, anden, token = fabrik.sag_med_udfald().pk, fabrik.sag_med_udfald().pk, uuid4()
    bestil([sag, anden], mette, token)
    for af, til in flytninger:
        giv(sag, hvem[til], hvem[af])
    assert laes(sag).tildelt == hvem[hos]
    assert kan_fortrydes(mette, token).count() == 1 + fortrudt
    assert fortryd(mette, token) == sorted([sag, anden] if fortrudt else [anden])
    nu = laes(sag)
    assert (nu.tilstand, nu.tildelt) == (
        (Sagstilstand.LEDIG, None) if fortrudt else (Sagstilstand.BESTILT, hvem[hos])
    )
    assert kan_ikke_fortrydes(mette, token) == Rest(hos_kollega=not fortrudt, aabnet=0)


@pytest.mark.parametrize("videre", [False, True])
def test_bestilt_til_en_kollega_kan_fortrydes_til_den_er_givet_videre(
    mette: Bruger, leder: Bruger, videre: bool
):
    sag, token = fabrik.sag_med_udfald().pk, uuid4()
    bestil([sag], mette, token, tildelt=leder)
    if videre:
        giv(sag, fabrik.bruger("karl"), leder)
    assert fortryd(mette, token) == ([] if videre else [sag])


def test_en_tildeling_fra_en_tidligere_bestilling_taeller_ikke(mette: Bruger, leder: Bruger):
    sag, foerste, anden = fabrik.sag_med_udfald().pk, uuid4(), uuid4()
    bestil([sag], mette, foerste)
    giv(sag, leder, mette)
    giv(sag, mette, leder)
    assert fortryd(mette, foerste) == [sag]
    bestil([sag], mette, anden, tildelt=leder)
    assert fortryd(mette, anden) == [sag]


@pytest.mark.parametrize(
    ("hos_kollega", "aabnede", "frie", "beskeder"),
    [
        (1, 0, 1, ["Bestillingen af 1 sag er fortrudt, og den ligger igen på bestillingslisten.",
                   "1 sag bliver, fordi den er tildelt en kollega."]),
        (2, 1, 2, ["Bestillingen af 2 sager er fortrudt, og de ligger igen på bestillingslisten.",
                   "2 sager bliver, fordi de er tildelt en kollega.",
                   "1 sag bliver, fordi kontrolarket er åbnet."]),
        (0, 2, 0, ["2 sager bliver, fordi kontrolarkene er åbnet."]),
        (1, 0, 0, ["1 sag bliver, fordi den er tildelt en kollega."]),
    ],
)  # fmt: skip
def test_beskeden_siger_hvad_der_bliver_og_hvorfor(
    klient: Client, mette: Bruger, leder: Bruger, hos_kollega, aabnede, frie, beskeder
):
    sager = [fabrik.sag_med_udfald().pk for _ in range(hos_kollega + aabnede + frie)]
    token = bestil_paa_siden(klient, sager)
    for sag in sager[:hos_kollega]:
        giv(sag, leder, leder)
    for sag in sager[hos_kollega : hos_kollega + aabnede]:
        klient.get(f"/kontrolark/{sag}/")
    foer = klient.get("/prioriteringsliste/").content.decode()
    assert ("Fortryd bestilling" in foer) is bool(frie)
    if frie:
        assert f"{frie} af de {len(sager)} sager, du bestilte, kan fortrydes" in foer
        assert all(grund in foer for grund in beskeder[1:])
    svar = klient.post("/bestillingsliste/fortryd/", {"token": token}, follow=True)
    side = svar.content.decode()
    assert all(besked in side for besked in beskeder)
    assert "kan ikke fortrydes" not in side


def test_kollegaen_beholder_sagen_paa_sin_liste(klient: Client, leder: Bruger):
    sag = fabrik.sag_med_udfald()
    token = bestil_paa_siden(klient, [sag.pk])
    giv(sag.pk, leder, leder)
    klient.post("/bestillingsliste/fortryd/", {"token": token})
    assert sag.sagsnr in klient_for(leder).get("/prioriteringsliste/").content.decode()


def bestil_paa_siden(klient: Client, sager: list[UUID]) -> UUID:
    token = uuid4()
    svar = klient.post("/bestillingsliste/", {"token": token, "sag": sager}, follow=True)
    side = svar.content.decode()
    assert (
        "Du kan fortryde, indtil kontrolarket er åbnet, eller sagen er tildelt en kollega." in side
    )
    return token


def laes(sag: UUID) -> Sag:
    return Sag.objects.i_kommune("0175").get(pk=sag)
