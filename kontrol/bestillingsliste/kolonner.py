"""Bestillingslistens kolonner: dem, der kan sorteres efter, og dem, der kan slås fra."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from kontrol.bestillingsliste.filtre import SORTERINGER, Filtre
from kontrol.lister.kolonner import Kolonne


class Listekolonne(NamedTuple):
    """En kolonne med det navn, valget og skabelonen kender den på."""

    navn: str
    overskrift: str
    fast: bool = False
    """Sagsnummeret er rækkens overskrift, og fristen er det, listen handler om."""


KOLONNER = (
    Listekolonne("sagsnr", "Sagsnr.", fast=True),
    Listekolonne("ydelse", "Ydelse"),
    Listekolonne("tema", "Tema"),
    Listekolonne("kontroltype", "Kontroltype"),
    Listekolonne("vedroerer", "Vedrører"),
    Listekolonne("fundet", "Fundet"),
    Listekolonne("udloeber", "Udløber", fast=True),
)
VALGFRI = tuple(kolonne for kolonne in KOLONNER if not kolonne.fast)


def vises(skjulte: Collection[str], filtre: Filtre) -> tuple[str, ...]:
    """De viste kolonners navne i orden; den, der sorteres efter, ses altid."""
    return tuple(
        kolonne.navn
        for kolonne in KOLONNER
        if kolonne.fast or kolonne.navn not in skjulte or kolonne.navn == filtre.sorter
    )


def overskrifter(viste: Collection[str], filtre: Filtre) -> Iterator[Kolonne]:
    """De viste kolonners overskrifter; et tryk på den aktive vender retningen."""
    for navn, overskrift, _ in KOLONNER:
        if navn in viste and navn in SORTERINGER:
            yield filtre.sortering.kolonne(
                overskrift, navn, lambda orden: filtre.efter(orden).som_adresse()
            )
        elif navn in viste:
            yield Kolonne(overskrift)
