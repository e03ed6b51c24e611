"""Bestanden: hvem der kontrolleres, og hvem der er ægtefælle."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from registre.laesning import Udtraek
from samkoering.motor.beregning import BestandIkkeFundet
from samkoering.motor.tabeller import Tabeller
from tests.samkoering.verden import Proev, Sag, Verden


def _intet(sag: Sag) -> None:
    """Sagens egne fakta er nok."""


def test_den_aktive_sag(proev: Proev):
    """Bestand: en aktiv sag på en af de otte ydelser, i en kommune, der er med i § 10."""
    proev(
        "feriekonto",
        _intet,
        """
        sag_kle   sag_oprettet  sag_afsluttet  aktiveret   YM                hvorfor
        32.24.04  2018-06-19                   2010-01-01  INGEN_AENDRING    oprettet i dag
        32.24.04  2018-06-20                   2010-01-01  IKKE_I_BESTANDEN  oprettet i morgen
        32.24.04  2015-01-01    2018-06-19     2010-01-01  INGEN_AENDRING    afsluttet i dag
        32.24.04  2015-01-01    2018-06-18     2010-01-01  IKKE_I_BESTANDEN  afsluttet i går
        32.24.04  2015-01-01                   2018-06-19  INGEN_AENDRING    kommunen med i dag
        32.24.04  2015-01-01                   2018-06-20  IKKE_I_BESTANDEN  med i morgen
        32.24.04  2015-01-01                               IKKE_I_BESTANDEN  slet ikke med
        32.24.08  2015-01-01                   2010-01-01  INGEN_AENDRING    revalidering
        32.24.10  2015-01-01                   2010-01-01  INGEN_AENDRING    forrevalidering
        32.24.12  2015-01-01                   2010-01-01  INGEN_AENDRING    ledighedsydelse
        32.24.28  2015-01-01                   2010-01-01  INGEN_AENDRING    ressourceforløb
        32.24.30  2015-01-01                   2010-01-01  INGEN_AENDRING    jobafklaring
        32.24.32  2015-01-01                   2010-01-01  INGEN_AENDRING    uddannelseshjælp
        32.24.48  2015-01-01                   2010-01-01  INGEN_AENDRING    integrationsydelse
        32.24.14  2015-01-01                   2010-01-01  IKKE_I_BESTANDEN  en anden ydelse
        32.24.05  2015-01-01                   2010-01-01  IKKE_I_BESTANDEN  en anden ydelse
        """,
    )


def _udbetalt_mere(sag: Sag, mere: str) -> None:
    for udbetaling in filter(None, mere.split(", ")):
        sag.udbetal(*udbetaling.split())


def test_udbetalt_i_seneste_hele_maaned(proev: Proev):
    """Bestand: der er udbetalt ydelse i seneste hele måned (maj)."""
    proev(
        "feriekonto",
        _udbetalt_mere,
        """
        udbetalt    oere  mere                         YM                hvorfor
        2018-05-01  1                                  INGEN_AENDRING    månedens første dag
        2018-05-31  1                                  INGEN_AENDRING    månedens sidste dag
        2018-04-30  1                                  IKKE_I_BESTANDEN  dagen før måneden
        2018-06-01  1                                  IKKE_I_BESTANDEN  dagen efter måneden
        2018-05-31  0                                  IKKE_I_BESTANDEN  nul
        2018-05-31  -1                                 IKKE_I_BESTANDEN  tilbageført
        2018-05-31  100   2018-05-02 -100              IKKE_I_BESTANDEN  i nul
        2018-05-31  100   2018-05-02 -99               INGEN_AENDRING    en øre tilbage
        2018-05-31  100   2018-06-01 -100              INGEN_AENDRING    først tilbage i juni
        2018-05-31  100   2018-05-31 100               INGEN_AENDRING    to gange
        """,
    )


def test_seneste_hele_maaned_over_nytaar(proev: Proev):
    """Bestand: i januar er seneste hele måned december året før."""
    proev(
        "feriekonto",
        _intet,
        """
        udbetalt    YM                hvorfor
        2017-12-01  INGEN_AENDRING    første dag
        2017-12-31  INGEN_AENDRING    sidste dag
        2017-11-30  IKKE_I_BESTANDEN  før
        2018-01-01  IKKE_I_BESTANDEN  efter
        """,
        dag=date(2018, 1, 15),
    )


def _aegteskab(
    sag: Sag,
    civilstand: str = "G",
    fra: str = "2010-05-05",
    til: str = "",
    aegtefaelle: str = "AEF",
    status: str = "AKTUEL",
) -> None:
    sag.med(
        "cpr_civilstand",
        civilstand=civilstand,
        aegtefaelle_cpr=aegtefaelle,
        fra=fra,
        til=til,
        register_status=status,
    )


def test_aegtefaellen_efter_borgerens_civilstand(proev: Proev):
    """Bestand: ægtefællen efter borgerens civilstand på kørselsdagen (gift eller partner)."""
    proev(
        "feriekonto",
        _aegteskab,
        """
        civilstand  aegtefaelle  fra         til         status      AEF             hvorfor
        G           AEF          2010-05-05              AKTUEL      INGEN_AENDRING  gift
        P           AEF          2010-05-05              AKTUEL      INGEN_AENDRING  partner
        F           AEF          2010-05-05              AKTUEL      IKKE_RELEVANT   fraskilt
        E           AEF          2010-05-05              AKTUEL      IKKE_RELEVANT   enke(mand)
        G                        2010-05-05              AKTUEL      IKKE_RELEVANT   uden CPR-nr.
        G           AEF          2018-06-19              AKTUEL      INGEN_AENDRING  gift i dag
        G           AEF          2018-06-20              AKTUEL      IKKE_RELEVANT   gift i morgen
        G           AEF          2010-05-05  2018-06-19  AKTUEL      INGEN_AENDRING  til i dag
        G           AEF          2010-05-05  2018-06-18  AKTUEL      IKKE_RELEVANT   til i går
        G           AEF          2010-05-05              HISTORISK   INGEN_AENDRING  tæller også
        G           AEF          2010-05-05              RETTET      IKKE_RELEVANT   rettet
        G           AEF          2010-05-05              FORTRUDT    IKKE_RELEVANT   fortrudt
        """,
    )


def _to_civilstande(sag: Sag, foerste: str, anden: str, anden_fra: str, anden_til: str) -> None:
    """Civilstande som ``G:AEF``: koden og ægtefællen."""
    for post, fra, til in ((foerste, "2010-05-05", ""), (anden, anden_fra, anden_til)):
        civilstand, _, aegtefaelle = post.partition(":")
        _aegteskab(sag, civilstand, fra, til, aegtefaelle)
    sag.med(
        "cvr_deltagelser",
        cpr="AEF",
        cvr="C1",
        rolle="STIFTER",
        virksomhed_start="2018-04-02",
        rolle_fra="2018-04-02",
    )


def test_den_raekke_der_er_i_kraft(proev: Proev):
    """Bestand: rækken i kraft med den seneste fra; samme dag den, der er sidst som tekst."""
    proev(
        "ny_virksomhed",
        _to_civilstande,
        """
        foerste  anden    anden_fra   anden_til   AEF                       hvorfor
        G:AEF    F:       2015-01-01              IKKE_RELEVANT             skilt siden
        G:AEF    F:       2015-01-01  2018-06-18  2018-04-02 C1|2018-04-02  skilt, men ophørt i går
        G:AEF    F:       2015-01-01  2018-06-19  IKKE_RELEVANT             skilt, ophører i dag
        G:AEF    F:       2018-06-20              2018-04-02 C1|2018-04-02  skilt i morgen
        G:AEF    F:       2010-05-05              2018-04-02 C1|2018-04-02  G er efter F
        F:       G:AEF    2010-05-05              2018-04-02 C1|2018-04-02  uanset ordenen
        G:AEF    G:       2010-05-05              2018-04-02 C1|2018-04-02  tom er før alt
        G:AEF    G:ANDEN  2010-05-05              INGEN_AENDRING            ANDEN er efter AEF
        G:AEF    P:       2010-05-05              IKKE_RELEVANT             P er efter G
        """,
    )


def _doed(sag: Sag, status: str, fra: str, til: str = "", register_status: str = "AKTUEL") -> None:
    sag.gift()
    sag.med("cpr_status", cpr="AEF", status="01", fra="1980-01-01", register_status="HISTORISK")
    celler = {"status": status, "fra": fra, "til": til, "register_status": register_status}
    sag.med("cpr_status", cpr="AEF", **celler)


def test_aegtefaellen_er_i_live(proev: Proev):
    """Bestand: en afdød ægtefælle er ikke ægtefælle i kontrollen."""
    proev(
        "feriekonto",
        _doed,
        """
        status  fra         register_status  AEF             hvorfor
        90      2018-06-19  AKTUEL           IKKE_RELEVANT   død i dag
        90      2018-06-20  AKTUEL           INGEN_AENDRING  dør i morgen
        90      2018-06-19  RETTET           INGEN_AENDRING  rettet
        80      2018-06-19  AKTUEL           INGEN_AENDRING  udrejst
        """,
    )


def _separeret(
    sag: Sag,
    sep: str,
    hos: str = "YM",
    sep_til: str = "",
    gift: str = "2010-05-05",
    bor: str = "hjemme",
    register_status: str = "AKTUEL",
) -> None:
    """Separeret efter YM's eller ÆF's post; ÆF bor hjemme, ude, ingen steder eller på en vej."""
    sag.gift(gift)
    sag.med("cpr_separation", cpr=hos, fra=sep, til=sep_til, register_status=register_status)
    vejkode = bor if bor.isdigit() else "0100"
    sag.bor("YM", "2010-01-01", vejkode=vejkode)
    if bor != "ingen":
        sag.bor("AEF", "2010-01-01", vejkode="0200" if bor == "ude" else vejkode)


def test_separeret_i_perioden(proev: Proev):
    """Bestand (F1): separeret fra periodens start til i dag, uanset hvor de bor: ingen ÆF."""
    proev(
        "feriekonto",
        _separeret,
        """
        sep         sep_til     hos  gift        register_status  AEF             hvorfor
        2018-03-01              YM   2010-05-05  AKTUEL           IKKE_RELEVANT   periodens start
        2018-06-19              AEF  2010-05-05  AKTUEL           IKKE_RELEVANT   i dag, hos ÆF
        2018-06-20              YM   2010-05-05  AKTUEL           INGEN_AENDRING  i morgen
        2018-03-01  2018-06-19  YM   2010-05-05  AKTUEL           IKKE_RELEVANT   ophører i dag
        2018-03-01  2018-06-18  YM   2010-05-05  AKTUEL           INGEN_AENDRING  ophørt i går
        2018-03-01              YM   2018-03-01  AKTUEL           IKKE_RELEVANT   gift samme dag
        2018-03-01              YM   2018-03-02  AKTUEL           INGEN_AENDRING  et tidligere
        2018-03-01              YM   2010-05-05  RETTET           INGEN_AENDRING  rettet
        2018-03-01              YM   2010-05-05  HISTORISK        IKKE_RELEVANT   tæller også
        """,
    )


def test_separeret_foer_perioden(proev: Proev):
    """Bestand: separeret før perioden: ÆF, netop når de deler en rigtig adresse i dag."""
    proev(
        "feriekonto",
        _separeret,
        """
        sep         hos  bor     AEF             hvorfor
        2018-02-28  YM   hjemme  INGEN_AENDRING  bor sammen
        2018-02-28  YM   ude     IKKE_RELEVANT   bor hver for sig
        2018-02-28  AEF  ude     IKKE_RELEVANT   hendes post
        2018-02-28  YM   ingen   IKKE_RELEVANT   hendes adresse er ukendt
        2018-02-28  YM   9899    INGEN_AENDRING  rigtig vej
        2018-02-28  YM   9900    IKKE_RELEVANT   ikke en rigtig adresse
        2010-05-05  YM   ude     IKKE_RELEVANT   fra bryllupsdagen
        2010-05-04  YM   ude     INGEN_AENDRING  før dette ægteskab
        """,
    )


def _flytter_ud(sag: Sag, til: str, ny_fra: str) -> None:
    """Separeret før perioden; ægtefællen bor hjemme til og derefter ude fra."""
    sag.gift().med("cpr_separation", fra="2018-02-28").bor("YM", "2010-01-01")
    sag.bor("AEF", "2010-01-01", til)
    if ny_fra:
        sag.bor("AEF", ny_fra, vejkode="0200")


def test_bor_sammen_paa_koerselsdagen(proev: Proev):
    """Bestand: det er adressen på kørselsdagen, der tæller."""
    proev(
        "feriekonto",
        _flytter_ud,
        """
        til         ny_fra      AEF             hvorfor
        2018-06-19              INGEN_AENDRING  til og med i dag
        2018-06-18              IKKE_RELEVANT   til i går
                    2018-06-19  IKKE_RELEVANT   flyttet i dag
                    2018-06-20  INGEN_AENDRING  flytter i morgen
        """,
    )


def test_hver_sag_for_sig(tmp_path: Path):
    """Bestand: én borger med to sager giver udfald i begge, hver med sin egen periode."""
    verden = Verden(tmp_path)
    gammel = verden.ny_sag(sag_oprettet="2015-01-01")
    ny = verden.ny_sag(sag_oprettet="2018-04-10")
    ny.verden.raekker["ydelse_sager"][-1]["cpr"] = gammel.cpr("YM")
    gammel.med("cpr_status", status="01", fra="2010-01-01")
    gammel.med("cpr_status", status="80", fra="2018-04-01", til="2018-04-30")
    gammel.med("cpr_status", status="70", fra="2018-05-01")
    raekker = [(r[1], r[6]) for r in verden.beregn().udfald]
    assert raekker == [
        (gammel.sag_id, "UDREJST|2018-04-01"),
        (gammel.sag_id, "FORSVUNDET|2018-05-01"),
        (ny.sag_id, "FORSVUNDET|2018-05-01"),
    ]


def _udskiftet(sag: Sag, sagens: str, civilstandens: str) -> None:
    """YM havde før nummeret GAMMEL (og MELLEM); sag og civilstand står på hver sit."""
    sag.med("cpr_personer", cpr="GAMMEL", gaeldende_cpr="MELLEM")
    sag.med("cpr_personer", cpr="MELLEM", gaeldende_cpr="YM").med("cpr_personer", cpr="YM")
    sag.verden.raekker["ydelse_sager"][-1]["cpr"] = sag.cpr(sagens)
    par = {"civilstand": "G", "aegtefaelle_cpr": "AEF", "fra": "2010-05-05"}
    sag.med("cpr_civilstand", cpr=civilstandens, **par)
    sag.med("cpr_status", cpr="YM", status="90", fra="2018-05-05")


def test_udskiftede_numre_foelges_til_enden(proev: Proev):
    """Bestand: en række under et udskiftet nummer læses under det gældende."""
    proev(
        "borger_doer",
        _udskiftet,
        """
        sagens  civilstandens  YM             hvorfor
        YM      YM             2018-05-05 90  det gældende
        GAMMEL  YM             2018-05-05 90  sagen på det ældste
        MELLEM  GAMMEL         2018-05-05 90  begge på gamle
        """,
    )
    proev(
        "feriekonto",
        _udskiftet,
        """
        sagens  civilstandens  AEF             hvorfor
        YM      GAMMEL         INGEN_AENDRING  civilstanden på det ældste
        GAMMEL  MELLEM         INGEN_AENDRING  begge på gamle
        """,
    )


def test_udbetalingerne_kan_staa_i_hvilken_orden_som_helst(tmp_path: Path):
    """En sags beløb lægges sammen, også når en anden sags står imellem; sagerne er i orden."""
    verden = Verden(tmp_path)
    foerst, anden, tredje = (verden.ny_sag(oere="500") for _ in range(3))
    foerst.udbetal("2018-05-31", "-500")
    anden.udbetal("2018-05-31", "-200")
    verden.raekker["ydelse_udbetalinger"].reverse()
    bestand = verden.beregn().beregning.bestand.sager
    assert bestand.select("sag", "sag_id", "udbetalt_oere").rows() == [
        (0, anden.sag_id, 300),
        (1, tredje.sag_id, 500),
    ]


def test_numre_i_flere_stykker_skifter_hvor_de_staar(tmp_path: Path):
    """En stor tabel læses i stykker; et afløst nummer læses under det gældende, hvor det står."""
    verden = Verden(tmp_path)
    sag = verden.ny_sag()
    _udskiftet(sag, "YM", "YM")
    gammel, mellem, ny = (int(sag.cpr(navn)) for navn in ("GAMMEL", "MELLEM", "YM"))
    tabeller = Tabeller(Udtraek(verden.gem()), verden.dag)
    stykker = [[7, gammel], [gammel, None, mellem], [8], [ny, gammel, 9]]
    numre = pl.concat([pl.Series(stykke, dtype=pl.Int64) for stykke in stykker], rechunk=False)
    skiftet = tabeller.numre_under_de_gaeldende(numre)
    assert skiftet.to_list() == [7, ny, ny, None, ny, 8, ny, ny, 9]
    assert skiftet.chunk_lengths() == numre.chunk_lengths()
    assert numre.to_list() == [nr for stykke in stykker for nr in stykke]


@pytest.mark.parametrize(
    "tabel",
    [
        "kommuner",
        "ydelse_sager",
        "ydelse_udbetalinger",
        "cpr_personer",
        "cpr_status",
        "cpr_civilstand",
        "cpr_separation",
        "cpr_adresser",
    ],
)
def test_uden_bestandens_tabeller_fejler_koerslen_helt(tmp_path: Path, tabel: str):
    verden = Verden(tmp_path)
    verden.ny_sag()
    with pytest.raises(BestandIkkeFundet, match=tabel):
        verden.beregn(tabel)
    assert verden.beregn().status
