"""``manage.py samkoer`` udefra: slutkoder, resultatfilernes form, og hvad der ikke røres."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from samkoering.models import Koersel, Koerselstilstand, Kontrolregnskab
from tests.samkoering.verden import Verden

HOVED_UDFALD = "kommunekode,sag_id,regel,rolle,cpr,haendelsesdato,noegle"
HOVED_STATUS = "sag_id,rolle,regel,status"


@pytest.fixture(autouse=True)
def egne_laase(monkeypatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Prøver, der kører samtidig, må ikke tage hinandens låse."""
    monkeypatch.setattr(settings, "VAR_MAPPE", tmp_path_factory.mktemp("var"))


@pytest.fixture
def mappe(tmp_path: Path) -> Path:
    """To kommuner med hver sin borger: den ene er flyttet, den anden er udrejst og gift."""
    (tmp_path / "udtraek").mkdir()
    verden = Verden(tmp_path / "udtraek")
    flyttet, udrejst = verden.ny_sag(), verden.ny_sag()
    flyttet.bor("YM", "2010-01-01").bor("YM", "2018-05-05", vejkode="0200")
    udrejst.gift().med("cpr_status", status="01", fra="2010-01-01")
    udrejst.med("cpr_status", status="80", fra="2018-04-02")
    return verden.gem()


def samkoer(mappe: Path, *andet: str, dato: str = "2018-06-19") -> int:
    """Kommandoens slutkode, når den kaldes i processen."""
    try:
        call_command("samkoer", f"--udtraek={mappe}", f"--dato={dato}", *andet)
    except CommandError as fejl:
        return fejl.returncode
    except SystemExit as slut:
        return int(slut.code or 0)
    return 0


def filer(mappe: Path, *andet: str) -> tuple[int, Path, Path]:
    """Kør uden database; slutkoden og de to filers stier."""
    udfald, status = mappe.parent / "udfald.csv", mappe.parent / "status.csv"
    steder = (f"--resultat={udfald}", f"--status={status}", "--kun-beregn")
    return samkoer(mappe, *steder, *andet), udfald, status


def test_0_resultatfilernes_form(mappe: Path):
    kode, udfald, status = filer(mappe)
    assert kode == 0
    assert udfald.read_bytes().decode() == (
        f"{HOVED_UDFALD}\n"
        "1000,S000,flytning,YM,6101800000,2018-05-05,2018-05-05|1000-0200-001--\n"
        "1001,S001,borgerstatus,YM,6101800010,2018-04-02,UDREJST|2018-04-02\n"
    )
    hoved, *linjer, sidste = status.read_bytes().decode().split("\n")
    assert (hoved, sidste) == (HOVED_STATUS, "")
    assert len(linjer) == len(set(linjer)) == 2 * 2 * 17
    assert [tuple(linje.split(",")) for linje in linjer] == sorted(
        tuple(linje.split(",")) for linje in linjer
    )
    assert "S001,AEF,bilkoeb,INGEN_AENDRING" in linjer
    assert "S000,AEF,bilkoeb,IKKE_RELEVANT" in linjer


def test_citationstegn_kun_hvor_de_behoeves(tmp_path: Path):
    verden = Verden(tmp_path)
    sag = verden.ny_sag()
    for nr, sagsnr in enumerate(("B 1", 'B,"2"', "Bæ")):
        bidrag = {"rolle": "BIDRAGSBETALER", "kle": "32.16.04", "oprettet": f"2018-05-0{nr + 1}"}
        sag.med("udk_bidragssager", sagsnr=sagsnr, **bidrag)
    _, udfald, _ = filer(verden.gem())
    noegler = [linje.split(",", 6)[6] for linje in udfald.read_text("utf-8").splitlines()[1:]]
    assert noegler == ["B 1", '"B,""2"""', "Bæ"]


