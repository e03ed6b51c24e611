"""Barneproces: fyld kommunerne med åbne sager og medarbejdere. ``stor=100000 lille=1000``."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402
from django_otp.plugins.otp_totp.models import TOTPDevice  # noqa: E402

from adgang.models import Bruger, Kommune, Netvaerk, Rolle  # noqa: E402
from benchmarks.opstilling import gennemfoert_koersel  # noqa: E402
from samkoering.grundlag.kle import numre  # noqa: E402
from samkoering.models import Koersel  # noqa: E402
from samkoering.regelkatalog import regler  # noqa: E402

KOMMUNER = {"stor": ("0175", "Rødovre"), "lille": ("0173", "Lyngby-Taarbæk")}
MEDARBEJDERE = 50
LEDIGE_ARK = 5_000
"""Så mange af de ledige sager har et kontrolark, og flere bestilles der aldrig i en måling."""
ARK = Path(__file__).parent.parent / "arket" / "indhold.json"
SQL = Path(__file__).with_name("fyld.sql")


def main(valg: list[str]) -> None:
    """Fyld hver kommune, og lad databasen lære sine rækker at kende."""
    koersel = gennemfoert_koersel()
    for et in valg:
        navn, antal = et.split("=")
        _fyld(*KOMMUNER[navn], int(antal), koersel)
    with connection.cursor() as markoer:
        markoer.execute("VACUUM ANALYZE")


def _fyld(kode: str, navn: str, antal: int, koersel: Koersel) -> None:
    kommune = Kommune.objects.create(
        kode=kode, navn=navn, par10_aktiveringsdato=date(2018, 1, 1),
        bestilling_varsel=30_000, bestilling_loft=30_000,
    )  # fmt: skip
    Netvaerk.objects.i_kommune(kommune).create(
        kommune=kommune, adresser="127.0.0.0/8", beskrivelse="Målingen"
    )
    felter: dict[str, Any] = {
        "kommune": kode, "antal": antal, "koersel": koersel.pk, "ledige_ark": LEDIGE_ARK,
        "kle": [n.kle for n in numre()], "regler": [r["slug"] for r in regler()],
        "brugere": [_medarbejder(kommune, nr).pk for nr in range(MEDARBEJDERE)],
        "ark": json.dumps(json.loads(ARK.read_text(encoding="utf-8"))),
    }  # fmt: skip
    with connection.cursor() as markoer:
        markoer.execute(SQL.read_text(encoding="utf-8"), felter)


def _medarbejder(kommune: Kommune, nr: int) -> Bruger:
    rolle = Rolle.TEAMLEDER if nr == 0 else Rolle.SAGSBEHANDLER
    bruger = Bruger.objects.opret(
        f"b{nr}-{kommune.kode}", "ikke-til-at-logge-ind-med", navn=f"Medarbejder {nr}",
        rolle=rolle, kommune=kommune,
    )  # fmt: skip
    TOTPDevice.objects.create(user=bruger, name="app", confirmed=True)
    return bruger


if __name__ == "__main__":
    main(sys.argv[1:])
