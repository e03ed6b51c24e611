"""Regel 7, Momsindberetning."""

from __future__ import annotations

from datetime import date

from tests.samkoering.verden import Proev, Sag


def _moms(sag: Sag, kvartal: str, moms: str, hvem: str = "YM") -> None:
    """Indberetninger for ``2018K1`` som ``100 2018-04-01, -100 2018-05-01``: øre og dag."""
    if hvem == "AEF":
        sag.gift()
    aar, _, nummer = kvartal.partition("K")
    for oere, indberettet in (felt.split() for felt in moms.split(", ")):
        sag.med(
            "r75_moms",
            cpr=hvem,
            cvr="C1",
            aar=aar,
            r75_indeks=f"420050{nummer}",
            beloeb_oere=oere,
            indberettet=indberettet,
        )


def test_kvartalet_roerer_perioden(proev: Proev):
    """Momsindberetning: der er indberettet moms for et kvartal, som rører kontrolperioden."""
    proev(
        "momsindberetning",
        _moms,
        """
        sag_oprettet  kvartal  moms             YM                    hvorfor
        2015-01-01    2018K1   1 2018-04-01     2018-03-31 C1|2018|1  rører med marts
        2015-01-01    2018K2   1 2018-06-19     2018-06-30 C1|2018|2  dateres kvartalets sidste dag
        2015-01-01    2018K3   1 2018-06-19     INGEN_AENDRING        begynder efter perioden
        2015-01-01    2017K4   1 2018-02-28     INGEN_AENDRING        sluttede før, og meldt før
        2018-03-31    2018K1   1 2018-03-01     2018-03-31 C1|2018|1  sidste dag er sagens første
        2018-04-01    2018K1   1 2018-03-01     INGEN_AENDRING        sagen kom dagen efter
        2015-01-01    2018K1   1 2018-01-02     2018-03-31 C1|2018|1  meldt for længst
        2015-01-01    2018K2   1 2018-06-20     INGEN_AENDRING        meldt efter D
        """,
    )


def test_indberettet_for_sent(proev: Proev):
    """Momsindberetning: et ældre kvartal, når det seneste er indberettet i kontrolperioden."""
    proev(
        "momsindberetning",
        _moms,
        """
        sag_oprettet  kvartal  moms                         YM                    hvorfor
        2015-01-01    2017K4   1 2018-03-01                 2018-03-01 C1|2017|4  på første dag
        2015-01-01    2017K1   1 2017-05-01, 2 2018-06-19   2018-06-19 C1|2017|1  den seneste, på D
        2015-01-01    2017K1   1 2017-05-01, 2 2018-06-20   INGEN_AENDRING        efter D
        2015-01-01    2017K4   1 2018-03-02, 2 2018-02-28   2018-03-02 C1|2017|4  uordnet
        2018-04-01    2018K1   1 2018-04-02                 2018-04-02 C1|2018|1  sluttede i går
        2018-04-10    2018K1   1 2018-04-09                 INGEN_AENDRING        før sagen
        2018-04-10    2018K1   1 2018-04-10                 2018-04-10 C1|2018|1  sagens første dag
        """,
    )


def test_hvert_kvartal_for_sig_og_netto(proev: Proev):
    """Momsindberetning (F6): netto for kvartalet er ikke nul; en tilbagebetaling tæller med."""
    proev(
        "momsindberetning",
        _moms,
        """
        kvartal  moms                            YM                    hvorfor
        2018K1   0 2018-04-01                    INGEN_AENDRING        nul
        2018K1   -1 2018-04-01                   2018-03-31 C1|2018|1  en tilbagebetaling
        2018K1   1 2018-04-01, -1 2018-05-01     INGEN_AENDRING        går i nul
        2018K1   1 2018-04-01, -2 2018-05-01     2018-03-31 C1|2018|1  netto −1
        2018K1   1 2018-04-01, -1 2018-06-20     2018-03-31 C1|2018|1  rettes først efter D
        """,
    )


def _to_kvartaler(sag: Sag, foerste: str, andet: str) -> None:
    _moms(sag, foerste, "500 2018-04-01")
    _moms(sag, andet, "-500 2018-04-01")


def test_kvartaler_laegges_ikke_sammen(proev: Proev):
    """Momsindberetning (F6): to kvartaler, der tilsammen går i nul, er to udfald."""
    proev(
        "momsindberetning",
        _to_kvartaler,
        """
        foerste  andet   YM                                          hvorfor
        2018K1   2018K1  INGEN_AENDRING                              samme kvartal går i nul
        2018K1   2018K2  2018-03-31 C1|2018|1, 2018-06-30 C1|2018|2  hver for sig
        2018K1   2017K1  2018-03-31 C1|2018|1, 2018-04-01 C1|2017|1  året skiller også
        """,
    )


def test_kvartalets_sidste_dag_maa_ligge_efter_perioden(proev: Proev):
    """Momsindberetning: den 31. maj er kvartalet 2 ikke slut, men det rører perioden."""
    proev(
        "momsindberetning",
        _moms,
        """
        kvartal  moms          YM                    hvorfor
        2018K2   1 2018-05-31  2018-06-30 C1|2018|2  dateres efter periodens sidste dag
        2018K1   1 2018-05-31  2018-03-31 C1|2018|1  i perioden
        2018K3   1 2018-05-31  INGEN_AENDRING        ikke begyndt
        """,
        dag=date(2018, 5, 31),
    )


def test_begge_roller(proev: Proev):
    """Momsindberetning: borgeren altid; ægtefællen kun, når ydelsen nedsættes."""
    proev(
        "momsindberetning",
        _moms,
        """
        hvem  sag_kle   kvartal  moms          AEF                   YM                    hvorfor
        AEF   32.24.04  2018K1   1 2018-04-01  2018-03-31 C1|2018|1  INGEN_AENDRING        kun ÆF
        AEF   32.24.08  2018K1   1 2018-04-01  IKKE_RELEVANT         INGEN_AENDRING        KLE
        YM    32.24.08  2018K1   1 2018-04-01  IKKE_RELEVANT         2018-03-31 C1|2018|1  kun YM
        """,
    )
