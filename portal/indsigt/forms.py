"""Søgningen efter én borger."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.conf import settings

from registre.cpr.numre import Cpr, er_cpr

_SKILLETEGN = re.compile(r"[\s\u2010-\u2013-]")
DAGE_I_EN_MAANED = 31
_KUN_OPDIGTEDE = "I demonstrationen findes kun opdigtede numre: dagen er lagt 60 til"
_EKSEMPEL = "Skriv et CPR-nummer med ti cifre, fx ddmmåå-nnnn"


class Taus(forms.TextInput):
    """Et felt, der aldrig skriver det indtastede tilbage på siden."""

    def format_value(self, value: Any) -> str | None:
        """Altid tomt."""
        return None


class Borgersoegning(forms.Form):
    """Et CPR-nummer med eller uden bindestreg."""

    cpr = forms.CharField(
        label="CPR-nummer",
        max_length=40,
        help_text="Ti cifre, med eller uden bindestreg.",
        widget=Taus(
            attrs={"class": "form-input cpr-felt", "autocomplete": "off", "inputmode": "numeric"}
        ),
        error_messages={"required": _EKSEMPEL, "max_length": _EKSEMPEL},
    )

    def clean_cpr(self) -> Cpr:
        """Ti cifre; beskeden gentager ikke det skrevne, og modulus 11 prøves ikke."""
        cpr = _SKILLETEGN.sub("", self.cleaned_data["cpr"])
        if not er_cpr(cpr):
            raise forms.ValidationError(_EKSEMPEL)
        if settings.DEMO and int(cpr[:2]) <= DAGE_I_EN_MAANED:
            raise forms.ValidationError(_KUN_OPDIGTEDE)
        return Cpr(cpr)
