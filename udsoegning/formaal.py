"""Formålet, ordret det samme på hver side, i hver fil og i hver række i opslagsloggen.

Kilden (metodebeskrivelsen for Projekt 500) siger, at metoden er lovlig til netop dette formål.
"""

FORMAAL = (
    "Formålet er at finde borgere, som kommunen kan tilbyde et frivilligt, beskæftigelsesrettet "
    "forløb. Oplysningerne må ikke bruges til andet. Et nej har ingen følger."
)
"""Den faste tekst; den vises, den kan ikke rettes."""

SOEGNING = "Udsøgning til frivilligt tilbud: søgning"
PROJEKT = "Udsøgning til frivilligt tilbud: projektets liste"
INDLAESNING = "Udsøgning til frivilligt tilbud: kursusliste"
KONTAKT = "Udsøgning til frivilligt tilbud: kontakt med borgeren"
AEGTEFAELLE = "Udsøgning til frivilligt tilbud: ægtefællens navn"
ADRESSE = "Udsøgning til frivilligt tilbud: beskyttet adresse"
NATIONALITET = "Udsøgning til frivilligt tilbud: begrundelse for nationalitet"
