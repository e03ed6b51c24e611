"""To skrivere på PostgreSQL: hver del tages én gang, og en fejl standser begge."""

from __future__ import annotations

import threading
from datetime import date
from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection

from samkoering.models import (
    Aarsag,
    Arbejde,
    Deltilstand,
    Forsoeg,
    Forsoegsudfald,
    Koersel,
    Natdel,
)
from samkoering.natten import skrivere
from samkoering.natten.forsoeg import begynd_forsoeg
from samkoering.natten.hovedbog import begynd, planlaeg
from samkoering.natten.skrivere import antal_skrivere, tag_dem_alle

NAT = date(2018, 6, 19)
KOMMUNER = [f"{nr:04d}" for nr in range(101, 111)]
kun_postgresql = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="SQLite har plads til én, der skriver"
)


@pytest.fixture
def koersel() -> Koersel:
    koersel = begynd(NAT, Aarsag.PLANLAGT)
    planlaeg(koersel, KOMMUNER, hel=True)
    return koersel


def delene(koersel: Koersel) -> list[Natdel]:
    return list(koersel.natdele.order_by("kommunekode"))


class Begge:
    """Tager dele; de to første venter på hinanden, så begge skrivere har fat i en."""

    def __init__(self, fejl_i_hjaelper: BaseException | None = None) -> None:
        self.taget: list[tuple[str, int]] = []
        self.forbindelser: set[int] = set()
        self._fejl, self._moede, self._hoved = (
            fejl_i_hjaelper, threading.Barrier(2, timeout=30), threading.get_ident(),
        )  # fmt: skip

    def __call__(self, natdel: Natdel) -> bool:
        Natdel.objects.filter(pk=natdel.pk).update(tilstand=Deltilstand.SKREVET)
        self.taget.append((natdel.kommunekode, threading.get_ident()))
        self.forbindelser.add(id(connection.connection))
        if natdel.kommunekode in KOMMUNER[:2]:
            self._moede.wait()
        if self._fejl is not None and threading.get_ident() != self._hoved:
            raise self._fejl
        return True


@kun_postgresql
@pytest.mark.django_db(transaction=True)
def test_to_skrivere_tager_hver_sin_del_paa_hver_sin_forbindelse(koersel: Koersel):
    tag = Begge()
    assert tag_dem_alle(koersel, delene(koersel), tag)
    assert sorted(kode for kode, _ in tag.taget) == KOMMUNER
    assert len({traad for _, traad in tag.taget}) == len(tag.forbindelser) == 2
    assert koersel.natdele.filter(tilstand=Deltilstand.SKREVET).count() == len(KOMMUNER)


@kun_postgresql
@pytest.mark.django_db(transaction=True)
def test_en_fejl_hos_hjaelperen_kastes_og_standser_resten(koersel: Koersel):
    tag = Begge(ValueError("går galt"))
    dele = delene(koersel)
    with pytest.raises(ValueError, match="går galt"):
        tag_dem_alle(koersel, mange := [*dele[:2], *dele[2:] * 1_000], tag)
    assert len(tag.taget) < len(mange), "hovedskriveren gik ikke i stå af sig selv"


@kun_postgresql
@pytest.mark.django_db(transaction=True)
def test_en_hjaelper_der_mister_sin_forbindelse_lader_resten_til_den_anden(
    koersel: Koersel, monkeypatch
):
    """Den anden holder inde med sin første del, til hjælperen er holdt op."""
    hoved, holdt_op = threading.get_ident(), threading.Event()
    monkeypatch.setattr(skrivere, "log", SimpleNamespace(warning=lambda _: holdt_op.set()))

    def tag(natdel: Natdel) -> bool:
        if threading.get_ident() != hoved:
            connection.close()
            raise OperationalError("server closed the connection unexpectedly")
        taget.append(natdel.kommunekode)
        assert holdt_op.wait(30)
        return True

    taget: list[str] = []
    assert tag_dem_alle(koersel, delene(koersel), tag)
    assert len(taget) == len(KOMMUNER) - 1, "kun den del, hjælperen sad med, mangler"


@kun_postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("udfald", "antal"),
    [
        (None, 2),
        (Forsoegsudfald.LYKKEDES, 2),
        (Forsoegsudfald.FEJLET, 1),
        (Forsoegsudfald.AFBRUDT, 1),
        (Forsoegsudfald.I_GANG, 1),
    ],
)
def test_efter_et_mislykket_forsoeg_skrives_delene_en_for_en(
    koersel: Koersel, udfald: Forsoegsudfald | None, antal: int
):
    """Ellers kunne en del, der vælter processen, trække sin nabo med i karantæne."""
    if udfald is not None:
        forsoeg = begynd_forsoeg(koersel, Arbejde.SKRIV, delene(koersel)[0])
        Forsoeg.objects.filter(pk=forsoeg.pk).update(udfald=udfald)
    assert antal_skrivere(koersel) == antal


@kun_postgresql
@pytest.mark.django_db(transaction=True)
def test_hentningens_forsoeg_taeller_ikke(koersel: Koersel):
    begynd_forsoeg(koersel, Arbejde.HENT)
    assert antal_skrivere(koersel) == 2


@kun_postgresql
@pytest.mark.django_db(transaction=True)
def test_antallet_kan_saettes(koersel: Koersel, settings):
    settings.NATTENS_SKRIVERE = 1
    assert antal_skrivere(koersel) == 1


@pytest.mark.django_db
def test_i_en_aaben_transaktion_er_der_kun_en(koersel: Koersel):
    """Også på SQLite, hvor der kun er plads til én."""
    assert antal_skrivere(koersel) == 1
    tag = Fortaeller()
    assert tag_dem_alle(koersel, delene(koersel), tag)
    assert tag.taget == KOMMUNER, "i delenes orden"
    assert not tag_dem_alle(koersel, [], tag)


class Fortaeller:
    """Tager dele uden at vente på nogen."""

    def __init__(self) -> None:
        self.taget: list[str] = []

    def __call__(self, natdel: Natdel) -> bool:
        self.taget.append(natdel.kommunekode)
        return True
