"""Formen på det, hvert rum svarer, når en borger beder om indsigt.

Rummene svarer med værdier, ikke med tekst: ``portal.indsigt`` gør dem til skærm, PDF og JSON.
Et afsnit rummer kun det, borgeren selv må få; tredjemand udelades i rummet, der kender dataene.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from registre.cpr.numre import I_TEKST

UDELADT = "[udeladt]"
EN_SAGSBEHANDLER = "En sagsbehandler i kommunen"
AUTOMATISK = "Automatisk"
_CPR = re.compile(rf"(?<![0-9])(?:{I_TEKST})(?![0-9])")
_ORD = re.compile(r"[^\W\d_]{2,}")
_KORT = 3


@dataclass(frozen=True, slots=True)
class Adresse:
    """Borgerens egen adresse; er den beskyttet, maskeres den på skærmen."""

    tekst: str
    beskyttet: bool


@dataclass(frozen=True, slots=True)
class Beloeb:
    """Et beløb i øre."""

    oere: int


Celle = str | int | date | datetime | Adresse | Beloeb


@dataclass(frozen=True, slots=True)
class Afsnit:
    """Et stykke af indsigten: en overskrift, en forklaring og en tabel.

    ``automatisk`` er ``True`` for det, maskinen fandt, ``False`` for det, et menneske gjorde, og
    ``None``, hvor det ikke giver mening at spørge. ``tom`` står i stedet for en tabel uden rækker.
    """

    titel: str
    forklaring: str = ""
    kolonner: tuple[str, ...] = ()
    raekker: tuple[tuple[Celle, ...], ...] = ()
    automatisk: bool | None = None
    tom: str = ""
    under: tuple[Afsnit, ...] = ()


def uden_andre(tekst: str, andre: Iterable[str], egne: str) -> str:
    """Fri tekst, hvor andres navne og alle CPR-numre er udeladt; et ord i ``egne`` bliver stående.

    Hellere et ord for lidt end et navn for meget: hvert ord i et navn udelades for sig, også i
    ejefald. Korte navne, der også er almindelige ord (Bo, Maj), kun med stort begyndelsesbogstav.
    """
    uden_numre = _CPR.sub(UDELADT, tekst)
    navne = {ord_ for navn in andre for ord_ in _ORD.findall(navn)} - set(_ORD.findall(egne))
    if not navne:
        return uden_numre
    moenster = "|".join(_et_navn(navn) for navn in sorted(navne, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{moenster})(?:s|'s|')?(?!\w)", UDELADT, uden_numre)


def _et_navn(ord_: str) -> str:
    if len(ord_) > _KORT:
        return f"(?i:{re.escape(ord_)})"
    return f"{re.escape(ord_)}|{re.escape(ord_.upper())}"
