"""En post, der viser en adresse, som er beskyttet siden: de samme bytes, men kun med en grund."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.urls import reverse

from adgang.models import Opslag
from adgang.opslagslog.arter import Art
from journal.levering import lever_nu
from journal.models import Journalpost
from kontrol.journalisering.poster import sikr
from kontrol.kontrolark.viste import beskyttelse, paa_konvolutten, viste_adresser
from kontrol.models import Hoeringsbrev
from samkoering.models import Handling, Sag
from tests import fabrik
from tests.kontrol.kontrolark import eksempel as arket
from tests.kontrol.partshoering.eksempel import sag_med, sendt
from tests.kontrol.partshoering.siderne import side

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 et dokument"
GRUND = "Borgeren har bedt om en kopi."
BESKYTTET: dict[str, Any] = {"adressebeskyttet": True, "bor_beskyttet": True}


@pytest.fixture(autouse=True)
def hurtig(monkeypatch) -> None:
    monkeypatch.setattr("journal.dokumenter.dan", lambda _: PDF)


@pytest.fixture
def sag(mette) -> Sag:
    """Kontrolarket og brevet står i journalen; adressen er åben."""
    sag = sag_med(mette)
    sikr(sag, mette)
    sendt(sag, mette)
    lever_nu(posten(sag, "PARTSHOERING"))
    return sag


def posten(sag: Sag, art: str) -> Journalpost:
    """Sagens første post af arten."""
    return Journalpost.objects.i_kommune("0175").filter(sag=sag.pk, art=art).earliest("oprettet")


def sti(sag: Sag, art: str) -> str:
    return reverse("journalpost_pdf", args=(sag.pk, posten(sag, art).pk))


def beskyt(sag: Sag, **felter: Any) -> None:
    """Nattens nye udgave, som den er, når adressen er blevet beskyttet."""
    fabrik.kontrolark(sag, navn="Eja Egensen", **(felter or BESKYTTET))


@pytest.mark.parametrize("art", ["VISITERING", "PARTSHOERING"])
def test_uden_beskyttelse_hentes_den_som_foer(klient, sag, art):
    assert klient.get(sti(sag, art)).content == PDF
    beskyt(sag, adresse="Nyvej 7, 2610 Rødovre")  # flyttet, men ikke beskyttet
    svar = klient.get(sti(sag, art))
    assert (svar.status_code, svar.content) == (200, PDF)


@pytest.mark.parametrize(
    ("art", "uden"),
    [("VISITERING", "kontrolark_pdf"), ("PARTSHOERING", "partshoering_sendt")],
)
def test_er_adressen_beskyttet_siden_spoerges_der_hvorfor(klient, sag, art, uden):
    beskyt(sag)
    svar = klient.get(sti(sag, art))
    assert svar["Content-Type"].startswith("text/html")
    tekst = side(svar)
    assert "Dokumentet viser en adresse, der nu er beskyttet" in tekst
    assert "Testvej 12" not in tekst
    ider = (sag.pk, posten(sag, art).noegle.split(":")[1])[: 1 + (art == "PARTSHOERING")]
    assert f'href="{reverse(uden, args=ider)}"' in tekst
    assert Opslag.objects.i_kommune("0175").latest("pk").art == Art.VISNING


@pytest.mark.parametrize("art", ["VISITERING", "PARTSHOERING"])
def test_med_en_begrundelse_er_det_de_samme_bytes(klient, sag, art):
    beskyt(sag)
    svar = klient.post(sti(sag, art), {"begrundelse": GRUND})
    assert svar["Content-Type"] == "application/pdf"
    assert hashlib.sha256(svar.content).hexdigest() == posten(sag, art).sha256
    opslag = Opslag.objects.i_kommune("0175").latest("pk")
    assert (opslag.art, opslag.begrundelse) == (Art.AFSLOERING, GRUND)
    linje = sag.historik.filter(handling=Handling.ADRESSE_VIST).get()
    assert linje.detalje == GRUND


def test_en_beskyttet_der_er_blevet_boende_i_det_gamle_hjem(klient, sag):
    """Modtageren er ikke selv beskyttet; arket viser kun kommunen for det hjem, brevet nævner."""
    beskyt(sag, adresse="Rødovre")
    svar = klient.get(sti(sag, "PARTSHOERING"))
    assert svar["Content-Type"].startswith("text/html")
    brev = Hoeringsbrev.objects.i_kommune("0175").get()
    dannede: list[str] = []
    with pytest.MonkeyPatch.context() as m:
        m.setattr("journal.dokumenter.dan", lambda forlaeg: dannede.append(forlaeg.html) or PDF)
        klient.get(reverse("partshoering_sendt", args=(sag.pk, brev.pk)))
    assert dannede
    assert "Testvej 12" not in dannede[0]


@pytest.mark.parametrize(
    ("begrundelse", "fejl"),
    [
        ("", "Skriv, hvorfor du skal se adressen."),
        ("for kort", "mindst 10 tegn"),
        ("Nummeret er 670585-0028.", "uden CPR-nummer"),
    ],
)
def test_uden_en_rigtig_grund_hentes_intet(klient, sag, begrundelse, fejl):
    beskyt(sag)
    svar = klient.post(sti(sag, "PARTSHOERING"), {"begrundelse": begrundelse})
    assert svar.status_code == 422
    assert fejl in side(svar)
    assert not sag.historik.filter(handling=Handling.ADRESSE_VIST).exists()


def test_et_notat_uden_adresse_hentes_altid(klient, sag, mette):
    beskyt(sag)
    sikr(sag, mette)  # den nye udgave er selv maskeret
    nyeste = Journalpost.objects.i_kommune("0175").filter(sag=sag.pk, art="VISITERING")
    post = nyeste.latest("oprettet")
    assert klient.get(reverse("journalpost_pdf", args=(sag.pk, post.pk))).content == PDF


def indhold(*, fund: dict[str, Any] | None = None, aef: Any = None, **ym: Any) -> Any:
    flytning = {**arket.flytning(), **(fund or {})}
    person = arket.person(arket.YM_CPR, "Bo", **ym)
    return arket.indhold([flytning], ym=person, aef=aef)


@pytest.mark.parametrize(
    ("felter", "hjem", "bevis", "skjult"),
    [
        ({},                                       True,  True,  False),
        ({"bor_beskyttet": True},                  False, False, True),
        ({"adressebeskyttet": True},               False, False, True),
        ({"fund": {"adressebeskyttet": True}},     True,  False, True),
        ({"adresse": "Rødovre Kommune"},           False, True,  True),
        ({"adresse": ""},                          False, True,  False),
    ],
)  # fmt: skip
def test_hvilke_adresser_arket_viser(felter, hjem, bevis, skjult):
    et = indhold(**felter)
    viste = " ".join(viste_adresser(et))
    assert ("testvej 12" in viste) is hjem
    assert ("gammelvej 3" in viste) is bevis
    assert beskyttelse(et) is skjult


def test_en_faelles_adresse_er_skjult_naar_aegtefaellen_er_beskyttet():
    deler = arket.person("6705850028", "Ida", samme_adresse_som_ym=True, bor_beskyttet=True)
    assert viste_adresser(indhold(aef=deler)) == set()
    alene = arket.person("6705850028", "Ida", bor_beskyttet=True, adresse="Skjult 1, 2610 Rødovre")
    assert not any("skjult" in adresse for adresse in viste_adresser(indhold(aef=alene)))


def test_konvoluttens_adresse_er_arkets():
    hjem = "Testvej 12, 2. th, 2610 Rødovre"
    assert paa_konvolutten(["Testvej 12,  2. th", "2610 Rødovre"]) == {hjem.casefold()}
    assert paa_konvolutten([]) == set()
