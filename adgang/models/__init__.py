"""Dørens tabeller: hvem der er bruger, hvorfra, med hvad – og hvad der blev set."""

from adgang.models.api import Apiklient, Idempotensnoegle
from adgang.models.borger import Borger
from adgang.models.bruger import Bruger, BrugerManager
from adgang.models.kommune import Kommune
from adgang.models.netvaerk import Netvaerk
from adgang.models.opslag import Opslag, Opslagsborger
from adgang.models.segl import Logrensning, Logsegl
from adgang.models.session import Brugersession
from adgang.models.sletning import Opgave, Sletning
from adgang.models.stikproeve import Stikproeve, Stikproeveopslag, Vurdering
from adgang.models.tofaktor import Genopretningsenhed, Genopretningskode
from adgang.roller import Rolle

__all__ = [
    "Apiklient",
    "Borger",
    "Bruger",
    "BrugerManager",
    "Brugersession",
    "Genopretningsenhed",
    "Genopretningskode",
    "Idempotensnoegle",
    "Kommune",
    "Logrensning",
    "Logsegl",
    "Netvaerk",
    "Opgave",
    "Opslag",
    "Opslagsborger",
    "Rolle",
    "Sletning",
    "Stikproeve",
    "Stikproeveopslag",
    "Vurdering",
]
