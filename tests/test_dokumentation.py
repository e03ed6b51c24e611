"""Dokumentationen holdt op mod huset: links, fortolkninger, indstillinger og kommandoer findes."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

from adgang.demo import DEMOBRUGERE
from portal.kontekst import ADMINISTRATION
from samkoering.grundlag.fortolkninger import fortolkninger
from samkoering.regelkatalog import regler

ROD = Path(__file__).resolve().parent.parent
SIDER = sorted(
    [ROD / navn for navn in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")]
    + list((ROD / "docs").rglob("*.md"))
)
NUMRE = [f"F{nr}" for nr in range(1, 9)]

LINK = re.compile(r"\]\(([^)\s#]*)(?:#([^)\s]+))?\)")
OVERSKRIFT = re.compile(r"^#+ (.+)$", re.MULTILINE)
KODEBLOK = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
STI = re.compile(
    r"`((?:docs|scripts|static|templates|tests|[a-z]+)/[\w./-]+\.(?:py|toml|md|json))`"
)
LAESERE = {"sandt_falsk", "en_af", "tal", "udvalg", "dage_for", "database", "netvaerk"}
KOMMANDO = re.compile(r"manage\.py (\w+)")


def anker(overskrift: str) -> str:
    """Overskriftens anker, som GitHub danner det."""
    return re.sub(r"[^\w\- ]", "", overskrift.lower()).replace(" ", "-")


def doede_links(side: Path, tekst: str) -> list[str]:
    """Relative links, hvis fil eller overskrift ikke findes."""
    doede = []
    for sti, fragment in LINK.findall(KODEBLOK.sub("", tekst)):
        if "://" in sti or sti.startswith("mailto:"):
            continue
        maal = (side.parent / sti).resolve() if sti else side
        if not maal.exists():
            doede.append(sti)
        elif fragment and fragment not in ankre(maal.read_text(encoding="utf-8")):
            doede.append(f"{sti}#{fragment}")
    return doede


def ankre(tekst: str) -> set[str]:
    return {anker(fund) for fund in OVERSKRIFT.findall(KODEBLOK.sub("", tekst))}


def laeste_variabler(kilde: str) -> set[str]:
    """Miljøvariabler, et modul læser; ``REGISTER_{rum}`` foldes ud til alle rum."""
    kald = [node for node in ast.walk(ast.parse(kilde)) if isinstance(node, ast.Call)]
    return set().union(*(_navne(et.args[0]) for et in kald if _laeser_miljoeet(et.func)))


PAA_ENGELSK = {"Brugere": "users", "Netværk": "networks"}
TIL_UDVIKLERE = {"assets", "lock"}
"""Opgaver, README overlader til CONTRIBUTING.md."""


def _laeser_miljoeet(funktion: ast.expr) -> bool:
    """``env.str(…)`` og de strenge læsere i ``portal.miljoe``."""
    if isinstance(funktion, ast.Attribute):
        return isinstance(funktion.value, ast.Name) and funktion.value.id == "env"
    return isinstance(funktion, ast.Name) and funktion.id in LAESERE


def _navne(argument: ast.expr) -> set[str]:
    if isinstance(argument, ast.Constant):
        return {str(argument.value)}
    return {f"REGISTER_{rum.upper()}" for rum in settings.REGISTERADAPTERE}


def beskrevne_variabler(tekst: str) -> set[str]:
    """Variabler i første kolonne af README's tabel under Configuration."""
    afsnit = tekst.partition("## Configuration")[2].partition("\n## ")[0]
    celler = [linje.split("|")[1] for linje in afsnit.splitlines() if linje.startswith("| `")]
    return {navn for celle in celler for navn in re.findall(r"`([A-Z0-9_]+)`", celle)}


@pytest.mark.parametrize("side", SIDER, ids=lambda side: str(side.relative_to(ROD)))
def test_alle_relative_links_foerer_et_sted_hen(side: Path):
    assert not doede_links(side, side.read_text(encoding="utf-8"))


