"""De handlinger, en API-klient kan få lov til. Hvert endepunkt kræver én af dem."""

from __future__ import annotations

from django.db import models


class Apiomfang(models.TextChoices):
    """Én ting, en klient må. En klient har kun dem, den har fået."""

    BESTILLINGSLISTE = "bestillingsliste:laes", "Læse bestillingslisten; ingen borgere"
    BESTIL = "bestil", "Bestille sager og fortryde bestillingen"
    PRIORITERINGSLISTE = "prioriteringsliste:laes", "Læse prioriteringslisten med borgere"
    KONTROLARK = "kontrolark:laes", "Hente kontrolark; det begynder visiteringen"
    FEEDBACK = "feedback:skriv", "Registrere resultatet af en sag"
    PERSONGRUPPER = "persongrupper:laes", "Søge borgere frem på deres persongruppemarkering"
    ANSOEGNING = "sagsopstart:laes", "Læse ansøgninger med registrenes svar"
    ANSOEG = "sagsopstart:skriv", "Modtage ansøgninger og slå op om dem"
    MARKER = "persongrupper:skriv", "Sætte, flytte og slutte persongruppemarkeringer"
    EFFEKT = "effekt:laes", "Læse effektmålingens tal; ingen borgere"
