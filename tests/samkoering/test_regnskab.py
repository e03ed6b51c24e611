"""Regnskabet: fem ord for hver sag, rolle og regel, og hvilke opslag der bærer dem.

Reglerne nævnes ved nummer; ``alle`` er ægtefællens ti regler for kontanthjælp.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from adgang.models import Kommune
from registre.laesning import Udtraek
from samkoering.grundlag.regel import Regel
from samkoering.grundlag.roller import Status
from samkoering.koersel import koer
from samkoering.models import Kontrolregnskab
from samkoering.motor.anvend import TOM, Regelfund, _skil_tvivl
from samkoering.motor.beregning import _med_de_blivende
from samkoering.motor.regnskab import _SKEMA, _med_svar
from samkoering.regler import ALLE_REGLER
from tests.samkoering import tabel
from tests.samkoering.verden import DAG, Sag, Svar, Verden

AEGTEFAELLENS = "1 2 3 4 5 6 7 8 10 17"


def _ikke_udfoert(svar: Svar, sag: Sag, rolle: str) -> str:
    """Numrene på de regler, der ikke blev udført for rollen."""
    status = svar.status
    numre = [
        str(regel.nr)
        for regel in ALLE_REGLER
        if status[sag.sag_id, rolle, regel.slug] == Status.IKKE_UDFOERT.value
    ]
    return " ".join(numre)


def _hold_op(tmp_path: Path, byg: Callable[..., object], tekst: str) -> None:
    """Hver række er en sag; YM og AEF er de regler, der ikke blev udført."""
    verden, raekker = Verden(tmp_path), tabel.laes(tekst)
    for raekke in raekker:
        byg(verden.ny_sag(), **tabel.fakta(raekke))
    svar = verden.beregn()
    for sag, raekke in zip(verden.sager, raekker, strict=True):
        for rolle, ventet in tabel.ventede(raekke).items():
            fundet = _ikke_udfoert(svar, sag, rolle)
            assert fundet == ventet.replace("alle", AEGTEFAELLENS), (rolle, raekke)


def _familie(sag: Sag, ubesvaret: str, hvem: str) -> None:
    sag.gift().barn().med("ikke_besvaret", tabel=ubesvaret, cpr=hvem)


def test_et_mislykket_opslag_rammer_de_regler_der_behoever_det(tmp_path: Path):
    """Regnskabet: et opslag, der ikke blev besvaret, er aldrig "ingen ændring"."""
    _hold_op(
        tmp_path,
        _familie,
        """
        ubesvaret               hvem  YM           AEF    hvorfor
        r75_biler               YM    1 2 3               bilreglerne
        cvr_deltagelser         YM    4                   ny virksomhed
        eindkomst               YM    5 6 8               indkomstreglerne
        r75_moms                YM    7                   moms
        cpr_civilstand          YM    9            alle   bestanden kan ikke finde ÆF
        cpr_separation          YM    9            alle   bestanden kan ikke afgøre ÆF
        cpr_adresser            YM    9 10 11             civilstand, barn flytter og flytning
        cpr_status              YM    10 12 13 15         barn, død og status
        cpr_boern               YM    10 14 15            børnene kendes ikke
        cpr_personer            YM                 alle   bestanden behøver den
        udk_bidragssager        YM    16                  bidrag
        feriekonto_anmodninger  YM    17                  ferie
        cpr_beskyttelse         YM                        ingen regel læser den
        eindkomst               AEF                5 6 8  ægtefællens egne
        r75_biler               AEF                1 2 3  ægtefællens egne
        cpr_status              AEF                alle   er ægtefællen i live?
        cpr_personer            AEF                alle   bestanden behøver den
        cpr_separation          AEF                alle   er parret separeret?
        cpr_civilstand          AEF                       kun borgerens civilstand læses
        cpr_adresser            AEF                10     ingen separation at måle mod
        cpr_status              BARN  10 15               barnet kan være dødt
        cpr_adresser            BARN  10                  barnet kan være flyttet
        cpr_personer            BARN  10 14               barnets alder
        cpr_boern               BARN                      barnets egne børn er ligegyldige
        eindkomst               BARN                      barnets løn er ligegyldig
        ydelse_sager            YM                        ikke et opslag på en person
        """,
    )


def _separeret(sag: Sag, sep: str, doed: str, ubesvaret: str, hvem: str) -> None:
    """Et par på samme adresse, separeret siden ``sep`` efter YM's post."""
    sag.gift().bor("YM", "2010-01-01").bor("AEF", "2010-01-01")
    if sep:
        sag.med("cpr_separation", fra=sep)
    if doed:
        sag.med("cpr_status", cpr="AEF", status="90", fra=doed)
    sag.med("ikke_besvaret", tabel=ubesvaret, cpr=hvem)


