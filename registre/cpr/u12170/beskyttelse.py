"""``cpr_beskyttelse`` af post 004, også de udløbne.

``til`` er selve slettedagen, ikke dagen før: er der tvivl om en dag, skal adressen være dækket.
Af samme grund gælder en beskyttelse uden begyndelse fra personens, og en ukendt type afviser filen.
"""

from __future__ import annotations

from collections.abc import Iterator

from registre.cpr.skema import BESKYTTELSE as TABEL
from registre.cpr.u12170.layout import BESKYTTELSE
from registre.cpr.u12170.person import Person

Raekke = tuple[object, ...]

TYPER = frozenset(next(k for k in TABEL.kolonner if k.navn == "type").koder)


def beskyttelser(person: Person) -> Iterator[Raekke]:
    """Personens beskyttelser i kontraktens kolonner."""
    for post in person.alle(BESKYTTELSE):
        kode = post.kode("BESKYTTYPE", TYPER)
        start, slet = post.dato("START_DT-BESKYTTELSE"), post.dato("SLET_DT-BESKYTTELSE")
        fra = start.foerst if start else person.begyndelse
        til = slet.sidst if slet else None
        if til is None or til >= fra:
            yield person.cpr, kode, fra, til
