"""Find sagen, dens hændelser og dens høring. Fremmed, ukendt og ubestilt er det samme: 404."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404

from adgang.omfang import Omfang
from kontrol.models import Bestilling, Partshoering
from kontrol.partshoering.afgoerelse import gaeldende, kan_afgoeres
from kontrol.partshoering.formuleringer import kan_ikke_hoeres, omtanke
from samkoering.models import Kontrolark, Sag, Udfald, Udfaldstilstand


@dataclass(frozen=True, slots=True)
class Hoeringssag:
    """En bestilt sag med sine åbne hændelser og sin høring, læst én gang."""

    sag: Sag
    hoering: Partshoering | None
    aabne: tuple[Udfald, ...]

    @property
    def hoerbare(self) -> tuple[Udfald, ...]:
        """De hændelser, borgeren kan høres om."""
        return tuple(u for u in self.aabne if not kan_ikke_hoeres(u))

    @property
    def valgte(self) -> tuple[Udfald, ...]:
        """Dem af høringens hændelser, der stadig er åbne."""
        ider = set(self.hoering.udfald) if self.hoering else set()
        return tuple(u for u in self.hoerbare if str(u.pk) in ider)

    @property
    def bortfaldne(self) -> int:
        """Hvor mange af høringens hændelser der ikke længere er åbne."""
        return len(self.hoering.udfald) - len(self.valgte) if self.hoering else 0

    @property
    def nye(self) -> tuple[Udfald, ...]:
        """Hændelser, natten har fundet, efter at brevet blev sendt."""
        if self.hoering is None or self.hoering.sendt is None:
            return ()
        sendt, kendte = self.hoering.sendt, set(self.hoering.udfald)
        return tuple(u for u in self.aabne if u.koersel.startet > sendt and str(u.pk) not in kendte)

    @property
    def kan_ikke(self) -> tuple[str, ...]:
        """Hvorfor borgeren ikke kan høres om nogle af hændelserne."""
        return tuple(dict.fromkeys(filter(None, map(kan_ikke_hoeres, self.aabne))))

    @property
    def doedsfald(self) -> bool:
        """Om borgeren selv er død; så er der ingen at høre."""
        return bool(self.kan_ikke)

    @property
    def omtanke(self) -> tuple[str, ...]:
        """Det, man skal tænke over, før man skriver."""
        return tuple(dict.fromkeys(filter(None, map(omtanke, self.hoerbare))))

    def kan_begynde(self, i_dag: date) -> bool:
        """Om en ny høring kan begynde: der er noget at høre om, og ingen høring er i gang."""
        if self.doedsfald or not self.hoerbare:
            return False
        return self.hoering is None or kan_afgoeres(self.hoering, i_dag)

    def borgere(self) -> list[str]:
        """Alle, siden viser noget om; til opslagsloggen."""
        return [self.sag.cpr, *(u.cpr for u in self.aabne)]


def find(omfang: Omfang, sag_id: UUID) -> Hoeringssag:
    """Sagen, som den er nu; ``Http404`` når den aldrig er bestilt i kommunen."""
    bestilling = (
        Bestilling.objects.i_kommune(omfang)
        .filter(sag_id=sag_id)
        .select_related("sag__kommune")
        .order_by("-bestilt")
        .first()
    )
    if bestilling is None:
        raise Http404("Sagen findes ikke.")
    sag = bestilling.sag
    return Hoeringssag(sag, gaeldende(sag), aabne_udfald(sag))


def aabne_udfald(sag: Sag) -> tuple[Udfald, ...]:
    """Sagens åbne hændelser, nyeste først."""
    aabne = Udfald.objects.i_kommune(sag.kommune_id).filter(
        sag=sag, tilstand=Udfaldstilstand.AABENT
    )
    return tuple(aabne.select_related("koersel").order_by(*Udfald.ORDEN))


def nyeste_ark(sag: Sag) -> Kontrolark:
    """Sagens nyeste kontrolark; en sag har altid et."""
    arkene = Kontrolark.objects.i_kommune(sag.kommune_id).filter(sag=sag)
    return arkene.latest("udgave")


def udvalgte(udfald: Iterable[Udfald], ider: Iterable[str]) -> tuple[Udfald, ...]:
    """De af hændelserne, hvis id er nævnt."""
    oensket = set(ider)
    return tuple(u for u in udfald if str(u.pk) in oensket)
