"""En virksomheds stamdata, som de er nyest i CVR's svar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from registre.cvr.knude import Knude

_BRANCHEKODE = re.compile(r"^\d{6}$")
_TIDLIGST = date.min


@dataclass(frozen=True, slots=True)
class Virksomhed:
    """CVR-nummer, navn, form og hovedbranche (DB07), og dagen virksomheden begyndte."""

    cvr: str
    navn: str
    form: str
    branchekode: str | None
    start: date | None


def laes_virksomhed(post: Knude) -> Virksomhed:
    """Virksomheden i et ``Vrvirksomhed``-objekt."""
    nummer = f"{post.felt('cvrNummer').tal():08d}"
    if len(nummer) != 8:
        raise post.felt("cvrNummer").afvist("et CVR-nummer på 8 cifre")
    form = _nyeste(post, "nyesteVirksomhedsform", "virksomhedsform")
    branche = _nyeste(post, "nyesteHovedbranche", "hovedbranche").felt("branchekode").tekst()
    return Virksomhed(
        nummer,
        _nyeste(post, "nyesteNavn", "navne").felt("navn").tekst() or f"CVR {nummer}",
        form.felt("langBeskrivelse").tekst() or form.felt("kortBeskrivelse").tekst() or "Ukendt",
        branche if _BRANCHEKODE.match(branche) else None,
        _start(post),
    )


def _nyeste(post: Knude, metadata: str, historik: str) -> Knude:
    """Tjenestens eget bud på det nyeste; ellers den række, der begyndte senest."""
    bud = post.felt("virksomhedMetadata").felt(metadata)
    if bud.vaerdi:
        return bud
    raekker = list(post.felt(historik).dele())
    return max(raekker, key=_gyldig_fra, default=Knude(None, f"{post.sted}.{historik}"))


def _gyldig_fra(raekke: Knude) -> date:
    return raekke.felt("periode").felt("gyldigFra").dato() or _TIDLIGST


def _start(post: Knude) -> date | None:
    """Livsforløbets første dag, ellers stiftelsesdatoen."""
    forloeb = [
        dag
        for liv in post.felt("livsforloeb").dele()
        if (dag := liv.felt("periode").felt("gyldigFra").dato())
    ]
    stiftet = post.felt("virksomhedMetadata").felt("stiftelsesDato")
    return min(forloeb, default=None) or stiftet.dato()
