"""Hvad brugeren stadig må hente: en sag kan skifte hænder, mens zip-filen dannes eller ligger."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Max, OuterRef, Q

from adgang.omfang import Omfang, omfang_for
from adgang.roller import Ret, rettigheder
from kontrol.kontrolark.opslag import KAN_AABNES
from kontrol.models import Pakke, Pakketilstand
from samkoering.models import Handling, Kontrolark, Sag, Sagshaendelse

SKIFTET_HAENDER = (
    Handling.TILDELT,
    Handling.TILDELING_FJERNET,
    Handling.LAGT_TILBAGE,
    Handling.BESTILLING_FORTRUDT,
)
BORTE = {
    Pakketilstand.SLETTET: "Zip-filen er slettet. Den ligger på serveren i 24 timer.",
    Pakketilstand.VENTER: "Zip-filen er ikke dannet endnu.",
    Pakketilstand.DANNES: "Zip-filen er ikke dannet endnu.",
    Pakketilstand.FEJLET: "Zip-filen blev ikke dannet.",
}


def udgaver(pakke: Pakke) -> dict[UUID, int]:
    """Sag → den udgave af kontrolarket, pakken blev bestilt med, i pakkens orden."""
    return {UUID(sag): int(udgave) for sag, udgave in pakke.sager}


def maa_hentes(pakke: Pakke, sager: Collection[UUID]) -> dict[UUID, Sag]:
    """De af sagerne, brugeren stadig må hente, siden pakken blev bestilt."""
    omfang = _omfang(pakke)
    if omfang is None:
        return {}
    skiftet = Sagshaendelse.objects.i_kommune(omfang).filter(
        sag=OuterRef("pk"), handling__in=SKIFTET_HAENDER, tidspunkt__gte=pakke.oprettet
    )
    stadig = Sag.objects.i_kommune(omfang).filter(
        Q(tildelt=pakke.bruger) | ~Q(Exists(skiftet)), pk__in=sager, tilstand__in=KAN_AABNES
    )
    return {sag.pk: sag for sag in stadig.select_related("kommune")}


def hvorfor_ikke(pakke: Pakke) -> str:
    """Hvorfor zip-filen ikke kan hentes; tom, når den kan."""
    if grund := BORTE.get(Pakketilstand(pakke.tilstand)):
        return grund
    valgte = udgaver(pakke)
    if mangler := len(valgte) - len(maa_hentes(pakke, valgte)):
        sagen = "En sag" if mangler == 1 else f"{mangler} sager"
        return f"{sagen} i zip-filen er lagt tilbage, lukket af registret eller givet videre."
    if nyere := _nyere(pakke, valgte):
        har = "En sag har" if nyere == 1 else f"{nyere} sager har"
        return f"{har} fået et nyt kontrolark, siden zip-filen blev dannet."
    return ""


def _nyere(pakke: Pakke, valgte: dict[UUID, int]) -> int:
    """Hvor mange af arkene, der er kommet en nyere udgave af; den kan skjule en adresse."""
    nyeste = dict(
        Kontrolark.objects.i_kommune(pakke.kommune_id)
        .filter(sag__in=valgte)
        .values_list("sag")
        .annotate(Max("udgave"))
    )
    return sum(nyeste[sag] > udgave for sag, udgave in valgte.items())


def _omfang(pakke: Pakke) -> Omfang | None:
    """Brugerens omfang i pakkens kommune, som det er nu."""
    bruger = pakke.bruger
    if not bruger.is_active or bruger.kommune_id != pakke.kommune_id:
        return None
    if Ret.SAGER not in rettigheder(bruger.rolle):
        return None
    try:
        return omfang_for(bruger)
    except PermissionDenied:
        return None
