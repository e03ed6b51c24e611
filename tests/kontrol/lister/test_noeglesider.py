"""Bladring efter nøgle: hver række én gang, begge veje, også når listen ændrer sig imens."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db.models import QuerySet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kontrol.lister.noeglesider import Led, Noegleside, Plads, hent_side, tael
from samkoering.models import Sag, Sagstilstand
from tests import fabrik

NUL = date(2026, 1, 1)
MIDNAT = datetime(2026, 1, 1, tzinfo=UTC)
ID = Led("id")
ORDENER = {
    "id":                 (ID,),
    "stigende":           (Led("fundet"), ID),
    "faldende":           (Led("fundet", faldende=True), ID),
    "alt faldende":       (Led("fundet", faldende=True), Led("id", faldende=True)),
    "blandet":            (Led("kle"), Led("fundet", faldende=True), ID),
    "kan mangle":         (Led("afsluttet", kan_mangle=True), ID),
    "kan mangle, vendt":  (Led("afsluttet", faldende=True, kan_mangle=True), ID),
    "kan mangle sidst":   (Led("fundet"), Led("afsluttet", faldende=True, kan_mangle=True), ID),
}  # fmt: skip


def fyld(raekker: list[tuple[int, int, int | None]]) -> QuerySet[Sag]:
    """Sager med (ydelse, dag fundet, dag afsluttet); små tal, så mange står lige."""
    Sag.objects.i_kommune("0175").delete()
    Sag.objects.i_kommune("0175").bulk_create(
        Sag(
            kommune_id="0175",
            sagsnr=f"R-{nr}",
            cpr=f"61058{nr:05d}",
            kle=f"32.24.{kle:02d}",
            tilstand=Sagstilstand.UDLOEBET,
            fundet=NUL + timedelta(days=fundet),
            udloeber=NUL,
            afsluttet=None if slut is None else MIDNAT + timedelta(days=slut),
        )
        for nr, (kle, fundet, slut) in enumerate(raekker)
    )
    return Sag.objects.i_kommune("0175")


def facit(orden: tuple[Led, ...]) -> list[UUID]:
    """Ordenen regnet ud i Python: stabile sorteringer bagfra, tomme værdier altid sidst."""
    sager = list(Sag.objects.i_kommune("0175"))
    for led in reversed(orden):
        med = [sag for sag in sager if getattr(sag, led.felt) is not None]
        uden = [sag for sag in sager if getattr(sag, led.felt) is None]
        med.sort(key=lambda sag: getattr(sag, led.felt), reverse=led.faldende)
        sager = med + uden
    return [sag.pk for sag in sager]


def frem(sager: QuerySet[Sag], orden: tuple[Led, ...], antal: int) -> list[Noegleside]:
    sider = [hent_side(sager, orden, Plads(), antal)]
    while sider[-1].naeste:
        sider.append(hent_side(sager, orden, Plads(efter=sider[-1].naeste), antal))
    return sider


def tilbage(sager, orden, sidste: Noegleside, antal: int) -> list[Noegleside]:
    sider = [sidste]
    while sider[0].forrige:
        sider.insert(0, hent_side(sager, orden, Plads(foer=sider[0].forrige), antal))
    return sider


def ider(sider: list[Noegleside]) -> list[UUID]:
    return list(itertools.chain.from_iterable(side.ider for side in sider))


RAEKKE = st.tuples(st.integers(1, 2), st.integers(0, 2), st.none() | st.integers(0, 1))


@pytest.mark.parametrize("orden", ORDENER.values(), ids=ORDENER)
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(raekker=st.lists(RAEKKE, max_size=14), antal=st.integers(1, 5))
def test_hver_raekke_praecis_en_gang(db, orden, raekker, antal: int):
    fabrik.kommune()
    sager = fyld(raekker)
    sider = frem(sager, orden, antal)
    assert ider(sider) == facit(orden)
    assert [side.foran for side in sider] == list(range(0, max(1, len(raekker)), antal))
    # Tilbage gennem siderne kommer de samme rækker; den første side er altid fuld.
    igen = tilbage(sager, orden, sider[-1], antal)
    assert ider(igen[1:]) == ider(sider)[-len(ider(igen[1:])) or len(raekker) :]
    assert igen[0].ider == sider[0].ider
    assert [side.foran for side in igen] == [side.foran for side in sider]


@pytest.fixture
def ti(db) -> QuerySet[Sag]:
    fabrik.kommune()
    return fyld([(1, dag, None) for dag in range(10)])


ORDEN = ORDENER["stigende"]


@pytest.mark.parametrize(
    ("efter", "foer", "viser"),
    [
        (None, None, [0, 1, 2]),
        (2,    None, [3, 4, 5]),
        (8,    None, [9]),
        (9,    None, [0, 1, 2]),   # der er intet efter den sidste
        (None, 3,    [0, 1, 2]),
        (None, 9,    [6, 7, 8]),
        (None, 2,    [0, 1, 2]),   # siden før kan ikke fyldes
        (None, 0,    [0, 1, 2]),
        (2,    9,    [6, 7, 8]),   # begge er nævnt: "før" gælder
        ("x",  None, [0, 1, 2]),   # et id, der ikke er i listen
        (None, "x",  [0, 1, 2]),
    ],
)  # fmt: skip
def test_plads(ti, efter, foer, viser: list[int]):
    alle = facit(ORDEN)
    som_id = {None: None, "x": uuid4(), **dict(enumerate(alle))}
    side = hent_side(ti, ORDEN, Plads(som_id[efter], som_id[foer]), 3)
    assert list(side.ider) == [alle[nr] for nr in viser]
    assert (side.forrige is None) is (viser[0] == 0)
    assert (side.naeste is None) is (viser[-1] == 9)


def test_raekker_der_forsvinder_imens_flytter_ikke_de_andre(ti):
    """Netop det, som sidetal ikke kan: med OFFSET var nr. 3 og 4 sprunget over."""
    alle = facit(ORDEN)
    foerste = hent_side(ti, ORDEN, Plads(), 3)
    ti.filter(pk__in=alle[:2]).delete()
    assert list(hent_side(ti, ORDEN, Plads(efter=foerste.naeste), 3).ider) == alle[3:6]


def test_en_raekke_der_selv_er_vaek_giver_begyndelsen(ti):
    alle = facit(ORDEN)
    ti.filter(pk=alle[2]).delete()
    assert list(hent_side(ti, ORDEN, Plads(efter=alle[2]), 3).ider) == [*alle[:2], alle[3]]


def test_fremmed_kommunes_raekke_er_ikke_i_listen(ti, jonas):
    fremmed = fabrik.sag_med_udfald(jonas.kommune)
    assert hent_side(ti, ORDEN, Plads(efter=fremmed.pk), 3).ider == tuple(facit(ORDEN)[:3])


def test_felterne_kommer_med(ti):
    side = hent_side(ti, ORDEN, Plads(), 1, ("id", "sagsnr"))
    assert side.raekker == ((facit(ORDEN)[0], "R-0"),)


@pytest.mark.parametrize(("til", "tal", "flere"), [(9, 9, True), (10, 10, False), (11, 10, False)])
def test_antallet_taelles_ikke_i_det_uendelige(ti, monkeypatch, til: int, tal: int, flere: bool):
    monkeypatch.setattr("kontrol.lister.noeglesider.TAELLES_TIL", til)
    assert tael(ti) == (tal, flere)


@pytest.mark.parametrize(("til", "foran"), [(2, None), (5, 6), (6, 6)])
def test_langt_nede_er_pladsen_ukendt(ti, monkeypatch, til: int, foran: int | None):
    monkeypatch.setattr("kontrol.lister.noeglesider.TAELLES_TIL", til)
    assert hent_side(ti, ORDEN, Plads(efter=facit(ORDEN)[5]), 3).foran == foran
