"""Formularens felter: hele kroner og datoer, som de skrives på dansk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from feedback.feedbackliste.beloeb import Ulaeselig, kroner

STOERSTE_BELOEB = 10_000_000


class KronerFelt(forms.Field):
    """Hele kroner skrevet ``9240`` eller ``9.240``; giver øre. Tom giver ``None``."""

    def __init__(self, **valg: Any) -> None:
        felt = {"class": "form-input input-char-11", "inputmode": "numeric", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=felt), **valg)

    def to_python(self, value: object) -> int | None:
        """Øre af teksten; er den ikke hele kroner, siger fejlen, hvad der er galt."""
        try:
            beloeb = kroner(str(value or ""))
        except Ulaeselig as fejl:
            raise forms.ValidationError(str(fejl) or self.error_messages["invalid"]) from fejl
        if beloeb is None:
            return None
        if beloeb > STOERSTE_BELOEB:
            raise forms.ValidationError(self.error_messages["stor"])
        return beloeb * 100


class ValgFelt(forms.ChoiceField):
    """Ét valg i en liste, der begynder med ``Vælg``; om det kræves, afgør formularen."""

    def __init__(self, *, valg: Sequence[tuple[str, str]], **mere: Any) -> None:
        felt = forms.Select(attrs={"class": "form-select input-width-l"})
        super().__init__(choices=[("", "Vælg"), *valg], required=False, widget=felt, **mere)


def som_tekst(dag: date) -> str:
    """Datoen i fejltekster: ``22-11-2026``."""
    return f"{dag:%d-%m-%Y}"
