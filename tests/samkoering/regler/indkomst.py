"""Indkomsttabellernes celler: ``A 500,01 04-10`` er en indberetning fra A, 10. april 2018."""

from __future__ import annotations

from tests.samkoering.verden import Sag


def oere(kroner: str) -> str:
    """``500,01`` → ``50001``."""
    hele, _, rest = kroner.partition(",")
    return str(int(hele + (rest or "00")))


def indberet(
    sag: Sag, udbetaler: str, kroner: str, disposition: str, periode: str, **andet: str
) -> None:
    """Én indberetning; perioden er ``2018-04-01/2018-04-30``."""
    fra, _, til = periode.partition("/")
    sag.med(
        "eindkomst",
        indberetning_id=f"{sag.sag_id}-{len(sag.verden.raekker['eindkomst']):04d}",
        cvr=udbetaler,
        beloeb_oere=oere(kroner),
        disposition=disposition,
        periode_fra=fra,
        periode_til=til,
        **andet,
    )


def dag(maaned_og_dag: str) -> str:
    """``04-10`` → ``2018-04-10``; en dato med år er allerede hel."""
    return maaned_og_dag if len(maaned_og_dag) == 10 else f"2018-{maaned_og_dag}"
