"""Bestil, tildel og fortryd: de samme regler og grænser som på siden."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from adgang.models import Bruger, Opslag, Rolle
from adgang.opslagslog.arter import Art
from kontrol.bestillingsliste.bestil import bestil
from kontrol.models import Bestilling
from kontrol.tildeling.tildel import flyt
from samkoering.models import Sag
from tests import fabrik
from tests.portal.api.fagsystem import Fagsystem, felter, problem


@pytest.fixture
def system(db) -> Fagsystem:
    return Fagsystem()


def nye(antal: int) -> list[str]:
    """Ledige sager."""
    return [str(fabrik.sag_med_udfald().pk) for _ in range(antal)]


def bestilte() -> int:
    return Bestilling.objects.i_kommune("0175").filter(lukket__isnull=True).count()


def test_hver_sag_staar_i_netop_een_liste(system: Fagsystem, mette: Bruger):
    ledig, egen, taget, ukendt = *nye(3), str(uuid4())
    bestil([egen], system.klient.bruger, uuid4())
    bestil([taget], mette, uuid4())
    svar = system.post("bestillinger", {"sager": [ledig, egen, taget, ukendt, ledig]}).json()
    del svar["bestilling"]
    assert svar == {
        "bestilt": [ledig], "egne": [egen], "optaget": [taget], "udgaaet": [ukendt],
    }  # fmt: skip


def test_sagerne_ligger_i_teamets_bunke_eller_hos_kollegaen(system: Fagsystem, mette: Bruger):
    til_teamet, til_mette = nye(2)
    system.post("bestillinger", {"sager": [til_teamet]})
    system.post("bestillinger", {"sager": [til_mette], "tildel_til": str(mette.reference)})
    hos = {str(sag.pk): sag.tildelt for sag in Sag.objects.i_kommune("0175")}
    assert hos == {til_teamet: None, til_mette: mette}
    paa_listen = system.get(f"prioriteringsliste?tildelt={mette.reference}").json()["sager"]
    assert [(r["id"], r["tildelt"]["navn"]) for r in paa_listen] == [(til_mette, "Mette Holm")]


@pytest.mark.parametrize("hvem", ["jonas", "dpo", "lukket", "klienten", "ukendt"])
def test_kun_kommunens_sagsbehandlere_kan_faa_en_sag(
    system: Fagsystem, jonas: Bruger, mette: Bruger, hvem: str
):
    mette.is_active = False
    mette.save()
    reference = {
        "jonas": jonas.reference,  # en anden kommunes
        "dpo": fabrik.bruger("dpo", Rolle.DPO).reference,
        "lukket": mette.reference,
        "klienten": system.klient.bruger.reference,
        "ukendt": uuid4(),
    }[hvem]
    krop = {"sager": nye(1), "tildel_til": str(reference)}
    assert felter(system.post("bestillinger", krop)) == ["tildel_til"]
    assert bestilte() == 0


@pytest.mark.parametrize(("kle", "maa"), [([], True), (["32.24.04"], True), (["32.24.08"], False)])
def test_kollegaen_skal_se_ydelsen(system: Fagsystem, mette: Bruger, kle: list[str], maa: bool):
    mette.kle = kle
    mette.save()
    krop = {"sager": nye(1), "tildel_til": str(mette.reference)}
    assert system.post("bestillinger", krop).status_code == (200 if maa else 422)


@pytest.mark.parametrize(
    ("antal", "bekraeftet", "status", "slags"),
    [
        (2, False, 200, None),
        (3, False, 409, "bekraeft"),
        (3, True,  200, None),
        (4, True,  200, None),
        (5, True,  429, "loft"),
        (5, False, 429, "loft"),
    ],
)  # fmt: skip
def test_doegnets_graenser(
    system: Fagsystem, antal: int, bekraeftet: bool, status: int, slags: str | None
):
    fabrik.kommune(bestilling_varsel=2, bestilling_loft=4)
    svar = system.post("bestillinger", {"sager": nye(antal), "bekraeftet": bekraeftet})
    assert svar.status_code == status
    assert bestilte() == (antal if status == 200 else 0)
    if slags:
        assert problem(svar) == slags
        assert str(antal if slags == "bekraeft" else 4) in svar.json()["detail"]


@pytest.mark.parametrize(
    ("sprog", "siger"),
    [
        ("da", "Klienten har bestilt 1 sag i dag, og 1 mere bringer den over 1."),
        ("en", "The client has ordered 1 sag today, and 1 more will take it past 1."),
    ],
)
def test_een_sag_er_ikke_sager(system: Fagsystem, sprog: str, siger: str):
    fabrik.kommune(bestilling_varsel=1, bestilling_loft=4)
    assert system.post("bestillinger", {"sager": nye(1)}).status_code == 200
    svar = system.post("bestillinger", {"sager": nye(1)}, accept_language=sprog)
    assert svar.json()["detail"].startswith(siger)


def fortrudt(system: Fagsystem, bestilling: str) -> Any:
    return system.delete(f"bestillinger/{bestilling}")


def test_fortryd_giver_sagen_tilbage_og_kun_een_gang(system: Fagsystem):
    sag = nye(1)[0]
    bestilling = system.post("bestillinger", {"sager": [sag]}).json()["bestilling"]
    assert fortrudt(system, bestilling).json() == {"fortrudt": [sag]}
    assert fortrudt(system, bestilling).json() == {"fortrudt": []}
    assert Sag.objects.i_kommune("0175").get().tilstand == "LEDIG"
    logget = Opslag.objects.i_kommune("0175").filter(art=Art.AENDRING).order_by("id")
    assert [(o.kriterium, o.borgere.count()) for o in logget] == [
        ("Bestilt", 1), ("Bestilling fortrudt", 1), ("Bestilling fortrudt", 0),
    ]  # fmt: skip


def test_en_aabnet_sag_kan_ikke_fortrydes(system: Fagsystem):
    aabnet, lukket = nye(2)
    bestilling = system.post("bestillinger", {"sager": [aabnet, lukket]}).json()["bestilling"]
    system.get(f"kontrolark/{aabnet}")
    assert fortrudt(system, bestilling).json() == {"fortrudt": [lukket]}


def test_en_kollegas_bestilling_findes_ikke_her(system: Fagsystem, mette: Bruger):
    token = uuid4()
    bestil(nye(1), mette, token)
    assert problem(fortrudt(system, str(token))) == "findes-ikke"
    assert bestilte() == 1


def test_den_foerste_hentning_begynder_visiteringen(system: Fagsystem):
    sag = fabrik.sag_med_udfald()
    assert system.get(f"kontrolark/{sag.pk}").status_code == 404  # ikke bestilt endnu
    system.post("bestillinger", {"sager": [str(sag.pk)]})
    versioner = [system.get(f"kontrolark/{sag.pk}").json()["version"] for _ in range(2)]
    assert versioner[0] == versioner[1]
    sag.refresh_from_db(from_queryset=Sag.objects.i_kommune("0175"))
    assert (sag.tilstand, sag.version) == ("VISITERES", versioner[0])
    linjer = [str(linje.handling) for linje in sag.historik.all()]
    assert linjer.count("AABNET") == 2


def test_den_beskyttede_adresse_er_maskeret(system: Fagsystem, mette: Bruger):
    sag = fabrik.bestilt_sag(mette)
    fabrik.kontrolark(sag, adressebeskyttet=True, adresse="Skjulestien 3, 2610 Rødovre")
    ark = system.get(f"kontrolark/{sag.pk}")
    assert ark.json()["indhold"]["ym"]["adresse"] == "Adressebeskyttet"
    assert "Skjulestien" not in ark.content.decode()
    assert ark.json()["udgave"] == 2


def test_pdf_en_er_den_samme_som_paa_siden(system: Fagsystem, mette: Bruger, klient):
    sag = fabrik.bestilt_sag(mette)
    pdf = system.get(f"kontrolark/{sag.pk}.pdf")
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf["Cache-Control"] == "no-store"
    assert sag.cpr not in str(pdf.headers)
    assert pdf.content == klient.get(f"/kontrolark/{sag.pk}.pdf").content
    opslag = Opslag.objects.i_kommune("0175").filter(art=Art.PDF).earliest("id")
    assert (opslag.sag, opslag.borgere.count()) == (sag.pk, 1)


def test_dagen_er_kommunens(system: Fagsystem):
    """Grænsen tælles pr. klient og dansk døgn, som for en bruger."""
    system.post("bestillinger", {"sager": nye(1)})
    bestilt = Bestilling.objects.i_kommune("0175").get()
    assert bestilt.bruger == system.klient.bruger
    assert timezone.localtime(bestilt.bestilt).date() == timezone.localdate()


def test_en_sag_der_siden_er_tildelt_en_kollega_bliver_hos_kollegaen(
    system: Fagsystem, mette: Bruger
):
    givet, ledig = nye(2)
    bestilling = system.post("bestillinger", {"sager": [givet, ledig]}).json()["bestilling"]
    flyt({UUID(givet): None}, mette, mette)
    assert fortrudt(system, bestilling).json() == {"fortrudt": [ledig]}
    assert Sag.objects.i_kommune("0175").get(pk=givet).tildelt == mette
