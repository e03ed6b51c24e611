"""Log-ins formularer."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib.auth.forms import SetPasswordForm

FORKERT = (
    "Brugernavn eller adgangskode er forkert. Efter tre afviste forsøg er brugeren spærret i et "
    "døgn, og kun din teamleder kan åbne før"
)
FORKERT_KODE = "Koden er forkert eller brugt. Skriv den kode, appen viser nu, eller en ny"
BRUGT_KODE = "Koden er allerede brugt. Vent på den næste kode i appen"
SAMME_KODE = "Vælg en anden adgangskode end den, du har nu"


class LogindForm(forms.Form):
    """Brugernavn og adgangskode."""

    brugernavn = forms.CharField(
        label="Brugernavn",
        max_length=60,
        error_messages={"required": "Skriv dit brugernavn"},
        widget=forms.TextInput(
            attrs={
                "class": "form-input input-width-l",
                "autocomplete": "username",
                "autofocus": True,
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )
    adgangskode = forms.CharField(
        label="Adgangskode",
        max_length=128,
        strip=False,
        error_messages={
            "required": "Skriv din adgangskode",
            "max_length": "Adgangskoden er højst 128 tegn",
        },
        widget=forms.PasswordInput(
            attrs={"class": "form-input input-width-l", "autocomplete": "current-password"}
        ),
    )


class KodeForm(forms.Form):
    """Koden fra appen, eller en genopretningskode."""

    kode = forms.CharField(
        label="Kode",
        max_length=40,
        error_messages={"required": "Skriv koden", "max_length": FORKERT_KODE},
        widget=forms.TextInput(
            attrs={
                "class": "form-input input-char-11",
                "autocomplete": "one-time-code",
                "autofocus": True,
                "autocapitalize": "none",
                "spellcheck": "false",
                "inputmode": "text",
            }
        ),
    )

    def clean_kode(self) -> str:
        """Seks cifre må gerne være skrevet med et mellemrum på midten."""
        kode: str = self.cleaned_data["kode"].strip()
        return re.sub(r"\s", "", kode)


class NyAdgangskodeForm(SetPasswordForm):  # type: ignore[type-arg]
    """En ny adgangskode, skrevet to gange. Reglerne står i ``AUTH_PASSWORD_VALIDATORS``."""

    error_messages = {"password_mismatch": "De to adgangskoder er ikke ens. Skriv dem igen"}
    new_password1 = forms.CharField(
        label="Ny adgangskode",
        strip=False,
        max_length=128,
        help_text="Mindst 12 tegn. En sætning, kun du kender, er god. "
        "En adgangskode, der står på lister over lækkede, kan ikke bruges.",
        error_messages={"required": "Skriv en ny adgangskode"},
        widget=forms.PasswordInput(
            attrs={"class": "form-input input-width-l", "autocomplete": "new-password"}
        ),
    )
    new_password2 = forms.CharField(
        label="Ny adgangskode igen",
        strip=False,
        max_length=128,
        error_messages={"required": "Skriv den nye adgangskode igen"},
        widget=forms.PasswordInput(
            attrs={"class": "form-input input-width-l", "autocomplete": "new-password"}
        ),
    )

    def clean(self) -> dict[str, Any] | None:
        """Den nye må ikke være den, brugeren har; en engangskode ville da leve videre."""
        felter = super().clean()
        ny: str = self.cleaned_data.get("new_password1", "")
        if ny and self.user.check_password(ny):
            self.add_error("new_password1", SAMME_KODE)
        return felter


class NuvaerendeAdgangskodeForm(NyAdgangskodeForm):
    """Ny adgangskode for den, der kender sin nuværende."""

    field_order = ("nuvaerende", "new_password1", "new_password2")
    nuvaerende = forms.CharField(
        label="Nuværende adgangskode",
        strip=False,
        max_length=128,
        error_messages={"required": "Skriv din nuværende adgangskode"},
        widget=forms.PasswordInput(
            attrs={"class": "form-input input-width-l", "autocomplete": "current-password"}
        ),
    )

    def clean_nuvaerende(self) -> str:
        """Den nuværende adgangskode skal være rigtig."""
        kode: str = self.cleaned_data["nuvaerende"]
        if not self.user.check_password(kode):
            raise forms.ValidationError("Den nuværende adgangskode er forkert")
        return kode
