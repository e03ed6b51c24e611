"""Genskab-prøven: data med journalposter og segl, kopiér, ødelæg, genskab, regn efter."""

from __future__ import annotations

import json
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import psycopg2
import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from adgang.models import Logsegl, Opslag
from adgang.opslagslog.bekraeft import bekraeft as bekraeft_log
from adgang.opslagslog.segl import forsegl, laes_fil, seglfil
from journal.bekraeft import bekraeft as bekraeft_journal
from journal.models import Journalpost
from portal.sikkerhedskopi import arkiv, motor, paa_postgresql, paa_sqlite
from portal.sikkerhedskopi.fejl import KopiFejl
from portal.sikkerhedskopi.genskab import genskab
from portal.sikkerhedskopi.tabeller import antal_nu, har_data
from samkoering.models import Sag
from tests.bevis.test_13_log import skriv
from tests.portal.sikkerhedskopi.conftest import Hus
from tests.portal.sikkerhedskopi.huset import (
    aendr_i_databasen,
    med_fremmed_del,
    ompak,
    toem,
    uden_manifest,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_alt_er_der_igen(hus: Hus, capsys):
    foer, filens = antal_nu(), seglfil().read_bytes()
    kopi = hus.tag_kopi()
    assert stat.S_IMODE(kopi.stat().st_mode) == 0o600
    assert [fil.name for fil in hus.kopier.iterdir()] == [kopi.name]
    toem()
    assert not har_data()
    capsys.readouterr()
    call_command("genskab", str(kopi))
    ud = capsys.readouterr().out
    assert f"{sum(foer.values())} rækker er læst ind." in ud
    assert "1 beskeder er lagt i modtagernes mapper igen." in ud
    assert "3 segl, 12 opslag og 2 leverede dokumenter er regnet efter." in ud
    assert "Alt stemmer." in ud
    assert antal_nu() == foer
    assert seglfil().read_bytes() == filens
    assert Sag.objects.i_kommune("0175").get(pk=hus.sag.pk).cpr == hus.sag.cpr
    assert bekraeft_log().brud == bekraeft_journal().afvigelser == ()
    # Og huset kan bruges: loggen og seglene går videre, hvor de slap.
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        assert forsegl().nr == 4
    assert bekraeft_log().brud == ()


def test_et_hus_med_data_roeres_ikke_uden_videre(hus: Hus):
    kopi, foer = hus.tag_kopi(), antal_nu()
    with pytest.raises(CommandError, match="Der er data i databasen"):
        call_command("genskab", str(kopi))
    skriv(hus.sag.tildelt, 3)
    assert antal_nu() != foer
    call_command("genskab", str(kopi), overskriv=True)
    assert antal_nu() == foer


@pytest.mark.ens
def test_en_aendret_byte_ses(toemt: Hus):
    """Hver 97. byte og de sidste hundrede, én ad gangen."""
    indhold = bytearray(toemt.kopi.read_bytes())
    steder = [*range(0, len(indhold), len(indhold) // 97), *range(len(indhold) - 100, len(indhold))]
    ramt = toemt.kopi.with_name("ramt.tar")
    for sted in steder:
        indhold[sted] ^= 1
        ramt.write_bytes(indhold)
        indhold[sted] ^= 1
        with pytest.raises(KopiFejl, match="ødelagt eller ufuldstændig"):
            arkiv.pak_ud(ramt, toemt.kopi.parent / "ud")
    assert not (toemt.kopi.parent / "ud").exists()


@pytest.mark.ens
@pytest.mark.parametrize("rest", [0, 1, 71, 512, 20_000, -1])
def test_en_afskaaret_kopi_ses(toemt: Hus, rest: int):
    afskaaret = toemt.kopi.with_name("afskaaret.tar")
    afskaaret.write_bytes(toemt.kopi.read_bytes()[:rest])
    with pytest.raises(CommandError, match="Kopien er ødelagt eller ufuldstændig"):
        call_command("genskab", str(afskaaret))
    assert not har_data()


def nyere_migration(felter: dict) -> None:
    felter["migrationer"].append("kontrol.0999_fra_fremtiden")


def nyere_format(felter: dict) -> None:
    felter["format"] = 2


def anden_motor(felter: dict) -> None:
    felter["motor"] = "oracle"


@pytest.mark.ens
@pytest.mark.parametrize(
    ("ret", "besked"),
    [
        (nyere_migration, "nyere udgave .* fx kontrol.0999_fra_fremtiden"),
        (nyere_format, "i format 2, og denne udgave kender kun 1"),
        (anden_motor, "Kopien er fra oracle"),
    ],
)
def test_en_kopi_huset_ikke_kan_bruge(toemt: Hus, ret, besked: str):
    with pytest.raises(CommandError, match=besked) as fejl:
        call_command("genskab", str(ompak(toemt.kopi, manifest=ret)))
    assert "Intet er ændret" in str(fejl.value)
    assert fejl.value.returncode == 1
    assert not har_data()


@pytest.mark.ens
def test_dele_der_mangler_eller_peger_ud(toemt: Hus):
    database = motor.motoren().DEL
    for fil, besked in (
        (uden_manifest(toemt.kopi), "manifest.json mangler"),
        (ompak(toemt.kopi, uden=database), f"{database} mangler"),
        (med_fremmed_del(toemt.kopi, "../udenfor"), "peger ud af kopien"),
        (toemt.kopi.with_name("findes-ikke.tar"), "findes ikke"),
    ):
        with pytest.raises(CommandError, match=besked):
            call_command("genskab", str(fil))
    assert not (toemt.kopi.parent / "udenfor").exists()
    assert not har_data()


def faerre_raekker(felter: dict) -> None:
    felter["raekker"]["samkoering_sag"] += 1


@pytest.mark.parametrize(
    ("aendring", "besked"),
    [
        ({"manifest": faerre_raekker}, "Tabellen samkoering_sag skulle have 2 rækker, men har 1."),
        ({"sql": "UPDATE journal_journalpost SET sha256 = 'x' WHERE kvittering LIKE 'mappe:%'"},
         "dokumentet er et andet end det leverede"),
        ({"sql": "UPDATE journal_dokument SET indhold = {BYTE}"},
         "dokumentet er et andet end det leverede"),
        ({"sql": "UPDATE adgang_opslag SET formaal = 'Et andet' WHERE id = (SELECT min(id) FROM "
                 "adgang_opslag)"}, "Mindst én række under segl 1 er ændret"),
    ],
    ids=["rækker", "posten", "dokumentet", "opslaget"],
)  # fmt: skip
def test_en_kopi_nogen_har_aendret_og_regnet_om(toemt: Hus, aendring: dict, besked: str):
    """Alle kopiens egne fingeraftryk passer; husets gør ikke."""
    if sql := aendring.get("sql", ""):
        byte = r"'\x00'" if connection.vendor == "postgresql" else "x'00'"
        aendring = {"database": aendr_i_databasen(sql.replace("{BYTE}", byte))}
    with pytest.raises(CommandError, match=besked) as fejl:
        call_command("genskab", str(ompak(toemt.kopi, **aendring)))
    assert fejl.value.returncode == 2
    assert "Start ikke portalen" in str(fejl.value)


@pytest.mark.ens
def test_en_aendret_besked_i_kopien_ses(toemt: Hus):
    def ret(mappe: Path) -> None:
        (mappe / "journal" / str(toemt.afleveret.pk) / "dokument.pdf").write_bytes(b"andet")

    with pytest.raises(CommandError, match="mappens dokument er et andet"):
        call_command("genskab", str(ompak(toemt.kopi, database=ret)))


@pytest.mark.ens
def test_en_nyere_seglfil_forsvinder_ikke(hus: Hus, capsys):
    kopi = hus.tag_kopi()
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        forsegl()
    nyere = seglfil().read_bytes()
    call_command("genskab", str(kopi), overskriv=True)
    assert "havde 1 segl efter kopien: de opslag findes ikke mere" in capsys.readouterr().out
    (til_side,) = seglfil().parent.glob("*.foer-genskabelse")
    assert til_side.read_bytes() == nyere
    assert sorted(laes_fil()) == [1, 2, 3]


@pytest.mark.ens
@pytest.mark.parametrize("fil", ["en anden logs", "ødelagt"])
def test_en_fremmed_seglfil_standser_det(hus: Hus, fil: str):
    kopi, foer = hus.tag_kopi(), antal_nu()
    poster = [json.loads(linje) for linje in seglfil().read_text().splitlines()]
    poster[1]["hash"] = "f" * 64
    linjer = [json.dumps(post) for post in poster] if fil == "en anden logs" else ["{"]
    seglfil().write_text("\n".join(linjer) + "\n")
    with pytest.raises(CommandError, match=r"(Segl 2 er et andet|linje 1 kan ikke læses).*[Ff]lyt"):
        call_command("genskab", str(kopi), overskriv=True)
    assert antal_nu() == foer


@pytest.mark.ens
def test_aeldre_kopier_migreres(toemt: Hus, monkeypatch, capsys):
    """En kopi uden den nyeste migration; migrate selv er en andens prøve."""
    kaldt: list[str] = []
    monkeypatch.setattr(
        "portal.sikkerhedskopi.genskab.call_command", lambda navn, **_: kaldt.append(navn)
    )
    kopi = ompak(toemt.kopi, manifest=lambda felter: felter["migrationer"].pop())
    genskabt = genskab(kopi)
    assert kaldt == ["migrate"]
    assert "1 migrationer er kørt." in genskabt.linjer


def test_et_segl_skrevet_imens_mangler_kun_i_filen(hus: Hus, monkeypatch):
    """Seglene læses før databasen; kopien må ikke kende et segl, databasen ikke har."""
    kopier = motor.motoren().kopier

    def forsegl_imens(fil: Path) -> dict[str, int]:
        with time_machine.travel(timezone.now() + timedelta(minutes=6)):
            forsegl()
        return kopier(fil)

    monkeypatch.setattr(motor.motoren(), "kopier", forsegl_imens)
    kopi = hus.tag_kopi()
    toem()
    call_command("genskab", str(kopi))
    assert Logsegl.objects.count() == 4
    assert bekraeft_log().brud == ()


@pytest.mark.ens
def test_en_hentet_besked_laegges_ikke_oven_i(toemt: Hus, settings):
    liggende = settings.JOURNALMAPPE / str(toemt.afleveret.pk)
    liggende.mkdir(parents=True)
    (liggende / "dokument.pdf").write_bytes(b"andet")
    with pytest.raises(CommandError, match="mappens dokument er et andet"):
        call_command("genskab", str(toemt.kopi))
    assert (liggende / "dokument.pdf").read_bytes() == b"andet"


@pytest.mark.ens
def test_et_tomt_hus_kan_kopieres(transactional_db, tmp_path: Path, capsys):
    """Uden segl og uden beskeder."""
    call_command("sikkerhedskopi", str(tmp_path / "kopier"))
    (kopi,) = (tmp_path / "kopier").iterdir()
    call_command("genskab", str(kopi))
    assert "Alt stemmer." in capsys.readouterr().out
    assert not Opslag.objects.paa_tvaers(grund="prøven").exists()
    assert not Journalpost.objects.paa_tvaers(grund="prøven").exists()


@contextmanager
def en_anden_bruger_databasen() -> Iterator[None]:
    """Portalen kører endnu: en anden forbindelse er midt i en transaktion."""
    if connection.vendor == "postgresql":
        anden = psycopg2.connect(**connection.get_connection_params())
        anden.cursor().execute("SELECT count(*) FROM samkoering_sag")
    else:
        anden = sqlite3.connect(connection.settings_dict["NAME"], uri=True, isolation_level=None)
        anden.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        anden.close()


def test_er_portalen_i_gang_roeres_intet(hus: Hus, monkeypatch):
    monkeypatch.setattr(paa_postgresql, "LAAS_SEKUNDER", 1)
    monkeypatch.setattr(paa_sqlite, "VENT_SEKUNDER", 0.5)
    kopi = hus.tag_kopi()
    skriv(hus.sag.tildelt, 1)
    foer = antal_nu()
    with en_anden_bruger_databasen(), pytest.raises(CommandError, match="Stands portalen"):
        call_command("genskab", str(kopi), overskriv=True)
    assert antal_nu() == foer
