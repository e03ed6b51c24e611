"""Det gemte, læst for hele landet før delene skrives, og det, natten slutter af det."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.db import DatabaseError, connection

from adgang.lejer import lejer
from adgang.models import Kommune
from registre.laesning import Udtraek
from samkoering.koersel import koer
from samkoering.models import (
    Koersel,
    Kontrolark,
    Kontrolregnskab,
    Sag,
    Sagstilstand,
    Udfald,
    Udfaldstilstand,
)
from samkoering.motor.beregning import beregn
from samkoering.skrivning import kommunedel
from samkoering.skrivning.kommunedel import Deler
from samkoering.skrivning.landsblik import Landsblik
from samkoering.skrivning.regnskab import forskel
from samkoering.skrivning.skriv import skriv_kommune
from samkoering.skrivning.ydelsessager import FELTER, Ydelsessager, med_fravalg
from tests import fabrik
from tests.uafhaengig.haandlavet import AEF, ANDEN, BARN, UDE, YM, Mappe

NAT, NAESTE_NAT = date(2018, 6, 19), date(2018, 6, 20)
KODE, NABO = "0175", "0147"
RAABT = 'tab\t, "anførsel", \\ og\nny linje'


@pytest.fixture
def mappe(tmp_path: Path) -> Mappe:
    """Et ægtepar med et barn; modtageren er flyttet den 2. juni, og alle tre står i registrene."""
    ny = Mappe(tmp_path).person(YM).person(AEF).person(BARN, "2010-01-01").gift()
    for hvem in (YM, AEF):
        ny.med("cpr_boern", foraelder_cpr=hvem, barn_cpr=BARN)
    ny.bor(AEF, "2010-01-01").bor(BARN, "2010-01-01", "2018-06-01").bor(
        BARN, "2018-06-02", sted=UDE
    )
    return ny.bor(YM, "2010-01-01", "2018-06-01").bor(YM, "2018-06-02", sted=UDE)


def alle(model: Any) -> list[Any]:
    return list(model.objects.paa_tvaers(grund="prøven ser hele databasen").order_by("pk"))


@pytest.mark.django_db
def test_blikket_er_det_gemte(mappe: Mappe):
    koer(Udtraek(mappe.skriv()), NAT)
    (sag,) = alle(Sag)
    viser = {"personer": [YM], "adresser": [RAABT, ""]}
    Kontrolark.objects.i_kommune(KODE).update(viser=viser)
    blik = Landsblik(fabrik.koersel(NAESTE_NAT))
    regnskab, udfald = alle(Kontrolregnskab), alle(Udfald)
    assert blik.regnskab.rows() == [(KODE, r.sag_id, r.cpr, r.status) for r in regnskab]
    assert sorted(blik.udfald.rows()) == sorted(
        (KODE, u.ym_cpr, u.identitet, u.tilstand) for u in udfald
    )
    ((kommune, sagens, arkets, udgave, tekst),) = blik.viste.rows()
    assert (kommune, sagens, udgave) == (KODE, sag.pk.hex, 1)
    assert (arkets, json.loads(tekst)) == (alle(Kontrolark)[0].pk.hex, viser)


@pytest.mark.django_db
def test_blikket_ser_ikke_det_der_er_slut(mappe: Mappe):
    """En tidligere status, en bortfaldet hændelse, kørslens egne ark og en lukket sags."""
    foerste = koer(Udtraek(mappe.skriv()), NAT)
    natten = fabrik.koersel(NAESTE_NAT)
    foer = Landsblik(natten)
    foer.laes()
    tidligere = {"sag_id": "S1", "cpr": YM, "status": "N" * 34, "fra": date(2018, 6, 1)}
    Kontrolregnskab.objects.i_kommune(KODE).create(kommune_id=KODE, til=NAT, **tidligere)
    fabrik.udfald(alle(Sag)[0], tilstand=Udfaldstilstand.BORTFALDET, bortfaldet=NAT)
    efter = Landsblik(natten)
    assert efter.regnskab.rows() == foer.regnskab.rows()
    assert sorted(efter.udfald.rows()) == sorted(foer.udfald.rows())
    assert (foer.viste.height, Landsblik(foerste).viste.height) == (1, 0)
    Sag.objects.i_kommune(KODE).update(tilstand=Sagstilstand.BORTFALDET)
    assert Landsblik(natten).viste.height == 0


@pytest.mark.django_db
def test_blikket_kender_et_ark_der_intet_siger(mappe: Mappe):
    koer(Udtraek(mappe.skriv()), NAT)
    Kontrolark.objects.i_kommune(KODE).update(viser=None)
    assert Landsblik(fabrik.koersel(NAESTE_NAT)).viste["viser"].to_list() == [None]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kun", "antal"), [([], 1), ([KODE], 1), ([NABO, KODE], 1), ([NABO], 0)], ids=str
)
def test_en_koersel_for_faa_kommuner_laeser_kun_dem(mappe: Mappe, kun: list[str], antal: int):
    koer(Udtraek(mappe.skriv()), NAT)
    blik = Landsblik(fabrik.koersel(NAESTE_NAT, kun_kommuner=kun))
    assert (blik.regnskab.height, blik.viste.height) == (antal, antal)
    assert (blik.udfald.height > 0) is bool(antal)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fejler", [False, True])
def test_mislykkes_det_imens_laeses_det_bagefter(mappe: Mappe, monkeypatch, fejler: bool):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite læser, når der spørges")
    koer(Udtraek(mappe.skriv()), NAT)
    blik, rigtigt = Landsblik(fabrik.koersel(NAESTE_NAT)), Landsblik.laes

    def laes(blikket: Landsblik) -> None:
        if fejler:
            raise DatabaseError("væk")
        rigtigt(blikket)

    monkeypatch.setattr(Landsblik, "laes", laes)
    with blik.laes_imens():
        pass
    assert ("regnskab" in vars(blik)) is not fejler
    assert blik.regnskab.height == 1


@pytest.mark.django_db
def test_det_samme_ark_hvad_enten_faa_eller_alle_slaas_op(mappe: Mappe, monkeypatch):
    """Også om borgere, ingen ventede, der blev spurgt om, og om en, registrene ikke kender."""
    mappe.med("cpr_beskyttelse", cpr=BARN, type="0001", fra="2018-01-01").person(ANDEN)
    koersel, sti = fabrik.koersel(NAT, tabeller=[]), mappe.skriv()
    Kommune.objects.get_or_create(kode=KODE, defaults={"navn": "Rødovre"})

    mappe.med(
        "eindkomst", indberetning_id="E1", cpr=YM, cvr="90000001", virksomhed="X",
        branchekode="841100", indkomsttype="00", beloeb_oere=100,
        periode_fra="2018-05-01", periode_til="2018-05-31", disposition="2018-05-31",
    ).skriv()  # fmt: skip

    def arkene(faa: int) -> list[Any]:
        monkeypatch.setattr(kommunedel, "_FAA", faa)
        deler = Deler(beregn(Udtraek(sti), NAT), koersel)
        deler.slip_registrene()
        del_ = deler.del_(Kommune.objects.get(kode=KODE))
        assert del_.arkivar._personer._udsnit is (faa == 0)
        assert '"loen":[{"beloeb_oere":100' in del_.arkivar.indhold(del_, YM, []).tekst
        beholdt = deler.beregning.tabeller.ramme("eindkomst")
        assert beholdt.is_empty() or "virksomhed" not in beholdt.columns
        beviser = [del_.arkivar.bevis(kandidat) for kandidat in del_.kandidater]
        assert beviser
        numre = (YM, AEF, BARN, ANDEN, "6505120005")
        vaern = del_.arkivar.vaern
        bor = [vaern.bor_beskyttet(int(cpr)) for cpr in numre]
        samlet = vaern.bor_beskyttede(pl.Series([*map(int, numre)]))
        assert [int(cpr) in samlet for cpr in numre] == bor
        return [beviser, bor, [del_.arkivar.indhold(del_, cpr, []) for cpr in numre]]

    assert arkene(0) == arkene(10**9)


@pytest.mark.django_db
def test_en_sag_der_bliver_aaben_efter_blikket_faar_ogsaa_sit_ark_skjult(mappe: Mappe):
    """En henlæggelse fortrydes, mens natten beregner; arket viser en, der nu er beskyttet."""
    koer(Udtraek(mappe.skriv()), NAT)
    sager = Sag.objects.i_kommune(KODE)
    sager.update(tilstand=Sagstilstand.HENLAGT_VISITERING)
    mappe.med("cpr_beskyttelse", cpr=BARN, type="0001", fra="2018-06-20")
    koersel = fabrik.koersel(NAESTE_NAT, tabeller=[])
    deler = Deler(beregn(Udtraek(mappe.skriv()), NAESTE_NAT), koersel)
    deler.slip_registrene()
    sager.update(tilstand=Sagstilstand.VISITERES)
    skriv(koersel, deler)
    assert Kontrolark.objects.i_kommune(KODE).count() == 2


@pytest.mark.django_db
def test_en_sag_der_lukkes_efter_blikket_faar_intet_ark(mappe: Mappe):
    koer(Udtraek(mappe.skriv()), NAT)
    mappe.med("cpr_beskyttelse", cpr=BARN, type="0001", fra="2018-06-20")
    koersel = fabrik.koersel(NAESTE_NAT, tabeller=[])
    deler = Deler(beregn(Udtraek(mappe.skriv()), NAESTE_NAT), koersel)
    deler.slip_registrene()
    Sag.objects.i_kommune(KODE).update(tilstand=Sagstilstand.HENLAGT_VISITERING)
    skriv(koersel, deler)
    assert Kontrolark.objects.i_kommune(KODE).count() == 1


def skriv(koersel: Koersel, deler: Deler) -> None:
    with lejer(KODE):
        skriv_kommune(koersel, deler.del_(Kommune.objects.get(kode=KODE)))


@pytest.mark.parametrize(
    ("gemt", "i_nat", "nye", "forladte"),
    [
        ("", "", "", ""),
        ("", "S1aI", "S1aI", ""),
        ("S1aI", "S1aI", "", ""),
        ("S1aI", "S1aU", "S1aU", "S1aI"),  # et nyt ord
        ("S1aI", "S1bI", "S1bI", "S1aI"),  # et nyt nummer
        ("S1aI", "", "", "S1aI"),
        ("S1aI S2aI", "S2aI S3aI", "S3aI", "S1aI"),
    ],
)
def test_kun_forskellen_skrives(gemt: str, i_nat: str, nye: str, forladte: str):
    def regnskab(tekst: str) -> pl.DataFrame:
        raekker = [(KODE, ord_[:2], ord_[2], ord_[3]) for ord_ in tekst.split()]
        felter = ("kommune_id", "sag_id", "cpr", "status")
        return pl.DataFrame(raekker, schema=dict.fromkeys(felter, pl.String), orient="row")

    fundet = forskel(regnskab(i_nat), regnskab(gemt))
    assert fundet.nye.rows() == regnskab(nye).rows()
    assert fundet.forladte.rows() == regnskab(forladte).rows()


def ydelsessager(*sager: tuple[str, str, str]) -> pl.DataFrame:
    """Sager med id, borger og bogstaver."""
    faste = ("32.24.04", NAT, NAT, NAT)
    raekker = [(nr, sag, cpr, *faste, ord_) for nr, (sag, cpr, ord_) in enumerate(sager)]
    return pl.DataFrame(raekker, schema=list(FELTER), orient="row")


def test_borgerens_sager_i_bestandens_orden():
    sager = Ydelsessager(
        ydelsessager(("S1", YM, "I" * 34), ("S2", AEF, "N" * 34), ("S3", YM, "NI" * 17))
    )
    sager.hent([YM, ANDEN])
    assert [sag.sag_id for sag in sager.om(YM)] == ["S1", "S3"]
    assert [sag.sag_id for sag in sager.om(AEF)] == ["S2"]
    assert sager.om(ANDEN) == sager.om("") == []
    assert (sager.modtagere, sager.ikke_udfoerte, len(sager.alle())) == (2, 51, 3)


@pytest.mark.parametrize(
    ("fravalgte", "bogstaver"),
    [
        (set(), "I" * 34),
        ({1}, "F" + "I" * 16 + "F" + "I" * 16),
        ({17}, "I" * 16 + "F" + "I" * 16 + "F"),
        ({1, 2}, "FF" + "I" * 15 + "FF" + "I" * 15),
    ],
)
def test_en_fravalgt_regel_er_fravalgt_for_begge_roller(fravalgte: set[int], bogstaver: str):
    sager = ydelsessager(("S1", YM, "I" * 34), ("S2", AEF, "I" * 34))
    assert med_fravalg(sager, fravalgte)["status"].to_list() == [bogstaver] * 2
