"""Hvad registrene svarede ved kørslen: hver tabel for sig og samlet, én linje pr. register."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from kontrol.kontrolark.felter import dag
from kontrol.kontrolark.indhold import Datakilde

BESVARET = "Besvaret"
TILSTANDE = {"BESVARET": BESVARET, "MANGLER": "Svarede ikke", "AFVIST": "Afvist"}


@dataclass(frozen=True, slots=True)
class Kilde:
    """En tabel, der blev slået op i, med svaret i ord."""

    register: str
    tabel: str
    tilstand: str
    slaaet_op: str
    """ISO-tidspunkt; tom tekst, når tabellen ikke svarede."""
    data_fra: str
    """ISO-dato; tom tekst, når tabellen ikke svarede."""
    grund: str


@dataclass(frozen=True, slots=True)
class Registeropslag:
    """Et registers tabeller under ét."""

    register: str
    svar: str
    """»4 af 4«: besvarede tabeller af dem, der blev slået op i."""
    slaaet_op: tuple[str, ...]
    """Første og sidste ISO-tidspunkt; ét, når de er ens, og ingen uden svar."""
    data_fra: tuple[str, ...]
    """Ældste og nyeste dato på dansk; én, når de er ens, og ingen uden svar."""
    tavse: tuple[Kilde, ...]


def kilde(post: Datakilde) -> Kilde:
    """Tabellen med sin tilstand i ord; en ukendt tilstand vises, som den er."""
    return Kilde(
        register=post["register"],
        tabel=post["tabel"],
        tilstand=TILSTANDE.get(post["tilstand"], post["tilstand"]),
        slaaet_op=post["slaaet_op"] or "",
        data_fra=post["data_fra"] or "",
        grund=post["grund"] or "",
    )


def tavse(kilder: Iterable[Kilde]) -> tuple[Kilde, ...]:
    """De tabeller, der ikke blev besvaret."""
    return tuple(k for k in kilder if k.tilstand != BESVARET)


def pr_register(kilder: Sequence[Kilde]) -> tuple[Registeropslag, ...]:
    """Én linje pr. register i den orden, registrene først nævnes."""
    orden = list(dict.fromkeys(k.register for k in kilder))
    sorteret = sorted(kilder, key=lambda k: orden.index(k.register))
    return tuple(
        _samlet(register, tuple(gruppe))
        for register, gruppe in groupby(sorteret, key=lambda k: k.register)
    )


def _samlet(register: str, kilder: tuple[Kilde, ...]) -> Registeropslag:
    stille = tavse(kilder)
    return Registeropslag(
        register=register,
        svar=f"{len(kilder) - len(stille)} af {len(kilder)}",
        slaaet_op=_yderpunkter(k.slaaet_op for k in kilder),
        data_fra=tuple(dag(iso) for iso in _yderpunkter(k.data_fra for k in kilder)),
        tavse=stille,
    )


def _yderpunkter(iso: Iterable[str]) -> tuple[str, ...]:
    """Den mindste og den største tekst, der ikke er tom; ISO-tekst sorterer efter tid."""
    kendte = sorted({tekst for tekst in iso if tekst})
    return (kendte[0], kendte[-1]) if len(kendte) > 1 else tuple(kendte)
