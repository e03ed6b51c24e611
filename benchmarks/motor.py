"""Barneproces: motorens tid fra filer til udfald, eller tiden for bestand og regler alene.

Skriver én linje JSON: ``sekunder``, ``udfald`` og ``sager`` i antal.
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
from samkoering.motor.resultat import udfald_som_tekst
from samkoering.motor.tabeller import Tabeller


def fra_filer(mappe: Path, dag: date) -> tuple[float, int, int]:
    """Natten som i drift: læs, kontrollér, find bestanden, anvend reglerne, gør regnskab."""
    begyndt = time.perf_counter()
    beregning = beregn(Udtraek(mappe), dag, med_bevis=False)
    udfald = udfald_som_tekst(beregning)
    return time.perf_counter() - begyndt, udfald.height, beregning.bestand.sager.height


def kun_regler(mappe: Path, dag: date) -> tuple[float, int, int]:
    """Bestand og regler, når alle tabeller er læst og kontrolleret."""
    udtraek = Udtraek(mappe)
    graenser, fejlede = parametre(dag), FejledeOpslag(udtraek)
    fejlede.medtag(TABELLER)
    begyndt = time.perf_counter()
    tabeller = Tabeller(udtraek, dag)
    bestand = find_bestand(udtraek, tabeller, fejlede, graenser, None)
    fund = anvend_regler(bestand, tabeller, graenser, (), med_bevis=False)
    sekunder = time.perf_counter() - begyndt
    antal = sum(regel.udfald.height for regel in fund.values())
    return sekunder, antal, bestand.sager.height


if __name__ == "__main__":
    led = {"fra_filer": fra_filer, "kun_regler": kun_regler}[sys.argv[3]]
    sekunder, udfald, sager = led(Path(sys.argv[1]), date.fromisoformat(sys.argv[2]))
    print(json.dumps({"sekunder": sekunder, "udfald": udfald, "sager": sager}))
