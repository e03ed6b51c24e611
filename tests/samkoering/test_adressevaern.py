"""Adresser på det frosne ark: hvad der skjules, når en anden end modtageren er beskyttet."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from registre.laesning import Udtraek
from samkoering.koersel import koer
from samkoering.models import Kontrolark, Sag
from samkoering.skrivning import skjult
from tests.uafhaengig.haandlavet import AEF, ANDEN, BARN, UDE, YM, Mappe

pytestmark = pytest.mark.django_db

STEDBARN = "6505120005"
NAT, NAESTE_NAT = date(2018, 6, 19), date(2018, 6, 20)
GAMMEL, NY, TREDJE = "Gammelvej", "Nyvej", "Tredjevej"
STEDER = {
    GAMMEL: {"vejnavn": GAMMEL},
    NY: {**UDE, "vejnavn": NY},
    TREDJE: {"vejkode": "0300", "vejnavn": TREDJE},
}
FOER, EFTER = "2018-06-01", "2018-06-02"


@pytest.fixture
def mappe(tmp_path: Path) -> Mappe:
    """Modtageren er flyttet fra den gamle til den nye vej; hun er gift og har et barn."""
    ny = Mappe(tmp_path).person(YM).person(AEF).person(BARN, "2010-03-03").person(ANDEN).gift()
    ny.med("cpr_boern", foraelder_cpr=YM, barn_cpr=BARN)
    for udbetalt in ("2018-06-30", "2018-07-31"):
        ny.med("ydelse_udbetalinger", sag_id="S1", udbetalt=udbetalt, beloeb_oere=1)
    return bo(bo(ny, YM, GAMMEL, til=FOER), YM, NY, EFTER)


def bo(mappe: Mappe, hvem: str, vej: str, fra: str = "2010-01-01", til: str = "") -> Mappe:
    return mappe.bor(hvem, fra, til, sted=STEDER[vej])


def beskyt(mappe: Mappe, hvem: str, fra: str = "2018-01-01") -> Mappe:
    return mappe.med("cpr_beskyttelse", cpr=hvem, type="0001", fra=fra)


def nat(mappe: Mappe, dag: date = NAT, *udelad: str) -> dict[str, Any]:
    """Kør natten; det nyeste ark."""
    koer(Udtraek(mappe.skriv(*udelad)), dag)
    return arkene()[-1].indhold


def arkene() -> list[Kontrolark]:
    alle = Kontrolark.objects.paa_tvaers(grund="prøven ser hele databasen")
    return list(alle.order_by("udgave"))


def adresser(indhold: dict[str, Any]) -> list[str]:
    """Adresserne på arket: modtagerens, ægtefællens og flytningens fra og til."""
    (flytning,) = (fund for fund in indhold["udfald"] if fund["regel"] == "flytning")
    vej = [indhold["ym"]["adresse"], indhold["aef"]["adresse"], *flytning["raekker"][0][1:]]
    return [tekst.split()[0] if "vej" in tekst else "skjult" for tekst in vej]


#   hvem bor på den gamle vej, hos modtageren og på den tredje    beskyttet  adresserne
HJEM = [
    ((AEF,), (),     (),     None,  [NY, GAMMEL, GAMMEL, NY]),
    ((AEF,), (),     (),     AEF,   [NY, "skjult", "skjult", NY]),
    ((),     (AEF,), (),     AEF,   [NY, NY, GAMMEL, NY]),
    ((),     (),     (AEF,), None,  [NY, TREDJE, GAMMEL, NY]),
    ((),     (),     (AEF,), AEF,   [NY, "skjult", GAMMEL, NY]),
    ((),     (),     (AEF, BARN), BARN,  [NY, "skjult", GAMMEL, NY]),
    ((),     (),     (AEF, ANDEN), ANDEN, [NY, "skjult", GAMMEL, NY]),
    ((ANDEN,), (),   (AEF,), ANDEN, [NY, TREDJE, "skjult", NY]),
    ((BARN,), (),    (AEF,), BARN,  [NY, TREDJE, "skjult", NY]),
    ((),     (BARN,), (AEF,), BARN, [NY, TREDJE, GAMMEL, NY]),
    ((),     (),     (AEF,), YM,    [NY, TREDJE, GAMMEL, NY]),
]  # fmt: skip


@pytest.mark.parametrize(("gammel", "hos", "tredje", "beskyttet", "ventet"), HJEM)
def test_en_beskyttet_andens_adresse_fryses_ikke(mappe, gammel, hos, tredje, beskyttet, ventet):
    for vej, beboere in ((GAMMEL, gammel), (NY, hos), (TREDJE, tredje)):
        for hvem in beboere:
            bo(mappe, hvem, vej)
    indhold = nat(beskyt(mappe, beskyttet) if beskyttet else mappe)
    assert adresser(indhold) == ventet


#   hvem den beskyttede bor hos, og hvordan registret skriver vejen under en anden kode
SKREVET = [
    (TREDJE, "Tredjevej"), (TREDJE, "TREDJEVEJ"), (TREDJE, "Tredjevej "),
    (NY,     "Nyvej"),     (NY,     "nyvej"),     (NY,     " Nyvej"),
    (GAMMEL, "Gammelvej"), (GAMMEL, "GAMMELVEJ"),
]  # fmt: skip


@pytest.mark.parametrize(("vej", "skrevet"), SKREVET)
def test_de_samme_ord_med_en_anden_kode_er_den_samme_adresse(mappe, vej, skrevet):
    bo(mappe, AEF, TREDJE)
    mappe.bor(ANDEN, "2010-01-01", sted={**STEDER[vej], "vejkode": "0399", "vejnavn": skrevet})
    indhold = nat(beskyt(mappe, ANDEN))
    ventet = [NY, TREDJE, GAMMEL, NY]
    assert adresser(indhold) == ["skjult" if vej == sted != NY else sted for sted in ventet]
    assert indhold["ym"]["bor_beskyttet"] == (vej == NY), "modtagerens egen maskeres, når den vises"
    assert nat(mappe, NAESTE_NAT) == indhold, "den første udgave skjuler det hele"
    assert len(arkene()) == 1


def test_den_gamle_adresse_staar_naar_aegtefaellen_siden_flytter_hen_til_en_beskyttet(mappe):
    bo(mappe, AEF, TREDJE)
    nat(mappe)
    fjerde = {"vejkode": "0400", "vejnavn": "Fjerdevej"}
    mappe.bor(AEF, "2018-06-20", sted=fjerde).bor(ANDEN, "2010-01-01", sted=fjerde)
    assert adresser(nat(beskyt(mappe, ANDEN), NAESTE_NAT)) == [NY, TREDJE, GAMMEL, NY]


@pytest.mark.parametrize(
    ("beskyttet", "bor_hos", "person", "adresse"),
    [
        (YM, (), True, True),
        (BARN, (BARN,), False, True),
        (ANDEN, (ANDEN,), False, True),
        (BARN, (), False, False),
        (None, (BARN,), False, False),
    ],
)
def test_modtagerens_adresse_skjules_naar_en_paa_den_er_beskyttet(
    mappe, beskyttet, bor_hos, person, adresse
):
    bo(mappe, AEF, TREDJE)
    for hvem in bor_hos:
        bo(mappe, hvem, NY)
    ym = nat(beskyt(mappe, beskyttet) if beskyttet else mappe)["ym"]
    assert (ym["adressebeskyttet"], ym["bor_beskyttet"]) == (person, adresse)


@pytest.mark.parametrize(
    ("beskyttet", "ventet", "skjules"),
    [
        (YM, [NY, TREDJE, GAMMEL, NY], (True, False)),
        (AEF, [NY, "skjult", GAMMEL, NY], (False, True)),
        (BARN, [NY, TREDJE, "skjult", NY], (False, False)),
    ],
)
def test_beskyttelsen_kommer_til_siden_og_gaelder_fra_naeste_nat(mappe, beskyttet, ventet, skjules):
    bo(bo(mappe, AEF, TREDJE), BARN, GAMMEL)
    assert adresser(nat(mappe)) == [NY, TREDJE, GAMMEL, NY]

    indhold = nat(beskyt(mappe, beskyttet, "2018-06-20"), NAESTE_NAT)
    assert adresser(indhold) == ventet
    personer = (indhold["ym"], indhold["aef"])
    assert tuple(person["adressebeskyttet"] for person in personer) == skjules
    assert [ark.udgave for ark in arkene()] == [1, 2]

    assert nat(mappe, date(2018, 6, 21)) == indhold, "en stille nat fryser intet igen"
    assert len(arkene()) == 2


@pytest.mark.parametrize(
    ("foraeldre", "beskyttet", "naevnes"),
    [
        ((AEF,), None, True),
        ((AEF,), STEDBARN, False),  # kun ægtefællens barn, og barnet er beskyttet
        ((AEF, YM), STEDBARN, True),  # også modtagerens eget
        ((AEF,), AEF, True),
    ],
)
def test_en_andens_beskyttede_barn_naevnes_uden_navn(mappe, foraeldre, beskyttet, naevnes):
    mappe.person(STEDBARN, "2012-05-05")
    for foraelder in foraeldre:
        mappe.med("cpr_boern", foraelder_cpr=foraelder, barn_cpr=STEDBARN)
    bo(mappe, AEF, TREDJE)
    boern = nat(beskyt(mappe, beskyttet) if beskyttet else mappe)["aef"]["boern"]
    assert [barn["navn"] != "navn beskyttet" for barn in boern] == [naevnes]


def test_en_nat_uden_svar_om_beskyttelse_aendrer_ikke_de_frosne_ark(mappe):
    bo(mappe, AEF, TREDJE)
    foer = nat(mappe)
    assert nat(mappe, NAESTE_NAT, "cpr_beskyttelse") == foer
    assert len(arkene()) == 1


def test_et_afsluttet_ark_staar(mappe):
    bo(mappe, AEF, TREDJE)
    foer = nat(mappe)
    Sag.objects.i_kommune("0175").update(tilstand="HENLAGT_VISITERING")
    assert nat(beskyt(mappe, YM), NAESTE_NAT) == foer


def test_en_ny_haendelse_tager_den_nye_beskyttelse_med_paa_de_gamle(mappe):
    bo(bo(mappe, AEF, TREDJE), BARN, GAMMEL)
    nat(mappe)
    beskyt(mappe, BARN, "2018-06-20")
    ferie = {"foerste_feriedag": "2018-07-02", "forventet_udbetaling": "2018-06-25"}
    anmodning = {"anmodet": "2018-06-18", "beloeb_oere": 1, "annulleret": "false"}
    mappe.med("feriekonto_anmodninger", cpr=YM, **ferie, **anmodning)
    indhold = nat(mappe, NAESTE_NAT)
    assert {fund["regel"] for fund in indhold["udfald"]} >= {"flytning", "feriekonto"}
    assert adresser(indhold) == [NY, TREDJE, "skjult", NY]
    assert len(arkene()) == 2


@pytest.mark.parametrize("aeldre_end_feltet", [True, False])
def test_kun_et_ark_der_viser_noget_beskyttet_laeses(mappe, monkeypatch, aeldre_end_feltet):
    """Det, arket viser, afgør, om natten behøver læse det; siger det intet, læses det."""
    nat(bo(bo(mappe, AEF, TREDJE), BARN, GAMMEL))
    (ark,) = arkene()
    assert ark.viser == {"personer": [YM, AEF], "adresser": sorted(set(paa_arket(ark)))}
    if aeldre_end_feltet:
        Kontrolark.objects.i_kommune(ark.kommune).update(viser=None)
    laest: list[dict[str, Any]] = []
    rigtigt = skjult.skjult
    monkeypatch.setattr(
        skjult,
        "skjult",
        lambda indhold, *resten: laest.append(indhold) or rigtigt(indhold, *resten),
    )
    beskyt(mappe, ANDEN)  # bor ikke, hvor arket viser
    nat(mappe, NAESTE_NAT)
    assert (len(arkene()), len(laest)) == (1, int(aeldre_end_feltet))
    nat(beskyt(mappe, BARN, "2018-06-21"), date(2018, 6, 21))
    # Det ark, der ændres, læses, når det findes, og når dets kommune skrives.
    assert (len(arkene()), len(laest)) == (2, 2 + int(aeldre_end_feltet))


def paa_arket(ark: Kontrolark) -> list[str]:
    """Hver adresse i ord på arket."""
    (flytning,) = (fund for fund in ark.indhold["udfald"] if fund["regel"] == "flytning")
    tekster = [ark.indhold["ym"]["adresse"], ark.indhold["aef"]["adresse"]]
    return [tekst for tekst in [*tekster, *flytning["raekker"][0][1:]] if tekst]
