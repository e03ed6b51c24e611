"""Andet trin: koden fra appen eller en genopretningskode; og opsætningen af begge."""

from __future__ import annotations

import base64
import secrets
import time
from dataclasses import dataclass
from enum import Enum, auto

import django_otp
import qrcode
from django.http import HttpRequest
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from qrcode.image.svg import SvgPathImage

from adgang.logind.adgangskode import FORMAAL
from adgang.logind.spaerring import nulstil, registrer_afvisning
from adgang.models import Bruger, Genopretningsenhed, Genopretningskode
from adgang.models.tofaktor import fingeraftryk
from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import skriv_ved_doeren
from adgang.sessioner import forloeb

ANTAL_KODER = 10


class Udfald(Enum):
    """Hvad koden var."""

    RIGTIG = auto()
    BRUGT = auto()
    FORKERT = auto()
    SPAERRET = auto()


@dataclass(frozen=True, slots=True)
class Opsaetning:
    """Det, brugeren skal have ind i sin app."""

    enhed: TOTPDevice
    qr: str
    """Et SVG-billede som ``data:``-adresse."""
    noegle: str
    """Samme hemmelighed til at skrive af, i grupper à fire."""


def app(bruger: Bruger) -> TOTPDevice | None:
    """Brugerens bekræftede app, låst, så samme kode ikke kan bruges to gange samtidig."""
    apps = TOTPDevice.objects.select_for_update().filter(user=bruger, confirmed=True)
    enhed: TOTPDevice | None = apps.first()
    return enhed


def proev_kode(request: HttpRequest, bruger: Bruger, kode: str) -> Udfald:
    """Prøv koden, og bekræft sessionen, når den er rigtig. En forkert kode tæller mod spærring."""
    if bruger.er_spaerret(timezone.now()):
        return _afvis(request, bruger, Udfald.SPAERRET, "brugeren er spærret")
    enhed = app(bruger)
    if enhed and er_brugt(enhed, kode):
        return _afvis(request, bruger, Udfald.BRUGT, "koden er allerede brugt")
    godkendt = _verificeret(bruger, enhed, kode)
    if godkendt is None:
        if registrer_afvisning(bruger):
            return _afvis(request, bruger, Udfald.SPAERRET, "forkert kode, nu spærret")
        return _afvis(request, bruger, Udfald.FORKERT, "forkert kode")
    bekraeft(request, bruger, godkendt)
    return Udfald.RIGTIG


def _afvis(request: HttpRequest, bruger: Bruger, udfald: Udfald, grund: str) -> Udfald:
    skriv_ved_doeren(request, Art.AFVIST, FORMAAL, bruger, kriterium=grund)
    return udfald


def _verificeret(
    bruger: Bruger, enhed: TOTPDevice | None, kode: str
) -> TOTPDevice | Genopretningsenhed | None:
    if enhed and kode.isascii() and kode.isdigit() and len(kode) == enhed.digits:
        return enhed if enhed.verify_token(kode) else None
    koder = Genopretningsenhed.objects.filter(user=bruger, confirmed=True).first()
    return koder if koder and koder.verify_token(kode) else None


def er_brugt(enhed: TOTPDevice, kode: str) -> bool:
    """Om koden er rigtig, men allerede har været brugt: en travl bruger er ikke et gæt."""
    if not (kode.isascii() and kode.isdigit() and enhed.last_t >= 0):
        return False
    trin = TOTP(enhed.bin_key, enhed.step, enhed.t0, enhed.digits, enhed.drift)
    trin.time = time.time()
    return bool(trin.verify(int(kode), enhed.tolerance)) and trin.t() <= enhed.last_t


def bekraeft(request: HttpRequest, bruger: Bruger, enhed: TOTPDevice | Genopretningsenhed) -> None:
    """Sessionen er bekræftet: ny nøgle, og de afviste forsøg er glemt."""
    django_otp.login(request, enhed)
    forloeb.bekraeft(request)
    nulstil(bruger)
    hvordan = "app" if isinstance(enhed, TOTPDevice) else "genopretningskode"
    skriv_ved_doeren(request, Art.LOG_IND, FORMAAL, bruger, kriterium=hvordan)


def maa_saette_op(bruger: Bruger) -> bool:
    """Kun den, der er bekræftet, eller som en administrator har åbnet for, må sætte en app op.

    Ellers kunne den, der stjal en adgangskode, selv blive den anden faktor.
    """
    if bruger.otp_device is not None:
        return True
    har_app = TOTPDevice.objects.filter(user=bruger, confirmed=True).exists()
    aabent_til = bruger.engangskode_udloeber
    return not har_app and aabent_til is not None and aabent_til > timezone.now()


def opsaetning(bruger: Bruger) -> Opsaetning:
    """Den app, der venter på at blive bekræftet; den samme, indtil den er det."""
    enhed, _ = TOTPDevice.objects.get_or_create(user=bruger, confirmed=False, name="app")
    tekst = base64.b32encode(enhed.bin_key).decode()
    noegle = " ".join(tekst[plads : plads + 4] for plads in range(0, len(tekst), 4))
    billede = qrcode.make(enhed.config_url, image_factory=SvgPathImage, border=2).to_string()
    qr = f"data:image/svg+xml;base64,{base64.b64encode(billede).decode()}"
    return Opsaetning(enhed, qr, noegle)


def faerdiggoer(request: HttpRequest, bruger: Bruger, kode: str) -> list[str] | None:
    """Bekræft den nye app med dens første kode; giver nye genopretningskoder, vist denne ene gang.

    ``None``, når koden er forkert. En ældre app virker ikke længere.
    """
    ny = opsaetning(bruger).enhed
    if not ny.verify_token(kode):
        return None
    TOTPDevice.objects.filter(user=bruger, confirmed=True).delete()
    ny.confirmed = True
    ny.save(update_fields=["confirmed"])
    koder = nye_koder(bruger)
    bekraeft(request, bruger, ny)
    return koder


def nye_koder(bruger: Bruger) -> list[str]:
    """Ti nye genopretningskoder; de gamle virker ikke længere."""
    koder = [_kode() for _ in range(ANTAL_KODER)]
    enhed, _ = Genopretningsenhed.objects.get_or_create(user=bruger, defaults={"name": "koder"})
    enhed.koder.all().delete()
    Genopretningskode.objects.bulk_create(
        [Genopretningskode(enhed=enhed, fingeraftryk=fingeraftryk(kode)) for kode in koder]
    )
    return koder


def ubrugte_koder(bruger: Bruger) -> int:
    """Hvor mange genopretningskoder brugeren har tilbage."""
    return Genopretningskode.objects.filter(enhed__user=bruger, brugt__isnull=True).count()


def glem(bruger: Bruger) -> None:
    """Fjern alle brugerens enheder og koder."""
    TOTPDevice.objects.filter(user=bruger).delete()
    Genopretningsenhed.objects.filter(user=bruger).delete()


def _kode() -> str:
    """120 tilfældige bit som seks grupper à fire tegn."""
    tegn = base64.b32encode(secrets.token_bytes(15)).decode().lower()
    return "-".join(tegn[plads : plads + 4] for plads in range(0, 24, 4))
