"""Huslejeregisteret: adaptere til en mappe, en server og den syntetiske verden."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from registre.adapter import FraMappe, FraVerden
from registre.http import FraHttp
from registre.husleje import mock, skema
from registre.opslag.verden import Verdensperson


class MappeAdapter(FraMappe):
    """Huslejeregisteret fra en mappe med kontraktens filer."""

    register = "husleje"
    tabeller = opslagstabeller = skema.TABELLER


class MockAdapter(FraVerden):
    """Huslejeregisteret i det syntetiske Danmark; kun opslag på én person."""

    register = "husleje"
    tabeller = opslagstabeller = skema.TABELLER

    def opdigt(self, person: Verdensperson) -> Mapping[str, list[dict[str, Any]]]:
        """Rækkerne, regnet ud af verdenen."""
        return mock.opdigt(person)


class HttpAdapter(FraHttp):
    """Huslejeregisteret fra en server, der taler kontrakten."""

    register = "husleje"
    tabeller = opslagstabeller = skema.TABELLER
