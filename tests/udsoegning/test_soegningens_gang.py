"""Hvor langt projektet er, hvem der er holdt ude, og hvad siden gør, når en arbejder er væk."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from adgang.lejer import lejer
from adgang.models import Opslag
from tests import fabrik
from tests.conftest import klient_for
from tests.udsoegning import opstilling
from tests.udsoegning.registerfolk import Registre, kursusliste
from udsoegning.indlaesning.indlaes import indlaes
from udsoegning.land import land
from udsoegning.models import Fundet, Kursusafslutning, Projekt
from udsoegning.person.views import NAVNET_ER_SLAAET_OP
from udsoegning.projekt.handlinger import luk
from udsoegning.soegning import udfoer

pytestmark = pytest.mark.django_db

# fmt: off
TILSTANDE = [
    # kursister, på listen, tilstand → midten, den primære knap, og om siden følger søgningen
    (0, 0, "INGEN",        "Indlæs en kursusliste, og søg.",         "Indlæs kursusliste", False),
    (2, 0, "INGEN",        "2 borgere på kursuslisten venter på en", "Søg nu",             False),
    (1, 0, "IKKE_UDFOERT", "1 borger på kursuslisten venter på en",  "Søg nu",             False),
    (2, 0, "I_GANG",       "Der søges nu.",                          None,                 True),
    (0, 0, "UDFOERT",      "fandt ingen, eller de har sagt nej.",    "Indlæs kursusliste", False),
    (0, 1, "UDFOERT",      "1 borger på listen",                     None,                 False),
    (2, 1, "UDFOERT",      "1 borger på listen",                     "Søg nu",             False),
    (0, 1, "I_GANG",       "1 borger på listen",                     None,                 True),
]
# fmt: on


@pytest.mark.parametrize(
    ("kursister", "paa_listen", "tilstand", "midten", "knap", "foelger"), TILSTANDE
)
def test_siden_siger_hvor_langt_projektet_er(
    kursister: int, paa_listen: int, tilstand: str, midten: str, knap: str | None, foelger: bool
):
    bruger, dag = opstilling.medarbejder(), timezone.localdate()
    et = opstilling.projekt(bruger)
    with lejer("0175"):
        if kursister:
            numre = [fabrik.nyt_cpr() for _ in range(kursister)]
            indlaes(kursusliste(*numre), et, "Sprogcentret", None, dag)
        for _ in range(paa_listen):
            felter_ = {"cpr": fabrik.nyt_cpr(), "navn": "Amina", "afsluttet": dag}
            Fundet.objects.i_kommune("0175").create(kommune_id="0175", projekt=et, **felter_)
    soegt = dag if tilstand == "UDFOERT" else None
    nu = {"soegning": tilstand, "bestilt": timezone.now(), "soegt": soegt}
    Projekt.objects.i_kommune("0175").filter(pk=et.pk).update(**nu)
    klient, side = klient_for(bruger), f"/udsoegning/{et.pk}/"
    tekst = klient.get(side).content.decode()
    assert midten in tekst
    knapper = re.findall(r'button-primary" type="submit">([^<]+)<', tekst.partition("</main>")[0])
    assert knapper == ([knap] if knap else [])
    assert (f'hx-get="{side}tilstand/"' in tekst) == foelger
    noteret = Opslag.objects.i_kommune("0175").count()
    svar = klient.get(f"{side}tilstand/")
    assert (svar.status_code, "HX-Refresh" in svar) == (204, not foelger)
    assert Opslag.objects.i_kommune("0175").count() == noteret


KVARTER, ET_SEKUND = timedelta(minutes=15), timedelta(seconds=1)


@pytest.mark.parametrize(
    ("siden_bestilt", "lukket", "foelger", "staar", "ord_"),
    [
        (KVARTER - ET_SEKUND, False, True,  "Søgningen er i gang.",          "Søgningen er i gang"),
        (KVARTER,             False, False, "Søgningen er opgivet</h2>",     "Opgivet"),
        (ET_SEKUND,           True,  False, "Projektet blev lukket, før der", "Opgivet"),
    ],
)  # fmt: skip
def test_en_opgivet_soegning_foelges_ikke(
    siden_bestilt: timedelta, lukket: bool, foelger: bool, staar: str, ord_: str
):
    """Arbejderen er væk: siden holder op med at spørge og siger, hvad man kan gøre."""
    bruger = opstilling.medarbejder()
    et, nu = opstilling.projekt(bruger), timezone.now()
    indlaes(kursusliste(fabrik.nyt_cpr()), et, "Sprogcentret", None, timezone.localdate())
    if lukket:
        luk(et, nu)
    bestilt = {"soegning": "I_GANG", "bestilt": nu - siden_bestilt}
    Projekt.objects.i_kommune("0175").filter(pk=et.pk).update(**bestilt)
    klient, side = klient_for(bruger), f"/udsoegning/{et.pk}/"
    with time_machine.travel(nu, tick=False):
        tekst = klient.get(side).content.decode()
        spurgt = klient.get(f"{side}tilstand/")
        projekter = klient.get("/udsoegning/").content.decode()
    assert staar in tekst
    assert ("hx-get" in tekst, "HX-Refresh" in spurgt) == (foelger, not foelger)
    kan = not foelger and not lukket
    assert (f'action="{side}soeg/"' in tekst, f'action="{side}kurser/"' in tekst) == (kan, kan)
    assert f'data-label="Søgning">{ord_}<' in projekter


def test_en_liste_indlaeses_ikke_mens_der_soeges():
    bruger = opstilling.medarbejder()
    et, nu = opstilling.projekt(bruger), timezone.now()
    Projekt.objects.i_kommune("0175").update(soegning="I_GANG", bestilt=nu)
    klient, side = klient_for(bruger), f"/udsoegning/{et.pk}/"
    fil = SimpleUploadedFile("f.csv", kursusliste(fabrik.nyt_cpr()))
    felter_ = {"kilde": "Sprogcentret", "fil": fil}
    svar = klient.post(f"{side}kurser/", felter_, follow=True).content.decode()
    assert "Vent med at indlæse en ny liste, til der er søgt" in svar
    assert not Kursusafslutning.objects.i_kommune("0175").exists()


def test_en_liste_indlaest_mens_registrene_svarer_venter_stadig(
    fundet: Fundet, registre: Registre, monkeypatch
):
    """En søgning, der blev opgivet, gemmer alligevel; den nye liste er den ikke færdig med."""
    aegte, sen = udfoer._sigt, fabrik.nyt_cpr()
    i_dag = timezone.localdate()

    def imens(*alt):
        udfald = aegte(*alt)
        indlaes(kursusliste(sen), fundet.projekt, "Sprogcentret", None, i_dag)
        return udfald

    monkeypatch.setattr(udfoer, "_sigt", imens)
    opstilling.soeg(fundet.projekt, fabrik.nyt_cpr())
    kurser = Kursusafslutning.objects.i_kommune("0175").filter(projekt=fundet.projekt)
    assert set(kurser.values_list("cpr", flat=True)) == {sen}


@pytest.mark.parametrize(
    ("siden", "i_gang"), [(KVARTER - ET_SEKUND, True), (KVARTER, False)], ids=["i gang", "opgivet"]
)
def test_opslaget_af_aegtefaellen_opgives_ogsaa(
    siden: timedelta, i_gang: bool, nadia: Client, fundet: Fundet, monkeypatch
):
    bestilt: list[tuple[str, str]] = []
    monkeypatch.setattr(
        "udsoegning.person.handlinger.slaa_aegtefaelle_op.delay", lambda *a: bestilt.append(a)
    )
    nu, side = timezone.now(), f"/udsoegning/borger/{fundet.pk}/"
    opslag = {"opslag": "I_GANG", "opslag_bestilt": nu - siden}
    Fundet.objects.i_kommune("0175").update(**opslag)
    with time_machine.travel(nu, tick=False):
        tekst = nadia.get(side).content.decode()
        grund = {"aegtefaelle-grund": "Intet telefonnummer"}
        svar = nadia.post(f"{side}aegtefaelle/", grund, follow=True).content.decode()
    assert ("Navnet slås op" in tekst, "er opgivet. Prøv igen." in tekst) == (i_gang, not i_gang)
    assert (f'action="{side}aegtefaelle/"' in tekst) is not i_gang
    assert ("slås allerede op" in svar) is i_gang


@pytest.mark.parametrize(
    ("opslag", "siden", "foelger"),
    [("I_GANG", ET_SEKUND, True), ("I_GANG", KVARTER, False),
     ("FUNDET", ET_SEKUND, False), ("UDEN", ET_SEKUND, False)],
)  # fmt: skip
def test_panelet_med_aegtefaellens_navn_foelger_opslaget(
    opslag: str, siden: timedelta, foelger: bool, nadia: Client, fundet: Fundet
):
    """Kun panelet hentes igen: en henvendelse, der er ved at blive skrevet, bliver stående."""
    nu, side = timezone.now(), f"/udsoegning/borger/{fundet.pk}/"
    Fundet.objects.i_kommune("0175").update(opslag=opslag, opslag_bestilt=nu - siden)
    with time_machine.travel(nu, tick=False):
        tekst = nadia.get(side).content.decode()
        svar = nadia.get(f"{side}tilstand/")
    panel = tekst.split('id="aegtefaellen"')[1].split("</section>")[0]
    vaekket = svar.headers.get("HX-Trigger")
    assert (svar.status_code, svar.content, "HX-Refresh" in svar) == (204, b"", False)
    assert vaekket == (None if foelger else NAVNET_ER_SLAAET_OP)
    assert (f'hx-get="{side}tilstand/" hx-trigger="every 2s"' in panel) is foelger
    henter = f'hx-get="{side}" hx-trigger="{NAVNET_ER_SLAAET_OP}" hx-select="#aegtefaellen"'
    assert (henter in panel) is foelger
    assert ("/htmx" in tekst) is foelger


def test_er_borgeren_vaek_siger_siden_det_selv(nadia: Client, fundet: Fundet):
    Fundet.objects.i_kommune("0175").all().delete()
    svar = nadia.get(f"/udsoegning/borger/{fundet.pk}/tilstand/")
    assert (svar.status_code, svar.headers["HX-Refresh"]) == (404, "true")


@pytest.mark.parametrize(
    ("skrevet", "vist"),
    [("5100", "Danmark"), ("5104", "Landekode 5104"), ("Syrien", "Syrien"), ("", "")],
)
def test_en_landekode_uden_ord_vises_som_kode(skrevet: str, vist: str):
    assert land(skrevet) == vist


@pytest.mark.parametrize(
    ("tal", "i_alt", "hvorfor"),
    [
        ({}, None, False),
        ({"DOED": 6, "PENSION": 7}, 13, False),
        ({"DOED": None, "PENSION": None, "I_ALT": 24}, 24, False),
        ({"DOED": None, "PENSION": None}, None, True),
    ],
)
def test_det_samlede_antal_eller_hvorfor_ikke(tal: dict, i_alt: int | None, hvorfor: bool):
    bruger = opstilling.medarbejder()
    et = opstilling.projekt(bruger)
    nu = {"tal": tal, "soegt": timezone.localdate(), "soegning": "UDFOERT"}
    Projekt.objects.i_kommune("0175").filter(pk=et.pk).update(**nu)
    tekst = klient_for(bruger).get(f"/udsoegning/{et.pk}/").content.decode()
    linje = f'<th scope="row">I alt</th><td class="num">{i_alt}</td>'
    assert (linje in tekst, "I alt</th>" in tekst) == (i_alt is not None,) * 2
    assert ("Det samlede antal vises heller ikke" in tekst) == hvorfor
