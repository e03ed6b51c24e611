"""Boligstøtte: adaptere til en mappe, en server og den syntetiske verden."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from registre.adapter import FraMappe, FraVerden
from registre.boligstoette import mock, skema
from registre.http import FraHttp
from registre.opslag.verden import Verdensperson


class MappeAdapter(FraMappe):
    """Boligstøtte fra en mappe med kontraktens filer."""

    register = "boligstoette"
    tabeller = opslagstabeller = skema.TABELLER


class MockAdapter(FraVerden):
    """Boligstøtte i det syntetiske Danmark; kun opslag på én person."""

    register = "boligstoette"
    tabeller = opslagstabeller = skema.TABELLER

    def opdigt(self, person: Verdensperson) -> Mapping[str, list[dict[str, Any]]]:
        """Rækkerne, regnet ud af verdenen."""
        return mock.opdigt(person)


class HttpAdapter(FraHttp):
    """Boligstøtte fra en server, der taler kontrakten."""

    register = "boligstoette"
    tabeller = opslagstabeller = skema.TABELLER
