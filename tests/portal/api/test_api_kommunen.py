"""En fremmed kommunes klient ser og ændrer intet, og et fremmed id er som et, der ikke findes."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from adgang.scoping import KommuneManager
from kontrol.bestillingsliste.bestil import bestil
from kontrol.models import Bestilling
from samkoering.models import Sag
from tests import fabrik
from tests.bevis import verdenen
from tests.portal.api.fagsystem import Fagsystem

JSON = "application/json"
HEMMELIGT = ("Kanariefugl", "6705850028", "R-99-")


@pytest.fixture
def fremmed(db) -> Fagsystem:
    """Lyngby-Taarbæks system; Rødovre har sagerne."""
    mette = fabrik.bruger("mette", navn="Mette Kanariefugl")
    fabrik.sag_med_udfald(sagsnr="R-99-1", cpr="6705850028", navn="Amina Kanariefugl")
    bestilt = fabrik.sag_med_udfald(sagsnr="R-99-2", navn="Ida Kanariefugl")
    bestil([bestilt.pk], mette, uuid4())
    Fagsystem().post("bestillinger", {"sager": [str(fabrik.sag_med_udfald(sagsnr="R-99-3").pk)]})
    return Fagsystem(fabrik.kommune("0173", "Lyngby-Taarbæk"))


def kald(system: Fagsystem, id_: str) -> dict[str, Any]:
    """Hvert endepunkt, med id'et alle de steder, der kan stå et."""
    resultat = {"version": 1, "resultat": "HENLAGT_VISITERING"}
    return {
        "listen efter": system.get(f"bestillingsliste?efter={id_}"),
        "bunken efter": system.get(f"prioriteringsliste?efter={id_}"),
        "bunken hos": system.get(f"prioriteringsliste?tildelt={id_}"),
        "bestil": system.post("bestillinger", {"sager": [id_]}),
        "tildel": system.post("bestillinger", {"sager": [str(uuid4())], "tildel_til": id_}),
        "fortryd": system.delete(f"bestillinger/{id_}"),
        "ark": system.get(f"kontrolark/{id_}"),
        "pdf": system.get(f"kontrolark/{id_}.pdf"),
        "feedback": system.post(f"feedback/{id_}", resultat),
    }


def svaret(svar: Any, id_: str) -> str:
    """Status og krop, renset for id'et selv og for det tilfældige."""
    krop = svar.content.decode(errors="replace").replace(id_, "ID")
    nyt = svar.json().get("bestilling", "") if svar.headers["Content-Type"] == JSON else ""
    return f"{svar.status_code} {krop.replace(nyt, 'NY') if nyt else krop}"


def brud(system: Fagsystem, ider: list[str]) -> list[str]:
    """Det, et fremmed id gav, som et id, der ikke findes, ikke gav; og alt, der slap ud."""
    ukendt = str(uuid4())
    reference = {navn: svaret(svar, ukendt) for navn, svar in kald(system, ukendt).items()}
    fundet = []
    for id_ in ider:
        for navn, svar in kald(system, id_).items():
            tekst = svaret(svar, id_)
            fundet += [f"{navn}: {ord_}" for ord_ in HEMMELIGT if ord_ in tekst]
            fundet += [navn] * (tekst != reference[navn])
    return fundet


def test_intet_slipper_over_kommunegraensen(fremmed: Fagsystem):
    foer, ider = verdenen.aftryk("0175"), verdenen.ider("0175")
    sager = [str(sag.pk) for sag in Sag.objects.i_kommune("0175")]
    bestillinger = Bestilling.objects.i_kommune("0175").values_list("token", flat=True)
    valgte = [*sager, *map(str, bestillinger), *ider[::3]]
    assert len(valgte) > 8
    for liste in ("bestillingsliste", "prioriteringsliste"):
        assert fremmed.get(liste).json() == {"sager": [], "naeste": None}
    assert not brud(fremmed, valgte)
    assert verdenen.aftryk("0175") == foer


def test_proeven_ser_en_manager_der_glemmer_kommunen(fremmed: Fagsystem, monkeypatch):
    """Plantet: uden den ene mur er der brud at finde (på SQLite er der kun den ene)."""
    sager = [str(sag.pk) for sag in Sag.objects.i_kommune("0175")]

    def alt(self: Any, _hvor: object) -> Any:
        return super(KommuneManager, self).get_queryset()

    monkeypatch.setattr(KommuneManager, "i_kommune", alt)
    monkeypatch.setattr("adgang.lejer._brugerens_kommune", lambda _: "*")
    assert brud(fremmed, sager[:1])


def test_klientens_ydelser_er_dens_graense(db):
    """En klient, der kun ser én ydelse, ser ikke den anden, heller ikke på id."""
    ser, ser_ikke = fabrik.sag_med_udfald(kle="32.24.04"), fabrik.sag_med_udfald(kle="32.24.08")
    system = Fagsystem(kle=["32.24.04"])
    liste = system.get("bestillingsliste").json()["sager"]
    assert [sag["id"] for sag in liste] == [str(ser.pk)]
    svar = system.post("bestillinger", {"sager": [str(ser.pk), str(ser_ikke.pk)]}).json()
    assert (svar["bestilt"], svar["udgaaet"]) == ([str(ser.pk)], [str(ser_ikke.pk)])
    assert system.get(f"kontrolark/{ser_ikke.pk}").status_code == 404
