"""Det, der kan ske med personoplysninger."""

from __future__ import annotations

from django.db import models


class Art(models.TextChoices):
    """Opslagets art."""

    VISNING = "VISNING", "Vist"
    LISTE = "LISTE", "Liste vist"
    SOEGNING = "SOEGNING", "Søgning"
    PDF = "PDF", "Hentet som PDF"
    EKSPORT = "EKSPORT", "Hentet som fil"
    AENDRING = "AENDRING", "Ændret"
    SLETNING = "SLETNING", "Slettet"
    AFSLOERING = "AFSLOERING", "Beskyttet adresse vist"
    INDSIGT = "INDSIGT", "Indsigt"
    LOG_IND = "LOG_IND", "Logget ind"
    LOG_AF = "LOG_AF", "Logget af"
    AFVIST = "AFVIST", "Afvist"


BORGERARTER: tuple[str, ...] = (
    Art.VISNING,
    Art.LISTE,
    Art.SOEGNING,
    Art.PDF,
    Art.EKSPORT,
    Art.AENDRING,
    Art.SLETNING,
    Art.AFSLOERING,
    Art.INDSIGT,
)
"""De arter, der handler om borgere; de øvrige handler om døren."""
