"""De seks persongruppemarkeringer i 'Flere skal med' (STAR), som domænet navngiver dem."""

from __future__ import annotations

from django.db import models


class Markering(models.TextChoices):
    """En markering med start og slut. Gr. 1, 2 og 3 udelukker hinanden."""

    BRUTTOMAALGRUPPE = "BRUTTOMAALGRUPPE", "Bruttomålgruppe"
    GRUPPE_1 = "GRUPPE_1", "Gr. 1 – Vis. til indsatsgruppen"
    GRUPPE_2 = "GRUPPE_2", "Gr. 2 – Indkaldes til rehab-team"
    GRUPPE_3 = "GRUPPE_3", "Gr. 3 – Socialforvalt. underrettes"
    UDSKUDT_VISITATION = "UDSKUDT_VISITATION", "Udskudt visitation"
    JOBFORMIDLER = "JOBFORMIDLER", "Personlig jobformidler tildeles"


GRUPPER: tuple[Markering, ...] = (Markering.GRUPPE_1, Markering.GRUPPE_2, Markering.GRUPPE_3)
"""De tre grupper, en person højst er i én af på samme dag."""