def test_samme_udtraek_og_dato_giver_samme_bytes(mappe: Path):
    _, udfald, status = filer(mappe)
    foerste = (udfald.read_bytes(), status.read_bytes())
    for fil in mappe.iterdir():  # rækkernes orden i filerne er ligegyldig
        hoved, *linjer = fil.read_text(encoding="utf-8").splitlines()
        fil.write_text("\n".join([hoved, *reversed(linjer)]) + "\n", encoding="utf-8")
    udfald.write_text("noget gammelt", encoding="utf-8")
    filer(mappe)
    assert (udfald.read_bytes(), status.read_bytes()) == foerste


@pytest.mark.parametrize(
    ("kommuner", "sager"),
    [
        ((),                   {"S000", "S001"}),
        (("1000",),            {"S000"}),
        (("1001",),            {"S001"}),
        (("1000", "1001"),     {"S000", "S001"}),
    ],
)  # fmt: skip
def test_kommune_begraenser_sagerne(mappe: Path, kommuner: tuple[str, ...], sager: set[str]):
    kode, udfald, status = filer(mappe, *(f"--kommune={kommune}" for kommune in kommuner))
    assert kode == 0
    for fil, plads in ((udfald, 1), (status, 0)):
        linjer = fil.read_text(encoding="utf-8").splitlines()[1:]
        assert {linje.split(",")[plads] for linje in linjer} == sager


def test_ingen_i_bestanden_giver_tomme_filer_med_hoved(mappe: Path):
    (mappe / "ydelse_udbetalinger.csv").write_text("sag_id,udbetalt,beloeb_oere\n")
    kode, udfald, status = filer(mappe)
    assert (kode, udfald.read_text(), status.read_text()) == (
        0,
        f"{HOVED_UDFALD}\n",
        f"{HOVED_STATUS}\n",
    )


@pytest.mark.parametrize(
    ("tabel", "indhold", "kode"),
    [
        ("cpr_civilstand",  None,               1),  # bestandens tabel mangler
        ("cpr_civilstand",  "cpr,fra\n",        1),  # bestandens tabel er afvist
        ("eindkomst",       None,               3),  # en anden tabel mangler
        ("eindkomst",       "cpr\n",            3),  # en anden tabel er afvist
        ("cpr_beskyttelse", None,               3),  # adresserne må maskeres
        ("ikke_besvaret",   None,               0),  # den er valgfri
        ("ikke_besvaret",   "tabel,cpr\n",      0),
        ("ikke_besvaret",   "tabel,cpr\neindkomst,6101800000\n", 3),
        ("ikke_besvaret",   "cpr\n",            3),  # ingen ved, hvem der mangler
    ],
)  # fmt: skip
def test_slutkoden_siger_om_alt_blev_besvaret(
    mappe: Path, tabel: str, indhold: str | None, kode: int
):
    fil = mappe / f"{tabel}.csv"
    fil.unlink()
    if indhold is not None:
        fil.write_text(indhold, encoding="utf-8")
    fundet, udfald, status = filer(mappe)
    assert fundet == kode
    assert udfald.exists() is status.exists() is (kode != 1)
    assert list(mappe.parent.glob(".*")) == []  # ingen halve filer


def test_1_roerer_ikke_tidligere_filer(mappe: Path):
    _, udfald, _ = filer(mappe)
    foer = udfald.read_bytes()
    (mappe / "kommuner.csv").unlink()
    assert filer(mappe)[0] == 1
    assert udfald.read_bytes() == foer


@pytest.mark.parametrize(
    ("argumenter", "grund"),
    [
        (["--dato=19-06-2018"],                    "er ikke en dato"),
        (["--dato=2018-02-30"],                    "er ikke en dato"),
        (["--dato=2018-06-19", "--kommune=175"],   "er ikke en kommunekode på 4 cifre"),
        (["--dato=2018-06-19", "--kommune=0999"],  "findes ikke i udtrækkets kommuner"),
        ([],                                       "--dato"),
        (["--dato=2018-06-19", "--ukendt"],        "--ukendt"),
        (["--dato=2018-06-19", "--udtraek=/findes/ikke"], "findes ikke"),
        (["--dato=2018-06-19", "--resultat=/findes/ikke/udfald.csv"], "findes ikke"),
        (["--dato=2018-06-19", "--status=/findes/ikke/status.csv"],   "findes ikke"),
    ],
)  # fmt: skip
def test_2_forkerte_argumenter(mappe: Path, argumenter: list[str], grund: str):
    status = mappe.parent / "status.csv"
    grundlag = [f"--udtraek={mappe}", "--kun-beregn", f"--status={status}"]
    with pytest.raises(CommandError, match=grund) as fejl:
        call_command("samkoer", *grundlag, *argumenter)
    # Djangos argumentfejl har koden 1 inde i processen og 2 udefra (næste prøve).
    assert fejl.value.returncode in (1, 2)
    assert not status.exists()


