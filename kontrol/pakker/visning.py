"""Pakkerne, som siderne viser dem: fremdriften, filen, eller hvorfor der ingen er."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from adgang.models import Bruger
from adgang.omfang import omfang_for
from kontrol.models import Pakke, Pakketilstand
from kontrol.pakker.adgang import hvorfor_ikke
from kontrol.pakker.bestil import I_GANG

VISES_HOEJST = 3


@dataclass(frozen=True, slots=True)
class Pakkevisning:
    """En pakke på siden."""

    id: UUID
    antal: int
    faerdige: int
    i_gang: bool
    klar: bool
    besked: str
    """Hvad der blev udeladt, hvorfor den venter, eller hvorfor den ikke kan hentes."""
    slettes: datetime

    @property
    def maerke(self) -> str:
        """Det, siden har set; er det uændret, er der intet nyt at vise."""
        return f"{self.faerdige}-{len(self.besked)}"


def som_visning(pakke: Pakke) -> Pakkevisning:
    """Pakken, som den er nu."""
    i_gang = pakke.tilstand in I_GANG
    grund = "" if i_gang else hvorfor_ikke(pakke)
    return Pakkevisning(
        id=pakke.pk,
        antal=pakke.antal,
        faerdige=pakke.faerdige,
        i_gang=i_gang,
        klar=not i_gang and not grund,
        besked=pakke.fejl if i_gang or not grund else _kan_ikke_hentes(pakke, grund),
        slettes=pakke.slettes,
    )


def _kan_ikke_hentes(pakke: Pakke, grund: str) -> str:
    """En fejl står med sine egne ord; ellers grunden, og hvad man gør."""
    fejlet = pakke.tilstand == Pakketilstand.FEJLET and pakke.fejl
    return fejlet or f"{grund} Hent kontrolarkene igen."


def pakker_til(bruger: Bruger) -> tuple[Pakkevisning, ...]:
    """Brugerens seneste pakker; en, der fejlede, vises kun, til hun har bedt om en ny."""
    egne = Pakke.objects.i_kommune(omfang_for(bruger)).filter(
        bruger=bruger, slettes__gt=timezone.now()
    )
    seneste = list(
        egne.exclude(tilstand=Pakketilstand.SLETTET)
        .select_related("bruger")
        .order_by("-oprettet")[:VISES_HOEJST]
    )
    return tuple(
        som_visning(pakke)
        for nr, pakke in enumerate(seneste)
        if nr == 0 or pakke.tilstand != Pakketilstand.FEJLET
    )
