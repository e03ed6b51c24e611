"""Kontroltypens egne træer: hvor hver sag ville falde fra, og om borgeren er set før."""

from __future__ import annotations

from adgang.smaatal.trae import Gren, delt, raekke
from feedback.effekt.afproevning.graenser import graense_for
from feedback.effekt.opdelinger import GRUPPEN
from feedback.effekt.udsnit import makkere
from samkoering.regelkatalog import regler

BLIVER = "bliver"
"""Sagen har også andre kontroltyper og bliver, også når denne slås fra."""
AFPROEVNING, GENTAGELSE = "AFPROEVNING:", "GENTAGELSE:"
UDENFOR = "UDENFOR:"
"""Hjælpetal, ingen side viser (``udenfor_traeer``)."""


def trin_navne(slug: str) -> tuple[str, ...]:
    """Bladene fra den svageste sag til den stærkeste, og til sidst dem, der bliver.

    ``0`` overlever intet alternativ, ``1`` det første, og så videre.
    """
    graense = graense_for(slug)
    alternativer = len(graense.alternativer) if graense else 0
    return (*(str(nr) for nr in range(alternativer + 1)), BLIVER)


def afproevning(slug: str) -> Gren:
    """Kontroltypens afsluttede sager: ændret og henlagt, og i hver efter trin."""
    return delt("afsluttet", *(_side(side, slug) for side in ("aendret", "henlagt")))


def _side(side: str, slug: str) -> Gren:
    """Først dem, der bliver, og så de andre efter trin: at slå fra kan vises, før trinnene kan."""
    *trin, bliver = (f"{side}:{navn}" for navn in trin_navne(slug))
    return delt(side, bliver, raekke(f"{side}:alene", tuple(trin)))


GENTAGET: Gren = delt("afsluttet", "gentaget", "foerste")
"""Om borgeren havde en sag med den samme kontroltype, der sluttede i året før."""


def typernes_traeer() -> dict[str, tuple[str, Gren]]:
    """Opdelingens navn → kontroltypen og dens træ."""
    slugs = [regel["slug"] for regel in regler()]
    return {
        **{AFPROEVNING + slug: (slug, afproevning(slug)) for slug in slugs},
        **{GENTAGELSE + slug: (slug, GENTAGET) for slug in slugs},
    }


def udenfor_traeer() -> dict[str, tuple[str, Gren]]:
    """Opdelingens navn → kontroltypen, når den er én af to i sit tema.

    Sagerne med begge temaets kontroltyper kan regnes ud af de viste tal. Trækkes de fra dem, der
    bliver i afprøvningen, er resten de sager, der kun har andre temaers kontroltyper ved siden af:
    de må heller ikke være få, og derfor afgøres de som et vist tal.
    """
    return {UDENFOR + slug: (slug, GRUPPEN) for slug in makkere()}
