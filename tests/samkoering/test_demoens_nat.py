"""Demonstrationens fortid: alt, en forgangen nat skriver, bærer den nats dato."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from samkoering.demoens_nat import som_dengang
from samkoering.models import Koersel, Kontrolark, Sagshaendelse

VERDEN = ("--personer", "60", "--kommuner", "0175", "--seed", "1", "--horisont-dage", "30")
NAT, NAESTE = date(2018, 6, 19), date(2018, 7, 2)


@pytest.fixture
def verden(db, settings, tmp_path: Path) -> Path:
    """En lille syntetisk verden, som adapterne læser."""
    settings.DEMO, settings.VAR_MAPPE, settings.REGISTERMAPPE = (
        True,
        tmp_path,
        tmp_path / "registre",
    )
    call_command("syntetisk", *VERDEN, "--dato", NAT.isoformat(), "--ud", settings.REGISTERMAPPE)
    return tmp_path


def tider(koersel: Koersel) -> Iterator[datetime]:
    """Hvert tidspunkt, natten skrev: kørslens, registrenes, arkenes og historikkens."""
    assert koersel.afsluttet
    yield from (koersel.startet, koersel.afsluttet)
    yield from (datetime.fromisoformat(kilde["slaaet_op"]) for kilde in koersel.tabeller)
    for ark in Kontrolark.objects.i_kommune("0175").filter(koersel=koersel):
        yield ark.oprettet
        yield datetime.fromisoformat(ark.indhold["koersel"]["tidspunkt"])


def test_hver_nat_baerer_sin_egen_dato(verden: Path):
    for nat in (NAT, NAESTE):
        call_command("nat", "--dato", nat.isoformat(), "--som-dengang")
        koersel = Koersel.objects.get(dato=nat)
        assert {timezone.localtime(tid).date() for tid in tider(koersel)} == {nat}
    historik = Sagshaendelse.objects.i_kommune("0175").values_list("tidspunkt", flat=True)
    assert {timezone.localtime(tid).date() for tid in historik} == {NAT, NAESTE}


def test_uden_valget_siger_natten_hvornaar_den_skete(verden: Path):
    call_command("nat", "--dato", NAT.isoformat())
    dage = {timezone.localtime(tid).date() for tid in tider(Koersel.objects.get(dato=NAT))}
    assert dage == {timezone.localdate()}


def test_uret_begynder_om_natten_gaar_og_saettes_tilbage(settings):
    settings.DEMO = True
    foer = timezone.now()
    with som_dengang(NAT):
        dengang = timezone.localtime()
        assert (dengang.date(), dengang.hour) == (NAT, settings.NATTENS_TIME)
        assert dengang <= timezone.localtime() < dengang + timedelta(minutes=1)
    assert foer <= timezone.now() < foer + timedelta(minutes=1)


@pytest.mark.parametrize(
    ("demo", "doegn", "siger"),
    [(False, -1, "kun i en demonstration"), (True, 2, "er ikke begyndt endnu")],
)
def test_kun_i_en_demonstration_og_kun_bagud(settings, demo: bool, doegn: int, siger: str):
    settings.DEMO = demo
    dag = timezone.localdate() + timedelta(days=doegn)
    with pytest.raises(CommandError, match=siger), som_dengang(dag):
        pass
