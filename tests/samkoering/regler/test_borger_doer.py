"""Regel 12, Borger dør."""

from __future__ import annotations

from tests.samkoering.verden import Proev, Sag, raekke

DOED = raekke("cpr_status", status="90")


def test_doedsfaldet_i_perioden(proev: Proev):
    """Borger dør: borgeren er afgået ved døden i kontrolperioden."""
    proev(
        "borger_doer",
        DOED,
        """
        sag_oprettet  aktiveret   fra         YM              hvorfor
        2015-01-01    2010-01-01  2018-02-28  INGEN_AENDRING  dagen før perioden
        2015-01-01    2010-01-01  2018-03-01  2018-03-01 90   periodens første dag
        2015-01-01    2010-01-01  2018-06-30  2018-06-30 90   sidste dag, efter D
        2015-01-01    2010-01-01  2018-07-01  INGEN_AENDRING  dagen efter perioden
        2018-04-10    2010-01-01  2018-04-09  INGEN_AENDRING  før sagens oprettelse
        2018-04-10    2010-01-01  2018-04-10  2018-04-10 90   sagens første dag
        2018-04-10    2018-05-05  2018-05-04  INGEN_AENDRING  før § 10-aktiveringen
        2018-04-10    2018-05-05  2018-05-05  2018-05-05 90   aktiveringsdagen
        """,
    )


def test_status_90_i_en_raekke_der_taeller(proev: Proev):
    """Borger dør: status 90, i en aktuel eller historisk række."""
    proev(
        "borger_doer",
        raekke("cpr_status", fra="2018-05-05"),
        """
        status  register_status   YM              hvorfor
        90      AKTUEL            2018-05-05 90   død
        90      HISTORISK         2018-05-05 90   siden afløst
        90      RETTET            INGEN_AENDRING  rettet
        90      FORTRUDT          INGEN_AENDRING  fortrudt
        90      TEKNISK_AENDRING  INGEN_AENDRING  teknisk
        90      AFVENTER          INGEN_AENDRING  ikke afgjort
        80      AKTUEL            INGEN_AENDRING  udrejst
        70      AKTUEL            INGEN_AENDRING  forsvundet
        """,
    )


def _to_datoer(sag: Sag, foerste: str, anden: str) -> None:
    DOED(sag, fra=foerste)
    DOED(sag, fra=anden)


def test_et_doedsfald_med_den_tidligste_dag_i_perioden(proev: Proev):
    """Borger dør: flere rækker er ét udfald med den tidligste dag, der ligger i perioden."""
    proev(
        "borger_doer",
        _to_datoer,
        """
        foerste     anden       YM             hvorfor
        2018-05-05  2018-04-02  2018-04-02 90  den tidligste
        2018-02-28  2018-04-02  2018-04-02 90  den ene før perioden
        2018-05-05  2018-07-01  2018-05-05 90  den ene efter perioden
        """,
    )


def test_kun_borgeren(proev: Proev):
    """Borger dør: ægtefællens død er ikke borgerens; alle ydelser er med."""
    proev(
        "borger_doer",
        raekke("cpr_status", status="90", fra="2018-06-30"),
        """
        cpr  sag_kle   YM              AEF            hvorfor
        AEF  32.24.04  INGEN_AENDRING  IKKE_RELEVANT  ægtefællen
        YM   32.24.28  2018-06-30 90   IKKE_RELEVANT  ressourceforløb
        """,
    )
