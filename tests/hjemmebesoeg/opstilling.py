"""Borgere, der ikke svarede på en partshøring, områder, adresser og lister."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from adgang.models import Bruger, Kommune
from hjemmebesoeg.adresser.nu import indlaes
from hjemmebesoeg.afslutning.afslut import afslut
from hjemmebesoeg.afslutning.destruer import Destrueret, destruer
from hjemmebesoeg.doeren.registrer import registrer
from hjemmebesoeg.liste.opret import opret
from hjemmebesoeg.models import Koereliste, Listetilstand, Omraade, Stop
from hjemmebesoeg.opsaetning import omraader
from journal.models import Journalpost, Leveringstilstand
from kontrol.models import Bestilling, Hoeringstilstand, Partshoering
from samkoering.models import Sag, Sagstilstand
from tests import fabrik

HUSE = (
    "Testvej 12, 2. th, 2610 Rødovre",
    "Prøvevej 3, 2610 Rødovre",
    "Ærøvej 7B, st. tv, 2610 Rødovre",
    "Testvej 2, 2610 Rødovre",
    "Birkeallé 40, 2610 Rødovre",
)
HOVED = "vejkode,vejnavn,husnr,postnr,kommunekode,etrs89koordinat_øst,etrs89koordinat_nord"


def omraade(hvor: Kommune | None = None, navn: str = "Rødovre", *postnumre: str) -> Omraade:
    """Et område med postnumrene; 2610, når intet andet siges."""
    return omraader.gem(hvor or fabrik.kommune(), navn, list(postnumre) or ["2610"])


def uden_svar(
    hvem: Bruger,
    adresse: str = HUSE[0],
    *,
    navn: str = "Amina Testesen",
    frist: int = -1,
    **ym: Any,
) -> Sag:
    """En sag, hvis partshøring er sendt; ``frist`` er dage fra i dag."""
    felter = {navn_: ym.pop(navn_) for navn_ in ("cpr", "kle") if navn_ in ym}
    sag = fabrik.bestilt_sag(hvem, tilstand=Sagstilstand.PARTSHOERING, navn=navn, **felter)
    fabrik.kontrolark(sag, navn=navn, adresse=adresse, **ym)
    hoering(sag, hvem, frist)
    return sag


def hoering(sag: Sag, hvem: Bruger, frist: int = -1) -> Partshoering:
    """En sendt høring på sagens gældende bestilling."""
    bestilling = Bestilling.objects.i_kommune(sag.kommune_id).get(sag=sag, lukket=None)
    return Partshoering.objects.i_kommune(sag.kommune_id).create(
        kommune_id=sag.kommune_id,
        sag=sag,
        bestilling=bestilling,
        bruger=hvem,
        tilstand=Hoeringstilstand.SENDT,
        sendt=timezone.now() - timedelta(days=20),
        frist=timezone.localdate() + timedelta(days=frist),
    )


def adressefil(*raekker: str, hoved: str = HOVED) -> bytes:
    """En fil med overskrift og rækker."""
    return "\n".join([hoved, *raekker, ""]).encode()


PUNKTER = (
    "0012,Testvej,012,2610,0175,715000.12,6176000.50",
    "0013,Prøvevej,3,2610,0175,715900.00,6176000.00",
    "0014,Ærøvej,7b,2610,0175,715100,6176100",
    "0012,Testvej,2,2610,0175,715800,6176050",
)
"""Alle husene på nær det sidste."""


def med_adressefil(hvor: Kommune | None = None) -> None:
    """Kommunen har en adressefil."""
    kommune = hvor or fabrik.kommune()
    egne = (punkt.replace(",0175,", f",{kommune.pk},") for punkt in PUNKTER)
    indlaes(adressefil(*egne), kommune, "Prøven")


def liste(
    leder: Bruger,
    besoeger: Bruger,
    sager: Sequence[Sag],
    dag: date | None = None,
    navn: str = "Rødovre",
) -> Koereliste:
    """En liste med sagerne; en dag, der er gået, sættes uden om formularen."""
    i_dag = timezone.localdate()
    ny = opret(leder, navn, dag or i_dag, besoeger, [sag.pk for sag in sager], i_dag).liste
    assert ny is not None
    return ny


def stoppene(listen: Koereliste) -> list[Stop]:
    """Listens stop, som de står nu."""
    return list(
        Stop.objects.i_kommune(listen.kommune_id).filter(liste=listen).select_related("sag")
    )


def noteret(dag: date | None = None, **felter: Any) -> dict[str, Any]:
    """Det, der noteres ved døren."""
    return {
        "besoegt": dag or timezone.localdate(),
        "klokken": time(10, 42),
        "navn_paa_doer": "A. Testesen",
        "kontakt": False,
        "anden_aabnede": False,
        "oplysninger": "",
        **felter,
    }


def skrevet(dag: date | None = None, **felter: Any) -> dict[str, Any]:
    """Det samme, som formularen sender det."""
    return {
        "besoegt": f"{dag or timezone.localdate():%d-%m-%Y}",
        "klokken": "10.42",
        "navn_paa_doer": "A. Testesen",
        "kontakt": "nej",
        "anden_aabnede": "nej",
        "oplysninger": "",
        "version": "0",
        "token": str(uuid4()),
        **felter,
    }


def noter(listen: Koereliste, hvem: Bruger, kontakt: Sequence[bool] = (), **felter: Any) -> None:
    """Notér hvert stop; ``kontakt`` er svarene i listens orden."""
    for nr, stop in enumerate(stoppene(listen)):
        svar = kontakt[nr] if nr < len(kontakt) else False
        registrer(
            stop, hvem, stop.version, uuid4(), noteret(listen.dag, **{"kontakt": svar, **felter})
        )


def journalen_kvitterer(listen: Koereliste) -> None:
    """Journalen har kvitteret for listens stop."""
    noegler = [stop.journalnoegle for stop in stoppene(listen)]
    poster = Journalpost.objects.i_kommune(listen.kommune_id).filter(noegle__in=noegler)
    poster.update(tilstand=Leveringstilstand.LEVERET, leveret=timezone.now())


def koert(listen: Koereliste, hvem: Bruger, kontakt: Sequence[bool] = (), **felter: Any) -> None:
    """Notér alt, afslut turen, og lad journalen kvittere."""
    noter(listen, hvem, kontakt, **felter)
    afslut(listen, hvem, 0)
    journalen_kvitterer(listen)
    listen.refresh_from_db(from_queryset=Koereliste.objects.i_kommune(listen.kommune_id))
    assert listen.tilstand == Listetilstand.KOERT


def destrueret(listen: Koereliste, hvem: Bruger, kontakt: Sequence[bool] = ()) -> Destrueret:
    """Hele vejen."""
    koert(listen, hvem, kontakt)
    return destruer(listen, hvem)
