"""R75: adaptere til en mappe, en server og den syntetiske verden."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from registre.adapter import FraMappe, FraVerden
from registre.http import FraHttp
from registre.opslag.verden import Verdensperson
from registre.r75 import aarsopgoerelse, skema


class MappeAdapter(FraMappe):
    """R75 fra en mappe med kontraktens filer."""

    register = "r75"
    tabeller = skema.TABELLER
    opslagstabeller = skema.OPSLAGSTABELLER


class MockAdapter(FraVerden):
    """R75 i det syntetiske Danmark."""

    register = "r75"
    tabeller = skema.TABELLER
    opslagstabeller = skema.OPSLAGSTABELLER

    def opdigt(self, person: Verdensperson) -> Mapping[str, list[dict[str, Any]]]:
        """Årsopgørelsen, regnet ud af verdenen."""
        return aarsopgoerelse.opdigt(person)


class HttpAdapter(FraHttp):
    """R75 fra en server, der taler kontrakten."""

    register = "r75"
    tabeller = skema.TABELLER
    opslagstabeller = skema.OPSLAGSTABELLER