def test_de_opslag_bestanden_behoever(tmp_path: Path):
    """Regnskabet: et svar, der alene udelukker ægtefællen, afgør sagen; ellers er alt i tvivl."""
    _hold_op(
        tmp_path,
        _separeret,
        """
        sep         doed        ubesvaret       hvem  YM       AEF   hvorfor
        2017-01-01              cpr_adresser    AEF            alle  bor de sammen?
        2017-01-01              cpr_adresser    YM    9 10 11  alle  bor de sammen?
        2018-03-20              cpr_adresser    AEF                  separationen udelukker
        2018-03-20              cpr_separation  AEF                  separationen udelukker
        2017-01-01              cpr_separation  AEF            alle  kan have en til
                    2018-06-19  cpr_separation  AEF                  døden udelukker
                    2018-06-20  cpr_separation  AEF            alle  døden er ikke indtruffet
        2018-03-20              cpr_status      AEF                  separationen udelukker
        2018-03-20              cpr_civilstand  YM    9        alle  civilstanden skal kendes
        2018-02-28              cpr_adresser    AEF   9        alle  fristen ligger i perioden
        2018-02-28              cpr_status      AEF   9        alle  lever hun på fristen?
        2017-11-30              cpr_status      AEF            alle  fristen lå før perioden
        """,
    )


def _boern(sag: Sag, af: str, ubesvaret: str) -> None:
    sag.gift().barn(af=af).barn("1970-01-01", "TVILLING", af=af)
    sag.med("ikke_besvaret", tabel=ubesvaret, cpr="TVILLING")


def test_et_barns_mislykkede_opslag_er_foraelderens(tmp_path: Path):
    """Regnskabet: også et voksent barns opslag; reglen er ikke udført for forælderen."""
    _hold_op(
        tmp_path,
        _boern,
        """
        af   ubesvaret     YM     AEF  hvorfor
        YM   cpr_status    10 15       borgerens barn
        AEF  cpr_status           10   ægtefællens barn
        YM   cpr_adresser  10          borgerens barn
        AEF  cpr_adresser         10   ægtefællens barn
        """,
    )


@pytest.mark.parametrize(
    ("mangler", "numre"),
    [
        ("cpr_boern",              "10 14 15"),
        ("eindkomst",              "5 6 8"),
        ("r75_biler",              "1 2 3"),
        ("r75_moms",               "7"),
        ("cvr_deltagelser",        "4"),
        ("udk_bidragssager",       "16"),
        ("feriekonto_anmodninger", "17"),
        ("cpr_beskyttelse",        ""),
        ("ikke_besvaret",          ""),
    ],
)  # fmt: skip
def test_en_manglende_tabel_er_ikke_besvaret_for_nogen(tmp_path: Path, mangler: str, numre: str):
    verden = Verden(tmp_path)
    sag = verden.ny_sag().gift()
    svar = verden.beregn(mangler)
    aefs = " ".join(nr for nr in numre.split() if nr in AEGTEFAELLENS.split())
    assert (_ikke_udfoert(svar, sag, "YM"), _ikke_udfoert(svar, sag, "AEF")) == (numre, aefs)
    assert svar.beregning.er_hel is (mangler == "ikke_besvaret")


@pytest.mark.parametrize(
    ("skaeve", "ramt", "uberoert", "hel"),
    [
        (0, "",      "",      True),
        (1, "5 6 8", "",      True),
        (2, "5 6 8", "5 6 8", False),
    ],
)  # fmt: skip
def test_en_afvist_raekke_er_personens_og_to_er_hele_tabellens(
    tmp_path: Path, skaeve: int, ramt: str, uberoert: str, hel: bool
):
    verden = Verden(tmp_path)
    sager = [verden.ny_sag(), verden.ny_sag()]
    for nr in range(3):
        dato = "2018-02-30" if nr < skaeve else "2018-05-01"
        indkomst = {"indberetning_id": f"I{nr}", "cvr": "A", "indkomsttype": "26"}
        periode = {"periode_fra": "2018-05-01", "periode_til": "2018-05-31", "disposition": dato}
        sager[0].med("eindkomst", beloeb_oere="1", **indkomst, **periode)
    svar = verden.beregn()
    assert [_ikke_udfoert(svar, sag, "YM") for sag in sager] == [ramt, uberoert]
    assert svar.beregning.er_hel is hel


