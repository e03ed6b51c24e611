"""Bestillingslistens filtre og sortering, som de står i adressen.

Ukendte nøgler og værdier ses der bort fra: adressen kan aldrig spørge om andet end det, der
står her, og aldrig om noget, der peger på en borger.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from adgang.models import Kommune
from samkoering.grundlag.kle import numre
from samkoering.regelkatalog import regler, temaer

SORTERINGER = ("sagsnr", "ydelse", "tema", "fundet", "udloeber")
STANDARDSORTERING = "udloeber"
FRISTER = (7, 30)
SKJULES: dict[str, frozenset[str]] = {
    "flytning": frozenset({"flytning"}),
    "indkomst": frozenset(r["slug"] for r in regler() if r["tema"] == "Indkomst"),
}
"""De kontroltyper, som KMD-advis kan behandle i stedet."""


@dataclass(frozen=True, slots=True)
class Filtre:
    """Et valg af sager. Tomme mængder betyder alle."""

    ydelser: tuple[str, ...] = ()
    temaer: tuple[str, ...] = ()
    skjul: tuple[str, ...] = ()
    inden: int | None = None
    sorter: str = STANDARDSORTERING
    faldende: bool = False
    side: int = 1
    vaelg: int = 0
    standardskjul: tuple[str, ...] = field(default=(), compare=False)

    @property
    def skjulte_regler(self) -> frozenset[str]:
        """Regler, der ikke alene kan bringe en sag på listen."""
        return frozenset().union(*(SKJULES[valg] for valg in self.skjul))

    @property
    def er_afgraenset(self) -> bool:
        """Om noget er valgt fra."""
        return bool(self.ydelser or self.temaer or self.skjul or self.inden)

    def med(self, **aendringer: Any) -> Filtre:
        """De samme filtre med en ændring; siden begynder forfra, når den ikke er nævnt."""
        return replace(self, **{"side": 1, "vaelg": 0, **aendringer})

    def uden(self, felt: str, vaerdi: str) -> Filtre:
        """Filtrene uden én af værdierne i feltet."""
        return self.med(**{felt: tuple(v for v in getattr(self, felt) if v != vaerdi)})

    def som_adresse(self) -> str:
        """Filtrene som adressens søgedel, fx ``?tema=Indkomst&sorter=fundet``."""
        par: list[tuple[str, object]] = [("ydelse", kle) for kle in self.ydelser]
        par += [("tema", tema) for tema in self.temaer]
        if self.skjul != self.standardskjul:
            par += [("filtre", 1), *(("skjul", valg) for valg in self.skjul)]
        if self.inden:
            par.append(("inden", self.inden))
        if (self.sorter, self.faldende) != (STANDARDSORTERING, False):
            par.append(("sorter", f"{'-' if self.faldende else ''}{self.sorter}"))
        if self.side > 1:
            par.append(("side", self.side))
        if self.vaelg:
            par.append(("vaelg", self.vaelg))
        return f"?{urlencode(par)}"


def laes_filtre(valg: QueryDict, kommune: Kommune) -> Filtre:
    """Læs adressens filtre; kommunens egne fravalg gælder, til brugeren har valgt selv."""
    standard = tuple(
        navn
        for navn, til in (
            ("flytning", kommune.skjul_flytning),
            ("indkomst", kommune.skjul_indkomst),
        )
        if til
    )
    sorter = valg.get("sorter", STANDARDSORTERING)
    kendt = sorter.removeprefix("-") in SORTERINGER
    inden = _tal(valg.get("inden"))
    return Filtre(
        ydelser=_kendte(valg.getlist("ydelse"), tuple(n.kle for n in numre())),
        temaer=_kendte(valg.getlist("tema"), temaer()),
        skjul=_kendte(valg.getlist("skjul"), tuple(SKJULES)) if "filtre" in valg else standard,
        inden=inden if inden in FRISTER else None,
        sorter=sorter.removeprefix("-") if kendt else STANDARDSORTERING,
        faldende=kendt and sorter.startswith("-"),
        side=max(1, _tal(valg.get("side"))),
        vaelg=min(25, _tal(valg.get("vaelg"))),
        standardskjul=standard,
    )


def _kendte(valgte: list[str], mulige: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(mulighed for mulighed in mulige if mulighed in valgte)


def _tal(tekst: str | None) -> int:
    """Et lille positivt heltal; alt andet er nul."""
    return int(tekst) if tekst and tekst.isascii() and tekst.isdigit() and len(tekst) < 6 else 0
