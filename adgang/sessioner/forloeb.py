"""Sessionens forløb: begyndt med adgangskode, bekræftet med anden faktor, lukket."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from adgang.models import Bruger, Brugersession
from adgang.models.session import Sessionslukning

GEMMES_HVERT = timedelta(seconds=20)
"""Seneste brug skrives ikke oftere end dette."""
FRISK = timedelta(minutes=10)
"""Så længe gælder den anden faktor, når brugeren ændrer sin egen adgang."""
_BROWSERE = (
    ("Edg/", "Edge"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_STYRESYSTEMER = (("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"),
                  ("Mac OS", "macOS"), ("Linux", "Linux"))  # fmt: skip


def begynd(request: HttpRequest, bruger: Bruger) -> Brugersession:
    """Skriv sessionen, når adgangskoden er vist, og nøglen er ny."""
    request.session.cycle_key()
    sessionen = Brugersession.objects.create(
        bruger=bruger,
        fingeraftryk=_fingeraftryk(request),
        ip=getattr(request, "klient_ip", "") or None,
        browser=browser(request.META.get("HTTP_USER_AGENT", "")),
    )
    request.brugersession = sessionen  # type: ignore[attr-defined]
    return sessionen


@contextmanager
def foelger_noeglen(request: HttpRequest) -> Iterator[None]:
    """Sessionens nøgle skiftes herinde; rækken følger med, og den gamle nøgle er intet værd."""
    gammel = _fingeraftryk(request)
    yield
    aaben = Brugersession.objects.filter(fingeraftryk=gammel, lukket__isnull=True)
    aaben.update(fingeraftryk=_fingeraftryk(request))


def bekraeft(request: HttpRequest) -> None:
    """Den anden faktor er vist: ny nøgle, for en gammel kan være set af andre."""
    with foelger_noeglen(request):
        request.session.cycle_key()
    bekraeftet = Brugersession.objects.filter(
        fingeraftryk=_fingeraftryk(request), lukket__isnull=True
    )
    bekraeftet.update(bekraeftet=timezone.now())


def find(request: HttpRequest) -> Brugersession | None:
    """Den åbne session, forespørgslens nøgle hører til.

    Er ``SECRET_KEY`` skiftet, gav Django sessionen en ny nøgle, da den blev læst. Rækken kendes
    så på den nøgle, browseren sendte, og følger med.
    """
    if not request.session.session_key:
        return None
    aabne = Brugersession.objects.filter(bruger=request.user.pk, lukket__isnull=True)
    sendt = _aftryk(request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""))
    nu = _fingeraftryk(request)
    if sendt != nu:
        aabne.filter(fingeraftryk=sendt).update(fingeraftryk=nu)
    return aabne.filter(fingeraftryk=nu).first()


def udloebet(sessionen: Brugersession, nu: datetime) -> Sessionslukning | None:
    """Hvorfor sessionen er for gammel; ``None``, når den stadig gælder."""
    if nu - sessionen.begyndt >= timedelta(seconds=settings.SESSION_ABSOLUT_SEKUNDER):
        return Sessionslukning.UDLOEBET
    if nu - sessionen.sidst_brugt >= timedelta(seconds=settings.SESSION_INAKTIV_SEKUNDER):
        return Sessionslukning.INAKTIV
    return None


def aabne(nu: datetime, forled: str = "") -> Q:
    """De sessioner, der hverken er lukket eller for gamle; ``forled`` er stien til dem."""
    gaelder = {
        "lukket__isnull": True,
        "begyndt__gt": nu - timedelta(seconds=settings.SESSION_ABSOLUT_SEKUNDER),
        "sidst_brugt__gt": nu - timedelta(seconds=settings.SESSION_INAKTIV_SEKUNDER),
    }
    return Q(**{f"{forled}{felt}": vaerdi for felt, vaerdi in gaelder.items()})


def brugt(sessionen: Brugersession, nu: datetime) -> None:
    """Notér, at sessionen blev brugt."""
    if nu - sessionen.sidst_brugt >= GEMMES_HVERT:
        sessionen.sidst_brugt = nu
        sessionen.save(update_fields=["sidst_brugt"])


def er_frisk(sessionen: Brugersession) -> bool:
    """Om den anden faktor er vist for nylig; ellers vises den igen før noget følsomt ændres."""
    bekraeftet = sessionen.bekraeftet
    return bekraeftet is not None and timezone.now() - bekraeftet < FRISK


def luk(sessionen: Brugersession, fordi: Sessionslukning) -> bool:
    """Luk sessionen; ``False``, når den allerede var lukket."""
    aaben = Brugersession.objects.filter(pk=sessionen.pk, lukket__isnull=True)
    return bool(aaben.update(lukket=timezone.now(), lukning=fordi))


def luk_alle(bruger: Bruger, *, undtagen: Brugersession | None = None) -> int:
    """Luk brugerens åbne sessioner; antallet af dem."""
    aabne = Brugersession.objects.filter(bruger=bruger, lukket__isnull=True)
    if undtagen:
        aabne = aabne.exclude(pk=undtagen.pk)
    return aabne.update(lukket=timezone.now(), lukning=Sessionslukning.TILBAGEKALDT)


def browser(hoved: str) -> str:
    """»Firefox på Windows« af browserens eget hoved; hovedet selv gemmes ikke."""
    navn = next((navn for spor, navn in _BROWSERE if spor in hoved), "Ukendt browser")
    system = next((navn for spor, navn in _STYRESYSTEMER if re.search(spor, hoved)), "")
    return f"{navn} på {system}" if system else navn


def tilbage(sessionen: Brugersession) -> dict[str, Any]:
    """Hele sekunder til sessionen udløber, og hvem den tilhører (et id, der intet siger)."""
    nu = timezone.now()
    inaktiv = timedelta(seconds=settings.SESSION_INAKTIV_SEKUNDER) - (nu - sessionen.sidst_brugt)
    absolut = timedelta(seconds=settings.SESSION_ABSOLUT_SEKUNDER) - (nu - sessionen.begyndt)
    return {
        "inaktiv": max(0, int(inaktiv.total_seconds())),
        "absolut": max(0, int(absolut.total_seconds())),
        "bruger": brugerens_maerke(sessionen.bruger_id),
    }


def brugerens_maerke(bruger: int) -> str:
    """Et mærke, browseren kan kende brugeren igen på; det kan ikke regnes tilbage."""
    return salted_hmac("adgang.sessioner", str(bruger), algorithm="sha256").hexdigest()[:16]


def _fingeraftryk(request: HttpRequest) -> str:
    return _aftryk(request.session.session_key or "")


def _aftryk(noegle: str) -> str:
    return hashlib.sha256(noegle.encode()).hexdigest()