def test_2_kun_beregn_uden_filer_giver_intet(mappe: Path):
    assert samkoer(mappe, "--kun-beregn") == 2


def _udefra(mappe: Path, *argumenter: str) -> subprocess.CompletedProcess[str]:
    """Kommandoen i sin egen proces, hvor databasen ikke findes og ikke kan oprettes."""
    miljoe = {**os.environ, "DEMO": "true", "DATABASE_URL": "sqlite:////findes/ikke/db.sqlite3"}
    kommando = [sys.executable, "manage.py", "samkoer", *argumenter]
    rod = settings.ROD
    return subprocess.run(
        kommando, cwd=rod, env=miljoe, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("argumenter", "kode"),
    [
        (["--dato=2018-06-19"], 0),
        (["--dato=i går"],      2),
        (["--dato=2018-06-19", "--ukendt"], 2),
    ],
)  # fmt: skip
def test_kun_beregn_udefra_behoever_ingen_database(mappe: Path, argumenter: list[str], kode: int):
    udfald = mappe.parent / "udfald.csv"
    faste = ["--udtraek", str(mappe), "--resultat", str(udfald), "--kun-beregn"]
    svar = _udefra(mappe, *faste, *argumenter)
    assert svar.returncode == kode, svar.stderr
    assert udfald.exists() is (kode == 0)
    assert "Traceback" not in svar.stderr
    assert "6101800000" not in svar.stdout + svar.stderr


def test_1_udefra_naar_bestanden_mangler(mappe: Path):
    (mappe / "cpr_status.csv").unlink()
    faste = ["--udtraek", str(mappe), "--dato=2018-06-19", "--kun-beregn"]
    svar = _udefra(mappe, *faste, "--status", str(mappe.parent / "status.csv"))
    assert (svar.returncode, "cpr_status" in svar.stderr) == (1, True)


@pytest.mark.django_db
def test_uden_filer_skrives_kun_databasen(mappe: Path):
    foer = sorted(mappe.parent.rglob("*"))
    assert samkoer(mappe) == 0
    assert Koersel.objects.get().tilstand == Koerselstilstand.GENNEMFOERT
    assert Kontrolregnskab.objects.paa_tvaers(grund="prøven").count() == 2
    assert sorted(mappe.parent.rglob("*")) == foer


@pytest.mark.django_db
def test_filerne_er_ens_med_og_uden_database(mappe: Path):
    _, udfald, status = filer(mappe)
    uden = (udfald.read_bytes(), status.read_bytes())
    assert samkoer(mappe, f"--resultat={udfald}", f"--status={status}") == 0
    assert (udfald.read_bytes(), status.read_bytes()) == uden
    assert samkoer(mappe, f"--resultat={udfald}", f"--status={status}") == 0  # samme nat igen
    assert (udfald.read_bytes(), status.read_bytes()) == uden


@pytest.mark.django_db
def test_2_en_aeldre_dato_end_den_seneste(mappe: Path):
    assert samkoer(mappe) == 0
    (mappe / "ydelse_udbetalinger.csv").write_text(
        "sag_id,udbetalt,beloeb_oere\nS000,2018-04-30,1\n"
    )
    assert samkoer(mappe, dato="2018-05-31") == 2
    assert samkoer(mappe, "--tillad-aeldre", dato="2018-05-31") == 0
