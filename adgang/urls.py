"""Dørens adresser."""

from __future__ import annotations

from django.urls import path

from adgang.logind import views as logind
from adgang.netvaerk import views as netvaerk
from adgang.opslagslog import views as opslagslog
from adgang.sessioner import genveje
from adgang.sessioner import views as sessioner

app_name = "adgang"
urlpatterns = [
    path("log-ind/", logind.log_ind, name="log_ind"),
    path("log-ind/kode/", logind.kode, name="kode"),
    path("log-ind/app/", logind.opsaet_tofaktor, name="tofaktor"),
    path("log-ind/ny-adgangskode/", logind.ny_adgangskode, name="ny_adgangskode"),
    path("log-af/", logind.log_af, name="log_af"),
    path("session/", sessioner.session, name="session"),
    path("min-adgang/", sessioner.min_adgang, name="min_adgang"),
    path("min-adgang/sessioner/<uuid:session_id>/luk/", sessioner.luk_session, name="luk_session"),
    path("min-adgang/luk-andre/", sessioner.luk_andre, name="luk_andre"),
    path("min-adgang/nye-koder/", sessioner.nye_koder, name="nye_koder"),
    path("min-adgang/genveje/", genveje.genveje, name="genveje"),
    path("administration/netvaerk/", netvaerk.liste, name="netvaerk"),
    path(
        "administration/netvaerk/<uuid:netvaerk_id>/fjern/", netvaerk.fjern, name="fjern_netvaerk"
    ),
    path("log/stikproeve/", opslagslog.stikproever, name="stikproever"),
    path("log/stikproeve/<uuid:stikproeve_id>/", opslagslog.stikproeve, name="stikproeve"),
]
