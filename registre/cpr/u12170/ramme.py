"""Filens egen ramme: startpost, slutpost, antal og kæden af produktionsdatoer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from registre.cpr.u12170.fejl import FilAfvist, vis
from registre.cpr.u12170.layout import SLUT, START
from registre.cpr.u12170.post import Post


def kontroller_ramme(poster: Sequence[Post], forrige: date | None) -> date:
    """Filens PRODDTO, når rammen holder; ellers ``FilAfvist``.

    ``forrige`` er PRODDTO i den sidst læste fil. Er den givet, skal filen selv nævne den som
    PRODDTOFORRIG: ellers mangler en fil imellem, eller filen er læst før.
    """
    _kontroller_slutpost(poster)
    start = poster[0]
    proddto = start.dato("PRODDTO")
    if proddto is None or not proddto.er_praecist:
        raise start.afvist("PRODDTO", start.tekst("PRODDTO"), "en dato som ÅÅÅÅMMDD")
    if forrige is not None:
        _kontroller_kaeden(start, forrige)
    return proddto.foerst


def _kontroller_slutpost(poster: Sequence[Post]) -> None:
    """Slutposten 999 står sidst, én gang, og tæller posterne mellem 000 og 999."""
    for post, naeste in pairwise(poster):
        if post.type.nr == SLUT:
            raise FilAfvist(naeste.linje, f"der står en post efter slutposten {SLUT}.")
        if naeste.type.nr == START:
            raise FilAfvist(naeste.linje, f"startposten {START} står to gange.")
    sidste = poster[-1]
    if sidste.type.nr != SLUT:
        raise FilAfvist(sidste.linje, f"filen er skåret over: slutposten {SLUT} mangler.")
    ventet, fundet = sidste.tal("TAELLER"), len(poster) - 2
    if ventet != fundet:
        grund = f"slutposten {SLUT} tæller {ventet} poster, men filen har {fundet}."
        raise FilAfvist(sidste.linje, grund)


def _kontroller_kaeden(start: Post, forrige: date) -> None:
    naevnt = start.dato("PRODDTOFORRIG")
    if naevnt is None or naevnt.foerst != forrige:
        grund = (
            f"hul i rækken af filer: filen følger efter {vis(start.tekst('PRODDTOFORRIG'))}, "
            f"men den sidst læste er fra {forrige.isoformat()}."
        )
        raise FilAfvist(start.linje, grund)
