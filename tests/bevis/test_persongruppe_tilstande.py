"""Markeringernes tilstande: tusinder af tilfældige handlinger, også samtidige og uden om koden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from adgang.lejer import lejer
from adgang.models import Bruger
from persongrupper.indlaesning.fil import FilAfvist
from persongrupper.indlaesning.indlaes import indlaes
from persongrupper.markering.handlinger import (
    Afvist,
    Markeringsfelter,
    annuller,
    flyt,
    saet,
    slut,
)
from persongrupper.models import Markeringsperiode, Projektborger, Slags
from persongrupper.monitorering.taelling import flyttet, opgoer
from persongrupper.vaern import regler, udloesere
from persongrupper.vaern.kalender import Kalender, Saetninger, kalender
from tests import fabrik
from tests.bevis.langsom_monitorering import GRUPPER, genspil, langsomt
from tests.bevis.plantning import ramte, rullet_tilbage
from tests.bevis.processer import Vent, samtidig
from tests.driftsrolle import som_driftsrolle
from tests.persongrupper.opstilling import aktivitetsfil, borgere, fil

KOMMUNE, BEGYNDER = "0175", date(2017, 9, 1)
KOMMUNENS = (*GRUPPER, "UDSKUDT_VISITATION", "JOBFORMIDLER")
markeringer = st.sampled_from(KOMMUNENS)
hvem = st.integers(0, 2)


class Brud(AssertionError):
    """En tilstand, der ikke må findes."""


def forbudte(kommune: str = KOMMUNE) -> list[str]:
    """De tilstande, der ikke må findes, set på rækkerne alene."""
    fundne, perioder = (
        [],
        list(
            Markeringsperiode.objects.i_kommune(kommune).filter(annulleret=None).order_by("borger")
        ),
    )
    for nr, en in enumerate(perioder):
        for anden in perioder[nr + 1 :]:
            if anden.borger_id != en.borger_id:
                break
            par = {en.markering, anden.markering}
            ens_dag = en.fra <= (anden.til or date.max) and anden.fra <= (en.til or date.max)
            uforenelige = par <= set(GRUPPER) or len(par) == 1
            uforenelige |= "UDSKUDT_VISITATION" in par and bool(par & {"GRUPPE_2", "GRUPPE_3"})
            if ens_dag and uforenelige:
                fundne.append(f"{en.borger_id}: {sorted(par)} på samme dag")
    personer = genspil(kommune)
    for borger in Projektborger.objects.i_kommune(kommune):
        ventet = personer[str(borger.pk)].foerste() or (None, None)
        if (borger.foerste_gruppe, borger.foerste_dag) != ventet:
            fundne.append(f"{borger.pk}: første gruppe er {borger.foerste_gruppe}")
    return fundne


class Markeringer(RuleBasedStateMachine):
    """Tre borgere, en kalender, og alt det, nogen kunne finde på."""

    bruger: Bruger
    skridt: Counter[str] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self._vaern = rullet_tilbage()
        self._vaern.__enter__()
        self._tid = kalender(BEGYNDER)

    @initialize()
    def begynd(self) -> None:
        """STAR's fil er indlæst."""
        self.tid: Kalender = self._tid.__enter__()
        self.borgere = borgere(3)

    def teardown(self) -> None:
        """Alt er som før."""
        self._tid.__exit__(None, None, None)
        self._vaern.__exit__(None, None, None)

    def _proev(self, navn: str, goer: Callable[[], Any]) -> None:
        """Gør det; et nej er i orden, en forbudt tilstand er ikke."""
        Markeringer.skridt[navn] += 1
        try:
            with transaction.atomic():
                goer()
        except (Afvist, IntegrityError, FilAfvist):
            Markeringer.skridt["afvist"] += 1
        if fundne := forbudte():
            raise Brud(fundne[0])
        denne = self.tid.dag.replace(day=1)
        for maaned in (denne, flyttet(denne, -1)):
            hurtigt = opgoer(KOMMUNE, maaned, self.tid.dag)
            if hurtigt != (sandt := langsomt(KOMMUNE, maaned, self.tid.dag)):
                raise Brud(f"{maaned}: {hurtigt} er ikke {sandt}")

    def _felter(self) -> Markeringsfelter:
        dag = self.tid.dag
        return Markeringsfelter("Barsel", dag + timedelta(days=90), "Ida", dag)

    def _perioder(self, nr: int) -> list[Markeringsperiode]:
        alle = Markeringsperiode.objects.i_kommune(KOMMUNE).filter(borger=self.borgere[nr])
        return list(alle.order_by("oprettet", "pk"))

    @rule(nr=hvem, markering=markeringer, maade=st.sampled_from((saet, flyt)))
    def saet_eller_flyt(self, nr: int, markering: str, maade: Any) -> None:
        """Sæt eller flyt gennem handlingerne."""
        self._proev(
            maade.__name__,
            lambda: maade(self.borgere[nr], markering, self.bruger, self._felter()),
        )

    @rule(nr=hvem, valgt=st.integers(0, 9), maade=st.sampled_from(("slut", "annuller")))
    def afslut(self, nr: int, valgt: int, maade: str) -> None:
        """Slut eller annullér en af borgerens perioder, også dem, det ikke må."""
        perioder = self._perioder(nr)
        periode = perioder[valgt % len(perioder)]
        if maade == "slut":
            self._proev("slut", lambda: slut(periode, self.bruger))
        else:
            self._proev("annuller", lambda: annuller(periode, self.bruger, "Fejl"))

    @rule(nr=hvem, markering=markeringer, dage=st.integers(-40, 3))
    def raa_indsaettelse(self, nr: int, markering: str, dage: int) -> None:
        """Skriv en række uden om handlingerne, som driftsrollen."""
        felter = self._felter().til(markering)
        self._proev("raa ny", lambda: _raa(self.borgere[nr], markering, self.tid.dag, dage, felter))

    @rule(nr=hvem, valgt=st.integers(0, 9), dage=st.integers(-40, 3), felt=st.sampled_from(
        ("fra", "til", "annulleret", "markering")
    ))  # fmt: skip
    def raa_rettelse(self, nr: int, valgt: int, dage: int, felt: str) -> None:
        """Ret en række uden om handlingerne, som driftsrollen."""
        perioder = self._perioder(nr)
        periode, dag = perioder[valgt % len(perioder)], self.tid.dag + timedelta(days=dage)
        felter: dict[str, Any] = {felt: "GRUPPE_1" if felt == "markering" else dag}
        if felt == "annulleret":
            felter["annulleringsgrund"] = "Raat"
        self._proev("raa rettelse", lambda: _ret(periode, felter))

    @rule(nr=hvem, slut_om=st.integers(-30, 0))
    def stars_fil(self, nr: int, slut_om: int) -> None:
        """STAR afslutter en borger eller fortryder det."""
        til = self.tid.dag + timedelta(days=slut_om) if slut_om else ""
        raekke = f"{KOMMUNE};{self.borgere[nr].cpr};2016-12-01;{til}"
        kommune = self.bruger.kommune
        assert kommune
        self._proev("STAR", lambda: indlaes(fil(raekke), Slags.BRUTTOMAALGRUPPE, kommune, "Prøven"))

    @rule(nr=hvem, siden=st.integers(0, 70), varer=st.integers(0, 70), timer=st.integers(0, 2))
    def aktivitet(self, nr: int, siden: int, varer: int, timer: int) -> None:
        """En indsats eller ordinære timer, også nul."""
        fra = self.tid.dag - timedelta(days=siden)
        til = min(fra + timedelta(days=varer), self.tid.dag)
        raekke = f"{KOMMUNE};{self.borgere[nr].cpr};ORDINAERE_TIMER;{fra};{til};{timer}"
        kommune = self.bruger.kommune
        assert kommune
        self._proev(
            "aktivitet", lambda: indlaes(aktivitetsfil(raekke), Slags.AKTIVITET, kommune, "Prøven")
        )

    @rule(dage=st.integers(1, 45))
    def tiden_gaar(self, dage: int) -> None:
        """Nogle dage senere."""
        self._proev("tid", lambda: self.tid.gaa(dage))


