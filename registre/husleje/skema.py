"""Huslejeregisterets tabel: en lejers lejemål. Adressen står kun i CPR."""

from __future__ import annotations

from registre.tabel import Tabel, cpr, dato, heltal, kode, tekst

LEJEMAAL = Tabel(
    "husleje_lejemaal",
    "husleje",
    (
        tekst("lejemaal_id"),
        cpr(),
        kode("boligtype", "ALMEN", "PRIVAT", "UNGDOM", "AELDRE", "VAERELSE"),
        heltal("areal_m2"),
        heltal("vaerelser"),
        heltal("husleje_oere"),
        heltal("forbrug_oere"),
        dato("fra"),
        dato("til", tom=True),
    ),
    noegle="lejemaal_id",
    interval=("fra", "til"),
)

TABELLER = (LEJEMAAL,)
