"""Regel 6, Ny arbejdsgiver."""

from __future__ import annotations

from tests.samkoering.regler.indkomst import dag, indberet
from tests.samkoering.verden import Proev, Sag


def _loen(sag: Sag, loen: str, hvem: str = "YM", **andet: str) -> None:
    """Lønninger som ``A 04-01, B 05-30 -100``: arbejdsgiver, dag i 2018 og evt. kroner.

    Hver løn er sin egen periode (dagen selv); ``A 05-31/05-01`` er periodens dag efter /.
    """
    if hvem == "AEF":
        sag.gift()
    for arbejdsgiver, hvornaar, *kroner in (felt.split() for felt in loen.split(", ")):
        disponeret, _, periode = hvornaar.partition("/")
        periodens_dag = dag(periode or disponeret)
        indberet(
            sag,
            arbejdsgiver,
            kroner[0] if kroner else "100",
            dag(disponeret),
            f"{periodens_dag}/{periodens_dag}",
            **{"indkomsttype": "00", "cpr": hvem, **andet},
        )


def test_de_seneste_to_loenninger(proev: Proev):
    """Ny arbejdsgiver: de seneste to lønninger er fra hver sin, eller med over 60 dage imellem."""
    proev(
        "ny_arbejdsgiver",
        _loen,
        """
        loen                           YM                         hvorfor
        A 04-01, A 05-31               INGEN_AENDRING             samme, 60 dage imellem
        A 04-01, A 06-01               2018-06-01 A|2018-06-01    samme, 61 dage imellem
        B 05-30, A 05-31               2018-05-31 A|2018-05-31    hver sin
        B 01-01, A 05-30, A 05-31      INGEN_AENDRING             kun de seneste to tæller
        A 04-01, A 06-01, A 06-02      INGEN_AENDRING             pausen er ikke sidst
        A 05-31, B 05-30               2018-05-31 A|2018-05-31    ordenen i filen er ligegyldig
        A 05-31                        2018-05-31 A|2018-05-31    F5: en første løn
        B 2017-01-01, A 05-31          2018-05-31 A|2018-05-31    den forrige er gammel
        """,
    )


def test_samme_dag(proev: Proev):
    """Ny arbejdsgiver: lønninger samme dag ordnes efter arbejdsgiver og så periode."""
    proev(
        "ny_arbejdsgiver",
        _loen,
        """
        loen                                    YM                       hvorfor
        B 05-01, A 05-01                        2018-05-01 B|2018-05-01  B er efter A
        B 04-01, B 05-01, A 05-01               2018-05-01 B|2018-04-01  B's forløb begyndte i april
        B 05-01/04-01, A 05-01/04-02            2018-05-01 B|2018-05-01  arbejdsgiver før periode
        B 04-01, A 05-01, A 05-01/04-01         INGEN_AENDRING           A's to perioder er sidst
        A 05-01/04-02, A 05-01/04-01, B 04-30   INGEN_AENDRING           A's to perioder er sidst
        """,
    )


def test_noeglen_er_loenforloebets_foerste(proev: Proev):
    """Ny arbejdsgiver: to job side om side giver én hændelse hver, ikke en hver måned."""
    proev(
        "ny_arbejdsgiver",
        _loen,
        """
        loen                                   YM                       hvorfor
        A 04-15, B 05-30, A 05-31              2018-05-31 A|2018-04-15  A begyndte 15. april
        A 01-01, A 03-02, B 04-30, A 05-01     2018-05-01 A|2018-01-01  60 dage: samme forløb
        A 01-01, A 03-03, B 04-30, A 05-01     2018-05-01 A|2018-03-03  61 dage: nyt forløb
        A 02-28, B 04-30, A 05-01              2018-05-01 A|2018-05-01  62 dage: forfra i maj
        """,
    )


