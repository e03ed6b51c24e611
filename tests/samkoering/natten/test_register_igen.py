"""Et register, der tav, køres igen: kun de celler, der ikke var udført, udfyldes."""

from __future__ import annotations

from datetime import date

import pytest

from samkoering.models import (
    Aarsag,
    Handling,
    Koersel,
    Koerselstilstand,
    Kontrolark,
    Kontrolregnskab,
    Sag,
    Udfald,
)
from samkoering.natten import igen
from samkoering.natten.hovedbog import begynd
from samkoering.skrivning.registerigen import reglerne_der_laeser
from tests.samkoering.natten.gang import koer_faerdig
from tests.uafhaengig.haandlavet import YM, Mappe

pytestmark = pytest.mark.django_db(transaction=True)

NAT = date(2018, 6, 19)


def celler() -> dict[str, str]:
    """Regnskabets bogstaver pr. sag."""
    raekker = Kontrolregnskab.objects.i_kommune("0175").filter(til__isnull=True)
    return dict(raekker.values_list("sag_id", "status"))


def saetninger() -> list[str]:
    return sorted(Udfald.objects.i_kommune("0175").values_list("regel", flat=True))


@pytest.fixture
def med_ferie(mappe: Mappe) -> Mappe:
    """Borgeren har også bedt om feriepenge."""
    mappe.med(
        "feriekonto_anmodninger", cpr=YM, anmodet="2018-06-10", foerste_feriedag="2018-07-02",
        beloeb_oere=500_000, forventet_udbetaling="2018-06-25", annulleret="false",
    )  # fmt: skip
    return mappe


@pytest.fixture
def tavs_nat(med_ferie: Mappe) -> Koersel:
    """Feriekonto svarede ikke i nat."""
    med_ferie.skriv("feriekonto_anmodninger")
    koersel = koer_faerdig(begynd(NAT, Aarsag.PLANLAGT))
    assert koersel.tilstand == Koerselstilstand.DELVIST
    assert saetninger() == ["flytning"]
    return koersel


def test_reglerne_der_laeser_et_register():
    assert reglerne_der_laeser("feriekonto") == {17}
    assert 17 not in reglerne_der_laeser("cvr")


def test_kun_registerets_celler_udfyldes(tavs_nat: Koersel, med_ferie: Mappe):
    foer = celler()["S1"]
    assert foer[16] == "N"
    med_ferie.skriv()
    koersel = koer_faerdig(igen.registeret("feriekonto"))
    efter = celler()["S1"]
    assert efter[16] == "U"
    assert [a for a, b in zip(foer, efter, strict=True) if a != b] == ["N"]
    assert saetninger() == ["feriekonto", "flytning"]
    assert koersel.tilstand == Koerselstilstand.GENNEMFOERT
    (sag,) = Sag.objects.i_kommune("0175")
    arket = Kontrolark.objects.i_kommune("0175").filter(sag=sag).order_by("-udgave").first()
    assert arket.udgave == 2
    assert arket.indhold["regnskab"][16]["ym"] == "UDFALD"


def test_alt_andet_staar_som_natten_skrev_det(tavs_nat: Koersel, med_ferie: Mappe):
    """Flytningen er rettet væk i CPR, og en bil er kommet til; det hører ikke til denne kørsel."""
    med_ferie.raekker["cpr_adresser"] = med_ferie.raekker["cpr_adresser"][:1]
    med_ferie.raekker["cpr_adresser"][0]["til"] = ""
    med_ferie.skriv()
    foer = celler()["S1"]
    koer_faerdig(igen.registeret("feriekonto"))
    assert [a for a, b in zip(foer, celler()["S1"], strict=True) if a != b] == ["N"]
    assert saetninger() == ["feriekonto", "flytning"]
    (sag,) = Sag.objects.i_kommune("0175")
    assert not sag.historik.filter(handling=Handling.BORTFALD).exists()


def test_tier_registeret_stadig_sker_der_intet(tavs_nat: Koersel):
    foer = celler()
    koersel = koer_faerdig(igen.registeret("feriekonto"))
    assert (celler(), saetninger()) == (foer, ["flytning"])
    assert koersel.tilstand == Koerselstilstand.DELVIST


def test_et_register_der_svarede_har_ingen_huller(med_ferie: Mappe):
    med_ferie.skriv()
    koer_faerdig(begynd(NAT, Aarsag.PLANLAGT))
    foer = celler(), saetninger(), Kontrolark.objects.i_kommune("0175").count()
    koer_faerdig(igen.registeret("feriekonto"))
    assert (celler(), saetninger(), Kontrolark.objects.i_kommune("0175").count()) == foer


def test_et_ukendt_register_afvises(tavs_nat: Koersel):
    with pytest.raises(igen.IntetAtKoere, match="Registeret “skat” findes ikke"):
        igen.registeret("skat")
