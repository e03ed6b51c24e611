"""Hvad kommandoen viser i terminalen: fremgang undervejs og en opsummering til sidst."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

if TYPE_CHECKING:
    from samkoering.models import Koersel
    from samkoering.motor.beregning import Beregning


_OVERSKRIFTER = {
    "UDFALD": "Udfald",
    "INGEN_AENDRING": "Uændret",
    "IKKE_RELEVANT": "Ikke\nrel.",
    "FRAVALGT": "Fravalgt",
    "IKKE_UDFOERT": "Ikke\nudført",
}
SMALLEST = 100
_TAL_PAA_DELEN = {
    "nye_sager": "nye sager",
    "nye_udfald": "nye hændelser",
    "kendte_udfald": "kendte",
    "fredede_udfald": "fredede",
    "bortfaldne_udfald": "bortfaldne",
    "udloebne_sager": "udløbne sager",
}


class Terminal:
    """Terminalens side af en kørsel; skriver til standardfejl, så filer kan gå til standardud."""

    def __init__(self) -> None:
        konsol = Console(stderr=True, highlight=False)
        # Et tal må hellere brydes end skæres over, når terminalen er smal.
        bredde = max(konsol.width, SMALLEST)
        self._konsol = Console(stderr=True, highlight=False, width=bredde)

    @contextmanager
    def arbejder(self, tekst: str) -> Iterator[None]:
        """Vis, at der arbejdes, uden at vide hvor langt der er igen."""
        with self._konsol.status(tekst):
            yield

    @contextmanager
    def fremgang(self, tekst: str) -> Iterator[Callable[[str, int, int], None]]:
        """En bjælke, der følger kommunerne."""
        kolonner = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*kolonner, TimeElapsedColumn(), console=self._konsol) as bjaelke:
            opgave = bjaelke.add_task(tekst, total=None)

            def naaet(navn: str, antal: int, ialt: int) -> None:
                bjaelke.update(opgave, completed=antal, total=ialt, description=f"{tekst}: {navn}")

            yield naaet

    def opsummer(self, beregning: Beregning) -> None:
        """Regel for regel: hvor mange celler fik hvilket ord, og hvad der ikke svarede."""
        from samkoering.grundlag.roller import Status
        from samkoering.regler import ALLE_REGLER

        antal: dict[tuple[int, str], int] = {
            (nr, status): n
            for nr, status, n in beregning.status.group_by("nr", "status").len().iter_rows()
        }
        tabel = Table(
            title=f"Samkøring {beregning.dag:%d-%m-%Y}",
            title_justify="left",
            box=box.SIMPLE_HEAD,
            pad_edge=False,
        )
        tabel.add_column("Nr.", justify="right", min_width=3, no_wrap=True)
        tabel.add_column("Regel", no_wrap=True, max_width=24)
        for status in Status:
            tabel.add_column(
                _OVERSKRIFTER[status.value], justify="right", min_width=7, no_wrap=True
            )
        for regel in ALLE_REGLER:
            tal = [_tal(antal.get((regel.nr, status.value), 0)) for status in Status]
            tabel.add_row(str(regel.nr), regel.navn, *tal)
        self._konsol.print(tabel)
        self._vis_svar(beregning)

    def _vis_svar(self, beregning: Beregning) -> None:
        bestand, udtraek = beregning.bestand, beregning.udtraek
        aegtefaeller = bestand.personer.height - bestand.sager.height
        self._konsol.print(
            f"{_tal(bestand.sager.height)} sager, {_tal(aegtefaeller)} ægtefæller, "
            f"{_tal(beregning.udfald.height)} udfald."
        )
        for navn in beregning.ubesvarede_tabeller:
            self._konsol.print(
                f"Ikke besvaret: {navn}. {udtraek.leveret(navn).grund}", markup=False
            )
        for navn in udtraek.laeste:
            leveret = udtraek.leveret(navn)
            for linje in (*leveret.advarsler, *map(str, leveret.afvisninger[:5])):
                self._konsol.print(linje, markup=False)
        fejlede = udtraek.ikke_besvaret.ramme.height
        if fejlede:
            self._konsol.print(f"{_tal(fejlede)} opslag på enkeltpersoner blev ikke besvaret.")

    def vis_koersel(self, koersel: Koersel) -> None:
        """Hvad natten efterlod i databasen."""
        from django.db.models import Sum

        felter = {felt: Sum(felt) for felt in _TAL_PAA_DELEN}
        dele = koersel.dele.get_queryset().aggregate(**felter)
        tal = ", ".join(f"{ord_} {_tal(dele[felt] or 0)}" for felt, ord_ in _TAL_PAA_DELEN.items())
        self._konsol.print(f"Kørsel {koersel} {koersel.get_tilstand_display().lower()}: {tal}.")
        for linje in _manglede(koersel):
            self._konsol.print(linje, markup=False)


def _manglede(koersel: Koersel) -> Iterator[str]:
    """En linje for hvert register, der ikke svarede, og hver kommune, der ikke er skrevet."""
    from adgang.kommuner import KOMMUNER
    from samkoering.models import Deltilstand

    tavse: dict[str, str] = {}
    for svar in koersel.tabeller:
        if svar.get("tilstand") != "BESVARET":
            tavse.setdefault(svar["register"], svar.get("grund") or "")
    for register, grund in tavse.items():
        yield f"{register} svarede ikke. {grund}"
    for del_ in koersel.natdele.filter(tilstand=Deltilstand.KARANTAENE):
        navn = KOMMUNER.get(del_.kommunekode, del_.kommunekode)
        yield f"{navn} er ikke skrevet. {del_.grund}"


def _tal(antal: int) -> str:
    return f"{antal:,}".replace(",", ".")
