"""Cellernes kontrol: typer, koder, formater og CPR-numre, og hvad afvisningen siger."""

from __future__ import annotations

from pathlib import Path

import pytest

from registre.laesning import kontrol
from tests.registre.laesning.leverance import GYLDIG, laes
from tests.samkoering import tabel

DATO, TAL, BOOL = "en dato som ÅÅÅÅ-MM-DD", "et helt tal", "true eller false"


def _proev(tmp_path: Path, tekst: str, ventede: dict[str, str] | None = None) -> None:
    """Hver række er en tabel med én celle ændret; ``ventet`` er tom, når cellen antages."""
    for r in tabel.laes(tekst):
        leveret = laes(tmp_path, r["tabel"], {r["kolonne"]: r["vaerdi"].strip("»«")})
        ventet = (ventede or {}).get(r["ventet"], r["ventet"])
        fundet = leveret.afvisninger[0].forventet if leveret.afvisninger else ""
        assert (fundet, leveret.ramme.height) == (ventet, 0 if ventet else 1), r


@pytest.mark.parametrize("navn", GYLDIG)
def test_den_gyldige_raekke_antages(tmp_path: Path, navn: str):
    leveret = laes(tmp_path, navn, {})
    assert (leveret.besvaret, leveret.ramme.height, leveret.afvisninger) == (True, 1, [])
    assert leveret.ramme.columns == list(leveret.tabel.kolonnenavne)


def test_datoer(tmp_path: Path):
    """Datoer står som ÅÅÅÅ-MM-DD og findes i kalenderen."""
    _proev(
        tmp_path,
        """
        tabel       kolonne    vaerdi               ventet  hvorfor
        cpr_status  fra        2018-02-28                   en dag
        cpr_status  fra        2018-02-29           dato    findes ikke
        cpr_status  fra        2020-02-29                   skuddag
        cpr_status  fra        2018-13-01           dato    måned 13
        cpr_status  fra        2018-00-10           dato    måned 0
        cpr_status  fra        0000-01-01           dato    år 0
        cpr_status  fra        0001-01-01                   år 1
        cpr_status  fra        9999-12-31                   den sidste dag
        cpr_status  fra        20180201             dato    uden bindestreger
        cpr_status  fra        01-02-2018           dato    dansk form
        cpr_status  fra        2018-2-1             dato    uden nuller
        cpr_status  fra        2018-02-01T00:00:00  dato    med klokkeslæt
        cpr_status  fra        » 2018-02-01«        dato    med blank
        cpr_status  fra        i går                dato    tekst
        cpr_status  fra                             dato    tom, men påkrævet
        cpr_status  til                                     tom og valgfri
        r75_biler   erhvervet  2018-02-30           dato    valgfri, men forkert
        """,
        {"dato": DATO},
    )


def test_heltal(tmp_path: Path):
    """Heltal har 64 bit og hverken komma, punktum eller eksponent."""
    _proev(
        tmp_path,
        """
        tabel      kolonne         vaerdi                ventet  hvorfor
        r75_moms   beloeb_oere     -100                          negativ
        r75_moms   beloeb_oere     0                             nul
        r75_moms   beloeb_oere     9223372036854775807           det største
        r75_moms   beloeb_oere     9223372036854775808   tal     ét for stort
        r75_moms   beloeb_oere     -9223372036854775808          det mindste
        r75_moms   beloeb_oere     -9223372036854775809  tal     ét for lille
        r75_moms   beloeb_oere     1.5                   tal     punktum
        r75_moms   beloeb_oere     1,5                   tal     komma
        r75_moms   beloeb_oere     1e3                   tal     eksponent
        r75_moms   beloeb_oere     +1                    tal     plus
        r75_moms   beloeb_oere     » 1«                  tal     blank
        r75_moms   beloeb_oere     1_000                 tal     understreg
        r75_moms   beloeb_oere     ١                     tal     arabisk ciffer
        r75_moms   beloeb_oere                           tal     tom, men påkrævet
        r75_moms   aar             2018.0                tal     år med decimal
        r75_biler  ejerbrugerkode  to                    tal     tekst
        """,
        {"tal": TAL},
    )


def test_sandt_og_falsk(tmp_path: Path):
    """Sandt og falsk skrives ``true`` og ``false``."""
    _proev(
        tmp_path,
        """
        tabel                   kolonne     vaerdi  ventet  hvorfor
        feriekonto_anmodninger  annulleret  true            sandt
        feriekonto_anmodninger  annulleret  false           falsk
        feriekonto_anmodninger  annulleret  True    bool    stort T
        feriekonto_anmodninger  annulleret  1       bool    tal
        feriekonto_anmodninger  annulleret  ja      bool    dansk
        feriekonto_anmodninger  annulleret          bool    tom
        """,
        {"bool": BOOL},
    )


