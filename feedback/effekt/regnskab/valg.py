"""Adressens valg: måned, kørsel og regel. Et valg, der ikke findes, er som intet valg."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models.functions import TruncMonth
from django.http import QueryDict

from feedback.effekt.regnskab.maaned import denne_maaned
from samkoering.haendelsesregnskab.beholdning import naeste_maaned
from samkoering.models import Koersel
from samkoering.regelkatalog import regler


@dataclass(frozen=True, slots=True)
class Valg:
    """Det valgte, og det, der kan vælges."""

    maaned: date
    koersel: Koersel | None
    regel: str
    maaneder: Sequence[date]
    koersler: Sequence[Koersel]

    def som_adresse(self) -> str:
        """Forespørgslen, der giver det samme valg."""
        valgt = {"maaned": f"{self.maaned:%Y-%m}", "koersel": str(self.koersel or "")}
        return urlencode({**valgt, "regel": self.regel})


def laes(adressen: QueryDict) -> Valg:
    """Uden valg: den seneste måned, der er slut, og dens sidste kørsel."""
    maaneder = list(
        Koersel.objects.order_by().annotate(m=TruncMonth("dato")).values_list("m", flat=True)
        .distinct().order_by("-m")
    )  # fmt: skip
    slut = [maaned for maaned in maaneder if maaned < denne_maaned()]
    forvalgt = (slut or maaneder or [denne_maaned()])[0]
    maaned = next((m for m in maaneder if f"{m:%Y-%m}" == adressen.get("maaned")), forvalgt)
    alle = Koersel.objects.filter(dato__gte=maaned, dato__lt=naeste_maaned(maaned))
    koersler = list(alle.order_by("-dato", "-nummer"))
    koersel = next((k for k in koersler if str(k) == adressen.get("koersel")), None)
    regel = next((r["slug"] for r in regler() if r["slug"] == adressen.get("regel")), "")
    return Valg(maaned, koersel or next(iter(koersler), None), regel, maaneder, koersler)
