"""``cpr_status``: hvad personen har været registreret som, og fra hvornår.

CPR leverer kun den nuværende status (post 001), og for bopæl endda uden dato. Historikken står i
det, der skiftede den: ind- og udrejser (005, 024), forsvindinger (007, 025) og adresser (002, 023).
Heraf lægges ét forløb, hvor hver status varer til den næste; på samme dag gælder den sidste.

* En adresse giver 01, i Grønland (kommunekode 09xx) 05; med høj vejkode 03 henholdsvis 07.
* En udrejse uden dag (000000000000) er en indvandrers fortid: den giver ingen 80-række.
* Post 001 har det sidste ord om nutiden.
* En annulleret eller korrigeret udrejse eller forsvinding bliver en række, der ikke tæller.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from registre.cpr.skema import STATUS as TABEL
from registre.cpr.u12170.adresser import AFGANG, tilflyttet
from registre.cpr.u12170.datoer import Tidspunkt
from registre.cpr.u12170.layout import (
    ADRESSE,
    FORSVUNDET,
    TIDLIGERE_ADRESSE,
    TIDLIGERE_FORSVUNDET,
    TIDLIGERE_UDREJSE,
    UDREJSE,
)
from registre.cpr.u12170.periode import AKTUEL, HISTORISK, periode
from registre.cpr.u12170.person import Person
from registre.cpr.u12170.post import Post

Raekke = tuple[object, ...]
Skift = tuple[Tidspunkt, str]

KODER = frozenset(next(k for k in TABEL.kolonner if k.navn == "status").koder)
BOPAEL = "01"
HOEJ_VEJKODE = 9900
_FRAVAER = (("UDRDTO", "INDRDTO", "80"), ("FORSVINDDTO", "GENFINDDTO", "70"))


def statusser(person: Person) -> Iterator[Raekke]:
    """Personens statusrækker i kontraktens kolonner, ældste først."""
    dage = list(_dage(person))
    for nr, (fra, status) in enumerate(dage):
        if nr + 1 < len(dage):
            yield person.cpr, status, fra, dage[nr + 1][0] - timedelta(days=1), HISTORISK
        else:
            yield person.cpr, status, fra, None, AKTUEL
    yield from _annullerede(person)


def _dage(person: Person) -> Iterator[tuple[date, str]]:
    """Den første dag i hver ny status; nutiden er post 001's."""
    grund = person.grundpost
    nu, nu_fra = grund.kode("STATUS", KODER), grund.tidspunkt("STATUSHAENSTART")
    forloeb = {t.foerst: status for t, status in _forloeb(person, nu, nu_fra)}
    if not forloeb:
        forloeb[_begyndt(person)] = nu
    forloeb[max(forloeb)] = nu
    forrige = None
    for dag in sorted(forloeb):
        if forloeb[dag] != forrige:
            yield dag, forloeb[dag]
        forrige = forloeb[dag]


def _begyndt(person: Person) -> date:
    """Uden nogen historik gælder nutidens status, fra personen kom i CPR."""
    oprettet = person.grundpost.dato("START_DT-PERSON")
    return oprettet.foerst if oprettet else person.begyndelse


def _forloeb(person: Person, nu: str, nu_fra: Tidspunkt | None) -> list[Skift]:
    """Alle skift i rækkefølge; efter en afgang (post 001) tæller intet ældre bopælsskift mere."""
    skift = sorted(_skift(person), key=lambda et: et[0].cifre)
    if nu_fra is None:
        return skift
    if nu in AFGANG:
        skift = [et for et in skift if et[0].cifre < nu_fra.cifre]
    return sorted([*skift, (nu_fra, nu)], key=lambda et: et[0].cifre)


def _skift(person: Person) -> Iterator[Skift]:
    """Fravær først, adresser sidst: en adresse i samme minut siger mere end en hjemkomst."""
    for post in person.alle(UDREJSE, FORSVUNDET, TIDLIGERE_UDREJSE, TIDLIGERE_FORSVUNDET):
        if not post.annullering:
            yield from _fravaer(post)
    for post in person.alle(ADRESSE, TIDLIGERE_ADRESSE):
        dag = tilflyttet(post)
        if dag and not post.annullering and post.tekst("KOMKOD").strip("0"):
            yield dag, _bopaelsstatus(post)


def _fravaer(post: Post) -> Iterator[Skift]:
    for fra_felt, til_felt, status in _FRAVAER:
        if fra_felt in post.type.felter and (vaek := post.tidspunkt(fra_felt)):
            yield vaek, status
        if til_felt in post.type.felter and (hjemme := post.tidspunkt(til_felt)):
            yield hjemme, BOPAEL


def _bopaelsstatus(post: Post) -> str:
    hoej = post.tal("VEJKOD") >= HOEJ_VEJKODE
    if post.tekst("KOMKOD").startswith("09"):
        return "07" if hoej else "05"
    return "03" if hoej else BOPAEL


def _annullerede(person: Person) -> Iterator[Raekke]:
    for post in person.alle(TIDLIGERE_UDREJSE, TIDLIGERE_FORSVUNDET):
        annulleret = post.annullering
        for fra_felt, til_felt, status in _FRAVAER:
            if annulleret and fra_felt in post.type.felter and (fra := post.tidspunkt(fra_felt)):
                tid = periode(fra.foerst, post.tidspunkt(til_felt), annulleret)
                if tid:
                    yield person.cpr, status, tid.fra, tid.til, tid.register_status
