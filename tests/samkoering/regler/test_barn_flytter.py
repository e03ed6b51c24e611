"""Regel 10, Barn flytter hjemmefra."""

from __future__ import annotations

from datetime import date, timedelta

from tests.samkoering.verden import Proev, Sag

UDE = {"vejkode": "0200", "husnr": "007"}
ANDETSTEDS = {"vejkode": "0300", "husnr": "009"}


def _dagen_foer(dag: str) -> str:
    return (date.fromisoformat(dag) - timedelta(days=1)).isoformat()


def _flytter(sag: Sag, dag: str, foedt: str = "2010-01-01", hvem: str = "YM") -> None:
    """Barnet bor hos forælderen til dagen før og flytter så ud på dagen."""
    if hvem == "AEF":
        sag.gift()
    sag.barn(foedt, af=hvem).bor(hvem, "2010-01-01")
    sag.bor("BARN", "2010-01-01", _dagen_foer(dag)).bor("BARN", dag, **UDE)


def test_flytningen_i_perioden(proev: Proev):
    """Barn flytter hjemmefra: barnet er i kontrolperioden holdt op med at dele adresse."""
    proev(
        "barn_flytter",
        _flytter,
        """
        sag_oprettet  aktiveret   dag         YM                          hvorfor
        2015-01-01    2010-01-01  2018-02-28  INGEN_AENDRING              dagen før perioden
        2015-01-01    2010-01-01  2018-03-01  2018-03-01 BARN|2018-03-01  periodens første dag
        2015-01-01    2010-01-01  2018-06-30  2018-06-30 BARN|2018-06-30  sidste dag, efter D
        2015-01-01    2010-01-01  2018-07-01  INGEN_AENDRING              dagen efter perioden
        2018-04-10    2010-01-01  2018-04-09  INGEN_AENDRING              før sagens oprettelse
        2018-04-10    2010-01-01  2018-04-10  2018-04-10 BARN|2018-04-10  sagens første dag
        2018-04-10    2018-05-05  2018-05-04  INGEN_AENDRING              før § 10-aktiveringen
        2018-04-10    2018-05-05  2018-05-05  2018-05-05 BARN|2018-05-05  aktiveringsdagen
        """,
    )


def test_barnet_er_under_18_aar(proev: Proev):
    """Barn flytter hjemmefra: dagen ligger før barnets 18-års fødselsdag."""
    proev(
        "barn_flytter",
        _flytter,
        """
        foedt       dag         YM                          hvorfor
        2000-06-02  2018-06-01  2018-06-01 BARN|2018-06-01  dagen før fødselsdagen
        2000-06-02  2018-06-02  INGEN_AENDRING              på fødselsdagen
        2000-02-29  2018-03-01  INGEN_AENDRING              skuddagsbarn: fyldte 28. februar
                    2018-06-01  IKKE_UDFOERT                uden fødselsdato
                    2018-07-01  INGEN_AENDRING              uden, men heller ikke i perioden
        """,
    )
    proev(
        "barn_flytter",
        _flytter,
        """
        foedt       dag         YM                          hvorfor
        2000-02-29  2018-02-27  2018-02-27 BARN|2018-02-27  dagen før 28. februar
        2000-02-29  2018-02-28  INGEN_AENDRING              skuddagsbarn fylder 28. februar
        2000-03-01  2018-02-28  2018-02-28 BARN|2018-02-28  dagen før fødselsdagen
        """,
        dag=date(2018, 2, 15),
    )


def _hvem_og_hvorfor(sag: Sag, barnet: str, foraelderen: str) -> None:
    """Hvad der sker 1. juni: en årsag til ny adresse, ``vaek`` uden ny adresse, tom: bliver."""
    sag.barn()
    for hvem, hvad, hvor in (("BARN", barnet, UDE), ("YM", foraelderen, ANDETSTEDS)):
        sag.bor(hvem, "2010-01-01", "2018-05-31" if hvad else "")
        if hvad not in ("", "vaek"):
            sag.bor(hvem, "2018-06-01", aarsag=hvad, **hvor)


