"""Hent bestillingslisten og prioriteringslisten som fil, med listens egne filtre og rettigheder."""

from __future__ import annotations

from django.db.models.functions import TruncMonth
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from kontrol.bestillingsliste import forespoergsel, liste
from kontrol.bestillingsliste.filtre import laes_filtre
from kontrol.bestillingsliste.views import FORMAAL
from kontrol.eksport.svar import LOFT, Tabel, for_mange, laes_format, som_fil
from kontrol.eksport.tabeller import bestillingstabel, prioriteringstabel
from kontrol.prioriteringsliste import forespoergsel as prioritering
from kontrol.prioriteringsliste.liste import raekker_for
from kontrol.prioriteringsliste.udsnit import laes_udsnit


@kraever(Ret.SAGER, log=(Art.EKSPORT, FORMAAL))
@require_safe
def bestillingsliste(request: Indlogget) -> HttpResponse:
    """De sager, filtrene rummer, på alle sider. Filen rummer intet om borgeren."""
    omfang = omfang_af(request)
    filtre = laes_filtre(request.GET, omfang.kommune)
    sager = forespoergsel.med_orden(forespoergsel.valgte(omfang, filtre), filtre)
    orden = [led.sorteret() for led in forespoergsel.orden(filtre)]
    felter = sager.annotate(maaned=TruncMonth("fundet")).order_by(*orden).values_list(*liste.FELTER)
    poster = list(felter[: LOFT + 1])
    if len(poster) > LOFT:
        return for_mange(request, f"{reverse('bestillingsliste')}{filtre.med().som_adresse()}")
    tabel = bestillingstabel(liste.som_raekker(omfang, poster))
    return _svar(request, tabel, filtre.som_gemt(), [])


@kraever(Ret.SAGER, log=(Art.EKSPORT, "§ 10-opfølgning: sager under behandling"))
@require_safe
def prioriteringsliste(request: Indlogget) -> HttpResponse:
    """De sager, udsnittet rummer, på alle sider, med de borgere, brugeren selv kan se."""
    udsnit = laes_udsnit(request.GET).med()
    sager = prioritering.valgte(omfang_af(request), request.user, udsnit)
    orden = [led.sorteret() for led in prioritering.orden(udsnit.sortering)]
    ordnet = prioritering.med_orden(sager, udsnit.sortering).order_by(*orden)
    ider = list(ordnet.values_list("pk", flat=True)[: LOFT + 1])
    if len(ider) > LOFT:
        return for_mange(request, f"{reverse('prioriteringsliste')}{udsnit.som_adresse()}")
    raekker = raekker_for(ider, request.user)
    cpr = [raekke.cpr for raekke in raekker]
    return _svar(request, prioriteringstabel(raekker), udsnit.som_adresse()[1:], cpr)


def _svar(request: Indlogget, tabel: Tabel, kriterium: str, borgere: list[str]) -> HttpResponse:
    """Filen, når det står i loggen, hvem der hentede hvad, og hvilke borgere der var i den."""
    format_ = laes_format(request)
    kriterium = f"{format_}: {kriterium}"
    skriv(request, Brug(kriterium=kriterium, borgere=borgere, antal=len(tabel.raekker)))
    return som_fil(tabel, format_)
