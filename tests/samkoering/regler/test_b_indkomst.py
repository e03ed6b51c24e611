"""Regel 5, B indkomst."""

from __future__ import annotations

from tests.samkoering.regler.indkomst import dag, indberet
from tests.samkoering.verden import Proev, Sag

APRIL = "2018-04-01/2018-04-30"


def _indberet(
    sag: Sag, indkomst: str, periode: str = APRIL, type_: str = "05", hvem: str = "YM"
) -> None:
    """Indberetninger som ``A 500,01 04-10, A -0,01 04-12``: udbetaler, kroner og dag."""
    if hvem == "AEF":
        sag.gift()
    for udbetaler, kroner, disponeret in (felt.split() for felt in indkomst.split(", ")):
        indberet(sag, udbetaler, kroner, dag(disponeret), periode, indkomsttype=type_, cpr=hvem)


def test_over_500_kroner(proev: Proev):
    """B indkomst: mere end 500 kr. i B-indkomst (type 05) efter tilbageførsler."""
    proev(
        "b_indkomst",
        _indberet,
        """
        indkomst                                 type_  YM                                  hvorfor
        A 500,00 04-10                           05     INGEN_AENDRING                      netop
        A 500,01 04-10                           05     2018-04-10 A|2018-04-01|2018-04-30  en øre
        A 900,00 04-10                           00     INGEN_AENDRING                      løn
        A 900,00 04-10                           06     INGEN_AENDRING                      type 06
        A 500,01 04-10, A -0,01 04-12            05     INGEN_AENDRING                      netto
        A 500,01 04-10, A -500,01 04-12          05     INGEN_AENDRING                      i nul
        A 500,01 04-10, A -0,01 06-19            05     INGEN_AENDRING                      på D
        A 500,01 04-10, A -0,01 06-20            05     2018-04-10 A|2018-04-01|2018-04-30  efter D
        """,
    )


def test_dagen_hvor_graensen_blev_overskredet(proev: Proev):
    """B indkomst: datoen er den disposition, der først bragte det løbende beløb over 500 kr."""
    proev(
        "b_indkomst",
        _indberet,
        """
        indkomst                                     YM                                  hvorfor
        A 500,00 04-10, A 0,01 04-12, A 9 04-20      2018-04-12 A|2018-04-01|2018-04-30  den anden
        A 9 04-20, A 0,01 04-12, A 500,00 04-10      2018-04-12 A|2018-04-01|2018-04-30  uordnet
        A 600,00 04-10, A -200 04-12, A 200 04-20    2018-04-10 A|2018-04-01|2018-04-30  første gang
        A -100 04-10, A 600 04-12, A 1 04-20         2018-04-20 A|2018-04-01|2018-04-30  fra minus
        """,
    )


def test_overskredet_i_perioden(proev: Proev):
    """B indkomst: dagen skal ligge i kontrolperioden og kan ikke ligge efter kørslen."""
    proev(
        "b_indkomst",
        _indberet,
        """
        indkomst                   YM                                  hvorfor
        A 600 02-28                INGEN_AENDRING                      dagen før perioden
        A 500 02-28, A 0,01 03-01  2018-03-01 A|2018-04-01|2018-04-30  over på periodens første dag
        A 600 02-28, A 600 04-10   INGEN_AENDRING                      var over før perioden
        A 600 06-19                2018-06-19 A|2018-04-01|2018-04-30  meldt på kørselsdagen
        A 600 06-20                INGEN_AENDRING                      meldt efter kørslen
        """,
    )


def test_overskredet_i_sagens_tid(proev: Proev):
    """B indkomst: heller ikke før sagen blev oprettet, eller kommunen kom med i § 10."""
    proev(
        "b_indkomst",
        _indberet,
        """
        sag_oprettet  aktiveret   indkomst     YM                                  hvorfor
        2018-04-10    2010-01-01  A 600 04-09  INGEN_AENDRING                      før sagen
        2018-04-10    2010-01-01  A 600 04-10  2018-04-10 A|2018-04-01|2018-04-30  sagens dag
        2018-04-10    2018-05-05  A 600 05-04  INGEN_AENDRING                      før § 10
        2018-04-10    2018-05-05  A 600 05-05  2018-05-05 A|2018-04-01|2018-04-30  aktiveret
        """,
    )


def test_pr_udbetaler_og_indkomstperiode(proev: Proev):
    """B indkomst (F3): udbetalere og perioder lægges ikke sammen, men hver periode for sig."""

    def _to_perioder(sag: Sag, foerste: str, anden: str, periode: str) -> None:
        _indberet(sag, foerste)
        _indberet(sag, anden, periode)

    proev(
        "b_indkomst",
        _to_perioder,
        """
        foerste      anden        periode                YM                                  hvorfor
        A 500 04-10  B 500 04-10  2018-04-01/2018-04-30  INGEN_AENDRING                      betaler
        A 500 04-10  A 500 04-10  2018-04-01/2018-04-29  INGEN_AENDRING                      slut
        A 500 04-10  A 500 04-10  2018-04-02/2018-04-30  INGEN_AENDRING                      start
        A 500 04-10  A 1 04-10    2018-04-01/2018-04-30  2018-04-10 A|2018-04-01|2018-04-30  samme
        A 1 04-10    A 501 05-10  2018-05-01/2018-05-31  2018-05-10 A|2018-05-01|2018-05-31  kun maj
        """,
    )


def test_begge_roller(proev: Proev):
    """B indkomst: borgeren altid; ægtefællen kun, når ydelsen nedsættes."""
    proev(
        "b_indkomst",
        _indberet,
        """
        hvem  sag_kle   indkomst     YM                                  hvorfor
        YM    32.24.12  A 501 04-10  2018-04-10 A|2018-04-01|2018-04-30  ledighedsydelse
        AEF   32.24.10  A 501 04-10  INGEN_AENDRING                      ægtefællens alene
        """,
    )
    proev(
        "b_indkomst",
        _indberet,
        """
        hvem  sag_kle   indkomst     AEF                                 hvorfor
        AEF   32.24.10  A 501 04-10  2018-04-10 A|2018-04-01|2018-04-30  forrevalidering nedsættes
        AEF   32.24.12  A 501 04-10  IKKE_RELEVANT                       ledighedsydelse gør ikke
        """,
    )
