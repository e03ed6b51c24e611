"""Kontrolarket i journalen: hver udgave, der åbnes under behandling, er én post."""

from __future__ import annotations

import io
from uuid import uuid4

import pytest
from django.urls import reverse
from pypdf import PdfReader

from journal import poster
from journal.levering import Leveringsfejl, lever
from journal.models import Journalpost
from kontrol.journalisering.poster import IkkeJournaliseret, kraev, sikr, visitering
from kontrol.kontrolark.dokument import kontrolark_som_pdf
from kontrol.kontrolark.log import skriv_brug
from kontrol.models import Bestilling, Lukning
from samkoering.models import Handling, Sag, Sagstilstand
from tests import fabrik
from tests.kontrol.kontrolark import eksempel

pytestmark = pytest.mark.django_db


def alle(sag: Sag) -> list[Journalpost]:
    return list(poster.paa_sag(sag.kommune_id, sag.pk))


def noegle(sag: Sag, udgave: int) -> str:
    return f"VISITERING:{sag.bestillinger.latest('bestilt').pk}:{udgave}"


@pytest.mark.parametrize(
    "aabn",
    [
        lambda klient, sag: klient.get(reverse("kontrolark", args=(sag.pk,))),
        lambda klient, sag: klient.get(reverse("kontrolark_pdf", args=(sag.pk,))),
        lambda klient, sag: klient.post(
            reverse("kontrolark_adresse", args=(sag.pk,)), {"begrundelse": "Brev skal sendes ud"}
        ),
    ],
    ids=["skærm", "PDF", "adresse"],
)
def test_den_foerste_aabning_giver_en_post(mette, klient, aabn):
    sag = fabrik.bestilt_sag(mette, sagsnr="R-26-000123")
    for _ in range(2):
        assert aabn(klient, sag).status_code == 200
    (post,) = alle(sag)
    ark = sag.kontrolark.get()
    assert (post.noegle, post.art) == (noegle(sag, 1), "VISITERING")
    assert post.titel == "Kontrolark R-26-000123, udgave 1"
    assert (post.sagsnr, post.cpr, post.kle, post.bruger) == (
        "R-26-000123", sag.cpr, sag.kle, mette,
    )  # fmt: skip
    assert post.grundlag == {"kontrolark": str(ark.pk)}


def test_en_ny_udgave_er_en_ny_post(mette, klient):
    sag = fabrik.bestilt_sag(mette)
    klient.get(reverse("kontrolark", args=(sag.pk,)))
    fabrik.kontrolark(sag)
    klient.get(reverse("kontrolark", args=(sag.pk,)))
    assert [post.noegle for post in alle(sag)] == [noegle(sag, 1), noegle(sag, 2)]


@pytest.mark.parametrize(
    ("tilstand", "antal"),
    [
        (Sagstilstand.BESTILT, 1),
        (Sagstilstand.VISITERES, 1),
        (Sagstilstand.PARTSHOERING, 1),
        (Sagstilstand.HENLAGT_VISITERING, 0),
        (Sagstilstand.AENDRET_TILDELING, 0),
    ],
)
def test_kun_en_sag_under_behandling_journaliseres(mette, klient, tilstand, antal):
    sag = fabrik.bestilt_sag(mette, tilstand=tilstand)
    assert klient.get(reverse("kontrolark", args=(sag.pk,))).status_code == 200
    assert len(alle(sag)) == antal


def test_en_sag_en_kollega_netop_lagde_tilbage_aabnes_uden_fejl(mette):
    sag = fabrik.bestilt_sag(mette)
    Bestilling.objects.i_kommune("0175").update(lukning=Lukning.LAGT_TILBAGE)
    skriv_brug(sag, mette, Handling.AABNET)
    assert alle(sag) == []


def test_dokumentet_er_det_frosne_kontrolark(mette):
    sag = eksempel.sag_med(mette)
    ark = eksempel.ark_paa(sag)
    post = visitering(sag, ark, mette)
    assert lever(post)
    (gemt,) = alle(sag)
    indhold = bytes(gemt.dokument.indhold)
    assert indhold == kontrolark_som_pdf(sag, ark)
    tekst = " ".join(side.extract_text() for side in PdfReader(io.BytesIO(indhold)).pages)
    assert "Bo Prøvesen" in tekst


@pytest.fixture
def hurtig(monkeypatch) -> None:
    monkeypatch.setattr("journal.dokumenter.dan", lambda _: b"%PDF-1.7 kontrolark")


@pytest.fixture
def tavs(monkeypatch, hurtig) -> None:
    class Tavs:
        def aflever(self, *_):
            raise Leveringsfejl("Journalen svarer ikke.")

    monkeypatch.setattr("journal.levering.aflevering.adapter_til", lambda _: Tavs())


def test_sikr_opretter_og_leverer_den_nyeste_udgave(mette, hurtig):
    sag = fabrik.bestilt_sag(mette)
    fabrik.kontrolark(sag)
    with pytest.raises(IkkeJournaliseret, match="Journalen har endnu ikke kvitteret"):
        kraev(sag)
    for _ in range(2):
        sikr(sag, mette)
        kraev(sag)
    (post,) = alle(sag)
    assert (post.noegle, post.er_leveret) == (noegle(sag, 2), True)


def test_sikr_efter_en_aabnet_udgave_kraever_den_nyeste(mette, hurtig):
    sag = fabrik.bestilt_sag(mette)
    sikr(sag, mette)
    fabrik.kontrolark(sag)
    with pytest.raises(IkkeJournaliseret):
        kraev(sag)
    sikr(sag, mette)
    kraev(sag)
    assert len(alle(sag)) == 2


def test_naar_journalen_tier_siger_sikr_hvad_man_goer(mette, tavs):
    sag = fabrik.bestilt_sag(mette)
    with pytest.raises(IkkeJournaliseret) as fejl:
        sikr(sag, mette)
    assert fejl.value.besked == (
        "Sagen kan ikke lukkes, før kontrolarket står i journalen. Journalen svarer ikke. "
        "Intet er ændret. Prøv igen om et minut."
    )
    (post,) = alle(sag)
    assert not post.er_leveret


def test_en_lukket_sag_hoerer_til_den_bestilling_der_gav_resultatet(mette, hurtig):
    sag = fabrik.bestilt_sag(mette, tilstand=Sagstilstand.HENLAGT_VISITERING)
    Bestilling.objects.i_kommune("0175").update(lukning=Lukning.FEEDBACK)
    sikr(sag, mette)
    kraev(sag)


def test_en_genbestilt_sag_har_sin_egen_post(mette, jonas, hurtig):
    sag = fabrik.bestilt_sag(mette)
    sikr(sag, mette)
    Bestilling.objects.i_kommune("0175").update(
        lukning=Lukning.LAGT_TILBAGE, lukket=sag.bestillinger.get().bestilt
    )
    with pytest.raises(IkkeJournaliseret, match="Sagen er ikke bestilt"):
        sikr(sag, mette)
    Bestilling.objects.i_kommune("0175").create(
        kommune=mette.kommune, sag=sag, bruger=mette, token=uuid4()
    )
    with pytest.raises(IkkeJournaliseret):
        kraev(sag)
    sikr(sag, mette)
    assert len(alle(sag)) == 2
