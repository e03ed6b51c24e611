"""Listen som PDF og som fil. Den dannes, når den hentes, og gemmes ikke: så lever den ikke videre,
når en borger siger nej.
"""

from __future__ import annotations

import json
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from adgang.kommuner import fulde_navn
from adgang.models import Kommune
from journal.forlaeg import Forlaeg, Vedhaeftning
from udsoegning.formaal import FORMAAL
from udsoegning.projekt.visning import Raekke


def som_pdf(vist: dict[str, Any], kommune: Kommune) -> bytes:
    """PDF/A-3a af listen, med de samme oplysninger vedhæftet; ``vist`` er sidens felter."""
    # WeasyPrint og pikepdf hentes først her, så webprocessen starter uden dem.
    from journal.pdf import dan_pdf

    return dan_pdf(forlaeg(vist, kommune))


def forlaeg(vist: dict[str, Any], kommune: Kommune) -> Forlaeg:
    """Dokumentets forlæg."""
    nu = timezone.localtime()
    felter = {**vist, "formaal": FORMAAL, "kommune": fulde_navn(kommune), "nu": nu}
    return Forlaeg(
        html=render_to_string("udsoegning/liste_pdf.html", felter),
        stilark="udsoegning.css",
        oprettet=nu,
        vedhaeftning=Vedhaeftning("udsoegning.json", "Listen som data", som_data(vist["raekker"])),
    )


def som_data(raekker: list[Raekke]) -> bytes:
    """Listen som JSON med formålet øverst; en beskyttet adresse og CPR-numre er ikke med."""
    borgere = [
        {
            "navn": r.navn,
            "adresse": "Beskyttet" if r.beskyttet else r.adresse,
            "telefon": r.telefon,
            "kursus": r.kursus,
            "afsluttet": r.afsluttet.isoformat(),
            "tilstand": r.tilstand,
        }
        for r in raekker
    ]
    alt = {"formaal": FORMAAL, "borgere": borgere}
    return json.dumps(alt, ensure_ascii=False, indent=1).encode()
