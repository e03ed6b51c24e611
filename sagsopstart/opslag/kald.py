"""Spørg ét register om én person: et helt svar eller en grund, aldrig noget midt imellem."""

from __future__ import annotations

import queue
import threading
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from registre.adapter import Opslagsadapter
    from registre.opslag import Opslagssvar, Spoergsmaal

_SIDSTE_UDKALD = 5.0
"""Så mange sekunder får en adapter til selv at sige, at dens budget er brugt."""


@dataclass(frozen=True, slots=True)
class Udfald:
    """Svaret eller grunden til, at der ikke er et; netop én af dem."""

    svar: Opslagssvar | None = None
    grund: str = ""

    def __post_init__(self) -> None:
        """Hverken begge eller ingen: et udfald uden svar har altid en grund."""
        if (self.svar is None) == (self.grund == ""):
            raise ValueError("Et udfald er et svar eller en grund.")


def spoerg(register: str, om: Spoergsmaal) -> Udfald:
    """Registerets svar inden for ``settings.OPSLAGSBUDGET``; det, der hænger, efterlades."""
    fra_registeret: queue.SimpleQueue[Udfald] = queue.SimpleQueue()
    # En dæmon: en tråd, der hænger, må ikke holde arbejderen i live.
    threading.Thread(
        target=lambda: fra_registeret.put(_spoerg(register, om)),
        name=f"opslag-{register}",
        daemon=True,
    ).start()
    try:
        return fra_registeret.get(timeout=settings.OPSLAGSBUDGET + _SIDSTE_UDKALD)
    except queue.Empty:
        sekunder = f"{settings.OPSLAGSBUDGET:.0f}"
        return Udfald(grund=f"Registeret svarede ikke inden for {sekunder} sekunder.")


def data_dag(svar: Opslagssvar) -> date:
    """Den dag, registerets tal er fra."""
    fra = svar.data_fra
    return fra.date() if isinstance(fra, datetime) else fra


def _spoerg(register: str, om: Spoergsmaal) -> Udfald:
    from registre.adapter import RegisterSvarerIkke

    try:
        svar = _adapter(register).slaa_op(om)
        _kraev_alle_tabeller(register, svar)
        return Udfald(svar)
    except RegisterSvarerIkke as fejl:
        return Udfald(grund=fejl.grund or "Registeret svarede ikke.")
    except BaseException as fejl:  # også en panik i Polars, som ikke er en Exception
        # En fremmed fejls egne ord kan gentage noget fra registeret; kun dens art føres videre.
        return Udfald(grund=f"Opslaget kunne ikke gennemføres ({type(fejl).__name__}).")


def _adapter(register: str) -> Opslagsadapter:
    from registre.adapter import vaelg

    adapter: Opslagsadapter = vaelg(  # type: ignore[assignment]
        settings.OPSLAGSADAPTERE[register], mappe=settings.REGISTERMAPPE
    )
    return adapter


def _kraev_alle_tabeller(register: str, svar: Opslagssvar) -> None:
    """En tabel, adapteren intet sagde om, er ikke en tom tabel."""
    from registre.adapter import RegisterSvarerIkke
    from registre.opslag.kontrakt import OPSLAGSTABELLER

    ventede = {tabel.navn for tabel in OPSLAGSTABELLER[register]}
    if svar.register != register or set(svar.raekker) != ventede:
        raise RegisterSvarerIkke(register, "Registeret svarede ikke på alt, der blev spurgt om.")
