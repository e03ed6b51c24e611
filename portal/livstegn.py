"""Forbindelser til PostgreSQL, hvis anden ende er slukket uden farvel, opdages i begge ender.

En dræbt proces lukker sin forbindelse. En maskine uden strøm eller net gør ikke, og serveren ville
holde dens låse og halve transaktion i over to timer (Linux' forvalg), mens nattens andre arbejdere
venter på den kommune, den sad med.
"""

from __future__ import annotations

from typing import Any

STILLE, IMELLEM, GANGE = 30, 10, 3
"""Sekunder uden trafik, før kernen spørger den anden ende; sekunder mellem spørgsmål; antal."""
UBESVARET = 60_000
"""Millisekunder, det sendte må være ukvitteret af klienten. Serveren venter selv gerne længere:
den kan have travlt, mens der skrives til den."""


def med_livstegn(tilvalg: dict[str, Any]) -> dict[str, Any]:
    """Forbindelsens ``OPTIONS``, så begge ender mærker en slukket anden; de givne går forud."""
    serverens = (
        f"-c tcp_keepalives_idle={STILLE} -c tcp_keepalives_interval={IMELLEM} "
        f"-c tcp_keepalives_count={GANGE} -c tcp_user_timeout={UBESVARET}"
    )
    return {
        "keepalives_idle": STILLE,
        "keepalives_interval": IMELLEM,
        "keepalives_count": GANGE,
        **tilvalg,
        "options": f"{serverens} {tilvalg.get('options', '')}".strip(),
    }
