"""Trussel 29: et skjult tal kan ikke regnes ud af alt det, der er vist, i alle måneder."""

from __future__ import annotations

from tests.bevis import angreb_paa_smaatal as angreb

STOERRELSER = (0.6, 2.0, 6.0)
"""En lille, en mellemstor og en stor kommunes sager."""


def test_ingen_skjult_celle_kan_regnes_ud(bevis):
    verdener = [
        angreb.verden(seed, stoerrelse)
        for seed in range(bevis.antal(kort=1, fuldt=40))
        for stoerrelse in STOERRELSER
    ]
    skjulte, brud, naivt_fundne = 0, [], 0
    for celler in verdener:
        antal, fundne = angreb.udregnede(celler, angreb.vis_efter_reglen(celler))
        skjulte += antal
        brud += fundne
    _, naive = angreb.udregnede(verdener[0], angreb.vis_uden_omtanke(verdener[0]))
    naivt_fundne += len(naive)
    assert skjulte >= bevis.antal(kort=10_000, fuldt=400_000)
    bevis.foer(
        29,
        "Skjult celle regnet ud af alle måneders tal",
        forsoeg=skjulte,
        brud=brud,
        plantet_fejl_fanget=naivt_fundne > 0,
    )
