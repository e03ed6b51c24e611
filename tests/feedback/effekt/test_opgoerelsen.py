"""Opgørelsen: en måned, der er slut, bliver til tal, som aldrig ændrer sig."""

from __future__ import annotations

from datetime import date
from statistics import median

import pytest
from django.utils import timezone

from feedback.effekt.opgoerelse import (
    GRUNDTAL_MAANEDER,
    glem,
    opgoer,
    opgoer_alle,
)
from feedback.effekt.perioder import begynder, nummer
from feedback.models import Effektfigur, Feedback, Grundtal
from samkoering.models import Sag
from tests.feedback.effekt.aaret import kl_ti
from tests.feedback.effekt.conftest import NU, SLUT

pytestmark = pytest.mark.django_db


def seneste(kommune, opdeling: str, **udsnit) -> Effektfigur:
    """Figuren for det seneste år."""
    udsnit = {"kle": "", "trin": 0, "maerke": "", **udsnit}
    return Effektfigur.objects.i_kommune(kommune).get(
        opdeling=opdeling, fra=date(2025, 11, 1), til=SLUT, **udsnit
    )


def i_aaret(kommune):
    """Det seneste års feedback."""
    return Feedback.objects.i_kommune(kommune).filter(
        registreret__gte=begynder(nummer(date(2025, 11, 1))), registreret__lt=begynder(nummer(SLUT))
    )


def test_tallene_er_dem_der_kan_taelles_efter(aaret):
    vist, egne = seneste(aaret, "AFSLUTTET"), list(i_aaret(aaret).select_related("bestilling"))
    antal = {navn: sum(f.resultat == navn for f in egne) for navn in {f.resultat for f in egne}}
    assert vist.vist["afsluttet"] == len(egne)
    assert vist.vist["aendret"] == antal["AENDRET_TILDELING"]
    assert vist.vist["henlagt_visitering"] == antal["HENLAGT_VISITERING"]
    assert vist.vist["henlagt_hoering"] == antal["HENLAGT_EFTER_PARTSHOERING"]
    assert vist.vist["med_krav"] == sum(bool(f.krav_oere) for f in egne)
    assert vist.krav_oere == sum(f.krav_oere or 0 for f in egne)
    assert vist.maanedlig_oere == sum(f.maanedlig_aendring_oere or 0 for f in egne)
    dage = [
        (timezone.localdate(f.registreret) - timezone.localdate(f.bestilling.bestilt)).days
        for f in egne
    ]
    assert vist.dage_median == median(dage)


def test_en_sag_taeller_en_gang_i_alt_og_en_gang_pr_kontroltype(aaret):
    alle = seneste(aaret, "AFSLUTTET").vist["afsluttet"]
    med_b = {f.sag_id for f in i_aaret(aaret) if f.sag.udfald.filter(regel="b_indkomst").exists()}
    assert seneste(aaret, "AFSLUTTET", maerke="type:b_indkomst").vist["afsluttet"] == len(med_b)
    assert alle == i_aaret(aaret).values("sag").distinct().count()


def test_en_opgjort_maaned_aendrer_sig_aldrig(aaret):
    def alt():
        return list(Effektfigur.objects.i_kommune(aaret).order_by("pk").values())

    foer = alt()
    i_aaret(aaret).first().delete()
    assert opgoer_alle(NU) == 0
    assert alt() == foer


def test_en_maaned_opgoeres_foerst_naar_den_er_slut(aaret):
    with pytest.raises(ValueError, match="slut"):
        opgoer(aaret.pk, nummer(date(2026, 11, 1)), kl_ti(date(2026, 11, 30)))


def test_smaa_tal_bliver_aldrig_gemt_til_visning(aaret):
    viste = [tal for f in Effektfigur.objects.i_kommune(aaret) for tal in f.vist.values()]
    assert viste
    assert all(tal == 0 or tal >= 5 for tal in viste)


def test_beloeb_og_tider_vises_kun_hvor_antallet_goer(aaret):
    for figur in Effektfigur.objects.i_kommune(aaret):
        assert figur.krav_oere is None or figur.vist["med_krav"] >= 5
        assert figur.maanedlig_oere is None or figur.vist["aendret"] >= 5
        assert figur.dage_median is None or figur.vist["afsluttet"] >= 5


def test_grundtal_glemmes_efter_25_maaneder(aaret):
    foerste = nummer(Grundtal.objects.i_kommune(aaret).earliest("maaned").maaned)
    glem(aaret.pk, foerste + GRUNDTAL_MAANEDER - 1)
    assert nummer(Grundtal.objects.i_kommune(aaret).earliest("maaned").maaned) == foerste
    glem(aaret.pk, foerste + GRUNDTAL_MAANEDER)
    assert nummer(Grundtal.objects.i_kommune(aaret).earliest("maaned").maaned) == foerste + 1


def test_aabne_sager_taelles_efter_alder_som_de_stod_ved_maanedens_udgang(aaret):
    figur = Effektfigur.objects.i_kommune(aaret).get(
        opdeling="AABNE", fra=date(2026, 10, 1), kle="", trin=0, maerke=""
    )
    i_dag = Sag.objects.i_kommune(aaret).filter(tilstand="LEDIG").count()
    assert figur.vist["aabne"] == i_dag
