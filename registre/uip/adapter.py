"""UIP: adaptere til en mappe, en server og den syntetiske verden."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from registre.adapter import FraMappe, FraVerden
from registre.http import FraHttp
from registre.opslag.verden import Verdensperson
from registre.uip import mock, skema


class MappeAdapter(FraMappe):
    """UIP fra en mappe med kontraktens filer."""

    register = "uip"
    tabeller = opslagstabeller = skema.TABELLER


class MockAdapter(FraVerden):
    """UIP i det syntetiske Danmark; kun opslag på én person."""

    register = "uip"
    tabeller = opslagstabeller = skema.TABELLER

    def opdigt(self, person: Verdensperson) -> Mapping[str, list[dict[str, Any]]]:
        """Rækkerne, regnet ud af verdenen."""
        return mock.opdigt(person)


class HttpAdapter(FraHttp):
    """UIP fra en server, der taler kontrakten."""

    register = "uip"
    tabeller = opslagstabeller = skema.TABELLER
