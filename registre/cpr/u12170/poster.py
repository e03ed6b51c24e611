"""Filen delt i poster, i begge de former, den findes i.

* én post pr. linje, med blanke trimmet væk sidst;
* poster af fast længde uden linjeskift, hvor længden følger af posttypen.
"""

from __future__ import annotations

from collections.abc import Iterator

from registre.cpr.u12170.fejl import FilAfvist, vis
from registre.cpr.u12170.layout import POSTTYPER, START, Posttype
from registre.cpr.u12170.post import Post


def del_i_poster(raa: bytes) -> list[Post]:
    """Filens poster i rækkefølge.

    Kaster ``FilAfvist`` for en ukendt posttype og for en post, der er for kort eller for lang.
    """
    tegn = raa.decode("iso-8859-1").rstrip("\r\n")
    if not tegn:
        raise FilAfvist(1, "filen er tom.")
    linjer = _fra_linjer(tegn) if "\n" in tegn else _fra_fast_laengde(tegn)
    return list(linjer)


def _fra_linjer(tegn: str) -> Iterator[Post]:
    # Ikke splitlines: i ISO-8859-1 ville tegnet 85 (hex) også blive et linjeskift.
    for nr, linje in enumerate(tegn.split("\n"), start=1):
        linje_tegn = linje.rstrip("\r")
        posttype = _posttype(linje_tegn, nr)
        if len(linje_tegn) > posttype.laengde:
            grund = (
                f"post {posttype.nr} er {len(linje_tegn)} tegn, men må højst "
                f"være {posttype.laengde}."
            )
            raise FilAfvist(nr, grund)
        yield _post(nr, posttype, linje_tegn)


def _fra_fast_laengde(tegn: str) -> Iterator[Post]:
    sted, nr = 0, 0
    while sted < len(tegn):
        nr += 1
        posttype = _posttype(tegn[sted : sted + 3], nr)
        stykke = tegn[sted : sted + posttype.laengde]
        if len(stykke) < posttype.laengde:
            grund = f"post {posttype.nr} er skåret over: {len(stykke)} af {posttype.laengde} tegn."
            raise FilAfvist(nr, grund)
        yield _post(nr, posttype, stykke)
        sted += posttype.laengde


def _posttype(tegn: str, nr: int) -> Posttype:
    posttype = POSTTYPER.get(tegn[:3])
    if posttype is None:
        raise FilAfvist(nr, f"ukendt posttype {vis(tegn[:3])}.")
    if nr == 1 and posttype.nr != START:
        raise FilAfvist(1, f"filen begynder ikke med startposten {START}.")
    return posttype


def _post(nr: int, posttype: Posttype, tegn: str) -> Post:
    renset = tegn.rstrip(" ")
    if len(renset) < posttype.mindst:
        grund = (
            f"post {posttype.nr} er skåret over: {len(renset)} tegn, "
            f"mindst {posttype.mindst} ventet."
        )
        raise FilAfvist(nr, grund)
    return Post(nr, posttype, renset)
