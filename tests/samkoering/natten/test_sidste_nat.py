"""Nattens tal holdes op mod nætterne før, som hovedbogen husker dem."""

from __future__ import annotations

import os
from datetime import date, datetime, time, timedelta

import pytest

from samkoering.models import Aarsag, Koersel, Koerselstilstand, Kontrolregnskab
from samkoering.natten import igen
from samkoering.natten.hovedbog import begynd
from samkoering.natten.sidste_nat import krav_til
from tests.samkoering.natten.gang import koer_faerdig
from tests.uafhaengig.haandlavet import YM, Mappe

pytestmark = pytest.mark.django_db(transaction=True)

NAT = date(2018, 6, 19)
NAESTE = NAT + timedelta(days=1)
FERIE = "feriekonto_anmodninger"


def med_ferie(mappe: Mappe, antal: int) -> None:
    """Borgeren har bedt om feriepenge så mange gange."""
    mappe.raekker[FERIE] = []
    for nr in range(antal):
        mappe.med(
            FERIE, cpr=YM, anmodet="2018-06-10", foerste_feriedag="2018-07-02", beloeb_oere=nr,
            forventet_udbetaling="2018-06-25", annulleret="false",
        )  # fmt: skip
    mappe.skriv()


def med_udbetalinger(mappe: Mappe, antal: int) -> None:
    """Sagen har fået så mange udbetalinger; de gør borgeren til modtager."""
    mappe.raekker["ydelse_udbetalinger"] = []
    for nr in range(antal):
        dag = NAT - timedelta(days=nr)
        mappe.med("ydelse_udbetalinger", sag_id="S1", udbetalt=dag, beloeb_oere=1)
    mappe.skriv()


def nat(mappe: Mappe, dag: date, antal: int, aarsag: Aarsag = Aarsag.PLANLAGT) -> Koersel:
    med_ferie(mappe, antal)
    return koer_faerdig(begynd(dag, aarsag))


def kilde(koersel: Koersel, tabel: str = FERIE) -> dict[str, str]:
    return next(linje for linje in koersel.tabeller if linje["tabel"] == tabel)


def feriekonto() -> str:
    """Regel 17's bogstav i regnskabet, som det står nu."""
    return str(Kontrolregnskab.objects.i_kommune("0175").get(til__isnull=True).status)[16]


@pytest.mark.parametrize(
    ("sidst", "nu", "graense", "tilstand", "bogstav"),
    [
        (200, 100, 0.5, "BESVARET", "U"),  # netop halvdelen
        (200, 99, 0.5, "AFVIST", "N"),
        (200, 0, 0.5, "AFVIST", "N"),  # tom er ikke »ingen ændring«
        (200, 160, 0.8, "BESVARET", "U"),
        (200, 159, 0.8, "AFVIST", "N"),
        (100, 49, 0.5, "AFVIST", "N"),
        (99, 0, 0.5, "BESVARET", "I"),  # en lille tabel kan halveres af et tilfælde
    ],
)
def test_en_skrumpet_tabel_er_ikke_besvaret(
    mappe: Mappe, settings, sidst: int, nu: int, graense: float, tilstand: str, bogstav: str
):
    settings.VOLUMEN_GRAENSE = graense
    nat(mappe, NAT, sidst)
    koersel = nat(mappe, NAESTE, nu)
    assert (kilde(koersel)["tilstand"], feriekonto()) == (tilstand, bogstav)
    if tilstand == "AFVIST":
        assert koersel.tilstand == Koerselstilstand.DELVIST
        assert f"har {nu} rækker mod {sidst} sidste nat" in kilde(koersel)["grund"]
        assert kilde(koersel, "cpr_adresser")["tilstand"] == "BESVARET"


def test_et_menneske_kan_godkende_det_og_saa_er_det_den_nye_graense(mappe: Mappe, settings):
    nat(mappe, NAT, 200)
    assert kilde(nat(mappe, NAESTE, 99))["tilstand"] == "AFVIST"
    assert kilde(koer_faerdig(igen.hele_natten()))["tilstand"] == "AFVIST"
    settings.GODKENDTE_TABELLER = [FERIE]
    assert kilde(koer_faerdig(igen.registeret("feriekonto")))["tilstand"] == "BESVARET"
    assert feriekonto() == "U"
    settings.GODKENDTE_TABELLER = []
    assert kilde(nat(mappe, NAESTE + timedelta(days=1), 99))["tilstand"] == "BESVARET"


