"""``/metrics``: måltallene, som Prometheus henter dem."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from adgang.rettigheder import aaben
from portal.maaltal.adgang import lukkes_ind
from portal.maaltal.tal import som_tekst
from portal.sundhed import TEKST

LUKKET = "lukket: hent fra driftens netværk, eller vis nøglen\n"


@aaben
@never_cache
@require_safe
def maaltal(request: HttpRequest) -> HttpResponse:
    """Tallene til den, der må; andre får intet."""
    if not lukkes_ind(request):
        return HttpResponse(LUKKET, status=403, content_type=TEKST)
    return HttpResponse(som_tekst(), content_type=CONTENT_TYPE_LATEST)
