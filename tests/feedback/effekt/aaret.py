"""Et års sager i en kommune, skrevet i bundter: nok til, at tallene kan vises."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from adgang.models import Bruger, Kommune
from feedback.models import Feedback, Resultat
from kontrol.models import Bestilling, Hoeringstilstand, Lukning, Partshoering
from samkoering.models import Koersel, Sag, Sagstilstand, Udfald, Udfaldstilstand
from tests import fabrik

YDELSER = ("32.24.04", "32.24.04", "32.24.04", "32.24.32", "32.24.32", "32.24.10")
REGLER = (
    "ny_arbejdsgiver",
    "ny_arbejdsgiver",
    "b_indkomst",
    "flytning",
    "civilstand",
    "feriekonto",
)
UDFALDSTILSTAND = {
    Sagstilstand.UDLOEBET: Udfaldstilstand.UDLOEBET,
    Sagstilstand.BORTFALDET: Udfaldstilstand.BORTFALDET,
    Sagstilstand.LEDIG: Udfaldstilstand.AABENT,
}
_LUKKEDE = (
    *[Sagstilstand.HENLAGT_VISITERING] * 11,
    *[Sagstilstand.HENLAGT_EFTER_PARTSHOERING] * 3,
    *[Sagstilstand.AENDRET_TILDELING] * 5,
    Sagstilstand.UDLOEBET,
)


@dataclass
class Aaret:
    """Rækkerne, før de gemmes."""

    kommune: Kommune
    hvem: Bruger
    natten: Koersel
    tilfaeldig: random.Random

    def __post_init__(self) -> None:
        """Tomme bunker."""
        self.sager: list[Sag] = []
        self.udfald: list[Udfald] = []
        self.bestillinger: list[Bestilling] = []
        self.hoeringer: list[Partshoering] = []
        self.feedback: list[Feedback] = []

    def sag(self, fundet: date, tilstand: str, dage: int) -> None:
        """En sag fundet den dag, og afsluttet så mange dage efter, når den er lukket."""
        lukket = None if tilstand == Sagstilstand.LEDIG else kl_ti(fundet + timedelta(days=dage))
        sag = Sag(
            kommune=self.kommune,
            sagsnr=f"R-{fundet:%y}-{len(self.sager):06d}",
            cpr=fabrik.nyt_cpr(),
            kle=self.tilfaeldig.choice(YDELSER),
            fundet=fundet,
            udloeber=fundet + timedelta(days=92),
            tilstand=tilstand,
            afsluttet=lukket,
        )
        self.sager.append(sag)
        for regel in sorted(
            set(self.tilfaeldig.choices(REGLER, k=self.tilfaeldig.choice((1, 1, 2))))
        ):
            self._udfald(sag, regel)
        if lukket and tilstand in Resultat.values:
            self._lukket(sag, lukket)

    def _udfald(self, sag: Sag, regel: str) -> None:
        noegle = f"{len(self.udfald)}"
        self.udfald.append(
            Udfald(
                kommune=self.kommune,
                sag=sag,
                koersel=self.natten,
                kildesag=f"KILDE-{noegle}",
                kle=sag.kle,
                regel=regel,
                rolle="YM",
                ym_cpr=sag.cpr,
                cpr=sag.cpr,
                haendelsesdato=sag.fundet,
                noegle=noegle,
                identitet=f"{regel}|YM|{sag.cpr}|{noegle}",
                saetning="",
                bevis=self._bevis(regel),
                tilstand=UDFALDSTILSTAND.get(sag.tilstand, Udfaldstilstand.BEHANDLET),
                fundet=sag.fundet,
            )
        )

    def _bevis(self, regel: str) -> dict[str, Any]:
        """Kun det, afprøvningen læser: B-indkomsten over 500 kr."""
        oere = 50_100 + self.tilfaeldig.randint(0, 60) * 10_000
        kolonner = [{"navn": "Beløb", "type": "oere"}]
        return {"kolonner": kolonner, "raekker": [[oere]]} if regel == "b_indkomst" else {}

    def _lukket(self, sag: Sag, lukket: datetime) -> None:
        bestilling = Bestilling(
            kommune=self.kommune,
            sag=sag,
            bruger=self.hvem,
            bestilt=lukket - timedelta(days=self.tilfaeldig.randint(0, 30)),
            token=uuid4(),
            lukket=lukket,
            lukning=Lukning.FEEDBACK,
        )
        self.bestillinger.append(bestilling)
        hoering = None
        if sag.tilstand != Resultat.HENLAGT_VISITERING:
            hoering = Partshoering(
                kommune=self.kommune,
                sag=sag,
                bestilling=bestilling,
                tilstand=Hoeringstilstand.FRAFALDET,
                grund="Borgeren har selv svaret.",
                bruger=self.hvem,
            )
            self.hoeringer.append(hoering)
        self.feedback.append(
            Feedback(
                kommune=self.kommune,
                bestilling=bestilling,
                sag=sag,
                bruger=self.hvem,
                registreret=lukket,
                token=uuid4(),
                resultat=sag.tilstand,
                partshoering=hoering,
                partshoering_sendt=hoering and lukket.date(),
                **(self._aendring(lukket.date()) if sag.tilstand == "AENDRET_TILDELING" else {}),
            )
        )

    def _aendring(self, dag: date) -> dict[str, Any]:
        med_krav = self.tilfaeldig.random() < 0.6
        return {
            "aendring": self.tilfaeldig.choice(
                ("STOPPES", "NEDSAETTES", "NEDSAETTES", "FORHOEJES")
            ),
            "aarsag": self.tilfaeldig.choice(("INGEN", "INGEN", "MYNDIGHEDSFEJL", "BORGERFEJL")),
            "krav_oere": self.tilfaeldig.randint(500, 30_000) * 100 if med_krav else 0,
            "krav_fra": dag if med_krav else None,
            "krav_til": dag if med_krav else None,
            "maanedlig_aendring_oere": -self.tilfaeldig.randint(100, 4_000) * 100,
            "afgoerelsesdato": dag,
        }

    def gem(self) -> None:
        """Alt på én gang."""
        for raekker in (self.sager, self.udfald, self.bestillinger, self.hoeringer, self.feedback):
            if raekker:
                type(raekker[0]).objects.i_kommune(self.kommune).bulk_create(raekker, 500)  # type: ignore[attr-defined]


def et_aar(
    kommune: Kommune,
    hvem: Bruger,
    *,
    slut: date,
    sager: int = 240,
    seed: int = 1,
    maaneder: int = 13,
) -> Aaret:
    """Så mange sager, fundet jævnt over månederne før ``slut``."""
    aaret = Aaret(kommune, hvem, fabrik.koersel(slut), random.Random(seed))
    foerste = slut - timedelta(days=round(30.4 * maaneder))
    for nr in range(sager):
        fundet = foerste + timedelta(days=nr * (slut - foerste).days // sager)
        tilstand = aaret.tilfaeldig.choice(_LUKKEDE)
        dage = 93 if tilstand == Sagstilstand.UDLOEBET else aaret.tilfaeldig.randint(1, 60)
        if fundet + timedelta(days=dage) >= slut:
            tilstand = Sagstilstand.LEDIG
        aaret.sag(fundet, tilstand, dage)
    aaret.gem()
    return aaret


def kl_ti(dag: date) -> datetime:
    """Dagen kl. 10, dansk tid."""
    return timezone.make_aware(datetime.combine(dag, time(10)))
