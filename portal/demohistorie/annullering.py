"""Nogle borgere annullerer deres ferieanmodning, så den næste nat ser registeret rettet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.conf import settings

from adgang.lejer import lejer
from adgang.models import Kommune
from portal.demohistorie.skaebne import terning
from samkoering.models import Sag, Sagstilstand, Udfald

ANDEL = 0.25
TABEL = "feriekonto_anmodninger"


def annuller(kommuner: Iterable[Kommune]) -> None:
    """Marker anmodningerne som annulleret i den syntetiske verden."""
    import polars as pl

    par = [par for kommune in kommuner for par in _trukne(kommune)]
    fil = Path(settings.REGISTERMAPPE) / f"{TABEL}.parquet"
    if not par:
        return
    trukne = pl.DataFrame(par, schema={"cpr": pl.String, "anmodet": pl.Date}, orient="row")
    trukket = trukne.unique().with_columns(trukket=pl.lit(value=True))
    verden = pl.read_parquet(fil).join(
        trukket, on=["cpr", "anmodet"], how="left", maintain_order="left"
    )
    annulleret = pl.col("annulleret") | pl.col("trukket").fill_null(value=False)
    verden = verden.with_columns(annulleret=annulleret).drop("trukket")
    ny = fil.with_suffix(".ny")
    verden.write_parquet(ny, compression="zstd")
    ny.replace(fil)


def _trukne(kommune: Kommune) -> list[tuple[str, date]]:
    """(cpr, anmodet) på de ledige sager, der kun har en ferieanmodning, og som trækkes."""
    with lejer(kommune.pk):
        return _i_kommunen(kommune)


def _i_kommunen(kommune: Kommune) -> list[tuple[str, date]]:
    ledige = Sag.objects.i_kommune(kommune).filter(tilstand=Sagstilstand.LEDIG)
    andre = Udfald.objects.i_kommune(kommune).exclude(regel="feriekonto").values("sag")
    valgte = [
        sag.pk
        for sag in ledige.exclude(pk__in=andre)
        if terning("annulleret", kommune.pk, sag.sagsnr).random() < ANDEL
    ]
    udfald = Udfald.objects.i_kommune(kommune).filter(sag__in=valgte)
    return list(udfald.values_list("cpr", "haendelsesdato"))
