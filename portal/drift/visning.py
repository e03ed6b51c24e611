"""Det, skabelonerne viser, og mærkerne, som siden følger det med."""

from __future__ import annotations

import hashlib
from typing import Any

from django.utils import timezone

from adgang.kommuner import KOMMUNER
from portal.drift.besked import naeste_nat
from portal.drift.billede import Billede, tag_billede
from portal.drift.dele import Forsoegsliste, forsoeg
from portal.drift.diagram import diagram
from portal.drift.helet import hvornaar
from portal.drift.historik import kendte, konklusion, kort, median_nye, naetter, siden_hvornaar
from portal.drift.kilder import gaeldende_tabeller, tabellerne
from portal.drift.landstal import koerelister_over_frist
from portal.drift.ord import varighed
from portal.drift.udfaldet import beskeder
from samkoering.models import Koersel

HURTIGT, ROLIGT = 3, 30
"""Sekunder mellem to kig, mens der køres, og ellers."""
NYESTE = 10
"""Så mange kørsler står fremme; resten er foldet sammen."""


def hele_siden() -> dict[str, Any]:
    """Alt på siden."""
    b = tag_billede()
    alle, koersler = naetter(b), kort(b)
    return {
        **_foroven(b),
        "b": b,
        "tabeller": tabellerne(gaeldende_tabeller(b.grundlag)),
        "naetter": kendte(alle)[::-1],
        "siden_hvornaar": siden_hvornaar(b, alle),
        "konklusion": konklusion(alle),
        "diagram": diagram(alle),
        "koersler": koersler[:NYESTE],
        "aeldre": koersler[NYESTE:],
        "forsoegslister": _forsoegene(b),
        "kommuner": sorted(KOMMUNER.items(), key=lambda par: par[1]),
        "naeste": naeste_nat(b.nu),
        "koerelister_over_frist": koerelister_over_frist(timezone.localdate(b.nu)),
    }


def _forsoegene(b: Billede) -> list[tuple[Koersel, Forsoegsliste]]:
    """Forsøgene i det, der kører eller sidst er kørt, og i natten selv."""
    raakte = dict.fromkeys(k for k in (b.grundlag.aaben or b.grundlag.seneste, b.nat) if k)
    lister = [(koersel, forsoeg(koersel)) for koersel in raakte]
    return [(koersel, liste) for koersel, liste in lister if liste.ialt]


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
        "helet": hvornaar(b.helet_af) if b.helet_af else "",
        "fredet_eller_kendt": b.fredet_eller_kendt,
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
