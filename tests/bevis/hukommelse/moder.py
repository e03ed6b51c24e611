"""Nattens moder: kører nætter efter hinanden og måler hukommelsen, hendes egen og arbejdernes.

Køres som sit eget program, så prøvebænkens hukommelse ikke tælles med. Skriver ét JSON-objekt.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

ROD = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROD))
HOEJEST, NU = "VmHWM", "VmRSS"
FAA_KOMMUNER = 4


@dataclass
class Forbrug:
    """MB. ``arbejder``: det højeste i en arbejder. ``moder``: hendes egen efter hver nat."""

    arbejder: float = 0
    moder: list[float] = field(default_factory=list)


def beregnet(udtraek: Path, dage: list[date], forbrug: Forbrug) -> None:
    """Hver nats beregning i sin egen proces, som ``samkoer --kun-beregn``."""
    with tempfile.TemporaryDirectory() as ud:
        filer = ["--resultat", f"{ud}/udfald.csv", "--status", f"{ud}/status.csv"]
        for dag in dage:
            samkoer = [sys.executable, str(ROD / "manage.py"), "samkoer", "--kun-beregn", *filer]
            kommando = [*samkoer, "--udtraek", str(udtraek), "--dato", dag.isoformat()]
            subprocess.run(kommando, check=True, stdout=subprocess.DEVNULL)
            forbrug.moder.append(_egen(NU))
    forbrug.arbejder = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def hele_naetter(_: Path, dage: list[date], forbrug: Forbrug) -> None:
    """Hele nætter fra register til sag, som natkøens arbejder kører dem."""
    import django

    django.setup()
    from samkoering.models import Aarsag, Koersel
    from samkoering.natten.barneproces import arbejd_i_egen_proces
    from samkoering.natten.hovedbog import begynd

    for dag in dage:
        koersel = begynd(dag, Aarsag.PLANLAGT)
        arbejd_i_egen_proces(koersel.pk)
        if not Koersel.objects.filter(pk=koersel.pk, tilstand="GENNEMFOERT").exists():
            raise RuntimeError(f"Natten {koersel} blev ikke gennemført.")
        forbrug.moder.append(_egen(NU))
    forbrug.arbejder = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def holder(udtraek: Path, dage: list[date], forbrug: Forbrug) -> None:
    """Plantet fejl: én proces regner nat efter nat og giver intet tilbage."""
    import django

    django.setup()
    from registre.kontrakt import TABELLER
    from registre.laesning import Udtraek
    from samkoering.motor.beregning import beregn

    holdt: list[Any] = []
    for dag in dage:
        holdt.append(beregning := beregn(Udtraek(udtraek), dag))
        if (kommuner := beregning.bestand.sager["kommunekode"].n_unique()) <= FAA_KOMMUNER:
            # Et lille land fylder ikke nok: hver kommunes del holder sine egne rækker.
            rammer = [beregning.tabeller.ramme(navn) for navn in TABELLER]
            holdt += [ramme.to_dicts() for ramme in rammer for _ in range(kommuner)]
        forbrug.moder.append(_egen(NU))
    forbrug.arbejder = _egen(HOEJEST)


def _egen(linje: str) -> float:
    """Processens egen hukommelse i MB, som kernen har den."""
    tekst = Path("/proc/self/status").read_text(encoding="ascii")
    kb = next(et.split()[1] for et in tekst.splitlines() if et.startswith(linje))
    return int(kb) / 1024


MAADER: dict[str, Callable[[Path, list[date], Forbrug], None]] = {
    "beregnet": beregnet,
    "hele_naetter": hele_naetter,
    "holder": holder,
}


def hoved() -> int:
    """Kør nætterne på den valgte måde."""
    laes = argparse.ArgumentParser()
    laes.add_argument("maade", choices=MAADER)
    laes.add_argument("udtraek", type=Path)
    laes.add_argument("dage", type=date.fromisoformat, nargs="+")
    valg = laes.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    forbrug = Forbrug()
    MAADER[valg.maade](valg.udtraek, valg.dage, forbrug)
    sys.stdout.write(json.dumps(asdict(forbrug)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(hoved())
