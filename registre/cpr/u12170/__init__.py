"""CPR's standardudtræk U12170-P, læst om til kontraktens syv ``cpr_*``-tabeller.

Filen er flad tekst i ISO-8859-1. Hver post begynder med en posttype på tre cifre og, for
posttyper om personer, personens CPR-nummer. En post 001 afløser alt, hvad man før vidste om
personen, så en person i filen beskrives af filen alene.

En fil, der ikke er hel og rigtig, afvises hel (``FilAfvist``): et halvt register ville se ud
som en ændring. Det, CPR ikke siger, bliver ikke opfundet; hvor kontrakten alligevel kræver en
værdi, står valget i det modul, der træffer det.
"""

from registre.cpr.u12170.fejl import FilAfvist
from registre.cpr.u12170.laes import Cprudtraek, laes

__all__ = ["Cprudtraek", "FilAfvist", "laes"]
