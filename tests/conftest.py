"""Fælles for alle prøver: klienter med hver sin rolle, og hurtige adgangskoder."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from adgang.models import Bruger, Rolle
from tests import fabrik

DATABASEN = {"db", "transactional_db"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mærk prøverne, før der vælges imellem dem.

    Alt, der bruger databasen, er ``django_db`` og kommer med på PostgreSQL; ``postgres``
    springes over på SQLite, som skjuler kapløb.
    """
    uden_kaploeb = connection.vendor != "postgresql"
    for item in items:
        if DATABASEN & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.django_db)
        if uden_kaploeb and item.get_closest_marker("postgres"):
            item.add_marker(pytest.mark.skip(reason="kræver PostgreSQL"))


@pytest.fixture(autouse=True)
def hurtige_adgangskoder(settings) -> None:
    """Argon2 er langsom med vilje; prøverne skal ikke vente på den."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


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
    """En klient, hvor brugeren er logget ind."""
    klient = Client()
    klient.force_login(hvem)
    return klient


@pytest.fixture
def klient(mette: Bruger) -> Client:
    """Mettes klient."""
    return klient_for(mette)
