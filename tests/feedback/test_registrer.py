"""Registrering: ét resultat pr. bestilling, og hvad der sker med sag, hændelser og fredning."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from adgang.models import Bruger
from feedback.feedbackliste.registrer import IkkeJournaliseret, Konflikt, registrer
from feedback.feedbackliste.svar import Svar
from feedback.models import Feedback
from kontrol.bestillingsliste.bestil import bestil
from kontrol.models import Lukning
from samkoering.models import Fredning, Handling, Sagstilstand, Udfaldstilstand
from tests import fabrik
from tests.feedback.opstilling import (
    AENDRET,
    EFTER_HOERING,
    HENLAEG,
    hoering,
    i_journalen,
    klar_sag,
    laes,
    ventende,
)


@pytest.mark.parametrize("svar", [HENLAEG, EFTER_HOERING, AENDRET], ids=lambda s: s.resultat.value)
def test_registreringen_lukker_sagen(mette: Bruger, svar: Svar):
    sag = klar_sag(mette, haendelser=(("flytning", "YM"), ("bilkoeb", "AEF")))
    hoert = hoering(sag)
    gemt = registrer(ventende(sag, mette), svar)
    nu, bestilling = laes(sag), sag.bestillinger.get()
    assert nu.tilstand == svar.resultat.value
    assert nu.version == 1
    assert nu.afsluttet is not None
    assert {u.tilstand for u in sag.udfald.all()} == {Udfaldstilstand.BEHANDLET}
    assert (bestilling.lukning, bestilling.lukket is not None) == (Lukning.FEEDBACK, True)
    linje = sag.historik.get()
    assert (linje.handling, linje.detalje, linje.bruger) == (
        Handling.FEEDBACK,
        svar.resultat.label,
        mette,
    )
    assert {navn: getattr(gemt, navn) for navn in svar.felter()} == svar.felter()
    bygger_paa = (hoert, timezone.localtime(hoert.sendt).date())
    assert (gemt.partshoering, gemt.partshoering_sendt) == (
        (None, None) if svar == HENLAEG else bygger_paa
    )


def test_uden_kontrolarket_i_journalen_er_intet_gemt(mette: Bruger):
    sag = fabrik.bestilt_sag(mette)
    with pytest.raises(IkkeJournaliseret):
        registrer(ventende(sag, mette), HENLAEG)
    assert (laes(sag).tilstand, laes(sag).version) == (Sagstilstand.BESTILT, 0)
    assert not Feedback.objects.i_kommune(sag.kommune_id).exists()
    i_journalen(sag, mette)
    fabrik.kontrolark(sag)  # en ny udgave, som ingen har åbnet
    with pytest.raises(IkkeJournaliseret):
        registrer(ventende(sag, mette), HENLAEG)
    i_journalen(sag, mette)
    assert registrer(ventende(sag, mette), HENLAEG)


def test_hver_aaben_haendelse_fredes_for_altid(mette: Bruger):
    sag = klar_sag(mette, haendelser=(("flytning", "YM"), ("bilkoeb", "AEF")))
    faldet = fabrik.udfald(sag, "bilsalg")
    sag.udfald.filter(pk=faldet.pk).update(tilstand=Udfaldstilstand.BORTFALDET)
    registrer(ventende(sag, mette), HENLAEG)
    fredet = Fredning.objects.i_kommune(sag.kommune_id).values_list("ym_cpr", "identitet", "til")
    aabne = sag.udfald.filter(tilstand=Udfaldstilstand.BEHANDLET)
    assert sorted(fredet) == sorted((u.ym_cpr, u.identitet, None) for u in aabne)
    assert len(fredet) == 2


@pytest.mark.parametrize(
    ("tilstand", "kan"),
    [
        (Sagstilstand.LEDIG,                      False),
        (Sagstilstand.BESTILT,                    True),
        (Sagstilstand.VISITERES,                  True),
        (Sagstilstand.PARTSHOERING,               True),
        (Sagstilstand.HENLAGT_VISITERING,         False),
        (Sagstilstand.HENLAGT_EFTER_PARTSHOERING, False),
        (Sagstilstand.AENDRET_TILDELING,          False),
        (Sagstilstand.UDLOEBET,                   False),
        (Sagstilstand.BORTFALDET,                 False),
    ],
)  # fmt: skip
def test_kun_en_bestilt_sag_kan_faa_feedback(mette: Bruger, tilstand: Sagstilstand, kan: bool):
    sag = klar_sag(mette, tilstand=tilstand)
    if kan:
        registrer(ventende(sag, mette), HENLAEG)
    else:
        with pytest.raises(Konflikt):
            registrer(ventende(sag, mette), HENLAEG)
    assert Feedback.objects.i_kommune(sag.kommune_id).count() == int(kan)
    assert Fredning.objects.i_kommune(sag.kommune_id).count() == int(kan)


@pytest.mark.parametrize("forskel", [-1, 1])
def test_en_anden_version_er_en_konflikt(mette: Bruger, forskel: int):
    sag = klar_sag(mette, version=5)
    with pytest.raises(Konflikt):
        registrer(ventende(sag, mette, version=5 + forskel), HENLAEG)
    assert laes(sag).tilstand == Sagstilstand.BESTILT
    assert not Feedback.objects.i_kommune(sag.kommune_id).exists()


def test_samme_tryk_to_gange_giver_en_raekke(mette: Bruger):
    sag = klar_sag(mette)
    tryk = ventende(sag, mette)
    assert registrer(tryk, HENLAEG) == registrer(tryk, HENLAEG)
    assert sag.historik.count() == 1


def test_to_kolleger_giver_en_raekke_og_en_konflikt(mette: Bruger, leder: Bruger):
    sag = klar_sag(mette)
    foerst, sidst = ventende(sag, mette), ventende(sag, leder)
    registrer(foerst, HENLAEG)
    with pytest.raises(Konflikt):
        registrer(sidst, HENLAEG)
    assert Feedback.objects.i_kommune(sag.kommune_id).get().bruger == mette


def test_en_erstatning_overskriver_den_ene_raekke(mette: Bruger, leder: Bruger):
    sag = klar_sag(mette)
    registrer(ventende(sag, mette), HENLAEG)
    hoering(sag)
    registrer(ventende(sag, leder, erstatter=True), AENDRET)
    gemt = Feedback.objects.i_kommune(sag.kommune_id).get()
    assert (gemt.bruger, gemt.resultat, gemt.krav_oere) == (leder, "AENDRET_TILDELING", 924000)
    assert laes(sag).tilstand == Sagstilstand.AENDRET_TILDELING
    assert sag.historik.count() == 2
    assert Fredning.objects.i_kommune(sag.kommune_id).count() == 1


def test_en_erstatning_ser_ogsaa_paa_versionen(mette: Bruger, leder: Bruger):
    sag = klar_sag(mette)
    registrer(ventende(sag, mette), HENLAEG)
    gammel = laes(sag).version - 1
    with pytest.raises(Konflikt):
        registrer(ventende(sag, leder, erstatter=True, version=gammel), AENDRET)


def test_en_fremmed_kommunes_sag_kan_ikke_lukkes(mette: Bruger, jonas: Bruger):
    sag = klar_sag(mette)
    with pytest.raises(Konflikt):
        registrer(ventende(sag, jonas), HENLAEG)
    assert laes(sag).tilstand == Sagstilstand.BESTILT


def test_feedback_hoerer_til_den_bestilling_der_gaelder(mette: Bruger, leder: Bruger):
    """Sagen blev fortrudt af én og bestilt af en anden; resultatet er den andens."""
    sag = klar_sag(mette, tilstand=Sagstilstand.LEDIG)
    sag.bestillinger.update(lukket="2026-11-22T10:00:00Z", lukning=Lukning.FORTRUDT)
    bestil([sag.pk], leder, uuid4())
    i_journalen(sag, leder)
    assert registrer(ventende(sag, leder), HENLAEG).bestilling.bruger == leder


@pytest.mark.parametrize(
    ("svar", "felt", "vaerdi"),
    [
        (EFTER_HOERING, "partshoering_sendt",   None),    # en fravalgt høring er ingen høring
        (AENDRET,    "krav_oere",               -1),
        (AENDRET,    "krav_oere",               None),
        (AENDRET,    "krav_fra",                None),    # et krav har en periode
        (AENDRET,    "krav_til",                date(2026, 7, 31)),
        (AENDRET,    "maanedlig_aendring_oere", None),
        (AENDRET,    "afgoerelsesdato",         None),
        (HENLAEG,    "krav_oere",               100),     # en henlagt sag har intet krav
    ],
)  # fmt: skip
def test_databasen_selv_afviser_et_halvt_resultat(mette: Bruger, svar: Svar, felt: str, vaerdi):
    sag = klar_sag(mette)
    hoering(sag)
    gemt = registrer(ventende(sag, mette), svar)
    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.i_kommune(sag.kommune_id).filter(pk=gemt.pk).update(**{felt: vaerdi})
