"""Prioriteringslistens kolonner: dem, der kan sorteres efter, og dem, der kan slås fra."""

from __future__ import annotations

from kontrol.lister.kolonner import Listekolonne

TILDELT = "tildelt"
KOLONNER = (
    Listekolonne("borger", "Borger", "navn", fast=True),
    Listekolonne("ydelse", "Ydelse", "ydelse"),
    Listekolonne("oplysninger", "Nærmere oplysninger"),
    Listekolonne("frist", "Frist", "frist", fast=True),
    Listekolonne("status", "Status", "status"),
    Listekolonne("journal", "Journal"),
    Listekolonne(TILDELT, "Tildelt"),
    Listekolonne("handling", "Handling", fast=True),
)
