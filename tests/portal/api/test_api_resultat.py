"""Resultatet fra et fagsystem: formularens regler, sagens lås, og hvem der kom først."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from adgang.models import Bruger, Opslag
from adgang.omfang import omfang_for
from feedback.feedbackliste.registrer import Ventende, registrer
from feedback.feedbackliste.svar import Svar
from feedback.models import Feedback, Resultat
from journal.levering import Leveringsfejl
from kontrol.journalisering.poster import sikr
from kontrol.models import Hoeringstilstand, Partshoering
from samkoering.models import Sag
from tests import fabrik
from tests.portal.api.fagsystem import Fagsystem, felter, problem

I_DAG = timezone.localdate
HENLAEG = {"resultat": "HENLAGT_VISITERING"}


@pytest.fixture
def system(db) -> Fagsystem:
    return Fagsystem()


@pytest.fixture
def sag(system: Fagsystem, mette: Bruger) -> Sag:
    """En sag, Mette har bestilt, og systemet har hentet."""
    ny = fabrik.bestilt_sag(mette, cpr="6705850028", kontroltrin=2)
    system.get(f"kontrolark/{ny.pk}")
    return nu(ny)


def nu(sag: Sag) -> Sag:
    return Sag.objects.i_kommune("0175").get(pk=sag.pk)


def send(system: Fagsystem, sag: Sag, krop: dict[str, Any], **hoveder: str) -> Any:
    dagens = {n: I_DAG().isoformat() if v is I_DAG else v for n, v in krop.items()}
    return system.post(f"feedback/{sag.pk}", {"version": sag.version} | dagens, **hoveder)


def hoer(sag: Sag) -> None:
    """En høring, borgeren har svaret på."""
    bestilling = sag.bestillinger.get()
    Partshoering.objects.i_kommune("0175").create(
        kommune_id="0175", sag=sag, bestilling=bestilling, bruger=bestilling.bruger,
        tilstand=Hoeringstilstand.BESVARET, sendt=timezone.now() - timedelta(days=9),
        frist=I_DAG() + timedelta(days=5), svar_modtaget=I_DAG(), svar="Det passer.",
    )  # fmt: skip


def aendring(**felter_: Any) -> dict[str, Any]:
    """Et helt svar om ændret tildeling; tabellen læses måske før midnat, afgørelsen er dagens."""
    return {
        "resultat": "AENDRET_TILDELING",
        "aendring": "NEDSAETTES",
        "aarsag": "BORGERFEJL",
        "krav_oere": 924_000,
        "krav_fra": "2026-08-01",
        "krav_til": "2026-10-31",
        "maanedlig_oere": 310_000,
        "afgoerelsesdato": I_DAG,
        "bemaerkning": "Løn er ikke oplyst.",
        **felter_,
    }


def test_henlaegges_i_visitering(system: Fagsystem, sag: Sag):
    svar = send(system, sag, HENLAEG)
    assert svar.status_code == 201
    gemt = Feedback.objects.i_kommune("0175").get()
    assert svar.json()["id"] == str(gemt.pk)
    assert (gemt.bruger, gemt.resultat) == (system.klient.bruger, "HENLAGT_VISITERING")
    assert nu(sag).tilstand == "HENLAGT_VISITERING"
    assert sag.cpr not in svar.content.decode()


def test_aendret_tildeling_efter_en_hoering(system: Fagsystem, sag: Sag):
    hoer(sag)
    assert send(system, sag, aendring()).status_code == 201
    gemt = Feedback.objects.i_kommune("0175").get()
    beloeb = (gemt.krav_oere, gemt.maanedlig_aendring_oere)
    assert beloeb == (924_000, -310_000)  # øre ind og øre ud; nedad er negativt
    assert (gemt.aarsag, gemt.bemaerkning) == ("BORGERFEJL", "Løn er ikke oplyst.")


@pytest.mark.parametrize(
    ("krop", "fejl"),
    [
        (aendring(),                                         []),
        (aendring(krav_oere=0, krav_fra=None, krav_til=None), []),
        (aendring(krav_oere=0),                              ["krav_oere"]),      # med en periode
        (aendring(krav_oere=0, krav_til=None),               ["krav_oere"]),
        (aendring(maanedlig_oere=0),                         []),                 # kun et krav
        (aendring(maanedlig_oere=0, krav_oere=0, krav_fra=None, krav_til=None),
         ["maanedlig_oere"]),
        (aendring(aendring="STOPPES", maanedlig_oere=0),     ["maanedlig_oere"]),
        (aendring(aendring="FORHOEJES", maanedlig_oere=0),   ["maanedlig_oere"]),
        (aendring(aendring="FORHOEJES"),                     []),
        (aendring(aendring=None),                            ["aendring"]),
        (aendring(aarsag=None),                              ["aarsag"]),
        (aendring(krav_oere=None),                           ["krav_oere"]),
        (aendring(krav_oere=924_050),                        ["krav_oere"]),      # ikke hele kroner
        (aendring(krav_oere=-100),                           ["krav_oere"]),
        (aendring(krav_oere=1_000_000_000),                  []),
        (aendring(krav_oere=1_000_000_100),                  ["krav_oere"]),
        (aendring(krav_oere="924000"),                       ["krav_oere"]),
        (aendring(krav_oere=924000.0),                       ["krav_oere"]),
        (aendring(krav_oere=True),                           ["krav_oere"]),
        (aendring(krav_fra=None),                            ["krav_fra"]),
        (aendring(krav_fra="2026-11-01"),                    ["krav_fra"]),       # efter krav_til
        (aendring(krav_fra="01-08-2026"),                    ["krav_fra"]),
        (aendring(krav_fra="20260801"),                      ["krav_fra"]),
        (aendring(krav_fra="2026-02-30"),                    ["krav_fra"]),
        (aendring(maanedlig_oere=None),                      ["maanedlig_oere"]),
        (aendring(afgoerelsesdato=None),                     ["afgoerelsesdato"]),
        (aendring(bemaerkning="x" * 500),                    []),
        (aendring(bemaerkning="x" * 501),                    ["bemaerkning"]),
        (aendring(bemaerkning="Borger 670585-0028"),         ["bemaerkning"]),
        (aendring(bemaerkning=None),                         ["bemaerkning"]),
        (aendring(fredet_til="2027-01-01"),                  ["fredet_til"]),     # trin 2
        (aendring(partshoering_sendt="2026-11-01"),          ["partshoering_sendt"]),
        (aendring(erstatter=True),                           ["erstatter"]),
        ({**HENLAEG, "krav_oere": 100},                      ["krav_oere"]),
        ({**HENLAEG, "aarsag": "INGEN"},                     ["aarsag"]),
        ({"resultat": "LEDIG"},                              ["resultat"]),
        ({"resultat": None},                                 ["resultat"]),
        ({},                                                 ["resultat"]),
    ],
)  # fmt: skip
def test_formularens_regler(system: Fagsystem, sag: Sag, krop: dict[str, Any], fejl: list[str]):
    hoer(sag)
    svar = send(system, sag, krop)
    if not fejl:
        assert svar.status_code == 201
        return
    assert felter(svar) == fejl
    assert "670585" not in svar.content.decode()
    assert nu(sag).tilstand == "VISITERES"


@pytest.mark.parametrize("version", ["1", 1.0, True, None, -1, 2**31])
def test_versionen_er_et_helt_tal(system: Fagsystem, sag: Sag, version: object):
    assert felter(send(system, sag, {**HENLAEG, "version": version})) == ["version"]


@pytest.mark.parametrize("resultat", ["HENLAGT_EFTER_PARTSHOERING", "AENDRET_TILDELING"])
def test_uden_hoering_kan_kun_henlaegges_i_visitering(system: Fagsystem, sag: Sag, resultat: str):
    krop = aendring() if resultat == "AENDRET_TILDELING" else {"resultat": resultat}
    svar = send(system, sag, krop)
    assert felter(svar) == ["resultat"]
    assert "ikke partshørt" in svar.json()["fejl"][0]["besked"]
    engelsk = send(system, sag, krop, accept_language="en").json()["fejl"][0]["besked"]
    assert "partshøring" in engelsk
    assert "ikke" not in engelsk


def test_fredningsperioden_i_trin_3(system: Fagsystem, sag: Sag):
    Sag.objects.i_kommune("0175").update(kontroltrin=3)
    assert send(system, sag, {**HENLAEG, "fredet_til": "2027-01-01"}).status_code == 201


# ── Sagens lås ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("forskel", "status"), [(-1, 409), (0, 201), (1, 409)])
def test_kun_den_version_sagen_har(system: Fagsystem, sag: Sag, forskel: int, status: int):
    svar = send(system, sag, {**HENLAEG, "version": sag.version + forskel})
    assert svar.status_code == status


def test_konflikten_siger_hvem_hvad_og_hvornaar(system: Fagsystem, sag: Sag, mette: Bruger):
    sikr(sag, mette)
    registrer(
        Ventende(sag.pk, mette, omfang_for(mette), sag.version, uuid4()),
        Svar(Resultat.HENLAGT_VISITERING, bemaerkning="Amina ringede"),
    )
    svar = send(system, sag, HENLAEG)
    assert (svar.status_code, problem(svar)) == (409, "konflikt")
    aendret = svar.json()["aendret"]
    assert aendret["hvem"] == "Mette Holm"
    assert "Henlægges i visitering" in aendret["hvad"]
    assert aendret["hvornaar"].startswith(str(timezone.now().year))
    assert aendret["version"] == nu(sag).version
    assert not [ord_ for ord_ in (sag.cpr, "Amina") if ord_ in svar.content.decode()]
    assert Feedback.objects.i_kommune("0175").get().bruger == mette
    logget = Opslag.objects.i_kommune("0175").latest("id")
    assert (logget.side, logget.sag) == ("api:feedback", sag.pk)


def test_sagen_lukkes_ikke_foer_arket_staar_i_journalen(system: Fagsystem, sag: Sag, monkeypatch):
    def tavs(*_: object) -> None:
        raise Leveringsfejl("Journalen svarer ikke.")

    monkeypatch.setattr("kontrol.journalisering.poster.lever_nu", tavs)
    svar = send(system, sag, HENLAEG)
    assert (svar.status_code, problem(svar)) == (409, "journal")
    assert nu(sag).tilstand == "VISITERES"
    monkeypatch.undo()
    assert send(system, sag, HENLAEG).status_code == 201
