"""Formålene, som de står i opslagsloggen og vises for borgeren."""

LISTE = "Flere skal med: borgere efter markering"
BORGER = "Flere skal med: borgerens markeringer"
MARKERING = "Flere skal med: markering af borgere"
MONITORERING = "Flere skal med: monitorering af resultatkravene"
INDLAESNING = "Flere skal med: indlæsning af STAR's oplysninger"
