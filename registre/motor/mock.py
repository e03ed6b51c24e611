"""Motorregisteret i det syntetiske Danmark: de samme biler, som R75 har."""

from __future__ import annotations

from typing import Any

from registre.opslag.verden import Verdensperson
from registre.r75.skema import BILER

ROLLER = {1: "EJER", 2: "EJER_OG_BRUGER", 3: "EJER", 4: "BRUGER"}


def opdigt(person: Verdensperson) -> dict[str, list[dict[str, Any]]]:
    """Et køretøj pr. bil, også dem, der er afhændet."""
    return {
        "motor_koeretoejer": [
            {
                "cpr": bil["cpr"],
                "registreringsnummer": bil["registreringsnummer"],
                "art": "PERSONBIL",
                "maerke": bil["maerke"],
                "model": bil["model"],
                "foerste_registrering": bil["foerste_registrering"],
                "rolle": ROLLER.get(bil["ejerbrugerkode"], "BRUGER"),
                "fra": bil["erhvervet"],
                "til": bil["afhaendet"],
            }
            for bil in person.raekker(BILER)["r75_biler"]
        ]
    }
