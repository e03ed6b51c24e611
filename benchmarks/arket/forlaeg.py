"""Arket, alle måler på: et almindeligt kontrolark med ægtefælle og to hændelser."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from uuid import UUID

from adgang.models import Kommune
from journal.forlaeg import Forlaeg
from kontrol.kontrolark.dokument import forlaeg
from samkoering.models import Kontrolark, Sag

INDHOLD = Path(__file__).with_name("indhold.json")


@cache
def arket() -> Forlaeg:
    """Det, portalen danner sin PDF af; intet er i databasen."""
    kommune = Kommune(kode="0175", navn="Rødovre")
    indhold = json.loads(INDHOLD.read_text(encoding="utf-8"))
    sag = Sag(
        id=UUID(int=7), kommune=kommune, sagsnr="R-26-000001", cpr=indhold["ym"]["cpr"],
        kle="32.24.04", fundet=date(2026, 11, 22), udloeber=date(2027, 2, 22),
    )  # fmt: skip
    return forlaeg(
        sag,
        Kontrolark(
            kommune=kommune, sag=sag, udgave=1, indhold=indhold, sha256="ab" * 32,
            oprettet=datetime(2026, 11, 22, 3, 5, tzinfo=UTC),
        ),
    )  # fmt: skip
