"""``cpr_personer``: navn, fødselsdag, køn og gældende nummer.

Et nummer er udskiftet, når dets egen post 001 peger på et gældende nummer (PNRGAELD), eller når det
gældende nummer nævner det i post 022. Et udskiftet nummer, der ikke selv er i filen, får en række
med sin nutidige bærers oplysninger, så en sag under det gamle nummer finder personen.
Det får ingen statusrække: 022 siger ikke, om nummeret blev ændret eller slettet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from registre.cpr.u12170.layout import NAVN, STATSBORGERSKAB, UDSKIFTET
from registre.cpr.u12170.person import Person

Raekke = tuple[object, ...]

INTET_FORNAVN = "(intet fornavn)"
INTET_EFTERNAVN = "(intet efternavn)"
"""Kontrakten kræver navne; et nyfødt barn har endnu ingen."""


def personraekker(personer: Mapping[str, Person]) -> Iterator[Raekke]:
    """Personernes rækker i kontraktens kolonner.

    En person uden fødselsdato får ingen: kontrakten kræver den, og den læses aldrig ud af
    nummeret.
    """
    nuvaerende = _udskiftede(personer.values())
    for person in personer.values():
        gaeldende = person.grundpost.cpr("PNRGAELD") or nuvaerende.get(person.cpr)
        yield from _raekke(person, person.cpr, gaeldende)
    for udskiftet, gaeldende in nuvaerende.items():
        if udskiftet not in personer:
            yield from _raekke(personer[gaeldende], udskiftet, gaeldende)


def _udskiftede(personer: Iterable[Person]) -> dict[str, str]:
    """Udskiftet nummer → nummeret på den person, hvis post 022 nævner det."""
    return {
        udskiftet: person.cpr
        for person in personer
        for post in person.alle(UDSKIFTET)
        if (udskiftet := post.cpr("PNR-UDSKIFTET"))
    }


def _raekke(person: Person, nummer: str, gaeldende: str | None) -> Iterator[Raekke]:
    grund = person.grundpost
    koen = grund.kode("KOEN", frozenset({"K", "M"}))
    if foedt := grund.dato("FOED_DT"):
        fornavn, mellemnavn, efternavn = _navn(person)
        yield (
            nummer,
            fornavn or INTET_FORNAVN,
            mellemnavn or None,
            efternavn or INTET_EFTERNAVN,
            foedt.foerst,
            koen,
            _statsborgerskab(person),
            None if gaeldende == nummer else gaeldende,
        )


def _navn(person: Person) -> tuple[str, str, str]:
    post = person.enkelt(NAVN)
    if post is None:
        return "", "", ""
    return post.tekst("FORNVN"), post.tekst("MELNVN"), post.tekst("EFTERNVN")


def _statsborgerskab(person: Person) -> str | None:
    """CPR's landekode, fire cifre; nuller er ukendt."""
    post = person.enkelt(STATSBORGERSKAB)
    kode = post.tekst("LANDEKOD") if post else ""
    return kode if kode.strip("0") else None
