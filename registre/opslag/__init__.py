"""Opslag på én person: det, registeret siger om hende, eller hvorfor det ikke svarede.

Et tomt svar er registerets eget "der er intet". Alt andet end et helt svar om den rigtige person,
den rigtige dag og hele perioden er ``RegisterSvarerIkke``.
"""

from registre.opslag.spoergsmaal import Opslagssvar, Raekke, Spoergsmaal

__all__ = ["Opslagssvar", "Raekke", "Spoergsmaal"]
