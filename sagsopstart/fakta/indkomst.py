"""Indkomsten måned for måned: kun indberetninger, der selv ligger i én måned.

En indberetning for en længere periode står for sig med sin periode. Den deles aldrig ud, og et års
beløb bliver aldrig til måneder.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from registre.opslag.maaneder import foerste_i_maanederne
from sagsopstart.fakta.tabel import Faktatabel, Svar
from sagsopstart.opslag.udsnit import MAANEDER
from samkoering.grundlag.ord import YDELSESARTER

TYPER = {
    "00": "Løn",
    "02": "Særlig beskatning",
    "03": "Grønland",
    "04": "Anden personlig indkomst",
    "05": "B-indkomst",
    "06": "Kontanthjælp m.v.",
    "08": "§ 48 E–F",
    "09": "Skattefri",
    "10": "LG",
    "11": "Bo",
    "20": "AFU",
    "24": "Anden personlig indkomst med lønindeholdelse",
    "26": "Aldersopsparing",
    **YDELSESARTER,
}
"""eIndkomsts indkomsttyper med kildens ord; en, der ikke står her, vises med sit nummer."""
TOM = "eIndkomst har svaret: intet er indberettet i de seneste tolv hele måneder."


def indkomst(svar: Svar, dag: date) -> tuple[Faktatabel, ...]:
    """Månedens beløb efter art og i alt, og de længere perioder for sig."""
    inden, laengere = _delt(svar, dag)
    arter = sorted({art for beloeb in inden.values() for art in beloeb})
    kolonner = (
        ("Måned", "maaned"), *((art, "oere") for art in arter), ("Indberettet i alt", "oere"),
    )  # fmt: skip
    raekker = tuple(
        (
            maaned.isoformat(),
            *(inden.get(maaned, {}).get(art) for art in arter),
            sum(inden[maaned].values()) if maaned in inden else None,
        )
        for maaned in foerste_i_maanederne(dag, MAANEDER)
    )
    tabeller = (Faktatabel("Indkomst måned for måned", kolonner, raekker if inden else (), TOM),)
    if not laengere:
        return tabeller
    perioder = (
        ("Art", "tekst"), ("Udbetaler", "tekst"), ("Periode fra", "dato"), ("Periode til", "dato"),
        ("Beløb for perioden", "oere"),
    )  # fmt: skip
    return (*tabeller, Faktatabel("Indberettet for en længere periode", perioder, laengere, ""))


def maaneder(svar: Svar, dag: date) -> list[tuple[date, int | None]]:
    """Månedens indberettede beløb i øre, den ældste først; ``None``, når intet er indberettet."""
    inden, _ = _delt(svar, dag)
    return [
        (maaned, sum(inden[maaned].values()) if maaned in inden else None)
        for maaned in reversed(foerste_i_maanederne(dag, MAANEDER))
    ]


def _delt(svar: Svar, dag: date) -> tuple[dict[date, dict[str, int]], tuple[tuple[Any, ...], ...]]:
    vindue = set(foerste_i_maanederne(dag, MAANEDER))
    inden: dict[date, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    laengere = []
    for r in svar["eindkomst"]:
        fra, til = str(r["periode_fra"]), str(r["periode_til"])
        if fra[:7] != til[:7]:
            laengere.append((_art(r), r["virksomhed"], fra, til, r["beloeb_oere"]))
        elif (maaned := date.fromisoformat(f"{fra[:7]}-01")) in vindue:
            inden[maaned][_art(r)] += r["beloeb_oere"]
    return {m: dict(b) for m, b in inden.items()}, tuple(sorted(laengere, key=lambda r: r[2]))


def _art(r: Any) -> str:
    type_ = str(r["indkomsttype"])
    med_art = f"{type_}-{r['indtaegtsart']}"
    return TYPER.get(med_art) or TYPER.get(type_) or f"Indkomsttype {type_}"
