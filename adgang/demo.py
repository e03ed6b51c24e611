"""Demobrugerne: deres adgangskoder dannes én gang og ligger i en fil, kun ejeren kan læse."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.contrib.auth.hashers import check_password, make_password

from adgang.kommuner import KOMMUNER
from adgang.models import Bruger, Kommune, Rolle

# Uden tegn, der forveksles, når koden skrives af fra en skærm.
TEGN = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Demobruger:
    """En bruger i demonstrationen; ``kommune`` er en kode eller tom."""

    brugernavn: str
    navn: str
    rolle: Rolle
    kommune: str = ""
    enhed: str = "Ydelsesservice"


DEMOBRUGERE = (
    Demobruger("mette", "Mette Holm", Rolle.SAGSBEHANDLER, "0175"),
    Demobruger("leder", "Søren Bak", Rolle.TEAMLEDER, "0175"),
    Demobruger("jonas", "Jonas Krog", Rolle.SAGSBEHANDLER, "0173"),
    Demobruger("drift", "Lars Winther", Rolle.DRIFT, enhed="Drift"),
    Demobruger("dpo", "Karen Lund", Rolle.DPO, enhed="Databeskyttelse"),
)


def opret_kommuner(aktiveret: date) -> None:
    """Alle 98 kommuner; en kommune, der findes, beholder sine egne indstillinger."""
    Kommune.objects.bulk_create(
        [
            Kommune(kode=kode, navn=navn, par10_aktiveringsdato=aktiveret)
            for kode, navn in KOMMUNER.items()
        ],
        ignore_conflicts=True,
    )


def opret_brugere(adgangskoder: dict[str, str]) -> None:
    """Demobrugerne med adgangskoderne; en uændret adgangskode hashes ikke igen."""
    for demo in DEMOBRUGERE:
        findes = Bruger.objects.filter(brugernavn=demo.brugernavn).first()
        kode = adgangskoder[demo.brugernavn]
        uaendret = findes is not None and check_password(kode, findes.password)
        Bruger.objects.update_or_create(
            brugernavn=demo.brugernavn,
            defaults={
                "navn": demo.navn,
                "rolle": demo.rolle,
                "kommune_id": demo.kommune or None,
                "enhed": demo.enhed,
                "is_active": True,
                "password": findes.password if findes and uaendret else make_password(kode),
            },
        )


def laes_adgangskoder(fil: Path) -> dict[str, str]:
    """Adgangskoderne fra filen; mangler der nogen, dannes de, og filen skrives."""
    koder = json.loads(fil.read_text(encoding="utf-8")) if fil.exists() else {}
    manglende = [demo.brugernavn for demo in DEMOBRUGERE if demo.brugernavn not in koder]
    if manglende:
        koder |= {brugernavn: ny_adgangskode() for brugernavn in manglende}
        _skriv(fil, koder)
    return {str(navn): str(kode) for navn, kode in koder.items()}


def ny_adgangskode() -> str:
    """Fire grupper à fire tegn, til at skrive af."""
    return "-".join("".join(secrets.choice(TEGN) for _ in range(4)) for _ in range(4))


def _skriv(fil: Path, koder: dict[str, str]) -> None:
    """Skriv filen, så ingen anden bruger på maskinen på noget tidspunkt kan læse den."""
    udkast = fil.with_suffix(".ny")
    udkast.unlink(missing_ok=True)
    with os.fdopen(os.open(udkast, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as ud:
        json.dump(koder, ud, indent=1)
    udkast.replace(fil)
