"""Genbestil: bed natten om et nyt kontrolark til en sag, borgeren ikke er hørt i."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID

from django.conf import settings
from django.contrib.messages import constants
from django.db import transaction

from adgang.models import Bruger, Rolle
from adgang.omfang import omfang_for
from kontrol.bestillingsliste.beskeder import Besked, sager
from kontrol.bestillingsliste.bestil import noter
from samkoering.models import Handling, Sag, Sagstilstand

KAN_GENBESTILLES: tuple[str, ...] = (Sagstilstand.BESTILT, Sagstilstand.VISITERES)
INTET_VALGT = "Vælg mindst én sag, før du genbestiller."


def genbestil(valgte: Collection[UUID], bruger: Bruger) -> list[UUID]:
    """Genbestil sagerne; dem, der nu venter på natten, også når de gjorde det i forvejen.

    En sagsbehandler genbestiller sine egne, en teamleder alle i kommunen.
    """
    omfang = omfang_for(bruger)
    kan = Sag.objects.i_kommune(omfang).filter(pk__in=valgte, tilstand__in=KAN_GENBESTILLES)
    if bruger.rolle != Rolle.TEAMLEDER:
        kan = kan.filter(tildelt=bruger)
    with transaction.atomic():
        for sag in kan.filter(frisk_ark_oensket=False).order_by("pk").values_list("pk", flat=True):
            if kan.filter(pk=sag, frisk_ark_oensket=False).update(frisk_ark_oensket=True):
                noter(sag, omfang, bruger, Handling.GENBESTILT)
        venter = kan.filter(frisk_ark_oensket=True)
        return list(venter.order_by("pk").values_list("pk", flat=True))


def efter_genbestilling(antal: int, valgt: int, bruger: Bruger) -> Iterator[Besked]:
    """Hvornår det nye kontrolark er der, og hvorfor resten ikke får et."""
    if antal:
        klar = "Det ligger klar" if antal == 1 else "De ligger klar"
        nyt = "Nyt kontrolark" if antal == 1 else f"{antal} nye kontrolark"
        natten = f"(i nat kl. {settings.NATTENS_TIME:02d}.00)"
        yield constants.SUCCESS, f"{nyt} er bestilt. {klar} efter næste samkøring {natten}."
    if antal < valgt:
        hvis = "kommunens" if bruger.rolle == Rolle.TEAMLEDER else "dine egne"
        yield (
            constants.WARNING,
            f"{sager(valgt - antal)} blev ikke genbestilt. Kun {hvis} sager, hvor borgeren ikke er "
            "hørt, kan genbestilles.",
        )
