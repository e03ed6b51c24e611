"""Siderne: hvem der ser hvad, hvad der kan gøres, og hvad der står i opslagsloggen."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from adgang.models import Opslag, Opslagsborger
from hjemmebesoeg.adresser.koe import indlaes_ventende
from hjemmebesoeg.models import Destruktion, Koereliste, Omraade, Stop
from samkoering.models import Kontrolark
from tests import fabrik, hurtig_pdf
from tests.conftest import klient_for
from tests.hjemmebesoeg.opstilling import (
    HOVED,
    HUSE,
    PUNKTER,
    adressefil,
    journalen_kvitterer,
    liste,
    noter,
    omraade,
    skrevet,
    stoppene,
    uden_svar,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lederen(leder):
    return klient_for(leder)


def ord_i(svar) -> str:
    return svar.content.decode()


def seneste() -> Opslag:
    return Opslag.objects.i_kommune("0175").order_by("-pk")[0]


def borgere_i(opslag: Opslag) -> set[str]:
    egne = Opslagsborger.objects.i_kommune("0175").filter(opslag=opslag).select_related("borger")
    return {en.borger.cpr for en in egne}


def test_hele_vejen_ad_siderne(klient, lederen, mette, leder, monkeypatch):
    hurtig_pdf.laeg_ind(monkeypatch)
    assert "ingen områder endnu" in ord_i(lederen.get("/koerelister/"))
    lederen.post("/koerelister/opsaetning/omraade/", {"navn": "Rødovre", "postnumre": "2610"})
    omr = Omraade.objects.i_kommune("0175").get()
    sager = [uden_svar(mette, hus) for hus in HUSE[:2]]
    assert "2 borgere" in ord_i(lederen.get("/koerelister/"))
    vej = f"/koerelister/ny/{omr.pk}/"
    siden = ord_i(lederen.get(vej))
    assert HUSE[0] in siden
    assert "se journalen først" in siden
    assert all(f'href="/kontrolark/{sag.pk}/"' in siden for sag in sager)
    assert (siden.count('name="sag"'), " checked" in siden) == (2, False)
    assert borgere_i(seneste()) == {sag.cpr for sag in sager}
    felter = {
        "dag": f"{timezone.localdate():%d-%m-%Y}",
        "besoeger": mette.reference,
        "sag": [sag.pk for sag in sager],
    }
    svar = lederen.post(vej, felter)
    listen = Koereliste.objects.i_kommune("0175").get()
    assert svar["Location"] == f"/koerelister/{listen.pk}/"
    assert (seneste().art, seneste().formaal[:12]) == ("AENDRING", "Hjemmebesøg:")

    assert listen.nr in ord_i(klient.get("/koerelister/"))
    siden = ord_i(klient.get(f"/koerelister/{listen.pk}/"))
    assert HUSE[0] in siden
    pdf = klient.post(f"/koerelister/{listen.pk}/udskriv/")
    assert (pdf["Content-Type"], pdf["Cache-Control"][:8]) == ("application/pdf", "no-store")
    assert listen.nr in pdf["Content-Disposition"]
    assert seneste().art == "PDF"
    for stop in stoppene(listen):
        svar = klient.post(f"/koerelister/{listen.pk}/stop/{stop.pk}/", skrevet(kontakt="ja"))
        assert svar.status_code == 302
    klient.post(f"/koerelister/{listen.pk}/afslut/", {"ikke_naaet": "0"})
    assert "0 af 2 stop" in ord_i(klient.get(f"/koerelister/{listen.pk}/"))
    svar = klient.post(f"/koerelister/{listen.pk}/destruer/")
    assert (svar.status_code, "mangler at kvittere" in ord_i(svar)) == (409, True)
    journalen_kvitterer(listen)
    siden = ord_i(klient.get(f"/koerelister/{listen.pk}/"))
    assert f"Makulér også 1 udskrift: {listen.nr}/1" in siden
    svar = klient.post(f"/koerelister/{listen.pk}/destruer/", follow=True)
    assert f"{listen.nr} er destrueret. 2 stop er journaliseret på borgernes sager. Makulér " in (
        ord_i(svar)
    )
    assert seneste().art == "SLETNING" or Opslag.objects.i_kommune("0175").filter(art="SLETNING")
    assert klient.get(f"/koerelister/{listen.pk}/").status_code == 404
    # Den, der destruerede, og lederen har kvitteringen; en kollega har den ikke.
    kollega = klient_for(fabrik.bruger("anna"))
    ser = [listen.nr in ord_i(hvem.get("/koerelister/")) for hvem in (klient, lederen, kollega)]
    assert ser == [True, True, False]
    siden = ord_i(klient.get("/koerelister/"))
    assert "Lister, du har destrueret" in siden
    assert not any(
        sag.sagsnr in siden or hus in siden for sag, hus in zip(sager, HUSE, strict=False)
    )


@pytest.fixture
def listen(mette, leder) -> Koereliste:
    omraade()
    return liste(leder, mette, [uden_svar(mette, hus) for hus in HUSE[:2]])


STIER = ("", "data/", "udskriv/", "afslut/", "destruer/", "stop/{stop}/", "stop/{stop}/gem/")
LEDERENS = ("tilfoej/", "kasser/")


@pytest.mark.parametrize("sti", [*STIER, *LEDERENS])
def test_en_fremmed_og_en_der_ikke_koerer_listen_faar_samme_404(listen, jonas, sti: str):
    anna = fabrik.bruger("anna")
    fulde = f"/koerelister/{listen.pk}/{sti}".format(stop=stoppene(listen)[0].pk)
    for hvem in (jonas, anna):
        klient = klient_for(hvem)
        svar = klient.get(fulde) if sti in ("", "data/") else klient.post(fulde, skrevet())
        assert svar.status_code == (403 if sti in LEDERENS else 404)
    assert Koereliste.objects.i_kommune("0175").count() == 1
    assert not any(stop.registreret for stop in stoppene(listen))


def test_en_leder_fra_en_anden_kommune_ser_intet(listen, jonas):
    jonas.rolle = "TEAMLEDER"
    jonas.save()
    fremmed = klient_for(jonas)
    for sti in LEDERENS:
        assert fremmed.post(f"/koerelister/{listen.pk}/{sti}").status_code == 404
    omr = Omraade.objects.i_kommune("0175").get()
    assert fremmed.get(f"/koerelister/ny/{omr.pk}/").status_code == 404
    assert fremmed.post(f"/koerelister/opsaetning/omraade/{omr.pk}/fjern/").status_code == 404
    assert listen.nr not in ord_i(fremmed.get("/koerelister/"))
    assert Omraade.objects.i_kommune("0175").exists()


@pytest.mark.parametrize(
    ("felt", "vaerdi", "besked"),
    [
        ("besoegt", "", "Skriv, hvilken dag du var der"),
        ("besoegt", "i går", "Skriv datoen som dag-måned-år"),
        ("besoegt", "01-01-2020", "Listen gælder"),
        ("klokken", "25.00", "Skriv klokkeslættet som time.minut"),
        ("navn_paa_doer", "", "Skriv det navn, der står"),
        ("navn_paa_doer", "670585-0028", "uden CPR-nummer"),
        ("kontakt", "", "Svar, om der var kontakt"),
        ("anden_aabnede", "måske", "Svar, om en anden åbnede"),
        ("oplysninger", "670585-0028", "uden CPR-nummer"),
        ("oplysninger", "x" * 301, "Skriv højst 300 tegn"),
    ],
)
def test_fejl_siger_hvad_der_mangler_og_intet_tabes(listen, klient, felt, vaerdi, besked):
    stop = stoppene(listen)[0]
    felter = (
        skrevet(oplysninger="Er i haven", **{felt: vaerdi})
        if felt != "oplysninger"
        else skrevet(**{felt: vaerdi})
    )
    svar = klient.post(f"/koerelister/{listen.pk}/stop/{stop.pk}/", felter)
    siden = ord_i(svar)
    assert svar.status_code == 422
    assert besked in siden
    assert "<title>Fejl: " in siden
    assert "A. Testesen" in siden or felt == "navn_paa_doer"
    assert Stop.objects.i_kommune("0175").get(pk=stop.pk).registreret is None


def test_dagen_efter_kan_noteres_men_ikke_dagen_foer(mette, leder, klient):
    omraade()
    i_gaar = timezone.localdate() - timedelta(days=1)
    listen = liste(leder, mette, [uden_svar(mette)], dag=i_gaar)
    stop = stoppene(listen)[0]
    sti = f"/koerelister/{listen.pk}/stop/{stop.pk}/"
    assert klient.post(sti, skrevet(i_gaar - timedelta(days=1))).status_code == 422
    assert klient.post(sti, skrevet()).status_code == 302


def test_to_der_noterer_samtidig_faar_det_at_vide_og_mister_intet(listen, klient, lederen):
    stop = stoppene(listen)[0]
    sti = f"/koerelister/{listen.pk}/stop/{stop.pk}/"
    lederen.post(sti, skrevet(navn_paa_doer="Lederens navn"))
    svar = klient.post(sti, skrevet(navn_paa_doer="Mettes navn"))
    siden = ord_i(svar)
    assert svar.status_code == 409
    for ord_ in ("Søren Bak", "Lederens navn", "Mettes navn", 'value="1"'):
        assert ord_ in siden
    assert Stop.objects.i_kommune("0175").get(pk=stop.pk).navn_paa_doer == "Lederens navn"


def test_en_beskyttet_adresse_kraever_en_leder_og_en_grund(
    mette, leder, klient, lederen, monkeypatch
):
    hurtig_pdf.laeg_ind(monkeypatch)
    omraade()
    listen = liste(leder, mette, [uden_svar(mette, HUSE[1])])
    skjult = uden_svar(mette, HUSE[0], navn="Kanarie Skjultsen", adressebeskyttet=True)
    for hvem in (klient, lederen):
        siden = ord_i(hvem.get(f"/koerelister/{listen.pk}/"))
        assert "Kanarie" not in siden
        assert HUSE[0] not in siden
    sti = f"/koerelister/{listen.pk}/tilfoej/"
    assert klient.post(sti, {"sag": skjult.pk, "grund": "En god grund til det"}).status_code == 403
    assert "Skriv mindst 10 tegn" in ord_i(lederen.post(sti, {"sag": skjult.pk, "grund": "kort"}))
    lederen.post(sti, {"sag": skjult.pk, "grund": "Borgeren har ingen telefon"})
    opslag = Opslag.objects.i_kommune("0175").filter(art="AFSLOERING").get()
    assert opslag.begrundelse == "Borgeren har ingen telefon"
    assert borgere_i(opslag) == {skjult.cpr}
    siden = ord_i(klient.get(f"/koerelister/{listen.pk}/"))
    assert HUSE[0] in siden
    assert "kun på skærmen" in siden
    telefonens = klient.get(f"/koerelister/{listen.pk}/data/").json()
    assert telefonens["liste"]["udeladt"] == 1
    assert [s["adresse"] for s in telefonens["stop"]] == [HUSE[1]]


def test_en_adresse_der_bliver_beskyttet_siden_skjules_ogsaa_paa_skaermen(
    listen, klient, monkeypatch
):
    gemt = []
    monkeypatch.setattr(
        "hjemmebesoeg.udskrift.views.som_pdf",
        lambda liste, eksemplar, stop, udeladt: gemt.append((stop, udeladt)) or b"%PDF",
    )
    stop = stoppene(listen)[0]
    fabrik.kontrolark(stop.sag, adresse=stop.adresse, bor_beskyttet=True)
    siden = ord_i(klient.get(f"/koerelister/{listen.pk}/"))
    assert stop.adresse not in siden
    assert "er blevet beskyttet" in siden
    assert stop.adresse not in ord_i(klient.get(f"/koerelister/{listen.pk}/stop/{stop.pk}/"))
    assert stop.adresse not in ord_i(klient.get(f"/koerelister/{listen.pk}/data/"))
    klient.post(f"/koerelister/{listen.pk}/udskriv/")
    assert [(len(stop), udeladt) for stop, udeladt in gemt] == [(1, 1)]


def test_listen_siger_intet_om_cpr_ydelse_grund_eller_sanktion(mette, leder, klient, monkeypatch):
    """Kanarier i alt det, sagen ved: intet af det når stoppet, telefonen eller papiret."""
    from hjemmebesoeg.udskrift import pdf

    omraade()
    barn = {"foedselsdato": "2019-03-04", "navn": "KANARIEBARN", "samme_adresse": True}
    kanarier = {"civilstand": "KANARIECIVIL", "virksomheder": ["KANARIEFIRMA"], "boern": [barn]}
    sag = uden_svar(mette, kle="32.24.12", **kanarier)
    udfald = sag.udfald.get()
    udfald.saetning = "KANARIESÆTNING"
    udfald.save()
    listen = liste(leder, mette, [sag])
    stop, udeladt = stoppene(listen), 0
    papir = pdf.forlaeg(listen, pdf.nyt_eksemplar(listen, mette), stop, udeladt)
    sider = [
        ord_i(klient.get(f"/koerelister/{listen.pk}/")),
        ord_i(klient.get(f"/koerelister/{listen.pk}/stop/{stop[0].pk}/")),
        ord_i(klient.get(f"/koerelister/{listen.pk}/data/")),
        ord_i(klient.get("/koerelister/tur/")),
        papir.html + papir.vedhaeftning.indhold.decode(),
    ]
    cpr = f"{sag.cpr[:6]}-{sag.cpr[6:]}"
    for kanarie in (sag.cpr, cpr, "KANARIE", "32.24", "kontanthjælp", "ledighedsydelse", "sanktion",
                    "arbejdsgiver", "Testesen ApS"):  # fmt: skip
        for nr, side in enumerate(sider):
            assert kanarie.lower() not in side.lower(), (kanarie, nr)
    arkene = Kontrolark.objects.i_kommune("0175").filter(sag=sag)
    assert "KANARIEFIRMA" in str(arkene.latest("udgave").indhold)
    assert "Amina Testesen" in sider[2]


@pytest.mark.parametrize("over", [0, 1])
def test_alarmen_naar_fristen_er_gaaet(mette, leder, lederen, over: int):
    omraade()
    dag = timezone.localdate() - timedelta(days=14 + over)
    listen = liste(leder, mette, [uden_svar(mette)], dag=dag)
    assert ("Fristen er gået" in ord_i(lederen.get("/koerelister/"))) is bool(over)
    siden = ord_i(lederen.get(f"/koerelister/{listen.pk}/"))
    assert ("skulle have været destrueret" in siden) is bool(over)
    assert ("Er ingen besøgt, destruerer en leder kladden" in siden) is bool(over)
    noter(listen, mette)
    siden = ord_i(lederen.get(f"/koerelister/{listen.pk}/"))
    assert ("Afslut turen nu, og destruér listen" in siden) is bool(over)
    lederen.post(f"/koerelister/{listen.pk}/afslut/", {"ikke_naaet": "0"})
    siden = ord_i(lederen.get(f"/koerelister/{listen.pk}/"))
    assert ("så snart journalen har kvitteret" in siden) is bool(over)


def test_en_kladde_kasseres_af_lederen(listen, lederen):
    svar = lederen.post(f"/koerelister/{listen.pk}/kasser/", follow=True)
    assert ("Borgerne kan vælges igen" in ord_i(svar), "Makulér" in ord_i(svar)) == (True, False)
    assert Destruktion.objects.i_kommune("0175").get().antal_stop == 0


@pytest.mark.parametrize(
    ("felter", "besked"),
    [
        ({"dag": "01-01-2020"}, "Vælg en dag fra i dag"),
        ({"besoeger": str(uuid4())}, "Vælg en af dem, der står på listen"),
        ({"sag": []}, "Vælg mindst én borger, før du laver listen"),
        ({"sag": [str(uuid4())]}, "Nogle af de valgte kan ikke længere opsøges"),
    ],
)
def test_en_liste_der_ikke_kan_laves(mette, lederen, felter, besked):
    omr = omraade()
    sag = uden_svar(mette)
    rigtige = {
        "dag": f"{timezone.localdate():%d-%m-%Y}", "besoeger": mette.reference, "sag": [sag.pk],
    }  # fmt: skip
    svar = lederen.post(f"/koerelister/ny/{omr.pk}/", {**rigtige, **felter})
    assert (svar.status_code, besked in ord_i(svar)) == (422, True)
    assert not Koereliste.objects.i_kommune("0175").exists()


def test_omraader_og_adressefil(lederen):
    sti = "/koerelister/opsaetning/"
    lederen.post(f"{sti}omraade/", {"navn": "Nord", "postnumre": "2610; 2605"})
    svar = lederen.post(f"{sti}omraade/", {"navn": "Syd", "postnumre": "2605"})
    assert (svar.status_code, "2605 hører til området Nord" in ord_i(svar)) == (422, True)
    assert "fire cifre" in ord_i(lederen.post(f"{sti}omraade/", {"navn": "Syd", "postnumre": "26"}))
    lederen.post(f"{sti}omraade/", {"navn": "Nord", "postnumre": "2610"})
    assert "2605" not in ord_i(lederen.get(sti)).replace("2610, 2605", "")
    omr = Omraade.objects.i_kommune("0175").get()
    svar = lederen.post(f"{sti}omraade/{omr.pk}/fjern/", follow=True)
    assert "Området Nord er fjernet. Borgere i dets postnumre kan først opsøges" in ord_i(svar)
    assert not Omraade.objects.i_kommune("0175").exists()


def test_adressefilens_vej_paa_siden(lederen):
    sti = "/koerelister/opsaetning/"

    def send(kilde: str, *raekker: str, hoved: str = HOVED):
        fil = SimpleUploadedFile("6101900010.csv", adressefil(*raekker, hoved=hoved))
        return lederen.post(f"{sti}adresser/", {"kilde": kilde, "fil": fil}, follow=True)

    svar = send("DAR", *PUNKTER, hoved="vejnavn,husnr")
    assert (svar.status_code, "Kolonnerne kommunekode" in ord_i(svar)) == (422, True)
    assert "er modtaget og bliver indlæst" in ord_i(send("DAR", *PUNKTER))
    svar = send("DAR 2", *PUNKTER[1:])
    assert (svar.status_code, "er ved at blive indlæst. Vent" in ord_i(svar)) == (422, True)
    siden = ord_i(lederen.get(sti))
    assert "Adressefilen venter på at blive indlæst" in siden
    assert ('hx-trigger="every 3s"' in siden, "Kommunen har ingen adressefil" in siden) == (
        True,
        True,
    )
    assert indlaes_ventende() == 1
    siden = ord_i(lederen.get(sti))
    assert ("4 huse fra “DAR”" in siden, "hx-trigger" in siden) == (True, False)
    assert "er indlæst før" in ord_i(send("DAR", *PUNKTER))
    send("DAR 3", *PUNKTER, "x")
    indlaes_ventende()
    siden = ord_i(lederen.get(sti))
    for ord_ in ("“DAR 3” er afvist", "Række 6: ", "den gamle bruges stadig", "4 huse fra “DAR”"):
        assert ord_ in siden
    # En stor kommunes fil: 2,8 MB, og kolonner, der ikke bruges. Navnet kommer ingen steder hen.
    bred = [f"{punkt},{'x' * 100_000}" for punkt in PUNKTER * 7]
    svar = send("DAR 4", *bred, hoved=f"{HOVED},note")
    assert "6101900010" not in ord_i(svar)
    indlaes_ventende()
    siden = ord_i(lederen.get(sti))
    assert ("4 huse fra “DAR 4”" in siden, "afvist" in siden) == (True, False)


def test_mangler_der_journal_siger_listen_hvor_langt_den_er(listen, klient, mette):
    noter(listen, mette)
    svar = klient.post(f"/koerelister/{listen.pk}/afslut/", {"ikke_naaet": "7"})
    assert (svar.status_code, "Se dem efter" in ord_i(svar)) == (409, True)
