"""``manage.py sundhed``: hver grænse fra begge sider, og ``/healthz/ready`` uden natten."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client

from adgang.lejer import paa_tvaers
from adgang.models import Logsegl, Opslag
from adgang.opslagslog.skriv import periode_af
from journal.models import Journalpost
from portal.drift import tjek
from samkoering.models import Koersel, Koerselstilstand
from tests import fabrik
from tests.portal.drift import scenarier
from tests.portal.drift.scenarier import NU

SEKUND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def i_ro(formiddag, settings) -> None:
    """Plads nok på disken, og en nat fra i dag; hver prøve ødelægger sin egen ting."""
    settings.LEDIG_DISK_MB = 1


def svar() -> tuple[int, str]:
    """Slutkode og det, der blev skrevet."""
    ud = StringIO()
    try:
        call_command("sundhed", stdout=ud)
    except CommandError as fejl:
        return fejl.returncode, ud.getvalue() + str(fejl)
    return 0, ud.getvalue()


def fejlene() -> list[str]:
    return [linje for linje in svar()[1].splitlines() if linje.startswith("FEJL")]


def nat_afsluttet(siden: timedelta) -> None:
    scenarier.nat(afsluttet=NU - siden)


def post_ventet(siden: timedelta) -> None:
    scenarier.nat()
    kommune = fabrik.kommune()
    Journalpost.objects.i_kommune(kommune).create(
        kommune=kommune, noegle="1", art="KONTROLARK", titel="Kontrolark", sag=kommune_sag(),
        sagsnr="R-26-000001", cpr="6705850028", kle="32.24.04",
        bruger=fabrik.bruger("anna"), oprettet=NU - siden, naeste_forsoeg=NU,
    )  # fmt: skip


def kommune_sag():
    return fabrik.sag_med_udfald().pk


def uforseglet(siden: timedelta) -> None:
    scenarier.nat()
    _opslag(siden)


def _opslag(siden: timedelta) -> None:
    naar = NU - siden
    Opslag(kommune=None, art="LOG_IND", side="log_ind", formaal="Log ind",
           tidspunkt=naar, periode=periode_af(naar)).save()  # fmt: skip


GRAENSER = [
    (nat_afsluttet, timedelta(hours=26),   "Natten",     "det er over 26 timer"),
    (post_ventet,   timedelta(hours=24),   "Journalen",  "den ældste i 24 t"),
    (uforseglet,    timedelta(minutes=15), "Opslagslog", "ikke forseglet i 15 min"),
]  # fmt: skip


@pytest.mark.parametrize(("saet", "graense", "navn", "siger"), GRAENSER)
def test_graensen(saet: Callable, graense: timedelta, navn: str, siger: str):
    saet(graense)
    assert (svar()[0], fejlene()) == (0, [])


@pytest.mark.parametrize(("saet", "graense", "navn", "siger"), GRAENSER)
def test_over_graensen(saet: Callable, graense: timedelta, navn: str, siger: str):
    saet(graense + SEKUND)
    kode, _ = svar()
    assert kode == 1
    (fejl,) = fejlene()
    assert fejl.startswith(f"FEJL  {navn}: ")
    assert siger in fejl


def test_et_gammelt_segl_er_i_orden_naar_intet_er_sket_siden():
    uforseglet(timedelta(hours=5))
    fra = periode_af(NU - timedelta(hours=5))
    Logsegl.objects.create(nr=1, fra_periode=0, til_periode=fra, antal=1, raekker="0" * 64,
                           forrige="0" * 64, hash="0" * 64, tidspunkt=NU)  # fmt: skip
    assert fejlene() == []
    _opslag(timedelta(minutes=16))
    assert len(fejlene()) == 1


def test_alt_i_orden_siges_linje_for_linje():
    scenarier.nat()
    kode, tekst = svar()
    assert kode == 0
    for linje in ("ok    Database: svarer", "ok    Mægler: ", "ok    Karantæne: ingen",
                  "ok    Natten: 2026-11-22#1 er gennemført, for 6 t 56 min siden",
                  "ok    Journalen: intet venter", "ok    Disk:"):  # fmt: skip
        assert linje in tekst


def test_ingen_nat_og_en_fejlet_nat_er_ikke_en_nat():
    assert "er aldrig kørt" in fejlene()[0]
    scenarier.aaben(aaben=False, tilstand=Koerselstilstand.FEJLET, afsluttet=NU)
    assert "er aldrig kørt" in fejlene()[0]


def test_karantaene_er_en_fejl_til_den_er_koert_igen():
    scenarier.karantaene()
    (fejl,) = fejlene()
    assert "Rødovre (Uventet fejl: DataError) og Odense" in fejl


def test_en_udskudt_koersel_er_en_fejl_til_den_koerer():
    scenarier.uden_plads()
    venter = [linje for linje in fejlene() if "Kørslen" in linje]
    ventet = "FEJL  Kørslen: 2026-11-22#1 venter til kl. 10.25. Databasens disk er fuld."
    assert [linje.startswith(ventet) for linje in venter] == [True]
    Koersel.objects.update(naeste_proeve=None)
    assert not [linje for linje in fejlene() if "Kørslen" in linje]


def test_lidt_plads(settings):
    scenarier.nat()
    settings.LEDIG_DISK_MB = 10**9
    assert "Skaf plads." in fejlene()[0]


@pytest.mark.parametrize(
    ("svarer", "ventet"),
    [("database_svarer", ["Database"]), ("maegler_svarer", ["Mægler"])],
)
def test_noget_svarer_ikke(monkeypatch, svarer: str, ventet: list[str]):
    scenarier.nat()
    monkeypatch.setattr(tjek, svarer, lambda: False)
    assert [fejl.split(":")[0].split()[1] for fejl in fejlene()] == ventet


def test_klar_spoerger_ikke_natten():
    scenarier.fejlet()
    assert Client().get("/healthz/ready").content == b"klar\n"


def test_tjekket_laeser_loggen_paa_tvaers_og_lukker_igen():
    uforseglet(timedelta(minutes=16))
    assert len(fejlene()) == 1
    with paa_tvaers(grund="prøve"):
        assert Opslag.objects.paa_tvaers(grund="prøve").exists()


def test_hvert_tjek_staar_i_driftens_tabel():
    scenarier.venter()
    afsnit = (
        (settings.ROD / "docs" / "drift.md").read_text().split("## Sundhed")[1].split("\n## ")[0]
    )
    raekker = re.findall(r"^\| ([^|]+) \|", afsnit, re.MULTILINE)
    naevnt = {navn.strip() for raekke in raekker for navn in raekke.split(",")}
    assert {t.navn for t in tjek.alle_tjek(NU)} - naevnt == set()
