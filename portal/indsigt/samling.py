"""Indsigten samlet: hvert rum svarer for sig, og her lægges svarene i den orden, de læses."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

import adgang.opslagslog.indsigt
import feedback.indsigt
import hjemmebesoeg.indsigt
import kontrol.indsigt
import persongrupper.indsigt
import sagsopstart.indsigt
import samkoering.indsigt
import udsoegning.indsigt
from adgang.indsigt import Afsnit
from adgang.kommuner import fulde_navn
from adgang.models import Borger
from journal.forlaeg import Vedhaeftning
from portal.indsigt import tekster
from portal.indsigt.celler import har_beskyttet_adresse, som_json, vis
from portal.indsigt.filer import dan

SKEMA = 1


@dataclass(frozen=True, slots=True)
class Indsigt:
    """Alt, kommunen holder om borgeren, som det så ud på tidspunktet."""

    borger: Borger
    navn: str
    nu: datetime
    afsnit: tuple[Afsnit, ...]

    @property
    def beskyttet(self) -> bool:
        """Om der er en beskyttet adresse imellem."""
        return har_beskyttet_adresse(self.afsnit)


def indsigt(borger: Borger) -> Indsigt:
    """Saml rummenes afsnit om borgeren i borgerens kommune."""
    kommune, cpr = borger.kommune, borger.cpr
    return Indsigt(
        borger,
        kontrol.indsigt.navn(kommune, cpr),
        timezone.localtime(),
        (
            tekster.hvem_og_hvorfor(kommune),
            *samkoering.indsigt.afsnit(kommune, cpr),
            *kontrol.indsigt.afsnit(kommune, cpr),
            *feedback.indsigt.afsnit(kommune, cpr),
            *persongrupper.indsigt.afsnit(kommune, cpr),
            *hjemmebesoeg.indsigt.afsnit(kommune, cpr),
            *sagsopstart.indsigt.afsnit(kommune, cpr),
            *udsoegning.indsigt.afsnit(kommune, cpr),
            *adgang.opslagslog.indsigt.afsnit(kommune, cpr),
            samkoering.indsigt.reglerne(kommune, cpr),
            tekster.hvem_afgoer(),
            tekster.hvor_laenge(),
        ),
    )


def som_pdf(svar: Indsigt) -> bytes:
    """Indsigten til at læse, med de samme oplysninger vedhæftet som JSON."""
    felter: dict[str, Any] = {
        "titel": "Indsigt",
        "borger": svar.borger,
        "navn": svar.navn,
        "nu": svar.nu,
        "beskyttet": svar.beskyttet,
        "afsnit": vis(svar.afsnit, masker=False),
    }
    return dan(felter, Vedhaeftning("indsigt.json", "Indsigten som data", som_fil(svar)))


def som_fil(svar: Indsigt) -> bytes:
    """Indsigten som JSON; skemaet står i docs/indsigt.md."""
    alt = {
        "skema": SKEMA,
        "titel": "Indsigt",
        "kommune": fulde_navn(svar.borger.kommune),
        "dannet": svar.nu.isoformat(timespec="seconds"),
        "bemaerkning": "Rummer en beskyttet adresse" if svar.beskyttet else "",
        "borger": {"cpr": svar.borger.cpr, "navn": svar.navn},
        "afsnit": som_json(svar.afsnit),
    }
    return json.dumps(alt, ensure_ascii=False, indent=1).encode()
