"""Indsigten: resultatets årsag og høring, og kladderne, uden andres navne."""

from __future__ import annotations

import pytest

from adgang.indsigt import Afsnit
from adgang.models import Bruger
from feedback import indsigt
from feedback.feedbackliste import kladde as kladder
from feedback.feedbackliste.registrer import registrer
from samkoering.models import Sag
from tests import fabrik
from tests.feedback.opstilling import AENDRET, hoering, klar_sag, ventende


def under(sag: Sag, titel: str) -> list[Afsnit]:
    afsnit = {a.titel: a for a in indsigt.afsnit(sag.kommune, sag.cpr)}
    return list(afsnit[titel].under)


@pytest.mark.parametrize(
    ("tilstand", "linje"),
    [
        ("BESVARET",  "Partshøring sendt"),
        ("FRAFALDET", "Partshøring"),
    ],
)  # fmt: skip
def test_resultatet_har_aarsag_og_hoering(mette: Bruger, tilstand: str, linje: str):
    sag = klar_sag(mette)
    hoering(sag, tilstand)
    registrer(ventende(sag, mette), AENDRET)
    (resultat,) = under(sag, "Resultater")
    fakta = dict(resultat.raekker)
    assert fakta["Årsag"] == "Borgerfejl"
    assert linje in fakta
    assert under(sag, "Kladder til resultater") == []


def test_kladden_er_med_som_den_er_skrevet_uden_andres_navne(mette: Bruger, leder: Bruger):
    sag, en_andens = (fabrik.bestilt_sag(mette) for _ in range(2))
    skrevet = {
        "resultat": "AENDRET_TILDELING",
        "krav": "9.2",
        "bemaerkning": "Søren Bak har talt med Amina",
    }
    kladder.gem(sag.bestillinger.get(), mette, skrevet)
    kladder.gem(en_andens.bestillinger.get(), mette, {"bemaerkning": "En anden borgers"})
    (kladde,) = under(sag, "Kladder til resultater")
    fakta = dict(kladde.raekker)
    assert fakta["Resultat"] == "Giver anledning til ændret tildeling"
    assert fakta["Tilbagebetalingskrav"] == "9.2"
    assert fakta["Bemærkning"] == "[udeladt] [udeladt] har talt med Amina"
    assert "Mette" not in str(kladde)


def test_hvert_felt_i_kladden_har_et_navn_til_borgeren():
    assert set(indsigt.SKREVNE) == set(kladder.FELTER)
