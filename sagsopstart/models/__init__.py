"""Ansøgningen, dens opslag og dagens bunke."""

from sagsopstart.models.ansoegning import Ansoegning, Ansoegningstilstand, Grundlag
from sagsopstart.models.bunke import Bunke
from sagsopstart.models.registeropslag import (
    FAERDIGE,
    GAELDER,
    Opslagstilstand,
    Registeropslag,
    Rolle,
)

__all__ = [
    "FAERDIGE",
    "GAELDER",
    "Ansoegning",
    "Ansoegningstilstand",
    "Bunke",
    "Grundlag",
    "Opslagstilstand",
    "Registeropslag",
    "Rolle",
]
