"""Prognosen på siden: tempoet er teamets egne dages, og sætningen siger det, der er regnet."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from fractions import Fraction
from html import unescape
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from adgang.models import Bruger, Rolle
from adgang.omfang import omfang_for
from kontrol.bestillingsliste.bestil import bestil, fortryd
from kontrol.models import Bestilling, Lukning
from portal.overblik.bunken import dagens_prognose, med_komma
from portal.overblik.diagram import BUND, TOP, diagram
from portal.overblik.holdet import holdet
from samkoering.models import Sagstilstand
from tests import fabrik
from tests.conftest import klient_for

ONSDAG = date(2026, 11, 25)
KLOKKEN_OTTE = datetime.fromisoformat("2026-11-25T08:00:00+01:00")
FOERSTE_AF_TYVE = date(2026, 10, 28)
"""Tyve hverdage før onsdag den 25. november 2026."""


@pytest.fixture(autouse=True)
def onsdag():
    with time_machine.travel(KLOKKEN_OTTE, tick=False):
        yield


def bestilt_den(hvem: Bruger, dag: date, time: int = 12) -> Bestilling:
    naar = datetime.combine(dag, datetime.min.time(), KLOKKEN_OTTE.tzinfo) + timedelta(hours=time)
    sag = fabrik.bestilt_sag(hvem, naar=naar, tilstand=Sagstilstand.AENDRET_TILDELING)
    return sag.bestillinger.get()


def ledige(hvem: Bruger, *dage: int) -> None:
    for dag in dage:
        fabrik.sag_med_udfald(
            hvem.kommune, fundet=date(2026, 9, 1), udloeber=ONSDAG + timedelta(days=dag)
        )


def panel(klient: Client) -> str:
    side = klient.get("/").content.decode()
    stykke = side.partition('aria-labelledby="prognose"')[2].partition("</section>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", stykke))


def test_tempoet_er_de_tyve_hverdage_foer_i_dag(mette: Bruger, leder: Bruger, jonas: Bruger):
    """Begge ender med; i dag, ugen før, andres kommune og det fortrudte er ikke."""
    bestilt_den(mette, FOERSTE_AF_TYVE, time=0)
    bestilt_den(leder, ONSDAG - timedelta(days=1), time=23)
    bestilt_den(mette, FOERSTE_AF_TYVE - timedelta(days=1), time=23)
    bestilt_den(mette, ONSDAG, time=1)
    bestilt_den(jonas, ONSDAG - timedelta(days=1))
    for lukning in (Lukning.FORTRUDT, Lukning.LAGT_TILBAGE):
        fortrudt = bestilt_den(mette, ONSDAG - timedelta(days=2))
        fortrudt.lukket, fortrudt.lukning = KLOKKEN_OTTE, lukning
        fortrudt.save()
    bunken = dagens_prognose(omfang_for(mette))
    assert (bunken.fra, bunken.til) == (FOERSTE_AF_TYVE, ONSDAG - timedelta(days=1))
    assert (bunken.bestilt, bunken.prognose.tempo, bunken.tempo) == (2, Fraction(1, 10), "0,1")


def test_saetningen(klient: Client, mette: Bruger):
    for _ in range(20):
        bestilt_den(mette, ONSDAG - timedelta(days=1))
    ledige(mette, 0, 0, 0, 1, 30)
    tekst = panel(klient)
    assert "2 sager udløber ubehandlet i det nuværende tempo" in tekst
    assert (
        "I dag udløber 3 sager. I det tempo, teamet havde de 20 hverdage op til i dag (1 pr. dag), "
        "udløber 2 sager ubehandlet inden tre måneder." in tekst
    )
    assert "Bestil 3 i dag for at nå dem alle." in tekst
    assert "Fra 28-10-2026 til 24-11-2026 bestilte teamet 20 sager" in tekst


def test_naar_alt_naas_siges_det(klient: Client, mette: Bruger):
    for _ in range(20):
        bestilt_den(mette, ONSDAG - timedelta(days=1))
    ledige(mette, 5, 6)
    tekst = panel(klient)
    assert "Alle sager nås i det nuværende tempo" in tekst
    assert "I dag udløber ingen sager." in tekst


def test_uden_bestillinger_udloeber_de_alle(klient: Client, mette: Bruger):
    ledige(mette, 5, 60)
    assert "Teamet bestilte ingen sager de 20 hverdage op til i dag" in panel(klient)


def test_uden_ledige_sager_er_der_intet_at_regne_paa(klient: Client):
    assert "Ingen sager venter på at blive bestilt" in panel(klient)


def test_det_kommunen_behandler_i_kmd_advis_regnes_ikke_med(klient: Client, mette: Bruger):
    fabrik.sag_med_udfald(
        haendelser=(("flytning", "YM"),), fundet=date(2026, 9, 1), udloeber=ONSDAG
    )
    assert "I dag udløber 1 sag." in panel(klient)
    assert "behandle dem i KMD-advis" not in klient.get("/").content.decode()
    mette.kommune.skjul_flytning = True
    mette.kommune.save()
    assert "Ingen sager venter på at blive bestilt" in panel(klient)
    assert (
        "Sager, der kun handler om flytning, er ikke talt med" in klient.get("/").content.decode()
    )


@pytest.mark.parametrize(
    ("tal", "tekst"),
    [("7", "7"), ("15/2", "7,5"), ("22/3", "7,3"), ("1/20", "0,05"), ("0", "0"), ("1/10", "0,1")],
)
def test_tempoet_paa_dansk(tal: str, tekst: str):
    assert med_komma(Fraction(tal)) == tekst


def test_soejlerne_fylder_hoejden_og_deler_sig_rigtigt(mette: Bruger):
    ledige(mette, 0, 0, 0, 0, 20)
    bunken = dagens_prognose(omfang_for(mette))
    tegning = diagram(bunken.prognose.perioder)
    assert tegning is not None
    foerste, anden = tegning.soejler
    assert foerste.naas_hoejde + foerste.tabt_hoejde == BUND - TOP
    assert anden.naas_hoejde + anden.tabt_hoejde == (BUND - TOP) / 4
    assert foerste.tabt_y + foerste.tabt_hoejde == foerste.naas_y
    assert diagram(()) is None


def test_teamlederen_ser_fordelingen_i_alfabetisk_orden(mette: Bruger, leder: Bruger):
    aase = fabrik.bruger("aase", navn="Aase Ørsted")
    fabrik.bruger("dina", Rolle.DPO, navn="Dina Dpo")
    for hvem, dage in ((aase, 2), (aase, 30), (mette, -1)):
        fabrik.bestilt_sag(hvem, udloeber=ONSDAG + timedelta(days=dage))
    utildelt = fabrik.bestilt_sag(mette)
    utildelt.tildelt = None
    utildelt.save()
    svar = holdet(omfang_for(leder))
    assert [(a.navn, a.aabne, a.snart) for a in svar.andele] == [
        ("Mette Holm", 1, 1),
        ("Søren Bak", 0, 0),
        ("Aase Ørsted", 2, 1),
    ]
    assert svar.utildelte == 1


def test_en_lukket_brugers_sager_staar_i_fordelingen_saa_summen_er_alle_de_aabne(
    mette: Bruger, leder: Bruger, jonas: Bruger
):
    eva = fabrik.bruger("eva", navn="Eva Juul")
    bo = fabrik.bruger("bo", navn="Bo Mikkelsen")
    uden = fabrik.bruger("uden", navn="Uden Sager")
    for hvem in (mette, eva, eva, bo, jonas):
        fabrik.bestilt_sag(hvem, udloeber=ONSDAG + timedelta(days=2))
    Bruger.objects.filter(pk__in=[eva.pk, uden.pk]).update(is_active=False)
    Bruger.objects.filter(pk=bo.pk).update(rolle=Rolle.PROJEKT)
    svar = holdet(omfang_for(leder))
    assert [(a.navn, a.aabne, a.snart, a.maerke) for a in svar.andele if a.aabne] == [
        ("Bo Mikkelsen", 1, 1, "Behandler ikke sager"),
        ("Eva Juul", 2, 2, "Lukket"),
        ("Mette Holm", 1, 1, ""),
    ]
    assert "Uden Sager" not in [andel.navn for andel in svar.andele]
    klient = klient_for(leder)
    html = klient.get("/").content.decode()
    assert '<bdi>Eva Juul</bdi> <span class="badge badge-graa">Lukket</span>' in html
    vej = re.search(r'href="([^"]*)">Fordel 3 sager hos brugere, der ikke længere', html)
    assert vej is not None
    listen = klient.get(unescape(vej[1])).content.decode()
    assert listen.count("<bdi>Eva Juul</bdi>") == 2
    assert listen.count("<bdi>Bo Mikkelsen</bdi>") == 1
    assert "<bdi>Mette Holm</bdi></td>" not in listen
    assert "Fjern filteret </span>Hos lukkede brugere" in listen


def test_kun_teamlederen_ser_fordelingen_og_hvem_der_er_over_varslet(
    mette: Bruger, leder: Bruger, jonas: Bruger
):
    leder.kommune.bestilling_varsel = 1
    leder.kommune.save()
    for _ in range(2):
        fabrik.bestilt_sag(mette)
    fabrik.bestilt_sag(jonas)
    ledersiden = klient_for(leder).get("/").content.decode()
    assert "Flere bestilt i dag end aftalt (1)" in ledersiden
    assert "<bdi>Mette Holm</bdi>: 2" in ledersiden
    assert "Jonas Krog" not in ledersiden
    assert "Åbne sager pr. sagsbehandler" not in klient_for(mette).get("/").content.decode()


def test_siden_siger_hvor_fortrudte_sager_taeller_med(mette: Bruger, leder: Bruger):
    """De tæller i grænsen, for borgeren er set, men ikke i tempoet, for de skal bestilles igen."""
    leder.kommune.bestilling_varsel = 1
    leder.kommune.save()
    for _ in range(2):
        token = uuid4()
        bestil([fabrik.sag_med_udfald().pk], mette, token, bekraeftet=True)
        fortryd(mette, token)
    side = klient_for(leder).get("/").content.decode()
    assert "<bdi>Mette Holm</bdi>: 2" in side
    assert (
        "Fortrudte og tilbagelagte sager er talt med, fordi borgerens navn og CPR-nummer er vist."
        in side
    )
    assert "bestilte teamet 0 sager" in side
    assert "Fortrudte og tilbagelagte er ikke talt med her" in side
    assert "kan bestille om dagen, tæller de med." in side
