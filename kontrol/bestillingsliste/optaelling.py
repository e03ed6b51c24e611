"""Tallene ved siden af filtrene: hvor mange ledige sager hvert valg rummer.

Alt tælles i to gennemløb, uanset hvor mange valg der er: et af sagerne og et af deres udfald.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from django.db.models import Count, Q
from django.utils import timezone

from adgang.omfang import Omfang
from kontrol.bestillingsliste.filtre import FRISTER, SKJULES, Filtre
from kontrol.bestillingsliste.forespoergsel import aabne_udfald, ledige, temaets_regler
from kontrol.bestillingsliste.maske import Maske, kun, mindst_en_af
from samkoering.grundlag.kle import numre
from samkoering.models import Sagstilstand
from samkoering.regelkatalog import regler, temaer


@dataclass(frozen=True, slots=True)
class Valg:
    """En mulighed i filteret med sit antal."""

    vaerdi: str
    navn: str
    antal: int
    valgt: bool


class Ydelsestal(NamedTuple):
    """Ledige sager på én ydelse: alle, og dem, der udløber inden for hver frist."""

    alle: int
    inden: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Optaelling:
    """Filterpanelets grupper; ``alle`` er antallet af ledige sager."""

    ydelser: tuple[Valg, ...]
    temaer: tuple[Valg, ...]
    kontroltyper: tuple[Valg, ...]
    skjul: tuple[Valg, ...]
    frister: tuple[Valg, ...]
    alle: int

    @property
    def udloeber_snart(self) -> int:
        """Sager, der udløber inden for en uge."""
        return self.frister[0].antal

    @property
    def har_kontroltype(self) -> bool:
        """Om der er valgt enkelte kontroltyper; så er gruppen slået ud."""
        return any(valg.valgt for valg in self.kontroltyper)


def taeller(omfang: Omfang, filtre: Filtre) -> Optaelling:
    """Tæl kommunens ledige sager på hver af filterets muligheder."""
    pr_ydelse, fund = _tael_sager(omfang), _tael_udfald(omfang)
    return Optaelling(
        ydelser=tuple(_ydelser(pr_ydelse, filtre)),
        temaer=tuple(Valg(t, t, fund["tema", t], t in filtre.temaer) for t in temaer()),
        kontroltyper=tuple(_kontroltyper(fund, filtre)),
        skjul=tuple(
            Valg(n, f"Vis ikke {n.capitalize()}", fund["skjul", n], n in filtre.skjul)
            for n in SKJULES
        ),
        frister=tuple(_frister(pr_ydelse.values(), filtre)),
        alle=sum(tal.alle for tal in pr_ydelse.values()),
    )


def _tael_sager(omfang: Omfang) -> dict[str, Ydelsestal]:
    """KLE-nummer → antal; ét gennemløb af sagerne."""
    senest = [timezone.localdate() + timedelta(days=dage) for dage in FRISTER]
    inden = {
        f"inden{nr}": Count("id", filter=Q(udloeber__lte=dag)) for nr, dag in enumerate(senest)
    }
    poster = ledige(omfang).order_by().values("kle").annotate(alle=Count("id"), **inden)
    return {
        kle: Ydelsestal(alle, tuple(tal))
        for kle, alle, *tal in poster.values_list("kle", "alle", *inden)
    }


def _tael_udfald(omfang: Omfang) -> dict[tuple[str, str], int]:
    """Valg → antal sager; ét gennemløb af udfaldene. En sag med to temaer tæller i begge."""
    krav = dict(_krav())
    pr_sag = (
        aabne_udfald(omfang)
        .filter(sag__tilstand=Sagstilstand.LEDIG)
        .order_by()
        .values("sag")
        .annotate(fund=Maske())
    )
    tal = pr_sag.aggregate(
        **{f"valg{nr}": Count("fund", filter=q) for nr, q in enumerate(krav.values())}
    )
    return dict(zip(krav, tal.values(), strict=True))


def _krav() -> Iterator[tuple[tuple[str, str], Q]]:
    """Det, en sag skal opfylde for at tælle ved valget; skjules, når den ikke har andet."""
    for tema in temaer():
        yield ("tema", tema), mindst_en_af("fund", temaets_regler((tema,)))
    for regel in regler():
        yield ("kontroltype", regel["slug"]), mindst_en_af("fund", (regel["slug"],))
    for navn, skjulte in SKJULES.items():
        yield ("skjul", navn), kun("fund", skjulte)


def _ydelser(pr_ydelse: Mapping[str, Ydelsestal], filtre: Filtre) -> Iterator[Valg]:
    """Kun ydelser med sager eller et valg; ellers fyldte listen uden at sige noget."""
    for n in numre():
        if n.kle in pr_ydelse or n.kle in filtre.ydelser:
            antal = pr_ydelse[n.kle].alle if n.kle in pr_ydelse else 0
            yield Valg(n.kle, n.kort, antal, n.kle in filtre.ydelser)


def _kontroltyper(fund: Mapping[tuple[str, str], int], filtre: Filtre) -> Iterator[Valg]:
    """Kun kontroltyper med sager eller et valg."""
    for regel in regler():
        antal, valgt = fund["kontroltype", regel["slug"]], regel["slug"] in filtre.kontroltyper
        if antal or valgt:
            yield Valg(regel["slug"], regel["navn"], antal, valgt)


def _frister(pr_ydelse: Iterable[Ydelsestal], filtre: Filtre) -> Iterator[Valg]:
    alle = tuple(pr_ydelse)
    for nr, dage in enumerate(FRISTER):
        antal = sum(tal.inden[nr] for tal in alle)
        yield Valg(str(dage), f"{dage} dage", antal, filtre.inden == dage)
    yield Valg("", "Alle", sum(tal.alle for tal in alle), filtre.inden is None)
