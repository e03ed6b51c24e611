"""Mål, hvor ofte hver regel svarer hvad, over mange tilfældige mapper."""

import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from .regler import REGLER, koer
from .tilfaeldig import DAGE, skriv_mappe

STATUS = ("UDFALD", "INGEN_AENDRING", "IKKE_UDFOERT", "IKKE_RELEVANT")


def tael(antal: int) -> Counter[tuple[str, str, str]]:
    """Antal (regel, rolle, status) over `antal` frø; hvert frø kører på en af de faste dage."""
    tal: Counter[tuple[str, str, str]] = Counter()
    with TemporaryDirectory() as rod:
        for seed in range(antal):
            mappe, dag = Path(rod) / str(seed), DAGE[seed % len(DAGE)]
            skriv_mappe(seed, mappe, dag)
            resultat = koer(mappe, dag)
            tal["bestand", "", str(resultat.bestand_fundet)] += 1
            tal.update((regel, rolle, status) for _, rolle, regel, status in resultat.status)
    return tal


def som_tekst(tal: Counter[tuple[str, str, str]]) -> str:
    linjer = [f"{'regel':24}{'rolle':6}" + "".join(f"{s:>16}" for s in STATUS)]
    for regel in REGLER:
        for rolle in ("YM", "AEF") if regel.aef else ("YM",):
            celler = "".join(f"{tal[regel.slug, rolle, s]:16}" for s in STATUS)
            linjer.append(f"{regel.slug:24}{rolle:6}{celler}")
    fundet, ikke = tal["bestand", "", "True"], tal["bestand", "", "False"]
    linjer.append(f"bestand fundet {fundet}, ikke fundet {ikke}")
    return "\n".join(linjer) + "\n"


if __name__ == "__main__":
    sys.stdout.write(som_tekst(tael(int(sys.argv[1]) if len(sys.argv) > 1 else 200)))
