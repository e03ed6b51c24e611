"""Tallene ved siden af filtrene: hvor mange ledige sager hvert valg rummer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone

from adgang.omfang import Omfang
from kontrol.bestillingsliste.filtre import FRISTER, SKJULES, Filtre
from kontrol.bestillingsliste.forespoergsel import (
    aabne_udfald,
    kun_skjulte,
    ledige,
    temaets_regler,
)
from samkoering.grundlag.kle import numre
from samkoering.models import Sagstilstand
from samkoering.regelkatalog import temaer


@dataclass(frozen=True, slots=True)
class Valg:
    """En mulighed i filteret med sit antal."""

    vaerdi: str
    navn: str
    antal: int
    valgt: bool


@dataclass(frozen=True, slots=True)
class Optaelling:
    """Filterpanelets fire grupper; ``alle`` er antallet af ledige sager."""

    ydelser: tuple[Valg, ...]
    temaer: tuple[Valg, ...]
    skjul: tuple[Valg, ...]
    frister: tuple[Valg, ...]
    alle: int

    @property
    def udloeber_snart(self) -> int:
        """Sager, der udløber inden for en uge."""
        return self.frister[0].antal


def taeller(omfang: Omfang, filtre: Filtre) -> Optaelling:
    """Tæl kommunens ledige sager på hver af filterets muligheder."""
    frister, alle = _frister(omfang, filtre)
    return Optaelling(
        ydelser=_ydelser(omfang, filtre),
        temaer=_temaer(omfang, filtre),
        skjul=_skjul(omfang, filtre),
        frister=frister,
        alle=alle,
    )


def _ydelser(omfang: Omfang, filtre: Filtre) -> tuple[Valg, ...]:
    """Kun ydelser med sager eller et valg; ellers fyldte listen uden at sige noget."""
    poster = ledige(omfang).order_by().values("kle").annotate(antal=Count("id"))
    antal = dict(poster.values_list("kle", "antal"))
    return tuple(
        Valg(n.kle, n.kort, antal.get(n.kle, 0), n.kle in filtre.ydelser)
        for n in numre()
        if n.kle in antal or n.kle in filtre.ydelser
    )


def _temaer(omfang: Omfang, filtre: Filtre) -> tuple[Valg, ...]:
    """En sag med to temaer tæller i begge."""
    udfald = aabne_udfald(omfang).filter(sag__tilstand=Sagstilstand.LEDIG)
    antal = udfald.aggregate(
        **{
            f"tema{nr}": Count("sag", distinct=True, filter=Q(regel__in=temaets_regler((tema,))))
            for nr, tema in enumerate(temaer())
        }
    )
    return tuple(
        Valg(tema, tema, antal[f"tema{nr}"], tema in filtre.temaer)
        for nr, tema in enumerate(temaer())
    )


def _skjul(omfang: Omfang, filtre: Filtre) -> tuple[Valg, ...]:
    """Sager, der forsvinder, når kontroltypen ikke vises."""
    return tuple(
        Valg(
            navn,
            f"Vis ikke {navn.capitalize()}",
            ledige(omfang).filter(kun_skjulte(omfang, regler)).count(),
            navn in filtre.skjul,
        )
        for navn, regler in SKJULES.items()
    )


def _frister(omfang: Omfang, filtre: Filtre) -> tuple[tuple[Valg, ...], int]:
    i_dag = timezone.localdate()
    antal = ledige(omfang).aggregate(
        alle=Count("id"),
        **{
            f"inden{dage}": Count("id", filter=Q(udloeber__lte=i_dag + timedelta(days=dage)))
            for dage in FRISTER
        },
    )
    valg = [
        Valg(str(dage), f"{dage} dage", antal[f"inden{dage}"], filtre.inden == dage)
        for dage in FRISTER
    ]
    return (*valg, Valg("", "Alle", antal["alle"], filtre.inden is None)), antal["alle"]
