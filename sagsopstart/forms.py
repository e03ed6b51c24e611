"""Rummets formularer. Ingen besked gentager et CPR-nummer."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.http import QueryDict

from kontrol.datofelt import ForbiDato
from kontrol.kontrolark.forms import Adressebegrundelse
from registre.cpr.numre import Cpr, er_cpr
from sagsopstart.dokument.post import Form
from sagsopstart.models import Grundlag

_DAGE_I_EN_MAANED = 31
_SKRIV_CPR = "Skriv ansøgerens CPR-nummer med ti cifre, fx ddmmåå-nnnn"
KUN_OPDIGTEDE = "I demonstrationen findes kun opdigtede numre: dagen er lagt 60 til"


def er_opdigtet(cpr: str) -> bool:
    """Om nummeret må bruges her: i en demonstration kun et opdigtet."""
    return not settings.DEMO or int(cpr[:2]) > _DAGE_I_EN_MAANED


def adresseform(data: QueryDict | None = None) -> Adressebegrundelse:
    """Kontrolarkets felt; her står begrundelsen i opslagsloggen, for der er ingen kontrolsag.

    Siden henter sig selv, når alle er færdige; det, nogen er ved at skrive, bliver stående.
    """
    form = Adressebegrundelse(data)
    form.fields["begrundelse"].help_text = "10–200 tegn. Begrundelsen gemmes i opslagsloggen."
    form.fields["begrundelse"].widget.attrs["hx-preserve"] = "true"
    return form


class Ansoegningsform(forms.Form):
    """En modtaget ansøgning."""

    cpr = forms.CharField(
        label="Ansøgerens CPR-nummer",
        max_length=20,
        widget=forms.TextInput(attrs={"class": "form-input input-char-11", "autocomplete": "off"}),
        error_messages={"required": _SKRIV_CPR, "max_length": _SKRIV_CPR},
    )
    modtaget = ForbiDato(label="Modtaget", hvad="ansøgningen blev modtaget")
    grundlag = forms.ChoiceField(
        label="Ydelse, der er søgt om",
        choices=[("", "Vælg ydelse"), *Grundlag.choices],
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={
            "required": "Vælg den ydelse, der er søgt om",
            "invalid_choice": "Vælg en af ydelserne på listen",
        },
    )

    def clean_cpr(self) -> Cpr:
        """Nummeret som ti cifre."""
        tekst = "".join(self.cleaned_data["cpr"].replace("-", "").split())
        if not er_cpr(tekst):
            raise forms.ValidationError(_SKRIV_CPR)
        if not er_opdigtet(tekst):
            raise forms.ValidationError(KUN_OPDIGTEDE)
        return Cpr(tekst)


class Filform(forms.Form):
    """En dags ansøgninger i en fil."""

    fil = forms.FileField(
        label="Fil (CSV)",
        allow_empty_file=False,
        widget=forms.FileInput(attrs={"class": "form-input", "accept": ".csv,text/csv"}),
        error_messages={
            "required": "Vælg en CSV-fil på højst 2,5 MB",
            "invalid": "Vælg en CSV-fil på højst 2,5 MB",
            "empty": "Filen er tom. Vælg en anden",
        },
    )


class Dokumentform(forms.Form):
    """Hvordan fakta lægges på sagen."""

    form = forms.ChoiceField(choices=Form.choices)
