"""Lav en køreliste af kandidater, og tag en beskyttet adresse med, når en leder har en grund."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from adgang.models import Bruger, Kommune
from adgang.omfang import omfang_for
from hjemmebesoeg.kandidater.find import Kandidat, kandidater
from hjemmebesoeg.models import Destruktion, Koereliste, Listetilstand, Stop
from hjemmebesoeg.rute.koe import saet_i_koe

HOEJST = 60
"""Stop på en liste: en dags kørsel, og en rute, der kan bevises kortest."""


@dataclass(frozen=True, slots=True)
class Oprettet:
    """Listen, og dem af de valgte, der ikke kom med, fordi noget ændrede sig imens."""

    liste: Koereliste | None
    stop: tuple[Stop, ...]
    faldt_fra: int


def opret(
    leder: Bruger, omraade: str, dag: date, besoeger: Bruger, sager: Collection[UUID], i_dag: date
) -> Oprettet:
    """Listen med de valgte, der stadig er kandidater i området; ingen beskyttet er imellem."""
    omfang = omfang_for(leder)
    with transaction.atomic():
        laas_kommunen(omfang.kommune)
        mulige = [
            k
            for k in kandidater(omfang, i_dag)
            if k.omraade == omraade and k.adresse and not k.beskyttet and k.sag.pk in sager
        ][:HOEJST]
        if not mulige:
            return Oprettet(None, (), len(sager))
        liste = Koereliste.objects.i_kommune(omfang).create(
            kommune=omfang.kommune,
            nr=_naeste_nr(omfang.kommune, i_dag),
            omraade=omraade,
            dag=dag,
            besoeger=besoeger,
            oprettet_af=leder,
        )
        stop = Stop.objects.i_kommune(omfang).bulk_create(_stop(liste, mulige))
        transaction.on_commit(lambda: saet_i_koe(omfang.kommune.pk, liste.pk))
    return Oprettet(liste, tuple(stop), len(sager) - len(stop))


def beskyttede_kandidater(leder: Bruger, liste: Koereliste, i_dag: date) -> list[Kandidat]:
    """Dem i listens område, der ikke kom med, fordi adressen er beskyttet."""
    if liste.tilstand != Listetilstand.KLADDE:
        return []
    return [
        k
        for k in kandidater(omfang_for(leder), i_dag)
        if k.beskyttet and k.adresse and k.omraade == liste.omraade
    ]


def tilfoej_beskyttet(
    leder: Bruger, liste: Koereliste, sag: UUID, grund: str, i_dag: date
) -> Stop | None:
    """Tag den ene beskyttede adresse med, sidst på listen; ``None``, når den ikke længere kan."""
    with transaction.atomic():
        laas_kommunen(liste.kommune)
        laaste = Koereliste.objects.i_kommune(liste.kommune_id).select_for_update()
        laast = laaste.filter(pk=liste.pk).first()
        if laast is None:
            return None
        mulige = [k for k in beskyttede_kandidater(leder, laast, i_dag) if k.sag.pk == sag]
        if not mulige:
            return None
        (nyt,) = _stop(laast, mulige)
        sidste = laast.stop.aggregate(Max("orden"))["orden__max"] or 0
        nyt.orden, nyt.beskyttet, nyt.beskyttet_grund = sidste + 1, True, grund
        nyt.tilfoejet_af = leder
        nyt.save(force_insert=True)
        return nyt


def laas_kommunen(kommune: Kommune) -> None:
    """To, der laver lister på én gang, må ikke tage det samme nummer eller den samme borger."""
    Kommune.objects.select_for_update().get(pk=kommune.pk)


def _stop(liste: Koereliste, valgte: Sequence[Kandidat]) -> list[Stop]:
    return [
        Stop(
            kommune=liste.kommune,
            liste=liste,
            sag=kandidat.sag,
            orden=nr,
            navn=kandidat.navn[:200],
            adresse=kandidat.adressetekst[:200],
        )
        for nr, kandidat in enumerate(valgte, start=1)
    ]


def _naeste_nr(kommune: Kommune, i_dag: date) -> str:
    """Det næste nummer i året; et destrueret nummer bruges ikke igen."""
    forled = f"K-{i_dag:%y}-"
    brugte = [
        *Koereliste.objects.i_kommune(kommune).filter(nr__startswith=forled).values_list("nr"),
        *Destruktion.objects.i_kommune(kommune).filter(nr__startswith=forled).values_list("nr"),
    ]
    seneste = max((int(nr.removeprefix(forled)) for (nr,) in brugte), default=0)
    return f"{forled}{seneste + 1:04d}"
