"""En beskyttet adresse vises kun i ét svar og kun med en begrundelse, der gemmes."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from kontrol.kontrolark.maskering import maskeret
from kontrol.kontrolark.visning import arkvisning
from samkoering.models import Handling, Kontrolark, Sagshaendelse
from tests.kontrol.kontrolark import eksempel

pytestmark = pytest.mark.django_db

HEMMELIGE = ("Hemmelig Vej 7", "Gammelvej 3", "Nyvej 9")
BEGRUNDELSE = "Partshøringen skal sendes med brev."


def vis(klient, sag, begrundelse=BEGRUNDELSE):
    return klient.post(reverse("kontrolark_adresse", args=(sag.pk,)), {"begrundelse": begrundelse})


def vist(sag) -> list[str]:
    return list(
        Sagshaendelse.objects.i_kommune("0175")
        .filter(sag=sag, handling=Handling.ADRESSE_VIST)
        .values_list("detalje", flat=True)
    )


def test_adressen_er_skjult_og_maerket(mette, klient):
    sag = eksempel.sag_med(mette, eksempel.beskyttet_indhold())
    html = klient.get(reverse("kontrolark", args=(sag.pk,))).content.decode()
    assert "Navne- og adressebeskyttelse" in html
    assert "Adressebeskyttet" in html
    assert "Rødovre Kommune" in html
    assert not [tekst for tekst in HEMMELIGE if tekst in html]


def test_adressen_vises_i_det_ene_svar_og_begrundelsen_staar_i_historikken(mette, klient):
    sag = eksempel.sag_med(mette, eksempel.beskyttet_indhold())
    svar = vis(klient, sag)
    html = svar.content.decode()
    assert (svar.status_code, "no-store" in svar["Cache-Control"]) == (200, True)
    assert [tekst for tekst in HEMMELIGE if tekst in html] == list(HEMMELIGE)
    assert "Navne- og adressebeskyttelse" in html
    assert vist(sag) == [BEGRUNDELSE]
    igen = klient.get(reverse("kontrolark", args=(sag.pk,))).content.decode()
    assert not [tekst for tekst in HEMMELIGE if tekst in igen]


@pytest.mark.parametrize(
    ("begrundelse", "status", "fejl"),
    [
        ("", 422, "Skriv, hvorfor du skal se adressen."),
        ("x" * 9, 422, "Skriv en begrundelse på mindst 10 tegn."),
        ("x" * 10, 200, ""),
        ("x" * 200, 200, ""),
        ("x" * 201, 422, "Skriv en begrundelse på højst 200 tegn."),
        (" " * 20, 422, "Skriv, hvorfor du skal se adressen."),
        ("Brev til 820990-2042", 422, "Skriv begrundelsen uden CPR-nummer."),
        ("Brev til 8209902042", 422, "Skriv begrundelsen uden CPR-nummer."),
        ("Brev i sag R-26-04812", 200, ""),
    ],
)
def test_begrundelsen_skal_sige_noget(mette, klient, begrundelse, status, fejl):
    sag = eksempel.sag_med(mette, eksempel.beskyttet_indhold())
    svar = vis(klient, sag, begrundelse)
    html = svar.content.decode()
    assert svar.status_code == status
    assert fejl in html
    assert ("Fejl: " in html) is bool(fejl)
    assert ("Hemmelig Vej 7" in html) is not bool(fejl)
    assert vist(sag) == ([] if fejl else [begrundelse])


def test_en_genindlaest_adresse_foerer_tilbage_til_kontrolarket(mette, klient):
    sag = eksempel.sag_med(mette, eksempel.beskyttet_indhold())
    svar = klient.get(reverse("kontrolark_adresse", args=(sag.pk,)))
    assert (svar.status_code, svar["Location"]) == (302, reverse("kontrolark", args=(sag.pk,)))
    assert vist(sag) == []


def test_en_fremmed_sags_adresse_kan_ikke_vises(jonas, klient):
    sag = eksempel.sag_med(jonas, eksempel.beskyttet_indhold())
    assert vis(klient, sag).status_code == 404


@pytest.mark.parametrize(
    ("ym", "aef", "samme", "ym_skjult", "bevis_skjult"),
    [
        # den ene er nok til at skjule en fælles adresse og bevisets adresser
        (False, False, True, False, False),
        (True, False, False, True, True),
        (False, True, False, False, True),
        (False, True, True, True, True),
        (True, True, True, True, True),
    ],
)
def test_hvis_adresse_der_skjules(ym, aef, samme, ym_skjult, bevis_skjult):
    personer = {
        "ym": eksempel.person(eksempel.YM_CPR, "Bo", adressebeskyttet=ym),
        "aef": eksempel.person(
            eksempel.AEF_CPR, "Ida", adressebeskyttet=aef, samme_adresse_som_ym=samme
        ),
    }
    ark = arkvisning(Kontrolark(indhold=eksempel.indhold([eksempel.flytning()], **personer)))
    ym_adresse = next(o.linjer for o in ark.ym.oplysninger if o.navn == "Adresse")
    assert (ym_adresse[0] == "Adressebeskyttet") is ym_skjult
    assert (ark.fund[0].raekker[0][1].tekst == "Adressebeskyttet") is bevis_skjult
    assert ark.beskyttet is (ym or aef)


@pytest.mark.parametrize(
    ("indhold", "maskeres"),
    [(eksempel.indhold, False), (eksempel.beskyttet_indhold, True)],
)
def test_den_vedhaeftede_kilde_er_maskeret(indhold, maskeres):
    raa = indhold()
    tekst = json.dumps(maskeret(raa), ensure_ascii=False)
    assert ("Gammelvej 3" not in tekst) is maskeres
    assert ("Testvej 12" not in tekst) is maskeres
    assert "Hemmelig Vej 7" not in tekst
    assert raa == indhold()
