"""Demobrugerne: deres hemmeligheder dannes én gang og ligger i en fil, kun ejeren kan læse."""

from __future__ import annotations

import base64
import binascii
import json
import os
import secrets
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from adgang.brugere.forvalt import ny_engangskode
from adgang.kommuner import KOMMUNER
from adgang.lejer import lejer
from adgang.models import Bruger, Kommune, Netvaerk, Rolle


@dataclass(frozen=True, slots=True)
class Demobruger:
    """En bruger i demonstrationen; ``kommune`` er en kode eller tom."""

    brugernavn: str
    navn: str
    rolle: Rolle
    kommune: str = ""
    enhed: str = "Ydelsesservice"


class Hemmelighed(NamedTuple):
    """Det, en demobruger logger ind med; ``totp`` er appens nøgle i base32."""

    adgangskode: str
    totp: str


DEMOBRUGERE = (
    Demobruger("mette", "Mette Holm", Rolle.SAGSBEHANDLER, "0175"),
    Demobruger("leder", "Søren Bak", Rolle.TEAMLEDER, "0175"),
    Demobruger("jonas", "Jonas Krog", Rolle.SAGSBEHANDLER, "0173"),
    Demobruger("projekt", "Nadia Friis", Rolle.PROJEKT, "0175", enhed="Jobcenter"),
    Demobruger("drift", "Lars Winther", Rolle.DRIFT, enhed="Drift"),
    Demobruger("star", "STAR-indlæsning", Rolle.STAR_IMPORT, enhed="STAR"),
    Demobruger("dpo", "Karen Lund", Rolle.DPO, "0175", enhed="Databeskyttelse"),
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
    _udfyld_kontakt()


def _udfyld_kontakt() -> None:
    """Kontaktoplysninger, enhver kan se er opdigtede; dem, nogen har udfyldt, bliver stående."""
    uden = list(Kommune.objects.filter(**dict.fromkeys(Kommune.KONTAKT, "")))
    for kommune in uden:
        kommune.kontakt_afdeling = "Ydelsesservice"
        kommune.kontakt_vej = "Demovej 1"
        kommune.kontakt_by = f"0000 {kommune.navn}"
        kommune.kontakt_telefon = f"00 00 {kommune.kode[:2]} {kommune.kode[2:]}"
        kommune.kontakt_telefontid = "mandag til torsdag kl. 9–15, fredag kl. 9–13"
    Kommune.objects.bulk_update(uden, Kommune.KONTAKT)


def aabn_netvaerk() -> None:
    """Demobrugernes kommuner må komme fra driftens netværk; en liste, der er rettet, bliver."""
    for kode in {demo.kommune for demo in DEMOBRUGERE if demo.kommune}:
        with lejer(kode):
            liste = Netvaerk.objects.i_kommune(kode)
            if not liste.exists():
                liste.bulk_create(
                    [
                        Netvaerk(kommune_id=kode, adresser=str(net), beskrivelse="Demonstration")
                        for net in settings.DRIFTSNETVAERK
                    ]
                )


def opret_brugere(hemmeligheder: dict[str, Hemmelighed]) -> None:
    """Demobrugerne med adgangskode og app; det, der er uændret, skrives ikke igen."""
    for demo in DEMOBRUGERE:
        findes = Bruger.objects.filter(brugernavn=demo.brugernavn).first()
        kode, totp = hemmeligheder[demo.brugernavn]
        uaendret = findes is not None and check_password(kode, findes.password)
        bruger, _ = Bruger.objects.update_or_create(
            brugernavn=demo.brugernavn,
            defaults={
                "navn": demo.navn,
                "rolle": demo.rolle,
                "kommune_id": demo.kommune or None,
                "enhed": demo.enhed,
                "is_active": True,
                "afviste_forsoeg": 0,
                "spaerret_til": None,
                "engangskode_udloeber": None,
                "password": findes.password if findes and uaendret else make_password(kode),
            },
        )
        _saet_app(bruger, totp)


def _saet_app(bruger: Bruger, totp: str) -> None:
    """Brugerens ene app med netop denne nøgle; en uændret beholder sin seneste brugte kode."""
    noegle = base64.b32decode(totp).hex()
    egne = TOTPDevice.objects.filter(user=bruger)
    if not egne.filter(key=noegle, confirmed=True).exists():
        egne.delete()
        TOTPDevice.objects.create(user=bruger, name="app", key=noegle, confirmed=True)


def kode_nu(totp: str) -> str:
    """Den seks cifre lange kode, en app med nøglen viser lige nu."""
    trin = TOTP(base64.b32decode(totp))
    trin.time = time.time()
    return f"{trin.token():06d}"


def hemmelighedsfil() -> Path:
    """Filen med demobrugernes hemmeligheder."""
    return Path(settings.VAR_MAPPE) / "demo-brugere.json"


def laes_hemmeligheder(fil: Path) -> dict[str, Hemmelighed]:
    """Hemmelighederne fra filen; mangler der nogen, dannes de, og filen skrives."""
    poster = json.loads(fil.read_text(encoding="utf-8")) if fil.exists() else {}
    kendte = {navn: laest for navn, post in poster.items() if (laest := _laes(post))}
    manglende = [demo.brugernavn for demo in DEMOBRUGERE if demo.brugernavn not in kendte]
    if manglende:
        kendte |= {brugernavn: _ny() for brugernavn in manglende}
        _skriv(fil, kendte)
    return kendte


def _laes(post: Any) -> Hemmelighed | None:
    """En post i filen; ``None``, når den er fra en ældre udgave og ikke rummer begge faktorer."""
    try:
        base64.b32decode(post["totp"])
        return Hemmelighed(str(post["adgangskode"]), str(post["totp"]))
    except (TypeError, KeyError, binascii.Error):
        return None


def _ny() -> Hemmelighed:
    return Hemmelighed(ny_engangskode(), base64.b32encode(secrets.token_bytes(20)).decode())


def _skriv(fil: Path, hemmeligheder: dict[str, Hemmelighed]) -> None:
    """Skriv filen, så ingen anden bruger på maskinen på noget tidspunkt kan læse den."""
    udkast = fil.with_suffix(".ny")
    udkast.unlink(missing_ok=True)
    with os.fdopen(os.open(udkast, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as ud:
        json.dump({navn: h._asdict() for navn, h in hemmeligheder.items()}, ud, indent=1)
    udkast.replace(fil)
