"""Hændelserne om borgeren: hvad der blev fundet, hvor, hvornår og med hvilket bevis."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from adgang.indsigt import Adresse, Afsnit, Beloeb, Celle
from adgang.models import Kommune
from samkoering.grundlag.ord import dansk_dato
from samkoering.indsigt.hvidliste import BOERNENES, kolonner, saetning
from samkoering.models import Udfald
from samkoering.regelkatalog import regel

ROLLER = {"YM": "Modtager af ydelsen", "AEF": "Ægtefælle"}


def om_borgeren(kommune: Kommune, cpr: str) -> list[Udfald]:
    """Udfald, der handler om borgeren selv, nyeste først, uanset hvis sag de hører til."""
    alle = Udfald.objects.i_kommune(kommune).filter(cpr=cpr)
    return list(alle.select_related("koersel").order_by(*Udfald.ORDEN))


def om_borgeren_som_barn(kommune: Kommune, cpr: str) -> list[Udfald]:
    """Udfald om en forælder, hvor borgeren er barnet."""
    alle = Udfald.objects.i_kommune(kommune).filter(regel__in=BOERNENES, noegle__startswith=cpr)
    return list(alle.select_related("koersel").order_by(*Udfald.ORDEN))


def haendelser(kommune: Kommune, cpr: str) -> list[Afsnit]:
    """Hver hændelse som sit eget underafsnit, og dem, hvor borgeren er barnet."""
    fundne = om_borgeren(kommune, cpr)
    som_barn = om_borgeren_som_barn(kommune, cpr)
    alle = Afsnit(
        "Hændelser om dig",
        "En hændelse er en oplysning fra et register, som en regel har peget på. "
        "Den er ikke en afgørelse. Oplysninger om andre end dig er udeladt.",
        automatisk=True,
        tom="Der er ikke fundet hændelser om dig.",
        under=tuple(_haendelse(udfald) for udfald in fundne),
    )
    return [alle, _boern(som_barn)] if som_barn else [alle]


def _haendelse(udfald: Udfald) -> Afsnit:
    bevis = _bevis(udfald)
    return Afsnit(
        f"{regel(udfald.regel)['navn']}, {dansk_dato(udfald.haendelsesdato)}",
        saetning(udfald.regel, udfald.saetning),
        ("Oplysning", "Indhold"),
        tuple(_fakta(udfald)),
        automatisk=True,
        under=(bevis,) if bevis.raekker else (),
    )


def _fakta(udfald: Udfald) -> Iterator[tuple[str, Celle]]:
    katalog, bevis = regel(udfald.regel), udfald.bevis
    yield "Regel", f"{katalog['nr']} {katalog['navn']}"
    yield "Din rolle", ROLLER[udfald.rolle]
    yield "Hændelsens dato", udfald.haendelsesdato
    yield "Register", bevis.get("register", "")
    if slaaet_op := tid(bevis.get("slaaet_op")):
        yield "Slået op", slaaet_op
    yield "Fundet", f"Automatisk, af kørslen {udfald.koersel} den {dansk_dato(udfald.fundet)}"
    yield "Regelsættets version", udfald.koersel.regelsaet
    yield "Tilstand", udfald.get_tilstand_display()
    if udfald.bortfaldet:
        yield "Bortfaldet", udfald.bortfaldet
    for fortolkning in katalog["fortolkninger"]:
        yield f"Bygger på fortolkning {fortolkning['nr']}", fortolkning["tekst"]


def _bevis(udfald: Udfald) -> Afsnit:
    """Bevisets tabel med de kolonner, der er på hvidlisten."""
    tilladte, poster = kolonner(udfald.regel), udfald.bevis.get("kolonner", [])
    pladser = [nr for nr, kolonne in enumerate(poster) if kolonne["navn"] in tilladte]
    beskyttet = udfald.bevis.get("adressebeskyttet", False)
    return Afsnit(
        "Det, registeret sagde",
        kolonner=tuple(poster[nr]["navn"] for nr in pladser),
        raekker=tuple(
            tuple(
                _celle(poster[nr]["type"], raekke[nr], beskyttet=beskyttet)
                for nr in pladser
                if nr < len(raekke)
            )
            for raekke in (udfald.bevis.get("raekker", []) if pladser else [])
        ),
        automatisk=True,
    )


def _celle(type_: str, vaerdi: Any, *, beskyttet: bool) -> Celle:
    """Cellen efter sin kolonnes type; en værdi, der ikke passer, er den tekst, den er."""
    if vaerdi is None:
        return ""
    if type_ == "adresse":
        return Adresse(str(vaerdi), beskyttet)
    if type_ == "oere" and isinstance(vaerdi, int):
        return Beloeb(vaerdi)
    if type_ == "tal" and isinstance(vaerdi, int):
        return vaerdi
    return (dag(vaerdi) or str(vaerdi)) if type_ == "dato" else str(vaerdi)


def _boern(fundne: list[Udfald]) -> Afsnit:
    return Afsnit(
        "Hændelser, hvor du er barnet",
        "Reglerne om børn kontrolleres for forælderen. Her står kun, at hændelsen handlede om dig.",
        ("Regel", "Hændelsens dato", "Register", "Fundet af"),
        tuple(
            (
                f"{regel(u.regel)['nr']} {regel(u.regel)['navn']}",
                u.haendelsesdato,
                u.bevis.get("register", ""),
                f"Kørslen {u.koersel}, regelsæt {u.koersel.regelsaet}",
            )
            for u in fundne
        ),
        automatisk=True,
    )


def dag(iso: Any) -> date | None:
    """Datoen af ISO-tekst; ``None``, når den ikke er en dato."""
    try:
        return date.fromisoformat(str(iso))
    except ValueError:
        return None


def tid(iso: Any) -> datetime | None:
    """Tidspunktet af ISO-tekst; ``None``, når det ikke er et tidspunkt."""
    try:
        return datetime.fromisoformat(str(iso))
    except ValueError:
        return None
