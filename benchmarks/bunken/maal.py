"""100 ansøgninger slået op over HTTP: samtidig, som arbejderen gør det, og ét opslag ad gangen.

Køres som sin egen proces med en tom database; skriver hver rundes sekunder og opslag som JSON.
Registrene svarer fra deres egen proces: i drift kører de heller ikke i arbejderens.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import django

ANSOEGNINGER, TRAADE = 100, 9
EET_EFTER_EET = 25
"""Så mange af dem slås også op ét efter ét; tiden regnes pr. opslag."""
RUNDER = 3
FORSINKELSE = 0.05
"""Sekunder, hvert register er om at svare."""
NOEGLE = "en-noegle-til-maalingen"
KOMMUNE = "0175"


def main(mappe: Path) -> None:
    """Mål begge veje skiftevis, hver runde med nye ansøgninger fra de samme borgere."""
    os.environ |= {"DEMO": "true", "VAR_MAPPE": str(mappe), "LOG_NIVEAU": "CRITICAL"}
    os.environ |= {"DJANGO_SETTINGS_MODULE": "portal.settings", "REGISTERSERVER_NOEGLE": NOEGLE}
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    from registre.syntetisk import danmark, skriv

    dag, verden = timezone.localdate(), mappe / "verden"
    skriv(danmark(3 * ANSOEGNINGER, [KOMMUNE], dag, seed=1, horisont_dage=1), verden)
    call_command("migrate", verbosity=0)
    for rum in settings.OPSLAGSADAPTERE:
        settings.OPSLAGSADAPTERE[rum] = f"registre.{rum}.adapter.HttpAdapter"
    numre = _numre(verden)
    vores, rival = [], []
    with _registrene(verden) as adresse:
        os.environ["REGISTERSERVER_URL"] = adresse
        for runde in range(RUNDER):
            modtaget = dag - timedelta(days=2 * runde)
            vores.append(_slaa_op(numre, modtaget, TRAADE))
            rival.append(_slaa_op(numre[:EET_EFTER_EET], modtaget - timedelta(days=1), 1))
    print(json.dumps({"vores": vores, "rival": rival}))


@contextmanager
def _registrene(verden: Path) -> Iterator[str]:
    """Adressen på registrene i deres egen proces; den stoppes bagefter."""
    barn = subprocess.Popen(
        [
            *(sys.executable, "-u", "manage.py", "registerserver", "--port", "0"),
            *("--mappe", str(verden), "--forsinkelse", str(FORSINKELSE)),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        linje = barn.stdout.readline() if barn.stdout else ""
        yield next(led.rstrip(".") for led in linje.split() if led.startswith("http"))
    finally:
        barn.terminate()
        barn.wait(30)


def _numre(verden: Path) -> list[str]:
    import polars as pl

    return sorted(pl.read_parquet(verden / "ydelse_sager.parquet")["cpr"].unique())[:ANSOEGNINGER]


def _slaa_op(numre: list[str], modtaget: date, traade: int) -> dict[str, Any]:
    """Modtag filen, slå alt op, og spørg bunken, om den er færdig."""
    from django.db import connection

    from adgang.models import Bruger, Kommune, Rolle
    from sagsopstart.modtagelse.bunke import fremdrift, modtag_fil
    from sagsopstart.opslag import koe
    from sagsopstart.opslag.udfoer import udfoer

    kommune, _ = Kommune.objects.get_or_create(
        kode=KOMMUNE, defaults={"navn": "Rødovre", "par10_aktiveringsdato": date(2018, 1, 1)}
    )
    bruger = Bruger.objects.filter(brugernavn="bunken").first() or Bruger.objects.opret(
        "bunken", "adgangskode-1-bunken", navn="Bunken", rolle=Rolle.SAGSBEHANDLER, kommune=kommune
    )
    ventende: list[UUID] = []
    vars(koe)["saet_i_koe"] = lambda _kommune, ider: ventende.extend(ider)
    raekker = "\n".join(f"{cpr};{modtaget};KONTANTHJAELP" for cpr in numre)

    def arbejd(pk: UUID) -> None:
        udfoer(KOMMUNE, pk)
        if traade > 1:
            connection.close()

    begyndt, udfoert = time.perf_counter(), 0
    bunke = modtag_fil(kommune, f"cpr;modtaget;ydelse\n{raekker}".encode(), bruger)
    while ventende:
        ider, ventende[:] = list(ventende), []
        if traade == 1:
            for pk in ider:
                arbejd(pk)
        else:
            with ThreadPoolExecutor(traade) as arbejdere:
                list(arbejdere.map(arbejd, ider))
        udfoert += len(ider)
    sekunder = time.perf_counter() - begyndt
    tal = fremdrift(bunke)
    assert tal.faerdige == tal.opslag == udfoert
    return {"sekunder": sekunder, "opslag": udfoert, "fejlede": tal.fejlede}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
