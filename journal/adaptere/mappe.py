"""En besked som en mappe med filer: den er der hel, eller den er der ikke."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from journal.fejl import Leveringsfejl
from registre.paa_plads import med_fsync

DOKUMENT = "dokument.pdf"
KVITTERING = "mappe:"
"""Begyndelsen på kvitteringen for det, der ligger i en mappe; resten er mappens navn."""
PAA_VEJ = ".paa-vej"
"""Her skrives beskederne; modtageren ser dem først, når de er flyttet ud."""
EFTERLADT_SEKUNDER = 3600
_MAPPE, _FIL = 0o700, 0o600


def aflever(rod: Path, navn: str, filer: Mapping[str, bytes]) -> None:
    """Læg beskeden i ``rod/navn``. Ligger den der hel med det samme dokument, er den afleveret.

    Kaster ``OSError``, når der ikke er plads eller ret; så er der intet lagt. Kaster
    ``Leveringsfejl``, når der under samme id ligger et andet dokument eller en fil for lidt.
    """
    maal = rod / navn
    if not maal.exists():
        paa_vej = rod / PAA_VEJ
        rod.mkdir(mode=_MAPPE, parents=True, exist_ok=True)
        paa_vej.mkdir(mode=_MAPPE, exist_ok=True)
        _fjern_efterladte(paa_vej)
        _skriv_og_flyt(paa_vej, maal, filer)
    if afvigelse(rod, navn, hashlib.sha256(filer[DOKUMENT]).hexdigest()):
        raise Leveringsfejl("Modtagerens mappe har et andet dokument under samme id.")
    if mangler := _mangler(maal, filer):
        raise Leveringsfejl(f"Beskeden i modtagerens mappe er ikke hel: {mangler} mangler.")


def afvigelse(rod: Path, navn: str, sha256: str) -> str:
    """Hvorfor beskeden ikke er den, der blev afleveret; tom, når den er, eller er hentet."""
    maal = rod / navn
    if not maal.exists():
        return ""
    try:
        fundet = hashlib.sha256((maal / DOKUMENT).read_bytes()).hexdigest()
    except OSError as fejl:
        return f"mappens dokument kan ikke læses ({type(fejl).__name__})"
    return "" if fundet == sha256 else "mappens dokument er et andet end det afleverede"


def _mangler(maal: Path, filer: Mapping[str, bytes]) -> str:
    """Den fil, beskeden mangler; tom, når den er hel, eller modtageren har taget den imens."""
    for filnavn in filer:
        try:
            hel = (maal / filnavn).stat().st_size > 0
        except OSError:
            hel = not maal.exists()
        if not hel:
            return filnavn
    return ""


def _skriv_og_flyt(paa_vej: Path, maal: Path, filer: Mapping[str, bytes]) -> None:
    midlertidig = Path(tempfile.mkdtemp(dir=paa_vej))
    try:
        for filnavn, indhold in filer.items():
            _skriv(midlertidig / filnavn, indhold)
        med_fsync(midlertidig)
        midlertidig.rename(maal)
    except OSError:
        # Kom en anden først, prøves det, hun lagde, bagefter.
        if not maal.exists():
            raise
    finally:
        shutil.rmtree(midlertidig, ignore_errors=True)
    med_fsync(maal.parent)


def _skriv(sti: Path, indhold: bytes) -> None:
    """En ny fil, kun ejeren kan læse, og som er på disken, når den er skrevet."""
    beskrivelse = os.open(sti, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FIL)
    with os.fdopen(beskrivelse, "wb") as fil:
        fil.write(indhold)
        fil.flush()
        os.fsync(fil.fileno())


def _fjern_efterladte(paa_vej: Path) -> None:
    """Fjern det, en død proces efterlod; det, der skrives nu, er nyere."""
    graense = time.time() - EFTERLADT_SEKUNDER
    for mappe in paa_vej.iterdir():
        try:
            efterladt = mappe.stat().st_mtime < graense
        except FileNotFoundError:
            continue
        if efterladt:
            shutil.rmtree(mappe, ignore_errors=True)
