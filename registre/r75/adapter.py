"""R75: adaptere til en mappe, en server og den syntetiske verden."""

from __future__ import annotations

from registre.adapter import FraMappe, FraVerden
from registre.http import FraHttp
from registre.r75 import skema


class MappeAdapter(FraMappe):
    """R75 fra en mappe med kontraktens filer."""

    register = "r75"
    tabeller = skema.TABELLER


class MockAdapter(FraVerden):
    """R75 i det syntetiske Danmark."""

    register = "r75"
    tabeller = skema.TABELLER


class HttpAdapter(FraHttp):
    """R75 fra en server, der taler kontrakten."""

    register = "r75"
    tabeller = skema.TABELLER
