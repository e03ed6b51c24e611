"""``cpr_boern`` af post 014.

Posten har ingen dag; barnets fødsel og død læses af barnets egne poster.
"""

from __future__ import annotations

from collections.abc import Iterator

from registre.cpr.u12170.layout import BARN
from registre.cpr.u12170.periode import AKTUEL
from registre.cpr.u12170.person import Person

Raekke = tuple[object, ...]


def boern(person: Person) -> Iterator[Raekke]:
    """Personens børn i kontraktens kolonner, hvert barn én gang."""
    numre = [nummer for post in person.alle(BARN) if (nummer := post.cpr("PNR-BARN"))]
    for nummer in dict.fromkeys(numre):
        yield person.cpr, nummer, AKTUEL
