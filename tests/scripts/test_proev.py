"""Prøvebænken: hvad hvert gennemløb vælger og får med, og hvornår slutkoden er 0."""

from __future__ import annotations

import json
import subprocess
import time
from pathlib import Path

import proev
import pytest
from boern import TjenesteError

HOLDER = {
    "trussel": 6,
    "navn": "Dobbelt bestilling",
    "forsoeg": 8,
    "brud": 0,
    "plantet_fejl_fanget": True,
}
BRUDT = {**HOLDER, "brud": 1}


@pytest.fixture
def rod(tmp_path: Path, monkeypatch) -> Path:
    """En rod, hvor bevis.json kan ligge."""
    monkeypatch.setattr(proev, "ROD", tmp_path)
    return tmp_path


def falsk_gennemloeb(kode: int, *linjer: dict):
    """Et gennemløb, der noterer linjerne og ender med koden."""

    def _loeb(_udvalg, _argumenter, ekstra) -> int:
        with Path(ekstra["BEVIS_FIL"]).open("a", encoding="utf-8") as ud:
            ud.writelines(f"{json.dumps(linje)}\n" for linje in linjer)
        return kode

    return _loeb


@pytest.mark.parametrize(
    ("sqlite", "postgres", "slutkode", "antal"),
    [
        ((0, HOLDER), (0, HOLDER), 0, 2),
        ((0,), (0, HOLDER), 0, 1),  # et kapløb føres kun på PostgreSQL
        ((1, HOLDER), (0, HOLDER), 1, 2),  # en prøve falder
        ((0, HOLDER), (2, HOLDER), 2, 2),
        ((-9, HOLDER), (0, HOLDER), -9, 2),  # pytest bliver dræbt
        ((0, HOLDER), (0, BRUDT), 1, 2),
        ((0,), (0,), 1, 0),  # ingen beviser er ikke et bevis
    ],
)
def test_beviserne_lykkes_kun_naar_alt_holder(
    rod: Path, monkeypatch, sqlite: tuple, postgres: tuple, slutkode: int, antal: int
):
    monkeypatch.setattr(proev, "paa_sqlite", falsk_gennemloeb(*sqlite))
    monkeypatch.setattr(proev, "paa_postgres", falsk_gennemloeb(*postgres))
    assert proev.beviser([]) == slutkode
    assert len(json.loads((rod / "bevis.json").read_text(encoding="utf-8"))) == antal


@pytest.mark.parametrize("fald", [TjenesteError("initdb mislykkedes"), KeyboardInterrupt()])
def test_filen_skrives_ogsaa_naar_et_gennemloeb_aldrig_kommer_i_gang(
    rod: Path, monkeypatch, fald: BaseException
):
    def _falder(*_args) -> int:
        raise fald

    monkeypatch.setattr(proev, "paa_sqlite", falsk_gennemloeb(0, HOLDER))
    monkeypatch.setattr(proev, "paa_postgres", _falder)
    with pytest.raises(type(fald)):
        proev.beviser([])
    assert json.loads((rod / "bevis.json").read_text(encoding="utf-8")) == [HOLDER]


@pytest.mark.parametrize(
    ("valg", "udvalg", "form"),
    [
        ((), [proev.HELE_SUITEN], None),
        (("--postgres",), [proev.DATABASENS_DEL], None),
        (("--bevis",), ["bevis or trussel", proev.DATABASENS_TRUSLER], "fuld"),
    ],
)
def test_kun_beviserne_koerer_i_fuld_form(
    rod: Path, monkeypatch, valg: tuple[str, ...], udvalg: list[str], form: str | None
):
    """Også når udvikleren selv har sat noget i miljøet."""
    for navn in proev.EGNE_VARIABLER:
        monkeypatch.setenv(navn, "udviklerens")
    kald = []

    def _koer(kommando: list[str], *, env: dict[str, str], **_):
        kald.append((kommando[4], env))
        assert ("no:logging" in kommando) == (form == "fuld")
        assert kommando[-2:] == ["-k", "noget"]
        return subprocess.CompletedProcess(kommando, 0)

    def _paa_sqlite(udvalg, argumenter, ekstra) -> int:
        return proev.pytest(udvalg, argumenter, ekstra)

    monkeypatch.setattr(proev.subprocess, "run", _koer)
    monkeypatch.setattr(proev, "paa_postgres", _paa_sqlite)
    monkeypatch.setattr(proev, "POSTGRES", ("true",))
    proev.hoved([*valg, "-k", "noget"])
    assert [valgt for valgt, _ in kald] == udvalg
    assert [miljoe.get("BEVIS") for _, miljoe in kald] == [form] * len(udvalg)
    assert not any("udviklerens" in miljoe.values() for _, miljoe in kald)


def skal(ord_: str, kode: int) -> tuple[str, ...]:
    """En kommando, der siger ordene og ender med koden."""
    return ("sh", "-c", f"echo {ord_} 1; echo {ord_} 2 >&2; exit {kode}")


@pytest.mark.parametrize(
    ("lint", "sqlite", "postgres", "slutkode", "faldne"),
    [
        (0, 0, 0, 0, []),
        (3, 0, 0, 3, ["lint"]),
        (3, 1, 2, 3, ["SQLite", "lint", "PostgreSQL + Redis"]),
        (0, 1, 0, 1, ["SQLite"]),
        (0, 0, 2, 2, ["PostgreSQL + Redis"]),
        (0, -9, 2, -9, ["SQLite", "PostgreSQL + Redis"]),  # pytest bliver dræbt
        (None, 0, 2, 2, ["PostgreSQL + Redis"]),  # uden --lint
    ],
)
def test_alle_tre_taeller_med_og_siges_samlet(
    monkeypatch, capsys, lint: int | None, sqlite: int, postgres: int, slutkode: int, faldne: list
):
    """Faldt lint, står dens ord også til sidst; hver, der faldt, nævnes."""
    monkeypatch.setattr(proev, "LINT", skal("lint", lint or 0))
    monkeypatch.setattr(proev, "POSTGRES", skal("postgres", postgres))
    monkeypatch.setattr(proev, "paa_sqlite", lambda *_: proev.sig("sqlite") or sqlite)
    lints = [] if lint is None else ["── lint ──", "lint 1", "lint 2"]
    postgres_ = ["── PostgreSQL + Redis ──", "postgres 1", "postgres 2"]
    ventet = ["sqlite", *lints, *postgres_, *(lints if lint else [])]
    assert proev.hoved([] if lint is None else ["--lint"]) == slutkode
    assert capsys.readouterr().out.splitlines() == ventet + [f"{navn} faldt." for navn in faldne]


def test_de_to_gennemloeb_koerer_samtidig(monkeypatch, tmp_path: Path):
    """SQLites gennemløb kan vente på det andets spor: det er begyndt imens."""
    spor = tmp_path / "spor"

    def _paa_sqlite(*_args) -> int:
        frist = time.monotonic() + 30
        while not spor.exists() and time.monotonic() < frist:
            time.sleep(0.05)
        return 0 if spor.exists() else 1

    monkeypatch.setattr(proev, "POSTGRES", ("sh", "-c", f"touch {spor}"))
    monkeypatch.setattr(proev, "paa_sqlite", _paa_sqlite)
    assert proev.hoved([]) == 0
