"""scripts/koer: hvad det siger, når noget mangler, og at det er skrevet til enhver POSIX-skal."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROD = Path(__file__).resolve().parents[2]
KOER = ROD / "scripts" / "koer"
# Det, scriptet må regne med på den magreste Debian; python, apt-get og make er ikke iblandt.
MAGERT = ("sh", "dirname", "mkdir", "id", "cat", "cut", "sha256sum", "ls", "rm", "uname")


def koer(*argumenter: str, **miljoe: str) -> subprocess.CompletedProcess[str]:
    sh = shutil.which("dash") or "/bin/sh"
    return subprocess.run(
        [sh, str(KOER), *argumenter], env=miljoe, capture_output=True, text=True, check=False
    )


@pytest.fixture
def magert(tmp_path: Path) -> Path:
    """En PATH uden Python, men med en pyenv-agtig shim, der kun fejler."""
    binmappe = tmp_path / "bin"
    binmappe.mkdir()
    for navn in MAGERT:
        if sti := shutil.which(navn):
            (binmappe / navn).symlink_to(sti)
    program(binmappe, "python3", "echo 'python3: command not found' >&2; exit 127")
    return binmappe


@pytest.mark.parametrize("opgave", [(), ("ukendt",), ("--hjælp",)])
def test_en_ukendt_opgave_viser_brugen(opgave: tuple[str, ...]):
    svar = koer(*opgave, PATH="/usr/bin:/bin")
    assert svar.returncode == 2
    assert svar.stderr.startswith("Brug: scripts/koer run|test|")


def program(mappe: Path, navn: str, indhold: str) -> None:
    (mappe / navn).unlink(missing_ok=True)
    (mappe / navn).write_text(f"#!/bin/sh\n{indhold}\n")
    (mappe / navn).chmod(0o755)


@pytest.mark.parametrize(
    ("uid", "henter", "besked"),
    [
        (0, True, "apt-get kunne ikke hente pakkerne"),
        (1000, False, "sudo apt-get install --no-install-recommends python3 python3-venv"),
    ],
)
def test_uden_brugbar_python_hentes_den_som_root_og_ellers_siges_linjen(
    magert: Path, tmp_path: Path, uid: int, henter: bool, besked: str
):
    program(magert, "id", f"echo {uid}")
    program(magert, "apt-get", f'echo "$RUNLEVEL $*" >>{tmp_path}/kaldt; [ "$1" = update ]')
    hus = tmp_path / "hus"
    (hus / "scripts").mkdir(parents=True)
    # Et hus for sig selv, hvor maskinens egen Python ikke kan findes uden om PATH.
    tekst = KOER.read_text(encoding="utf-8").replace(" /usr/bin/python3;", ";")
    (hus / "scripts" / "koer").write_text(tekst, encoding="utf-8")
    svar = subprocess.run(
        [shutil.which("sh") or "/bin/sh", hus / "scripts" / "koer", "run"],
        env={"PATH": str(magert), "VAR_MAPPE": str(tmp_path / "var")},
        capture_output=True,
        text=True,
        check=False,
    )
    kaldt = tmp_path / "kaldt"
    assert svar.returncode == 1
    assert besked in svar.stderr
    assert kaldt.exists() is henter
    assert not henter or "1 install -y --no-install-recommends python3" in kaldt.read_text()
    assert not (hus / ".venv").exists()


LILLE, HELE = "chromium-headless-shell", "chromium"


@pytest.mark.parametrize(
    ("har", "uid", "findes", "bagefter", "siges"),
    [
        ({LILLE}, 0, True, {LILLE}, ""),
        ({LILLE, HELE}, 1000, True, {LILLE, HELE}, ""),
        (set(), 0, True, {LILLE}, ""),
        (set(), 0, False, None, "apt-get kunne ikke hente pakkerne"),
        (set(), 1000, True, None, f"sudo apt-get install --no-install-recommends {LILLE}\n"),
        ({HELE}, 0, True, {LILLE, HELE}, ""),
        ({HELE}, 0, False, {HELE}, "kører i den hele chromium"),
        ({HELE}, 1000, True, {HELE}, "kører i den hele chromium"),
    ],
)
def test_browseren_uden_vindue_hentes_og_den_hele_duer_hvor_den_ikke_kan_hentes(
    magert: Path, tmp_path: Path, har: set, uid: int, findes: bool, bagefter: set | None, siges: str
):
    """``bagefter`` er de browsere, der er, når prøverne begynder; ``None``: de begynder ikke."""
    program(magert, "id", f"echo {uid}")
    (magert / "cp").symlink_to(shutil.which("cp") or "/bin/cp")
    for navn in {"initdb", "redis-server", "pdftotext", *har}:
        program(magert, navn, "exit 0")
    hent = f"cp {magert}/initdb {magert}/$4" if findes else "exit 100"
    program(magert, "apt-get", f'[ "$1" = update ] || {hent}')
    # Scriptets egne funktioner, uden den opgave, der ellers vælges til sidst.
    funktionerne = KOER.read_text(encoding="utf-8").partition("OPGAVE=")[0]
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "koer").write_text(f"{funktionerne}testvaerktoej", encoding="utf-8")
    svar = subprocess.run(
        [shutil.which("dash") or "/bin/sh", tmp_path / "scripts" / "koer"],
        env={"PATH": str(magert), "VAR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert svar.returncode == (bagefter is None), svar.stderr
    assert siges in svar.stdout + svar.stderr
    assert bool(siges) or "Browserprøverne" not in svar.stdout
    assert bagefter is None or {n for n in (LILLE, HELE) if (magert / n).exists()} == bagefter


@pytest.mark.parametrize(
    ("falder", "i_orden"),
    [
        ("",                 True),
        ("hent_designsystem", False),
        ("testvaerktoej",    False),
        ("miljoe",           False),
    ],
)  # fmt: skip
def test_det_hentes_samtidig_og_falder_en_begynder_intet(
    tmp_path: Path, falder: str, i_orden: bool
):
    """De tre venter på hinanden: var der kun én ad gangen, kom ingen af dem videre."""
    funktionerne = KOER.read_text(encoding="utf-8").partition("OPGAVE=")[0]
    i_baggrunden = ("hent_designsystem", "testvaerktoej")
    mens_miljoe = f"until [ -e {tmp_path}/miljoe ]; do sleep 0.05; done; "
    stubbe = "".join(
        f"{navn}() {{ : >{tmp_path}/{navn}; {handling}; }}\n"
        for navn, handling in [
            ("find_python", ":"),
            *((navn, mens_miljoe + ("exit 1" if navn == falder else ":")) for navn in i_baggrunden),
            ("pdf_biblioteker", ":"),
            ("assets", ":"),
        ]
    )
    vent = " ".join(f"[ -e {tmp_path}/{navn} ] &&" for navn in i_baggrunden)
    sidst = "stands faldt" if falder == "miljoe" else ":"
    forgrunden = (
        f"miljoe() {{ : >{tmp_path}/miljoe; until {vent} :; do sleep 0.05; done; {sidst}; }}\n"
    )
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "koer").write_text(
        f"{funktionerne}{stubbe}{forgrunden}klargoer udvikling\nsig prøverne begynder\n",
        encoding="utf-8",
    )
    svar = subprocess.run(
        [shutil.which("dash") or "/bin/sh", tmp_path / "scripts" / "koer"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (svar.returncode == 0) is i_orden, svar.stderr
    assert ("prøverne begynder" in svar.stdout) is i_orden
    assert (tmp_path / "assets").exists() is i_orden


def test_en_var_mappe_der_ikke_kan_laves_siges_ligeud(tmp_path: Path):
    spaerret = tmp_path / "fil"
    spaerret.write_text("")
    svar = koer("lint", PATH="/usr/bin:/bin", VAR_MAPPE=str(spaerret / "var"))
    assert svar.returncode == 1
    assert "VAR_MAPPE" in svar.stderr


def test_scriptet_er_gyldig_posix():
    subprocess.run([shutil.which("dash") or "/bin/sh", "-n", str(KOER)], check=True)


def test_make_har_hver_opgave_scriptet_kender():
    opgaver = set(KOER.read_text(encoding="utf-8").split("scripts/koer ")[1].split()[0].split("|"))
    makefil = (ROD / "Makefile").read_text(encoding="utf-8")
    assert opgaver == set(makefil.split("OPGAVER := ")[1].splitlines()[0].split())
