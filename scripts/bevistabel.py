"""Bevisernes linjer, som prøverne har noteret dem, samlet til ``bevis.json`` og en tabel."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

LOGBREDDE = 160
"""I en log er der ingen skærm at tage hensyn til, så navnene brydes ikke."""


@dataclass(frozen=True, slots=True)
class Bevis:
    """Ét bevis: hvor mange gange truslen er forsøgt, og hvor mange forsøg der slap igennem.

    ``plantet_fejl_fanget`` siger, om de samme forsøg fandt fejlen, da den blev plantet.
    """

    trussel: int | str
    navn: str
    forsoeg: int
    brud: int
    plantet_fejl_fanget: bool

    @property
    def holder(self) -> bool:
        """Intet slap igennem, og forsøgene er vist at kunne finde fejlen."""
        return self.forsoeg > 0 and self.brud == 0 and self.plantet_fejl_fanget


def saml(linjer: Path, ud: Path) -> bool:
    """Skriv de noterede beviser til ``ud``, og vis dem; sandt, når der er nogen og alle holder."""
    beviser = laes(linjer)
    skriv_json(beviser, ud)
    vis(beviser)
    return bool(beviser) and all(bevis.holder for bevis in beviser)


def laes(linjer: Path) -> list[Bevis]:
    """Beviserne ordnet efter trussel: først de nummererede, så de navngivne.

    Under samme trussel står de, som de blev noteret. En fil, der ikke findes, har ingen.
    """
    if not linjer.exists():
        return []
    with linjer.open(encoding="utf-8") as fil:
        noteret = [Bevis(**json.loads(linje)) for linje in fil]
    return sorted(noteret, key=lambda bevis: _plads(bevis.trussel))


def _plads(trussel: int | str) -> tuple[bool, int, str]:
    return (True, 0, trussel) if isinstance(trussel, str) else (False, trussel, "")


def skriv_json(beviser: Sequence[Bevis], sti: Path) -> None:
    """Skriv listen helt eller slet ikke."""
    tekst = json.dumps([asdict(bevis) for bevis in beviser], ensure_ascii=False, indent=2)
    midlertidig = sti.with_name(f".{sti.name}.{os.getpid()}")
    try:
        midlertidig.write_text(f"{tekst}\n", encoding="utf-8")
        midlertidig.replace(sti)
    finally:
        midlertidig.unlink(missing_ok=True)


def vis(beviser: Sequence[Bevis]) -> None:
    """Tabellen i terminalen, og under den hvor mange beviser og brud der er."""
    tabel = Table(title="Beviser", title_justify="left")
    tabel.add_column("Nr.", justify="right", no_wrap=True)
    tabel.add_column("Bevis")
    for overskrift in ("Forsøg", "Brud"):
        tabel.add_column(overskrift, justify="right", no_wrap=True)
    tabel.add_column("Plantet fejl fanget", justify="center")
    for bevis in beviser:
        # Text: et navn må gerne have kantede parenteser, uden at de læses som farver.
        tabel.add_row(str(bevis.trussel), Text(bevis.navn), *_celler(bevis))
    konsol = Console(highlight=False, width=None if sys.stdout.isatty() else LOGBREDDE)
    if beviser:
        konsol.print(tabel)
    antal, brud = len(beviser), sum(bevis.brud for bevis in beviser)
    konsol.print(f"{_tal(antal)} {'bevis' if antal == 1 else 'beviser'}, {_tal(brud)} brud")


def _celler(bevis: Bevis) -> tuple[str, str, str]:
    fanget = "ja" if bevis.plantet_fejl_fanget else "NEJ"
    return _tal(bevis.forsoeg), _tal(bevis.brud), fanget


def _tal(antal: int) -> str:
    return f"{antal:,}".replace(",", ".")
