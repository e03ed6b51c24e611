"""Hver nats sletning: den ene opgave efter den anden, og hver for sig hel."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import structlog

from adgang.models import Opgave, Sletning
from portal.sletning import brugernes, journalen, natten, persongrupperne, sager, sagsopstart
from udsoegning import opbevaring as udsoegningen

log = structlog.get_logger(__name__)
OPGAVER: dict[Opgave, Callable[[datetime], list[Sletning]]] = {
    Opgave.SAGER: sager.slet_afsluttede,
    Opgave.UBEHANDLEDE: sager.slet_ubehandlede,
    Opgave.JOURNAL: journalen.slet_poster,
    Opgave.DOKUMENTER: journalen.slet_dokumenter,
    Opgave.REGNSKAB: natten.slet_regnskab,
    Opgave.KOERSLER: natten.slet_koersler,
    Opgave.FORSOEG: natten.slet_forsoeg,
    Opgave.AFVISNINGER: natten.slet_afvisninger,
    Opgave.KLADDER: brugernes.slet_kladder,
    Opgave.SESSIONER: brugernes.slet_sessioner,
    Opgave.STIKPROEVER: brugernes.slet_stikproever,
    Opgave.MARKERINGER: persongrupperne.slet_borgere,
    Opgave.ANSOEGNINGER: sagsopstart.slet_ansoegninger,
    Opgave.UDSOEGNING: udsoegningen.slet,
}
"""Sagerne først: journalen og kørslerne kan først slippe det, ingen sag bruger mere."""


class IkkeAltSlettet(Exception):
    """En eller flere opgaver fejlede og slettede intet; de øvrige er gjort."""


def slet_alt(nu: datetime) -> list[Sletning]:
    """Kør alle opgaver, og giv deres kvitteringer.

    En, der fejler, ruller sit eget tilbage og standser ikke de andre; bagefter kastes
    ``IkkeAltSlettet``.
    """
    kvitteringer, fejlede = [], []
    for opgave, slet in OPGAVER.items():
        try:
            kvitteringer += slet(nu)
        except Exception:
            log.exception("sletning_fejlet", opgave=opgave.value)
            fejlede.append(opgave.label)
    if fejlede:
        raise IkkeAltSlettet(f"Kunne ikke slettes: {', '.join(fejlede)}. Se loggen, og kør igen.")
    return kvitteringer
