"""Vælg alle: det, filtrene rummer, også på de andre sider, og kun når tallet stadig passer."""

from __future__ import annotations

import re
from uuid import UUID, uuid4

import pytest
from django.test import Client

from adgang.models import Bruger
from kontrol.bestillingsliste.liste import PR_SIDE
from kontrol.models import UNDER_BEHANDLING
from samkoering.models import Sag
from tests import fabrik

ADRESSE = "/bestillingsliste/"
ALLE = PR_SIDE + 5


@pytest.fixture
def sager(db) -> list[UUID]:
    """Flere, end der er på en side, og tre af en anden ydelse."""
    fabrik.kommune()
    alle = [fabrik.sag_med_udfald(kle="32.24.04").pk for _ in range(ALLE)]
    for _ in range(3):
        fabrik.sag_med_udfald(kle="32.24.48")
    return alle


def bestilte() -> set[UUID]:
    sager = Sag.objects.i_kommune("0175").filter(tilstand__in=UNDER_BEHANDLING)
    return set(sager.values_list("pk", flat=True))


def felter(side: str) -> dict[str, object]:
    """Formularens felter, som en browser uden script sender dem."""
    skjulte = dict(re.findall(r'name="(token|alle|antal)" value="([^"]*)"', side))
    kryds = re.findall(r'name="sag" value="([^"]*)"[^>]* checked', side)
    return skjulte | {"sag": kryds, "vist": re.findall(r'name="vist" value="([^"]*)"', side)}


def hent(klient: Client, soeg: str) -> str:
    return klient.get(ADRESSE + soeg).content.decode()


def test_vejen_uden_script(sager: list[UUID], klient: Client):
    """Vælg siden, vælg så alle, og bestil: kun det, filteret rummer."""
    begyndelsen = hent(klient, "?ydelse=32.24.04")
    siden = hent(klient, adresse(begyndelsen, f"Vælg alle {PR_SIDE} på siden"))
    assert re.search(rf"<p [^>]*data-hele-siden>Alle {PR_SIDE} på siden er valgt", siden)
    alle = hent(klient, adresse(siden, f"Vælg alle {ALLE}"))
    assert f"Alle {ALLE} sager, filtrene rummer, er valgt." in alle
    assert f"{ALLE} sager valgt" in alle
    svar = klient.post(f"{ADRESSE}?ydelse=32.24.04", felter(alle))
    assert svar.url == "/prioriteringsliste/"
    assert bestilte() == set(sager)


def adresse(side: str, tekst: str) -> str:
    return re.search(rf'<a href="([^"]*)">{tekst}</a>', side).group(1).replace("&amp;", "&")


def test_en_sag_der_er_fravalgt_paa_siden_bestilles_ikke(sager: list[UUID], klient: Client):
    valg = felter(hent(klient, "?ydelse=32.24.04&alle=1"))
    fravalgt = valg["sag"].pop()
    klient.post(f"{ADRESSE}?ydelse=32.24.04", valg)
    assert bestilte() == set(sager) - {UUID(fravalgt)}


@pytest.mark.parametrize("aendring", ["en færre", "en flere"])
def test_tallet_skal_passe(sager: list[UUID], klient: Client, aendring: str):
    valg = felter(hent(klient, "?ydelse=32.24.04&alle=1"))
    if aendring == "en færre":
        Sag.objects.i_kommune("0175").filter(pk=sager[0]).delete()
    else:
        fabrik.sag_med_udfald(kle="32.24.04")
    nu = ALLE - 1 if aendring == "en færre" else ALLE + 1
    svar = klient.post(f"{ADRESSE}?ydelse=32.24.04", valg)
    side = svar.content.decode()
    assert svar.status_code == 422
    assert f"dine filtre rummer nu {nu} sager, ikke {ALLE}" in side
    assert f"Alle {nu} sager, filtrene rummer, er valgt." in side  # kan bestilles igen
    assert bestilte() == set()


def test_adressens_alle_bestiller_intet_alene(sager: list[UUID], klient: Client):
    """Kun formularen vælger: en adresse, nogen har sendt, kan ikke."""
    svar = klient.post(f"{ADRESSE}?alle=1", {"token": uuid4()})
    assert svar.status_code == 422
    assert bestilte() == set()


@pytest.mark.parametrize("antal", ["", "x", "-1", "999999"])
def test_alle_uden_et_tal(sager: list[UUID], klient: Client, antal: str):
    svar = klient.post(ADRESSE, {"token": uuid4(), "alle": "1", "antal": antal})
    assert svar.status_code == 422
    assert bestilte() == set()


def test_alle_er_kun_brugerens_egen_kommunes(sager, klient: Client, jonas: Bruger):
    fremmed = fabrik.sag_med_udfald(jonas.kommune)
    klient.post(ADRESSE, felter(hent(klient, "?alle=1")))
    assert len(bestilte()) == ALLE + 3
    assert Sag.objects.i_kommune("0173").get(pk=fremmed.pk).tilstand == "LEDIG"


@pytest.mark.parametrize(("antal", "kan"), [(PR_SIDE, False), (PR_SIDE + 1, True)])
def test_kun_naar_der_er_flere_sider(klient: Client, antal: int, kan: bool):
    for _ in range(antal):
        fabrik.sag_med_udfald()
    assert (f"Vælg alle {antal}</a>" in hent(klient, "")) is kan


def test_valget_overlever_graensens_spoergsmaal(sager: list[UUID], klient: Client):
    fabrik.kommune(bestilling_varsel=10)
    valg = felter(hent(klient, "?ydelse=32.24.04&alle=1"))
    side = klient.post(f"{ADRESSE}?ydelse=32.24.04", valg).content.decode()
    assert f"Du har valgt {ALLE} sager; I har aftalt højst 10 om dagen" in side
    svar = klient.post(f"{ADRESSE}?ydelse=32.24.04", felter(side) | {"bekraeftet": "1"})
    assert svar.url == "/prioriteringsliste/"
    assert bestilte() == set(sager)
