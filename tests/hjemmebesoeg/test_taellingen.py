"""Tællingen: hver borger én gang om måneden, én åben måned, og intet ændres, når den er lukket."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from adgang.lejer import lejer
from adgang.models import Rolle
from hjemmebesoeg.afslutning.destruer import KanIkkeDestrueres, destruer
from hjemmebesoeg.models import Koerselstal, Maanedsaftryk, Taelling
from hjemmebesoeg.statistik.lukning import luk_alle, lukkes_senest, naeste_maaned
from hjemmebesoeg.statistik.maaneder import statistik
from hjemmebesoeg.vaern import regler
from tests import fabrik
from tests.conftest import klient_for
from tests.driftsrolle import som_driftsrolle
from tests.hjemmebesoeg.opstilling import (
    HUSE,
    destrueret,
    koert,
    liste,
    omraade,
    uden_svar,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def uret():
    """Den 20. oktober 2026 om formiddagen."""
    with time_machine.travel("2026-10-20T10:00:00+02:00", tick=False) as ur:
        yield ur


def stil(ur, dag: date) -> None:
    ur.move_to(f"{dag}T10:00:00+01:00")


def tal() -> dict[tuple[str, str], tuple[int, int]]:
    alle = Koerselstal.objects.i_kommune("0175").order_by("pk")
    return {(f"{t.maaned:%Y-%m}", t.omraade): (t.besoegt, t.kontakt) for t in alle}


def taelling() -> Taelling:
    return Taelling.objects.i_kommune("0175").get()


@pytest.mark.parametrize(
    ("maaned", "naeste", "senest"),
    [
        (date(2026, 10, 1), date(2026, 11, 1), date(2026, 11, 15)),
        (date(2026, 12, 1), date(2027, 1, 1), date(2027, 1, 15)),
        (date(2024, 2, 1), date(2024, 3, 1), date(2024, 3, 15)),
    ],
)
def test_maanedens_dage(maaned: date, naeste: date, senest: date):
    assert (naeste_maaned(maaned), lukkes_senest(maaned)) == (naeste, senest)


def test_den_samme_borger_taelles_een_gang_og_kontakt_kan_komme_siden(uret, mette, leder):
    omraade()
    sag = uden_svar(mette)
    for kontakt, ventet in ((False, (1, 0)), (True, (1, 1)), (True, (1, 1)), (False, (1, 1))):
        destrueret(liste(leder, mette, [sag]), mette, [kontakt])
        assert tal() == {("2026-10", "Rødovre"): ventet}
    destrueret(liste(leder, mette, [uden_svar(mette, HUSE[1])]), mette)
    assert tal() == {("2026-10", "Rødovre"): (2, 1)}


def test_en_borger_der_flytter_taelles_hvor_hun_foerst_blev_opsoegt(uret, mette, leder):
    omraade()
    omraade(mette.kommune, "Omegn", "2650")
    sag = uden_svar(mette)
    destrueret(liste(leder, mette, [sag]), mette)
    fabrik.kontrolark(sag, adresse="Andenvej 1, 2650 Hvidovre")
    destrueret(liste(leder, mette, [sag], navn="Omegn"), mette, [True])
    assert tal() == {("2026-10", "Rødovre"): (1, 1)}


@pytest.mark.parametrize(
    ("dag", "lister_tilbage", "lukket"),
    [
        (date(2026, 10, 31), False, False),  # måneden er ikke slut
        (date(2026, 11, 1), False, True),
        (date(2026, 11, 1), True, False),  # en liste fra måneden findes endnu
        (date(2026, 11, 14), True, False),
        (date(2026, 11, 15), True, True),  # alle er over fristen
    ],
)
def test_hvornaar_maaneden_lukkes(uret, mette, leder, dag, lister_tilbage: bool, lukket: bool):
    omraade()
    destrueret(liste(leder, mette, [uden_svar(mette)]), mette, [True])
    if lister_tilbage:
        sen = liste(leder, mette, [uden_svar(mette, HUSE[1])])
    assert len(bytes(taelling().noegle)) == 32
    stil(uret, dag)
    assert luk_alle() == int(lukket)
    efter = taelling()
    assert (efter.lukket_til, efter.noegle is None) == (
        date(2026, 10, 1) if lukket else None,
        lukket,
    )
    assert Maanedsaftryk.objects.i_kommune("0175").exists() is not lukket
    if lister_tilbage and lukket:
        koert(sen, mette)
        assert destruer(sen, mette).talt is False
        assert tal() == {("2026-10", "Rødovre"): (1, 1)}


def test_to_maaneders_noegler_findes_aldrig_paa_een_gang(uret, mette, leder):
    omraade()
    destrueret(liste(leder, mette, [uden_svar(mette)]), mette)
    oktober = liste(leder, mette, [uden_svar(mette, HUSE[1])])
    foerste = bytes(taelling().noegle)
    stil(uret, date(2026, 11, 3))
    november = liste(leder, mette, [uden_svar(mette, HUSE[2])])
    koert(november, mette)
    with pytest.raises(KanIkkeDestrueres, match="oktober er ikke talt færdig"):
        destruer(november, mette)
    assert bytes(taelling().noegle) == foerste
    koert(oktober, mette)
    destruer(oktober, mette)
    assert destruer(november, mette).talt
    assert (taelling().aaben, taelling().lukket_til) == (date(2026, 11, 1), date(2026, 10, 1))
    assert bytes(taelling().noegle) != foerste
    assert tal() == {("2026-10", "Rødovre"): (2, 0), ("2026-11", "Rødovre"): (1, 0)}
    assert Maanedsaftryk.objects.i_kommune("0175").count() == 1


SQL = {
    "ret en lukket måned": (
        "UPDATE hjemmebesoeg_koerselstal SET besoegt = besoegt + 1", regler.LUKKET),
    "slet et tal": ("DELETE FROM hjemmebesoeg_koerselstal", "Et talt tal"),
    "åbn måneden igen": ("UPDATE hjemmebesoeg_taelling SET lukket_til = NULL", "åbnes igen"),
    "tæl en lukket måned": (
        "UPDATE hjemmebesoeg_taelling SET aaben = '2026-10-01', noegle = 'x'", "kan ikke tælles"),
    "et aftryk uden åben måned": (
        "INSERT INTO hjemmebesoeg_maanedsaftryk (aftryk, kommune_id) VALUES ('x', '0175')",
        regler.LUKKET),
}  # fmt: skip


@pytest.mark.parametrize("navn", SQL)
def test_databasen_holder_en_lukket_maaned(uret, mette, leder, navn: str):
    omraade()
    destrueret(liste(leder, mette, [uden_svar(mette)]), mette)
    stil(uret, date(2026, 11, 1))
    luk_alle()
    saetning, besked = SQL[navn]
    with (
        pytest.raises(IntegrityError, match=besked),
        transaction.atomic(),
        som_driftsrolle(),
        lejer("0175"),
        connection.cursor() as markoer,
    ):
        markoer.execute(saetning)


def test_en_aaben_maaned_kan_ikke_skiftes_mens_aftrykkene_staar(uret, mette, leder):
    omraade()
    destrueret(liste(leder, mette, [uden_svar(mette)]), mette)
    with (
        pytest.raises(IntegrityError, match=regler.AFTRYK_STAAR),
        transaction.atomic(),
        connection.cursor() as markoer,
    ):
        markoer.execute("UPDATE hjemmebesoeg_taelling SET aaben = '2026-12-01'")


def test_siden_viser_kun_lukkede_maaneder_og_svarer_paa_de_to_spoergsmaal(
    uret, mette, leder, klient
):
    omraade()
    sager = [uden_svar(mette, f"Testvej {nr}, 2610 Rødovre") for nr in range(1, 13)]
    destrueret(liste(leder, mette, sager), mette, [True] * 6)
    assert statistik("0175").maaneder == ()
    siden = klient.get("/koerelister/statistik/").content.decode()
    assert "10-2026 tælles endnu" in siden
    assert "Ingen måned er lukket endnu" in siden
    stil(uret, date(2026, 11, 2))
    luk_alle()
    dpo = klient_for(fabrik.bruger("dpo", Rolle.DPO))
    fabrik.log_ind(klient, mette)
    for hvem in (klient, dpo, klient_for(leder)):
        siden = hvem.get("/koerelister/statistik/").content.decode()
        assert "Der blev kontakt med 50 % af de opsøgte" in siden
        assert "Det kan ikke tælles" in siden
        assert "på borgerens egen sag" in siden
    csv = klient.get("/koerelister/statistik/hent/").content.decode("utf-8-sig").replace('"', "")
    assert csv.splitlines()[1:] == ["10-2026;Rødovre;12;6;6", "10-2026;I alt;12;6;6"]


def test_smaa_tal_vises_hverken_paa_siden_eller_i_filen(uret, mette, leder, klient):
    omraade()
    destrueret(liste(leder, mette, [uden_svar(mette, hus) for hus in HUSE[:3]]), mette)
    stil(uret, date(2026, 11, 2))
    luk_alle()
    fabrik.log_ind(klient, mette)
    siden = klient.get("/koerelister/statistik/").content.decode()
    csv = klient.get("/koerelister/statistik/hent/").content.decode("utf-8-sig")
    csv = csv.replace('"', "")
    assert "Vises ikke (små tal)" in siden
    assert ">3<" not in siden
    assert ";3" not in csv
