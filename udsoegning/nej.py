"""Spærringen efter et nej: et fingeraftryk, der kun kan genkendes af den, der har begge nøgler."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

from udsoegning.models import Fundet, Nej, Projekt


def aftryk(projekt: UUID, cpr: str, noegle: str = "") -> str:
    """HMAC-SHA256 af nummeret under portalens hemmelige nøgle og projektets id."""
    salt = f"udsoegning.nej.{projekt}"
    hemmelig = noegle or settings.SECRET_KEY
    return salted_hmac(salt, cpr, secret=hemmelig, algorithm="sha256").hexdigest()


def har_sagt_nej(projekt: Projekt, alle: frozenset[str], numre: Iterable[str]) -> bool:
    """Om et af projektets aftryk er hendes.

    ``numre`` er hvert CPR-nummer, hun har haft: et nej gælder også, når nummeret er skiftet ud.
    En tidligere nøgle, der stadig gælder, prøves også.
    """
    if not alle:
        return False
    noegler = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return any(aftryk(projekt.pk, cpr, noegle) in alle for cpr in numre for noegle in noegler)


def alle_nej(projekt: Projekt) -> frozenset[str]:
    """Projektets aftryk."""
    egne = Nej.objects.i_kommune(projekt.kommune_id).filter(projekt=projekt)
    return frozenset(egne.values_list("aftryk", flat=True))


def sig_nej(person: Fundet) -> None:
    """Slet borgeren og alt om hende, og behold kun aftrykket.

    Kaldes i rummet, med borgeren låst.
    """
    kommune = person.kommune_id
    Nej.objects.i_kommune(kommune).get_or_create(
        kommune_id=kommune,
        projekt_id=person.projekt_id,
        aftryk=aftryk(person.projekt_id, person.cpr),
    )
    Fundet.objects.i_kommune(kommune).filter(pk=person.pk).delete()
