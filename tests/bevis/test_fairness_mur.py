"""Muren om ligebehandlingen: intet, der vælger, ordner eller behandler sager, når dens tal.

To vægge. I koden: ingen vej i importerne fra udvælgelsen til effektmålingen. I databasen: ingen
side uden for effektmålingen spørger de tabeller, tallene ligger i.
"""

from __future__ import annotations

import grimp
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from feedback.models import Effektfigur, Effektmaaned, Grundtal
from tests import fabrik
from tests.conftest import klient_for

TAL = "feedback.effekt"
TABELLER = tuple(model._meta.db_table for model in (Effektfigur, Grundtal, Effektmaaned))
RUM = (
    "registre",
    "adgang",
    "journal",
    "samkoering",
    "kontrol",
    "persongrupper",
    "hjemmebesoeg",
    "udsoegning",
    "feedback",
    "portal",
)
MAA = (
    *("portal.urls", "portal.api_effekt", "portal.sletning"),
    *("feedback.tasks", "feedback.management", "feedback.templatetags.effekt"),
)
"""Det, der hører til effektmålingen selv: dens adresser, dens ur og dens sletning.

Importkontrakten holder resten af programgrænsefladen fra ``portal.api_effekt``, også ad omveje.
"""
SIDER = (
    "/",
    "/bestillingsliste/",
    "/bestillingsliste/?sorter=tema",
    "/prioriteringsliste/",
    "/feedbackliste/",
)


@pytest.mark.django_db
def test_ingen_vej_fra_udvaelgelsen_til_ligebehandlingen(bevis, leder):
    graf = _uden(grimp.build_graph(*RUM, cache_dir=None), MAA)
    udvaelgelse = [modul for modul in sorted(graf.modules) if _er_udvaelgelse(modul)]
    brud = [" → ".join(vej) for modul in udvaelgelse if (vej := _vej(graf, modul))]
    for _ in range(3):
        fabrik.sag_med_udfald(leder.kommune)
    klient = klient_for(leder)
    brud += [side for side in SIDER if _spoerger(klient, side)]
    graf.add_import(importer="kontrol.bestillingsliste.bestil", imported=TAL)
    plantet = bool(_vej(graf, "kontrol.bestillingsliste.views")) and _spoerger(klient, "/effekt/")
    bevis.foer(
        "fairness-mur",
        "Vej fra udvælgelsen til ligebehandlingens tal",
        forsoeg=len(udvaelgelse) + len(SIDER),
        brud=brud,
        plantet_fejl_fanget=plantet,
    )


def _er_udvaelgelse(modul: str) -> bool:
    return not modul.startswith(TAL)


def _uden(graf: grimp.ImportGraph, navne: tuple[str, ...]) -> grimp.ImportGraph:
    """Grafen uden det, der hører til effektmålingen selv: en vej derigennem er ikke andres."""
    for modul in sorted(graf.modules):
        if modul.startswith(navne):
            graf.remove_module(modul)
    graf.squash_module(TAL)
    return graf


def _vej(graf: grimp.ImportGraph, modul: str) -> tuple[str, ...]:
    return graf.find_shortest_chain(modul, TAL) or ()


def _spoerger(klient: Client, side: str) -> bool:
    with CaptureQueriesContext(
        connection,
    ) as spoergsmaal:
        svar = klient.get(side)
    assert svar.status_code == 200, side
    return any(tabel in s["sql"] for s in spoergsmaal.captured_queries for tabel in TABELLER)
