"""Hvem sendte forespørgslen? ``X-Forwarded-For`` tros kun fra de proxyer, vi selv har sat op.

Hovedet læses fra højre: hver betroet proxy har selv skrevet den adresse, den så, og den første,
der ikke er en betroet proxy, er afsenderen. Alt til venstre for den kan afsenderen have skrevet.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

Adresse = IPv4Address | IPv6Address
Net = IPv4Network | IPv6Network
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST",
             "HTTP_X_FORWARDED_PORT", "HTTP_FORWARDED", "HTTP_X_REAL_IP")  # fmt: skip


def laes_adresse(tekst: str) -> Adresse | None:
    """Adressen, eller ``None``; en IPv4-adresse pakket i IPv6 er IPv4-adressen."""
    try:
        adresse = ip_address(tekst.strip())
    except ValueError:
        return None
    pakket = adresse.ipv4_mapped if isinstance(adresse, IPv6Address) else None
    return pakket or adresse


def laes_net(tekst: str) -> Net:
    """Netværket i CIDR-form; ``ValueError``, når det ikke er et."""
    return ip_network(tekst.strip(), strict=True)


def er_i(adresse: Adresse | None, net: Sequence[Net]) -> bool:
    """Om adressen ligger i et af netværkene; en ukendt adresse ligger ingen steder."""
    return adresse is not None and any(adresse in et for et in net)


def afsender(forbindelse: str, videresendt: str, proxyer: Sequence[Net]) -> Adresse | None:
    """Afsenderen af forbindelsens adresse og ``X-Forwarded-For``; ``None``, når den er ukendt."""
    sidste = laes_adresse(forbindelse)
    if not er_i(sidste, proxyer):
        return sidste
    for led in reversed(videresendt.split(",")):
        sidste = laes_adresse(led)
        if sidste is None or not er_i(sidste, proxyer):
            return sidste
    return sidste


class Afsender:
    """Sætter ``request.klient_ip`` og fjerner hoveder, en fremmed kan have skrevet."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Find afsenderen, før noget andet ser på forespørgslen."""
        forbindelse = request.META.get("REMOTE_ADDR", "")
        proxyer = settings.BETROEDE_PROXYER
        fundet = afsender(forbindelse, request.META.get("HTTP_X_FORWARDED_FOR", ""), proxyer)
        if not er_i(laes_adresse(forbindelse), proxyer):
            for hoved in FORWARDED:
                request.META.pop(hoved, None)
        request.klient_ip = str(fundet) if fundet else ""  # type: ignore[attr-defined]
        return self.get_response(request)
