"""Adressen, som kontrolarket viser den, delt i det, en rute skal bruge."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kontrol.sortering import sorteringsnoegle

_FORM = re.compile(
    r"(?P<vej>.+?) (?P<nr>\d{1,3})(?P<bogstav>[A-ZÆØÅ]?)"
    r"(?:, (?P<sal>[^,]+))?, (?P<postnr>\d{4}) (?P<by>[^,]+)"
)


@dataclass(frozen=True, slots=True)
class Adresse:
    """En adresse, der kan køres til."""

    vej: str
    nr: int
    bogstav: str
    sal: str
    postnr: str
    by: str

    @property
    def hus(self) -> str:
        """Adressefilens nøgle: ``2610|testvej 12b``."""
        return husnoegle(self.postnr, self.vej, f"{self.nr}{self.bogstav}")

    @property
    def gadeorden(self) -> tuple[str, str, int, str, str]:
        """Orden efter postnummer, vej og nummer; æ, ø og å står til sidst."""
        return (self.postnr, sorteringsnoegle(self.vej), self.nr, self.bogstav, self.sal)


def husnoegle(postnr: str, vej: str, husnr: str) -> str:
    """Det, et hus kendes på; CPR og DAR skriver nuller og store bogstaver hver sin vej."""
    return f"{postnr}|{' '.join(vej.split()).lower()} {husnr.strip().lstrip('0').lower()}"


def laes(tekst: str) -> Adresse | None:
    """Adressen; ``None``, når den ikke kan køres til (uden fast bopæl, ukendt, skjult)."""
    fundet = _FORM.fullmatch(tekst.strip())
    if fundet is None:
        return None
    felter = fundet.groupdict(default="")
    return Adresse(
        felter["vej"],
        int(felter["nr"]),
        felter["bogstav"],
        felter["sal"],
        felter["postnr"],
        felter["by"],
    )
