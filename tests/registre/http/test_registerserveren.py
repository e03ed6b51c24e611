"""Registerserveren: kontrakten over HTTP, bag en nøgle, og fejl, når de bestilles."""

from __future__ import annotations

import http.client
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from registre.http.bestilling import Bestilling, Slags, UkendtFejl
from registre.http.server import ForKortNoegle, Registerserver, Takt
from registre.kontrakt import REGISTRE
from tests.registre.http.registerserveren import NOEGLE, Klient, server


def kald(koerende: Registerserver, sti: str, metode: str = "GET", noegle: str = NOEGLE, krop=None):
    forbindelse = http.client.HTTPConnection(urlsplit(koerende.url).netloc, timeout=30)
    hoveder = {"Authorization": f"Bearer {noegle}"} if noegle else {}
    forbindelse.request(metode, sti, body=krop, headers=hoveder)
    svar = forbindelse.getresponse()
    indhold = svar.read()
    forbindelse.close()
    return svar, indhold


@pytest.mark.parametrize("format_", ["parquet", "csv"])
def test_alle_registre_leveres_side_for_side(verden: Path, tmp_path: Path, format_: str):
    """Det hentede er det samme som mockens, uanset format og sidens størrelse."""
    from registre.adapter import vaelg
    from registre.kontrakt import TABELLER
    from registre.laesning import Udtraek

    with server(verden, format_=format_, sidestoerrelse=1500) as koerende:
        klient = Klient(koerende)
        for rum in REGISTRE:
            leverance = klient.hent(tmp_path / "http", rum)
            vaelg(f"registre.{rum}.adapter.MockAdapter", mappe=verden).hent(
                leverance.data_fra, tmp_path / "mock"
            )
    hentet, direkte = Udtraek(tmp_path / "http"), Udtraek(tmp_path / "mock")
    for navn in TABELLER:
        assert hentet.leveret(navn).besvaret
        assert hentet.ramme(navn).equals(direkte.ramme(navn))
    assert any("side=3" in sti for sti in koerende.kald)
    assert {fil.suffix for fil in (tmp_path / "http").iterdir()} == {f".{format_}"}


@pytest.mark.parametrize(
    ("sti", "noegle", "status"),
    [
        ("/v1/cpr/2018-06-19/manifest", NOEGLE, 200),
        ("/v1/cpr/2018-06-19/manifest", "", 401),
        ("/v1/cpr/2018-06-19/manifest", NOEGLE[:-1], 401),
        ("/v1/cpr/2018-06-19/manifest", "nøgle", 401),
        ("/v1/fejl", "", 401),
        ("/v1/skat/2018-06-19/manifest", NOEGLE, 404),
        ("/v1/cpr/2018-06-31/manifest", NOEGLE, 404),
        ("/v1/cpr/2018-06-19/eindkomst", NOEGLE, 404),
        ("/v1/cpr/2018-06-19/cpr_boern?side=0", NOEGLE, 404),
        ("/v1/cpr/2018-06-19/cpr_boern?side=9999", NOEGLE, 404),
        ("/v1/cpr/2018-06-19/cpr_boern?side=x", NOEGLE, 404),
        ("/v1/cpr/2018-06-19/../../etc/passwd", NOEGLE, 404),
        ("/", NOEGLE, 404),
    ],
)
def test_kun_det_kendte_med_noeglen(verden: Path, sti: str, noegle: str, status: int):
    with server(verden) as koerende:
        svar, _ = kald(koerende, sti, noegle=noegle)
        assert svar.status == status


def test_fejl_bestilles_og_glemmes_over_http(verden: Path):
    manifest = "/v1/udk/2018-06-19/manifest"
    with server(verden) as koerende:
        svar, _ = kald(koerende, "/v1/fejl", "POST", krop=json.dumps({"fejl": "503:udk"}))
        assert (svar.status, kald(koerende, manifest)[0].status) == (204, 503)
        assert kald(koerende, "/v1/cvr/2018-06-19/manifest")[0].status == 200
        assert kald(koerende, "/v1/fejl", "DELETE")[0].status == 204
        assert kald(koerende, manifest)[0].status == 200


