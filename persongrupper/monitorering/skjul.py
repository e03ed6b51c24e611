"""Månedens tal, som de må forlade dem, der ser borgerne: 1–4 vises ikke og kan ikke regnes ud.

Bruttomålgruppen deles i tre (første gruppe Gr. 1, en anden første gruppe, ikke visiteret), og
indsatsgruppen i tre (aktiv i måneden, kun i de to før, slet ikke). Hver deling skjules for sig.
"""

from __future__ import annotations

from dataclasses import dataclass

from adgang.smaatal.graense import skjul_del, skjul_linje
from persongrupper.monitorering.krav import Tal


@dataclass(frozen=True, slots=True)
class Vist:
    """Det, der må vises; ``None`` er skjult."""

    brutto: int | None
    visiteret: int | None
    udskudt: int | None
    indsats: int | None
    aktive: int | None
    beroert: int | None


def vist(tal: Tal) -> Vist:
    """De tal, der må vises sammen."""
    ikke = tal.mangler_visitation
    gruppen = skjul_linje([tal.indsats, tal.visiteret - tal.indsats, ikke])
    gr_1, _, uden = gruppen.dele
    aktive = beroert = None
    if gr_1 is not None:
        foerst, _, aldrig = skjul_linje(
            [tal.aktive, tal.beroert - tal.aktive, tal.indsats - tal.beroert]
        ).dele
        aktive = foerst
        beroert = None if aldrig is None else tal.beroert
    udskudt = skjul_del(tal.udskudt, ikke) if uden is not None else None
    return Vist(
        gruppen.i_alt, None if uden is None else tal.visiteret, udskudt, gr_1, aktive, beroert
    )