def test_hvem_der_flytter(proev: Proev):
    """Barn flytter hjemmefra: barnet, forælderen eller begge flytter; en omkodning er ingen."""
    proev(
        "barn_flytter",
        _hvem_og_hvorfor,
        """
        barnet     foraelderen  YM                          hvorfor
        FLYTNING                2018-06-01 BARN|2018-06-01  barnet flytter
                   FLYTNING     2018-06-01 BARN|2018-06-01  forælderen flytter
        FLYTNING   FLYTNING     2018-06-01 BARN|2018-06-01  begge, hver sit sted hen
        vaek                    2018-06-01 BARN|2018-06-01  barnet har ingen ny adresse
                   vaek         2018-06-01 BARN|2018-06-01  forælderen har ingen ny adresse
        OMKODNING               INGEN_AENDRING              kun en omkodning
                   OMKODNING    INGEN_AENDRING              kun en omkodning
        OMKODNING  OMKODNING    INGEN_AENDRING              begge omkodet forskelligt
        OMKODNING  FLYTNING     2018-06-01 BARN|2018-06-01  den ene flyttede
        FLYTNING   OMKODNING    2018-06-01 BARN|2018-06-01  den anden flyttede
        OMKODNING  vaek         2018-06-01 BARN|2018-06-01  den ene er væk
                                INGEN_AENDRING              ingen flytter
        """,
    )


def _til_samme_sted(sag: Sag, barnet: str, foraelderen: str) -> None:
    sag.barn()
    for hvem, dag in (("BARN", barnet), ("YM", foraelderen)):
        sag.bor(hvem, "2010-01-01", _dagen_foer(dag)).bor(hvem, dag, **UDE)


def test_de_flytter_sammen(proev: Proev):
    """Barn flytter hjemmefra: til den samme adresse samme dag er at blive boende sammen."""
    proev(
        "barn_flytter",
        _til_samme_sted,
        """
        barnet      foraelderen  YM                          hvorfor
        2018-05-01  2018-05-01   INGEN_AENDRING              samme dag
        2018-05-01  2018-05-02   2018-05-01 BARN|2018-05-01  barnet en dag før
        2018-05-02  2018-05-01   2018-05-01 BARN|2018-05-01  forælderen en dag før
        """,
    )


def _to_adresser_samme_dag(sag: Sag, foerste: str, anden: str) -> None:
    """Barnet har to nye adresser fra 1. juni, hver med sin årsag."""
    sag.barn().bor("YM", "2010-01-01").bor("BARN", "2010-01-01", "2018-05-31")
    for aarsag, hvor in ((foerste, UDE), (anden, ANDETSTEDS)):
        sag.bor("BARN", "2018-06-01", aarsag=aarsag, **hvor)


def test_een_rigtig_flytning_er_nok(proev: Proev):
    """Barn flytter hjemmefra: kun når alle rækker fra dagen er omkodninger, flyttede ingen."""
    proev(
        "barn_flytter",
        _to_adresser_samme_dag,
        """
        foerste    anden      YM                          hvorfor
        OMKODNING  FLYTNING   2018-06-01 BARN|2018-06-01  den ene er en flytning
        FLYTNING   OMKODNING  2018-06-01 BARN|2018-06-01  den ene er en flytning
        OMKODNING  OMKODNING  INGEN_AENDRING              begge er omkodninger
        """,
    )


def _sammen_til(sag: Sag, vejkode: str, barn_fra: str, foraelder_fra: str, status: str) -> None:
    """Begge bor på den samme vej, til barnet er væk 1. juni; adresserækkernes status gives."""
    sag.barn()
    sag.bor("YM", foraelder_fra, vejkode=vejkode, register_status=status)
    sag.bor("BARN", barn_fra, "2018-05-31", vejkode=vejkode, register_status=status)


