"""Hvem der må flytte hvilken sag hvorhen, og hvad historikken siger bagefter."""

from __future__ import annotations

from uuid import uuid4

import pytest

from adgang.models import Bruger, Rolle
from kontrol.tildeling.tildel import Skaebne, flyt
from samkoering.models import Handling, Sag, Sagstilstand
from tests import fabrik

INGEN = None


@pytest.fixture
def team(mette: Bruger, leder: Bruger) -> dict[str, Bruger | None]:
    """Mette, teamlederen, Karl, og Signe, der kun ser ledighedsydelse."""
    signe = fabrik.bruger("signe", navn="Signe Dal")
    signe.kle = ["32.24.12"]
    signe.save()
    karl = fabrik.bruger("karl", navn="Karl Lund")
    return {"mette": mette, "leder": leder, "karl": karl, "signe": signe, "-": INGEN}


def sag_hos(hvem: Bruger | None, bestiller: Bruger, **felter: object) -> Sag:
    sag = fabrik.bestilt_sag(bestiller, **felter)
    Sag.objects.i_kommune(sag.kommune_id).filter(pk=sag.pk).update(tildelt=hvem)
    return sag


def laes(sag: Sag) -> Sag:
    return Sag.objects.i_kommune(sag.kommune_id).select_related("tildelt").get(pk=sag.pk)


@pytest.mark.parametrize(
    ("af", "hos", "set_hos", "til", "skaebne"),
    [
        # tag en, ingen har
        ("mette", "-",     "-",     "mette", Skaebne.FLYTTET),
        ("mette", "-",     "-",     "karl",  Skaebne.IKKE_EGEN),
        # giv sin egen videre, eller frigiv den
        ("mette", "mette", "mette", "karl",  Skaebne.FLYTTET),
        ("mette", "mette", "mette", "-",     Skaebne.FLYTTET),
        ("mette", "mette", "mette", "signe", Skaebne.UDEN_YDELSE),
        # en kollegas
        ("mette", "karl",  "karl",  "mette", Skaebne.IKKE_EGEN),
        ("mette", "karl",  "karl",  "-",     Skaebne.IKKE_EGEN),
        # teamlederen flytter alle
        ("leder", "karl",  "karl",  "mette", Skaebne.FLYTTET),
        ("leder", "karl",  "karl",  "-",     Skaebne.FLYTTET),
        ("leder", "-",     "-",     "karl",  Skaebne.FLYTTET),
        ("leder", "karl",  "karl",  "signe", Skaebne.UDEN_YDELSE),
        # en anden nåede det først
        ("mette", "karl",  "-",     "mette", Skaebne.TABT),
        ("mette", "karl",  "mette", "-",     Skaebne.TABT),
        ("leder", "karl",  "mette", "leder", Skaebne.TABT),
        ("leder", "-",     "karl",  "mette", Skaebne.TABT),
        # et gentaget tryk
        ("mette", "mette", "-",     "mette", Skaebne.UAENDRET),
        ("mette", "-",     "mette", "-",     Skaebne.UAENDRET),
        ("leder", "karl",  "mette", "karl",  Skaebne.UAENDRET),
    ],
)  # fmt: skip
def test_hvem_maa_hvad(team, mette, af: str, hos: str, set_hos: str, til: str, skaebne: Skaebne):
    sag = sag_hos(team[hos], mette)
    foer = laes(sag)
    set_ = team[set_hos]
    resultat = flyt({sag.pk: set_.pk if set_ else None}, team[til], team[af])
    nu, flyttet = laes(sag), skaebne is Skaebne.FLYTTET
    assert [dens for _, dens in resultat.skaebner] == [skaebne]
    assert nu.tildelt == (team[til] if flyttet else foer.tildelt)
    assert nu.version == foer.version + flyttet
    assert nu.historik.exists() is flyttet


