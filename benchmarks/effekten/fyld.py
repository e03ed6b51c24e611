"""Barneproces: fyld 98 kommuner med et års sager, og opgør dem. ``lille=5000 gange=20``.

Den lille opgøres, som uret gør det. De andre 96 er som den, og den store har hver af dens sager
``gange`` gange: så er hvert tal det så mange gange større, og det, der må vises, det samme. Deres
viste tal er derfor den lilles; 98 opgørelser ville tage over en time og måle noget andet. At de
passer til rækkerne, ser målingen efter, før den måler.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django_otp.plugins.otp_totp.models import TOTPDevice  # noqa: E402

from adgang.models import Bruger, Kommune, Netvaerk, Rolle  # noqa: E402
from benchmarks.effekten.perioden import LILLE, STOR, aaret, opgjort  # noqa: E402
from benchmarks.opstilling import gennemfoert_koersel  # noqa: E402
from feedback.effekt.opgoerelse import opgoer_kommune  # noqa: E402
from feedback.models import Effektfigur, Effektmaaned  # noqa: E402
from samkoering.grundlag.kle import numre  # noqa: E402
from samkoering.models import Koersel  # noqa: E402
from samkoering.regelkatalog import regler  # noqa: E402

KOMMUNER = 98
YDELSER = 5
"""Så mange ydelsesområder er sagerne delt på. Overblikket viser dem under ét; flere gør kun
opgørelsen længere."""
SQL = Path(__file__).with_name("fyld.sql").read_text(encoding="utf-8")
VIST = "(SELECT jsonb_object_agg(gren, tal::int * {gange}) FROM jsonb_each(vist) AS g(gren, tal))"


def main(valg: list[str]) -> None:
    """Fyld dem alle, opgør den lille, og giv de andre det samme."""
    tal = {navn: int(antal) for navn, antal in (et.split("=") for et in valg)}
    koersel = gennemfoert_koersel()
    andre = {f"{int(LILLE) + nr:04}": 1 for nr in range(1, KOMMUNER - 1)} | {STOR: tal["gange"]}
    for kode, gange in {LILLE: 1, **andre}.items():
        _fyld(kode, tal["lille"], gange, koersel)
    _analyser()
    opgoer_kommune(LILLE, opgjort())
    with transaction.atomic():
        for kode, gange in andre.items():
            _som_den_lille(kode, gange)
    _analyser()


def _fyld(kode: str, afsluttede: int, gange: int, koersel: Koersel) -> None:
    kommune = Kommune.objects.create(
        kode=kode, navn=f"Kommune {kode}", par10_aktiveringsdato=date(2018, 1, 1)
    )
    Netvaerk.objects.i_kommune(kommune).create(
        kommune=kommune, adresser="127.0.0.0/8", beskrivelse="Målingen"
    )
    leder = Bruger(brugernavn=f"leder-{kode}", navn="Leder", rolle=Rolle.TEAMLEDER, kommune=kommune)
    leder.set_unusable_password()
    leder.save()
    TOTPDevice.objects.create(user=leder, name="app", confirmed=True)
    fra, til = aaret()
    felter: dict[str, Any] = {
        "kommune": kode, "afsluttede": afsluttede, "gange": gange, "koersel": koersel.pk,
        "bruger": leder.pk,
        "fra": fra, "til": til,
        "kle": [n.kle for n in numre()][:YDELSER], "regler": [r["slug"] for r in regler()],
    }  # fmt: skip
    with transaction.atomic(), connection.cursor() as markoer:
        # Rækkerne hører sammen, som de er lavet; at slå hver henvisning op tager for længe.
        markoer.execute("SET LOCAL session_replication_role = replica")
        markoer.execute(SQL, felter)


def _som_den_lille(kode: str, gange: int) -> None:
    """Den lilles opgjorte måneder og viste tal, ``gange`` gange så store."""
    ganges = ("krav_oere", "maanedlig_oere")
    with connection.cursor() as markoer:
        for model in (Effektmaaned, Effektfigur):
            felter = [str(f.column) for f in model._meta.concrete_fields if not f.primary_key]
            resten = [felt for felt in felter if felt != "kommune_id"]
            nye = [
                VIST.format(gange=gange) if felt == "vist"
                else f"{felt} * {gange}" if felt in ganges else felt
                for felt in resten
            ]  # fmt: skip
            tabel = model._meta.db_table
            markoer.execute(
                f"INSERT INTO {tabel} (kommune_id, {', '.join(resten)})"
                f" SELECT %s, {', '.join(nye)} FROM {tabel} WHERE kommune_id = %s",
                [kode, LILLE],
            )


def _analyser() -> None:
    with connection.cursor() as markoer:
        markoer.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    main(sys.argv[1:])