def test_de_delte_en_rigtig_adresse_dagen_foer(proev: Proev):
    """Barn flytter hjemmefra: dagen før delte de en rigtig adresse (vejkode under 9900)."""
    proev(
        "barn_flytter",
        _sammen_til,
        """
        vejkode  barn_fra    foraelder_fra  status     YM                          hvorfor
        9899     2010-01-01  2010-01-01     AKTUEL     2018-06-01 BARN|2018-06-01  rigtig vej
        9900     2010-01-01  2010-01-01     AKTUEL     INGEN_AENDRING              ikke en vej
        0100     2018-05-31  2010-01-01     AKTUEL     2018-06-01 BARN|2018-06-01  kun dagen før
        0100     2010-01-01  2018-05-31     AKTUEL     2018-06-01 BARN|2018-06-01  kun dagen før
        0100     2010-01-01  2018-06-01     AKTUEL     INGEN_AENDRING              én dag for sent
        0100     2010-01-01  2010-01-01     HISTORISK  2018-06-01 BARN|2018-06-01  afløst række
        0100     2010-01-01  2010-01-01     FORTRUDT   INGEN_AENDRING              fortrudt
        0100     2010-01-01  2010-01-01     AFVENTER   INGEN_AENDRING              ikke afgjort
        """,
    )


def _doer(sag: Sag, hvem: str, doed: str) -> None:
    sag.barn().bor("YM", "2010-01-01").bor("BARN", "2010-01-01", "2018-05-31")
    sag.med("cpr_status", cpr=hvem, status="01", fra="2010-01-01")
    sag.med("cpr_status", cpr=hvem, status="90", fra=doed)


def test_doeden_er_ingen_flytning(proev: Proev):
    """Barn flytter hjemmefra: begge er i live på dagen."""
    proev(
        "barn_flytter",
        _doer,
        """
        hvem  doed        YM                          hvorfor
        BARN  2018-06-02  2018-06-01 BARN|2018-06-01  barnet døde dagen efter
        BARN  2018-06-01  INGEN_AENDRING              barnet døde på dagen
        YM    2018-06-02  2018-06-01 BARN|2018-06-01  forælderen døde dagen efter
        YM    2018-06-01  INGEN_AENDRING              forælderen døde på dagen
        """,
    )


def _begge_foraeldre(sag: Sag, ym: str, aef: str, dag: str = "2018-06-01") -> None:
    """Barnet bor hos begge; ``ja``: det er registreret som forælderens barn."""
    sag.gift()
    sag.med("cpr_personer", cpr="BARN", foedselsdato="2010-01-01")
    for hvem, er_barn in (("YM", ym), ("AEF", aef)):
        sag.bor(hvem, "2010-01-01")
        if er_barn == "ja":
            sag.med("cpr_boern", foraelder_cpr=hvem, barn_cpr="BARN")
    sag.bor("BARN", "2010-01-01", _dagen_foer(dag)).bor("BARN", dag, **UDE)


def test_samme_barn_for_begge_er_eet_udfald(proev: Proev):
    """Barn flytter hjemmefra: parrets fælles barn er ét udfald, borgerens, men gælder begge."""
    proev(
        "barn_flytter",
        _begge_foraeldre,
        """
        ym   aef  sag_kle   YM                          AEF                         hvorfor
        ja   ja   32.24.04  2018-06-01 BARN|2018-06-01  UDFALD                      fælles barn
        ja   nej  32.24.04  2018-06-01 BARN|2018-06-01  INGEN_AENDRING              borgerens
        nej  ja   32.24.04  INGEN_AENDRING              2018-06-01 BARN|2018-06-01  ægtefællens
        nej  ja   32.24.12  INGEN_AENDRING              2018-06-01 BARN|2018-06-01  alle KLE
        """,
    )


def test_flytter_hjem_og_ud_igen(proev: Proev):
    """Barn flytter hjemmefra: hver dag, barnet flytter ud, er sin egen hændelse."""

    def _to_gange(sag: Sag, hjem: str, ud: str) -> None:
        sag.barn().bor("YM", "2010-01-01").bor("BARN", "2010-01-01", "2018-03-31")
        sag.bor("BARN", "2018-04-01", _dagen_foer(hjem), **UDE)
        sag.bor("BARN", hjem, _dagen_foer(ud)).bor("BARN", ud, **UDE)

    proev(
        "barn_flytter",
        _to_gange,
        """
        hjem        ud          YM                                                      hvorfor
        2018-05-01  2018-06-01  2018-04-01 BARN|2018-04-01, 2018-06-01 BARN|2018-06-01  to gange
        2018-05-01  2018-07-01  2018-04-01 BARN|2018-04-01                              én gang
        """,
    )
