"""Siderne: modtag, følg, læs fakta, prøv igen, læg på sagen, luk. Intet vurderes, intet er tomt."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from adgang.models import Opslag
from journal.models import Journalpost
from registre.opslag.kontrakt import FULDE_NAVNE, OPSLAGSREGISTRE
from sagsopstart.models import Ansoegning, Bunke, Registeropslag
from sagsopstart.opslag.bestil import bestil
from tests import fabrik, hurtig_pdf
from tests.conftest import klient_for
from tests.sagsopstart.opstilling import Registre, ansoegning, arbejd, cpr_raekker, opslag

VURDERER = re.compile(
    r"\b(berettige\w*|mistænk\w*|snyd\w*|svindel\w*|risik\w*|afvigel\w*|uoverensstemmel\w*|"
    r"for høj\w*|for lav\w*|opfylder|mangler ret|skjul(er|te) indkomst|formue over)\b",
    re.IGNORECASE,
)


def side(klient: Client, om: Ansoegning, status: int = 200) -> str:
    svar = klient.get(f"/sagsopstart/{om.pk}/")
    assert svar.status_code == status
    return svar.content.decode()


def test_en_ansoegning_modtages_og_slaas_op(klient: Client, registre: Registre):
    cpr = fabrik.nyt_cpr()
    felter = {"cpr": f"{cpr[:6]}-{cpr[6:]}", "modtaget": "01-02-2020", "grundlag": "32.24.04"}
    svar = klient.post("/sagsopstart/ny/", felter)
    om = Ansoegning.objects.i_kommune("0175").get()
    assert (svar.status_code, svar["Location"]) == (302, f"/sagsopstart/{om.pk}/")
    assert (om.cpr, om.sagsnr) == (cpr, "S-20-00001")
    assert cpr not in svar["Location"]
    hentes = side(klient, om)
    assert "0 af 9 registre har svaret om ansøgeren" in hentes
    assert "CPR hentes" in hentes
    assert "alert-warning" not in hentes  # at vente er ikke en advarsel
    assert "uden-svar" not in hentes
    arbejd()
    vist = side(klient, om)
    assert "CPR hentes" not in vist
    assert [vist.count(f"({navn})") for navn in FULDE_NAVNE.values()] == [1] * len(FULDE_NAVNE)
    assert "9 af 9 registre har svaret om ansøgeren." in vist
    assert "Prøvevej 7, 2. tv, 2610 Rødovre" in vist
    assert klient.post("/sagsopstart/ny/", felter)["Location"] == svar["Location"]
    assert Ansoegning.objects.i_kommune("0175").count() == 1


@pytest.mark.parametrize(
    ("felt", "vaerdi", "fejl"),
    [
        ("cpr",      "",           "Skriv ansøgerens CPR-nummer"),
        ("cpr",      "6113901234", "Skriv ansøgerens CPR-nummer"),
        ("cpr",      f"01{'0590'}1234", "kun opdigtede numre"),
        ("modtaget", "",           "Skriv, hvornår ansøgningen blev modtaget"),
        ("modtaget", "I_MORGEN",   "Datoen kan ikke ligge i fremtiden"),
        ("grundlag", "",           "Vælg den ydelse"),
        ("grundlag", "32.24.12",   "Vælg en af ydelserne"),
    ],
)  # fmt: skip
def test_en_forkert_ansoegning_siger_hvad_der_er_galt(
    klient: Client, settings, felt: str, vaerdi: str, fejl: str
):
    settings.DEMO = True
    i_morgen = timezone.localdate() + timedelta(days=1)
    felter = {"cpr": "6101900010", "modtaget": "01-02-2020", "grundlag": "32.24.04"}
    svar = klient.post(
        "/sagsopstart/ny/", {**felter, felt: vaerdi.replace("I_MORGEN", f"{i_morgen:%d-%m-%Y}")}
    )
    assert svar.status_code == 422
    assert fejl in svar.content.decode()
    assert not Ansoegning.objects.i_kommune("0175").exists()


def test_et_register_der_ikke_svarer_staar_tydeligt_og_aldrig_som_intet(
    klient: Client, mette, registre: Registre
):
    registre.fejl["boligstoette"] = "Registeret svarede ikke inden for 10 sekunder."
    om = ansoegning(mette)
    arbejd()
    vist = side(klient, om)
    tid = timezone.localtime(opslag(om, "boligstoette").afsluttet)
    assert (
        f"8 af 9 registre har svaret om ansøgeren; Boligstøtte svarede ikke kl. {tid:%H.%M}."
        in vist
    )
    assert "Registeret svarede ikke inden for 10 sekunder. Der er ingen oplysninger" in vist
    assert "Boligstøtte har svaret: intet" not in vist
    assert "Motorregisteret har svaret: intet køretøj er registreret." in vist
    del registre.fejl["boligstoette"]
    igen = f"/sagsopstart/{om.pk}/opslag/{opslag(om, 'boligstoette').pk}/igen/"
    assert klient.post(igen).status_code == 302
    arbejd()
    assert "Boligstøtte har svaret: intet" in side(klient, om)


def test_fremdriften_foelges_uden_en_eneste_borger(klient: Client, mette, registre: Registre):
    om = ansoegning(mette)
    svar = klient.get(f"/sagsopstart/{om.pk}/fremdrift/")
    tekst = svar.content.decode()
    foelger = rf'hx-get="/sagsopstart/{om.pk}/fremdrift/\?set=[0-9-]+" hx-trigger="every 2s"'
    assert re.search(foelger, tekst)
    assert om.cpr not in tekst
    assert f"{om.cpr[:6]}-{om.cpr[6:]}" not in tekst
    maerke = re.search(r"set=([0-9-]+)", tekst)[1]
    assert klient.get(f"/sagsopstart/{om.pk}/fremdrift/?set={maerke}").status_code == 204
    arbejd()
    faerdig = klient.get(f"/sagsopstart/{om.pk}/fremdrift/?set={maerke}").content.decode()
    assert "every 2s" not in faerdig
    assert f'hx-get="/sagsopstart/{om.pk}/" hx-trigger="load" hx-select="#ansoegningen"' in faerdig
    med_adressen = f"/sagsopstart/{om.pk}/fremdrift/?set={maerke}&adresse=vist"
    assert "hx-get" not in (vist := klient.get(med_adressen).content.decode())
    assert "Vis oplysningerne" in vist  # adressen er kun vist i dette billede og bliver stående


def test_intet_ord_vurderer(klient: Client, mette, registre: Registre):
    om = ansoegning(mette)
    arbejd()
    sider = [side(klient, om), klient.get("/sagsopstart/").content.decode()]
    sider.append(klient.get("/sagsopstart/tid/").content.decode())
    for tekst in sider:
        ord_ = re.sub(r"<[^>]+>", " ", tekst.partition("<main")[2].partition("</main>")[0])
        assert not VURDERER.search(ord_), VURDERER.search(ord_)
    assert VURDERER.search("Ansøgeren er ikke berettiget")


def test_en_beskyttet_adresse_vises_kun_med_en_begrundelse(
    klient: Client, mette, registre: Registre
):
    beskyttet = {"type": "0001", "fra": "2020-01-01", "til": None}
    registre.svarer(
        "cpr",
        lambda om: cpr_raekker(om, cpr_beskyttelse=[{"cpr": om.numre[0], **beskyttet}]),
    )
    om = ansoegning(mette)
    arbejd()
    vist = side(klient, om)
    assert "Prøvevej" not in vist
    assert "Ansøgeren har navne- og adressebeskyttelse. Vis kun adressen" in vist
    hoved = vist.partition('class="idbar"')[2].partition("</div>")[0]
    assert ("Bo Testesen" in hoved, "Navne- og adressebeskyttet" in hoved) == (True, True)
    sti = f"/sagsopstart/{om.pk}/adresse/"
    kort = klient.post(sti, {"begrundelse": "kort"})
    assert kort.status_code == 422
    assert "Prøvevej" not in kort.content.decode()
    for formen in (vist, kort.content.decode()):  # siger det samme før og efter en fejl
        assert ("gemmes i opslagsloggen" in formen, "sagens historik" in formen) == (True, False)
    vist = klient.post(sti, {"begrundelse": "Brev til borgeren"}).content.decode()
    assert "Prøvevej 7" in vist
    assert "Prøvevej" not in side(klient, om)
    sidst = Opslag.objects.i_kommune("0175").filter(art="AFSLOERING").get()
    assert (sidst.begrundelse, sidst.sag) == ("Brev til borgeren", om.pk)


def test_adressen_er_skjult_naar_cpr_ikke_har_svaret_om_aegtefaellen(
    klient: Client, mette, registre: Registre
):
    om = ansoegning(mette)
    aegtefaelle = fabrik.nyt_cpr()
    registre.svarer("cpr", lambda spurgt: cpr_raekker(spurgt, aegtefaelle))
    rigtige = registre.adapter

    def adapter(register: str):
        registre.fejl.clear()
        if register == "cpr" and registre.spurgt and registre.spurgt[-1][0] == "r75":
            registre.fejl["cpr"] = "Registeret svarede 500."
        return rigtige(register)

    with pytest.MonkeyPatch.context() as lap:
        lap.setattr("sagsopstart.opslag.kald._adapter", adapter)
        arbejd()
    om.refresh_from_db()
    assert om.aegtefaelle_cpr == aegtefaelle
    assert opslag(om, "cpr", "AEGTEFAELLE").tilstand == "FEJLET"
    vist = side(klient, om)
    assert "Prøvevej" not in vist
    assert "Adresser er skjult</h2>" in vist


def test_dokumentet_siger_det_samme_som_siden(
    klient: Client, mette, registre: Registre, monkeypatch: pytest.MonkeyPatch
):
    hurtig_pdf.laeg_ind(monkeypatch)
    registre.fejl["motor"] = "Registeret svarede 500."
    om = ansoegning(mette)
    sti = f"/sagsopstart/{om.pk}/dokument/"
    klient.post(sti, {"form": "DOKUMENT"})
    assert not Journalpost.objects.i_kommune("0175").exists()  # et register er stadig i gang
    arbejd()
    for _ in range(2):
        klient.post(sti, {"form": "DOKUMENT"})
    for _ in range(2):
        klient.post(sti, {"form": "NOTAT"})
    poster = list(Journalpost.objects.i_kommune("0175").order_by("titel"))
    assert [post.titel.partition(" ")[0] for post in poster] == ["Dokument", "Journalnotat"]
    html, notat = map(_html, poster)
    assert "Motorregister svarede ikke" in html
    lagt = timezone.localtime(poster[0].oprettet)
    assert f"“{poster[0].titel}” i journalen, lagt på sagen {lagt:%d-%m-%Y} kl. " in notat
    assert "Registeret svarede 500." in html
    vist = side(klient, om)
    for celle in re.findall(r"<t[dh][^>]*>(?:<bdi>)?([^<]+)", html):
        assert celle in vist or celle.startswith(("Ansøger", "Slået op")), celle


def _html(post: Journalpost) -> str:
    from sagsopstart.dokument.forlaeg import forlaeg

    return forlaeg(post).html


def test_en_fil_afvises_hel_med_raekke_og_grund(klient: Client):
    from django.core.files.uploadedfile import SimpleUploadedFile

    godt = f"{fabrik.nyt_cpr()};2020-01-01;KONTANTHJAELP"
    daarlig = "123;2020-01-01;KONTANTHJAELP"
    fil = SimpleUploadedFile("f.csv", "\n".join(["cpr;modtaget;ydelse", godt, daarlig]).encode())
    svar = klient.post("/sagsopstart/fil/", {"fil": fil})
    assert svar.status_code == 422
    assert "Række 3: CPR-nummeret skal være ti cifre" in svar.content.decode()
    assert not Ansoegning.objects.i_kommune("0175").exists()
    assert not Bunke.objects.i_kommune("0175").exists()


@pytest.mark.parametrize(
    ("raekker", "fejl"),
    [
        ((),                                                    "ingen rækker"),
        (("610190001;2020-01-01;KONTANTHJAELP",),               "Række 2: CPR-nummeret skal være"),
        (("6101900010;2020-01-01",),                            "Række 2: Der skal være 3 felter"),
        (("6101900010;01-01-2020;KONTANTHJAELP",),              "Række 2: “modtaget” skal være"),
        (("6101900010;1999-12-31;KONTANTHJAELP",),              "Række 2: “modtaget” skal ligge"),
        (("6101900010;2020-01-01;DAGPENGE",),                   "Række 2: “ydelse” skal være"),
        (("6101900010;2020-01-01;KONTANTHJAELP",) * 2,          "Række 3: Den samme ansøgning"),
    ],
)  # fmt: skip
def test_filens_fejl(raekker: tuple[str, ...], fejl: str):
    from registre.hel_fil import FilAfvist
    from sagsopstart.modtagelse.fil import laes

    indhold = "\n".join(["cpr;modtaget;ydelse", *raekker]).encode()
    with pytest.raises(FilAfvist) as nej:
        laes(indhold, timezone.localdate())
    assert any(fejl in linje for linje in nej.value.fejl)
    assert "610190001" not in "".join(nej.value.fejl)


def test_en_dags_fil_slaas_op_med_fremdrift(klient: Client, mette, registre: Registre):
    from django.core.files.uploadedfile import SimpleUploadedFile

    numre = [fabrik.nyt_cpr() for _ in range(3)]
    indhold = "\n".join(["cpr;modtaget;ydelse", *(f"{n};2020-01-01;KONTANTHJAELP" for n in numre)])
    for _ in range(2):
        fil = SimpleUploadedFile("f.csv", indhold.encode())
        svar = klient.post("/sagsopstart/fil/", {"fil": fil})
        assert svar.status_code == 302
    bunke = Bunke.objects.i_kommune("0175").get()
    assert (bunke.antal, bunke.nye) == (3, 3)
    sti = f"/sagsopstart/bunke/{bunke.pk}/"
    foer = klient.get(f"{sti}fremdrift/").content.decode()
    assert "0 af 27 opslag er færdige" in foer
    assert f'hx-get="{sti}fremdrift/?set=0-27" hx-trigger="every 2s"' in foer
    registre.fejl["motor"] = "Registeret svarede 500."
    arbejd()
    sidst = klient.get(f"{sti}fremdrift/?set=0-27").content.decode()
    assert f'hx-get="{sti}" hx-trigger="load" hx-select="#bunkelisten"' in sidst
    efter = klient.get(sti).content.decode()
    assert "27 af 27 opslag er færdige" in efter
    assert "hx-trigger" not in efter
    liste = efter.partition('id="bunkelisten"')[2]  # siden siger, hvem der mangler svar
    assert (liste.count("8 af 9 har svaret, 1 svarede ikke"), liste.count("Bo Testesen")) == (3, 3)


def test_de_valgte_slaas_op_i_dag(klient: Client, mette, registre: Registre):
    en, anden = ansoegning(mette), ansoegning(mette)
    i_gaar = timezone.localdate() - timedelta(days=1)
    Registeropslag.objects.i_kommune("0175").update(dag=i_gaar)
    klient.post(f"/sagsopstart/{anden.pk}/luk/")
    svar = klient.post("/sagsopstart/valgte/", {"ansoegning": [en.pk, anden.pk, uuid4(), "x"]})
    bunke = Bunke.objects.i_kommune("0175").get()
    assert svar["Location"] == f"/sagsopstart/bunke/{bunke.pk}/"
    assert bunke.antal == 1
    dagens = Registeropslag.objects.i_kommune("0175").filter(dag=timezone.localdate())
    assert {et.ansoegning_id for et in dagens} == {en.pk}
    assert (
        klient.post("/sagsopstart/valgte/", {"ansoegning": [anden.pk]})["Location"]
        == "/sagsopstart/"
    )


def test_listen_har_navnene_og_beskyttelsen(klient: Client, mette, registre: Registre):
    vaern = {"type": "0001", "fra": "2020-01-01", "til": None}
    registre.svarer("cpr", lambda om: cpr_raekker(om, cpr_beskyttelse=[{**vaern}]))
    om = ansoegning(mette)
    tekst = klient.get("/sagsopstart/").content.decode()
    assert "Bo Testesen" not in tekst  # CPR har ikke svaret
    assert "I gang: 0 af 9 har svaret" in tekst
    arbejd()
    tekst = klient.get("/sagsopstart/").content.decode()
    assert (tekst.count("Bo Testesen"), tekst.count("Navne- og adressebeskyttet")) == (1, 1)
    assert "data-vaelg-alle" in tekst
    registre.fejl["cpr"] = "Registeret svarede 500."
    bestil(om, mette, timezone.localdate() + timedelta(days=1))
    arbejd()
    assert "Bo Testesen" not in klient.get("/sagsopstart/").content.decode()  # det er gårsdagens


def test_en_fremmed_kommune_finder_intet(mette, jonas, registre: Registre):
    om = ansoegning(mette)
    arbejd()
    fremmed, uip = klient_for(jonas), opslag(om, "uip").pk
    for sti in ("", "fremdrift/", f"dokument/{uuid4()}.pdf"):
        assert fremmed.get(f"/sagsopstart/{om.pk}/{sti}").status_code == 404
    for sti in ("adresse/", "i-dag/", "luk/", f"opslag/{uip}/igen/", "dokument/"):
        assert fremmed.post(f"/sagsopstart/{om.pk}/{sti}").status_code == 404
    assert om.sagsnr not in fremmed.get("/sagsopstart/").content.decode()
    fremmed.post("/sagsopstart/valgte/", {"ansoegning": [om.pk]})
    assert not Bunke.objects.i_kommune("0173").exists()
    om.refresh_from_db()
    assert om.er_aaben


def test_registrenes_ord_er_tekst_og_aldrig_side(klient: Client, mette, registre: Registre):
    giftig = "<script>alert(1)</script>\u202e"
    registre.svarer(
        "cvr",
        lambda om: {
            "cvr_deltagelser": [
                {
                    "cpr": om.numre[0], "cvr": giftig, "virksomhed": giftig,
                    "virksomhedsform": giftig, "branchekode": None, "rolle": giftig,
                    "virksomhed_start": "2020-01-01", "rolle_fra": "2020-01-01",
                }
            ]
        },
    )  # fmt: skip
    om = ansoegning(mette)
    arbejd()
    vist = side(klient, om)
    assert "<script>alert" not in vist
    assert "\u202e" not in vist
    assert "&lt;script&gt;alert(1)" in vist


def test_den_sparede_tid_viser_begge_tal_med_regnestykket(
    klient: Client, mette, registre: Registre
):
    tom = klient.get("/sagsopstart/tid/").content.decode()
    assert "267 timer" in tom
    assert "213,6 timer" in tom
    assert "1.602 ansøgninger × 10 minutter = 16.020 minutter" in tom
    assert "267 timer × 80 %" in tom
    ansoegning(mette)
    arbejd()
    vist = klient.get("/sagsopstart/tid/").content.decode()
    assert "sekunder</span>" in vist
    assert all(navn in vist for navn in OPSLAGSREGISTRE.values())
