"""CPR: adaptere til en mappe, en server og den syntetiske verden."""

from __future__ import annotations

from registre.adapter import FraMappe, FraVerden
from registre.cpr import skema
from registre.http import FraHttp


class MappeAdapter(FraMappe):
    """CPR fra en mappe med kontraktens filer."""

    register = "cpr"
    tabeller = opslagstabeller = skema.TABELLER


class MockAdapter(FraVerden):
    """CPR i det syntetiske Danmark."""

    register = "cpr"
    tabeller = opslagstabeller = skema.TABELLER


class HttpAdapter(FraHttp):
    """CPR fra en server, der taler kontrakten."""

    register = "cpr"
    tabeller = opslagstabeller = skema.TABELLER
