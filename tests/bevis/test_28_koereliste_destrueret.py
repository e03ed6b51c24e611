"""Trussel 28: når kørelisten er destrueret, er den væk: i databasen, filerne, Redis og loggen."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from adgang.models import Bruger
from hjemmebesoeg.models import Destruktion, Koereliste, Stop
from journal.levering import lever_nu
from journal.models import Journalpost
from samkoering.models import Sag
from tests import hurtig_pdf
from tests.bevis import koerelistespor as spor
from tests.bevis.koerelistespor import JOURNALENS, SAGENS, Kanarie
from tests.bevis.spor import al_logning
from tests.conftest import klient_for
from tests.hjemmebesoeg.opstilling import liste, omraade, skrevet, stoppene, uden_svar

pytestmark = pytest.mark.usefixtures("transactional_db")


def sager(mette: Bruger, antal: int) -> list[Sag]:
    """Borgere med navne og adresser, der ikke findes andre steder."""
    return [
        uden_svar(mette, f"Kanariestien {nr}, 2610 Rødovre", navn=f"Kanariefugl Neb{nr:03d}")
        for nr in range(1, antal + 1)
    ]


def koer_listen(
    mette: Bruger, leder: Bruger, antal: int
) -> tuple[Client, Koereliste, list[Kanarie]]:
    """Hele turen ad siderne: rute, papir, telefon, notater, to gange gemt, og journal."""
    omraade()
    listen = liste(leder, mette, sager(mette, antal))
    spor.arbejd_koeen_tom()
    klient, rod = klient_for(mette), f"/koerelister/{listen.pk}/"
    for sti in (rod, f"{rod}data/", "/koerelister/"):
        assert klient.get(sti).status_code == 200
    assert klient.post(f"{rod}udskriv/").status_code == 200
    kanarier = [Kanarie("id", str(listen.pk)), Kanarie("id", str(listen.udskrifter.get().pk))]
    for stop in stoppene(listen):
        nr, token = stop.orden, str(uuid4())
        felter = skrevet(
            token=token, kontakt="ja" if nr % 2 else "nej", navn_paa_doer=f"Kanariedoer{nr:03d}",
            oplysninger=f"Kanarieord{nr:03d} ved døren",
        )  # fmt: skip
        assert klient.post(f"{rod}stop/{stop.pk}/gem/", felter).status_code == 200
        assert klient.post(f"{rod}stop/{stop.pk}/gem/", felter).status_code == 200
        kanarier += [
            Kanarie("id", str(stop.pk)), Kanarie("id", token),
            Kanarie("navn", stop.navn, SAGENS), Kanarie("adresse", stop.adresse[:14], SAGENS),
            Kanarie("navn på døren", f"Kanariedoer{nr:03d}", JOURNALENS),
            Kanarie("oplysning", f"Kanarieord{nr:03d}", JOURNALENS),
        ]  # fmt: skip
    klient.post(f"{rod}afslut/", {"ikke_naaet": "0"})
    spor.arbejd_koeen_tom()
    for post in Journalpost.objects.i_kommune("0175").filter(art="HJEMMEBESOEG"):
        lever_nu(post)
    return klient, listen, kanarier


def fund(kanarier: list[Kanarie], logget: str) -> list[str]:
    """Hver kanarie, hvor den ikke må være; id'er i loggens adresser siger intet om en borger."""
    udenfor = spor.uden_for_databasen(logget, spor.mapperne())
    log = {"log": udenfor.pop("log")}
    uden_id = [kanarie for kanarie in kanarier if kanarie.slags != "id"]
    strenge = [Kanarie(k.slags, k.tekst) for k in kanarier]
    tabeller = spor.dump()
    filen = {"databasens fil": tabeller.pop("databasens fil", b"")}
    # Filen er ét stykke: kun det, ingen tabel må rumme, kan der ledes efter i den.
    kun_listens = [kanarie for kanarie in kanarier if not kanarie.maa]
    return [
        *spor.i_tabellerne(kanarier, tabeller),
        *spor.i_tabellerne(kun_listens, filen),
        *spor.i_tabellerne(strenge, udenfor),
        *spor.i_tabellerne(uden_id, log),
    ]


