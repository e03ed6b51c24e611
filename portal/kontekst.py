"""Det, alle sider kender: kommunen, brugeren, menuen og om det er en demonstration."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from adgang.kommuner import fulde_navn
from adgang.models import Bruger
from adgang.rettigheder import SAGSBEHANDLING


class Menupunkt(NamedTuple):
    """Et punkt i hovedmenuen."""

    navn: str
    adresse: str
    aktiv: bool


SAGENS_PUNKTER = (
    ("Bestillingsliste", "bestillingsliste", ("/bestillingsliste/",)),
    ("Prioriteringsliste", "prioriteringsliste", ("/prioriteringsliste/", "/kontrolark/")),
    ("Feedbackliste", "feedbackliste", ("/feedbackliste/",)),
)


def ramme(request: HttpRequest) -> dict[str, Any]:
    """Felter til sidens ramme; taler en fejlside uden bruger, er menuen tom."""
    bruger = getattr(request, "user", None)
    indlogget = bruger if isinstance(bruger, Bruger) else None
    return {
        "demo": settings.DEMO,
        "ejer": _ejer(indlogget),
        "menu": _menu(indlogget, request.path) if indlogget else (),
        "nattens_time": f"{settings.NATTENS_TIME:02d}.00",
    }


def _ejer(bruger: Bruger | None) -> str:
    """Kommunens fulde navn, eller systemets for den, der ikke hører til en kommune."""
    return fulde_navn(bruger.kommune) if bruger and bruger.kommune else "Registersamkøring"


def _menu(bruger: Bruger, sti: str) -> tuple[Menupunkt, ...]:
    """Overblik for alle; sagernes lister for dem, der behandler sager."""
    overblik = Menupunkt("Overblik", reverse("overblik"), sti == "/")
    if bruger.rolle not in SAGSBEHANDLING:
        return (overblik,)
    return (
        overblik,
        *(
            Menupunkt(navn, reverse(url), sti.startswith(stier))
            for navn, url, stier in SAGENS_PUNKTER
        ),
    )
