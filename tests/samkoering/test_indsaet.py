"""Mange rækker på én gang: det, der læses igen, er det, der blev skrevet – også de svære tegn."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from samkoering.models import Handling, Kontrolark, Sagshaendelse
from samkoering.skrivning.indsaet import indsaet
from tests import fabrik

pytestmark = pytest.mark.django_db

TEKSTER = (
    "ligetil", "", "æøå ÆØÅ é", "tab\tog\nny linje\r", "bagud \\ og \\N", "\\.",
    "'enkelt' og \"dobbelt\"",
    "{krølle}", "%s", "😀", " foran og bagved ",
)  # fmt: skip


def test_tekster_kommer_uaendrede_igennem():
    sag = fabrik.sag_med_udfald()
    manager = Sagshaendelse.objects.i_kommune(sag.kommune)
    foer = set(manager.values_list("pk", flat=True))
    da = datetime(2018, 6, 19, 1, 30, tzinfo=UTC)
    indsaet(
        (
            Sagshaendelse(
                kommune=sag.kommune, sag=sag, tidspunkt=da, handling=Handling.BORTFALD,
                detalje=tekst,
            )
            for tekst in TEKSTER
        ),
        manager,
    )  # fmt: skip
    nye = manager.exclude(pk__in=foer).order_by("pk")
    assert tuple(nye.values_list("detalje", flat=True)) == TEKSTER
    assert {(h.tidspunkt, h.handling, h.bruger_id, h.sag_id) for h in nye} == {
        (da, Handling.BORTFALD, None, sag.pk)
    }


def test_json_kommer_uaendret_igennem():
    sag = fabrik.sag_med_udfald()
    koersel = fabrik.koersel()
    indhold = {"tekster": list(TEKSTER), "tal": [1, 2.5, None, True], "inde": {"æ": {"\\": "\n"}}}
    manager = Kontrolark.objects.i_kommune(sag.kommune)
    indsaet(
        [
            Kontrolark(
                kommune=sag.kommune, sag=sag, koersel=koersel, udgave=udgave, indhold=indhold,
                sha256="0" * 64,
            )
            for udgave in (7, 8)
        ],
        manager,
    )  # fmt: skip
    gemte = manager.filter(udgave__in=(7, 8)).order_by("udgave")
    assert [ark.indhold for ark in gemte] == [indhold, indhold]
    assert all(ark.oprettet for ark in gemte)


def test_intet_er_ingen_saetning(django_assert_num_queries):
    with django_assert_num_queries(0):
        indsaet([], Kontrolark.objects)


def test_et_sammenfald_ruller_alt_tilbage():
    """Delen er én transaktion: hovedbogen prøver den igen."""
    sag = fabrik.sag_med_udfald()
    koersel = fabrik.koersel()
    manager = Kontrolark.objects.i_kommune(sag.kommune)
    ens = [
        Kontrolark(
            kommune=sag.kommune, sag=sag, koersel=koersel, udgave=9, indhold={}, sha256="0" * 64
        )
        for _ in range(2)
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        indsaet(ens, manager)
    assert not manager.filter(udgave=9).exists()
