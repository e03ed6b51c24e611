"""Begrundelsen for at se en beskyttet adresse."""

from __future__ import annotations

import re

from django import forms

_CPR = re.compile(r"\d{6}[-\s]?\d{4}")


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
        if _CPR.search(tekst):
            raise forms.ValidationError("Skriv begrundelsen uden CPR-nummer.")
        return tekst
