"""Fejlen om et filters navn, til listen vises igen: ved feltet og med det, brugeren skrev."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from adgang.cpr_i_tekst import rummer_cpr
from adgang.rettigheder import Indlogget
from kontrol.lister.egne import Valgliste

_SESSION = "filterfejl"
NYT_NAVN = "filternavn"
"""Feltet, hvor et nyt filter får sit navn; et gemt filters felt er ``navn-<id>``."""


@dataclass(frozen=True, slots=True)
class Filterfejl:
    """Hvad der gik galt, og hvor. ``erstat`` er det filter, det nye kan træde i stedet for."""

    felt: str
    overskrift: str
    grund: str
    navn: str
    erstat: str = ""
    erstat_navn: str = ""


def husk(request: Indlogget, liste: Valgliste, fejl: Filterfejl) -> None:
    """Gem fejlen til den næste visning af listen; et CPR-nummer, nogen har skrevet, gemmes ikke."""
    navn = "" if rummer_cpr(fejl.navn) else fejl.navn
    request.session[_SESSION] = {**asdict(fejl), "navn": navn, "liste": liste.rute}


def tag(request: Indlogget, liste: Valgliste) -> dict[str, Any]:
    """Fejlen til listens skabelon; den vises én gang."""
    gemt = request.session.get(_SESSION)
    if not gemt or gemt["liste"] != liste.rute:
        return {}
    del request.session[_SESSION]
    return {"filterfejl": gemt}
