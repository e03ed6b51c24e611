"""Egen adgang ændres kun af den, der lige har vist sin anden faktor – ikke af en glemt browser."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from adgang.sessioner import forloeb

V = TypeVar("V", bound=Callable[..., HttpResponseBase])


def kraever_frisk_kode(view: V) -> V:
    """Send til koden først, når den sidst blev vist for længe siden."""

    @wraps(view)
    def proevet(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        sessionen = getattr(request, "brugersession", None)
        inde = getattr(request.user, "otp_device", None) is not None
        if inde and not (sessionen and forloeb.er_frisk(sessionen)):
            hertil = request.path if request.method in ("GET", "HEAD") else MIN_ADGANG
            adresse = reverse("adgang:kode")
            return redirect(f"{adresse}?{urlencode({'igen': 1, 'next': hertil})}")
        return view(request, *args, **kwargs)

    return cast(V, proevet)


MIN_ADGANG = "/min-adgang/"
