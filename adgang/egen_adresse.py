"""Adresser at komme tilbage til: kun vores egne sider, og uden et CPR-nummer, nogen har skrevet."""

from __future__ import annotations

from urllib.parse import unquote_plus

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from adgang.cpr_i_tekst import rummer_cpr


def egen_adresse(request: HttpRequest, oensket: str) -> str:
    """Den ønskede adresse, når den er vores egen; ellers forsidens."""
    egen = url_has_allowed_host_and_scheme(
        oensket, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return oensket if egen else "/"


def hertil(request: HttpRequest) -> str:
    """Adressen på den side, brugeren står på; forsidens, når der ingen side er."""
    if request.resolver_match is None:
        return "/"
    soegedel = unquote_plus(request.META.get("QUERY_STRING", ""))
    uden = request.method not in ("GET", "HEAD") or rummer_cpr(soegedel)
    return request.path if uden else request.get_full_path()
