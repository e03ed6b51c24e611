"""Sagens tidslinje: det, der venter, og det, der er sket, uden at hver åbning fylder en linje."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.utils import timezone

from kontrol.models import Hoeringstilstand
from samkoering.models import Handling, Sag, Sagshaendelse

VIST = 6
"""Så mange punkter står fremme; de ældre kan foldes ud."""

_BRUG = frozenset({Handling.AABNET, Handling.HENTET_PDF})
_MILEPAELE = frozenset(
    {
        Handling.LISTET,
        Handling.BESTILT,
        Handling.GENBESTILT,
        Handling.NYT_KONTROLARK,
        Handling.JOURNALISERET,
        Handling.PARTSHOERT,
        Handling.SVAR_MODTAGET,
        Handling.PARTSHOERING_FRAFALDET,
        Handling.FEEDBACK,
        Handling.FEEDBACK_FORTRUDT,
    }
)
"""Det, der flytter sagen; resten er brug og fordeling."""


@dataclass(frozen=True, slots=True)
class Venter:
    """En dato, der endnu ikke er nået, eller som er passeret, uden at noget skete."""

    dato: date
    tekst: str
    passeret: bool


@dataclass(frozen=True, slots=True)
class Punkt:
    """Én ting, der skete, eller den samme brug flere gange i træk på en dag."""

    tidspunkt: datetime
    tekst: str
    bruger: str
    detalje: str
    gange: int
    milepael: bool


@dataclass(frozen=True, slots=True)
class Tidslinje:
    """Det, der venter, og det, der er sket: den seneste dato øverst hele vejen ned."""

    venter: tuple[Venter, ...]
    nyeste: tuple[Punkt, ...]
    aeldre: tuple[Punkt, ...]


def tidslinje(sag: Sag) -> Tidslinje:
    """Hele sagens forløb."""
    punkter = _foldet(sag.historik.select_related("bruger"))
    return Tidslinje(_venter(sag), punkter[:VIST], punkter[VIST:])


def _foldet(historik: Iterable[Sagshaendelse]) -> tuple[Punkt, ...]:
    return tuple(_punkt(list(gruppe)) for _, gruppe in groupby(historik, key=_noegle))


def _noegle(linje: Sagshaendelse) -> tuple[object, ...]:
    """Brug i træk af samme bruger på samme dag er ét punkt; alt andet står for sig selv."""
    if linje.handling not in _BRUG:
        return (linje.pk,)
    dag = timezone.localtime(linje.tidspunkt).date()
    return (linje.handling, linje.bruger_id, linje.detalje, dag)


def _punkt(linjer: list[Sagshaendelse]) -> Punkt:
    nyeste = linjer[0]
    return Punkt(
        tidspunkt=nyeste.tidspunkt,
        tekst=nyeste.get_handling_display(),
        bruger=nyeste.bruger.navn if nyeste.bruger else "",
        detalje=nyeste.detalje,
        gange=len(linjer),
        milepael=nyeste.handling in _MILEPAELE,
    )


def _venter(sag: Sag) -> tuple[Venter, ...]:
    if not sag.er_aaben:
        return ()
    i_dag = timezone.localdate()
    datoer = [(sag.udloeber, "Frist for behandling")]
    sendt = sag.partshoeringer.filter(tilstand=Hoeringstilstand.SENDT).first()
    if sendt is not None and sendt.frist is not None:
        datoer.append((sendt.frist, "Borgerens svarfrist"))
    return tuple(Venter(dato, tekst, dato < i_dag) for dato, tekst in sorted(datoer, reverse=True))
