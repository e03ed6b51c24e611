"""Bestillingslistens kolonner: dem, der kan sorteres efter, og dem, der kan slås fra."""

from __future__ import annotations

from kontrol.lister.kolonner import Listekolonne

KOLONNER = (
    Listekolonne("sagsnr", "Sagsnr.", "sagsnr", fast=True),
    Listekolonne("ydelse", "Ydelse", "ydelse"),
    Listekolonne("tema", "Tema", "tema"),
    Listekolonne("kontroltype", "Kontroltype"),
    Listekolonne("vedroerer", "Vedrører"),
    Listekolonne("fundet", "Fundet", "fundet"),
    Listekolonne("udloeber", "Udløber", "udloeber", fast=True),
)
