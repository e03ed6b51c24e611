"""Datakilderne: hvad hvert register svarede i nat, eller da det blev kørt igen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from portal.drift.grundlag import AFSLUTTEDE, Grundlag
from portal.overblik.natten import BESVARET
from portal.templatetags.dansk import med_punktum
from registre.kontrakt import REGISTRE, TABELLER
from samkoering.models import Koersel
from samkoering.regelkatalog import regler

Tabelsvar = dict[str, Any]
_RUM = {navn: rum for rum, navn in REGISTRE.items()}
ALLE_REGLER = tuple(regel["nr"] for regel in regler())


@dataclass(frozen=True, slots=True)
class Kilde:
    """Ét register, som natten fik det."""

    rum: str
    navn: str
    tavse: tuple[Tabelsvar, ...]
    """De tabeller, der ikke blev besvaret."""
    tabeller: int
    raekker: int
    aendring: int | None
    """Rækker flere eller færre end natten før; ukendt, når en af dem ikke svarede."""
    afviste: int
    slaaet_op: str
    data_fra: str
    hentet_igen: Koersel | None
    """Kørslen, der fik svaret, når det ikke var natten selv."""

    @property
    def svarede(self) -> bool:
        """Om alle registerets tabeller blev besvaret."""
        return not self.tavse

    @property
    def status(self) -> str:
        """Det korte ord."""
        if self.svarede:
            return "Hentet igen" if self.hentet_igen else "Hentet"
        afvist = all(svar.get("tilstand") == "AFVIST" for svar in self.tavse)
        hvad = "Afvist" if afvist else "Svarede ikke"
        hele = len(self.tavse) == self.tabeller
        return hvad if hele else f"{hvad}: {len(self.tavse)} af {self.tabeller} tabeller"

    @property
    def mod_foer(self) -> str:
        """Ændringen med fortegn; en streg, når den ikke kendes."""
        if self.aendring is None:
            return "–"
        fortegn = "+" if self.aendring > 0 else "−" if self.aendring < 0 else ""
        return f"{fortegn}{med_punktum(abs(self.aendring))}"

    @property
    def grund(self) -> str:
        """Grundene, hver én gang."""
        return " ".join(dict.fromkeys(str(svar.get("grund") or "") for svar in self.tavse))


def kilder(grundlag: Grundlag) -> tuple[Kilde, ...]:
    """Registrene i kontraktens orden; tom, når ingen nat er skrevet."""
    nat = grundlag.nat
    if nat is None:
        return ()
    forrige = _pr_register(grundlag.forrige.tabeller if grundlag.forrige else ())
    igen = hentet_igen(grundlag)
    return tuple(
        _kilde(register, igen[register].tabeller if register in igen else nat.tabeller,
               forrige.get(register, []), igen.get(register))
        for register in _pr_register(nat.tabeller)
    )  # fmt: skip


def gaeldende_tabeller(grundlag: Grundlag) -> list[Tabelsvar]:
    """Svarene, som de gælder nu: et register, der er kørt igen, med sit nye svar."""
    nat, igen = grundlag.nat, hentet_igen(grundlag)
    if nat is None:
        return []
    return [
        svar
        for register, gamle in _pr_register(nat.tabeller).items()
        for svar in (_pr_register(igen[register].tabeller)[register] if register in igen else gamle)
    ]


def regler_uden_svar(tabeller: Iterable[Tabelsvar]) -> tuple[int, ...]:
    """Numrene på de regler, der læser en tabel, som ikke blev besvaret."""
    tavse = {svar["tabel"] for svar in tabeller if svar.get("tilstand") != BESVARET}
    return tuple(regel["nr"] for regel in regler() if tavse & regel["laeser"].keys())


def tabellerne(svar: Sequence[Tabelsvar]) -> list[Tabelsvar]:
    """Svarene i kontraktens orden."""
    orden = {navn: nr for nr, navn in enumerate(TABELLER)}
    return sorted(svar, key=lambda t: orden.get(str(t["tabel"]), len(orden)))


def hentet_igen(grundlag: Grundlag) -> dict[str, Koersel]:
    """Pr. register den seneste kørsel af netop det, som det svarede helt i."""
    fundne: dict[str, Koersel] = {}
    for koersel in grundlag.efter:
        register = REGISTRE.get(koersel.kun_register, "")
        svar = _pr_register(koersel.tabeller).get(register, [])
        nat = grundlag.nat
        samme = nat is not None and koersel.dato == nat.dato
        if samme and koersel.tilstand in AFSLUTTEDE and svar and not _tavse(svar):
            fundne[register] = koersel
    return fundne


def _kilde(
    register: str, tabeller: Sequence[Tabelsvar], foer: list[Tabelsvar], igen: Koersel | None
) -> Kilde:
    svar = _pr_register(tabeller)[register]
    raekker, tavse = _raekker(svar), _tavse(svar)
    kendes = foer and not tavse and not _tavse(foer)
    return Kilde(
        rum=_RUM.get(register, ""),
        navn=register,
        tavse=tuple(tavse),
        tabeller=len(svar),
        raekker=raekker,
        aendring=raekker - _raekker(foer) if kendes else None,
        afviste=sum(int(t.get("afviste") or 0) for t in svar),
        slaaet_op=max((str(t.get("slaaet_op") or "") for t in svar), default=""),
        data_fra=min((str(t["data_fra"]) for t in svar if t.get("data_fra")), default=""),
        hentet_igen=igen,
    )


def _tavse(svar: Iterable[Tabelsvar]) -> list[Tabelsvar]:
    return [t for t in svar if t.get("tilstand") != BESVARET]


def _raekker(svar: Iterable[Tabelsvar]) -> int:
    return sum(int(t.get("raekker") or 0) for t in svar)


def _pr_register(tabeller: Iterable[Tabelsvar]) -> dict[str, list[Tabelsvar]]:
    """Tabellerne samlet pr. register, i kontraktens orden; ukendte registre sidst."""
    orden = {navn: nr for nr, navn in enumerate(REGISTRE.values())}
    sorteret = sorted(tabeller, key=lambda t: orden.get(str(t["register"]), len(orden)))
    return {navn: list(gruppe) for navn, gruppe in groupby(sorteret, lambda t: str(t["register"]))}
