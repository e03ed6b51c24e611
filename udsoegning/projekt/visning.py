"""Felterne til projektets side og til listen som dokument."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from adgang.telefon import i_par
from udsoegning.land import land
from udsoegning.models import Fundet, Kursusafslutning, Kursusfil, Nationalitetsvalg, Projekt
from udsoegning.opbevaring import frist
from udsoegning.projekt.handlinger import OPGIVET, er_i_gang, er_opgivet, kan_soeges
from udsoegning.soegning.grunde import i_alt, i_ord
from udsoegning.soegning.perioder import indkomstperiode


@dataclass(frozen=True, slots=True)
class Raekke:
    """En borger på listen; adressen er tom, når den er beskyttet."""

    id: UUID
    cpr: str
    navn: str
    adresse: str
    beskyttet: bool
    statsborgerskab: str
    telefon: str
    kursus: str
    afsluttet: date
    tilstand: str


def liste(projekt: Projekt) -> list[Raekke]:
    """Borgerne efter navn; en beskyttet adresse er ikke med."""
    egne = Fundet.objects.i_kommune(projekt.kommune_id).filter(projekt=projekt)
    med = egne.prefetch_related("kontakter").order_by("navn", "id")
    return [
        Raekke(
            person.pk,
            person.cpr,
            person.navn,
            "" if person.beskyttet else person.adresse,
            person.beskyttet,
            land(person.statsborgerskab),
            i_par(person.telefon),
            person.kursus,
            person.afsluttet,
            tilstand(person, len(person.kontakter.all())),
        )
        for person in med
    ]


def tilstand(person: Fundet, kontakter: int) -> str:
    """Hvor langt kontakten er, i ord."""
    if person.svar:
        return str(person.get_svar_display())
    return "Kontaktet" if kontakter else "Ikke kontaktet"


def ser_nationalitet(kommune: str) -> bool:
    """Om kommunen har begrundet, at nationaliteten ses."""
    return Nationalitetsvalg.objects.i_kommune(kommune).filter(til=None).exists()


def felter(projekt: Projekt) -> dict[str, Any]:
    """Alt, projektets side viser; læst helt, for uden for rummet kan intet hentes."""
    kommune = projekt.kommune_id
    venter = Kursusafslutning.objects.i_kommune(kommune).filter(projekt=projekt)
    fra, til = indkomstperiode(projekt.soegt or timezone.localdate())
    nu = timezone.now()
    return {
        "projekt": projekt,
        "raekker": liste(projekt),
        "venter": venter.values("cpr").distinct().count(),
        "filer": list(Kursusfil.objects.i_kommune(kommune).filter(projekt=projekt)),
        "tal": i_ord(projekt.tal),
        "ude_i_alt": i_alt(projekt.tal),
        "kan_soeges": kan_soeges(projekt, nu),
        "i_gang": er_i_gang(projekt, nu),
        "opgivet": er_opgivet(projekt, nu),
        "opgivet_efter": OPGIVET.seconds // 60,
        "indkomst_fra": fra,
        "indkomst_til": til,
        "nationalitet": ser_nationalitet(kommune),
        "slettes": projekt.lukket and projekt.lukket + frist(),
    }
