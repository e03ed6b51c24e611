"""``cpr_civilstand`` af post 012 og 029, ``cpr_separation`` af post 013 og 030.

``til`` er dagen før HAENSLUT: i demoudtrækket er den til minuttet næste civilstands HAENSTART.
SEP_HENVIS er et tidspunkt, der knytter en separation til den civilstand, den hører under; det er
hverken dens begyndelse eller slut. Er alle de civilstande annulleret eller korrigeret, tæller
separationen heller ikke, og er de slut, er den det også.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from registre.cpr.skema import CIVILSTAND as TABEL
from registre.cpr.u12170.datoer import Tidspunkt
from registre.cpr.u12170.layout import (
    CIVILSTAND,
    SEPARATION,
    TIDLIGERE_CIVILSTAND,
    TIDLIGERE_SEPARATION,
)
from registre.cpr.u12170.periode import AKTUEL, HISTORISK, Periode, naeste, periode
from registre.cpr.u12170.person import Person
from registre.cpr.u12170.post import Post

Raekke = tuple[object, ...]

KODER = frozenset(next(k for k in TABEL.kolonner if k.navn == "civilstand").koder)


def civilstande(person: Person) -> Iterator[Raekke]:
    """Personens civilstandsrækker i kontraktens kolonner."""
    for post in person.alle(CIVILSTAND, TIDLIGERE_CIVILSTAND):
        kode, aegtefaelle = post.kode("CIVST", KODER), post.cpr("AEGTEPNR")
        if tid := _periode(person, post):
            yield person.cpr, kode, aegtefaelle, tid.fra, tid.til, tid.register_status


def separationer(person: Person) -> Iterator[Raekke]:
    """Personens separationer i kontraktens kolonner.

    En separation uden begyndelse kan ikke dateres; den regnes fra den civilstand, den hører til.
    """
    for post in person.alle(SEPARATION, TIDLIGERE_SEPARATION):
        aegteskaber = _aegteskaber(person, post)
        if tid := _separation(person, post, aegteskaber):
            yield person.cpr, tid.fra, tid.til, tid.register_status


def _periode(person: Person, post: Post) -> Periode | None:
    begyndt = post.tidspunkt("HAENSTART-CIVILSTAND")
    status = post.annullering or (AKTUEL if post.type.nr == CIVILSTAND else HISTORISK)
    fra = begyndt.foerst if begyndt else _begyndt_uden_dag(person, post)
    return periode(fra, _slut(person, post), status)


def _slut(person: Person, post: Post) -> Tidspunkt | None:
    """HAENSLUT; er den tom i en tidligere civilstand, da den næste begyndte."""
    if post.type.nr == CIVILSTAND:
        return None
    begyndelser = (
        anden.tidspunkt("HAENSTART-CIVILSTAND")
        for anden in person.alle(CIVILSTAND, TIDLIGERE_CIVILSTAND)
        if not anden.annullering
    )
    return post.tidspunkt("HAENSLUT-CIVILSTAND") or naeste(
        post.tidspunkt("HAENSTART-CIVILSTAND"), begyndelser
    )


def _begyndt_uden_dag(person: Person, post: Post) -> date:
    """Ugift er man født; en anden nuværende civilstand følger efter den sidst afsluttede."""
    slutninger = [
        slut.foerst
        for tidligere in person.alle(TIDLIGERE_CIVILSTAND)
        if not tidligere.annullering and (slut := tidligere.tidspunkt("HAENSLUT-CIVILSTAND"))
    ]
    er_nuvaerende = post.type.nr == CIVILSTAND
    return max(slutninger) if er_nuvaerende and slutninger else person.begyndelse


def _aegteskaber(person: Person, separation: Post) -> list[Post]:
    henvisning = separation.tidspunkt("SEP_HENVIS-SEPARATION")
    return [
        post
        for post in person.alle(CIVILSTAND, TIDLIGERE_CIVILSTAND)
        if henvisning and post.tidspunkt("SEP_HENVIS-CIVILSTAND") == henvisning
    ]


def _separation(person: Person, post: Post, aegteskaber: list[Post]) -> Periode | None:
    er_nuvaerende = post.type.nr == SEPARATION
    status = post.annullering or _arvet_annullering(aegteskaber)
    begyndt = post.dato("START_DT-SEPARATION")
    slut = None if er_nuvaerende else post.dato("SLUT_DT-SEPARATION")
    return periode(
        begyndt.foerst if begyndt else _aegteskabets_begyndelse(person, aegteskaber),
        slut or _aegteskabets_slut(person, aegteskaber),
        status or (AKTUEL if er_nuvaerende else HISTORISK),
    )


def _aegteskabets_begyndelse(person: Person, aegteskaber: list[Post]) -> date:
    perioder = [tid for post in aegteskaber if (tid := _periode(person, post))]
    return max((tid.fra for tid in perioder), default=person.begyndelse)


def _aegteskabets_slut(person: Person, aegteskaber: list[Post]) -> Tidspunkt | None:
    """Da det sidste tællende ægteskab sluttede; None, når et af dem varer ved."""
    slutninger = [_slut(person, post) for post in aegteskaber if not post.annullering]
    kendte = [slut for slut in slutninger if slut]
    return max(kendte) if kendte and len(kendte) == len(slutninger) else None


def _arvet_annullering(aegteskaber: list[Post]) -> str | None:
    """Registerstatus fra ægteskaberne, når ingen af dem tæller."""
    statusser = [post.annullering for post in aegteskaber]
    return statusser[0] if statusser and all(statusser) else None
