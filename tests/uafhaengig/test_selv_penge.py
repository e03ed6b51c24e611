"""Det uafhængige svar holdt op mod regelteksten: biler, virksomhed, indkomst, moms, bidrag."""

from datetime import date
from pathlib import Path

import pytest

from .haandlavet import YM, Mappe, tabel


@pytest.fixture
def mappe(tmp_path: Path) -> Mappe:
    return Mappe(tmp_path)


def _bil(mappe: Mappe, stel: str, foerste: str, kode: object = 2, **andet: str) -> None:
    celler = {"r75_indeks": "7500100", "cpr": YM, **andet}
    mappe.med(
        "r75_biler",
        stelnummer=stel,
        foerste_registrering=foerste,
        ejerbrugerkode=kode,
        **celler,
    )


@pytest.mark.parametrize(
    ("foerste", "kode", "indeks", "handlet", "ventet"),
    tabel(
        """
        foerste reg | kode | indeks  | handlet    | status
        2003-06-02  | 2    | 7500100 | 2018-06-02 | UDFALD
        2003-06-01  | 2    | 7500100 | 2018-06-02 | INGEN_AENDRING
        2003-06-02  | 9    | 7500100 | 2018-06-02 | UDFALD
        2003-06-02  | 1    | 7500100 | 2018-06-02 | INGEN_AENDRING
        2003-06-02  | 2    | 7500200 | 2018-06-02 | INGEN_AENDRING
                    | 3    | 7500100 | 2018-06-02 | IKKE_UDFOERT
                    | 4    | 7500100 | 2018-06-02 | INGEN_AENDRING
                    | 6    | 7500100 | 2018-07-01 | INGEN_AENDRING
        """
    ),
)
@pytest.mark.parametrize(("regel", "kolonne"), [("bilkoeb", "erhvervet"), ("bilsalg", "afhaendet")])
def test_1_og_2_bilkoeb_og_bilsalg(mappe, regel, kolonne, foerste, kode, indeks, handlet, ventet):
    _bil(mappe, "VIN1", foerste, kode, r75_indeks=indeks, **{kolonne: handlet})
    assert mappe.status(regel) == ventet
    if ventet == "UDFALD":
        assert mappe.udfald(regel) == [f"YM {handlet} VIN1|{handlet}"]


@pytest.mark.parametrize(
    ("antal_gamle", "antal_ukendte", "ventet"),
    [
        (3, 0, "UDFALD"),
        (2, 0, "INGEN_AENDRING"),
        (2, 1, "IKKE_UDFOERT"),
        (1, 1, "INGEN_AENDRING"),
        (0, 3, "IKKE_UDFOERT"),
        (3, 1, "UDFALD"),
    ],
)
def test_3_mange_bilhandler_kraever_tre(mappe, antal_gamle, antal_ukendte, ventet):
    for nummer in range(antal_gamle + antal_ukendte):
        foerste = "1990-01-01" if nummer < antal_gamle else ""
        _bil(mappe, f"VIN{nummer}", foerste, erhvervet="2018-06-02")
    assert mappe.status("mange_bilhandler") == ventet


def test_3_noeglen_er_den_seneste_handel_alene(mappe):
    _bil(mappe, "VIN1", "1990-01-01", erhvervet="2018-03-05", afhaendet="2018-06-02")
    _bil(mappe, "VIN1", "1990-01-01", erhvervet="2018-03-05", afhaendet="2018-06-02", model="B")
    assert mappe.udfald("mange_bilhandler") == []
    _bil(mappe, "VIN0", "1990-01-01", erhvervet="2018-06-02")
    assert mappe.udfald("mange_bilhandler") == ["YM 2018-06-02 2018-06-02:VIN1:S"]


@pytest.mark.parametrize(
    ("rolle", "rolle_fra", "start", "ventet"),
    tabel(
        """
        rolle     | rolle_fra  | start      | status
        STIFTER   | 2018-04-02 | 2018-04-02 | UDFALD
        INDEHAVER | 2018-04-01 | 2018-04-02 | UDFALD
        INDEHAVER | 2018-04-03 | 2018-04-02 | INGEN_AENDRING
        DIREKTOER | 2018-04-02 | 2018-04-02 | INGEN_AENDRING
        STIFTER   | 2018-02-28 | 2018-02-28 | INGEN_AENDRING
        """
    ),
)
def test_4_ny_virksomhed(mappe, rolle, rolle_fra, start, ventet):
    celler = {"cpr": YM, "cvr": "10000001", "virksomhed_start": start, "rolle_fra": rolle_fra}
    mappe.med("cvr_deltagelser", rolle=rolle, **celler)
    assert mappe.status("ny_virksomhed") == ventet
    if ventet == "UDFALD":
        assert mappe.udfald("ny_virksomhed") == [f"YM {start} 10000001|{start}"]


