"""Udbetaling Danmarks tabel: sager om udlæg af underholdsbidrag."""

from __future__ import annotations

from registre.tabel import KLE, Tabel, cpr, dato, kode, tekst

BIDRAGSSAGER = Tabel(
    "udk_bidragssager",
    "udk",
    (
        tekst("sagsnr"),
        cpr(),
        kode("rolle", "BIDRAGSMODTAGER", "BIDRAGSBETALER"),
        KLE,
        dato("oprettet"),
    ),
    noegle="sagsnr",
)

TABELLER = (BIDRAGSSAGER,)
