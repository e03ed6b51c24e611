"""Hver fejl på bestilling: genforsøget lykkes, eller registeret svarer ikke, med sin grund."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest

from registre.adapter import RegisterSvarerIkke
from registre.http.forbindelse import Forbindelse, ForkertOpsat, digest
from registre.http.lager import Lager, Levering
from registre.http.manifest import JSON, TYPER
from registre.http.server import Kald
from registre.http.taalmod import Budget, Midlertidig, RigtigtUr
from registre.laesning import Udtraek
from samkoering.hentning import nattens_krav
from tests.registre.http.registerserveren import DATO, NOEGLE, Klient, server

GAAR_OVER = ("500", "503", "429", "halv-side", "afbrudt", "content-type", "aftryk")


@pytest.mark.parametrize("slags", GAAR_OVER)
@pytest.mark.parametrize("hvad", ["manifest", "feriekonto_anmodninger"])
def test_en_fejl_der_gaar_over_proeves_igen(verden: Path, tmp_path: Path, slags: str, hvad: str):
    with server(verden, f"{slags}:feriekonto:{hvad}:2") as koerende:
        klient = Klient(koerende)
        leverance = klient.hent(tmp_path)
    assert leverance.data_fra == DATO
    assert [fil.name for fil in tmp_path.iterdir()] == ["feriekonto_anmodninger.parquet"]
    assert len(klient.ur.ventet) == 2


@pytest.mark.parametrize(
    ("fejl", "grund"),
    [
        ("500", "Registeret svarede 500. Det er prøvet 5 gange."),
        ("503", "Registeret svarede 503. Det er prøvet 5 gange."),
        ("429", "Registeret beder om færre kald. Næste forsøg er om"),
        ("afbrudt", "Forbindelsen til registeret blev afbrudt. Det er prøvet 5 gange."),
        ("halv-side", "Registeret sendte kun en del af svaret. Det er prøvet 5 gange."),
        ("content-type", "Registeret svarede med en anden slags indhold end"),
        ("tegnsaet", "Registeret svarede med en anden slags indhold end text/csv; charset=utf-8"),
        ("aftryk", "Svaret passer ikke med sit fingeraftryk. Det er prøvet 5 gange."),
        ("tom-side::feriekonto_anmodninger", "blev ikke modtaget hel"),
        ("dobbelt-side::feriekonto_anmodninger", "blev ikke modtaget hel"),
        ("gaarsdagen", "Serveren leverede 18-06-2018; der blev bedt om 19-06-2018."),
    ],
)
def test_en_fejl_der_bliver_er_intet_svar(verden: Path, tmp_path: Path, fejl: str, grund: str):
    with server(verden, fejl) as koerende:
        assert grund in Klient(koerende).grund(tmp_path / "ud")


@pytest.mark.parametrize(
    ("fejl", "grund"),
    [
        ("periode:udk", "udk_bidragssager dækker 01-01-2017 til 31-12-2017, men natten kræver"),
        ("gamle-tal:udk", "udk_bidragssager er fra 18-06-2018; natten kræver 19-06-2018"),
        ("skema:udk", "mangler kolonnen oprettet"),
    ],
)
def test_det_kun_natten_kan_se_afvises_naar_tabellen_laeses(
    verden: Path, tmp_path: Path, fejl: str, grund: str, settings
):
    """Adapteren har fået et helt svar; det er bare ikke svar på det, natten spurgte om."""
    from samkoering.hentning import hent_alle

    with server(verden, fejl) as koerende, pytest.MonkeyPatch.context() as miljoe:
        miljoe.setenv("REGISTERSERVER_URL", koerende.url)
        miljoe.setenv("REGISTERSERVER_NOEGLE", NOEGLE)
        settings.REGISTERADAPTERE = {"udk": "registre.udk.adapter.HttpAdapter"}
        hent_alle(DATO, tmp_path)
    leveret = Udtraek(tmp_path, krav=nattens_krav(DATO)).leveret("udk_bidragssager")
    assert not leveret.besvaret
    assert grund in leveret.grund
    uden_krav = Udtraek(tmp_path).leveret("udk_bidragssager")
    assert uden_krav.besvaret is not fejl.startswith("skema")


@pytest.mark.parametrize(("timeout", "saa_laenge"), [(0.2, "0,2 sekunder"), (0.96, "1 sekund")])
def test_en_tavs_server_opgives_efter_timeout(
    verden: Path, tmp_path: Path, timeout: float, saa_laenge: str
):
    with server(verden, "timeout") as koerende:
        grund = Klient(koerende, timeout=timeout, forsoeg=2).grund(tmp_path / "ud")
    assert grund.startswith(f"Registeret svarede ikke inden for {saa_laenge}. ")
    assert grund.endswith("Det er prøvet 2 gange.")


def test_tidsbudgettet_holder_for_hele_hentningen(verden: Path, tmp_path: Path):
    with server(verden, "500") as koerende:
        klient = Klient(koerende, budget=4.0, forsoeg=50)
        grund = klient.grund(tmp_path / "ud")
    assert "efter tidsbudgettet på 4" in grund
    assert klient.ur.tid < 4.0


def test_ventetiden_vokser_til_sit_loft(verden: Path, tmp_path: Path):
    with server(verden, "500") as koerende:
        klient = Klient(koerende, forsoeg=6, loft=3.0)
        klient.grund(tmp_path / "ud")
    assert klient.ur.ventet == [0.5, 1.0, 2.0, 3.0, 3.0]


@pytest.mark.parametrize("status", ["429", "503"])
def test_retry_after_respekteres_ogsaa_naar_den_er_laengere_end_vores(
    verden: Path, tmp_path: Path, status: str
):
    with server(verden, f"{status}:feriekonto:manifest:3") as koerende:
        klient = Klient(koerende)
        klient.hent(tmp_path)
    assert klient.ur.ventet == [7.0, 7.0, 7.0]


@pytest.mark.parametrize(("budget", "lykkes"), [(7.5, True), (7.0, False)])
def test_retry_after_ud_over_budgettet_ventes_der_ikke_paa(
    verden: Path, tmp_path: Path, budget: float, lykkes: bool
):
    with server(verden, "503:feriekonto:manifest:1") as koerende:
        klient = Klient(koerende, budget=budget)
        grund = klient.grund(tmp_path / "ud")
    assert grund == ("" if lykkes else UDEN_TID)
    assert klient.ur.ventet == ([7.0] if lykkes else [])


UDEN_TID = (
    "Registeret svarede 503. Næste forsøg er om 7 sekunder, og det er efter tidsbudgettet på 7."
)


@pytest.mark.parametrize(
    ("type_", "ventet", "godtages"),
    [
        ("application/json", JSON, True),
        ("application/json; charset=UTF-8", JSON, True),
        ("text/csv", TYPER["csv"], True),
        ('text/csv;charset="utf-8"', TYPER["csv"], True),
        ("text/csv; charset=iso-8859-1", TYPER["csv"], False),
        ("application/octet-stream", TYPER["parquet"], False),
        ("text/html; charset=utf-8", JSON, False),
        ("", JSON, False),
    ],
)
def test_kun_den_ventede_slags_indhold(
    verden: Path, monkeypatch: pytest.MonkeyPatch, type_: str, ventet: str, godtages: bool
):
    """Et register må skrive hovedet på sin måde, men ikke mene noget andet."""
    monkeypatch.setattr(Kald, "do_GET", lambda kald: kald._svar(HTTPStatus.OK, b"{}", type_))
    monkeypatch.setattr("registre.http.server.digest", lambda krop: f"sha-512=:x:, {digest(krop)}")
    with server(verden) as koerende:
        kald = Forbindelse(koerende.url, NOEGLE, 5.0).hent
        if godtages:
            assert kald("/", ventet, Budget(10, RigtigtUr())) == b"{}"
        else:
            with pytest.raises(Midlertidig, match="anden slags indhold end"):
                kald("/", ventet, Budget(10, RigtigtUr()))


@pytest.mark.parametrize(
    ("tabel", "grund"),
    [("feriekonto_anmodninger", ""), ("ferie", "Manifestet nævner opslag i en tabel, registeret")],
)
def test_et_mislykket_opslag_i_en_ukendt_tabel_gaar_ikke_tabt(
    verden: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tabel: str, grund: str
):
    rigtig = Lager._dan

    def dan(*args: Any) -> Levering:
        levering = rigtig(*args)
        par = ((tabel, "6101800001"),)
        return replace(levering, manifest=replace(levering.manifest, mislykkede=par))

    monkeypatch.setattr(Lager, "_dan", dan)
    with server(verden) as koerende:
        klient = Klient(koerende)
        assert klient.grund(tmp_path / "ud").startswith(grund)
        if not grund:
            assert klient.hent(tmp_path / "ud").mislykkede == ((tabel, "6101800001"),)


def test_hastighedsgraensen_taeller_ikke_som_fejl(verden: Path, tmp_path: Path):
    """Flere gange 429 end der er forsøg, og en kreds, der åbner ved første fejl: det går."""
    from registre.http.kreds import Kreds
    from tests.registre.http.registerserveren import Spoleur

    kreds = Kreds(Spoleur().nu, graense=1)
    with server(verden, "429:feriekonto::9") as koerende:
        klient = Klient(koerende, kreds=kreds)
        klient.hent(tmp_path)
    assert len(klient.ur.ventet) == 9


def test_den_rigtige_takt_holdes(verden: Path, tmp_path: Path):
    with server(verden, takt=20) as koerende:
        klient = Klient(koerende)
        klient.taalmod = type(klient.taalmod)(terning=lambda: 1.0, grund=0.05)
        koerende.takt._spand = 1.0
        klient.hent(tmp_path, "udk")
    assert (tmp_path / "udk_bidragssager.parquet").exists()


@pytest.mark.parametrize(
    ("noegle", "ventet"), [(NOEGLE, ""), ("en-helt-anden-noegle", "Registeret afviste nøglen")]
)
def test_den_delte_noegle(verden: Path, tmp_path: Path, noegle: str, ventet: str):
    with server(verden) as koerende:
        klient = Klient(koerende, noegle=noegle)
        grund = klient.grund(tmp_path / "ud")
        assert grund.startswith(ventet)
        assert bool(grund) == bool(ventet)
        assert klient.ur.ventet == []


def test_en_server_der_ikke_findes(verden: Path, tmp_path: Path):
    with server(verden) as koerende:
        klient = Klient(koerende, forsoeg=2)
    grund = klient.grund(tmp_path / "ud")
    assert grund == "Registeret tager ikke imod kald. Det er prøvet 2 gange."


HTTPS = {"REGISTERSERVER_URL": "https://registre.example", "REGISTERSERVER_NOEGLE": "k"}


@pytest.mark.parametrize(
    ("miljoe", "fejl"),
    [
        ({}, "Sæt REGISTERSERVER_URL"),
        ({**HTTPS, "REGISTERSERVER_NOEGLE": ""}, "Sæt REGISTERSERVER_URL"),
        ({**HTTPS, "REGISTERSERVER_URL": "registre.example"}, "ikke en adresse"),
        ({**HTTPS, "REGISTERSERVER_URL": "https://registre.example:x"}, "ikke en adresse"),
        ({**HTTPS, "REGISTERSERVER_URL": "https://[::1"}, "ikke en adresse"),
        ({**HTTPS, "REGISTERSERVER_URL": "http://registre.example"}, "uden https"),
        ({**HTTPS, "REGISTERSERVER_CPR_URL": "http://cpr.example"}, "uden https"),
        ({**HTTPS, "REGISTERSERVER_TIMEOUT": "længe"}, "ikke et tal"),
    ],
)
def test_en_forkert_opsaetning_siger_hvad_der_mangler(miljoe: dict[str, str], fejl: str):
    with pytest.raises(ForkertOpsat, match=fejl):
        Forbindelse.fra_miljoeet("cpr", miljoe)


@pytest.mark.parametrize(
    ("miljoe", "adresse"),
    [
        (HTTPS, "https://registre.example"),
        ({**HTTPS, "REGISTERSERVER_CPR_URL": "https://cpr.example/"}, "https://cpr.example"),
        ({**HTTPS, "REGISTERSERVER_URL": "http://127.0.0.1:8010"}, "http://127.0.0.1:8010"),
        (
            {**HTTPS, "REGISTERSERVER_URL": "http://r:8010", "REGISTERSERVER_UKRYPTERET": "ja"},
            "http://r:8010",
        ),
    ],
)
def test_opsaetningen_laeses_af_miljoeet(miljoe: dict[str, str], adresse: str):
    assert Forbindelse.fra_miljoeet("cpr", miljoe).adresse == adresse


def test_uden_opsaetning_svarer_registeret_ikke(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from registre.adapter import vaelg

    monkeypatch.delenv("REGISTERSERVER_URL", raising=False)
    adapter = vaelg("registre.udk.adapter.HttpAdapter", mappe=tmp_path)
    with pytest.raises(RegisterSvarerIkke, match="Sæt REGISTERSERVER_URL"):
        adapter.hent(DATO, tmp_path / "ud")
