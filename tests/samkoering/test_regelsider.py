"""Regelsiderne og kataloget er dannet af reglerne selv, og de gemte er friske."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from samkoering.regelkatalog import regel, regler, temaer
from samkoering.regelsider import filer
from samkoering.regler import ALLE_REGLER


def test_de_gemte_sider_er_friske(capsys: pytest.CaptureFixture[str]):
    call_command("regelsider", "--kontroller")
    assert capsys.readouterr().out == "0 filer skrevet.\n"


@pytest.fixture
def kopi(tmp_path: Path, settings) -> Path:
    """Et friskt sæt sider i en anden rod."""
    settings.ROD = tmp_path
    (tmp_path / "samkoering").mkdir()
    call_command("regelsider")
    return tmp_path


@pytest.mark.parametrize("navn", ["docs/regler/01-bilkoeb.md", "samkoering/regelkatalog.json"])
def test_en_foraeldet_side_ses_og_dannes_igen(
    kopi: Path, navn: str, capsys: pytest.CaptureFixture[str]
):
    side = kopi / navn
    frisk = side.read_text(encoding="utf-8")
    side.write_text(frisk.replace("købsdagen", "en anden dag"), encoding="utf-8")
    with pytest.raises(SystemExit) as stop:
        call_command("regelsider", "--kontroller")
    assert (stop.value.code, side.name in capsys.readouterr().err) == (1, True)
    assert side.read_text(encoding="utf-8") != frisk  # kontrollen skriver intet
    call_command("regelsider")
    assert side.read_text(encoding="utf-8") == frisk


def test_en_side_der_mangler_er_foraeldet(kopi: Path):
    (kopi / "docs/regler/17-feriekonto.md").unlink()
    with pytest.raises(SystemExit):
        call_command("regelsider", "--kontroller")


def test_der_er_en_side_pr_regel_en_oversigt_og_et_katalog():
    navne = {sti.relative_to(settings.ROD).as_posix() for sti in filer(Path(settings.ROD))}
    sider = {f"docs/regler/{r.nr:02d}-{r.slug}.md" for r in ALLE_REGLER}
    assert navne == sider | {"docs/regler/README.md", "samkoering/regelkatalog.json"}


def test_siden_siger_hvad_reglen_laeser_og_hvem_den_gaelder():
    sider = {sti.name: tekst for sti, tekst in filer(Path(settings.ROD)).items()}
    bidrag = sider["16-underholdsbidrag.md"]
    assert "- **Ægtefælle:** indgår ikke" in bidrag
    assert "- [F8](../fortolkninger/F8.md)" in bidrag
    assert "| udk_bidragssager | sagsnr, rolle, kle, oprettet |" in bidrag
    assert "alle kontrollerede ydelser" in sider["11-flytning.md"]


def test_portalens_katalog_er_registrets():
    assert [(r["nr"], r["slug"], r["navn"]) for r in regler()] == [
        (r.nr, r.slug, r.navn) for r in ALLE_REGLER
    ]
    assert regel("flytning")["laeser"] == {
        navn: list(kolonner) for navn, kolonner in ALLE_REGLER[10].laeser.items()
    }
    assert len(temaer()) == 5
    with pytest.raises(KeyError):
        regel("findes_ikke")


def test_kataloget_er_laeseligt_for_mennesker():
    tekst = (Path(settings.ROD) / "samkoering/regelkatalog.json").read_text(encoding="utf-8")
    assert "Bilkøb" in tekst
    assert len(json.loads(tekst)) == 17
