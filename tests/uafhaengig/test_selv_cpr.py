"""Det uafhængige svar holdt op mod regelteksten: civilstand, børn, flytning, status, numre."""

from pathlib import Path

import pytest

from .haandlavet import AEF, ANDEN, BARN, DAG, UDE, YM, Mappe, tabel

NY_YM, MELLEM = "6101800009", "6101800008"


@pytest.fixture
def mappe(tmp_path: Path) -> Mappe:
    return Mappe(tmp_path)


@pytest.mark.parametrize(
    ("kode", "fra", "ventet"),
    tabel(
        """
        civilstand | fra        | udfald
        G          | 2018-05-05 | ja
        P          | 2018-05-05 | ja
        F          | 2018-05-05 | ja
        O          | 2018-05-05 | ja
        E          | 2018-05-05 | ja
        L          | 2018-05-05 | ja
        D          | 2018-05-05 | nej
        U          | 2018-05-05 | nej
        F          | 2018-02-28 | nej
        F          | 2018-03-01 | ja
        F          | 2018-06-30 | ja
        F          | 2018-07-01 | nej
        """
    ),
)
def test_9a_ny_civilstand(mappe, kode, fra, ventet):
    mappe.med("cpr_civilstand", cpr=YM, civilstand=kode, fra=fra)
    assert mappe.udfald("civilstand") == ([f"YM {fra} {kode}|{fra}"] if ventet == "ja" else [])


@pytest.mark.parametrize(
    ("separation", "til", "aef_bor_fra", "gift", "noegler"),
    tabel(
        """
        separation | til        | ÆF bor fra | gift       | nøgler
        2018-03-19 |            | 2018-03-19 | 2010-05-05 | SEP 2018-03-19, SEP_OPHAEVET 2018-06-19
        2018-03-20 |            | 2018-03-19 | 2010-05-05 | SEP 2018-03-20
        2018-02-28 |            | 2018-02-28 | 2010-05-05 | SEP_OPHAEVET 2018-05-28
        2018-02-28 |            | 2018-03-01 | 2010-05-05 |
        2018-02-28 | 2018-05-28 | 2018-02-01 | 2010-05-05 | SEP_OPHAEVET 2018-05-28
        2018-02-28 | 2018-05-27 | 2018-02-01 | 2010-05-05 |
        2017-11-30 |            | 2017-01-01 | 2010-05-05 |
        2017-12-01 |            | 2017-01-01 | 2010-05-05 | SEP_OPHAEVET 2018-03-01
        2018-02-28 |            | 2018-02-28 | 2018-02-28 | SEP_OPHAEVET 2018-05-28
        2018-02-27 |            | 2018-02-27 | 2018-02-28 |
        """
    ),
)
def test_9b_og_9c_separation_og_bortfald(mappe, separation, til, aef_bor_fra, gift, noegler):
    mappe.gift(gift).med("cpr_separation", cpr=YM, fra=separation, til=til)
    mappe.bor(YM, "2010-01-01").bor(AEF, aef_bor_fra)
    fundet = [linje.split() for linje in mappe.udfald("civilstand")]
    ventet = [n.split() for n in noegler.split(", ") if n]
    assert [[noegle.split("|")[0], dato] for _, dato, noegle in sorted(fundet)] == ventet
    assert all(noegle.endswith(separation) for _, _, noegle in fundet)


@pytest.mark.parametrize(("doed", "bortfaldet"), [("2018-05-28", False), ("2018-05-29", True)])
def test_9c_kraever_en_levende_aegtefaelle(mappe, doed, bortfaldet):
    mappe.gift().med("cpr_separation", cpr=YM, fra="2018-02-28")
    mappe.bor(YM, "2010-01-01").bor(AEF, "2010-01-01")
    mappe.med("cpr_status", cpr=AEF, status="90", fra=doed)
    assert bool(mappe.udfald("civilstand")) == bortfaldet


def _familie(mappe: Mappe, foedt: str = "2010-01-01") -> Mappe:
    if foedt:
        mappe.person(BARN, foedt)
    return mappe.med("cpr_boern", foraelder_cpr=YM, barn_cpr=BARN)


