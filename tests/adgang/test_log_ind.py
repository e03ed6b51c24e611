"""Log-in i to trin: hvem der kommer ind, hvad fejlen røber, og hvornår der spærres."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from adgang.brugere import forvalt
from adgang.logind import tofaktor
from adgang.logind.forms import BRUGT_KODE, FORKERT, FORKERT_KODE
from adgang.models import Bruger, Brugersession, Genopretningskode, Opslag, Rolle
from adgang.opslagslog.arter import Art
from tests import fabrik

ADRESSE, KODE = "/log-ind/", "/log-ind/kode/"


def log_ind(brugernavn: str, kode: str, klient: Client | None = None, **mere: str):
    """Første trin."""
    felter = {"brugernavn": brugernavn, "adgangskode": kode, **mere}
    return (klient or Client()).post(ADRESSE, felter)


def efter_adgangskode(bruger: Bruger, **mere: str) -> Client:
    """En klient, der har vist sin adgangskode."""
    klient = Client()
    assert log_ind(bruger.brugernavn, fabrik.ADGANGSKODE, klient, **mere).status_code == 302
    return klient


def afvisninger(bruger: Bruger | None) -> list[str]:
    """Grundene i opslagsloggen, ældste først."""
    alle = Opslag.objects.paa_tvaers(grund="prøven").filter(bruger=bruger, art=Art.AFVIST)
    return list(alle.order_by("id").values_list("kriterium", flat=True))


def test_begge_trin_giver_overblikket(mette: Bruger):
    klient = efter_adgangskode(mette)
    svar = klient.post(KODE, {"kode": fabrik.kode_nu(mette)})
    assert (svar.status_code, svar["Location"]) == (302, "/")
    assert klient.get("/").status_code == 200


def test_adgangskoden_alene_giver_naeste_trin_og_intet_andet(mette: Bruger):
    klient = efter_adgangskode(mette)
    assert klient.get("/")["Location"] == KODE
    assert "Overblik" not in klient.get(KODE).content.decode()


@pytest.mark.parametrize(
    ("brugernavn", "kode", "fejl"),
    [
        ("mette",  "forkert",           FORKERT),
        ("ukendt", fabrik.ADGANGSKODE,  FORKERT),  # samme svar: brugeren røbes ikke
        ("lukket", fabrik.ADGANGSKODE,  FORKERT),  # samme svar: heller ikke en lukket
        ("api",    fabrik.ADGANGSKODE,  FORKERT),  # rollen kan ikke logge ind
        ("",       fabrik.ADGANGSKODE,  "Skriv dit brugernavn"),
        ("mette",  "",                  "Skriv din adgangskode"),
        ("mette",  "x" * 129,           "Adgangskoden er højst 128 tegn"),
    ],
)  # fmt: skip
def test_afvist_log_ind(mette: Bruger, brugernavn: str, kode: str, fejl: str):
    fabrik.bruger("api", Rolle.API_KLIENT)
    lukket = fabrik.bruger("lukket")
    lukket.is_active = False
    lukket.save()
    svar = log_ind(brugernavn, kode)
    side = svar.content.decode()
    assert svar.status_code == 422
    assert fejl in side
    assert "<title>Fejl: Log ind – Registersamkøring</title>" in side


def test_fejlen_er_ens_byte_for_byte_bortset_fra_brugernavnet(mette: Bruger):
    spaerret = fabrik.bruger("spaerret")
    spaerret.spaerret_til = timezone.now() + timedelta(hours=1)
    spaerret.save()
    klient = Client()
    klient.get(ADRESSE)
    sider = [
        log_ind(navn, "forkert", klient).content.decode().replace(navn, "X")
        for navn in ("mette", "ukendt", "spaerret")
    ]
    assert len({side.split("csrfmiddlewaretoken")[0] for side in sider}) == 1


@pytest.mark.parametrize(
    ("videre", "ender"),
    [
        ("/feedbackliste/",         "/feedbackliste/"),
        ("https://fremmed.example", "/"),
        ("//fremmed.example/",      "/"),
        ("javascript:alert(1)",     "/"),
        ("/log-af/",                "/"),
        ("/persongrupper/saet/?x",  "/persongrupper/"),
    ],
)  # fmt: skip
def test_videre_gaar_kun_til_egne_sider(mette: Bruger, videre: str, ender: str):
    klient = efter_adgangskode(mette, next=videre)
    assert klient.post(KODE, {"kode": fabrik.kode_nu(mette)})["Location"] == ender


@pytest.mark.parametrize(("metode", "status"), [("post", 302), ("get", 405)])
def test_log_af_kraever_post(klient: Client, metode: str, status: int):
    assert getattr(klient, metode)("/log-af/").status_code == status
    assert ("_auth_user_id" in klient.session) is (metode == "get")


# ── Spærring ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("forsoeg", "kommer_ind"), [(0, True), (2, True), (3, False)])
def test_tre_afviste_adgangskoder_spaerrer(mette: Bruger, forsoeg: int, kommer_ind: bool):
    for _ in range(forsoeg):
        log_ind("mette", "forkert")
    assert (log_ind("mette", fabrik.ADGANGSKODE).status_code == 302) is kommer_ind


@pytest.mark.parametrize(
    ("timer", "kommer_ind"), [(23.99, False), (24.01, True)], ids=["før et døgn", "efter et døgn"]
)
def test_spaerringen_varer_et_doegn(mette: Bruger, timer: float, kommer_ind: bool):
    for _ in range(3):
        log_ind("mette", "forkert")
    with time_machine.travel(timezone.now() + timedelta(hours=timer)):
        assert (log_ind("mette", fabrik.ADGANGSKODE).status_code == 302) is kommer_ind


@pytest.mark.parametrize(("koder", "kommer_ind"), [(2, True), (3, False)])
def test_forkerte_koder_taeller_med(mette: Bruger, koder: int, kommer_ind: bool):
    klient = efter_adgangskode(mette)
    for _ in range(koder):
        svar = klient.post(KODE, {"kode": "abcdef"})
        assert svar.status_code == 422
    assert (klient.post(KODE, {"kode": fabrik.kode_nu(mette)}).status_code == 302) or not kommer_ind
    assert (klient.get("/").status_code == 200) is kommer_ind


def test_en_rigtig_adgangskode_nulstiller_ikke_taellingen(mette: Bruger):
    """Ellers kunne den, der kender adgangskoden, gætte koder i det uendelige."""
    for _ in range(2):
        klient = efter_adgangskode(mette)
        klient.post(KODE, {"kode": "abcdef"})
    log_ind("mette", "forkert")
    assert log_ind("mette", fabrik.ADGANGSKODE).status_code == 422


def test_et_helt_log_ind_nulstiller(mette: Bruger):
    log_ind("mette", "forkert")
    log_ind("mette", "forkert")
    efter_adgangskode(mette).post(KODE, {"kode": fabrik.kode_nu(mette)})
    mette.refresh_from_db()
    assert (mette.afviste_forsoeg, mette.spaerret_til) == (0, None)


def test_administratoren_kan_aabne(mette: Bruger):
    for _ in range(3):
        log_ind("mette", "forkert")
    mette.refresh_from_db()
    forvalt.aabn(mette)
    assert log_ind("mette", fabrik.ADGANGSKODE).status_code == 302


def test_hver_afvisning_staar_i_loggen_med_sin_grund(mette: Bruger):
    fabrik.netvaerk(fabrik.kommune("0101", "København"), "192.0.2.0/24")
    for _ in range(4):
        log_ind("mette", "forkert")
    log_ind("ukendt", "forkert")
    assert afvisninger(mette) == [
        "forkert adgangskode",
        "forkert adgangskode",
        "forkert adgangskode, nu spærret",
        "brugeren er spærret",
    ]
    assert afvisninger(None) == ["ukendt brugernavn"]


def test_et_brugernavn_kan_ikke_bruges_til_at_gemme_noget_i_loggen(mette: Bruger):
    log_ind("670585-0028", "forkert")
    alle = Opslag.objects.paa_tvaers(grund="prøven")
    assert not [o for o in alle.values() if "670585" in str(o)]


# ── Koder ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("kode", "fejl"),
    [
        ("",         "Skriv koden"),
        ("abcdef",   FORKERT_KODE),
        ("12345",    FORKERT_KODE),
        ("١٢٣٤٥٦",   FORKERT_KODE),  # kun vesterlandske cifre
        ("x" * 60,   FORKERT_KODE),
    ],
)  # fmt: skip
def test_forkert_kode(mette: Bruger, kode: str, fejl: str):
    svar = efter_adgangskode(mette).post(KODE, {"kode": kode})
    assert svar.status_code == 422
    assert fejl in svar.content.decode()


def test_koden_maa_gerne_skrives_med_mellemrum(mette: Bruger):
    kode = fabrik.kode_nu(mette)
    svar = efter_adgangskode(mette).post(KODE, {"kode": f" {kode[:3]} {kode[3:]} "})
    assert svar.status_code == 302


def test_samme_kode_virker_kun_een_gang_og_taeller_ikke_som_et_gaet(mette: Bruger):
    kode = fabrik.kode_nu(mette)
    assert efter_adgangskode(mette).post(KODE, {"kode": kode}).status_code == 302
    svar = efter_adgangskode(mette).post(KODE, {"kode": kode})
    assert svar.status_code == 422
    assert BRUGT_KODE in svar.content.decode()
    assert afvisninger(mette) == ["koden er allerede brugt"]
    mette.refresh_from_db()
    assert mette.afviste_forsoeg == 0


def test_en_kode_til_en_spaerret_bruger_staar_i_loggen(mette: Bruger):
    """Spærret fra en anden browser, mens denne stod ved koden."""
    klient = efter_adgangskode(mette)
    mette.spaerret_til = timezone.now() + timedelta(hours=1)
    mette.save()
    assert klient.post(KODE, {"kode": fabrik.kode_nu(mette)}).status_code == 422
    assert afvisninger(mette) == ["brugeren er spærret"]


@pytest.mark.parametrize("hvordan", ["app", "genopretningskode"])
def test_et_log_ind_staar_i_loggen_med_sin_faktor(mette: Bruger, hvordan: str):
    kode = fabrik.kode_nu(mette) if hvordan == "app" else tofaktor.nye_koder(mette)[0]
    efter_adgangskode(mette).post(KODE, {"kode": kode})
    opslag = Opslag.objects.paa_tvaers(grund="prøven").get(art=Art.LOG_IND)
    assert (opslag.bruger, opslag.kriterium, opslag.ip) == (mette, hvordan, "127.0.0.1")


def test_en_genopretningskode_virker_een_gang(mette: Bruger):
    koder = tofaktor.nye_koder(mette)
    assert efter_adgangskode(mette).post(KODE, {"kode": koder[0]}).status_code == 302
    assert efter_adgangskode(mette).post(KODE, {"kode": koder[0]}).status_code == 422
    assert efter_adgangskode(mette).post(KODE, {"kode": koder[1].upper()}).status_code == 302
    assert tofaktor.ubrugte_koder(mette) == 8


def test_koderne_gemmes_ikke_og_de_gamle_doer_med_nye(mette: Bruger):
    gamle = tofaktor.nye_koder(mette)
    tofaktor.nye_koder(mette)
    gemt = str(list(Genopretningskode.objects.values()))
    assert not [kode for kode in gamle if kode in gemt or kode.replace("-", "") in gemt]
    assert efter_adgangskode(mette).post(KODE, {"kode": gamle[0]}).status_code == 422


def test_en_andens_genopretningskode_virker_ikke(mette: Bruger, leder: Bruger):
    koder = tofaktor.nye_koder(leder)
    assert efter_adgangskode(mette).post(KODE, {"kode": koder[0]}).status_code == 422


# ── Første gang ─────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def ny(db) -> tuple[Bruger, str]:
    """En bruger, en administrator lige har oprettet, og hendes engangskode."""
    return forvalt.opret(
        "ny", "Ny Medarbejder", Rolle.SAGSBEHANDLER, fabrik.kommune(), enhed="Ydelse", kle=[]
    )


def opsaet(klient: Client, bruger: Bruger):
    """Sæt appen op med dens første kode."""
    klient.get("/log-ind/app/")
    enhed = TOTPDevice.objects.get(user=bruger, confirmed=False)
    enhed.confirmed = True
    return klient.post("/log-ind/app/", {"kode": fabrik.enhedens_kode(enhed)})


def test_foerste_log_ind_fra_engangskode_til_overblik(ny: tuple[Bruger, str]):
    bruger, engangskode = ny
    klient = Client()
    assert log_ind("ny", engangskode, klient)["Location"] == KODE
    assert klient.get(KODE)["Location"] == "/log-ind/app/"
    side = klient.get("/log-ind/app/").content.decode()
    assert "data:image/svg+xml;base64," in side
    svar = opsaet(klient, bruger)
    assert svar.status_code == 200
    assert svar.content.decode().count("<code>") == tofaktor.ANTAL_KODER
    assert "no-store" in svar["Cache-Control"]
    assert klient.get("/")["Location"] == "/log-ind/ny-adgangskode/"
    ny_kode = "en lang sætning om havet"
    for valgt, status in ((engangskode, 422), (ny_kode, 302)):
        svar = klient.post(
            "/log-ind/ny-adgangskode/", {"new_password1": valgt, "new_password2": valgt}
        )
        assert svar.status_code == status
    assert svar["Location"] == "/"
    assert klient.get("/").status_code == 200
    assert log_ind("ny", engangskode).status_code == 422
    assert log_ind("ny", ny_kode).status_code == 302


@pytest.mark.parametrize(("timer", "status"), [(23.9, 302), (24.1, 422)])
def test_engangskoden_gaelder_et_doegn(ny: tuple[Bruger, str], timer: float, status: int):
    with time_machine.travel(timezone.now() + timedelta(hours=timer)):
        assert log_ind("ny", ny[1]).status_code == status


@pytest.mark.parametrize(
    ("engangskode_udloeber", "har_app", "bekraeftet", "maa"),
    [
        (timedelta(hours=1),  False, False, True),   # en administrator har åbnet
        (timedelta(hours=-1), False, False, False),  # for sent
        (None,                False, False, False),  # stjålet adgangskode: intet at sætte op
        (timedelta(hours=1),  True,  False, False),  # har en app: den skal vises først
        (None,                True,  True,  True),   # ny telefon
    ],
)  # fmt: skip
def test_hvem_maa_saette_en_app_op(
    mette: Bruger,
    engangskode_udloeber: timedelta | None,
    har_app: bool,
    bekraeftet: bool,
    maa: bool,
):
    enhed = TOTPDevice.objects.get(user=mette)
    if not har_app:
        enhed.delete()
    if engangskode_udloeber:
        mette.engangskode_udloeber = timezone.now() + engangskode_udloeber
    mette.otp_device = enhed if bekraeftet else None
    assert tofaktor.maa_saette_op(mette) is maa


def test_en_forkert_foerste_kode_saetter_intet_op(ny: tuple[Bruger, str]):
    klient = Client()
    log_ind("ny", ny[1], klient)
    assert klient.post("/log-ind/app/", {"kode": "000000"}).status_code == 422
    assert not TOTPDevice.objects.filter(user=ny[0], confirmed=True).exists()
    assert klient.get("/")["Location"] == KODE


# ── Netværk og sessioner ved døren ──────────────────────────────────────────────────────────


def test_fra_et_fremmed_netvaerk_vises_doeren_ikke(mette: Bruger):
    svar = Client(REMOTE_ADDR="198.51.100.7").get(ADRESSE)
    assert svar.status_code == 403
    assert "Du kan ikke komme ind herfra" in svar.content.decode()


def test_fra_en_anden_kommunes_netvaerk_afvises_ogsaa_den_rigtige_adgangskode(mette: Bruger):
    fabrik.netvaerk(fabrik.kommune("0173", "Lyngby-Taarbæk"), "192.0.2.0/24")
    klient = Client(REMOTE_ADDR="192.0.2.8")
    assert klient.get(ADRESSE).status_code == 200
    assert log_ind("mette", fabrik.ADGANGSKODE, klient).status_code == 422
    assert afvisninger(mette) == ["netværk uden for kommunens liste"]
    mette.refresh_from_db()
    assert mette.afviste_forsoeg == 0  # en fremmed kan ikke spærre hende


def test_sessionen_skrives_ved_adgangskoden_og_bekraeftes_ved_koden(mette: Bruger):
    klient = efter_adgangskode(mette)
    sessionen = Brugersession.objects.get(bruger=mette)
    assert sessionen.bekraeftet is None
    klient.post(KODE, {"kode": fabrik.kode_nu(mette)})
    sessionen.refresh_from_db()
    assert sessionen.bekraeftet is not None
