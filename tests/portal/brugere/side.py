"""Det, prøverne af brugerens side er fælles om."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from adgang.models import Bruger, Opslag
from adgang.opslagslog.arter import Art

LISTE = "/administration/brugere/"
SPAERRET, AKTIV, LUKKET = "spærret", "aktiv", "lukket"
KNAPPER = {
    "aabn": "Åbn igen efter spærring",
    "nulstil": "Nulstil adgang",
    "luk": "Luk brugeren",
    "genaabn": "Genåbn brugeren",
    "log-af": "Log alle sessioner af",
}


def adresse(bruger: Bruger, handling: str = "") -> str:
    """Brugerens side, eller en af dens handlinger."""
    return f"{LISTE}{bruger.reference}/{handling}{'/' if handling else ''}"


def bring_i(bruger: Bruger, tilstand: str) -> None:
    """Sæt brugeren i en af de tre tilstande."""
    if tilstand == SPAERRET:
        bruger.spaerret_til, bruger.afviste_forsoeg = timezone.now() + timedelta(hours=1), 3
    bruger.is_active = tilstand != LUKKET
    bruger.save()


def aendringer() -> list[str]:
    """Det, loggen siger, der blev ændret."""
    alle = Opslag.objects.i_kommune("0175").filter(art=Art.AENDRING)
    return list(alle.order_by("id").values_list("kriterium", flat=True))


def beskeder(klient: Client, svar) -> str:
    """Siden, svaret sendte hen til."""
    return klient.get(svar["Location"]).content.decode()