def test_cpr_numre(tmp_path: Path):
    """CPR: 10 cifre, måned 01–12, dag 01–31 eller 61–91 i måneden; modulus 11 prøves ikke."""
    _proev(
        tmp_path,
        """
        tabel            kolonne          vaerdi       ventet  hvorfor
        cpr_beskyttelse  cpr              6101800001           1. januar, dag + 60
        cpr_beskyttelse  cpr              9112800001           31. december
        cpr_beskyttelse  cpr              9104800001   cpr     31. april
        cpr_beskyttelse  cpr              8902810001           29. februar, i ethvert år
        cpr_beskyttelse  cpr              9002800001   cpr     30. februar
        cpr_beskyttelse  cpr              9201800001   cpr     dag 92
        cpr_beskyttelse  cpr              6001800001   cpr     dag 60
        cpr_beskyttelse  cpr              3201800001   cpr     dag 32
        cpr_beskyttelse  cpr              0001800001   cpr     dag 0
        cpr_beskyttelse  cpr              6100800001   cpr     måned 0
        cpr_beskyttelse  cpr              6113800001   cpr     måned 13
        cpr_beskyttelse  cpr              610180001    cpr     9 cifre
        cpr_beskyttelse  cpr              61018000011  cpr     11 cifre
        cpr_beskyttelse  cpr              610180-0001  cpr     bindestreg
        cpr_beskyttelse  cpr              610180 0001  cpr     blank
        cpr_beskyttelse  cpr              +101800001   cpr     plus og 9 cifre
        cpr_beskyttelse  cpr              » 101800001« cpr     blank og 9 cifre
        cpr_beskyttelse  cpr              61018O0001   cpr     bogstavet O
        cpr_beskyttelse  cpr              ٦١٠١٨٠٠٠٠١   cpr     arabiske cifre
        cpr_beskyttelse  cpr                           cpr     tom
        cpr_civilstand   aegtefaelle_cpr                       tom og valgfri
        cpr_civilstand   aegtefaelle_cpr  6113800001   cpr     valgfri, men forkert
        cpr_personer     gaeldende_cpr    6113800001   cpr     gældende nummer
        cpr_boern        barn_cpr         6113800001   cpr     barnets nummer
        cpr_boern        foraelder_cpr    6113800001   cpr     forælderens nummer
        ikke_besvaret    cpr              6113800001   cpr     også her
        """,
        {"cpr": "et CPR-nummer på 10 cifre"},
    )


def test_koder_og_formater(tmp_path: Path):
    """Lukkede koder og faste formater, som kontrakten skriver dem."""
    _proev(
        tmp_path,
        """
        tabel             kolonne          vaerdi            ventet     hvorfor
        kommuner          kommunekode      175               kommune    3 cifre
        kommuner          kommunekode      01750             kommune    5 cifre
        kommuner          kommunekode      ٠١٧٥              kommune    arabiske cifre
        cpr_adresser      vejkode          9999                         høj vejkode
        cpr_adresser      vejkode          100               vej        3 cifre
        ydelse_sager      kle              32.24.4           kle        for kort
        ydelse_sager      kle              322404            kle        uden punktum
        ydelse_sager      kle              99.99.99                     ukendt, men rigtig form
        cpr_personer      koen             k                 koen       lille k
        cpr_status        status           1                 status     uden nul
        cpr_civilstand    civilstand       X                 civil      ukendt
        cpr_adresser      aarsag           flytning          aarsag     små bogstaver
        cpr_beskyttelse   type             0005              type       ukendt
        cpr_status        register_status  HISTORISK                    tæller
        cpr_status        register_status  TEKNISK_AENDRING             tæller ikke, men gyldig
        cpr_status        register_status  SLETTET           regstat    ukendt
        eindkomst         indkomsttype     26                           den højeste
        eindkomst         indkomsttype     27                indkomst   for høj
        eindkomst         indkomsttype     5                 indkomst   uden nul
        eindkomst         branchekode      841100                       6 cifre
        eindkomst         branchekode      84110             branche    5 cifre
        r75_moms          r75_indeks       4200504                      fjerde kvartal
        r75_moms          r75_indeks       4200505           moms       femte kvartal
        udk_bidragssager  rolle            BETALER           rolle      ukendt
        cvr_deltagelser   rolle            HVAD_SOM_HELST               åben liste
        r75_biler         r75_indeks       0                            åben liste
        eindkomst         virksomhed                         vaerdi     tom, men påkrævet
        cpr_personer      mellemnavn                                    tom og valgfri
        """,
        {
            "kommune": "en kommunekode på 4 cifre",
            "vej": "en vejkode på 4 cifre",
            "kle": "et KLE-nummer som NN.NN.NN",
            "koen": "en af K, M",
            "status": "en af 01, 03, 05, 07, 20, 30, 50, 60, 70, 80, 90",
            "civil": "en af U, G, F, E, P, O, L, D",
            "aarsag": "en af FLYTNING, OMKODNING",
            "type": "en af 0001, 0002, 0003, 0004",
            "regstat": "en af AKTUEL, HISTORISK, RETTET, FORTRUDT, TEKNISK_AENDRING, AFVENTER",
            "indkomst": "en indkomsttype fra 00 til 26",
            "branche": "en branchekode (DB07) på 6 cifre",
            "moms": "en af 4200501, 4200502, 4200503, 4200504",
            "rolle": "en af BIDRAGSMODTAGER, BIDRAGSBETALER",
            "vaerdi": "en værdi",
        },
    )


