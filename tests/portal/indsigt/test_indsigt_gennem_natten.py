"""Indsigt efter en rigtig nat: en borger med udfald af mange regler, uden de andres navne."""

from __future__ import annotations

import html
import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from adgang.models import Rolle
from registre.laesning import Udtraek
from samkoering.koersel import koer
from samkoering.models import Udfald
from tests import fabrik
from tests.conftest import klient_for
from tests.samkoering.verden import Sag, Verden

pytestmark = pytest.mark.django_db
ANDRES = ("Kanaaegte", "Kanatvilling", "Kanabarnet", "Kanavej")


def travl_borger(verden: Verden) -> Sag:
    """Én modtager, som der sker meget for mellem 1. marts og 19. juni 2018."""
    sag = verden.ny_sag(sag_kle="32.24.04")
    navne = (("YM", "Eja", "1980-01-01"), ("AEF", "Kanaaegte", "1981-01-01"))
    for hvem, fornavn, foedt in (
        *navne,
        ("BARN", "Kanabarnet", "2010-01-01"),
        ("TVILLING", "Kanatvilling", "2018-05-05"),
    ):
        sag.med("cpr_personer", cpr=hvem, fornavn=fornavn, efternavn="Kana", foedselsdato=foedt)
    for barn in ("BARN", "TVILLING"):
        sag.med("cpr_boern", foraelder_cpr="YM", barn_cpr=barn)
    sag.gift(fra="2018-04-04")
    ude = {"vejkode": "0200", "husnr": "007", "vejnavn": "Kanavej"}
    sag.bor("YM", "2010-01-01", "2018-06-01").bor(
        "YM", "2018-06-02", vejkode="0300", vejnavn="Egenvej"
    )
    sag.bor("BARN", "2010-01-01", "2018-06-01").bor("BARN", "2018-06-02", **ude)
    sag.bor("AEF", "2010-01-01", **ude)
    sag.med("cpr_status", cpr="TVILLING", status="90", fra="2018-05-09")
    sag.med("cpr_status", cpr="YM", status="01", fra="2010-01-01", til="2018-06-03")
    sag.med("cpr_status", cpr="YM", status="80", fra="2018-06-04")
    sag.med(
        "feriekonto_anmodninger",
        anmodet="2018-05-01",
        foerste_feriedag="2018-07-02",
        beloeb_oere="500000",
        forventet_udbetaling="2018-06-25",
        annulleret="false",
    )
    sag.med(
        "udk_bidragssager",
        sagsnr="UDK-1",
        rolle="BIDRAGSBETALER",
        kle="32.16.04",
        oprettet="2018-05-02",
    )
    for hvem, virksomhed in (("YM", "Egenarbejde ApS"), ("AEF", "Kanaaegte ApS")):
        sag.med(
            "eindkomst",
            indberetning_id=f"I-{hvem}",
            cpr=hvem,
            cvr=f"1234567{len(hvem)}",
            virksomhed=virksomhed,
            branchekode="620100",
            indkomsttype="05",
            beloeb_oere="90000",
            periode_fra="2018-05-01",
            periode_til="2018-05-31",
            disposition="2018-05-31",
        )
    return sag


def indsigt_for(klient: Client, cpr: str) -> str:
    """Som DPO'en gør: søg, gå fra loggen til indsigten, og læs den uden opmærkning."""
    log = klient.post("/log/", {"cpr": cpr}, follow=True)
    (adresse,) = re.findall(r'href="(/indsigt/[0-9a-f-]{36}/)"', log.content.decode())
    side = klient.get(adresse).content.decode()
    pdf = klient.get(adresse.removesuffix("/") + ".pdf")
    assert pdf.content.startswith(b"%PDF-")
    uden = re.sub(r"</?(?:bdi|span)[^>]*>", "", side)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", uden)))


@pytest.fixture
def efter_natten(tmp_path: Path) -> Sag:
    verden = Verden(tmp_path, date(2018, 6, 19))
    sag = travl_borger(verden)
    koer(Udtraek(verden.gem()), date(2018, 6, 19))
    return sag


def test_borgeren_faar_alle_sine_udfald_og_ingen_af_de_andres(efter_natten: Sag):
    sag = efter_natten
    dpo = fabrik.bruger("dpo", Rolle.DPO, fabrik.kommune(sag.kommune, "Prøvekommune"))
    fabrik.netvaerk(dpo.kommune)
    egne = Udfald.objects.i_kommune(sag.kommune).filter(cpr=sag.cpr("YM"))
    ramte = {udfald.regel for udfald in egne}
    assert ramte >= {
        "b_indkomst", "civilstand", "barn_flytter", "flytning", "borgerstatus", "foedsel",
        "barn_doer", "underholdsbidrag", "feriekonto",
    }  # fmt: skip
    tekst = indsigt_for(klient_for(dpo), sag.cpr("YM"))
    assert [navn for navn in ANDRES if navn in tekst] == []
    for navn in ("AEF", "BARN", "TVILLING"):
        cpr = sag.cpr(navn)
        assert cpr not in tekst
        assert f"{cpr[:6]}-{cpr[6:]}" not in tekst
    for ventet in (
        "Egenvej", "Egenarbejde ApS", "Du fik et barn.", "Du mistede et barn.", "UDK-1",
        "900 kr.", "Eja Kana er udrejst den 04-06-2018.", "5.000 kr.",
        "Du og et barn under 18 år holdt op med at dele adresse.",
    ):  # fmt: skip
        assert ventet in tekst


def test_aegtefaellen_faar_kun_sit_eget(efter_natten: Sag):
    sag = efter_natten
    dpo = fabrik.bruger("dpo", Rolle.DPO, fabrik.kommune(sag.kommune, "Prøvekommune"))
    fabrik.netvaerk(dpo.kommune)
    tekst = indsigt_for(klient_for(dpo), sag.cpr("AEF"))
    assert "Kanaaegte ApS" in tekst
    assert "Kanavej" in tekst
    for andres in ("Eja", "Egenvej", "Egenarbejde", "Kanabarnet", "UDK-1", sag.cpr("YM")):
        assert andres not in tekst
