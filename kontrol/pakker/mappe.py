"""Zip-filerne på disken: hele eller slet ikke, og kun for den, portalen kører som."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings

from adgang.fillaas import kan_tages
from kontrol.lister.ider import laes_id
from registre.paa_plads import med_fsync

ENDELSER = (".zip", ".zip.halv", ".laas")


def laes(pakke: UUID) -> bytes | None:
    """Filens indhold; ``None``, når den ikke er der."""
    try:
        return _sti(pakke, ".zip").read_bytes()
    except FileNotFoundError:
        return None


@contextmanager
def skriv(pakke: UUID) -> Iterator[BinaryIO]:
    """Skriv filen ved siden af, og skift den ind, når den er hel og på disken.

    Fejler noget undervejs, er der ingen ny fil, heller ikke en halv.
    """
    halv = _sti(pakke, ".zip.halv")
    try:
        with _aabn(halv) as fil:
            yield fil
            fil.flush()
            os.fsync(fil.fileno())
        halv.rename(_sti(pakke, ".zip"))
        # Også navneskiftet skal være på disken, før nogen får at vide, at filen er klar.
        med_fsync(_mappe())
    finally:
        halv.unlink(missing_ok=True)


@contextmanager
def alene(pakke: UUID) -> Iterator[bool]:
    """Om vi er de eneste, der danner pakken; kernen slipper låsen, når processen dør."""
    with _aabn(_sti(pakke, ".laas")) as laas:
        yield kan_tages(laas)


def slet(pakke: UUID) -> None:
    """Fjern alt, der hører til pakken."""
    for endelse in ENDELSER:
        _sti(pakke, endelse).unlink(missing_ok=True)


def paa_disken() -> set[UUID]:
    """De pakker, der ligger noget af på disken, helt eller halvt."""
    navne = (fil.name.split(".", 1)[0] for fil in _mappe().iterdir())
    return {id_ for navn in navne if (id_ := laes_id(navn))}


def slet_halv(pakke: UUID) -> None:
    """Fjern det, en afbrudt arbejder efterlod; er nogen i gang, røres intet."""
    halv = _sti(pakke, ".zip.halv")
    if halv.exists():
        with alene(pakke) as vi_er:
            if vi_er:
                halv.unlink(missing_ok=True)


def _sti(pakke: UUID, endelse: str) -> Path:
    return _mappe() / f"{pakke}{endelse}"


def _mappe() -> Path:
    mappe: Path = settings.PAKKEMAPPE
    if not mappe.is_dir():
        mappe.mkdir(mode=0o700, parents=True, exist_ok=True)
        mappe.chmod(0o700)
    return mappe


def _aabn(sti: Path) -> BinaryIO:
    deskriptor = os.open(sti, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    return os.fdopen(deskriptor, "wb")
