"""Registrene, søgningen bruger, hentet til en mappe, der er væk igen, når søgningen er slut.

Et register, der ikke svarer, er en søgning, der ikke er udført; det er aldrig "ingen indkomst".
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from udsoegning.soegning.perioder import indkomstperiode, ydelser_fra

if TYPE_CHECKING:
    from registre.adapter import Leverance
    from registre.laesning import Udtraek
    from registre.laesning.foelgeseddel import Linje

RUM = ("cpr", "eindkomst", "ydelse")
TABELLER = (
    *("kommuner", "ydelse_sager", "cpr_personer", "cpr_status", "cpr_civilstand"),
    *("cpr_adresser", "cpr_beskyttelse", "eindkomst"),
)
"""Det, søgningen læser; mangler en af dem, er der ikke søgt."""


class IkkeUdfoert(Exception):
    """Et register svarede ikke; ``grund`` er en dansk sætning uden oplysninger om borgere."""

    def __init__(self, grund: str) -> None:
        super().__init__(grund)
        self.grund = grund


@contextmanager
def hentet(dag: date, rum: Collection[str] = RUM) -> Iterator[Udtraek]:
    """Registrenes svar for ``dag``; kaster ``IkkeUdfoert``, når et af dem ikke svarer."""
    from registre.laesning import Krav, Udtraek, foelgeseddel

    fra, _ = indkomstperiode(dag)
    krav = Krav(
        dag=dag,
        periode_fra=fra,
        tidligere={"ydelse_sager": ydelser_fra(dag)},
        hoejst_alder=settings.REGISTERALDER,
        godkendte=frozenset(settings.GODKENDTE_TABELLER),
    )
    with tempfile.TemporaryDirectory(prefix="udsoegning-") as navn:
        mappe = Path(navn)
        linjer = _hent(dag, rum, mappe)
        foelgeseddel.skriv(linjer, mappe)
        yield Udtraek(mappe, settings.AFVISTE_RAEKKER_GRAENSE, krav)


def kraev_svar(udtraek: Udtraek, tabeller: Collection[str] = TABELLER) -> None:
    """Hver tabel skal være besvaret, og det skal listen over mislykkede opslag også."""
    from registre.kontrakt import REGISTRE

    for tabel in tabeller:
        leveret = udtraek.leveret(tabel)
        if not leveret.besvaret:
            navn = REGISTRE.get(leveret.tabel.register, leveret.tabel.register)
            raise IkkeUdfoert(f"{navn} svarede ikke på alt, der skal bruges ({tabel}).")
    if not udtraek.ikke_besvaret.besvaret:
        raise IkkeUdfoert("Listen over mislykkede opslag kan ikke læses.")


def kilder(udtraek: Udtraek) -> list[list[str]]:
    """Register og den dag, dets tal er fra."""
    from registre.kontrakt import REGISTRE

    dage: dict[str, str] = {}
    for tabel in TABELLER:
        leveret = udtraek.leveret(tabel)
        dage[leveret.tabel.register] = f"{leveret.data_fra:%d-%m-%Y}" if leveret.data_fra else ""
    return [[REGISTRE[rum], dag] for rum, dag in dage.items()]


def _hent(dag: date, rum: Collection[str], mappe: Path) -> Mapping[str, Linje]:
    from registre.adapter import skriv_mislykkede, tabellinjer
    from registre.kontrakt import IKKE_BESVARET
    from registre.laesning.foelgeseddel import Linje, Tabellinje, fingeraftryk

    nu = timezone.localtime().isoformat(timespec="seconds")
    linjer: dict[str, Linje] = {}
    leverancer = []
    for navn in rum:
        egen = mappe / f".{navn}"
        leverance = _leverance(navn, dag, egen)
        leverancer.append(leverance)
        tabeller = tabellinjer(leverance, egen)
        for fil in egen.iterdir():
            if fil.stem in leverance.tabeller:
                fil.replace(mappe / fil.name)
        linjer[navn] = Linje(nu, leverance.data_fra.isoformat(), leverance.kilde, tabeller=tabeller)
    if liste := skriv_mislykkede(leverancer, mappe):
        seddel = {IKKE_BESVARET.navn: Tabellinje(sha256=fingeraftryk(liste))}
        linjer[IKKE_BESVARET.navn] = Linje(nu, tabeller=seddel)
    return linjer


def _leverance(rum: str, dag: date, mappe: Path) -> Leverance:
    from registre.adapter import RegisterSvarerIkke, vaelg
    from registre.kontrakt import REGISTRE

    adapter = vaelg(settings.REGISTERADAPTERE[rum], mappe=settings.REGISTERMAPPE)
    try:
        return adapter.hent(dag, mappe)
    except RegisterSvarerIkke as fejl:
        raise IkkeUdfoert(f"{REGISTRE[rum]} svarede ikke. {fejl.grund}"[:300]) from fejl
