"""Hvem der må hvad: enhver side erklærer den ret, den kræver, og hvad den skriver i loggen.

``kraever`` lukker for alle uden retten; ``aaben`` siger, at siden er åben for alle; ``logindtrin``
er de få sider mellem adgangskode og anden faktor. ``adgang.doer`` afviser en side, der intet har
erklæret, og en side, der viste personoplysninger uden at skrive det i opslagsloggen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache

from adgang.api.omfang import Apiomfang
from adgang.models import Bruger, Kommune
from adgang.omfang import Omfang, omfang_for
from adgang.opslagslog.arter import Art
from adgang.roller import Ret

if TYPE_CHECKING:
    from adgang.models import Brugersession

P = ParamSpec("P")
V = TypeVar("V", bound=Callable[..., HttpResponseBase])

AABEN, LOGINDTRIN = "AABEN", "LOGINDTRIN"


@dataclass(frozen=True, slots=True)
class Logkrav:
    """Det, siden skriver i opslagsloggen, hver gang den svarer."""

    art: Art
    formaal: str


@dataclass(frozen=True, slots=True)
class Adgangskrav:
    """En sides erklæring. ``log`` er ``None``, når siden ingen personoplysninger viser."""

    ret: Ret
    log: Logkrav | None


@dataclass(frozen=True, slots=True)
class Apikrav(Adgangskrav):
    """Et endepunkts erklæring. ``omfang`` er ``None``, når enhver klient må."""

    omfang: Apiomfang | None


class Indlogget(HttpRequest):
    """En forespørgsel, døren har lukket ind."""

    user: Bruger
    brugersession: Brugersession
    klient_ip: str
    krav: Adgangskrav


def kommune_af(request: Indlogget) -> Kommune:
    """Brugerens kommune; ``PermissionDenied`` når brugeren ikke hører til en."""
    return omfang_for(request.user).kommune


def omfang_af(request: Indlogget) -> Omfang:
    """Brugerens kommune og ydelser: det, alle sagens forespørgsler afgrænses med."""
    return omfang_for(request.user)


def kraever(
    ret: Ret, *, log: tuple[Art, str] | None = None, uden_log: str = ""
) -> Callable[
    [Callable[Concatenate[Indlogget, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """Siden svarer kun bekræftede brugere med retten, og svaret gemmes ikke undervejs.

    ``log`` er art og formål; en side uden personoplysninger siger i stedet hvorfor i ``uden_log``.
    """
    _tag_stilling(log, uden_log)
    krav = Adgangskrav(ret, Logkrav(*log) if log else None)

    def indpak(
        view: Callable[Concatenate[Indlogget, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        return _maerk(cast(Callable[Concatenate[HttpRequest, P], HttpResponseBase], view), krav)

    return indpak


def kraever_api(
    omfang: Apiomfang | None, *, log: tuple[Art, str] | None = None, uden_log: str = ""
) -> Callable[[V], V]:
    """Endepunktet svarer kun en API-klient med omfanget; en session lukker ingen ind."""
    _tag_stilling(log, uden_log)
    krav = Apikrav(Ret.API, Logkrav(*log) if log else None, omfang)
    return lambda view: _maerk(view, krav)


def logindtrin(view: V) -> V:
    """Siden hører til log-in og kan nås, når kun adgangskoden er vist."""
    return _maerk(view, LOGINDTRIN)


def aaben(view: V) -> V:
    """Siden er åben for alle, også uindloggede."""
    view.adgang = AABEN  # type: ignore[attr-defined]
    return view


def _tag_stilling(log: tuple[Art, str] | None, uden_log: str) -> None:
    if bool(log) == bool(uden_log):
        raise TypeError("Angiv enten log=(art, formål) eller uden_log=grunden.")


def _maerk(view: V, adgang: Any) -> V:
    lukket = never_cache(view)
    lukket.adgang = adgang  # type: ignore[attr-defined]
    return lukket
