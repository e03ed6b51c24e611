"""Filtrene i adressen: periode, ydelsesområde, tema eller kontroltype, og kontroltrin.

En værdi, der ikke kendes, er en fejl og ikke alle: et tal, der så ud til at gælde et tema, men
gjaldt alt, ville være værre end intet tal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from adgang.omfang import Omfang
from feedback.effekt.perioder import AAR, KVARTAL, foerste_dag, nummer
from feedback.effekt.udsnit import maerker
from feedback.models import Effektmaaned
from samkoering.grundlag.kle import numre
from samkoering.regelkatalog import regel

TRIN = (2, 3)


@dataclass(frozen=True, slots=True)
class Valg:
    """Det, siden viser. ``til`` er den første dag efter perioden."""

    fra: date
    til: date
    kle: str = ""
    maerke: str = ""
    trin: int = 0

    def uden(self, felt: str) -> Valg:
        """Valget uden det ene filter."""
        tomt: Any = 0 if felt == "trin" else ""
        return replace(self, **{felt: tomt})

    def periode(self, kendte: Sequence[Periodevalg]) -> Periodevalg:
        """Den valgte periode blandt de kendte."""
        return next(p for p in kendte if (p.fra, p.til) == (self.fra, self.til))

    def som_adresse(self, **andet: str) -> str:
        """Filtrene som søgedel."""
        valgte = {
            "periode": periodens_navn(self.fra, self.til),
            "ydelse": self.kle,
            "tema": self.maerke,
            "trin": str(self.trin or ""),
            **andet,
        }
        return "?" + urlencode({navn: vaerdi for navn, vaerdi in valgte.items() if vaerdi})


@dataclass(frozen=True, slots=True)
class Periodevalg:
    """En periode, der er opgjort."""

    fra: date
    til: date
    tekst: str

    @property
    def navn(self) -> str:
        """Periodens navn i adressen."""
        return periodens_navn(self.fra, self.til)

    @property
    def er_aar(self) -> bool:
        """Om perioden er et år, eller det, der er af det, og ikke et kvartal."""
        return nummer(self.til) - nummer(self.fra) > KVARTAL


def periodens_navn(fra: date, til: date) -> str:
    """``2025-11_2026-11``."""
    return f"{fra:%Y-%m}_{til:%Y-%m}"


def perioder(omfang: Omfang) -> list[Periodevalg]:
    """De perioder, der kan vælges, nyeste først: året til hver opgjort måned, og kvartalerne."""
    maaneder = list(
        Effektmaaned.objects.i_kommune(omfang.kommune)
        .order_by("-maaned")
        .values_list("maaned", flat=True)
    )
    if not maaneder:
        return []
    foerste = nummer(maaneder[-1])
    aar = [p for maaned in maaneder if (p := _aaret_til(nummer(maaned), foerste))]
    kvartaler = [
        _kvartal(nummer(maaned))
        for maaned in maaneder
        if maaned.month % 3 == 0 and nummer(maaned) - 2 >= foerste
    ]
    return [*aar, *kvartaler]


def _aaret_til(maaned: int, foerste: int) -> Periodevalg | None:
    slut = maaned + 1
    if slut - foerste < AAR and slut % 3:
        return None
    fra = foerste_dag(max(slut - AAR, foerste))
    antal = slut - nummer(fra)
    tekst = f"{antal} {'måned' if antal == 1 else 'måneder'} til og med {foerste_dag(maaned):%m-%Y}"
    return Periodevalg(fra, foerste_dag(slut), tekst)


def _kvartal(maaned: int) -> Periodevalg:
    slut = foerste_dag(maaned)
    return Periodevalg(
        foerste_dag(maaned - 2), foerste_dag(maaned + 1), f"{slut.year}, {slut.month // 3}. kvartal"
    )


def laes(adresse: Mapping[str, Any], omfang: Omfang, kendte: list[Periodevalg]) -> Valg:
    """Valget i adressen; uden et kendt er det det seneste år. ``kendte`` er ikke tom."""
    oensket = str(adresse.get("periode", ""))
    periode = next((p for p in kendte if p.navn == oensket), kendte[0])
    egne = [kle for kle, _ in ydelser(omfang)]
    kle, maerke = str(adresse.get("ydelse", "")), str(adresse.get("tema", ""))
    trin = str(adresse.get("trin", ""))
    kle = kle if kle in egne else ""
    if omfang.kle is not None and not kle:
        kle = egne[0] if egne else "-"
    return Valg(
        periode.fra,
        periode.til,
        kle,
        maerke if maerke in maerker() else "",
        int(trin) if trin in {str(t) for t in TRIN} else 0,
    )


def ydelser(omfang: Omfang) -> list[tuple[str, str]]:
    """KLE-nummer og navn på de ydelser, brugeren ser."""
    return [(n.kle, n.kort) for n in numre() if omfang.kle is None or n.kle in omfang.kle]


def maerkets_navn(maerke: str) -> str:
    """Temaets eller kontroltypens navn."""
    slags, _, navn = maerke.partition(":")
    return regel(navn)["navn"] if slags == "type" else navn
