"""Hvem der må hvad: enhver side erklærer sine roller, ellers svarer den ikke.

``kraever(*roller)`` lukker for alle andre end rollerne; ``aaben`` siger, at siden er åben for
alle. ``LukketSomStandard`` afviser en side, der intet har erklæret.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache

from adgang.models import Bruger, Kommune, Rolle

P = ParamSpec("P")
V = TypeVar("V", bound=Callable[..., HttpResponseBase])

SAGSBEHANDLING: tuple[Rolle, ...] = (Rolle.SAGSBEHANDLER, Rolle.TEAMLEDER)
ALLE_ROLLER: tuple[Rolle, ...] = tuple(Rolle)
AABEN = "AABEN"


class Indlogget(HttpRequest):
    """En forespørgsel fra en bruger, hvis rolle er proevet."""

    user: Bruger


def kommune_af(request: Indlogget) -> Kommune:
    """Brugerens kommune; ``PermissionDenied`` når brugeren ikke hører til en."""
    if request.user.kommune is None:
        raise PermissionDenied("Brugeren hører ikke til en kommune.")
    return request.user.kommune


def kraever(
    *roller: Rolle,
) -> Callable[
    [Callable[Concatenate[Indlogget, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """Siden svarer kun brugere i en af rollerne, og svaret gemmes ikke i nogen mellemlager.

    En uindlogget sendes til log-in; en forkert rolle eller en sagsbehandler uden kommune
    får 403.
    """

    def indpak(
        view: Callable[Concatenate[Indlogget, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def proevet(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not isinstance(request.user, Bruger):
                return redirect_to_login(request.get_full_path())
            afvis_forkert_rolle(request.user, roller)
            return view(cast(Indlogget, request), *args, **kwargs)

        lukket = never_cache(proevet)
        lukket.adgang = frozenset(roller)  # type: ignore[attr-defined]
        return lukket

    return indpak


def afvis_forkert_rolle(bruger: Bruger, roller: tuple[Rolle, ...]) -> None:
    """Kast ``PermissionDenied``, når rollen ikke er med, eller kommunen mangler."""
    if bruger.rolle not in roller:
        raise PermissionDenied("Rollen giver ikke adgang.")
    if bruger.rolle in SAGSBEHANDLING and bruger.kommune_id is None:
        raise PermissionDenied("Brugeren hører ikke til en kommune.")


def aaben(view: V) -> V:
    """Siden er åben for alle, også uindloggede."""
    view.adgang = AABEN  # type: ignore[attr-defined]
    return view


class LukketSomStandard:
    """Afviser enhver side, der hverken har erklæret roller eller at være åben."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Send forespørgslen videre; afgørelsen falder i ``process_view``."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> None:
        """Kast ``PermissionDenied`` for en side uden erklæring."""
        if not hasattr(view, "adgang"):
            raise PermissionDenied("Siden har ikke erklæret, hvem der må se den.")
