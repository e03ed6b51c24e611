"""Alle registre hentes på én gang: en, der hænger eller fejler, rammer kun sig selv."""

from __future__ import annotations

import itertools
import queue
import threading
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import polars as pl
import pytest

from registre.adapter import Leverance, RegisterSvarerIkke, UkendtAdapter
from registre.kontrakt import REGISTRE, TABELLER
from registre.laesning import Forrige, Udtraek, foelgeseddel
from registre.syntetisk import danmark, skriv
from samkoering import hentning
from samkoering.hentning import hent_alle, nattens_krav
from samkoering.skrivning.kilder import datakilder, forrige

DATO = date(2018, 6, 19)
HER = f"{__name__}."


class Stiller:
    """En adapter uden server; underklassen siger, hvordan den svigter."""

    register: ClassVar[str] = "udk"

    def __init__(self, mappe: Path) -> None:
        self.kilde = mappe

    def hent(self, dato: date, mappe: Path) -> Leverance:
        mappe.mkdir()
        return self.svar(mappe)

    def svar(self, mappe: Path) -> Leverance:
        raise RegisterSvarerIkke("udk", "Lukket om natten.")


class Haenger(Stiller):
    """Vågner først, når alle andre er færdige, og skriver så alligevel."""

    vaek: ClassVar[threading.Event]
    efter: ClassVar[threading.Event]

    def svar(self, mappe: Path) -> Leverance:
        self.vaek.wait(60)
        try:
            (mappe / "udk_bidragssager.parquet").write_bytes(b"for sent")
        finally:
            self.efter.set()
        return Leverance("udk", ("udk_bidragssager",), DATO, "for sent")


class Vaelter(Stiller):
    """En fejl i adapterens egen kode, med noget personligt i teksten."""

    def svar(self, mappe: Path) -> Leverance:
        raise KeyError("670585-0028")


class Panik(Stiller):
    """Polars' panik er ikke en Exception."""

    def svar(self, mappe: Path) -> Leverance:
        raise BaseException("670585-0028")


@pytest.fixture(scope="module")
def verden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    mappe = tmp_path_factory.mktemp("verden") / "ud"
    skriv(danmark(60, ["0175"], DATO, seed=1, horisont_dage=30), mappe)
    return mappe


@pytest.fixture
def registre(settings: Any, verden: Path) -> Any:
    settings.REGISTERMAPPE = verden
    settings.REGISTERADAPTERE = {rum: f"registre.{rum}.adapter.MockAdapter" for rum in REGISTRE}
    return settings


def test_udtraekket_er_helt_og_foelgesedlen_passer(registre: Any, tmp_path: Path):
    hent_alle(DATO, tmp_path)
    udtraek = Udtraek(tmp_path, krav=nattens_krav(DATO))
    assert all(udtraek.leveret(navn).besvaret for navn in TABELLER)
    ventet = {f"{navn}.parquet" for navn in TABELLER} | {foelgeseddel.FIL}
    assert {fil.name for fil in tmp_path.iterdir()} == ventet
    linjer = foelgeseddel.laes(tmp_path).linjer
    for navn, tabel in TABELLER.items():
        linje = linjer[tabel.register].tabeller[navn]
        assert linje.antal == pl.read_parquet(tmp_path / f"{navn}.parquet").height
        assert linje.periode == (date(1900, 1, 1), DATO)


@pytest.mark.parametrize(
    ("klasse", "grund"),
    [
        (Stiller, "Lukket om natten."),
        (Vaelter, "Adapteren fejlede (KeyError)."),
        (Panik, "Adapteren fejlede (BaseException)."),
    ],
)
def test_et_register_der_svigter_rammer_kun_sig_selv(registre, tmp_path, klasse, grund: str):
    registre.REGISTERADAPTERE["udk"] = HER + klasse.__name__
    hent_alle(DATO, tmp_path)
    udtraek = Udtraek(tmp_path, krav=nattens_krav(DATO))
    assert [navn for navn in TABELLER if not udtraek.leveret(navn).besvaret] == ["udk_bidragssager"]
    assert udtraek.leveret("udk_bidragssager").grund == grund
    assert "670585" not in (tmp_path / foelgeseddel.FIL).read_text(encoding="utf-8")