def test_afvisningen_siger_fil_raekke_kolonne_vaerdi_og_forventning(tmp_path: Path):
    leveret = laes(tmp_path, "cpr_status", {}, {"fra": "2018-02-30"})
    assert [str(afvisning) for afvisning in leveret.afvisninger] == [
        "cpr_status.csv, række 2, kolonne fra: fandt »2018-02-30«, ventede en dato som ÅÅÅÅ-MM-DD."
    ]


def test_en_tom_celle_og_en_lang_vaerdi_i_afvisningen(tmp_path: Path):
    leveret = laes(tmp_path, "cpr_status", {"fra": ""}, {"status": "x" * 300}, graense=1)
    tom, lang = (str(afvisning) for afvisning in leveret.afvisninger)
    assert "fandt ingenting, ventede en dato" in tom
    assert f"fandt »{'x' * 60}…«" in lang


@pytest.mark.parametrize(
    ("vaerdi", "vist"),
    [
        ("6113800001",   "»611380-****«"),
        ("611380-0001",  "»611380-****«"),
        ("611380 0001",  "»611380-****«"),
        ("611380000",    "»611380-****«"),
        ("6113800001 x", "»611380-**** x«"),
    ],
)  # fmt: skip
def test_et_cpr_nummer_staar_aldrig_helt_i_en_afvisning(tmp_path: Path, vaerdi: str, vist: str):
    (afvisning,) = laes(tmp_path, "cpr_beskyttelse", {"cpr": vaerdi}).afvisninger
    assert vist.rstrip("x«") in str(afvisning)
    assert vaerdi not in str(afvisning)
    assert "0001" not in str(afvisning)


@pytest.mark.parametrize("nummer", ["6101800001", "610180-0001", "610180 0001"])
def test_et_cpr_nummer_i_en_anden_kolonne_maskeres_ogsaa(tmp_path: Path, nummer: str):
    (afvisning,) = laes(tmp_path, "cpr_beskyttelse", {"type": nummer}).afvisninger
    assert "fandt »610180-****«" in str(afvisning)


@pytest.mark.parametrize(("tekst", "afvist"), [("Prøve\0vej", 1), ("Prøvevej", 0)])
def test_et_nul_tegn_afvises_fordi_ingen_database_kan_gemme_det(
    tmp_path: Path, tekst: str, afvist: int
):
    assert len(laes(tmp_path, "cpr_adresser", {"vejnavn": tekst}).afvisninger) == afvist


@pytest.mark.parametrize("plads", range(5))
def test_et_nul_tegn_findes_i_hver_bid(tmp_path: Path, monkeypatch, plads: int):
    """Teksterne søges igennem to ad gangen; den sidste bid er kun én."""
    monkeypatch.setattr(kontrol, "_BID", 2)
    veje = [f"Vej {nr}" + "\0" * (nr == plads) for nr in range(5)]
    (afvisning,) = laes(
        tmp_path, "cpr_adresser", *({"vejnavn": vej} for vej in veje), graense=1
    ).afvisninger
    assert (afvisning.raekke, afvisning.kolonne) == (plads + 1, "vejnavn")
