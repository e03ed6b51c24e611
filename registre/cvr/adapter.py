"""CVR: adaptere til en mappe, en server og den syntetiske verden."""

from __future__ import annotations

from registre.adapter import FraMappe, FraVerden
from registre.cvr import skema
from registre.http import FraHttp


class MappeAdapter(FraMappe):
    """CVR fra en mappe med kontraktens filer."""

    register = "cvr"
    tabeller = opslagstabeller = skema.TABELLER


class MockAdapter(FraVerden):
    """CVR i det syntetiske Danmark."""

    register = "cvr"
    tabeller = opslagstabeller = skema.TABELLER


class HttpAdapter(FraHttp):
    """CVR fra en server, der taler kontrakten."""

    register = "cvr"
    tabeller = opslagstabeller = skema.TABELLER
