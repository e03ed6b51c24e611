"""Kørelistens liv i tilfældig orden: intet besøg tabt eller doblet, intet halvt efterladt."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID, uuid4

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
from adgang.roller import Rolle
from hjemmebesoeg.afslutning.afslut import KanIkkeAfsluttes, ListenErVaek, afslut
from hjemmebesoeg.afslutning.destruer import KanIkkeDestrueres, destruer, kasser
from hjemmebesoeg.doeren.registrer import StoppetErVaek, Udfald, registrer
from hjemmebesoeg.kandidater.find import kandidater
from hjemmebesoeg.liste.alarm import over_frist
from hjemmebesoeg.liste.opret import opret, tilfoej_beskyttet
from hjemmebesoeg.models import Destruktion, Koereliste, Koerselstal, Stop
from hjemmebesoeg.statistik.lukning import luk_alle
from journal.models import Journalpost
from tests import fabrik
from tests.hjemmebesoeg.opstilling import HUSE, journalen_kvitterer, noteret, omraade, uden_svar

LANG = os.environ.get("BEVIS") == "fuld"
NR = st.integers(0, 9)
GRUND = "Borgeren har selv bedt om et besøg."


@dataclass
class Stopmodel:
    """Det, der burde være noteret på et stop; ``gemt`` er det sidste gems token."""

    stop: Stop
    kontakt: bool | None = None
    version: int = 0
    gemt: UUID | None = None


@dataclass
class Listemodel:
    """En liste, som den burde stå."""

    liste: Koereliste
    stop: list[Stopmodel] = field(default_factory=list)
    koert: bool = False
    kvitteret: bool = False
    vaek: bool = False

    @property
    def noterede(self) -> list[Stopmodel]:
        return [en for en in self.stop if en.kontakt is not None]


class Listensliv(RuleBasedStateMachine):
    """Fire borgere og en med beskyttet adresse; modellen husker kun, hvad der burde gælde."""

    def __init__(self) -> None:
        super().__init__()
        self.ur = time_machine.travel(timezone.now().replace(day=20, hour=9), tick=False)
        self.tid = self.ur.start()
        self.rul_tilbage = transaction.atomic()
        self.rul_tilbage.__enter__()
        self.mette = fabrik.bruger("mette")
        self.leder = fabrik.bruger("leder", Rolle.TEAMLEDER)
        omraade()
        self.sager = [uden_svar(self.mette, hus).pk for hus in HUSE[:4]]
        self.skjult = uden_svar(self.mette, HUSE[4], adressebeskyttet=True).pk
        self.lister: list[Listemodel] = []
        self.poster: list[UUID] = []
        self.kvitteringer: list[tuple[str, int]] = []
        self.talt: dict[date, dict[UUID, bool]] = {}
        self.lukket = date.min
        self.lav({0, 1, 2}, 0)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.rul_tilbage.__exit__(None, None, None)
        self.ur.stop()

    # ── Det, nogen kan gøre ────────────────────────────────────────────────────────────────

    @rule(valgt=st.sets(st.integers(0, 4), min_size=1), frem=st.sampled_from([0, 3]))
    def lav(self, valgt: set[int], frem: int) -> None:
        alle = [*self.sager, self.skjult]
        sager = [alle[nr] for nr in sorted(valgt)]
        burde = [sag for sag in sager if sag in self.ledige() and sag != self.skjult]
        dag = timezone.localdate() + timedelta(days=frem)
        svar = opret(self.leder, "Rødovre", dag, self.mette, sager, timezone.localdate())
        assert {en.sag_id for en in svar.stop} == set(burde)
        assert svar.faldt_fra == len(sager) - len(burde)
        assert (svar.liste is None) is (not burde)
        if svar.liste is not None:
            self.lister.append(Listemodel(svar.liste, [Stopmodel(en) for en in svar.stop]))

    @precondition(lambda self: self.lister)
    @rule(nr=NR)
    def tag_den_beskyttede_med(self, nr: int) -> None:
        valgt = self.liste(nr)
        burde = not valgt.koert and not valgt.vaek and self.skjult in self.ledige()
        stop = tilfoej_beskyttet(self.leder, valgt.liste, self.skjult, GRUND, timezone.localdate())
        assert (stop is not None) is burde
        if stop is not None:
            assert (stop.beskyttet, stop.beskyttet_grund) == (True, GRUND)
            valgt.stop.append(Stopmodel(stop))

    @precondition(lambda self: self.lister)
    @rule(nr=NR, hvilket=NR, kontakt=st.booleans())
    def noter(self, nr: int, hvilket: int, kontakt: bool) -> None:
        """Et nyt gem, det samme gem igen, og et gem oven på den version, der var."""
        valgt = self.liste(nr)
        en = valgt.stop[hvilket % len(valgt.stop)]
        token, foer = uuid4(), en.version
        udfald = self.gem(valgt, en, foer, token, kontakt)
        if valgt.vaek or (valgt.koert and en.kontakt is None):
            assert udfald is None
            return
        assert udfald == (Udfald.LUKKET if valgt.koert else Udfald.GEMT)
        if udfald == Udfald.GEMT:
            en.kontakt, en.version, en.gemt = kontakt, foer + 1, token
            assert self.gem(valgt, en, foer, uuid4(), not kontakt) == Udfald.KONFLIKT
        if en.gemt:
            assert self.gem(valgt, en, en.version, en.gemt, not en.kontakt) == Udfald.IGEN

    def gem(
        self, valgt: Listemodel, en: Stopmodel, version: int, token: UUID, kontakt: bool
    ) -> Udfald | None:
        felter = noteret(valgt.liste.dag, kontakt=kontakt)
        try:
            return registrer(en.stop, self.mette, version, token, felter).udfald
        except StoppetErVaek:
            return None

    @precondition(lambda self: self.lister)
    @rule(nr=NR, skaevt=st.booleans())
    def afslut(self, nr: int, skaevt: bool) -> None:
        valgt = self.liste(nr)
        mangler = len(valgt.stop) - len(valgt.noterede)
        burde = not valgt.koert and bool(valgt.noterede) and not skaevt
        try:
            afslut(valgt.liste, self.mette, mangler + skaevt)
        except ListenErVaek:
            assert valgt.vaek
        except KanIkkeAfsluttes:
            assert not burde
        else:
            assert burde
            assert not valgt.vaek
            valgt.koert, valgt.stop = True, valgt.noterede
            self.poster += [en.stop.sag_id for en in valgt.stop]

    @precondition(lambda self: any(en.koert and not en.vaek for en in self.lister))
    @rule(nr=NR)
    def journalen_svarer(self, nr: int) -> None:
        koerte = [en for en in self.lister if en.koert and not en.vaek]
        valgt = koerte[nr % len(koerte)]
        journalen_kvitterer(valgt.liste)
        valgt.kvitteret = True

    @precondition(lambda self: self.lister)
    @rule(nr=NR)
    def destruer(self, nr: int) -> None:
        valgt = self.liste(nr)
        maaned = valgt.liste.dag.replace(day=1)
        try:
            svar = destruer(valgt.liste, self.leder)
        except ListenErVaek:
            assert valgt.vaek
            return
        except KanIkkeDestrueres as nej:
            venter = "ikke talt færdig" in str(nej)
            tidligere_aaben = any(self.lukket < m < maaned for m in self.talt)
            if valgt.kvitteret:
                assert (venter, tidligere_aaben) == (True, True)
            return
        assert valgt.kvitteret
        assert not valgt.vaek
        valgt.vaek = True
        self.kvitteringer.append((valgt.liste.nr, len(valgt.stop)))
        assert svar.talt is (maaned > self.lukket)
        if svar.talt:
            self.lukket = max([self.lukket, *(m for m in self.talt if m < maaned)])
            egne = self.talt.setdefault(maaned, {})
            for en in valgt.stop:
                egne[en.stop.sag_id] = egne.get(en.stop.sag_id, False) or bool(en.kontakt)

    @precondition(lambda self: self.lister)
    @rule(nr=NR)
    def fortryd_kladden(self, nr: int) -> None:
        valgt = self.liste(nr)
        burde = not valgt.koert and not valgt.noterede
        try:
            kasser(valgt.liste, self.leder)
        except ListenErVaek:
            assert valgt.vaek
        except KanIkkeDestrueres:
            assert not burde
        else:
            assert burde
            assert not valgt.vaek
            valgt.vaek = True
            self.kvitteringer.append((valgt.liste.nr, 0))

    @rule(dage=st.sampled_from([1, 6, 14, 15, 31]))
    def tiden_gaar(self, dage: int) -> None:
        self.tid.shift(timedelta(days=dage))
        if luk_alle():
            self.lukket = max(self.talt)

    # ── Det, der altid gælder ──────────────────────────────────────────────────────────────

    @invariant()
    def hvert_stop_staar_hvor_det_skal(self) -> None:
        burde = sorted(
            (en.liste.nr, stop.stop.sag_id, stop.kontakt, stop.version)
            for en in self.lister
            if not en.vaek
            for stop in en.stop
        )
        alle = Stop.objects.i_kommune("0175")
        assert sorted(alle.values_list("liste__nr", "sag_id", "kontakt", "version")) == burde
        lister = Koereliste.objects.i_kommune("0175").values_list("nr", flat=True)
        assert sorted(lister) == sorted(en.liste.nr for en in self.lister if not en.vaek)

    @invariant()
    def den_der_ikke_staar_paa_en_liste_kan_vaelges(self) -> None:
        fundne = kandidater(omfang_for(self.leder), timezone.localdate())
        assert {en.sag.pk for en in fundne} == self.ledige()

    @invariant()
    def hvert_besoeg_er_journaliseret_en_gang(self) -> None:
        poster = Journalpost.objects.i_kommune("0175").filter(art="HJEMMEBESOEG")
        assert sorted(poster.values_list("sag", flat=True)) == sorted(self.poster)

    @invariant()
    def hver_destruktion_har_en_kvittering(self) -> None:
        alle = Destruktion.objects.i_kommune("0175").values_list("nr", "antal_stop")
        assert sorted(alle) == sorted(self.kvitteringer)
        assert len({nr for nr, _ in self.kvitteringer}) == len(self.kvitteringer)

    @invariant()
    def hver_borger_er_talt_en_gang_om_maaneden(self) -> None:
        tal = Koerselstal.objects.i_kommune("0175").values_list("maaned", "besoegt", "kontakt")
        assert sorted(tal) == sorted(
            (maaned, len(egne), sum(egne.values())) for maaned, egne in self.talt.items()
        )

    @invariant()
    def alarmen_kender_dem_over_fristen(self) -> None:
        i_dag = timezone.localdate()
        burde = [en for en in self.lister if not en.vaek and i_dag > en.liste.dag + FRIST]
        assert over_frist(self.leder.kommune, self.leder, i_dag) == len(burde)

    def liste(self, nr: int) -> Listemodel:
        return self.lister[-1 - nr % len(self.lister)]

    def ledige(self) -> set[UUID]:
        optagne = {s.stop.sag_id for en in self.lister if not en.vaek for s in en.stop}
        return {*self.sager, self.skjult} - optagne


FRIST = timedelta(days=14)


@pytest.mark.trussel
@pytest.mark.django_db
def test_koerelistens_liv():
    run_state_machine_as_test(
        Listensliv,
        settings=settings(
            max_examples=150 if LANG else 10,
            stateful_step_count=30 if LANG else 14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
