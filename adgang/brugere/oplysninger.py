"""Det, der må stå om en bruger: samme regler på siden og i kommandoen."""

from __future__ import annotations

import re
import unicodedata

from adgang.cpr_i_tekst import UDEN_CPR, rummer_cpr
from adgang.models import Bruger

BRUGERNAVN_MINDST, BRUGERNAVN_HOEJST = 2, 60
NAVN_HOEJST, ENHED_HOEJST = 120, 60
_BRUGERNAVN = re.compile(r"[a-zæøå0-9._-]+")
_SKILLETEGN = re.compile(r"[._-]")


class UgyldigOplysning(ValueError):
    """Oplysningen kan ikke bruges; undtagelsens ord siger hvorfor, uden at gentage den."""


def brugernavn(tekst: str) -> str:
    """Brugernavnet med små bogstaver; to, der kun er forskellige i store og små, er ét."""
    navn = unicodedata.normalize("NFC", tekst.strip()).lower()
    if not BRUGERNAVN_MINDST <= len(navn) <= BRUGERNAVN_HOEJST:
        raise UgyldigOplysning(
            f"Brugernavnet skal være på {BRUGERNAVN_MINDST} til {BRUGERNAVN_HOEJST} tegn"
        )
    if not _BRUGERNAVN.fullmatch(navn):
        raise UgyldigOplysning(
            "Brugernavnet må kun bestå af bogstaver, tal, punktum, bindestreg og understreg"
        )
    # Uden skilletegn, så et CPR-nummer heller ikke kan skrives med punktum.
    if rummer_cpr(_SKILLETEGN.sub("", navn)):
        raise UgyldigOplysning(UDEN_CPR.format(hvad="brugernavnet"))
    return navn


def er_optaget(navn: str) -> bool:
    """Om nogen, i hvilken som helst kommune, har brugernavnet."""
    return Bruger.objects.filter(brugernavn__iexact=navn).exists()


def kort_tekst(tekst: str, hvad: str, hoejst: int) -> str:
    """Et navn eller en enhed; ``hvad`` er dens navn i bestemt form, fx »navnet«."""
    renset = unicodedata.normalize("NFC", tekst.strip())
    if not renset:
        raise UgyldigOplysning(f"Skriv {hvad}")
    if len(renset) > hoejst:
        raise UgyldigOplysning(f"{hvad.capitalize()} må højst fylde {hoejst} tegn")
    if not renset.isprintable():
        raise UgyldigOplysning(f"Skriv {hvad} uden linjeskift og usynlige tegn")
    if rummer_cpr(renset):
        raise UgyldigOplysning(UDEN_CPR.format(hvad=hvad))
    return renset
