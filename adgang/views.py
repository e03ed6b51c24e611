"""Døren: log ind og log af."""

from __future__ import annotations

from django.contrib.auth import views as auth
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from adgang.forms import LogindForm
from adgang.rettigheder import aaben


class LogInd(auth.LoginView):
    """Log ind med adgangskode; sessionen får ny nøgle, så en gammel ikke kan genbruges."""

    template_name = "adgang/log_ind.html"
    authentication_form = LogindForm
    redirect_authenticated_user = True

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Svar 422, så browseren og testene ser, at der intet skete."""
        svar = super().form_invalid(form)
        svar.status_code = 422
        return svar


log_ind = aaben(LogInd.as_view())
log_af = aaben(require_POST(auth.LogoutView.as_view()))