@pytest.mark.parametrize("krop", ['{"fejl": "vrøvl"}', "[]", "", '{"fejl": "500:udk::mange"}'])
def test_en_bestilling_der_ikke_forstaas_siges(verden: Path, krop: str):
    with server(verden) as koerende:
        svar, tekst = kald(koerende, "/v1/fejl", "POST", krop=krop.encode())
        assert svar.status == 400
        assert tekst


def test_en_bestilling_rammer_kun_sit_og_saa_mange_gange():
    assert Bestilling.laes("500:udk::2") == Bestilling(Slags.FEJL_500, "udk", "", 2)
    assert Bestilling.laes("timeout").gange == -1
    tabel = Bestilling.laes("halv-side:cpr:cpr_boern")
    assert tabel.rammer("cpr", "cpr_boern")
    assert not tabel.rammer("cpr", "cpr_status")
    assert not tabel.rammer("udk", "cpr_boern")
    assert Bestilling.laes("periode:cpr").rammer("cpr", "manifest")
    with pytest.raises(UkendtFejl, match="halv-side"):
        Bestilling.laes("brand")


def test_takten_slipper_et_kald_igennem_ad_gangen():
    tid = [0.0]
    takt = Takt(2, lambda: tid[0])
    assert [takt.vent() for _ in range(3)] == [0.0, 0.0, 0.5]
    tid[0] = 0.5
    assert [takt.vent(), takt.vent()] == [0.0, 0.5]
    assert Takt(0).vent() == 0.0


def test_en_noegle_der_kan_gaettes_afvises(verden: Path):
    with pytest.raises(ForKortNoegle, match="16 tegn"):
        Registerserver(verden, "kort")


def test_intet_om_personer_i_adresserne(verden: Path, tmp_path: Path):
    import re

    with server(verden) as koerende:
        for rum in REGISTRE:
            Klient(koerende).hent(tmp_path, rum)
        assert koerende.kald
        assert not re.search(r"\d{6}-?\d{4}", " ".join(koerende.kald).replace("2018-06-19", ""))


@pytest.mark.parametrize(
    ("noegle", "valg", "grund"),
    [
        ("", {}, "REGISTERSERVER_NOEGLE"),
        (NOEGLE, {"fejl": ["brand:udk"]}, "»brand:udk« kan ikke bestilles"),
        (NOEGLE, {"port": 65536}, "Porten er et tal fra 0 til 65535"),
    ],
)
def test_kommandoen_siger_hvad_der_mangler(
    verden: Path, monkeypatch: pytest.MonkeyPatch, noegle: str, valg: dict[str, Any], grund: str
):
    from django.core.management import CommandError, call_command

    monkeypatch.setenv("REGISTERSERVER_NOEGLE", noegle)
    with pytest.raises(CommandError, match=grund):
        call_command("registerserver", mappe=verden, **{"port": 0, **valg})


def test_kommandoen_leverer_med_de_bestilte_fejl(
    verden: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    from django.core.management import call_command

    set_ = []

    def svar_een_gang(koerende: Registerserver) -> None:
        set_.append((koerende.bestillinger.om_kaldet("udk", "manifest"), koerende.url))
        raise KeyboardInterrupt

    monkeypatch.setenv("REGISTERSERVER_NOEGLE", NOEGLE)
    monkeypatch.setattr(Registerserver, "serve_forever", svar_een_gang)
    call_command("registerserver", mappe=verden, port=0, fejl=["500:udk"])
    ((slags, url),) = set_
    assert slags is Slags.FEJL_500
    ud = capsys.readouterr().out
    assert url in ud
    assert "Stoppet." in ud
