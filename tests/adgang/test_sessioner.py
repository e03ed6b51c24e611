"""Sessionerne: hvor længe de lever, hvor de kan ses, og hvem der kan lukke dem."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from adgang.models import Bruger, Brugersession
from adgang.models.session import Sessionslukning
from adgang.sessioner.forloeb import browser
from tests import fabrik
from tests.conftest import klient_for

MIN_ADGANG = "/min-adgang/"
NY = ("new_password1", "new_password2")


def test_en_session_uden_sin_raekke_er_ingen_session(mette: Bruger):
    """Django alene kan logge ind; kun døren kan give adgang."""
    klient = Client()
    klient.force_login(mette)
    assert klient.get("/")["Location"].startswith("/log-ind/")


@pytest.mark.parametrize(("minutter", "inde"), [(29.9, True), (30.1, False)])
def test_inaktiv(mette: Bruger, minutter: float, inde: bool):
    klient = klient_for(mette)
    with time_machine.travel(timezone.now() + timedelta(minutes=minutter)):
        assert (klient.get("/").status_code == 200) is inde


@pytest.mark.parametrize(("timer", "inde"), [(7.99, True), (8.01, False)])
def test_absolut(mette: Bruger, timer: float, inde: bool):
    """Også den, der arbejder hele dagen, logger ind igen efter otte timer."""
    klient, nu = klient_for(mette), timezone.now()
    for halvtimer in range(1, 16):
        with time_machine.travel(nu + timedelta(minutes=29 * halvtimer)):
            assert klient.get("/").status_code == 200
    Brugersession.objects.update(sidst_brugt=nu + timedelta(hours=timer, minutes=-5))
    with time_machine.travel(nu + timedelta(hours=timer)):
        assert (klient.get("/").status_code == 200) is inde


@pytest.mark.parametrize(
    ("efter", "fordi", "ord_"),
    [
        (timedelta(minutes=31), Sessionslukning.INAKTIV,  "ikke havde brugt systemet i 30 min"),
        (timedelta(hours=9),    Sessionslukning.UDLOEBET, "havde været logget på i 8 timer"),
    ],
)  # fmt: skip
def test_log_ind_siger_hvorfor(mette: Bruger, efter: timedelta, fordi: str, ord_: str):
    klient = klient_for(mette)
    with time_machine.travel(timezone.now() + efter):
        svar = klient.get("/feedbackliste/")
        assert svar["Location"] == "/log-ind/?next=/feedbackliste/"
        assert ord_ in klient.get("/log-ind/").content.decode()
    assert Brugersession.objects.get().lukning == fordi


@pytest.mark.parametrize(("gaelder_stadig", "inde"), [(True, True), (False, False)])
def test_en_ny_noegle_til_systemet(mette: Bruger, settings, gaelder_stadig: bool, inde: bool):
    """Sessionen lever videre, så længe den gamle nøgle gælder; browserens gamle gør ikke."""
    klient = klient_for(mette)
    foer = klient.cookies["sessionid"].value
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY] if gaelder_stadig else []
    settings.SECRET_KEY = "en helt ny nøgle"
    assert [klient.get("/").status_code == 200 for _ in range(2)] == [inde, inde]
    fremmed = Client()
    fremmed.cookies["sessionid"] = foer
    assert fremmed.get("/").status_code == 302


def test_uret_spoerger_uden_at_forlaenge(mette: Bruger):
    klient, nu = klient_for(mette), timezone.now()
    with time_machine.travel(nu + timedelta(minutes=28)):
        svar = klient.get("/session/").json()
        assert svar["inaktiv"] in (119, 120)
        assert svar["absolut"] > 7 * 3600
    with time_machine.travel(nu + timedelta(minutes=31)):
        assert klient.get("/session/").status_code == 401


def test_tegn_paa_liv_forlaenger(mette: Bruger):
    klient, nu = klient_for(mette), timezone.now()
    with time_machine.travel(nu + timedelta(minutes=28)):
        assert klient.post("/session/").json()["inaktiv"] in (1799, 1800)
    with time_machine.travel(nu + timedelta(minutes=57)):
        assert klient.get("/").status_code == 200


@pytest.mark.parametrize("bekraeftet", [None, False])
def test_uret_svarer_kun_den_der_er_helt_inde(mette: Bruger, bekraeftet: bool | None):
    klient = Client()
    if bekraeftet is False:
        fabrik.log_ind(klient, mette, bekraeftet=False)
    svar = klient.get("/session/")
    assert (svar.status_code, svar.json()) == (401, {"aarsag": "udloebet"})


def test_min_adgang_viser_alle_mine_og_ingen_andres(mette: Bruger, leder: Bruger):
    klient_for(leder)
    Brugersession.objects.filter(bruger=leder).update(browser="Lederens browser")
    klient_for(mette)
    Brugersession.objects.filter(bruger=mette).update(browser="Firefox på Windows")
    side = klient_for(mette).get(MIN_ADGANG).content.decode()
    assert "Firefox på Windows" in side
    assert "Denne session" in side
    assert "Lederens browser" not in side


def test_en_lukket_session_er_ude_med_det_samme(mette: Bruger):
    den_ene, den_anden = klient_for(mette), klient_for(mette)
    aeldste = Brugersession.objects.order_by("begyndt").first()
    svar = den_anden.post(f"{MIN_ADGANG}sessioner/{aeldste.pk}/luk/")
    assert svar["Location"] == MIN_ADGANG
    assert den_ene.get("/").status_code == 302
    assert den_anden.get("/").status_code == 200


def test_alle_andre_kan_lukkes_paa_een_gang(mette: Bruger):
    andre, min_ = [klient_for(mette) for _ in range(3)], klient_for(mette)
    min_.post(f"{MIN_ADGANG}luk-andre/")
    assert {klient.get("/").status_code for klient in andre} == {302}
    assert min_.get("/").status_code == 200


def test_en_andens_session_findes_ikke(mette: Bruger, leder: Bruger):
    klient_for(leder)
    fremmed = Brugersession.objects.get(bruger=leder)
    klient = klient_for(mette)
    svar = [klient.post(f"{MIN_ADGANG}sessioner/{id_}/luk/") for id_ in (fremmed.pk, uuid4())]
    assert [s.status_code for s in svar] == [404, 404]
    fremmed.refresh_from_db()
    assert fremmed.lukket is None


@pytest.mark.parametrize(("minutter", "foerst_kode"), [(9.9, False), (10.1, True)])
@pytest.mark.parametrize("handling", ["luk-andre/", "nye-koder/"])
def test_egen_adgang_aendres_kun_med_en_frisk_kode(
    mette: Bruger, handling: str, minutter: float, foerst_kode: bool
):
    klient = klient_for(mette)
    with time_machine.travel(timezone.now() + timedelta(minutes=minutter)):
        svar = klient.post(MIN_ADGANG + handling)
        til_koden = svar.status_code == 302 and svar["Location"].startswith("/log-ind/kode/?igen=1")
        assert til_koden is foerst_kode
        if foerst_kode:
            adresse = svar["Location"]
            assert "Bekræft, at det er dig" in klient.get(adresse).content.decode()
            assert klient.post(adresse, {"kode": fabrik.kode_nu(mette)})["Location"] == MIN_ADGANG
            assert "/log-ind/" not in klient.post(MIN_ADGANG + handling).get("Location", "")


def test_ny_adgangskode_logger_de_andre_af(mette: Bruger):
    den_anden, min_ = klient_for(mette), klient_for(mette)
    ny = "en helt anden sætning om skibe"
    felter = {"nuvaerende": fabrik.ADGANGSKODE, "new_password1": ny, "new_password2": ny}
    assert min_.post("/log-ind/ny-adgangskode/", felter).status_code == 302
    assert den_anden.get("/").status_code == 302
    assert min_.get("/").status_code == 200


@pytest.mark.parametrize(
    ("felter", "fejl"),
    [
        ({"nuvaerende": "forkert"},       "Den nuværende adgangskode er forkert"),
        ({"new_password2": "noget andet"}, "De to adgangskoder er ikke ens"),
        ({"new_password1": "kort", "new_password2": "kort"}, "mindst 12 tegn"),
        (dict.fromkeys(NY, fabrik.ADGANGSKODE), "Vælg en anden adgangskode end den, du har nu"),
        (dict.fromkeys(NY, "violin-mette-gryde"), "Adgangskoden rummer dit navn"),
    ],
)  # fmt: skip
def test_afvist_ny_adgangskode(klient: Client, mette: Bruger, felter: dict[str, str], fejl: str):
    ny = "en helt anden sætning om skibe"
    start = {"nuvaerende": fabrik.ADGANGSKODE, "new_password1": ny, "new_password2": ny}
    svar = klient.post("/log-ind/ny-adgangskode/", {**start, **felter})
    assert svar.status_code == 422
    assert fejl in svar.content.decode()
    mette.refresh_from_db()
    assert mette.check_password(fabrik.ADGANGSKODE)


@pytest.mark.parametrize(
    ("hoved", "navn"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0", "Firefox på Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge på Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X) Version/18 Safari/605", "Safari på macOS"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537", "Chrome på Android"),
        ("", "Ukendt browser"),
        ("<script>alert(1)</script>", "Ukendt browser"),
    ],
)
def test_browserens_navn(hoved: str, navn: str):
    assert browser(hoved) == navn


@pytest.mark.parametrize(("gaet", "inde"), [(2, True), (3, False)])
def test_den_nuvaerende_adgangskode_kan_ikke_gaettes_i_en_aaben_session(
    klient: Client, mette: Bruger, gaet: int, inde: bool
):
    ny = "en helt anden sætning om skibe"
    felter = {"nuvaerende": "forkert", "new_password1": ny, "new_password2": ny}
    for _ in range(gaet):
        assert klient.post("/log-ind/ny-adgangskode/", felter).status_code == 422
    mette.refresh_from_db()
    assert (mette.spaerret_til is None) is inde
    assert (klient.get("/").status_code == 200) is inde
