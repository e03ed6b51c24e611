"""Sæt listens stop i den orden, de skal køres, og husk, hvad det sparer."""

from __future__ import annotations

from uuid import UUID

from adgang.lejer import lejer
from hjemmebesoeg.kandidater.adresse import laes
from hjemmebesoeg.models import Adressepunkt, Koereliste, Listetilstand, Stop
from hjemmebesoeg.models.adresse import Filtilstand
from hjemmebesoeg.models.liste import Rutetilstand
from hjemmebesoeg.rute.optimer import Punkt, korteste, laengde


def beregn(kommune: str, liste: UUID) -> None:
    """Beregn ruten for listen; er den væk, kørt eller allerede beregnet, sker der intet.

    Beregningen sker uden for transaktionen: andre skal ikke vente på den.
    """
    with lejer(kommune):
        if _venter(kommune, liste) is None:
            return
        stop = list(Stop.objects.i_kommune(kommune).filter(liste=liste).order_by("orden", "pk"))
        punkter = koordinater(kommune, stop)
    kendte = [en for en in stop if en.pk in punkter]
    steder = [punkter[en.pk] for en in kendte]
    rute = korteste(steder)
    with lejer(kommune):
        laast = _venter(kommune, liste, laas=True)
        if laast is None:
            return
        if rute is None or not kendte:
            laast.rute = Rutetilstand.GADEORDEN
        else:
            sidst = [en for en in stop if en.pk not in punkter]
            _skriv_orden([*(kendte[nr] for nr in rute), *sidst])
            laast.rute = Rutetilstand.BEREGNET
            laast.gadeorden_m = laengde(steder)
            laast.rute_m = laengde([steder[nr] for nr in rute])
            laast.uden_punkt = len(sidst)
        laast.save(update_fields=("rute", "gadeorden_m", "rute_m", "uden_punkt"))


def koordinater(kommune: str, stop: list[Stop]) -> dict[UUID, Punkt]:
    """Stop → hvor huset ligger; et hus, filen ikke kender, er ikke med."""
    huse = {en.pk: adresse.hus for en in stop if (adresse := laes(en.adresse))}
    gaelder = Adressepunkt.objects.i_kommune(kommune).filter(fil__tilstand=Filtilstand.GAELDER)
    fundne = gaelder.filter(vej__in=set(huse.values()))
    punkter = {punkt.vej: (punkt.oest, punkt.nord) for punkt in fundne}
    return {pk: punkter[hus] for pk, hus in huse.items() if hus in punkter}


def _venter(kommune: str, liste: UUID, *, laas: bool = False) -> Koereliste | None:
    alle = Koereliste.objects.i_kommune(kommune)
    alle = alle.select_for_update() if laas else alle
    return alle.filter(pk=liste, rute=Rutetilstand.VENTER, tilstand=Listetilstand.KLADDE).first()


def _skriv_orden(stop: list[Stop]) -> None:
    for nr, en in enumerate(stop, start=1):
        Stop.objects.i_kommune(en.kommune_id).filter(pk=en.pk).update(orden=nr)
