"""Afprøvningen, hvor kontroltypen er én af to i sit tema: resten ved siden af må ikke være få."""

from __future__ import annotations

from datetime import date

import pytest

from feedback.effekt.figurer import Gruppe
from feedback.effekt.opgoerelse import _typernes
from feedback.effekt.perioder import nummer
from feedback.effekt.udsnit import makkere, type_, udsnit
from feedback.models import Effektfigur
from samkoering.regelkatalog import regler
from tests import fabrik

pytestmark = pytest.mark.django_db
OKTOBER = nummer(date(2026, 10, 1))
SLUG = "feriekonto"
BLIVER = {"aendret:bliver": 8, "aendret:0": 12, "henlagt:bliver": 15, "henlagt:0": 40}


def raekker(blade: dict[str, int], maaned: date) -> list[Gruppe]:
    return [
        Gruppe(maaned, "32.24.04", 2, SLUG, led, None, None, antal, 0, 0)
        for led, antal in blade.items()
        if antal
    ]


def opgoer(kommune, maaned: int, udenfor: dict[str, int], dag: date) -> dict[str, Effektfigur]:
    """Måneden opgjort, og det viste gemt; giver figurerne efter opdeling."""
    grupper = {
        f"AFPROEVNING:{SLUG}": raekker(BLIVER, dag),
        f"UDENFOR:{SLUG}": raekker(udenfor, dag),
    }
    alle = {opdeling: grupper.get(opdeling, []) for opdeling in _opdelinger()}
    periode = (maaned - 11, maaned + 1)
    vist = {periode: {udsnit(maerke=type_(SLUG))}}
    figurer = list(_typernes(kommune.pk, maaned, OKTOBER - 30, alle, vist))
    Effektfigur.objects.i_kommune(kommune).bulk_create(figurer)
    return {figur.opdeling: figur for figur in figurer}


def _opdelinger() -> list[str]:
    slags = ("AFPROEVNING", "GENTAGELSE", "UDENFOR")
    return [f"{navn}:{regel['slug']}" for navn in slags for regel in regler()]


@pytest.mark.parametrize(
    ("aendret", "henlagt", "vises"),
    [
        (0, 0, True),
        (5, 6, True),
        (8, 15, True),  # ingen har begge temaets kontroltyper
        (4, 6, False),  # fire ændrede har feriekonto og noget fra et andet tema
        (5, 1, False),
        (0, 4, False),
    ],
)
def test_at_slaa_fra_vises_kun_naar_resten_ved_siden_af_er_ingen_eller_flere(
    aendret, henlagt, vises
):
    udenfor = {"aendret": aendret, "henlagt": henlagt}
    viste = opgoer(fabrik.kommune(), OKTOBER, udenfor, date(2026, 10, 1))
    assert (f"AFPROEVNING:{SLUG}" in viste) is vises
    if vises:
        assert viste[f"UDENFOR:{SLUG}"].vist == {"afsluttet": aendret + henlagt, **udenfor}


def test_de_faa_i_den_nye_maaned_kan_heller_ikke_traekkes_ud():
    """Året før var der ingen; viste det næste to flere end fem, var de to den nye måneds."""
    kommune = fabrik.kommune()
    ingen = opgoer(kommune, OKTOBER - 2, {}, date(2026, 8, 1))
    assert ingen[f"UDENFOR:{SLUG}"].vist["henlagt"] == 0
    fem = opgoer(kommune, OKTOBER - 1, {"henlagt": 5}, date(2026, 9, 1))
    assert fem[f"UDENFOR:{SLUG}"].vist["henlagt"] == 5
    assert f"AFPROEVNING:{SLUG}" not in opgoer(kommune, OKTOBER, {"henlagt": 7}, date(2026, 10, 1))


def test_makkerne_er_temaets_eneste_to():
    assert makkere() == {
        "ny_virksomhed": "momsindberetning",
        "momsindberetning": "ny_virksomhed",
        "underholdsbidrag": "feriekonto",
        "feriekonto": "underholdsbidrag",
    }
