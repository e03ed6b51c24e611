"""Bevistabellen: rækkefølge, fil, skærm og dom over det, prøverne har noteret."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from bevistabel import Bevis, laes, saml, skriv_json, vis

HOLDER = Bevis(6, "Dobbelt bestilling (PostgreSQL)", 32000, 0, True)


def noter(fil: Path, *beviser: Bevis) -> Path:
    fil.write_text("".join(f"{json.dumps(asdict(b))}\n" for b in beviser), encoding="utf-8")
    return fil


@pytest.mark.parametrize(
    ("forsoeg", "brud", "fanget", "holder"),
    [
        (1, 0, True, True),
        (0, 0, True, False),
        (1, 1, True, False),
        (1, 0, False, False),
    ],
)
def test_et_bevis_holder_kun_med_forsoeg_uden_brud_og_med_fejlen_fanget(
    forsoeg: int, brud: int, fanget: bool, holder: bool
):
    assert Bevis(1, "Bevis", forsoeg, brud, fanget).holder is holder


def test_numrene_staar_foer_navnene_og_ellers_som_noteret(tmp_path: Path):
    truslerne = ["ur", 10, 9, "kanarie", 9]
    noteret = [Bevis(trussel, f"nr. {nr}", 1, 0, True) for nr, trussel in enumerate(truslerne)]
    laest = laes(noter(tmp_path / "linjer", *noteret))
    assert [(b.trussel, b.navn) for b in laest] == [
        (9, "nr. 2"),
        (9, "nr. 4"),
        (10, "nr. 1"),
        ("kanarie", "nr. 3"),
        ("ur", "nr. 0"),
    ]


def test_en_fil_der_ikke_findes_har_ingen_beviser(tmp_path: Path):
    assert laes(tmp_path / "findes-ikke") == []


def test_filen_er_en_liste_med_fem_felter_pr_bevis(tmp_path: Path):
    fil = tmp_path / "bevis.json"
    skriv_json([HOLDER, Bevis("kanarie", "Ingen CPR i loggen (SQLite)", 9, 1, False)], fil)
    assert json.loads(fil.read_text(encoding="utf-8")) == [
        {
            "trussel": 6,
            "navn": "Dobbelt bestilling (PostgreSQL)",
            "forsoeg": 32000,
            "brud": 0,
            "plantet_fejl_fanget": True,
        },
        {
            "trussel": "kanarie",
            "navn": "Ingen CPR i loggen (SQLite)",
            "forsoeg": 9,
            "brud": 1,
            "plantet_fejl_fanget": False,
        },
    ]


def test_en_fil_der_ikke_kan_skrives_faerdig_lader_den_gamle_staa(tmp_path: Path, monkeypatch):
    fil = tmp_path / "bevis.json"
    fil.write_text("den gamle")

    def fuld_disk(sti: Path, *_args, **_kwargs) -> None:
        with sti.open("w") as halv:
            halv.write("[")
        raise OSError("disken er fuld")

    monkeypatch.setattr(Path, "write_text", fuld_disk)
    with pytest.raises(OSError, match="disken er fuld"):
        skriv_json([HOLDER], fil)
    assert list(tmp_path.iterdir()) == [fil]
    assert fil.read_text() == "den gamle"


def test_tabellen_er_justeret_og_slutter_med_summen(capsys):
    langt = "Ingen CPR i [loggen], " + "også i lange navne " * 4 + "(SQLite)"
    vis([HOLDER, Bevis("kanarie", langt, 9, 1200, False)])
    *_, overskrift, _streg, foerste, anden, _bund, slut = capsys.readouterr().out.splitlines()
    celler = [[celle.strip() for celle in linje[1:-1].split("│")] for linje in (foerste, anden)]
    assert overskrift.strip("┃").replace("┃", " ").split() == [
        *("Nr.", "Bevis", "Forsøg", "Brud", "Plantet", "fejl", "fanget")
    ]
    assert celler == [
        ["6", "Dobbelt bestilling (PostgreSQL)", "32.000", "0", "ja"],
        ["kanarie", langt, "9", "1.200", "NEJ"],
    ]
    assert len({len(overskrift), len(foerste), len(anden)}) == 1
    assert slut == "2 beviser, 1.200 brud"


@pytest.mark.parametrize(
    ("beviser", "holder", "slut"),
    [
        ([HOLDER], True, "1 bevis, 0 brud"),
        ([HOLDER, HOLDER], True, "2 beviser, 0 brud"),
        ([HOLDER, Bevis(7, "Udløb", 8, 1, True)], False, "2 beviser, 1 brud"),
        ([Bevis(7, "Udløb", 8, 0, False), HOLDER], False, "2 beviser, 0 brud"),
        ([], False, "0 beviser, 0 brud"),
    ],
)
def test_dommen_falder_naar_et_bevis_falder_eller_der_ingen_er(
    tmp_path: Path, capsys, beviser: list[Bevis], holder: bool, slut: str
):
    ud = tmp_path / "bevis.json"
    assert saml(noter(tmp_path / "linjer", *beviser), ud) is holder
    assert len(json.loads(ud.read_text(encoding="utf-8"))) == len(beviser)
    assert capsys.readouterr().out.splitlines()[-1] == slut
