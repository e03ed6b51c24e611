"""Jobcenterets tabel: borgerens forløb, fra de begynder, til de er slut."""

from __future__ import annotations

from registre.tabel import Tabel, cpr, dato, kode, tekst

FORLOEB = Tabel(
    "jobcenter_forloeb",
    "jobcenter",
    (
        tekst("forloeb_id"),
        cpr(),
        kode("art", "TILMELDT", "SAMTALE", "TILBUD", "FRAVAER"),
        tekst("beskrivelse"),
        dato("fra"),
        dato("til", tom=True),
    ),
    noegle="forloeb_id",
    interval=("fra", "til"),
)

TABELLER = (FORLOEB,)
