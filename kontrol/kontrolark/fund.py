"""Nærmere oplysninger: hvert udfald med sin sætning, sit bevis og sin kilde."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kontrol.kontrolark.felter import Celle, celle, slags
from kontrol.kontrolark.indhold import Fortolkning, Fund, Indhold
from kontrol.kontrolark.koder import forklaringer
from kontrol.kontrolark.maskering import bor_beskyttet

ROLLER = {"YM": "Modtager", "AEF": "Ægtefælle"}
ROLLEN_I_OVERSKRIFTEN = {"YM": "ydelsesmodtager", "AEF": "ægtefælle"}
DOEDSFALD = ("borger_doer", "barn_doer")
"""Regler, der meddeler en død: de vises uden advarselstegn og -farve."""


@dataclass(frozen=True, slots=True)
class Fundvisning:
    """Et udfald klar til at vise."""

    id: str
    nr: int
    slug: str
    overskrift: str
    saetning: str
    doedsfald: bool
    kolonner: tuple[Celle, ...]
    raekker: tuple[tuple[Celle, ...], ...]
    koder: tuple[str, ...]
    """Hvad registerets koder i tabellen betyder."""
    register: str
    slaaet_op: str
    """ISO-tidspunkt."""
    koersel: str
    fortolket: bool
    fortolkninger: tuple[Fortolkning, ...]


def fundvisninger(
    indhold: Indhold, *, vis_adresse: bool, roller: Mapping[str, str] = ROLLEN_I_OVERSKRIFTEN
) -> tuple[Fundvisning, ...]:
    """Alle udfald i den orden, natten frøs dem."""
    return tuple(_vis(fund, indhold, roller, vis_adresse=vis_adresse) for fund in indhold["udfald"])


def _vis(
    fund: Fund, indhold: Indhold, roller: Mapping[str, str], *, vis_adresse: bool
) -> Fundvisning:
    masker = not vis_adresse and bevis_skjules(fund, indhold)
    typer = [kolonne["type"] for kolonne in fund["kolonner"]]
    raekker = tuple(
        tuple(celle(t, v, masker_adresse=masker) for t, v in zip(typer, raekke, strict=False))
        for raekke in fund["raekker"]
    )
    return Fundvisning(
        id=fund["id"],
        nr=fund["nr"],
        slug=fund["regel"],
        overskrift=f"{fund['navn']} – {roller[fund['rolle']]}",
        saetning=fund["saetning"],
        doedsfald=fund["regel"] in DOEDSFALD,
        kolonner=tuple(Celle(k["navn"], slags(k["type"])) for k in fund["kolonner"]),
        raekker=raekker,
        koder=forklaringer(
            [kolonne["navn"] for kolonne in fund["kolonner"]],
            [[en.tekst for en in raekke] for raekke in raekker],
        ),
        register=fund["register"],
        slaaet_op=fund["slaaet_op"],
        koersel=fund["koersel"],
        fortolket=fund["fortolket"],
        fortolkninger=tuple(fund["fortolkninger"]),
    )


def bevis_skjules(fund: Fund, indhold: Indhold) -> bool:
    """Bevisets adresser maskeres, når personen selv eller en på samme ark er beskyttet."""
    aef = indhold["aef"]
    return (
        fund.get("adressebeskyttet", False)
        or bor_beskyttet(indhold["ym"])
        or (aef is not None and bor_beskyttet(aef))
    )
