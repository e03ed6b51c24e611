"""Mange rækker på én gang: det, der læses igen, er det, der blev skrevet – også de svære tegn."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from samkoering.models import Handling, Kontrolark, Sag, Sagshaendelse, Sagstilstand
from samkoering.skrivning import indsaet as indsaet_modul
from samkoering.skrivning.indsaet import indsaet, indsaet_tupler, som_json
from tests import fabrik

pytestmark = pytest.mark.django_db

TEKSTER = (
    "ligetil", "", "æøå ÆØÅ é", "tab\tog\nny linje\r", "bagud \\ og \\N", "\\.",
    "'enkelt' og \"dobbelt\"",
    "{krølle}", "%s", "😀", " foran og bagved ", "kun\ttab", "kun\rretur", "kun\nlinje",
)  # fmt: skip


@pytest.fixture(autouse=True, params=[indsaet_modul._FAA, 0], ids=["få", "copy"])
def vej(request, monkeypatch: pytest.MonkeyPatch) -> None:
    """De samme prøver ad begge veje på PostgreSQL: den for få rækker og den gennem COPY."""
    monkeypatch.setattr(indsaet_modul, "_FAA", request.param)


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


def test_tupler_bliver_til_de_samme_raekker():
    """Tekster, JSON, det fælles og modellens udgangspunkt – og tidspunktet, rækken blev gemt."""
    sag, koersel = fabrik.sag_med_udfald(), fabrik.koersel()
    indhold = {"tekster": list(TEKSTER), "tal": [1, 2.5, None, True], "inde": {"æ": {"\\": "\n"}}}
    numre = [uuid4(), uuid4()]
    indsaet_tupler(
        Kontrolark,
        ("id", "udgave", "indhold", "sha256"),
        [(nr, udgave, som_json(indhold), "0" * 64) for udgave, nr in enumerate(numre, 7)],
        {"kommune_id": sag.kommune_id, "sag_id": sag.pk, "koersel_id": koersel.pk},
    )
    gemte = Kontrolark.objects.i_kommune(sag.kommune).filter(pk__in=numre).order_by("udgave")
    assert [(a.pk, a.udgave, a.indhold) for a in gemte] == [
        (numre[0], 7, indhold), (numre[1], 8, indhold),
    ]  # fmt: skip
    assert all(a.oprettet and a.sag == sag and a.koersel == koersel for a in gemte)


@pytest.mark.parametrize("tekst", TEKSTER)
def test_tuplens_tekst_kommer_uaendret_igennem(tekst):
    sag = fabrik.sag_med_udfald()
    faelles = {"kommune_id": sag.kommune_id, "handling": Handling.BORTFALD}
    indsaet_tupler(Sagshaendelse, ("sag_id", "detalje"), [(sag.pk, tekst)], faelles)
    ny = Sagshaendelse.objects.i_kommune(sag.kommune).order_by("-pk")[0]
    assert (ny.detalje, ny.bruger_id, ny.handling) == (tekst, None, Handling.BORTFALD)
    assert ny.tidspunkt


def test_resten_er_modellens_udgangspunkt():
    kendt, nr = fabrik.sag_med_udfald(), uuid4()
    dage = {"fundet": kendt.fundet, "udloeber": kendt.udloeber}
    indsaet_tupler(
        Sag, ("id", "sagsnr", "cpr", "kle"), [(nr, "R-1", "6505120005", kendt.kle)],
        {"kommune_id": kendt.kommune_id, **dage},
    )  # fmt: skip
    ny = Sag.objects.i_kommune(kendt.kommune).get(pk=nr)
    assert (ny.tilstand, ny.version, ny.kontroltrin) == (Sagstilstand.LEDIG, 0, 2)
    assert (ny.tildelt_id, ny.afsluttet, ny.frisk_ark_oensket) == (None, None, False)
    assert (ny.fundet, ny.udloeber) == (kendt.fundet, kendt.udloeber)


def test_en_raekke_uden_sin_noegle_afvises():
    """Ellers fik to rækker den samme."""
    sag = fabrik.sag_med_udfald()
    with pytest.raises(LookupError, match="id"):
        indsaet_tupler(Kontrolark, ("udgave",), [(1,)], {"kommune_id": sag.kommune_id})


def test_to_gange_i_samme_transaktion_er_hver_sine_raekker():
    """Den midlertidige tabel tømmes først, når transaktionen slutter."""
    sag = fabrik.sag_med_udfald()
    faelles = {"kommune_id": sag.kommune_id, "handling": Handling.BORTFALD}
    for ord_ in ("først", "så"):
        indsaet_tupler(Sagshaendelse, ("sag_id", "detalje"), [(sag.pk, ord_)] * 40, faelles)
    historik = Sagshaendelse.objects.i_kommune(sag.kommune).filter(sag=sag)
    assert [historik.filter(detalje=ord_).count() for ord_ in ("først", "så")] == [40, 40]


@pytest.mark.django_db(transaction=True)
def test_den_midlertidige_tabel_bruges_igen_i_naeste_transaktion():
    sag = fabrik.sag_med_udfald()
    faelles = {"kommune_id": sag.kommune_id, "handling": Handling.BORTFALD}
    for ord_ in ("først", "så"):
        with transaction.atomic():
            indsaet_tupler(Sagshaendelse, ("sag_id", "detalje"), [(sag.pk, ord_)] * 40, faelles)
    historik = Sagshaendelse.objects.i_kommune(sag.kommune).filter(sag=sag)
    assert [historik.filter(detalje=ord_).count() for ord_ in ("først", "så")] == [40, 40]


def test_ingen_tupler_er_ingen_saetning(django_assert_num_queries):
    with django_assert_num_queries(0):
        indsaet_tupler(Kontrolark, ("id",), [], {})


def test_json_er_den_tekst_fingeraftrykket_tages_af():
    indhold = {"b": {"å": 1, "a": [None, True]}, "a": "– § “ord” \u2028"}
    assert som_json(indhold) == json.dumps(
        indhold, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
