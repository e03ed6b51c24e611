"""UDK: adaptere til en mappe og til den syntetiske verden."""

from __future__ import annotations

from registre.adapter import FraMappe, FraVerden
from registre.udk import skema


class MappeAdapter(FraMappe):
    """UDK fra en mappe med kontraktens filer."""

    register = "udk"
    tabeller = skema.TABELLER


class MockAdapter(FraVerden):
    """UDK i det syntetiske Danmark."""

    register = "udk"
    tabeller = skema.TABELLER
