"""Forklaringen, når Flytning står uden ændringer, og modtageren ingen adresse har."""

from __future__ import annotations

from kontrol.kontrolark.indhold import Indhold
from kontrol.kontrolark.maskering import bor_beskyttet

_FLYTNING = "flytning"
_INGEN_ADRESSE = ("", "uden fast bopæl")
FORKLARING = (
    "Ydelsesmodtageren har ingen registreret adresse. Flytning står uden ændringer, fordi reglen "
    "kun finder flytninger til en ny adresse; den siger intet om, hvornår adressen ophørte."
)


def forklaring(indhold: Indhold) -> str:
    """Forklaringen; tom, når der er en adresse, den er beskyttet, eller reglen fandt noget."""
    uden_aendring = any(
        linje["regel"] == _FLYTNING and linje["ym"] == "INGEN_AENDRING"
        for linje in indhold["regnskab"]
    )
    ym = indhold["ym"]
    uden_adresse = ym["adresse"].strip() in _INGEN_ADRESSE and not bor_beskyttet(ym)
    return FORKLARING if uden_aendring and uden_adresse else ""
