"""Regel 14, Fødsel."""

from __future__ import annotations

from tests.samkoering.verden import Proev, Sag


def _faar(sag: Sag, foedselsdato: str = "2018-05-05", af: str = "YM") -> None:
    if af == "AEF":
        sag.gift()
    sag.barn(foedselsdato, af=af)


def test_foedslen_i_perioden(proev: Proev):
    """Fødsel: borgeren har fået et barn i kontrolperioden."""
    proev(
        "foedsel",
        _faar,
        """
        sag_oprettet  aktiveret   foedselsdato  YM               hvorfor
        2015-01-01    2010-01-01  2018-02-28    INGEN_AENDRING   dagen før perioden
        2015-01-01    2010-01-01  2018-03-01    2018-03-01 BARN  periodens første dag
        2015-01-01    2010-01-01  2018-06-30    2018-06-30 BARN  sidste dag, efter D
        2015-01-01    2010-01-01  2018-07-01    INGEN_AENDRING   dagen efter perioden
        2018-04-10    2010-01-01  2018-04-09    INGEN_AENDRING   før sagens oprettelse
        2018-04-10    2010-01-01  2018-04-10    2018-04-10 BARN  sagens første dag
        2018-04-10    2018-05-05  2018-05-04    INGEN_AENDRING   før § 10-aktiveringen
        2018-04-10    2018-05-05  2018-05-05    2018-05-05 BARN  aktiveringsdagen
        2015-01-01    2010-01-01                IKKE_UDFOERT     barn uden fødselsdato
        """,
    )


def _to_boern(sag: Sag, ene: str, andet: str) -> None:
    sag.barn(ene).barn(andet, "TVILLING")


def test_flere_boern(proev: Proev):
    """Fødsel: tvillinger er to udfald; et udfald vejer tungere end et barn i tvivl."""
    proev(
        "foedsel",
        _to_boern,
        """
        ene         andet       YM                                        hvorfor
        2018-05-05  2018-05-05  2018-05-05 BARN, 2018-05-05 TVILLING      tvillinger
        2018-05-05  2010-01-01  2018-05-05 BARN                           det ene for længst
        2018-05-05              2018-05-05 BARN                           det andet i tvivl
        2010-01-01              IKKE_UDFOERT                              kun tvivl
        """,
    )


def test_foraelderens_og_barnets_raekker(proev: Proev):
    """Fødsel: forældreskabet tæller; barnet beskrives af det gældende nummers egen række."""

    def _boern(sag: Sag, register_status: str, barn: str, gaeldende: str, foedt: str) -> None:
        sag.med("cpr_boern", foraelder_cpr="YM", barn_cpr=barn, register_status=register_status)
        sag.med("cpr_personer", cpr="BARN", foedselsdato=foedt)
        if gaeldende == "BARN":
            erstattet = {"foedselsdato": "2018-04-04", "gaeldende_cpr": "BARN"}
            sag.med("cpr_personer", cpr="GAMMEL", **erstattet)

    proev(
        "foedsel",
        _boern,
        """
        register_status   barn    gaeldende  foedt       YM               hvorfor
        AKTUEL            BARN               2018-05-05  2018-05-05 BARN  aktuel
        HISTORISK         BARN               2018-05-05  2018-05-05 BARN  historisk
        RETTET            BARN               2018-05-05  INGEN_AENDRING   rettet
        FORTRUDT          BARN               2018-05-05  INGEN_AENDRING   fortrudt
        TEKNISK_AENDRING  BARN               2018-05-05  INGEN_AENDRING   teknisk
        AFVENTER          BARN               2018-05-05  INGEN_AENDRING   ikke afgjort
        AKTUEL            GAMMEL  BARN       2018-05-05  2018-05-05 BARN  det gældende nummers dag
        AKTUEL            GAMMEL  BARN       2010-01-01  INGEN_AENDRING   ikke det gamles
        """,
    )


def test_kun_borgeren(proev: Proev):
    """Fødsel: kun borgerens barn, for alle ydelser."""
    proev(
        "foedsel",
        _faar,
        """
        af   sag_kle   YM               AEF            hvorfor
        AEF  32.24.04  INGEN_AENDRING   IKKE_RELEVANT  ægtefællens barn
        YM   32.24.28  2018-05-05 BARN  IKKE_RELEVANT  ressourceforløb
        """,
    )
