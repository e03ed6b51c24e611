"""Regel 8, Ændring i andre offentlige ydelser (hele reglen er fortolket, F7)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.samkoering.regler.indkomst import dag, indberet
from tests.samkoering.verden import Proev, Sag, Verden

MAANEDER = {"feb": "02", "mar": "03", "apr": "04", "maj": "05", "jun": "06"}


def _dagpenge(sag: Sag, **kroner: str) -> None:
    """Dagpenge fra A pr. måned; udbetalt den 15., tom celle er ingen indberetning."""
    for navn, beloeb in kroner.items():
        if beloeb:
            _ydelse(sag, beloeb, f"{MAANEDER[navn]}-15", f"{MAANEDER[navn]}-28")


def _ydelse(
    sag: Sag,
    kroner: str,
    disposition: str,
    periode_til: str,
    indkomsttype: str = "04",
    indtaegtsart: str = "0005",
    cvr: str = "A",
    cpr: str = "YM",
) -> None:
    if cpr == "AEF":
        sag.gift()
    periode = f"{dag(periode_til)[:8]}01/{dag(periode_til)}"
    celler = {"indkomsttype": indkomsttype, "indtaegtsart": indtaegtsart, "cpr": cpr}
    indberet(sag, cvr, kroner, dag(disposition), periode, **celler)


def test_start_stop_og_beloeb(proev: Proev):
    """Ændring i ydelser (F7): hver måned mod måneden før: start, stop, eller over 500 kr."""
    proev(
        "aendring_andre_ydelser",
        _dagpenge,
        """
        feb     mar     apr     maj  jun  YM                                    hvorfor
        100     100     100     100  100  INGEN_AENDRING                        uændret
                100     100     100  100  2018-03-15 A|04-0005|2018-03|START    begyndt i marts
                                100  100  2018-05-15 A|04-0005|2018-05|START    begyndt i maj
                                     100  2018-06-15 A|04-0005|2018-06|START    begyndt i juni
        -100    100     100     100  100  2018-03-15 A|04-0005|2018-03|START    fra minus
        0       0,01    0,01    100  100  2018-03-15 A|04-0005|2018-03|START    fra nul til en øre
        100                               2018-03-01 A|04-0005|2018-03|STOP     stoppet i marts
        100     0                         2018-03-01 A|04-0005|2018-03|STOP     nul er stoppet
        100     -100                      2018-03-01 A|04-0005|2018-03|STOP     minus er stoppet
        100     100                       2018-04-01 A|04-0005|2018-04|STOP     stoppet i april
        100     100     100               INGEN_AENDRING                        maj er for frisk
        100     100     100     100       INGEN_AENDRING                        juni er for frisk
        100     600     600     600  600  INGEN_AENDRING                        netop 500 kr. mere
        100     600,01  600,01  600  600  2018-03-15 A|04-0005|2018-03|BELOEB   en øre over
        600,01  100     100     100  100  2018-03-15 A|04-0005|2018-03|BELOEB   og nedad
        600     100     100     100  100  INGEN_AENDRING                        netop 500 kr. mindre
        100     100     100     100  601  2018-06-15 A|04-0005|2018-06|BELOEB   i kørselsmåneden
        """,
    )


def test_fra_sagens_foerste_maaned(proev: Proev):
    """Ændring i ydelser: fra måneden, sagen begynder i; datoen skal selv ligge i perioden."""
    proev(
        "aendring_andre_ydelser",
        _dagpenge,
        """
        sag_oprettet  feb  mar  apr  maj  jun  YM                                   hvorfor
        2015-01-01    100                      2018-03-01 A|04-0005|2018-03|STOP    1. marts
        2018-03-02    100                      INGEN_AENDRING                       stop før sagen
        2018-04-01         100                 2018-04-01 A|04-0005|2018-04|STOP    på dagen
        2018-04-10         100                 INGEN_AENDRING                       stop før sagen
        2018-04-10         100  100  100  100  INGEN_AENDRING                       marts er før
        2018-04-15              100  100  100  2018-04-15 A|04-0005|2018-04|START   på dagen
        2018-04-16              100  100  100  INGEN_AENDRING                       dagen før sagen
        2018-04-15         100  601  601  601  2018-04-15 A|04-0005|2018-04|BELOEB  mod marts
        """,
    )


def test_et_stop_og_en_ny_start_er_to_haendelser(tmp_path: Path):
    """Ændring i ydelser: minus i marts er et stop; plus i april er en ny start."""
    verden = Verden(tmp_path)
    sag = verden.ny_sag()
    _dagpenge(sag, feb="1", mar="-1", apr="1", maj="1", jun="1")
    assert verden.beregn().om(sag, "aendring_andre_ydelser", "YM").split(", ") == [
        "2018-03-01 A|04-0005|2018-03|STOP",
        "2018-04-15 A|04-0005|2018-04|START",
    ]


def test_ydelsernes_arter(proev: Proev):
    """Ændring i ydelser: SU, syge- og barselsdagpenge, dagpenge, pension, efterløn og a-kasse."""

    def _een(sag: Sag, **celler: str) -> None:
        _ydelse(sag, "100", "05-15", "05-31", **celler)

    proev(
        "aendring_andre_ydelser",
        _een,
        """
        indkomsttype  indtaegtsart  YM                                  hvorfor
        01                          2018-05-15 A|01|2018-05|START       SU
        01            0006          2018-05-15 A|01|2018-05|START       SU, uanset art
        07                          2018-05-15 A|07|2018-05|START       syge- og barselsdagpenge
        04            0005          2018-05-15 A|04-0005|2018-05|START  dagpenge
        04            0006          2018-05-15 A|04-0006|2018-05|START  pension
        04            0013          2018-05-15 A|04-0013|2018-05|START  efterløn
        04            0016          2018-05-15 A|04-0016|2018-05|START  anden a-kasse
        04            0001          INGEN_AENDRING                      en anden art
        04                          INGEN_AENDRING                      uden art
        00            0005          INGEN_AENDRING                      løn
        03            0005          INGEN_AENDRING                      type 03
        """,
    )


def _to_raekker(
    sag: Sag, kroner: str, disposition: str, periode_til: str, art: str, cvr: str
) -> None:
    _dagpenge(sag, feb="100", mar="100", apr="100", maj="100")
    _ydelse(sag, kroner, disposition, periode_til, indtaegtsart=art, cvr=cvr)


def test_netto_pr_udbetaler_art_og_maaned(proev: Proev):
    """Ændring i ydelser: netto pr. udbetaler, art og periodens slutmåned, meldt senest på D."""
    proev(
        "aendring_andre_ydelser",
        _to_raekker,
        """
        kroner  disposition  periode_til  art   cvr  YM                                   hvorfor
        501     05-10        05-31        0005  A    2018-05-10 A|04-0005|2018-05|BELOEB  lagt til
        500     05-10        05-31        0005  A    INGEN_AENDRING                       for lidt
        501     05-10        05-31        0005  B    2018-05-10 B|04-0005|2018-05|START   udbetaler
        501     05-10        05-31        0006  A    2018-05-10 A|04-0006|2018-05|START   art
        601     05-31        06-30        0005  A    2018-05-31 A|04-0005|2018-06|BELOEB  forud
        601     06-19        06-30        0005  A    2018-06-19 A|04-0005|2018-06|BELOEB  på D
        601     06-20        06-30        0005  A    INGEN_AENDRING                       efter D
        501     02-28        03-31        0005  B    2018-04-01 B|04-0005|2018-04|STOP    start før
        """,
    )


def _over_nytaar(sag: Sag, november: str, december: str, januar: str) -> None:
    for kroner, maaned in ((november, "2017-11"), (december, "2017-12"), (januar, "2018-01")):
        if kroner:
            _ydelse(sag, kroner, f"{maaned}-10", f"{maaned}-30")


def test_januar_holdes_op_mod_december(proev: Proev):
    """Ændring i ydelser: måneden før januar er december året før."""
    proev(
        "aendring_andre_ydelser",
        _over_nytaar,
        """
        sag_oprettet  november  december  januar  YM                                   hvorfor
        2015-01-01                        100     2018-01-10 A|04-0005|2018-01|START   begyndt
        2017-12-20              100       601     2018-01-10 A|04-0005|2018-01|BELOEB  steget
        2017-12-20    100       100       600     INGEN_AENDRING                       netop 500
        2017-12-20    100       100               INGEN_AENDRING                       for friskt
        """,
        dag=date(2018, 1, 15),
    )


def test_begge_roller(proev: Proev):
    """Ændring i ydelser: borgeren altid; ægtefællen kun, når ydelsen nedsættes."""

    def _een(sag: Sag, cpr: str) -> None:
        _ydelse(sag, "100", "05-15", "05-31", cpr=cpr)

    proev(
        "aendring_andre_ydelser",
        _een,
        """
        cpr  sag_kle   AEF                                 YM              hvorfor
        AEF  32.24.32  2018-05-15 A|04-0005|2018-05|START  INGEN_AENDRING  uddannelseshjælp
        AEF  32.24.30  IKKE_RELEVANT                       INGEN_AENDRING  jobafklaring
        """,
    )
