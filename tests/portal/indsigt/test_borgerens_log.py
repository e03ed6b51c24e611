"""Søgningen, borgerens log og de to filer til borgeren."""

from __future__ import annotations

import csv
import io
import re
import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from adgang.models import Borger, Bruger, Opslag, Rolle
from adgang.opslagslog.arter import Art
from kontrol.eksport.csv import som_csv
from tests import fabrik, spor
from tests.conftest import klient_for

pytestmark = pytest.mark.django_db
CPR = "6705850028"
MED_BORGER = (
    "borgerlog", "borgerlog_pdf", "borgerlog_csv", "indsigt", "indsigt_pdf", "indsigt_json",
)  # fmt: skip


@pytest.fixture
def dpo(db) -> Bruger:
    return fabrik.bruger("dpo", Rolle.DPO, navn="Karen Lund")


@pytest.fixture
def dpoens(dpo: Bruger) -> Client:
    return klient_for(dpo)


def loggen(hvem: Bruger) -> list[Opslag]:
    return list(Opslag.objects.i_kommune(hvem.kommune).order_by("pk"))


@pytest.mark.parametrize("skrevet", ["6705850028", "670585-0028", " 670585 0028 ", "670585–0028"])
def test_en_kendt_borger_findes_uanset_skrivemaade(dpo, dpoens, skrevet):
    fabrik.sag_med_udfald(cpr=CPR)
    svar = dpoens.post("/log/", {"cpr": skrevet})
    fundet = Borger.objects.i_kommune(dpo.kommune).get(cpr=CPR)
    assert (svar.status_code, svar["Location"]) == (302, f"/log/borger/{fundet.pk}/")
    (opslag,) = loggen(dpo)
    assert (opslag.art, opslag.kriterium) == (Art.SOEGNING, "")
    assert [b.borger_id for b in opslag.borgere.all()] == [fundet.pk]


@pytest.mark.parametrize(
    ("rolle", "kendes"),
    [
        ("modtager", True),
        ("ægtefælle i et kontrolark", True),
        ("ægtefælle med et udfald", True),
        ("barn", True),
        ("kontrolleret uden hændelser", True),
        ("i loggen", True),
        ("modtager i en anden kommune", False),
        ("ukendt", False),
    ],
)
def test_hvem_der_kan_findes(dpo, dpoens, rolle, kendes):
    hjemme = dpo.kommune
    if rolle == "modtager":
        fabrik.sag_med_udfald(cpr=CPR)
    elif rolle == "ægtefælle i et kontrolark":
        ark = fabrik.kontrolark(fabrik.sag_med_udfald())
        ark.indhold["aef"] = fabrik.person(CPR, "Eja Egensen")
        ark.save(update_fields=["indhold"])
    elif rolle == "ægtefælle med et udfald":
        fabrik.udfald(fabrik.sag_med_udfald(), "bilkoeb", "AEF", cpr=CPR)
    elif rolle == "barn":
        fabrik.udfald(fabrik.sag_med_udfald(), "foedsel", noegle=CPR)
    elif rolle == "kontrolleret uden hændelser":
        spor.regnskab(hjemme, CPR, timezone.localdate())
    elif rolle == "i loggen":
        spor.opslag(hjemme, CPR)
    elif rolle == "modtager i en anden kommune":
        fabrik.sag_med_udfald(fabrik.kommune("0173", "Lyngby-Taarbæk"), cpr=CPR)
    svar = dpoens.post("/log/", {"cpr": CPR})
    assert svar.status_code == (302 if kendes else 200)


def test_intet_fundet_siges_uden_at_gentage_nummeret(dpo, dpoens):
    svar = dpoens.post("/log/", {"cpr": "670585-0028"})
    tekst = svar.content.decode()
    assert "Der findes intet om borgeren i Rødovre Kommune" in tekst
    alt = tekst + str(svar.headers) + svar.request["PATH_INFO"]
    assert not [spor_ for spor_ in (CPR, "670585-0028", "0028") if spor_ in alt]
    (opslag,) = loggen(dpo)
    assert (opslag.art, opslag.antal) == (Art.SOEGNING, 0)
    assert [b.borger.cpr for b in opslag.borgere.all()] == [CPR]


