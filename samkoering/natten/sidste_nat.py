"""Hvad natten kræver af registrene, når nætterne før kendes fra hovedbogen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samkoering.models import Aarsag, Koersel

if TYPE_CHECKING:
    from registre.laesning import Krav

_AD_GANGEN = 8
"""Så mange nætter læses på én gang; den seneste har næsten altid svaret på alt."""


def krav_til(koersel: Koersel) -> Krav:
    """Kravene til kørslens udtræk: dens dag, indstillingerne og sidste nats tal.

    Tallene er fra dagene før, så en nat, der køres igen, holdes op mod det samme som første
    gang, og alle arbejdere dømmer ens. Et udtræk, nogen kørte selv, er ikke registrenes svar.
    """
    from samkoering.hentning import nattens_krav
    from samkoering.skrivning.kilder import forrige

    naetter = (
        Koersel.objects.filter(dato__lt=koersel.dato)
        .exclude(aarsag=Aarsag.UDTRAEK)
        .exclude(tabeller=[])
        .order_by("-dato", "-nummer")
        .values_list("tabeller", flat=True)
    )
    return nattens_krav(koersel.dato, forrige(naetter.iterator(chunk_size=_AD_GANGEN)))
