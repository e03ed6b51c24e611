"""En dato, som den skrives på dansk."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from samkoering.grundlag.ord import MAANEDER, dansk_dato

DATOFORMER = ("%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%y", "%Y-%m-%d")
SKRIV_SOM = "dd-mm-åååå"
UGYLDIG_DATO = "Skriv datoen som dag-måned-år, fx 22-11-2026"
TIDLIGST = date(2000, 1, 1)
_DANSK = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})", re.ASCII)


class Datofelt(forms.DateField):
    """En dato skrevet ``22-11-2026``; også med punktum eller skråstreg."""

    def __init__(self, **valg: Any) -> None:
        felt = {"class": "form-input input-char-11", "autocomplete": "off"}
        widget = forms.DateInput(format="%d-%m-%Y", attrs=felt)
        fejl = {"invalid": UGYLDIG_DATO, **valg.pop("error_messages", {})}
        valg.setdefault("help_text", SKRIV_SOM)
        super().__init__(widget=widget, input_formats=DATOFORMER, error_messages=fejl, **valg)

    def to_python(self, value: Any) -> date | None:
        """Dagen; er formen rigtig, men dagen findes ikke, siger fejlen det."""
        try:
            dag: date | None = super().to_python(value)
        except forms.ValidationError as fejl:
            raise forms.ValidationError(_findes_ikke(str(value)) or fejl.messages) from fejl
        return dag


def _findes_ikke(skrevet: str) -> str:
    """Hvorfor en rigtigt skrevet dag ikke er i kalenderen; tom, når det er formen, der er gal."""
    form = _DANSK.fullmatch(skrevet.strip())
    if form is None:
        return ""
    dag, maaned, aar = (int(tal) for tal in form.groups())
    if aar < date.min.year:
        return ""
    if not 1 <= maaned <= len(MAANEDER):
        return f"Der er ingen måned {maaned}. {UGYLDIG_DATO}"
    dage = monthrange(aar, maaned)[1]
    if 1 <= dag <= dage:
        return ""
    navn = MAANEDER[maaned - 1]
    return f"Den {dag}. {navn} {aar} findes ikke. {navn.capitalize()} har {dage} dage"


class ForbiDato(Datofelt):
    """En dag, der er gået eller er i dag. ``hvad`` er det, der skete: »svaret kom«."""

    def __init__(self, *, hvad: str, **valg: Any) -> None:
        self.hvad = hvad
        fejl = {"required": f"Skriv, hvornår {hvad}"}
        super().__init__(error_messages=fejl, **valg)

    def clean(self, value: object) -> date | None:
        """Dagen; ikke i fremtiden og ikke en tastefejl i årstallet."""
        dag: date | None = super().clean(value)
        if dag is not None and dag > timezone.localdate():
            raise forms.ValidationError("Datoen kan ikke ligge i fremtiden")
        if dag is not None and dag < TIDLIGST:
            raise forms.ValidationError(f"Datoen kan ikke ligge før {dansk_dato(TIDLIGST)}")
        return dag
