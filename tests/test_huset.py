"""Husets egne love: pilene mellem rummene, små filer, og intet, der ikke hører til i koden."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROD = Path(__file__).resolve().parent.parent
RUM = (
    "portal",
    "feedback",
    "persongrupper",
    "hjemmebesoeg",
    "sagsopstart",
    "udsoegning",
    "kontrol",
    "samkoering",
    "journal",
    "adgang",
    "registre",
)
MASKINSKREVET = re.compile(
    r"\.lock$|^package-lock\.json$|^docs/openapi\.yaml$|^LICENSE$|/migrations/|^fixtures/"
)
LAENGSTE_FIL, LAENGSTE_FUNKTION = 400, 60


def filer() -> list[Path]:
    """Alle filer, git følger, som stier fra roden."""
    git = ["git", "-c", f"safe.directory={ROD}", "ls-files", "-z"]
    svar = subprocess.run(git, cwd=ROD, capture_output=True, text=True, check=True)
    return [Path(navn) for navn in svar.stdout.split("\0") if navn and (ROD / navn).is_file()]


def tekster() -> Iterator[tuple[Path, str]]:
    """De filer, mennesker har skrevet, med deres indhold; billeder og låse er ikke med."""
    for fil in filer():
        if MASKINSKREVET.search(fil.as_posix()):
            continue
        try:
            yield fil, (ROD / fil).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def importkontrakter(rod: Path) -> subprocess.CompletedProcess[str]:
    kommando = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    return subprocess.run(kommando, cwd=rod, capture_output=True, text=True, check=False)


def test_pilene_mellem_rummene_holder():
    svar = importkontrakter(ROD)
    assert svar.returncode == 0, svar.stdout


PLANTEDE = [
    # nedefra og op
    ("registre/kontrakt.py", "import samkoering", "Rummene kender kun"),
    ("adgang/models.py", "import journal", "Rummene kender kun"),
    ("journal/__init__.py", "import samkoering", "Rummene kender kun"),
    ("samkoering/models/__init__.py", "import kontrol", "Rummene kender kun"),
    ("kontrol/__init__.py", "import feedback", "Rummene kender kun"),
    ("feedback/__init__.py", "import portal", "Rummene kender kun"),
    # på tværs i samme lag
    ("feedback/__init__.py", "import persongrupper", "Rummene kender kun"),
    # rammer i den rene kerne
    ("registre/tabel.py", "import django", "Regler, grundlag, motor"),
    ("samkoering/regler/__init__.py", "import celery", "Regler, grundlag, motor"),
    ("samkoering/grundlag/__init__.py", "import redis", "Regler, grundlag, motor"),
    ("samkoering/grundlag/__init__.py", "import psycopg2", "Regler, grundlag, motor"),
    ("registre/kontrakt.py", "import weasyprint", "Regler, grundlag, motor"),
    # inde i natten
    ("samkoering/grundlag/__init__.py", "import samkoering.regler", "I samkoering"),
    ("samkoering/regler/__init__.py", "import samkoering.models", "I samkoering"),
    ("samkoering/models/__init__.py", "import samkoering.koersel", "I samkoering"),
    ("samkoering/motor/__init__.py", "import samkoering.models", "I samkoering"),
    ("samkoering/models/__init__.py", "import samkoering.skrivning", "I samkoering"),
    ("samkoering/motor/__init__.py", "import django", "Regler, grundlag, motor"),
    # ligebehandlingens tal
    ("feedback/feedbackliste/liste.py", "import feedback.effekt.valg", "Intet, der vælger"),
    # muren om udsøgningen, fra begge sider
    ("udsoegning/rummet.py", "import kontrol.sortering", "Udsøgningen kender intet"),
    ("adgang/omfang.py", "import udsoegning.nej", "Intet om sager eller kontrol"),
]
"""(fil, linje, den kontrakt, der skal se den)."""


def pilen(fil: str, linje: str) -> str:
    """Pilen, som importkontrakterne skriver den: fra filens modul til det importerede."""
    modul = fil.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    return f"{modul} -> {linje.removeprefix('import ')} ("


def set_under(udskrift: str, fil: str, linje: str, kontrakt: str) -> bool:
    """Om pilen står i det afsnit, der hører til kontrakten; et afsnit er en understreget linje."""
    _, *led = re.split(r"^(.+)\n-{5,}$", udskrift, flags=re.MULTILINE)
    afsnit = zip(led[::2], led[1::2], strict=True)
    return any(pilen(fil, linje) in tekst for navn, tekst in afsnit if navn.startswith(kontrakt))


def test_hver_plantet_overtraedelse_ses(tmp_path: Path):
    """Alle på én gang: hver pil nævnes under sin egen kontrakt."""
    for rum in RUM:
        shutil.copytree(ROD / rum, tmp_path / rum, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROD / ".importlinter", tmp_path)
    for fil, linje, _ in PLANTEDE:
        with (tmp_path / fil).open("a", encoding="utf-8") as plantet:
            plantet.write(f"\n{linje}\n")
    svar = importkontrakter(tmp_path)
    assert svar.returncode != 0
    assert [et for et in PLANTEDE if not set_under(svar.stdout, *et)] == []


def test_ingen_fil_er_for_lang():
    lange = {str(fil): tekst.count("\n") for fil, tekst in tekster()}
    assert not {fil: antal for fil, antal in lange.items() if antal > LAENGSTE_FIL}


def test_ingen_funktion_er_for_lang():
    lange = {
        f"{fil}:{node.lineno} {node.name}": laengde
        for fil, tekst in tekster()
        if fil.suffix == ".py"
        for node in ast.walk(ast.parse(tekst))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (laengde := (node.end_lineno or node.lineno) - node.lineno + 1) > LAENGSTE_FUNKTION
    }
    assert not lange


# Ordene er delt, så denne fil ikke finder sig selv.
FORBUDT = {
    "udskudt arbejde": re.compile(r"\b(?:TO" r"DO|FIX" r"ME)\b"),
    "maskinens egne stier": re.compile(r"/wo" r"rk/|/ro" r"ot/|/fa" r"rm/"),
    "en pakkekildes adresse": re.compile(
        r"registry\.npm" r"js|py" r"pi\.org/|deb\.debian" r"\.org"
    ),
}


@pytest.mark.parametrize("hvad", FORBUDT)
def test_koden_er_fri_for(hvad: str):
    assert not [
        f"{fil}:{nr}"
        for fil, tekst in tekster()
        for nr, linje in enumerate(tekst.splitlines(), start=1)
        if FORBUDT[hvad].search(linje)
    ]


UDVIKLING = re.compile(r"^\s*(?:from|import) (?:tests|benchmarks)\b", re.MULTILINE)


def test_proever_og_maalinger_er_ikke_med_i_drift():
    udeladt = set((ROD / ".dockerignore").read_text(encoding="utf-8").split())
    assert {".git", ".env", ".venv", "var", "tests", "benchmarks"} <= udeladt
    huset = [(fil, tekst) for fil, tekst in tekster() if fil.parts[0] in (*RUM, "manage.py")]
    assert not [str(fil) for fil, tekst in huset if UDVIKLING.search(tekst)]


CPR = re.compile(r"(?<![\w.])(\d\d)(\d\d)\d\d-?\d{4}(?![\w.]?\d|\w)")


def kan_vaere_rigtige(tekst: str) -> list[str]:
    """CPR-numre, hvis dag og måned findes i kalenderen; syntetiske har dag + 60."""
    return [
        fund.group()[:6]
        for fund in CPR.finditer(tekst)
        if 1 <= int(fund.group(1)) <= 31 and 1 <= int(fund.group(2)) <= 12
    ]


@pytest.mark.parametrize(
    ("dag", "loebenummer", "kan"),
    [
        ("61", "-0028", False),  # dag + 60: syntetisk
        ("91", "-0028", False),
        ("01", "-0028", True),
        ("31", "-0028", True),
        ("31", "0028", True),  # uden bindestreg
        ("32", "-0028", False),  # ingen dag
        ("00", "-0028", False),
    ],
)
def test_soegningen_kender_et_rigtigt_nummer(dag: str, loebenummer: str, kan: bool):
    assert bool(kan_vaere_rigtige(f'"{dag}0585{loebenummer}"')) is kan


def test_ingen_cpr_numre_der_kan_vaere_rigtige():
    fundet = {str(fil): kan_vaere_rigtige(tekst) for fil, tekst in tekster()}
    assert not {fil: numre for fil, numre in fundet.items() if numre}


def test_npm_laasen_naevner_ingen_adresse_men_har_alle_hasher():
    pakker = json.loads((ROD / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    rigtige = {navn: pakke for navn, pakke in pakker.items() if navn}
    assert rigtige
    assert not [navn for navn, pakke in rigtige.items() if "resolved" in pakke]
    assert not [navn for navn, pakke in rigtige.items() if "integrity" not in pakke]


@pytest.mark.parametrize("laas", ["requirements.lock", "requirements-dev.lock"])
def test_pythonlaasen_har_hash_paa_hver_pakke(laas: str):
    indhold = (ROD / laas).read_text(encoding="utf-8").replace("\\\n", " ")
    pakker = [linje for linje in indhold.splitlines() if "==" in linje]
    assert pakker
    assert not [linje.split()[0] for linje in pakker if "--hash=sha256:" not in linje]
