"""Meldingerne, når dagen begynder: hvad der er sket, og hvad der regnes fra."""

from __future__ import annotations

import re
import uuid
from datetime import date, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from adgang.models import Bruger, Brugersession
from feedback.models import Feedbackkladde
from journal.models import Journalpost
from kontrol.models import Hoeringstilstand, Pakke, Pakketilstand, Partshoering
from portal.overblik.morgen import forrige_arbejdsdag
from samkoering.models import Sag, Sagstilstand
from tests import fabrik

I_DAG = timezone.localdate()


def en_dag(dage: int) -> date:
    return I_DAG + timedelta(days=dage)


def meldinger(klient: Client) -> list[str]:
    side = klient.get("/").content.decode()
    panel = side.partition('aria-labelledby="siden-sidst"')[2].partition("</section>")[0]
    return [unescape(tekst) for tekst in re.findall(r"<a [^>]*>([^<]+)</a>", panel)]


def hoering(sag: Sag, hvem: Bruger, tilstand: str, frist: int) -> None:
    svaret = tilstand == Hoeringstilstand.BESVARET
    Partshoering.objects.i_kommune(sag.kommune_id).create(
        kommune_id=sag.kommune_id,
        sag=sag,
        bestilling=sag.bestillinger.get(),
        bruger=hvem,
        tilstand=tilstand,
        sendt=timezone.now(),
        frist=en_dag(frist),
        svar_modtaget=I_DAG if svaret else None,
    )


@pytest.mark.parametrize(
    ("tilstand", "frist", "siges"),
    [
        (Hoeringstilstand.SENDT, 0, []),
        (Hoeringstilstand.SENDT, -1, ["1 svarfrist er passeret uden svar"]),
        (Hoeringstilstand.BESVARET, -1, ["1 partshøring er besvaret og kan afgøres"]),
    ],
)
def test_hoeringerne(klient: Client, mette: Bruger, tilstand: str, frist: int, siges: list[str]):
    sag = fabrik.bestilt_sag(mette, tilstand=Sagstilstand.PARTSHOERING)
    hoering(sag, mette, tilstand, frist)
    assert meldinger(klient) == siges


def test_kun_det_der_er_noget_af_og_det_hastende_foerst(
    klient: Client, mette: Bruger, leder: Bruger, jonas: Bruger
):
    """Andres sager, andre kommuners og det, der er i orden, siges ikke."""
    forsinket = fabrik.bestilt_sag(
        mette, tilstand=Sagstilstand.VISITERES, udloeber=en_dag(-1), fundet=en_dag(-90)
    )
    fabrik.bestilt_sag(mette)
    fabrik.bestilt_sag(leder, udloeber=en_dag(-1))
    fabrik.bestilt_sag(jonas, udloeber=en_dag(-1))
    fabrik.sag_med_udfald(fundet=I_DAG)
    fabrik.sag_med_udfald(jonas.kommune, fundet=I_DAG)
    bestilling = forsinket.bestillinger.get()
    for hvem in (mette, leder):
        Feedbackkladde.objects.i_kommune("0175").create(
            kommune=mette.kommune, bestilling=bestilling, bruger=hvem
        )
    for fejl in ("", "Journalen svarer ikke."):
        post(forsinket, mette, fejl)
    for tilstand in (Pakketilstand.DANNES, Pakketilstand.KLAR, Pakketilstand.SLETTET):
        pakke(mette, tilstand)
    pakke(leder, Pakketilstand.KLAR)
    assert meldinger(klient) == [
        "1 af dine sager har overskredet fristen",
        "1 journalpost venter efter en fejl og prøves igen",
        "1 ny sag på bestillingslisten",
        "1 sag har du ikke åbnet endnu",
        "1 kladde til feedback er ikke gjort færdig",
    ]


def post(sag: Sag, hvem: Bruger, fejl: str) -> None:
    Journalpost.objects.i_kommune(sag.kommune_id).create(
        kommune_id=sag.kommune_id,
        noegle=str(uuid.uuid4()),
        art="VISITERING",
        titel="Kontrolark",
        sag=sag.pk,
        sagsnr=sag.sagsnr,
        cpr=sag.cpr,
        kle=sag.kle,
        bruger=hvem,
        fejl=fejl,
    )


def pakke(hvem: Bruger, tilstand: str) -> None:
    Pakke.objects.i_kommune(hvem.kommune).create(
        kommune=hvem.kommune,
        bruger=hvem,
        antal=1,
        tilstand=tilstand,
        slettes=timezone.now() + timedelta(hours=1),
    )


@pytest.mark.parametrize(("dage_siden", "nye"), [(1, 1), (2, 2), (3, 3)])
def test_nye_er_fundet_efter_den_forrige_arbejdsdag(
    klient: Client, mette: Bruger, dage_siden: int, nye: int
):
    """Nattens sager har dagens dato, så det, der var der dengang, er set."""
    senest_her(mette, timezone.now() - timedelta(days=dage_siden))
    for dage in (0, -1, -2, -3, -4):
        fabrik.sag_med_udfald(fundet=en_dag(dage))
    ord_ = "ny sag" if nye == 1 else "nye sager"
    assert meldinger(klient) == [f"{nye} {ord_} på bestillingslisten"]


def senest_her(hvem: Bruger, naar: datetime) -> None:
    Brugersession.objects.create(
        bruger=hvem,
        fingeraftryk=uuid.uuid4().hex * 2,
        begyndt=naar,
        bekraeftet=naar,
        sidst_brugt=naar,
    )


def test_uden_tidligere_besoeg_er_det_den_forrige_hverdag(mette: Bruger):
    with time_machine.travel("2026-11-23T08:00:00+01:00"):
        assert forrige_arbejdsdag(mette, date(2026, 11, 23)) == date(2026, 11, 20)


def test_et_besoeg_i_dag_og_en_andens_taeller_ikke(mette: Bruger, leder: Bruger):
    med = datetime.fromisoformat
    senest_her(mette, med("2026-11-17T15:00:00+01:00"))
    senest_her(mette, med("2026-11-23T07:00:00+01:00"))
    senest_her(leder, med("2026-11-22T12:00:00+01:00"))
    assert forrige_arbejdsdag(mette, date(2026, 11, 23)) == date(2026, 11, 17)


def test_en_stille_morgen_siger_det(klient: Client):
    assert meldinger(klient) == []
    side = klient.get("/").content.decode()
    assert "Der er ikke sket noget, du skal tage dig af." in side
