"""Tildel og frigiv. En sag skifter kun hænder, hvis den stadig er hos den, brugeren så den hos."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from uuid import UUID

from django.db import transaction
from django.db.models import F

from adgang.models import Bruger, Rolle
from adgang.omfang import Omfang, omfang_for
from kontrol.models import UNDER_BEHANDLING
from kontrol.tildeling.kolleger import ser_ydelsen
from samkoering.models import Handling, Sag, Sagshaendelse

Sete = Mapping[UUID, int | None]
"""Sag → løbenummeret på den, brugeren så den hos; ``None`` er ikke tildelt."""


class Skaebne(Enum):
    """Hvad der skete med en af de valgte sager."""

    FLYTTET = auto()
    UAENDRET = auto()
    """Den var der allerede; et gentaget tryk ender her."""
    TABT = auto()
    """En anden flyttede den imens."""
    UDEN_YDELSE = auto()
    """Kollegaen ser ikke sagens ydelse."""
    IKKE_EGEN = auto()
    """Kun den, der har sagen, eller en teamleder kan flytte den."""


@dataclass(frozen=True, slots=True)
class Resultat:
    """De valgte sagers skæbne. ``borte`` er dem, der ikke er under behandling eller ikke ses."""

    skaebner: tuple[tuple[Sag, Skaebne], ...]
    borte: int

    def med(self, skaebne: Skaebne) -> list[Sag]:
        """Sagerne, det gik sådan."""
        return [sag for sag, dens in self.skaebner if dens is skaebne]


def flyt(sete: Sete, til: Bruger | None, af: Bruger) -> Resultat:
    """Giv sagerne til en kollega eller brugeren selv; ``None`` frigiver dem til hele teamet."""
    omfang = omfang_for(af)
    with transaction.atomic():
        # I orden: to samtidige flytninger af de samme sager må ikke vente på hinanden i ring.
        sager = Sag.objects.i_kommune(omfang).filter(pk__in=sete, tilstand__in=UNDER_BEHANDLING)
        fundne = list(sager.select_related("tildelt").order_by("pk"))
        skaebner = tuple((sag, _flyt_en(sag, sete[sag.pk], til, af)) for sag in fundne)
    return Resultat(skaebner, borte=len(sete) - len(fundne))


def maa_flytte(af: Bruger, hos: int | None, til: Bruger | None) -> bool:
    """En teamleder flytter alle; andre giver deres egne videre og tager dem, ingen har."""
    if af.rolle == Rolle.TEAMLEDER or hos == af.pk:
        return True
    return hos is None and til == af


def _flyt_en(sag: Sag, set_hos: int | None, til: Bruger | None, af: Bruger) -> Skaebne:
    if sag.tildelt_id == (til.pk if til else None):
        return Skaebne.UAENDRET
    if not maa_flytte(af, set_hos, til):
        return Skaebne.IKKE_EGEN
    if til and not ser_ydelsen(til, sag.kle):
        return Skaebne.UDEN_YDELSE
    return Skaebne.FLYTTET if _tag(sag, set_hos, til, af) else Skaebne.TABT


def _tag(sag: Sag, set_hos: int | None, til: Bruger | None, af: Bruger) -> bool:
    """Flyt sagen, hvis den er, som brugeren så den; databasen afgør det i én opdatering."""
    stadig = Sag.objects.i_kommune(sag.kommune_id).filter(
        pk=sag.pk, tilstand__in=UNDER_BEHANDLING, tildelt=set_hos
    )
    if not stadig.update(tildelt=til, version=F("version") + 1):
        return False
    Sagshaendelse.objects.i_kommune(sag.kommune_id).create(
        kommune_id=sag.kommune_id,
        sag=sag,
        bruger=af,
        handling=Handling.TILDELT if til else Handling.TILDELING_FJERNET,
        detalje=_detalje(sag.tildelt, til),
    )
    return True


def _detalje(fra: Bruger | None, til: Bruger | None) -> str:
    led = [f"fra {fra.navn}"] if fra else []
    led += [f"til {til.navn}"] if til else []
    tekst = " ".join(led)
    return f"{tekst[:1].upper()}{tekst[1:200]}"


def sete_nu(omfang: Omfang, sager: set[UUID]) -> dict[UUID, int | None]:
    """Hvem sagerne er hos lige nu; en sag, brugeren ikke ser, er ikke hos nogen."""
    hos = dict(Sag.objects.i_kommune(omfang).filter(pk__in=sager).values_list("pk", "tildelt_id"))
    return {sag: hos.get(sag) for sag in sager}
