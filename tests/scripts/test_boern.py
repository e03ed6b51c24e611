"""Børneprocesser: de stoppes i omvendt orden, de falder højlydt, og de dør med deres forælder."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import redis
import vaert
from boern import Boern, TjenesteError, doer_med_foraelder
from maegler import LAENGSTE_MAPPE, indlejret_maegler, kort_mappe

SCRIPTS = Path(vaert.__file__).parent
# Et barn, der skriver sit navn i en fil, når det bliver bedt om at stoppe.
SOVER = """
import pathlib, signal, sys, time
def stop(*_):
    with open(sys.argv[2], "a") as f: f.write(sys.argv[1])
    sys.exit()
signal.signal(signal.SIGTERM, stop)
pathlib.Path(sys.argv[2] + sys.argv[1]).touch()
time.sleep(60)
"""


def lever(pid: int) -> bool:
    """Kører processen? En zombie, ingen har hentet, tæller som død."""
    try:
        tilstand = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return tilstand != "Z"


def bliver(betingelse, frist: float = 60.0) -> bool:
    slut = time.monotonic() + frist
    while time.monotonic() < slut:
        if betingelse():
            return True
        time.sleep(0.05)
    return False


def test_boern_stoppes_i_omvendt_orden(tmp_path: Path):
    spor = tmp_path / "spor"
    with Boern(tmp_path / "log") as boern:
        for navn in ("a", "b", "c"):
            barn = boern.start(navn, [sys.executable, "-c", SOVER, navn, str(spor)])
            boern.vent_paa(barn, Path(f"{spor}{navn}").exists)
    assert spor.read_text() == "cba"
    assert not any(barn.lever() for barn in boern.alle)


def test_et_barn_der_falder_siger_hvorfor(tmp_path: Path):
    with Boern(tmp_path / "log") as boern:
        barn = boern.start("web", [sys.executable, "-c", "raise SystemExit('ingen nøgle')"])
        with pytest.raises(TjenesteError, match=r"web faldt under starten(?s:.*)ingen nøgle"):
            boern.vent_paa(barn, lambda: False, frist=60)


def test_et_barn_der_tier_opgives_efter_fristen(tmp_path: Path):
    with Boern(tmp_path / "log") as boern:
        barn = boern.start("web", ["sleep", "60"])
        with pytest.raises(TjenesteError, match="svarede ikke inden for 0 sekunder"):
            boern.vent_paa(barn, lambda: False, frist=0.2)
    assert not barn.lever()


def test_et_doevt_barn_lukkes_haardt(tmp_path: Path):
    doev = "import signal, time; signal.signal(15, 1); print(1, flush=True); time.sleep(60)"
    with Boern(tmp_path / "log") as boern:
        barn = boern.start("doev", [sys.executable, "-c", doev])
        boern.vent_paa(barn, lambda: barn.logslut() == "1")
        barn.stop(frist=0.2)
    assert not lever(barn.proces.pid)


def test_boern_doer_med_en_foraelder_der_slaas_ihjel(tmp_path: Path):
    foraelder = f"""
import sys; sys.path.insert(0, {str(SCRIPTS)!r})
from pathlib import Path
from boern import Boern
with Boern(Path({str(tmp_path)!r})) as boern:
    print(boern.start("sover", ["sleep", "60"]).proces.pid, flush=True)
    boern.vaag()
"""
    proces = subprocess.Popen([sys.executable, "-c", foraelder], stdout=subprocess.PIPE, text=True)
    assert proces.stdout is not None
    barn = int(proces.stdout.readline())
    assert lever(barn)
    # Kernen har fået sin besked, når forspandet er blevet til barnet selv.
    assert bliver(lambda: Path(f"/proc/{barn}/comm").read_text().strip() == "sleep")
    proces.kill()
    proces.wait()
    proces.stdout.close()
    assert bliver(lambda: not lever(barn))


def test_et_barn_hvis_foraelder_doede_foerst_begynder_ikke(tmp_path: Path):
    """Som når forælderen dør, før kernen kender aftalen: så er det en anden, der er forælder nu."""
    fil = tmp_path / "begyndt"
    barnet = [*doer_med_foraelder(signal.SIGTERM), "touch", str(fil)]
    subprocess.run(["sh", "-c", '"$@"; true', "en anden", *barnet], check=True)
    assert not fil.exists()
    subprocess.run(barnet, check=True)
    assert fil.exists()


def test_maegleren_svarer_og_er_vaek_bagefter(tmp_path: Path):
    with Boern(tmp_path / "log") as boern, indlejret_maegler(boern) as adresse:
        sokkel = adresse.removeprefix("redis+socket://")
        klient = redis.Redis(unix_socket_path=sokkel)
        assert klient.ping()
        assert klient.config_get("save") == {"save": ""}
        klient.close()
    assert not Path(sokkel).parent.exists()
    assert not any(barn.lever() for barn in boern.alle)


@pytest.mark.parametrize(
    ("laengde", "bruges"), [(LAENGSTE_MAPPE, True), (LAENGSTE_MAPPE + 1, False)]
)
def test_en_for_lang_tmpdir_bruges_ikke_til_soklen(monkeypatch, laengde: int, bruges: bool):
    mappe = "/" + "m" * (laengde - 1)
    monkeypatch.setattr("tempfile.tempdir", mappe)
    assert (kort_mappe() == mappe) is bruges


def test_en_optaget_port_meldes_paa_dansk_og_engelsk(capfd, monkeypatch):
    with socket.socket() as anden:
        anden.bind((vaert.VAERT, 0))
        anden.listen()
        port = anden.getsockname()[1]
        monkeypatch.setitem(os.environ, "PORT", str(port))
        assert vaert.hoved() == 1
    skrevet = capfd.readouterr().out
    assert f"Port {port} er optaget" in skrevet
    assert f"Port {port} is in use" in skrevet
    assert f"PORT={port + 1} make run" in skrevet


def test_en_ledig_port_er_ikke_optaget():
    with socket.socket() as foer:
        foer.bind((vaert.VAERT, 0))
        port = foer.getsockname()[1]
    assert not vaert.optaget(port)


# En vært, der er ved et trin, som ville vise et spor, hvis Ctrl-C ramte det.
VED_ET_TRIN = """
import sys; sys.path.insert(0, {scripts!r})
from pathlib import Path
import vaert
from boern import Boern
TRIN = "import time; print('i gang', flush=True); time.sleep(60)"
def hold_hus(port):
    with Boern(Path({logge!r})):
        vaert.koer_trin([sys.executable, "-c", TRIN], {{}})
vaert.hold_hus, vaert.optaget = hold_hus, lambda port: False
sys.exit(vaert.hoved())
"""


@pytest.mark.parametrize("tegn", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("gange", [1, 2])
def test_et_stop_midt_i_et_trin_er_roligt(tmp_path: Path, tegn: signal.Signals, gange: int):
    kode = VED_ET_TRIN.format(scripts=str(SCRIPTS), logge=str(tmp_path))
    roer = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", kode], stdout=roer, stderr=roer, text=True, start_new_session=True
    ) as proces:
        assert proces.stdout is not None
        assert proces.stdout.readline() == "i gang\n"
        for _ in range(gange):
            os.killpg(proces.pid, tegn)  # hele gruppen, som terminalen gør
        ud, fejl = proces.communicate(timeout=30)
    assert (proces.returncode, ud, fejl) == (0, "Stoppet.\n", "")
