"""Trin 1: hver tabels rækker i én kørsel, fra leveret til brugt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Tabelregnskab:
    """En besvaret tabels rækker. ``grunde`` er de afviste, talt efter det, der var ventet."""

    tabel: str
    register: str
    leveret: int
    afvist: int
    ens: int
    om_andre: int
    om_bestanden: int
    grunde: Mapping[str, int]

    @property
    def gaar_op(self) -> bool:
        """Om hver række og hver afvisning er gjort rede for."""
        brugt = self.afvist + self.ens + self.om_andre + self.om_bestanden
        return self.leveret == brugt and self.afvist == sum(self.grunde.values())


def tabelregnskaber(tabeller: list[dict[str, Any]]) -> list[Tabelregnskab]:
    """Regnskabet for de tabeller i ``Koersel.tabeller``, der blev brugt og talt op.

    En tabel, der ikke blev besvaret, har ingen rækker at gøre rede for; det har en kørsel fra før
    regnskabet heller ikke.
    """
    return [_regnskab(svar) for svar in tabeller if svar.get("om_bestanden") is not None]


def _regnskab(svar: dict[str, Any]) -> Tabelregnskab:
    return Tabelregnskab(
        tabel=svar["tabel"],
        register=svar["register"],
        leveret=svar["raekker"],
        afvist=svar["afviste"],
        ens=svar["ens"],
        om_andre=svar["om_andre"],
        om_bestanden=svar["om_bestanden"],
        grunde=svar["afvist_fordi"],
    )
