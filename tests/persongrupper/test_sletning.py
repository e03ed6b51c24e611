"""Opbevaringen: borgeren slettes, når alt om hende er gammelt, og ikke før."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from persongrupper.indlaesning.indlaes import indlaes
from persongrupper.markering.handlinger import annuller, saet, slut
from persongrupper.models import Markeringsperiode, Projektborger, Slags
from portal.sletning.persongrupperne import slet_borgere
from tests.persongrupper.opstilling import borgere, fil, kalender


@pytest.mark.django_db
@pytest.mark.parametrize(("dage_efter", "slettet"), [(1824, False), (1825, True)])
@pytest.mark.parametrize("maade", ["slut", "annuller"])
def test_fristen_gaar_fra_den_sidste_markering(mette, maade: str, dage_efter: int, slettet: bool):
    with kalender() as tid:
        gammel, aaben = borgere(2)
        periode = saet(gammel, "GRUPPE_1", mette)
        tid.gaa(10)
        (slut(periode, mette) if maade == "slut" else annuller(periode, mette, "Fejl"))
        til = tid.dag - timedelta(days=1)
        indlaes(
            fil(f"0175;{gammel.cpr};2016-12-01;{til}"),
            Slags.BRUTTOMAALGRUPPE,
            mette.kommune,
            "Prøven",
        )
        tid.gaa(dage_efter)
        nu = timezone.make_aware(datetime.combine(tid.dag, datetime.min.time()))
        (kvittering,) = slet_borgere(nu)
        tilbage = set(Projektborger.objects.i_kommune("0175").values_list("pk", flat=True))
        assert tilbage == ({aaben.pk} if slettet else {gammel.pk, aaben.pk})
        perioder = Markeringsperiode.objects.i_kommune("0175")
        assert perioder.count() == (1 if slettet else 3)
        assert bool(kvittering.antal) is slettet
