"""Regel 9, Ændringer af civilstand."""

from __future__ import annotations

from datetime import date

from tests.samkoering.verden import Proev, Sag, raekke


def test_en_ny_civilstand(proev: Proev):
    """Ændringer af civilstand: borgeren er blevet gift, skilt eller enke(mand)."""
    proev(
        "civilstand",
        raekke("cpr_civilstand", fra="2018-05-05"),
        """
        civilstand  register_status   YM                        hvorfor
        G           AKTUEL            2018-05-05 G|2018-05-05   gift
        P           AKTUEL            2018-05-05 P|2018-05-05   registreret partner
        F           AKTUEL            2018-05-05 F|2018-05-05   fraskilt
        O           AKTUEL            2018-05-05 O|2018-05-05   ophævet partnerskab
        E           AKTUEL            2018-05-05 E|2018-05-05   enke eller enkemand
        L           AKTUEL            2018-05-05 L|2018-05-05   længstlevende partner
        U           AKTUEL            INGEN_AENDRING            ugift er ingen ændring
        D           AKTUEL            INGEN_AENDRING            død hører til Borger dør
        G           HISTORISK         2018-05-05 G|2018-05-05   også når den er afløst
        G           RETTET            INGEN_AENDRING            rettet
        G           FORTRUDT          INGEN_AENDRING            fortrudt
        G           TEKNISK_AENDRING  INGEN_AENDRING            teknisk
        G           AFVENTER          INGEN_AENDRING            ikke afgjort
        """,
    )


def test_civilstanden_skifter_i_perioden(proev: Proev):
    """Ændringer af civilstand: skiftet er sket i kontrolperioden."""
    proev(
        "civilstand",
        raekke("cpr_civilstand", civilstand="F"),
        """
        sag_oprettet  aktiveret   fra         YM                       hvorfor
        2015-01-01    2010-01-01  2018-02-28  INGEN_AENDRING           dagen før perioden
        2015-01-01    2010-01-01  2018-03-01  2018-03-01 F|2018-03-01  periodens første dag
        2015-01-01    2010-01-01  2018-06-30  2018-06-30 F|2018-06-30  sidste dag, efter D
        2015-01-01    2010-01-01  2018-07-01  INGEN_AENDRING           dagen efter perioden
        2018-04-10    2010-01-01  2018-04-09  INGEN_AENDRING           før sagens oprettelse
        2018-04-10    2010-01-01  2018-04-10  2018-04-10 F|2018-04-10  sagens første dag
        2018-04-10    2018-05-05  2018-05-04  INGEN_AENDRING           før § 10-aktiveringen
        2018-04-10    2018-05-05  2018-05-05  2018-05-05 F|2018-05-05  aktiveringsdagen
        """,
    )


def _foer_og_efter(sag: Sag, foer: str, efter: str) -> None:
    sag.med("cpr_civilstand", civilstand=foer, fra="2010-01-01", til="2018-05-04")
    sag.med("cpr_civilstand", civilstand=efter, fra="2018-05-05")


def test_raekken_foer_er_ligegyldig(proev: Proev):
    """Ændringer af civilstand: også fra gift til gift (med en ny)."""
    proev(
        "civilstand",
        _foer_og_efter,
        """
        foer  efter  YM                       hvorfor
        G     G      2018-05-05 G|2018-05-05  gift igen
        U     G      2018-05-05 G|2018-05-05  fra ugift
        G     U      INGEN_AENDRING           til ugift
        """,
    )


