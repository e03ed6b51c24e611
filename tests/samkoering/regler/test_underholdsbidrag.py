"""Regel 16, Opstart af underholdsbidragssag."""

from __future__ import annotations

from tests.samkoering.verden import Proev, Sag, raekke


def _bidrag(sag: Sag, **celler: str) -> None:
    """En bidragssag med sit eget sagsnummer: B og sagens plads."""
    raekke("udk_bidragssager", sagsnr=f"B{sag.nr}")(sag, **celler)


def test_sagen_oprettes_i_perioden(proev: Proev):
    """Underholdsbidrag: en sag om børnebidrag er oprettet i kontrolperioden."""

    def _boernebidrag(sag: Sag, oprettet: str) -> None:
        _bidrag(sag, rolle="BIDRAGSBETALER", kle="32.16.04", oprettet=oprettet)

    proev(
        "underholdsbidrag",
        _boernebidrag,
        """
        sag_oprettet  aktiveret   oprettet    YM              hvorfor
        2015-01-01    2010-01-01  2018-02-28  INGEN_AENDRING  dagen før perioden
        2015-01-01    2010-01-01  2018-03-01  2018-03-01 B1   periodens første dag
        2015-01-01    2010-01-01  2018-06-30  2018-06-30 B2   sidste dag, efter D
        2015-01-01    2010-01-01  2018-07-01  INGEN_AENDRING  dagen efter perioden
        2018-04-10    2010-01-01  2018-04-09  INGEN_AENDRING  før sagens oprettelse
        2018-04-10    2010-01-01  2018-04-10  2018-04-10 B5   sagens første dag
        2018-04-10    2018-05-05  2018-05-04  INGEN_AENDRING  før § 10-aktiveringen
        2018-04-10    2018-05-05  2018-05-05  2018-05-05 B7   aktiveringsdagen
        """,
    )


def _kle(sag: Sag, rolle: str, kle: str) -> None:
    _bidrag(sag, rolle=rolle, kle=kle, oprettet="2018-05-05")


def test_rolle_og_bidrag(proev: Proev):
    """Underholdsbidrag: modtager af ægtefælle-, fødsels- og barselsbidrag, betaler til børn."""
    proev(
        "underholdsbidrag",
        _kle,
        """
        rolle            kle       YM              hvorfor
        BIDRAGSMODTAGER  32.15.08  2018-05-05 B0   ægtefællebidrag
        BIDRAGSMODTAGER  32.15.20  2018-05-05 B1   fødselsbidrag
        BIDRAGSMODTAGER  32.15.24  2018-05-05 B2   mors underhold omkring fødsel
        BIDRAGSMODTAGER  32.15.12  INGEN_AENDRING  et andet bidrag
        BIDRAGSMODTAGER  32.16.04  INGEN_AENDRING  modtager børnebidrag
        BIDRAGSBETALER   32.16.04  2018-05-05 B5   betaler børnebidrag
        BIDRAGSBETALER   32.16.08  INGEN_AENDRING  et andet bidrag
        BIDRAGSBETALER   32.15.08  INGEN_AENDRING  betaler ægtefællebidrag
        BIDRAGSBETALER   32.15.20  INGEN_AENDRING  betaler fødselsbidrag
        BIDRAGSBETALER   32.15.24  INGEN_AENDRING  betaler barselsbidrag
        """,
    )


def test_kun_borgeren_og_kun_tre_ydelser(proev: Proev):
    """Underholdsbidrag (F8): kontanthjælp, uddannelseshjælp og integration; kun borgeren."""

    def _modtager(sag: Sag, cpr: str) -> None:
        _bidrag(sag, cpr=cpr, rolle="BIDRAGSMODTAGER", kle="32.15.08", oprettet="2018-05-05")

    proev(
        "underholdsbidrag",
        _modtager,
        """
        cpr  sag_kle   YM              AEF            hvorfor
        YM   32.24.04  2018-05-05 B0   IKKE_RELEVANT  kontanthjælp
        YM   32.24.32  2018-05-05 B1   IKKE_RELEVANT  uddannelseshjælp
        YM   32.24.48  2018-05-05 B2   IKKE_RELEVANT  integrationsydelse
        YM   32.24.10  IKKE_RELEVANT   IKKE_RELEVANT  forrevalidering (F8)
        YM   32.24.12  IKKE_RELEVANT   IKKE_RELEVANT  ledighedsydelse
        AEF  32.24.04  INGEN_AENDRING  IKKE_RELEVANT  ægtefællens sag
        """,
    )
