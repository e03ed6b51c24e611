"""Markeringerne, hvor de kommer fra, hvad der er sket med dem, og de tal, der er gjort op."""

from persongrupper.models.aktivitet import Aktivitet, Aktivitetstype
from persongrupper.models.borger import Projektborger
from persongrupper.models.haendelse import Haendelse, Markeringshaendelse
from persongrupper.models.indlaesning import Indlaesning, Slags
from persongrupper.models.markering import Markeringsperiode
from persongrupper.models.tal import Maanedstal

__all__ = [
    "Aktivitet",
    "Aktivitetstype",
    "Haendelse",
    "Indlaesning",
    "Maanedstal",
    "Markeringshaendelse",
    "Markeringsperiode",
    "Projektborger",
    "Slags",
]