def test_intet_er_tilbage(bevis, mette, leder, monkeypatch, settings, tmp_path: Path):
    hurtig_pdf.laeg_ind(monkeypatch)
    for navn in ("JOURNALMAPPE", "DIGITAL_POST_MAPPE", "PAKKEMAPPE", "UDTRAEKSMAPPE"):
        setattr(settings, navn, tmp_path / navn)
    antal = bevis.antal(kort=3, fuldt=40)
    with al_logning() as log:
        klient, listen, kanarier = koer_listen(mette, leder, antal)
        foer = fund(kanarier, "")
        assert {f"{slags} i hjemmebesoeg_stop" for slags in ("id", "navn", "oplysning")} <= set(
            foer
        )
        assert klient.post(f"/koerelister/{listen.pk}/destruer/").status_code == 302
        spor.arbejd_koeen_tom()
        logget = "\n".join(log.linjer)
    assert Destruktion.objects.i_kommune("0175").get().antal_stop == antal
    brud = fund(kanarier, logget)
    steder = len(spor.dump()) + len(spor.uden_for_databasen(logget, spor.mapperne()))
    rest = _rest(kanarier, tmp_path)
    fanget = _plantede(kanarier, logget, settings, mette, leder)
    bevis.foer(28, f"Kørelisten destrueret; rest efter sletning: {rest}", brud=brud,
               forsoeg=len(kanarier) * steder, plantet_fejl_fanget=fanget)  # fmt: skip


def _rest(kanarier: list[Kanarie], mappe: Path) -> dict[str, int]:
    """Det, sletningen selv ikke når: målt, så docs/hjemmebesoeg.md kan sige det."""
    doer = next(kanarie for kanarie in kanarier if kanarie.slags == "navn på døren")
    if connection.vendor == "postgresql":
        rest = spor.rest_paa_postgresql(doer)
        assert rest["efter VACUUM"] == 0
        assert rest["WAL"] > 0
    else:
        rest = spor.rest_paa_sqlite(mappe, doer)
        assert rest["-wal"] > 0
        assert rest["efter tømning"] == 0
    return rest


def _plantede(kanarier: list[Kanarie], logget: str, settings, mette: Bruger, leder: Bruger) -> bool:
    """En kopi i en tabel, en fil, cachen, loggen, og en database, der ikke overskriver."""
    doer = next(kanarie for kanarie in kanarier if kanarie.slags == "navn på døren")
    stop_id = next(k for k in kanarier if k.slags == "id")
    fanget = [bool(fund(kanarier, f"{logget}\n{doer.tekst}"))]
    cache.set("glemt", doer.tekst)
    fanget.append(any("cache" in en for en in fund(kanarier, "")))
    cache.clear()
    fil = Path(settings.PAKKEMAPPE) / "glemt.json"
    fil.parent.mkdir(parents=True, exist_ok=True)
    fil.write_text(doer.tekst, encoding="utf-8")
    fanget.append(any("glemt.json" in en for en in fund(kanarier, "")))
    fil.unlink()
    with _tabel("glemt_kopi", stop_id.tekst):
        fanget.append(any("glemt_kopi" in en for en in fund(kanarier, "")))
    if connection.vendor != "postgresql":
        fanget.append(_uden_overskrivning(mette, leder))
    return all(fanget)


@contextmanager
def _tabel(navn: str, tekst: str):
    """En tabel, nogen glemte at slette i."""
    with connection.cursor() as markoer:
        markoer.execute(f"CREATE TABLE {navn} (tekst text)")
        markoer.execute(f"INSERT INTO {navn} VALUES (%s)", [tekst])
        yield
        markoer.execute(f"DROP TABLE {navn}")


def _uden_overskrivning(mette: Bruger, leder: Bruger) -> bool:
    """Uden ``secure_delete`` ligger stoppet i filens huller."""
    with connection.cursor() as markoer:
        markoer.execute("PRAGMA secure_delete=OFF")
    try:
        klient, listen, kanarier = koer_listen(mette, leder, 2)
        klient.post(f"/koerelister/{listen.pk}/destruer/")
        assert not Stop.objects.i_kommune("0175").exists()
        return any("databasens fil" in en for en in fund(kanarier, ""))
    finally:
        with connection.cursor() as markoer:
            markoer.execute("PRAGMA secure_delete=ON")


def test_halvt_destrueret_findes_ikke(mette, leder, monkeypatch):
    """Dør processen midt i det, er alt, som det var: listen, stoppene og tallene."""
    hurtig_pdf.laeg_ind(monkeypatch)
    klient, listen, _ = koer_listen(mette, leder, 2)
    klient.raise_request_exception = False

    def doer(*_: object) -> None:
        transaction.set_rollback(True)
        raise SystemError("processen dør")

    with monkeypatch.context() as midt_i:
        midt_i.setattr("hjemmebesoeg.afslutning.destruer._slet", doer)
        klient.post(f"/koerelister/{listen.pk}/destruer/")
    assert len(stoppene(listen)) == 2
    assert not Destruktion.objects.i_kommune("0175").exists()
    klient.post(f"/koerelister/{listen.pk}/destruer/")
    assert not Stop.objects.i_kommune("0175").exists()
