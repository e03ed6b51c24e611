"""Loggens spor af en fejl: hvor den skete og dens art, men aldrig dens ord.

En databasefejl gentager gerne værdierne i rækken, og dér kan stå et CPR-nummer.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any


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
