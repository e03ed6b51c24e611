"""Lukning, fortrydelse, rettelse og lukning igen, i enhver orden: aldrig to gældende resultater."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from adgang.omfang import omfang_for
from feedback.afslutning.post import noegle
from feedback.feedbackliste.fortryd import KanIkkeFortrydes, fortryd
from feedback.feedbackliste.registrer import IkkeHoert, Konflikt, registrer
from feedback.feedbackliste.svar import Svar
from feedback.models import Feedback
from journal.models import Journalpost
from kontrol.models import Bestilling
from samkoering.models import Fredning, Handling, Udfaldstilstand
from tests import fabrik
from tests.feedback.opstilling import AENDRET, HENLAEG, hoering, klar_sag, laes, ventende

FRIST = timedelta(minutes=10)
SVAR = st.sampled_from([HENLAEG, AENDRET])


class Sagensliv(RuleBasedStateMachine):
    """To kolleger om én sag; modellen husker kun, hvad der burde gælde."""

    def __init__(self) -> None:
        super().__init__()
        self.ur = time_machine.travel(timezone.now(), tick=False)
        self.tid = self.ur.start()
        self.rul_tilbage = transaction.atomic()
        self.rul_tilbage.__enter__()
        self.brugere = [fabrik.bruger("mette"), fabrik.bruger("karen")]
        self.sag = klar_sag(self.brugere[0], haendelser=(("flytning", "YM"), ("bilkoeb", "YM")))
        self.hoert = False
        self.gaeldende: Feedback | None = None
        self.tryk: list[Feedback] = []
        self.leveret: set[str] = set()
        self.linjer: list[str] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.rul_tilbage.__exit__(None, None, None)
        self.ur.stop()

    @rule()
    def hoer(self) -> None:
        if not self.hoert:
            hoering(self.sag)
            self.hoert = True

    @rule(hvem=st.sampled_from([0, 1]), svar=SVAR, erstatter=st.booleans())
    def gem(self, hvem: int, svar: Svar, erstatter: bool) -> None:
        tryk = ventende(self.sag, self.brugere[hvem], erstatter=erstatter)
        try:
            self.gaeldende = registrer(tryk, svar)
        except IkkeHoert:
            assert not self.hoert
            assert svar is AENDRET
        except Konflikt:
            assert self.gaeldende is not None
            assert not erstatter
        else:
            self.tryk.append(self.gaeldende)
            self.linjer.append(Handling.FEEDBACK)

    @precondition(lambda self: self.tryk)
    @rule(hvem=st.sampled_from([0, 1]), nr=st.integers(0, 9))
    def fortryd(self, hvem: int, nr: int) -> None:
        tryk, bruger = self.tryk[-1 - nr % len(self.tryk)], self.brugere[hvem]
        burde = (
            self.gaeldende is not None
            and tryk.token == self.gaeldende.token
            and tryk.bruger == bruger
            and tryk.resultat == HENLAEG.resultat
            and timezone.now() < tryk.registreret + FRIST
            and noegle(tryk.token) not in self.leveret
        )
        try:
            fortryd(self.sag.pk, tryk.token, bruger, omfang_for(bruger))
        except KanIkkeFortrydes:
            assert not burde
        else:
            assert burde
            self.gaeldende = None
            self.linjer.append(Handling.FEEDBACK_FORTRUDT)

    @rule(minutter=st.sampled_from([1, 9, 10]))
    def gaa_frem(self, minutter: int) -> None:
        self.tid.shift(timedelta(minutes=minutter))

    @rule()
    def lever(self) -> None:
        """Journalen får det hele, også før tiden; her er kun kvitteringen det vigtige."""
        poster = Journalpost.objects.i_kommune("0175").filter(art="AFSLUTNING")
        self.leveret |= set(poster.values_list("noegle", flat=True))
        poster.update(tilstand="LEVERET", leveret=timezone.now())

    @invariant()
    def hoejst_et_resultat_og_alt_foelger_det(self) -> None:
        sag, gemt = laes(self.sag), list(Feedback.objects.i_kommune("0175"))
        lukket = self.gaeldende is not None
        assert [f.token for f in gemt] == ([self.gaeldende.token] if self.gaeldende else [])
        assert sag.er_aaben is not lukket
        assert (sag.afsluttet is not None) is lukket
        udfald = set(sag.udfald.values_list("tilstand", flat=True))
        assert udfald == {Udfaldstilstand.BEHANDLET if lukket else Udfaldstilstand.AABENT}
        assert Fredning.objects.i_kommune("0175").count() == (2 if lukket else 0)
        assert (Bestilling.objects.i_kommune("0175").get().lukket is not None) is lukket

    @invariant()
    def journalen_faar_det_gaeldende_og_kun_det_leverede_ellers(self) -> None:
        alle = Journalpost.objects.i_kommune("0175").filter(art="AFSLUTNING")
        noegler = set(alle.values_list("noegle", flat=True))
        gaeldende = {noegle(self.gaeldende.token)} if self.gaeldende else set()
        assert noegler == self.leveret | gaeldende

    @invariant()
    def historikken_mister_intet(self) -> None:
        alle = self.sag.historik.order_by("pk").values_list("handling", flat=True)
        assert list(alle) == self.linjer


@pytest.mark.django_db
def test_sagens_liv():
    run_state_machine_as_test(
        Sagensliv,
        settings=settings(
            max_examples=15,
            stateful_step_count=10,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
