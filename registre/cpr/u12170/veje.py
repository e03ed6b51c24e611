"""Vejnavn og postdistrikt til adresser, som filen kun giver koder for.

Kun post 003 bærer klartekst, og kun for den nuværende adresse. En tidligere adresse får det, filen
i øvrigt siger om samme hus, ellers om samme vej, ellers en neutral tekst af koderne: en kode er
sand, et gættet vejnavn er det måske ikke.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from registre.cpr.u12170.layout import KLARTEKST
from registre.cpr.u12170.person import Person

Sted = tuple[str, str, str, str | None, str | None]
Klartekst = tuple[str, str, str]
UKENDT_POSTNR = "0000"


class Vejregister:
    """Klartekst (vejnavn, postnr, postdistrikt) efter hus og efter vej."""

    def __init__(self, personer: Iterable[Person]) -> None:
        self._efter_hus: defaultdict[Iterable[str], Counter[Klartekst]] = defaultdict(Counter)
        for person in personer:
            self._laer(person)

    def klartekst(self, sted: Sted) -> Klartekst:
        """Det bedste, filen ved om stedet; ved flere bud det hyppigste, ved lige mange det første
        i alfabetet.
        """
        kommunekode, vejkode, husnr, *_ = sted
        for noegle in ((kommunekode, vejkode, husnr), (kommunekode, vejkode)):
            if bud := self._efter_hus.get(noegle):
                return min(bud, key=lambda tekst: (-bud[tekst], tekst))
        return f"Vej {vejkode}", UKENDT_POSTNR, f"Kommune {kommunekode}"

    def _laer(self, person: Person) -> None:
        post = person.enkelt(KLARTEKST)
        if post is None or not post.tekst("VEJADRNVN") or not post.tekst("POSTNR").strip("0"):
            return
        tekst = (post.tekst("VEJADRNVN"), post.tekst("POSTNR"), post.tekst("POSTDISTTXT"))
        vej = (post.tekst("KOMKOD"), post.tekst("VEJKOD"))
        self._efter_hus[vej][tekst] += 1
        self._efter_hus[(*vej, post.tekst("HUSNR"))][tekst] += 1