def _indkomst(mappe: Mappe, slags: str, oere: int, meldt: str, **andet: str) -> None:
    celler = {
        "cpr": YM,
        "cvr": "10000001",
        "periode_fra": f"{meldt[:8]}01",
        "periode_til": f"{meldt[:8]}28",
        **andet,
    }
    mappe.med(
        "eindkomst",
        indberetning_id=f"I{len(mappe.raekker['eindkomst'])}",
        indkomsttype=slags,
        beloeb_oere=oere,
        disposition=meldt,
        **celler,
    )


@pytest.mark.parametrize(
    ("raekker", "dato"),
    [
        ([(50_000, "2018-04-10")], None),
        ([(50_001, "2018-04-10")], "2018-04-10"),
        ([(50_000, "2018-04-10"), (1, "2018-04-12"), (9_000, "2018-04-20")], "2018-04-12"),
        ([(50_001, "2018-04-10"), (-1, "2018-04-12")], None),
        ([(50_001, "2018-04-10"), (-1, "2018-06-20")], "2018-04-10"),  # efter D: ikke set endnu
        ([(50_001, "2018-06-19")], "2018-06-19"),
        ([(50_001, "2018-06-20")], None),
        ([(60_000, "2018-02-28"), (1, "2018-04-10")], None),  # overskredet før vinduet
    ],
)
def test_5_b_indkomst_over_500_kr_netto(mappe, raekker, dato):
    periode = {"periode_fra": "2018-04-01", "periode_til": "2018-04-30"}
    for oere, meldt in raekker:
        _indkomst(mappe, "05", oere, meldt, **periode)
    ventet = [f"YM {dato} 10000001|2018-04-01|2018-04-30"] if dato else []
    assert mappe.udfald("b_indkomst") == ventet


def test_5_b_indkomst_laegges_ikke_sammen_over_udbetalere_eller_perioder(mappe):
    _indkomst(mappe, "05", 50_000, "2018-04-10")
    _indkomst(mappe, "05", 50_000, "2018-04-10", cvr="10000002")
    _indkomst(mappe, "05", 50_000, "2018-04-10", periode_til="2018-04-30")
    assert mappe.status("b_indkomst") == "INGEN_AENDRING"


@pytest.mark.parametrize(
    ("tidligere", "nyeste", "noegle"),
    tabel(
        """
        tidligere betalinger                     | nyeste       | nøgle
        A 2018-04-01                             | A 2018-05-31 |
        A 2018-04-01                             | A 2018-06-01 | 10000001 2018-06-01
        B 2018-05-30                             | A 2018-05-31 | 10000001 2018-05-31
        A 2018-04-15, B 2018-05-30               | A 2018-05-31 | 10000001 2018-04-15
        A 2018-01-01, A 2018-03-02, B 2018-04-30 | A 2018-05-01 | 10000001 2018-01-01
        A 2018-01-01, A 2018-03-03, B 2018-04-30 | A 2018-05-01 | 10000001 2018-03-03
        B 2018-05-01                             | A 2018-05-01 | 10000002 2018-05-01
                                                 | A 2018-05-31 | 10000001 2018-05-31
                                                 | A 2018-02-28 |
        """
    ),
)
def test_6_ny_arbejdsgiver(mappe, tidligere, nyeste, noegle):
    for betaling in [*filter(None, tidligere.split(", ")), nyeste]:
        bogstav, meldt = betaling.split()
        _indkomst(mappe, "00", 100, meldt, cvr={"A": "10000001", "B": "10000002"}[bogstav])
    fundet = [linje.split()[2] for linje in mappe.udfald("ny_arbejdsgiver")]
    assert fundet == ([noegle.replace(" ", "|")] if noegle else [])


@pytest.mark.parametrize(
    ("slags", "art", "branche", "ventet"),
    tabel(
        """
        type | art  | branche | status
        00   |      | 841100  | UDFALD
        00   | 0005 |         | UDFALD
        04   | 0001 | 471120  | UDFALD
        04   |      |         | UDFALD
        04   | 0001 | 841100  | INGEN_AENDRING
        04   | 0001 | 651200  | INGEN_AENDRING
        04   | 0001 | 484000  | UDFALD
        04   | 0005 | 471120  | INGEN_AENDRING
        04   | 0016 |         | INGEN_AENDRING
        03   |      | 471120  | INGEN_AENDRING
        """
    ),
)
def test_6_hvad_der_er_loen(mappe, slags, art, branche, ventet):
    _indkomst(mappe, slags, 100, "2018-05-31", indtaegtsart=art, branchekode=branche)
    assert mappe.status("ny_arbejdsgiver") == ventet


def test_6_en_tilbagefoert_betaling_er_ingen_betaling(mappe):
    _indkomst(mappe, "00", 100, "2018-05-30")
    _indkomst(mappe, "00", -100, "2018-05-31")
    assert mappe.status("ny_arbejdsgiver") == "INGEN_AENDRING"


