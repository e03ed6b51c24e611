"""En fuld disk under databasen er maskinens skyld: natten venter, ingen kommune sættes til side."""

from __future__ import annotations

import errno
import sqlite3
from datetime import date
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from samkoering.models import (
    Aarsag,
    Deltilstand,
    Forsoegsudfald,
    Koersel,
    Koerselstilstand,
    Natdel,
    Sag,
    Trin,
)
from samkoering.natten import barneproces, maskinen
from samkoering.natten.forsoeg import HOEJST_FEJLET
from samkoering.natten.hovedbog import PROEVER, begynd, vent_paa_maskinen
from samkoering.natten.maskinen import maskinens_skyld
from samkoering.skrivning import skriv
from tests.samkoering.natten.gang import koer_faerdig
from tests.uafhaengig.haandlavet import Mappe

NAT = date(2018, 6, 19)


class Driverfejl(Exception):
    """Som driverens egen: PostgreSQL's kode i ``pgcode``, SQLites i ``sqlite_errorcode``."""

    def __init__(self, kode: str | int) -> None:
        self.pgcode = kode if isinstance(kode, str) else None
        if isinstance(kode, int):
            self.sqlite_errorcode = kode


KODER = [
    ("53100",                       maskinen.FULD),
    ("53200",                       maskinen.UDEN_HUKOMMELSE),
    ("53300",                       maskinen.UDEN_FORBINDELSER),
    ("53400",                       maskinen.UDEN_RAADIGHED),
    ("57P01",                       maskinen.STANDSET),
    ("58030",                       maskinen.KAN_IKKE_SKRIVE),
    (sqlite3.SQLITE_FULL,           maskinen.FULD),
    (sqlite3.SQLITE_IOERR_WRITE,    maskinen.KAN_IKKE_SKRIVE),
    (sqlite3.SQLITE_NOMEM,          maskinen.UDEN_HUKOMMELSE),
    ("23505",                       ""),  # en nøgle, der står to gange, er delens egen
    ("22001",                       ""),  # en for lang tekst også
    ("57014",                       ""),  # og et spørgsmål, nogen afbrød
    (sqlite3.SQLITE_CONSTRAINT,     ""),
    (sqlite3.SQLITE_BUSY,           ""),
]  # fmt: skip


@pytest.mark.parametrize(("kode", "grund"), KODER)
def test_koden_afgoer_hvis_skyld_det_er(kode: str | int, grund: str):
    fejl = DatabaseError("Django pakker driverens fejl ind")
    fejl.__cause__ = Driverfejl(kode)
    assert maskinens_skyld(fejl) == grund


@pytest.mark.parametrize(
    ("fejl", "grund"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), maskinen.UDEN_PLADS),
        (OSError(errno.EACCES, "Permission denied"), ""),
        (ValueError("database or disk is full"), ""),  # ordene alene er ikke nok
    ],
)
def test_en_fil_uden_plads_er_ogsaa_maskinens(fejl: Exception, grund: str):
    assert maskinens_skyld(fejl) == grund


# ── Natten på en database uden plads ────────────────────────────────────────────────────────


def fyld_databasen() -> None:
    """Databasens egen fejl: SQLite med et loft over sine sider, PostgreSQL med sin kode."""
    with connection.cursor() as markoer:
        if connection.vendor == "postgresql":
            markoer.execute("DO $$ BEGIN RAISE EXCEPTION 'fuld' USING ERRCODE = '53100'; END $$")
        sider = markoer.execute("PRAGMA page_count").fetchone()[0]
        markoer.execute(f"PRAGMA max_page_count = {sider}")
        try:
            markoer.execute("CREATE TABLE fyld AS SELECT randomblob(4000000) AS fyldet")
        finally:
            markoer.execute("PRAGMA max_page_count = 1073741823")


@pytest.fixture
def fuld_disk(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Disken er fuld, hver gang en kommune skrives, til prøven skaffer plads."""
    rigtig, disk = skriv.foer_regnskab, SimpleNamespace(fuld=True, ramt=0)

    def foer(koersel: Koersel, del_: object) -> None:
        if disk.fuld:
            disk.ramt += 1
            fyld_databasen()
        rigtig(koersel, del_)

    monkeypatch.setattr(skriv, "foer_regnskab", foer)
    return disk


def sager() -> int:
    return Sag.objects.paa_tvaers(grund="prøven ser alle kommuner").count()


@pytest.mark.django_db(transaction=True)
def test_natten_venter_paa_plads_og_goeres_faerdig(mappe: Mappe, fuld_disk, settings):
    koersel = begynd(NAT, Aarsag.PLANLAGT)
    for proeve in range(1, HOEJST_FEJLET + 2):
        koersel = koer_faerdig(koersel)
        assert (koersel.trin, koersel.proever) == (Trin.SKRIVES, proeve)
        assert koersel.fejl == maskinen.FULD
        assert koersel.naeste_proeve > timezone.now()
        Koersel.objects.update(naeste_proeve=None)  # tiden går
    assert fuld_disk.ramt == HOEJST_FEJLET + 1
    assert not Natdel.objects.exclude(tilstand=Deltilstand.VENTER).exists(), "intet i karantæne"
    assert sager() == 0, "intet halvt"
    assert len(list(settings.UDTRAEKSMAPPE.iterdir())) == 1, "der hentes ikke forfra"
    skrivninger = koersel.forsoeg.filter(arbejde="SKRIV")
    assert set(skrivninger.values_list("udfald", "taeller", "grund")) == {
        (Forsoegsudfald.FEJLET, False, maskinen.FULD)
    }
    fuld_disk.fuld = False
    koersel = koer_faerdig(koersel)
    assert (koersel.tilstand, koersel.fejl) == (Koerselstilstand.GENNEMFOERT, "")
    assert sager() == 1


@pytest.mark.django_db
def test_to_arbejdere_paa_samme_disk_udskyder_natten_een_gang():
    koersel = begynd(NAT, Aarsag.PLANLAGT)
    for _ in range(2):
        vent_paa_maskinen(koersel.pk, maskinen.FULD)
    koersel.refresh_from_db()
    assert (koersel.aaben, koersel.proever) == (True, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("aarsag", "proever", "aaben"),
    [
        (Aarsag.PLANLAGT, PROEVER - 2, True),
        (Aarsag.PLANLAGT, PROEVER - 1, False),
        (Aarsag.GENTAGELSE, 0, False),  # den, der trykkede, får det at vide straks
    ],
)
def test_hvor_laenge_der_ventes(aarsag: Aarsag, proever: int, aaben: bool):
    koersel = begynd(NAT, aarsag)
    Koersel.objects.update(proever=proever)
    vent_paa_maskinen(koersel.pk, maskinen.FULD)
    koersel.refresh_from_db()
    assert (koersel.aaben, koersel.fejl) == (aaben, maskinen.FULD)


class Startet(Exception):
    """En frisk proces ville være startet."""


@pytest.mark.django_db
def test_en_besked_mere_er_ikke_en_proeve_mere(monkeypatch):
    def start(*_kommando: object) -> None:
        raise Startet

    monkeypatch.setattr(barneproces.subprocess, "Popen", start)
    koersel = begynd(NAT, Aarsag.PLANLAGT)
    with pytest.raises(Startet):
        barneproces.arbejd_i_egen_proces(koersel.pk)
    vent_paa_maskinen(koersel.pk, maskinen.FULD)
    assert barneproces.arbejd_i_egen_proces(koersel.pk) == 0
    Koersel.objects.update(naeste_proeve=timezone.now())
    with pytest.raises(Startet):
        barneproces.arbejd_i_egen_proces(koersel.pk)
