"""Loggens spor af en fejl: hvor den skete og dens art, men aldrig dens ord – eller et CPR-nummer.

En databasefejl gentager gerne værdierne i rækken, og dér kan stå et CPR-nummer.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO

from registre.cpr.numre import I_TEKST, MASKE

# Adresser i hukommelsen, UUID'er og fingeraftryk; en tilfældig cifferrække i dem er intet nummer.
_BEHOLD = r"0x[0-9a-f]+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{16,}"
# Ikke midt i et tal, efter et decimalpunktum eller i et tidspunkts brøkdele. Et procenttegn med
# to cifre er ét tegn i en adresse og ikke en del af tallet.
_FOER = r"(?:(?<=%[0-9a-f]{2})|(?<![0-9])(?<![0-9]\.)(?<!:[0-9]{2},))"
_EFTER = r"(?![0-9]|\.[0-9]|(?:,[0-9]{2})? ?(?:kr|øre)\b)"
_VASK = re.compile(rf"(?P<behold>{_BEHOLD})|{_FOER}{I_TEKST}{_EFTER}", re.IGNORECASE)
_CPR_NOEGLE = re.compile(r"(?:^|_)cpr(?:_|$)", re.IGNORECASE)


def sporing(_logger: Any, _metode: str, haendelse: MutableMapping[str, Any]) -> Any:
    """Erstat ``exc_info`` med fejlens art og kaldene, der førte til den."""
    exc_info = haendelse.pop("exc_info", None)
    if exc_info is True:
        exc_info = sys.exc_info()
    if isinstance(exc_info, BaseException):
        exc_info = (type(exc_info), exc_info, exc_info.__traceback__)
    if exc_info and exc_info[0] is not None:
        haendelse["fejlart"] = exc_info[0].__name__
        haendelse["spor"] = [
            f"{Path(trin.filename).name}:{trin.lineno} {trin.name}"
            for trin in traceback.extract_tb(exc_info[2])
        ]
    return haendelse


def uden_cpr(_logger: Any, _metode: str, haendelse: MutableMapping[str, Any]) -> Any:
    """Erstat alt, der ligner et CPR-nummer, i hændelsens nøgler og værdier.

    Et tal er et beløb eller et antal og bliver stående, medmindre dets nøgle siger ``cpr``. Det,
    der hverken er tekst eller tal, bliver til sin ``repr``, som loggen alligevel ville skrive.
    """
    return _vasket(dict(haendelse))


def _vasket(vaerdi: Any) -> Any:
    match vaerdi:
        case None | bool() | int() | float():
            return vaerdi
        case str():
            return _vasket_tekst(vaerdi)
        case dict():
            return {_vasket_tekst(str(n)): _vasket_under(str(n), v) for n, v in vaerdi.items()}
        case list() | tuple():
            return [_vasket(led) for led in vaerdi]
        case _:
            return _vasket_tekst(repr(vaerdi))


def _vasket_under(noegle: str, vaerdi: Any) -> Any:
    """Værdien under en nøgle; i motoren er et CPR-nummer et tal, som kun nøglen kan kende."""
    er_tal = isinstance(vaerdi, int) and not isinstance(vaerdi, bool)
    return MASKE if er_tal and _CPR_NOEGLE.search(noegle) else _vasket(vaerdi)


def _vasket_tekst(tekst: str) -> str:
    return _VASK.sub(lambda fund: fund["behold"] or MASKE, tekst)


class Konsol(logging.StreamHandler[TextIO]):
    """Skriver loggen på stderr; en post, der ikke kan skrives, gentages ikke.

    Pythons egen besked om en tabt post viser dens argumenter, som de var.
    """

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Sig hvor posten kom fra, og hvorfor den gik tabt."""
        art = getattr(sys.exc_info()[0], "__name__", "ukendt fejl")
        sted = f"{record.filename}:{record.lineno}"
        if sys.stderr is not None:
            # Er disken med loggen fuld, kan heller ikke dette skrives; arbejdet skal gå videre.
            with suppress(OSError):
                sys.stderr.write(f"En logpost fra {sted} kunne ikke skrives: {art}\n")
