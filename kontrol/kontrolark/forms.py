"""Begrundelsen for at se en beskyttet adresse."""

from __future__ import annotations

from django import forms

from adgang.cpr_i_tekst import UDEN_CPR, rummer_cpr


class Adressebegrundelse(forms.Form):
    """Hvorfor adressen skal vises; teksten står i sagens historik."""

    begrundelse = forms.CharField(
        label="Begrundelse",
        min_length=10,
        max_length=200,
        help_text="10–200 tegn. Begrundelsen gemmes i sagens historik.",
        widget=forms.TextInput(attrs={"class": "form-input", "autocomplete": "off"}),
        error_messages={
            "required": "Skriv, hvorfor du skal se adressen.",
            "min_length": "Skriv en begrundelse på mindst 10 tegn.",
            "max_length": "Skriv en begrundelse på højst 200 tegn.",
        },
    )

    def clean_begrundelse(self) -> str:
        """Historikken må ikke bære CPR-numre."""
        tekst: str = self.cleaned_data["begrundelse"]
        if rummer_cpr(tekst):
            raise forms.ValidationError(UDEN_CPR.format(hvad="begrundelsen") + ".")
        return tekst
