"""Regel 15, Barn afdøet ved døden."""

from __future__ import annotations

from tests.samkoering.verden import Proev, Sag


def _mister(
    sag: Sag,
    fra: str = "2018-05-05",
    status: str = "90",
    register_status: str = "AKTUEL",
    foedt: str = "2010-01-01",
    af: str = "YM",
) -> None:
    if af == "AEF":
        sag.gift()
    sag.barn(foedt, af=af)
    sag.med("cpr_status", cpr="BARN", status=status, fra=fra, register_status=register_status)


def test_doedsfaldet_i_perioden(proev: Proev):
    """Barn afdøet ved døden: borgeren har mistet et barn i kontrolperioden."""
    proev(
        "barn_doer",
        _mister,
        """
        sag_oprettet  aktiveret   fra         YM               hvorfor
        2015-01-01    2010-01-01  2018-02-28  INGEN_AENDRING   dagen før perioden
        2015-01-01    2010-01-01  2018-03-01  2018-03-01 BARN  periodens første dag
        2015-01-01    2010-01-01  2018-06-30  2018-06-30 BARN  sidste dag, efter D
        2015-01-01    2010-01-01  2018-07-01  INGEN_AENDRING   dagen efter perioden
        2018-04-10    2010-01-01  2018-04-09  INGEN_AENDRING   før sagens oprettelse
        2018-04-10    2010-01-01  2018-04-10  2018-04-10 BARN  sagens første dag
        2018-04-10    2018-05-05  2018-05-04  INGEN_AENDRING   før § 10-aktiveringen
        2018-04-10    2018-05-05  2018-05-05  2018-05-05 BARN  aktiveringsdagen
        """,
    )


def test_status_90_uanset_alder(proev: Proev):
    """Barn afdøet ved døden: status 90, uanset barnets alder."""
    proev(
        "barn_doer",
        _mister,
        """
        status  register_status  foedt       YM               hvorfor
        90      AKTUEL           1970-01-01  2018-05-05 BARN  voksent barn
        90      AKTUEL                       2018-05-05 BARN  uden fødselsdato
        90      HISTORISK        2010-01-01  2018-05-05 BARN  siden afløst
        90      RETTET           2010-01-01  INGEN_AENDRING   rettet
        90      FORTRUDT         2010-01-01  INGEN_AENDRING   fortrudt
        90      AFVENTER         2010-01-01  INGEN_AENDRING   ikke afgjort
        80      AKTUEL           2010-01-01  INGEN_AENDRING   udrejst
        70      AKTUEL           2010-01-01  INGEN_AENDRING   forsvundet
        """,
    )


def test_foraeldreskabet(proev: Proev):
    """Barn afdøet ved døden: kun et forældreskab, der tæller."""

    def _foraelder(sag: Sag, register_status: str) -> None:
        sag.med("cpr_boern", foraelder_cpr="YM", barn_cpr="BARN", register_status=register_status)
        sag.med("cpr_status", cpr="BARN", status="90", fra="2018-05-05")

    proev(
        "barn_doer",
        _foraelder,
        """
        register_status   YM               hvorfor
        AKTUEL            2018-05-05 BARN  aktuelt
        HISTORISK         2018-05-05 BARN  historisk
        RETTET            INGEN_AENDRING   rettet
        FORTRUDT          INGEN_AENDRING   fortrudt
        """,
    )


def test_kun_borgeren(proev: Proev):
    """Barn afdøet ved døden: kun borgerens barn, for alle ydelser."""
    proev(
        "barn_doer",
        _mister,
        """
        af   sag_kle   YM               AEF            hvorfor
        AEF  32.24.04  INGEN_AENDRING   IKKE_RELEVANT  ægtefællens barn
        YM   32.24.30  2018-05-05 BARN  IKKE_RELEVANT  jobafklaring
        """,
    )