def test_loennen_i_perioden(proev: Proev):
    """Ny arbejdsgiver: den nyeste løn ligger i kontrolperioden og senest på kørselsdagen."""
    proev(
        "ny_arbejdsgiver",
        _loen,
        """
        sag_oprettet  aktiveret   loen               YM                       hvorfor
        2015-01-01    2010-01-01  A 02-28            INGEN_AENDRING           dagen før perioden
        2015-01-01    2010-01-01  A 03-01            2018-03-01 A|2018-03-01  periodens første dag
        2015-01-01    2010-01-01  A 06-19            2018-06-19 A|2018-06-19  på D
        2015-01-01    2010-01-01  A 06-20            INGEN_AENDRING           efter D
        2015-01-01    2010-01-01  B 05-01, A 06-20   2018-05-01 B|2018-05-01  kun B er meldt
        2018-04-10    2010-01-01  A 04-09            INGEN_AENDRING           før sagens oprettelse
        2018-04-10    2010-01-01  A 04-10            2018-04-10 A|2018-04-10  sagens første dag
        2018-04-10    2018-05-05  A 05-04            INGEN_AENDRING           før § 10-aktiveringen
        2018-04-10    2018-05-05  A 05-05            2018-05-05 A|2018-05-05  aktiveringsdagen
        """,
    )


def test_hvad_der_er_loen(proev: Proev):
    """Ny arbejdsgiver (F4): type 0, og type 4, som ikke er ydelser eller branche 84 eller 65."""

    def _een(sag: Sag, **celler: str) -> None:
        _loen(sag, "A 05-31", **celler)

    proev(
        "ny_arbejdsgiver",
        _een,
        """
        indkomsttype  indtaegtsart  branchekode  YM                       hvorfor
        00            0005          841100       2018-05-31 A|2018-05-31  løn er altid løn
        04            0001          471120       2018-05-31 A|2018-05-31  anden indkomst
        04                                       2018-05-31 A|2018-05-31  uden art og branche
        04            0001          841100       INGEN_AENDRING           offentlig administration
        04            0001          651200       INGEN_AENDRING           forsikring
        04            0001          853200       2018-05-31 A|2018-05-31  85 er undervisning
        04            0001          641900       2018-05-31 A|2018-05-31  64 er bank
        04            0001          484000       2018-05-31 A|2018-05-31  84 står ikke først
        04            0004          471120       2018-05-31 A|2018-05-31  art 0004
        04            0005          471120       INGEN_AENDRING           dagpenge
        04            0006          471120       INGEN_AENDRING           pension
        04            0013          471120       INGEN_AENDRING           efterløn
        04            0016          471120       INGEN_AENDRING           anden a-kasse
        01                          471120       INGEN_AENDRING           SU
        05                          471120       INGEN_AENDRING           B-indkomst
        """,
    )


def _med_tilbagefoersel(sag: Sag, kroner: str, disponeret: str) -> None:
    indberet(sag, "A", "100", dag("05-30"), "2018-05-01/2018-05-31", indkomsttype="00")
    indberet(sag, "A", kroner, dag(disponeret), "2018-05-01/2018-05-31", indkomsttype="00")


def test_en_udbetaling_er_netto(proev: Proev):
    """Ny arbejdsgiver: en løn, der er ført helt tilbage, er ingen udbetaling."""
    proev(
        "ny_arbejdsgiver",
        _med_tilbagefoersel,
        """
        kroner   disponeret  YM                       hvorfor
        -100     05-31       INGEN_AENDRING           netto nul
        -99,99   05-31       2018-05-30 A|2018-05-30  en øre tilbage
        -100,01  05-31       INGEN_AENDRING           i minus
        -100     06-20       2018-05-30 A|2018-05-30  tilbageført efter D
        100      05-29       2018-05-29 A|2018-05-29  dateret ved den første
        """,
    )


def test_begge_roller(proev: Proev):
    """Ny arbejdsgiver: borgeren altid; ægtefællen kun, når ydelsen nedsættes."""
    proev(
        "ny_arbejdsgiver",
        _loen,
        """
        hvem  sag_kle   loen     AEF                      hvorfor
        AEF   32.24.48  A 05-31  2018-05-31 A|2018-05-31  integrationsydelse nedsættes
        AEF   32.24.28  A 05-31  IKKE_RELEVANT            ressourceforløb gør ikke
        """,
    )
    proev(
        "ny_arbejdsgiver",
        _loen,
        """
        hvem  sag_kle   loen     YM                       hvorfor
        AEF   32.24.28  A 05-31  INGEN_AENDRING           ægtefællens er ikke borgerens
        YM    32.24.28  A 05-31  2018-05-31 A|2018-05-31  borgeren i ressourceforløb
        """,
    )