def uret_gaar_til_kun_en_mangler(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Så længe der højst ventes på hvert svar; uret går ti sekunder for hver gang, der ses på det.

    Der ventes, til de andre er kommet, og så er fristen udløbet, hvor travlt der end er.
    """
    ventet: list[float] = []

    class Svarkoe(queue.SimpleQueue[Any]):
        def get(self, timeout: float) -> Any:  # type: ignore[override]
            ventet.append(timeout)
            if len(ventet) == len(REGISTRE):
                raise queue.Empty
            return super().get(timeout=60)

    ur = itertools.count(1_000.0, 10.0)
    monkeypatch.setattr(hentning, "time", SimpleNamespace(monotonic=lambda: next(ur)))
    koen = SimpleNamespace(SimpleQueue=Svarkoe, Empty=queue.Empty)
    monkeypatch.setattr(hentning, "queue", koen)
    return ventet


def test_en_der_haenger_forsinker_ikke_de_andre_ud_over_budgettet(
    registre, tmp_path, monkeypatch: pytest.MonkeyPatch
):
    Haenger.vaek, Haenger.efter = threading.Event(), threading.Event()
    registre.REGISTERADAPTERE["udk"] = HER + "Haenger"
    registre.REGISTERBUDGET = 600
    ventet = uret_gaar_til_kun_en_mangler(monkeypatch)
    hent_alle(DATO, tmp_path)
    assert ventet == [605 - 10 * nr for nr in range(1, len(REGISTRE) + 1)]
    udtraek = Udtraek(tmp_path, krav=nattens_krav(DATO))
    leveret = udtraek.leveret("udk_bidragssager")
    assert leveret.grund == "Registeret svarede ikke inden for 600 sekunder."
    assert udtraek.leveret("eindkomst").besvaret
    foer = sorted(tmp_path.rglob("*"))
    Haenger.vaek.set()
    assert Haenger.efter.wait(60)
    assert sorted(tmp_path.rglob("*")) == foer  # den, der vågner, når ikke udtrækket


def test_registrene_hentes_samtidig(registre, tmp_path: Path):
    """Den ene venter på den anden; én ad gangen ville de aldrig blive færdige."""
    moede = threading.Barrier(2, timeout=30)

    class Moedes(Stiller):
        def svar(self, mappe: Path) -> Leverance:
            moede.wait()
            raise RegisterSvarerIkke("udk", "Vi mødtes.")

    globals()["Moedes"] = Moedes
    registre.REGISTERADAPTERE = {"udk": HER + "Moedes", "cvr": HER + "Moedes"}
    hent_alle(DATO, tmp_path)
    linjer = foelgeseddel.laes(tmp_path).linjer
    assert {rum: linje.grund for rum, linje in linjer.items()} == {
        "udk": "Vi mødtes.", "cvr": "Vi mødtes.",
    }  # fmt: skip


def test_kun_et_register(registre, tmp_path: Path):
    hent_alle(DATO, tmp_path, rum=["feriekonto"])
    assert [fil.name for fil in sorted(tmp_path.iterdir())] == [
        "feriekonto_anmodninger.parquet", foelgeseddel.FIL,
    ]  # fmt: skip


def test_en_sti_der_ikke_findes_er_ikke_et_tavst_register(registre, tmp_path: Path):
    registre.REGISTERADAPTERE["udk"] = "registre.udk.adapter.Skrivefejl"
    with pytest.raises(UkendtAdapter, match="Skrivefejl"):
        hent_alle(DATO, tmp_path)


def test_mislykkede_opslag_kan_ikke_blive_vaek(registre, tmp_path: Path, verden: Path):
    kilde, ud = tmp_path / "kilde", tmp_path / "ud"
    ud.mkdir()
    skriv(danmark(20, ["0175"], DATO, seed=1), kilde)
    (kilde / "ikke_besvaret.csv").write_text("tabel,cpr\nudk_bidragssager,6705850028\n")
    registre.REGISTERMAPPE = kilde
    registre.REGISTERADAPTERE = {"udk": "registre.udk.adapter.MappeAdapter"}
    hent_alle(DATO, ud)
    krav = nattens_krav(DATO)
    assert Udtraek(ud, krav=krav).ikke_besvaret.ramme.height == 1
    (ud / "ikke_besvaret.parquet").unlink()
    assert not Udtraek(ud, krav=krav).ikke_besvaret.besvaret


def test_mappens_egen_foelgeseddel_gaelder(registre, tmp_path: Path):
    """Kommunens eget manifest fanger en fil, der blev afkortet, før vi så den."""
    kilde, ud = tmp_path / "kilde", tmp_path / "ud"
    ud.mkdir()
    registre.REGISTERMAPPE = kilde
    registre.REGISTERADAPTERE = {"cvr": "registre.cvr.adapter.MappeAdapter"}
    kilde.mkdir()
    tekst = "cpr,cvr,virksomhed,virksomhedsform,branchekode,rolle,virksomhed_start,rolle_fra\n"
    (kilde / "cvr_deltagelser.csv").write_text(tekst)
    linje = foelgeseddel.Tabellinje(7, "", "2018-01-01", "2018-06-30")
    foelgeseddel.skriv(
        {
            "cvr": foelgeseddel.Linje(
                "2018-06-19", "2018-06-19", tabeller={"cvr_deltagelser": linje}
            )
        },
        kilde,
    )
    hent_alle(DATO, ud)
    grund = Udtraek(ud, krav=nattens_krav(DATO)).leveret("cvr_deltagelser").grund
    assert "følgesedlen siger 7 rækker, filen har 0" in grund


@pytest.mark.parametrize("indhold", [b"ikke parquet", b""])
def test_en_uhel_liste_over_mislykkede_opslag_er_intet_svar(registre, tmp_path, indhold: bytes):
    kilde, ud = tmp_path / "kilde", tmp_path / "ud"
    ud.mkdir()
    skriv(danmark(20, ["0175"], DATO, seed=1), kilde)
    (kilde / "ikke_besvaret.parquet").write_bytes(indhold)
    registre.REGISTERMAPPE = kilde
    registre.REGISTERADAPTERE = {"udk": "registre.udk.adapter.MappeAdapter"}
    hent_alle(DATO, ud)
    assert foelgeseddel.laes(ud).linjer["udk"].grund == "Listen over mislykkede opslag er ikke hel."


def test_sidste_nats_tal_kommer_fra_den_sidste_nat_der_svarede(registre, tmp_path: Path):
    hent_alle(DATO, tmp_path)
    i_nat = datakilder(Udtraek(tmp_path, krav=nattens_krav(DATO)))
    kilde = next(kilde for kilde in i_nat if kilde["tabel"] == "eindkomst")
    assert kilde["sha256"] == foelgeseddel.fingeraftryk(tmp_path / "eindkomst.parquet")
    afvist = [{**kilde, "tilstand": "AFVIST", "raekker": 0}]
    gammel = [{**kilde, "raekker": 1}, {"tabel": "r75_moms", "tilstand": "BESVARET", "raekker": 2,
                                        "data_fra": ""}]  # fmt: skip
    assert forrige([afvist, i_nat, gammel])["eindkomst"] == Forrige(
        kilde["raekker"], kilde["sha256"], DATO
    )
    assert forrige([gammel])["r75_moms"] == Forrige(2, "", None)
    assert forrige([afvist]) == {}


def test_indstillingerne_bliver_til_krav(settings: Any):
    settings.VOLUMEN_GRAENSE = 0.8
    settings.REGISTERALDER = {"r75": 3}
    settings.GODKENDTE_TABELLER = ["r75_biler"]
    krav = nattens_krav(DATO, {}, ["eindkomst"])
    assert (krav.dag, krav.periode_fra) == (DATO, date(2018, 3, 1))
    assert krav.tidligere == {"r75_moms": date(2017, 1, 1)}
    assert (krav.volumen_graense, krav.hoejst_alder) == (0.8, {"r75": 3})
    assert krav.godkendte == {"r75_biler", "eindkomst"}
