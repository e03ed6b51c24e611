"""Bestil, fortryd og læg tilbage: hvem får sagen, og hvad historikken siger bagefter."""

from __future__ import annotations

import re
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from adgang.models import Bruger
from kontrol.bestillingsliste.bestil import bestil, fortryd, laeg_tilbage
from kontrol.models import UNDER_BEHANDLING, Bestilling, Lukning
from samkoering.models import Handling, Sag, Sagstilstand
from tests import fabrik
from tests.conftest import klient_for

ADRESSE = "/bestillingsliste/"


def laes(sag: Sag) -> Sag:
    return Sag.objects.i_kommune(sag.kommune_id).get(pk=sag.pk)


def historik(sag: Sag) -> list[tuple[str, Bruger | None]]:
    return [(linje.handling, linje.bruger) for linje in sag.historik.order_by("pk")]


def test_en_bestilling_flytter_sagen_til_brugeren(mette: Bruger):
    sag, urort = fabrik.sag_med_udfald(), fabrik.sag_med_udfald()
    token = uuid4()
    resultat = bestil([sag.pk], mette, token)
    nu = laes(sag)
    assert (resultat.bestilt, resultat.optaget, resultat.udgaaet) == ((sag.pk,), (), ())
    assert (nu.tilstand, nu.tildelt, nu.version) == (Sagstilstand.BESTILT, mette, 1)
    assert historik(sag) == [(Handling.BESTILT, mette)]
    assert [(b.token, b.bruger, b.lukket) for b in sag.bestillinger.all()] == [(token, mette, None)]
    assert laes(urort).tilstand == Sagstilstand.LEDIG


@pytest.mark.parametrize(
    ("tilstand", "udfald"),
    [
        (Sagstilstand.LEDIG,                      "bestilt"),
        (Sagstilstand.BESTILT,                    "optaget"),
        (Sagstilstand.VISITERES,                  "optaget"),
        (Sagstilstand.PARTSHOERING,               "optaget"),
        (Sagstilstand.HENLAGT_VISITERING,         "udgaaet"),
        (Sagstilstand.HENLAGT_EFTER_PARTSHOERING, "udgaaet"),
        (Sagstilstand.AENDRET_TILDELING,          "udgaaet"),
        (Sagstilstand.UDLOEBET,                   "udgaaet"),
        (Sagstilstand.BORTFALDET,                 "udgaaet"),
    ],
)  # fmt: skip
def test_kun_en_ledig_sag_kan_bestilles(mette: Bruger, tilstand: Sagstilstand, udfald: str):
    sag = fabrik.sag_med_udfald(tilstand=tilstand)
    resultat = bestil([sag.pk], mette, uuid4())
    faaet = {
        navn: getattr(resultat, navn)
        for navn in ("bestilt", "optaget", "udgaaet")
        if getattr(resultat, navn)
    }
    assert faaet == {udfald: (sag.pk,)}
    assert laes(sag).tilstand == (Sagstilstand.BESTILT if udfald == "bestilt" else tilstand)


@pytest.mark.parametrize(
    ("navn", "orden"),
    [
        ("Åse Testesen", "}se testesen"),  # å står sidst på alle databaser
        ("",             ""),
        ("N" * 300,      "n" * 200),
    ],
)  # fmt: skip
def test_bestillingen_husker_navnets_plads_i_alfabetet(mette: Bruger, navn: str, orden: str):
    sag = fabrik.sag_med_udfald(navn="Gammelt Navn")
    fabrik.kontrolark(sag, navn=navn)
    bestil([sag.pk], mette, uuid4())
    assert sag.bestillinger.get().navn_orden == orden


def test_en_sag_uden_kontrolark_kan_bestilles(mette: Bruger):
    sag = fabrik.sag_med_udfald()
    sag.kontrolark.all().delete()
    assert bestil([sag.pk], mette, uuid4()).bestilt == (sag.pk,)
    assert sag.bestillinger.get().navn_orden == ""


@pytest.mark.parametrize("tildelt", ["ingen", "leder"])
def test_sagen_kan_tildeles_en_anden_eller_ingen(mette: Bruger, leder: Bruger, tildelt: str):
    sag, hvem = fabrik.sag_med_udfald(), leder if tildelt == "leder" else None
    assert bestil([sag.pk], mette, uuid4(), tildelt=hvem).bestilt == (sag.pk,)
    nu = laes(sag)
    assert (nu.tilstand, nu.tildelt) == (Sagstilstand.BESTILT, hvem)
    assert sag.bestillinger.get().bruger == mette


