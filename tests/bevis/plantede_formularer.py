"""Portalens adresser og en side til, hvis formular tager imod alle brugerens felter."""

from __future__ import annotations

from uuid import UUID

from django.forms import ModelForm, model_to_dict
from django.http import HttpResponse
from django.template import engines
from django.urls import path

from adgang.models import Bruger
from adgang.rettigheder import Indlogget, kraever
from adgang.roller import Ret
from portal.urls import urlpatterns as portalens

SIDEN = engines["django"].from_string(
    '<form method="post"><input name="navn" value="{{ navn }}"></form>'
)


class AlleFelter(ModelForm):
    class Meta:
        model = Bruger
        fields = "__all__"  # noqa: DJ007 -- det er den plantede fejl


@kraever(Ret.ADMINISTRATION, uden_log="plantet af en prøve")
def ret(request: Indlogget, bruger_id: UUID) -> HttpResponse:
    """Gem det, der blev sendt, oven i det, der stod."""
    bruger = Bruger.objects.get(reference=bruger_id)
    if request.method == "POST":
        felter = {**model_to_dict(bruger), **request.POST.dict()}
        form = AlleFelter(felter, instance=bruger)
        if form.is_valid():
            form.save()
        return HttpResponse(str(form.errors))
    return HttpResponse(SIDEN.render({"navn": bruger.navn}))


urlpatterns = [path("administration/brugere/<uuid:bruger_id>/ret/", ret), *portalens]
