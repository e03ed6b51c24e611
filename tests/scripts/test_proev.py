"""Prøvebænken: hvad hvert gennemløb vælger og får med, og hvornår slutkoden er 0."""

from __future__ import annotations

import json
import subprocess
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
    ("koerer", "udvalg", "form"),
    [
        (proev.suiten, [proev.HELE_SUITEN, proev.DATABASENS_DEL], None),
        (proev.beviser, ["bevis or trussel", proev.DATABASENS_TRUSLER], "fuld"),
    ],
)
def test_kun_beviserne_koerer_i_fuld_form(rod: Path, monkeypatch, koerer, udvalg, form):
    """Også når udvikleren selv har sat noget i miljøet."""
    for navn in proev.EGNE_VARIABLER:
        monkeypatch.setenv(navn, "udviklerens")
    kald = []

    def _koer(kommando: list[str], *, env: dict[str, str], **_):
        kald.append((kommando[4], env))
        return subprocess.CompletedProcess(kommando, 0)

    def _paa_sqlite(udvalg, argumenter, ekstra) -> int:
        return proev.pytest(udvalg, argumenter, ekstra)

    monkeypatch.setattr(proev.subprocess, "run", _koer)
    monkeypatch.setattr(proev, "paa_postgres", _paa_sqlite)
    koerer(["-k", "noget"])
    assert [valgt for valgt, _ in kald] == udvalg
    assert [miljoe.get("BEVIS") for _, miljoe in kald] == [form, form]
    assert not any("udviklerens" in miljoe.values() for _, miljoe in kald)


@pytest.mark.parametrize(
    ("lint", "sqlite", "postgres", "slutkode"),
    [(0, 0, 0, 0), (3, 0, 0, 3), (3, 1, 0, 3), (0, 1, 0, 1), (0, 0, 2, 2)],
)
def test_lint_taeller_med_og_siges_samlet(
    monkeypatch, capsys, lint: int, sqlite: int, postgres: int, slutkode: int
):
    """Faldt den, står dens ord også til sidst; ellers slutter det med prøvernes egne."""

    def _loeb(navn: str, kode: int):
        return lambda *_: proev.sig(navn) or kode

    monkeypatch.setattr(proev, "LINT", ("sh", "-c", f"echo ord 1; echo ord 2 >&2; exit {lint}"))
    monkeypatch.setattr(proev, "paa_sqlite", _loeb("sqlite", sqlite))
    monkeypatch.setattr(proev, "paa_postgres", _loeb("postgres", postgres))
    assert proev.hoved(["--lint"]) == slutkode
    ordene = ["── lint ──", "ord 1", "ord 2"]
    ventet = ["sqlite", *ordene, "postgres", *((*ordene, "lint faldt.") if lint else ())]
    assert capsys.readouterr().out.splitlines() == ventet
