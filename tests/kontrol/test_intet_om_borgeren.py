"""Før bestilling: intet, der peger på en borger, kommer ud – hverken i side, hoved eller fejl."""

from __future__ import annotations

import logging

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samkoering.models import Sag
from tests import fabrik

ADRESSE = "/bestillingsliste/"
CPR = "7705850028"
AEGTEFAELLE = "8809900036"
NAVN = "Kanariefugl Kendelig"
SPOR = (CPR, "770585-0028", AEGTEFAELLE, "880990-0036", "Kanariefugl", "Kendelig", "KILDE-",
        "Testvej", "Rengøring Nord", "forskellige arbejdsgivere", "11.420", "1142000")  # fmt: skip


@pytest.fixture
def sag(db) -> Sag:
    sag = fabrik.sag_med_udfald(
        cpr=CPR, navn=NAVN, haendelser=(("ny_arbejdsgiver", "YM"), ("b_indkomst", "AEF"))
    )
    sag.udfald.filter(rolle="AEF").update(cpr=AEGTEFAELLE)
    return sag


FORESPOERGSLER = [
    "",
    "?sorter=cpr",
    "?sorter=-udfald__ym_cpr",
    "?sorter=kontrolark__indhold__ym__navn",
    f"?cpr={CPR}",
    f"?q={NAVN}",
    f"?tema={CPR}&ydelse={CPR}&inden={CPR}&skjul={CPR}&side={CPR}&vaelg={CPR}&filtre=1",
    "?format=json",
    "?vaelg=10&sorter=fundet",
    "?" + "&".join(f"sorter={felt.name}" for felt in Sag._meta.get_fields()),
]


@pytest.mark.parametrize("forespoergsel", FORESPOERGSLER)
def test_intet_spor_i_svaret(sag: Sag, klient: Client, forespoergsel: str, caplog):
    svar = laes(klient, forespoergsel, caplog)
    assert str(sag.pk) in svar  # sagen er vist; den er bare neutral
    assert not [spor for spor in SPOR if spor in svar]


@pytest.mark.parametrize(
    "felter",
    [
        {},                                  # intet valgt
        {"sag": CPR, "token": CPR},          # noget andet end et id
        {"sag": "11111111-1111-4111-8111-111111111111", "token": "x"},
    ],
)  # fmt: skip
def test_intet_spor_i_fejl(sag: Sag, klient: Client, felter: dict[str, str]):
    svar = klient.post(ADRESSE, felter)
    assert svar.status_code == 422
    assert not [spor for spor in SPOR if spor in svar.content.decode()]


def test_databasen_bliver_aldrig_spurgt(sag: Sag, klient: Client):
    """Det, der ikke hentes, kan ikke slippe ud."""
    forbudt = ('"cpr"', '"ym_cpr"', '"saetning"', '"bevis"', '"haendelsesdato"', '"identitet"',
               '"noegle"', '"kildesag"', "samkoering_kontrolark")  # fmt: skip
    for forespoergsel in ("", "?sorter=tema", "?sorter=ydelse&filtre=1&skjul=flytning"):
        with CaptureQueriesContext(connection) as spurgt:
            assert klient.get(ADRESSE + forespoergsel).status_code == 200
        sql = " ".join(f["sql"] for f in spurgt)
        assert "samkoering_udfald" in sql
        assert not [felt for felt in forbudt if felt in sql]


def laes(klient: Client, forespoergsel: str, caplog) -> str:
    """Svarets krop, hoved, cookies og det, der blev logget imens."""
    with caplog.at_level(logging.DEBUG, logger="django.request"):
        svar = klient.get(ADRESSE + forespoergsel)
    assert svar.status_code == 200
    hoved = " ".join(f"{navn}: {vaerdi}" for navn, vaerdi in svar.items())
    return " ".join([svar.content.decode(), hoved, str(svar.cookies), caplog.text])
