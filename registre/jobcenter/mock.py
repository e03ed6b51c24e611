"""Jobcenteret i det syntetiske Danmark: nogle er tilmeldt, og af dem har nogle et tilbud."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from registre.opslag.verden import Verdensperson

TILMELDT, SAMTALE, TILBUD = 0.6, 0.7, 0.35
TILBUDDENE = ("Virksomhedspraktik", "Vejledning og opkvalificering", "Løntilskud")


def opdigt(person: Verdensperson) -> dict[str, list[dict[str, Any]]]:
    """Tilmeldingen, den seneste samtale og et tilbud."""
    lod, forloeb = person.lod("jobcenter"), []

    def nyt(art: str, tekst: str, dage: int, varer: int | None) -> None:
        fra = person.dag - timedelta(days=dage)
        til = None if varer is None else (fra + timedelta(days=varer)).isoformat()
        forloeb.append(
            {
                "forloeb_id": f"J{lod.randint(1_000_000, 9_999_999)}",
                "cpr": person.om.numre[0],
                "art": art,
                "beskrivelse": tekst,
                "fra": fra.isoformat(),
                "til": til,
            }
        )

    if lod.random() < TILMELDT:
        nyt("TILMELDT", "Tilmeldt som arbejdssøgende", lod.randint(0, 60), None)
        if lod.random() < SAMTALE:
            nyt("SAMTALE", "Jobsamtale", lod.randint(1, 30), 0)
        if lod.random() < TILBUD:
            nyt("TILBUD", lod.choice(TILBUDDENE), lod.randint(80, 300), lod.randint(20, 70))
    return {"jobcenter_forloeb": forloeb}
