"""Ingen prøve husker den dag, dens fil blev læst: et løb hen over midnat ville falde.

Kun ``I_DAG`` må regnes ud, når filen læses; ``tests/conftest.py`` sætter den igen for hver prøve.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PROEVERNE = Path(__file__).parent
URET = {"localdate", "localtime", "now", "today"}
FUNKTIONER = (ast.FunctionDef, ast.AsyncFunctionDef)


def ved_laesningen(node: ast.AST) -> Iterator[ast.AST]:
    """Det, der udføres, når filen læses: alt uden for funktionernes og lambdaernes kroppe."""
    if isinstance(node, FUNKTIONER):
        dele: list[ast.AST] = [*node.decorator_list, *node.args.defaults]
        dele += [forvalg for forvalg in node.args.kw_defaults if forvalg]
    elif isinstance(node, ast.Lambda):
        dele = []
    else:
        dele = list(ast.iter_child_nodes(node))
    for del_ in dele:
        yield del_
        yield from ved_laesningen(del_)


def er_i_dag(node: ast.AST) -> bool:
    """Sætningen ``I_DAG = timezone.localdate()``."""
    return isinstance(node, ast.Assign) and ast.unparse(node) == "I_DAG = timezone.localdate()"


def husker_dagen(kilde: str) -> list[int]:
    """Linjer, hvor filen regner en dag ud, mens den læses."""
    modul = ast.parse(kilde)
    foerste = [saetning for saetning in modul.body if er_i_dag(saetning)]
    modul.body = [saetning for saetning in modul.body if saetning not in foerste]
    return [
        node.lineno
        for node in ved_laesningen(modul)
        if (isinstance(node, ast.Call) and getattr(node.func, "attr", "") in URET)
        or (foerste and isinstance(node, ast.Name) and node.id == "I_DAG")
    ]


def test_ingen_proevefil_husker_dagen():
    filer = {fil: husker_dagen(fil.read_text("utf-8")) for fil in PROEVERNE.rglob("*.py")}
    assert {
        str(fil.relative_to(PROEVERNE)): linjer for fil, linjer in filer.items() if linjer
    } == {}


@pytest.mark.parametrize(
    ("kilde", "linjer"),
    [
        ("I_DAG = timezone.localdate()",                    []),
        ("I_DAG = timezone.localdate",                      []),
        ("def f():\n    return timezone.localdate()",       []),
        ("f = lambda: I_DAG",                               []),
        ("NU = timezone.now()",                             [1]),
        ("A = 1\nSIDST = date.today() - UGE",               [2]),
        ("I_DAG = timezone.localdate()\nFREM = I_DAG + 40", [2]),
        ("I_DAG = object()\nA = [I_DAG]",                   []),
        ("def f(dag=timezone.localdate()): ...",            [1]),
        ("@mark('dag', [date.today()])\ndef f(dag): ...",   [1]),
        ("class A:\n    dag = timezone.localdate()",        [2]),
    ],
)  # fmt: skip
def test_en_husket_dag_ses(kilde: str, linjer: list[int]):
    assert husker_dagen(kilde) == linjer
