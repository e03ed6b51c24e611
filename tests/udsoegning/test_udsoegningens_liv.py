"""Projektets liv i enhver orden: et nej er endeligt, de tolv måneder flytter sig, og alt får ende.

Registrene læses rigtigt to gange, før og efter at Amina får et nyt CPR-nummer; derefter søges der
i de samme svar, mens uret går.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.udsoegning import opstilling
from tests.udsoegning.registerfolk import Registre
from udsoegning import opbevaring
from udsoegning.models import Fundet, Kontakt, Nej, Projekt
from udsoegning.nej import sig_nej
from udsoegning.person.handlinger import find, gem_kontakt, gem_telefon
from udsoegning.projekt.handlinger import luk
from udsoegning.soegning import udfoer
from udsoegning.soegning.hentning import hentet
from udsoegning.soegning.perioder import plus_maaneder

AMINA, ALDRIG, FOER, SIDEN = range(4)
"""Fire kursister: uden indkomst og med et nummer, der skiftes ud; uden; og to med én løn."""
LOEN = {FOER: 12, SIDEN: 1}
"""Så mange måneder før den første dag ligger lønnen; næste måned tæller den ene ikke mere."""
SEKS_MAANEDER, TO_AAR = timedelta(days=183), timedelta(days=730)
KURSISTER = st.sets(st.sampled_from([AMINA, ALDRIG, FOER, SIDEN]), min_size=1)
DAGE = st.sampled_from([1, 11, 31, 182, 183, 366])


class Projektliv(RuleBasedStateMachine):
    """Modellen kender hver borgers løn og husker, hvem der har sagt nej."""

    registre: tuple[Any, Any]
    numre: tuple[dict[int, str], dict[int, str]]

    def __init__(self) -> None:
        super().__init__()
        self.ur = time_machine.travel(datetime(2026, 11, 20, 11, tzinfo=UTC), tick=False)
        self.tid = self.ur.start()
        self.rul_tilbage = transaction.atomic()
        self.rul_tilbage.__enter__()
        self.bruger = opstilling.medarbejder()
        self.projekt, self.begyndt = opstilling.projekt(self.bruger), timezone.now()
        self.skiftet, self.listen, self.nej = 0, set[int](), set[int]()
        self.lukket: datetime | None = None
        self.slettet = False

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.rul_tilbage.__exit__(None, None, None)
        self.ur.stop()

    def person(self, hvem: int) -> Fundet:
        staar = opstilling.paa_listen(self.projekt)
        numre = {n[hvem] for n in self.numre} & staar.keys()
        fundet = find("0175", staar[numre.pop()])
        assert fundet is not None
        return fundet

    def uden_indkomst(self, hvem: int) -> bool:
        """Ingen løn i nogen af de tolv måneder før denne."""
        siden = LOEN.get(hvem)
        nu = timezone.localdate()
        return siden is None or (nu.year - 2026) * 12 + nu.month - 11 + siden > 12

    @initialize(gammelt=st.booleans())
    def begynd(self, gammelt: bool) -> None:
        """Den første søgning er efter dem alle: et liv uden en liste siger intet."""
        self.soeg_efter({AMINA, ALDRIG, FOER, SIDEN}, gammelt)

    @precondition(lambda self: self.lukket is None)
    @rule(paa_kursuslisten=KURSISTER, gammelt=st.booleans())
    def soeg(self, paa_kursuslisten: set[int], gammelt: bool) -> None:
        self.soeg_efter(paa_kursuslisten, gammelt)

    def soeg_efter(self, paa_kursuslisten: set[int], gammelt: bool) -> None:
        numre = self.numre[0 if gammelt else self.skiftet]
        with pytest.MonkeyPatch.context() as lap:
            lap.setattr(udfoer, "hentet", lambda _: nullcontext(self.registre[self.skiftet]))
            valgte = (numre[hvem] for hvem in paa_kursuslisten)
            et = opstilling.soeg(self.projekt, *valgte, afsluttet=self.begyndt.date())
        assert et.soegning == "UDFOERT"
        alle = self.listen | (paa_kursuslisten - self.nej)
        self.listen = {hvem for hvem in alle if self.uden_indkomst(hvem)}

    @precondition(lambda self: not self.skiftet)
    @rule()
    def nyt_nummer(self) -> None:
        self.skiftet = 1

    @precondition(lambda self: self.listen)
    @rule(valg=st.data())
    def ring(self, valg: st.DataObject) -> None:
        person = self.person(valg.draw(st.sampled_from(sorted(self.listen))))
        gem_telefon(person, "12345678")
        gem_kontakt(person, timezone.localdate(), "OPKALD", self.bruger)

    @precondition(lambda self: self.listen)
    @rule(valg=st.data())
    def siger_nej(self, valg: st.DataObject) -> None:
        hvem = valg.draw(st.sampled_from(sorted(self.listen)))
        sig_nej(self.person(hvem))
        self.listen.remove(hvem)
        self.nej.add(hvem)

    @precondition(lambda self: self.lukket is None and self.nej)
    @rule()
    def luk(self) -> None:
        luk(self.projekt, timezone.now())
        self.lukket = timezone.now()

    @rule(dage=DAGE)
    def nat(self, dage: int) -> None:
        """Dage går, og nattens sletning kommer."""
        self.tid.shift(timedelta(days=dage))
        nu = timezone.now()
        opbevaring.slet(nu)
        if self.lukket is None and nu - self.begyndt >= TO_AAR:
            self.lukket = nu
        if self.lukket and nu - self.lukket >= SEKS_MAANEDER:
            self.slettet, self.listen = True, set()

    @invariant()
    def listen_er_den_der_burde_vaere(self) -> None:
        staar = list(Fundet.objects.i_kommune("0175").values_list("cpr", flat=True))
        hvem = {nummer: hvem for numre in self.numre for hvem, nummer in numre.items()}
        assert sorted(hvem[cpr] for cpr in staar) == sorted(self.listen)
        fremmede = Kontakt.objects.i_kommune("0175").exclude(person__cpr__in=staar)
        assert not fremmede.exists()
        assert Projekt.objects.i_kommune("0175").exists() is not self.slettet
        antal = 0 if self.slettet else len(self.nej)
        assert Nej.objects.i_kommune("0175").count() == antal


@contextmanager
def laest(mappe: Path, indstillinger: Any) -> Iterator[None]:
    """De to gange registrene er læst, lagt på maskinen."""
    dag = datetime(2026, 11, 20, 11, tzinfo=UTC)
    with ExitStack() as stak, time_machine.travel(dag, tick=False):
        i_dag = timezone.localdate()
        foer = Registre()
        numre = {hvem: foer.person() for hvem in (AMINA, ALDRIG, FOER, SIDEN)}
        for hvem, maaneder in LOEN.items():
            foer.indkomst(numre[hvem], 100, plus_maaneder(i_dag, -maaneder))
        foer.lever(mappe / "foer", indstillinger)
        begge = [stak.enter_context(hentet(i_dag))]
        nyt = foer.person()
        folk = foer.raekker["cpr_personer"]
        folk[0] = (*folk[0][:-1], nyt)
        foer.lever(mappe / "efter", indstillinger)
        begge.append(stak.enter_context(hentet(i_dag)))
        Projektliv.registre = (begge[0], begge[1])
        Projektliv.numre = (numre, {**numre, AMINA: nyt})
        yield


@pytest.mark.django_db
def test_et_nej_er_endeligt_i_enhver_orden(tmp_path: Path, request: pytest.FixtureRequest):
    with laest(tmp_path, request.getfixturevalue("settings")):
        run_state_machine_as_test(
            Projektliv,
            settings=settings(
                max_examples=100,
                stateful_step_count=12,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
