"""``cpr_adresser`` af post 002 (nuværende) og 023 (tidligere), med klartekst fra post 003.

``til`` er dagen før FRAFLYDTO, for FRAFLYDTO er til minuttet TILFLYDTO i den næste adresse (eller
udrejsen, forsvindingen eller døden). En adresse, som CPR ikke selv har lukket, lukkes af den
næste adresse, udrejse eller forsvinding, eller af den status, personen selv er afgået ved.

Alle rækker får ``aarsag`` FLYTNING. U12170-P siger ikke, om en ny adresse er en flytning eller en
omkodning af vejen: hverken 002 eller 023 har et felt for det. En kommune, der kender sine
omkodninger (vejkode og husnummer før og efter, og dagen), kan sætte OMKODNING på de rækker, der
begynder den dag; fra filen alene kan det ikke vides, og det gættes ikke.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from registre.cpr.u12170.datoer import Tidspunkt
from registre.cpr.u12170.layout import (
    ADRESSE,
    TIDLIGERE_ADRESSE,
    TIDLIGERE_FORSVUNDET,
    TIDLIGERE_UDREJSE,
    UDREJSE,
)
from registre.cpr.u12170.layout import FORSVUNDET as FORSVINDING
from registre.cpr.u12170.periode import AKTUEL, HISTORISK, naeste, periode
from registre.cpr.u12170.person import Person
from registre.cpr.u12170.post import Post
from registre.cpr.u12170.veje import Vejregister

Raekke = tuple[object, ...]

AFGANG = frozenset({"30", "50", "60", "70", "80", "90"})
"""Statusser, en person ingen bopæl har under."""

_HUSNR = re.compile(r"^(\d{1,3})([A-ZÆØÅ]?)$")


def adresser(person: Person, veje: Vejregister) -> Iterator[Raekke]:
    """Personens adresserækker i kontraktens kolonner."""
    lukkere = _lukkere(person)
    for post in person.alle(ADRESSE, TIDLIGERE_ADRESSE):
        if not post.tekst("KOMKOD").strip("0"):
            continue
        begyndt = tilflyttet(post)
        slut = post.tidspunkt("FRAFLYDTO") if post.type.nr == TIDLIGERE_ADRESSE else None
        status = post.annullering or (AKTUEL if post.type.nr == ADRESSE else HISTORISK)
        fra = begyndt.foerst if begyndt else person.begyndelse
        if tid := periode(fra, slut or naeste(begyndt, lukkere), status):
            sted = _sted(post)
            tekster = veje.klartekst(sted)
            yield (
                person.cpr,
                *sted,
                *tekster,
                tid.fra,
                tid.til,
                "FLYTNING",
                tid.register_status,
            )


def tilflyttet(post: Post) -> Tidspunkt | None:
    """Da personen flyttede ind på adressen; er det tomt, da hun flyttede til kommunen."""
    dag = post.tidspunkt("TILFLYDTO")
    if dag is None and post.type.nr == ADRESSE:
        return post.tidspunkt("TILFLYKOMDTO")
    return dag


def _lukkere(person: Person) -> list[Tidspunkt | None]:
    """Alt, der kan afslutte en bopæl, som CPR ikke selv har skrevet en slutdag på."""
    grund = person.grundpost
    afgang = grund.tidspunkt("STATUSHAENSTART") if grund.tekst("STATUS") in AFGANG else None
    return [
        afgang,
        *(tilflyttet(p) for p in person.alle(ADRESSE, TIDLIGERE_ADRESSE) if not p.annullering),
        *(
            p.tidspunkt("UDRDTO")
            for p in person.alle(UDREJSE, TIDLIGERE_UDREJSE)
            if not p.annullering
        ),
        *(
            p.tidspunkt("FORSVINDDTO")
            for p in person.alle(FORSVINDING, TIDLIGERE_FORSVUNDET)
            if not p.annullering
        ),
    ]


def _sted(post: Post) -> tuple[str, str, str, str | None, str | None]:
    """Kommunekode, vejkode, husnr, etage og sidedør, som kontrakten skriver dem."""
    return (
        _kode(post, "KOMKOD"),
        _kode(post, "VEJKOD"),
        _husnr(post),
        _kort(post.tekst("ETAGE")),
        _kort(post.tekst("SIDEDOER")),
    )


def _kode(post: Post, felt: str) -> str:
    return f"{post.tal(felt):04d}"


def _husnr(post: Post) -> str:
    """Tre cifre og evt. et stort bogstav; ``000``, hvor registret intet husnummer har."""
    tekst = post.tekst("HUSNR").upper()
    if not tekst:
        return "000"
    fund = _HUSNR.match(tekst)
    if fund is None:
        raise post.afvist("HUSNR", tekst, "op til tre cifre og evt. et bogstav")
    return f"{int(fund.group(1)):03d}{fund.group(2)}"


def _kort(tekst: str) -> str | None:
    """Etage eller sidedør: små bogstaver uden nuller foran; intet er null."""
    return tekst.lower().lstrip("0") or None