def test_mange_sager_koster_de_samme_forespoergsler(mette: Bruger):
    def spoerg(antal: int) -> int:
        sager = [fabrik.sag_med_udfald().pk for _ in range(antal)]
        with CaptureQueriesContext(connection) as spurgt:
            bestil(sager, mette, uuid4())
        return len(spurgt)

    assert spoerg(1) == spoerg(12)


def test_fremmed_og_ukendt_sag_er_det_samme(mette: Bruger, jonas: Bruger):
    fremmed, ukendt = fabrik.sag_med_udfald(jonas.kommune), uuid4()
    for sag in (fremmed.pk, ukendt):
        resultat = bestil([sag], mette, uuid4())
        assert (resultat.bestilt, resultat.optaget, resultat.udgaaet) == ((), (), (sag,))
    assert laes(fremmed).tilstand == Sagstilstand.LEDIG


def test_dobbeltklik_bestiller_en_gang(mette: Bruger):
    sager = [fabrik.sag_med_udfald().pk for _ in range(3)]
    token = uuid4()
    assert bestil(sager, mette, token) == bestil(sager, mette, token)
    assert Bestilling.objects.i_kommune("0175").count() == 3
    assert [len(historik(s)) for s in Sag.objects.i_kommune("0175")] == [1, 1, 1]


def test_samme_tryk_efter_en_fortrydelse_bestiller_ikke_igen(mette: Bruger):
    sag, token = fabrik.sag_med_udfald(), uuid4()
    bestil([sag.pk], mette, token)
    assert len(fortryd(mette, token)) == 1
    bestil([sag.pk], mette, token)
    assert laes(sag).tilstand == Sagstilstand.LEDIG


@pytest.mark.parametrize(
    ("tilstand", "fortrudt"),
    [
        (Sagstilstand.BESTILT,            1),
        (Sagstilstand.VISITERES,          0),  # kontrolarket er åbnet
        (Sagstilstand.PARTSHOERING,       0),
        (Sagstilstand.HENLAGT_VISITERING, 0),
    ],
)  # fmt: skip
def test_fortryd_til_kontrolarket_er_aabnet(mette: Bruger, tilstand: Sagstilstand, fortrudt: int):
    sag, token = fabrik.sag_med_udfald(), uuid4()
    bestil([sag.pk], mette, token)
    Sag.objects.i_kommune("0175").filter(pk=sag.pk).update(tilstand=tilstand)
    assert len(fortryd(mette, token)) == fortrudt
    nu, bestilling = laes(sag), sag.bestillinger.get()
    assert nu.tilstand == (Sagstilstand.LEDIG if fortrudt else tilstand)
    assert nu.tildelt == (None if fortrudt else mette)
    assert bestilling.lukning == (Lukning.FORTRUDT if fortrudt else "")
    assert (bestilling.lukket is not None) is bool(fortrudt)
    assert (Handling.BESTILLING_FORTRUDT in dict(historik(sag))) is bool(fortrudt)


def test_en_fortrudt_sag_kan_bestilles_af_en_anden(mette: Bruger, leder: Bruger):
    sag, token = fabrik.sag_med_udfald(), uuid4()
    bestil([sag.pk], mette, token)
    fortryd(mette, token)
    assert bestil([sag.pk], leder, uuid4()).bestilt == (sag.pk,)
    assert [b.lukket is None for b in sag.bestillinger.order_by("bestilt")] == [False, True]


def test_kun_den_der_bestilte_kan_fortryde(mette: Bruger, leder: Bruger, jonas: Bruger):
    sag, token = fabrik.sag_med_udfald(), uuid4()
    bestil([sag.pk], mette, token)
    assert (fortryd(leder, token), fortryd(jonas, token)) == ([], [])
    assert laes(sag).tildelt == mette


