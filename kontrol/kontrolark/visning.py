"""Det frosne indhold gjort klar til at vise; ens for skærm og PDF, og intet slås op igen."""

from __future__ import annotations

from dataclasses import dataclass

from kontrol.kontrolark.adresseloes import forklaring
from kontrol.kontrolark.felter import dag
from kontrol.kontrolark.fund import Fundvisning, fundvisninger
from kontrol.kontrolark.indhold import Fortolkning, Indhold, Ydelsessag, indhold_af
from kontrol.kontrolark.kilder import Kilde, Registeropslag, kilde, pr_register, tavse
from kontrol.kontrolark.maskering import bor_beskyttet
from kontrol.kontrolark.personkort import Personkort, aegtefaelle, ydelsesmodtager
from kontrol.kontrolark.regnskab import FREMHAEVEDE, Regnskab, regnskab
from samkoering.models import Kontrolark


@dataclass(frozen=True, slots=True)
class Stamlinje:
    """Én oplysning om hver person; en tom celle, når oplysningen ikke findes om personen."""

    navn: str
    celler: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Arkvisning:
    """Hele kontrolarket klar til at vise."""

    ym: Personkort
    aef: Personkort | None
    aef_bemaerkning: str
    sager: tuple[Ydelsessag, ...]
    fund: tuple[Fundvisning, ...]
    regnskab: Regnskab
    uden_adresse: str
    """Hvorfor Flytning står uden ændringer, selv om modtageren ingen adresse har."""
    fortolkninger: tuple[Fortolkning, ...]
    """Hver fortolkning, udfaldene bygger på, nævnt én gang."""
    koersel: dict[str, str]
    periode_fra: str
    periode_til: str
    kilder: tuple[Kilde, ...]
    beskyttet: bool
    """Nogen på arket har navne- og adressebeskyttelse, vist eller ej."""
    vis_adresse: bool
    fremhaevede: tuple[str, ...] = FREMHAEVEDE

    @property
    def personer(self) -> tuple[Personkort, ...]:
        """Modtageren og, når der er en, ægtefællen."""
        return (self.ym, self.aef) if self.aef else (self.ym,)

    @property
    def stamlinjer(self) -> tuple[Stamlinje, ...]:
        """Personernes oplysninger side om side, linje for linje."""
        andre = [{o.navn: o.linjer for o in kort.oplysninger} for kort in self.personer]
        return tuple(
            Stamlinje(oplysning.navn, tuple(felter.get(oplysning.navn, ()) for felter in andre))
            for oplysning in self.ym.oplysninger
        )

    @property
    def tavse_kilder(self) -> tuple[Kilde, ...]:
        """De tabeller, der ikke blev besvaret."""
        return tavse(self.kilder)

    @property
    def registre(self) -> tuple[Registeropslag, ...]:
        """Opslagene med én linje pr. register."""
        return pr_register(self.kilder)

    @property
    def aegtefaelle_uafklaret(self) -> bool:
        """Det kunne ikke afgøres, om der er en ægtefælle; ingen er da kontrolleret som en."""
        return self.aef is None and self.regnskab.med_aegtefaelle


def arkvisning(ark: Kontrolark, *, vis_adresse: bool = False) -> Arkvisning:
    """Gør arket klar; beskyttede adresser er maskerede, medmindre ``vis_adresse`` er sand."""
    indhold = indhold_af(ark)
    aef = indhold["aef"]
    kort = aegtefaelle(aef, vis_adresse=vis_adresse) if aef else None
    ym = ydelsesmodtager(indhold["ym"], aef, vis_adresse=vis_adresse)
    fund = fundvisninger(indhold, vis_adresse=vis_adresse)
    return Arkvisning(
        ym=ym,
        aef=kort,
        aef_bemaerkning=indhold["aef_bemaerkning"],
        sager=tuple(indhold["sager"]),
        fund=fund,
        regnskab=regnskab(indhold),
        uden_adresse=forklaring(indhold),
        fortolkninger=_fortolkninger(fund),
        koersel=indhold["koersel"],
        periode_fra=dag(indhold["kontrolperiode"]["fra"]),
        periode_til=dag(indhold["kontrolperiode"]["til"]),
        kilder=tuple(kilde(post) for post in indhold["datakilder"]),
        beskyttet=_beskyttet(indhold),
        vis_adresse=vis_adresse,
    )


def _beskyttet(indhold: Indhold) -> bool:
    personer = [person for person in (indhold["ym"], indhold["aef"]) if person]
    return any(bor_beskyttet(person) for person in personer) or any(
        fund.get("adressebeskyttet", False) for fund in indhold["udfald"]
    )


def _fortolkninger(fund: tuple[Fundvisning, ...]) -> tuple[Fortolkning, ...]:
    alle = {f["nr"]: f for visning in fund for f in visning.fortolkninger}
    return tuple(alle[nr] for nr in sorted(alle))
