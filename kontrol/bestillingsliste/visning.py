"""Det, bestillingslistens skabelon skal bruge: overskrifter, mærker og sidetal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from adgang.models import Bruger
from adgang.omfang import Omfang
from kontrol.bestillingsliste.filtre import SKJULES, Filtre
from kontrol.bestillingsliste.liste import hent_side, ydelse
from kontrol.bestillingsliste.optaelling import taeller
from kontrol.models import UNDER_BEHANDLING
from samkoering.models import Koerselsdel, Sag

NABOSIDER = 2


class Kolonne(NamedTuple):
    """En kolonneoverskrift; ``adresse`` er tom, når der ikke kan sorteres efter den."""

    navn: str
    adresse: str = ""
    retning: str = ""


class Maerke(NamedTuple):
    """Et aktivt filter, der kan fjernes."""

    navn: str
    adresse: str


def visning(omfang: Omfang, bruger: Bruger, filtre: Filtre) -> dict[str, Any]:
    """Alt til siden; ingen felter peger på en borger."""
    side = hent_side(omfang, filtre)
    dele = Koerselsdel.objects.i_kommune(omfang).select_related("koersel")
    mine = Sag.objects.i_kommune(omfang).filter(tildelt=bruger, tilstand__in=UNDER_BEHANDLING)
    return {
        "side": side,
        "tal": taeller(omfang, filtre),
        "filtre": filtre,
        "kolonner": tuple(kolonner(filtre)),
        "maerker": tuple(maerker(filtre)),
        "sidetal": tuple(sidetal(side.nummer, side.sider, filtre)),
        "nulstil": Filtre(
            sorter=filtre.sorter, faldende=filtre.faldende, standardskjul=filtre.standardskjul
        ).som_adresse(),
        "vaelg_aeldste": filtre.med(sorter="udloeber", faldende=False, vaelg=10).som_adresse(),
        "fravaelg": filtre.med(side=side.nummer).som_adresse(),
        "forrige": filtre.med(side=side.nummer - 1).som_adresse(),
        "naeste": filtre.med(side=side.nummer + 1).som_adresse(),
        "seneste": dele.order_by("-afsluttet").first(),
        "mine_aabne": mine.count(),
    }


def kolonner(filtre: Filtre) -> Iterator[Kolonne]:
    """Kolonnerne i orden; et tryk på den aktive vender retningen."""
    yield _sorterbar("Sagsnr.", "sagsnr", filtre)
    yield _sorterbar("Ydelse", "ydelse", filtre)
    yield _sorterbar("Tema", "tema", filtre)
    yield Kolonne("Kontroltype")
    yield Kolonne("Vedrører")
    yield _sorterbar("Fundet", "fundet", filtre)
    yield _sorterbar("Udløber", "udloeber", filtre)


def _sorterbar(navn: str, felt: str, filtre: Filtre) -> Kolonne:
    aktiv = filtre.sorter == felt
    adresse = filtre.med(sorter=felt, faldende=aktiv and not filtre.faldende).som_adresse()
    retning = ("descending" if filtre.faldende else "ascending") if aktiv else "none"
    return Kolonne(navn, adresse, retning)


def maerker(filtre: Filtre) -> Iterator[Maerke]:
    """Et mærke for hvert valgt filter."""
    for kle in filtre.ydelser:
        yield Maerke(ydelse(kle).kort, filtre.uden("ydelser", kle).som_adresse())
    for tema in filtre.temaer:
        yield Maerke(tema, filtre.uden("temaer", tema).som_adresse())
    for valg in SKJULES:
        if valg in filtre.skjul:
            yield Maerke(f"Vis ikke {valg.capitalize()}", filtre.uden("skjul", valg).som_adresse())
    if filtre.inden:
        yield Maerke(f"Udløber inden for {filtre.inden} dage", filtre.med(inden=None).som_adresse())


def sidetal(nummer: int, sider: int, filtre: Filtre) -> Iterator[tuple[int, str]]:
    """Første, sidste og nabosiderne som (nummer, adresse); nummer 0 er et spring."""
    vises = {1, sider, *range(nummer - NABOSIDER, nummer + NABOSIDER + 1)}
    forrige = 0
    for tal in sorted(tal for tal in vises if 1 <= tal <= sider):
        if tal > forrige + 1:
            yield 0, ""
        yield tal, filtre.med(side=tal).som_adresse()
        forrige = tal
