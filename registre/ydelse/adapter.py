"""Ydelsessystemerne: adaptere til en mappe, en server og den syntetiske verden."""

from __future__ import annotations

from registre.adapter import FraMappe, FraVerden
from registre.http import FraHttp
from registre.ydelse import skema


class MappeAdapter(FraMappe):
    """Ydelsessystemerne fra en mappe med kontraktens filer."""

    register = "ydelse"
    tabeller = skema.TABELLER


class MockAdapter(FraVerden):
    """Ydelsessystemerne i det syntetiske Danmark."""

    register = "ydelse"
    tabeller = skema.TABELLER


class HttpAdapter(FraHttp):
    """Ydelsessystemerne fra en server, der taler kontrakten."""

    register = "ydelse"
    tabeller = skema.TABELLER
