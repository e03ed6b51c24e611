"""Links fra tallene til sagerne: listen får netop sidens filtre, eller der er intet link."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict

from adgang.models import Bruger, Kommune, Rolle
from feedback.effekt.sagslinks import sagslinks
from feedback.effekt.valg import Valg
from kontrol.bestillingsliste.filtre import laes_filtre
from kontrol.prioriteringsliste.udsnit import laes_udsnit

AARET = (date(2025, 11, 1), date(2026, 11, 1))
LEDER = Bruger(rolle=Rolle.TEAMLEDER)
RUMMER = {"Kan bestilles": "/bestillingsliste/", "Under behandling": "/prioriteringsliste/"}


@pytest.mark.parametrize(
    ("kle", "maerke", "trin", "lister", "ydelser", "temaer", "kontroltyper"),
    [
        ("", "", 0, ["Kan bestilles", "Under behandling"], (), (), ()),
        ("32.24.04", "", 0, ["Kan bestilles", "Under behandling"], ("32.24.04",), (), ()),
        # Prioriteringslisten kan hverken bære temaet eller kontroltypen.
        ("", "tema:Indkomst", 0, ["Kan bestilles"], (), ("Indkomst",), ()),
        ("32.24.04", "type:flytning", 0, ["Kan bestilles"], ("32.24.04",), (), ("flytning",)),
        # Ingen af listerne kan bære kontroltrinnet.
        ("", "", 3, [], (), (), ()),
    ],
)
def test_listen_faar_sidens_filtre(kle, maerke, trin, lister, ydelser, temaer, kontroltyper):
    links = sagslinks(LEDER, Valg(*AARET, kle=kle, maerke=maerke, trin=trin))
    assert [link.navn for link in links] == lister
    for link in links:
        dele = urlsplit(link.adresse)
        assert dele.path == RUMMER[link.navn]
        if link.navn == "Under behandling":
            udsnit = laes_udsnit(QueryDict(dele.query))
            assert (udsnit.vis, udsnit.ydelser) == ("teamet", ydelser)
        else:
            # Også i en kommune, der ellers skjuler flytning: dens flytninger er med i tallene.
            filtre = laes_filtre(QueryDict(dele.query), Kommune(skjul_flytning=True))
            fundet = (filtre.ydelser, filtre.temaer, filtre.kontroltyper, filtre.skjul)
            assert fundet == (ydelser, temaer, kontroltyper, ())


@pytest.mark.parametrize(
    ("rolle", "links"), [(Rolle.TEAMLEDER, 2), (Rolle.SAGSBEHANDLER, 2), (Rolle.DPO, 0)]
)
def test_kun_den_der_maa_se_sager_faar_dem(rolle, links):
    assert len(sagslinks(Bruger(rolle=rolle), Valg(*AARET))) == links
