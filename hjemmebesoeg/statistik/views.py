"""Statistikkens side og fil."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from adgang.kommuner import fulde_navn
from adgang.rettigheder import Indlogget, kommune_af, kraever
from adgang.roller import Ret
from adgang.smaatal.graense import tal_eller_ord
from hjemmebesoeg.statistik.diagram import diagram
from hjemmebesoeg.statistik.lukning import lukkes_senest
from hjemmebesoeg.statistik.maaneder import Maaned, statistik
from hjemmebesoeg.statistik.skjul import Tal
from kontrol.eksport.celler import Celle
from kontrol.eksport.svar import Tabel, laes_format, som_fil

HOVED = ("Måned", "Område", "Besøgt", "Kontakt", "Ikke kontakt")
I_ALT = "I alt"
_UDEN_LOG = "Antal uden små tal; ingen borgere og ingen lister"


@kraever(Ret.KOERSELSTAL, uden_log=_UDEN_LOG)
@require_safe
def side(request: Indlogget) -> HttpResponse:
    """De lukkede måneder, og de to spørgsmål, statistikken kan og ikke kan svare på."""
    kommune = kommune_af(request)
    tallene = statistik(kommune)
    felter = {
        "navn": fulde_navn(kommune),
        "maaneder": [(m, _raekker(m)) for m in tallene.maaneder],
        "aaben": tallene.aaben,
        "lukkes": lukkes_senest(tallene.aaben) if tallene.aaben else None,
        "d": diagram(tallene.maaneder),
    }
    return render(request, "hjemmebesoeg/statistik.html", felter)


@kraever(Ret.KOERSELSTAL, uden_log=_UDEN_LOG)
@require_safe
def hent(request: Indlogget) -> HttpResponse:
    """De samme tal som fil."""
    raekker = [
        _celler(maaned, navn, tal)
        for maaned in statistik(kommune_af(request)).maaneder
        for navn, tal in _raekker(maaned)
    ]
    return som_fil(Tabel("koerselsstatistik", HOVED, raekker), laes_format(request))


def _raekker(maaned: Maaned) -> list[tuple[str, Tal]]:
    return [*maaned.omraader.items(), (I_ALT, maaned.i_alt)]


def _celler(maaned: Maaned, navn: str, tal: Tal) -> list[Celle]:
    vist = (tal_eller_ord(antal) for antal in (tal.besoegt, tal.kontakt, tal.uden))
    return [f"{maaned.maaned:%m-%Y}", navn, *vist]
