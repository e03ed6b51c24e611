"""Siden, der siger til hvem og hvornår, før et brev, der ikke kan kaldes tilbage, bliver sendt."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from adgang.models import Bruger, Opslag
from kontrol.models import Hoeringsbrev
from kontrol.partshoering import kladde
from kontrol.partshoering.afgoerelse import gaeldende
from kontrol.partshoering.bankdage import frist
from samkoering.models import Sag, Sagstilstand
from tests.kontrol.partshoering.eksempel import laes, med_kladde, sag_med, skjult, tryk
from tests.kontrol.partshoering.siderne import TEKST, adresse, opsummer, side

pytestmark = pytest.mark.django_db


@pytest.fixture
def sag(mette: Bruger) -> Sag:
    sag = sag_med(mette)
    med_kladde(sag, mette)
    return sag


def sendte() -> int:
    return Hoeringsbrev.objects.i_kommune("0175").count()


def felterne(svar) -> dict[str, str]:
    """De skjulte felter i formularen, der sender."""
    form = svar.content.decode().split('class="opsummering"')[1].split("</form>")[0]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form))


@pytest.mark.parametrize(
    ("kanal", "ord_"),
    [
        ("DIGITAL_POST", ("Med Digital Post, nu", "Brevet kan ikke kaldes tilbage", "Ja, send")),
        ("SELV",         ("Af dig selv, i dag", "Brevet kan ikke rettes bagefter", "Ja, gør")),
    ],
)  # fmt: skip
def test_siden_siger_det_hele_og_sender_intet(klient: Client, sag: Sag, kanal, ord_):
    svar = opsummer(klient, sag, kanal=kanal)
    tekst, sidste = side(svar), frist(timezone.localdate(), 14)
    assert svar.status_code == 200
    for et in (*ord_, f"{sidste:%d-%m-%Y}"):
        assert et in tekst.replace("\u2011", "-")
    assert sag.cpr not in tekst.split("<title>")[1].split("</title>")[0]
    assert sendte() == 0
    assert laes(sag).tilstand == Sagstilstand.VISITERES
    assert gaeldende(sag).tekst == TEKST  # teksten er gemt, hvis siden lukkes her


def test_jaet_sender_netop_det_der_blev_vist(klient: Client, sag: Sag):
    felter = felterne(opsummer(klient, sag))
    svar = [klient.post(adresse(sag, "_brev"), {**felter, "send": "1"}) for _ in range(2)]
    assert {et.url for et in svar} == {reverse("kontrolark", args=(sag.pk,))}
    assert sendte() == 1  # to tryk er ét brev
    assert laes(sag).tilstand == Sagstilstand.PARTSHOERING


def test_tilbage_til_brevet_husker_tekst_og_kanal(klient: Client, sag: Sag):
    opsummer(klient, sag, kanal="SELV")
    tekst = side(klient.get(f"{adresse(sag, '_brev')}?kanal=SELV"))
    assert "Hvad siger du til det?" in tekst
    assert re.search(r'value="SELV"[^>]* checked', tekst)
    assert re.search(
        r'value="DIGITAL_POST"[^>]* checked', side(klient.get(f"{adresse(sag, '_brev')}?kanal=x"))
    )


@pytest.mark.parametrize(
    ("felter", "fejl"),
    [
        ({"tekst": ""},              "Skriv brevets tekst, før du sender det"),
        ({"tekst": "670585-0028"},   "Skriv brevet uden CPR-nummer"),
        ({"kanal": ""},              "Vælg, hvordan brevet skal sendes"),
    ],
)  # fmt: skip
def test_fejl_siges_foer_der_spoerges(klient: Client, sag: Sag, felter, fejl):
    svar = opsummer(klient, sag, **felter)
    assert svar.status_code == 422
    assert fejl in side(svar)


def test_retter_en_kollega_brevet_imens_sendes_det_ikke(klient: Client, leder: Bruger, sag: Sag):
    felter = felterne(opsummer(klient, sag))
    kladde.gem(tryk(sag, leder), "Lederens tekst.")
    svar = klient.post(adresse(sag, "_brev"), {**felter, "send": "1"})
    assert (svar.status_code, sendte()) == (409, 0)
    assert "Høringen er ændret, siden du åbnede den" in side(svar)


def test_er_brevet_aendret_vises_opsummeringen_ikke(klient: Client, leder: Bruger, sag: Sag):
    laas = skjult(sag)
    kladde.gem(tryk(sag, leder), "Lederens tekst.")
    svar = opsummer(klient, sag, **laas)
    assert svar.status_code == 409
    assert "opsummering" not in side(svar)
    assert gaeldende(sag).tekst == "Lederens tekst."


def test_opsummeringen_staar_i_loggen(klient: Client, sag: Sag):
    opsummer(klient, sag)
    opslag = Opslag.objects.i_kommune("0175").filter(sag=sag.pk, side="partshoering_brev")
    assert {o.art for o in opslag} == {"AENDRING", "VISNING"}
