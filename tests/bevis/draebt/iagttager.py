"""Den, der holder øje med natten, tæt nok til at dræbe den midt i den næste del."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2

from tests.bevis.draebt.maskiner import Maskiner
from tests.bevis.draebt.spoergsmaal import AABEN, SKREVNE

STAND = f"select ({SKREVNE}), ({AABEN})"


class Iagttager:
    """Spørger på én forbindelse: en ny for hvert spørgsmål tager længere end en del."""

    def __init__(self, db: psycopg2.extensions.connection) -> None:
        self._db = db

    def skrevne(self) -> int | None:
        """Så mange dele er afgjort; ``None``, når natten er slut."""
        with self._db.cursor() as markoer:
            markoer.execute(STAND)
            ((antal, aaben),) = markoer.fetchall()
        return int(antal) if aaben else None


@contextmanager
def iagttager(maskiner: Maskiner) -> Iterator[Iagttager]:
    """En iagttager, så snart databasen tager imod; lukkes, før nogen genstarter den."""
    maskiner.spoerg("select 1")  # venter, mens den starter
    db = psycopg2.connect(maskiner.database)
    try:
        db.autocommit = True
        yield Iagttager(db)
    finally:
        db.close()


def vent_paa_fremgang(maskiner: Maskiner, lidt_til: float, hoejst: float = 12) -> None:
    """Vent, til en del mere er skrevet, og ``lidt_til`` sekunder: så dræbes der midt i noget."""
    frist = time.monotonic() + hoejst
    with iagttager(maskiner) as oeje:
        foer = oeje.skrevne()
        while time.monotonic() < frist and (nu := oeje.skrevne()) is not None:
            if nu != foer:
                time.sleep(lidt_til)
                return
            time.sleep(0.005)
