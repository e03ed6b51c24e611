"""Siderne om persongruppemarkeringer i beskrivelsen."""

from __future__ import annotations

from portal.api import persongruppeformer as former
from portal.api.beskrivelser import BESTILLINGEN, SAG, gentaget, sendt, svaret
from portal.api.endepunkt import Beskrivelse

PERIODEN = {
    "id": BESTILLINGEN,
    "markering": "GRUPPE_1",
    "fra": "2026-11-22",
    "til": None,
    "jobformidler": None,
    "forventet_til": None,
}

PERSONGRUPPER = Beskrivelse(
    "persongrupper",
    "Borgere efter markering",
    "Kommunens borgere i Flere skal med, hvor en af markeringerne gjaldt i perioden; uden periode "
    "i dag. Hver hentning står i opslagsloggen på de borgere, siden viser.",
    {200: former.Projektborgere},
    (
        svaret(
            "En borger i indsatsgruppen",
            {
                "borgere": [
                    {
                        "id": SAG,
                        "cpr": "6101900010",
                        "foerste_gruppe": "GRUPPE_1",
                        "foerste_dag": "2026-11-22",
                        "markeringer": [PERIODEN],
                    }
                ],
                "naeste": None,
            },
        ),
    ),
)

MARKER = Beskrivelse(
    "marker",
    "Sæt en markering",
    "Sætter markeringen fra serverens dag. Kan den ikke stå sammen med en, borgeren har, er det en "
    "flytning: den gamle slutter i går. Startdatoen kan ikke sendes. Reglerne er sidens; siger en "
    "af dem nej, er svaret 409, og »fejl« siger hvilken.",
    {201: former.Periode},
    (
        sendt("Gr. 1", {"markering": "GRUPPE_1"}),
        sendt(
            "Jobformidler",
            {
                "markering": "JOBFORMIDLER",
                "jobformidler": "Ida Testesen",
                "min_plan_dato": "2026-11-20",
            },
        ),
        svaret("Markeringen", PERIODEN, 201),
    ),
    (gentaget(201),),
)

SLUT = Beskrivelse(
    "slut_markering",
    "Slut en markering",
    "Sætter slutdatoen til serverens dag. Bruttomålgruppen kan kun STAR afslutte. En forkert "
    "markering annulleres på siden, med en grund.",
    {200: former.Periode},
    (sendt("Intet at sende", {}), svaret("Markeringen", {**PERIODEN, "til": "2026-11-30"})),
    (gentaget(),),
)
