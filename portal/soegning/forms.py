"""Det ene felt: et sagsnummer, et CPR-nummer eller et navn."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

from portal.soegning.spoergsmaal import Slags, Spoergsmaal, laes

_FELT = "Sagsnummer, CPR-nummer eller navn"
_TOM = "Skriv et sagsnummer, et CPR-nummer eller mindst to bogstaver af et navn"
_IKKE_NUMMER = "Skriv et sagsnummer, fx R-26-04812, eller et CPR-nummer, fx ddmmåå-nnnn"
_KUN_OPDIGTEDE = "I demonstrationen findes kun opdigtede numre: dagen er lagt 60 til"
_HOEJST = 100
DAGE_I_EN_MAANED = 31


class UdenNummer(forms.TextInput):
    """Et felt, der aldrig skriver et nummer tilbage på siden; et navn kan rettes."""

    def format_value(self, value: Any) -> str | None:
        """Det skrevne, når det ikke rummer cifre."""
        return None if any(tegn.isdigit() for tegn in str(value or "")) else value


class Soegning(forms.Form):
    """Teksten læses til et ``Spoergsmaal``; ingen besked gentager det skrevne."""

    tekst = forms.CharField(
        label=_FELT,
        max_length=_HOEJST,
        help_text="Kun sager, kommunen har bestilt. CPR-nummer med eller uden bindestreg.",
        widget=UdenNummer(attrs={"class": "form-input", "autocomplete": "off"}),
        error_messages={"required": _TOM, "max_length": f"Skriv højst {_HOEJST} tegn"},
    )

    def clean_tekst(self) -> Spoergsmaal:
        """Det, der søges på."""
        spoergsmaal = laes(self.cleaned_data["tekst"])
        if spoergsmaal is None:
            har_cifre = any(tegn.isdigit() for tegn in self.cleaned_data["tekst"])
            raise forms.ValidationError(_IKKE_NUMMER if har_cifre else _TOM)
        if _er_rigtigt(spoergsmaal):
            raise forms.ValidationError(_KUN_OPDIGTEDE)
        return spoergsmaal


def _er_rigtigt(spoergsmaal: Spoergsmaal) -> bool:
    """I demonstrationen må et nummer, en person kan have, ikke engang komme i loggen."""
    return (
        settings.DEMO
        and spoergsmaal.slags is Slags.CPR
        and int(spoergsmaal.vaerdi[:2]) <= DAGE_I_EN_MAANED
    )
