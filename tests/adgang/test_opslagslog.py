"""Opslagsloggen: alt står der, intet for meget, og det kan hverken ændres eller fjernes."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from adgang.doer import UlogetOpslag
from adgang.models import Borger, Bruger, Logrensning, Logsegl, Opslag, Opslagsborger, Rolle
from adgang.opslagslog.arter import Art
from adgang.opslagslog.vaern import KUN_INDSAET
from kontrol.kontrolark import views as kontrolark
from samkoering.models import Sag
from tests import fabrik
from tests.conftest import klient_for

CPR = "6705850028"


def seneste() -> dict[str, Any]:
    """Den nyeste række med CPR-numrene på dem, den handler om."""
    opslag = Opslag.objects.paa_tvaers(grund="prøven").order_by("-id").first()
    assert opslag is not None
    borgere = Opslagsborger.objects.paa_tvaers(grund="prøven").filter(opslag=opslag)
    return {
        "art": opslag.art,
        "side": opslag.side,
        "formaal": opslag.formaal,
        "kriterium": opslag.kriterium,
        "begrundelse": opslag.begrundelse,
        "sag": opslag.sag,
        "antal": opslag.antal,
        "bruger": opslag.bruger,
        "ip": opslag.ip,
        "borgere": set(borgere.values_list("borger__cpr", flat=True)),
    }


def antal() -> int:
    return Opslag.objects.paa_tvaers(grund="prøven").count()


@pytest.fixture
def sag(mette: Bruger) -> Sag:
    return fabrik.bestilt_sag(mette, cpr=CPR)


@pytest.mark.parametrize(
    ("sti", "art", "side", "borgere"),
    [
        ("/bestillingsliste/?tema=Indkomst",  Art.LISTE,   "bestillingsliste",   set()),
        ("/prioriteringsliste/",              Art.LISTE,   "prioriteringsliste", {CPR}),
        ("/feedbackliste/",                   Art.LISTE,   "feedbackliste",      {CPR}),
        ("/kontrolark/{sag}/",                Art.VISNING, "kontrolark",         {CPR}),
        ("/kontrolark/{sag}.pdf",             Art.PDF,     "kontrolark_pdf",     {CPR}),
        ("/feedbackliste/{sag}/",             Art.VISNING, "feedback",           {CPR}),
    ],
)  # fmt: skip
def test_hvert_opslag_staar_i_loggen(
    sag: Sag, mette: Bruger, sti: str, art: Art, side: str, borgere: set[str]
):
    klient, foer = klient_for(mette), antal()
    assert klient.get(sti.format(sag=sag.pk)).status_code == 200
    raekke = seneste()
    assert antal() == foer + 1
    assert (raekke["art"], raekke["side"], raekke["borgere"]) == (art, side, borgere)
    assert (raekke["bruger"], raekke["ip"]) == (mette, "127.0.0.1")
    assert raekke["formaal"].startswith("§ 10-opfølgning")


def test_kriteriet_er_det_der_blev_valgt_efter(sag: Sag, klient: Client):
    klient.get("/bestillingsliste/?tema=Indkomst&cpr=6705850028&sorter=fundet")
    assert seneste()["kriterium"] == "tema=Indkomst&sorter=fundet"


def test_aegtefaellen_paa_kontrolarket_er_ogsaa_set(mette: Bruger):
    sag = fabrik.bestilt_sag(mette, cpr=CPR, haendelser=(("b_indkomst", "AEF"),))
    klient_for(mette).get(f"/kontrolark/{sag.pk}/")
    aef = sag.kontrolark.get().indhold["aef"]["cpr"]
    assert {CPR, aef} <= seneste()["borgere"]


def test_en_beskyttet_adresse_staar_med_sin_begrundelse(mette: Bruger):
    sag = fabrik.bestilt_sag(mette, cpr=CPR)
    fabrik.kontrolark(sag, adressebeskyttet=True)
    klient = klient_for(mette)
    klient.post(f"/kontrolark/{sag.pk}/adresse/", {"begrundelse": "Skal sende partshøring"})
    raekke = seneste()
    assert (raekke["art"], raekke["begrundelse"]) == (Art.AFSLOERING, "Skal sende partshøring")


@pytest.mark.parametrize(
    ("adresse", "felter", "kriterium"),
    [
        ("/bestillingsliste/fortryd/",     {"token": "{token}"}, "Bestilling fortrudt"),
        ("/bestillingsliste/laeg-tilbage/", {"sag": "{sag}"},    "Lagt tilbage"),
    ],
)  # fmt: skip
def test_aendringer(sag: Sag, mette: Bruger, adresse: str, felter: dict[str, str], kriterium: str):
    token = sag.bestillinger.get().token
    udfyldt = {navn: v.format(token=token, sag=sag.pk) for navn, v in felter.items()}
    klient_for(mette).post(adresse, udfyldt)
    raekke = seneste()
    assert (raekke["art"], raekke["kriterium"], raekke["borgere"]) == (
        Art.AENDRING,
        kriterium,
        {CPR},
    )


def test_bestilling_og_feedback(mette: Bruger):
    ledig = fabrik.sag_med_udfald(mette.kommune, cpr=CPR)
    klient = klient_for(mette)
    klient.post("/bestillingsliste/", {"sag": str(ledig.pk), "token": fabrik.uuid.uuid4()})
    assert (seneste()["kriterium"], seneste()["borgere"]) == ("Bestilt", {CPR})
    side = klient.get(f"/feedbackliste/{ledig.pk}/").context
    felter = {"resultat": "HENLAGT_VISITERING", "version": side["version"], "token": side["token"]}
    klient.post(f"/feedbackliste/{ledig.pk}/", {**felter, "historik": side["historik"]})
    assert (seneste()["art"], seneste()["sag"]) == (Art.AENDRING, ledig.pk)


def test_samme_borger_er_een_borger_og_hver_kommune_har_sin(mette: Bruger, jonas: Bruger):
    for hvem in (mette, jonas):
        fabrik.bestilt_sag(hvem, cpr=CPR)
        for _ in range(2):
            klient_for(hvem).get("/prioriteringsliste/")
    borgere = Borger.objects.paa_tvaers(grund="prøven").filter(cpr=CPR)
    assert sorted(borgere.values_list("kommune_id", flat=True)) == ["0173", "0175"]


@pytest.mark.parametrize(
    ("sti", "status", "formaal"),
    [
        ("/administration/netvaerk/", 403, "Afvist: ingen adgang"),
        ("/kontrolark/11111111-1111-4111-8111-111111111111/", 404, "Afvist: findes ikke"),
    ],
)
def test_afvisninger_staar_ogsaa_i_loggen(klient: Client, sti: str, status: int, formaal: str):
    assert klient.get(sti).status_code == status
    assert (seneste()["art"], seneste()["formaal"]) == (Art.AFVIST, formaal)


def test_en_fremmeds_stoej_fylder_ikke_loggen(db):
    for _ in range(5):
        Client(REMOTE_ADDR="198.51.100.7").get("/log-ind/")
        Client().get("/findes-ikke/")
    assert antal() == 0


def test_et_svar_uden_sin_raekke_holdes_tilbage(sag: Sag, mette: Bruger, monkeypatch):
    """Den, der glemmer at skrive, får en fejl i stedet for et ulogget opslag."""
    monkeypatch.setattr(kontrolark, "skriv", lambda *_: None)
    with pytest.raises(UlogetOpslag):
        klient_for(mette).get(f"/kontrolark/{sag.pk}/")


def test_fejler_siden_er_opslaget_heller_ikke_sket(sag: Sag, mette: Bruger, monkeypatch):
    """Række og svar er én transaktion: intet halvt bliver stående."""

    def vaelt(*_: object, **__: object) -> None:
        raise ValueError("skabelonen fejler efter at loggen er skrevet")

    klient = klient_for(mette)
    klient.raise_request_exception = False
    foer = antal()
    monkeypatch.setattr(kontrolark, "render", vaelt)
    assert klient.get(f"/kontrolark/{sag.pk}/").status_code == 500
    assert antal() == foer
    assert sag.historik.count() == 0


# ── Værnet i databasen ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("tabel", KUN_INDSAET)
@pytest.mark.parametrize("saetning", ["UPDATE {tabel} SET id = id", "DELETE FROM {tabel}"])
def test_databasen_afviser_at_aendre_og_slette(sag: Sag, klient: Client, tabel: str, saetning: str):
    klient.get("/prioriteringsliste/")
    Logsegl.objects.create(
        nr=1, fra_periode=0, til_periode=1, antal=0, raekker="", forrige="", hash="",
        tidspunkt=timezone.now(),
    )  # fmt: skip
    Logrensning.objects.create(til_segl=1, til_periode=1, antal=0, tidspunkt=timezone.now())
    sql = saetning.format(tabel=tabel)
    if tabel == "adgang_logsegl":
        sql = sql.replace("id = id", "nr = nr")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as markoer:
        markoer.execute(sql)


def test_drift_ser_ingen_borgere_i_sin_log(db):
    klient_for(fabrik.bruger("drift", Rolle.DRIFT)).get("/")
    assert not Opslagsborger.objects.paa_tvaers(grund="prøven").exists()
