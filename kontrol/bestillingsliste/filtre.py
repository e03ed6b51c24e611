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
from kontrol.lister.bladring import laes_plads, plads_som_par
from kontrol.lister.kolonner import Sortering, laes_sortering
from kontrol.lister.noeglesider import Plads
from kontrol.lister.tal import laes_tal
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
BEGYNDELSEN = Plads()
_FORFRA = {"plads": BEGYNDELSEN, "vaelg": 0, "alle": False}


@dataclass(frozen=True, slots=True)
class Filtre:
    """Et valg af sager og en plads i listen over dem. Tomme mængder betyder alle."""

    ydelser: tuple[str, ...] = ()
    temaer: tuple[str, ...] = ()
    kontroltyper: tuple[str, ...] = ()
    skjul: tuple[str, ...] = ()
    inden: int | None = None
    sorter: str = STANDARDSORTERING
    faldende: bool = False
    plads: Plads = BEGYNDELSEN
    vaelg: int = 0
    """Så mange af sidens øverste er valgt på forhånd."""
    alle: bool = False
    """Alle sager, filtrene rummer, er valgt, også dem på de andre sider."""
    omgang: str = field(default="", compare=False)
    """Hvor mange gange brugeren har bestilt, da valget blev gjort; se ``i_omgang``."""
    standardskjul: tuple[str, ...] = field(default=(), compare=False)

    @property
    def skjulte_regler(self) -> frozenset[str]:
        """Regler, der ikke alene kan bringe en sag på listen."""
        return frozenset().union(*(SKJULES[valg] for valg in self.skjul))

    @property
    def sortering(self) -> Sortering:
        """Det, listen står efter."""
        return Sortering(self.sorter, self.faldende)

    def med(self, **aendringer: Any) -> Filtre:
        """De samme filtre med en ændring; plads og valg begynder forfra, når de ikke er nævnt."""
        return replace(self, **{**_FORFRA, **aendringer})

    def uden(self, felt: str, vaerdi: str) -> Filtre:
        """Filtrene uden én af værdierne i feltet."""
        return self.med(**{felt: tuple(v for v in getattr(self, felt) if v != vaerdi)})

    def i_omgang(self, nu: str) -> Filtre:
        """Filtrene uden et valg fra før brugerens seneste bestilling.

        Den samme adresse rummer andre sager, når de valgte er bestilt: går hun tilbage i browseren,
        må de næste ti ikke stå valgt.
        """
        uaendret = self.omgang == nu
        vaelg, alle = (self.vaelg, self.alle) if uaendret else (0, False)
        return replace(self, vaelg=vaelg, alle=alle, omgang=nu)

    def efter(self, orden: Sortering) -> Filtre:
        """Filtrene i en anden orden."""
        return self.med(sorter=orden.felt, faldende=orden.faldende)

    def som_adresse(self) -> str:
        """Filtrene som adressens søgedel, fx ``?tema=Indkomst&sorter=fundet``."""
        par = self._valg(altid_skjul=False) + plads_som_par(self.plads)
        par += [("vaelg", str(self.vaelg))] if self.vaelg else []
        par += [("alle", "1")] if self.alle else []
        par += [("omgang", self.omgang)] if self.omgang and (self.vaelg or self.alle) else []
        return f"?{urlencode(par)}"

    def som_gemt(self) -> str:
        """Søgedelen uden plads; kommunens fravalg er skrevet ud, så filteret altid er det samme."""
        return urlencode(self._valg(altid_skjul=True))

    def _valg(self, *, altid_skjul: bool) -> list[tuple[str, str]]:
        par = [("ydelse", kle) for kle in self.ydelser]
        par += [("tema", tema) for tema in self.temaer]
        par += [("kontroltype", slug) for slug in self.kontroltyper]
        if altid_skjul or self.skjul != self.standardskjul:
            par += [("filtre", "1"), *(("skjul", valg) for valg in self.skjul)]
        if self.inden:
            par.append(("inden", str(self.inden)))
        if self.sortering != Sortering(STANDARDSORTERING):
            par.append(("sorter", str(self.sortering)))
        return par


def laes_filtre(valg: QueryDict, kommune: Kommune) -> Filtre:
    """Læs adressens filtre; kommunens egne fravalg gælder, til brugeren har valgt selv."""
    standard = kommunens_fravalg(kommune)
    sortering = laes_sortering(valg.get("sorter", ""), SORTERINGER, STANDARDSORTERING)
    inden = laes_tal(valg.get("inden"))
    return Filtre(
        ydelser=_kendte(valg.getlist("ydelse"), tuple(n.kle for n in numre())),
        temaer=_kendte(valg.getlist("tema"), temaer()),
        kontroltyper=_kendte(valg.getlist("kontroltype"), tuple(r["slug"] for r in regler())),
        skjul=_kendte(valg.getlist("skjul"), tuple(SKJULES)) if "filtre" in valg else standard,
        inden=inden if inden in FRISTER else None,
        sorter=sortering.felt,
        faldende=sortering.faldende,
        plads=laes_plads(valg),
        vaelg=min(25, laes_tal(valg.get("vaelg"))),
        alle=valg.get("alle") == "1",
        omgang=str(laes_tal(valg.get("omgang")) or ""),
        standardskjul=standard,
    )


def kommunens_fravalg(kommune: Kommune) -> tuple[str, ...]:
    """Det, kommunen har valgt at behandle i KMD-advis."""
    fravalgt = {"flytning": kommune.skjul_flytning, "indkomst": kommune.skjul_indkomst}
    return tuple(navn for navn in SKJULES if fravalgt[navn])


def _kendte(valgte: list[str], mulige: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(mulighed for mulighed in mulige if mulighed in valgte)
