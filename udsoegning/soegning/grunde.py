"""Hvorfor en borger på kursuslisten ikke kommer med; den første grund, der passer, tæller."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

from adgang.smaatal.graense import skjul_linje

I_ALT = "I_ALT"
"""Nøglen til det samlede antal ved siden af grundene, når nogle er skjult og det må vises."""


class Grund(StrEnum):
    """Grundene i den orden, de prøves og vises."""

    UDEN_FOR_PERIODEN = "Kurset er afsluttet uden for perioden"
    NEJ = "Har sagt nej i projektet"
    SVARER_IKKE = "Et register svarede ikke om borgeren"
    UKENDT = "Findes ikke i CPR"
    DOED = "Død"
    UDREJST = "Udrejst eller uden bopæl i Danmark"
    UDEN_ADRESSE = "Uden fast adresse"
    ANDEN_KOMMUNE = "Bor i en anden kommune"
    UNDER_18 = "Under 18 år"
    PENSION = "Har nået pensionsalderen"
    YDELSE = "Har eller har haft en ydelse, eller ægtefællen har"
    INDKOMST = "Har haft indkomst i de tolv måneder"


def skjulte_tal(antal: Mapping[Grund, int]) -> dict[str, int | None]:
    """Antallet pr. grund; 1–4 er ``None``, og de skjulte kan ikke regnes ud af summen.

    Er nogle skjult, er summen med, når den ikke røber dem.
    """
    grunde = [grund for grund in Grund if antal.get(grund)]
    dele = [antal[grund] for grund in grunde]
    linje = skjul_linje(dele)
    tal = {grund.name: et for grund, et in zip(grunde, linje.dele, strict=True)}
    if None in linje.dele and linje.i_alt is not None:
        tal[I_ALT] = linje.i_alt
    return tal


def i_ord(tal: Mapping[str, int | None]) -> list[tuple[str, int | None]]:
    """De gemte tal med grundens ord, i grundenes orden."""
    return [(grund.value, tal[grund.name]) for grund in Grund if grund.name in tal]


def i_alt(tal: Mapping[str, int | None]) -> int | None:
    """Hvor mange der blev holdt ude tilsammen; ``None``, når det ikke vises."""
    if I_ALT in tal:
        return tal[I_ALT]
    vist = [antal for antal in tal.values() if antal is not None]
    return sum(vist) if len(vist) == len(tal) else None


Optaelling = Counter[Grund]