def test_en_ulaeselig_ikke_besvaret_er_tvivl_om_alt(tmp_path: Path):
    """Regnskabet: ved ingen, hvem der mangler svar, er intet kontrolleret."""
    verden = Verden(tmp_path)
    sag = verden.ny_sag().med("cpr_status", status="90", fra="2018-05-05")
    verden.skriv("ikke_besvaret", tabel="eindkomst", cpr="x")
    verden.skriv("ikke_besvaret", tabel="eindkomst", cpr="y")
    svar = verden.beregn()
    assert _ikke_udfoert(svar, sag, "YM") == " ".join(str(regel.nr) for regel in ALLE_REGLER)
    assert svar.udfald == []


def test_et_mislykket_opslag_slaar_reglens_udfald_ud(tmp_path: Path):
    """Regnskabet: hvad der nåede frem af et mislykket opslag, er ikke en kontrol."""
    verden = Verden(tmp_path)
    sag = verden.ny_sag().barn("2018-05-05").barn("2018-05-05", "TVILLING")
    sag.med("ikke_besvaret", tabel="cpr_personer", cpr="TVILLING")
    andre = verden.ny_sag().barn("2018-05-05")
    svar = verden.beregn()
    assert svar.om(sag, "foedsel", "YM") == "IKKE_UDFOERT"
    assert svar.om(andre, "foedsel", "YM") == "2018-05-05 BARN"


def _med_bil(sag: Sag, ubesvaret: str, registreret: str) -> None:
    bil = {"stelnummer": "VIN", "ejerbrugerkode": "2", "r75_indeks": "7500100"}
    for nr, foerste in enumerate(registreret.split()):
        celler = {**bil, "stelnummer": f"VIN{nr}", "erhvervet": "2018-05-01"}
        sag.med("r75_biler", foerste_registrering="" if foerste == "?" else foerste, **celler)
    if ubesvaret:
        sag.med("ikke_besvaret", tabel=ubesvaret, cpr="YM")


def test_ordenes_orden(tmp_path: Path):
    """Regnskabet: ikke relevant, så ikke udført (opslag), udfald, ikke udført (tvivl), uændret."""
    verden = Verden(tmp_path)
    raekker = tabel.laes("""
        sag_kle   ubesvaret  registreret   YM                            hvorfor
        32.24.12  r75_biler  2010-01-01    IKKE_RELEVANT                 før alt andet
        32.24.12             ?             IKKE_RELEVANT                 og før tvivl
        32.24.04  r75_biler  2010-01-01    IKKE_UDFOERT                  før udfald
        32.24.04             2010-01-01 ?  2018-05-01 VIN0|2018-05-01    udfald før tvivl
        32.24.04             1990-01-01 ?  IKKE_UDFOERT                  tvivl før uændret
        32.24.04             1990-01-01    INGEN_AENDRING                kontrolleret, uændret
    """)
    for raekke in raekker:
        sag = verden.ny_sag(sag_kle=raekke["sag_kle"])
        _med_bil(sag, raekke["ubesvaret"], raekke["registreret"])
    svar = verden.beregn()
    fundet = [svar.om(sag, "bilkoeb", "YM") for sag in verden.sager]
    assert fundet == [raekke["YM"] for raekke in raekker]


def test_ogsaa_et_sikkert_udfald_kan_hvile_paa_en_andens_opslag():
    """Regnskabet: svarer opslaget på den anden ikke, er kontrollen ikke udført; det huskes."""
    skema = {**TOM.schema, "mangler": pl.Boolean, "afhaenger_af": pl.Int64}
    raekke = (0, "YM", 6705850028, date(2018, 5, 1), "nøgle", False, 6705859000)
    fund = _skil_tvivl(pl.DataFrame([raekke], schema=skema, orient="row"))
    assert (fund.udfald.height, fund.tvivl.height) == (1, 0)
    assert fund.afhaenger.rows() == [(0, "YM", 6705859000)]


