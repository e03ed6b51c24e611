"""Sager: hvornår de slettes, hvad der følger med, og det tal, der bliver tilbage."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

from adgang.models import Bruger, Sletning
from feedback.effekt.opgoerelse import opgoer
from feedback.effekt.perioder import nummer
from feedback.models import Feedback, Grundtal
from hjemmebesoeg.models import Stop
from journal.models import Journalpost
from kontrol.models import Bestilling, Hoeringsbrev, Partshoering, Varsel
from portal.sletning import sager
from portal.sletning.sager import PAA_SAGEN, slet_afsluttede, slet_ubehandlede
from samkoering.models import (
    AABNE_TILSTANDE,
    AFSLUTTENDE_TILSTANDE,
    Fredning,
    Sag,
    Sagshaendelse,
    Sagstilstand,
)
from tests import fabrik
from tests.driftsrolle import som_driftsrolle
from tests.portal.sletning.conftest import NU

pytestmark = pytest.mark.django_db
GRUND = "prøven ser alt"
SEKUND, AAR = timedelta(seconds=1), timedelta(days=365)
FEM_AAR = timedelta(days=1825)
REGISTRERET = datetime(2021, 3, 31, 22, 30, tzinfo=UTC)
"""1. april kl. 0.30 dansk tid: måneden er april."""


def lukket(hvem: Bruger, alder: timedelta, tilstand: str = "HENLAGT_VISITERING", **felter) -> Sag:
    sag = fabrik.bestilt_sag(hvem, **felter)
    Sag.objects.i_kommune(sag.kommune_id).filter(pk=sag.pk).update(
        tilstand=tilstand, afsluttet=NU - alder
    )
    Bestilling.objects.i_kommune(sag.kommune_id).filter(sag=sag).update(
        lukket=NU - alder, lukning="FEEDBACK"
    )
    return sag


def ubestilt(alder: timedelta, tilstand: str) -> Sag:
    return fabrik.sag_med_udfald(tilstand=tilstand, afsluttet=NU - alder)


def resultat(sag: Sag, hvem: Bruger, **felter) -> Feedback:
    return Feedback.objects.i_kommune(sag.kommune_id).create(
        kommune_id=sag.kommune_id, sag=sag, bruger=hvem, token=uuid.uuid4(),
        bestilling=Bestilling.objects.i_kommune(sag.kommune_id).get(sag=sag),
        registreret=felter.pop("registreret", REGISTRERET),
        resultat=felter.pop("resultat", "HENLAGT_VISITERING"), **felter,
    )  # fmt: skip


def findes(sag: Sag) -> bool:
    return Sag.objects.i_kommune(sag.kommune_id).filter(pk=sag.pk).exists()


@pytest.mark.parametrize(
    ("alder", "vaek"), [(FEM_AAR - SEKUND, False), (FEM_AAR, True), (FEM_AAR * 2, True)]
)
@pytest.mark.parametrize("tilstand", [*AFSLUTTENDE_TILSTANDE, Sagstilstand.BORTFALDET])
def test_en_behandlet_sag_gemmes_fem_aar(mette: Bruger, tilstand: str, alder, vaek: bool):
    sag = lukket(mette, alder, tilstand)
    with som_driftsrolle():
        slet_afsluttede(NU)
        slet_ubehandlede(NU)
    assert findes(sag) is not vaek


@pytest.mark.parametrize(("alder", "vaek"), [(AAR - SEKUND, False), (AAR, True)])
@pytest.mark.parametrize("tilstand", [Sagstilstand.UDLOEBET, Sagstilstand.BORTFALDET])
def test_en_sag_ingen_bestilte_gemmes_et_aar(db, tilstand: str, alder, vaek: bool):
    sag = ubestilt(alder, tilstand)
    with som_driftsrolle():
        slet_afsluttede(NU)
    assert findes(sag)
    with som_driftsrolle():
        slet_ubehandlede(NU)
    assert findes(sag) is not vaek


@pytest.mark.parametrize("tilstand", AABNE_TILSTANDE)
def test_en_aaben_sag_slettes_aldrig(mette: Bruger, tilstand: str):
    """Heller ikke, når noget gammelt står i ``afsluttet``."""
    sag = fabrik.bestilt_sag(mette)
    alle = Sag.objects.i_kommune("0175").filter(pk=sag.pk)
    alle.update(tilstand=tilstand, afsluttet=NU - FEM_AAR * 2)
    slet_afsluttede(NU)
    slet_ubehandlede(NU)
    assert findes(sag)


@pytest.mark.parametrize(
    ("hvad", "vaek"),
    [("venter", False), ("leveret", True), ("fredet i dag", False), ("fredet i går", True),
     ("fredet for altid", True)],
)  # fmt: skip
def test_det_der_holder_paa_sagen(mette: Bruger, hvad: str, vaek: bool):
    sag = lukket(mette, FEM_AAR)
    if hvad in ("venter", "leveret"):
        Journalpost.objects.i_kommune("0175").create(
            kommune_id="0175", noegle="n", art="KONTROLARK", titel="Kontrolark", sag=sag.pk,
            sagsnr=sag.sagsnr, cpr=sag.cpr, kle=sag.kle, bruger=mette, tilstand=hvad.upper(),
            leveret=NU if hvad == "leveret" else None,
        )  # fmt: skip
    else:
        i_dag = timezone.localdate(NU)
        til = {"fredet i dag": i_dag, "fredet i går": i_dag - timedelta(days=1)}.get(hvad)
        Fredning.objects.i_kommune("0175").create(
            kommune_id="0175", sag=sag, ym_cpr=sag.cpr, identitet="x", til=til
        )
    slet_afsluttede(NU)
    assert findes(sag) is not vaek


def test_alt_paa_sagen_foelger_med_og_kvitteringen_taeller_det(mette: Bruger):
    sag = lukket(mette, FEM_AAR, "AENDRET_TILDELING", haendelser=(("ny_arbejdsgiver", "YM"),) * 3)
    bliver = lukket(mette, AAR)
    bestilling = Bestilling.objects.i_kommune("0175").get(sag=sag)
    hoering = Partshoering.objects.i_kommune("0175").create(
        kommune_id="0175", sag=sag, bestilling=bestilling, bruger=mette, tilstand="SENDT",
        sendt=NU, frist=NU.date(),
    )  # fmt: skip
    Hoeringsbrev.objects.i_kommune("0175").create(
        kommune_id="0175", partshoering=hoering, nr=1, art="HOERING", kanal="SELV", tekst="Kære",
        frist=NU.date(), bruger=mette,
    )  # fmt: skip
    Varsel.objects.i_kommune("0175").create(
        kommune_id="0175", sag=sag, dato=NU.date(), bruger=mette
    )
    Sagshaendelse.objects.i_kommune("0175").create(
        kommune_id="0175", sag=sag, handling="LISTET", bruger=mette
    )
    resultat(sag, mette, partshoering=hoering)
    with som_driftsrolle():
        (kvittering,) = slet_afsluttede(NU)
    assert kvittering.antal == {
        "feedback_feedback": 1,
        "kontrol_hoeringsbrev": 1,
        "kontrol_partshoering": 1,
        "kontrol_varsel": 1,
        "kontrol_bestilling": 1,
        "samkoering_udfald": 3,
        "samkoering_kontrolark": 1,
        "samkoering_sagshaendelse": 1,
        "samkoering_sag": 1,
    }
    tilbage = {
        model.__name__: model.objects.paa_tvaers(grund=GRUND).exclude(**{f"{sti}__in": [bliver.pk]})
        for model, sti in PAA_SAGEN
    }
    assert {navn for navn, raekker in tilbage.items() if raekker.exists()} == set()
    assert findes(bliver)
    assert sag.cpr not in str(Sletning.objects.values())


def test_enhver_tabel_der_viser_til_en_sag_er_taget_med():
    """En ny tabel skal ind i ``PAA_SAGEN``; ellers kan sagen ikke slettes, eller noget bliver."""
    kendte = {Sag, Bestilling, Partshoering}
    med = {model for model, _sti in PAA_SAGEN}
    viser_til = {
        model
        for model in apps.get_models()
        for felt in model._meta.get_fields()
        if isinstance(felt, models.ForeignKey) and felt.related_model in kendte
    }
    # En sag, der står på en køreliste, slettes ikke: listen destrueres først.
    assert viser_til - med == {Stop}


def test_maanedens_tal_staar_naar_sagerne_er_slettet(mette: Bruger):
    """Effektmålingen lever af de opgjorte måneder; en slettet sag ændrer dem aldrig."""
    alder = FEM_AAR + timedelta(days=40)
    for _ in range(6):
        sag = lukket(mette, alder)
        resultat(sag, mette, registreret=NU - alder)
    Bestilling.objects.i_kommune(mette.kommune).update(bestilt=NU - alder)
    maaned = nummer(timezone.localdate(NU - alder))
    kommune = mette.kommune
    assert opgoer(kommune.pk, maaned, NU)
    foer = list(Grundtal.objects.i_kommune(kommune).values())
    assert sum(raekke["antal"] for raekke in foer if raekke["opdeling"] == "AFSLUTTET") == 6
    slet_afsluttede(NU)
    assert not Feedback.objects.i_kommune(kommune).exists()
    assert not opgoer(kommune.pk, maaned, NU)
    assert list(Grundtal.objects.i_kommune(kommune).values()) == foer


def test_mange_sager_tages_i_bundter(mette: Bruger, monkeypatch):
    monkeypatch.setattr(sager, "BUNDT", 2)
    for _ in range(3):
        ubestilt(AAR, Sagstilstand.UDLOEBET)
    kvitteringer = slet_ubehandlede(NU)
    assert [k.antal["samkoering_sag"] for k in kvitteringer] == [2, 1]
