"""Afsnittenes værdier gjort til tekst for skærm og PDF, og til JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from adgang.indsigt import Adresse, Afsnit, Beloeb, Celle
from kontrol.kontrolark.felter import MASKERET, TOM, uden_styretegn
from portal.templatetags.dansk import dato, kroner, tal, tidspunkt

MAERKER = {True: "Automatisk", False: "Besluttet af et menneske", None: ""}

_KORT = 12
"""En dato, et ja eller et nummer: kolonnen behøver ikke plads til mere."""


@dataclass(frozen=True, slots=True)
class Tekst:
    """En celle som tekst; ``slags`` (tekst, dato, tid, tal, kort) styrer kun opstillingen."""

    tekst: str
    slags: str = "tekst"


@dataclass(frozen=True, slots=True)
class Vist:
    """Et afsnit klar til at vise. ``niveau`` er overskriftens, ``id`` sidens anker."""

    niveau: int
    id: str
    titel: str
    forklaring: str
    maerke: str
    kolonner: tuple[Tekst, ...]
    raekker: tuple[tuple[Tekst, ...], ...]
    tom: str

    @property
    def navngivne(self) -> tuple[tuple[tuple[Tekst, Tekst], ...], ...]:
        """Rækkerne med hver celles kolonne ved siden af; på en telefon står navnet i cellen."""
        return tuple(tuple(zip(self.kolonner, raekke, strict=False)) for raekke in self.raekker)


def vis(afsnit: Iterable[Afsnit], *, masker: bool) -> list[Vist]:
    """Alle afsnit og underafsnit i den orden, de læses; ``masker`` skjuler beskyttede adresser."""
    alle = list(afsnit)
    skjul = masker and har_beskyttet_adresse(alle)
    return [v for nr, et in enumerate(alle, 1) for v in _vis(et, f"a{nr}", 2, skjul=skjul)]


def _vis(afsnit: Afsnit, id_: str, niveau: int, *, skjul: bool) -> Iterator[Vist]:
    raekker = tuple(tuple(_tekst(c, skjul=skjul) for c in raekke) for raekke in afsnit.raekker)
    yield Vist(
        niveau=niveau,
        id=id_,
        titel=str(uden_styretegn(afsnit.titel)),
        forklaring=str(uden_styretegn(afsnit.forklaring)),
        # Mærket siges én gang; underafsnit, der er som deres overskrift, gentager det ikke.
        maerke=MAERKER[afsnit.automatisk] if niveau == 2 else "",
        kolonner=tuple(
            Tekst(navn, _slags(navn, [raekke[nr] for raekke in raekker if nr < len(raekke)]))
            for nr, navn in enumerate(afsnit.kolonner)
        ),
        raekker=raekker,
        tom=afsnit.tom if not raekker and not afsnit.under else "",
    )
    for nr, under in enumerate(afsnit.under, 1):
        yield from _vis(under, f"{id_}-{nr}", niveau + 1, skjul=skjul)


def _slags(navn: str, celler: list[Tekst]) -> str:
    """Kolonnens bredde følger det længste, der står i den; beløb og tal er kolonnen ens."""
    if celler and {celle.slags for celle in celler} == {"tal"}:
        return "tal"
    laengst = max(len(tekst) for tekst in (navn, *(celle.tekst for celle in celler)))
    if laengst <= _KORT:
        return "kort"
    return "tid" if any(celle.slags == "tid" for celle in celler) else "tekst"


def har_beskyttet_adresse(afsnit: Iterable[Afsnit]) -> bool:
    """Om borgerens adresse er beskyttet blot ét sted; så er alle borgerens adresser det."""
    return any(
        har_beskyttet_adresse(et.under)
        or any(isinstance(c, Adresse) and c.beskyttet for raekke in et.raekker for c in raekke)
        for et in afsnit
    )


def _tekst(celle: Celle, *, skjul: bool) -> Tekst:
    match celle:
        case Adresse():
            return Tekst(MASKERET if skjul else str(uden_styretegn(celle.tekst)))
        case Beloeb():
            return Tekst(kroner(celle.oere), "tal")
        case datetime():
            return Tekst(tidspunkt(celle), "tid")
        case date():
            return Tekst(dato(celle), "dato")
        case int():
            return Tekst(tal(celle), "tal")
        case _:
            return Tekst(str(uden_styretegn(celle)) or TOM)


def som_json(afsnit: Iterable[Afsnit]) -> list[dict[str, Any]]:
    """Samme afsnit som data: datoer som ISO-tekst, beløb i øre (docs/indsigt.md)."""
    return [
        {
            "titel": et.titel,
            "forklaring": et.forklaring,
            "automatisk": et.automatisk,
            "kolonner": list(et.kolonner),
            "raekker": [[_vaerdi(celle) for celle in raekke] for raekke in et.raekker],
            "under": som_json(et.under),
        }
        for et in afsnit
    ]


def _vaerdi(celle: Celle) -> object:
    match celle:
        case Adresse():
            return celle.tekst
        case Beloeb():
            return {"oere": celle.oere}
        case date():
            return celle.isoformat()
        case _:
            return celle
