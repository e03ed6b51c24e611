"""De grænser, der kan afprøves, og hvordan et gemt udfalds mål læses af dets bevis.

Kun en strammere grænse kan afprøves: det, en løsere ville have fundet, er aldrig gemt.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from feedback.effekt.ord import heltal

Bevis = Mapping[str, Any]
"""Udfaldets bevis: ``kolonner`` med navne, og ``raekker`` i deres orden."""
Maal = Callable[[Bevis], float | None]
"""Det, grænsen holdes op mod; ``None``, når grænsen ikke betød noget for udfaldet."""


@dataclass(frozen=True, slots=True)
class Graense:
    """En af reglernes parametre, som én kontroltype afprøves med.

    ``alternativer`` er strammere og strammere, i parameterens egen enhed. ``overlever`` siger, om
    et udfald med målet også var fundet med den strammere grænse.
    """

    parameter: str
    regel: str
    alternativer: tuple[int, ...]
    skriv: Callable[[int], str]
    maal: Maal
    overlever: Callable[[float, int], bool]

    def trin(self, bevis: Bevis) -> int:
        """Hvor mange af alternativerne udfaldet overlever; alle, når grænsen intet betød.

        Et bevis, der ikke har målet (et ældre skema), bliver stående: det påstår ingen virkning.
        """
        try:
            maal = self.maal(bevis)
        except (KeyError, IndexError, TypeError, ValueError):
            maal = None
        if maal is None:
            return len(self.alternativer)
        return sum(self.overlever(maal, alternativ) for alternativ in self.alternativer)


def _raekke(bevis: Bevis) -> dict[str, Any]:
    """Bevisets første række efter kolonnernes navne."""
    navne = [kolonne["navn"] for kolonne in bevis["kolonner"]]
    return dict(zip(navne, bevis["raekker"][0], strict=True))


def _b_indkomst(bevis: Bevis) -> float | None:
    return int(_raekke(bevis)["Beløb"])


def _aendring(bevis: Bevis) -> float | None:
    """Forskellen mellem to måneder; en ydelse, der begyndte eller stoppede, har ingen grænse."""
    raekke = _raekke(bevis)
    foer, nu = int(raekke["Måneden før"]), int(raekke["Måneden"])
    return abs(nu - foer) if foer > 0 and nu > 0 else None


def _loenpause(bevis: Bevis) -> float | None:
    """Pausen hos den samme arbejdsgiver; en anden arbejdsgiver findes uanset pausen."""
    if len(bevis["raekker"]) < 2:
        return None
    cvr = [kolonne["navn"] for kolonne in bevis["kolonner"]].index("CVR-nr.")
    ens = bevis["raekker"][0][cvr] == bevis["raekker"][1][cvr]
    return float(_raekke(bevis)["Dage siden forrige"]) if ens else None


def _handler(bevis: Bevis) -> float | None:
    return len(bevis["raekker"])


def _bilens_alder(bevis: Bevis) -> float | None:
    """Hele år fra første registrering til handlen, og en brøkdel, så dagen efter er ældre."""
    raekke = _raekke(bevis)
    foerste = date.fromisoformat(raekke["Første registrering"])
    handlet = date.fromisoformat(raekke["Handelsdato"])
    aar = handlet.year - foerste.year
    fyldt = (handlet.month, handlet.day) == (foerste.month, foerste.day)
    if (handlet.month, handlet.day) < (foerste.month, foerste.day):
        return aar - 0.5
    return aar if fyldt else aar + 0.5


def _kroner(oere: int) -> str:
    return f"{heltal(oere // 100)} kr."


def _stoerre(maal: float, graense: int) -> bool:
    return maal > graense


def _mindst(maal: float, graense: int) -> bool:
    return maal >= graense


def _hoejst(maal: float, graense: int) -> bool:
    return maal <= graense


_KRONER = (75_000, 100_000, 150_000, 200_000, 300_000, 500_000)
GRAENSER: tuple[Graense, ...] = (
    Graense("b_indkomst_over_oere", "b_indkomst", _KRONER, _kroner, _b_indkomst, _stoerre),
    Graense(
        "ydelsesaendring_over_oere", "aendring_andre_ydelser", _KRONER, _kroner, _aendring, _stoerre
    ),
    Graense(
        "loenpause_dage", "ny_arbejdsgiver", (75, 90, 120), "{} dage".format, _loenpause, _stoerre
    ),
    Graense(
        "bilhandler_mindst", "mange_bilhandler", (4, 5, 6), "{} handler".format, _handler, _mindst
    ),
    Graense("bilens_alder_aar", "bilkoeb", (12, 10, 8, 5), "{} år".format, _bilens_alder, _hoejst),
    Graense("bilens_alder_aar", "bilsalg", (12, 10, 8, 5), "{} år".format, _bilens_alder, _hoejst),
)
KAN_IKKE_AFPROEVES: dict[str, str] = {
    "ejerbrugerkoder": "Ejerbrugerkoderne for biler er en liste, ikke en grænse.",
    "privatbil_indeks": "R75-indekset for privatbiler er en kode, ikke en grænse.",
    "stifterroller": "Rollerne i en ny virksomhed er en liste, ikke en grænse.",
    "udelukkede_brancher": "De udelukkede brancher er en liste, ikke en grænse.",
    "ydelsesarter": "Ydelsernes arter er en liste, ikke en grænse.",
    "separation_maaneder": "Tre måneder efter en separation flytter kun dagen, hændelsen findes.",
    "voksen_aar": "Barnets alder, 18 år, er lovens myndighedsalder.",
    "bidragsmodtager_kle": "Sagstyperne for bidragsmodtagere er en liste, ikke en grænse.",
    "bidragsbetaler_kle": "Sagstyperne for bidragsbetalere er en liste, ikke en grænse.",
}
"""De andre parametre, og hvorfor der ikke er en grænse at stramme."""


def graense_for(regel: str) -> Graense | None:
    """Grænsen, kontroltypen afprøves med; ``None``, når den kun kan slås fra."""
    return next((graense for graense in GRAENSER if graense.regel == regel), None)
