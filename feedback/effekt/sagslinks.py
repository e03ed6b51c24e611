"""Fra tallene til de åbne sager i dag, for den, der må se dem.

Links dannes af filtrene og brugerens rettigheder alene. Et link, der kom og gik med et tal, ville
røbe, om et skjult tal er nul.
"""

from __future__ import annotations

from typing import NamedTuple

from django.urls import reverse

from adgang.models import Bruger
from adgang.roller import Ret, rettigheder
from feedback.effekt.valg import Valg
from kontrol.bestillingsliste.filtre import Filtre
from kontrol.prioriteringsliste.udsnit import TEAMET, Udsnit


class Sagslink(NamedTuple):
    """Listens navn og dens adresse med sidens filtre."""

    navn: str
    adresse: str


def sagslinks(bruger: Bruger, valg: Valg) -> list[Sagslink]:
    """De lister, der kan bære alle sidens filtre; perioden er aldrig med, for de viser i dag."""
    if not maa_se_sager(bruger) or valg.trin:
        return []
    links = [Sagslink("Kan bestilles", bestillingslisten(valg.kle, valg.maerke))]
    if not valg.maerke:
        ydelser = (valg.kle,) if valg.kle else ()
        udsnit = Udsnit(vis=TEAMET, ydelser=ydelser)
        links.append(
            Sagslink("Under behandling", reverse("prioriteringsliste") + udsnit.som_adresse())
        )
    return links


def maa_se_sager(bruger: Bruger) -> bool:
    """Om brugerens rolle har sagslisterne."""
    return Ret.SAGER in rettigheder(bruger.rolle)


def bestillingslisten(kle: str, maerke: str) -> str:
    """Bestillingslisten med ydelsen og temaet eller kontroltypen.

    Kommunens fravalg er skrevet ud som intet: sagerne i tallene er også dem, KMD-advis kan tage.
    """
    slags, _, navn = maerke.partition(":")
    filtre = Filtre(
        ydelser=(kle,) if kle else (),
        temaer=(navn,) if slags == "tema" else (),
        kontroltyper=(navn,) if slags == "type" else (),
    )
    return f"{reverse('bestillingsliste')}?{filtre.som_gemt()}"