@pytest.mark.parametrize(
    ("hvem", "tilstand", "antal"),
    [
        ("mette", Sagstilstand.BESTILT,            1),  # sin egen
        ("mette", Sagstilstand.VISITERES,          1),
        ("mette", Sagstilstand.PARTSHOERING,       0),  # borgeren er hørt
        ("mette", Sagstilstand.HENLAGT_VISITERING, 0),
        ("leder", Sagstilstand.BESTILT,            1),  # teamlederen alles
        ("karl",  Sagstilstand.BESTILT,            0),  # en kollegas
        ("jonas", Sagstilstand.BESTILT,            0),  # en anden kommunes
    ],
)  # fmt: skip
def test_laeg_tilbage(mette, leder, jonas, hvem: str, tilstand: Sagstilstand, antal: int):
    fabrik.bruger("karl")
    sag = fabrik.bestilt_sag(mette, tilstand=tilstand)
    assert len(laeg_tilbage([sag.pk], Bruger.objects.get(brugernavn=hvem))) == antal
    nu = laes(sag)
    assert (nu.tilstand, nu.tildelt) == ((Sagstilstand.LEDIG, None) if antal else (tilstand, mette))
    assert sag.bestillinger.get().lukning == (Lukning.LAGT_TILBAGE if antal else "")


@pytest.mark.parametrize(
    ("ledige", "optagne", "udloebne", "besked"),
    [
        (3, 2, 0, "2 af de 5 sager blev bestilt af en kollega, mens du valgte. "
                  "De 3 andre ligger på din prioriteringsliste."),
        (1, 1, 0, "1 af de 2 sager blev bestilt af en kollega, mens du valgte. "
                  "Den anden ligger på din prioriteringsliste."),
        (0, 1, 0, "Sagen blev bestilt af en kollega, mens du valgte."),
        (2, 0, 1, "1 af de 3 sager er ikke længere på bestillingslisten. "
                  "De 2 andre ligger på din prioriteringsliste."),
        (0, 0, 1, "Sagen er ikke længere på bestillingslisten."),
    ],
)  # fmt: skip
def test_beskeden_naar_nogle_er_vaek(
    klient: Client, leder: Bruger, ledige: int, optagne: int, udloebne: int, besked: str
):
    sager = [fabrik.sag_med_udfald() for _ in range(ledige)]
    sager += [fabrik.bestilt_sag(leder) for _ in range(optagne)]
    sager += [fabrik.sag_med_udfald(tilstand=Sagstilstand.UDLOEBET) for _ in range(udloebne)]
    svar = send(klient, [sag.pk for sag in sager], follow=True)
    assert svar.redirect_chain[0][0] == ("/prioriteringsliste/" if ledige else f"{ADRESSE}?")
    assert besked in svar.content.decode()


@pytest.mark.parametrize(
    ("egne", "optagne", "beskeder"),
    [
        (1, 0, ["Du har selv bestilt sagen i forvejen."]),
        (2, 0, ["Du har selv bestilt de 2 sager i forvejen."]),
        (1, 2, ["2 af de 3 sager blev bestilt af en kollega, mens du valgte.",
                "Du har selv bestilt 1 af de 3 sager i forvejen."]),
        (0, 2, ["De 2 sager blev bestilt af en kollega, mens du valgte."]),
    ],
)  # fmt: skip
def test_sager_bestilt_i_en_anden_fane(
    klient: Client, mette: Bruger, leder: Bruger, egne: int, optagne: int, beskeder: list[str]
):
    sager = [fabrik.bestilt_sag(mette) for _ in range(egne)]
    sager += [fabrik.bestilt_sag(leder) for _ in range(optagne)]
    svar = send(klient, [sag.pk for sag in sager], follow=True)
    assert svar.redirect_chain[0][0] == ("/prioriteringsliste/" if egne else f"{ADRESSE}?")
    side = svar.content.decode()
    assert all(besked in side for besked in beskeder)
    assert ("af en kollega" in side) is bool(optagne)


@pytest.mark.parametrize(
    ("bestilt_af", "hos", "egen"),
    [
        ("mette", "mette", True),
        ("mette", "leder", True),   # hun bestilte den, og den er siden givet til en kollega
        ("mette", None,    True),
        ("leder", "mette", True),   # en kollega bestilte den og gav hende den
        ("leder", "leder", False),
        ("leder", None,    False),
    ],
)  # fmt: skip
def test_egen_er_den_hun_har_eller_selv_bestilte(
    mette: Bruger, leder: Bruger, bestilt_af: str, hos: str | None, egen: bool
):
    hvem = {"mette": mette, "leder": leder, None: None}
    sag = fabrik.bestilt_sag(hvem[bestilt_af])
    Sag.objects.i_kommune("0175").filter(pk=sag.pk).update(tildelt=hvem[hos])
    resultat = bestil([sag.pk], mette, uuid4())
    assert (resultat.egne, resultat.optaget) == (((sag.pk,), ()) if egen else ((), (sag.pk,)))


