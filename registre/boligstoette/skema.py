"""Boligstøttens tabel: én række pr. udbetaling til husstandens ansøger."""

from __future__ import annotations

from registre.tabel import Tabel, cpr, dato, heltal, kode

UDBETALINGER = Tabel(
    "boligstoette_udbetalinger",
    "boligstoette",
    (
        cpr(),
        kode("type", "BOLIGSIKRING", "BOLIGYDELSE"),
        dato("maaned"),
        heltal("beloeb_oere"),
        dato("udbetalt"),
    ),
)

TABELLER = (UDBETALINGER,)
