"""Beskeden: hvad der fejlede, hvad der virkede alligevel, hvad der sker nu, og hvad du kan gøre."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from portal.drift.dele import kommunenavn
from portal.drift.grundlag import sidste_dag
from portal.drift.ord import opremset_kort
from portal.templatetags.dansk import i_dag_eller_dato
from registre.kontrakt import REGISTRE
from samkoering.models import PLANLAGTE, Aarsag, Koersel
from samkoering.natten.kalender import DANSK_TID


@dataclass(frozen=True, slots=True)
class Knap:
    """Noget, driften kan gøre. ``post`` handler straks; ellers fører den til en bekræftelse."""

    tekst: str
    adresse: str
    post: bool = True


@dataclass(frozen=True, slots=True)
class Fremgang:
    """Hvor langt kørslen er."""

    naaet: int
    ialt: int


@dataclass(frozen=True, slots=True)
class Besked:
    """Én ting, driften skal vide. ``slags`` er error, warning, info eller success."""

    slags: str
    titel: str
    grund: str = ""
    virkede: str = ""
    nu: str = ""
    knapper: tuple[Knap, ...] = ()
    fremgang: Fremgang | None = None


def natten_igen() -> Knap:
    """Til bekræftelsen: hele landet koster tid."""
    return Knap("Kør natten igen", reverse("drift_natten_igen"), post=False)


def register_igen(rum: str) -> Knap:
    """Hent registeret, og udfyld det, dets tavshed lod stå."""
    return Knap(f"Kør {REGISTRE[rum]} igen", reverse("drift_register_igen", args=[rum]))


def hvad_koeres(koersel: Koersel) -> str:
    """``Natten`` eller det, der køres igen, som begyndelsen på en sætning."""
    if koersel.kun_register:
        return f"{REGISTRE.get(koersel.kun_register, koersel.kun_register)} køres igen"
    if koersel.kun_kommuner:
        return f"{opremset_kort([kommunenavn(k) for k in koersel.kun_kommuner])} køres igen"
    if koersel.aarsag == Aarsag.UDTRAEK:
        return "Et udtræk køres"
    return "Natten kører" if koersel.aarsag in PLANLAGTE else "Natten køres igen"


def hvorfor(koersel: Koersel) -> str:
    """Kørslens grund til tabellen: hvad og hvem."""
    if koersel.kun_register:
        return f"{REGISTRE.get(koersel.kun_register, koersel.kun_register)} kørt igen"
    if koersel.kun_kommuner:
        return f"{opremset_kort([kommunenavn(k) for k in koersel.kun_kommuner])} kørt igen"
    return koersel.get_aarsag_display()


def startet_af(koersel: Koersel) -> str:
    """Den, der trykkede, og hvornår; tom, når uret eller en kommando begyndte."""
    if koersel.bestilt_af is None:
        return ""
    return f"Startet af {koersel.bestilt_af.navn} {i_dag_eller_dato(koersel.startet)}."


def nattens_tid(dag: date) -> datetime:
    """Hvornår uret begynder datoens nat, dansk tid."""
    return datetime.combine(dag, time(settings.NATTENS_TIME), tzinfo=DANSK_TID)


def naeste_nat(nu: datetime) -> datetime:
    """Næste gang uret begynder en nat."""
    return nattens_tid(sidste_dag(nu) + timedelta(days=1))


def naeste_nats_ord(nu: datetime) -> str:
    """``Næste nat kører 23-11-2026 kl. 03.00.``"""
    tid = timezone.localtime(naeste_nat(nu))
    return f"Næste nat kører {tid:%d-%m-%Y} kl. {tid:%H.%M}."
