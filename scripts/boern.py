"""Børneprocesser, der startes i rækkefølge, stoppes i den omvendte og dør med deres forælder.

Fælles for værten (``make run``) og prøvebænken (``make test``).
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType, TracebackType
from typing import NoReturn

KUN_MED_FORAELDER = 'test "$PPID" = "$0" && exec "$@"'
"""Skallens ``$PPID`` er forælderen, da skallen begyndte; ``$0`` er den, der bad om barnet."""
STOPPES_AF = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


class TjenesteError(RuntimeError):
    """En tjeneste kom ikke op eller faldt; beskeden siger hvilken, og hvor dens log ligger."""


@dataclass
class Barn:
    """Én kørende tjeneste: dens navn, proces, log og det signal, der stopper den pænt."""

    navn: str
    proces: subprocess.Popen[bytes]
    log: Path
    stopsignal: signal.Signals

    def lever(self) -> bool:
        """Kører processen endnu?"""
        return self.proces.poll() is None

    def stop(self, frist: float = 15.0) -> None:
        """Bed processen stoppe, vent højst ``frist`` sekunder, og tag så hele dens gruppe."""
        if self.lever():
            self.proces.send_signal(self.stopsignal)
            try:
                self.proces.wait(frist)
            except subprocess.TimeoutExpired:
                sig(f"{self.navn} stoppede ikke inden for {frist:.0f} sekunder og lukkes nu hårdt.")
        try:
            os.killpg(self.proces.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        self.proces.wait()

    def logslut(self, linjer: int = 20) -> str:
        """De sidste linjer af loggen, til at vise når tjenesten faldt."""
        return "\n".join(self.log.read_text("utf-8", errors="replace").splitlines()[-linjer:])


@dataclass
class Boern:
    """Flokken: brug den som kontekst, så alle stoppes, uanset hvordan blokken forlades."""

    logmappe: Path
    alle: list[Barn] = field(default_factory=list)

    def __enter__(self) -> Boern:
        self.logmappe.mkdir(parents=True, exist_ok=True)
        lyt_efter_stop()
        return self

    def __exit__(
        self,
        art: type[BaseException] | None,
        fejl: BaseException | None,
        spor: TracebackType | None,
    ) -> None:
        hoer_ikke_efter()
        for barn in reversed(self.alle):
            barn.stop()

    def start(
        self,
        navn: str,
        kommando: Sequence[str | Path],
        *,
        miljoe: Mapping[str, str] | None = None,
        stopsignal: signal.Signals = signal.SIGTERM,
        uid: int | None = None,
    ) -> Barn:
        """Start en tjeneste i sin egen session, så Ctrl-C kun rammer forælderen.

        ``uid`` lader root starte tjenester, der nægter at køre som root.
        """
        log = self.logmappe / f"{navn}.log"
        with log.open("wb") as ud:
            proces = subprocess.Popen(
                [*doer_med_foraelder(stopsignal), *map(str, kommando)],
                stdin=subprocess.DEVNULL,
                stdout=ud,
                stderr=subprocess.STDOUT,
                env=miljoe,
                start_new_session=True,
                user=uid,
                extra_groups=None if uid is None else [],
            )
        barn = Barn(navn, proces, log, stopsignal)
        self.alle.append(barn)
        return barn

    def vent_paa(self, barn: Barn, klar: Callable[[], bool], frist: float = 60.0) -> None:
        """Vent, til ``klar()`` er sand.

        Falder barnet, eller løber fristen ud, rejses ``TjenesteError`` med det sidste af loggen.
        """
        slut = time.monotonic() + frist
        while not klar():
            if not barn.lever():
                raise TjenesteError(
                    f"{barn.navn} faldt under starten ({barn.log}):\n{barn.logslut()}"
                )
            if time.monotonic() > slut:
                raise TjenesteError(
                    f"{barn.navn} svarede ikke inden for {frist:.0f} sekunder ({barn.log}):\n"
                    f"{barn.logslut()}"
                )
            time.sleep(0.1)

    def vaag(self) -> NoReturn:
        """Bliv her, til en tjeneste falder (``TjenesteError``) eller nogen afbryder."""
        while True:
            for barn in self.alle:
                if not barn.lever():
                    raise TjenesteError(f"{barn.navn} faldt ({barn.log}):\n{barn.logslut()}")
            time.sleep(0.5)


def lyt_efter_stop() -> None:
    """Lad TERM, HUP og Ctrl-C afbryde på samme måde, også når skallen havde slået Ctrl-C fra."""
    for tegn in STOPPES_AF:
        signal.signal(tegn, afbryd)


def afbryd(tegn: int, _ramme: FrameType | None) -> NoReturn:
    """Alle stopsignaler bliver til en afbrydelse, der løber ud gennem kontekstblokkene.

    Kun det første: make og skallen sender gerne ét mere, og det må ikke afbryde oprydningen.
    """
    hoer_ikke_efter()
    raise KeyboardInterrupt(signal.Signals(tegn).name)


def hoer_ikke_efter() -> None:
    """Overhør stopsignaler, mens der ryddes op."""
    for tegn in STOPPES_AF:
        signal.signal(tegn, signal.SIG_IGN)


def doer_med_foraelder(tegn: signal.Signals) -> list[str]:
    """Forspand, der lader kernen sende ``tegn``, hvis forælderen dør uden at rydde op.

    Kernen kender først aftalen, når ``setpriv`` har kørt. Døde forælderen forinden, har barnet en
    anden nu, og så begynder det ikke.
    """
    setpriv = shutil.which("setpriv")
    if not setpriv:
        return []
    aftale = [setpriv, "--pdeathsig", tegn.name.removeprefix("SIG"), "--"]
    return [*aftale, "/bin/sh", "-c", KUN_MED_FORAELDER, str(os.getpid())]


def sig(tekst: str) -> None:
    """Skriv en linje til den, der startede scriptet, med det samme."""
    sys.stdout.write(f"{tekst}\n")
    sys.stdout.flush()
