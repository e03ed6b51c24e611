"""Formularen til en ny API-klient."""

from __future__ import annotations

from typing import Any

from django import forms

from adgang.api.omfang import Apiomfang
from adgang.brugere import oplysninger
from portal.brugere.forms import AdgangForm

OPTAGET = "Kommunen har allerede en klient med det navn. Vælg et andet"
NAVN_HOEJST = 80
GAELDER = ((30, "30 dage"), (90, "90 dage"), (180, "180 dage"), (365, "365 dage"))
STANDARD = 180
VAELG_TID = "Vælg, hvor længe nøglen gælder"


class NyKlientForm(AdgangForm):
    """Hvad systemet hedder, hvad det må, og hvor længe. Ydelserne vælges som for en bruger."""

    enhed = None  # type: ignore[assignment] # Django: feltet arves ikke
    navn = forms.CharField(
        label="Navn",
        help_text="Systemets navn, fx Fagsystemet. Det står i sagens historik og i opslagsloggen.",
        error_messages={"required": "Skriv systemets navn"},
        widget=forms.TextInput(attrs={"class": "form-input input-width-l", "autocomplete": "off"}),
    )
    omfang = forms.MultipleChoiceField(
        label="Hvad må systemet?",
        choices=Apiomfang.choices,
        help_text="Vælg kun det, systemet skal bruge.",
        error_messages={
            "required": "Vælg mindst én ting, systemet må",
            "invalid_choice": "Vælg på listen",
        },
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-checkbox"}),
    )
    dage = forms.TypedChoiceField(
        label="Nøglen gælder i",
        coerce=int,
        choices=GAELDER,
        help_text="Når den er udløbet, opretter du en ny klient.",
        error_messages={"required": VAELG_TID, "invalid_choice": VAELG_TID},
        widget=forms.Select(attrs={"class": "form-select input-width-l"}),
    )
    field_order = ("navn", "omfang", "dage", "ydelser")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"dage": STANDARD})
        super().__init__(*args, **kwargs)
        ydelser = self.fields["ydelser"]
        ydelser.help_text = "Systemet ser kun sager om de valgte ydelser. Er ingen valgt, ses alle."

    def clean_navn(self) -> str:
        """Navnet uden CPR-nummer."""
        return self._rens("navn", lambda t: oplysninger.kort_tekst(t, "navnet", NAVN_HOEJST))
