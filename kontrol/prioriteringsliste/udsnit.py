"""Prioriteringslistens udsnit, som det står i adressen: fane, filtre, orden og plads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from kontrol.lister.bladring import laes_plads, plads_som_par
from kontrol.lister.kolonner import Sortering, laes_sortering
from kontrol.lister.noeglesider import Plads
from kontrol.models import UNDER_BEHANDLING
from samkoering.grundlag.kle import numre

MINE, TEAMET, PARTSHOERING, UTILDELT = "mine", "teamet", "partshoering", "utildelt"
FANER: dict[str, str] = {
    MINE: "Mine sager",
    TEAMET: "Teamets sager",
    PARTSHOERING: "Afventer partshøring",
    UTILDELT: "Ikke tildelt",
}
FORLADTE = ("hos", "lukkede")
SORTERINGER = ("frist", "navn", "ydelse", "status")
STANDARD = Sortering("frist")
BEGYNDELSEN = Plads()


@dataclass(frozen=True, slots=True)
class Udsnit:
    """En fane og et valg af sager i den. Tomme mængder betyder alle."""

    vis: str = MINE
    ydelser: tuple[str, ...] = ()
    statusser: tuple[str, ...] = ()
    forladte: bool = False
    """Kun sager hos dem, der ikke længere kan tildeles en sag."""
    sortering: Sortering = STANDARD
    plads: Plads = BEGYNDELSEN

    @property
    def er_afgraenset(self) -> bool:
        """Om noget i fanen er valgt fra."""
        return bool(self.ydelser or self.statusser or self.forladte)

    def med(self, **aendringer: Any) -> Udsnit:
        """Det samme udsnit med en ændring; pladsen begynder forfra, når den ikke er nævnt."""
        return replace(self, **{"plads": BEGYNDELSEN, **aendringer})

    def uden(self, felt: str, vaerdi: str) -> Udsnit:
        """Udsnittet uden én af værdierne i feltet."""
        return self.med(**{felt: tuple(v for v in getattr(self, felt) if v != vaerdi)})

    def efter(self, orden: Sortering) -> Udsnit:
        """Udsnittet i en anden orden."""
        return self.med(sortering=orden)

    def som_adresse(self) -> str:
        """Udsnittet som adressens søgedel, fx ``?vis=teamet&status=BESTILT``."""
        return f"?{urlencode(self._valg() + plads_som_par(self.plads))}"

    def som_gemt(self) -> str:
        """Søgedelen uden plads."""
        return urlencode(self._valg())

    def _valg(self) -> list[tuple[str, str]]:
        par = [("vis", self.vis)]
        par += [("ydelse", kle) for kle in self.ydelser]
        par += [("status", status) for status in self.statusser]
        if self.forladte:
            par.append(FORLADTE)
        if self.sortering != STANDARD:
            par.append(("sorter", str(self.sortering)))
        return par


def laes_udsnit(valg: QueryDict) -> Udsnit:
    """Læs adressen; ukendte nøgler og værdier ses der bort fra."""
    vis = valg.get("vis", MINE)
    return Udsnit(
        vis=vis if vis in FANER else MINE,
        ydelser=_kendte(valg.getlist("ydelse"), tuple(n.kle for n in numre())),
        statusser=_kendte(valg.getlist("status"), UNDER_BEHANDLING),
        forladte=valg.get(FORLADTE[0]) == FORLADTE[1],
        sortering=laes_sortering(valg.get("sorter", ""), SORTERINGER, STANDARD.felt),
        plads=laes_plads(valg),
    )


def tilbage_til_listen(valg: QueryDict) -> HttpResponseRedirect:
    """Efter en handling: listen, som den stod, da der blev trykket."""
    return redirect(f"{reverse('prioriteringsliste')}{laes_udsnit(valg).som_adresse()}")


def _kendte(valgte: list[str], mulige: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(mulighed for mulighed in mulige if mulighed in valgte)
