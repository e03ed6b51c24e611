"""R75's tabeller: biloplysninger og momsoplysninger."""

from __future__ import annotations

from registre.tabel import Tabel, cpr, dato, heltal, kode, tekst

BILER = Tabel(
    "r75_biler",
    "r75",
    (
        cpr(),
        tekst("stelnummer"),
        tekst("registreringsnummer", tom=True),
        tekst("maerke", tom=True),
        tekst("model", tom=True),
        dato("foerste_registrering", tom=True),
        heltal("ejerbrugerkode"),
        tekst("r75_indeks"),
        dato("erhvervet", tom=True),
        dato("afhaendet", tom=True),
    ),
)
MOMS = Tabel(
    "r75_moms",
    "r75",
    (
        cpr(),
        tekst("cvr"),
        heltal("aar"),
        kode("r75_indeks", "4200501", "4200502", "4200503", "4200504"),
        heltal("beloeb_oere"),
        dato("indberettet"),
    ),
)
AARSOPGOERELSE = Tabel(
    "r75_aarsopgoerelse",
    "r75",
    (
        cpr(),
        heltal("aar"),
        kode(
            "rubrik",
            *("LOEN", "RENTEINDTAEGT", "RENTEUDGIFT", "INDESTAAENDE", "GAELD", "AKTIER", "EJENDOM"),
        ),
        heltal("beloeb_oere"),
        dato("dannet"),
    ),
)
"""Årsopgørelsens rubrikker; den hentes kun ved opslag på én person, aldrig om natten."""

TABELLER = (BILER, MOMS)
OPSLAGSTABELLER = (AARSOPGOERELSE,)
