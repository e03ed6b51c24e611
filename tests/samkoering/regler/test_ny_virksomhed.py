"""Regel 4, Ny virksomhed."""

from __future__ import annotations

from tests.samkoering.verden import Proev, Sag, raekke

ROLLE = raekke("cvr_deltagelser", cvr="C1", rolle="STIFTER", rolle_fra="2000-01-01")


def test_virksomheden_starter_i_perioden(proev: Proev):
    """Ny virksomhed: borgeren eller ægtefællen har stiftet en virksomhed i kontrolperioden."""
    proev(
        "ny_virksomhed",
        ROLLE,
        """
        sag_oprettet  aktiveret   virksomhed_start  YM                        hvorfor
        2015-01-01    2010-01-01  2018-02-28        INGEN_AENDRING            dagen før perioden
        2015-01-01    2010-01-01  2018-03-01        2018-03-01 C1|2018-03-01  periodens første dag
        2015-01-01    2010-01-01  2018-06-30        2018-06-30 C1|2018-06-30  sidste dag, efter D
        2015-01-01    2010-01-01  2018-07-01        INGEN_AENDRING            dagen efter perioden
        2018-04-10    2010-01-01  2018-04-09        INGEN_AENDRING            før sagens oprettelse
        2018-04-10    2010-01-01  2018-04-10        2018-04-10 C1|2018-04-10  sagens første dag
        2018-04-10    2018-05-05  2018-05-04        INGEN_AENDRING            før § 10-aktiveringen
        2018-04-10    2018-05-05  2018-05-05        2018-05-05 C1|2018-05-05  aktiveringsdagen
        """,
    )


def test_rollen_og_den_foerste_dag(proev: Proev):
    """Ny virksomhed: stifter, ansvarlig deltager, interessent eller indehaver fra første dag."""
    proev(
        "ny_virksomhed",
        raekke("cvr_deltagelser", cvr="C1", virksomhed_start="2018-04-02"),
        """
        rolle                     rolle_fra   YM                        hvorfor
        STIFTER                   2018-04-02  2018-04-02 C1|2018-04-02  med fra første dag
        STIFTER                   2018-04-01  2018-04-02 C1|2018-04-02  med før første dag
        STIFTER                   2018-04-03  INGEN_AENDRING            kom til dagen efter
        FULDT_ANSVARLIG_DELTAGER  2018-04-02  2018-04-02 C1|2018-04-02  hæfter fuldt ud
        INTERESSENT               2018-04-02  2018-04-02 C1|2018-04-02  interessentskab
        INDEHAVER                 2018-04-02  2018-04-02 C1|2018-04-02  enkeltmandsvirksomhed
        DIREKTOER                 2018-04-02  INGEN_AENDRING            ansat, ikke stifter
        REEL_EJER                 2018-04-02  INGEN_AENDRING            ejer, men stifter ikke
        stifter                   2018-04-02  INGEN_AENDRING            koden, som den er skrevet
        """,
    )


def test_en_gammel_virksomhed_tiltraadt_nu_er_ikke_ny(proev: Proev):
    """Ny virksomhed: datoen er virksomhedens start, ikke rollens."""
    proev(
        "ny_virksomhed",
        raekke("cvr_deltagelser", cvr="C1", rolle="INDEHAVER"),
        """
        virksomhed_start  rolle_fra   YM                        hvorfor
        2000-01-01        2018-04-02  INGEN_AENDRING            overtaget i perioden
        2018-04-02        2000-01-01  2018-04-02 C1|2018-04-02  rollen registreret for længst
        """,
    )


def _to_roller(sag: Sag, cvr: str, start: str, hvem: str) -> None:
    sag.gift()
    ROLLE(sag, virksomhed_start="2018-04-02")
    ROLLE(sag, cvr=cvr, virksomhed_start=start, rolle="INDEHAVER", cpr=hvem)


def test_et_udfald_pr_virksomhed(proev: Proev):
    """Ny virksomhed: ét udfald pr. virksomhed, uanset hvor mange roller personen har i den."""
    proev(
        "ny_virksomhed",
        _to_roller,
        """
        cvr  start       hvem  YM                                                  hvorfor
        C1   2018-04-02  YM    2018-04-02 C1|2018-04-02                            to roller
        C2   2018-04-03  YM    2018-04-02 C1|2018-04-02, 2018-04-03 C2|2018-04-03  to virksomheder
        C1   2018-04-02  AEF   2018-04-02 C1|2018-04-02                            parret sammen
        """,
    )


def test_aegtefaellen_kun_for_ydelser_der_nedsaettes(proev: Proev):
    """Ny virksomhed: ægtefællen kun, når ydelsen nedsættes efter ægtefællens forhold."""
    proev(
        "ny_virksomhed",
        raekke("cvr_deltagelser", cpr="AEF", cvr="C1", rolle="STIFTER", rolle_fra="2018-04-02"),
        """
        sag_kle   virksomhed_start  AEF                       YM              hvorfor
        32.24.04  2018-04-02        2018-04-02 C1|2018-04-02  INGEN_AENDRING  kontanthjælp
        32.24.12  2018-04-02        IKKE_RELEVANT             INGEN_AENDRING  ledighedsydelse
        """,
    )
