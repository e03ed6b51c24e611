"""UIP's tabel: opholdstilladelser og opholdsbeviser."""

from __future__ import annotations

from registre.tabel import Tabel, cpr, dato, kode

OPHOLD = Tabel(
    "uip_ophold",
    "uip",
    (
        cpr(),
        kode("grundlag", "NORDISK", "EU", "FAMILIE", "ASYL", "ERHVERV", "STUDIE", "PERMANENT"),
        dato("gaelder_fra"),
        dato("gaelder_til", tom=True),
        dato("indrejst", tom=True),
    ),
    interval=("gaelder_fra", "gaelder_til"),
)

TABELLER = (OPHOLD,)
