"""Et opslag på én person: det samme over verdenen, en mappe og HTTP, og aldrig et tomt svar."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from registre.adapter import RegisterSvarerIkke, vaelg
from registre.http.bestilling import Bestilling
from registre.http.forbindelse import Forbindelse
from registre.http.kreds import Kreds
from registre.http.server import Registerserver
from registre.http.taalmod import Taalmod
from registre.opslag.kontrakt import OPSLAGSREGISTRE, OPSLAGSTABELLER
from registre.opslag.kontrol import SvaretAfvist, kraev_raekker
from registre.opslag.spoergsmaal import Opslagssvar, Spoergsmaal
from registre.udk import skema as udk
from tests.registre.http.registerserveren import Spoleur

DATO = date(2018, 6, 19)
NOEGLE = "en-noegle-paa-mindst-16-tegn"


def om(verden: Path, nr: int = 0, **felter: Any) -> Spoergsmaal:
    """Spørgsmålet om den nr.'te modtager med en bil, så de fleste registre har noget at sige."""
    biler = pl.read_parquet(verden / "r75_biler.parquet")
    cpr = biler.filter(pl.col("erhvervet") <= DATO)["cpr"].unique().sort()[nr]
    return replace(Spoergsmaal((cpr,), DATO, DATO - timedelta(days=400)), **felter)


def mock(register: str, verden: Path) -> Any:
    return vaelg(f"registre.{register}.adapter.MockAdapter", mappe=verden)


def http(register: str, server: Registerserver, **valg: Any) -> Any:
    """Adapteren mod serveren, uden ventetid mellem forsøgene."""
    klasse = type(vaelg(f"registre.{register}.adapter.HttpAdapter"))
    valg.setdefault("taalmod", Taalmod(forsoeg=2, ur=Spoleur()))
    valg.setdefault("kreds", Kreds(lambda: 0.0))
    forbindelse = Forbindelse(server.url, NOEGLE, valg.pop("timeout", 30.0))
    return klasse(forbindelse=forbindelse, budget=20.0, **valg)


@pytest.fixture(scope="module")
def server(opslagsverden: Path):
    with Registerserver(opslagsverden, NOEGLE) as serveren:
        yield serveren


@pytest.fixture(autouse=True)
def uden_fejl(server: Registerserver):
    server.bestillinger.ryd()


def skriv_mappe(mappe: Path, register: str, svar: Opslagssvar) -> None:
    """Svaret som kontraktens filer; mappens dag er i dag."""
    for tabel in OPSLAGSTABELLER[register]:
        raekker = [
            [("" if v is None else str(v)) for v in r.values()] for r in svar.raekker[tabel.navn]
        ]
        ramme = pl.DataFrame(raekker, schema=list(tabel.kolonnenavne), orient="row")
        if not raekker:
            ramme = pl.DataFrame(schema=dict.fromkeys(tabel.kolonnenavne, pl.String))
        ramme.write_csv(mappe / f"{tabel.navn}.csv")


@pytest.mark.parametrize("register", list(OPSLAGSREGISTRE))
def test_det_samme_svar_over_alle_tre_adaptere(
    register: str, opslagsverden: Path, server: Registerserver, tmp_path: Path
):
    spoergsmaal = om(opslagsverden)
    svar = mock(register, opslagsverden).slaa_op(spoergsmaal)
    assert set(svar.raekker) == {tabel.navn for tabel in OPSLAGSTABELLER[register]}
    assert svar.data_fra == DATO
    igen = mock(register, opslagsverden).slaa_op(spoergsmaal)
    assert igen.raekker == svar.raekker
    assert http(register, server).slaa_op(spoergsmaal).raekker == svar.raekker
    assert server.kald[-1] == f"/v1/{register}/2018-06-19/opslag"
    skriv_mappe(tmp_path, register, svar)
    i_mappen = vaelg(f"registre.{register}.adapter.MappeAdapter", mappe=tmp_path)
    fra_mappen = i_mappen.slaa_op(replace(spoergsmaal, hoejst_alder=0, dato=_filens_dag(tmp_path)))
    assert {n: sorted(map(str, r)) for n, r in fra_mappen.raekker.items()} == {
        n: sorted(map(str, r)) for n, r in svar.raekker.items()
    }


def _filens_dag(mappe: Path) -> date:
    dage = [datetime.fromtimestamp(f.stat().st_mtime).astimezone().date() for f in mappe.iterdir()]
    return min(dage, default=DATO)


def test_en_ukendt_person_er_et_svar_uden_raekker(opslagsverden: Path):
    ukendt = Spoergsmaal(("6101009999",), DATO, DATO)
    for register in OPSLAGSREGISTRE:
        svar = mock(register, opslagsverden).slaa_op(ukendt)
        raekker = [r for tabel in svar.raekker.values() for r in tabel]
        assert all(r.get("cpr") == "6101009999" for r in raekker)
    assert not any(mock("cpr", opslagsverden).slaa_op(ukendt).raekker.values())


FEJL = (
    "timeout", "500", "503", "429", "halv-side", "afbrudt", "content-type", "aftryk",
    "dobbelt-side", "periode", "gaarsdagen", "gamle-tal", "skema", "tegnsaet",
)  # fmt: skip


