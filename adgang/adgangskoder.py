"""Reglerne for en ny adgangskode: ikke lækket, ikke om brugeren, og ikke uden ende.

De prøves på maskinen selv; adgangskoden og dens hash forlader den aldrig.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from adgang.grundord import ensrettet, grundord, samlet
from adgang.laekfil import Laekfil
from registre.cpr.numre import I_TEKST

if TYPE_CHECKING:
    from adgang.models import Bruger

HOEJST_TEGN = 128
MINDSTE_NAVN = 4
MINDSTE_BRUGERNAVN = 3
RAAD = "Vælg en anden, fx fire tilfældige ord."

# Danske ord, som Djangos liste ikke har, men som en adgangskode let bliver lavet af.
_DANSKE_ORD = """
adgangskode kodeord hemmelig hemmelighed velkommen goddag hejmeddig danmark kommune
forår vinter efterår mandag tirsdag onsdag torsdag fredag lørdag søndag
januar februar marts april juni juli august september oktober november december
"""
_CPR = re.compile(I_TEKST)
_NAVNEDEL = re.compile(r"[^\W\d_]+")
# Æ, ø og å skrives på to måder, når tastaturet ikke har dem.
_SKRIVEMAADER = (
    str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"}),
    str.maketrans({"æ": "ae", "ø": "o", "å": "a"}),
)


class IkkeForLang:
    """Højst så mange tegn, at den kan hashes uden at bremse serveren."""

    def __init__(self, hoejst: int = HOEJST_TEGN) -> None:
        self.hoejst = hoejst

    def validate(self, adgangskode: str, bruger: Bruger | None = None) -> None:
        """Afvis en adgangskode over grænsen."""
        if len(adgangskode) > self.hoejst:
            raise ValidationError(
                f"Adgangskoden er for lang. Vælg en på højst {self.hoejst} tegn.", code="for_lang"
            )

    def get_help_text(self) -> str:
        """Reglen, som den står ved feltet."""
        return f"Adgangskoden må højst være på {self.hoejst} tegn."


class IkkeBrudt:
    """Ikke et almindeligt ord, heller ikke pyntet, og ikke i filen med lækkede adgangskoder."""

    def __init__(self, fil: str | Path = "") -> None:
        self._almindelige = CommonPasswordValidator().passwords.union(_DANSKE_ORD.split())
        self._laek = Laekfil(Path(fil)) if str(fil) else None

    def validate(self, adgangskode: str, bruger: Bruger | None = None) -> None:
        """Afvis det, en angriber prøver først."""
        if self._er_almindelig(adgangskode):
            raise ValidationError(
                f"Adgangskoden er et almindeligt ord eller tal med lidt på. {RAAD}",
                code="almindelig",
            )
        if self._laek is not None and self._laek.rummer(adgangskode):
            raise ValidationError(
                f"Adgangskoden står på en liste over lækkede adgangskoder. {RAAD}", code="laekket"
            )

    def get_help_text(self) -> str:
        """Reglen, som den står ved feltet."""
        return (
            "Adgangskoden må ikke være lækket eller et almindeligt ord, heller ikke med tal og "
            "tegn på."
        )

    def _er_almindelig(self, adgangskode: str) -> bool:
        """En længere end grænsen afvises af ``IkkeForLang``; den skal ikke koste regnetid her."""
        kort_nok = len(adgangskode) <= HOEJST_TEGN
        return kort_nok and not self._almindelige.isdisjoint(grundord(adgangskode))


class IkkeOmBrugeren:
    """Ikke noget, en kollega eller en besøgende kan gætte af, hvem brugeren er."""

    def validate(self, adgangskode: str, bruger: Bruger | None = None) -> None:
        """Afvis en adgangskode, der rummer brugeren, kommunen, systemet eller et CPR-nummer."""
        grunde = [grund for grund, ord_ in _kendte(bruger) if _rummer(adgangskode, ord_)]
        if _CPR.search(ensrettet(adgangskode)):
            grunde.append("et tal, der ligner et CPR-nummer")
        if grunde:
            raise ValidationError(
                [
                    ValidationError(f"Adgangskoden rummer {grund}. {RAAD}", code="om_brugeren")
                    for grund in dict.fromkeys(grunde)
                ]
            )

    def get_help_text(self) -> str:
        """Reglen, som den står ved feltet."""
        return (
            "Adgangskoden må ikke rumme dit navn eller brugernavn, kommunens eller systemets navn "
            "eller et CPR-nummer."
        )


def _kendte(bruger: Bruger | None) -> list[tuple[str, str]]:
    """Grund og ord for alt, adgangskoden ikke må rumme."""
    kendte = [("systemets navn", "registersamkøring")]
    if bruger is None:
        return kendte
    if len(bruger.brugernavn) >= MINDSTE_BRUGERNAVN:
        kendte.append(("dit brugernavn", bruger.brugernavn))
    kendte += [("dit navn", del_) for del_ in _navnedele(bruger.navn)]
    if bruger.kommune is not None:
        kommunen = bruger.kommune.navn
        kendte += [("kommunens navn", ord_) for ord_ in (kommunen, *_navnedele(kommunen))]
    return kendte


def _navnedele(navn: str) -> list[str]:
    """Navnets ord; de korte er for almindelige til at sige noget om nogen."""
    return [ord_ for ord_ in _NAVNEDEL.findall(navn) if len(ord_) >= MINDSTE_NAVN]


def _rummer(adgangskode: str, ord_: str) -> bool:
    """Om ordet står i adgangskoden, uanset store bogstaver, skilletegn og skrivemåde."""
    tekst, led = samlet(ensrettet(adgangskode)), samlet(ensrettet(ord_))
    return bool(led) and any(
        led.translate(tabel) in tekst.translate(tabel) for tabel in _SKRIVEMAADER
    )
