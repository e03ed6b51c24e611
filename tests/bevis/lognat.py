"""Natten på kanarier: hel, med afviste rækker, uden bestand, og når den vælter midt i det hele."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

import polars as pl
import structlog

from registre.laesning import Udtraek
from samkoering import koersel
from samkoering.models import Sag
from samkoering.motor.beregning import BestandIkkeFundet, beregn
from samkoering.skrivning import skriv
from samkoering.terminal import Terminal
from tests import fabrik
from tests.bevis import kanarier
from tests.bevis.logforloeb import Forloeb, Scene

log = structlog.get_logger("samkoering")
CPR = kanarier.cpr(0)
NUMRE = (CPR, f"{CPR[:6]}-{CPR[6:]}", f"{CPR[:6]} {CPR[6:]}", f" {CPR}", f"{CPR}.")
KONTRAKT = {
    "cpr_status": ("cpr", "status", "fra"),
    "cpr_adresser": ("vejkode", "til"),
    "cpr_civilstand": ("aegtefaelle_cpr",),
    "eindkomst": ("beloeb_oere", "indkomsttype"),
    "ydelse_sager": ("kle", "oprettet"),
    "feriekonto_anmodninger": ("annulleret",),
}
"""Kolonner, hvor et nummer er en forskrivelse."""


def udtraek(scene: Scene, navn: str, borgere: int = 4) -> Path:
    """Et frisk kanarieudtræk."""
    mappe = scene.mappe / "registre" / navn
    shutil.rmtree(mappe, ignore_errors=True)
    mappe.mkdir(parents=True)
    return kanarier.kanarieudtraek(mappe, borgere)


def forskrevet(scene: Scene) -> Path:
    """Numrene står i de forkerte kolonner og i former, kontrakten ikke kender."""
    mappe = udtraek(scene, "forskrevet", 20)
    for tabel, kolonner in KONTRAKT.items():
        sti = mappe / f"{tabel}.csv"
        with sti.open(encoding="utf-8", newline="") as fil:
            raekker = list(csv.DictReader(fil))
        nye = [{**raekker[0], kolonne: nummer} for kolonne in kolonner for nummer in NUMRE]
        scene.forsoeg += len(nye)
        with sti.open("w", encoding="utf-8", newline="") as fil:
            skriver = csv.DictWriter(fil, raekker[0])
            skriver.writeheader()
            skriver.writerows(raekker + nye)
    return mappe


def _hel(scene: Scene) -> None:
    fabrik.kommune()
    koersel.koer(Udtraek(udtraek(scene, "hel", 20)), kanarier.NAT)
    scene.forsoeg += 1


def _afvist(graense: float) -> Forloeb:
    """Hver afvisning vises og logges; over grænsen er hele tabellen afvist med sin grund."""

    def forloeb(scene: Scene) -> None:
        laest = Udtraek(forskrevet(scene), graense)
        with suppress(BestandIkkeFundet):
            Terminal().opsummer(beregn(laest, kanarier.NAT))
        for navn in laest.laeste:
            leveret = laest.leveret(navn)
            grunde = [leveret.grund, *leveret.advarsler, *map(str, leveret.afvisninger)]
            log.warning("afvist", tabel=navn, grunde=grunde)

    return forloeb


def _uden_bestand(scene: Scene) -> None:
    try:
        koersel.koer(Udtraek(forskrevet(scene)), kanarier.NAT)
    except BestandIkkeFundet as fejl:
        log.exception("ingen bestand: %s", fejl)


def polarsfejl(*_: Any, **__: Any) -> None:
    """Polars gentager den værdi, den ikke kan læse."""
    pl.Series("cpr", list(NUMRE)).cast(pl.Int32)


def databasefejl(*_: Any, **__: Any) -> None:
    """Samme borger får en åben sag mere; PostgreSQL gentager nummeret."""
    en = Sag.objects.i_kommune("0175").order_by("cpr")[0]
    Sag.objects.i_kommune("0175").create(
        kommune_id="0175", cpr=en.cpr, kle=en.kle, fundet=en.fundet, udloeber=en.udloeber
    )


def _vaelter(fejl: Callable[..., None]) -> Forloeb:
    def forloeb(scene: Scene) -> None:
        scene.forsoeg += 1
        with patch.object(skriv, "foer_regnskab", fejl):
            try:
                koersel.koer(Udtraek(udtraek(scene, "vaelter")), kanarier.NAT)
            except Exception as undtagelse:
                log.exception("natten væltede", fejl=undtagelse, tekst=str(undtagelse))

    return forloeb


FORLOEB: dict[str, Forloeb] = {
    "natten": _hel,
    "afviste rækker": _afvist(1.0),
    "afviste tabeller": _afvist(0.001),
    "natten uden bestand": _uden_bestand,
    "natten vælter i databasen": _vaelter(databasefejl),
    "natten vælter i Polars": _vaelter(polarsfejl),
}
