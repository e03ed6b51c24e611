"""De seneste nætter: én tilstand pr. nat til diagrammet, og hver kørsel til tabellen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from portal.drift.besked import hvorfor
from portal.drift.billede import Billede
from portal.drift.grundlag import AFSLUTTEDE, NAETTER, er_hel, foerste_dag, sidste_dag
from portal.drift.helet import hvornaar
from portal.drift.kilder import ALLE_REGLER, regler_uden_svar
from portal.drift.landstal import Nattal
from portal.drift.ord import antal, varighed
from samkoering.models import Koersel, Koerselstilstand

INGEN, FOER = "INGEN", "FOER"
ORD = {**dict(Koerselstilstand.choices), INGEN: "Ikke kørt", FOER: "Før portalen blev sat op"}


@dataclass(frozen=True, slots=True)
class Nat:
    """Én dato i historikken."""

    dag: date
    tilstand: str
    nye: int | None
    """Ukendt, når natten intet skrev: tavshed er aldrig nul."""

    helet: str = ""
    """Kørslen, der gjorde en delvis nat hel; så tælles den som gennemført."""

    @property
    def ord(self) -> str:
        """Tilstanden på dansk."""
        return f"Delvist, hel med {self.helet}" if self.helet else ORD[self.tilstand]


@dataclass(frozen=True, slots=True)
class Kort:
    """Én kørsel i tabellen."""

    koersel: Koersel
    hvorfor: str
    varighed: str
    regler: str
    skrevet: str
    tal: Nattal | None
    """Ukendt, når kørslen intet skrev."""


def naetter(b: Billede) -> tuple[Nat, ...]:
    """Nætterne, ældst først; begynder ved den første kørsel, når der er færre end tredive."""
    koersler = b.grundlag.koersler
    if not koersler:
        return ()
    fra = max(foerste_dag(b.nu), min(k.dato for k in koersler))
    til = max(sidste_dag(b.nu), *(k.dato for k in koersler))
    dage = [fra + timedelta(days=n) for n in range((til - fra).days + 1)]
    return tuple(_nat(b, dag, [k for k in koersler if k.dato == dag]) for dag in dage)


def kendte(alle: Iterable[Nat]) -> tuple[Nat, ...]:
    """Nætterne, der er kørt eller skulle være det."""
    return tuple(nat for nat in alle if nat.tilstand != FOER)


def siden_hvornaar(b: Billede, alle: tuple[Nat, ...]) -> str:
    """Hvornår nætterne begynder, når de ikke er de tredive seneste; ellers tom."""
    if len(kendte(alle)) < len(alle) and b.sat_op:
        return (
            f"Portalen blev sat op {b.sat_op:%d-%m-%Y}. Før det er kun de nætter med, der er kørt."
        )
    if alle and len(alle) < NAETTER:
        return f"Den første nat er {alle[0].dag:%d-%m-%Y}."
    return ""


def konklusion(alle: tuple[Nat, ...]) -> str:
    """Diagrammets titel: det, det viser."""
    alle = kendte(alle)
    if not alle:
        return "Der er endnu ingen nætter at vise"
    hele = sum(nat.tilstand == Koerselstilstand.GENNEMFOERT for nat in alle)
    af = antal(len(alle), "nat,nætter")
    if hele == len(alle):
        return "Den seneste nat er gennemført" if hele == 1 else f"Alle {af} er gennemført"
    resten = (
        (Koerselstilstand.DELVIST, "delvist"),
        (Koerselstilstand.FEJLET, "fejlet"),
        (INGEN, "ikke kørt"),
        (Koerselstilstand.KOERER, "i gang"),
    )
    led = [(sum(nat.tilstand == tilstand for nat in alle), ord_) for tilstand, ord_ in resten]
    mangler = ", ".join(f"{hvor_mange} {ord_}" for hvor_mange, ord_ in led if hvor_mange)
    return f"{hele} af {af} er gennemført, {mangler}"


def kort(b: Billede) -> tuple[Kort, ...]:
    """Kørslerne, nyeste først."""
    return tuple(_kort(b, koersel) for koersel in b.grundlag.koersler)


def median_nye(alle: Iterable[Nat]) -> int | None:
    """Medianen af nye sager i de skrevne nætter."""
    skrevne = [nat.nye or 0 for nat in alle if nat.tilstand in AFSLUTTEDE]
    return round(median(skrevne)) if skrevne else None


def _nat(b: Billede, dag: date, koersler: list[Koersel]) -> Nat:
    """Datoens seneste hele kørsel, helst en skreven; nye sager er alle datoens."""
    hele = [k for k in koersler if er_hel(k)]
    skrevne = [k for k in hele if k.tilstand in AFSLUTTEDE]
    valgt = next(iter(skrevne or hele), None)
    tal = [b.tal[k.pk].nye_sager for k in koersler if k.pk in b.tal]
    nye = sum(tal) if tal or skrevne else None
    if valgt and (helet := b.helet.get(valgt.pk)):
        return Nat(dag, Koerselstilstand.GENNEMFOERT, nye, hvornaar(helet))
    if valgt is None and b.sat_op and dag < b.sat_op:
        return Nat(dag, FOER, None)
    return Nat(dag, valgt.tilstand if valgt else INGEN, nye)


def _kort(b: Billede, koersel: Koersel) -> Kort:
    dele = b.kommuner(koersel)
    koert = len(ALLE_REGLER) - len(regler_uden_svar(koersel.tabeller))
    return Kort(
        koersel=koersel,
        hvorfor=hvorfor(koersel),
        varighed=varighed(koersel.startet, koersel.afsluttet or b.nu),
        regler=f"{koert} af {len(ALLE_REGLER)}" if koersel.tabeller else "–",
        skrevet=f"{dele.skrevet} af {dele.ialt}" if dele.ialt else "–",
        tal=b.tal.get(koersel.pk),
    )
