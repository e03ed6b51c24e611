"""Hovedbogen: én åben kørsel, én nat pr. dato, og en kørsel, der altid får en ende."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from samkoering.models import Aarsag, Deltilstand, Koersel, Koerselstilstand, Natdel, Trin
from samkoering.natten.hovedbog import (
    PROEVER,
    NatIGang,
    afslut_hvis_faerdig,
    alene_med_et_udtraek,
    begynd,
    planlaeg,
    udskyd,
)
from samkoering.skrivning.alder import AeldreDato

pytestmark = pytest.mark.django_db

NAT, NAESTE = date(2018, 6, 19), date(2018, 6, 20)


def slut(koersel: Koersel) -> None:
    """Kørslen ender uden dele."""
    planlaeg(koersel, [], hel=True)
    assert afslut_hvis_faerdig(koersel.pk)


def test_kun_een_koersel_er_aaben_ad_gangen():
    foerste = begynd(NAT, Aarsag.PLANLAGT)
    with pytest.raises(NatIGang, match=r"Kørslen 2018-06-19#1 er i gang"):
        begynd(NAESTE, Aarsag.PLANLAGT)
    slut(foerste)
    assert str(begynd(NAESTE, Aarsag.PLANLAGT)) == "2018-06-20#1"


def test_en_dato_har_kun_een_planlagt_nat_men_kan_gentages():
    slut(begynd(NAT, Aarsag.PLANLAGT))
    with pytest.raises(NatIGang):
        begynd(NAT, Aarsag.INDHENTET)
    assert str(begynd(NAT, Aarsag.GENTAGELSE)) == "2018-06-19#2"


def test_databasen_afviser_en_aaben_til_uden_om_koden():
    koersel = begynd(NAT, Aarsag.PLANLAGT)
    koersel.pk, koersel.nummer, koersel.aarsag = uuid4(), 9, Aarsag.GENTAGELSE
    with pytest.raises(IntegrityError), transaction.atomic():
        koersel.save(force_insert=True)


def test_kommune_og_dato_er_entydig_for_planlagte_naetter():
    koersel = begynd(NAT, Aarsag.PLANLAGT)
    planlaeg(koersel, ["0175", "0173"], hel=True)
    assert Natdel.objects.filter(planlagt=True).count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Natdel.objects.create(
            koersel=koersel, kommunekode="0175", dato=NAT, planlagt=True, tilstand="VENTER"
        )


def test_en_aeldre_dato_skal_vaere_ment():
    slut(begynd(NAESTE, Aarsag.PLANLAGT))
    with pytest.raises(AeldreDato, match="--tillad-aeldre"):
        begynd(NAT, Aarsag.GENTAGELSE)
    assert begynd(NAT, Aarsag.GENTAGELSE, tillad_aeldre=True).dato == NAT


def test_et_udtraek_og_en_nat_koeres_aldrig_samtidig(settings, tmp_path):
    settings.VAR_MAPPE = tmp_path
    begynd(NAT, Aarsag.PLANLAGT)
    with pytest.raises(NatIGang), alene_med_et_udtraek():
        pass


@pytest.mark.parametrize(
    ("hel", "tilstande", "ventet"),
    [
        (True, ["SKREVET", "SKREVET"], Koerselstilstand.GENNEMFOERT),
        (False, ["SKREVET", "SKREVET"], Koerselstilstand.DELVIST),
        (True, ["SKREVET", "KARANTAENE"], Koerselstilstand.DELVIST),
        (True, ["SKREVET", "VENTER"], None),
    ],
)
def test_koerslen_slutter_naar_ingen_del_venter(hel, tilstande, ventet):
    koersel = begynd(NAT, Aarsag.PLANLAGT)
    planlaeg(koersel, ["0173", "0175"], hel=hel)
    for kode, tilstand in zip(("0173", "0175"), tilstande, strict=True):
        koersel.natdele.filter(kommunekode=kode).update(tilstand=Deltilstand(tilstand))
    assert afslut_hvis_faerdig(koersel.pk) is (ventet is not None)
    koersel.refresh_from_db()
    assert koersel.aaben is (ventet is None)
    assert koersel.tilstand == (ventet or Koerselstilstand.KOERER)
    assert not afslut_hvis_faerdig(koersel.pk), "kun én afslutter"


@pytest.mark.parametrize(
    ("proeve", "minutter"), [(1, 5), (2, 10), (3, 20), (4, 40), (5, 60), (PROEVER - 1, 60)]
)
def test_en_nat_uden_bestand_proeves_igen_med_voksende_pause(proeve: int, minutter: int):
    koersel = begynd(NAT, Aarsag.PLANLAGT)
    koersel.proever = proeve - 1
    udskyd(koersel, "cpr svarede ikke")
    koersel.refresh_from_db()
    assert (koersel.aaben, koersel.trin, koersel.fejl) == (True, Trin.BEGYNDT, "cpr svarede ikke")
    pause = koersel.naeste_proeve - timezone.now()
    assert abs(pause - timedelta(minutes=minutter)) < timedelta(seconds=30)


@pytest.mark.parametrize(
    ("aarsag", "proever"), [(Aarsag.PLANLAGT, PROEVER - 1), (Aarsag.GENTAGELSE, 0)]
)
def test_til_sidst_og_naar_nogen_bad_om_den_siger_den_det_straks(aarsag: Aarsag, proever: int):
    koersel = begynd(NAT, aarsag)
    koersel.proever = proever
    udskyd(koersel, "cpr svarede ikke")
    koersel.refresh_from_db()
    assert (koersel.aaben, koersel.tilstand) == (False, Koerselstilstand.FEJLET)
