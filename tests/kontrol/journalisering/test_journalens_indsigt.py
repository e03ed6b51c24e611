"""Indsigten fortæller om posterne og brevene på borgerens sag, og kun om borgerens egne."""

from __future__ import annotations

import pytest

from adgang.indsigt import Afsnit
from journal import forsendelser
from journal.models import Journalpost
from kontrol.indsigt.dokumenter import dokumenter
from kontrol.journalisering.poster import sikr, visitering
from samkoering.models import Handling, Sag, Sagshaendelse
from tests import fabrik

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def hurtig(monkeypatch) -> None:
    monkeypatch.setattr("journal.dokumenter.dan", lambda _: b"%PDF-1.7 kontrolark")


def send_brev(sag: Sag) -> None:
    forsendelser.opret(
        sag.kommune,
        noegle="BREV:1",
        art="PARTSHOERING",
        titel=f"Partshøring i sag {sag.sagsnr}",
        sag=sag.pk,
        sagsnr=sag.sagsnr,
        cpr=sag.cpr,
        kle=sag.kle,
        bruger=sag.tildelt,
        grundlag={},
    )


def tabel(afsnit: Afsnit, titel: str) -> list[tuple]:
    return [raekke for under in afsnit.under if under.titel == titel for raekke in under.raekker]


def test_posterne_brevene_og_de_hentede(mette, jonas):
    sag = fabrik.bestilt_sag(mette, sagsnr="R-26-000123")
    sikr(sag, mette)
    visitering(sag, fabrik.kontrolark(sag), mette)
    send_brev(sag)
    Sagshaendelse.objects.i_kommune("0175").create(
        kommune=sag.kommune, sag=sag, handling=Handling.HENTET_PDF, detalje="Udgave 1", bruger=mette
    )
    for andens in (fabrik.bestilt_sag(mette), fabrik.bestilt_sag(jonas)):
        sikr(andens, andens.tildelt)
    svar = dokumenter(mette.kommune, sag.cpr)
    leveret = Journalpost.objects.i_kommune("0175").get(sag=sag.pk, tilstand="LEVERET").leveret
    assert [raekke[1:] for raekke in tabel(svar, "Poster i journalen")] == [
        ("R-26-000123", "Kontrolark R-26-000123, udgave 1", leveret),
        ("R-26-000123", "Kontrolark R-26-000123, udgave 2", "venter på at blive sendt"),
    ]
    assert [raekke[2] for raekke in tabel(svar, "Breve gennem Digital Post")] == [
        "Partshøring i sag R-26-000123"
    ]
    assert [raekke[1:] for raekke in tabel(svar, "Kontrolark hentet som PDF")] == [
        ("R-26-000123", "Kontrolark, udgave 1 (PDF)")
    ]


def test_uden_dokumenter_siges_det(mette):
    svar = dokumenter(mette.kommune, fabrik.nyt_cpr())
    assert (svar.under, svar.forklaring) == ((), "")
    assert svar.tom == "Der er ingen dokumenter om dig."
