"""Kørelisten på papir: dagens stop, felter til det, der noteres, og husk at makulere."""

from __future__ import annotations

import json
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.template.loader import render_to_string
from django.utils import timezone

from adgang.kommuner import fulde_navn
from adgang.models import Bruger
from hjemmebesoeg.models import Koereliste, Listetilstand, Stop, Udskrift
from journal import dokumenter
from journal.forlaeg import Forlaeg, Vedhaeftning

STILARK = "koereliste.css"


def nyt_eksemplar(liste: Koereliste, bruger: Bruger) -> Udskrift | None:
    """Det næste eksemplar; nummeret står på hver side, så det kan makuleres og tælles.

    ``None``, når turen er afsluttet eller listen destrueret imens.
    """
    with transaction.atomic():
        laaste = Koereliste.objects.i_kommune(liste.kommune_id).select_for_update()
        if not laaste.filter(pk=liste.pk, tilstand=Listetilstand.KLADDE).first():
            return None
        egne = Udskrift.objects.i_kommune(liste.kommune_id).filter(liste=liste)
        seneste = egne.aggregate(Max("nr"))["nr__max"] or 0
        ny: Udskrift = egne.create(
            kommune_id=liste.kommune_id, liste=liste, nr=seneste + 1, bruger=bruger
        )
        return ny


def som_pdf(liste: Koereliste, eksemplar: Udskrift, stop: list[Stop], udeladt: int) -> bytes:
    """PDF'en; den gemmes ikke noget sted."""
    return dokumenter.dan(forlaeg(liste, eksemplar, stop, udeladt))


def forlaeg(liste: Koereliste, eksemplar: Udskrift, stop: list[Stop], udeladt: int) -> Forlaeg:
    """Det, PDF'en dannes af. Den indlejrede fil rummer kun eksemplarets nummer."""
    tid: datetime = timezone.localtime(eksemplar.tidspunkt)
    serie = serienummer(liste, eksemplar)
    felter = {
        "liste": liste,
        "serie": serie,
        "tid": tid,
        "kommune": fulde_navn(liste.kommune),
        "stop": stop,
        "udeladt": udeladt,
        "hvem": eksemplar.bruger.navn,
    }
    return Forlaeg(
        html=render_to_string("hjemmebesoeg/koereliste_pdf.html", felter),
        stilark=STILARK,
        oprettet=tid,
        vedhaeftning=Vedhaeftning(
            "koereliste.json",
            "Eksemplarets nummer",
            json.dumps({"serienummer": serie, "stop": len(stop)}).encode(),
        ),
    )


def serienummer(liste: Koereliste, eksemplar: Udskrift) -> str:
    """``K-26-0003/2``: listens nummer og eksemplarets."""
    return f"{liste.nr}/{eksemplar.nr}"