def test_en_afvist_nat_flytter_ikke_graensen(mappe: Mappe):
    nat(mappe, NAT, 200)
    nat(mappe, NAESTE, 90)
    koersel = nat(mappe, NAESTE + timedelta(days=1), 90)
    assert "mod 200 sidste nat" in kilde(koersel)["grund"]


def test_en_bestand_der_skrumpede_udskyder_natten_og_intet_regnes_for_lukket(
    mappe: Mappe, settings
):
    med_udbetalinger(mappe, 200)
    koer_faerdig(begynd(NAT, Aarsag.PLANLAGT))
    foer = list(Kontrolregnskab.objects.i_kommune("0175").values_list())
    med_udbetalinger(mappe, 99)
    koersel = koer_faerdig(begynd(NAESTE, Aarsag.PLANLAGT))
    assert (koersel.aaben, koersel.proever) == (True, 1)
    assert "ydelse_udbetalinger har 99 rækker mod 200 sidste nat" in koersel.fejl
    assert list(Kontrolregnskab.objects.i_kommune("0175").values_list()) == foer
    settings.GODKENDTE_TABELLER = ["ydelse_udbetalinger"]
    assert koer_faerdig(koersel).tilstand == Koerselstilstand.GENNEMFOERT


def test_kun_naetterne_foer_taeller(mappe: Mappe):
    """Datoens egne kørsler, senere nætter og udtræk, nogen kørte selv, er ikke sidste nat."""
    sidst = nat(mappe, NAT, 3)
    andre = {"tabel": FERIE, "tilstand": "BESVARET", "raekker": 7, "data_fra": "", "sha256": "a"}
    for dag, aarsag in (
        (NAESTE, Aarsag.GENTAGELSE),
        (NAT, Aarsag.UDTRAEK),
        (NAESTE + timedelta(days=1), Aarsag.PLANLAGT),
    ):
        anden = koer_faerdig(begynd(dag, aarsag, tillad_aeldre=True))
        Koersel.objects.filter(pk=anden.pk).update(tabeller=[andre])
    koersel = begynd(NAESTE, Aarsag.PLANLAGT, tillad_aeldre=True)
    assert krav_til(koersel).forrige[FERIE][:2] == (3, kilde(sidst)["sha256"])
    assert krav_til(sidst).forrige == {}


@pytest.mark.parametrize(("godkendt", "tilstand"), [([], "AFVIST"), (["eindkomst"], "BESVARET")])
def test_den_samme_fil_igen_ses_fra_hovedbogen(mappe: Mappe, settings, godkendt, tilstand: str):
    """Kilden siger, tallene er fra i går, og det er de samme, som den gav i går."""
    fra = datetime.combine(NAT, time(12)).timestamp()
    os.utime(mappe.sti / "eindkomst.csv", (fra, fra))
    settings.REGISTERALDER = {"eindkomst": 1}
    settings.GODKENDTE_TABELLER = godkendt
    assert kilde(koer_faerdig(begynd(NAT, Aarsag.PLANLAGT)), "eindkomst")["tilstand"] == "BESVARET"
    igen_ = kilde(koer_faerdig(begynd(NAESTE, Aarsag.PLANLAGT)), "eindkomst")
    assert igen_["tilstand"] == tilstand
    assert ("den samme fil som sidste nat" in igen_["grund"]) is (tilstand == "AFVIST")


@pytest.mark.parametrize(("dage", "tilstand"), [(0, "BESVARET"), (1, "AFVIST")])
def test_hovedbogens_nat_stiller_ogsaa_krav_uden_en_nat_foer(mappe: Mappe, dage, tilstand: str):
    fra = datetime.combine(NAT - timedelta(days=dage), time(12)).timestamp()
    os.utime(mappe.sti / "udk_bidragssager.csv", (fra, fra))
    koersel = koer_faerdig(begynd(NAT, Aarsag.PLANLAGT))
    assert kilde(koersel, "udk_bidragssager")["tilstand"] == tilstand
