"""Kopien er der hel, eller den er der ikke; og det, der ikke må stå nogen steder, gør det ikke."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from adgang.models import Sletning
from portal.sikkerhedskopi import arkiv, paa_postgresql
from portal.sikkerhedskopi.kopier import PAA_VEJ
from tests.portal.sikkerhedskopi.conftest import Hus

pytestmark = pytest.mark.django_db(transaction=True)
KIB = 1024


@contextmanager
def disken_er_fuld_ved(antal: int) -> Iterator[None]:
    """Kernen afviser at gøre nogen fil større, også i de programmer, vi starter."""
    foer = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (antal, foer[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, foer)


@pytest.mark.parametrize("plads", [0, 16 * KIB, 64 * KIB, 100 * KIB])
def test_fuld_disk_efterlader_intet(hus: Hus, plads: int):
    """Både mens databasen skrives, og mens arkivet gør."""
    gammel = hus.tag_kopi()
    foer = gammel.read_bytes()
    with (
        disken_er_fuld_ved(plads),
        time_machine.travel(timezone.now() + timedelta(hours=1)),
        pytest.raises(CommandError, match="Der er ikke plads"),
    ):
        call_command("sikkerhedskopi", str(hus.kopier))
    assert [fil.name for fil in hus.kopier.iterdir()] == [gammel.name]
    assert gammel.read_bytes() == foer


@pytest.mark.ens
def test_en_mappe_der_ikke_kan_skrives(hus: Hus):
    hus.kopier.write_text("en fil")
    with pytest.raises(CommandError, match="kan ikke læses eller skrives"):
        call_command("sikkerhedskopi", str(hus.kopier))


@pytest.mark.ens
@pytest.mark.parametrize(("alder", "vaek"), [(3600, False), (24 * 3600 + 60, True)])
def test_det_en_draebt_efterlod_ryddes(hus: Hus, alder: int, vaek: bool):
    efterladt = hus.kopier / f"{PAA_VEJ}x"
    efterladt.mkdir(parents=True)
    (efterladt / "database").write_text("halv")
    da = time.time() - alder
    os.utime(efterladt, (da, da))
    hus.tag_kopi()
    assert efterladt.exists() is not vaek


@pytest.mark.ens
@pytest.mark.parametrize(("alder", "vaek"), [(34, False), (35, True)])
def test_gamle_kopier_slettes_med_kvittering(hus: Hus, alder: int, vaek: bool, capsys):
    with time_machine.travel(timezone.now() - timedelta(days=alder)):
        gammel = hus.tag_kopi()
    andet = hus.kopier / "noter.txt"
    andet.write_text("ikke en kopi")
    call_command("sikkerhedskopi", str(hus.kopier), behold=35)
    assert f"{int(vaek)} kopier ældre end 35 dage er slettet." in capsys.readouterr().out
    assert (gammel.exists(), andet.exists()) == (not vaek, True)
    antal = Sletning.objects.get(opgave="SIKKERHEDSKOPIER").antal
    assert antal == ({"filer": 1} if vaek else {})
    with pytest.raises(CommandError, match="mindst 1 dag"):
        call_command("sikkerhedskopi", str(hus.kopier), behold=0)


@pytest.mark.ens
def test_arkivet_er_en_almindelig_tar(hus: Hus, tmp_path: Path):
    svar = subprocess.run(
        ["tar", "-tvf", hus.tag_kopi()], capture_output=True, text=True, check=True
    )
    navne = [linje.split()[-1] for linje in svar.stdout.splitlines()]
    post = f"journal/{hus.afleveret.pk}"
    assert navne[1:] == [
        "segl.jsonl", f"{post}/besked.xml", f"{post}/dokument.pdf", "manifest.json"
    ]  # fmt: skip
    assert all(linje.startswith("-rw-------") for linje in svar.stdout.splitlines())


def test_manifestet_og_navnet_rummer_ingen_borger(hus: Hus, tmp_path: Path):
    kopi = hus.tag_kopi()
    manifest = arkiv.pak_ud(kopi, tmp_path / "ud").som_bytes().decode()
    for ord_ in (hus.sag.cpr, hus.post.cpr, hus.sag.sagsnr):
        assert ord_ not in manifest + kopi.name
    assert '"version": "0.1.0"' in manifest
    assert "samkoering.0001_initial" in manifest


def test_adgangskoden_staar_kun_i_miljoeet(monkeypatch):
    """Kommandolinjer kan læses af enhver på maskinen."""
    koert: list[tuple[list[str], dict[str, str]]] = []
    lykkedes = SimpleNamespace(returncode=0)
    monkeypatch.setattr(
        paa_postgresql.subprocess, "run",
        lambda kommando, **valg: koert.append((kommando, valg["env"])) or lykkedes,
    )  # fmt: skip
    monkeypatch.setattr(paa_postgresql, "_program", str)
    hemmelig = {"HOST": "db", "NAME": "hus", "USER": "ejer", "PASSWORD": "hys-hys",
                "OPTIONS": {"sslmode": "verify-full"}}  # fmt: skip
    monkeypatch.setattr(paa_postgresql, "connection", SimpleNamespace(settings_dict=hemmelig))
    for navn in ("pg_dump", "pg_restore", "psql"):
        paa_postgresql._koer(navn, "--et-valg")
    assert len(koert) == 3
    for kommando, miljoe in koert:
        assert "hys-hys" not in " ".join(kommando)
        assert (miljoe["PGPASSWORD"], miljoe["PGUSER"]) == ("hys-hys", "ejer")
        assert miljoe["PGSSLMODE"] == "verify-full"


@pytest.mark.parametrize(
    ("ord_", "besked"),
    [
        ("psql:x.sql:1: ERROR:  55P03\n", "Stands portalen og arbejderne"),
        ("psql:x.sql:1: ERROR:  42501\n", "den rolle, der ejer tabellerne"),
        ("psql:x.sql:1: ERROR:  53100\n", "Databaseserveren har ikke plads"),
        ("pg_dump: error: aborting because of server version mismatch\n", "ældre end serveren"),
        ("could not write: No space left on device\n", "Der er ikke plads"),
        ("\npsql:x.sql:7: ERROR:  23505\n", "psql mislykkedes, og intet er ændret: psql:x.sql:7"),
        ("", "intet svar"),
    ],
)
def test_programmernes_fejl_bliver_til_ord(ord_: str, besked: str):
    assert besked in str(paa_postgresql._fejl("psql", ord_))
