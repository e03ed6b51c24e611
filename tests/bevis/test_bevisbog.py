"""Prøven af prøverne: et bevis, der ikke holder, fælder sin prøve og bliver noteret."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.db import connection

from tests.bevis.bevisbog import Bevisbog


@pytest.fixture
def fil(tmp_path: Path) -> Path:
    return tmp_path / "linjer"


def noteret(fil: Path) -> list[dict]:
    return [json.loads(linje) for linje in fil.read_text(encoding="utf-8").splitlines()]


def test_alt_her_er_trusler(request):
    assert request.node.get_closest_marker("trussel")


@pytest.mark.parametrize(
    ("miljoe", "fuld", "fil"),
    [
        ({}, False, None),
        ({"BEVIS": "fuld"}, True, None),
        ({"BEVIS": "kort", "BEVIS_FIL": ""}, False, None),
        ({"BEVIS": "fuld", "BEVIS_FIL": "linjer"}, True, Path("linjer")),
    ],
)
def test_miljoeet_vaelger_form_og_fil(request, monkeypatch, miljoe, fuld, fil):
    for navn in ("BEVIS", "BEVIS_FIL"):
        monkeypatch.delenv(navn, raising=False)
    for navn, vaerdi in miljoe.items():
        monkeypatch.setenv(navn, vaerdi)
    bevis = request.getfixturevalue("bevis")
    assert (bevis.fuld, bevis.fil) == (fuld, fil)
    assert bevis.antal(10, 10_000) == (10_000 if fuld else 10)


def test_et_bevis_der_holder_noteres_med_motorens_navn(fil: Path):
    motor = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]
    bog = Bevisbog(fuld=True, fil=fil)
    bog.foer(6, "Dobbelt bestilling", forsoeg=1, brud=[], plantet_fejl_fanget=True)
    bog.foer("kanarie", "Intet i loggen", forsoeg=2, brud=(), plantet_fejl_fanget=True)
    assert noteret(fil) == [
        {
            "trussel": trussel,
            "navn": f"{navn} ({motor})",
            "forsoeg": forsoeg,
            "brud": 0,
            "plantet_fejl_fanget": True,
        }
        for trussel, navn, forsoeg in [
            (6, "Dobbelt bestilling", 1),
            ("kanarie", "Intet i loggen", 2),
        ]
    ]


@pytest.mark.parametrize(
    ("forsoeg", "brud", "fanget", "siger"),
    [
        (0, [], True, ["Intet blev forsøgt."]),
        (9, ["a"], True, ["1 brud på 9 forsøg:", "- a"]),
        (9, [1, 2, 3, 4, 5], True, ["5 brud på 9 forsøg:", "- 1", "- 2", "- 3", "- 4", "- 5"]),
        (9, "abcdefg", True, ["7 brud på 9 forsøg:", *map("- {}".format, "abcde"), "… og 2 til"]),
        (9, [], False, ["Den plantede fejl blev ikke fanget: forsøgene kan ikke finde den."]),
    ],
)
def test_et_bevis_der_ikke_holder_faelder_proeven_og_noteres(
    fil: Path, forsoeg: int, brud: Sequence[object], fanget: bool, siger: list[str]
):
    bog = Bevisbog(fuld=False, fil=fil)
    with pytest.raises(pytest.fail.Exception) as faldt:
        bog.foer(7, "Udløb", forsoeg=forsoeg, brud=brud, plantet_fejl_fanget=fanget)
    (linje,) = noteret(fil)
    assert str(faldt.value).splitlines() == [f"Trussel 7, {linje['navn']}:", *siger]
    assert [*linje.values()][2:] == [forsoeg, len(brud), fanget]


def test_alt_galt_siges_paa_en_gang():
    with pytest.raises(pytest.fail.Exception, match=r"(?s)Intet.*1 brud.*plantede fejl"):
        Bevisbog(fuld=False, fil=None).foer(
            7, "Udløb", forsoeg=0, brud=["a"], plantet_fejl_fanget=False
        )


def test_uden_fil_noteres_intet(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Bevisbog(fuld=False, fil=None).foer(1, "Bevis", forsoeg=1, brud=[], plantet_fejl_fanget=True)
    assert not list(tmp_path.iterdir())
