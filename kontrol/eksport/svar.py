"""Svaret med filen: et navn uden borger, og intet gemmes undervejs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from adgang.rettigheder import Indlogget
from kontrol.eksport.celler import Celle
from kontrol.eksport.csv import som_csv
from kontrol.eksport.xlsx import som_xlsx

LOFT = 10_000
"""Så mange rækker kan hentes på én gang."""
TYPER = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "json": "application/json; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Tabel:
    """En liste klar til en fil; ``navn`` er filens og arkets."""

    navn: str
    hoved: Sequence[str]
    raekker: Sequence[Sequence[Celle]]


def laes_format(request: Indlogget) -> str:
    """Adressens ``format``: Excel, når der bedes om det, ellers CSV."""
    return "xlsx" if request.GET.get("format") == "xlsx" else "csv"


def som_fil(tabel: Tabel, format_: str) -> HttpResponse:
    """Tabellen som CSV eller Excel."""
    if format_ == "xlsx":
        return fil(
            som_xlsx(tabel.navn.capitalize(), tabel.hoved, tabel.raekker), tabel.navn, "xlsx"
        )
    return fil(som_csv([tabel.hoved, *tabel.raekker]), tabel.navn, "csv")


def fil(indhold: bytes, navn: str, ext: str) -> HttpResponse:
    """Filen med navn og dato, aldrig noget om borgeren."""
    svar = HttpResponse(indhold, content_type=TYPER[ext])
    filnavn = f"{navn}-{timezone.localdate().isoformat()}.{ext}"
    svar["Content-Disposition"] = f'attachment; filename="{filnavn}"'
    svar["Cache-Control"] = "no-store"
    return svar


def for_mange(request: Indlogget, tilbage: str) -> HttpResponse:
    """Tilbage til listen med beskeden; en halv fil ville ligne en hel."""
    loft = f"{LOFT:,}".replace(",", ".")
    messages.error(
        request,
        f"Listen rummer mere end {loft} sager og kan ikke hentes på én gang. "
        "Vælg filtre, så den bliver kortere, og hent den igen.",
    )
    return redirect(tilbage)
