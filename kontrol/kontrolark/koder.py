"""Registerets koder i beviset, forklaret under tabellen med kvikguidens ord."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

INDEKS, EJERBRUGER = "R75-indeks", "Ejer/bruger"
_INDEKS = {
    "7500100": "privatbiler",
    **{f"420050{nr}": f"“Moms og afgifter i alt” i {nr}. kvartal" for nr in (1, 2, 3, 4)},
}
"""Kvikguiden: “privatbil med R75 indeks 7500100” og momsens fire indeksnumre, et pr. kvartal."""
_EJERBRUGER = (
    "Ejer/bruger er R75's ejerbrugerkode. Kvikguiden nævner koderne 2, 3, 6 og 9, men ikke, hvad "
    "de betyder."
)


def forklaringer(kolonner: Sequence[str], raekker: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """En sætning for hver kode, tabellen viser; ingen, når den ingen koder har."""
    return tuple(_forklar(kolonner, raekker))


def _forklar(kolonner: Sequence[str], raekker: Sequence[Sequence[str]]) -> Iterator[str]:
    if INDEKS in kolonner:
        plads = kolonner.index(INDEKS)
        for kode in dict.fromkeys(raekke[plads] for raekke in raekker):
            if kode in _INDEKS:
                yield f"R75-indeks {kode} er {_INDEKS[kode]}."
    if EJERBRUGER in kolonner:
        yield _EJERBRUGER