@pytest.mark.parametrize(
    ("foedt", "dag", "ventet"),
    tabel(
        """
        født       | flytter    | status
        2000-06-02 | 2018-06-01 | UDFALD
        2000-06-01 | 2018-06-01 | INGEN_AENDRING
        2000-02-29 | 2018-03-01 | INGEN_AENDRING
        2010-01-01 | 2018-03-01 | UDFALD
        2010-01-01 | 2018-02-28 | INGEN_AENDRING
        2010-01-01 | 2018-06-30 | UDFALD
        2010-01-01 | 2018-07-01 | INGEN_AENDRING
                   | 2018-06-01 | IKKE_UDFOERT
        """
    ),
)
def test_10_barnets_alder_og_vinduet(mappe, foedt, dag, ventet):
    _familie(mappe, foedt).bor(YM, "2015-01-01")
    mappe.bor(BARN, "2015-01-01").bor(BARN, dag, sted=UDE)
    assert mappe.status("barn_flytter") == ventet
    if ventet == "UDFALD":
        assert mappe.udfald("barn_flytter") == [f"YM {dag} {BARN}|{dag}"]


@pytest.mark.parametrize(
    ("barnet", "foraelderen", "ventet"),
    tabel(
        """
        barnet flytter | forælderen flytter | udfald
        FLYTNING       |                    | ja
                       | FLYTNING           | ja
        OMKODNING      |                    | nej
        OMKODNING      | OMKODNING          | nej
        OMKODNING      | FLYTNING           | ja
        væk            |                    | ja
        OMKODNING      | væk                | ja
        """
    ),
)
def test_10_hvem_der_flytter_og_hvorfor(mappe, barnet, foraelderen, ventet):
    _familie(mappe)
    hus = {BARN: UDE, YM: {**UDE, "husnr": "009"}}
    for cpr, aarsag in ((BARN, barnet), (YM, foraelderen)):
        mappe.bor(cpr, "2015-01-01", til="2018-05-31" if aarsag else "")
        if aarsag not in ("", "væk"):
            mappe.bor(cpr, "2018-06-01", sted=hus[cpr], aarsag=aarsag)
    assert bool(mappe.udfald("barn_flytter")) == (ventet == "ja")


@pytest.mark.parametrize(
    ("hvem", "doed", "ventet"),
    [(BARN, "2018-06-01", False), (BARN, "2018-06-02", True), (YM, "2018-06-01", False)],
)
def test_10_doed_er_ingen_flytning(mappe, hvem, doed, ventet):
    _familie(mappe).bor(YM, "2015-01-01").bor(BARN, "2015-01-01", til="2018-05-31")
    mappe.med("cpr_status", cpr=hvem, status="90", fra=doed)
    assert bool(mappe.udfald("barn_flytter")) == ventet


@pytest.mark.parametrize(("vejkode", "ventet"), [("9899", True), ("9900", False)])
def test_10_kun_en_rigtig_adresse_kan_deles(mappe, vejkode, ventet):
    _familie(mappe).bor(YM, "2015-01-01", vejkode=vejkode)
    mappe.bor(BARN, "2015-01-01", til="2018-05-31", vejkode=vejkode)
    assert bool(mappe.udfald("barn_flytter")) == ventet


def test_10_samme_barn_for_begge_er_et_udfald_for_ym(mappe):
    _familie(mappe).gift().med("cpr_boern", foraelder_cpr=AEF, barn_cpr=BARN)
    for cpr in (YM, AEF):
        mappe.bor(cpr, "2015-01-01")
    mappe.bor(BARN, "2015-01-01", til="2018-05-31")
    assert mappe.udfald("barn_flytter") == [f"YM 2018-06-01 {BARN}|2018-06-01"]
    assert mappe.status("barn_flytter", "YM") == mappe.status("barn_flytter", "AEF") == "UDFALD"


def test_10_aefs_eget_barn_er_aefs_udfald(mappe):
    mappe.gift().person(BARN, "2010-01-01")
    mappe.med("cpr_boern", foraelder_cpr=AEF, barn_cpr=BARN)
    mappe.bor(AEF, "2015-01-01").bor(BARN, "2015-01-01", til="2018-05-31")
    assert mappe.udfald("barn_flytter") == [f"AEF 2018-06-01 {BARN}|2018-06-01"]
    assert mappe.status("barn_flytter", "YM") == "INGEN_AENDRING"


