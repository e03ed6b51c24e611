"""Et område, og en adressefil."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from adgang.cpr_i_tekst import UDEN_CPR, rummer_cpr
from adgang.filmodtager import Csvfelt
from hjemmebesoeg.adresser.fil import STOERST

_POSTNR = re.compile(r"[0-9]{4}")


class Omraadeform(forms.Form):
    """Navnet og de postnumre, området dækker."""

    navn = forms.CharField(
        label="Områdets navn",
        max_length=40,
        widget=forms.TextInput(attrs={"class": "form-input", "autocomplete": "off"}),
        error_messages={"required": "Skriv områdets navn", "max_length": "Skriv højst 40 tegn"},
    )
    postnumre = forms.CharField(
        label="Postnumre",
        max_length=200,
        help_text="Adskilt af komma, fx 2610, 2605.",
        widget=forms.TextInput(attrs={"class": "form-input", "autocomplete": "off"}),
        error_messages={
            "required": "Skriv mindst ét postnummer",
            "max_length": "Skriv højst 200 tegn",
        },
    )

    def clean_navn(self) -> str:
        """Navnet uden CPR-nummer og uden det tegn, statistikken deler ved."""
        navn: str = self.cleaned_data["navn"]
        if rummer_cpr(navn):
            raise forms.ValidationError(UDEN_CPR.format(hvad="navnet"))
        if "|" in navn:
            raise forms.ValidationError("Skriv navnet uden tegnet |")
        return navn

    def clean_postnumre(self) -> list[str]:
        """Hvert postnummer én gang."""
        dele = re.split(r"[\s,;]+", self.cleaned_data["postnumre"].strip(" ,;"))
        if not all(_POSTNR.fullmatch(del_) for del_ in dele):
            raise forms.ValidationError("Skriv postnumre med fire cifre, adskilt af komma")
        return sorted(set(dele))


class Adresseform(forms.Form):
    """Filen, og hvor den kommer fra."""

    kilde = forms.CharField(
        label="Kilde",
        max_length=120,
        help_text="Hvor filen kommer fra, og hvornår den er hentet.",
        widget=forms.TextInput(attrs={"class": "form-input", "autocomplete": "off"}),
        error_messages={
            "required": "Skriv, hvor filen kommer fra",
            "max_length": "Skriv højst 120 tegn",
        },
    )
    fil = Csvfelt(
        hoejst=STOERST,
        for_stor="Tag kun de kolonner med, der står under “Filens form”, eller spørg driften",
        widget=forms.FileInput(attrs={"class": "form-input", "accept": ".csv,text/csv"}),
    )

    def clean_kilde(self) -> str:
        """Et CPR-nummer hører ikke til i fri tekst."""
        kilde: str = self.cleaned_data["kilde"]
        if rummer_cpr(kilde):
            raise forms.ValidationError(UDEN_CPR.format(hvad="kilden"))
        return kilde

    def indhold(self) -> bytes:
        """Filens bytes."""
        fil: Any = self.cleaned_data["fil"]
        return bytes(fil.read())
