"""Filerne, DPO'en henter til borgeren. De dannes, når de hentes, og gemmes ikke."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from adgang.kommuner import fulde_navn
from adgang.models import Borger, Opslag
from adgang.opslagslog.indsigt import afsnit, opslag_om
from journal.forlaeg import Forlaeg, Vedhaeftning
from kontrol.eksport.csv import som_csv
from portal.indsigt.celler import vis


def opslag_som_csv(opslag: Iterable[Opslag]) -> bytes:
    """Dato, klokkeslæt, art og formål; borgeren kan få datoer og formål, ikke medarbejderen."""
    hoved = ("Dato", "Klokkeslæt", "Art", "Formål")
    return som_csv([hoved, *(_linje(o) for o in opslag)])


def _linje(opslag: Opslag) -> tuple[str, str, str, str]:
    tid = timezone.localtime(opslag.tidspunkt)
    return f"{tid:%d-%m-%Y}", f"{tid:%H.%M}", opslag.get_art_display(), opslag.formaal


def opslag_som_pdf(borger: Borger, nu: datetime) -> bytes:
    """Det samme som CSV-filen, til at læse."""
    felter = {
        "titel": "Opslagslog",
        "borger": borger,
        "nu": nu,
        "afsnit": vis(afsnit(borger.kommune, borger.cpr), masker=False),
    }
    kilde = opslag_som_csv(opslag_om(borger))
    return dan(felter, Vedhaeftning("opslagslog.csv", "Opslagsloggen som tabel", kilde))


def dan(felter: dict[str, Any], kilde: Vedhaeftning) -> bytes:
    """PDF/A-3a og PDF/UA-1. Den gemmes ikke: borgerens indsigt skal ikke ligge to steder."""
    # WeasyPrint og pikepdf hentes først her, så webprocessen starter uden dem.
    from journal.pdf import dan_pdf

    alt = {**felter, "kommune": fulde_navn(felter["borger"].kommune)}
    html = render_to_string("portal/indsigt/pdf.html", alt)
    return dan_pdf(Forlaeg(html, "indsigt.css", felter["nu"], kilde))
