"""Regel 13, Borger ændrer borgerstatus."""

from __future__ import annotations

from tests.samkoering.verden import Proev, Sag


def _skifter(
    sag: Sag,
    foer: str = "01",
    efter: str = "80",
    fra: str = "2018-05-05",
    foer_fra: str = "2010-01-01",
    register_status: str = "AKTUEL",
    foer_status: str = "HISTORISK",
    hvem: str = "YM",
) -> None:
    if hvem == "AEF":
        sag.gift()
    if foer:
        sag.med("cpr_status", cpr=hvem, status=foer, fra=foer_fra, register_status=foer_status)
    sag.med("cpr_status", cpr=hvem, status=efter, fra=fra, register_status=register_status)


def test_skiftet_i_perioden(proev: Proev):
    """Borger ændrer borgerstatus: borgeren har skiftet status i kontrolperioden."""
    proev(
        "borgerstatus",
        _skifter,
        """
        sag_oprettet  aktiveret   fra         YM                             hvorfor
        2015-01-01    2010-01-01  2018-02-28  INGEN_AENDRING                 dagen før perioden
        2015-01-01    2010-01-01  2018-03-01  2018-03-01 UDREJST|2018-03-01  periodens første dag
        2015-01-01    2010-01-01  2018-06-30  2018-06-30 UDREJST|2018-06-30  sidste dag, efter D
        2015-01-01    2010-01-01  2018-07-01  INGEN_AENDRING                 dagen efter perioden
        2018-04-10    2010-01-01  2018-04-09  INGEN_AENDRING                 før sagens oprettelse
        2018-04-10    2010-01-01  2018-04-10  2018-04-10 UDREJST|2018-04-10  sagens første dag
        2018-04-10    2018-05-05  2018-05-04  INGEN_AENDRING                 før § 10-aktiveringen
        2018-04-10    2018-05-05  2018-05-05  2018-05-05 UDREJST|2018-05-05  aktiveringsdagen
        """,
    )


def test_gruppen_er_en_anden_end_foer(proev: Proev):
    """Borger ændrer borgerstatus: udrejst, Grønland, uden bopæl, forsvundet, nyt personnummer."""
    proev(
        "borgerstatus",
        _skifter,
        """
        foer  efter  YM                                  hvorfor
        01    80     2018-05-05 UDREJST|2018-05-05       udrejst
        80    80     INGEN_AENDRING                      stadig udrejst
        01    05     2018-05-05 GROENLAND|2018-05-05     Grønland
        03    07     2018-05-05 GROENLAND|2018-05-05     Grønland, høj vejkode
        05    07     INGEN_AENDRING                      samme gruppe
        07    05     INGEN_AENDRING                      samme gruppe
        01    20     2018-05-05 UDEN_BOPAEL|2018-05-05   uden bopæl
        80    70     2018-05-05 FORSVUNDET|2018-05-05    forsvundet
        01    30     2018-05-05 PERSONNUMMER|2018-05-05  annulleret
        30    60     2018-05-05 PERSONNUMMER|2018-05-05  ændret efter annulleret
        50    50     2018-05-05 PERSONNUMMER|2018-05-05  altid en hændelse
        80    01     INGEN_AENDRING                      hjemvendt
        01    03     INGEN_AENDRING                      høj vejkode
        80    90     INGEN_AENDRING                      død er regel 12
        90    80     2018-05-05 UDREJST|2018-05-05       fra ingen gruppe
              80     INGEN_AENDRING                      uden en række før
              50     INGEN_AENDRING                      uden en række før
        """,
    )


def test_den_foregaaende_raekke(proev: Proev):
    """Borger ændrer borgerstatus: rækken før er fra en  tidligere dag og tæller selv."""
    proev(
        "borgerstatus",
        _skifter,
        """
        foer  foer_fra    foer_status  register_status  YM                             hvorfor
        01    2018-05-04  HISTORISK    AKTUEL           2018-05-05 UDREJST|2018-05-05  dagen før
        01    2018-05-05  HISTORISK    AKTUEL           INGEN_AENDRING                 samme dag
        01    2010-01-01  RETTET       AKTUEL           INGEN_AENDRING                 tæller ikke
        01    2010-01-01  HISTORISK    RETTET           INGEN_AENDRING                 tæller ikke
        01    2010-01-01  HISTORISK    FORTRUDT         INGEN_AENDRING                 tæller ikke
        01    2010-01-01  HISTORISK    HISTORISK        2018-05-05 UDREJST|2018-05-05  tæller
        """,
    )


def _to_samme_dag(sag: Sag, foerste: str, anden: str, efter: str) -> None:
    for status in (foerste, anden):
        sag.med("cpr_status", status=status, fra="2017-01-01")
    sag.med("cpr_status", status=efter, fra="2018-05-05")


def test_to_raekker_samme_dag_ordnes_som_tekst(proev: Proev):
    """Borger ændrer borgerstatus: af to rækker fra samme dag går den sidste som tekst forud."""
    proev(
        "borgerstatus",
        _to_samme_dag,
        """
        foerste  anden  efter  YM                                hvorfor
        80       01     80     INGEN_AENDRING                    80 er sidst
        01       80     80     INGEN_AENDRING                    uanset ordenen i filen
        01       80     70     2018-05-05 FORSVUNDET|2018-05-05  fra udrejst
        80       90     80     2018-05-05 UDREJST|2018-05-05     90 er sidst
        """,
    )


def test_et_udskiftet_nummer(proev: Proev):
    """Borger ændrer borgerstatus: rækker på det gamle nummer er personens egne."""

    def _gammelt(sag: Sag, foer: str, paa: str, efter: str) -> None:
        sag.med("cpr_personer", cpr="GAMMEL", gaeldende_cpr="YM").med("cpr_personer", cpr="YM")
        sag.med("cpr_status", cpr="GAMMEL", status=foer, fra="2010-01-01")
        sag.med("cpr_status", cpr=paa, status=efter, fra="2018-05-05")

    proev(
        "borgerstatus",
        _gammelt,
        """
        foer  paa     efter  YM                                  hvorfor
        01    YM      80     2018-05-05 UDREJST|2018-05-05       rækken før er på det gamle
        80    YM      80     INGEN_AENDRING                      stadig udrejst
        01    GAMMEL  60     2018-05-05 PERSONNUMMER|2018-05-05  det gamle nummer udgår
        """,
    )


def test_kun_borgeren(proev: Proev):
    """Borger ændrer borgerstatus: kun borgeren, for alle ydelser."""
    proev(
        "borgerstatus",
        _skifter,
        """
        hvem  sag_kle   YM                             AEF            hvorfor
        AEF   32.24.04  INGEN_AENDRING                 IKKE_RELEVANT  ægtefællen
        YM    32.24.08  2018-05-05 UDREJST|2018-05-05  IKKE_RELEVANT  revalidering
        """,
    )
