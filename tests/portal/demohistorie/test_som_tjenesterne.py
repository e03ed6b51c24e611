"""En sag skrevet i bundt og en sag drevet af tjenesterne er ens, række for række."""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from feedback.models import Resultat
from portal.demohistorie import bunken
from portal.demohistorie.arbejde import arbejd_imellem
from portal.demohistorie.kolleger import opret_hold
from portal.demohistorie.poster import historiens_dokument
from portal.demohistorie.skaebne import Skaebne
from samkoering.models import Kontrolark, Sag
from tests import fabrik, hurtig_pdf
from tests.portal.demohistorie.tjenesterne import driv, raekker

DANSK_TID = ZoneInfo("Europe/Copenhagen")
NU = datetime(2026, 11, 26, tzinfo=DANSK_TID)
FUNDET = date(2026, 6, 1)


def kl(dag: int, time: int = 10) -> datetime:
    """Så mange dage efter fundet."""
    return datetime(2026, 6, 1, time, tzinfo=DANSK_TID) + timedelta(days=dag)


def ny_sag() -> Sag:
    """En ledig sag, magen til den anden."""
    sag = fabrik.sag_med_udfald(fundet=FUNDET, haendelser=())
    fabrik.udfald(sag, noegle="2026-05-01")
    ark = Kontrolark.objects.i_kommune("0175").filter(sag=sag)
    ark.delete()
    fabrik.kontrolark(sag)
    ark.update(sha256="a" * 64)
    return sag


# varslet, hørt,   svaret, fravalgt, sluttet, resultat,                           natten imellem
SKAEBNER = [
    (None,   None,   None,   None,   42, Resultat.HENLAGT_VISITERING,         None),
    (kl(41), None,   None,   None,   45, Resultat.HENLAGT_VISITERING,         42),
    (kl(41), kl(42), None,   None,   70, Resultat.HENLAGT_EFTER_PARTSHOERING, 46),
    (None,   kl(42), kl(50), None,   52, Resultat.AENDRET_TILDELING,          46),
    (kl(41), None,   None,   kl(42), 43, Resultat.AENDRET_TILDELING,          42),
]  # fmt: skip


@pytest.mark.parametrize("skaebnen", SKAEBNER)
def test_de_samme_raekker(db, monkeypatch, skaebnen: tuple[Any, ...]):
    """Arbejdet deles ved en nat: en sag kan være begyndt før den og lukket efter."""
    hurtig_pdf.laeg_ind(monkeypatch)
    varslet, hoert, svaret, fravalgt, slut, resultat, skel = skaebnen
    frist = date(2026, 7, 27) if hoert else None
    dens = Skaebne(
        0, kl(40, 8), kl(40, 9), varslet, hoert, frist, svaret, fravalgt, kl(slut, 13), resultat
    )
    kommune, hold = fabrik.kommune(), opret_hold("0175")
    bundtets, tjenestens = ny_sag(), ny_sag()
    monkeypatch.setattr(
        bunken, "skaebne", lambda sag, nu: dens if sag.sagsnr == bundtets.sagsnr else None
    )
    graenser = [kl(0), *([kl(skel, 3)] if skel else []), NU]
    dokument = historiens_dokument(kommune, NU)
    for imellem in itertools.pairwise(graenser):
        arbejd_imellem(kommune, hold, dokument, imellem, NU)
    driv(tjenestens, dens, hold[0], bundtets)
    for tabel, egne in raekker(bundtets).items():
        for bundtet, tjenesten in zip(egne, raekker(tjenestens)[tabel], strict=True):
            uens = {navn for navn in bundtet if bundtet[navn] != tjenesten[navn]}
            assert not uens, (tabel, [(bundtet[navn], tjenesten[navn]) for navn in uens])
