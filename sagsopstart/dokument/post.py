"""Læg fakta på sagen i journalen: som dokument eller som journalnotat. Adresser er altid skjult."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import models
from django.utils import timezone

from adgang.kommuner import fulde_navn
from adgang.models import Bruger
from journal import poster
from journal.models import Journalpost
from sagsopstart.dokument.forlaeg import ART
from sagsopstart.fakta.samling import samling
from sagsopstart.models import Ansoegning
from sagsopstart.side.opslagene import dagens, er_i_gang


class Form(models.TextChoices):
    """Hvordan fakta lægges på sagen."""

    DOKUMENT = "DOKUMENT", "Dokument"
    NOTAT = "NOTAT", "Journalnotat"


class ErIGang(Exception):
    """Et register har hverken svaret eller fejlet endnu."""


def laeg_paa_sagen(ansoegning: Ansoegning, form: Form, bruger: Bruger) -> Journalpost:
    """Posten med de fakta, der er nu; de samme fakta igen er den samme post. Kaster ``ErIGang``."""
    opslag = dagens(ansoegning)
    if not opslag or er_i_gang(opslag):
        raise ErIGang
    fakta = samling(opslag)
    tekst = json.dumps(fakta, ensure_ascii=False, sort_keys=True)
    aftryk = hashlib.sha256(tekst.encode()).hexdigest()[:16]
    return poster.opret(
        ansoegning.kommune,
        noegle=f"{ART}:{ansoegning.pk}:{form.value}:{aftryk}",
        art=ART,
        titel=f"{form.label} om registeropslag, {ansoegning.sagsnr}",
        sag=ansoegning.pk,
        sagsnr=ansoegning.sagsnr,
        cpr=ansoegning.cpr,
        kle=ansoegning.kle,
        bruger=bruger,
        grundlag=_frosset(ansoegning, form, bruger, dict(fakta)),
    )


def _frosset(
    ansoegning: Ansoegning, form: Form, bruger: Bruger, fakta: dict[str, Any]
) -> dict[str, Any]:
    return {
        "form": str(form.label),
        "kommune": fulde_navn(ansoegning.kommune),
        "ydelse": str(ansoegning.get_grundlag_display()),
        "modtaget": ansoegning.modtaget.isoformat(),
        "dannet": timezone.localtime().replace(microsecond=0).isoformat(),
        "dannet_af": bruger.navn,
        "samling": fakta,
    }
