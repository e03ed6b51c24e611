"""Hele filer: hvad der gør en tabel til intet svar, og hvad der blot er en anden form."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from registre.kontrakt import TABELLER
from registre.laesning import Leveret, MappeFindesIkke, Tabeltilstand, Udtraek
from tests.registre.laesning.leverance import ANNE, GYLDIG, skriv, skriv_bytes

HOVED = b"cpr,fra,til,register_status\n"
RAEKKE = ANNE.encode() + b",2018-01-01,,AKTUEL\n"


def _laes(mappe: Path, indhold: bytes, endelse: str = "csv") -> Leveret:
    skriv_bytes(mappe, "cpr_separation", indhold, endelse)
    return Udtraek(mappe).leveret("cpr_separation")


@pytest.mark.parametrize(
    ("indhold", "grund"),
    [
        (b"",                             "er helt tom. Også en tom tabel skal have et hoved."),
        (b"cpr,fra,til\n" + RAEKKE,       "mangler kolonnen register_status."),
        (b"CPR,fra,til,register_status\n", "mangler kolonnen cpr."),
        (b"cpr;fra;til;register_status\n", "mangler kolonnen cpr, fra, til, register_status."),
        (b"cpr,cpr,fra,til,register_status\n", "har kolonnen cpr mere end én gang."),
        (HOVED + b"\xe6\xf8\xe5,,,\n",    "kan ikke læses som UTF-8"),
        (HOVED + b'"uden slutning,,,\n',  "er ikke gyldig CSV"),
        (HOVED.decode().encode("utf-16"), "kan ikke læses som UTF-8"),
    ],
)  # fmt: skip
def test_en_fil_der_ikke_kan_laeses_er_intet_svar(tmp_path: Path, indhold: bytes, grund: str):
    leveret = _laes(tmp_path, indhold)
    assert leveret.tilstand is Tabeltilstand.AFVIST
    assert leveret.grund.startswith("cpr_separation.csv ")
    assert grund in leveret.grund
    assert (leveret.ramme.height, leveret.ramme.columns) == (
        0,
        ["cpr", "fra", "til", "register_status"],
    )


@pytest.mark.parametrize(
    "indhold",
    [
        HOVED + RAEKKE,
        b"\xef\xbb\xbf" + HOVED + RAEKKE,                           # BOM
        (HOVED + RAEKKE).replace(b"\n", b"\r\n"),                   # linjer fra Windows
        HOVED + RAEKKE.rstrip(b"\n"),                               # uden sidste linjeskift
        HOVED + b"\n" + RAEKKE + b"\n\n",                           # tomme linjer
        b"til,register_status,cpr,fra\n,AKTUEL," + ANNE.encode() + b",2018-01-01\n",
        HOVED + b'"' + ANNE.encode() + b'","2018-01-01","",AKTUEL\n',  # citeret
    ],
)  # fmt: skip
def test_den_samme_raekke_i_mange_former(tmp_path: Path, indhold: bytes):
    leveret = _laes(tmp_path, indhold)
    assert leveret.besvaret, leveret.grund
    assert leveret.ramme.rows() == [(int(ANNE), date(2018, 1, 1), None, "AKTUEL")]


def test_kun_et_hoved_er_et_svar_intet(tmp_path: Path):
    leveret = _laes(tmp_path, HOVED)
    assert (leveret.tilstand, leveret.antal, leveret.ramme.height) == (
        Tabeltilstand.BESVARET,
        0,
        0,
    )


def test_en_tabel_der_mangler_er_tavshed(tmp_path: Path):
    leveret = Udtraek(tmp_path).leveret("cpr_separation")
    assert (leveret.tilstand, leveret.besvaret) == (Tabeltilstand.MANGLER, False)
    assert leveret.grund == "Tabellen er ikke leveret."


def test_ikke_besvaret_er_valgfri(tmp_path: Path):
    leveret = Udtraek(tmp_path).leveret("ikke_besvaret")
    assert (leveret.besvaret, leveret.ramme.height) == (True, 0)


def test_en_mappe_der_mangler(tmp_path: Path):
    with pytest.raises(MappeFindesIkke, match="findes ikke"):
        Udtraek(tmp_path / "ingen")


@pytest.mark.parametrize(
    ("raekke", "felter"),
    [(ANNE + ",2018-01-02,", 3), (ANNE + ",2018-01-02,,AKTUEL,x", 5), (ANNE, 1)],
)
def test_en_raekke_med_et_forkert_antal_felter_afvises(tmp_path: Path, raekke: str, felter: int):
    leveret = _laes(tmp_path, HOVED + RAEKKE + raekke.encode() + b"\n")
    assert len(raekke.split(",")) == felter
    assert [a.raekke for a in leveret.afvisninger] == [2]
    assert leveret.ramme.height == 1
    if felter == 5:
        assert str(leveret.afvisninger[0]) == (
            "cpr_separation.csv, række 2, kolonne (alle): fandt ingenting, "
            "ventede lige så mange felter som hovedet."
        )


def test_en_raekke_med_for_mange_felter_skjuler_ikke_den_samme_raekke_uden(tmp_path: Path):
    leveret = _laes(tmp_path, HOVED + RAEKKE[:-1] + b",x\n" + RAEKKE)
    assert [a.raekke for a in leveret.afvisninger] == [1]
    assert leveret.ramme.height == 1


def test_ukendte_kolonner_ignoreres_med_en_advarsel(tmp_path: Path):
    leveret = _laes(tmp_path, b"note,cpr,fra,til,register_status,hud\nx," + RAEKKE[:-1] + b",y\n")
    assert leveret.besvaret
    assert leveret.advarsler == ["cpr_separation.csv: ukendte kolonner ignoreret: note, hud."]
    assert leveret.ramme.columns == ["cpr", "fra", "til", "register_status"]


def test_baade_csv_og_parquet_er_intet_svar(tmp_path: Path):
    skriv(tmp_path, "cpr_separation", {})
    leveret = _laes(tmp_path, b"", "parquet")
    assert leveret.tilstand is Tabeltilstand.AFVIST
    assert "Både cpr_separation.csv og cpr_separation.parquet findes" in leveret.grund


def _som(tekst: pl.Series, type_: type[pl.DataType]) -> pl.Series:
    return tekst.str.to_date() if type_ == pl.Date else tekst.cast(type_)


def _parquet(mappe: Path, navn: str, **andre: pl.Series) -> Leveret:
    """Den gyldige række med kontraktens typer som Parquet, hvor prøven har ændret kolonner."""
    typer = {"dato": pl.Date, "heltal": pl.Int64, "sandt/falsk": pl.Boolean}
    serier = {}
    for kolonne in TABELLER[navn].kolonner:
        tekst = pl.Series([GYLDIG[navn][kolonne.navn] or None], dtype=pl.String)
        type_ = typer.get(kolonne.type.value, pl.String)
        serier[kolonne.navn] = tekst == "true" if type_ == pl.Boolean else _som(tekst, type_)
    pl.DataFrame({**serier, **andre}).write_parquet(mappe / f"{navn}.parquet")
    return Udtraek(mappe).leveret(navn)


@pytest.mark.parametrize("navn", TABELLER)
def test_parquet_og_csv_giver_den_samme_raekke(tmp_path: Path, navn: str):
    for undermappe in ("csv", "parquet"):
        (tmp_path / undermappe).mkdir()
    skriv(tmp_path / "csv", "kommuner", {})
    if navn != "kommuner":
        skriv(tmp_path / "parquet", "kommuner", {})
    skriv(tmp_path / "csv", navn, {})
    som_csv = Udtraek(tmp_path / "csv").leveret(navn)
    som_parquet = _parquet(tmp_path / "parquet", navn)
    assert som_parquet.besvaret, som_parquet.grund
    assert som_csv.ramme.schema == som_parquet.ramme.schema
    assert som_csv.ramme.rows() == som_parquet.ramme.rows()


@pytest.mark.parametrize(
    "serie",
    [
        pl.Series([ANNE], dtype=pl.String),
        pl.Series([ANNE], dtype=pl.Categorical),
        pl.Series([ANNE], dtype=pl.Enum([ANNE])),
    ],
)
def test_tekst_maa_vaere_ordbogskodet(tmp_path: Path, serie: pl.Series):
    leveret = _parquet(tmp_path, "r75_moms", cpr=serie)
    assert leveret.ramme["cpr"].to_list() == [int(ANNE)]


@pytest.mark.parametrize(
    ("kolonne", "serie", "ventet"),
    [
        ("cpr",         pl.Series([int(ANNE)]),                       "CPR-nummer"),
        ("cvr",         pl.Series([10000001]),                        "tekst"),
        ("beloeb_oere", pl.Series([1.0]),                             "heltal"),
        ("beloeb_oere", pl.Series([1], dtype=pl.Int32),               "heltal"),
        ("beloeb_oere", pl.Series([1], dtype=pl.UInt64),              "heltal"),
        ("beloeb_oere", pl.Series(["1"]),                             "heltal"),
        ("indberettet", pl.Series([datetime(2018, 5, 1)]),            "dato"),  # noqa: DTZ001
        ("indberettet", pl.Series(["2018-05-01"]),                    "dato"),
    ],
)  # fmt: skip
def test_en_forkert_type_i_parquet_er_intet_svar(
    tmp_path: Path, kolonne: str, serie: pl.Series, ventet: str
):
    leveret = _parquet(tmp_path, "r75_moms", **{kolonne: serie})
    assert leveret.tilstand is Tabeltilstand.AFVIST
    assert f"r75_moms.parquet: kolonnen {kolonne} har typen" in leveret.grund
    assert leveret.grund.endswith(f"ventede {ventet}.")


@pytest.mark.parametrize("skaev", ["tekst", 1])
def test_sandt_falsk_i_parquet_er_en_bool(tmp_path: Path, skaev: object):
    leveret = _parquet(tmp_path, "feriekonto_anmodninger", annulleret=pl.Series([skaev]))
    assert leveret.tilstand is Tabeltilstand.AFVIST


@pytest.mark.parametrize(
    ("kolonne", "serie", "forventet"),
    [
        ("cpr",         pl.Series(["6113800001"]),             "et CPR-nummer på 10 cifre"),
        ("cpr",         pl.Series([None], dtype=pl.String),    "et CPR-nummer på 10 cifre"),
        ("cvr",         pl.Series([""]),                       "en værdi"),  # tom er null
        ("beloeb_oere", pl.Series([None], dtype=pl.Int64),     "et helt tal"),
        ("indberettet", pl.Series([None], dtype=pl.Date),      "en dato som ÅÅÅÅ-MM-DD"),
        ("indberettet", pl.Series([None]),                     "en dato som ÅÅÅÅ-MM-DD"),
        ("r75_indeks",  pl.Series(["4200505"]),  "en af 4200501, 4200502, 4200503, 4200504"),
    ],
)  # fmt: skip
def test_en_skaev_celle_i_parquet_afviser_raekken(
    tmp_path: Path, kolonne: str, serie: pl.Series, forventet: str
):
    leveret = _parquet(tmp_path, "r75_moms", **{kolonne: serie})
    assert [(a.fil, a.raekke, a.kolonne, a.forventet) for a in leveret.afvisninger] == [
        ("r75_moms.parquet", 1, kolonne, forventet)
    ]
    assert leveret.besvaret


@pytest.mark.parametrize("navn", [navn for navn, tabel in TABELLER.items() if tabel.noegle])
def test_af_to_raekker_med_samme_noegle_i_parquet_afvises_den_senere(tmp_path: Path, navn: str):
    """Parquet har ingen skæve rækker at lede efter: nøglen kan være det eneste, der er galt."""
    skriv(tmp_path, "kommuner", {})
    (tmp_path / f"{navn}.csv").unlink(missing_ok=True)
    _parquet(tmp_path, navn)
    fil = tmp_path / f"{navn}.parquet"
    een = pl.read_parquet(fil)
    pl.concat([een, een]).write_parquet(fil)
    leveret = Udtraek(tmp_path).leveret(navn)
    assert [(a.raekke, a.kolonne) for a in leveret.afvisninger] == [(2, TABELLER[navn].noegle)]
    assert leveret.ramme.height == 1


def test_parquet_uden_en_kolonne_og_med_en_ukendt(tmp_path: Path):
    fil = tmp_path / "ikke_besvaret.parquet"
    pl.DataFrame({"tabel": ["eindkomst"], "note": [1]}).write_parquet(fil)
    assert Udtraek(tmp_path).ikke_besvaret.grund == ("ikke_besvaret.parquet mangler kolonnen cpr.")
    pl.DataFrame({"tabel": ["eindkomst"], "cpr": [ANNE], "note": [1]}).write_parquet(fil)
    leveret = Udtraek(tmp_path).ikke_besvaret
    assert leveret.advarsler == ["ikke_besvaret.parquet: ukendte kolonner ignoreret: note."]
    assert leveret.ramme.rows() == [("eindkomst", int(ANNE))]


@pytest.mark.parametrize("beholdt", [0, 4, 0.5, 0.99])
def test_en_afkortet_parquet_er_intet_svar(tmp_path: Path, beholdt: float):
    assert _parquet(tmp_path, "r75_moms").besvaret
    fil = tmp_path / "r75_moms.parquet"
    hele = fil.read_bytes()
    fil.write_bytes(hele[: beholdt if isinstance(beholdt, int) else int(len(hele) * beholdt)])
    leveret = Udtraek(tmp_path).leveret("r75_moms")
    assert leveret.tilstand is Tabeltilstand.AFVIST
    assert leveret.grund == "r75_moms.parquet kan ikke læses som Parquet. Er filen hel?"


def test_en_beskadiget_parquet_er_intet_svar(tmp_path: Path):
    fil = tmp_path / "r75_moms.parquet"
    _parquet(tmp_path, "r75_moms")
    hele = bytearray(fil.read_bytes())
    hele[4:60] = b"\xff" * 56
    fil.write_bytes(bytes(hele))
    assert Udtraek(tmp_path).leveret("r75_moms").tilstand is Tabeltilstand.AFVIST


def test_csv_under_parquets_navn_er_intet_svar(tmp_path: Path):
    leveret = _laes(tmp_path, HOVED + RAEKKE, "parquet")
    assert leveret.tilstand is Tabeltilstand.AFVIST


@pytest.mark.parametrize("endelse", ["csv", "parquet"])
def test_en_mappe_med_tabellens_navn_er_intet_svar(tmp_path: Path, endelse: str):
    (tmp_path / f"cpr_separation.{endelse}").mkdir()
    assert Udtraek(tmp_path).leveret("cpr_separation").tilstand is Tabeltilstand.AFVIST


def test_ond_tekst_laeses_som_den_staar(tmp_path: Path):
    navne = ["<script>alert(1)</script>", "=1+1", "\u202eneværht", "x" * 300, 'A "B", C\nD', "Æ"]
    raekker = [{"cpr": f"610180{nr:04d}", "fornavn": navn} for nr, navn in enumerate(navne)]
    skriv(tmp_path, "cpr_personer", *raekker)
    leveret = Udtraek(tmp_path).leveret("cpr_personer")
    assert leveret.ramme["fornavn"].to_list() == navne


def test_at_laese_een_gang_er_nok_og_slip_husker_tilstanden(tmp_path: Path):
    skriv(tmp_path, "cpr_separation", {})
    udtraek = Udtraek(tmp_path)
    assert udtraek.leveret("cpr_separation") is udtraek.leveret("cpr_separation")
    assert udtraek.laeste == ("cpr_separation",)
    udtraek.slip("cpr_separation")
    assert (udtraek.ramme("cpr_separation").height, udtraek.leveret("cpr_separation").besvaret) == (
        0,
        True,
    )


def test_hentet_er_filens_tid(tmp_path: Path):
    fil = skriv(tmp_path, "cpr_separation", {})
    leveret = Udtraek(tmp_path).leveret("cpr_separation")
    assert leveret.hentet is not None
    assert leveret.hentet.timestamp() == pytest.approx(fil.stat().st_mtime)
    assert leveret.data_fra == leveret.hentet.date()


@pytest.mark.parametrize(
    ("filer", "bytes_"),
    [
        ({},                                                       0),
        ({"cpr_boern.csv": b""},                                   0),
        ({"cpr_boern.csv": b"12345"},                              5),
        ({"cpr_boern.parquet": b"123"},                            3),
        ({"cpr_boern.csv": b"12345", "cpr_boern.parquet": b"123"}, 8),
        ({"cpr_status.csv": b"12345"},                             0),
    ],
)  # fmt: skip
def test_tabellens_stoerrelse_er_dens_fils_bytes(tmp_path: Path, filer: dict, bytes_: int):
    """Den største læses først; at se efter læser intet."""
    for navn, indhold in filer.items():
        (tmp_path / navn).write_bytes(indhold)
    udtraek = Udtraek(tmp_path)
    assert udtraek.stoerrelse("cpr_boern") == bytes_
    assert udtraek.laeste == ()
