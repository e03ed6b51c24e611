"""Ydelsessystemets tabeller: hvem der får hvad, hvor, og hvornår der blev udbetalt."""

from __future__ import annotations

from registre.tabel import KLE, KOMMUNEKODE, Tabel, cpr, dato, heltal, tekst

KOMMUNER = Tabel(
    "kommuner",
    "ydelse",
    (KOMMUNEKODE, tekst("navn"), dato("par10_aktiveringsdato", tom=True)),
    noegle="kommunekode",
    person="",
)
SAGER = Tabel(
    "ydelse_sager",
    "ydelse",
    (
        tekst("sag_id"),
        KOMMUNEKODE,
        cpr(),
        KLE,
        dato("oprettet"),
        dato("afsluttet", tom=True),
    ),
    noegle="sag_id",
    interval=("oprettet", "afsluttet"),
)
UDBETALINGER = Tabel(
    "ydelse_udbetalinger",
    "ydelse",
    (tekst("sag_id"), dato("udbetalt"), heltal("beloeb_oere")),
    person="sag_id",
)

TABELLER = (KOMMUNER, SAGER, UDBETALINGER)
