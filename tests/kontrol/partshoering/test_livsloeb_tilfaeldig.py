"""To sagsbehandlere, tilfældige tryk på gamle og nye billeder af sagen: løfterne holder altid."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from adgang.models import Bruger
from journal.models import Journalpost
from kontrol.models import Hoeringsbrev, Kanal, Partshoering
from kontrol.partshoering import kladde
from kontrol.partshoering.afgoerelse import gaeldende, kan_afgoeres
from kontrol.partshoering.bankdage import er_bankdag
from kontrol.partshoering.laas import Borte, Konflikt, Tryk
from kontrol.partshoering.send import IntetTilbage, send
from kontrol.partshoering.svar import fravaelg, registrer_svar
from samkoering.models import Sag, Sagstilstand
from tests import fabrik
from tests.kontrol.partshoering import eksempel

HVEM = st.sampled_from(["mette", "leder"])
BRUGERE: dict[str, Bruger] = {}
AFVIST = (Konflikt, Borte, IntetTilbage)


class Livsloeb(RuleBasedStateMachine):
    """Én sag; modellen husker kun, hvad der lykkedes."""

    @initialize()
    def begynd_forfra(self) -> None:
        self.rejse = time_machine.travel(eksempel.FREDAG)
        self.ur = self.rejse.start()
        self.sag: Sag = eksempel.sag_med(BRUGERE["mette"])
        self.sendte = self.svar = self.fravalg = 0
        self.set_: dict[str, Tryk] = {}
        for hvem in BRUGERE:
            self.aabn(hvem)

    def teardown(self) -> None:
        self.rejse.stop()

    @rule(hvem=HVEM)
    def aabn(self, hvem: str) -> None:
        self.set_[hvem] = eksempel.tryk(self.sag, BRUGERE[hvem])

    @rule(dage=st.integers(1, 12))
    def tiden_gaar(self, dage: int) -> None:
        self.ur.shift(timedelta(days=dage))

    @rule(hvem=HVEM)
    def begynd(self, hvem: str) -> None:
        self._proev(hvem, lambda tryk: kladde.begynd(tryk, eksempel.ider(self.sag)))

    @rule(hvem=HVEM, tekst=st.sampled_from(["Et.", "To."]))
    def gem(self, hvem: str, tekst: str) -> None:
        self._proev(hvem, lambda tryk: kladde.gem(tryk, tekst))

    @rule(hvem=HVEM)
    def slet(self, hvem: str) -> None:
        self._proev(hvem, kladde.slet)

    @rule(hvem=HVEM, igen=st.booleans())
    def send(self, hvem: str, igen: bool) -> None:
        for _ in range(1 + igen):
            foer = self._breve().count()
            self._proev(hvem, lambda tryk: send(tryk, "Teksten.", Kanal.SELV), behold=igen)
            self.sendte += self._breve().count() - foer

    @rule(hvem=HVEM)
    def paamind(self, hvem: str) -> None:
        self._proev(hvem, kladde.begynd_paamindelse)

    @rule(hvem=HVEM)
    def svarer(self, hvem: str) -> None:
        i_dag = timezone.localdate()
        foer = self._tilstand("BESVARET")
        self._proev(hvem, lambda tryk: registrer_svar(tryk, i_dag, "Ja."))
        self.svar += self._tilstand("BESVARET") - foer

    @rule(hvem=HVEM)
    def fravaelger(self, hvem: str) -> None:
        foer = self._grunde()
        self._proev(hvem, lambda tryk: fravaelg(tryk, "Borgeren er hørt på et møde."))
        self.fravalg += self._grunde() - foer

    def _proev(
        self, hvem: str, handling: Callable[[Tryk], object], *, behold: bool = False
    ) -> None:
        """Et tryk på det billede, brugeren har; er det gammelt eller afvist, ændres intet."""
        foer, tryk = self._aftryk(), self.set_[hvem]
        foraeldet = tryk != eksempel.tryk(self.sag, BRUGERE[hvem])
        try:
            handling(tryk)
        except AFVIST:
            assert self._aftryk() == foer
        else:
            assert not foraeldet or self._aftryk() == foer
            if not behold:
                self.aabn(hvem)

    def _aftryk(self) -> list[object]:
        felter = ("id", "tilstand", "version", "tekst", "frist", "svar", "grund", "bruger")
        sagen = Sag.objects.i_kommune("0175").filter(pk=self.sag.pk).values_list("version")
        return [*self._hoeringer().order_by("id").values_list(*felter), *sagen]

    def _hoeringer(self):
        return Partshoering.objects.i_kommune("0175").filter(sag=self.sag)

    def _breve(self):
        return Hoeringsbrev.objects.i_kommune("0175").filter(partshoering__sag=self.sag)

    def _tilstand(self, tilstand: str) -> int:
        return self._hoeringer().filter(tilstand=tilstand).count()

    def _grunde(self) -> int:
        return self._hoeringer().exclude(grund="").count()

    @invariant()
    def hoejst_en_kladde(self) -> None:
        assert self._tilstand("KLADDE") <= 1

    @invariant()
    def brevene_er_nummereret_og_hoejst_tre(self) -> None:
        for hoering in self._hoeringer():
            numre = [brev.nr for brev in hoering.breve.all()]
            assert numre == list(range(1, len(numre) + 1))
            assert len(numre) <= kladde.BREVE_HOEJST

    @invariant()
    def fristen_er_en_bankdag_efter_kommunens_dage(self) -> None:
        for brev in self._breve():
            assert er_bankdag(brev.frist)
            assert brev.frist >= timezone.localdate(brev.sendt) + timedelta(days=14)

    @invariant()
    def alt_der_skete_staar_i_journalen_historikken_og_versionen(self) -> None:
        skete = self.sendte + self.svar + self.fravalg
        assert Journalpost.objects.i_kommune("0175").filter(sag=self.sag.pk).count() == skete
        assert self.sag.historik.count() == skete
        nu = eksempel.laes(self.sag)
        assert nu.version == skete
        assert (nu.tilstand == Sagstilstand.PARTSHOERING) == (self.sendte > 0)

    @invariant()
    def kun_et_svar_et_fravalg_eller_en_passeret_frist_giver_lov(self) -> None:
        hoering, i_dag = gaeldende(self.sag), timezone.localdate()
        lov = hoering is not None and (
            bool(hoering.svar)
            or bool(hoering.grund)
            or (hoering.sendt is not None and hoering.frist is not None and hoering.frist < i_dag)
        )
        assert kan_afgoeres(hoering, i_dag) == lov


@pytest.mark.django_db
def test_livsloebet(mette, leder):
    BRUGERE.update(mette=mette, leder=leder)
    fabrik.kommune()
    run_state_machine_as_test(
        Livsloeb,
        settings=settings(
            max_examples=6,
            stateful_step_count=18,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