@pytest.mark.parametrize(
    ("cpr", "vink"),
    [
        ("6705850028", False),   # kontrolcifret passer: 165 er 15 gange 11
        ("6705850029", True),
        ("6705850027", True),
    ],
)  # fmt: skip
def test_modulus_11_er_hoejst_et_vink(dpoens, cpr, vink):
    svar = dpoens.post("/log/", {"cpr": cpr})
    assert svar.status_code == 200
    assert ("Tjek nummeret" in svar.content.decode()) is vink


@pytest.mark.parametrize(
    "skrevet",
    ["", "67058500", "67058500281", "6713850028", "9205850028", "ukendt borger", "1" * 41],
)
def test_et_umuligt_nummer_afvises_uden_at_blive_gentaget(dpo, dpoens, skrevet):
    svar = dpoens.post("/log/", {"cpr": skrevet})
    tekst = svar.content.decode()
    assert svar.status_code == 422
    assert "<title>Fejl: Opslagslog" in tekst
    assert tekst.count("Skriv et CPR-nummer med ti cifre, fx ddmmåå-nnnn") == 2
    assert not skrevet or f'value="{skrevet}"' not in tekst
    assert not Borger.objects.i_kommune(dpo.kommune).exists()


def test_nummeret_i_adressen_soeger_ikke(dpo, dpoens):
    fabrik.sag_med_udfald(cpr=CPR)
    svar = dpoens.get("/log/", {"cpr": CPR})
    assert svar.status_code == 200
    assert CPR not in svar.content.decode()
    assert [o.art for o in loggen(dpo)] == [Art.VISNING]


@pytest.mark.parametrize("navn", MED_BORGER)
def test_fremmed_og_manglende_borger_er_ens(dpoens, navn):
    fremmed = spor.borger(fabrik.kommune("0173", "Lyngby-Taarbæk"), CPR)
    with time_machine.travel(timezone.now(), tick=False):  # siden siger, hvor længe sessionen har
        svar = [dpoens.get(reverse(navn, args=(id_,))) for id_ in (fremmed.pk, uuid.uuid4())]
    assert [s.status_code for s in svar] == [404, 404]
    uden_maerke = {re.sub(r"[0-9a-f-]{36}|\w{64}", "", s.content.decode()) for s in svar}
    assert len(uden_maerke) == 1


@pytest.mark.parametrize("navn", MED_BORGER)
@pytest.mark.parametrize("rolle", [r for r in Rolle if r != Rolle.DPO])
def test_kun_dpo_en_slipper_ind(navn, rolle):
    hvem = fabrik.bruger("anden", rolle)
    id_ = spor.borger(fabrik.kommune(), CPR).pk
    assert klient_for(hvem).get(reverse(navn, args=(id_,))).status_code == 403
    assert klient_for(hvem).post("/log/", {"cpr": CPR}).status_code == 403


def test_siden_viser_hvem_hvad_og_hvorfor(dpo, dpoens, mette):
    id_ = spor.borger(dpo.kommune, CPR).pk
    spor.opslag(
        dpo.kommune, CPR, fabrik.nyt_cpr(), af=mette, art=Art.AFSLOERING, begrundelse="Brev skal ud"
    )
    tekst = dpoens.get(reverse("borgerlog", args=(id_,))).content.decode()
    for ventet in (
        "Mette Holm", "Sagsbehandler", "Beskyttet adresse vist", "Brev skal ud",
        "§ 10-opfølgning: visitering af sag", "Hent til borgeren (PDF)", "Vis indsigt",
    ):  # fmt: skip
        assert ventet in tekst
    assert loggen(dpo)[-1].art == Art.VISNING


