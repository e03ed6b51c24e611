"""``make benchmark``: mål alt, vis en tabel, og skriv benchmark.json.

Med navne måles kun dem: ``sh scripts/koer benchmark lister-mod-sql``; så skrives ingen fil.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import (
    effekt_mod_sql,
    lister_mod_sql,
    motor_16x,
    motor_mod_duckdb,
    motor_mod_personloekke,
    motor_mod_regelmotor,
    nat_mod_copy,
    natten,
    pdf_mod_weasyprint,
    portalen_under_pres,
    sagsopstart_batch,
    syntetisk,
)
from benchmarks.danmark import MAPPE
from benchmarks.maaling import Maaling, skriv_json
from benchmarks.proces import ROD
from benchmarks.visning import fortael, vis

MAALINGER: dict[str, Callable[[Path], list[Maaling]]] = {
    "syntetisk": syntetisk.maal,
    "natten": natten.maal,
    "motor-mod-duckdb": motor_mod_duckdb.maal,
    "motor-mod-personloekke": motor_mod_personloekke.maal,
    "motor-mod-regelmotor": motor_mod_regelmotor.maal,
    "motor-16x": motor_16x.maal,
    "nat-mod-copy": nat_mod_copy.maal,
    "lister-mod-sql": lister_mod_sql.maal,
    "effekt-mod-sql": effekt_mod_sql.maal,
    "pdf-mod-weasyprint": pdf_mod_weasyprint.maal,
    "portalen-under-pres": portalen_under_pres.maal,
    "sagsopstart-batch": sagsopstart_batch.maal,
}
"""Hver måling får udtrækkets mappe og giver sine tal. Den første laver mappen; nye skrives til."""
PAA_UDTRAEKKET = (
    "natten",
    "motor-mod-duckdb",
    "motor-mod-personloekke",
    "motor-mod-regelmotor",
    "motor-16x",
    "nat-mod-copy",
)


def main(valgte: Sequence[str]) -> int:
    """Mål det valgte, ellers det hele; 0, når målene er nået, ellers 1; 2 for et ukendt navn."""
    if ukendte := [navn for navn in valgte if navn not in MAALINGER]:
        fortael(f"Ukendt måling: {', '.join(ukendte)}. Vælg mellem {', '.join(MAALINGER)}")
        return 2
    tal = [maaling for navn in _i_orden(valgte) for maaling in _maal(navn)]
    vis(tal)
    if not valgte:
        skriv_json(tal, ROD / "benchmark.json")
    return 0 if all(maaling.naaet for maaling in tal) else 1


def _i_orden(valgte: Sequence[str]) -> list[str]:
    """De valgte i husets orden; udtrækket laves først, når en af dem mangler det."""
    skal = set(valgte or MAALINGER)
    if skal & set(PAA_UDTRAEKKET) and not MAPPE.is_dir():
        skal.add("syntetisk")
    return [navn for navn in MAALINGER if navn in skal]


def _maal(navn: str) -> list[Maaling]:
    maal = MAALINGER[navn]
    fortael((maal.__doc__ or "").splitlines()[0].rstrip("."))
    return maal(MAPPE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
