"""Hvor langt et brev til Digital Post er nået, sagt uden at love mere, end systemet ved.

Systemet lægger meddelelsen hel i en mappe; en anden komponent sender den. Om Digital Post tog imod,
får systemet ikke at vide (docs/journal.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from journal import forsendelser
from journal.models import Forsendelse
from kontrol.models import Hoeringsbrev, Kanal
from kontrol.partshoering.journalposter import brevnoegle


@dataclass(frozen=True, slots=True)
class Afsendelse:
    """Brevets vej til Digital Post."""

    lagt_klar: datetime | None
    """Hvornår meddelelsen lå hel i mappen; ``None``, mens den venter."""
    fejl: str = ""
    """Hvorfor det seneste forsøg mislykkedes; tom, når der ikke er forsøgt."""
    naeste_forsoeg: datetime | None = None


@dataclass(frozen=True, slots=True)
class Brevlinje:
    """Et sendt brev, som høringens side viser det."""

    brev: Hoeringsbrev
    afsendelse: Afsendelse | None
    """``None``, når brugeren selv sender brevet."""


def brevlinjer(breve: Iterable[Hoeringsbrev]) -> tuple[Brevlinje, ...]:
    """Brevene i deres orden, hvert med sin vej."""
    return tuple(Brevlinje(brev, _afsendelse(brev)) for brev in breve)


def _afsendelse(brev: Hoeringsbrev) -> Afsendelse | None:
    if brev.kanal != Kanal.DIGITAL_POST:
        return None
    forsendelse = forsendelser.find(brev.kommune_id, brevnoegle(brev))
    return _vejen(forsendelse) if forsendelse else Afsendelse(None)


def _vejen(forsendelse: Forsendelse) -> Afsendelse:
    if forsendelse.er_leveret:
        return Afsendelse(forsendelse.leveret)
    return Afsendelse(None, forsendelse.fejl, forsendelse.naeste_forsoeg)
