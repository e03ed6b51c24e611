"""Oprydningen: efter 183 dage slettes loggens rækker; seglene bliver som ankre i kæden."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from adgang.lejer import paa_tvaers
from adgang.models import Borger, Logrensning, Logsegl, Opslag, Opslagsborger
from adgang.opslagslog.skriv import periode_af
from adgang.opslagslog.vaern import DAGE

_GRUND = "fristen er den samme for alle kommuner"


def ryd_op() -> Logrensning | None:
    """Slet rækkerne i de segl, der helt er ældre end fristen; ``None``, når der ingen er.

    Slettes der noget halvt, slettes intet: sletning og kvittering er én transaktion.
    """
    graense = periode_af(timezone.now() - timedelta(days=DAGE))
    with paa_tvaers(grund=_GRUND):
        seneste = Logrensning.objects.order_by("-til_segl").first()
        segl = (
            Logsegl.objects.filter(
                til_periode__lt=graense, nr__gt=seneste.til_segl if seneste else 0
            )
            .order_by("-nr")
            .first()
        )
        if segl is None:
            return None
        antal = _slet(segl.til_periode)
        _glem_borgere()
        return Logrensning.objects.create(
            til_segl=segl.nr, til_periode=segl.til_periode, antal=antal, tidspunkt=timezone.now()
        )


def _slet(til: int) -> int:
    if connection.vendor == "postgresql":
        with connection.cursor() as markoer:
            markoer.execute("SELECT adgang_ryd_opslag(%s)", [til])
            return int(markoer.fetchone()[0])
    gamle = Opslag.objects.paa_tvaers(grund=_GRUND).filter(periode__lte=til)
    Opslagsborger.objects.paa_tvaers(grund=_GRUND).filter(opslag__periode__lte=til).delete()
    return gamle.delete()[0]


def _glem_borgere() -> None:
    """Borgere uden opslag er der ikke længere grund til at kende."""
    brugte = Opslagsborger.objects.paa_tvaers(grund=_GRUND).values("borger")
    Borger.objects.paa_tvaers(grund=_GRUND).exclude(pk__in=brugte).delete()
