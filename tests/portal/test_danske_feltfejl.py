"""Browserens egne feltfejl (»Please fill out this field.«) vises aldrig: serveren svarer på dansk.

Django sætter ``required`` på et felt, der kræves; en formular med felter skal have ``novalidate``.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SKABELONER = Path(__file__).resolve().parents[2] / "templates"
FORMULAR = re.compile(r"(<form\b(?:[^>{]|\{[{%].*?[%}]\})*>)(.*?)</form>", re.DOTALL)
FELTER = re.compile(
    r"\brequired\b|\bpattern=|\bminlength=|type=\"(?:email|url|number|date)\""
    r"|\{\{ *(?:form|felt)\b|dele/felt\.html|form\.\w+ "
)
"""Det, der kan få browseren til at standse formularen med sine egne ord."""


def uden_novalidate(tekst: str) -> list[str]:
    """Begyndelsen på de formularer, browseren selv kan afvise."""
    return [
        aabner
        for aabner, indhold in FORMULAR.findall(tekst)
        if FELTER.search(indhold) and "novalidate" not in aabner
    ]


@pytest.mark.parametrize(
    ("skabelon", "afvist"),
    [
        ('<form method="post">{% include "dele/felt.html" with felt=form.dag %}</form>', 1),
        ('<form method="post" novalidate>{% include "dele/felt.html" %}</form>',        0),
        ('<form{% if a > b %} class="x"{% endif %}><input name="n" required></form>',   1),
        ('<form><button type="submit">Slet</button></form>',                            0),
        ('<form><input type="number" name="n"></form>',                                 1),
    ],
)  # fmt: skip
def test_proeven_ser_forskel(skabelon: str, afvist: int):
    assert len(uden_novalidate(skabelon)) == afvist


@pytest.mark.parametrize(
    "skabelon",
    sorted(SKABELONER.rglob("*.html")),
    ids=lambda sti: sti.relative_to(SKABELONER).as_posix(),
)
def test_ingen_formular_svarer_paa_engelsk(skabelon: Path):
    assert uden_novalidate(skabelon.read_text(encoding="utf-8")) == []
