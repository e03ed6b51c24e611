"""Sikringen mod formler, gennem CSV og XLSX og tilbage igen."""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from datetime import UTC, date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontrol.eksport.celler import HOEJST, Celle, Kroner, er_formel, tekst, uskadelig
from kontrol.eksport.csv import som_csv
from kontrol.eksport.xlsx import som_xlsx
from tests.kontrol.eksport.korpus import FORMLER, HARMLOESE, UDEN_FOR_CITATEN


def laes_csv(fil: bytes) -> list[list[str]]:
    assert fil.startswith(b"\xef\xbb\xbf")
    tekst_ = fil.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(tekst_, newline=""), delimiter=";", strict=True))


def laes_xlsx(fil: bytes) -> list[list[openpyxl.cell.Cell]]:
    ark = openpyxl.load_workbook(io.BytesIO(fil)).active
    return [list(raekke) for raekke in ark.iter_rows(min_row=2)]


def naivt_foerste_tegn(celle: str) -> str:
    """Det første tegn, et regneark ser, når det ser bort fra usynlige og brede tegn."""
    for tegn in unicodedata.normalize("NFKC", celle):
        if unicodedata.category(tegn)[0] not in "CZ":
            return tegn
    return ""


@pytest.mark.parametrize("celle", [c for c in FORMLER if c not in UDEN_FOR_CITATEN])
def test_en_formel_faar_en_apostrof(celle: str):
    assert er_formel(tekst(celle))
    assert uskadelig(celle) == f"'{tekst(celle)}"


@pytest.mark.parametrize("celle", HARMLOESE)
def test_anden_tekst_staar_som_den_er(celle: str):
    assert uskadelig(celle) == celle


@pytest.mark.parametrize("korpus", [FORMLER, HARMLOESE], ids=["formler", "harmløse"])
def test_rundtur_gennem_csv(korpus: tuple[str, ...]):
    laest = laes_csv(som_csv([(celle, "fast") for celle in korpus]))
    assert [raekke[1] for raekke in laest] == ["fast"] * len(korpus)
    assert [raekke[0] for raekke in laest] == [uskadelig(celle) for celle in korpus]
    assert not [celle for celle, _ in laest if naivt_foerste_tegn(celle) in {*"=+-@"}]
    assert not [celle for celle, _ in laest if celle[:1] in ("\t", "\r", "\n")]


@pytest.mark.parametrize("korpus", [FORMLER, HARMLOESE], ids=["formler", "harmløse"])
def test_rundtur_gennem_excel(korpus: tuple[str, ...]):
    fil = som_xlsx("Prøve", ["Tekst", "Fast"], [(celle, "fast") for celle in korpus])
    celler = laes_xlsx(fil)
    assert [fast.value for _, fast in celler] == ["fast"] * len(korpus)
    # Tekst er tekst i Excel og skal ikke have en apostrof; openpyxl skriver "f" om en formel.
    assert {celle.data_type for celle, _ in celler if celle.value} == {"s"}
    for skrevet, (celle, _) in zip(korpus, celler, strict=True):
        # Et regneark kender kun ét linjeskift.
        ventet = tekst(skrevet).replace("\r\n", "\n").replace("\r", "\n")
        assert (celle.value or "") == ventet
    with zipfile.ZipFile(io.BytesIO(fil)) as pakke:
        ark = pakke.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in ark
    assert "hyperlink" not in ark


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(), min_size=1, max_size=5))
def test_enhver_tekst_kommer_igennem(celler: list[str]):
    assert laes_csv(som_csv([celler])) == [[uskadelig(celle) for celle in celler]]
    (raekke,) = laes_xlsx(som_xlsx("Prøve", ["x"] * len(celler), [celler]))
    assert not [celle for celle in raekke if celle.data_type == "f"]


@pytest.mark.parametrize("laengde", [HOEJST, HOEJST + 1, 100_000])
def test_en_lang_tekst_forkortes_og_siger_det(laengde: int):
    kort = tekst("a" * laengde)
    assert len(kort) == min(laengde, HOEJST)
    assert kort.endswith("(forkortet)") is (laengde > HOEJST)


@pytest.mark.parametrize("tegn", ["\x00", "\x07", "\x7f", "\ud800", "\ufffe", "\uffff"])
def test_tegn_en_fil_ikke_kan_rumme(tegn: str):
    assert tekst(f"a{tegn}b") == "ab"
    som_csv([[f"a{tegn}b"]])
    assert laes_xlsx(som_xlsx("Prøve", ["x"], [[f"a{tegn}b"]]))[0][0].value == "ab"


DAG, TID = "dd-mm-yyyy", "dd-mm-yyyy hh:mm"
TAL: list[tuple[Celle, str, object, str]] = [
    # celle, i CSV, i Excel, Excels form
    (0,                                        "0",                0,                          "0"),
    (-500,                                     "-500",             -500,                       "0"),
    (10**15,                                   "1000000000000000", "1000000000000000",   "General"),
    (Kroner(924050),                           "9240,50",          9240.5,              "#,##0.00"),
    (Kroner(-100),                             "-1,00",            -1,                  "#,##0.00"),
    (date(2026, 11, 22),                       "22-11-2026",       "2026-11-22T00:00",  DAG),
    (date(1899, 12, 31),                       "31-12-1899",       "1899-12-31",         "General"),
    (datetime(2026, 7, 1, 8, 30, tzinfo=UTC),  "01-07-2026 10:30", "2026-07-01T10:30",  TID),
    (None,                                     "",                 None,                 "General"),
]  # fmt: skip


@pytest.mark.parametrize(("celle", "i_csv", "i_excel", "form"), TAL)
def test_tal_og_datoer_er_tal_og_datoer(celle: Celle, i_csv: str, i_excel: object, form: str):
    assert laes_csv(som_csv([[celle, "x"]])) == [[i_csv, "x"]]
    laest = laes_xlsx(som_xlsx("Prøve", ["Tal", "x"], [[celle, "x"]]))[0][0]
    vaerdi = laest.value
    if isinstance(vaerdi, datetime):
        vaerdi = vaerdi.isoformat(timespec="minutes")
    assert (vaerdi, laest.number_format) == (i_excel, form)
