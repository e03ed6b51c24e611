"""Hvordan tallene deles: hvert træ, og hvad dets grene betyder. Definitionerne vises på siden."""

from __future__ import annotations

from adgang.smaatal.trae import Gren, delt, fra_venstre

AFSLUTTET: Gren = delt(
    "afsluttet",
    delt("aendret", "med_krav", "uden_krav"),
    delt("henlagt", "henlagt_visitering", "henlagt_hoering"),
)
"""Sager, der fik et resultat i perioden."""
UDLOEBET = Gren("udloebet")
"""Sager, der udløb ubehandlet i perioden; kommunen fik aldrig myndigheden."""
BORTFALDET = Gren("bortfaldet")
"""Sager, der faldt bort i perioden, fordi et register blev rettet."""
NYE = Gren("nye")
"""Sager, der kom på bestillingslisten i perioden."""
ALDRE = ("0-15", "16-30", "31-45", "46-60", "61-75", "76-83", "84-frist", "over")
"""Dage fra sagen blev fundet til månedens sidste dag; ``over`` er sager, hvis frist er passeret."""
AABNE: Gren = fra_venstre("aabne", ALDRE)
"""Sager, der var åbne ved månedens udgang. De ældste er få og lægges sammen bagfra."""
AARSAG: Gren = delt(
    "aendret",
    "INGEN",
    delt("fejl", "MYNDIGHEDSFEJL", delt("borger", "BORGERFEJL", "FORMODET_SVIG")),
)
"""De ændrede sager efter årsag."""
AENDRING: Gren = delt("aendret", "FORHOEJES", delt("mindre", "STOPPES", "NEDSAETTES"))
"""De ændrede sager efter, hvordan ydelsen blev ændret."""

GRUPPEN: Gren = delt("afsluttet", "aendret", "henlagt")
"""En borgergruppes afsluttede sager."""

OPDELINGER: dict[str, Gren] = {
    "AFSLUTTET": AFSLUTTET,
    "UDLOEBET": UDLOEBET,
    "BORTFALDET": BORTFALDET,
    "NYE": NYE,
    "AABNE": AABNE,
    "AARSAG": AARSAG,
    "AENDRING": AENDRING,
}
"""Træerne efter navn; navnet gemmes på hver figur."""


def alder(dage: int, *, over_fristen: bool) -> str:
    """Aldersgruppen for en åben sag."""
    if over_fristen:
        return "over"
    for navn in ALDRE[:-2]:
        if dage <= int(navn.rpartition("-")[2]):
            return navn
    return "84-frist"
