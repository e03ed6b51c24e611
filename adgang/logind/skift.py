"""Skift af adgangskode: den nye gælder straks, og kun denne session lever videre."""

from __future__ import annotations

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest

from adgang.models import Bruger
from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import skriv_ved_doeren
from adgang.sessioner import forloeb


def skift_adgangskode(request: HttpRequest, bruger: Bruger, ny: str) -> None:
    """Gem adgangskoden, luk de andre sessioner, og giv denne en ny nøgle."""
    bruger.set_password(ny)
    bruger.engangskode_udloeber = None
    bruger.save(update_fields=["password", "engangskode_udloeber"])
    forloeb.luk_alle(bruger, undtagen=getattr(request, "brugersession", None))
    with forloeb.foelger_noeglen(request):
        update_session_auth_hash(request, bruger)
    skriv_ved_doeren(request, Art.AENDRING, "Adgangskode skiftet", bruger)
