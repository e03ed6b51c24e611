"""Alarmen på overblikket, Drift og i sundhed; indsigten, mens listen findes og bagefter."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from adgang.models import Rolle
from hjemmebesoeg.indsigt import afsnit
from portal.drift.tjek import alle_tjek
from tests import fabrik
from tests.conftest import klient_for
from tests.hjemmebesoeg.opstilling import HUSE, destrueret, liste, noter, omraade, uden_svar
from tests.portal.drift import scenarier

pytestmark = pytest.mark.django_db
ALARM = "skulle have været destrueret"


@pytest.mark.parametrize(("dage", "alarm"), [(14, False), (15, True)])
def test_alarmen_efter_fjorten_dage(mette, leder, dage: int, alarm: bool):
    scenarier.gennemfoert()
    omraade()
    listen = liste(leder, mette, [uden_svar(mette)], timezone.localdate() - timedelta(days=dage))
    drift, anna = fabrik.bruger("drift", Rolle.DRIFT), fabrik.bruger("anna")
    for hvem, sti, ser in (
        (mette, "/", True), (leder, "/", True), (anna, "/", False), (drift, "/drift/", True),
    ):  # fmt: skip
        siden = klient_for(hvem).get(sti).content.decode()
        assert (ALARM in siden) is (alarm and ser), hvem
        assert listen.nr not in siden
    tjek = next(et for et in alle_tjek() if et.navn == "Kørelister")
    assert tjek.i_orden is not alarm
    assert ("Rødovre" in tjek.tekst) is alarm


def test_indsigten_viser_stoppet_saa_laenge_det_findes(mette, leder):
    omraade()
    sag = uden_svar(mette, HUSE[0])
    (tom,) = afsnit(sag.kommune, sag.cpr)
    assert not tom.under
    listen = liste(leder, mette, [sag, uden_svar(mette, HUSE[1], navn="Ib Prøvesen")])
    noter(listen, mette, oplysninger="Mette Holm talte med naboen")
    (fundet,) = afsnit(sag.kommune, sag.cpr)
    tekst = str(fundet)
    for ord_ in (HUSE[0], "A. Testesen", "kl. 10.42", "talte med naboen"):
        assert ord_ in tekst
    for ord_ in ("Mette Holm", "Ib Prøvesen", HUSE[1], listen.nr):
        assert ord_ not in tekst
    fabrik.kontrolark(sag, adresse=HUSE[0], adressebeskyttet=True)
    assert "beskyttet=True" in str(afsnit(sag.kommune, sag.cpr))


def test_indsigten_bagefter_er_posten_i_journalen(mette, leder):
    omraade()
    sag = uden_svar(mette)
    destrueret(liste(leder, mette, [sag]), mette)
    (fundet,) = afsnit(sag.kommune, sag.cpr)
    assert not fundet.under
    dpo = klient_for(fabrik.bruger("dpo", Rolle.DPO))
    from adgang.opslagslog.skriv import borger

    siden = dpo.get(f"/indsigt/{borger(sag.kommune, sag.cpr).pk}/").content.decode()
    assert "Forsøg på kontakt på bopælen, sag" in siden
