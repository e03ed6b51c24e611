"""Feriekontos tabel: anmodninger om feriepenge."""

from __future__ import annotations

from registre.tabel import Tabel, cpr, dato, heltal, sandt_falsk

ANMODNINGER = Tabel(
    "feriekonto_anmodninger",
    "feriekonto",
    (
        cpr(),
        dato("anmodet"),
        dato("foerste_feriedag"),
        heltal("beloeb_oere"),
        dato("forventet_udbetaling"),
        sandt_falsk("annulleret"),
    ),
)

TABELLER = (ANMODNINGER,)
