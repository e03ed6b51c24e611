"""Regel 1, Bilkøb."""

from __future__ import annotations

from datetime import date

from tests.samkoering.verden import Proev, Sag, raekke

BIL = raekke(
    "r75_biler",
    stelnummer="VIN1",
    foerste_registrering="2010-01-01",
    ejerbrugerkode="2",
    r75_indeks="7500100",
)


def test_koebet_i_perioden(proev: Proev):
    """Bilkøb: borgeren eller ægtefællen har købt en privatbil i kontrolperioden."""
    proev(
        "bilkoeb",
        BIL,
        """
        sag_oprettet  aktiveret   erhvervet   YM                          hvorfor
        2015-01-01    2010-01-01  2018-02-28  INGEN_AENDRING              dagen før perioden
        2015-01-01    2010-01-01  2018-03-01  2018-03-01 VIN1|2018-03-01  periodens første dag
        2015-01-01    2010-01-01  2018-06-30  2018-06-30 VIN1|2018-06-30  sidste dag, efter D
        2015-01-01    2010-01-01  2018-07-01  INGEN_AENDRING              dagen efter perioden
        2018-04-10    2010-01-01  2018-04-09  INGEN_AENDRING              før sagens oprettelse
        2018-04-10    2010-01-01  2018-04-10  2018-04-10 VIN1|2018-04-10  sagens første dag
        2018-04-10    2018-05-05  2018-05-04  INGEN_AENDRING              før § 10-aktiveringen
        2018-04-10    2018-05-05  2018-05-05  2018-05-05 VIN1|2018-05-05  aktiveringsdagen
        2015-01-01    2010-01-01              INGEN_AENDRING              bilen er ikke købt
        """,
    )


def test_bilens_alder_indeks_og_kode(proev: Proev):
    """Bilkøb: bilen er højst 15 år på købsdagen, indeks 7500100 og kode 2, 3, 6 eller 9."""
    proev(
        "bilkoeb",
        raekke("r75_biler", stelnummer="VIN1", erhvervet="2018-06-02"),
        """
        foerste_registrering  ejerbrugerkode  r75_indeks  YM                          hvorfor
        2003-06-02            2               7500100     2018-06-02 VIN1|2018-06-02  15 år
        2003-06-01            2               7500100     INGEN_AENDRING              en dag mere
        2018-06-02            2               7500100     2018-06-02 VIN1|2018-06-02  fabriksny
        2018-06-03            2               7500100     2018-06-02 VIN1|2018-06-02  før plader
        2010-01-01            1               7500100     INGEN_AENDRING              kode 1
        2010-01-01            3               7500100     2018-06-02 VIN1|2018-06-02  kode 3
        2010-01-01            4               7500100     INGEN_AENDRING              kode 4
        2010-01-01            6               7500100     2018-06-02 VIN1|2018-06-02  kode 6
        2010-01-01            9               7500100     2018-06-02 VIN1|2018-06-02  kode 9
        2010-01-01            10              7500100     INGEN_AENDRING              kode 10
        2010-01-01            2               7500101     INGEN_AENDRING              andet indeks
                              2               7500100     IKKE_UDFOERT                ukendt alder
                              1               7500100     INGEN_AENDRING              forkert kode
                              2               7500101     INGEN_AENDRING              fejl indeks
        """,
    )


def test_skuddag_plus_15_aar_er_28_februar(proev: Proev):
    """Bilkøb (F2): en bil registreret 29. februar 2004 fylder 15 den 28. februar 2019."""
    proev(
        "bilkoeb",
        BIL,
        """
        foerste_registrering  erhvervet   YM                          hvorfor
        2004-02-29            2019-02-28  2019-02-28 VIN1|2019-02-28  15 år
        2004-02-29            2019-03-01  INGEN_AENDRING              en dag mere
        2004-03-01            2019-03-01  2019-03-01 VIN1|2019-03-01  15 år
        """,
        dag=date(2019, 3, 15),
    )


def _to_biler(sag: Sag, foerste: str, anden: str, stel: str, erhvervet: str) -> None:
    BIL(sag, foerste_registrering=foerste, erhvervet="2018-05-01")
    BIL(sag, foerste_registrering=anden, erhvervet=erhvervet, stelnummer=stel, model="B")


def test_flere_handler(proev: Proev):
    """Bilkøb: ét udfald pr. bil og dag; et udfald vejer tungere end en ukendt alder."""
    proev(
        "bilkoeb",
        _to_biler,
        """
        foerste     anden       stel  erhvervet   YM                          hvorfor
        2010-01-01              VIN2  2018-05-02  2018-05-01 VIN1|2018-05-01  én er i tvivl
        2010-01-01  2010-01-01  VIN1  2018-05-01  2018-05-01 VIN1|2018-05-01  samme bil og dag
        1990-01-01              VIN2  2018-05-02  IKKE_UDFOERT                tvivl alene
        1990-01-01              VIN2  2018-07-01  INGEN_AENDRING              uden for perioden
        """,
    )


def test_begge_roller(proev: Proev):
    """Bilkøb: ægtefællens køb er ægtefællens udfald; et salg er intet køb."""
    proev(
        "bilkoeb",
        BIL,
        """
        cpr    sag_kle   erhvervet   afhaendet   AEF                         YM              hvorfor
        AEF    32.24.04  2018-05-01              2018-05-01 VIN1|2018-05-01  INGEN_AENDRING  ÆF
        AEF    32.24.12  2018-05-01              IKKE_RELEVANT               IKKE_RELEVANT   KLE
        AEF    32.24.04              2018-05-01  INGEN_AENDRING              INGEN_AENDRING  salg
        ANDEN  32.24.04  2018-05-01              IKKE_RELEVANT               INGEN_AENDRING  fremmed
        """,
    )
