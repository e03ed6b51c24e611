"""Siden om effekten i beskrivelsen."""

from __future__ import annotations

from portal.api.beskrivelser import svaret
from portal.api.endepunkt import Beskrivelse
from portal.api_effekt.former import Effekten

_AARET = {"fra": "2025-11-01", "til": "2026-11-01"}

EFFEKT = Beskrivelse(
    "effekt",
    "Effektmålingens tal",
    "Kommunens opgjorte tal i ét udsnit og én periode: de samme, siden og filerne viser, og de "
    "samme er skjult. Tallene opgøres den 1. i måneden og ændres aldrig. Hvert tal har nøglen til "
    "sin definition.",
    {200: Effekten},
    (
        svaret(
            "Det seneste år",
            {
                "perioder": ["2025-11_2026-11"],
                "periode": {
                    "navn": "2025-11_2026-11",
                    **_AARET,
                    "opgjort": "2026-11-01T04:15:00+01:00",
                },
                "udsnit": {"ydelse": None, "tema": None, "trin": None},
                "tal": [
                    {
                        "opdeling": "AFSLUTTET",
                        "gren": "aendret",
                        **_AARET,
                        "antal": 46,
                        "definition": "traefprocent",
                    },
                    {
                        "opdeling": "UDLOEBET",
                        "gren": "udloebet",
                        **_AARET,
                        "antal": None,
                        "definition": "udloebet",
                    },
                ],
                "behandlingstid": {
                    "definition": "sagsbehandlingstid",
                    "median_dage": 15.0,
                    "ni_af_ti_dage": 27.0,
                },
                "beloeb": {
                    "definition": "krav",
                    "krav_oere": 38550000,
                    "maanedlig_oere": -9540000,
                },
            },
        ),
    ),
)