def test_en_tidligere_bestilling_goer_ikke_sagen_til_hendes(mette: Bruger, leder: Bruger):
    sag, token = fabrik.sag_med_udfald().pk, uuid4()
    bestil([sag], mette, token)
    fortryd(mette, token)
    bestil([sag], leder, uuid4())
    assert bestil([sag], mette, uuid4()).optaget == (sag,)


def test_bestilling_kan_fortrydes_fra_beskeden(klient: Client):
    sager = [fabrik.sag_med_udfald().pk for _ in range(2)]
    side = send(klient, sager, follow=True).content.decode()
    assert "2 sager er bestilt og ligger nu på din prioriteringsliste" in side
    igen = klient.get("/prioriteringsliste/").content.decode()  # beskeden bliver stående
    assert "Fortryd bestilling" in igen
    token = re.search(r'name="token" value="([^"]+)"', igen).group(1)
    svar = klient.post("/bestillingsliste/fortryd/", {"token": token}, follow=True)
    assert "Bestillingen af 2 sager er fortrudt" in svar.content.decode()
    assert "Fortryd bestilling" not in klient.get("/prioriteringsliste/").content.decode()


def test_intet_valgt_giver_en_fejl_oeverst_med_henvisning(klient: Client):
    sag = fabrik.sag_med_udfald()
    svar = send(klient, [])
    side = svar.content.decode()
    assert svar.status_code == 422
    assert "<title>Fejl: Bestillingsliste – Registersamkøring</title>" in side
    assert f'<a href="#sag-{sag.pk}">Vælg mindst én sag, før du bestiller.</a>' in side
    assert side.index('id="fejlliste"') < side.index("<h1>")


@pytest.mark.parametrize("felter", [{}, {"token": "x"}, {"token": str(uuid4())}])
def test_fortryd_uden_noget_at_fortryde(klient: Client, felter: dict[str, str]):
    svar = klient.post("/bestillingsliste/fortryd/", felter, follow=True)
    assert "Bestillingen kan ikke fortrydes" in svar.content.decode()


@pytest.mark.parametrize("sti", ["fortryd/", "laeg-tilbage/"])
def test_handlinger_kraever_post(klient: Client, sti: str):
    assert klient.get(ADRESSE + sti).status_code == 405


def test_handlinger_kraever_formularens_maerke(mette: Bruger):
    sag = fabrik.sag_med_udfald()
    streng = Client(enforce_csrf_checks=True)
    streng.force_login(mette)
    svar = send(streng, [sag.pk])
    assert svar.status_code == 403
    assert "Formularen er udløbet" in svar.content.decode()
    assert laes(sag).tilstand == Sagstilstand.LEDIG


def test_laeg_tilbage_paa_siden(klient: Client, mette: Bruger, leder: Bruger):
    egen, leders = fabrik.bestilt_sag(mette), fabrik.bestilt_sag(leder)
    svar = klient.post(
        "/bestillingsliste/laeg-tilbage/", {"sag": [egen.pk, leders.pk]}, follow=True
    )
    side = svar.content.decode()
    assert "1 sag er lagt tilbage på bestillingslisten." in side
    assert "1 sag blev ikke lagt tilbage." in side
    assert laes(leders).tilstand in UNDER_BEHANDLING


def test_laeg_tilbage_uden_valg(klient: Client):
    svar = klient.post("/bestillingsliste/laeg-tilbage/", {}, follow=True)
    assert "Vælg mindst én sag, før du lægger tilbage." in svar.content.decode()


def test_teamlederen_ser_sin_kommunes_liste(leder: Bruger):
    sag = fabrik.sag_med_udfald()
    assert sag.sagsnr in klient_for(leder).get(ADRESSE).content.decode()


def send(klient: Client, sager: list[UUID], **valg: bool):
    return klient.post(ADRESSE, {"token": uuid4(), "sag": sager}, **valg)
