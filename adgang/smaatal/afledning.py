"""De skjulte felter, ligningerne tilsammen bestemmer, også når ingen af dem gør det alene."""

from __future__ import annotations

from collections.abc import Collection, Iterable

_PRIMTAL = 2**61 - 1
"""Der regnes i et stort legeme: hurtigt, og uden at runde."""
Led = dict[tuple[str, str], int]


def bestemte(ligninger: Iterable[Led], skjult: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    """De skjulte felter, der følger af de viste. Hver ligning er felternes fortegn."""
    trin: dict[tuple[str, str], Led] = {}
    for ligning in ligninger:
        led = {felt: fortegn % _PRIMTAL for felt, fortegn in ligning.items() if felt in skjult}
        for felt in [felt for felt in led if felt in trin]:
            led = _uden(led, felt, trin[felt])
        if not led:
            continue
        valgt = next(iter(led))
        omvendt = pow(led[valgt], -1, _PRIMTAL)
        nyt = {felt: antal * omvendt % _PRIMTAL for felt, antal in led.items()}
        for felt, andet in trin.items():
            if valgt in andet:
                trin[felt] = _uden(andet, valgt, nyt)
        trin[valgt] = nyt
    return {felt for felt, led in trin.items() if len(led) == 1}


def _uden(led: Led, felt: tuple[str, str], trin: Led) -> Led:
    """Ligningen, hvor feltet er trukket ud med trinets."""
    gange = led[felt]
    felter = {*led, *trin}
    nyt = {f: (led.get(f, 0) - gange * trin.get(f, 0)) % _PRIMTAL for f in felter}
    return {f: antal for f, antal in nyt.items() if antal}
