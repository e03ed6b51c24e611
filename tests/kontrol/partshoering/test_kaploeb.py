"""Kapløb på rigtig PostgreSQL: ét brev, ét svar, og enten brevet eller resultatet."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from adgang.omfang import omfang_for
from feedback.feedbackliste import registrer as feedback
from feedback.feedbackliste.svar import Svar
from feedback.models import Feedback, Resultat
from journal.models import Forsendelse, Journalpost
from kontrol.models import Hoeringsbrev, Kanal, Partshoering
from kontrol.partshoering import kladde
from kontrol.partshoering.laas import Borte, Konflikt
from kontrol.partshoering.send import send
from kontrol.partshoering.svar import registrer_svar
from samkoering.models import Sagstilstand
from tests import fabrik
from tests.kontrol.partshoering import eksempel

SAMTIDIGE = 16
AFVIST = (Borte, Konflikt, feedback.Konflikt)
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def samtidig(handlinger: list[Callable[[], object]]) -> list[object | None]:
    """Alle på én gang; ``None`` for dem, der blev afvist."""
    klar = Barrier(len(handlinger))

    def goer(handling: Callable[[], object]) -> object | None:
        try:
            klar.wait(timeout=30)
            return handling()
        except AFVIST:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(len(handlinger)) as pulje:
        return list(pulje.map(goer, handlinger))


@pytest.mark.parametrize("samme_bruger", [True, False])
def test_et_brev_uanset_hvor_mange_der_sender(samme_bruger: bool):
    mette, leder = fabrik.bruger("mette"), fabrik.bruger("leder")
    sag = eksempel.sag_med(mette)
    eksempel.med_kladde(sag, mette)
    tryk = [
        eksempel.tryk(sag, mette if samme_bruger or nr % 2 else leder) for nr in range(SAMTIDIGE)
    ]
    svar = samtidig([lambda t=t: send(t, "Teksten.", Kanal.DIGITAL_POST) for t in tryk])
    brev = Hoeringsbrev.objects.i_kommune("0175").get()
    assert {s for s in svar if s is not None} == {brev}
    # Den, der vandt, får sit eget brev på hvert af sine tryk; den anden får en konflikt.
    assert svar.count(brev) == (SAMTIDIGE if samme_bruger else SAMTIDIGE // 2)
    assert Journalpost.objects.i_kommune("0175").count() == 1
    assert Forsendelse.objects.i_kommune("0175").count() == 1
    assert eksempel.laes(sag).version == 1
    assert sag.historik.count() == 1


def test_en_kladde_uanset_hvor_mange_der_begynder():
    mette, leder = fabrik.bruger("mette"), fabrik.bruger("leder")
    sag = eksempel.sag_med(mette)
    ider = eksempel.ider(sag)
    tryk = [eksempel.tryk(sag, leder if nr % 2 else mette) for nr in range(SAMTIDIGE)]
    svar = samtidig([lambda t=t: kladde.begynd(t, ider) for t in tryk])
    hoering = Partshoering.objects.i_kommune("0175").get()
    assert svar.count(hoering) == SAMTIDIGE // 2


def test_et_svar_uanset_hvor_mange_der_registrerer():
    mette = fabrik.bruger("mette")
    sag = eksempel.sag_med(mette)
    eksempel.sendt(sag, mette)
    tryk, i_dag = eksempel.tryk(sag, mette), timezone.localdate()
    samtidig([lambda nr=nr: registrer_svar(tryk, i_dag, f"Svar {nr}.") for nr in range(SAMTIDIGE)])
    assert Journalpost.objects.i_kommune("0175").filter(art="HOERINGSSVAR").count() == 1
    assert eksempel.laes(sag).version == 2


@pytest.mark.parametrize("runde", range(6))
def test_brevet_mod_resultatet(runde: int, monkeypatch: pytest.MonkeyPatch):
    """Den ene vinder, og den anden får det at vide; aldrig et brev på en lukket sag."""
    monkeypatch.setattr(feedback, "kraev", lambda sag: None, raising=False)
    mette = fabrik.bruger("mette")
    sag = eksempel.sag_med(mette)
    eksempel.med_kladde(sag, mette)
    tryk = eksempel.tryk(sag, mette)
    ventende = feedback.Ventende(sag.pk, mette, omfang_for(mette), 0, uuid4())
    henlaeg = Svar(Resultat.HENLAGT_VISITERING)
    parret = [
        lambda: send(tryk, "Teksten.", Kanal.DIGITAL_POST),
        lambda: feedback.registrer(ventende, henlaeg),
    ]
    svar = samtidig(parret[:: -1 if runde % 2 else 1])
    breve = Hoeringsbrev.objects.i_kommune("0175").count()
    resultater = Feedback.objects.i_kommune("0175").count()
    assert breve + resultater == 1
    assert svar.count(None) == 1
    ventet = Sagstilstand.PARTSHOERING if breve else Sagstilstand.HENLAGT_VISITERING
    assert eksempel.laes(sag).tilstand == ventet
    assert Journalpost.objects.i_kommune("0175").filter(art="PARTSHOERING").count() == breve
