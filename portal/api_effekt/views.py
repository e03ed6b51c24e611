"""Effekten for et fagsystem: de tal, siden viser, og ikke ét mere.

Alt læses af de viste figurer, som siden, filerne og rapporten gør; hvad der må vises, er afgjort,
da måneden blev opgjort.
"""

from __future__ import annotations

from typing import Any

from adgang.api.kald import Apikald
from adgang.api.omfang import Apiomfang
from adgang.api.problem import Felt, ugyldigt
from adgang.rettigheder import kraever_api, omfang_af
from feedback.effekt.filtre import fejl_i
from feedback.effekt.laesning import laes_figurer
from feedback.effekt.tal import maal, tallene
from feedback.effekt.valg import Periodevalg, Valg, laes, perioder
from feedback.effekt.visning import opgjort
from portal.api.endepunkt import Svar, endepunkt
from portal.api_effekt.beskrivelse import EFFEKT
from portal.api_effekt.former import Effektvalg

INTET: dict[str, Any] = {
    "perioder": [],
    "periode": None,
    "udsnit": None,
    "tal": [],
    "behandlingstid": None,
    "beloeb": None,
}
"""Før den første periode er opgjort."""


@kraever_api(Apiomfang.EFFEKT, uden_log="Antal, hvor ingen gruppe er under fem; ingen borgere")
@endepunkt("GET", EFFEKT, soeg=Effektvalg)
def effekt(request: Apikald, felter: dict[str, Any]) -> Svar:
    """Kommunens viste tal i udsnittet."""
    omfang = omfang_af(request)
    kendte = perioder(omfang)
    if fejl := fejl_i(felter, omfang, kendte):
        raise ugyldigt(*(Felt(navn, "invalid_choice") for navn in fejl))
    if not kendte:
        return Svar(INTET)
    valg = laes(felter, omfang, kendte)
    figurer = laes_figurer(omfang, valg)
    return Svar(
        {
            "perioder": [periode.navn for periode in kendte],
            "periode": {**_periode(valg, kendte), "opgjort": opgjort(omfang, valg)},
            "udsnit": {
                "ydelse": valg.kle or None,
                "tema": valg.maerke or None,
                "trin": valg.trin or None,
            },
            "tal": [tal._asdict() for tal in tallene(figurer)],
            **maal(figurer),
        }
    )


def _periode(valg: Valg, kendte: list[Periodevalg]) -> dict[str, Any]:
    return {"navn": valg.periode(kendte).navn, "fra": valg.fra, "til": valg.til}
