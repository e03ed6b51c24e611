"""Barneproces: motorens tid fra filer til udfald, og tiden for bestand og regler alene.

Skriver én linje JSON: ``fra_filer`` og ``kun_regler`` i sekunder og ``udfald`` i antal.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from pathlib import Path

from registre.kontrakt import TABELLER
from registre.laesning import Udtraek
from samkoering.bestand import find_bestand
from samkoering.grundlag.parametre import parametre
from samkoering.motor.anvend import anvend_regler
from samkoering.motor.beregning import beregn
from samkoering.motor.opslag import FejledeOpslag
from samkoering.motor.tabeller import Tabeller


def fra_filer(mappe: Path, dag: date) -> tuple[float, int]:
    """Natten som i drift: læs, kontrollér, find bestanden, anvend reglerne, gør regnskab."""
    begyndt = time.perf_counter()
    beregning = beregn(Udtraek(mappe), dag, med_bevis=False)
    return time.perf_counter() - begyndt, beregning.udfald.height


def kun_regler(mappe: Path, dag: date) -> float:
    """Bestand og regler, når alle tabeller er læst og kontrolleret."""
    udtraek = Udtraek(mappe)
    graenser, fejlede = parametre(dag), FejledeOpslag(udtraek)
    fejlede.medtag(TABELLER)
    begyndt = time.perf_counter()
    tabeller = Tabeller(udtraek, dag)
    bestand = find_bestand(udtraek, tabeller, fejlede, graenser, None)
    anvend_regler(bestand, tabeller, graenser, (), med_bevis=False)
    return time.perf_counter() - begyndt


if __name__ == "__main__":
    argumenter = Path(sys.argv[1]), date.fromisoformat(sys.argv[2])
    sekunder, antal = fra_filer(*argumenter)
    svar = {"fra_filer": sekunder, "kun_regler": kun_regler(*argumenter), "udfald": antal}
    print(json.dumps(svar))
