"""En dato, som den skrives på dansk."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from samkoering.grundlag.ord import dansk_dato

DATOFORMER = ("%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%y", "%Y-%m-%d")
TIDLIGST = date(2000, 1, 1)


class ForbiDato(forms.DateField):
    """En dag, der er gået eller er i dag, skrevet ``22-11-2026`` eller med punktum.

    ``hvad`` er det, der skete: »svaret kom«.
    """

    def __init__(self, *, hvad: str, **valg: Any) -> None:
        self.hvad = hvad
        felt = {"class": "form-input input-char-11", "autocomplete": "off"}
        super().__init__(
            widget=forms.DateInput(format="%d-%m-%Y", attrs=felt),
            input_formats=DATOFORMER,
            error_messages={
                "required": f"Skriv, hvornår {hvad}",
                "invalid": "Skriv datoen som dag-måned-år, fx 22-11-2026",
            },
            **valg,
        )

    def clean(self, value: object) -> date | None:
        """Dagen; ikke i fremtiden og ikke en tastefejl i årstallet."""
        dag: date | None = super().clean(value)
        if dag is not None and dag > timezone.localdate():
            raise forms.ValidationError("Datoen kan ikke ligge i fremtiden")
        if dag is not None and dag < TIDLIGST:
            raise forms.ValidationError(f"Datoen kan ikke ligge før {dansk_dato(TIDLIGST)}")
        return dag
