"""Fortryd en henlæggelse: alt er, som det var, eller intet er ændret."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from adgang.models import Bruger
from adgang.omfang import omfang_for
from feedback.afslutning.post import noegle
from feedback.feedbackliste.fortryd import FOR_SENT, NY_SAG, VAEK, KanIkkeFortrydes, fortryd
from feedback.feedbackliste.registrer import Konflikt, registrer
from feedback.models import Feedback
from journal import poster
from journal.models import Journalpost
from kontrol.models import Hoeringstilstand
from samkoering.models import Fredning, Handling, Sag, Sagstilstand, Udfaldstilstand
from tests import fabrik
from tests.feedback.opstilling import (
    AENDRET,
    HENLAEG,
    hoering,
    klar_sag,
    laes,
    ventende,
)

FRIST = timedelta(minutes=10)


def goer_om(feedback: Feedback, bruger: Bruger, **andet: Any) -> Sag:
    felter = {"sag_id": feedback.sag_id, "token": feedback.token, **andet}
    return fortryd(**felter, bruger=bruger, omfang=omfang_for(bruger))


def afslutninger(sag: Sag) -> list[str]:
    poster_ = Journalpost.objects.i_kommune(sag.kommune_id).filter(sag=sag.pk, art="AFSLUTNING")
    return list(poster_.values_list("noegle", flat=True))


def billede(sag: Sag) -> dict[str, Any]:
    """Alt om sagen undtagen versionen, historikken og hvor langt visiteringen er."""
    bestilling = sag.bestillinger.get()
    return {
        "afsluttet": laes(sag).afsluttet,
        "udfald": sorted(sag.udfald.values_list("identitet", "tilstand")),
        "fredet": sorted(
            Fredning.objects.i_kommune(sag.kommune_id).values_list("identitet", "sag")
        ),
        "bestilling": (bestilling.lukket, bestilling.lukning),
        "feedback": Feedback.objects.i_kommune(sag.kommune_id).count(),
        "poster": afslutninger(sag),
    }


def test_alt_er_som_foer_undtagen_historikken(mette: Bruger):
    sag = klar_sag(mette, haendelser=(("flytning", "YM"), ("bilkoeb", "AEF")))
    faldet = fabrik.udfald(sag, "bilsalg")
    sag.udfald.filter(pk=faldet.pk).update(tilstand=Udfaldstilstand.BORTFALDET)
    anden = klar_sag(mette)
    registrer(ventende(anden, mette), HENLAEG)  # en anden lukning, som intet må mærke
    foer = billede(sag)
    gemt = registrer(ventende(sag, mette), HENLAEG)
    assert billede(sag) != foer
    assert goer_om(gemt, mette) == sag
    assert billede(sag) == foer
    assert (laes(sag).tilstand, laes(sag).version) == (Sagstilstand.VISITERES, 2)
    assert [linje.handling for linje in sag.historik.all()] == [
        Handling.FEEDBACK_FORTRUDT,
        Handling.FEEDBACK,
    ]


def test_sagen_kan_lukkes_igen_og_faar_sin_egen_post(mette: Bruger):
    sag = klar_sag(mette)
    foerste = registrer(ventende(sag, mette), HENLAEG)
    goer_om(foerste, mette)
    anden = registrer(ventende(sag, mette), HENLAEG)
    assert Feedback.objects.i_kommune(sag.kommune_id).get() == anden
    assert afslutninger(sag) == [noegle(anden.token)]


def test_det_fortrudte_tryk_henlaegger_ikke_igen(mette: Bruger):
    """En side, der blev stående i en anden fane, trykker igen."""
    sag = klar_sag(mette)
    tryk = ventende(sag, mette)
    goer_om(registrer(tryk, HENLAEG), mette)
    with pytest.raises(Konflikt):
        registrer(tryk, HENLAEG)
    assert laes(sag).tilstand == Sagstilstand.VISITERES


@pytest.mark.parametrize(
    ("tilstand", "ventet"),
    [
        (Hoeringstilstand.KLADDE,    Sagstilstand.VISITERES),
        (Hoeringstilstand.SENDT,     Sagstilstand.PARTSHOERING),
        (Hoeringstilstand.BESVARET,  Sagstilstand.PARTSHOERING),
        (Hoeringstilstand.FRAFALDET, Sagstilstand.VISITERES),
    ],
)  # fmt: skip
def test_en_hoering_i_gang_er_i_gang_igen(mette: Bruger, tilstand: str, ventet: Sagstilstand):
    sag = klar_sag(mette)
    hoering(sag, tilstand)
    assert goer_om(registrer(ventende(sag, mette), HENLAEG), mette).tilstand == ventet


@pytest.mark.parametrize(
    ("senere", "kan"),
    [
        (timedelta(0),                       True),
        (FRIST - timedelta(seconds=1),       True),
        (FRIST,                              False),
        (FRIST + timedelta(seconds=1),       False),
    ],
)  # fmt: skip
def test_ti_minutter(mette: Bruger, senere: timedelta, kan: bool):
    sag = klar_sag(mette)
    with time_machine.travel(timezone.now(), tick=False) as ur:
        gemt = registrer(ventende(sag, mette), HENLAEG)
        post = poster.find(sag.kommune_id, noegle(gemt.token))
        assert post is not None
        assert post.naeste_forsoeg == gemt.registreret + FRIST
        ur.shift(senere)
        if kan:
            assert goer_om(gemt, mette).er_aaben
        else:
            with pytest.raises(KanIkkeFortrydes, match="Fristen for at fortryde er gået"):
                goer_om(gemt, mette)
    assert laes(sag).er_aaben is kan


def leveret(sag: Sag, gemt: Feedback) -> None:
    alle = Journalpost.objects.i_kommune(sag.kommune_id).filter(noegle=noegle(gemt.token))
    alle.update(tilstand="LEVERET", leveret=timezone.now())


def rettet(sag: Sag, gemt: Feedback) -> None:
    registrer(ventende(sag, gemt.bruger, erstatter=True), HENLAEG)


def faaet_ny_sag(sag: Sag, gemt: Feedback) -> None:
    fabrik.sag_med_udfald(sag.kommune, cpr=sag.cpr)


@pytest.mark.parametrize(
    ("imens", "besked"), [(leveret, FOR_SENT), (rettet, VAEK), (faaet_ny_sag, NY_SAG)]
)
def test_for_sent_eller_aendret_er_alt_uroert(mette: Bruger, imens: Any, besked: str):
    sag = klar_sag(mette)
    gemt = registrer(ventende(sag, mette), HENLAEG)
    imens(sag, gemt)
    foer, version = billede(sag), laes(sag).version
    with pytest.raises(KanIkkeFortrydes) as fejl:
        goer_om(gemt, mette)
    assert str(fejl.value) == besked
    assert (billede(sag), laes(sag).version) == (foer, version)


def test_kun_en_henlaeggelse_i_visitering_kan_fortrydes(mette: Bruger):
    sag = klar_sag(mette)
    hoering(sag)
    gemt = registrer(ventende(sag, mette), AENDRET)
    with pytest.raises(KanIkkeFortrydes):
        goer_om(gemt, mette)
    assert laes(sag).tilstand == Sagstilstand.AENDRET_TILDELING


def test_kun_den_der_henlagde_og_kun_netop_det_tryk(mette: Bruger, leder: Bruger, jonas: Bruger):
    sag = klar_sag(mette)
    gemt = registrer(ventende(sag, mette), HENLAEG)
    for hvem, andet in ((leder, {}), (jonas, {}), (mette, {"token": uuid4()})):
        with pytest.raises(KanIkkeFortrydes):
            goer_om(gemt, hvem, **andet)
    assert laes(sag).tilstand == Sagstilstand.HENLAGT_VISITERING
