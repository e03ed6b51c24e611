"""Læg fakta på sagen i journalen: som dokument eller som notat.

Er en af personerne beskyttet, eller vides det ikke, er adresserne skjult, også for den, der har
set dem på siden med en begrundelse.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, cast

from django.db import models, transaction
from django.utils import timezone

from adgang.kommuner import fulde_navn
from adgang.models import Bruger
from journal import poster
from journal.models import Journalpost
from sagsopstart.dokument.forlaeg import ART
from sagsopstart.dokument.notat import notat
from sagsopstart.fakta import personen
from sagsopstart.fakta.beskyttelse import beskyttede, hvorfor_skjult
from sagsopstart.fakta.samling import Samling, samling
from sagsopstart.models import Ansoegning, Registeropslag, Rolle
from sagsopstart.opslag.bestil import laas
from sagsopstart.side.opslagene import dagens, er_i_gang


class Form(models.TextChoices):
    """Hvordan fakta lægges på sagen."""

    DOKUMENT = "DOKUMENT", "Dokument"
    NOTAT = "NOTAT", "Journalnotat"


class ErIGang(Exception):
    """Et register har hverken svaret eller fejlet endnu."""


def laeg_paa_sagen(ansoegning: Ansoegning, form: Form, bruger: Bruger) -> Journalpost:
    """Posten med de fakta, der er nu; de samme fakta igen er den samme post. Kaster ``ErIGang``.

    Ansøgningen læses igen under sin lås: et svar fra CPR kan have nævnt en ægtefælle, efter at
    den, der kalder, læste den.
    """
    with transaction.atomic():
        frisk = laas(ansoegning)
        opslag = dagens(frisk)
        if not opslag or er_i_gang(opslag):
            raise ErIGang
        fakta = samling(opslag)
        aftryk = _aftryk(fakta)
        dokument = poster.find(frisk.kommune_id, _noegle(frisk, Form.DOKUMENT, aftryk))
        # Et notat skrevet før dokumentet er et andet end det, der henviser til det.
        henvist = ":D" if dokument and form == Form.NOTAT else ""
        grundlag = (
            _notat(frisk, opslag, fakta, dokument, bruger)
            if form == Form.NOTAT
            else _frosset(frisk, opslag, form, bruger, fakta)
        )
        return poster.opret(
            frisk.kommune,
            noegle=f"{_noegle(frisk, form, aftryk)}{henvist}",
            art=ART,
            titel=f"{form.label} om registeropslag, {frisk.sagsnr}",
            sag=frisk.pk,
            sagsnr=frisk.sagsnr,
            cpr=frisk.cpr,
            kle=frisk.kle,
            bruger=bruger,
            grundlag=grundlag,
        )


def _noegle(ansoegning: Ansoegning, form: Form, aftryk: str) -> str:
    return f"{ART}:{ansoegning.pk}:{form.value}:{aftryk}"


def _aftryk(fakta: Samling) -> str:
    tekst = json.dumps(fakta, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(tekst.encode()).hexdigest()[:16]


def _notat(
    ansoegning: Ansoegning,
    opslag: list[Registeropslag],
    fakta: Samling,
    dokument: Journalpost | None,
    bruger: Bruger,
) -> dict[str, Any]:
    """Notatet og de fakta, det er skrevet af; de følger med som fil."""
    cpr = next((et for et in opslag if et.register == "cpr" and et.rolle == Rolle.ANSOEGER), None)
    navn = personen.navn(cpr.svar) if cpr and cpr.svar else ""
    tekst = notat(ansoegning, fakta, navn, hvorfor_skjult(opslag), dokument, bruger)
    return {**cast(dict[str, Any], tekst), "samling": fakta}


def _frosset(
    ansoegning: Ansoegning,
    opslag: list[Registeropslag],
    form: Form,
    bruger: Bruger,
    fakta: Samling,
) -> dict[str, Any]:
    return {
        "personer": hovedets_personer(ansoegning, opslag),
        "skjult": hvorfor_skjult(opslag),
        "form": str(form.label),
        "kommune": fulde_navn(ansoegning.kommune),
        "ydelse": str(ansoegning.get_grundlag_display()),
        "modtaget": ansoegning.modtaget.isoformat(),
        "dannet": timezone.localtime().replace(microsecond=0).isoformat(),
        "dannet_af": bruger.navn,
        "samling": fakta,
    }


def hovedets_personer(ansoegning: Ansoegning, opslag: list[Registeropslag]) -> list[dict[str, Any]]:
    """Dem, dokumentet er om, til hovedet; er en beskyttet, står det ved navnet."""
    svar = {et.rolle: et.svar for et in opslag if et.register == "cpr" and et.svar}
    numre = {Rolle.ANSOEGER: ansoegning.cpr, Rolle.AEGTEFAELLE: ansoegning.aegtefaelle_cpr}
    return [
        {
            "hvem": str(rolle.label),
            "navn": personen.navn(svar[rolle]) if rolle in svar else "",
            "cpr": nummer,
            "beskyttet": rolle in beskyttede(opslag),
        }
        for rolle, nummer in numre.items()
        if nummer
    ]
