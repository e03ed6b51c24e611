"""Nøglens form, og hvor længe en klient lukkes ind."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError
from django.utils import timezone

from adgang.api import klienter, noegle
from adgang.api.klienter import Afvist
from adgang.api.omfang import Apiomfang
from adgang.models import Apiklient, Bruger, Rolle
from tests import fabrik

NU = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)
HALE = "A" * 43


def klient(**felter: object) -> tuple[Apiklient, str]:
    """En klient i Rødovre."""
    return klienter.opret(fabrik.kommune(), "Fagsystemet", [Apiomfang.BESTIL], dage=30, **felter)


@pytest.mark.parametrize(
    ("tekst", "kommune"),
    [
        (f"rs_0175_{HALE}",        "0175"),
        (f"rs_0175_{'_-' * 21}z",  "0175"),
        (f"rs_0175_{HALE[:-1]}",   None),      # et tegn for lidt
        (f"rs_0175_{HALE}A",       None),      # et for meget
        (f"rs_175_{HALE}",         None),
        (f"rs_01750_{HALE}",       None),
        (f"rs_٠١٧٥_{HALE}",        None),      # cifre, men ikke 0-9
        (f"RS_0175_{HALE}",        None),
        (f"rs_0175_{HALE[:-1]}+",  None),
        (f"rs_0175_{HALE}\n",      None),
        ("",                       None),
    ],
)  # fmt: skip
def test_kommunen_staar_i_noeglen(tekst: str, kommune: str | None):
    assert noegle.kommunekode(tekst) == kommune


def test_noeglen_er_256_bit_og_gemmes_ikke(db):
    gemt, en = klient()
    assert re.fullmatch(r"rs_0175_[A-Za-z0-9_-]{43}", en)
    assert gemt.fingeraftryk == noegle.fingeraftryk(en)
    alt = str(list(Apiklient.objects.i_kommune("0175").values())) + str(
        list(Bruger.objects.values())
    )
    assert en not in alt
    assert en[8:] not in alt


def test_klientens_bruger_kan_ikke_logge_ind(db):
    gemt, _ = klient()
    assert gemt.bruger.rolle == Rolle.API_KLIENT
    assert not gemt.bruger.has_usable_password()


@pytest.mark.parametrize(("dage", "maa"), [(0, False), (1, True), (365, True), (366, False)])
def test_hvor_laenge_en_noegle_kan_gaelde(db, dage: int, maa: bool):
    def opret():
        return klienter.opret(fabrik.kommune(), "F", [Apiomfang.BESTIL], dage=dage)[0]

    if maa:
        assert opret().udloeber == timezone.localdate() + timedelta(days=dage)
    else:
        with pytest.raises(ValueError, match="365"):
            opret()


@pytest.mark.parametrize(
    ("i_dag", "grund"),
    [
        (date(2026, 12, 22), None),                # sidste dag
        (date(2026, 12, 23), Afvist.UDLOEBET),
    ],
)  # fmt: skip
@time_machine.travel(NU, tick=False)
def test_den_sidste_dag_er_med(db, i_dag: date, grund: Afvist | None):
    assert klienter.afvist_fordi(klient()[0], i_dag) == grund


def test_tilbagekaldt_er_tilbagekaldt_ogsaa_foer_udloeb(db):
    gemt, en = klient()
    assert klienter.tilbagekald(gemt)
    assert not klienter.tilbagekald(gemt)  # igen ændrer intet
    fundet = klienter.find("0175", en)
    assert fundet is not None
    assert klienter.afvist_fordi(fundet, timezone.localdate()) == Afvist.TILBAGEKALDT


def test_en_lukket_bruger_lukker_klienten(db):
    gemt, _ = klient()
    gemt.bruger.is_active = False
    assert klienter.afvist_fordi(gemt, timezone.localdate()) == Afvist.TILBAGEKALDT


def test_noeglen_findes_kun_i_sin_kommune(db):
    _, en = klient()
    fabrik.kommune("0173", "Lyngby-Taarbæk")
    assert klienter.find("0175", en) is not None
    assert klienter.find("0173", en) is None
    assert klienter.find("0175", f"rs_0175_{HALE}") is None


def test_navnet_er_frit_igen_naar_klienten_er_tilbagekaldt(transactional_db):
    gemt, _ = klient()
    with pytest.raises(IntegrityError):
        klient()
    klienter.tilbagekald(gemt)
    assert klient()[0].navn == gemt.navn


@pytest.mark.parametrize(("sekunder", "noteres"), [(59, False), (60, True)])
def test_brug_noteres_hoejst_hvert_minut(db, sekunder: int, noteres: bool):
    gemt, _ = klient()
    for tid in (NU, senere := NU + timedelta(seconds=sekunder)):
        klienter.noter_brug(gemt, tid)
    gemt.refresh_from_db(from_queryset=Apiklient.objects.i_kommune("0175"))
    assert gemt.senest_brugt == (senere if noteres else NU)
