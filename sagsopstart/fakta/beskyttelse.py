"""Navne- og adressebeskyttelse: hvem der har den, og hvorfor adresser er skjult."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sagsopstart.fakta import personen
from sagsopstart.models import Registeropslag, Rolle
from samkoering.grundlag.ord import opremset

BESTEMT = {Rolle.ANSOEGER: "ansøgeren", Rolle.AEGTEFAELLE: "ægtefællen"}


def skal_skjules(cpr: Registeropslag | None) -> bool:
    """Personen er beskyttet, eller det vides ikke, for CPR har ikke svaret om hende."""
    return cpr is None or cpr.svar is None or personen.er_beskyttet(cpr.svar)


def beskyttede(opslag: Iterable[Registeropslag]) -> list[Rolle]:
    """Dem, CPR siger har navne- og adressebeskyttelse."""
    svarede = {et.rolle: et.svar for et in opslag if et.register == "cpr" and et.svar}
    return [rolle for rolle in Rolle if (s := svarede.get(rolle)) and personen.er_beskyttet(s)]


def hvorfor_skjult(opslag: Sequence[Registeropslag]) -> str:
    """Grundene til, at adresser er skjult, i hele sætninger; tom, når de ikke er det."""
    slaaet_op = {et.rolle for et in opslag}
    svarede = {et.rolle for et in opslag if et.register == "cpr" and et.svar}
    har = opremset([BESTEMT[rolle] for rolle in beskyttede(opslag)])
    ukendt = opremset([BESTEMT[r] for r in Rolle if r in slaaet_op - svarede])
    saetninger = (
        f"{har.capitalize()} har navne- og adressebeskyttelse." if har else "",
        f"CPR har ikke svaret om {ukendt}." if ukendt else "",
    )
    return " ".join(filter(None, saetninger))
