"""Feriekonto: adaptere til en mappe, en server og den syntetiske verden."""

from __future__ import annotations

from registre.adapter import FraMappe, FraVerden
from registre.feriekonto import skema
from registre.http import FraHttp


class MappeAdapter(FraMappe):
    """Feriekonto fra en mappe med kontraktens filer."""

    register = "feriekonto"
    tabeller = skema.TABELLER


class MockAdapter(FraVerden):
    """Feriekonto i det syntetiske Danmark."""

    register = "feriekonto"
    tabeller = skema.TABELLER


class HttpAdapter(FraHttp):
    """Feriekonto fra en server, der taler kontrakten."""

    register = "feriekonto"
    tabeller = skema.TABELLER
