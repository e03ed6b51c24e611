"""Det gemte for hele landet, læst som kolonner på én gang, før kommunerne skrives.

Regnskabet og kontrolarkene skriver kun natten, og kun én kørsel er åben ad gangen. Det, der læses
her, gælder derfor stadig, når kommunens transaktion kommer. Det, mennesker ændrer – sager,
hændelser og fredninger – afgøres altid i transaktionen; her er det kun et skøn over, hvem der skal
slås op på.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import polars as pl
import structlog
from django.db import DatabaseError, connection
from django.db.models import QuerySet

from adgang.lejer import paa_tvaers
from samkoering.models import (
    AABNE_TILSTANDE,
    Koersel,
    Kontrolark,
    Kontrolregnskab,
    Sag,
    Udfald,
    Udfaldstilstand,
)
from samkoering.skrivning.genbestilling import genbestilte

log = structlog.get_logger(__name__)
_GRUND = "natten holder hele landet op mod det, der er gemt; ingen ser rækkerne"
UDFALDETS_NOEGLE = ("kommune_id", "ym_cpr", "identitet")
REGNSKAB = ("kommune_id", "sag_id", "cpr", "status")
_KOPI = "COPY ({}) TO STDOUT (FORMAT csv)"


class Landsblik:
    """Det gemte, som det så ud, før delene blev skrevet."""

    def __init__(self, koersel: Koersel) -> None:
        self._koersel = koersel

    @contextmanager
    def laes_imens(self) -> Iterator[None]:
        """Læs det hele på en forbindelse for sig, mens der arbejdes på andet.

        Kun på PostgreSQL. Mislykkes det, læses det, når der bliver brug for det.
        """
        if connection.vendor != "postgresql" or connection.in_atomic_block:
            yield
            return
        with ThreadPoolExecutor(1, thread_name_prefix="landsblik") as imens:
            laest = imens.submit(self._laes_for_sig)
            yield
            laest.result()

    def _laes_for_sig(self) -> None:
        try:
            self.laes()
        except DatabaseError as fejl:
            log.warning("landsblik_ikke_laest", fejl=type(fejl).__name__)
        finally:
            connection.close()

    def laes(self) -> None:
        """Læs det hele nu, mens ingen kommunes transaktion er åben."""
        _ = self.regnskab, self.udfald, self.genbestilte, self.viste

    @cached_property
    def regnskab(self) -> pl.DataFrame:
        """Det gældende regnskab: kommune, sag, borger og de 34 bogstaver."""
        with paa_tvaers(grund=_GRUND):
            alle = self._egne(Kontrolregnskab.objects.paa_tvaers(grund=_GRUND)).filter(
                til__isnull=True
            )
            return _kolonner(alle, *REGNSKAB)

    @cached_property
    def udfald(self) -> pl.DataFrame:
        """Hver hændelse, der ikke er bortfaldet: kommune, borger, identitet og tilstand."""
        with paa_tvaers(grund=_GRUND):
            alle = self._egne(Udfald.objects.paa_tvaers(grund=_GRUND))
            staar = alle.exclude(tilstand=Udfaldstilstand.BORTFALDET)
            return _kolonner(staar, *UDFALDETS_NOEGLE, "tilstand")

    @cached_property
    def genbestilte(self) -> pl.Series:
        """De borgere, hvis sag venter på et nyt ark."""
        with paa_tvaers(grund=_GRUND):
            alle = genbestilte(self._egne(Sag.objects.paa_tvaers(grund=_GRUND)))
            return _kolonner(alle, "cpr")["cpr"]

    @cached_property
    def viste(self) -> pl.DataFrame:
        """De åbne sagers ark fra tidligere kørsler, og det, hvert af dem viser."""
        with paa_tvaers(grund=_GRUND):
            alle = self._egne(Kontrolark.objects.paa_tvaers(grund=_GRUND)).exclude(
                koersel=self._koersel
            )
            aabne = alle.filter(sag__tilstand__in=AABNE_TILSTANDE)
            viste = _kolonner(aabne, "kommune_id", "sag_id", "id", "udgave", "viser")
        # SQLite skriver id'erne uden streger.
        ider = pl.col("sag_id", "id").str.replace_all("-", "", literal=True)
        return viste.with_columns(ider, pl.col("udgave").cast(pl.Int64))

    def _egne(self, alle: QuerySet[Any]) -> QuerySet[Any]:
        """Kun de kommuner, kørslen er for."""
        kun = self._koersel.kun_kommuner
        return alle.filter(kommune__in=kun) if kun else alle


def _kolonner(raekker: QuerySet[Any], *felter: str) -> pl.DataFrame:
    """Felterne som tekst. På PostgreSQL bliver ingen celle til en ting i Python."""
    skema = dict.fromkeys(felter, pl.String)
    saetning, vaerdier = raekker.order_by().values_list(*felter).query.sql_with_params()
    with connection.cursor() as markoer:
        if connection.vendor != "postgresql":
            markoer.execute(saetning, vaerdier)
            return pl.DataFrame(markoer.fetchall(), schema=skema, orient="row")
        ud = io.BytesIO()
        markoer.copy_expert(_KOPI.format(markoer.mogrify(saetning, vaerdier).decode()), ud)
    if not ud.tell():
        return pl.DataFrame(schema=skema)
    ud.seek(0)
    return pl.read_csv(ud, has_header=False, schema=skema)
