"""Høringens status til listerne: ordene, mærket og én forespørgsel for alle sager."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from kontrol.models import Lukning, Partshoering
from kontrol.partshoering.panel import hoeringspanel
from kontrol.partshoering.status import Slags, status, statusser
from kontrol.partshoering.svar import fravaelg, registrer_svar
from tests.kontrol.partshoering import eksempel
from tests.kontrol.partshoering.eksempel import med_kladde, sag_med, sendt, tryk

FRIST = date(2026, 12, 4)


@pytest.mark.parametrize(
    ("tilstand", "dag", "slags", "ord_"),
    [
        ("KLADDE",    FRIST,                 Slags.KLADDE,   "Kladde til partshøring"),
        ("SENDT",     FRIST - timedelta(14), Slags.VENTER,   "Partshøring – svar senest 04-12"),
        ("SENDT",     FRIST,                 Slags.VENTER,   "Partshøring – svar senest 04-12"),
        ("SENDT",     FRIST + timedelta(1),  Slags.UDLOEBET, "Partshøring – frist overskredet"),
        ("BESVARET",  FRIST + timedelta(1),  Slags.BESVARET, "Partshøring – svar modtaget"),
        ("FRAFALDET", FRIST,                 Slags.FRAVALGT, "Partshøring fravalgt"),
    ],
)  # fmt: skip
def test_ordene(tilstand: str, dag: date, slags: Slags, ord_: str):
    fundet = status(Partshoering(tilstand=tilstand, frist=FRIST), dag)
    assert (fundet.slags, fundet.ord) == (slags, ord_)
    assert fundet.badge.startswith("badge-")


@pytest.mark.django_db
def test_alle_sager_i_een_forespoergsel(mette, django_assert_num_queries):
    uden, kladde, venter, besvaret, fravalgt, gammel = (sag_med(mette) for _ in range(6))
    for sag in (kladde, gammel):
        med_kladde(sag, mette)
    for sag in (venter, besvaret):
        sendt(sag, mette)
    registrer_svar(tryk(besvaret, mette), eksempel.hoeringer(besvaret)[0].frist, "Ja.")
    fravaelg(tryk(fravalgt, mette), "Borgeren er hørt på et møde.")
    gammel.bestillinger.update(lukket=eksempel.FREDAG, lukning=Lukning.LAGT_TILBAGE)
    sager = [uden.pk, kladde.pk, venter.pk, besvaret.pk, fravalgt.pk, gammel.pk]
    with django_assert_num_queries(1):
        alle = statusser("0175", sager)
    assert {sag: s.slags for sag, s in alle.items()} == {
        kladde.pk: Slags.KLADDE,
        venter.pk: Slags.VENTER,
        besvaret.pk: Slags.BESVARET,
        fravalgt.pk: Slags.FRAVALGT,
    }
    assert statusser("0173", sager) == {}


@pytest.mark.django_db
def test_den_nyeste_hoering_er_sagens(mette):
    sag = sag_med(mette)
    with time_machine.travel(eksempel.FREDAG):
        sendt(sag, mette)
    with time_machine.travel(eksempel.FREDAG + timedelta(days=20)):
        assert statusser("0175", [sag.pk])[sag.pk].slags == Slags.UDLOEBET
        med_kladde(sag, mette)
        assert statusser("0175", [sag.pk])[sag.pk].slags == Slags.KLADDE


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("haendelser", "eet_tryk"),
    [
        ([("flytning", "YM")],                        True),
        ([("flytning", "YM"), ("bilkoeb", "AEF")],    False),   # vælg først
        ([("borger_doer", "YM")],                     False),
    ],
)  # fmt: skip
def test_med_een_haendelse_begynder_brevet_med_eet_tryk(mette, haendelser, eet_tryk):
    panel = hoeringspanel(sag_med(mette, *haendelser))
    assert bool(panel.eneste) == eet_tryk
