"""Oprydningen: efter 183 dage slettes loggens rækker; seglene bliver som ankre i kæden."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from adgang.lejer import paa_tvaers
from adgang.models import Borger, Logrensning, Logsegl, Opgave, Opslag, Opslagsborger
from adgang.opslagslog.skriv import periode_af
from adgang.opslagslog.vaern import DAGE
from adgang.sletning.kvittering import ENS_FRIST, kvitter


def ryd_op() -> Logrensning | None:
    """Slet rækkerne i de segl, der helt er ældre end fristen; ``None``, når der ingen er.

    Slettes der noget halvt, slettes intet: sletning og kvittering er én transaktion. Kvitteringen
    skrives også, når der intet var, så den, der ser efter, kan se, at oprydningen kører.
    """
    tid = timezone.now() - timedelta(days=DAGE)
    graense = periode_af(tid)
    with paa_tvaers(grund=ENS_FRIST):
        seneste = Logrensning.objects.order_by("-til_segl").first()
        segl = (
            Logsegl.objects.filter(
                til_periode__lt=graense, nr__gt=seneste.til_segl if seneste else 0
            )
            .order_by("-nr")
            .first()
        )
        if segl is None:
            kvitter(Opgave.LOG, tid, {})
            return None
        borgere = _opslagsborgere(segl.til_periode).count()
        antal = _slet(segl.til_periode)
        slettet = {"adgang_opslag": antal, "adgang_opslagsborger": borgere}
        kvitter(Opgave.LOG, tid, {**slettet, "adgang_borger": _glem_borgere()})
        return Logrensning.objects.create(
            til_segl=segl.nr, til_periode=segl.til_periode, antal=antal, tidspunkt=timezone.now()
        )


def _slet(til: int) -> int:
    if connection.vendor == "postgresql":
        with connection.cursor() as markoer:
            markoer.execute("SELECT adgang_ryd_opslag(%s)", [til])
            return int(markoer.fetchone()[0])
    gamle = Opslag.objects.paa_tvaers(grund=ENS_FRIST).filter(periode__lte=til)
    _opslagsborgere(til).delete()
    return gamle.delete()[0]


def _opslagsborgere(til: int) -> QuerySet[Opslagsborger]:
    return Opslagsborger.objects.paa_tvaers(grund=ENS_FRIST).filter(opslag__periode__lte=til)


def _glem_borgere() -> int:
    """Borgere uden opslag er der ikke længere grund til at kende; antallet af dem."""
    brugte = Opslagsborger.objects.paa_tvaers(grund=ENS_FRIST).values("borger")
    return Borger.objects.paa_tvaers(grund=ENS_FRIST).exclude(pk__in=brugte).delete()[0]
