"""Formularerne: en ny bruger, og en brugers enhed og ydelser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms

from adgang.brugere import oplysninger
from adgang.brugere.forvalt import KAN_OPRETTES
from adgang.brugere.oplysninger import UgyldigOplysning
from samkoering.grundlag.kle import Nummer, numre

OPTAGET = "Brugernavnet er optaget. Vælg et andet"
VAELG_ROLLE = "Vælg en rolle"


def _tekstfelt(label: str, paakraevet: str, hjaelp: str = "", **attrs: str) -> forms.CharField:
    """Et tekstfelt; reglerne for indholdet står i ``adgang.brugere.oplysninger``."""
    return forms.CharField(
        label=label,
        help_text=hjaelp,
        error_messages={"required": paakraevet},
        widget=forms.TextInput(
            attrs={"class": "form-input input-width-l", "autocomplete": "off", **attrs}
        ),
    )


def _ydelsesnavn(nummer: Nummer) -> str:
    til = f", til {nummer.gyldig_til:%d-%m-%Y}" if nummer.gyldig_til else ""
    return f"{nummer.kort} (KLE {nummer.kle}{til})"


class AdgangForm(forms.Form):
    """Enhed og ydelser: det, der kan rettes, når brugeren findes."""

    enhed = _tekstfelt("Enhed", "Skriv enheden", "Står ved siden af navnet, fx Ydelsesservice.")
    ydelser = forms.MultipleChoiceField(
        label="Ydelser",
        required=False,
        choices=lambda: [(n.kle, _ydelsesnavn(n)) for n in numre()],
        help_text="Brugeren ser kun sager om de valgte ydelser. Er ingen valgt, ses alle.",
        error_messages={"invalid_choice": "Vælg ydelser på listen"},
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-checkbox"}),
    )

    def clean_enhed(self) -> str:
        """Enheden uden CPR-nummer."""
        return self._rens(
            "enhed", lambda t: oplysninger.kort_tekst(t, "enheden", oplysninger.ENHED_HOEJST)
        )

    def _rens(self, felt: str, regel: Callable[[str], str]) -> str:
        try:
            return regel(self.cleaned_data[felt])
        except UgyldigOplysning as fejl:
            raise forms.ValidationError(str(fejl)) from fejl


class NyBrugerForm(AdgangForm):
    """En ny bruger i administratorens egen kommune."""

    field_order = ("navn", "brugernavn", "rolle", "enhed", "ydelser")
    navn = _tekstfelt("Navn", "Skriv brugerens navn")
    brugernavn = _tekstfelt(
        "Brugernavn",
        "Skriv et brugernavn",
        f"{oplysninger.BRUGERNAVN_MINDST}–{oplysninger.BRUGERNAVN_HOEJST} bogstaver, tal, punktum, "
        "bindestreg eller understreg. Gemmes med små bogstaver.",
        autocapitalize="none",
        spellcheck="false",
    )
    rolle = forms.ChoiceField(
        label="Rolle",
        choices=[(rolle.value, rolle.label) for rolle in KAN_OPRETTES],
        error_messages={"required": VAELG_ROLLE, "invalid_choice": VAELG_ROLLE},
        widget=forms.RadioSelect(attrs={"class": "form-radio"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"enhed": "Ydelsesservice"})
        super().__init__(*args, **kwargs)

    def clean_navn(self) -> str:
        """Navnet uden CPR-nummer."""
        return self._rens(
            "navn", lambda t: oplysninger.kort_tekst(t, "navnet", oplysninger.NAVN_HOEJST)
        )

    def clean_brugernavn(self) -> str:
        """Et brugernavn, ingen har."""
        navn = self._rens("brugernavn", oplysninger.brugernavn)
        if oplysninger.er_optaget(navn):
            raise forms.ValidationError(OPTAGET)
        return navn
