"""Programmet, beviset om loggen kører i sin egen proces: alt, der kan komme til at logge et nummer.

Hvert forløb indledes med en linje, så det, der skrives, kan henføres til det. Kør det som
``python -m tests.bevis.logforloeb MAPPE ANTAL`` på en database, der er klargjort.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MAERKE, PLANTET, FALDT, FORSOEG = "§§ ", "PLANTET ", "FALDT ", "forsøg "


@dataclass(slots=True)
class Scene:
    """Det, forløbene deler: et sted at skrive, og hvor meget der skal prøves og er prøvet."""

    mappe: Path
    antal: int
    forsoeg: int = 0
    klienter: list[Any] = field(default_factory=list)


Forloeb = Callable[[Scene], None]


def begynd(navn: str) -> None:
    """Alt herefter hører til forløbet."""
    sys.stdout.flush()
    sys.stderr.write(f"\n{MAERKE}{navn}\n")
    sys.stderr.flush()


def koer(forloeb: dict[str, Forloeb], scene: Scene, forled: str = "") -> None:
    """Kør hvert forløb; falder et af dem selv, beviser det intet, og det siges."""
    from django.db import transaction

    for navn, et in forloeb.items():
        begynd(forled + navn)
        try:
            with transaction.atomic():
                et(scene)
        except BaseException:
            begynd(FALDT + navn)
            traceback.print_exc()


def hoved(mappe: Path, antal: int) -> None:
    """Alle forløb i én transaktion, der rulles tilbage; så de samme med en fejl plantet."""
    import django

    django.setup()
    from django.db import transaction

    from tests.bevis import logfejl, logkommandoer, lognat, logsider

    scene = Scene(mappe, antal)
    with transaction.atomic():
        for del_ in (lognat, logsider, logfejl, logkommandoer):
            koer(del_.FORLOEB, scene)
        begynd("filnavne")
        navne = [str(sti.relative_to(mappe)) for sti in sorted(mappe.rglob("*"))]
        sys.stderr.write("\n".join(navne))
        begynd(f"{FORSOEG}{scene.forsoeg + len(navne)}")
        for del_ in (logfejl, logkommandoer):
            for navn, (plant, et) in del_.PLANTET.items():
                with plant():
                    koer({navn: et}, scene, PLANTET)
        transaction.set_rollback(True)
    begynd("slut")


if __name__ == "__main__":
    hoved(Path(sys.argv[1]), int(sys.argv[2]))
