"""Kommunens begrundelse for, at nationaliteten ses. Uden den gemmes den slet ikke."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from adgang.models import Bruger, Kommune
from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kraever
from adgang.roller import Ret
from udsoegning import formaal
from udsoegning.forms import Nationalitet
from udsoegning.models import Fundet, Nationalitetsvalg
from udsoegning.rummet import i_rummet, kommune_i
from udsoegning.side import vis


@kraever(Ret.ADMINISTRATION, log=(Art.AENDRING, formaal.NATIONALITET))
@require_http_methods(["GET", "HEAD", "POST"])
def nationalitet(request: Indlogget) -> HttpResponse:
    """Begrundelsen, der gælder, eller formularen; ``fjern`` slår den fra."""
    kommune = kommune_i(request)
    if request.method == "POST" and "fjern" in request.POST:
        slaa_fra(kommune)
        skriv(request, Brug(kriterium="Nationalitet ses ikke længere", antal=1))
        messages.success(request, "Nationaliteten ses ikke længere, og den er slettet på listerne.")
        return redirect("udsoegning_nationalitet")
    form = Nationalitet(request.POST if request.method == "POST" else None)
    if form.is_valid():
        slaa_til(kommune, request.user, form.cleaned_data["begrundelse"])
        skriv(request, Brug(kriterium="Nationalitet begrundet", antal=1))
        messages.success(request, "Begrundelsen er gemt. Den næste søgning tager nationalitet med.")
        return redirect("udsoegning_nationalitet")
    with i_rummet():
        alle = list(Nationalitetsvalg.objects.i_kommune(kommune))
    gaeldende = next((valg for valg in alle if valg.til is None), None)
    skriv(request, Brug(art=Art.VISNING, antal=len(alle)))
    felter = {"form": form, "gaeldende": gaeldende, "tidligere": [v for v in alle if v.til]}
    return vis(request, "nationalitet.html", felter, status=422 if form.errors else 200)


def slaa_til(kommune: Kommune, bruger: Bruger, begrundelse: str) -> None:
    """Gem begrundelsen; gælder der en, afløses den."""
    with transaction.atomic():
        # Knappen trykket to gange: den anden afløser den første i stedet for at støde på den.
        Kommune.objects.select_for_update(no_key=True).get(pk=kommune.pk)
        _gem(kommune, bruger, begrundelse)


def _gem(kommune: Kommune, bruger: Bruger, begrundelse: str) -> None:
    with i_rummet():
        alle = Nationalitetsvalg.objects.i_kommune(kommune)
        alle.filter(til=None).update(til=timezone.now())
        alle.create(kommune=kommune, begrundelse=begrundelse, bruger=bruger)


def slaa_fra(kommune: Kommune) -> None:
    """Uden begrundelse er der heller ingen nationalitet."""
    with i_rummet():
        alle = Nationalitetsvalg.objects.i_kommune(kommune)
        alle.filter(til=None).update(til=timezone.now())
        Fundet.objects.i_kommune(kommune).update(statsborgerskab="")
