"""En registerserver til prøverne, og en adapter, der spoler tiden frem i stedet for at vente."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from registre.adapter import Leverance, RegisterSvarerIkke, vaelg
from registre.http.bestilling import Bestilling
from registre.http.forbindelse import Forbindelse
from registre.http.kreds import Kreds
from registre.http.server import Registerserver
from registre.http.taalmod import Taalmod

NOEGLE = "en-delt-noegle-til-proever"
DATO = date(2018, 6, 19)


class Spoleur:
    """Et ur, der går, når nogen venter på det, og husker hvor længe."""

    def __init__(self) -> None:
        self.tid, self.ventet = 0.0, list[float]()

    def nu(self) -> float:
        return self.tid

    def sov(self, sekunder: float) -> None:
        self.ventet.append(sekunder)
        self.tid += sekunder


class Klient:
    """Adaptere til serveren, med ur, kreds og terning, prøven kan se."""

    def __init__(self, server: Registerserver, **valg: Any) -> None:
        self.server, self.ur = server, Spoleur()
        self.kreds = valg.pop("kreds", None) or Kreds(self.ur.nu, graense=10)
        self.timeout = valg.pop("timeout", 30.0)
        self.budget = valg.pop("budget", 300.0)
        self.noegle = valg.pop("noegle", NOEGLE)
        self.taalmod = Taalmod(ur=self.ur, terning=lambda: 1.0, **valg)

    def hent(self, mappe: Path, rum: str = "feriekonto", dato: date = DATO) -> Leverance:
        adapter = vaelg(
            f"registre.{rum}.adapter.HttpAdapter",
            forbindelse=Forbindelse(self.server.url, self.noegle, self.timeout),
            taalmod=self.taalmod,
            kreds=self.kreds,
            budget=self.budget,
        )
        return adapter.hent(dato, mappe)

    def grund(self, mappe: Path, rum: str = "feriekonto") -> str:
        """Grunden til, at registeret ikke svarede; mappen er tom eller findes ikke."""
        try:
            self.hent(mappe, rum)
        except RegisterSvarerIkke as fejl:
            svigtede, grund = fejl.register, fejl.grund
        else:
            return ""
        assert svigtede == rum
        assert not mappe.exists() or not list(mappe.iterdir())
        return grund


@contextmanager
def server(verden: Path, *fejl: str, **valg: Any) -> Iterator[Registerserver]:
    """En server på en ledig port, med de bestilte fejl."""
    with Registerserver(verden, NOEGLE, **{"sidestoerrelse": 500, **valg}) as koerende:
        for tekst in fejl:
            koerende.bestillinger.bestil(Bestilling.laes(tekst))
        yield koerende
