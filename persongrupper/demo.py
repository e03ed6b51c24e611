"""Et halvt års arbejde i Flere skal med, så en demonstration har noget at vise.

Tiden går i databasen, mens der arbejdes, så markeringerne bliver til gennem de samme handlinger og
det samme værn som ellers. Numrene er opdigtede: dagen er lagt 60 til.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from adgang.lejer import lejer
from adgang.models import Bruger, Kommune
from persongrupper.indlaesning.indlaes import indlaes
from persongrupper.markering.handlinger import Afvist, Markeringsfelter, flyt, saet
from persongrupper.markeringer import Markering
from persongrupper.models import Aktivitetstype, Projektborger, Slags
from persongrupper.monitorering.opgoerelse import opgoer_kommune
from persongrupper.monitorering.taelling import flyttet
from persongrupper.vaern.kalender import Kalender, kalender

MAANEDER = 7
_STARS_DAG = date(2016, 12, 1)
_FORMIDLERE = ("Ida Bruun", "Jens Lykke", "Sara Winding", "Ole Thorup")
_UGE = 7
_VARIGHEDER = (None, None, 40, 75)
"""Dage, en aktivitet varer, eller til videre; så de to læsninger af kravet kan skilles ad."""
_NATTEN = time(4, 25)


@dataclass(slots=True)
class _Forloeb:
    """En kommunes forløb fra den første fil til i dag."""

    kommune: Kommune
    bruger: Bruger
    tid: Kalender
    mangler: list[Projektborger]
    traek: random.Random
    indsats: list[Projektborger] = field(default_factory=list)
    aktiviteter: dict[str, tuple[str, date, date | None]] = field(default_factory=dict)
    """Borgerens aktivitet: slags, første dag og den sidste, når den får en."""

    def uge(self) -> None:
        """En uge på kontoret: nogle visiteres, nogle flyttes, nogle får en jobformidler."""
        for _ in range(min(len(self.mangler), self.traek.choice((1, 2, 2, 3)))):
            self._visiter(self.mangler.pop())
        if self.indsats and self.traek.random() < 0.15:
            self._proev_flyt(self.traek.choice(self.indsats))
        if self.indsats and self.traek.random() < 0.85:
            self._aktivitet(self.traek.choice(self.indsats))

    def _visiter(self, borger: Projektborger) -> None:
        lod = self.traek.random()
        if lod < 0.08:
            barsel = Markeringsfelter(
                grund="Forestående barsel", forventet_til=self.tid.dag + timedelta(days=240)
            )
            saet(borger, Markering.UDSKUDT_VISITATION, self.bruger, barsel)
            return
        gruppe = "GRUPPE_1" if lod < 0.72 else "GRUPPE_2" if lod < 0.92 else "GRUPPE_3"
        saet(borger, gruppe, self.bruger)
        if gruppe == "GRUPPE_1":
            self.indsats.append(borger)
            navn = self.traek.choice(_FORMIDLERE)
            felter = Markeringsfelter(jobformidler=navn, min_plan_dato=self.tid.dag)
            saet(borger, Markering.JOBFORMIDLER, self.bruger, felter)

    def _proev_flyt(self, borger: Projektborger) -> None:
        try:
            flyt(borger, self.traek.choice(("GRUPPE_2", "GRUPPE_3")), self.bruger)
        except Afvist:
            return

    def _aktivitet(self, borger: Projektborger) -> None:
        if borger.cpr in self.aktiviteter:
            return
        slags = self.traek.choice(Aktivitetstype.values)
        varer = self.traek.choice(_VARIGHEDER)
        fra = self.tid.dag
        til = None if varer is None else fra + timedelta(days=varer)
        self.aktiviteter[borger.cpr] = (slags, fra, til)

    def _raekke(self, cpr: str, slags: str, fra: date, til: date | None) -> str:
        """Rækken i filen; en slutdag, der ikke er kommet endnu, står der ikke."""
        slut = til if til and til <= self.tid.dag else ""
        return f"{self.kommune.pk};{cpr};{slags};{fra};{slut};120"

    def maanedsskifte(self) -> None:
        """Den første i måneden: STAR's fil om aktiviteter, og om natten er måneden gjort op.

        Tidspunktet er historiens, som alt andet i den; ellers ville hver måned hedde i dag.
        """
        if self.aktiviteter:
            raekker = [self._raekke(cpr, *sin) for cpr, sin in self.aktiviteter.items()]
            fil = "\n".join(["kommunekode;cpr;type;fra;til;timer", *raekker, ""])
            indlaes(fil.encode(), Slags.AKTIVITET, self.kommune, "STAR (demonstration)")
        nat = timezone.make_aware(datetime.combine(self.tid.dag, _NATTEN))
        opgoer_kommune(self.kommune.pk, nat)


def fyld(kommune: Kommune, bruger: Bruger, antal: int, i_dag: date) -> bool:
    """Fyld kommunen; ``False``, når den allerede har borgere i projektet."""
    with lejer(kommune.pk):
        if Projektborger.objects.i_kommune(kommune).exists():
            return False
        with kalender(flyttet(i_dag.replace(day=1), -MAANEDER)) as tid:
            traek = random.Random(f"flere-skal-med-{kommune.pk}")  # noqa: S311 - kun til demo
            forloeb = _Forloeb(kommune, bruger, tid, _borgere(kommune, antal, traek), traek)
            while tid.dag < i_dag:
                den_foerste = flyttet(tid.dag.replace(day=1), 1)
                forloeb.uge()
                tid.gaa(min(_UGE, (min(i_dag, den_foerste) - tid.dag).days))
                if tid.dag == den_foerste:
                    forloeb.maanedsskifte()
    return True


def _borgere(kommune: Kommune, antal: int, traek: random.Random) -> list[Projektborger]:
    """STAR's bruttomålgruppe; hver tiende når aldrig at blive visiteret."""
    numre: set[str] = set()
    while len(numre) < antal:
        numre.add(
            f"{traek.randint(61, 88)}{traek.randint(1, 12):02d}{traek.randint(60, 95)}"
            f"{traek.randint(0, 3)}{traek.randint(0, 999):03d}"
        )
    raekker = [f"{kommune.pk};{cpr};{_STARS_DAG};" for cpr in sorted(numre)]
    fil = "\n".join(["kommunekode;cpr;fra;til", *raekker, ""])
    indlaes(fil.encode(), Slags.BRUTTOMAALGRUPPE, kommune, "STAR (demonstration)")
    alle = list(Projektborger.objects.i_kommune(kommune).order_by("cpr"))
    traek.shuffle(alle)
    return alle[: antal - antal // 10]
