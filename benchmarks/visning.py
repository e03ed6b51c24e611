"""Målingerne i terminalen."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from benchmarks.maaling import Maaling

_KONSOL = Console(highlight=False)


def fortael(tekst: str) -> None:
    """Sig, hvad der måles nu."""
    _KONSOL.print(f"{tekst} …", markup=False)


def vis(maalinger: list[Maaling]) -> None:
    """Alle målinger i én tabel, om målet er nået, og under tabellen hvad hvert tal omfatter."""
    tabel = Table("Måling", title="Målinger", title_justify="left")
    for overskrift in ("Værdi", "Mod", "Forhold", "Mål"):
        tabel.add_column(overskrift, justify="right", no_wrap=True)
    for maaling in maalinger:
        tabel.add_row(maaling.navn, *_tal(maaling))
    _KONSOL.print(tabel)
    for maaling in maalinger:
        _KONSOL.print(f"{maaling.navn}: {maaling.omfatter}.", markup=False)


def _tal(maaling: Maaling) -> tuple[str, str, str, str]:
    decimaler = 0 if maaling.enhed == "MB" else 2
    maerke = "✓" if maaling.naaet else "✗"
    return (
        f"{_dansk(maaling.vaerdi, decimaler)} {maaling.enhed}",
        "–" if maaling.mod is None else f"{_dansk(maaling.mod, decimaler)} {maaling.enhed}",
        "–" if maaling.forhold is None else _forhold(maaling.forhold),
        "–" if maaling.maal is None else f"≤ {maaling.maal:g} {maerke}".replace(".", ","),
    )


def _forhold(forhold: float) -> str:
    """Et lille forhold får flere decimaler, så det kan holdes op mod sit mål."""
    return f"{_dansk(forhold, 2 if forhold >= 0.1 else 4)} ×"


def _dansk(tal: float, decimaler: int) -> str:
    return f"{tal:.{decimaler}f}".replace(".", ",")