@pytest.mark.parametrize(
    ("antal", "sider"), [(49, [49]), (50, [50]), (51, [50, 1]), (101, [50, 50, 1])]
)
def test_loggen_bladrer_efter_noegle_og_viser_hvert_opslag_en_gang(dpo, dpoens, antal, sider):
    id_, tid = spor.borger(dpo.kommune, CPR).pk, timezone.now() - timedelta(hours=1)
    for nr in range(antal):
        # To og to i samme øjeblik, så nøglen også skal skille dem ad.
        spor.opslag(dpo.kommune, CPR, tidspunkt=tid + timedelta(minutes=nr // 2))
    set_, hentet, adresse = [], [], f"/log/borger/{id_}/"
    while adresse:
        svar = dpoens.get(adresse)
        # Bladringens egne opslag er nyere end de første og kommer derfor aldrig med.
        vist = [o for o, _ in svar.context["opslag"] if o.bruger_id is None]
        set_ += [(o.tidspunkt, o.pk) for o in vist]
        hentet.append(len(vist))
        aeldre = svar.context["aeldre"]
        adresse = f"/log/borger/{id_}/?foer={aeldre}" if aeldre else ""
    assert hentet == sider
    assert set_ == sorted(set_, reverse=True)
    assert len(set(set_)) == antal


@pytest.mark.parametrize("foer", ["0", "x", "-1", "9" * 30, "²", "en_andens"])
def test_en_fremmed_noegle_giver_404(dpo, dpoens, foer):
    if foer == "en_andens":
        foer = str(spor.opslag(dpo.kommune, fabrik.nyt_cpr()).pk)
    id_ = spor.borger(dpo.kommune, CPR).pk
    assert dpoens.get(f"/log/borger/{id_}/", {"foer": foer}).status_code == 404


def test_csv_filen_rummer_tidspunkt_art_og_formaal_og_ikke_medarbejderen(dpo, dpoens, mette):
    id_ = spor.borger(dpo.kommune, CPR).pk
    tid = datetime(2026, 11, 25, 10, 42, tzinfo=ZoneInfo("Europe/Copenhagen"))
    spor.opslag(dpo.kommune, CPR, af=mette, tidspunkt=tid, begrundelse="Til Mette")
    svar = dpoens.get(reverse("borgerlog_csv", args=(id_,)))
    assert svar.content.decode("utf-8") == (
        '\ufeff"Dato";"Klokkeslæt";"Art";"Formål"\r\n'
        '"25-11-2026";"10.42";"Vist";"§ 10-opfølgning: visitering af sag"\r\n'
    )
    dag = timezone.localdate().isoformat()
    assert svar["Content-Disposition"] == f'attachment; filename="opslagslog-{dag}.csv"'
    assert svar["Content-Type"] == "text/csv; charset=utf-8"
    assert loggen(dpo)[-1].art == Art.EKSPORT


@pytest.mark.parametrize(
    ("celle", "skrevet"),
    [
        ("=1+1", "'=1+1"),
        ("+45 12", "'+45 12"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tfane", "'\tfane"),
        ("\rretur", "'\rretur"),
        ("\nlinje", "'\nlinje"),
        ("§ 10-opfølgning", "§ 10-opfølgning"),   # tegnet er ikke først
        ("a=1", "a=1"),
        ('anførsel " og ; inde i', 'anførsel " og ; inde i'),
        ("", ""),
    ],
)  # fmt: skip
def test_ingen_celle_kan_laeses_som_en_formel(celle, skrevet):
    fil = som_csv([(celle, "fast")])
    assert fil.startswith(b"\xef\xbb\xbf")
    tekst = fil.decode("utf-8-sig")
    assert tekst.startswith('"')
    assert tekst.endswith('";"fast"\r\n')
    assert list(csv.reader(io.StringIO(tekst, newline=""), delimiter=";")) == [[skrevet, "fast"]]