@pytest.mark.parametrize(
    ("foer", "efter", "aarsag", "noegle"),
    tabel(
        """
        før        | efter         | årsag     | nøgle
        0100 001   | 0200 007      | FLYTNING  | 0175-0200-007--
        0100 001   | 0100 001 2 tv | FLYTNING  | 0175-0100-001-2-tv
        0100 001   | 0100 001      | FLYTNING  |
        0100 001   | 0200 007      | OMKODNING |
        0100 001   | 9900 001      | FLYTNING  | 0175-9900-001--
        9900 001   | 0100 001      | FLYTNING  | 0175-0100-001--
                   | 0100 001      | FLYTNING  |
        """
    ),
)
def test_11_flytning(mappe, foer, efter, aarsag, noegle):
    navne = ("vejkode", "husnr", "etage", "sidedoer")
    if foer:
        mappe.bor(
            YM, "2015-01-01", til="2018-04-01", **dict(zip(navne, foer.split(), strict=False))
        )
    hus = dict(zip(navne, efter.split(), strict=False))
    mappe.bor(YM, "2018-06-30", aarsag=aarsag, **hus)
    ventet = [f"YM 2018-06-30 2018-06-30|{noegle}"] if noegle else []
    assert mappe.udfald("flytning") == ventet


def test_11_en_raekke_fra_samme_dag_gaar_aldrig_forud(mappe):
    mappe.bor(YM, "2018-04-01").bor(YM, "2018-04-01", sted=UDE)
    assert mappe.udfald("flytning") == []
    mappe.bor(YM, "2015-01-01", sted=UDE)
    assert mappe.udfald("flytning") == ["YM 2018-04-01 2018-04-01|0175-0100-001--"]


@pytest.mark.parametrize(
    ("foer", "efter", "ventet"),
    tabel(
        """
        før | efter | nøgle
        01  | 80    | UDREJST
        80  | 80    |
        01  | 05    | GROENLAND
        05  | 07    |
        03  | 20    | UDEN_BOPAEL
        80  | 70    | FORSVUNDET
        01  | 30    | PERSONNUMMER
        30  | 60    | PERSONNUMMER
        50  | 50    | PERSONNUMMER
            | 50    |
            | 80    |
        80  | 01    |
        01  | 90    |
        """
    ),
)
def test_13_borgerstatus(mappe, foer, efter, ventet):
    if foer:
        mappe.med("cpr_status", cpr=YM, status=foer, fra="2010-01-01", til="2018-01-01")
    mappe.med("cpr_status", cpr=YM, status=efter, fra="2018-04-02")
    noegler = [f"YM 2018-04-02 {ventet}|2018-04-02"] if ventet else []
    assert mappe.udfald("borgerstatus") == noegler
    assert bool(mappe.udfald("borger_doer")) == (efter == "90")


@pytest.mark.parametrize(
    ("foedt", "ventet"),
    tabel(
        """
        født       | status
        2018-02-28 | INGEN_AENDRING
        2018-03-01 | UDFALD
        2018-06-30 | UDFALD
        2018-07-01 | INGEN_AENDRING
                   | IKKE_UDFOERT
        """
    ),
)
def test_14_foedsel(mappe, foedt, ventet):
    _familie(mappe, foedt)
    assert mappe.status("foedsel") == ventet
    assert mappe.udfald("foedsel") == ([f"YM {foedt} {BARN}"] if ventet == "UDFALD" else [])


@pytest.mark.parametrize(
    ("status", "fra", "ventet"),
    [
        ("90", "2018-03-01", True),
        ("90", "2018-02-28", False),
        ("90", "2018-07-01", False),
        ("70", "2018-05-01", False),
    ],
)
def test_15_barn_doer_i_enhver_alder(mappe, status, fra, ventet):
    _familie(mappe, "1970-01-01").med("cpr_status", cpr=BARN, status=status, fra=fra)
    assert mappe.udfald("barn_doer") == ([f"YM {fra} {BARN}"] if ventet else [])


@pytest.mark.parametrize(
    ("register_status", "ventet"),
    [
        ("AKTUEL", "UDFALD"),
        ("HISTORISK", "UDFALD"),
        ("RETTET", "INGEN_AENDRING"),
        ("FORTRUDT", "INGEN_AENDRING"),
        ("TEKNISK_AENDRING", "INGEN_AENDRING"),
        ("AFVENTER", "INGEN_AENDRING"),
    ],
)
def test_kun_aktuelle_og_historiske_raekker_taeller(mappe, register_status, ventet):
    mappe.med("cpr_status", cpr=YM, status="90", fra="2018-05-05", register_status=register_status)
    assert mappe.status("borger_doer") == ventet


def test_udskiftede_numre_foelges_til_enden(mappe):
    mappe.person(YM, gaeldende=MELLEM).person(MELLEM, gaeldende=NY_YM).person(NY_YM)
    mappe.med("cpr_status", cpr=YM, status="01", fra="1980-01-01")
    mappe.med("cpr_status", cpr=MELLEM, status="60", fra="2018-05-05")
    mappe.med("cpr_boern", foraelder_cpr=MELLEM, barn_cpr=BARN)
    mappe.person(BARN, "2017-01-01", gaeldende=ANDEN).person(ANDEN, "2018-04-04")
    raekker = {r[2]: (r[4], r[6]) for r in mappe.svar().udfald}
    assert raekker == {
        "borgerstatus": (NY_YM, "PERSONNUMMER|2018-05-05"),
        "foedsel": (NY_YM, ANDEN),
    }


