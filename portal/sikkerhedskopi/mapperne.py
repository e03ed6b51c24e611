"""Det, modtagerne ikke har hentet: beskederne i journalens og Digital Posts mapper.

De læses efter databasen: hvad en række siger er afleveret, ligger der, eller er hentet. Beskeder,
der kom til imens, skader ikke; de har samme id ved et nyt forsøg.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from journal.adaptere import mappe

NAVNE = ("journal", "digital-post")


def beskeder() -> Iterator[tuple[str, bytes]]:
    """Hver fil som (navn i kopien, indhold); en besked, modtageren tager imens, er ikke med."""
    for navn, rod in zip(NAVNE, _roedder(), strict=True):
        for besked in sorted(rod.iterdir()) if rod.is_dir() else ():
            if besked.is_dir() and besked.name != mappe.PAA_VEJ:
                for fil, indhold in _hele(besked).items():
                    yield f"{navn}/{besked.name}/{fil}", indhold


def genskab(kopi: Path) -> int:
    """Læg de beskeder, der ikke ligger der; antallet. Det, der ligger der, røres ikke."""
    antal = 0
    for navn, rod in zip(NAVNE, _roedder(), strict=True):
        kilde = kopi / navn
        for besked in sorted(kilde.iterdir()) if kilde.is_dir() else ():
            if not (rod / besked.name).exists():
                mappe.aflever(rod, besked.name, _hele(besked))
                antal += 1
    return antal


def _hele(besked: Path) -> dict[str, bytes]:
    """Beskedens filer; tom, når den er væk eller ikke er en besked."""
    try:
        filer = {fil.name: fil.read_bytes() for fil in sorted(besked.iterdir()) if fil.is_file()}
    except FileNotFoundError:
        return {}
    return filer if mappe.DOKUMENT in filer else {}


def _roedder() -> tuple[Path, Path]:
    return Path(settings.JOURNALMAPPE), Path(settings.DIGITAL_POST_MAPPE)
