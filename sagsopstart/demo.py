"""Nogle ansøgninger, så en demonstration har noget at vise: slået op, i gang, fejlet og lukket.

Borgerne er fra det syntetiske Danmark, og opslagene går gennem de samme adaptere som ellers. Ét
register svarer ikke om to af dem, for det gør registre.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from adgang.lejer import lejer
from adgang.models import Bruger, Kommune
from sagsopstart.models import (
    Ansoegning,
    Ansoegningstilstand,
    Grundlag,
    Opslagstilstand,
    Registeropslag,
)
from sagsopstart.modtagelse.modtag import Indkommen, modtag
from sagsopstart.opslag.bestil import nulstil
from sagsopstart.opslag.luk import luk
from sagsopstart.opslag.udfoer import udfoer

ANTAL = 6
TAVST = "boligstoette"
LANGSOMME = ("jobcenter", "r75")
"""Registrene, der stadig hentes om den ansøgning, der er i gang."""
I_GANG, TAVSE = 0, (0, 1)
"""Numrene på den, der er i gang, og på dem, boligstøtten ikke svarer om."""
_TAVS_ADAPTER = "sagsopstart.demo.TavsAdapter"
_GIFTE = 3


class TavsAdapter:
    """Registeret, der ikke svarer i demonstrationen."""

    register = TAVST

    def __init__(self, mappe: object = None) -> None:
        self.mappe = mappe

    def slaa_op(self, _om: object) -> object:
        """Svarer ikke."""
        from registre.adapter import RegisterSvarerIkke

        raise RegisterSvarerIkke(TAVST, "Registeret svarede ikke inden for 10 sekunder.")


def fyld(kommune: Kommune, bruger: Bruger, i_dag: date) -> bool:
    """Fyld kommunen; falsk, når den allerede har ansøgninger, eller der ingen borgere er."""
    with lejer(kommune.pk):
        if Ansoegning.objects.i_kommune(kommune).exists():
            return False
    numre = _borgere(kommune.pk, i_dag)
    for nr, cpr in enumerate(numre):
        ydelse = Grundlag.UDDANNELSESHJAELP if nr % 3 == 2 else Grundlag.KONTANTHJAELP
        ny = Indkommen(cpr, i_dag - timedelta(days=nr // 2), ydelse)
        with lejer(kommune.pk):
            ansoegning, _ = modtag(kommune, ny, bruger)
        langsomme = LANGSOMME if nr == I_GANG else ()
        with _tavst(naar=nr in TAVSE):
            _slaa_op(kommune.pk, ansoegning, langsomme)
        _lad_hente(kommune.pk, ansoegning)
        if nr == len(numre) - 1:
            with lejer(kommune.pk):
                luk(ansoegning, bruger)
    return bool(numre)


def hent_igen(kommune: Kommune) -> None:
    """Sæt den første ansøgning i gang igen, så den kan ses, mens uret henter den."""
    with lejer(kommune.pk):
        aabne = Ansoegning.objects.i_kommune(kommune).filter(tilstand=Ansoegningstilstand.AABEN)
        foerste = aabne.order_by("sagsnr").first()
        if foerste is None:
            return
        langsomme = Registeropslag.objects.i_kommune(kommune).filter(
            ansoegning=foerste, register__in=LANGSOMME
        )
        nulstil(langsomme)
    _lad_hente(kommune.pk, foerste)


def _borgere(kommune: str, i_dag: date) -> list[str]:
    """Nogle af kommunens borgere i verdenen, gifte imellem."""
    import polars as pl

    try:
        adresser = pl.read_parquet(settings.REGISTERMAPPE / "cpr_adresser.parquet")
        civil = pl.read_parquet(settings.REGISTERMAPPE / "cpr_civilstand.parquet")
        sager = pl.read_parquet(settings.REGISTERMAPPE / "ydelse_sager.parquet")
    except OSError:
        return []
    gaelder = (pl.col("fra") <= i_dag) & (pl.col("til").is_null() | (pl.col("til") > i_dag))
    her = adresser.filter(gaelder, pl.col("kommunekode") == kommune)["cpr"]
    har_sag = sager.filter(pl.col("oprettet") > i_dag - timedelta(days=400))["cpr"]
    egne = civil.filter(gaelder, pl.col("cpr").is_in(her.implode()))
    egne = egne.filter(pl.col("cpr").is_in(har_sag.implode())).sort("cpr")
    gifte = egne.filter(pl.col("aegtefaelle_cpr").is_not_null())["cpr"].unique(maintain_order=True)
    enlige = egne.filter(pl.col("civilstand") == "U")["cpr"].unique(maintain_order=True)
    return [*gifte.head(_GIFTE), *enlige.head(ANTAL - _GIFTE)]


def _slaa_op(kommune: str, ansoegning: Ansoegning, langsomme: tuple[str, ...]) -> None:
    """Udfør opslagene her og nu; ægtefællens kommer til, når CPR har svaret."""
    for _ in range(3):
        with lejer(kommune):
            straks = _venter(kommune, ansoegning).exclude(register__in=langsomme)
            ider = list(straks.values_list("pk", flat=True))
        for pk in ider:
            udfoer(kommune, pk)


def _lad_hente(kommune: str, ansoegning: Ansoegning) -> None:
    """De opslag, der ikke er udført, står, som en arbejder har taget dem og er død fra dem.

    Uret finder dem efter et minuts tid, som det finder alle andre, og så kommer svarene.
    """
    with lejer(kommune):
        _venter(kommune, ansoegning).update(
            tilstand=Opslagstilstand.HENTER, forsoeg=1, begyndt=timezone.now()
        )


def _venter(kommune: str, ansoegning: Ansoegning) -> QuerySet[Registeropslag]:
    return Registeropslag.objects.i_kommune(kommune).filter(
        ansoegning=ansoegning, tilstand=Opslagstilstand.VENTER
    )


@contextmanager
def _tavst(*, naar: bool) -> Iterator[None]:
    foer = settings.OPSLAGSADAPTERE[TAVST]
    if naar:
        settings.OPSLAGSADAPTERE[TAVST] = _TAVS_ADAPTER
    try:
        yield
    finally:
        settings.OPSLAGSADAPTERE[TAVST] = foer


def i_dag() -> date:
    """Demonstrationens dag."""
    return timezone.localdate()
