"""Det, Django REST Framework spørger om for hvert kald: hvem, hvor tit, og i hvilken form.

Døren har svaret på det første, før rammen kommer til; her spørges igen, så et endepunkt, der
skulle slippe uden om døren, stadig er lukket.
"""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING, Any

from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import ParseError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from adgang.api.kald import klient_i
from adgang.api.problem import Afvisning
from adgang.models import Apiklient, Bruger
from adgang.rettigheder import Apikrav

if TYPE_CHECKING:
    from rest_framework.views import APIView

KROPPEN_HOEJST = 64 * 1024
"""Byte; den længste liste af sager fylder under en tredjedel."""


class Klientnoegle(BaseAuthentication):
    """Den klient, apivagten fandt."""

    def authenticate(self, request: Request) -> tuple[Bruger, Apiklient] | None:
        """Klientens bruger og klienten selv."""
        klient = klient_i(request._request)
        return (klient.bruger, klient) if klient else None

    def authenticate_header(self, request: Request) -> str:
        """Formen på ``WWW-Authenticate``."""
        return "Bearer"


class LukketInd(BasePermission):
    """Kun kald, døren har lukket ind efter endepunktets erklæring."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Om døren har sagt ja."""
        return isinstance(getattr(request._request, "krav", None), Apikrav)


class Kaldtakt(SimpleRateThrottle):
    """Så mange kald i minuttet tager én proces imod fra én klient."""

    scope = "klient"

    def get_cache_key(self, request: Request, view: APIView) -> str:
        """Klientens id."""
        klient = klient_i(request._request)
        return f"apiklient:{klient.pk if klient else ''}"


class KunEnForm(BaseContentNegotiation):
    """Hvert endepunkt har én form, hvad ``Accept`` end siger."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        """Den læser, der kan medietypen."""
        medietype = (request.content_type or "").partition(";")[0].strip().lower()
        return next((p for p in parsers if p.media_type == medietype), None)

    def select_renderer(self, request: Request, renderers: Any, format_suffix: Any = None) -> Any:
        """Den ene."""
        return renderers[0], renderers[0].media_type


class Json(BaseParser):
    """Kroppen som JSON i UTF-8: begrænset i størrelse, uden NaN og uden gentagne navne."""

    media_type = "application/json"

    def parse(self, stream: IO[bytes], media_type: Any = None, parser_context: Any = None) -> Any:
        """Den læste krop; ``ParseError`` siger aldrig, hvad der stod."""
        raa = stream.read(KROPPEN_HOEJST + 1)
        if len(raa) > KROPPEN_HOEJST:
            raise Afvisning("for_stor", hoejst=KROPPEN_HOEJST)
        try:
            return json.loads(
                raa.decode("utf-8"), object_pairs_hook=_eet_af_hvert, parse_constant=_afvis
            )
        except (ValueError, RecursionError):
            raise ParseError from None


def _eet_af_hvert(par: list[tuple[str, Any]]) -> dict[str, Any]:
    """To af samme navn kan læses forskelligt hos to modtagere."""
    if len(par) != len({navn for navn, _ in par}):
        raise ValueError
    return dict(par)


def _afvis(_konstant: str) -> Any:
    raise ValueError