@pytest.mark.parametrize(
    ("aar", "kvartal", "raekker", "dato"),
    [
        (2018, 2, [(1, "2018-06-19")], "2018-06-30"),
        (2018, 1, [(-1, "2018-04-01")], "2018-03-31"),
        (2018, 1, [(1, "2018-04-01"), (-1, "2018-05-01")], None),
        (2018, 1, [(1, "2018-04-01"), (-1, "2018-06-20")], "2018-03-31"),
        (2017, 4, [(1, "2018-02-28")], None),
        (2017, 4, [(1, "2018-03-01")], "2018-03-01"),
        (2017, 1, [(1, "2017-05-01"), (2, "2018-06-19")], "2018-06-19"),
        (2018, 3, [(1, "2018-06-19")], None),
    ],
)
def test_7_momsindberetning(mappe, aar, kvartal, raekker, dato):
    for oere, meldt in raekker:
        kvt = {"aar": aar, "r75_indeks": f"420050{kvartal}"}
        mappe.med("r75_moms", cpr=YM, cvr="10000001", beloeb_oere=oere, indberettet=meldt, **kvt)
    ventet = [f"YM {dato} 10000001|{aar}|{kvartal}"] if dato else []
    assert mappe.udfald("momsindberetning") == ventet


def test_7_kvartalets_sidste_dag_maa_ligge_efter_vinduet(mappe):
    celler = {"cpr": YM, "cvr": "10000001", "aar": 2018, "r75_indeks": "4200502"}
    mappe.med("r75_moms", beloeb_oere=1, indberettet="2018-04-30", **celler)
    mappe.med("ydelse_udbetalinger", sag_id="S1", udbetalt="2018-04-30", beloeb_oere=1)
    assert mappe.udfald("momsindberetning", date(2018, 5, 31)) == ["YM 2018-06-30 10000001|2018|2"]


@pytest.mark.parametrize(
    ("maaneder", "ventet"),
    [
        ({"03": 100, "04": 100, "05": 100, "06": 100}, ["2018-03-28 2018-03|START"]),
        ({"02": 100, "03": 100, "04": 100}, []),  # STOP i maj er for frisk: m ≤ april
        ({"02": 100, "03": 100}, ["2018-04-01 2018-04|STOP"]),
        ({"02": 100}, ["2018-03-01 2018-03|STOP"]),
        ({"02": 100, "03": 50_100, "04": 50_100}, []),
        ({"02": 100, "03": 50_101, "04": 50_101}, ["2018-03-28 2018-03|BELOEB"]),
        ({"02": 50_101, "03": 100, "04": 100}, ["2018-03-28 2018-03|BELOEB"]),
        ({"02": 1, "03": -1, "04": 1}, ["2018-03-01 2018-03|STOP", "2018-04-28 2018-04|START"]),
    ],
)
def test_8_aendring_andre_ydelser(mappe, maaneder, ventet):
    for maaned, oere in maaneder.items():
        _indkomst(mappe, "04", oere, f"2018-{maaned}-{'19' if maaned == '06' else '28'}",
                  indtaegtsart="0005", periode_til=f"2018-{maaned}-28")  # fmt: skip
    fundet = mappe.udfald("aendring_andre_ydelser")
    assert fundet == ["YM {} 10000001|04-0005|{}".format(*v.split()) for v in ventet]


@pytest.mark.parametrize(
    ("slags", "art", "kind"),
    tabel(
        """
        type | art  | slags
        01   | 0006 | 01
        07   |      | 07
        04   | 0006 | 04-0006
        04   | 0013 | 04-0013
        04   | 0016 | 04-0016
        04   | 0001 |
        00   | 0005 |
        """
    ),
)
def test_8_ydelsernes_slags(mappe, slags, art, kind):
    _indkomst(mappe, slags, 100, "2018-05-28", indtaegtsart=art)
    ventet = [f"YM 2018-05-28 10000001|{kind}|2018-05|START"] if kind else []
    assert mappe.udfald("aendring_andre_ydelser") == ventet


@pytest.mark.parametrize(
    ("rolle", "kle", "sag_kle", "ventet"),
    tabel(
        """
        rolle           | bidragets kle | sagens kle | status
        BIDRAGSMODTAGER | 32.15.08      | 32.24.04   | UDFALD
        BIDRAGSMODTAGER | 32.15.20      | 32.24.32   | UDFALD
        BIDRAGSMODTAGER | 32.15.24      | 32.24.48   | UDFALD
        BIDRAGSMODTAGER | 32.16.04      | 32.24.04   | INGEN_AENDRING
        BIDRAGSBETALER  | 32.16.04      | 32.24.04   | UDFALD
        BIDRAGSBETALER  | 32.15.08      | 32.24.04   | INGEN_AENDRING
        BIDRAGSBETALER  | 32.16.04      | 32.24.10   | IKKE_RELEVANT
        """
    ),
)
def test_16_underholdsbidrag(tmp_path, rolle, kle, sag_kle, ventet):
    mappe = Mappe(tmp_path, kle=sag_kle)
    mappe.med("udk_bidragssager", sagsnr="B1", cpr=YM, rolle=rolle, kle=kle, oprettet="2018-05-05")
    assert mappe.status("underholdsbidrag") == ventet
    assert mappe.status("underholdsbidrag", "AEF") == "IKKE_RELEVANT"