def test_en_separation(proev: Proev):
    """Ændringer af civilstand: borgeren er separeret i kontrolperioden."""
    proev(
        "civilstand",
        raekke("cpr_separation"),
        """
        fra         til         register_status  YM                         hvorfor
        2018-02-28              AKTUEL           INGEN_AENDRING             dagen før perioden
        2018-03-01              AKTUEL           2018-03-01 SEP|2018-03-01  periodens første dag
        2018-06-30              AKTUEL           2018-06-30 SEP|2018-06-30  sidste dag, efter D
        2018-07-01              AKTUEL           INGEN_AENDRING             dagen efter perioden
        2018-05-01  2018-05-02  HISTORISK        2018-05-01 SEP|2018-05-01  allerede ophørt
        2018-05-01              RETTET           INGEN_AENDRING             rettet
        2018-05-01              FORTRUDT         INGEN_AENDRING             fortrudt
        """,
    )


HJEM, UDE = {"vejkode": "0100"}, {"vejkode": "0200"}


def _separeret(
    sag: Sag,
    sep: str,
    sep_til: str = "",
    gift: str = "2010-05-05",
    aef_fra: str = "2010-05-05",
    aef_til: str = "",
    vejkode: str = "0100",
) -> None:
    """Et par, hvor YM er separeret, og ÆF bor hos YM fra og til."""
    sag.gift(gift).med("cpr_separation", fra=sep, til=sep_til)
    sag.bor("YM", "2010-01-01", vejkode=vejkode)
    sag.bor("AEF", aef_fra, aef_til, vejkode=vejkode)


def test_separationen_ophaeves_efter_tre_maaneder(proev: Proev):
    """Ændringer af civilstand: tre måneder separeret på fælles adresse opfattes som ophævet."""
    proev(
        "civilstand",
        _separeret,
        """
        sep         sep_til     gift        YM                                  hvorfor
        2017-11-30              2010-05-05  INGEN_AENDRING                      28. februar
        2017-12-01              2010-05-05  2018-03-01 SEP_OPHAEVET|2017-12-01  periodens første dag
        2018-02-28              2010-05-05  2018-05-28 SEP_OPHAEVET|2018-02-28  tre måneder senere
        2018-02-28  2018-05-28  2010-05-05  2018-05-28 SEP_OPHAEVET|2018-02-28  ophører på fristen
        2018-02-28  2018-05-27  2010-05-05  INGEN_AENDRING                      ophørt dagen før
        2018-02-28              2018-02-28  2018-05-28 SEP_OPHAEVET|2018-02-28  gift samme dag
        2018-02-27              2018-02-28  INGEN_AENDRING                      gift dagen efter
        """,
    )


def test_fristen_ligger_senest_paa_koerselsdagen(proev: Proev):
    """Ændringer af civilstand: de tre måneder er gået på kørselsdagen."""
    proev(
        "civilstand",
        _separeret,
        """
        sep         YM                                                             hvorfor
        2018-03-19  2018-03-19 SEP|2018-03-19, 2018-06-19 SEP_OPHAEVET|2018-03-19  i dag
        2018-03-20  2018-03-20 SEP|2018-03-20                                      i morgen
        """,
    )


def test_faelles_adresse_hver_dag(proev: Proev):
    """Ændringer af civilstand: samme rigtige adresse hver dag fra separationen til fristen."""
    proev(
        "civilstand",
        _separeret,
        """
        sep         aef_fra     aef_til     vejkode  YM                                  hvorfor
        2018-02-28  2018-02-28              0100     2018-05-28 SEP_OPHAEVET|2018-02-28  på dagen
        2018-02-28  2018-03-01              0100     INGEN_AENDRING                      dagen efter
        2018-02-28  2010-05-05  2018-05-28  0100     2018-05-28 SEP_OPHAEVET|2018-02-28  til fristen
        2018-02-28  2010-05-05  2018-05-27  0100     INGEN_AENDRING                      dagen før
        2018-02-28  2010-05-05              9899     2018-05-28 SEP_OPHAEVET|2018-02-28  rigtig vej
        2018-02-28  2010-05-05              9900     INGEN_AENDRING                      ikke en vej
        """,
    )


