"""Kladden gemmer sig selv, mens der skrives; svaret til scriptet er et klokkeslæt og en version.

Opslagsloggen får én række, når en side gemmer sin første kladde (``gem_foerste``). Resten er den
samme tekst, længere for hvert par ord; de går til ``gem_videre``, som ikke logger og derfor kun
skriver videre, når brugeren selv var den seneste til at gemme.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from kontrol.kladdesvar import gemt, ikke_gemt
from kontrol.models import Partshoering
from kontrol.partshoering import kladde
from kontrol.partshoering.forms import kun_teksten
from kontrol.partshoering.laas import Borte, Konflikt, Tryk
from kontrol.partshoering.opslag import Hoeringssag, find
from kontrol.partshoering.sider import log_aendring, trykket

IKKE_GEMT = "Kladden er ikke gemt."
AENDRET = (
    f"{IKKE_GEMT} Brevet eller sagen er ændret, siden du åbnede siden. Tryk “Gem kladden” for at "
    "se hvordan. Din tekst bliver stående."
)


def gem_foerste(request: Indlogget, om: Hoeringssag) -> HttpResponse:
    """Gem sidens første kladde, og skriv det i loggen."""
    svar = _gem(request, om, kladde.gem)
    if svar.status_code == 200:
        log_aendring(request, om)
    return svar


@kraever(Ret.SAGER, uden_log="svaret er et klokkeslæt; sidens første kladde er logget")
@require_POST
def gem_videre(request: Indlogget, sag_id: UUID) -> HttpResponse:
    """Skriv videre på den kladde, siden har begyndt; 409, når den er en andens eller ændret."""
    return _gem(request, find(omfang_af(request), sag_id), kladde.gem_videre)


def _gem(
    request: Indlogget, om: Hoeringssag, maade: Callable[[Tryk, str], Partshoering]
) -> HttpResponse:
    form = kun_teksten(request.POST)
    if not form.is_valid():
        return ikke_gemt(f"{IKKE_GEMT} {form.errors['tekst'][0]}.")
    try:
        hoering = maade(trykket(request, om.sag.pk), form.cleaned_data["tekst"])
    except (Borte, Konflikt):
        return ikke_gemt(AENDRET, 409)
    return gemt(hoering.gemt, version=hoering.version)
