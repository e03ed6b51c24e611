"""Livsløbet under tilfældige nætter: hver hændelse får én sag og højst ét resultat."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core import serializers

from registre.laesning import Udtraek
from samkoering.haendelsesregnskab.efterproev import brud_i
from samkoering.koersel import koer
from samkoering.models import (
    AABNE_TILSTANDE,
    Fredning,
    Koersel,
    Kontrolark,
    Kontrolregnskab,
    Sag,
    Sagstilstand,
    Udfald,
    Udfaldstilstand,
)
from samkoering.motor.beregning import BestandIkkeFundet
from tests.uafhaengig.tilfaeldig import DAGE, skriv_mappe

pytestmark = pytest.mark.django_db

NAETTER = (0, 1, 33, 95, 96)
"""Døgn efter den første nat: næste nat, næste måned, efter tre måneder og natten derpå."""


def alle(model: type) -> list:
    return list(model.objects.paa_tvaers(grund="prøven ser hele databasen").order_by("pk"))


def naetter(seed: int, mappe: Path, dage: tuple[int, ...]) -> None:
    """Kør nætterne med tilfældig sagsbehandling imellem, og hold løfterne op hver gang."""
    terning = random.Random(seed)
    dag = DAGE[seed % len(DAGE)]
    for nr, doegn in enumerate(dage):
        udtraek = mappe / str(nr)
        skriv_mappe(seed + terning.choice((0, 0, 1000)), udtraek, dag)
        koersel = koer(Udtraek(udtraek), dag + timedelta(days=doegn))
        hold_loefterne(koersel)
        gentag_og_sammenlign(udtraek, dag + timedelta(days=doegn))
        for sag in alle(Sag):
            if sag.er_aaben and terning.random() < 0.4:
                behandl(sag, terning)


def behandl(sag: Sag, terning: random.Random) -> None:
    """Bestil sagen, eller afslut den og fred dens hændelser, som feedback gør."""
    if terning.random() < 0.5:
        Sag.objects.i_kommune(sag.kommune).filter(pk=sag.pk).update(tilstand=Sagstilstand.BESTILT)
        return
    for udfald in sag.udfald.filter(tilstand=Udfaldstilstand.AABENT):
        Fredning.objects.i_kommune(sag.kommune).get_or_create(
            kommune=sag.kommune,
            ym_cpr=udfald.ym_cpr,
            identitet=udfald.identitet,
            defaults={"sag": sag},
        )
    sag.udfald.filter(tilstand=Udfaldstilstand.AABENT).update(tilstand=Udfaldstilstand.BEHANDLET)
    Sag.objects.i_kommune(sag.kommune).filter(pk=sag.pk).update(
        tilstand=Sagstilstand.AENDRET_TILDELING
    )


def hold_loefterne(koersel: Koersel) -> None:
    assert list(brud_i(koersel)) == [], "regnskabet går op"
    sager, udfald = alle(Sag), alle(Udfald)
    aabne = Counter((sag.kommune_id, sag.cpr) for sag in sager if sag.tilstand in AABNE_TILSTANDE)
    assert max(aabne.values(), default=0) <= 1, "én åben sag pr. borger i kommunen"
    levende = Counter(
        (u.kommune_id, u.ym_cpr, u.identitet)
        for u in udfald
        if u.tilstand != Udfaldstilstand.BORTFALDET
    )
    assert max(levende.values(), default=0) <= 1, "samme hændelse findes kun én gang"
    med_aabne = {u.sag_id for u in udfald if u.tilstand == Udfaldstilstand.AABENT}
    for sag in sager:
        assert (sag.pk in med_aabne) == (sag.tilstand in AABNE_TILSTANDE), sag.tilstand
        if sag.tilstand == Sagstilstand.LEDIG:
            assert sag.udloeber >= koersel.dato, "en ledig sag bliver ikke liggende"
    ark = {a.sag_id for a in alle(Kontrolark)}
    assert ark == {sag.pk for sag in sager}, "hver sag har et kontrolark"
    gaeldende = Counter((r.kommune_id, r.sag_id) for r in alle(Kontrolregnskab) if r.til is None)
    assert max(gaeldende.values(), default=0) <= 1


def gentag_og_sammenlign(udtraek: Path, dag: date) -> None:
    modeller = (Sag, Udfald, Kontrolark, Kontrolregnskab, Fredning)
    foer = [serializers.serialize("json", alle(model)) for model in modeller]
    igen = koer(Udtraek(udtraek), dag)
    assert [serializers.serialize("json", alle(model)) for model in modeller] == foer
    assert sum(del_.nye_udfald for del_ in igen.dele.get_queryset()) == 0


@pytest.mark.parametrize("seed", range(2))
def test_loefterne_holder_gennem_tilfaeldige_naetter(seed, tmp_path):
    try:
        naetter(seed, tmp_path, NAETTER)
    except BestandIkkeFundet:
        assert Koersel.objects.first().fejl.startswith("Bestanden kan ikke findes")


@pytest.mark.bevis
@pytest.mark.parametrize("seed", range(2, 60))
def test_loefterne_holder_gennem_mange_tilfaeldige_naetter(seed, tmp_path):
    test_loefterne_holder_gennem_tilfaeldige_naetter(seed, tmp_path)
