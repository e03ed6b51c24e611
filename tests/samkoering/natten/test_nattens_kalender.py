"""Hvilke nætter der mangler, på dansk tid og hen over sommer- og vintertid."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from samkoering.grundlag.vindue import vindue
from samkoering.natten.kalender import DANSK_TID, manglende_naetter, seneste_nat

TRE = time(3)


@pytest.mark.parametrize(
    ("utc", "nat"),
    [
        # vintertid: UTC + 1
        ("2026-11-25T01:59:59", "2026-11-24"),
        ("2026-11-25T02:00:00", "2026-11-25"),
        # sommertid: UTC + 2
        ("2026-07-01T00:59:59", "2026-06-30"),
        ("2026-07-01T01:00:00", "2026-07-01"),
        # den nat, uret stilles frem: klokken springer fra 2 til 3
        ("2026-03-29T00:59:59", "2026-03-28"),
        ("2026-03-29T01:00:00", "2026-03-29"),
        # den nat, uret stilles tilbage: timen fra 2 til 3 er der to gange, 3 kun én
        ("2026-10-25T00:30:00", "2026-10-24"),
        ("2026-10-25T01:59:59", "2026-10-24"),
        ("2026-10-25T02:00:00", "2026-10-25"),
    ],
)
def test_natten_begynder_klokken_tre_dansk_tid(utc: str, nat: str):
    nu = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert seneste_nat(nu, TRE) == date.fromisoformat(nat)


@pytest.mark.parametrize(
    ("seneste_koerte", "seneste", "mangler"),
    [
        (None, "2026-11-25", ["2026-11-25"]),
        ("2026-11-25", "2026-11-25", []),
        ("2026-11-26", "2026-11-25", []),
        ("2026-11-24", "2026-11-25", ["2026-11-25"]),
        ("2026-11-22", "2026-11-25", ["2026-11-23", "2026-11-24", "2026-11-25"]),
        ("2026-12-31", "2027-01-01", ["2027-01-01"]),
    ],
)
def test_naetterne_indhentes_i_orden(seneste_koerte: str | None, seneste: str, mangler: list[str]):
    koerte = date.fromisoformat(seneste_koerte) if seneste_koerte else None
    fundne = manglende_naetter(koerte, date.fromisoformat(seneste))
    assert [dag.isoformat() for dag in fundne] == mangler


@pytest.mark.parametrize(("doegn", "foerste"), [(14, 13), (15, 14), (16, 14), (400, 14)])
def test_laengere_end_fjorten_doegn_tilbage_hentes_intet_ind(doegn: int, foerste: int):
    i_dag = date(2026, 11, 25)
    fundne = manglende_naetter(i_dag - timedelta(days=doegn), i_dag)
    assert (fundne[0], fundne[-1]) == (i_dag - timedelta(days=foerste), i_dag)


def test_hver_nat_2018_til_2037_har_sin_egen_dato_og_kontrolperiode():
    """Kigges der hvert kvarter, findes hver dato én gang, i orden, og med den rette måned."""
    nu = datetime(2018, 1, 1, 3, tzinfo=DANSK_TID).astimezone(UTC)
    fundne = [seneste_nat(nu, TRE)]
    while (dag := seneste_nat(nu, TRE)) < date(2037, 12, 31):
        if dag != fundne[-1]:
            fundne.append(dag)
        nu += timedelta(hours=6)
    alle = [date(2018, 1, 1) + timedelta(days=n) for n in range(len(fundne))]
    assert fundne == alle
    for dag in alle:
        periode = vindue(dag)
        assert periode.start.day == 1
        assert periode.slut.month == dag.month
        assert (periode.slut + timedelta(days=1)).day == 1
        maaneder = (dag.year - periode.start.year) * 12 + dag.month - periode.start.month
        assert maaneder == 3