def test_et_gaeldende_nummer_uden_raekke_har_ingen_foedselsdato(mappe):
    mappe.med("cpr_boern", foraelder_cpr=YM, barn_cpr=BARN)
    mappe.person(BARN, "2018-04-04", gaeldende=ANDEN)
    assert mappe.status("foedsel") == "IKKE_UDFOERT"


@pytest.mark.parametrize(
    ("tabel_navn", "cpr", "ramte"),
    tabel(
        """
        ikke besvaret | cpr        | ÆF undtaget: regler uden svar
        cpr_status    | 6303100003 | barn_doer barn_flytter
        cpr_adresser  | 6303100003 | barn_flytter
        cpr_personer  | 6303100003 | barn_flytter foedsel
        cpr_boern     | 6303100003 |
        cpr_boern     | 6101800001 | barn_doer barn_flytter foedsel
        cpr_adresser  | 6101800001 | barn_flytter civilstand flytning
        eindkomst     | 6101800001 | aendring_andre_ydelser b_indkomst ny_arbejdsgiver
        r75_biler     | 6101800001 | bilkoeb bilsalg mange_bilhandler
        """
    ),
)
def test_mislykkede_opslag_rammer_de_regler_der_behoever_dem(mappe, tabel_navn, cpr, ramte):
    _familie(mappe).med("ikke_besvaret", tabel=tabel_navn, cpr=cpr)
    status = mappe.svar().status
    uden_svar = sorted(r for _, rolle, r, s in status if (rolle, s) == ("YM", "IKKE_UDFOERT"))
    assert uden_svar == ramte.split()


def test_en_tabel_der_mangler_er_ikke_besvaret_for_nogen(mappe):
    assert mappe.status("momsindberetning", "YM", DAG) == "INGEN_AENDRING"
    assert mappe.status("momsindberetning", "YM", DAG, "r75_moms") == "IKKE_UDFOERT"


@pytest.mark.parametrize(
    ("separation", "ventet"), [("2018-02-28", "IKKE_UDFOERT"), ("2017-11-30", "INGEN_AENDRING")]
)
def test_9c_aegtefaellens_opslag_behoeves_kun_naar_bortfaldet_er_i_vinduet(
    mappe, separation, ventet
):
    mappe.gift().med("cpr_separation", cpr=YM, fra=separation)
    mappe.bor(YM, "2010-01-01").bor(AEF, "2010-01-01")
    mappe.med("ikke_besvaret", tabel="cpr_adresser", cpr=AEF)
    assert mappe.status("civilstand") == ventet


@pytest.mark.parametrize(
    ("raekker", "aef"),
    [
        ([("G", ANDEN, ""), ("G", AEF, "")], ANDEN),  # samme dag: det højeste nummer som tekst
        ([("G", "", ""), ("G", AEF, "")], AEF),  # tomt kommer før alt
        ([("G", AEF, ""), ("P", "", "")], None),  # civilstand sammenlignes før ægtefælle
    ],
)
def test_to_raekker_fra_samme_dag_afgoeres_som_tekst(mappe, raekker, aef):
    for kode, anden, til in raekker:
        celler = {"civilstand": kode, "aegtefaelle_cpr": anden, "til": til}
        mappe.med("cpr_civilstand", cpr=YM, fra="2010-05-05", **celler)
    for cpr in (AEF, ANDEN):
        mappe.med(
            "cvr_deltagelser",
            cpr=cpr,
            cvr="10000001",
            rolle="STIFTER",
            virksomhed_start="2018-04-04",
            rolle_fra="2018-04-04",
        )
    assert [r[4] for r in mappe.svar().udfald] == ([aef] if aef else [])


@pytest.mark.parametrize(
    ("senere_til", "er_aef"), [("2018-06-18", True), ("2018-06-19", False), ("", False)]
)
def test_tilstanden_er_raekken_i_kraft_med_seneste_fra(mappe, senere_til, er_aef):
    mappe.gift("2010-05-05")
    mappe.med("cpr_civilstand", cpr=YM, civilstand="F", fra="2015-01-01", til=senere_til)
    ventet = "INGEN_AENDRING" if er_aef else "IKKE_RELEVANT"
    assert mappe.status("feriekonto", "AEF") == ventet
