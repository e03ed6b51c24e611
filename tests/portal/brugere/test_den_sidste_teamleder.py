"""Ingen lukker eller nulstiller sig selv eller kommunens sidste teamleder."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from adgang.brugere import forvalt
from adgang.models import Bruger, Rolle
from portal.brugere.handlinger import SIDSTE, SIG_SELV
from tests import fabrik
from tests.portal.brugere.side import KNAPPER, LUKKET, adresse, aendringer, beskeder, bring_i


@pytest.mark.parametrize("handling", ["nulstil", "luk", "genaabn", "log-af"])
def test_ingen_lukker_eller_nulstiller_sig_selv(admin: Client, leder: Bruger, handling: str):
    fabrik.bruger("leder2", Rolle.TEAMLEDER)  # også når der er en anden
    svar = admin.post(adresse(leder, handling))
    assert SIG_SELV in beskeder(admin, svar)
    assert Bruger.objects.get(pk=leder.pk).password == leder.password
    assert not aendringer()


def test_ens_egen_side_har_ingen_farlige_knapper(admin: Client, leder: Bruger):
    side = admin.get(adresse(leder)).content.decode()
    assert not [knap for knap in KNAPPER.values() if f">{knap}</button>" in side]
    assert "Det er dig selv." in side


def anden_teamleder(slags: str) -> None:
    """Endnu en teamleder, eller noget, der ligner."""
    match slags:
        case "åben":
            fabrik.bruger("leder2", Rolle.TEAMLEDER)
        case "lukket":
            bring_i(fabrik.bruger("leder2", Rolle.TEAMLEDER), LUKKET)
        case "venter":
            ny = fabrik.bruger("leder2", Rolle.TEAMLEDER)
            ny.engangskode_udloeber = timezone.now() + timedelta(hours=1)
            ny.save()
        case "fremmed":
            fabrik.bruger("leder2", Rolle.TEAMLEDER, fabrik.kommune("0173", "Lyngby-Taarbæk"))
        case "sagsbehandler":
            fabrik.bruger("leder2")


@pytest.mark.parametrize(
    ("slags", "kan"),
    [
        ("åben",          True),
        ("ingen",         False),
        ("lukket",        False),
        ("venter",        False),  # har aldrig været inde selv
        ("fremmed",       False),
        ("sagsbehandler", False),
    ],
)  # fmt: skip
def test_kommunens_sidste_teamleder_kan_ikke_lukkes(leder: Bruger, slags: str, kan: bool):
    anden_teamleder(slags)
    if kan:
        forvalt.luk(leder)
    else:
        with pytest.raises(forvalt.SidsteAdministrator):
            forvalt.luk(leder)
    assert Bruger.objects.get(pk=leder.pk).is_active is not kan


@pytest.mark.parametrize("handling", ["luk", "nulstil"])
def test_den_naestsidste_kan(admin: Client, handling: str):
    anden = fabrik.bruger("leder2", Rolle.TEAMLEDER)
    admin.post(adresse(anden, handling))
    assert len(aendringer()) == 1


@pytest.mark.parametrize("handling", ["luk", "nulstil"])
def test_den_sidste_kan_ikke(
    admin: Client, leder: Bruger, monkeypatch: pytest.MonkeyPatch, handling: str
):
    """Administratoren selv blev lukket af en anden, mens forespørgslen var undervejs."""
    anden = fabrik.bruger("leder2", Rolle.TEAMLEDER, navn="Den Anden")
    rigtig = forvalt.kraev_anden_administrator

    def mens_den_foerste_lukkes(bruger: Bruger) -> None:
        Bruger.objects.filter(pk=leder.pk).update(is_active=False)
        try:
            rigtig(bruger)
        finally:
            Bruger.objects.filter(pk=leder.pk).update(is_active=True)

    monkeypatch.setattr(forvalt, "kraev_anden_administrator", mens_den_foerste_lukkes)
    svar = admin.post(adresse(anden, handling))
    assert SIDSTE.format(navn="Den Anden") in beskeder(admin, svar)
    assert Bruger.objects.get(pk=anden.pk).password == anden.password
    assert not aendringer()
