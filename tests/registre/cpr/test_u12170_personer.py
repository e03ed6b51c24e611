"""``cpr_personer``, ``cpr_boern`` og ``cpr_beskyttelse``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from u12170_fil import ANNA, BO, CARL, DORTE, fil, p001, p004, p008, p010, p014, p022

from registre.cpr.u12170 import laes

Tabel = Callable[..., list[dict[str, Any]]]


def test_en_person(tabel: Tabel):
    poster = [p001(ANNA), p008(ANNA, "Anna Marie", "Holm", "Sørensen"), p010(ANNA, "5100")]
    assert tabel("cpr_personer", *poster) == [
        {
            "cpr": ANNA,
            "fornavn": "Anna Marie",
            "mellemnavn": "Holm",
            "efternavn": "Sørensen",
            "foedselsdato": date(1985, 5, 7),
            "koen": "K",
            "statsborgerskab": "5100",
            "gaeldende_cpr": None,
        }
    ]


@pytest.mark.parametrize(
    ("poster", "navne", "land"),
    [
        ([p008(ANNA, "Anna", "", "Holm")], ("Anna", None, "Holm"), None),
        ([p008(ANNA, "Anna")], ("Anna", None, "(intet efternavn)"), None),
        ([p008(ANNA)], ("(intet fornavn)", None, "(intet efternavn)"), None),  # nyfødt
        ([], ("(intet fornavn)", None, "(intet efternavn)"), None),
        ([p010(ANNA, "0000")], ("(intet fornavn)", None, "(intet efternavn)"), None),
        ([p010(ANNA, "5150")], ("(intet fornavn)", None, "(intet efternavn)"), "5150"),
    ],
)
def test_det_cpr_ikke_ved(tabel: Tabel, poster: list[str], navne: tuple[object, ...], land: object):
    (raekke,) = tabel("cpr_personer", p001(ANNA), *poster)
    assert (raekke["fornavn"], raekke["mellemnavn"], raekke["efternavn"]) == navne
    assert raekke["statsborgerskab"] == land


@pytest.mark.parametrize(
    ("poster", "gaeldende"),
    [
        # 001 peger på det gældende nummer
        ([p001(ANNA, "60", "202401101300", gaelder=BO), p001(BO)], {ANNA: BO, BO: None}),
        ([p001(ANNA, "50", "202401101300", gaelder=BO), p001(BO)], {ANNA: BO, BO: None}),
        ([p001(ANNA, "50", "202401101300", gaelder="0" * 10)],     {ANNA: None}),
        ([p001(ANNA, gaelder=ANNA)],                               {ANNA: None}),
        # 022 nævner et nummer, der ikke selv er i filen
        ([p001(ANNA), p022(ANNA, CARL)],                           {ANNA: None, CARL: ANNA}),
        ([p001(ANNA), p022(ANNA, CARL), p022(ANNA, DORTE)],
                                              {ANNA: None, CARL: ANNA, DORTE: ANNA}),
        # begge dele: én række
        ([p001(CARL, "60", "202401101300", gaelder=ANNA), p001(ANNA), p022(ANNA, CARL)],
                                              {CARL: ANNA, ANNA: None}),
        # kun 022 ved det
        ([p001(CARL, "60", "202401101300"), p001(ANNA), p022(ANNA, CARL)],
                                              {CARL: ANNA, ANNA: None}),
    ],
)  # fmt: skip
def test_udskiftede_numre(tabel: Tabel, poster: list[str], gaeldende: dict[str, object]):
    raekker = tabel("cpr_personer", *poster)
    assert {r["cpr"]: r["gaeldende_cpr"] for r in raekker} == gaeldende
    assert len(raekker) == len(gaeldende)


def test_et_nummer_kun_022_kender_faar_baererens_oplysninger_men_ingen_status(tabel: Tabel):
    poster = [p001(ANNA), p008(ANNA, "Anna", "", "Holm"), p022(ANNA, CARL)]
    gammelt = tabel("cpr_personer", *poster)[1]
    assert (gammelt["cpr"], gammelt["fornavn"], gammelt["foedselsdato"]) == (
        CARL,
        "Anna",
        date(1985, 5, 7),
    )
    assert {r["cpr"] for r in tabel("cpr_status", *poster)} == {ANNA}


@pytest.mark.parametrize(
    ("foedt", "dag"),
    [
        ("1985-05-07", date(1985, 5, 7)),
        ("1985-05-00", date(1985, 5, 1)),
        ("1985-00-00", date(1985, 1, 1)),
    ],
)
def test_foedselsdagen_kan_vaere_delvis(tabel: Tabel, foedt: str, dag: date):
    (raekke,) = tabel("cpr_personer", p001(ANNA, foedt=foedt))
    assert raekke["foedselsdato"] == dag


def test_en_person_uden_foedselsdag_gives_ingen_og_det_siges():
    udtraek = laes(fil(p001(ANNA, foedt="")))
    assert udtraek.tabeller["cpr_personer"].is_empty()
    assert udtraek.tabeller["cpr_status"].height == 1
    assert "ingen fødselsdato" in udtraek.advarsler[0]
    assert ANNA not in udtraek.advarsler[0]


def test_boern_en_gang_hver(tabel: Tabel):
    poster = [p001(ANNA), p014(ANNA, CARL), p014(ANNA, DORTE), p014(ANNA, CARL)]
    assert tabel("cpr_boern", *poster) == [
        {"foraelder_cpr": ANNA, "barn_cpr": CARL, "register_status": "AKTUEL"},
        {"foraelder_cpr": ANNA, "barn_cpr": DORTE, "register_status": "AKTUEL"},
    ]


@pytest.mark.parametrize(
    ("fra", "slet", "ventet"),
    [
        ("2020-01-01", "2021-01-01", [(date(2020, 1, 1), date(2021, 1, 1))]),  # slettedagen med
        ("2020-01-01", "",           [(date(2020, 1, 1), None)]),
        ("2020-01-01", "2101-11-07", [(date(2020, 1, 1), date(2101, 11, 7))]),
        ("",           "",           [(date(1985, 5, 7), None)]),
        ("2020-01-01", "2020-01-01", [(date(2020, 1, 1), date(2020, 1, 1))]),
        ("2020-01-02", "2020-01-01", []),
    ],
)  # fmt: skip
def test_beskyttelse(tabel: Tabel, fra: str, slet: str, ventet: list[object]):
    raekker = tabel("cpr_beskyttelse", p001(ANNA), p004(ANNA, "0001", fra, slet))
    assert [(r["fra"], r["til"]) for r in raekker] == ventet
