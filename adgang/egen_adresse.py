"""En adresse, browseren selv sendte med, må kun føre til vores egne sider."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def egen_adresse(request: HttpRequest, oensket: str) -> str:
    """Den ønskede adresse, når den er vores egen; ellers forsidens."""
    egen = url_has_allowed_host_and_scheme(
        oensket, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return oensket if egen else "/"
