"""Siderne om sagsopstart i beskrivelsen."""

from __future__ import annotations

from typing import Any

from portal.api import sagsopstartformer as former
from portal.api.beskrivelser import SAG, gentaget, sendt, svaret
from portal.api.endepunkt import Beskrivelse

_EKSEMPEL: dict[str, Any] = {
    "id": SAG,
    "sagsnr": "S-26-00012",
    "cpr": "6101900010",
    "aegtefaelle_cpr": None,
    "modtaget": "2026-11-22",
    "tilstand": "AABEN",
    "i_gang": False,
    "fuldstaendig": False,
    "status": ["8 af 9 registre har svaret om ansøgeren; Boligstøtte svarede ikke kl. 10.42."],
    "bemaerkninger": [],
    "opslag": [
        {
            "register": "boligstoette",
            "person": "ANSOEGER",
            "dag": "2026-11-22",
            "tilstand": "FEJLET",
            "afsluttet": "2026-11-22T10:42:00+01:00",
            "data_fra": None,
            "fejl": "Registeret svarede ikke inden for 10 sekunder.",
        }
    ],
    "afsnit": [
        {
            "navn": "Køretøjer",
            "person": "ANSOEGER",
            "register": "motor",
            "svarede": True,
            "fejl": None,
            "tabeller": [{"navn": "Køretøjer", "kolonner": ["Køretøj", "Reg.nr."], "raekker": []}],
        }
    ],
}

ANSOEG = Beskrivelse(
    "ansoeg",
    "Modtag en ansøgning",
    "Ni registre slås op om ansøgeren og om ægtefællen, når CPR nævner en. Den samme ansøgning "
    "(person, ydelse og dag) igen svarer 200 og slår ikke op igen.",
    {201: former.Ansoegningen, 200: former.Ansoegningen},
    (
        sendt(
            "Kontanthjælp",
            {"cpr": "6101900010", "modtaget": "2026-11-22", "ydelse": "KONTANTHJAELP"},
        ),
        svaret("Ansøgningen", _EKSEMPEL, 201),
    ),
    (gentaget(201),),
)

ANSOEGNING = Beskrivelse(
    "ansoegning",
    "Registrenes svar om en ansøgning",
    "Fakta, som registrene svarede, uden vurdering. Svarede et register ikke, er »tabeller« null, "
    "og »fejl« siger hvorfor; en tom tabel er registerets eget nej. Beskyttede adresser er skjult.",
    {200: former.Ansoegningen},
    (svaret("En ansøgning", _EKSEMPEL),),
)