@pytest.mark.parametrize("regel", ALLE_REGLER, ids=lambda regel: regel.slug)
def test_samme_noegle_hos_begge_er_kun_een_naar_haendelsen_er_sagens(regel: Regel):
    """Regnskabet: barnets flytning er én for sagen; ellers har hver rolle sin egen hændelse."""
    begge = [(0, rolle, 6705850028, date(2018, 5, 1), "nøgle") for rolle in ("AEF", "YM")]
    intet = Regelfund(TOM, TOM.select("sag", "rolle"), TOM.select("sag", "rolle", "cpr"))
    fund = {en.slug: intet for en in ALLE_REGLER}
    fund[regel.slug] = replace(intet, udfald=pl.DataFrame(begge, TOM.schema, orient="row"))
    udfald = _med_svar(fund, pl.DataFrame(schema=_SKEMA))
    assert udfald["rolle"].sort().to_list() == (["YM"] if regel.een_pr_sag else ["AEF", "YM"])


def test_en_haendelse_regnskabet_tog_ud_staar_heller_ikke_blandt_fundene():
    """Regnskabet: kun det, der er et udfald, har et bevis at vise frem."""
    to = [(sag, "YM", 6705850028, date(2018, 5, 1), "nøgle") for sag in (0, 1)]
    intet = Regelfund(TOM, TOM.select("sag", "rolle"), TOM.select("sag", "rolle", "cpr"))
    fundet = replace(intet, udfald=pl.DataFrame(to, TOM.schema, orient="row"))
    fund = {regel.slug: fundet for regel in ALLE_REGLER}
    udfald = _med_svar(fund, pl.DataFrame([(0, "YM", 1)], _SKEMA, orient="row"))
    blivende = _med_de_blivende(fund, udfald)
    sager = {regel.nr: blivende[regel.slug]["sag"].to_list() for regel in ALLE_REGLER}
    assert sager == {regel.nr: [1] if regel.nr == 1 else [0, 1] for regel in ALLE_REGLER}


@pytest.mark.django_db
def test_fravalgt_gaar_foran_alt(tmp_path: Path):
    """Regnskabet: en fravalgt regel står som fravalgt, også uden KLE, svar eller med udfald."""
    verden = Verden(tmp_path)
    for fakta in (
        {"sag_kle": "32.24.12", "ubesvaret": "", "registreret": "2010-01-01"},
        {"sag_kle": "32.24.04", "ubesvaret": "r75_biler", "registreret": "2010-01-01"},
        {"sag_kle": "32.24.04", "ubesvaret": "", "registreret": "2010-01-01"},
    ):
        sag = verden.ny_sag(sag_kle=fakta["sag_kle"])
        _med_bil(sag, fakta["ubesvaret"], fakta["registreret"])
        Kommune.objects.create(
            kode=sag.kommune,
            navn=sag.kommune,
            par10_aktiveringsdato=date(2010, 1, 1),
            fravalgte_regler=["bilkoeb"],
        )
    koer(Udtraek(verden.gem()), DAG)
    regnskaber = Kontrolregnskab.objects.paa_tvaers(grund="prøven").order_by("sag_id")
    # Bogstaverne er YM's regel 1 og 2, og derefter ÆF's.
    assert [r.status[:2] + r.status[17:19] for r in regnskaber] == ["FRFR", "FNFR", "FIFR"]


def test_udfald_i_regnskabet_netop_naar_der_er_en_raekke(tmp_path: Path):
    """Regnskabet: barnet, der flytter fra begge, er én række, men et udfald for begge roller."""
    verden = Verden(tmp_path)
    sag = verden.ny_sag().gift().barn().med("cpr_boern", foraelder_cpr="AEF", barn_cpr="BARN")
    sag.bor("YM", "2010-01-01").bor("AEF", "2010-01-01")
    sag.bor("BARN", "2010-01-01", "2018-05-31")
    svar = verden.beregn()
    med_udfald = {noegle for noegle, ord_ in svar.status.items() if ord_ == "UDFALD"}
    assert {(r[1], r[3], r[2]) for r in svar.udfald} == {(sag.sag_id, "YM", "barn_flytter")}
    assert med_udfald == {(sag.sag_id, rolle, "barn_flytter") for rolle in ("YM", "AEF")}
    assert len(svar.status) == 2 * 17
