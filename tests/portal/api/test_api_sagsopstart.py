"""Sagsopstart over programgrænsefladen: et tavst register er null og aldrig en tom liste."""

from __future__ import annotations

import pytest

from sagsopstart.models import Ansoegning
from tests import fabrik
from tests.portal.api.fagsystem import Fagsystem
from tests.sagsopstart.opstilling import Registre, arbejd, cpr_raekker, i_koeen


@pytest.fixture
def system(db) -> Fagsystem:
    return Fagsystem()


@pytest.fixture
def registre(monkeypatch: pytest.MonkeyPatch):
    egne = Registre()
    monkeypatch.setattr("sagsopstart.opslag.kald._adapter", egne.adapter)
    with i_koeen():
        yield egne


def ny(system: Fagsystem, **felter: str):
    krop = {"cpr": fabrik.nyt_cpr(), "modtaget": "2020-02-01", "ydelse": "KONTANTHJAELP"}
    return system.post("sagsopstart", {**krop, **felter})


def test_en_ansoegning_modtages_og_laeses(system: Fagsystem, registre: Registre):
    registre.fejl["motor"] = "Registeret svarede 500."
    svar = ny(system)
    assert svar.status_code == 201
    cpr, id_ = svar.json()["cpr"], svar.json()["id"]
    assert svar.json()["i_gang"] is True
    assert all(afsnit["tabeller"] is None for afsnit in svar.json()["afsnit"])
    arbejd()
    laest = system.get(f"sagsopstart/{id_}").json()
    (motor,) = [afsnit for afsnit in laest["afsnit"] if afsnit["register"] == "motor"]
    assert (motor["svarede"], motor["tabeller"]) == (False, None)
    assert motor["fejl"].startswith("Registeret svarede 500.")
    (cvr,) = [afsnit for afsnit in laest["afsnit"] if afsnit["register"] == "cvr"]
    assert (cvr["svarede"], cvr["tabeller"][0]["raekker"]) == (True, [])
    assert laest["fuldstaendig"] is False
    igen = ny(system, cpr=cpr)
    assert (igen.status_code, igen.json()["id"]) == (200, id_)
    assert Ansoegning.objects.i_kommune("0175").count() == 1


def test_en_beskyttet_adresse_er_altid_skjult(system: Fagsystem, registre: Registre):
    beskyttet = {"type": "0001", "fra": "2020-01-01", "til": None}
    registre.svarer(
        "cpr", lambda om: cpr_raekker(om, cpr_beskyttelse=[{"cpr": om.numre[0], **beskyttet}])
    )
    id_ = ny(system).json()["id"]
    arbejd()
    assert "Prøvevej" not in system.get(f"sagsopstart/{id_}").content.decode()


@pytest.mark.parametrize(
    "felter",
    [
        {"cpr": "6113901234"}, {"cpr": "610190-0010"}, {"modtaget": "2999-01-01"},
        {"modtaget": "01-02-2020"}, {"ydelse": "DAGPENGE"}, {"tilstand": "LUKKET"},
    ],
)  # fmt: skip
def test_forkerte_felter_afvises(system: Fagsystem, registre: Registre, felter: dict[str, str]):
    svar = ny(system, **felter)
    assert svar.status_code == 422
    assert {fejl["felt"] for fejl in svar.json()["fejl"]} == set(felter)
    assert not Ansoegning.objects.i_kommune("0175").exists()
