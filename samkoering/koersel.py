"""Natten forfra: hent registrene, beregn, skriv kommune for kommune."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from samkoering.haendelsesregnskab.efterproev import efterproev
from samkoering.models import Koersel
from samkoering.skrivning.forloeb import Koerselsforloeb

if TYPE_CHECKING:
    from registre.laesning import Udtraek
    from samkoering.motor.beregning import Beregning

Fremgang = Callable[[str, int, int], None]


def koer(
    udtraek: Udtraek,
    dag: date,
    *,
    kommuner: frozenset[str] | None = None,
    tillad_aeldre: bool = False,
    fremgang: Fremgang = lambda navn, naaet, ialt: None,
) -> Koersel:
    """Kør natten ``dag`` på et udtræk. Samme nat igen ændrer intet.

    Kaster ``AeldreDato``, når der er kørt en senere nat og den ældre ikke er tilladt, og
    ``BestandIkkeFundet``, når ingen ved, hvem der skal kontrolleres (kørslen står fejlet).
    """
    from samkoering.motor.beregning import BestandIkkeFundet, beregn

    try:
        beregning = beregn(udtraek, dag, kommuner)
    except BestandIkkeFundet as fejl:
        registrer_fejlet(udtraek, dag, fejl, tillad_aeldre=tillad_aeldre)
        raise
    return skriv_natten(beregning, tillad_aeldre=tillad_aeldre, fremgang=fremgang)


def skriv_natten(
    beregning: Beregning,
    *,
    tillad_aeldre: bool = False,
    fremgang: Fremgang = lambda navn, naaet, ialt: None,
) -> Koersel:
    """Skriv en beregnet nat: én transaktion pr. kommune, derefter er kørslen afsluttet."""
    forloeb = Koerselsforloeb.begynd(beregning.udtraek, beregning.dag, tillad_aeldre=tillad_aeldre)
    with forloeb.fejl_registreres():
        dele = forloeb.kommunedele(beregning)
        for naaet, del_ in enumerate(dele, start=1):
            forloeb.skriv(del_)
            fremgang(del_.navn, naaet, len(dele))
    koersel = forloeb.afslut(hel=beregning.er_hel)
    efterproev(koersel)
    return koersel


def registrer_fejlet(
    udtraek: Udtraek, dag: date, fejl: Exception, *, tillad_aeldre: bool = False
) -> Koersel:
    """Efterlad en kørsel, der fejlede, før nogen sag blev rørt."""
    forloeb = Koerselsforloeb.begynd(udtraek, dag, tillad_aeldre=tillad_aeldre)
    return forloeb.fejlede(fejl)
