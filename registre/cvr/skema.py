"""CVR's tabel: personers roller i virksomheder."""

from __future__ import annotations

from registre.tabel import BRANCHEKODE, Tabel, cpr, dato, tekst

DELTAGELSER = Tabel(
    "cvr_deltagelser",
    "cvr",
    (
        cpr(),
        tekst("cvr"),
        tekst("virksomhed"),
        tekst("virksomhedsform"),
        BRANCHEKODE,
        tekst("rolle"),
        dato("virksomhed_start"),
        dato("rolle_fra"),
    ),
)

TABELLER = (DELTAGELSER,)
