"""Skæbnerne: de samme hver gang, i den rigtige orden, og tal, der ligner et år."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from feedback.effekt.opdelinger import ALDRE, alder
from feedback.models import Aendring, Resultat
from kontrol.partshoering.bankdage import er_bankdag
from portal.demohistorie.aendring import aendring
from portal.demohistorie.arbejde import skridtene
from portal.demohistorie.kalender import naetter
from portal.demohistorie.skaebne import Anledning, Skaebne, skaebne, terning
from portal.demohistorie.traef import TRAEF, traef
from samkoering.regelkatalog import regler

DANSK_TID = ZoneInfo("Europe/Copenhagen")
NU = datetime(2026, 11, 26, tzinfo=DANSK_TID)
FUNDET = date(2026, 2, 2)


def anledning(nr: int, regel: str = "ny_arbejdsgiver", **felter: object) -> Anledning:
    """Sag nr. så og så."""
    sag = Anledning(
        sagsnr=f"R-26-{nr:05d}",
        kommune="0175",
        fundet=FUNDET,
        regler=frozenset({regel}),
        kan_hoeres=True,
        andel_bestilt=0.94,
        kolleger=3,
        hoeringsfrist_dage=14,
    )
    return sag._replace(**felter)  # type: ignore[arg-type]


def trukne(antal: int = 400, regel: str = "ny_arbejdsgiver", **felter: object) -> list[Skaebne]:
    """Skæbnerne for så mange sager, dem uden udeladt."""
    alle = (skaebne(anledning(nr, regel, **felter), NU) for nr in range(antal))
    return [dens for dens in alle if dens is not None]


def test_samme_sag_samme_skaebne():
    assert trukne(40) == trukne(40)
    assert skaebne(anledning(1), NU) != skaebne(anledning(2), NU)


def test_hvert_skridt_kommer_efter_det_forrige_og_paa_en_bankdag():
    for dens in trukne():
        tider = [tid for tid, _ in skridtene(dens)]
        assert tider == sorted(set(tider))
        assert all(er_bankdag(timezone.localdate(tid)) for tid in tider)
        assert timezone.localdate(dens.bestilt) > FUNDET
        assert timezone.localdate(dens.bestilt) <= FUNDET + timedelta(days=89)


def test_borgeren_hoeres_foer_et_resultat_der_kraever_det():
    for dens in trukne():
        if dens.resultat == Resultat.HENLAGT_VISITERING:
            assert dens.hoert is dens.fravalgt is None
        elif dens.hoert and not dens.svaret:
            assert dens.frist
            assert dens.frist < timezone.localdate(dens.sluttet)
        else:
            assert dens.svaret or dens.fravalgt


def test_kan_borgeren_ikke_hoeres_bliver_hun_det_aldrig():
    uden = trukne(regel="borger_doer", kan_hoeres=False)
    assert {dens.resultat for dens in uden} == {
        Resultat.HENLAGT_VISITERING,
        Resultat.AENDRET_TILDELING,
    }
    assert not any(dens.hoert for dens in uden)


def test_en_kommune_uden_folk_bestiller_intet():
    assert trukne(20, andel_bestilt=0.0) == []


def test_faa_er_i_gang_i_dag():
    nyfundne = trukne(fundet=date(2026, 9, 14))
    i_gang = [dens for dens in nyfundne if dens.bestilt < NU < dens.sluttet]
    assert 0 < len(i_gang) < len(nyfundne) / 10


@pytest.mark.parametrize(
    ("regel", "mindst", "hoejst"),
    [("ny_arbejdsgiver", 0.27, 0.42), ("flytning", 0.05, 0.14), ("bilsalg", 0.02, 0.09)],
)
def test_traefprocenten_er_kontroltypens(regel: str, mindst: float, hoejst: float):
    resultater = Counter(dens.resultat for dens in trukne(600, regel))
    andel = resultater[Resultat.AENDRET_TILDELING] / resultater.total()
    assert mindst < andel < hoejst


def test_alle_kontroltyper_har_et_traef_der_stiger_over_aaret():
    assert TRAEF.keys() == {regel["slug"] for regel in regler()}
    assert traef({"flytning"}, 0) < traef({"flytning"}, 1) < traef({"flytning", "b_indkomst"}, 0)


def test_en_aendring_kunne_vaere_skrevet_i_formularen():
    for nr in range(200):
        felter = aendring(terning(nr), date(2026, 3, 12))
        forhoejes = felter["aendring"] == Aendring.FORHOEJES
        assert felter["maanedlig_aendring_oere"] % 100 == 0
        assert (felter["maanedlig_aendring_oere"] > 0) == forhoejes
        assert not (forhoejes and felter["krav_oere"])
        if felter["krav_oere"]:
            assert felter["krav_fra"]
            assert felter["krav_til"]
            assert felter["krav_fra"] <= felter["krav_til"] < felter["afgoerelsesdato"]
        else:
            assert felter["krav_fra"] is felter["krav_til"] is None


@pytest.mark.parametrize(
    ("i_dag", "foerste", "kvartalet_slutter"),
    [
        (date(2026, 11, 26), date(2025, 9, 26), date(2026, 1, 1)),
        (date(2026, 12, 31), date(2025, 9, 26), date(2026, 1, 1)),
        (date(2027, 1, 1), date(2025, 12, 27), date(2026, 4, 1)),  # det korteste kvartal
    ],
)
def test_naetterne_naar_fra_lige_foer_det_foerste_kvartal_til_i_gaar(
    i_dag: date, foerste: date, kvartalet_slutter: date
):
    dage = naetter(i_dag)
    assert dage == sorted(set(dage))
    assert (dage[0], dage[-1]) == (foerste, i_dag - timedelta(days=1))
    mellem = [(b - a).days for a, b in pairwise(dage)]
    # En hændelse ses i tre måneder; ingen falder imellem to nætter.
    assert max(mellem) < 89
    # Den første nats ledige sager udløber ved den tredje, og det er endnu i kvartalet.
    assert (dage[2] - dage[0]).days > 92
    assert dage[2] < kvartalet_slutter


@pytest.mark.parametrize("dag", [1, 2, 8, 15, 16, 27, 31])
@pytest.mark.parametrize("maaned", [1, 3, 12])
def test_ingen_aldersgruppe_staar_tom_for_nye_sager(maaned: int, dag: int):
    """Effektmålingen viser de åbne sagers alder ved udgangen af måneden før."""
    i_dag = date(2027, maaned, dag)
    sidste = i_dag.replace(day=1) - timedelta(days=1)
    gamle = [(sidste - nat).days for nat in naetter(i_dag) if nat <= sidste]
    grupper = {alder(dage, over_fristen=dage > 92) for dage in gamle}
    assert grupper >= set(ALDRE[:5])
    assert grupper & set(ALDRE[5:7])
