"""Registrene, der kan slås op i om én person, i den orden kilden nævner dem.

Natten henter dem ikke (``registre.kontrakt``): de spørges kun om den, der har søgt om hjælp.
"""

from __future__ import annotations

from registre.boligstoette import skema as boligstoette
from registre.cpr import skema as cpr
from registre.cvr import skema as cvr
from registre.eindkomst import skema as eindkomst
from registre.husleje import skema as husleje
from registre.jobcenter import skema as jobcenter
from registre.motor import skema as motor
from registre.r75 import skema as r75
from registre.tabel import Tabel
from registre.uip import skema as uip

OPSLAGSREGISTRE: dict[str, str] = {
    "cpr": "CPR",
    "uip": "UIP",
    "husleje": "Huslejeregister",
    "boligstoette": "Boligstøtte",
    "jobcenter": "Jobcenter",
    "cvr": "CVR",
    "motor": "Motorregister",
    "eindkomst": "eIndkomst",
    "r75": "SKAT årsopgørelse (R75)",
}
"""Registrenes navne, som de vises."""

FULDE_NAVNE: dict[str, str] = {
    "cpr": "Det Centrale Personregister",
    "uip": "Udlændingeinformationsportalen",
    "cvr": "Det Centrale Virksomhedsregister",
}
"""Navnet i fuld længde på de registre, der vises med en forkortelse. R75 har ingen: kilden kalder
det “SKAT – Årsopgørelse (R75)”, og det står i navnet.
"""

OPSLAGSTABELLER: dict[str, tuple[Tabel, ...]] = {
    "cpr": cpr.TABELLER,
    "uip": uip.TABELLER,
    "husleje": husleje.TABELLER,
    "boligstoette": boligstoette.TABELLER,
    "jobcenter": jobcenter.TABELLER,
    "cvr": cvr.TABELLER,
    "motor": motor.TABELLER,
    "eindkomst": eindkomst.TABELLER,
    "r75": r75.OPSLAGSTABELLER,
}
"""Det, hvert register svarer med."""
