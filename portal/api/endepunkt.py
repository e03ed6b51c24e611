"""Et endepunkt: én metode på én adresse, med kroppen og søgedelen læst og resten afvist.

Viewet får kaldet og de læste felter og giver et ``Svar`` (eller en færdig fil). Beskrivelsen i
``docs/openapi.yaml`` dannes af det samme, som læses her, så de to ikke kan sige hver sit.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.decorators import api_view
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from adgang.api.idempotens import een_gang, kaldets_aftryk
from adgang.api.kald import Apikald
from adgang.api.problem import MEDIETYPE
from adgang.opslagslog.skriv import Brug, skriv
from portal.api.laesning import NOEGLEHOVED, Form, Intet, laes, laes_noegle, laes_soegedel

GENTAGET = "Idempotency-Replayed"
IDEMPOTENS = OpenApiParameter(
    NOEGLEHOVED,
    {"type": "string", "format": "uuid"},
    OpenApiParameter.HEADER,
    required=True,
    description="Et UUID, du vælger for hvert nyt kald. Samme kald igen inden for 24 timer giver "
    "samme svar og sker ikke igen.",
)


@dataclass(frozen=True, slots=True)
class Svar:
    """Det, endepunktet svarer, når kaldet lykkes, eller et problem, der hører til sagen."""

    krop: Any
    status: int = 200
    hoveder: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Beskrivelse:
    """Endepunktets side i beskrivelsen; ``navn`` er dets ``operationId``."""

    navn: str
    resume: str
    tekst: str
    svar: Mapping[Any, Any]
    eksempler: Sequence[OpenApiExample] = ()
    hoveder: Sequence[OpenApiParameter] = ()


View = Callable[..., Svar | HttpResponseBase]


def endepunkt(
    metode: str, om: Beskrivelse, *, krop: Form | None = None, soeg: Form = Intet
) -> Callable[[View], Callable[..., HttpResponseBase]]:
    """Gør viewet til et endepunkt. Et ``POST`` har en krop og sker kun én gang."""
    een = metode == "POST"

    def indpak(view: View) -> Callable[..., HttpResponseBase]:
        def udfoer(kaldet: Request, /, **ider: Any) -> HttpResponseBase:
            request = cast(Apikald, kaldet._request)
            felter = laes_soegedel(soeg, request.GET)
            if krop is not None:
                felter |= laes(krop, kaldet.data)
            if een:
                return _een_gang(request, kaldet.data, lambda: view(request, felter, **ider))
            return _som_svar(view(request, felter, **ider))

        lukket = api_view([metode])(udfoer)
        # Kun metoden selv: rammens OPTIONS beskriver viewet uden om døren og loggen.
        lukket.cls.http_method_names = [metode.lower()]
        lukket.om = om  # type: ignore[attr-defined]
        beskrevet = _beskriv(om, krop=krop, soeg=soeg, een=een)(lukket)
        return cast(Callable[..., HttpResponseBase], beskrevet)

    return indpak


def _beskriv(om: Beskrivelse, *, krop: Form | None, soeg: Form, een: bool) -> Callable[..., Any]:
    return extend_schema(
        operation_id=om.navn,
        summary=om.resume,
        description=om.tekst,
        parameters=[
            *([soeg] if soeg is not Intet else []),
            *([IDEMPOTENS] if een else []),
            *om.hoveder,
        ],
        request=krop,
        responses=dict(om.svar),
        examples=list(om.eksempler),
    )


def _een_gang(
    request: HttpRequest, krop: Any, view: Callable[[], Svar | HttpResponseBase]
) -> HttpResponseBase:
    kaldet, noegle = cast(Apikald, request), laes_noegle(request)
    ens = json.dumps(krop, sort_keys=True)

    def udfoer() -> tuple[int, str]:
        svar = cast(Svar, view())
        # Gemt som den tekst, der sendes: databasen kunne give felterne en anden orden.
        return svar.status, JSONRenderer().render(svar.krop).decode()

    kald = kaldets_aftryk(request.method or "", request.path, ens)
    udfald = een_gang(kaldet.apiklient, noegle, kald, udfoer)
    if udfald.gentaget:
        skriv(kaldet, Brug(kriterium="Gentaget kald: intet ændret", antal=0))
    medietype = MEDIETYPE if udfald.status >= 400 else JSONRenderer.media_type
    sendt = HttpResponse(udfald.svar, content_type=medietype, status=udfald.status)
    sendt[GENTAGET] = "true" if udfald.gentaget else "false"
    return sendt


def _som_svar(svar: Svar | HttpResponseBase) -> HttpResponseBase:
    if isinstance(svar, HttpResponseBase):
        return svar
    return Response(svar.krop, status=svar.status, headers=dict(svar.hoveder))
