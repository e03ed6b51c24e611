"""Hvad der kan gøres ved en borger i dag, af de markeringer, borgeren har. Ren Python."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from persongrupper.markeringer import GRUPPER, Markering

KOMMUNENS = (*GRUPPER, Markering.UDSKUDT_VISITATION, Markering.JOBFORMIDLER)
"""De fem, kommunen sætter selv."""


class Hvordan(StrEnum):
    """Om den nye markering står for sig eller afløser en anden."""

    SAET = "saet"
    FLYT = "flyt"


class Periode(Protocol):
    """Det af en periode, der afgør."""

    @property
    def markering(self) -> str:
        """Markeringens navn."""

    @property
    def fra(self) -> date:
        """Første dag."""

    @property
    def til(self) -> date | None:
        """Sidste dag; tom er til videre."""

    @property
    def annulleret(self) -> date | None:
        """Dagen, den blev annulleret."""


@dataclass(frozen=True, slots=True)
class Mulighed:
    """En markering, der kan sættes nu. ``afloeser`` er det, der slutter i går."""

    markering: Markering
    hvordan: Hvordan
    afloeser: tuple[str, ...] = ()


def afloeses_af(markering: str) -> frozenset[str]:
    """De markeringer, der ikke kan stå sammen med den."""
    uforenelige = {markering}
    if markering in GRUPPER:
        uforenelige |= {str(gruppe) for gruppe in GRUPPER}
    if markering in (Markering.GRUPPE_2, Markering.GRUPPE_3):
        uforenelige.add(str(Markering.UDSKUDT_VISITATION))
    if markering == Markering.UDSKUDT_VISITATION:
        uforenelige |= {str(Markering.GRUPPE_2), str(Markering.GRUPPE_3)}
    return frozenset(uforenelige)


def muligheder(perioder: Collection[Periode], i_dag: date) -> tuple[Mulighed, ...]:
    """De handlinger, databasen vil tage imod i dag; ingen, når STAR har afsluttet borgeren.

    En gruppe kan ikke afløses af sig selv, og udskudt visitation afløser ikke Gr. 2 og 3. Det, der
    er sat eller slutter i dag, kan først afløses i morgen.
    """
    if not i_maalgruppen(perioder, i_dag):
        return ()
    fundne = (_mulighed(markering, perioder, i_dag) for markering in KOMMUNENS)
    return tuple(fundet for fundet in fundne if fundet)


def i_maalgruppen(perioder: Collection[Periode], i_dag: date) -> bool:
    """Om borgeren er i bruttomålgruppen i dag."""
    return any(
        periode.markering == Markering.BRUTTOMAALGRUPPE
        and periode.fra <= i_dag
        and (periode.til is None or periode.til >= i_dag)
        for periode in perioder
    )


def _mulighed(markering: Markering, perioder: Collection[Periode], i_dag: date) -> Mulighed | None:
    i_vejen = [
        periode
        for periode in perioder
        if periode.annulleret is None
        and periode.markering in afloeses_af(markering)
        and (periode.til is None or periode.til >= i_dag)
    ]
    if not i_vejen:
        return Mulighed(markering, Hvordan.SAET)
    if any(p.til is not None or p.fra == i_dag for p in i_vejen):
        return None
    navne = {str(p.markering) for p in i_vejen}
    if markering in navne and markering in GRUPPER:
        return None
    if markering == Markering.UDSKUDT_VISITATION and navne != {str(markering)}:
        return None
    return Mulighed(markering, Hvordan.FLYT, tuple(sorted(navne)))


def kan_slutte(periode: Periode) -> bool:
    """Om perioden er åben og kommunens egen."""
    return (
        periode.til is None
        and periode.annulleret is None
        and periode.markering != Markering.BRUTTOMAALGRUPPE
    )


def kan_annulleres(periode: Periode) -> bool:
    """Om perioden er kommunens egen og ikke allerede annulleret."""
    return periode.annulleret is None and periode.markering != Markering.BRUTTOMAALGRUPPE
