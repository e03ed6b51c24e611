"""De tal, der vises af ét træ i én periode, med beløb og behandlingstid, hvor de må vises."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from adgang.smaatal.graense import GRAENSE
from adgang.smaatal.udgivelse import Udgivelse
from adgang.smaatal.viden import ALLE, Udsnit
from feedback.effekt.ligebehandling.gruppetal import OPDELING
from feedback.effekt.perioder import Opgjort, foerste_dag, nummer
from feedback.effekt.udsnit import KLE, TRIN, alle_med, maerket, type_, udsnit
from feedback.models import Effektfigur


class Gruppe(NamedTuple):
    """En række af grundtallene, som den tælles: en stor kommunes år er for mange modelobjekter."""

    maaned: date
    kle: str
    trin: int
    regler: str
    led: str
    dage: int | None
    minutter: int | None
    antal: int
    krav_oere: int
    maanedlig_oere: int


@dataclass(slots=True)
class Optalt:
    """Et udsnits sager i perioden."""

    blade: Counter[str] = field(default_factory=Counter)
    dage: Counter[int] = field(default_factory=Counter)
    minutter: Counter[int] = field(default_factory=Counter)
    krav_oere: int = 0
    maanedlig_oere: int = 0

    def laeg_til(self, raekke: Gruppe) -> None:
        """Tæl en gruppe ens sager med."""
        self.blade[raekke.led] += raekke.antal
        self.krav_oere += raekke.krav_oere
        self.maanedlig_oere += raekke.maanedlig_oere
        if raekke.dage is not None:
            self.dage[raekke.dage] += raekke.antal
        if raekke.minutter is not None:
            self.minutter[raekke.minutter] += raekke.antal


def figurer(
    opdeling: str,
    opgjort: Opgjort,
    raekker: Iterable[Gruppe],
    udgivelse: Udgivelse,
    kun: Collection[Udsnit] | None = None,
) -> Iterator[Effektfigur]:
    """De figurer, der må vises. ``kun`` er de udsnit, det overhovedet kommer på tale i."""
    optalte = optael(opgjort, raekker)
    sande = {hvor: tal.blade for hvor, tal in optalte.items() if kun is None or hvor in kun}
    for hvor, vist in udgivelse.afgoer(opgjort.periode, sande, mindst=opgjort.mindst).items():
        if vist:
            yield _figur(opdeling, opgjort, hvor, vist, optalte[hvor])


def optael(opgjort: Opgjort, raekker: Iterable[Gruppe]) -> dict[Udsnit, Optalt]:
    """Periodens sager i hvert udsnit, de tæller med i."""
    fra, til = opgjort.periode
    optalte: dict[Udsnit, Optalt] = defaultdict(Optalt)
    for raekke in raekker:
        if fra <= nummer(raekke.maaned) < til:
            for hvor in alle_med(raekke.kle, raekke.trin, raekke.regler):
                optalte[hvor].laeg_til(raekke)
    return dict(optalte)


def udsnit_af(figur: Effektfigur) -> Udsnit:
    """Udsnittet, figuren er om."""
    return udsnit(figur.kle, figur.trin, figur.maerke)


def _figur(
    opdeling: str, opgjort: Opgjort, hvor: Udsnit, vist: dict[str, int], tal: Optalt
) -> Effektfigur:
    betingelser = dict(hvor)
    figur = Effektfigur(
        fra=foerste_dag(opgjort.periode[0]),
        til=foerste_dag(opgjort.periode[1]),
        opdeling=opdeling,
        kle=betingelser.get(KLE, ""),
        trin=int(betingelser.get(TRIN, "0")),
        maerke=maerket(hvor),
        vist=vist,
    )
    if opdeling == "AFSLUTTET":
        figur.krav_oere = tal.krav_oere if vist.get("med_krav") else None
        figur.maanedlig_oere = tal.maanedlig_oere if vist.get("aendret") else None
        if vist["afsluttet"]:
            figur.dage_median, figur.dage_90 = fraktil(tal.dage, 0.5), fraktil(tal.dage, 0.9)
        if vist.get("henlagt_visitering") and tal.minutter.total() >= GRAENSE:
            figur.minutter_median = fraktil(tal.minutter, 0.5)
    return figur


def typens_figurer(
    opdeling: str,
    slug: str,
    opgjort: Opgjort,
    raekker: Iterable[Gruppe],
    udgivelse: Udgivelse,
) -> Iterator[Effektfigur]:
    """Kontroltypens egen opdeling af dens sager; den findes kun for alle ydelser under ét."""
    tal = _typens(opgjort, raekker)
    if not tal.blade:
        return
    vist = udgivelse.afgoer(opgjort.periode, {ALLE: tal.blade}, mindst=opgjort.mindst)[ALLE]
    if vist:
        yield _figur(opdeling, opgjort, udsnit(maerke=type_(slug)), vist, tal)


def udenfor_figur(
    opdeling: str, slug: str, opgjort: Opgjort, raekker: Iterable[Gruppe], udgivelse: Udgivelse
) -> Effektfigur | None:
    """Hjælpetallet, når alt af det må kendes, også når det er nul; ellers ``None``."""
    tal = _typens(opgjort, raekker)
    vist = udgivelse.afgoer(opgjort.periode, {ALLE: tal.blade}, mindst=opgjort.mindst)[ALLE]
    if not {"aendret", "henlagt"} <= vist.keys():
        return None
    return _figur(opdeling, opgjort, udsnit(maerke=type_(slug)), vist, tal)


def _typens(opgjort: Opgjort, raekker: Iterable[Gruppe]) -> Optalt:
    fra, til = opgjort.periode
    tal = Optalt()
    for raekke in raekker:
        if fra <= nummer(raekke.maaned) < til:
            tal.laeg_til(raekke)
    return tal


def gruppernes_figurer(
    dimension: str, opgjort: Opgjort, raekker: Iterable[Gruppe], udgivelse: Udgivelse
) -> Iterator[Effektfigur]:
    """Borgergruppernes afsluttede sager i én dimension, sammen med alle under ét."""
    fra, til = opgjort.periode
    optalte: dict[Udsnit, Optalt] = defaultdict(Optalt)
    for raekke in raekker:
        if fra <= nummer(raekke.maaned) < til:
            optalte[ALLE].laeg_til(raekke)
            optalte[frozenset({(dimension, raekke.regler)})].laeg_til(raekke)
    sande = {hvor: tal.blade for hvor, tal in optalte.items()}
    for hvor, vist in udgivelse.afgoer(opgjort.periode, sande, mindst=opgjort.mindst).items():
        if vist:
            figur = _figur(OPDELING + dimension, opgjort, ALLE, vist, optalte[hvor])
            figur.maerke = dict(hvor).get(dimension, "")
            yield figur


def fraktil(maalt: Counter[int], andel: float) -> float:
    """Fraktilen mellem to naboer, som Excels ``FRAKTIL.MEDTAG``; ``maalt`` er ikke tom."""
    i_orden = sorted(maalt.elements())
    plads = andel * (len(i_orden) - 1)
    nederst = int(plads)
    oeverst = min(nederst + 1, len(i_orden) - 1)
    return i_orden[nederst] + (plads - nederst) * (i_orden[oeverst] - i_orden[nederst])
