"""Brevet siger, hvor borgeren svarer; uden det sendes intet, og det sendte bliver, som det er."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from adgang.models import Bruger, Kommune
from journal.dokumenter import dan
from journal.levering.aflevering import lever_nu
from journal.models import Journalpost
from kontrol.models import Brevart, Hoeringsbrev
from kontrol.partshoering.afgoerelse import gaeldende
from kontrol.partshoering.brev import Brev, brev, som_tekst
from kontrol.partshoering.dokument import forlaeg, sendt_som_pdf
from kontrol.partshoering.kontakt import UdenKontakt
from samkoering.models import Sag, Sagstilstand
from tests import fabrik
from tests.conftest import klient_for
from tests.kontrol.partshoering import eksempel
from tests.kontrol.partshoering.eksempel import laes, med_kladde, sag_med, sendt
from tests.kontrol.partshoering.siderne import TEKST, adresse, opsummer, send_brevet, side
from tests.sidebrud import siderne

pytestmark = pytest.mark.django_db
VALG = "/administration/kommune/#kontakt"
MANGLER = "Brevet kan ikke sendes endnu: kommunens kontaktoplysninger mangler"
LINJER = (
    "Digital Post Skriv til Rødovre Kommune på borger.dk eller mit.dk",
    "Telefon 00 00 01 75, hverdage kl. 9–15",
    "Post Rødovre Kommune, Ydelsesservice, Prøvevej 1, 0000 Prøveby",
)


@pytest.fixture
def sag(mette: Bruger) -> Sag:
    return sag_med(mette)


def papiret(sag: Sag) -> Brev:
    """Brevet, som det ville blive sendt nu; kommunen læses igen."""
    sag = laes(sag)
    return brev(
        sag, sag.udfald.all(), art=Brevart.HOERING, tekst=med_udkast(sag),
        frist=date(2026, 12, 4), tid=eksempel.FREDAG,
    )  # fmt: skip


def med_udkast(sag: Sag) -> str:
    hoering = gaeldende(sag)
    return hoering.tekst if hoering else TEKST


def sendte() -> int:
    return Hoeringsbrev.objects.i_kommune("0175").count()


def uden_kontakt(felt: str = "kontakt_telefon") -> None:
    Kommune.objects.filter(pk="0175").update(**{felt: ""})


def test_brevet_siger_hvor_borgeren_svarer(sag: Sag, mette: Bruger):
    med_kladde(sag, mette)
    paa_papiret = siderne(forlaeg(papiret(sag)))
    assert len(paa_papiret) == 1  # et brev om én hændelse er stadig én side
    for linje in LINJER:
        assert linje in paa_papiret[0]
    tekst = som_tekst(papiret(sag))
    assert "Telefon: 00 00 01 75, hverdage kl. 9–15" in tekst
    assert tekst.index("Sådan svarer du") < tekst.index("Telefon:") < tekst.index("Det her er")
    assert tekst.count("Telefon:") == 1


def test_kun_den_der_kan_svares_med_digital_post_siger_det(sag: Sag):
    fabrik.kommune(kontakt_digital_post=False)
    (foerste, *_) = siderne(forlaeg(papiret(sag)))
    assert not [linje for linje in foerste if "Digital Post" in linje]
    assert LINJER[1] in foerste


def test_sidens_eksempel_viser_det_samme(klient: Client, sag: Sag, mette: Bruger):
    med_kladde(sag, mette)
    tekst = side(klient.get(adresse(sag, "_brev")))
    assert "<strong>Telefon:</strong> 00 00 01 75, hverdage kl. 9–15" in tekst
    assert MANGLER not in tekst


@pytest.mark.parametrize("felt", Kommune.KONTAKT)
def test_uden_et_af_felterne_sendes_intet(sag: Sag, mette: Bruger, felt: str):
    uden_kontakt(felt)
    with pytest.raises(UdenKontakt):
        sendt(sag, mette)
    assert sendte() == 0
    assert laes(sag).tilstand == Sagstilstand.VISITERES


@pytest.mark.parametrize("tryk", [opsummer, send_brevet])
def test_sagsbehandleren_faar_at_vide_hvem_der_kan(klient: Client, sag: Sag, mette: Bruger, tryk):
    med_kladde(sag, mette)
    uden_kontakt()
    foer = side(klient.get(adresse(sag, "_brev")))
    svar = tryk(klient, sag)
    efter = side(svar)
    assert svar.status_code == 409
    assert MANGLER in foer
    assert MANGLER in efter
    assert "En teamleder udfylder dem under Administration → Kommunens valg" in efter
    assert VALG not in efter
    assert "Hvad siger du til det?" in efter
    assert sendte() == 0


def test_teamlederen_faar_et_link_og_kan_sende_bagefter(sag: Sag, leder: Bruger, mette: Bruger):
    med_kladde(sag, mette)
    uden_kontakt()
    klient = klient_for(leder)
    assert f'href="{VALG}"' in side(opsummer(klient, sag))
    side_ = side(klient.get(reverse("kommunens_valg")))
    assert 'id="kontakt"' in side_
    assert "De mangler endnu." in side_
    fabrik.kommune()
    assert opsummer(klient, sag).status_code == 200
    assert send_brevet(klient, sag).status_code == 302
    assert sendte() == 1


def test_kladden_kan_ses_og_gemmes_imens(klient: Client, sag: Sag, mette: Bruger):
    med_kladde(sag, mette)
    uden_kontakt()
    pdf = klient.get(adresse(sag, "_kladde")).content
    tekst = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert "Sådan svarer du" in tekst
    assert "Telefon" not in tekst


def test_det_sendte_brev_er_det_borgeren_fik(sag: Sag, mette: Bruger, monkeypatch):
    """Også når kommunens oplysninger og brevpapiret er nogle andre siden."""
    brevet = sendt(sag, mette)
    lever_nu(Journalpost.objects.i_kommune("0175").get(art="PARTSHOERING"))
    foer = sendt_som_pdf(brevet)
    fabrik.kommune(kontakt_telefon="00 00 09 99")
    monkeypatch.setattr("kontrol.partshoering.dokument.STILARK", "effekt.css")
    assert sendt_som_pdf(brevet) == foer
    assert "00 00 01 75" in Hoeringsbrev.objects.i_kommune("0175").get().tekst


def test_et_brev_fra_foer_oplysningerne_kan_stadig_dannes(sag: Sag):
    gammelt = papiret(sag)
    for fast in gammelt["faste"]:
        del fast["kontakt"]
    gammelt["skema"] = 1
    assert dan(forlaeg(gammelt)).startswith(b"%PDF")
    assert "Telefon:" not in som_tekst(gammelt)