def test_et_doedt_link_ses():
    tekst = "[a](findes-ikke.md) [b](README.md#ikke-en-overskrift) [c](README.md#licence)"
    assert doede_links(ROD / "README.md", tekst) == [
        "findes-ikke.md",
        "README.md#ikke-en-overskrift",
    ]


@pytest.mark.parametrize("side", SIDER, ids=lambda side: str(side.relative_to(ROD)))
def test_alle_naevnte_filer_findes(side: Path):
    naevnte = STI.findall(side.read_text(encoding="utf-8"))
    assert not [sti for sti in naevnte if not (ROD / sti).exists()]


def test_der_er_otte_fortolkninger():
    assert list(fortolkninger()) == NUMRE


@pytest.mark.parametrize("nr", NUMRE)
def test_hver_fortolkning_har_sin_side(nr: str):
    tekst = (ROD / "docs" / "fortolkninger" / f"{nr}.md").read_text(encoding="utf-8")
    afsnit = {linje.removeprefix("## ") for linje in tekst.splitlines() if linje.startswith("## ")}
    assert tekst.startswith(f"# {nr}: ")
    assert afsnit == {
        "Guiden",
        "Det uklare",
        "Vores læsning",
        "Hvad der følger af det",
        "Regler",
        "I koden",
    }


@pytest.mark.parametrize("nr", NUMRE)
def test_hver_fortolkning_naevnes_af_en_regel_eller_af_bestanden(nr: str):
    af_regler = {f["nr"] for regel in regler() for f in regel["fortolkninger"]}
    bestand = (ROD / "samkoering" / "bestand.py").read_text(encoding="utf-8")
    assert nr in af_regler or nr in re.findall(r"F\d", bestand)


def test_oversigten_naevner_reglerne_bag_hver_fortolkning():
    oversigt = (ROD / "docs" / "fortolkninger" / "README.md").read_text(encoding="utf-8")
    for regel in regler():
        for fortolkning in regel["fortolkninger"]:
            linje = next(
                linje for linje in oversigt.splitlines() if f"[{fortolkning['nr']}]" in linje
            )
            assert f"{regel['nr']:02d}-{regel['slug']}.md" in linje


def test_hver_indstilling_staar_i_readme():
    kilde = (ROD / "portal" / "settings.py").read_text(encoding="utf-8")
    tekst = (ROD / "README.md").read_text(encoding="utf-8")
    assert beskrevne_variabler(tekst) == laeste_variabler(kilde)


def test_en_ny_indstilling_ses():
    nye = laeste_variabler(
        'a = env.bool("NY_VARIABEL", default=False)\nb = env.str(f"REGISTER_{r}")'
    )
    assert "NY_VARIABEL" in nye
    assert "REGISTER_CPR" in nye


def test_alle_naevnte_kommandoer_findes():
    tekster = [side.read_text(encoding="utf-8") for side in SIDER]
    naevnte = {navn for tekst in tekster for navn in KOMMANDO.findall(tekst)}
    assert {"samkoer", "nat", "laes_cpr", "laes_cvr", "syntetisk"} <= naevnte
    assert naevnte <= set(get_commands())


def det_readme_skal_naevne() -> set[str]:
    """Demobrugerne, siderne under Administration og det, der kan bedes om med ``make``."""
    opgaver = (ROD / "Makefile").read_text(encoding="utf-8").split("OPGAVER := ")[1].splitlines()[0]
    return {
        *(f"| `{demo.brugernavn}` |" for demo in DEMOBRUGERE),
        *(navn for navn, _ in ADMINISTRATION if navn not in PAA_ENGELSK),
        *PAA_ENGELSK.values(),
        *(f"make {opgave}" for opgave in opgaver.split() if opgave not in TIL_UDVIKLERE),
    }


def test_readme_kender_brugere_administration_og_opgaver():
    tekst = (ROD / "README.md").read_text(encoding="utf-8")
    assert {ting for ting in det_readme_skal_naevne() if ting not in tekst} == set()
