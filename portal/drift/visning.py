"""Det, skabelonerne viser, og mærkerne, som siden følger det med."""

from __future__ import annotations

import hashlib
from typing import Any

from django.utils import timezone

from adgang.kommuner import KOMMUNER
from portal.drift.besked import naeste_nat
from portal.drift.billede import Billede, tag_billede
from portal.drift.dele import forsoeg
from portal.drift.diagram import diagram
from portal.drift.historik import konklusion, kort, median_nye, naetter
from portal.drift.kilder import gaeldende_tabeller, tabellerne
from portal.drift.landstal import koerelister_over_frist
from portal.drift.ord import varighed
from portal.drift.udfaldet import beskeder

HURTIGT, ROLIGT = 3, 30
"""Sekunder mellem to kig, mens der køres, og ellers."""
NYESTE = 10
"""Så mange kørsler står fremme; resten er foldet sammen."""


def hele_siden() -> dict[str, Any]:
    """Alt på siden."""
    b = tag_billede()
    nat, alle, koersler = b.nat, naetter(b), kort(b)
    return {
        **_foroven(b),
        "b": b,
        "tabeller": tabellerne(gaeldende_tabeller(b.grundlag)),
        "naetter": alle[::-1],
        "konklusion": konklusion(alle),
        "diagram": diagram(alle),
        "koersler": koersler[:NYESTE],
        "aeldre": koersler[NYESTE:],
        "forsoeg": forsoeg(b.grundlag.aaben or nat),
        "forsoegte": b.grundlag.aaben or nat,
        "kommuner": sorted(KOMMUNER.items(), key=lambda par: par[1]),
        "naeste": naeste_nat(b.nu),
        "koerelister_over_frist": koerelister_over_frist(timezone.localdate(b.nu)),
    }


def kun_nu() -> dict[str, Any]:
    """Den del, der følger med af sig selv."""
    return _foroven(tag_billede())


def _foroven(b: Billede) -> dict[str, Any]:
    nat = b.nat
    nye, udloebne = b.samlet
    vist: dict[str, Any] = {
        "beskeder": beskeder(b),
        "nat": nat,
        "aaben": b.grundlag.aaben,
        "varighed": varighed(nat.startet, nat.afsluttet) if nat and nat.afsluttet else "",
        "for_gammel": b.grundlag.for_gammel,
        "tal": b.nattal(nat) if nat else None,
        "kommuner_ialt": b.kommuner(nat).ialt if nat else 0,
        "i_karantaene": len(b.karantaene),
        "skrevne": b.skrevne,
        "nye": nye,
        "udloebne": udloebne,
        "median": median_nye(naetter(b)),
        "hvert": HURTIGT if b.grundlag.aaben else ROLIGT,
    }
    return {**vist, "maerke": _maerke(vist["beskeder"]), "fase": _fase(b)}


def _fase(b: Billede) -> str:
    """Skifter, når en kørsel begynder eller slutter: så er resten af siden også ny."""
    return _maerke([(k.pk, k.tilstand) for k in b.grundlag.koersler])


def _maerke(vist: object) -> str:
    return hashlib.sha256(repr(vist).encode()).hexdigest()[:12]
