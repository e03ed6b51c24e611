"""Motorregisterets tabel: personens rolle ved et køretøj."""

from __future__ import annotations

from registre.tabel import Tabel, cpr, dato, kode, tekst

KOERETOEJER = Tabel(
    "motor_koeretoejer",
    "motor",
    (
        cpr(),
        tekst("registreringsnummer", tom=True),
        kode("art", "PERSONBIL", "VAREBIL", "MOTORCYKEL", "PAAHAENGSVOGN"),
        tekst("maerke", tom=True),
        tekst("model", tom=True),
        dato("foerste_registrering", tom=True),
        kode("rolle", "EJER", "BRUGER", "EJER_OG_BRUGER"),
        dato("fra", tom=True),
        dato("til", tom=True),
    ),
    interval=("fra", "til"),
)

TABELLER = (KOERETOEJER,)