def _flytter_undervejs(sag: Sag, ym: str, aef: str) -> None:
    """Separeret 28. februar; de flytter hver sin dag fra det fælles hjem til den samme adresse."""
    sag.gift().med("cpr_separation", fra="2018-02-28")
    for hvem, dag in (("YM", ym), ("AEF", aef)):
        flyttedag = date.fromisoformat(dag)
        dagen_foer = flyttedag.replace(day=flyttedag.day - 1).isoformat()
        sag.bor(hvem, "2010-01-01", dagen_foer, **HJEM).bor(hvem, dag, **UDE)


def test_parret_flytter_undervejs(proev: Proev):
    """Ændringer af civilstand: adressen må skifte undervejs, når begge flytter samme dag."""
    proev(
        "civilstand",
        _flytter_undervejs,
        """
        ym          aef         YM                                  hvorfor
        2018-04-10  2018-04-10  2018-05-28 SEP_OPHAEVET|2018-02-28  samme dag
        2018-04-10  2018-04-11  INGEN_AENDRING                      en dag hver for sig
        """,
    )


def _med_status(sag: Sag, civilstand: str, ophoerer: str, doed: str) -> None:
    sag.gift(civilstand=civilstand, til=ophoerer)
    sag.med("cpr_separation", fra="2018-02-28")
    sag.bor("YM", "2010-01-01").bor("AEF", "2010-01-01")
    if doed:
        sag.med("cpr_status", cpr="AEF", status="90", fra=doed)


def test_aegteskabet_bestaar_paa_fristen(proev: Proev):
    """Ændringer af civilstand: gift eller partner, og ægtefællen i live, på fristens dag."""
    proev(
        "civilstand",
        _med_status,
        """
        civilstand  ophoerer    doed        YM                                  hvorfor
        G                                   2018-05-28 SEP_OPHAEVET|2018-02-28  gift
        P                                   2018-05-28 SEP_OPHAEVET|2018-02-28  partnerskab
        F                                   INGEN_AENDRING                      fraskilt
        G           2018-05-28              2018-05-28 SEP_OPHAEVET|2018-02-28  gift til fristen
        G           2018-05-27              INGEN_AENDRING                      ikke mere gift
        G                       2018-05-29  2018-05-28 SEP_OPHAEVET|2018-02-28  dør dagen efter
        G                       2018-05-28  INGEN_AENDRING                      dør på dagen
        """,
    )


def test_maanedens_sidste_dag(proev: Proev):
    """Ændringer af civilstand: 30. november plus tre måneder er 29. februar i et skudår."""
    proev(
        "civilstand",
        _separeret,
        """
        sep         YM                                                             hvorfor
        2019-11-30  2019-11-30 SEP|2019-11-30, 2020-02-29 SEP_OPHAEVET|2019-11-30  klemt
        2019-11-29  2019-11-29 SEP|2019-11-29, 2020-02-29 SEP_OPHAEVET|2019-11-29  selve dagen
        2019-12-01  2019-12-01 SEP|2019-12-01                                      1. marts
        """,
        dag=date(2020, 2, 29),
    )


def test_kun_borgerens_egne_poster(proev: Proev):
    """Ændringer af civilstand: kun borgeren, og kun når ydelsen nedsættes efter ægtefællen."""
    proev(
        "civilstand",
        raekke("cpr_civilstand", civilstand="F", fra="2018-05-05"),
        """
        cpr  sag_kle   YM                       AEF            hvorfor
        YM   32.24.04  2018-05-05 F|2018-05-05  IKKE_RELEVANT  kontanthjælp
        YM   32.24.12  IKKE_RELEVANT            IKKE_RELEVANT  ledighedsydelse
        AEF  32.24.04  INGEN_AENDRING           IKKE_RELEVANT  ægtefællens egen post
        """,
    )
    proev(
        "civilstand",
        raekke("cpr_separation", fra="2018-05-05"),
        """
        cpr  YM                         hvorfor
        YM   2018-05-05 SEP|2018-05-05  borgerens post
        AEF  INGEN_AENDRING             ægtefællens post
        """,
    )
