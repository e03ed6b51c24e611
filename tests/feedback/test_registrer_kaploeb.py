"""Samtidige tryk på Gem, Henlæg og Fortryd, på rigtig PostgreSQL: ét udfald, og det hele følger."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from adgang.omfang import omfang_for
from feedback.afslutning.post import noegle
from feedback.feedbackliste import kladde as kladder
from feedback.feedbackliste.fortryd import KanIkkeFortrydes, fortryd
from feedback.feedbackliste.registrer import Konflikt, Ventende, registrer
from feedback.feedbackliste.svar import Svar
from feedback.models import Feedback, Feedbackkladde, Resultat
from journal import poster
from journal.levering import Leveringsfejl, lever_nu
from journal.models import Journalpost
from samkoering.models import Fredning, Sag
from tests import fabrik
from tests.feedback.opstilling import HENLAEG, hoering, klar_sag, laes, ventende

SAMTIDIGE = 50
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def samtidig(ventende: list[Ventende]) -> list[Feedback | None]:
    """Registrér alle på én gang; ``None`` for dem, der mødte en konflikt."""
    klar = Barrier(len(ventende))

    def gem(en: Ventende) -> Feedback | None:
        try:
            klar.wait(timeout=30)
            return registrer(en, Svar(Resultat.HENLAGT_VISITERING))
        except Konflikt:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(len(ventende)) as pulje:
        return list(pulje.map(gem, ventende))


@pytest.mark.parametrize("samme_tryk", [True, False])
def test_et_resultat_uanset_hvor_mange_der_gemmer(samme_tryk: bool):
    bruger = fabrik.bruger("mette")
    sag, token = klar_sag(bruger), uuid4()
    tryk = [
        Ventende(sag.pk, bruger, omfang_for(bruger), 0, token if samme_tryk else uuid4())
        for _ in range(SAMTIDIGE)
    ]
    svar = samtidig(tryk)
    gemt = Feedback.objects.i_kommune("0175").get()
    assert [s for s in svar if s is not None] == [gemt] * (SAMTIDIGE if samme_tryk else 1)
    assert Sag.objects.i_kommune("0175").get().version == 1
    assert sag.historik.count() == 1
    assert Fredning.objects.i_kommune("0175").count() == 1


def test_16_samtidige_henlaeggelser_er_en_raekke_og_en_post():
    bruger = fabrik.bruger("mette")
    sag = klar_sag(bruger)
    svar = samtidig([ventende(sag, bruger) for _ in range(16)])
    gemt = Feedback.objects.i_kommune("0175").get()
    assert [s for s in svar if s is not None] == [gemt]
    assert Journalpost.objects.i_kommune("0175").get(art="AFSLUTNING").noegle == noegle(gemt.token)


@pytest.mark.parametrize("gang", range(4))
def test_fortryd_mod_levering_er_det_ene_eller_det_andet(gang: int):
    """Enten er posten væk og sagen åben, eller også er den leveret og sagen lukket."""
    bruger = fabrik.bruger("mette")
    sag = klar_sag(bruger)
    gemt = registrer(ventende(sag, bruger), HENLAEG)
    post = poster.find("0175", noegle(gemt.token))
    assert post is not None
    fortrudt, leveret = paa_en_gang(
        lambda: fortryd(sag.pk, gemt.token, bruger, omfang_for(bruger)), lambda: lever_nu(post)
    )
    staar = poster.staar("0175", noegle(gemt.token))
    assert isinstance(fortrudt, KanIkkeFortrydes) is staar
    assert isinstance(leveret, Leveringsfejl) is not staar
    assert laes(sag).er_aaben is not staar
    assert Feedback.objects.i_kommune("0175").exists() is staar
    assert Fredning.objects.i_kommune("0175").exists() is staar


@pytest.mark.parametrize("gang", range(4))
def test_fortryd_mod_en_kollegas_rettelse(gang: int):
    """Der er altid højst ét resultat, og posten hører til det."""
    mette, leder = fabrik.bruger("mette"), fabrik.bruger("leder")
    sag = klar_sag(mette)
    gemt = registrer(ventende(sag, mette), HENLAEG)
    retter = ventende(sag, leder, erstatter=True)
    fortrudt, rettet = paa_en_gang(
        lambda: fortryd(sag.pk, gemt.token, mette, omfang_for(mette)),
        lambda: registrer(retter, HENLAEG),
    )
    assert isinstance(fortrudt, KanIkkeFortrydes) is not isinstance(rettet, Konflikt)
    tokens = list(Feedback.objects.i_kommune("0175").values_list("token", flat=True))
    alle = Journalpost.objects.i_kommune("0175").filter(art="AFSLUTNING")
    assert list(alle.values_list("noegle", flat=True)) == [noegle(token) for token in tokens]
    assert laes(sag).er_aaben is not bool(tokens)


@pytest.mark.parametrize("gang", range(4))
def test_en_kladde_overlever_ikke_den_lukning_der_sker_imens(gang: int):
    bruger = fabrik.bruger("mette")
    sag = klar_sag(bruger)
    hoering(sag)
    bestilling = sag.bestillinger.get()
    paa_en_gang(
        lambda: kladder.gem(bestilling, bruger, {"bemaerkning": "x"}),
        lambda: registrer(ventende(sag, bruger), HENLAEG),
    )
    assert not laes(sag).er_aaben
    assert not Feedbackkladde.objects.i_kommune("0175").exists()


def paa_en_gang(*handlinger: Callable[[], object]) -> list[object]:
    """Hver handlings svar eller fejl, når alle begynder samtidig."""
    klar = Barrier(len(handlinger))

    def goer(handling: Callable[[], object]) -> object:
        try:
            klar.wait(timeout=30)
            return handling()
        except (KanIkkeFortrydes, Leveringsfejl, Konflikt, kladder.KanIkkeGemmes) as fejl:
            return fejl
        finally:
            connection.close()

    with ThreadPoolExecutor(len(handlinger)) as pulje:
        return list(pulje.map(goer, handlinger))
