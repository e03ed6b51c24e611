"""Filerne, DPO'en henter til borgeren. De dannes, når de hentes, og gemmes ikke."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from adgang.kommuner import fulde_navn
from adgang.models import Borger, Opslag
from adgang.opslagslog.indsigt import afsnit, opslag_om
from journal.forlaeg import Forlaeg, Vedhaeftning
from portal.indsigt.celler import vis

TYPER = {
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
}
_FORMELTEGN = ("=", "+", "-", "@", "\t", "\r", "\n")


def fil(indhold: bytes, navn: str, ext: str) -> HttpResponse:
    """Svaret med filen: navn og dato, aldrig noget om borgeren, og intet bliver gemt undervejs."""
    svar = HttpResponse(indhold, content_type=TYPER[ext])
    filnavn = f"{navn}-{timezone.localdate().isoformat()}.{ext}"
    svar["Content-Disposition"] = f'attachment; filename="{filnavn}"'
    svar["Cache-Control"] = "no-store"
    return svar


def som_csv(raekker: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 med BOM, semikolon og alle felter citeret; ingen celle kan læses som en formel."""
    ud = io.StringIO(newline="")
    skriver = csv.writer(ud, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    skriver.writerows([_uskadelig(celle) for celle in raekke] for raekke in raekker)
    return ud.getvalue().encode("utf-8-sig")


def _uskadelig(celle: str) -> str:
    return f"'{celle}" if celle.startswith(_FORMELTEGN) else celle


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
