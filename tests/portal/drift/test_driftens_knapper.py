"""Knapperne: kørslen begynder, arbejderne vækkes bagefter, og loggen siger hvem."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from adgang.lejer import paa_tvaers
from adgang.models import Bruger, Opslag, Rolle
from adgang.roller import Ret, roller_med
from portal.drift import handlinger
from samkoering.models import Deltilstand, Koersel, Koerselstilstand
from samkoering.skrivning.alder import AeldreDato
from tests import fabrik
from tests.conftest import klient_for
from tests.portal.drift import scenarier
from tests.portal.drift.scenarier import DAGEN, NU

NATTEN, KOMMUNE = "/drift/natten/igen/", "/drift/kommune/igen/"
FERIEKONTO, PROEV_NU = "/drift/register/feriekonto/igen/", "/drift/proev-nu/"
SIDERNE = ("/drift/", "/drift/nu/", NATTEN, KOMMUNE, FERIEKONTO, PROEV_NU,
           f"/drift/koersel/{UUID(int=1)}/igen/")  # fmt: skip


@pytest.fixture
def vaekket(monkeypatch) -> Iterator[list[UUID]]:
    """De kørsler, arbejderne blev vækket til."""
    kaldt: list[UUID] = []
    monkeypatch.setattr(handlinger, "vaek", kaldt.append)
    return kaldt


@pytest.fixture
def tryk(driften: Client, django_capture_on_commit_callbacks):
    """Tryk på en knap, og giv det, siden sagde bagefter."""

    def tryk(adresse: str, **felter: str) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            svar = driften.post(adresse, felter)
        assert (svar.status_code, svar["Location"].partition("?")[0]) == (302, "/drift/")
        return " ".join(str(besked) for besked in driften.get("/drift/").context["messages"])

    return tryk


def den_nye() -> Koersel:
    return Koersel.objects.get(tilstand=Koerselstilstand.KOERER)


def loggen() -> list[tuple[str, str, str]]:
    with paa_tvaers(grund="prøve"):
        opslag = Opslag.objects.paa_tvaers(grund="prøve").order_by("pk")
        return list(opslag.values_list("art", "side", "kriterium"))


BEGYNDER = [
    (NATTEN,     {},                   "tavs", [],       "",           "Natten kørt igen"),
    (KOMMUNE,    {"kommune": "0461"},  "tavs", ["0461"], "",           "Odense kørt igen"),
    (FERIEKONTO, {},                   "tavs", [],       "feriekonto", "Feriekonto kørt igen"),
]  # fmt: skip


@pytest.mark.parametrize(("knap", "felter", "foer", "kommuner", "register", "i_loggen"), BEGYNDER)
def test_en_knap_begynder_en_koersel(
    tryk, vaekket: list[UUID], lars: Bruger, knap, felter, foer, kommuner, register, i_loggen
):
    scenarier.ALLE[foer]()
    assert tryk(knap, **felter) == "Kørslen 2026-11-22#2 er begyndt. Du kan følge den her."
    ny = den_nye()
    assert (ny.kun_kommuner, ny.kun_register, ny.bestilt_af) == (kommuner, register, lars)
    assert vaekket == [ny.pk]
    assert ("AENDRING", knap_navn(knap), f"{i_loggen}: kørsel 2026-11-22#2") in loggen()


def knap_navn(adresse: str) -> str:
    return {NATTEN: "drift_natten_igen", KOMMUNE: "drift_kommune_igen",
            FERIEKONTO: "drift_register_igen"}[adresse]  # fmt: skip


def test_karantaenen_proeves_igen_i_sin_egen_koersel(tryk, vaekket: list[UUID]):
    scenarier.karantaene()
    koersel = Koersel.objects.first()
    assert "er begyndt" in tryk(f"/drift/koersel/{koersel.pk}/igen/")
    koersel.refresh_from_db()
    assert koersel.aaben
    assert koersel.natdele.filter(tilstand=Deltilstand.VENTER).count() == 2
    assert vaekket == [koersel.pk]


def test_en_nat_der_venter_kan_proeves_nu(tryk, vaekket: list[UUID]):
    scenarier.venter()
    assert "er begyndt" in tryk(PROEV_NU)
    assert vaekket == [den_nye().pk]
    assert den_nye().naeste_proeve is None, "ellers lader arbejderen den ligge"


AFVISES = [
    (NATTEN,     {},                  "skriver",     "Kørslen 2026-11-22#1 er i gang"),
    (KOMMUNE,    {"kommune": "0461"}, "skriver",     "Kørslen 2026-11-22#1 er i gang"),
    (FERIEKONTO, {},                  "skriver",     "Kørslen 2026-11-22#1 er i gang"),
    (NATTEN,     {},                  "ingen_nat",   "Der er endnu ikke kørt en nat."),
    (KOMMUNE,    {"kommune": "0461"}, "ingen_nat",   "Der er endnu ikke kørt en nat."),
    (KOMMUNE,    {"kommune": ""},     "gennemfoert", "Vælg en kommune, før du kører den igen."),
    (KOMMUNE,    {"kommune": "9999"}, "gennemfoert", "Vælg en kommune, før du kører den igen."),
    (PROEV_NU,   {},                  "skriver",     "Ingen kørsel venter på en ny prøve."),
]  # fmt: skip


@pytest.mark.parametrize(("knap", "felter", "foer", "siger"), AFVISES)
def test_det_der_ikke_kan_lade_sig_goere_siges(
    tryk, vaekket: list[UUID], knap: str, felter, foer: str, siger: str
):
    scenarier.ALLE[foer]()
    antal = Koersel.objects.count()
    assert siger in tryk(knap, **felter)
    assert (Koersel.objects.count(), vaekket) == (antal, [])
    assert not [linje for linje in loggen() if linje[0] == "AENDRING"]


def test_uden_karantaene_er_der_intet_at_proeve(tryk, vaekket: list[UUID]):
    scenarier.gennemfoert()
    koersel = Koersel.objects.first()
    assert tryk(f"/drift/koersel/{koersel.pk}/igen/") == "Ingen dele er i karantæne."
    assert vaekket == []


def test_en_aeldre_dato_siges_uden_kommandoens_ord_alene(tryk, monkeypatch):
    def senere(_bruger: Bruger) -> Koersel:
        raise AeldreDato("…")

    monkeypatch.setattr("samkoering.natten.igen.hele_natten", senere)
    assert tryk(NATTEN) == handlinger.AELDRE


@pytest.mark.parametrize(
    "adresse", ["/drift/register/rki/igen/", f"/drift/koersel/{UUID(int=1)}/igen/"]
)
def test_det_ukendte_findes_ikke(driften: Client, adresse: str):
    assert driften.post(adresse).status_code == 404


def test_hele_natten_spoerger_foerst(driften: Client):
    scenarier.gennemfoert()
    svar = driften.get(NATTEN)
    assert "Vil du køre natten igen?" in svar.content.decode()
    assert Koersel.objects.count() == 2


@pytest.mark.parametrize("metode", ["get", "post"])
@pytest.mark.parametrize("rolle", [r for r in Rolle if r not in roller_med(Ret.DRIFT)])
def test_kun_driften_kommer_ind(formiddag, rolle: Rolle, metode: str):
    scenarier.tavs()
    fremmed = fabrik.kommune("0173", "Lyngby-Taarbæk")
    hjemme = fremmed if rolle not in (Rolle.STAR_IMPORT,) else None
    klient = klient_for(fabrik.bruger("anden", rolle, hjemme=hjemme))
    assert {getattr(klient, metode)(sti).status_code for sti in SIDERNE} == {403}
    assert Koersel.objects.count() == 2


def test_driften_naar_ingen_sager(driften: Client):
    sag = fabrik.sag_med_udfald()
    for sti in ("/bestillingsliste/", "/prioriteringsliste/", f"/kontrolark/{sag.pk}/"):
        assert driften.get(sti).status_code in (403, 404)


def test_tavs_register_kan_ikke_koeres_mens_noget_koerer(driften: Client):
    scenarier.tavs()
    assert FERIEKONTO in driften.get("/drift/").content.decode()
    scenarier.aaben(dato=DAGEN + timedelta(days=1), startet=NU)
    assert FERIEKONTO not in driften.get("/drift/").content.decode()


def test_uden_kommune_staar_fejlen_ved_feltet(driften: Client):
    scenarier.gennemfoert()
    assert "kommune_error" not in driften.get("/drift/").content.decode()
    side = driften.post(KOMMUNE, {"kommune": ""}, follow=True).content.decode()
    felt = side.partition('for="kommune">')[2].partition("<option")[0]
    assert "Vælg en kommune, før du kører den igen." in felt
    assert 'aria-invalid="true" aria-describedby="kommune_error"' in felt
