"""Det, bestillingslistens skabelon skal bruge: kolonner, mærker, valg og adresser."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple
from uuid import UUID

from adgang.models import Bruger
from adgang.omfang import Omfang
from kontrol.bestillingsliste.filtre import SKJULES, Filtre
from kontrol.bestillingsliste.kapacitet import minutter_pr_sag, varighed
from kontrol.bestillingsliste.liste import Side, hent_side, ydelse
from kontrol.bestillingsliste.optaelling import taeller
from kontrol.bestillingsliste.valg import BESTILLINGSLISTEN
from kontrol.lister.egne import egne_valg
from kontrol.models import UNDER_BEHANDLING
from samkoering.models import Sag
from samkoering.nattens_tal import nattens_tal
from samkoering.regelkatalog import regel


class Maerke(NamedTuple):
    """Et aktivt filter, der kan fjernes."""

    navn: str
    adresse: str


def visning(
    omfang: Omfang, bruger: Bruger, filtre: Filtre, valgte_ider: Collection[UUID] = ()
) -> dict[str, Any]:
    """Alt til siden; ingen felter peger på en borger."""
    side = hent_side(omfang, filtre, valgte_ider)
    mine = Sag.objects.i_kommune(omfang).filter(tildelt=bruger, tilstand__in=UNDER_BEHANDLING)
    return {
        "side": side,
        "bladring": side.bladring,
        "tal": taeller(omfang, filtre),
        "filtre": filtre,
        "maerker": tuple(maerker(filtre)),
        "seneste": nattens_tal(omfang),
        "mine_aabne": mine.count(),
        **egne_valg(BESTILLINGSLISTEN, omfang, bruger, filtre),
        **_valg(side, filtre),
        **_kapacitet(omfang, bruger, sum(raekke.valgt for raekke in side.raekker)),
        **_adresser(filtre),
    }


def _valg(side: Side, filtre: Filtre) -> dict[str, Any]:
    """Hvor mange der er valgt på forhånd, og om alle på siden er."""
    paa_siden, antal = len(side.raekker), side.bladring.antal
    valgt = sum(raekke.valgt for raekke in side.raekker)
    return {
        "valgt": antal.tal - paa_siden + valgt if filtre.alle else valgt,
        "hele_siden": bool(paa_siden) and valgt == paa_siden and not filtre.alle,
        "kan_vaelge_alle": antal.tal > paa_siden and not antal.flere,
        "alle_valgt": filtre.alle and not antal.flere,
    }


def _kapacitet(omfang: Omfang, bruger: Bruger, valgt: int) -> dict[str, Any]:
    minutter = minutter_pr_sag(omfang, bruger)
    return {
        "minutter": minutter,
        "pr_sag": varighed(minutter) if minutter else "",
        "svarer_til": varighed(minutter * valgt) if minutter and valgt else "",
    }


def _adresser(filtre: Filtre) -> dict[str, str]:
    """Listens andre adresser. Pladsen følger med, hvor det er den samme liste."""
    her = {"plads": filtre.plads}
    return {
        "nulstil": Filtre(
            sorter=filtre.sorter, faldende=filtre.faldende, standardskjul=filtre.standardskjul
        ).som_adresse(),
        "vaelg_aeldste": filtre.med(sorter="udloeber", faldende=False, vaelg=10).som_adresse(),
        "vaelg_siden": filtre.med(vaelg=25, **her).som_adresse(),
        "vaelg_alle": filtre.med(alle=True, **her).som_adresse(),
        "fravaelg": filtre.med(**her).som_adresse(),
    }


def maerker(filtre: Filtre) -> Iterator[Maerke]:
    """Et mærke for hvert valgt filter."""
    for kle in filtre.ydelser:
        yield Maerke(ydelse(kle).kort, filtre.uden("ydelser", kle).som_adresse())
    for tema in filtre.temaer:
        yield Maerke(tema, filtre.uden("temaer", tema).som_adresse())
    for slug in filtre.kontroltyper:
        yield Maerke(regel(slug)["navn"], filtre.uden("kontroltyper", slug).som_adresse())
    for valg in SKJULES:
        if valg in filtre.skjul:
            yield Maerke(f"Vis ikke {valg.capitalize()}", filtre.uden("skjul", valg).som_adresse())
    if filtre.inden:
        yield Maerke(f"Udløber inden for {filtre.inden} dage", filtre.med(inden=None).som_adresse())
