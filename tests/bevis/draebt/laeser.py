"""Læseren: en sagsbehandler, der hele tiden ser på listerne, og aldrig må se en halv kommune."""

from __future__ import annotations

import threading
import time

import psycopg2

from tests.bevis.draebt.maskiner import forbindelse

HALVE = """
select s.kommune_id, s.antal, coalesce(d.nye, 0) as nye, s.ark
from (
  select sag.kommune_id, count(distinct sag.id) as antal, count(distinct ark.sag_id) as ark
  from samkoering_sag sag left join samkoering_kontrolark ark on ark.sag_id = sag.id
  group by sag.kommune_id
) s
left join (
  select kommune_id, sum(nye_sager) as nye from samkoering_koerselsdel group by kommune_id
) d using (kommune_id)
where s.antal <> coalesce(d.nye, 0) or s.antal <> s.ark
"""
"""Kommuner, hvis sager ikke svarer til det, deres del siger, eller hvis sager mangler ark."""


class Laeser(threading.Thread):
    """Læser igen og igen i sin egen tråd; ``halve`` er det halve, den så."""

    def __init__(self, adresse: str) -> None:
        super().__init__(daemon=True)
        self.adresse = adresse
        self.halve: list[str] = []
        self.laesninger = 0
        self._faerdig = threading.Event()

    def run(self) -> None:
        """Læs, til der siges stop; en database, der er væk, er ikke en halv læsning."""
        while not self._faerdig.is_set():
            try:
                with forbindelse(self.adresse) as markoer:
                    markoer.execute(HALVE)
                    self.halve += [f"{r[0]}: {r[1]} sager mod {r[2]}" for r in markoer.fetchall()]
                self.laesninger += 1
            except psycopg2.Error:
                pass
            time.sleep(0.05)

    def stands(self) -> None:
        """Vent på den sidste læsning."""
        self._faerdig.set()
        self.join()
