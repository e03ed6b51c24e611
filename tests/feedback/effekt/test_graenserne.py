"""Afprøvningen: hvilke gemte udfald en strammere grænse også ville have fundet."""

from __future__ import annotations

import pytest

from feedback.effekt.afproevning.graenser import GRAENSER, KAN_IKKE_AFPROEVES, graense_for
from feedback.effekt.afproevning.traeer import afproevning, trin_navne, typernes_traeer
from samkoering.grundlag.parametre import daterede
from samkoering.regelkatalog import regler


def bevis(**celler):
    """Et bevis med én række."""
    return {"kolonner": [{"navn": navn} for navn in celler], "raekker": [list(celler.values())]}


def loen(cvr: str, forrige: str, dage: int):
    """Den seneste løn og den før."""
    kolonner = [{"navn": "CVR-nr."}, {"navn": "Dage siden forrige"}]
    return {"kolonner": kolonner, "raekker": [[cvr, dage], [forrige, None]]}


def ydelse(foer: int, nu: int):
    """Ydelsen måneden før og måneden."""
    return bevis(**{"Måneden før": foer, "Måneden": nu})


def bil(handlet: str, foerste: str):
    """En handel med en bil."""
    return bevis(**{"Handelsdato": handlet, "Første registrering": foerste})


@pytest.mark.parametrize(
    ("regel", "et_bevis", "overlever"),
    [
        # mere end 750, 1.000, 1.500, 2.000, 3.000 og 5.000 kr.
        ("b_indkomst", bevis(Beløb=75_000), 0),
        ("b_indkomst", bevis(Beløb=75_001), 1),
        ("b_indkomst", bevis(Beløb=100_000), 1),
        ("b_indkomst", bevis(Beløb=500_001), 6),
        ("b_indkomst", {}, 6),  # et bevis uden målet bliver stående
        ("aendring_andre_ydelser", ydelse(1_000_000, 1_100_000), 1),
        ("aendring_andre_ydelser", ydelse(1_100_001, 1_000_000), 2),
        ("aendring_andre_ydelser", ydelse(0, 60_000), 6),  # begyndt: uden grænse
        ("aendring_andre_ydelser", ydelse(60_000, 0), 6),  # stoppet: uden grænse
        # over 75, 90 og 120 dage hos den samme arbejdsgiver
        ("ny_arbejdsgiver", loen("1", "1", 75), 0),
        ("ny_arbejdsgiver", loen("1", "1", 76), 1),
        ("ny_arbejdsgiver", loen("1", "1", 121), 3),
        ("ny_arbejdsgiver", loen("1", "2", 14), 3),  # en anden arbejdsgiver
        # mindst 4, 5 og 6 handler
        ("mange_bilhandler", {"kolonner": [], "raekker": [[]] * 3}, 0),
        ("mange_bilhandler", {"kolonner": [], "raekker": [[]] * 4}, 1),
        # højst 12, 10, 8 og 5 år
        ("bilkoeb", bil("2026-05-01", "2014-05-01"), 1),  # 12 år på dagen
        ("bilkoeb", bil("2026-05-02", "2014-05-01"), 0),  # 12 år og en dag
        ("bilkoeb", bil("2026-04-30", "2014-05-01"), 1),
        ("bilsalg", bil("2026-05-01", "2021-05-01"), 4),
    ],
)
def test_et_udfald_overlever_de_graenser_det_er_over(regel, et_bevis, overlever):
    assert graense_for(regel).trin(et_bevis) == overlever


def test_hver_af_reglernes_parametre_kan_afproeves_eller_siger_hvorfor_ikke():
    afproevede = {graense.parameter for graense in GRAENSER}
    assert afproevede | set(KAN_IKKE_AFPROEVES) == set(daterede())
    assert not afproevede & set(KAN_IKKE_AFPROEVES)


@pytest.mark.parametrize("graense", GRAENSER, ids=lambda graense: graense.regel)
def test_alternativerne_er_strammere_end_reglens_egen(graense):
    gaeldende = daterede()[graense.parameter][-1]["vaerdi"]
    raekke = [gaeldende, *graense.alternativer]
    assert raekke in (sorted(raekke), sorted(raekke, reverse=True))
    assert len(set(raekke)) == len(raekke)


def test_hver_kontroltype_kan_slaas_fra():
    traeer = typernes_traeer()
    for regel in regler():
        slug, gren = traeer[f"AFPROEVNING:{regel['slug']}"]
        assert gren == afproevning(slug)
        assert f"aendret:{trin_navne(slug)[-1]}" in gren.blade()
