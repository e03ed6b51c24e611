"""Fælles for alle prøver: klienter med hver sin rolle, og hurtige adgangskoder."""

from __future__ import annotations

from collections.abc import Generator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from adgang import databaseroller
from adgang.models import Bruger, Rolle
from tests import aaben_log, driftsrolle, fabrik

pytest_plugins = ("tests.browser", "tests.moderdatabase", "tests.skraldespand")
PROEVERNE = Path(__file__).parent
DATABASEN = {"db", "transactional_db"}
ENS_PAA_BEGGE = (
    "adgang/test_log_ind.py",
    "adgang/test_rettigheder.py",
    "adgang/test_stikproeven.py",
    "feedback/effekt/test_effektsiden.py",
    "feedback/effekt/test_rapporten.py",
    "feedback/effekt/test_regnet_om.py",
    "feedback/test_feedbacklisten.py",
    "feedback/test_formularen.py",
    "feedback/test_henlaeg.py",
    "hjemmebesoeg/test_koerelistesider.py",
    "kontrol/eksport/",
    "kontrol/kontrolark/",
    "kontrol/lister/test_egne_valg.py",
    "kontrol/pakker/test_pakke_hent.py",
    "kontrol/partshoering/test_felterne.py",
    "kontrol/partshoering/test_sider.py",
    "kontrol/prioriteringsliste/test_prioriteringslistens_faner.py",
    "kontrol/prioriteringsliste/test_prioriteringslistens_raekker.py",
    "kontrol/test_listens_valg.py",
    "persongrupper/test_gruppesider.py",
    "portal/brugere/",
    "portal/demohistorie/",
    "portal/drift/test_driftens_knapper.py",
    "portal/drift/test_driftssiden.py",
    "portal/indsigt/",
    "portal/test_",
    "sagsopstart/test_sagsopstartsider.py",
    "samkoering/natten/test_nat_over_http.py",
    "samkoering/test_adressevaern.py",
    "udsoegning/test_udsoegningens_sider.py",
)
"""Prøver af sider, ord og filer: de siger det samme på begge databaser og køres på den ene.

At hver side svarer under driftsrollen, prøves på begge (``adgang/test_hver_side_svarer.py``).
"""


def pytest_configure() -> None:
    """Kaldes én gang, også når prøver henter herfra med ``from tests.conftest import …``."""
    aaben_log.lad_baenken_toemme()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Prøverne samles, som var det for 40 dage siden.

    En dag, der er regnet ud, da filen blev læst (i en tabel af tilfælde eller i et modul), falder
    da hver gang og ikke kun den nat, hvor prøverne går hen over midnat.
    """
    with time_machine.travel(datetime.now(UTC) - timedelta(days=40)):
        return (yield)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mærk prøverne, før der vælges imellem dem.

    Alt, der bruger databasen, er ``django_db`` og kommer med på PostgreSQL; ``postgres``
    springes over på SQLite, som skjuler kapløb.
    """
    uden_kaploeb = connection.vendor != "postgresql"
    for item in items:
        bruger_den = bool(DATABASEN & set(getattr(item, "fixturenames", ())))
        if bruger_den and item.get_closest_marker("django_db") is None:
            item.add_marker(pytest.mark.django_db)  # filens eget mærke, fx transaction, gælder
        if item.path.relative_to(PROEVERNE).as_posix().startswith(ENS_PAA_BEGGE):
            item.add_marker(pytest.mark.ens)
        if uden_kaploeb and item.get_closest_marker("postgres"):
            item.add_marker(pytest.mark.skip(reason="kræver PostgreSQL"))


@pytest.fixture(autouse=True)
def hurtige_adgangskoder(settings) -> None:
    """Argon2 er langsom med vilje; prøverne skal ikke vente på den."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def filer_findes_naar_de_hentes(settings) -> None:
    """Hver prøves klient starter portalen på ny og skal ikke læse alle statiske filer hver gang.

    Her slås de op, når de hentes; som de læses i drift, prøves de i ``portal/test_drift.py``.
    """
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(autouse=True)
def dagen_i_dag(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """En prøvefils ``I_DAG`` er den dag, prøven begynder; filen kan være læst før midnat."""
    if isinstance(getattr(request.module, "I_DAG", None), date):
        monkeypatch.setattr(request.module, "I_DAG", timezone.localdate())


@pytest.fixture(autouse=True)
def som_driftsrollen(settings, tmp_path: Path) -> None:
    """På PostgreSQL svarer portalen altid under driftsrollen, så rækkesikkerheden gælder.

    Prøverne selv skriver som ejeren; kun forespørgslerne skifter rolle.
    """
    settings.SEGLFIL = tmp_path / "segl.jsonl"
    if connection.vendor == "postgresql":
        settings.MIDDLEWARE = ["tests.driftsrolle.SomDriftsrolle", *settings.MIDDLEWARE]


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest, migreret_en_gang) -> bool:
    """En arbejders database kan være fyldt på forhånd; den skal ikke laves forfra."""
    return hasattr(request.config, "workerinput") or bool(request.config.getoption("reuse_db"))


@pytest.fixture(scope="session")
def django_db_setup(migreret_en_gang, django_db_setup, django_db_blocker) -> None:
    """Prøvedatabasen får driftsrollen, som ``manage.py driftsrolle`` giver den."""
    with django_db_blocker.unblock():
        migreret_en_gang()
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock():
            databaseroller.giv_rettigheder(driftsrolle.ROLLE)


@pytest.fixture
def mette(db) -> Bruger:
    """Sagsbehandler i Rødovre."""
    return fabrik.bruger("mette", navn="Mette Holm")


@pytest.fixture
def leder(db) -> Bruger:
    """Teamleder i Rødovre."""
    return fabrik.bruger("leder", Rolle.TEAMLEDER, navn="Søren Bak")


@pytest.fixture
def jonas(db) -> Bruger:
    """Sagsbehandler i Lyngby-Taarbæk."""
    hjemme = fabrik.kommune("0173", "Lyngby-Taarbæk")
    return fabrik.bruger("jonas", hjemme=hjemme, navn="Jonas Krog")


def klient_for(hvem: Bruger) -> Client:
    """En klient, hvor brugeren er logget ind med begge faktorer."""
    klient = Client()
    fabrik.log_ind(klient, hvem)
    return klient


@pytest.fixture
def klient(mette: Bruger) -> Client:
    """Mettes klient."""
    return klient_for(mette)
