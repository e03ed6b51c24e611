"""Prøven af en regel: tabellen bliver til et udtræk, motoren regner, og svarene holdes op."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.samkoering import tabel
from tests.samkoering.verden import DAG, Byg, Proev, Verden, del_fakta


@pytest.fixture
def proev(tmp_path: Path) -> Proev:
    """Hold motorens svar op mod tabellens, række for række."""

    def _proev(regel: str, byg: Byg, tekst: str, *, dag: date = DAG) -> None:
        raekker = tabel.laes(tekst)
        assert all(tabel.ventede(raekke) for raekke in raekker)
        verden = Verden(tmp_path, dag)
        for raekke in raekker:
            sagens, andre = del_fakta(tabel.fakta(raekke))
            byg(verden.ny_sag(**sagens), **andre)
        svar = verden.beregn()
        fundet = [
            {**raekke, **{rolle: svar.om(sag, regel, rolle) for rolle in tabel.ventede(raekke)}}
            for sag, raekke in zip(verden.sager, raekker, strict=True)
        ]
        forskelle = [
            f"{ventet[tabel.HVORFOR]}: ventede {tabel.ventede(ventet)}, fandt {tabel.ventede(fik)}"
            for ventet, fik in zip(raekker, fundet, strict=True)
            if ventet != fik
        ]
        if forskelle:
            pytest.fail("\n".join([f"{regel} den {dag}:", *forskelle]), pytrace=False)

    return _proev
