"""Posterne samlet pr. person; en persons poster står ikke nødvendigvis sammen i filen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from registre.cpr.u12170.fejl import FilAfvist
from registre.cpr.u12170.layout import STATUS, UDEN_PERSON
from registre.cpr.u12170.post import Post


@dataclass(frozen=True, slots=True)
class Person:
    """Én persons poster efter posttype."""

    cpr: str
    poster: dict[str, list[Post]] = field(default_factory=dict)

    def alle(self, *typer: str) -> list[Post]:
        """Posterne af disse typer, i filens rækkefølge."""
        return [post for nr in typer for post in self.poster.get(nr, ())]

    def enkelt(self, nr: str) -> Post | None:
        """Den ene post af en type, en person højst har én af."""
        poster = self.poster.get(nr)
        return poster[0] if poster else None

    @property
    def grundpost(self) -> Post:
        """Post 001, som enhver person har."""
        return self.poster[STATUS][0]

    @property
    def begyndelse(self) -> date:
        """Den dag, der bruges, når en oplysning intet begyndelsestidspunkt har.

        Fødselsdagen, ellers den dag personen kom i CPR; så langt tilbage, at den ikke
        ligner en ny hændelse.
        """
        post = self.grundpost
        dag = post.dato("FOED_DT") or post.dato("START_DT-PERSON")
        if dag is None:
            raise post.afvist("FOED_DT", "", "en fødselsdato")
        return dag.foerst


def saml(poster: Iterable[Post]) -> dict[str, Person]:
    """Personerne i filens rækkefølge.

    Kaster ``FilAfvist``, når en person ikke har sin post 001 (så er dens historik ikke hel),
    eller har to af en post, der kun kan være én af.
    """
    personer: dict[str, Person] = {}
    for post in poster:
        if post.type.nr in UDEN_PERSON:
            continue
        nummer = post.pnr
        person = personer.setdefault(nummer, Person(nummer))
        egne = person.poster.setdefault(post.type.nr, [])
        if egne and post.type.enkelt:
            grund = f"personen har allerede en post {post.type.nr} (linje {egne[0].linje})."
            raise FilAfvist(post.linje, grund)
        egne.append(post)
    _kontroller_grundposter(personer)
    return personer


def _kontroller_grundposter(personer: Mapping[str, Person]) -> None:
    forladte = [person for person in personer.values() if STATUS not in person.poster]
    if forladte:
        foerste = min(
            (post for person in forladte for post in person.alle(*person.poster)),
            key=lambda post: post.linje,
        )
        grund = f"post {foerste.type.nr} hører til en person, der ingen post {STATUS} har."
        raise FilAfvist(foerste.linje, grund)
