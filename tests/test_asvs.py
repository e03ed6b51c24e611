"""docs/asvs.md holdt op mod ASVS 5.0.0 og huset: hvert krav én gang, og det nævnte findes."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROD = Path(__file__).resolve().parent.parent
ASVS = ROD / "docs" / "asvs.md"
SIDER = [side for side in (ASVS, ROD / "docs" / "trusler.md") if side.exists()]

# Talt op i OWASP/ASVS, mærket v5.0.0_release:
# 5.0/docs_en/OWASP_Application_Security_Verification_Standard_5.0.0_en.csv
ANTAL = {1: 70, 2: 183, 3: 92}
# Kapitlets afsnit i orden, og i hvert afsnit kravenes niveauer: 1.1 har to krav på niveau 2.
# Stregen deler blot de lange i fem og fem.
AFSNIT = {
    1: "22 11111-22223 11222-22222-23 222 123",
    2: "122 112 12223 23",
    3: "3 113 12223 11222-233 11122-333 3 22333",
    4: "12233 23333 22 1222",
    5: "2 11233-3 113 222",
    6: "122 11111-11122-22 11223-333 11223-3 22222-333 2223 33 2222",
    7: "222 1111 22 11222 223 22",
    8: "1233 1123 133 23",
    9: "111 1222",
    10: "22 223 22223 11111-22222-23333-3 22222 22 222",
    11: "2233 22233 11233 1222 23 23 33",
    12: "12233 11 22223",
    13: "2333 22222-3 2233 12222-33",
    14: "22 12223-333 122",
    15: "12233 12233 12222-22 3333",
    16: "2 22222 2222 222 2223",
    17: "23 22223-333 22",
}
UDVALGT_PAA_NIVEAU_3 = {
    "1.2.10",
    "7.5.3",
    "8.2.4",
    "8.3.2",
    *(f"15.4.{nr}" for nr in range(1, 5)),
}
"""Regneark, sessioner, samtidighed. Kravet 16.3.2 om logning er på niveau 2 og skærpes på 3."""
NIVEAU = {
    f"{kapitel}.{afsnit}.{nr}": int(niveau)
    for kapitel, alle in AFSNIT.items()
    for afsnit, niveauer in enumerate(alle.split(), start=1)
    for nr, niveau in enumerate(niveauer.replace("-", ""), start=1)
}

PROEVE = re.compile(r"(tests/[\w/]+\.py)::(\w+)")
FIL = re.compile(r"`((?:[\w.-]+/)*\.?[\w-]+(?:\.\w+)+|Dockerfile|\.\w+)`(?: ([A-Z][A-Z0-9_]{3,}))?")
STATUS = ("holdes", "delvist", "ikke opfyldt", "gælder ikke")
MED_GRUND = re.compile(r"^(delvist|ikke opfyldt|gælder ikke): \S.{8,}$")
GRUPPE = {1: "niveau 1", 2: "niveau 2", 3: "niveau 3, udvalgt"}
AFVENTER = "(afventer)"


class Raekke(NamedTuple):
    """En linje i listen; ``krav`` er ét nummer, flere, eller et spænd."""

    krav: str
    niveau: str
    kort: str
    holdes_af: str


def raekker(tekst: str) -> list[Raekke]:
    linjer = [linje for linje in tekst.splitlines() if re.match(r"\| \d", linje)]
    return [Raekke(*(celle.strip() for celle in linje.strip("|").split("|"))) for linje in linjer]


def daekket(raekke: Raekke) -> list[str]:
    """Kravene i rækkens spænd på rækkens niveauer."""
    niveauer = {int(niveau) for niveau in raekke.niveau.split(" + ")}
    orden = list(NIVEAU)
    spaend = [led.split("–") for led in raekke.krav.split(", ")]
    numre = [nr for led in spaend for nr in orden[orden.index(led[0]) : orden.index(led[-1]) + 1]]
    return [nr for nr in numre if NIVEAU[nr] in niveauer]


@cache
def proever(fil: str) -> frozenset[str]:
    """Filens funktioner; ingen, når filen ikke findes."""
    if not (ROD / fil).is_file():
        return frozenset()
    trae = ast.parse((ROD / fil).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(trae) if isinstance(node, ast.FunctionDef))


def ukendte_proever(tekst: str) -> list[str]:
    return [f"{fil}::{navn}" for fil, navn in PROEVE.findall(tekst) if navn not in proever(fil)]


def ukendte_filer(tekst: str) -> list[str]:
    """Nævnte filer, der ikke findes, eller som ikke har den indstilling, der nævnes med dem."""
    return [
        f"{fil} {navn}".strip()
        for fil, navn in FIL.findall(tekst)
        if not (ROD / fil).is_file() or navn not in (ROD / fil).read_text(encoding="utf-8")
    ]


def status(celle: str) -> str:
    """Et af de fire ord; tomt, når cellen ikke siger, hvad der holder kravet, eller hvorfor ikke.

    Det, der holdes helt eller delvist, skal pege på noget, der findes.
    """
    grund = MED_GRUND.match(celle)
    peger = bool(PROEVE.search(celle) or FIL.search(celle))
    if grund is None:
        uden_grund = celle.startswith(STATUS[1:])
        return STATUS[0] if peger and not uden_grund else ""
    return "" if grund[1] == STATUS[1] and not peger else grund[1]


def optaelling(raekkerne: list[Raekke]) -> dict[str, Counter[str]]:
    """Niveau → ord → antal krav."""
    talt: dict[str, Counter[str]] = {navn: Counter() for navn in (*GRUPPE.values(), "i alt")}
    for raekke in raekkerne:
        for nr in daekket(raekke):
            for navn in (GRUPPE[NIVEAU[nr]], "i alt"):
                talt[navn][status(raekke.holdes_af)] += 1
    return talt


def skrevne_tal(tekst: str) -> dict[str, Counter[str]]:
    """Det samme, som det står øverst på siden."""
    fundne = re.findall(r"^\| (niveau \d[^|]*|i alt) \|((?: \d+ \|){4})$", tekst, re.MULTILINE)
    return {
        navn: +Counter(dict(zip(STATUS, map(int, re.findall(r"\d+", tal)), strict=True)))
        for navn, tal in fundne
    }


RAEKKER = raekker(ASVS.read_text(encoding="utf-8"))


def test_kravene_er_talt_som_i_standarden():
    assert Counter(NIVEAU.values()) == ANTAL


def test_hvert_krav_staar_der_en_gang():
    numre = Counter(nr for raekke in RAEKKER for nr in daekket(raekke))
    skal = {nr for nr, niveau in NIVEAU.items() if niveau < 3} | UDVALGT_PAA_NIVEAU_3
    assert not [nr for nr, antal in numre.items() if antal > 1]
    assert set(numre) == skal
    assert sum(NIVEAU[nr] < 3 for nr in numre) == ANTAL[1] + ANTAL[2]


@pytest.mark.parametrize("raekke", RAEKKER, ids=lambda raekke: raekke.krav)
def test_niveauet_er_standardens(raekke: Raekke):
    skaerpet = {3} if raekke.krav == "16.3.2" else set()
    fundne = {NIVEAU[nr] for nr in daekket(raekke)} | skaerpet
    assert " + ".join(str(niveau) for niveau in sorted(fundne)) == raekke.niveau


@pytest.mark.parametrize("raekke", RAEKKER, ids=lambda raekke: raekke.krav)
def test_hvert_krav_siger_hvad_der_holder_det(raekke: Raekke):
    assert raekke.kort
    assert status(raekke.holdes_af)


def test_optaellingen_oeverst_passer():
    assert skrevne_tal(ASVS.read_text(encoding="utf-8")) == optaelling(RAEKKER)


@pytest.mark.parametrize(
    ("celle", "ventet"),
    [
        ("`tests/test_huset.py::test_ingen_fil_er_for_lang`", "holdes"),
        ("`portal/settings.py` LOGGING",                      "holdes"),
        ("`.dockerignore`",                                   "holdes"),
        ("delvist: `.dockerignore`, men ikke resten",         "delvist"),
        ("ikke opfyldt: der er ingen liste",                  "ikke opfyldt"),
        ("ikke opfyldt: kun i `docker-compose.yml`",          "ikke opfyldt"),
        ("gælder ikke: bruges ikke",                          "gælder ikke"),
        ("",                                                  ""),
        ("gælder ikke",                                       ""),  # uden grund
        ("ikke opfyldt: ",                                    ""),
        ("ikke opfyldt `.dockerignore`",                      ""),  # hverken det ene eller andet
        ("delvist: noget holder det",                         ""),  # hvad?
        ("ja",                                                ""),
        ("(afventer)",                                        ""),
    ],
)  # fmt: skip
def test_hvad_der_er_et_svar(celle: str, ventet: str):
    assert status(celle) == ventet


def test_der_taelles_krav_og_ikke_linjer():
    to_krav = Raekke("6.5.3–6.5.4", "2", "", "`.dockerignore`")
    et_krav = Raekke("7.5.3", "3", "", "ikke opfyldt: ikke bygget")
    assert optaelling([to_krav, et_krav]) == {
        "niveau 1": Counter(),
        "niveau 2": Counter(holdes=2),
        "niveau 3, udvalgt": Counter({"ikke opfyldt": 1}),
        "i alt": Counter({"holdes": 2, "ikke opfyldt": 1}),
    }


@pytest.mark.parametrize("side", SIDER, ids=lambda side: side.name)
def test_hver_naevnt_proeve_findes(side: Path):
    assert not ukendte_proever(side.read_text(encoding="utf-8"))


def test_hver_naevnt_fil_og_indstilling_findes():
    assert not [fund for raekke in RAEKKER for fund in ukendte_filer(raekke.holdes_af)]


def test_det_der_ikke_findes_ses():
    assert ukendte_proever("`tests/test_huset.py::test_opfundet`, `tests/test_x.py::test_y`") == [
        "tests/test_huset.py::test_opfundet",
        "tests/test_x.py::test_y",
    ]
    assert ukendte_filer("`portal/settings.py` OPFUNDET, `portal/x.py`, `.opfundet`") == [
        "portal/settings.py OPFUNDET",
        "portal/x.py",
        ".opfundet",
    ]


@pytest.mark.parametrize(
    ("krav", "niveau", "ventet"),
    [
        ("6.2.1",         "1",     ["6.2.1"]),
        ("6.2.8–6.2.10",  "1 + 2", ["6.2.8", "6.2.9", "6.2.10"]),
        ("6.2.8–6.2.10",  "2",     ["6.2.9", "6.2.10"]),
        ("9.2.4–10.1.1",  "2",     ["9.2.4", "10.1.1"]),    # hen over et kapitel
        ("3.3.1, 3.3.3",  "1 + 2", ["3.3.1", "3.3.3"]),
        ("1.3.11–1.4.1",  "2",     ["1.3.11", "1.4.1"]),    # 1.3.12 er på niveau 3
        ("1.2.10",        "2",     []),                     # forkert niveau
    ],
)  # fmt: skip
def test_spaendet_daekker(krav: str, niveau: str, ventet: list[str]):
    assert daekket(Raekke(krav, niveau, "", "")) == ventet


def test_intet_krav_afventer():
    assert not [raekke.krav for raekke in RAEKKER if AFVENTER in raekke.holdes_af]
