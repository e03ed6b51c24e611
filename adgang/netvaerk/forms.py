"""Formularen, der føjer et netværk til kommunens liste."""

from __future__ import annotations

from django import forms

from adgang.netvaerk.forvalt import UgyldigtNetvaerk, normaliser


class NetvaerkForm(forms.Form):
    """Et netværk og hvad det er."""

    adresser = forms.CharField(
        label="Adresse eller netværk",
        max_length=43,
        help_text="Fx 192.0.2.15 for én adresse eller 192.0.2.0/24 for et netværk.",
        error_messages={
            "required": "Skriv en adresse eller et netværk",
            "max_length": "Skriv en adresse eller et netværk, fx 192.0.2.15 eller 192.0.2.0/24",
        },
        widget=forms.TextInput(
            attrs={
                "class": "form-input input-width-l",
                "autocomplete": "off",
                "spellcheck": "false",
            }
        ),
    )
    beskrivelse = forms.CharField(
        label="Beskrivelse",
        max_length=80,
        help_text="Hvor det er, fx Rådhuset eller Hjemmearbejde (VPN).",
        error_messages={
            "required": "Skriv, hvor netværket er",
            "max_length": "Beskrivelsen må højst fylde 80 tegn",
        },
        widget=forms.TextInput(attrs={"class": "form-input", "autocomplete": "off"}),
    )

    def clean_adresser(self) -> str:
        """Netværket i sin ene skrivemåde."""
        try:
            return normaliser(self.cleaned_data["adresser"])
        except UgyldigtNetvaerk as fejl:
            raise forms.ValidationError(str(fejl)) from fejl
