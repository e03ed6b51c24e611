"""Én nats beregning: bestand, 17 regler og regnskabet, fra et udtræk og en dato alene."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from registre.kontrakt import KRAEVES_AF_BESTANDEN, TABELLER
from registre.laesning import Leveret, Udtraek
from samkoering.bestand import Bestand, find_bestand
from samkoering.grundlag.parametre import Parametre, parametre
from samkoering.motor.anvend import Regelfund, anvend_regler, reglernes_kolonner
from samkoering.motor.frafald import (
    frafald,
    fundne,
    intet_frafald,
    intet_fundet,
    regler_med_frafald,
)
from samkoering.motor.opslag import FejledeOpslag
from samkoering.motor.raekker import tael_raekker
from samkoering.motor.regnskab import regnskab
from samkoering.motor.tabeller import Tabeller

_LAESERE = 3
"""Så mange tabeller læses på én gang: mens to regnes på, hentes den tredje."""
_GOERES_KLAR = ("cpr_adresser", "cpr_civilstand", "cpr_separation", "cpr_status")
"""De historikker, bestanden findes af."""


class BestandIkkeFundet(Exception):
    """Uden disse tabeller ved ingen, hvem der skal kontrolleres. Kørslen prøves igen."""


@dataclass(slots=True)
class Beregning:
    """Resultatet af en beregning.

    ``udfald``: nr, sag, rolle, cpr, haendelsesdato, noegle. ``fund`` har for hver regel de
    samme rækker med bevis. ``status``: sag, rolle, nr, status for hver sag, rolle og regel.
    """

    dag: date
    kommuner: frozenset[str] | None
    parametre: Parametre
    bestand: Bestand
    udfald: pl.DataFrame
    status: pl.DataFrame
    fund: dict[str, pl.DataFrame]
    udtraek: Udtraek
    tabeller: Tabeller
    fejlede: FejledeOpslag
    ubesvarede_tabeller: tuple[str, ...] = field(default=())
    fundet: pl.DataFrame = field(default_factory=intet_fundet)
    """Sag og nr for hver hændelse, reglerne fandt, også dem, regnskabet tog ud; kun i natten."""
    frafald: pl.DataFrame = field(default_factory=intet_frafald)
    """Sag, nr og skæbne for hver hændelse, regnskabet tog ud; kun i natten."""

    @property
    def er_hel(self) -> bool:
        """Om alle kontraktens tabeller svarede, for alle personer."""
        besvaret = self.udtraek.ikke_besvaret
        return not self.ubesvarede_tabeller and besvaret.besvaret and besvaret.ramme.is_empty()


def beregn(
    udtraek: Udtraek, dag: date, kommuner: frozenset[str] | None = None, *, med_bevis: bool = True
) -> Beregning:
    """Beregn hele natten for ``dag``; kaster ``BestandIkkeFundet``, når bestanden mangler svar."""
    graenser = parametre(dag)
    tabeller = Tabeller(udtraek, dag, None if med_bevis else reglernes_kolonner())
    with ThreadPoolExecutor(_LAESERE) as laesere:
        resten = _begynd_laesningen(udtraek, tabeller, laesere)
        _kraev_bestanden(udtraek)
        fejlede = FejledeOpslag(udtraek)
        fejlede.medtag(KRAEVES_AF_BESTANDEN)
        bestand = find_bestand(udtraek, tabeller, fejlede, graenser, kommuner)
        for tabel in resten:
            tabel.result()
    fejlede.medtag(navn for navn in TABELLER if navn not in KRAEVES_AF_BESTANDEN)
    ubesvarede = tuple(navn for navn in TABELLER if not udtraek.leveret(navn).besvaret)
    if med_bevis:
        tael_raekker(udtraek, tabeller, bestand)
    tavse = tuple(TABELLER) if fejlede.alle_uafklarede else ubesvarede
    fund = anvend_regler(bestand, tabeller, graenser, tavse, med_bevis=med_bevis)
    if not med_bevis:
        tabeller.glem("cpr_boern")
    status, udfald = regnskab(bestand, fund, tabeller, fejlede, tavse)
    if not med_bevis:
        tabeller.glem()
    return Beregning(
        dag,
        kommuner,
        graenser,
        bestand,
        udfald,
        status,
        _med_de_blivende(fund, udfald),
        udtraek,
        tabeller,
        fejlede,
        ubesvarede,
        *((fundne(fund), frafald(fund, udfald)) if med_bevis else ()),
    )


def _begynd_laesningen(
    udtraek: Udtraek, tabeller: Tabeller, laesere: ThreadPoolExecutor
) -> list[Future[Leveret]]:
    """Læs det, bestanden findes af, og begynd på resten; sagerne holdes udbetalingerne op mod.

    De største begynder først, så ingen kerne står stille til sidst.
    """
    udtraek.leveret("ydelse_sager")
    personer = laesere.submit(udtraek.leveret, "cpr_personer")
    bestandens = [
        laesere.submit(_laes_og_klargoer, navn, udtraek, tabeller, personer)
        for navn in KRAEVES_AF_BESTANDEN
        if navn != "cpr_personer"
    ]
    andre = sorted(set(TABELLER) - set(KRAEVES_AF_BESTANDEN), key=udtraek.stoerrelse, reverse=True)
    resten = [laesere.submit(udtraek.leveret, navn) for navn in andre]
    personer.result()
    for tabel in bestandens:
        tabel.result()
    return resten


def _laes_og_klargoer(
    navn: str, udtraek: Udtraek, tabeller: Tabeller, personer: Future[Leveret]
) -> None:
    udtraek.leveret(navn)
    if navn in _GOERES_KLAR:
        personer.result()  # numrene, der er afløst, står i den
        tabeller.klargoer(navn)


def _kraev_bestanden(udtraek: Udtraek) -> None:
    grunde = [
        f"{navn}: {udtraek.leveret(navn).grund}"
        for navn in KRAEVES_AF_BESTANDEN
        if not udtraek.leveret(navn).besvaret
    ]
    if grunde:
        raise BestandIkkeFundet("Bestanden kan ikke findes. " + " ".join(grunde))


def _med_de_blivende(fund: dict[str, Regelfund], udfald: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Hver regels fund med bevis, uden dem regnskabet tog ud."""
    noegle = ["sag", "rolle", "noegle"]
    blivende = {slug: fundet.udfald for slug, fundet in fund.items()}
    for regel in regler_med_frafald(fund, udfald):
        reglens = udfald.filter(pl.col("nr") == regel.nr).select(noegle)
        blivende[regel.slug] = blivende[regel.slug].join(reglens, on=noegle, how="semi")
    return blivende
