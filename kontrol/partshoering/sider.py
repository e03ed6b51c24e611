"""Det, partshøringens sider har til fælles: sagen øverst, låsen i formularen og ordene ved fejl."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, omfang_af
from kontrol.bestillingsliste.liste import ydelse
from kontrol.kontrolark.felter import navn_eller_ukendt, uden_styretegn
from kontrol.lister.ider import laes_id
from kontrol.lister.tal import laes_tal
from kontrol.models import Partshoering
from kontrol.partshoering.brev import er_beskyttet
from kontrol.partshoering.konflikt import Aendret, hvad_er_aendret, hvorfor_borte
from kontrol.partshoering.laas import Tryk
from kontrol.partshoering.opslag import Hoeringssag, find, nyeste_ark
from kontrol.partshoering.panel import panel_om

FORMAAL = "§ 10-opfølgning: partshøring"


def trykket(request: Indlogget, sag_id: UUID) -> Tryk:
    """Trykket på knappen, med den høring formularen blev vist med."""
    return Tryk(
        sag=sag_id,
        bruger=request.user,
        omfang=omfang_af(request),
        hoering=laes_id(request.POST.get("hoering", "")),
        version=laes_tal(request.POST.get("version")),
    )


def vis(
    request: Indlogget, om: Hoeringssag, skabelon: str, *, status: int = 200, **mere: Any
) -> HttpResponse:
    """Siden med sagen øverst og høringens version i formularen."""
    log_visning(request, om)
    ark = nyeste_ark(om.sag).indhold
    felter = {
        "sag": om.sag,
        "om": om,
        "navn": navn_eller_ukendt(uden_styretegn(ark["ym"]["navn"])),
        "beskyttet": er_beskyttet(ark),
        "ydelse": ydelse(om.sag.kle),
        "panel": panel_om(om),
        "i_dag": timezone.localdate(),
        **laasefelter(om.hoering),
        **mere,
    }
    return render(request, f"kontrol/partshoering/{skabelon}.html", felter, status=status)


def laasefelter(hoering: Partshoering | None) -> dict[str, object]:
    """De skjulte felter, der siger, hvilken høring brugeren ser."""
    return {
        "hoering_id": hoering.pk if hoering else "",
        "version": hoering.version if hoering else 0,
    }


def vis_borte(request: Indlogget, om: Hoeringssag, tekst: str = "") -> HttpResponse:
    """Sagen kan ikke høres mere; det, brugeren skrev, står på siden, så det kan gemmes."""
    return vis_stop(request, om, hvorfor_borte(om.sag, request.user), tekst)


def vis_stop(request: Indlogget, om: Hoeringssag, aendret: Aendret, tekst: str) -> HttpResponse:
    """Handlingen kan ikke gøres mere."""
    felter = {"sag": om.sag, "aendret": aendret, "tekst": tekst}
    return render(request, "kontrol/partshoering/borte.html", felter, status=409)


def efter_konflikt(request: Indlogget, sag_id: UUID) -> tuple[Hoeringssag, Aendret]:
    """Sagen, som den er nu, og den ændring, brugeren ikke havde set."""
    om = find(omfang_af(request), sag_id)
    return om, hvad_er_aendret(om.sag, om.hoering, request.user)


def log_visning(request: Indlogget, om: Hoeringssag) -> None:
    """Skriv, hvem siden viste noget om."""
    skriv(request, Brug(borgere=om.borgere(), sag=om.sag.pk))


def log_aendring(request: Indlogget, om: Hoeringssag, art: Art = Art.AENDRING) -> None:
    """Skriv, hvis sag der blev ændret."""
    skriv(request, Brug(art=art, borgere=om.borgere(), sag=om.sag.pk))


def log_pdf(request: Indlogget, om: Hoeringssag) -> None:
    """Skriv, hvem brevet handler om."""
    skriv(request, Brug(art=Art.PDF, borgere=om.borgere(), sag=om.sag.pk))


def ental(antal: int) -> str:
    """»et felt« eller »2 felter«."""
    return "et felt" if antal == 1 else f"{antal} felter"
