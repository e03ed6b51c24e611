"""Om en afsender må komme ind: kommunens liste for dens brugere, driftens for de øvrige."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from django.conf import settings

from adgang.models import Bruger, Kommune, Netvaerk
from adgang.netvaerk.afsender import Net, er_i, laes_adresse, laes_net


def kommunens_net(kommune: Kommune | str) -> list[Net]:
    """Kommunens netværk; en kommune uden liste lukker ingen ind."""
    return _net(Netvaerk.objects.i_kommune(kommune).values_list("adresser", flat=True))


def tilladt_for(bruger: Bruger, ip: str) -> bool:
    """Om brugeren må bruge portalen fra adressen."""
    net = kommunens_net(bruger.kommune_id) if bruger.kommune_id else settings.DRIFTSNETVAERK
    return er_i(laes_adresse(ip), net)


def tilladt_for_nogen(ip: str) -> bool:
    """Om adressen hører til på listen hos nogen; døren vises ikke for andre."""
    alle = Netvaerk.objects.paa_tvaers(grund="døren, før nogen er kendt")
    net = _net(alle.values_list("adresser", flat=True).distinct())
    return er_i(laes_adresse(ip), [*settings.DRIFTSNETVAERK, *net])


def _net(adresser: Iterable[object]) -> list[Net]:
    return [laes_net(cast(str, adresse)) for adresse in adresser]
