"""Fristerne: begge sider af hver, kvitteringens tal, og at rækkerne er væk."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from adgang.lejer import paa_tvaers
from adgang.models import Bruger, Brugersession, Opgave, Sletning, Stikproeve, Stikproeveopslag
from adgang.sletning.kvittering import kvitter
from feedback.models import Feedbackkladde
from journal.models import Dokument, Journalpost
from kontrol.models import Bestilling, Partshoering
from portal.celery import app
from portal.sletning import nat
from portal.sletning.frister import FRISTER, laes_frister
from portal.sletning.nat import OPGAVER, IkkeAltSlettet, slet_alt
from portal.tasks import slet_gammelt
from samkoering.models import (
    Aarsag,
    Arbejde,
    Forsoeg,
    Koersel,
    Koerselsdel,
    Koerselstilstand,
    Kontrolregnskab,
    Natdel,
)
from tests import fabrik
from tests.driftsrolle import som_driftsrolle
from tests.portal.sletning.conftest import NU

pytestmark = pytest.mark.django_db
GRUND = "prøven ser alt"
SEKUND = timedelta(seconds=1)


def laeg_regnskab(hvem: Bruger, da: datetime) -> None:
    for nr, til in enumerate((timezone.localdate(da), None)):
        Kontrolregnskab.objects.i_kommune(hvem.kommune).create(
            kommune=hvem.kommune, sag_id=f"K-{nr}", cpr=fabrik.nyt_cpr(), status="I" * 34,
            fra=timezone.localdate(da) - timedelta(days=1), til=til,
        )  # fmt: skip


def laeg_koersel(hvem: Bruger, da: datetime) -> Koersel:
    """En kørsel med en del for kommunen, en natdel og et forsøg; og en nyere, der bliver."""
    gammel = fabrik.koersel(timezone.localdate(da), startet=da, aarsag=Aarsag.PLANLAGT)
    fabrik.koerselsdel(gammel, hvem.kommune)
    del_ = Natdel.objects.create(
        koersel=gammel, kommunekode="0175", dato=gammel.dato, planlagt=True
    )
    Forsoeg.objects.create(
        koersel=gammel, natdel=del_, arbejde=Arbejde.SKRIV, arbejder="nat-1:1", begyndt=da
    )
    fabrik.koersel(aarsag=Aarsag.PLANLAGT)
    return gammel


def laeg_afvisninger(hvem: Bruger, da: datetime) -> None:
    tabel = {**fabrik.datakilde("CPR", "cpr_personer"), "afviste": 7, "afvisninger": ["a", "b"]}
    fabrik.koersel(startet=da, tabeller=[tabel])


def laeg_dokument(hvem: Bruger, da: datetime) -> None:
    dokument = Dokument.objects.i_kommune(hvem.kommune).create(
        kommune=hvem.kommune, noegle=uuid.uuid4().hex, indhold=b"%PDF", sha256="0" * 64
    )
    Dokument.objects.i_kommune(hvem.kommune).filter(pk=dokument.pk).update(oprettet=da)


def laeg_post(hvem: Bruger, da: datetime) -> None:
    dokument = Dokument.objects.i_kommune(hvem.kommune).create(
        kommune=hvem.kommune, noegle=uuid.uuid4().hex, indhold=b"%PDF", sha256="0" * 64
    )
    Journalpost.objects.i_kommune(hvem.kommune).create(
        kommune=hvem.kommune, noegle=uuid.uuid4().hex, art="KONTROLARK", titel="Kontrolark",
        sag=uuid.uuid4(), sagsnr="R-26-000001", cpr=fabrik.nyt_cpr(), kle="32.24.04", bruger=hvem,
        dokument=dokument, tilstand="LEVERET", leveret=da,
    )  # fmt: skip


def laeg_kladde(hvem: Bruger, da: datetime) -> None:
    bestilling = Bestilling.objects.i_kommune(hvem.kommune).get(sag=fabrik.bestilt_sag(hvem))
    Feedbackkladde.objects.i_kommune(hvem.kommune).create(
        kommune=hvem.kommune, bestilling=bestilling, bruger=hvem, felter={"x": "y"}, gemt=da
    )


def laeg_hoeringskladde(hvem: Bruger, da: datetime) -> None:
    sag = fabrik.bestilt_sag(hvem)
    bestilling = Bestilling.objects.i_kommune(hvem.kommune).get(sag=sag)
    Bestilling.objects.i_kommune(hvem.kommune).filter(pk=bestilling.pk).update(
        lukket=da, lukning="LAGT_TILBAGE"
    )
    Partshoering.objects.i_kommune(hvem.kommune).create(
        kommune=hvem.kommune, sag=sag, bestilling=bestilling, bruger=hvem, tekst="Udkast", gemt=da
    )


def laeg_session(hvem: Bruger, da: datetime) -> None:
    Brugersession.objects.create(
        bruger=hvem, fingeraftryk=uuid.uuid4().hex, begyndt=da, sidst_brugt=da
    )


def laeg_stikproeve(hvem: Bruger, da: datetime) -> None:
    proeve = Stikproeve.objects.i_kommune(hvem.kommune).create(
        kommune=hvem.kommune, trukket=da, trukket_af=hvem, fra=da.date(), til=da.date(), iblandt=9
    )
    Stikproeveopslag.objects.i_kommune(hvem.kommune).create(
        kommune=hvem.kommune, stikproeve=proeve, opslag_id=1
    )


TILFAELDE: dict[str, tuple[Opgave, Callable[[Bruger, datetime], object], dict[str, int]]] = {
    "regnskab": (Opgave.REGNSKAB, laeg_regnskab, {"samkoering_kontrolregnskab": 1}),
    "koersel": (
        Opgave.KOERSLER,
        laeg_koersel,
        {"samkoering_forsoeg": 1, "samkoering_natdel": 1, "samkoering_koerselsdel": 1,
         "samkoering_koersel": 1},
    ),
    "forsoeg": (Opgave.FORSOEG, laeg_koersel, {"samkoering_forsoeg": 1, "samkoering_natdel": 1}),
    "afvisninger": (Opgave.AFVISNINGER, laeg_afvisninger, {"samkoering_koersel.afvisninger": 2}),
    "dokument": (Opgave.DOKUMENTER, laeg_dokument, {"journal_dokument": 1}),
    "post": (Opgave.JOURNAL, laeg_post, {"journal_journalpost": 1, "journal_dokument": 1}),
    "kladde": (Opgave.KLADDER, laeg_kladde, {"feedback_feedbackkladde": 1}),
    "hoeringskladde": (Opgave.KLADDER, laeg_hoeringskladde, {"kontrol_partshoering": 1}),
    "session": (Opgave.SESSIONER, laeg_session, {"adgang_brugersession": 1}),
    "stikproeve": (
        Opgave.STIKPROEVER, laeg_stikproeve,
        {"adgang_stikproeveopslag": 1, "adgang_stikproeve": 1},
    ),
}  # fmt: skip


def raekker() -> dict[str, int]:
    """Hvor mange rækker hver tabel har, læst uden om modellerne."""
    with paa_tvaers(grund=GRUND), connection.cursor() as markoer:
        antal = {}
        for tabel in connection.introspection.table_names(markoer):
            markoer.execute(f'SELECT count(*) FROM "{tabel}"')
            antal[tabel] = int(markoer.fetchone()[0])
    return antal


@pytest.mark.parametrize("over", [False, True])
@pytest.mark.parametrize("navn", TILFAELDE)
def test_begge_sider_af_fristen(mette: Bruger, settings, navn: str, over: bool):
    opgave, laeg, antal = TILFAELDE[navn]
    frist = settings.OPBEVARING[opgave.value]
    hele_dage = opgave == Opgave.REGNSKAB
    laeg(mette, NU - frist + (timedelta(0) if over else timedelta(days=1) if hele_dage else SEKUND))
    foer = raekker()
    with som_driftsrolle():
        (kvittering,) = OPGAVER[opgave](NU)
    assert kvittering.antal == (antal if over else {})
    assert (kvittering.opgave, kvittering.graense) == (opgave, NU - frist)
    vaek = {tabel: foer[tabel] - nu for tabel, nu in raekker().items() if foer[tabel] != nu}
    assert vaek.pop("adgang_sletning") == -1
    assert vaek == ({t: n for t, n in antal.items() if "." not in t} if over else {})


@pytest.mark.parametrize("rest", [timedelta(seconds=1), timedelta(0)])
def test_djangos_sessioner_gaar_naar_de_udloeber(db, rest: timedelta):
    Session.objects.create(session_key="k", session_data="", expire_date=NU + rest)
    (kvittering,) = OPGAVER[Opgave.SESSIONER](NU)
    assert kvittering.antal == ({} if rest else {"django_session": 1})
    assert Session.objects.exists() is bool(rest)


def test_afviste_raekkers_antal_bliver(mette: Bruger):
    laeg_afvisninger(mette, NU - timedelta(days=91))
    OPGAVER[Opgave.AFVISNINGER](NU)
    (tabel,) = Koersel.objects.get().tabeller
    assert (tabel["afviste"], tabel["afvisninger"]) == (7, [])


@pytest.mark.parametrize("hvad", ["seneste", "aaben", "koerer", "hændelse"])
def test_en_koersel_nogen_bruger_bliver(mette: Bruger, hvad: str):
    gammel = laeg_koersel(mette, NU - timedelta(days=3000))
    nyeste = Koersel.objects.exclude(pk=gammel.pk)
    if hvad == "seneste":
        nyeste.delete()
    if hvad == "aaben":
        nyeste.filter(aaben=True).update(aaben=False)
        Koersel.objects.filter(pk=gammel.pk).update(aaben=True)
    if hvad == "koerer":
        Koersel.objects.filter(pk=gammel.pk).update(tilstand=Koerselstilstand.KOERER)
    if hvad == "hændelse":
        fabrik.udfald(fabrik.sag_med_udfald(haendelser=()), af=gammel)
    (kvittering,) = OPGAVER[Opgave.KOERSLER](NU)
    assert kvittering.antal == {}
    assert Koerselsdel.objects.i_kommune("0175").filter(koersel=gammel).exists()


def test_enhver_tabel_der_viser_til_en_koersel_er_taget_med():
    kendte = {"Udfald", "Kontrolark", "Koerselsdel", "Natdel", "Forsoeg"}
    felter = Koersel._meta.get_fields(include_hidden=True)
    fundet = {f.related_model.__name__ for f in felter if f.one_to_many or f.one_to_one}
    assert fundet == kendte


@pytest.mark.parametrize("hvad", ["venter", "sagen findes"])
def test_en_post_nogen_mangler_bliver(mette: Bruger, hvad: str):
    laeg_post(mette, NU - timedelta(days=3000))
    poster = Journalpost.objects.i_kommune("0175")
    if hvad == "venter":
        poster.update(tilstand="VENTER")
    else:
        poster.update(sag=fabrik.sag_med_udfald().pk)
    for opgave in (Opgave.JOURNAL, Opgave.DOKUMENTER):
        (kvittering,) = OPGAVER[opgave](NU)
        assert kvittering.antal == {}
    assert poster.exists()
    assert Dokument.objects.i_kommune("0175").exists()


def test_kvitteringen_kraever_en_transaktion(transactional_db):
    with pytest.raises(RuntimeError, match="i den transaktion"):
        kvitter(Opgave.KLADDER, NU, {"tabel": 1})
    assert not Sletning.objects.exists()


def test_uden_kvittering_er_intet_slettet(mette: Bruger, monkeypatch):
    laeg_kladde(mette, NU - timedelta(days=91))

    def kan_ikke(*_: object, **__: object) -> None:
        raise DatabaseError("ingen plads")

    monkeypatch.setattr(Sletning.objects, "create", kan_ikke)
    with pytest.raises(DatabaseError), transaction.atomic():
        OPGAVER[Opgave.KLADDER](NU)
    assert Feedbackkladde.objects.i_kommune("0175").exists()


def test_en_opgave_der_fejler_standser_ikke_de_andre(mette: Bruger, monkeypatch):
    def fejl(_nu: datetime) -> list[Sletning]:
        raise DatabaseError("i stykker")

    monkeypatch.setitem(nat.OPGAVER, Opgave.REGNSKAB, fejl)
    laeg_stikproeve(mette, NU - timedelta(days=366))
    with pytest.raises(IkkeAltSlettet, match="Afløste kontrolregnskaber"):
        slet_alt(NU)
    assert set(Sletning.objects.values_list("opgave", flat=True)) == set(OPGAVER) - {"REGNSKAB"}
    with pytest.raises(CommandError, match="Se loggen, og kør igen"):
        call_command("slet_gammelt")


def test_driftsrollen_kan_ikke_rette_en_kvittering(db):
    slet_alt(NU)
    if connection.vendor != "postgresql":
        pytest.skip("SQLite har ingen roller")
    for saetning in ("UPDATE adgang_sletning SET antal = '{}'", "DELETE FROM adgang_sletning"):
        with (
            pytest.raises(DatabaseError),
            transaction.atomic(),
            som_driftsrolle(),
            connection.cursor() as markoer,
        ):
            markoer.execute(saetning)


def test_uret_kalder_opgaven(db, settings):
    assert slet_gammelt.name in {et["task"] for et in settings.CELERY_BEAT_SCHEDULE.values()}
    assert slet_gammelt.name in app.tasks
    slet_gammelt()
    assert Sletning.objects.count() == len(OPGAVER)


def test_kommandoen_viser_kvitteringerne(mette: Bruger, capsys):
    call_command("sletninger")
    assert capsys.readouterr().out == "Intet er slettet de seneste 31 dage.\n"
    laeg_stikproeve(mette, timezone.now() - timedelta(days=400))
    call_command("slet_gammelt")
    capsys.readouterr()
    call_command("sletninger")
    (linje,) = capsys.readouterr().out.splitlines()
    assert linje.endswith("adgang_stikproeve 1, adgang_stikproeveopslag 1")
    call_command("sletninger", alle=True)
    assert len(capsys.readouterr().out.splitlines()) == len(OPGAVER) + 1  # og opslagsloggen
    Sletning.objects.update(tidspunkt=timezone.now() - timedelta(days=32))
    call_command("sletninger")
    assert "Intet er slettet" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("vaerdi", "dage"), [("", None), ("364", None), ("365", 365), ("et år", None), ("-400", None)]
)
def test_en_for_kort_frist_stopper_starten(monkeypatch, vaerdi: str, dage: int | None):
    monkeypatch.setenv("OPBEVARING_SAGER", vaerdi)
    if dage is None:
        with pytest.raises(ImproperlyConfigured, match="mindst 365"):
            laes_frister()
    else:
        assert laes_frister()["SAGER"] == timedelta(days=dage)


def test_hver_frist_har_en_opgave_og_omvendt():
    assert set(FRISTER) == {opgave.value for opgave in OPGAVER}


def test_fristerne_staar_i_dokumentationen(settings):
    tekst = (settings.ROD / "docs" / "opbevaring.md").read_text(encoding="utf-8")
    linjer = [linje for linje in tekst.splitlines() if linje.startswith("| ")]
    for navn, frist in FRISTER.items():
        (linje,) = [linje for linje in linjer if linje.rstrip("|").count(f"`{navn}` |") == 1]
        assert f" {frist.forvalg} dage" in linje
        assert linje.endswith(f"| {frist.mindst} |")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLites egen fil")
@pytest.mark.parametrize(("overskriv", "ligger_der"), [("", False), ("OFF", True)])
def test_en_slettet_raekke_er_ude_af_filen(
    settings, tmp_path: Path, overskriv: str, ligger_der: bool
):
    """På SQLite overskrives den; uden det ligger den der endnu (den plantede fejl)."""
    with closing(sqlite3.connect(tmp_path / "db", isolation_level=None)) as base:
        base.executescript(settings.DATABASES["default"]["OPTIONS"]["init_command"])
        base.executescript(f"PRAGMA secure_delete={overskriv};" if overskriv else "")
        base.executescript("CREATE TABLE t (x TEXT); INSERT INTO t VALUES ('kanariefuglen')")
        base.execute("DELETE FROM t")
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert (b"kanariefuglen" in (tmp_path / "db").read_bytes()) is ligger_der