@pytest.mark.parametrize("fejl", FEJL)
@pytest.mark.parametrize("register", ["cpr", "motor"])
def test_en_fejl_er_aldrig_et_svar(
    register: str, fejl: str, opslagsverden: Path, server: Registerserver
):
    server.bestillinger.bestil(Bestilling.laes(f"{fejl}:{register}"))
    # Kun den tavse har en kort frist: ellers kunne travlhed ligne den fejl, der er bestilt.
    frist = {"timeout": 0.2} if fejl == "timeout" else {}
    adapter = http(register, server, taalmod=Taalmod(forsoeg=1, ur=Spoleur()), **frist)
    with pytest.raises(RegisterSvarerIkke) as nej:
        adapter.slaa_op(om(opslagsverden))
    assert nej.value.grund
    assert om(opslagsverden).numre[0] not in str(nej.value)


def test_en_tom_side_er_ikke_et_tomt_svar(opslagsverden: Path, server: Registerserver):
    server.bestillinger.bestil(Bestilling.laes("tom-side:motor"))
    with pytest.raises(RegisterSvarerIkke, match="ikke hel"):
        http("motor", server).slaa_op(om(opslagsverden))


def test_en_forbigaaende_fejl_gaar_over(opslagsverden: Path, server: Registerserver):
    server.bestillinger.bestil(Bestilling.laes("500:motor::1"))
    assert http("motor", server).slaa_op(om(opslagsverden)).raekker["motor_koeretoejer"]


def test_den_aabne_kreds_kalder_ikke(opslagsverden: Path, server: Registerserver):
    server.bestillinger.bestil(Bestilling.laes("500:uip"))
    kreds = Kreds(lambda: 0.0, graense=2)
    adapter = http("uip", server, kreds=kreds)
    with pytest.raises(RegisterSvarerIkke):
        adapter.slaa_op(om(opslagsverden))
    foer = len(server.kald)
    with pytest.raises(RegisterSvarerIkke, match="får ro"):
        adapter.slaa_op(om(opslagsverden))
    assert len(server.kald) == foer


@pytest.mark.parametrize(
    ("raekke", "grund"),
    [
        ({"sagsnr": "1", "cpr": "6101900010", "rolle": "BIDRAGSMODTAGER", "kle": "32.15.08",
          "oprettet": "2018-02-30"}, "oprettet"),
        ({"sagsnr": "1", "cpr": "6101900010", "rolle": "NABO", "kle": "32.15.08",
          "oprettet": "2018-02-28"}, "rolle"),
        ({"sagsnr": "1", "cpr": "6101900010", "rolle": "BIDRAGSMODTAGER", "kle": "32.15",
          "oprettet": "2018-02-28"}, "kle"),
        ({"sagsnr": "", "cpr": "6101900010", "rolle": "BIDRAGSMODTAGER", "kle": "32.15.08",
          "oprettet": "2018-02-28"}, "sagsnr"),
        ({"sagsnr": "1", "cpr": "6101900010"}, "mangler kolonnen"),
        ({"sagsnr": "1", "cpr": "6201900010", "rolle": "BIDRAGSMODTAGER", "kle": "32.15.08",
          "oprettet": "2018-02-28"}, "en anden person"),
    ],
)  # fmt: skip
def test_en_raekke_der_bryder_kontrakten_er_intet_svar(raekke: dict[str, Any], grund: str):
    spoergsmaal = Spoergsmaal(("6101900010",), DATO, DATO)
    with pytest.raises(SvaretAfvist, match=grund) as nej:
        kraev_raekker(udk.BIDRAGSSAGER, [raekke], spoergsmaal)
    assert "6201900010" not in str(nej.value)


@pytest.mark.parametrize("skade", ["mangler", "halv", "to filer", "ulæselig", "mislykket opslag"])
def test_mappen_svarer_helt_eller_slet_ikke(skade: str, opslagsverden: Path, tmp_path: Path):
    spoergsmaal = om(opslagsverden)
    skriv_mappe(tmp_path, "motor", mock("motor", opslagsverden).slaa_op(spoergsmaal))
    fil = tmp_path / "motor_koeretoejer.csv"
    match skade:
        case "mangler":
            fil.unlink()
        case "halv":
            fil.write_bytes(fil.read_bytes()[:-30])
        case "to filer":
            shutil.copy(fil, tmp_path / "motor_koeretoejer.parquet")
        case "ulæselig":
            fil.write_bytes(b"\xff\xfe\x00")
        case "mislykket opslag":
            linje = f"motor_koeretoejer,{spoergsmaal.numre[0]}"
            (tmp_path / "ikke_besvaret.csv").write_text(f"tabel,cpr\n{linje}\n")
    adapter = vaelg("registre.motor.adapter.MappeAdapter", mappe=tmp_path)
    with pytest.raises(RegisterSvarerIkke):
        adapter.slaa_op(replace(spoergsmaal, dato=_filens_dag(tmp_path)))


def test_gamle_filer_er_intet_svar(opslagsverden: Path, tmp_path: Path):
    spoergsmaal = om(opslagsverden)
    skriv_mappe(tmp_path, "motor", mock("motor", opslagsverden).slaa_op(spoergsmaal))
    adapter = vaelg("registre.motor.adapter.MappeAdapter", mappe=tmp_path)
    i_morgen = _filens_dag(tmp_path) + timedelta(days=1)
    with pytest.raises(RegisterSvarerIkke, match="for gamle"):
        adapter.slaa_op(replace(spoergsmaal, dato=i_morgen))
    assert adapter.slaa_op(replace(spoergsmaal, dato=i_morgen, hoejst_alder=1))
