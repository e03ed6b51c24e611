"""Kommunens liste over netværk. Den, der retter den, kan ikke lukke sig selv ude."""

from __future__ import annotations

from django.db import transaction

from adgang.models import Bruger, Kommune, Netvaerk
from adgang.netvaerk.afsender import er_i, laes_adresse, laes_net

BREDEST = {4: 8, 6: 16}
"""Korteste præfiks: et bredere netværk er ikke et kontor, men en stor del af nettet."""


class LukkerSigSelvUde(Exception):
    """Uden netværket kunne brugeren ikke længere komme ind."""


class UgyldigtNetvaerk(ValueError):
    """Teksten er ikke et netværk, der kan stå på listen; undtagelsens ord siger hvorfor."""


def normaliser(tekst: str) -> str:
    """Netværket i sin ene skrivemåde; en enkelt adresse bliver til et netværk med den alene."""
    try:
        net = laes_net(tekst)
    except ValueError as fejl:
        raise UgyldigtNetvaerk(
            "Skriv en adresse eller et netværk, fx 192.0.2.15 eller 192.0.2.0/24"
        ) from fejl
    if net.prefixlen < BREDEST[net.version]:
        raise UgyldigtNetvaerk(
            f"Netværket er for bredt. Skriv mindst /{BREDEST[net.version]} efter adressen"
        )
    return str(net)


def tilfoej(kommune: Kommune, adresser: str, beskrivelse: str, af: Bruger | None) -> bool:
    """Føj netværket til listen; ``False``, når det allerede står der."""
    _, ny = Netvaerk.objects.i_kommune(kommune).get_or_create(
        kommune=kommune,
        adresser=normaliser(adresser),
        defaults={"beskrivelse": beskrivelse, "oprettet_af": af},
    )
    return ny


@transaction.atomic
def fjern(kommune: Kommune, netvaerk: Netvaerk, ip: str) -> None:
    """Fjern netværket; ``LukkerSigSelvUde``, når ``ip`` ikke er dækket af de øvrige.

    Kommunen låses, så to administratorer ikke hver for sig kan fjerne det, den anden står på.
    """
    Kommune.objects.select_for_update().get(pk=kommune.pk)
    andre = Netvaerk.objects.i_kommune(kommune).exclude(pk=netvaerk.pk)
    net = [laes_net(adresser) for adresser in andre.values_list("adresser", flat=True)]
    if not er_i(laes_adresse(ip), net):
        raise LukkerSigSelvUde
    netvaerk.delete()
