"""En rolle er rettigheder, om den hører til en kommune, og om den ser ydelsessager."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db import models


class Rolle(models.TextChoices):
    """Hvad en bruger er ansat til, eller hvilket system den er."""

    SAGSBEHANDLER = "SAGSBEHANDLER", "Sagsbehandler"
    TEAMLEDER = "TEAMLEDER", "Teamleder"
    DRIFT = "DRIFT", "Drift"
    DPO = "DPO", "Databeskyttelsesrådgiver"
    PROJEKT = "PROJEKT", "Projektmedarbejder"
    STAR_IMPORT = "STAR_IMPORT", "STAR-import"
    API_KLIENT = "API_KLIENT", "API-klient"


class Ret(StrEnum):
    """Én ting, en rolle kan have lov til. Hver side erklærer den, den kræver."""

    PORTAL = "portal"
    """Overblik, regelkatalog og egne indstillinger; ingen borgere."""
    SAGER = "sager"
    """Bestille, se og afslutte sager i sin kommune."""
    ADMINISTRATION = "administration"
    """Kommunens brugere, spærringer og netværk."""
    STIKPROEVE = "stikproeve"
    """Trække og vurdere stikprøver af opslagsloggen."""
    LOG = "log"
    """Læse opslagsloggen om en borger og give indsigt."""
    EFFEKT = "effekt"
    """Læse effektmålingen; ingen borgere."""
    REGNSKAB = "regnskab"
    """Læse regnskabet over hændelserne; drift kun registrenes rækker. Ingen borgere."""
    DRIFT = "drift"
    """Følge og genstarte kørsler; ingen personoplysninger."""
    PERSONGRUPPER = "persongrupper"
    """Se og sætte persongruppemarkeringer i sin kommune og følge monitoreringen."""
    KOERELISTER = "koerelister"
    """Køre og notere de lister, der er ens egne."""
    KOERELEDELSE = "koereledelse"
    """Lave kommunens kørelister, dens områder og adressefil."""
    KOERSELSTAL = "koerselstal"
    """Læse kørselsstatistikken; ingen borgere."""
    SAGSOPSTART = "sagsopstart"
    """Modtage ansøgninger, slå op i registrene om dem og lægge fakta på sagen i sin kommune."""
    MARKERINGER = "markeringer"
    """Indlæse STAR's persongruppemarkeringer."""
    UDSOEGNING = "udsoegning"
    """Finde og kontakte borgere til et frivilligt tilbud; ingen sager."""
    API = "api"
    """Kalde programgrænsefladen; kan ikke logge ind i portalen."""


@dataclass(frozen=True, slots=True)
class Rolleindhold:
    """Hvad en rolle giver."""

    rettigheder: frozenset[Ret]
    kraever_kommune: bool
    ser_ydelser: bool
    """Om rollen har et KLE-sæt; ellers ser den ingen sager, hvad den så må."""


_INDHOLD: dict[Rolle, Rolleindhold] = {
    Rolle.SAGSBEHANDLER: Rolleindhold(
        frozenset(
            {
                *(Ret.PORTAL, Ret.SAGER, Ret.PERSONGRUPPER, Ret.SAGSOPSTART),
                *(Ret.KOERELISTER, Ret.KOERSELSTAL),
            }
        ),
        kraever_kommune=True,
        ser_ydelser=True,
    ),
    Rolle.TEAMLEDER: Rolleindhold(
        frozenset(
            {
                *(Ret.PORTAL, Ret.SAGER, Ret.PERSONGRUPPER, Ret.SAGSOPSTART),
                *(Ret.EFFEKT, Ret.REGNSKAB),
                *(Ret.ADMINISTRATION, Ret.STIKPROEVE),
                *(Ret.KOERELISTER, Ret.KOERELEDELSE, Ret.KOERSELSTAL),
            }
        ),
        kraever_kommune=True,
        ser_ydelser=True,
    ),
    Rolle.DPO: Rolleindhold(
        frozenset({Ret.PORTAL, Ret.EFFEKT, Ret.REGNSKAB, Ret.KOERSELSTAL, Ret.LOG}),
        kraever_kommune=True,
        ser_ydelser=True,
    ),
    Rolle.DRIFT: Rolleindhold(
        frozenset({Ret.PORTAL, Ret.DRIFT, Ret.REGNSKAB}), kraever_kommune=False, ser_ydelser=False
    ),
    # Den, der udsøger, ser ingen sager: muren går også mellem menneskers arbejde.
    Rolle.PROJEKT: Rolleindhold(
        frozenset({Ret.PORTAL, Ret.UDSOEGNING}), kraever_kommune=True, ser_ydelser=False
    ),
    Rolle.STAR_IMPORT: Rolleindhold(
        frozenset({Ret.PORTAL, Ret.MARKERINGER}), kraever_kommune=False, ser_ydelser=False
    ),
    Rolle.API_KLIENT: Rolleindhold(frozenset({Ret.API}), kraever_kommune=True, ser_ydelser=True),
}


def indhold(rolle: str) -> Rolleindhold:
    """Rollens indhold; ``ValueError`` for en rolle, der ikke findes."""
    return _INDHOLD[Rolle(rolle)]


def rettigheder(rolle: str) -> frozenset[Ret]:
    """Det, rollen har lov til."""
    return indhold(rolle).rettigheder


def roller_med(ret: Ret) -> frozenset[Rolle]:
    """De roller, der har retten."""
    return frozenset(rolle for rolle in Rolle if ret in rettigheder(rolle))
