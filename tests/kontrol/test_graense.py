"""Grænserne for bestilling: den, der spørger, og den, der nægter."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from adgang.models import Bruger, Opslag
from adgang.omfang import omfang_for
from kontrol.bestillingsliste.bestil import bestil, fortryd, laeg_tilbage
from kontrol.bestillingsliste.graense import OverLoft, OverVarsel, doegn, midnat, over_varsel
from kontrol.models import Bestilling
from samkoering.models import Sag, Sagstilstand
from tests import fabrik

ADRESSE = "/bestillingsliste/"


def ledige(antal: int) -> list[UUID]:
    return [fabrik.sag_med_udfald().pk for _ in range(antal)]


@pytest.mark.parametrize(
    ("foer", "nye", "bekraeftet", "fejl"),
    [
        (0, 4, False, None),
        (3, 1, False, None),         # netop det aftalte
        (3, 2, False, OverVarsel),
        (4, 1, False, OverVarsel),
        (3, 2, True,  None),
        (4, 2, True,  None),         # netop loftet
        (4, 3, True,  OverLoft),
        (4, 3, False, OverLoft),     # loftet siges først: at bekræfte ville ikke hjælpe
        (0, 7, True,  OverLoft),
    ],
)  # fmt: skip
def test_graenserne(mette: Bruger, foer: int, nye: int, bekraeftet: bool, fejl):
    fabrik.kommune(bestilling_varsel=100, bestilling_loft=100)
    bestil(ledige(foer), mette, uuid4())
    mette.kommune = fabrik.kommune(bestilling_varsel=4, bestilling_loft=6)
    sager = ledige(nye)
    if fejl is None:
        assert len(bestil(sager, mette, uuid4(), bekraeftet=bekraeftet).bestilt) == nye
        return
    with pytest.raises(fejl) as stoppet:
        bestil(sager, mette, uuid4(), bekraeftet=bekraeftet)
    assert (stoppet.value.doegn.i_dag, stoppet.value.nye) == (foer, nye)
    tilstande = Sag.objects.i_kommune("0175").filter(pk__in=sager).values_list("tilstand")
    assert set(tilstande) == {(Sagstilstand.LEDIG,)}


def test_kun_ledige_sager_taeller_med(mette: Bruger, leder: Bruger):
    mette.kommune = fabrik.kommune(bestilling_varsel=2)
    optagne = [fabrik.bestilt_sag(leder).pk for _ in range(3)]
    assert len(bestil([*optagne, *ledige(2)], mette, uuid4()).bestilt) == 2


def test_samme_tryk_igen_spoerger_ikke(mette: Bruger):
    mette.kommune = fabrik.kommune(bestilling_varsel=2)
    sager, token = ledige(2), uuid4()
    assert bestil(sager, mette, token) == bestil(sager, mette, token)


@pytest.mark.parametrize(
    ("minutter", "i_dag"), [(-1, 0), (0, 1), (1, 1)], ids=["i går", "midnat", "i dag"]
)
def test_doegnet_begynder_ved_midnat_dansk_tid(mette: Bruger, minutter: int, i_dag: int):
    fabrik.bestilt_sag(mette, naar=midnat() + timedelta(minutes=minutter))
    assert timezone.localtime(midnat()).strftime("%H.%M") == "00.00"
    assert doegn(mette, mette.kommune).i_dag == i_dag


def test_en_fortrudt_sag_taeller_og_den_samme_kun_en_gang(mette: Bruger):
    """Navn og CPR-nummer er set, når sagen er bestilt; også når den straks fortrydes."""
    sag, anden = ledige(2)
    for _ in range(3):
        token = uuid4()
        bestil([sag], mette, token)
        fortryd(mette, token)
    assert doegn(mette, mette.kommune).i_dag == 1
    bestil([anden], mette, uuid4())
    assert doegn(mette, mette.kommune).i_dag == 2


TALT_MED = (
    "Sager fra i dag, der er fortrudt eller lagt tilbage, tæller med, fordi du har set, hvem "
    "borgeren er."
)


@pytest.mark.parametrize("graense", ["varsel", "loft"])
@pytest.mark.parametrize(
    ("opgiv", "siges"),
    [
        (None,                                              False),
        (lambda sag, token, hvem: fortryd(hvem, token),     True),
        (lambda sag, token, hvem: laeg_tilbage([sag], hvem), True),
    ],
    ids=["beholdt", "fortrudt", "lagt tilbage"],
)  # fmt: skip
def test_teksten_siger_at_opgivne_sager_taeller(
    klient: Client, mette: Bruger, graense: str, opgiv, siges: bool
):
    fabrik.kommune(bestilling_varsel=1, bestilling_loft=100 if graense == "varsel" else 1)
    (sag,), token = ledige(1), uuid4()
    bestil([sag], mette, token)
    if opgiv:
        opgiv(sag, token, mette)
    side = klient.post(ADRESSE, {"token": uuid4(), "sag": ledige(1)}).content.decode()
    assert "Du har bestilt 1 sag i dag." in side
    assert (TALT_MED in side) is siges


def test_en_kollegas_bestillinger_taeller_ikke(mette: Bruger, leder: Bruger):
    fabrik.bestilt_sag(leder)
    assert doegn(mette, mette.kommune).i_dag == 0


def test_teamlederen_ser_dem_der_er_over(mette: Bruger, leder: Bruger, jonas: Bruger):
    leder.kommune = fabrik.kommune(bestilling_varsel=1)
    for hvem, antal in ((mette, 3), (leder, 1), (jonas, 5)):
        for _ in range(antal):
            fabrik.bestilt_sag(hvem)
    assert over_varsel(omfang_for(leder)) == [("Mette Holm", 3)]
    fabrik.bestilt_sag(leder)
    assert over_varsel(omfang_for(leder)) == [("Mette Holm", 3), ("Søren Bak", 2)]


def test_spoergsmaalet_beholder_valget_og_et_ja_bestiller(klient: Client, mette: Bruger):
    fabrik.kommune(bestilling_varsel=2)
    fabrik.bestilt_sag(mette)
    valgte, ikke = ledige(2), ledige(1)
    svar = klient.post(ADRESSE, {"token": uuid4(), "sag": valgte})
    side = svar.content.decode()
    assert svar.status_code == 422
    assert (
        "Du har bestilt 1 sag i dag. Med disse 2 bliver det 3; I har aftalt højst 2 om dagen. "
        "Bestil alligevel?"
    ) in side
    assert 'form="bestilling" name="bekraeftet"' in side
    assert set(re.findall(r'value="([^"]*)" id="sag-[^"]*" checked', side)) == {
        str(sag) for sag in valgte
    }
    token = re.search(r'name="token" value="([^"]+)"', side).group(1)
    svar = klient.post(ADRESSE, {"token": token, "sag": valgte, "bekraeftet": "1"})
    assert svar.url == "/prioriteringsliste/"
    kriterier = Opslag.objects.i_kommune("0175").values_list("kriterium", flat=True)
    assert "Bestilt; bekræftet over varslet: 3 i dag, aftalt 2" in kriterier
    assert Sag.objects.i_kommune("0175").get(pk=ikke[0]).tilstand == Sagstilstand.LEDIG


def test_et_unoedigt_ja_noteres_ikke(klient: Client):
    klient.post(ADRESSE, {"token": uuid4(), "sag": ledige(1), "bekraeftet": "1"})
    kriterier = Opslag.objects.i_kommune("0175").values_list("kriterium", flat=True)
    assert "Bestilt" in kriterier
    assert not [k for k in kriterier if "varslet" in k]


@pytest.mark.parametrize(
    ("foer", "besked"),
    [
        (0, "Du har valgt 3 sager, og ingen kan bestille mere end 2 om dagen. "
            "Du kan bestille 2 sager mere i dag; vælg færre."),
        (1, "Du har bestilt 1 sag i dag. Med disse 3 bliver det 4, og ingen kan bestille mere end "
            "2 om dagen. Du kan bestille 1 sag mere i dag; vælg færre."),
        (2, "Du har bestilt 2 sager i dag. Med disse 3 bliver det 5, og ingen kan bestille mere "
            "end 2 om dagen. Du kan bestille igen i morgen."),
    ],
)  # fmt: skip
def test_loftet_siger_hvor_mange_der_er_tilbage(klient, mette: Bruger, foer: int, besked: str):
    fabrik.kommune(bestilling_varsel=2, bestilling_loft=2)
    for _ in range(foer):
        fabrik.bestilt_sag(mette)
    svar = klient.post(ADRESSE, {"token": uuid4(), "sag": ledige(3), "bekraeftet": "1"})
    assert svar.status_code == 422
    assert besked in svar.content.decode()
    kriterier = Opslag.objects.i_kommune("0175").values_list("kriterium", flat=True)
    assert "Bestilling nægtet: over døgnets loft" in kriterier
    assert Bestilling.objects.i_kommune("0175").count() == foer
