"""Formularens skjulte felter: trykket, og hvordan sagen så ud for den, der trykkede."""

from __future__ import annotations

from uuid import uuid4

from adgang.rettigheder import Indlogget, omfang_af
from feedback.feedbackliste.konflikt import gaeldende_version
from feedback.feedbackliste.registrer import Ventende
from kontrol.lister.ider import laes_id
from kontrol.lister.tal import laes_tal
from kontrol.models import Bestilling

_CIFRE = 18


def ventende(request: Indlogget, bestilling: Bestilling) -> Ventende:
    """Trykket på knappen; ulæselige felter giver version 0, som ingen sag under behandling har."""
    set_version, set_haendelse = tal(request, "version"), tal(request, "historik")
    return Ventende(
        sag=bestilling.sag_id,
        bruger=request.user,
        omfang=omfang_af(request),
        version=gaeldende_version(bestilling.sag, set_version, set_haendelse),
        token=laes_id(request.POST.get("token", "")) or uuid4(),
        erstatter="erstat" in request.POST,
    )


def tal(request: Indlogget, felt: str) -> int:
    """Et skjult felts tal; nul, når det ikke er et."""
    return laes_tal(request.POST.get(felt), _CIFRE)
