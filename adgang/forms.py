"""Log-in-formularen."""

from __future__ import annotations

from django import forms
from django.contrib.auth.forms import AuthenticationForm


class LogindForm(AuthenticationForm):
    """Brugernavn og adgangskode. Fejlen røber aldrig, om brugeren findes."""

    username = forms.CharField(
        label="Brugernavn",
        max_length=60,
        error_messages={"required": "Skriv dit brugernavn"},
        widget=forms.TextInput(
            attrs={"class": "form-input input-width-l", "autocomplete": "username"}
        ),
    )
    password = forms.CharField(
        label="Adgangskode",
        strip=False,
        error_messages={"required": "Skriv din adgangskode"},
        widget=forms.PasswordInput(
            attrs={"class": "form-input input-width-l", "autocomplete": "current-password"}
        ),
    )
    error_messages = {
        "invalid_login": "Brugernavn eller adgangskode er forkert. Prøv igen.",
        "inactive": "Brugernavn eller adgangskode er forkert. Prøv igen.",
    }
