"""Det uafhængige svar holdt op mod regelteksten: vindue, bestand, ægtefælle, form."""

from datetime import date
from pathlib import Path

import pytest

from .grundlag import plus_aar, plus_maaneder, seneste_hele_maaned, vindue
from .haandlavet import AEF, ANDEN, DAG, UDE, YM, Mappe, tabel


@pytest.fixture
def mappe(tmp_path: Path) -> Mappe:
    return Mappe(tmp_path)


@pytest.mark.parametrize(
    ("dag", "start", "slut", "maaned"),
    tabel(
        """
        D          | start      | slut       | seneste hele måned
        2018-06-19 | 2018-03-01 | 2018-06-30 | 2018-05
        2018-01-15 | 2017-10-01 | 2018-01-31 | 2017-12
        2018-05-31 | 2018-02-01 | 2018-05-31 | 2018-04
        2020-02-29 | 2019-11-01 | 2020-02-29 | 2020-01
        2024-03-01 | 2023-12-01 | 2024-03-31 | 2024-02
        """
    ),
)
def test_vinduet_er_regeltekstens(dag, start, slut, maaned):
    d = date.fromisoformat(dag)
    assert [x.isoformat() for x in vindue(d)] == [start, slut]
    foerste, sidste = seneste_hele_maaned(d)
    assert f"{foerste:%Y-%m}" == f"{sidste:%Y-%m}" == maaned


