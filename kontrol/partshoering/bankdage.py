"""Danske bankdage: en frist, der ender på en lukkedag, rykkes til den næste bankdag.

Kirkens dage kommer fra ``holidays``, som ved, at store bededag er afskaffet fra 2024. Bankerne
holder desuden lukket dagen efter Kristi himmelfart, grundlovsdag, juleaften og nytårsaften.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import holidays

_LUKKET_HVERT_AAR = ((6, 5), (12, 24), (12, 31))
_HIMMELFART = "Ascension Day"
_LOERDAG = 5
_EN_DAG = timedelta(days=1)


@lru_cache(maxsize=32)
def banklukkedage(aar: int) -> frozenset[date]:
    """Årets lukkedage ud over lørdag og søndag."""
    kirkens = holidays.country_holidays("DK", years=aar, language="en_US")
    himmelfart = kirkens.get_named(_HIMMELFART, lookup="exact")
    bankernes = {date(aar, maaned, dag) for maaned, dag in _LUKKET_HVERT_AAR}
    return frozenset({*kirkens, *bankernes, *(dag + _EN_DAG for dag in himmelfart)})


def er_bankdag(dag: date) -> bool:
    """Om bankerne har åbent."""
    return dag.weekday() < _LOERDAG and dag not in banklukkedage(dag.year)


def frist(sendt: date, dage: int) -> date:
    """Sidste dag for svar: så mange kalenderdage efter afsendelsen, rykket til næste bankdag."""
    dag = sendt + timedelta(days=dage)
    while not er_bankdag(dag):
        dag += _EN_DAG
    return dag
