"""Fagsystemets vej gennem Flere skal med: søg på markering, sæt, flyt og slut efter reglerne."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from adgang.models import Opslag
from adgang.opslagslog.arter import Art
from persongrupper.markering.handlinger import saet
from persongrupper.models import Markeringsperiode, Projektborger
from persongrupper.vaern import regler
from persongrupper.vaern.kalender import Kalender
from tests.persongrupper.opstilling import borgere, kalender
from tests.portal.api.fagsystem import Fagsystem, felter, problem

BARSEL = {"markering": "UDSKUDT_VISITATION", "grund": "Barsel", "forventet_til": "2099-01-01"}
IDA = {"markering": "JOBFORMIDLER", "jobformidler": "Ida Testesen", "min_plan_dato": "2017-08-30"}


@pytest.fixture
def system(db) -> Fagsystem:
    return Fagsystem()


@pytest.fixture
def tid(db) -> Iterator[Kalender]:
    with kalender() as kalenderen:
        yield kalenderen


def marker(system: Fagsystem, borger: Projektborger, markering: str, **resten: str) -> Any:
    """Sæt markeringen."""
    sti = f"persongrupper/{borger.pk}/markeringer"
    return system.post(sti, {"markering": markering, **resten})


def slut(system: Fagsystem, id_: Any, **hoveder: str) -> Any:
    """Slut markeringen."""
    return system.post(f"persongrupper/markeringer/{id_}/slut", {}, **hoveder)


def grunden(svar: Any) -> str:
    """Reglen, der sagde nej."""
    assert (svar.status_code, problem(svar)) == (409, "markering")
    (fejl,) = svar.json()["fejl"]
    return str(fejl["besked"])


def perioder(borger: Projektborger) -> list[tuple[Any, ...]]:
    """Kommunens markeringer på borgeren i den orden, de blev sat."""
    alle = Markeringsperiode.objects.i_kommune("0175").filter(borger=borger)
    egne = alle.exclude(markering="BRUTTOMAALGRUPPE").order_by("fra", "oprettet")
    return [(p.markering, p.fra, p.til) for p in egne]


def test_en_markering_saettes_flyttes_og_sluttes(system: Fagsystem, tid: Kalender):
    (borger,) = borgere()
    sat = marker(system, borger, "GRUPPE_1")
    assert (sat.status_code, sat["Idempotency-Replayed"]) == (201, "false")
    foerste = tid.dag
    assert sat.json() == {
        "id": sat.json()["id"], "markering": "GRUPPE_1", "fra": foerste.isoformat(), "til": None,
        "jobformidler": None, "forventet_til": None,
    }  # fmt: skip
    assert grunden(marker(system, borger, "GRUPPE_2")) == regler.EN_GRUPPE  # sat i dag
    tid.gaa(10)
    flyttet = marker(system, borger, "GRUPPE_2")
    assert flyttet.status_code == 201
    tid.gaa(5)
    sluttet = slut(system, flyttet.json()["id"])
    assert (sluttet.status_code, sluttet.json()["til"]) == (200, tid.dag.isoformat())
    assert perioder(borger) == [
        ("GRUPPE_1", foerste, foerste + timedelta(days=9)),
        ("GRUPPE_2", foerste + timedelta(days=10), tid.dag),
    ]
    assert "allerede sluttet" in grunden(slut(system, flyttet.json()["id"]))
    borger.refresh_from_db()
    assert (borger.foerste_gruppe, borger.foerste_dag) == ("GRUPPE_1", foerste)
    log = Opslag.objects.i_kommune("0175").filter(art=Art.AENDRING).order_by("id")
    assert [(o.bruger_id, o.kriterium, o.borgere.count()) for o in log] == [
        (system.klient.bruger.pk, "GRUPPE_1", 1),
        (system.klient.bruger.pk, "GRUPPE_2", 1),
        (system.klient.bruger.pk, "Slut: GRUPPE_2", 1),
    ]


@pytest.mark.parametrize(
    ("har",      "krop",                                       "status", "nej"),
    [
        (None,      BARSEL,                                        201, ""),
        (None,      IDA,                                           201, ""),
        ("GRUPPE_1", BARSEL,                                       201, ""),
        ("GRUPPE_2", BARSEL,                                       409, regler.IKKE_UDSKUDT),
        ("GRUPPE_1", {"markering": "GRUPPE_1"},                    409, regler.EN_GRUPPE),
        (None,      {**BARSEL, "grund": ""},                       409, "skal have en grund"),
        (None,      {**BARSEL, "grund": "  "},                     409, "skal have en grund"),
        (None,      {**BARSEL, "forventet_til": "2017-09-01"},     409, regler.FREM_I_TIDEN),
        (None,      {**IDA, "jobformidler": ""},                   409, "skal have et navn"),
        (None,      {**IDA, "min_plan_dato": "2017-09-01"},        201, ""),      # i dag
        (None,      {**IDA, "min_plan_dato": "2017-09-02"},        409, "i dag eller før"),
    ],
)  # fmt: skip
def test_reglerne_er_sidens(
    system: Fagsystem, mette, tid: Kalender, har: str | None, krop: dict[str, str], status: int,
    nej: str,
):  # fmt: skip
    (borger,) = borgere()
    if har:
        saet(borger, har, mette)
    svar = marker(system, borger, **krop)
    assert svar.status_code == status
    assert not nej or nej in grunden(svar)
    assert len(perioder(borger)) == (har is not None) + (status == 201)


@pytest.mark.parametrize(
    ("krop",                                             "felt"),
    [
        ({"markering": "GRUPPE_1", "fra": "2017-09-01"},    "fra"),       # startdatoen er serverens
        ({"markering": "GRUPPE_1", "til": "2017-09-01"},    "til"),
        ({"markering": "BRUTTOMAALGRUPPE"},                 "markering"), # kun STAR
        ({"markering": "GRUPPE_4"},                         "markering"),
        ({},                                                "markering"),
        ({**IDA, "jobformidler": "6105850029"},             "jobformidler"),
    ],
)  # fmt: skip
def test_det_der_ikke_kan_sendes(system: Fagsystem, krop: dict[str, str], felt: str):
    (borger,) = borgere()
    assert felter(system.post(f"persongrupper/{borger.pk}/markeringer", krop)) == [felt]
    assert perioder(borger) == []


def test_kaldet_igen_saetter_ikke_en_til(system: Fagsystem):
    (borger,) = borgere()
    noegle = str(uuid4())
    sti, krop = f"persongrupper/{borger.pk}/markeringer", {"markering": "GRUPPE_3"}
    foerst, igen = (system.post(sti, krop, idempotency_key=noegle) for _ in range(2))
    assert (foerst.content, foerst.status_code) == (igen.content, igen.status_code)
    assert igen["Idempotency-Replayed"] == "true"
    assert [p[0] for p in perioder(borger)] == ["GRUPPE_3"]


def test_en_anden_kommunes_findes_ikke(system: Fagsystem, jonas):
    (fremmed,) = borgere(1, jonas.kommune)
    periode = saet(fremmed, "GRUPPE_1", jonas)
    assert problem(marker(system, fremmed, "GRUPPE_2")) == "findes-ikke"
    assert problem(slut(system, periode.pk)) == "findes-ikke"
    assert system.get("persongrupper").json() == {"borgere": [], "naeste": None}
    periode.refresh_from_db()
    assert periode.til is None


def test_bruttomaalgruppen_kan_kun_star_slutte(system: Fagsystem):
    (borger,) = borgere()
    stars = Markeringsperiode.objects.i_kommune("0175").get(borger=borger)
    assert problem(slut(system, stars.pk)) == "findes-ikke"


def test_soegning_paa_markering_og_periode(system: Fagsystem, mette, tid: Kalender):
    en, to, ingen = sorted(borgere(3), key=lambda b: str(b.cpr))
    saet(en, "GRUPPE_1", mette)
    tid.gaa(40)
    marker(system, en, "GRUPPE_2")
    saet(to, "GRUPPE_2", mette)

    def fundne(soegning: str) -> list[str]:
        return [b["id"] for b in system.get(f"persongrupper{soegning}").json()["borgere"]]

    a, b, c = str(en.pk), str(to.pk), str(ingen.pk)
    assert {soegning: fundne(soegning) for soegning in (
        "", "?markering=GRUPPE_1", "?markering=GRUPPE_2", "?markering=UDEN_GRUPPE",
        "?markering=GRUPPE_1&markering=GRUPPE_2", "?markering=GRUPPE_3",
        "?markering=GRUPPE_1&fra=2017-10-10", "?markering=GRUPPE_1&fra=2017-10-11",
        "?markering=GRUPPE_2&til=2017-10-10", "?markering=GRUPPE_2&til=2017-10-11",
    )} == {
        "": [a, b, c], "?markering=GRUPPE_1": [], "?markering=GRUPPE_2": [a, b],
        "?markering=UDEN_GRUPPE": [c],
        "?markering=GRUPPE_1&markering=GRUPPE_2": [a, b], "?markering=GRUPPE_3": [],
        "?markering=GRUPPE_1&fra=2017-10-10": [a],      # den 10. oktober var dens sidste dag
        "?markering=GRUPPE_1&fra=2017-10-11": [],
        "?markering=GRUPPE_2&til=2017-10-10": [],
        "?markering=GRUPPE_2&til=2017-10-11": [a, b],
    }  # fmt: skip
    borgeren = system.get("persongrupper?markering=GRUPPE_2&antal=1").json()["borgere"][0]
    assert (borgeren["cpr"], borgeren["foerste_gruppe"]) == (en.cpr, "GRUPPE_1")
    assert [(m["markering"], m["fra"], m["til"]) for m in borgeren["markeringer"]] == [
        ("BRUTTOMAALGRUPPE", "2016-12-01", None),
        ("GRUPPE_1", "2017-09-01", "2017-10-10"),
        ("GRUPPE_2", "2017-10-11", None),
    ]
    assert felter(system.get("persongrupper?markering=GRUPPE_4")) == ["markering.0"]


def test_siderne_haenger_sammen_og_staar_i_loggen(system: Fagsystem):
    alle = sorted(str(b.cpr) for b in borgere(5))
    laest, efter, sider = [], "", 0
    while efter is not None:
        svar = system.get(f"persongrupper?antal=2{f'&efter={efter}' if efter else ''}").json()
        laest += [b["cpr"] for b in svar["borgere"]]
        efter, sider = svar["naeste"], sider + 1
    assert (laest, sider) == (alle, 3)
    log = Opslag.objects.i_kommune("0175").filter(art=Art.LISTE).order_by("id")
    assert [o.borgere.count() for o in log] == [2, 2, 1]
    assert felter(system.get(f"persongrupper?efter={uuid4()}")) == ["efter"]
