"""Registerkontrakten: alle tabeller ét sted, i den rækkefølge kontrakten nævner dem.

Et *registerudtræk* er en mappe med én fil pr. tabel (``<tabel>.parquet`` eller
``<tabel>.csv``). En tabel, der mangler, er ikke besvaret; en tom tabel er besvaret med
"intet"; ``ikke_besvaret`` nævner de enkelte personer, hvis opslag mislykkedes.
"""

from __future__ import annotations

from registre.cpr import skema as cpr
from registre.cvr import skema as cvr
from registre.eindkomst import skema as eindkomst
from registre.feriekonto import skema as feriekonto
from registre.r75 import skema as r75
from registre.tabel import Tabel, tekst
from registre.tabel import cpr as cpr_kolonne
from registre.udk import skema as udk
from registre.ydelse import skema as ydelse

REGISTRE: dict[str, str] = {
    "ydelse": "Ydelsessystem",
    "cpr": "CPR",
    "eindkomst": "eIndkomst",
    "r75": "R75",
    "cvr": "CVR",
    "udk": "UDK",
    "feriekonto": "Feriekonto",
}
"""Registrenes korte navne, som de vises for sagsbehandlere og drift."""

TABELLER: dict[str, Tabel] = {
    tabel.navn: tabel
    for rum in (ydelse, cpr, eindkomst, r75, cvr, udk, feriekonto)
    for tabel in rum.TABELLER
}

IKKE_BESVARET = Tabel("ikke_besvaret", "", (tekst("tabel"), cpr_kolonne()))
"""Valgfri tabel: opslag, der mislykkedes for en enkelt person."""

KRAEVES_AF_BESTANDEN: tuple[str, ...] = (
    "kommuner",
    "ydelse_sager",
    "ydelse_udbetalinger",
    "cpr_personer",
    "cpr_status",
    "cpr_civilstand",
    "cpr_separation",
    "cpr_adresser",
)
"""Uden disse kan det ikke afgøres, hvem der skal kontrolleres: kørslen fejler som helhed."""

TAELLENDE = ("AKTUEL", "HISTORISK")
"""De registerstatusser, der kan give en hændelse eller beskrive en person."""
