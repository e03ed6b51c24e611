"""eIndkomst: adaptere til en mappe, en server og den syntetiske verden."""

from __future__ import annotations

from registre.adapter import FraMappe, FraVerden
from registre.eindkomst import skema
from registre.http import FraHttp


class MappeAdapter(FraMappe):
    """eIndkomst fra en mappe med kontraktens filer."""

    register = "eindkomst"
    tabeller = opslagstabeller = skema.TABELLER


class MockAdapter(FraVerden):
    """eIndkomst i det syntetiske Danmark."""

    register = "eindkomst"
    tabeller = opslagstabeller = skema.TABELLER


class HttpAdapter(FraHttp):
    """eIndkomst fra en server, der taler kontrakten."""

    register = "eindkomst"
    tabeller = opslagstabeller = skema.TABELLER
