"""De sider, der viser et helt år for alle kommunens ydelser under ét."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from adgang.omfang import Omfang
from feedback.effekt.filtre import fejl_i, periodefelt
from feedback.effekt.laesning import Figurer, laes_figurer
from feedback.effekt.perioder import AAR, nummer
from feedback.effekt.valg import Periodevalg, laes, perioder


class Helaar(NamedTuple):
    """Årets figurer, og det, siden skal vide om valget."""

    figurer: Figurer
    felter: dict[str, Any]


def uden_aar(omfang: Omfang) -> dict[str, Any]:
    """Sidens felter, når der intet år er at vise."""
    return {"kendte": (), "begraenset": omfang.kle is not None}


def helaaret(adresse: Mapping[str, Any], omfang: Omfang) -> Helaar | None:
    """Det valgte år; ``None`` uden et helt år, eller når brugeren kun ser nogle af ydelserne."""
    hele_aar: list[Periodevalg] = [
        p for p in perioder(omfang) if nummer(p.til) - nummer(p.fra) == AAR
    ]
    if not hele_aar or omfang.kle is not None:
        return None
    valg = laes(adresse, omfang, hele_aar).uden("maerke").uden("trin").uden("kle")
    fejl = fejl_i(adresse, omfang, hele_aar, ("periode",))
    felter = {
        "kendte": hele_aar,
        "periode": valg.periode(hele_aar),
        "fejl": fejl,
        "filtre": [periodefelt(valg, hele_aar, fejl)],
        "soegedel": valg.som_adresse(),
    }
    return Helaar(laes_figurer(omfang, valg), felter)
