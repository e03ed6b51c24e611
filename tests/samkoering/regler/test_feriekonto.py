"""Regel 17, Anmodning til Feriekonto."""

from __future__ import annotations

from tests.samkoering.verden import Proev, Sag, raekke

ANMODNING = raekke(
    "feriekonto_anmodninger",
    foerste_feriedag="2018-07-20",
    beloeb_oere="100",
    forventet_udbetaling="2018-07-01",
    annulleret="false",
)


def test_anmodet_i_perioden(proev: Proev):
    """Feriekonto: borgeren eller ægtefællen har anmodet om feriepenge i kontrolperioden."""
    proev(
        "feriekonto",
        ANMODNING,
        """
        sag_oprettet  aktiveret   anmodet     YM                                hvorfor
        2015-01-01    2010-01-01  2018-02-28  INGEN_AENDRING                    dagen før perioden
        2015-01-01    2010-01-01  2018-03-01  2018-03-01 2018-03-01|2018-07-20  første dag
        2015-01-01    2010-01-01  2018-06-30  2018-06-30 2018-06-30|2018-07-20  sidste dag
        2015-01-01    2010-01-01  2018-07-01  INGEN_AENDRING                    efter perioden
        2018-04-10    2010-01-01  2018-04-09  INGEN_AENDRING                    før sagen
        2018-04-10    2010-01-01  2018-04-10  2018-04-10 2018-04-10|2018-07-20  sagens dag
        2018-04-10    2018-05-05  2018-05-04  INGEN_AENDRING                    før § 10
        2018-04-10    2018-05-05  2018-05-05  2018-05-05 2018-05-05|2018-07-20  aktiveret
        """,
    )


def test_en_annulleret_anmodning_taeller_ikke(proev: Proev):
    """Feriekonto: anmodningen er ikke annulleret; feriens dag er uden betydning."""
    proev(
        "feriekonto",
        raekke(
            "feriekonto_anmodninger",
            anmodet="2018-05-05",
            forventet_udbetaling="2018-07-01",
        ),
        """
        annulleret  foerste_feriedag  beloeb_oere  YM                                hvorfor
        false       2018-07-20        100          2018-05-05 2018-05-05|2018-07-20  gælder
        true        2018-07-20        100          INGEN_AENDRING                    annulleret
        false       2019-01-01        100          2018-05-05 2018-05-05|2019-01-01  sen ferie
        false       2018-05-01        100          2018-05-05 2018-05-05|2018-05-01  holdt ferie
        false       2018-07-20        0            2018-05-05 2018-05-05|2018-07-20  uden beløb
        """,
    )


def _to(sag: Sag, anmodet: str, ferie: str, annulleret: str = "false") -> None:
    ANMODNING(sag, anmodet="2018-05-05")
    celler = {"anmodet": anmodet, "foerste_feriedag": ferie, "annulleret": annulleret}
    ANMODNING(sag, beloeb_oere="200", **celler)


def test_et_udfald_pr_dag_og_ferie(proev: Proev):
    """Feriekonto: ét udfald pr. dag, borgeren har anmodet, og pr. første feriedag."""
    proev(
        "feriekonto",
        _to,
        """
        anmodet     ferie       annulleret  YM                                hvorfor
        2018-05-05  2018-07-20  false       2018-05-05 2018-05-05|2018-07-20  lægges sammen
        2018-05-06  2018-07-20  true        2018-05-05 2018-05-05|2018-07-20  den ene annulleret
        2018-07-01  2018-07-20  false       2018-05-05 2018-05-05|2018-07-20  den ene for sent
        """,
    )


def test_begge_roller(proev: Proev):
    """Feriekonto: borgeren altid; ægtefællen kun, når ydelsen nedsættes."""
    proev(
        "feriekonto",
        raekke(
            "feriekonto_anmodninger",
            anmodet="2018-05-05",
            foerste_feriedag="2018-07-20",
            beloeb_oere="100",
            forventet_udbetaling="2018-07-01",
            annulleret="false",
        ),
        """
        cpr  sag_kle   AEF                               YM              hvorfor
        AEF  32.24.04  2018-05-05 2018-05-05|2018-07-20  INGEN_AENDRING  kontanthjælp
        AEF  32.24.12  IKKE_RELEVANT                     INGEN_AENDRING  ledighedsydelse
        """,
    )