@pytest.mark.parametrize(
    ("fra", "maaneder", "til"),
    tabel(
        """
        fra        | måneder | til
        2018-11-30 | 3       | 2019-02-28
        2019-11-30 | 3       | 2020-02-29
        2018-03-19 | 3       | 2018-06-19
        2004-02-29 | 180     | 2019-02-28
        2000-02-29 | 216     | 2018-02-28
        """
    ),
)
def test_maaneder_og_aar_klemmes_til_maanedens_sidste_dag(fra, maaneder, til):
    dag, antal = date.fromisoformat(fra), int(maaneder)
    assert plus_maaneder(dag, antal).isoformat() == til
    if antal % 12 == 0:
        assert plus_aar(dag, antal // 12).isoformat() == til


@pytest.mark.parametrize(
    ("oprettet", "afsluttet", "kle", "beloeb", "udbetalt", "med"),
    tabel(
        """
        oprettet   | afsluttet  | kle      | øre | udbetalt   | i bestanden
        2018-06-19 |            | 32.24.04 | 1   | 2018-05-01 | ja
        2018-06-20 |            | 32.24.04 | 1   | 2018-05-01 | nej
        2018-01-01 | 2018-06-19 | 32.24.04 | 1   | 2018-05-31 | ja
        2018-01-01 | 2018-06-18 | 32.24.04 | 1   | 2018-05-31 | nej
        2018-01-01 |            | 32.24.04 | 0   | 2018-05-31 | nej
        2018-01-01 |            | 32.24.04 | 1   | 2018-04-30 | nej
        2018-01-01 |            | 32.24.04 | 1   | 2018-06-01 | nej
        2018-01-01 |            | 32.24.12 | 1   | 2018-05-31 | ja
        2018-01-01 |            | 32.24.14 | 1   | 2018-05-31 | nej
        """
    ),
)
def test_bestanden(mappe, oprettet, afsluttet, kle, beloeb, udbetalt, med):
    sag = {"kommunekode": "0175", "cpr": ANDEN, "kle": kle, "oprettet": oprettet}
    mappe.med("ydelse_sager", sag_id="S2", afsluttet=afsluttet, **sag)
    mappe.med("ydelse_udbetalinger", sag_id="S2", udbetalt=udbetalt, beloeb_oere=beloeb)
    assert ("S2" in {s[0] for s in mappe.svar().status}) == (med == "ja")


@pytest.mark.parametrize(("aktiveret", "linjer"), [("2018-06-19", 34), ("2018-06-20", 0), ("", 0)])
def test_kun_aktiverede_kommuner_koeres(mappe, aktiveret, linjer):
    mappe.raekker["kommuner"][0]["par10_aktiveringsdato"] = aktiveret
    assert len(mappe.svar().status) == linjer


@pytest.mark.parametrize(
    ("oprettet", "aktiveret", "anmodet", "ventet"),
    tabel(
        """
        oprettet   | aktiveret  | anmodet    | udfald
        2015-01-01 | 2010-01-01 | 2018-02-28 | nej
        2015-01-01 | 2010-01-01 | 2018-03-01 | ja
        2018-04-10 | 2010-01-01 | 2018-04-09 | nej
        2018-04-10 | 2010-01-01 | 2018-04-10 | ja
        2018-04-10 | 2018-05-05 | 2018-05-04 | nej
        2018-04-10 | 2018-05-05 | 2018-05-05 | ja
        2015-01-01 | 2010-01-01 | 2018-06-30 | ja
        2015-01-01 | 2010-01-01 | 2018-07-01 | nej
        """
    ),
)
def test_17_feriekonto_ved_vinduets_kanter(tmp_path, oprettet, aktiveret, anmodet, ventet):
    mappe = Mappe(tmp_path, oprettet=oprettet)
    mappe.raekker["kommuner"][0]["par10_aktiveringsdato"] = aktiveret
    _ferie(mappe, anmodet)
    assert (mappe.status("feriekonto") == "UDFALD") == (ventet == "ja")


def _ferie(
    mappe: Mappe, anmodet: str, ferie: str = "2018-07-20", annulleret: str = "false"
) -> None:
    mappe.med(
        "feriekonto_anmodninger",
        cpr=YM,
        anmodet=anmodet,
        foerste_feriedag=ferie,
        beloeb_oere=100,
        forventet_udbetaling="2018-07-01",
        annulleret=annulleret,
    )


def test_17_feriekonto_et_udfald_pr_anmodning_og_feriedag(mappe):
    _ferie(mappe, "2018-04-02")
    _ferie(mappe, "2018-04-02", ferie="2018-07-21")
    _ferie(mappe, "2018-04-03", annulleret="true")
    assert mappe.udfald("feriekonto") == [
        "YM 2018-04-02 2018-04-02|2018-07-20",
        "YM 2018-04-02 2018-04-02|2018-07-21",
    ]


@pytest.mark.parametrize(
    ("kle", "uden_for"),
    [
        ("32.24.04", set()),
        ("32.24.10", {"underholdsbidrag"}),
        (
            "32.24.12",
            {"bilkoeb", "bilsalg", "mange_bilhandler", "civilstand", "underholdsbidrag"},
        ),
    ],
)
def test_reglernes_kle_for_ym(tmp_path, kle, uden_for):
    status = Mappe(tmp_path, kle=kle).svar().status
    assert {r for _, rolle, r, s in status if (rolle, s) == ("YM", "IKKE_RELEVANT")} == uden_for


def test_to_sager_giver_hver_sine_raekker_og_alt_er_sorteret(mappe):
    sag = {"kommunekode": "0175", "cpr": YM, "kle": "32.24.12", "oprettet": "2018-04-03"}
    mappe.med("ydelse_sager", sag_id="S0", **sag)
    mappe.med("ydelse_udbetalinger", sag_id="S0", udbetalt="2018-05-01", beloeb_oere=1)
    _ferie(mappe, "2018-04-02")
    _ferie(mappe, "2018-04-03")
    resultat = mappe.svar()
    assert [(r[1], r[5]) for r in resultat.udfald] == [
        ("S0", "2018-04-03"),
        ("S1", "2018-04-02"),
        ("S1", "2018-04-03"),
    ]
    assert resultat.status == sorted(resultat.status)
    assert len(resultat.status) == 2 * 2 * 17


def test_samme_noegle_er_et_udfald_med_den_tidligste_dag_i_vinduet(mappe):
    for fra in ("2018-02-28", "2018-04-05", "2018-04-02", "2018-04-09"):
        mappe.med("cpr_status", cpr=YM, status="90", fra=fra)
    assert mappe.udfald("borger_doer") == ["YM 2018-04-02 90"]


@pytest.mark.parametrize(
    ("vejkode", "aef"), [("9899", "INGEN_AENDRING"), ("9900", "IKKE_RELEVANT")]
)
def test_gammel_separation_med_faelles_adresse(mappe, vejkode, aef):
    mappe.gift().med("cpr_separation", cpr=AEF, fra="2018-02-28")
    for cpr in (YM, AEF):
        mappe.bor(cpr, "2010-01-01", vejkode=vejkode)
    assert mappe.status("bilkoeb", "AEF") == aef


@pytest.mark.parametrize(
    ("separation", "hos", "bor", "er_aef"),
    tabel(
        """
        separation | hos | ÆF bor  | er ÆF
                   | YM  | ude     | ja
        2018-03-01 | YM  | hjemme  | nej
        2018-06-19 | AEF | hjemme  | nej
        2018-06-20 | AEF | ude     | ja
        2018-02-28 | YM  | hjemme  | ja
        2018-02-28 | YM  | ude     | nej
        2018-02-28 | AEF | ingen   | nej
        2010-05-05 | AEF | ude     | nej
        2010-05-04 | AEF | ude     | ja
        """
    ),
)
def test_aegtefaellen_og_separationen(mappe, separation, hos, bor, er_aef):
    mappe.gift().bor(YM, "2010-01-01")
    if bor != "ingen":
        mappe.bor(AEF, "2010-01-01", sted=UDE if bor == "ude" else None)
    if separation:
        mappe.med("cpr_separation", cpr={"YM": YM, "AEF": AEF}[hos], fra=separation)
    ventet = "INGEN_AENDRING" if er_aef == "ja" else "IKKE_RELEVANT"
    assert mappe.status("feriekonto", "AEF") == ventet


@pytest.mark.parametrize(("status_fra", "er_aef"), [("2018-06-19", False), ("2018-06-20", True)])
def test_en_doed_aegtefaelle_er_ikke_aef(mappe, status_fra, er_aef):
    mappe.gift().med("cpr_status", cpr=AEF, status="90", fra=status_fra)
    ventet = "INGEN_AENDRING" if er_aef else "IKKE_RELEVANT"
    assert mappe.status("feriekonto", "AEF") == ventet


def test_uden_bestandstabel_findes_bestanden_ikke(mappe):
    resultat = mappe.svar(DAG, "cpr_separation")
    assert (resultat.bestand_fundet, resultat.status) == (False, [])


@pytest.mark.parametrize(
    ("tabel_navn", "cpr", "aef_status"),
    tabel(
        """
        ikke besvaret   | cpr        | ÆF's regler
        cpr_civilstand  | 6101800001 | IKKE_UDFOERT
        cpr_separation  | 6202820002 | IKKE_UDFOERT
        cpr_status      | 6202820002 | IKKE_UDFOERT
        cpr_status      | 6101800001 | INGEN_AENDRING
        cpr_adresser    | 6202820002 | INGEN_AENDRING
        eindkomst       | 6101800001 | INGEN_AENDRING
        """
    ),
)
def test_et_mislykket_opslag_til_bestanden_rammer_hver_aef_regel(
    mappe, tabel_navn, cpr, aef_status
):
    mappe.gift().med("ikke_besvaret", tabel=tabel_navn, cpr=cpr)
    assert mappe.status("feriekonto", "AEF") == aef_status
    assert mappe.status("flytning", "AEF") == "IKKE_RELEVANT"
