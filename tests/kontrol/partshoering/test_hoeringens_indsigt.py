"""Borgerens indsigt: hendes breve, svar, grunde og varsler, og intet om andre."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from adgang.indsigt import Afsnit
from kontrol.indsigt.hoeringer import hoeringer
from kontrol.partshoering import kladde
from kontrol.partshoering.svar import fravaelg, registrer_svar
from kontrol.partshoering.varsel import noter_varsel
from tests import fabrik
from tests.kontrol.partshoering.eksempel import med_kladde, sag_med, sendt, tryk

pytestmark = pytest.mark.django_db


def alt(afsnit: list[Afsnit]) -> str:
    """Alle ord i afsnittene."""
    return "\n".join(
        f"{a.titel}\n{a.forklaring if a.raekker else a.tom}\n{a.raekker}\n{alt(list(a.under))}"
        for a in afsnit
    )


def test_breve_svar_og_varsel(mette):
    sag = sag_med(mette)
    sendt(sag, mette, "Hvad siger du til det?")
    kladde.begynd_paamindelse(tryk(sag, mette))
    kladde.gem(tryk(sag, mette), "Mette Holm vil minde dig om 670585-0028.")
    noter_varsel(sag, mette, date(2026, 10, 1))
    tekst = alt(hoeringer(mette.kommune, sag.cpr))
    assert "Hvad siger du til det?" in tekst
    assert "Det her er ikke en afgørelse" in tekst
    assert "[udeladt] [udeladt] vil minde dig om [udeladt]." in tekst
    assert "(2026, 10, 1)" in tekst
    registrer_svar(tryk(sag, mette), timezone.localdate(), "Ib Testesen kan bekræfte det.")
    tekst = alt(hoeringer(mette.kommune, sag.cpr))
    assert "[udeladt] [udeladt] kan bekræfte det." in tekst  # barnets navn er en andens
    assert "vil minde dig" not in tekst  # kladden er væk


def test_fravalget(mette):
    sag = sag_med(mette)
    fravaelg(tryk(sag, mette), "Borgeren er hørt på et møde.")
    assert "Borgeren er hørt på et møde." in alt(hoeringer(mette.kommune, sag.cpr))


def test_ingen_hoering_siges(mette):
    sag = sag_med(mette)
    tekst = alt(hoeringer(mette.kommune, sag.cpr))
    assert "Du er ikke partshørt i en sag." in tekst
    assert "Der er ikke noteret et varsel" in tekst


@pytest.mark.parametrize(("sendes", "ventet"), [(True, True), (False, False)])
def test_aegtefaellen_ser_at_et_brev_naevnte_hende_men_ikke_brevet(mette, sendes, ventet):
    sag = sag_med(mette, ("bilkoeb", "AEF"))
    aef = sag.udfald.get().cpr
    sendt(sag, mette, "Hemmelig tekst.") if sendes else med_kladde(sag, mette)
    tekst = alt(hoeringer(mette.kommune, aef))
    assert ("nævnt som ægtefælle" in tekst) == ventet
    assert "Hemmelig tekst." not in tekst
    assert sag.sagsnr not in tekst


def test_en_anden_kommune_ser_intet(mette, jonas):
    sag = sag_med(mette)
    sendt(sag, mette, "Hvad siger du?")
    assert "Hvad siger du?" not in alt(hoeringer(jonas.kommune, sag.cpr))
    assert fabrik.kommune().pk != jonas.kommune_id
