"""Regel 11, Flytning."""

from __future__ import annotations

from samkoering.grundlag.udtryk import ADRESSEFELTER
from tests.samkoering.verden import Proev, Sag

HJEM = {"kommunekode": "0147", "vejkode": "0100", "husnr": "001"}


def _flytter(
    sag: Sag,
    fra: str = "2018-05-05",
    foer_til: str = "",
    aarsag: str = "FLYTNING",
    register_status: str = "AKTUEL",
    hvem: str = "YM",
    adresse: str = "0147-0200-001--",
) -> None:
    """Fra Prøvevej 1 til adressen (kommune-vej-husnr-etage-dør) på dagen ``fra``."""
    if hvem == "AEF":
        sag.gift()
    sag.bor(hvem, "2010-01-01", foer_til, **HJEM)
    ny = dict(zip(ADRESSEFELTER, adresse.split("-"), strict=True))
    sag.bor(hvem, fra, aarsag=aarsag, register_status=register_status, **ny)


def test_flytningen_i_perioden(proev: Proev):
    """Flytning: borgeren er flyttet i kontrolperioden."""
    proev(
        "flytning",
        _flytter,
        """
        sag_oprettet  aktiveret   fra         YM                                      hvorfor
        2015-01-01    2010-01-01  2018-02-28  INGEN_AENDRING                          før perioden
        2015-01-01    2010-01-01  2018-03-01  2018-03-01 2018-03-01|0147-0200-001--   første dag
        2015-01-01    2010-01-01  2018-06-30  2018-06-30 2018-06-30|0147-0200-001--   sidste dag
        2015-01-01    2010-01-01  2018-07-01  INGEN_AENDRING                          efter perioden
        2018-04-10    2010-01-01  2018-04-09  INGEN_AENDRING                          før sagen
        2018-04-10    2010-01-01  2018-04-10  2018-04-10 2018-04-10|0147-0200-001--   sagens dag
        2018-04-10    2018-05-05  2018-05-04  INGEN_AENDRING                          før § 10
        2018-04-10    2018-05-05  2018-05-05  2018-05-05 2018-05-05|0147-0200-001--   aktiveret
        """,
    )


def test_en_anden_adresse(proev: Proev):
    """Flytning: adressen er en anden end den foregående, også bare en anden dør."""
    proev(
        "flytning",
        _flytter,
        """
        adresse            YM                                        hvorfor
        0147-0200-001--    2018-05-05 2018-05-05|0147-0200-001--     en anden vej
        0101-0100-001--    2018-05-05 2018-05-05|0101-0100-001--     en anden kommune
        0147-0100-002--    2018-05-05 2018-05-05|0147-0100-002--     et andet husnummer
        0147-0100-001-1-   2018-05-05 2018-05-05|0147-0100-001-1-    en anden etage
        0147-0100-001--th  2018-05-05 2018-05-05|0147-0100-001--th   en anden dør
        0147-0100-001--    INGEN_AENDRING                            samme adresse
        0147-9900-001--    2018-05-05 2018-05-05|0147-9900-001--     uden fast bopæl
        """,
    )


def test_aarsag_og_registerstatus(proev: Proev):
    """Flytning: en omkodning er ingen flytning, og en rettet eller fortrudt række tæller ikke."""
    proev(
        "flytning",
        _flytter,
        """
        aarsag     register_status   YM                                     hvorfor
        FLYTNING   AKTUEL            2018-05-05 2018-05-05|0147-0200-001--  flytning
        FLYTNING   HISTORISK         2018-05-05 2018-05-05|0147-0200-001--  siden afløst
        OMKODNING  AKTUEL            INGEN_AENDRING                         omkodning
        FLYTNING   RETTET            INGEN_AENDRING                         rettet
        FLYTNING   FORTRUDT          INGEN_AENDRING                         fortrudt
        FLYTNING   TEKNISK_AENDRING  INGEN_AENDRING                         teknisk
        FLYTNING   AFVENTER          INGEN_AENDRING                         ikke afgjort
        """,
    )


def _over_en_mellemstation(sag: Sag, foer_til: str, mellem: str, mellem_status: str) -> None:
    """Fra Prøvevej 1, evt. over en mellemstation fra dagen, og hjem til Prøvevej 1 den 5. maj."""
    sag.bor("YM", "2010-01-01", foer_til, **HJEM)
    if mellem:
        ude = {**HJEM, "vejkode": "9950"}
        sag.bor("YM", mellem, aarsag="OMKODNING", register_status=mellem_status, **ude)
    sag.bor("YM", "2018-05-05", **HJEM)


def test_den_foregaaende_raekke(proev: Proev):
    """Flytning: der sammenlignes med den seneste række fra en tidligere dag."""
    proev(
        "flytning",
        _over_en_mellemstation,
        """
        foer_til    mellem      mellem_status  YM                                     hvorfor
        2017-01-01                             INGEN_AENDRING                         hjem igen
        2017-01-01  2018-05-04  AKTUEL         2018-05-05 2018-05-05|0147-0100-001--  fra 9950
        2017-01-01  2018-05-05  AKTUEL         INGEN_AENDRING                         samme dag
        2017-01-01  2018-05-04  RETTET         INGEN_AENDRING                         tæller ikke
        2018-05-04  2017-01-01  AKTUEL         2018-05-05 2018-05-05|0147-0100-001--  seneste fra
        """,
    )


def _samme_dag(sag: Sag, foerste: str, anden: str) -> None:
    """To rækker fra samme dag i 2017 (vejkoder), og så vejkode 0200 den 5. maj 2018."""
    for vejkode in (foerste, anden):
        sag.bor("YM", "2017-01-01", **{**HJEM, "vejkode": vejkode})
    sag.bor("YM", "2018-05-05", **{**HJEM, "vejkode": "0200"})


def test_to_raekker_samme_dag_ordnes_som_tekst(proev: Proev):
    """Flytning: af to rækker fra samme dag går den, der er sidst som tekst, forud."""
    proev(
        "flytning",
        _samme_dag,
        """
        foerste  anden  YM                                     hvorfor
        0100     0200   INGEN_AENDRING                         0200 er sidst
        0200     0100   INGEN_AENDRING                         uanset ordenen i filen
        0300     0200   2018-05-05 2018-05-05|0147-0200-001--  0300 er sidst
        """,
    )


def test_den_foerste_adresse_er_ingen_flytning(proev: Proev):
    """Flytning: uden en foregående adresse er der intet at flytte fra."""

    def _foerste(sag: Sag, fra: str, register_status: str) -> None:
        sag.bor("YM", "2010-01-01", register_status=register_status, **HJEM)
        sag.bor("YM", fra, **{**HJEM, "vejkode": "0200"})

    proev(
        "flytning",
        _foerste,
        """
        fra         register_status  YM                                     hvorfor
        2018-05-05  FORTRUDT         INGEN_AENDRING                         den eneste, der tæller
        2018-05-05  HISTORISK        2018-05-05 2018-05-05|0147-0200-001--  der er en før
        """,
    )


def test_kun_borgeren(proev: Proev):
    """Flytning: kun borgeren, og for alle ydelser."""
    proev(
        "flytning",
        _flytter,
        """
        hvem  sag_kle   YM                                     AEF            hvorfor
        AEF   32.24.04  INGEN_AENDRING                         IKKE_RELEVANT  ægtefællens flytning
        YM    32.24.12  2018-05-05 2018-05-05|0147-0200-001--  IKKE_RELEVANT  ledighedsydelse
        """,
    )
