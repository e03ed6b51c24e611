"""Rapporten til kommunalbestyrelsen: sidens tal som et dokument, der kan gemmes og læses af alle.

Den dannes, når den hentes, af de samme tal som siden; de er opgjort én gang og ændres aldrig, så
den samme adresse giver de samme bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.template.loader import render_to_string

from adgang.kommuner import fulde_navn
from adgang.omfang import Omfang
from feedback.effekt.diagrammer.diagram import Diagram
from feedback.effekt.fordelinger import Fordeling
from feedback.effekt.kort import Kort
from feedback.effekt.valg import Valg, maerkets_navn
from journal.forlaeg import Forlaeg, Vedhaeftning
from kontrol.bestillingsliste.liste import ydelse
from kontrol.eksport.celler import Celle
from kontrol.eksport.csv import som_csv


def rapport(vist: dict[str, Any], omfang: Omfang) -> bytes:
    """PDF/A-3a og PDF/UA-1 af sidens indhold, med alle tallene vedhæftet som CSV."""
    # WeasyPrint og pikepdf hentes først her, så webprocessen starter uden dem.
    from journal.pdf import dan_pdf

    return dan_pdf(forlaeg(vist, omfang))


def forlaeg(vist: dict[str, Any], omfang: Omfang) -> Forlaeg:
    """Rapportens forlæg; ``vist`` er sidens indhold."""
    felter = {**vist, "kommune": fulde_navn(omfang.kommune), "udsnit": udsnit(vist["valg"])}
    tabeller = (*vist["diagrammer"], *vist["fordelinger"])
    tal = som_csv(_raekker(vist["kort"], tabeller))
    return Forlaeg(
        html=render_to_string("feedback/effekt/rapport.html", felter),
        stilark="effekt.css",
        oprettet=vist["opgjort"],
        vedhaeftning=Vedhaeftning("effektmaaling.csv", "Rapportens tal", tal),
    )


def udsnit(valg: Valg) -> str:
    """Det, rapporten er afgrænset til, i ord."""
    led = [
        ydelse(valg.kle).kort if valg.kle else "Alle ydelsesområder",
        maerkets_navn(valg.maerke) if valg.maerke else "alle temaer",
        f"kontroltrin {valg.trin}" if valg.trin else "alle kontroltrin",
    ]
    return ", ".join(led)


def _raekker(
    kort: list[Kort], tabeller: tuple[Diagram | Fordeling, ...]
) -> Iterator[tuple[Celle, ...]]:
    """Nøgletallene, og diagrammernes og fordelingernes tabeller, under hinanden."""
    yield "Nøgletal", "Tal", "Bemærk"
    for et in kort:
        yield et.navn, et.tal, et.under
    for tabel in tabeller:
        yield ("",)
        yield (tabel.titel,)
        yield tuple(tabel.hoved)
        yield from (tuple(raekke) for raekke in tabel.celler)
