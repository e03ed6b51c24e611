"""En nats verden af beskyttede: hver scene er en sag med sine egne veje, så et fund har et navn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from tests.samkoering.verden import Verden

NAT = date(2018, 6, 19)
FLYTTEDAG = date(2018, 6, 2)
TIDLIGERE = date(2018, 5, 5)
FOEDT, BARN_FOEDT = date(1980, 1, 1), date(2010, 3, 3)


@dataclass(frozen=True, slots=True)
class Hjem:
    """En adresse, som ingen anden scene har; ``vej`` kendes igen overalt."""

    nr: int

    @property
    def vej(self) -> str:
        """Vejens navn."""
        return f"Skjulestien{self.nr:03d}"

    @property
    def spor(self) -> tuple[str, str]:
        """Vejens navn, og adressen, som en hændelses nøgle skriver den."""
        return self.vej, f"-{self.vejkode}-{self.husnr}"

    @property
    def vejkode(self) -> str:
        """Vejens kode."""
        return f"{1000 + self.nr}"

    @property
    def husnr(self) -> str:
        """Husets nummer på tre cifre."""
        return f"{self.nr:03d}"


@dataclass(slots=True)
class Scene:
    """En ydelsessag, dens personer og dens hjem."""

    verden: Verden
    navn: str
    nr: int
    kommune: str
    hjem: dict[str, Hjem] = field(default_factory=dict)
    boet: dict[str, set[str]] = field(default_factory=dict)
    egne: set[str] = field(default_factory=set)
    """Hjem, som en begrundelse må vise på netop denne borgers ark."""
    andres: set[str] = field(default_factory=set)
    """Hjem, som aldrig kommer på denne borgers ark."""
    fri: set[str] = field(default_factory=set)
    """Hjem, ingen beskyttet har; de skal kunne ses uden videre."""

    def __post_init__(self) -> None:
        sag = {"sag_id": f"SAG{self.nr:03d}", "kommunekode": self.kommune}
        self.skriv("ydelse_sager", "YM", kle="32.24.04", oprettet="2015-01-01", **sag)
        udbetalt = {"udbetalt": "2018-05-31", "beloeb_oere": "100"}
        self.verden.skriv("ydelse_udbetalinger", sag_id=sag["sag_id"], **udbetalt)
        self.voksen("YM")

    @property
    def ym(self) -> str:
        """Modtagerens CPR-nummer."""
        return self.cpr("YM")

    def cpr(self, hvem: str) -> str:
        """Personens nummer i scenen."""
        return f"670585{1000 + 10 * self.nr + PERSONER.index(hvem):04d}"

    def skriv(self, tabel: str, hvem: str = "", /, **celler: object) -> None:
        """Læg en række i tabellen, evt. om en af personerne."""
        om = {"cpr": self.cpr(hvem)} if hvem else {}
        self.verden.skriv(tabel, **om, **{navn: str(celle) for navn, celle in celler.items()})

    def voksen(self, hvem: str) -> None:
        """En voksen med bopæl i Danmark."""
        self.skriv("cpr_personer", hvem, efternavn=f"{hvem.title()}sen", foedselsdato=FOEDT)
        self.skriv("cpr_status", hvem, status="01", fra=FOEDT)

    def gift(self, hvem: str = "AEF", til: date | None = None) -> None:
        """Modtageren og ``hvem`` er gift; den anden er også en voksen."""
        self.voksen(hvem)
        for en, anden in (("YM", hvem), (hvem, "YM")):
            periode = {"fra": "2010-05-05", "til": dagen_foer(til) if til else ""}
            par = {"civilstand": "G", "aegtefaelle_cpr": self.cpr(anden)}
            self.skriv("cpr_civilstand", en, **par, **periode)

    def barn(self, *foraeldre: str) -> None:
        """Et barn under 18 med de forældre."""
        self.skriv("cpr_personer", "BARN", fornavn="Barn", foedselsdato=BARN_FOEDT)
        for hvem in foraeldre:
            par = {"foraelder_cpr": self.cpr(hvem), "barn_cpr": self.cpr("BARN")}
            self.skriv("cpr_boern", **par)

    def bor(self, hvem: str, hvor: str, fra: date = FOEDT, til: date | None = None) -> None:
        """Personen bor på hjemmet fra og til; ``til`` er dagen, hun flytter derfra."""
        if hvor not in self.hjem:
            self.hjem[hvor] = Hjem(10 * self.nr + len(self.hjem))
        self.boet.setdefault(hvem, set()).add(hvor)
        hjem = self.hjem[hvor]
        sted = {"vejkode": hjem.vejkode, "husnr": hjem.husnr, "vejnavn": hjem.vej}
        periode = {"fra": fra, "til": dagen_foer(til) if til else ""}
        self.skriv("cpr_adresser", hvem, kommunekode=self.kommune, **sted, **periode)

    def flytter(self, hvem: str, fra: str, til: str, dag: date = FLYTTEDAG) -> None:
        """Personen flytter fra det ene hjem til det andet."""
        self.bor(hvem, fra, til=dag)
        self.bor(hvem, til, fra=dag)

    def beskyt(self, hvem: str, art: str = "0001", **periode: object) -> None:
        """Navne- og adressebeskyttelse, eller en anden beskyttelse."""
        self.skriv("cpr_beskyttelse", hvem, type=art, **{"fra": "2018-01-01", **periode})

    def vis(self, *, egne: str = "", andres: str = "", fri: str = "") -> None:
        """Hvad der må ses af hvert hjem; bogstaverne er hjemmenes navne."""
        self.egne, self.andres, self.fri = set(egne), set(andres), set(fri)

    def hos(self, hvem: str) -> set[str]:
        """De hjem, personen selv bor eller har boet på."""
        return self.boet.get(hvem, set())

    def spor(self, hjem: set[str]) -> set[str]:
        """Det, hjemmene kendes på."""
        return {tekst for navn in hjem for tekst in self.hjem[navn].spor}


PERSONER = ("YM", "AEF", "BARN", "FAR", "GAMMEL")


def dagen_foer(dag: date) -> date:
    """Dagen før."""
    return dag - timedelta(days=1)


def byg(
    mappe: Path, kommune: tuple[str, str], scener: dict[str, Callable[[Scene], None]], fra: int = 0
) -> list[Scene]:
    """Skriv udtrækket med hver scene; personer og hjem er nummereret fra scene ``fra``."""
    verden = Verden(mappe, NAT)
    kode, navn = kommune
    verden.skriv("kommuner", kommunekode=kode, navn=navn, par10_aktiveringsdato="2010-01-01")
    byggede = [Scene(verden, navn, nr, kode) for nr, navn in enumerate(scener, start=fra)]
    for scene in byggede:
        scener[scene.navn](scene)
    verden.gem()
    return byggede
