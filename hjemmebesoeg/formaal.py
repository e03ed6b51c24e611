"""Formålene, som de står i opslagsloggen og vises for borgeren."""

KANDIDATER = "Hjemmebesøg: borgere, der ikke har svaret på en partshøring"
LISTE = "Hjemmebesøg: forsøg på kontakt efter en partshøring uden svar"
DOEREN = "Hjemmebesøg: notat om et besøg"
TELEFON = "Hjemmebesøg: kørelisten på telefonen for en dag"
PAPIR = "Hjemmebesøg: kørelisten på papir"
JOURNAL = "Hjemmebesøg: besøget noteres på borgerens sag"
DESTRUKTION = "Hjemmebesøg: kørelisten destrueres"
