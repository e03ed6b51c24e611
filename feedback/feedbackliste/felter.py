"""Formularens felter: hele kroner og datoer, som de skrives på dansk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

HELE_KRONER = re.compile(r"^(\d{1,3}(\.\d{3})+|\d+)$")
STOERSTE_BELOEB = 10_000_000
LAENGSTE_TAL = 20
"""Tegn; længere er ikke et beløb, men et forsøg på at få Python til at regne længe."""
DATOFORMER = ("%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%y", "%Y-%m-%d")


class KronerFelt(forms.Field):
    """Hele kroner skrevet ``9240`` eller ``9.240``; giver øre. Tom giver ``None``."""

    def __init__(self, **valg: Any) -> None:
        felt = {"class": "form-input input-char-11", "inputmode": "numeric", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=felt), **valg)

    def to_python(self, value: object) -> int | None:
        """Øre af teksten; alt andet end hele kroner er en fejl."""
        tekst = str(value or "").replace("\u00a0", " ").strip().removesuffix("kr.").strip()
        if not tekst:
            return None
        if len(tekst) > LAENGSTE_TAL or not HELE_KRONER.match(tekst):
            raise forms.ValidationError(self.error_messages["invalid"])
        kroner = int(tekst.replace(".", ""))
        if kroner > STOERSTE_BELOEB:
            raise forms.ValidationError(self.error_messages["stor"])
        return kroner * 100


class DatoFelt(forms.DateField):
    """En dato skrevet ``22-11-2026``; også med punktum eller skråstreg."""

    def __init__(self, **valg: Any) -> None:
        felt = {"class": "form-input input-char-11", "placeholder": "", "autocomplete": "off"}
        widget = forms.DateInput(format="%d-%m-%Y", attrs=felt)
        super().__init__(widget=widget, input_formats=DATOFORMER, **valg)


class ValgFelt(forms.ChoiceField):
    """Ét valg i en liste, der begynder med ``Vælg``; om det kræves, afgør formularen."""

    def __init__(self, *, valg: Sequence[tuple[str, str]], **mere: Any) -> None:
        felt = forms.Select(attrs={"class": "form-select input-width-l"})
        super().__init__(choices=[("", "Vælg"), *valg], required=False, widget=felt, **mere)


def som_tekst(dag: date) -> str:
    """Datoen i fejltekster: ``22-11-2026``."""
    return f"{dag:%d-%m-%Y}"
