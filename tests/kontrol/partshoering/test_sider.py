"""Partshøringens sider: hvem der kan se dem, hvad de siger, og hvad et tryk gør."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from adgang.models import Opslag, Rolle
from journal.models import Journalpost
from kontrol.models import Hoeringsbrev, Kanal
from kontrol.partshoering import kladde
from kontrol.partshoering.afgoerelse import gaeldende
from kontrol.partshoering.panel import hoeringspanel
from kontrol.partshoering.send import send
from samkoering.models import Sag, Sagstilstand, Udfaldstilstand
from tests import fabrik
from tests.conftest import klient_for
from tests.kontrol.kontrolark.eksempel import ONDE_TEKSTER
from tests.kontrol.partshoering import eksempel
from tests.kontrol.partshoering.eksempel import laes, med_kladde, sag_med, sendt, skjult, tryk
from tests.kontrol.partshoering.siderne import (
    KUN_TRYK,
    NAVNE,
    TEKST,
    adresse,
    begynd,
    send_brevet,
    side,
)

BORTE = "Registret er rettet, og sagens hændelser er faldet bort."
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("metode", ["get", "post"])
def test_fremmed_ukendt_og_ubestilt_er_det_samme(mette, jonas, klient, metode):
    egen, ledig, ukendt = sag_med(mette), fabrik.sag_med_udfald(), uuid4()
    med_kladde(egen, mette)
    fremmed = klient_for(jonas)
    for navn in NAVNE:
        svar = (
            getattr(fremmed, metode)(adresse(egen, navn)),
            getattr(klient, metode)(adresse(ledig, navn)),
            getattr(klient, metode)(reverse(f"partshoering{navn}", args=(ukendt,))),
        )
        # Nogle sider kan kun trykkes på; at vise dem er ens for alle.
        ventet = 405 if metode == "get" and navn in KUN_TRYK else 404
        assert [s.status_code for s in svar] == [ventet] * 3, navn
    assert laes(egen).tilstand == Sagstilstand.VISITERES
    assert [h.version for h in eksempel.hoeringer(egen)] == [0]


@pytest.mark.parametrize("rolle", [Rolle.DPO, Rolle.DRIFT, Rolle.STAR_IMPORT])
def test_andre_roller_kommer_ikke_ind(mette, rolle):
    sag = sag_med(mette)
    med_kladde(sag, mette)
    klient = klient_for(fabrik.bruger("anden", rolle))
    for navn in NAVNE:
        assert klient.post(adresse(sag, navn)).status_code == 403, navn
        assert klient.get(adresse(sag, navn)).status_code in (403, 405), navn


def test_det_sendte_brev_hoerer_til_sin_sag(mette, jonas, klient):
    sag, anden = sag_med(mette), sag_med(mette)
    brev = sendt(sag, mette)
    assert klient.get(adresse(sag, "_sendt", brev.pk)).status_code == 200
    assert klient.get(adresse(anden, "_sendt", brev.pk)).status_code == 404
    assert klient.get(adresse(sag, "_sendt", uuid4())).status_code == 404
    assert klient_for(jonas).get(adresse(sag, "_sendt", brev.pk)).status_code == 404


def test_fra_kontrolarket_til_journalen(mette, klient):
    """Hele vejen: begynd, ret, se, send, svar."""
    sag = sag_med(mette, ("ny_arbejdsgiver", "YM"), ("flytning", "YM"))
    forside = side(klient.get(adresse(sag)))
    assert "Hvilke hændelser skal borgeren høres om?" in forside
    begynd(klient, sag)
    skriv = side(klient.get(adresse(sag, "_brev")))
    assert "fik du løn fra Rengøring Nord ApS" in skriv
    assert "Svar senest den " in skriv
    gem = klient.post(adresse(sag, "_brev"), {"tekst": TEKST, "gem": "1", **skjult(sag)})
    assert gem.url == adresse(sag, "_brev")
    assert gaeldende(sag).tekst == TEKST
    assert klient.get(adresse(sag)).url == adresse(sag, "_brev")
    svar = send_brevet(klient, sag)
    assert svar.url == reverse("kontrolark", args=(sag.pk,))
    assert laes(sag).tilstand == Sagstilstand.PARTSHOERING
    dag = f"{timezone.localdate():%d-%m-%Y}"
    felter = {"modtaget": dag, "svar": "Det passer.", **skjult(sag)}
    assert klient.post(adresse(sag, "_svar"), felter).status_code == 302
    efter = side(klient.get(adresse(sag)))
    assert "Partshøring – svar modtaget" in efter
    assert "Det passer." in efter


def test_det_brev_man_selv_sender_ligger_klar(mette, klient):
    sag = sag_med(mette)
    begynd(klient, sag)
    svar = send_brevet(klient, sag, kanal="SELV")
    assert svar.url == adresse(sag)
    forside = side(klient.get(svar.url))
    assert "Hent det, og send det i dag." in forside
    brev = Hoeringsbrev.objects.i_kommune("0175").get()
    assert adresse(sag, "_sendt", brev.pk) in forside


@pytest.mark.parametrize(
    ("hvad", "tilstand", "ord_"),
    [
        ("send",     Sagstilstand.LEDIG,      "Sagen ligger igen på bestillingslisten."),
        ("send",     Sagstilstand.UDLOEBET,   "Sagen udløb i nat og kan ikke længere behandles."),
        ("send",     Sagstilstand.BORTFALDET, BORTE),
        ("send",     Sagstilstand.HENLAGT_VISITERING, "Sagen er lukket: Henlagt i visitering."),
        ("gem",      Sagstilstand.BORTFALDET, BORTE),
        ("svar",     Sagstilstand.BORTFALDET, BORTE),
        ("fravaelg", Sagstilstand.BORTFALDET, BORTE),
        ("slet",     Sagstilstand.BORTFALDET, BORTE),
        ("begynd",   Sagstilstand.BORTFALDET, BORTE),
    ],
)  # fmt: skip
def test_sagen_forsvinder_imens(mette, klient, hvad, tilstand, ord_):
    sag = sag_med(mette)
    begynd(klient, sag)
    if hvad == "svar":
        send_brevet(klient, sag)
    laas = skjult(sag)
    Sag.objects.i_kommune("0175").filter(pk=sag.pk).update(tilstand=tilstand)
    navn, felter = {
        "send": ("_brev", {"tekst": TEKST, "kanal": "SELV", "send": "1"}),
        "gem": ("_brev", {"tekst": TEKST}),
        "svar": ("_svar", {"svar": TEKST, "modtaget": f"{timezone.localdate():%d-%m-%Y}"}),
        "fravaelg": ("_fravaelg", {"grund": TEKST}),
        "slet": ("_slet", {}),
        "begynd": ("", {"udfald": eksempel.ider(sag)}),
    }[hvad]
    foer = eksempel.hoeringer(sag)[0].version
    siden = klient.post(adresse(sag, navn), {**felter, **laas})
    assert siden.status_code == 409
    assert ord_ in side(siden)
    assert "Intet er sendt eller gemt." in side(siden)
    assert ("Hvad siger du til det?" in side(siden)) == bool(
        {"tekst", "svar", "grund"} & set(felter)
    )
    assert eksempel.hoeringer(sag)[0].version == foer


def test_en_kollega_gemte_imens(mette, leder, klient):
    sag = sag_med(mette)
    begynd(klient, sag)
    laas = skjult(sag)
    kladde.gem(tryk(sag, leder), "Lederens tekst.")
    svar = send_brevet(klient, sag, **laas)
    tekst = side(svar)
    assert svar.status_code == 409
    assert "Søren Bak gemte brevet i dag kl." in re.sub(r"</?bdi>", "", tekst)
    assert "Se den gemte kladde" in tekst
    assert "Gem min tekst i stedet" in tekst
    assert "Hvad siger du til det?" in tekst
    assert gaeldende(sag).tekst == "Lederens tekst."
    # Det andet valg: brugerens tekst med den nye lås.
    klient.post(adresse(sag, "_brev"), {"tekst": TEKST, "gem": "1", **skjult(sag)})
    assert gaeldende(sag).tekst == TEKST


@pytest.mark.parametrize("navn", ["_brev", "_svar", "_fravaelg"])
def test_en_kollega_naaede_det_foerst(mette, leder, klient, navn):
    sag = sag_med(mette)
    med_kladde(sag, mette)
    if navn == "_svar":
        send(tryk(sag, mette), "Brevet.", Kanal.SELV)
    laas = skjult(sag)
    klient_for(leder).post(adresse(sag, "_fravaelg"), {"grund": "Hørt på et møde.", **laas})
    felter = {"tekst": TEKST, "kanal": "SELV", "send": "1", "svar": TEKST, "grund": TEKST}
    dag = f"{timezone.localdate():%d-%m-%Y}"
    siden = klient.post(adresse(sag, navn), {**felter, "modtaget": dag, **laas})
    assert siden.status_code == 409
    assert "Partshøring blev fravalgt: Hørt på et møde." in re.sub(r"</?bdi>", "", side(siden))
    assert "(Søren Bak) i dag kl." in re.sub(r"</?bdi>", "", side(siden))
    assert "Hvad siger du til det?" in side(siden)


def test_dobbeltklik_paa_siderne(mette, klient):
    sag = sag_med(mette)
    for _ in range(2):
        assert klient.post(adresse(sag), {"udfald": eksempel.ider(sag)}).status_code == 302
    laas = skjult(sag)
    for _ in range(2):
        assert send_brevet(klient, sag, **laas).url == reverse("kontrolark", args=(sag.pk,))
    laas = skjult(sag)
    dag = f"{timezone.localdate():%d-%m-%Y}"
    for _ in range(2):
        felter = {"modtaget": dag, "svar": "Ja.", **laas}
        assert klient.post(adresse(sag, "_svar"), felter).status_code == 302
    assert Hoeringsbrev.objects.i_kommune("0175").count() == 1
    assert Journalpost.objects.i_kommune("0175").exclude(art="VISITERING").count() == 2


def test_uden_kontrolark_ingen_hoering(mette, klient):
    sag = sag_med(mette, tilstand=Sagstilstand.BESTILT)
    assert klient.get(adresse(sag)).url == reverse("kontrolark", args=(sag.pk,))


def test_et_doedsfald_siges_og_kan_fravaelges(mette, klient):
    sag = sag_med(mette, ("borger_doer", "YM"), ("flytning", "YM"))
    forside = side(klient.get(adresse(sag)))
    assert "Borgeren er død og kan ikke høres." in forside
    assert "Skriv brevet" not in forside
    assert adresse(sag, "_fravaelg") in forside
    panel = hoeringspanel(laes(sag))
    assert (panel.kan_begynde, panel.kan_fravaelges) == (False, True)


def test_mistet_barn_advares_der_om(mette, klient):
    sag = sag_med(mette, ("barn_doer", "YM"))
    forside = side(klient.get(adresse(sag)))
    assert "Overvej at ringe, før du skriver, eller at fravælge høringen." in forside


@pytest.mark.parametrize(("minutter", "ventet"), [(-1, 0), (1, 1)])
def test_en_ny_haendelse_efter_brevet(mette, klient, minutter, ventet):
    sag = sag_med(mette)
    brev = sendt(sag, mette)
    natten = fabrik.koersel(startet=brev.sendt + timedelta(minutes=minutter))
    fabrik.udfald(sag, "bilkoeb", af=natten)
    forside = side(klient.get(adresse(sag)))
    assert ("Sagen har fået 1 ny hændelse" in forside) == bool(ventet)
    assert len(hoeringspanel(laes(sag)).nye) == ventet


def test_en_bortfalden_haendelse_siges_i_kladden(mette, klient):
    sag = sag_med(mette, ("ny_arbejdsgiver", "YM"), ("flytning", "YM"))
    begynd(klient, sag)
    sag.udfald.filter(regel="flytning").update(tilstand=Udfaldstilstand.BORTFALDET)
    assert "1 af brevets hændelser er faldet bort" in side(klient.get(adresse(sag, "_brev")))


def test_paamindelsen(mette, klient):
    sag = sag_med(mette)
    sendt(sag, mette)
    with time_machine.travel(timezone.now() + timedelta(days=5)):
        klient = klient_for(mette)
        assert klient.post(adresse(sag, "_paamindelse"), skjult(sag)).url == adresse(sag, "_brev")
        assert "Påmindelse om partshøring" in side(klient.get(adresse(sag, "_brev")))
        assert send_brevet(klient, sag).status_code == 302
    arter = Hoeringsbrev.objects.i_kommune("0175").order_by("nr").values_list("art", flat=True)
    assert list(arter) == ["HOERING", "PAAMINDELSE"]


def test_panelet_og_siderne_naar_sagen_er_lukket(mette, klient):
    sag = sag_med(mette)
    sendt(sag, mette)
    Sag.objects.i_kommune("0175").filter(pk=sag.pk).update(tilstand=Sagstilstand.AENDRET_TILDELING)
    svar = klient.get(adresse(sag))
    assert svar.status_code == 200
    assert "Registrér svar" not in side(svar)
    panel = hoeringspanel(laes(sag))
    assert [panel.kan_begynde, panel.kan_besvares, panel.kan_paamindes] == [False] * 3
    for navn in ("_brev", "_svar", "_fravaelg"):
        assert klient.get(adresse(sag, navn)).status_code == 409


def test_hver_visning_staar_i_opslagsloggen(mette, klient):
    sag = sag_med(mette, ("ny_arbejdsgiver", "YM"), ("bilkoeb", "AEF"))
    begynd(klient, sag)
    klient.get(adresse(sag, "_brev"))
    klient.get(adresse(sag, "_kladde"))
    send_brevet(klient, sag)
    opslag = Opslag.objects.i_kommune("0175").filter(sag=sag.pk).order_by("pk")
    assert list(opslag.values_list("art", flat=True)) == ["AENDRING", "VISNING", "PDF", "AENDRING"]
    assert {o.formaal for o in opslag} == {"§ 10-opfølgning: partshøring"}
    assert {o.antal for o in opslag} == {2}  # borgeren og ægtefællen


def test_ond_tekst_i_svaret_er_kun_tekst(mette, klient):
    sag = sag_med(mette)
    sendt(sag, mette)
    felter = {"modtaget": f"{timezone.localdate():%d-%m-%Y}", "svar": "\n".join(ONDE_TEKSTER)}
    assert klient.post(adresse(sag, "_svar"), {**felter, **skjult(sag)}).status_code == 302
    raa = klient.get(adresse(sag)).content.decode()
    assert "<script>alert" not in raa
    assert "<img" not in raa.split("<main")[1]
    assert "\u202e" not in raa


def test_ingen_cpr_i_adresser_titler_og_filnavne(mette, klient):
    sag = sag_med(mette)
    brev = sendt(sag, mette)
    svar = klient.get(adresse(sag, "_sendt", brev.pk))
    assert svar["Content-Disposition"] == f'inline; filename="partshoering-{sag.sagsnr}-1.pdf"'
    assert "no-store" in svar["Cache-Control"]
    assert sag.cpr not in str(svar.headers) + adresse(sag, "_sendt", brev.pk)
    forside = side(klient.get(adresse(sag)))
    titel = re.search("<title>(.*?)</title>", forside)
    assert titel
    assert sag.cpr[:6] not in titel[1]


def test_kladden_vises_som_den_staar_i_feltet_uden_at_blive_gemt(mette, klient):
    sag = sag_med(mette)
    begynd(klient, sag)
    foer = gaeldende(sag)
    svar = klient.post(adresse(sag, "_kladde"), {"tekst": "Noget helt nyt.", **skjult(sag)})
    assert svar["Content-Type"] == "application/pdf"
    assert (gaeldende(sag).tekst, gaeldende(sag).version) == (foer.tekst, foer.version)
    ugyldig = klient.post(adresse(sag, "_kladde"), {"tekst": "670585-0028"})
    assert ugyldig.status_code == 404
