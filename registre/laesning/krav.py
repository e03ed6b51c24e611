"""Nattens krav til en tabel: det, der ikke sikkert er et helt, nyt svar, er ikke besvaret."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from registre.laesning.afvisning import TabelAfvist
from registre.laesning.foelgeseddel import Seddel, Tabellinje
from registre.tabel import Tabel

VOLUMEN_GRAENSE = 0.5
MINDST_RAEKKER = 100
"""En mindre tabel kan halveres af et tilfælde."""
SKAL_AENDRE_SIG = frozenset({"ydelse_udbetalinger", "cpr_adresser", "cpr_status", "eindkomst"})
"""Tabeller, hvor der i et helt land sker noget hver dag."""


class Forrige(NamedTuple):
    """Tabellen, sidst den blev besvaret i en tidligere nat."""

    antal: int
    sha256: str
    data_fra: date | None


@dataclass(frozen=True, slots=True)
class Krav:
    """Hvad natten for ``dag`` kræver.

    ``hoejst_alder`` er for hvert register, hvor mange dage dets tal må være ældre end natten
    (unævnt: ingen). ``godkendte`` er tabeller, et menneske har set på: de går uden om
    snubletrådene, men aldrig uden om de øvrige krav.
    """

    dag: date
    periode_fra: date
    tidligere: Mapping[str, date] = field(default_factory=dict)
    """Tabeller, der skal nå længere tilbage end ``periode_fra``."""
    forrige: Mapping[str, Forrige] = field(default_factory=dict)
    volumen_graense: float = VOLUMEN_GRAENSE
    hoejst_alder: Mapping[str, int] = field(default_factory=dict)
    godkendte: frozenset[str] = frozenset()


def kraev_hel_fil(tabel: Tabel, seddel: Seddel, sha256: str) -> None:
    """Filen skal være den, følgesedlen nævner, byte for byte."""
    linje = seddel.tabellinje(tabel)
    if linje and linje.sha256 and linje.sha256 != sha256:
        raise TabelAfvist(
            f"{tabel.navn} er ikke hel: indholdet passer ikke med følgesedlens fingeraftryk. "
            "Hent registeret igen."
        )


def kraev_antal(tabel: Tabel, seddel: Seddel, antal: int) -> None:
    """Filen skal have så mange rækker, som kilden siger, den sendte."""
    linje = seddel.tabellinje(tabel)
    if linje and linje.antal is not None and linje.antal != antal:
        raise TabelAfvist(
            f"{tabel.navn} er ikke hel: følgesedlen siger {linje.antal} rækker, filen har {antal}. "
            "Hent registeret igen."
        )


def kraev_nyt(tabel: Tabel, seddel: Seddel, antal: int, krav: Krav) -> None:
    """Svaret skal være for den rigtige periode, nyt nok og ikke påfaldende lille."""
    linje, tabellinje = seddel.linje(tabel), seddel.tabellinje(tabel)
    if seddel.ulaeselig or linje is None or tabellinje is None or not tabellinje.sha256:
        raise TabelAfvist(
            f"Følgesedlen siger intet om {tabel.navn}, så ingen kan se, om filen er hel. "
            "Hent registeret igen."
        )
    if not tabel.register:
        return
    _kraev_periode(tabel, tabellinje, krav)
    data_fra = linje.data_dato
    _kraev_alder(tabel, data_fra, krav)
    forrige = krav.forrige.get(tabel.navn)
    if forrige is None or tabel.navn in krav.godkendte:
        return
    _kraev_ny_fil(tabel, tabellinje, data_fra, forrige, krav)
    _kraev_volumen(tabel, antal, forrige, krav)


def _kraev_periode(tabel: Tabel, linje: Tabellinje, krav: Krav) -> None:
    if linje.periode is None:
        return
    fra, til = linje.periode
    tidligst = krav.tidligere.get(tabel.navn, krav.periode_fra)
    if fra > tidligst or til < krav.dag:
        raise TabelAfvist(
            f"{tabel.navn} dækker {_dag(fra)} til {_dag(til)}, men natten kræver "
            f"{_dag(tidligst)} til {_dag(krav.dag)}. Bed registeret om den rigtige periode."
        )


def _kraev_alder(tabel: Tabel, data_fra: date | None, krav: Krav) -> None:
    aeldst = krav.dag - timedelta(days=krav.hoejst_alder.get(tabel.register, 0))
    if data_fra is None or data_fra < aeldst:
        fra = f"er fra {_dag(data_fra)}" if data_fra else "siger ikke, hvilken dag den er fra"
        raise TabelAfvist(
            f"{tabel.navn} {fra}; natten kræver {_dag(aeldst)} eller nyere. "
            "Hent registeret igen, når det er opdateret."
        )


def _kraev_ny_fil(
    tabel: Tabel, linje: Tabellinje, data_fra: date | None, forrige: Forrige, krav: Krav
) -> None:
    """Samme fil som sidst er kun mistænkelig, når kilden ikke selv siger, den er fra i dag."""
    uden_nyt = bool(forrige.sha256) and forrige.sha256 == linje.sha256
    if not uden_nyt or tabel.navn not in SKAL_AENDRE_SIG:
        return
    ny = data_fra is not None and (
        data_fra >= krav.dag or (forrige.data_fra is not None and data_fra > forrige.data_fra)
    )
    if not ny:
        raise TabelAfvist(f"{tabel.navn} er den samme fil som sidste nat. {_godkend(tabel)}")


def _kraev_volumen(tabel: Tabel, antal: int, forrige: Forrige, krav: Krav) -> None:
    if forrige.antal >= MINDST_RAEKKER and antal < forrige.antal * krav.volumen_graense:
        raise TabelAfvist(
            f"{tabel.navn} har {antal} rækker mod {forrige.antal} sidste nat, og det er under "
            f"{krav.volumen_graense * 100:.0f} %. {_godkend(tabel)}"
        )


def _godkend(tabel: Tabel) -> str:
    return f"Er det rigtigt, så sæt GODKENDTE_TABELLER={tabel.navn}, og kør igen."


def _dag(dag: date) -> str:
    return f"{dag:%d-%m-%Y}"
