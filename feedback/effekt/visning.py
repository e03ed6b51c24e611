"""Alt, effektmålingens side viser, af valget i adressen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from adgang.omfang import Omfang
from feedback.effekt.diagrammer.alder import alder
from feedback.effekt.diagrammer.diagram import Diagram
from feedback.effekt.diagrammer.kvartaler import resultater
from feedback.effekt.diagrammer.traef import traef
from feedback.effekt.diagrammer.tragt import tragt
from feedback.effekt.filtre import Felt, fejl_i, periodefelt, ydelsesfelt
from feedback.effekt.fordelinger import fordelinger
from feedback.effekt.kort import kort
from feedback.effekt.laesning import Figurer, laes_figurer
from feedback.effekt.perioder import foerste_dag, nummer
from feedback.effekt.udsnit import tema, type_
from feedback.effekt.valg import (
    TRIN,
    Periodevalg,
    Valg,
    laes,
    maerkets_navn,
    perioder,
    ydelser,
)
from feedback.models import Effektmaaned
from samkoering.regelkatalog import regler, temaer


def siden(adresse: Mapping[str, Any], omfang: Omfang) -> dict[str, Any]:
    """Sidens indhold; uden opgjorte måneder kun, hvornår den første bliver."""
    kendte = perioder(omfang)
    if not kendte:
        return {"kendte": ()}
    valg = laes(adresse, omfang, kendte)
    fejl = fejl_i(adresse, omfang, kendte)
    figurer = laes_figurer(omfang, valg)
    return {
        "kendte": kendte,
        "valg": valg,
        "periode": valg.periode(kendte),
        "opgjort": opgjort(omfang, valg),
        "fejl": fejl,
        "filtre": filtre(valg, omfang, kendte, fejl),
        "maerkater": maerkater(valg, omfang),
        "kort": kort(figurer),
        "diagrammer": diagrammer(figurer),
        "fordelinger": fordelinger(figurer),
        "tomt": not figurer.figur("AFSLUTTET") and not figurer.figur("NYE"),
        "soegedel": valg.som_adresse(),
    }


def diagrammer(figurer: Figurer) -> tuple[Diagram, ...]:
    """De fire diagrammer i sidens orden."""
    return tragt(figurer), alder(figurer), traef(figurer), resultater(figurer)


def filtre(
    valg: Valg, omfang: Omfang, kendte: Sequence[Periodevalg], fejl: Mapping[str, str]
) -> list[Felt]:
    """Overblikkets fire filtre."""
    maerker = (
        ("Temaer", [(tema(navn), navn) for navn in temaer()]),
        ("Kontroltyper", [(type_(r["slug"]), r["navn"]) for r in regler()]),
    )
    trin = [("", "Alle kontroltrin"), *((str(t), f"Kontroltrin {t}") for t in TRIN)]
    return [
        periodefelt(valg, kendte, fejl),
        ydelsesfelt(valg, omfang, fejl),
        Felt(
            "tema",
            "Tema eller kontroltype",
            valg.maerke,
            [("", "Alle")],
            fejl.get("tema", ""),
            maerker,
        ),
        Felt("trin", "Kontroltrin", str(valg.trin or ""), trin, fejl.get("trin", "")),
    ]


def maerkater(valg: Valg, omfang: Omfang) -> list[tuple[str, str]]:
    """De valgte filtre, der kan fjernes, med adressen uden dem."""
    navne = dict(ydelser(omfang))
    valgte = [
        ("kle", navne.get(valg.kle, "") if omfang.kle is None else ""),
        ("maerke", maerkets_navn(valg.maerke)),
        ("trin", f"Kontroltrin {valg.trin}" if valg.trin else ""),
    ]
    return [(tekst, valg.uden(felt).som_adresse()) for felt, tekst in valgte if tekst]


def opgjort(omfang: Omfang, valg: Valg) -> datetime:
    """Da periodens sidste måned blev opgjort."""
    maaned = foerste_dag(nummer(valg.til) - 1)
    return Effektmaaned.objects.i_kommune(omfang.kommune).get(maaned=maaned).opgjort