def _raa(borger: Projektborger, markering: str, dag: date, dage: int, felter: Any) -> None:
    with som_driftsrolle(), lejer(KOMMUNE):
        Markeringsperiode.objects.i_kommune(KOMMUNE).create(
            kommune_id=KOMMUNE,
            borger=borger,
            markering=markering,
            fra=dag + timedelta(days=dage),
            **felter,
        )


def _ret(periode: Markeringsperiode, felter: dict[str, Any]) -> None:
    with som_driftsrolle(), lejer(KOMMUNE):
        Markeringsperiode.objects.i_kommune(KOMMUNE).filter(pk=periode.pk).update(**felter)


def gaa(runder: int, skridt: int) -> list[str]:
    """Så mange forløb; det brud, der blev fundet."""
    Markeringer.skridt = Counter()
    valg = settings(
        max_examples=runder,
        stateful_step_count=skridt,
        deadline=None,
        database=None,
        derandomize=True,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
    try:
        run_state_machine_as_test(Markeringer, settings=valg)
    except Brud as brud:
        return [str(brud)]
    return []


@contextmanager
def uden_regel(*beskeder: str) -> Iterator[None]:
    """Plantet fejl: værnet uden nogle af sine regler."""
    egne = dict(regler.REGLER)
    try:
        for noegle, dens in egne.items():
            udloesere.REGLER[noegle] = tuple(r for r in dens if r.besked not in beskeder)
        udloesere.installer(None, Saetninger())
        yield
    finally:
        udloesere.REGLER.update(egne)
        udloesere.installer(None, Saetninger())


@pytest.mark.django_db
def test_ingen_vej_foerer_til_en_forbudt_tilstand(bevis, mette):
    Markeringer.bruger = mette
    brud = gaa(bevis.antal(kort=2, fuldt=60), bevis.antal(kort=8, fuldt=50))
    forsoeg = sum(antal for navn, antal in Markeringer.skridt.items() if navn != "afvist")
    with uden_regel(regler.EN_GRUPPE, regler.EN_AF_HVER, regler.IKKE_UDSKUDT):
        fanget = gaa(40, 25)
    bevis.foer(
        "persongruppe-tilstande", "Forbudte tilstande og tal, der ikke passer med hændelserne",
        forsoeg=forsoeg, brud=brud, plantet_fejl_fanget=bool(fanget),
    )  # fmt: skip


SAMTIDIGE = 6


def kaploeb(runder: int) -> list[str]:
    """Seks sætter hver sin gruppe på de samme borgere på én gang, annullerer og sætter igen."""
    hold = [fabrik.bruger(f"marker{nr}-{fabrik.nyt_cpr()}") for nr in range(SAMTIDIGE)]
    alle = borgere(runder)

    def opgave(nr: int) -> Callable[[Vent], int]:
        def marker(vent: Vent) -> int:
            fik = 0
            for plads, borger in enumerate(alle):
                vent()
                with lejer(KOMMUNE):
                    try:
                        periode = saet(borger, GRUPPER[(nr + plads) % 3], hold[nr])
                        fik += 1
                        if plads % 3 == 0:
                            annuller(periode, hold[nr], "Fejl")
                    except Afvist:
                        continue
            return fik

        return marker

    samtidig([opgave(nr) for nr in range(SAMTIDIGE)])
    return forbudte()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_samtidige_naar_heller_ikke_en_forbudt_tilstand(bevis, monkeypatch):
    fabrik.kommune()
    runder = bevis.antal(kort=8, fuldt=400)
    brud = kaploeb(runder)
    monkeypatch.setattr(udloesere, "_TAG_BORGEREN", "PERFORM 1")
    udloesere.installer(None, Saetninger())
    fanget = ramte(lambda: kaploeb(20), gange=5)
    monkeypatch.undo()
    udloesere.installer(None, Saetninger())
    bevis.foer(
        "persongruppe-tilstande", "Samtidige markeringer af den samme borger",
        forsoeg=SAMTIDIGE * runder, brud=brud, plantet_fejl_fanget=bool(fanget),
    )  # fmt: skip
