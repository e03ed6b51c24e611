"""To arbejdere deles om natten; den ene dør og kommer ikke igen."""

from __future__ import annotations

import os
import signal
import time

from tests.bevis.draebt.maskiner import Barn, Maskiner
from tests.bevis.draebt.spoergsmaal import aaben, dele

GODT_I_GANG = 8
"""Så mange kommuner har hver skrevet, før den ene dør; en nat har 98."""


def draeb_den_ene(maskiner: Maskiner, frist: float, *, sluk: bool) -> tuple[str, dict[str, int]]:
    """Vent, til begge er godt i gang, og dræb så den ene midt i sit arbejde.

    Giver den dødes navn, og hvad hver havde skrevet, da den døde. Kaster ``TimeoutError``, når de
    ikke begge kom i gang inden ``frist`` sekunder eller nattens slut: så viser forløbet intet.
    """
    slut = time.monotonic() + frist
    while len(skrivere := i_gang(maskiner)) < len(maskiner.arbejdere):
        if not aaben(maskiner) or time.monotonic() > slut:
            raise TimeoutError(f"Kun {sorted(skrivere)} kom i gang.")
        for barn in maskiner.arbejdere:
            if any(_er_i(navn, barn) for navn in skrivere):
                # Den, der er foran, holder stille, til den anden er med, hvor travlt der end er.
                os.killpg(barn.proces.pid, signal.SIGSTOP)
        time.sleep(0.02)
    offer = maskiner.arbejdere[-1]
    (doed,) = [navn for navn in skrivere if _er_i(navn, offer)]
    maskiner.draeb_een(offer, sluk=sluk)
    for barn in maskiner.arbejdere:
        os.killpg(barn.proces.pid, signal.SIGCONT)
    return doed, dele(maskiner)


def i_gang(maskiner: Maskiner) -> list[str]:
    """De arbejdere, der har skrevet nok til, at natten er delt."""
    return [navn for navn, antal in dele(maskiner).items() if antal >= GODT_I_GANG]


def _er_i(navn: str, barn: Barn) -> bool:
    """Arbejderen skriver i sin egen proces, som er i samme gruppe som den, der startede den."""
    try:
        return os.getpgid(int(navn.rpartition(":")[2])) == barn.proces.pid
    except ProcessLookupError:
        return False