@pytest.mark.parametrize(
    ("hos", "til", "handling", "detalje"),
    [
        ("-",     "karl", Handling.TILDELT,           "Til Karl Lund"),
        ("mette", "karl", Handling.TILDELT,           "Fra Mette Holm til Karl Lund"),
        ("mette", "-",    Handling.TILDELING_FJERNET, "Fra Mette Holm"),
    ],
)  # fmt: skip
def test_historikken(team, mette, leder, hos: str, til: str, handling: Handling, detalje: str):
    sag, hos_nu = sag_hos(team[hos], mette), team[hos]
    flyt({sag.pk: hos_nu.pk if hos_nu else None}, team[til], leder)
    (linje,) = sag.historik.all()
    assert (linje.handling, linje.detalje, linje.bruger) == (handling, detalje, leder)


def test_lange_navne_faar_plads(team, mette: Bruger, leder: Bruger):
    for hvem in (mette, team["karl"]):
        hvem.navn = hvem.navn * 12
        hvem.save()
    sag = sag_hos(mette, mette)
    flyt({sag.pk: mette.pk}, team["karl"], leder)
    assert len(sag.historik.get().detalje) == 200


@pytest.mark.parametrize(
    ("tilstand", "kan"),
    [
        (Sagstilstand.LEDIG,              False),
        (Sagstilstand.BESTILT,            True),
        (Sagstilstand.VISITERES,          True),
        (Sagstilstand.PARTSHOERING,       True),   # kan ikke lægges tilbage, men tildeles
        (Sagstilstand.HENLAGT_VISITERING, False),
        (Sagstilstand.AENDRET_TILDELING,  False),
        (Sagstilstand.BORTFALDET,         False),
    ],
)  # fmt: skip
def test_kun_sager_under_behandling(team, mette, leder, tilstand: Sagstilstand, kan: bool):
    sag = fabrik.bestilt_sag(mette, tilstand=tilstand)
    resultat = flyt({sag.pk: mette.pk}, team["karl"], leder)
    assert (len(resultat.med(Skaebne.FLYTTET)), resultat.borte) == ((1, 0) if kan else (0, 1))
    assert laes(sag).tildelt == (team["karl"] if kan else mette)


def test_fremmed_ukendt_og_anden_ydelse_findes_ikke(team, leder: Bruger, jonas: Bruger):
    leder.kle = ["32.24.04"]
    leder.save()
    fremmed = fabrik.bestilt_sag(jonas)
    anden_ydelse = fabrik.bestilt_sag(team["karl"], kle="32.24.12")
    sete = {fremmed.pk: jonas.pk, anden_ydelse.pk: team["karl"].pk, uuid4(): None}
    resultat = flyt(sete, leder, leder)
    assert (resultat.skaebner, resultat.borte) == ((), 3)
    assert laes(fremmed).tildelt == jonas


@pytest.mark.parametrize(
    ("rolle", "aktiv", "hjemme", "kan"),
    [
        (Rolle.SAGSBEHANDLER, True,  "0175", True),
        (Rolle.TEAMLEDER,     True,  "0175", True),
        (Rolle.SAGSBEHANDLER, False, "0175", False),
        (Rolle.SAGSBEHANDLER, True,  "0173", False),
        (Rolle.DPO,           True,  "0175", False),
        (Rolle.API_KLIENT,    True,  "0175", False),
    ],
)  # fmt: skip
def test_hvem_sagen_kan_tildeles(klient, mette, rolle, aktiv: bool, hjemme: str, kan: bool):
    kollega = fabrik.bruger("kollega", rolle, fabrik.kommune(hjemme))
    kollega.is_active = aktiv
    kollega.save()
    sag = fabrik.bestilt_sag(mette)
    listen = klient.get("/prioriteringsliste/").content.decode()
    assert (f'value="{kollega.reference}"' in listen) is kan
    felter = {"sag": sag.pk, "til": kollega.reference}
    svar = klient.post("/prioriteringsliste/tildel/", felter, follow=True).content.decode()
    assert laes(sag).tildelt == (kollega if kan else mette)
    assert ("Vælg den kollega, sagerne skal tildeles." in svar) is not kan
