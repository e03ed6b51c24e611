"""Siderne: formålet på dem alle, opslagsloggen, et rigtigt nej, og intet om en anden kommune."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from adgang.indsigt import Afsnit
from adgang.models import Opslag, Rolle
from tests import fabrik, hurtig_pdf
from tests.adgang.test_rettigheder import ALLE
from tests.conftest import klient_for
from tests.udsoegning import opstilling
from tests.udsoegning.registerfolk import Registre, kursusliste
from udsoegning import indsigt
from udsoegning.formaal import FORMAAL
from udsoegning.indlaesning.indlaes import indlaes
from udsoegning.models import Fundet, Kontakt, Kursusafslutning, Nej, Projekt
from udsoegning.nej import aftryk
from udsoegning.projekt.dokument import forlaeg
from udsoegning.projekt.visning import felter
from udsoegning.soegning import udfoer
from udsoegning.soegning.aegtefaelle import slaa_op

pytestmark = pytest.mark.django_db


UDEN_FORMAAL = (".pdf", "/ja/", "/fortryd-ja/", "/nej/", "/luk/", "/soeg/", "/tilstand/")
"""En fil, fem, der altid sender videre, og to tomme svar."""


def seneste() -> Opslag:
    return Opslag.objects.i_kommune("0175").order_by("-pk")[0]


def test_hver_side_har_formaalet(nadia: Client, leder, fundet: Fundet):
    """Også siden med fejl; rummets sider kommer fra ruterne, så en ny ikke kan glemmes."""
    id_ = {"<uuid:projekt_id>": str(fundet.projekt_id), "<uuid:person_id>": str(fundet.pk)}
    sider = [sti for sti, _ in ALLE if sti.startswith("udsoegning/")]
    assert len(sider) == 17
    fortalt = 0
    for sti in sider:
        adresse = "/" + sti.replace("<uuid:projekt_id>", id_["<uuid:projekt_id>"])
        adresse = adresse.replace("<uuid:person_id>", id_["<uuid:person_id>"])
        klient = klient_for(leder) if "nationalitet" in sti else nadia
        if sti.endswith(UDEN_FORMAAL):
            continue
        svar = klient.get(adresse)
        if svar.status_code == 405 or sti.endswith(("/", "/kurser/")):
            tom = klient.post(adresse, {"telefon": "x"})
            if tom.status_code != 405:
                assert (tom.status_code, FORMAAL in tom.content.decode()) == (422, True), sti
                fortalt += 1
        if svar.status_code != 405:
            assert (svar.status_code, FORMAAL in svar.content.decode()) == (200, True), sti
            fortalt += 1
    assert fortalt == 11
    with_pdf = forlaeg(felter(fundet.projekt), fundet.kommune)
    assert FORMAAL in with_pdf.html
    assert FORMAAL in with_pdf.vedhaeftning.indhold.decode()


def test_fra_tomt_projekt_til_liste(registre: Registre, tmp_path: Path, settings, monkeypatch):
    hurtig_pdf.laeg_ind(monkeypatch)
    bestilt: list[tuple[str, str]] = []
    monkeypatch.setattr("udsoegning.projekt.handlinger.udsoeg.delay", lambda *a: bestilt.append(a))
    klient = klient_for(opstilling.medarbejder())
    felt = {"navn": "Dansk", "kurser_fra": "01-01-2020", "kurser_til": "31-12-2019"}
    assert "slutter, før den begynder" in klient.post("/udsoegning/", felt).content.decode()
    svar = klient.post("/udsoegning/", {**felt, "kurser_til": f"{timezone.localdate():%d-%m-%Y}"})
    side = svar["Location"]
    cpr = registre.person()
    registre.lever(tmp_path / "r", settings)

    def send(indhold: bytes) -> str:
        fil = SimpleUploadedFile("f.csv", indhold)
        felter_ = {"kilde": "Sprogcentret", "fil": fil}
        return klient.post(f"{side}kurser/", felter_, follow=True).content.decode()

    assert (
        "Indlæs en kursusliste først" in klient.post(f"{side}soeg/", follow=True).content.decode()
    )
    afvist = send(b"cpr;kursus;afsluttet\n1;2;3\n")
    assert "Række 2: CPR-nummeret skal være ti cifre" in afvist
    assert "vælg den igen" in afvist
    assert "1 række, 1 ny." in send(kursusliste(cpr))
    assert "indlæst før" in send(kursusliste(cpr))
    klient.post(f"{side}soeg/")
    assert (seneste().art, seneste().antal) == ("SOEGNING", 1)
    assert "allerede i gang" in klient.post(f"{side}soeg/", follow=True).content.decode()
    tekst = klient.get(side).content.decode()
    assert "Søgningen er i gang" in tekst
    assert cpr not in tekst
    et = Projekt.objects.i_kommune("0175").get()
    Projekt.objects.i_kommune("0175").update(soegning="INGEN")
    et.refresh_from_db()
    opstilling.soeg(et)
    tekst = klient.get(side).content.decode()
    assert "Amina Testesen" in tekst
    assert "Prøvevej 12, 1. tv, 2610 Rødovre" in tekst
    assert "Syrien" not in tekst
    svar = klient.get(f"{side}liste.pdf")
    assert svar["Content-Type"] == "application/pdf"
    assert (seneste().art, seneste().antal, cpr in svar["Content-Disposition"]) == ("PDF", 1, False)


def test_kontakt_telefon_og_ja(nadia: Client, fundet: Fundet):
    side = f"/udsoegning/borger/{fundet.pk}/"
    for forkert in ("1234567", "abc", "610585-0029", "6105850029"):
        assert nadia.post(f"{side}telefon/", {"telefon": forkert}).status_code == 422
    nadia.post(f"{side}telefon/", {"telefon": "12 34 56 78"})
    assert nadia.post(f"{side}kontakt/", {"dag": "01-01-2099", "maade": "BREV"}).status_code == 422
    assert nadia.post(f"{side}kontakt/", {"dag": "01-01-2024", "maade": "X"}).status_code == 422
    nadia.post(f"{side}kontakt/", {"dag": "01-01-2024", "maade": "OPKALD"})
    nadia.post(f"{side}ja/")
    fundet.refresh_from_db()
    assert (fundet.telefon, fundet.svar) == ("12345678", "JA")
    tekst = nadia.get(side).content.decode()
    assert all(ord_ in tekst for ord_ in ("Talt i telefon", "01-01-2024", "Ja tak", "12 34 56 78"))
    assert fundet.cpr not in tekst
    arter = [o.art for o in Opslag.objects.i_kommune("0175").order_by("pk")]
    assert arter.count("AENDRING") == 3


def test_et_ja_kan_fortrydes_men_ikke_i_et_lukket_projekt(nadia: Client, fundet: Fundet):
    """Et fejltryk bliver ikke stående; borgeren bliver på listen, og loggen siger begge dele."""
    side = f"/udsoegning/borger/{fundet.pk}/"
    nadia.post(f"{side}ja/")
    assert "Fortryd svaret" in nadia.get(side).content.decode()
    nadia.post(f"{side}fortryd-ja/")
    fundet.refresh_from_db()
    assert (fundet.svar, fundet.svaret) == ("", None)
    assert "Fortryd svaret" not in nadia.get(side).content.decode()
    aendringer = Opslag.objects.i_kommune("0175").filter(art="AENDRING").order_by("pk")
    assert [o.kriterium for o in aendringer] == ["Ja", "Ja fortrudt"]
    nadia.post(f"{side}ja/")
    nadia.post(f"/udsoegning/{fundet.projekt_id}/luk/")
    assert "Fortryd svaret" not in nadia.get(side).content.decode()
    assert nadia.post(f"{side}fortryd-ja/").status_code == 404
    fundet.refresh_from_db()
    assert fundet.svar == "JA"


def test_et_nej_sletter_rigtigt_og_kan_ikke_laeses(nadia: Client, fundet: Fundet):
    side = f"/udsoegning/borger/{fundet.pk}/"
    nadia.post(f"{side}telefon/", {"telefon": "12345678"})
    nadia.post(f"{side}kontakt/", {"dag": "01-01-2024", "maade": "OPKALD"})
    svar = nadia.post(f"{side}nej/", follow=True)
    assert "Et nej har ingen følger" in svar.content.decode()
    assert not Fundet.objects.i_kommune("0175").exists()
    assert not Kontakt.objects.i_kommune("0175").exists()
    (nej,) = Nej.objects.i_kommune("0175")
    assert fundet.cpr not in nej.aftryk
    assert {f.name for f in Nej._meta.get_fields()} == {"id", "kommune", "projekt", "aftryk"}
    for svar in (nadia.get(side), nadia.post(f"{side}ja/"), nadia.post(f"{side}nej/")):
        tekst = svar.content.decode()
        assert (svar.status_code, "Borgeren er ikke på listen" in tekst) == (404, True)
        assert "Intet er gemt" in tekst
    loggen = Opslag.objects.i_kommune("0175").get(art="SLETNING")
    assert "nej" not in loggen.kriterium.lower()
    et = opstilling.soeg(fundet.projekt, fundet.cpr)  # hun står på listen igen
    assert opstilling.paa_listen(et) == {}
    assert et.tal == {"NEJ": None}


def test_et_nej_gaelder_kun_sit_eget_projekt(nadia: Client, fundet: Fundet):
    nadia.post(f"/udsoegning/borger/{fundet.pk}/nej/")
    andet = opstilling.projekt(fundet.projekt.oprettet_af)
    assert set(opstilling.paa_listen(opstilling.soeg(andet, fundet.cpr))) == {fundet.cpr}
    assert aftryk(andet.pk, fundet.cpr) != aftryk(fundet.projekt_id, fundet.cpr)


def test_et_nej_overlever_en_ny_noegle(nadia: Client, fundet: Fundet, settings):
    nadia.post(f"/udsoegning/borger/{fundet.pk}/nej/")
    gammel, settings.SECRET_KEY = settings.SECRET_KEY, "en-ny-hemmelig-nøgle"
    settings.SECRET_KEY_FALLBACKS = [gammel]
    assert opstilling.paa_listen(opstilling.soeg(fundet.projekt, fundet.cpr)) == {}


def test_et_nej_mens_registrene_svarer(nadia: Client, fundet: Fundet, monkeypatch):
    """Søgningen fandt hende, før hun sagde nej, og gemmer bagefter."""
    aegte = udfoer._sigt

    def imens(*alt):
        udfald = aegte(*alt)
        nadia.post(f"/udsoegning/borger/{fundet.pk}/nej/")
        return udfald

    monkeypatch.setattr(udfoer, "_sigt", imens)
    assert opstilling.paa_listen(opstilling.soeg(fundet.projekt, fundet.cpr)) == {}


@pytest.mark.parametrize("nej", [False, True])
def test_et_nyt_nummer_er_den_samme_borger(
    nej: bool, nadia: Client, fundet: Fundet, registre: Registre, tmp_path: Path, settings
):
    if nej:
        nadia.post(f"/udsoegning/borger/{fundet.pk}/nej/")
    nyt, folk = registre.person(), registre.raekker["cpr_personer"]
    folk[0] = (*folk[0][:-1], nyt)
    registre.lever(tmp_path / "igen", settings)
    et = opstilling.soeg(fundet.projekt, nyt)
    assert opstilling.paa_listen(et) == ({} if nej else {nyt: fundet.pk})


def test_den_beskyttede_adresse_vises_kun_med_en_grund(nadia: Client, fundet: Fundet):
    side = f"/udsoegning/borger/{fundet.pk}/"
    for sti in (side, f"/udsoegning/{fundet.projekt_id}/"):
        tekst = nadia.get(sti).content.decode()
        assert "Beskyttet adresse" in tekst
        assert "Prøvevej" not in tekst
    assert nadia.post(f"{side}adresse/", {"adresse-grund": ""}).status_code == 422
    svar = nadia.post(f"{side}adresse/", {"adresse-grund": "Et brev skal sendes"})
    assert "Prøvevej 12" in svar.content.decode()
    assert (seneste().art, seneste().begrundelse) == ("AFSLOERING", "Et brev skal sendes")
    assert "Prøvevej" not in nadia.get(side).content.decode()
    assert "Prøvevej" not in forlaeg(felter(fundet.projekt), fundet.kommune).html


def test_aegtefaellens_navn_med_en_grund_og_aldrig_numret(
    nadia: Client, fundet: Fundet, registre: Registre, tmp_path: Path, settings, monkeypatch
):
    monkeypatch.setattr("udsoegning.person.handlinger.slaa_aegtefaelle_op.delay", lambda *a: None)
    side = f"/udsoegning/borger/{fundet.pk}/"
    assert nadia.post(f"{side}aegtefaelle/", {"aegtefaelle-grund": " "}).status_code == 422
    slaa_op("0175", fundet.pk)  # ingen har bedt om det
    fundet.refresh_from_db()
    assert fundet.aegtefaelle == ""
    nadia.post(f"{side}aegtefaelle/", {"aegtefaelle-grund": "Intet telefonnummer"})
    assert (seneste().art, seneste().begrundelse) == ("SOEGNING", "Intet telefonnummer")
    slaa_op("0175", fundet.pk)
    assert "Bashir Testesen" in nadia.get(side).content.decode()
    mand = registre.raekker["cpr_personer"][1][0]
    alt = str([list(m.objects.i_kommune("0175").values()) for m in (Fundet, Kontakt)])
    assert mand not in alt
    assert mand not in nadia.get(side).content.decode()


@pytest.mark.parametrize(
    ("hvad", "tilstand"),
    [("beskyttet", "UDEN"), ("ugift", "UDEN"), ("tavs", "IKKE_UDFOERT")],
)
def test_aegtefaellen_der_ikke_kan_vises(
    hvad: str, tilstand: str, fundet: Fundet, registre: Registre, tmp_path: Path, settings
):
    if hvad == "beskyttet":
        mand = registre.raekker["cpr_personer"][1][0]
        registre.raekker["cpr_beskyttelse"].append((mand, "0001", fundet.afsluttet, None))
    if hvad == "ugift":
        registre.raekker["cpr_civilstand"].clear()
    registre.lever(tmp_path / "igen", settings, uden="cpr" if hvad == "tavs" else "")
    Fundet.objects.i_kommune("0175").update(opslag="I_GANG")
    slaa_op("0175", fundet.pk)
    fundet.refresh_from_db()
    assert (fundet.opslag, fundet.aegtefaelle) == (tilstand, "")


def test_nationalitet_kun_efter_en_begrundelse(nadia: Client, leder, fundet: Fundet):
    chef, side = klient_for(leder), "/udsoegning/nationalitet/"
    assert nadia.get(side).status_code == 403
    assert chef.post(side, {"begrundelse": ""}).status_code == 422
    chef.post(side, {"begrundelse": "Tolken skal kende sproget"})
    tekst = chef.get(side).content.decode()
    assert "Tolken skal kende sproget" in tekst
    assert "Søren Bak" in tekst
    assert f'href="{side}" aria-current="page"' in tekst  # siden er en af Administrations
    fundet.refresh_from_db()
    assert fundet.statsborgerskab == ""  # den gemte søgning var uden
    assert "Ikke oplyst" in nadia.get(f"/udsoegning/{fundet.projekt_id}/").content.decode()
    opstilling.soeg(fundet.projekt)  # den næste tager den med, også for dem, der står der
    fundet.refresh_from_db()
    assert fundet.statsborgerskab == "Syrien"
    Fundet.objects.i_kommune("0175").all().delete()
    et = opstilling.soeg(fundet.projekt, fundet.cpr)
    liste = f"/udsoegning/{et.pk}/"
    assert "Syrien" in nadia.get(liste).content.decode()
    chef.post(side, {"fjern": "ja"})
    assert "Syrien" not in nadia.get(liste).content.decode()
    assert Fundet.objects.i_kommune("0175").get().statsborgerskab == ""


def test_en_anden_kommune_faar_404(nadia: Client, fundet: Fundet):
    hjemme = fabrik.kommune("0173", "Lyngby-Taarbæk")
    fremmed = klient_for(opstilling.medarbejder("omar", hjemme))
    projekt = f"{fundet.projekt_id}/"
    for sti in (projekt, f"{projekt}tilstand/", f"{projekt}liste.pdf", f"borger/{fundet.pk}/"):
        assert fremmed.get(f"/udsoegning/{sti}").status_code == 404
    for sti in ("ja", "nej"):
        assert fremmed.post(f"/udsoegning/borger/{fundet.pk}/{sti}/").status_code == 404
    assert "Prøveprojektet" not in fremmed.get("/udsoegning/").content.decode()
    assert Fundet.objects.i_kommune("0175").get().svar == ""


@pytest.mark.parametrize("rolle", [rolle for rolle in Rolle if rolle != Rolle.PROJEKT])
def test_kun_den_der_har_faaet_retten(rolle: Rolle):
    if rolle == Rolle.API_KLIENT:
        return
    klient = klient_for(fabrik.bruger("anden", rolle))
    assert klient.get("/udsoegning/").status_code == 403
    assert '/udsoegning/"' not in klient.get("/").content.decode()


def test_projektmedarbejderen_ser_ingen_sager():
    klient = klient_for(opstilling.medarbejder())
    fabrik.koersel()
    tekst = klient.get("/").content.decode()
    assert "Gå til Udsøgning" in tekst
    assert "navne, adresser og telefonnumre" in tekst
    for ord_ in ("ser ingen oplysninger", "Seneste samkøring", "om natten", "Registrenes svar"):
        assert ord_ not in tekst, ord_
    for sti in ("/prioriteringsliste/", "/bestillingsliste/", "/soeg/", "/persongrupper/"):
        assert klient.get(sti).status_code == 403


def test_et_lukket_projekt_kan_ses_men_ikke_aendres(nadia: Client, fundet: Fundet):
    projekt, borger = f"/udsoegning/{fundet.projekt_id}/", f"/udsoegning/borger/{fundet.pk}/"
    fil = SimpleUploadedFile("f.csv", kursusliste(fabrik.nyt_cpr()))
    nadia.post(f"{projekt}kurser/", {"kilde": "Sprogcentret", "fil": fil})
    assert Kursusafslutning.objects.i_kommune("0175").exists()
    nadia.post(f"{projekt}luk/")
    assert not Kursusafslutning.objects.i_kommune("0175").exists()  # kursuslisten venter ikke
    assert "Lukket" in nadia.get(projekt).content.decode()
    for sti in (f"{projekt}soeg/", f"{projekt}luk/", f"{borger}ja/"):
        assert nadia.post(sti).status_code == 404
    nadia.post(f"{borger}nej/")  # et nej kan altid siges
    assert not Fundet.objects.i_kommune("0175").exists()


def test_borgeren_kan_faa_indsigt(fundet: Fundet):
    Fundet.objects.i_kommune("0175").update(aegtefaelle="Bashir Testesen", telefon="12345678")
    en_anden, dag = fabrik.nyt_cpr(), fundet.afsluttet
    liste = kursusliste(fundet.cpr, en_anden, afsluttet=dag)
    indlaes(liste, fundet.projekt, "Sprogcentret", None, timezone.localdate())
    paa_listen, kurser = indsigt.afsnit(fundet.kommune, fundet.cpr)
    tekst = str(paa_listen)
    assert all(ord_ in tekst for ord_ in (FORMAAL, "Amina", "12 34 56 78", "Danskuddannelse 2"))
    assert "Bashir" not in tekst
    assert kurser.raekker == (("Danskuddannelse 2", dag),)  # kun hendes egen
    andre: list[Afsnit] = indsigt.afsnit(fundet.kommune, fabrik.nyt_cpr())
    assert "Amina" not in str(andre)
    assert andre[1].raekker == ()
