"""De 17 regler, én fil pr. regel eller pr. register, under guidens overskrifter.

Importen registrerer dem alle i ``samkoering.grundlag.regel.REGLER``.
"""

from samkoering.grundlag.regel import REGLER, Regel
from samkoering.regler import (
    barn_doer,
    barn_flytter,
    biler,
    borger_doer,
    borgerstatus,
    civilstand,
    eindkomst_b_indkomst,
    eindkomst_ny_arbejdsgiver,
    eindkomst_ydelser,
    feriekonto,
    flytning,
    foedsel,
    momsindberetning,
    ny_virksomhed,
    underholdsbidrag,
)

ALLE_REGLER: tuple[Regel, ...] = tuple(sorted(REGLER.values(), key=lambda regel: regel.nr))
"""Kontrolkataloget i nummerorden."""

__all__ = [
    "ALLE_REGLER",
    "barn_doer",
    "barn_flytter",
    "biler",
    "borger_doer",
    "borgerstatus",
    "civilstand",
    "eindkomst_b_indkomst",
    "eindkomst_ny_arbejdsgiver",
    "eindkomst_ydelser",
    "feriekonto",
    "flytning",
    "foedsel",
    "momsindberetning",
    "ny_virksomhed",
    "underholdsbidrag",
]
