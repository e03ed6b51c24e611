"""Samme nøgle og samme kald: samme svar, og kun én virkning."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection

from adgang.api.idempotens import glem
from adgang.models import Idempotensnoegle, Opslag
from adgang.tasks import glem_kald
from kontrol.models import Bestilling
from samkoering.models import Sag
from tests import fabrik
from tests.portal.api.fagsystem import Fagsystem, felter, problem

NU = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)
DOEGN = timedelta(hours=24)
ET_UUID = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def system(db) -> Fagsystem:
    return Fagsystem()


def bestillinger() -> int:
    return Bestilling.objects.i_kommune("0175").count()


def noegler() -> int:
    return Idempotensnoegle.objects.i_kommune("0175").count()


def test_et_gentaget_kald_faar_det_samme_svar(system: Fagsystem):
    sag, noegle = fabrik.sag_med_udfald(), str(uuid4())
    krop = {"sager": [str(sag.pk)]}
    foerst, igen = (system.post("bestillinger", krop, idempotency_key=noegle) for _ in range(2))
    assert (foerst.status_code, foerst.content) == (igen.status_code, igen.content)
    assert foerst.json()["bestilt"] == [str(sag.pk)]
    replayed = [svar["Idempotency-Replayed"] for svar in (foerst, igen)]
    assert replayed == ["false", "true"]
    assert (bestillinger(), noegler()) == (1, 1)
    logget = Opslag.objects.i_kommune("0175").order_by("id").values_list("kriterium", "antal")
    assert list(logget) == [("Bestilt", 1), ("Gentaget kald: intet ændret", 0)]


def test_uden_noeglen_ville_et_resultat_ikke_kunne_gentages(system: Fagsystem):
    """Plantet: et andet kald med samme krop er et nyt kald og får et andet svar."""
    sag = fabrik.sag_med_udfald()
    krop = {"sager": [str(sag.pk)]}
    assert system.post("bestillinger", krop).json()["bestilt"] == [str(sag.pk)]
    assert system.post("bestillinger", krop).json()["bestilt"] == []


@pytest.mark.parametrize(
    ("krop", "samme"),
    [
        ('{"sager": ["ID"], "bekraeftet": true}',        True),
        ('{"bekraeftet":true,"sager":["ID"]}',           True),    # orden og luft er ligegyldig
        ('{"sager": ["ID"]}',                            False),
        ('{"sager": ["ID"], "bekraeftet": false}',       False),
        ('{"sager": ["ID", "ID"], "bekraeftet": true}',  False),
    ],
)  # fmt: skip
def test_samme_noegle_til_et_andet_kald(system: Fagsystem, krop: str, samme: bool):
    sag, noegle = str(fabrik.sag_med_udfald().pk), str(uuid4())
    system.post("bestillinger", {"sager": [sag], "bekraeftet": True}, idempotency_key=noegle)
    svar = system.post("bestillinger", krop.replace("ID", sag), idempotency_key=noegle)
    assert svar.status_code == (200 if samme else 422)
    if not samme:
        assert problem(svar) == "idempotensnoegle-genbrugt"
    assert bestillinger() == 1


def test_samme_noegle_paa_en_anden_adresse(system: Fagsystem):
    sag, noegle = fabrik.sag_med_udfald(), str(uuid4())
    krop = {"sager": [str(sag.pk)]}
    system.post("bestillinger", krop, idempotency_key=noegle)
    ark = system.get(f"kontrolark/{sag.pk}").json()
    resultat = {"version": ark["version"], "resultat": "HENLAGT_VISITERING"}
    svar = system.post(f"feedback/{sag.pk}", resultat, idempotency_key=noegle)
    assert problem(svar) == "idempotensnoegle-genbrugt"
    assert Sag.objects.i_kommune("0175").get().tilstand == "VISITERES"


@pytest.mark.parametrize("noegle", ["", "1", "670585-0028", "x" * 81, f"{{{ET_UUID}}}"])
def test_noeglen_skal_vaere_et_uuid(system: Fagsystem, noegle: str):
    sag = fabrik.sag_med_udfald()
    svar = system.post("bestillinger", {"sager": [str(sag.pk)]}, idempotency_key=noegle)
    assert felter(svar) == ["Idempotency-Key"]
    assert (bestillinger(), noegler()) == (0, 0)


def test_et_afvist_kald_kan_rettes_under_samme_noegle(system: Fagsystem):
    sag, noegle = fabrik.sag_med_udfald(), str(uuid4())
    ukendt = {"sager": [str(sag.pk)], "tildel_til": str(uuid4())}
    assert felter(system.post("bestillinger", ukendt, idempotency_key=noegle)) == ["tildel_til"]
    assert noegler() == 0
    rettet = system.post("bestillinger", {"sager": [str(sag.pk)]}, idempotency_key=noegle)
    assert rettet.json()["bestilt"] == [str(sag.pk)]


def test_to_klienter_kan_vaelge_samme_noegle(system: Fagsystem):
    andet, noegle = Fagsystem(navn="Det andet"), str(uuid4())
    krop = {"sager": [str(fabrik.sag_med_udfald().pk)]}
    svar = [s.post("bestillinger", krop, idempotency_key=noegle).json() for s in (system, andet)]
    assert [len(et["bestilt"]) for et in svar] == [1, 0]
    assert noegler() == 2


def test_det_gemte_svar_naevner_ingen_borger(system: Fagsystem):
    sag = fabrik.sag_med_udfald(cpr="6705850028", navn="Amina Kanariefugl")
    system.post("bestillinger", {"sager": [str(sag.pk)]})
    version = system.get(f"kontrolark/{sag.pk}").json()["version"]
    resultat = {
        "version": version, "resultat": "HENLAGT_VISITERING", "bemaerkning": "Amina ringede",
    }  # fmt: skip
    assert system.post(f"feedback/{sag.pk}", resultat).status_code == 201
    gemt = str(list(Idempotensnoegle.objects.i_kommune("0175").values()))
    assert str(sag.pk) in gemt
    assert not [ord_ for ord_ in ("6705850028", "670585", "Amina") if ord_ in gemt]


@pytest.mark.parametrize(
    ("senere", "glemt"), [(DOEGN - timedelta(seconds=1), False), (DOEGN, True)]
)
def test_et_kald_huskes_et_doegn(system: Fagsystem, senere: timedelta, glemt: bool):
    sag, noegle = fabrik.sag_med_udfald(), str(uuid4())
    krop = {"sager": [str(sag.pk)]}
    with time_machine.travel(NU, tick=False):
        system.post("bestillinger", krop, idempotency_key=noegle)
    with time_machine.travel(NU + senere, tick=False):
        igen = system.post("bestillinger", krop, idempotency_key=noegle)
    assert igen["Idempotency-Replayed"] == ("false" if glemt else "true")
    assert noegler() == 1


@pytest.mark.parametrize(("senere", "slettet"), [(DOEGN - timedelta(seconds=1), 0), (DOEGN, 2)])
def test_uret_glemmer_i_alle_kommuner(system: Fagsystem, senere: timedelta, slettet: int):
    andet = Fagsystem(fabrik.kommune("0173", "Lyngby-Taarbæk"))
    with time_machine.travel(NU, tick=False):
        for et in (system, andet):
            et.post("bestillinger", {"sager": [str(uuid4())]})
    assert glem(NU + senere) == slettet


def test_opgaven_i_uret(system: Fagsystem, settings):
    opgaver = {et["task"] for et in settings.CELERY_BEAT_SCHEDULE.values()}
    assert glem_kald.name in opgaver
    with time_machine.travel(NU, tick=False):
        system.post("bestillinger", {"sager": [str(uuid4())]})
    glem_kald()
    assert noegler() == 0


@pytest.mark.postgres
def test_samtidige_kald_har_een_virkning(transactional_db):
    """Otte ens kald på én gang: ét udføres, syv får dets svar."""
    system, sag, noegle = Fagsystem(), fabrik.sag_med_udfald(), str(uuid4())
    start, svar = threading.Barrier(8), []

    def kald() -> None:
        start.wait()
        et = system.post("bestillinger", {"sager": [str(sag.pk)]}, idempotency_key=noegle)
        svar.append((et.status_code, et["Idempotency-Replayed"], et.content))
        connection.close()

    traade = [threading.Thread(target=kald) for _ in range(8)]
    for traad in traade:
        traad.start()
    for traad in traade:
        traad.join()
    assert sorted(gentaget for _, gentaget, _ in svar) == ["false"] + ["true"] * 7
    assert len({(status, krop) for status, _, krop in svar}) == 1
    assert (bestillinger(), noegler()) == (1, 1)
