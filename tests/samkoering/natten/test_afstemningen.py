"""Afstemningen hvert minut: den finder det, der mangler, og vækker – og tåler at blive tabt."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.utils import timezone
from kombu.exceptions import OperationalError

from samkoering.models import Aarsag, Koersel, Koerselstilstand
from samkoering.natten import vaekning
from samkoering.natten.afstemning import UDEN_PROCES, afstem
from samkoering.natten.hovedbog import afslut_hvis_faerdig, begynd, planlaeg

pytestmark = pytest.mark.django_db

MORGEN = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)
"""Halv fire dansk tid."""


@pytest.fixture
def vaekket(settings, tmp_path) -> list[UUID]:
    settings.VAR_MAPPE, settings.UDTRAEKSMAPPE = tmp_path, tmp_path / "udtraek"
    return []


def faerdig(dag: date, aarsag: Aarsag = Aarsag.PLANLAGT, **felter: object) -> Koersel:
    koersel = begynd(dag, aarsag, tillad_aeldre=True, **felter)
    planlaeg(koersel, [], hel=True)
    afslut_hvis_faerdig(koersel.pk)
    return koersel


def test_foerste_nat_er_nattens(vaekket):
    koersel = afstem(vaekket.append, MORGEN)
    assert (koersel.dato, koersel.aarsag) == (date(2026, 11, 25), Aarsag.PLANLAGT)
    assert vaekket == [koersel.pk]


def test_foer_klokken_tre_begyndes_dagens_nat_ikke(vaekket):
    faerdig(date(2026, 11, 24))
    assert afstem(vaekket.append, MORGEN - timedelta(hours=1)) is None
    assert vaekket == []


def test_en_aaben_koersel_vaekkes_igen_og_ingen_ny_begyndes(vaekket):
    koersel = afstem(vaekket.append, MORGEN)
    assert afstem(vaekket.append, MORGEN).pk == koersel.pk
    assert Koersel.objects.count() == 1
    assert vaekket == [koersel.pk, koersel.pk]


@pytest.mark.parametrize(("om", "vaekkes"), [(timedelta(seconds=1), 0), (timedelta(), 1)])
def test_en_udskudt_koersel_vaekkes_naar_dens_tid_er_inde(vaekket, om, vaekkes):
    koersel = afstem(lambda _: None, MORGEN)
    Koersel.objects.filter(pk=koersel.pk).update(naeste_proeve=MORGEN + om)
    afstem(vaekket.append, MORGEN)
    assert len(vaekket) == vaekkes


def test_naetter_indhentes_i_orden_een_ad_gangen(vaekket):
    faerdig(date(2026, 11, 22))
    datoer = []
    for _ in range(3):
        koersel = afstem(vaekket.append, MORGEN)
        datoer.append((koersel.dato.day, koersel.aarsag))
        planlaeg(koersel, [], hel=True)
        afslut_hvis_faerdig(koersel.pk)
    assert datoer == [(23, "INDHENTET"), (24, "INDHENTET"), (25, "PLANLAGT")]
    assert afstem(vaekket.append, MORGEN) is None


def test_een_kommune_eller_et_register_er_ikke_en_nat(vaekket):
    faerdig(date(2026, 11, 24))
    faerdig(date(2026, 11, 25), Aarsag.GENTAGELSE, kommuner=["0175"])
    assert afstem(vaekket.append, MORGEN).dato == date(2026, 11, 25)


def test_en_koersel_paa_et_udtraek_hvis_proces_er_vaek_lukkes(vaekket):
    faerdig(date(2026, 11, 25))
    forladt = Koersel.objects.create(
        dato=date(2026, 11, 25), nummer=9, startet=timezone.now(), periode_fra=date(2026, 8, 1),
        periode_til=date(2026, 11, 30), regelsaet="",
    )  # fmt: skip
    afstem(vaekket.append, MORGEN)
    forladt.refresh_from_db()
    assert (forladt.tilstand, forladt.fejl) == (Koerselstilstand.FEJLET, UDEN_PROCES)


@pytest.mark.parametrize(("minutter", "bliver"), [(59, True), (61, False)])
def test_efterladte_udtraek_slettes_efter_en_time(vaekket, settings, minutter, bliver):
    mappe = settings.UDTRAEKSMAPPE / "efterladt"
    mappe.mkdir(parents=True)
    gammel = timezone.now().timestamp() - minutter * 60
    os.utime(mappe, (gammel, gammel))
    afstem(vaekket.append, MORGEN)
    assert mappe.exists() is bliver


def test_svarer_maegleren_ikke_proeves_der_igen_om_et_minut(monkeypatch):
    def nede(*_: object, **__: object) -> None:
        raise OperationalError("Connection refused")

    monkeypatch.setattr("celery.current_app.send_task", nede)
    vaekning.vaek(UUID(int=1))
