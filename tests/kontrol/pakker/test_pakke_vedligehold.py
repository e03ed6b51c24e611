"""Uret: filer slettes efter et døgn, rester fjernes, og forladte pakker tages op igen."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from kontrol.models import Pakke, Pakketilstand
from kontrol.pakker import mappe
from kontrol.pakker.vedligehold import TOG_FOR_LANG_TID, genoptag, slet_gamle
from tests.driftsrolle import som_driftsrolle
from tests.kontrol.pakker.conftest import indhold, laes

pytestmark = pytest.mark.django_db
SEKUND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("alder", "slettet"),
    [
        (timedelta(hours=24) - SEKUND, False),
        (timedelta(hours=24),          True),
        (timedelta(hours=25),          True),
    ],
)  # fmt: skip
@pytest.mark.parametrize("tilstand", ["KLAR", "VENTER", "DANNES", "FEJLET"])
def test_alt_er_vaek_efter_et_doegn(
    pakke, pakkemappe: Path, alder: timedelta, slettet: bool, tilstand: str
):
    ny = pakke(2, dannet=True)
    Pakke.objects.i_kommune("0175").update(tilstand=tilstand)
    with som_driftsrolle():
        slet_gamle(ny.oprettet + alder)
    nu = laes(ny)
    assert (nu.tilstand == Pakketilstand.SLETTET, nu.sager == []) == (slettet, slettet)
    assert (list(pakkemappe.iterdir()) == []) is slettet


def test_en_gammel_adresse_siger_det(pakke, klient: Client):
    ny = pakke(1, dannet=True)
    slet_gamle(ny.slettes)
    svar = klient.get(f"/prioriteringsliste/pakker/{ny.pk}.zip")
    assert svar.status_code == 410
    assert "Zip-filen er slettet. Den ligger på serveren i 24 timer." in svar.content.decode()
    assert "pakke-" not in klient.get("/prioriteringsliste/").content.decode()


@pytest.mark.parametrize(
    ("raekke", "laaset", "endelse", "slettes"),
    [
        ("ingen",   False, ".zip",      True),    # en fil uden række
        ("ingen",   False, ".zip.halv", True),
        ("ingen",   False, ".laas",     True),
        ("SLETTET", False, ".zip",      True),
        ("KLAR",    False, ".zip",      False),
        ("DANNES",  False, ".zip.halv", True),    # en dræbt arbejders rest
        ("DANNES",  True,  ".zip.halv", False),   # en arbejder er i gang
    ],
)  # fmt: skip
def test_rester_paa_disken(pakke, raekke: str, laaset: bool, endelse: str, slettes: bool):
    ny = pakke(1)
    id_ = uuid4() if raekke == "ingen" else ny.pk
    if raekke != "ingen":
        Pakke.objects.i_kommune("0175").update(tilstand=raekke)
    fil = mappe._sti(id_, endelse)
    fil.write_bytes(b"PK")
    if laaset:
        with mappe.alene(id_):
            slet_gamle(timezone.now())
    else:
        slet_gamle(timezone.now())
    assert fil.exists() is not slettes


def test_fremmede_filer_i_mappen_roeres_ikke(pakkemappe: Path):
    pakkemappe.mkdir()
    (pakkemappe / "LÆSMIG.txt").write_text("hej")
    slet_gamle(timezone.now())
    assert (pakkemappe / "LÆSMIG.txt").exists()


@pytest.mark.parametrize(
    ("tilstand", "alder", "sker"),
    [
        ("VENTER", timedelta(seconds=29), "intet"),
        ("VENTER", timedelta(seconds=30), "i kø"),
        ("DANNES", timedelta(seconds=30), "i kø"),
        ("DANNES", timedelta(hours=1) - SEKUND, "i kø"),
        ("DANNES", timedelta(hours=1),    "opgivet"),
        ("VENTER", timedelta(hours=1),    "opgivet"),
        ("KLAR",   timedelta(hours=1),    "intet"),
        ("FEJLET", timedelta(hours=1),    "intet"),
    ],
)  # fmt: skip
def test_forladte_pakker(pakke, koe, tilstand: str, alder: timedelta, sker: str):
    ny = pakke(1)
    Pakke.objects.i_kommune("0175").update(tilstand=tilstand)
    with som_driftsrolle():
        genoptag(ny.oprettet + alder)
    nu = laes(ny)
    assert koe == ([("0175", str(ny.pk))] if sker == "i kø" else [])
    assert nu.tilstand == ("FEJLET" if sker == "opgivet" else tilstand)
    assert (nu.fejl == TOG_FOR_LANG_TID) is (sker == "opgivet")


def test_en_opgivet_pakke_siger_hvad_man_goer(pakke, klient: Client):
    genoptag(pakke(1).oprettet + timedelta(hours=2))
    assert TOG_FOR_LANG_TID in klient.get("/prioriteringsliste/").content.decode()


def test_sletning_paa_tvaers_af_kommuner(pakke, jonas):
    ny = pakke(1, dannet=True)
    fremmed = Pakke.objects.i_kommune("0173").create(
        kommune=jonas.kommune, bruger=jonas, antal=1, slettes=ny.slettes, tilstand="KLAR"
    )
    with som_driftsrolle():
        assert slet_gamle(ny.slettes) == 2
    assert {laes(ny).tilstand, laes(fremmed).tilstand} == {Pakketilstand.SLETTET}
    assert indhold(ny) == {}
