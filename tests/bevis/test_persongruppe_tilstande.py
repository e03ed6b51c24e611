"""Markeringernes tilstande: tusinder af tilfældige handlinger, også samtidige og uden om koden."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from inspect import signature
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from adgang.lejer import lejer
from adgang.models import Bruger
from persongrupper.indlaesning.indlaes import indlaes
from persongrupper.markering.handlinger import (
    Afvist,
    Markeringsfelter,
    annuller,
    flyt,
    saet,
    slut,
)
from persongrupper.models import Aktivitetstype, Markeringsperiode, Projektborger, Slags
from persongrupper.monitorering import taelling
from persongrupper.monitorering.taelling import flyttet
from persongrupper.vaern import regler, udloesere
from persongrupper.vaern.dagen import i_dag
from persongrupper.vaern.kalender import Kalender, Saetninger, kalender
from registre.hel_fil import FilAfvist
from tests import fabrik
from tests.bevis.langsom_monitorering import GRUPPER, Personer, aktiviteter, genspil, langsomt, regn
from tests.bevis.plantning import ramte, rullet_tilbage
from tests.bevis.processer import Vent, samtidig
from tests.driftsrolle import som_driftsrolle
from tests.persongrupper.opstilling import aktivitetsfil, borgere, fil

KOMMUNE, BEGYNDER = "0175", date(2017, 9, 1)
KOMMUNENS = (*GRUPPER, "UDSKUDT_VISITATION", "JOBFORMIDLER")
VENT = (0, 0, 0, 0, 0, 1, 9, 40)
"""Dage, der går før et skridt; mange sker samme dag som det forrige."""


def forbudte(kommune: str = KOMMUNE, genspillet: Personer | None = None) -> list[str]:
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
    personer = genspil(kommune) if genspillet is None else genspillet
    for id_, person in personer.items():
        for liv in person.perioder.values():
            if liv.markering == "BRUTTOMAALGRUPPE":
                continue
            if liv.fra != liv.sat:
                fundne.append(f"{id_}: {liv.markering} sat {liv.sat} fra {liv.fra}")
            if liv.til and liv.til not in (liv.sluttet, liv.sluttet - timedelta(days=1)):
                fundne.append(f"{id_}: {liv.markering} sluttet {liv.sluttet} pr. {liv.til}")
    for borger in Projektborger.objects.i_kommune(kommune):
        ventet = personer[str(borger.pk)].foerste() or (None, None)
        if (borger.foerste_gruppe, borger.foerste_dag) != ventet:
            fundne.append(f"{borger.pk}: første gruppe er {borger.foerste_gruppe}")
    return fundne


class Forloeb:
    """To borgere, en kalender, og alt det, nogen kunne finde på, i en tilfældig orden."""

    def __init__(self, bruger: Bruger, traek: random.Random, tid: Kalender) -> None:
        self.bruger, self.traek, self.tid = bruger, traek, tid
        self.borgere = borgere(2)
        self.gjort: Counter[str] = Counter()
        self.handlinger: tuple[Callable[[Projektborger], None], ...] = (
            *(self.saet_eller_flyt,) * 4, *(self.afslut,) * 2, *(self.raa_ny,) * 2,
            *(self.raa_rettelse,) * 2, self.raa_foerste, self.stars_fil, self.aktivitet,
        )  # fmt: skip

    def gaa(self, skridt: int) -> str:
        """Så mange skridt; den forbudte tilstand, det endte i, eller tomt."""
        for _ in range(skridt):
            if dage := self.traek.choice(VENT):
                self.tid.gaa(dage)
            handling = self.traek.choice(self.handlinger)
            self.gjort[handling.__name__] += 1
            try:
                with transaction.atomic():
                    handling(self.traek.choice(self.borgere))
            except (Afvist, IntegrityError, FilAfvist):
                self.gjort["afvist"] += 1
            if fundet := self.forkert():
                return f"{handling.__name__}: {fundet}"
        return ""

    def forkert(self) -> str:
        """En forbudt tilstand, eller et tal, der ikke passer med hændelserne."""
        personer, aktiv = genspil(KOMMUNE), aktiviteter(KOMMUNE)
        if fundne := forbudte(KOMMUNE, personer):
            return fundne[0]
        maaned = flyttet(self.tid.dag.replace(day=1), self.traek.choice((0, -1)))
        hurtigt = taelling.opgoer(KOMMUNE, maaned, self.tid.dag)
        sandt = regn(personer, aktiv, maaned, self.tid.dag)
        return "" if hurtigt == sandt else f"{maaned}: {hurtigt} er ikke {sandt}"

    def saet_eller_flyt(self, borger: Projektborger) -> None:
        """Gennem handlingerne."""
        goer = self.traek.choice((saet, flyt))
        goer(borger, self.traek.choice(KOMMUNENS), self.bruger, self._felter())

    def afslut(self, borger: Projektborger) -> None:
        """Slut eller annullér en af borgerens perioder, også dem, det ikke må."""
        periode = self._periode(borger)
        if self.traek.random() < 0.5:
            slut(periode, self.bruger)
        else:
            annuller(periode, self.bruger, "Fejl")

    def raa_ny(self, borger: Projektborger) -> None:
        """Skriv en række uden om handlingerne, som driftsrollen."""
        markering = self.traek.choice(KOMMUNENS)
        _raa(borger, markering, self._dag(), self._felter().til(markering))

    def raa_rettelse(self, borger: Projektborger) -> None:
        """Ret en række uden om handlingerne, som driftsrollen."""
        felt = self.traek.choice(("fra", "til", "annulleret", "markering"))
        felter = {felt: "GRUPPE_1" if felt == "markering" else self._dag()}
        if felt == "annulleret":
            felter["annulleringsgrund"] = "Raat"
        _ret(Markeringsperiode, self._periode(borger).pk, felter)

    def raa_foerste(self, borger: Projektborger) -> None:
        """Ret borgerens første gruppe uden om handlingerne, som driftsrollen."""
        gruppe = self.traek.choice((None, *GRUPPER))
        _ret(
            Projektborger,
            borger.pk,
            {"foerste_gruppe": gruppe, "foerste_dag": gruppe and self._dag()},
        )

    def stars_fil(self, borger: Projektborger) -> None:
        """STAR afslutter borgeren eller fortryder det."""
        om = self.traek.choice((None, 0, -1, -30))
        til = "" if om is None else self.tid.dag + timedelta(days=om)
        self._indlaes(Slags.BRUTTOMAALGRUPPE, fil(f"{KOMMUNE};{borger.cpr};2016-12-01;{til}"))

    def aktivitet(self, borger: Projektborger) -> None:
        """En indsats eller ordinære timer, også nul, ofte på månedens kanter."""
        denne = self.tid.dag.day
        foer = self.traek.choice((0, 1, denne - 1, denne, self.traek.randint(0, 70)))
        fra = self.tid.dag - timedelta(days=foer)
        varer = self.traek.choice((0, denne, self.traek.randint(0, 70)))
        til = min(fra + timedelta(days=varer), self.tid.dag)
        slags, timer = self.traek.choice(Aktivitetstype.values), self.traek.randint(0, 2)
        raekke = f"{KOMMUNE};{borger.cpr};{slags};{fra};{til};{timer}"
        self._indlaes(Slags.AKTIVITET, aktivitetsfil(raekke))

    def _dag(self) -> date:
        return self.tid.dag + timedelta(days=self.traek.choice((-40, -2, -1, 0, 0, 1, 3)))

    def _felter(self) -> Markeringsfelter:
        dag = self.tid.dag
        return Markeringsfelter("Barsel", dag + timedelta(days=90), "Ida", dag)

    def _periode(self, borger: Projektborger) -> Markeringsperiode:
        alle = Markeringsperiode.objects.i_kommune(KOMMUNE).filter(borger=borger)
        return self.traek.choice(list(alle.order_by("oprettet", "pk")))

    def _indlaes(self, slags: Slags, indhold: bytes) -> None:
        assert self.bruger.kommune
        indlaes(indhold, slags, self.bruger.kommune, "Prøven")


def _raa(borger: Projektborger, markering: str, fra: date, felter: dict[str, Any]) -> None:
    with som_driftsrolle(), lejer(KOMMUNE):
        Markeringsperiode.objects.i_kommune(KOMMUNE).create(
            kommune_id=KOMMUNE, borger=borger, markering=markering, fra=fra, **felter
        )


def _ret(model: Any, id_: UUID, felter: dict[str, Any]) -> None:
    with som_driftsrolle(), lejer(KOMMUNE):
        model.objects.i_kommune(KOMMUNE).filter(pk=id_).update(**felter)


def gaa(bruger: Bruger, forloebene: Iterable[int], skridt: int) -> tuple[Counter[str], list[str]]:
    """Forløbene, hver gang de samme; det, der blev gjort, og det første brud."""
    gjort: Counter[str] = Counter()
    for nr in forloebene:
        with rullet_tilbage(), kalender(BEGYNDER) as tid:
            forloeb = Forloeb(bruger, random.Random(nr), tid)
            brud = forloeb.gaa(skridt)
        gjort += forloeb.gjort
        if brud:
            return gjort, [f"forløb {nr}, {brud}"]
    return gjort, []


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


PLANTEDE = {
    regler.EN_GRUPPE: 1,
    regler.EN_AF_HVER: 2,
    regler.IKKE_UDSKUDT: 2,
    regler.START_I_DAG: 0,
    regler.SLUT_NU: 0,
    regler.FOERSTE: 0,
}
"""De regler, hvis fravær skal kunne ses i tilstandene alene, og et forløb, hvor det ses tidligt."""


def ufangede(bruger: Bruger, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """De plantede fejl, forløbene ikke fandt: en regel taget væk, eller et tal regnet forkert."""
    tilbage = []
    for regel, tidligt in PLANTEDE.items():
        with uden_regel(regel):
            if not gaa(bruger, (tidligt, *range(20)), 40)[1]:
                tilbage.append(regel)
    for (navn, dag, forskudt), tidligt in KANTER.items():
        with monkeypatch.context() as plantet:
            plantet.setattr(taelling, navn, en_dag_ved_siden_af(navn, dag, forskudt))
            if not gaa(bruger, (tidligt, *range(40)), 40)[1]:
                tilbage.append(f"{navn}: {dag}")
    return tilbage


KANTER = {("_aktive", "fra", 1): 33, ("_aktive", "til", -1): 8, ("_i_gang", "dag", -1): 0}
"""Tællingens kanter, hvor dagen selv tæller med: en dag mindre skal kunne ses, og hvor det ses."""


def en_dag_ved_siden_af(navn: str, dag: str, dage: int) -> Callable[..., frozenset[UUID]]:
    """Plantet fejl: tællingen med den ene af sine dage skævt."""
    aegte = getattr(taelling, navn)
    pladser = tuple(signature(aegte).parameters)

    def skaevt(*argumenter: Any) -> frozenset[UUID]:
        givne = dict(zip(pladser, argumenter, strict=True))
        fundne: frozenset[UUID] = aegte(**{**givne, dag: givne[dag] + timedelta(days=dage)})
        return fundne

    return skaevt


@pytest.mark.django_db
def test_ingen_vej_foerer_til_en_forbudt_tilstand(bevis, mette, monkeypatch):
    forloebene = range(bevis.antal(kort=2, fuldt=120))
    gjort, brud = gaa(mette, forloebene, bevis.antal(kort=20, fuldt=60))
    assert ufangede(mette, monkeypatch) == []
    bevis.foer(
        "persongruppe-tilstande", "Forbudte tilstande og tal, der ikke passer med hændelserne",
        forsoeg=gjort.total() - gjort["afvist"], brud=brud, plantet_fejl_fanget=True,
    )  # fmt: skip


SAMTIDIGE = 6


def kaploeb(runder: int) -> list[str]:
    """Seks sætter hver sin gruppe på de samme borgere på én gang; nogle annullerer eller slutter.

    Bagefter skal ingen tilstand være forbudt, og månedens tal passe med hændelserne.
    """
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
                        elif plads % 3 == 1:
                            slut(periode, hold[nr])
                    except Afvist:
                        continue
            return fik

        return marker

    samtidig([opgave(nr) for nr in range(SAMTIDIGE)])
    dag = i_dag()
    hurtigt = taelling.opgoer(KOMMUNE, dag.replace(day=1), dag)
    sandt = langsomt(KOMMUNE, dag.replace(day=1), dag)
    return forbudte() + ([] if hurtigt == sandt else [f"{hurtigt} er ikke {sandt}"])


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
