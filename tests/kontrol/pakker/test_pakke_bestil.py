"""Bestil en zip-fil: hvilke sager der kommer med, og hvad der begynder."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from adgang.models import Bruger, Opslag
from adgang.opslagslog.arter import Art
from journal.models import Journalpost
from kontrol.models import Pakke, Pakketilstand
from kontrol.pakker.bestil import ForMange, bestil_pakke
from kontrol.pakker.koe import KOEEN_SVARER_IKKE
from samkoering.models import Handling, Sagstilstand
from tests import fabrik
from tests.conftest import klient_for

PAKKER = "/prioriteringsliste/pakker/"
I_DAG = timezone.localdate()


def alle() -> list[Pakke]:
    return list(Pakke.objects.i_kommune("0175").order_by("oprettet"))


def test_visiteringen_begynder_som_ved_en_pdf(mette: Bruger):
    sag, begyndt = fabrik.bestilt_sag(mette), fabrik.bestilt_sag(mette, tilstand="VISITERES")
    fabrik.kontrolark(begyndt)
    bestil_pakke([sag.pk, begyndt.pk], mette)
    for en, udgave in ((sag, 1), (begyndt, 2)):
        en.refresh_from_db()
        assert en.tilstand == Sagstilstand.VISITERES
        (linje,) = en.historik.all()
        assert (linje.handling, linje.detalje, linje.bruger) == (
            Handling.HENTET_PDF, f"Udgave {udgave}, bestilt som zip-fil", mette,
        )  # fmt: skip
        post = Journalpost.objects.i_kommune("0175").get(sag=en.pk)
        assert post.noegle.endswith(f":{udgave}")


def test_raekken(mette: Bruger):
    sen = fabrik.bestilt_sag(mette, udloeber=I_DAG + timedelta(days=9))
    tidlig = fabrik.bestilt_sag(mette, udloeber=I_DAG + timedelta(days=2))
    pakke = bestil_pakke([sen.pk, tidlig.pk], mette)
    assert pakke.sager == [[str(tidlig.pk), 1], [str(sen.pk), 1]], "tidligste frist først"
    assert (pakke.antal, pakke.faerdige, pakke.tilstand) == (2, 0, Pakketilstand.VENTER)
    assert pakke.slettes - pakke.oprettet == timedelta(hours=24)


@pytest.mark.parametrize(
    ("tilstand", "med"),
    [
        (Sagstilstand.LEDIG,              False),
        (Sagstilstand.BESTILT,            True),
        (Sagstilstand.VISITERES,          True),
        (Sagstilstand.PARTSHOERING,       True),
        (Sagstilstand.HENLAGT_VISITERING, False),
        (Sagstilstand.UDLOEBET,           False),
        (Sagstilstand.BORTFALDET,         False),
    ],
)  # fmt: skip
def test_kun_sager_under_behandling(mette: Bruger, tilstand: Sagstilstand, med: bool):
    sag = fabrik.bestilt_sag(mette, tilstand=tilstand)
    assert (bestil_pakke([sag.pk], mette) is not None) is med
    assert sag.historik.exists() is med


def test_fremmed_ukendt_og_anden_ydelse_kommer_ikke_med(mette: Bruger, jonas: Bruger):
    mette.kle = ["32.24.04"]
    mette.save()
    fremmed, anden = fabrik.bestilt_sag(jonas), fabrik.bestilt_sag(mette, kle="32.24.12")
    assert bestil_pakke([fremmed.pk, anden.pk, uuid4()], mette) is None
    assert not fremmed.historik.exists()


@pytest.mark.parametrize(("antal", "for_mange"), [(2, False), (3, True)])
def test_graensen(mette: Bruger, monkeypatch, antal: int, for_mange: bool):
    monkeypatch.setattr("kontrol.pakker.bestil.HOEJST", 2)
    sager = [fabrik.bestilt_sag(mette).pk for _ in range(antal)]
    if for_mange:
        with pytest.raises(ForMange):
            bestil_pakke(sager, mette)
    else:
        assert bestil_pakke(sager, mette).antal == 2


@pytest.mark.parametrize(
    ("tilstand", "den_samme"),
    [
        (Pakketilstand.VENTER, True),
        (Pakketilstand.DANNES, True),
        (Pakketilstand.KLAR,   False),
        (Pakketilstand.FEJLET, False),
    ],
)  # fmt: skip
def test_et_gentaget_tryk(mette: Bruger, tilstand: Pakketilstand, den_samme: bool):
    sag = fabrik.bestilt_sag(mette)
    foerste = bestil_pakke([sag.pk], mette)
    Pakke.objects.i_kommune("0175").update(tilstand=tilstand)
    assert (bestil_pakke([sag.pk], mette) == foerste) is den_samme
    assert sag.historik.count() == (1 if den_samme else 2)


def test_koeen_faar_kun_id_er_og_foerst_naar_raekken_er_gemt(
    mette: Bruger, koe, django_capture_on_commit_callbacks
):
    sag = fabrik.bestilt_sag(mette)
    with django_capture_on_commit_callbacks(execute=True):
        pakke = bestil_pakke([sag.pk], mette)
        assert koe == []
    assert koe == [("0175", str(pakke.pk))]


def test_maegleren_er_nede(klient, mette, monkeypatch, django_capture_on_commit_callbacks):
    def nede(*_: object, **__: object) -> None:
        raise ConnectionError("redis svarer ikke")

    monkeypatch.setattr("kontrol.tasks.dan_pakke.apply_async", nede)
    sag = fabrik.bestilt_sag(mette)
    with django_capture_on_commit_callbacks(execute=True):
        assert klient.post(PAKKER, {"sag": sag.pk}).status_code == 302
    (pakke,) = alle()
    assert (pakke.tilstand, pakke.fejl) == (Pakketilstand.VENTER, KOEEN_SVARER_IKKE)
    assert KOEEN_SVARER_IKKE in klient.get("/prioriteringsliste/").content.decode()


# ── Fra siden ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("valg", "med"),
    [
        ("?vis=mine",                    {"Amina", "Øjvind"}),
        ("?vis=mine&status=BESTILT",     {"Amina"}),
        ("?vis=mine&ydelse=32.24.12",    {"Øjvind"}),
        ("?vis=teamet",                  {"Amina", "Øjvind", "Lederens"}),
        ("?vis=teamet&sorter=-navn",     {"Amina", "Øjvind", "Lederens"}),
        ("?vis=utildelt",                set()),
    ],
)  # fmt: skip
def test_hent_alle_er_alle_i_udsnittet(klient, mette, leder, jonas, valg: str, med: set[str]):
    fabrik.bestilt_sag(mette, navn="Amina")
    fabrik.bestilt_sag(mette, navn="Øjvind", tilstand="VISITERES", kle="32.24.12")
    fabrik.bestilt_sag(leder, navn="Lederens")
    fabrik.bestilt_sag(jonas, navn="Fremmed")
    svar = klient.post(PAKKER + valg, {"alle": "1"}, follow=True)
    bestilt = {sag for pakke in alle() for sag, _ in pakke.sager}
    navne = {
        ark.indhold["ym"]["navn"]
        for ark in fabrik.Kontrolark.objects.i_kommune("0175")
        if str(ark.sag_id) in bestilt
    }
    assert navne == med
    assert svar.redirect_chain == [(f"/prioriteringsliste/{valg}", 302)]


def test_det_siges_naar_der_er_for_mange(klient: Client, mette: Bruger, monkeypatch):
    for sted in ("kontrol.pakker.bestil", "kontrol.pakker.views"):
        monkeypatch.setattr(f"{sted}.HOEJST", 2)
    for _ in range(3):
        fabrik.bestilt_sag(mette)
    svar = klient.post(PAKKER, {"alle": "1"}, follow=True).content.decode()
    assert "Du kan højst hente" in svar
    assert alle() == []


def test_intet_valgt(klient: Client):
    svar = klient.post(PAKKER, {}, follow=True).content.decode()
    assert "Vælg mindst én sag, før du henter kontrolark." in svar


def test_sager_der_ikke_laengere_er_der(klient: Client, mette: Bruger):
    svar = klient.post(PAKKER, {"sag": fabrik.sag_med_udfald().pk}, follow=True).content.decode()
    assert "Ingen af sagerne er længere under behandling." in svar


def test_bestillingen_staar_i_opslagsloggen(klient: Client, mette: Bruger):
    sag = fabrik.bestilt_sag(mette, haendelser=(("b_indkomst", "AEF"),))
    klient.post(PAKKER, {"sag": sag.pk})
    opslag = Opslag.objects.i_kommune("0175").get(art=Art.AENDRING)
    personer = {led.borger.cpr for led in opslag.borgere.all()}
    aef = sag.kontrolark.get().indhold["aef"]["cpr"]
    assert personer == {sag.cpr, aef, *sag.udfald.values_list("cpr", flat=True)}


def test_fremmed_kommunes_bruger_bestiller_intet(mette: Bruger, jonas: Bruger):
    sag = fabrik.bestilt_sag(mette)
    klient_for(jonas).post(PAKKER, {"sag": sag.pk})
    assert alle() == []
    assert not sag.historik.exists()


def test_kraever_post(klient: Client):
    assert klient.get(PAKKER).status_code == 405
