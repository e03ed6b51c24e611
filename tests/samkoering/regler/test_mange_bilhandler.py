"""Regel 3, Mange bilhandler."""

from __future__ import annotations

from tests.samkoering.verden import Proev, Sag, raekke

BIL = raekke("r75_biler", ejerbrugerkode="2", r75_indeks="7500100")
GAMMEL_BIL = "1990-01-01"


def _handler(sag: Sag, handler: str, hvem: str = "YM", **andet: str) -> None:
    """Handler som ``A+03-05 A-06-02``: stelnummer, køb (+) eller salg (-), måned og dag i 2018.

    Bilerne er fra 1990; ``B+03-05@2003-03-05`` har sin egen første registrering, og
    ``B+03-05@`` ingen.
    """
    for handel in handler.split():
        bil, skilt, foerste = handel.partition("@")
        felt = "erhvervet" if bil[1] == "+" else "afhaendet"
        BIL(
            sag,
            cpr=hvem,
            stelnummer=bil[0],
            foerste_registrering=foerste if skilt else GAMMEL_BIL,
            **{felt: f"2018-{bil[2:]}", **andet},
        )


def test_tre_handler_i_perioden(proev: Proev):
    """Mange bilhandler: mindst tre handler med biler over 15 år i kontrolperioden."""
    proev(
        "mange_bilhandler",
        _handler,
        """
        sag_oprettet  handler                  YM                         hvorfor
        2015-01-01    A+03-01 B+04-01 C-06-30  2018-06-30 2018-06-30:C:S  tre, på begge kanter
        2015-01-01    A+03-01 B+04-01          INGEN_AENDRING             to
        2015-01-01    A+02-28 B+04-01 C-06-30  INGEN_AENDRING             den ene før perioden
        2015-01-01    A+03-01 B+04-01 C-07-01  INGEN_AENDRING             den ene efter perioden
        2018-04-10    A+04-09 B+04-10 C-04-11  INGEN_AENDRING             den ene før sagen
        2018-04-10    A+04-10 B+04-10 C-04-11  2018-04-11 2018-04-11:C:S  alle i sagens tid
        2015-01-01    A+03-01 A-05-01 B+04-01  2018-05-01 2018-05-01:A:S  køb og salg tæller hver
        """,
    )


def test_bilens_alder_paa_handelsdagen(proev: Proev):
    """Mange bilhandler (F2): over 15 år på handelsdagen; ukendt alder kan gøre dem til tre."""
    proev(
        "mange_bilhandler",
        _handler,
        """
        handler                             YM                         hvorfor
        A+03-01 B+04-01 C+06-02@2003-06-01  2018-06-02 2018-06-02:C:K  15 år og en dag
        A+03-01 B+04-01 C+06-02@2003-06-02  INGEN_AENDRING             netop 15 år
        A+03-01 B+04-01 C+06-02@            IKKE_UDFOERT               den tredje er i tvivl
        A+03-01 B+04-01@ C+06-02@           IKKE_UDFOERT               to er i tvivl
        A+03-01@ B+04-01@ C+06-02@          IKKE_UDFOERT               alle er i tvivl
        A+03-01 C+06-02@                    INGEN_AENDRING             tvivlen gør kun to
        A+03-01 B+04-01 C+05-02 D+06-02@    2018-05-02 2018-05-02:C:K  tre uden tvivlen
        """,
    )


def test_noeglen_er_den_seneste_handel_alene(proev: Proev):
    """Mange bilhandler: én handel pr. dag, bil og art; den seneste, sidst som tekst, er nøglen."""
    proev(
        "mange_bilhandler",
        _handler,
        """
        handler                          YM                         hvorfor
        A+03-01 A-05-01 A+03-01          INGEN_AENDRING             samme handel to gange
        A+06-02 A-06-02 B+06-02          2018-06-02 2018-06-02:B:K  samme dag: bilen som tekst
        B+03-01 A+06-02 A-06-02          2018-06-02 2018-06-02:A:S  samme bil: S efter K
        A+03-01 B+04-01 C+05-01 D-05-02  2018-05-02 2018-05-02:D:S  fire: stadig kun én hændelse
        D+05-02 C+05-01 B+04-01 A+03-01  2018-05-02 2018-05-02:D:K  ordenen i filen er ligegyldig
        """,
    )


def test_samme_handel_leveret_med_to_modeller_er_een(proev: Proev):
    """Mange bilhandler: to rækker om samme dag, stelnummer og art er én handel."""

    def _to_modeller(sag: Sag, foerste: str, anden: str) -> None:
        _handler(sag, "A+03-01 B+04-01")
        _handler(sag, foerste, model="Berlingo")
        _handler(sag, anden, model="Kadett")

    proev(
        "mange_bilhandler",
        _to_modeller,
        """
        foerste  anden    YM                         hvorfor
        B+04-01  B+04-01  INGEN_AENDRING             to handler, den ene to gange
        C+05-01  C+05-01  2018-05-01 2018-05-01:C:K  tre handler
        """,
    )


def test_kun_privatbiler(proev: Proev):
    """Mange bilhandler: indeks 7500100 og kode 2, 3, 6 eller 9, som Bilkøb."""

    def _tre(sag: Sag, ejerbrugerkode: str, r75_indeks: str) -> None:
        kode = {"ejerbrugerkode": ejerbrugerkode, "r75_indeks": r75_indeks}
        _handler(sag, "A+03-01 B+04-01 C+05-01", **kode)

    proev(
        "mange_bilhandler",
        _tre,
        """
        ejerbrugerkode  r75_indeks  YM                         hvorfor
        9               7500100     2018-05-01 2018-05-01:C:K  kode 9
        1               7500100     INGEN_AENDRING             kode 1
        9               7500200     INGEN_AENDRING             andet indeks
        """,
    )


def _parrets(sag: Sag, ym: str, aef: str) -> None:
    sag.gift()
    _handler(sag, ym)
    _handler(sag, aef, "AEF")


def test_een_person(proev: Proev):
    """Mange bilhandler: parrets handler lægges ikke sammen."""
    proev(
        "mange_bilhandler",
        _parrets,
        """
        ym               aef                      AEF                        hvorfor
        A+03-01 B+04-01  C+05-01                  INGEN_AENDRING             to og én
        A+03-01          A+03-01 B+04-01 C+05-01  2018-05-01 2018-05-01:C:K  ÆF alene
        """,
    )
    proev(
        "mange_bilhandler",
        _parrets,
        """
        ym                       aef      YM                         hvorfor
        A+03-01 B+04-01          C+05-01  INGEN_AENDRING             to og én
        A+03-01 B+04-01 C+05-01  A+03-01  2018-05-01 2018-05-01:C:K  YM alene
        """,
    )
