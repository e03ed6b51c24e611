"""Prognosen: hvor mange ledige sager der udløber ubehandlet i et givet tempo, og hvad der skal til.

Ren regning på dagens sager. Den tidligste udløbsdato bestilles altid først; ingen anden orden når
flere. Nye sager, der kommer undervejs, regnes ikke med.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import accumulate

Ledige = Mapping[date, int]
"""Antal sager, der kan bestilles, pr. sidste dag de kan bestilles."""
_DAGE = 14


@dataclass(frozen=True, slots=True)
class Periode:
    """Sager, der udløber inden for to uger, og hvor mange af dem tempoet ikke når."""

    fra: date
    til: date
    udloeber: int
    naas_ikke: int


@dataclass(frozen=True, slots=True)
class Prognose:
    """Regnestykket for i dag."""

    ledige: int
    udloeber_i_dag: int
    tempo: Fraction
    """Bestilte sager pr. hverdag."""
    naas_ikke: int
    """Sager, der udløber ubehandlet i det tempo."""
    daglig: int
    """Det mindste antal pr. hverdag, hvor ingen sag udløber ubehandlet."""
    perioder: tuple[Periode, ...]

    @property
    def i_dag(self) -> int:
        """Dagens del af det mindste antal: aldrig flere, end der er."""
        return min(self.daglig, self.ledige)


def prognose(
    ledige: Ledige, i_dag: date, tempo: Fraction, er_hverdag: Callable[[date], bool]
) -> Prognose:
    """Regn dagens sager igennem. Sager, hvis dag er passeret, er natten i gang med at fjerne."""
    aabne = {dag: antal for dag, antal in ledige.items() if dag >= i_dag and antal > 0}
    dage = arbejdsdage(i_dag, max(aabne, default=i_dag), er_hverdag)
    tabte = udloebne(aabne, dage, tempo)
    return Prognose(
        ledige=sum(aabne.values()),
        udloeber_i_dag=aabne.get(i_dag, 0),
        tempo=tempo,
        naas_ikke=sum(tabte.values()),
        daglig=mindste_daglige(aabne, dage),
        perioder=_perioder(aabne, tabte, i_dag),
    )


def arbejdsdage(fra: date, til: date, er_hverdag: Callable[[date], bool]) -> list[date]:
    """Dagene, der kan bestilles på: i dag, for nogen læser jo siden, og hver hverdag derefter."""
    senere = (fra + timedelta(days=n) for n in range(1, (til - fra).days + 1))
    return [fra, *filter(er_hverdag, senere)]


def udloebne(ledige: Ledige, dage: Sequence[date], tempo: Fraction) -> dict[date, int]:
    """Dag for dag: hvor mange af de sager, der udløber da, ingen nåede. Ældste bestilles først."""
    rest = dict(sorted(ledige.items()))
    bestilt = 0
    for nr, dag in enumerate(dage, start=1):
        # Et tempo på 2,5 er to den ene dag og tre den næste.
        kan_naas = int(tempo * nr) - bestilt
        bestilt += kan_naas
        for frist in [frist for frist in rest if frist >= dag]:
            tages = min(rest[frist], kan_naas)
            rest[frist] -= tages
            kan_naas -= tages
    return {frist: antal for frist, antal in rest.items() if antal}


def mindste_daglige(ledige: Ledige, dage: Sequence[date]) -> int:
    """Det mindste hele antal pr. arbejdsdag, hvor ingen sag udløber.

    Alt, der udløber senest en dag, skal bestilles på arbejdsdagene til og med den. Den dag, der
    kræver mest, bestemmer.
    """
    frister = sorted(ledige)
    i_alt = accumulate(ledige[frist] for frist in frister)
    krav = (
        -(-antal // sum(dag <= frist for dag in dage))
        for frist, antal in zip(frister, i_alt, strict=True)
    )
    return max(krav, default=0)


def tempo(bestilt: int, hverdage: int) -> Fraction:
    """Sager pr. hverdag; intet, når der ingen hverdage er at måle på."""
    return Fraction(bestilt, hverdage) if hverdage else Fraction(0)


def seneste_hverdage(
    foer: date, antal: int, er_hverdag: Callable[[date], bool]
) -> tuple[date, date]:
    """Den første og den sidste af de ``antal`` hverdage lige før dagen."""
    fundne: list[date] = []
    dag = foer
    while len(fundne) < antal:
        dag -= timedelta(days=1)
        if er_hverdag(dag):
            fundne.append(dag)
    return fundne[-1], fundne[0]


def _perioder(ledige: Ledige, tabte: Ledige, i_dag: date) -> tuple[Periode, ...]:
    """To uger ad gangen fra i dag, til den sidste sag er udløbet."""
    sidste = max(ledige, default=None)
    if sidste is None:
        return ()
    antal = (sidste - i_dag).days // _DAGE + 1
    return tuple(_periode(ledige, tabte, i_dag + timedelta(days=_DAGE * nr)) for nr in range(antal))


def _periode(ledige: Ledige, tabte: Ledige, fra: date) -> Periode:
    til = fra + timedelta(days=_DAGE - 1)
    return Periode(fra, til, _imellem(ledige, fra, til), _imellem(tabte, fra, til))


def _imellem(antal_pr_dag: Ledige, fra: date, til: date) -> int:
    return sum(antal for dag, antal in antal_pr_dag.items() if fra <= dag <= til)
