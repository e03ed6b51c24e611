"""UDK: adaptere til en mappe, en server og den syntetiske verden."""

from __future__ import annotations

from registre.adapter import FraMappe, FraVerden
from registre.http import FraHttp
from registre.udk import skema


class MappeAdapter(FraMappe):
    """UDK fra en mappe med kontraktens filer."""

    register = "udk"
    tabeller = skema.TABELLER


class MockAdapter(FraVerden):
    """UDK i det syntetiske Danmark."""

    register = "udk"
    tabeller = skema.TABELLER


class HttpAdapter(FraHttp):
    """UDK fra en server, der taler kontrakten."""

    register = "udk"
    tabeller = skema.TABELLER
