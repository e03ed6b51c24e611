"""Formularerne om en liste."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from adgang.cpr_i_tekst import UDEN_CPR, rummer_cpr
from adgang.models import Bruger, Kommune
from adgang.roller import Ret, roller_med
from hjemmebesoeg.kandidater.find import Kandidat
from hjemmebesoeg.liste.opret import HOEJST
from kontrol.datofelt import Datofelt
from kontrol.sortering import sorteringsnoegle

FREM = timedelta(days=31)
_VAELG_BORGER = "Vælg mindst én borger, før du laver listen"


def besoegere(kommune: Kommune) -> list[Bruger]:
    """Kommunens medarbejdere, der kan køre en liste, efter navn."""
    alle = Bruger.objects.filter(
        kommune=kommune, rolle__in=roller_med(Ret.KOERELISTER), is_active=True
    )
    return sorted(alle, key=lambda bruger: sorteringsnoegle(bruger.navn))


class Nyliste(forms.Form):
    """Dagen, den, der kører, og de valgte borgere."""

    dag = Datofelt(label="Dag", error_messages={"required": "Skriv, hvilken dag der køres"})
    besoeger = forms.ChoiceField(
        label="Hvem kører",
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={
            "required": "Vælg, hvem der kører",
            "invalid_choice": "Vælg en af dem, der står på listen",
        },
    )
    sag = forms.TypedMultipleChoiceField(
        label="Borgere",
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _VAELG_BORGER,
            "invalid_choice": "Nogle af de valgte kan ikke længere opsøges. Vælg igen",
        },
    )

    def __init__(
        self, *args: Any, kandidater: Sequence[Kandidat], kommune: Kommune, **valg: Any
    ) -> None:
        super().__init__(*args, **valg)
        self._egne = {str(bruger.reference): bruger for bruger in besoegere(kommune)}
        valgmuligheder = [(nr, bruger.navn) for nr, bruger in self._egne.items()]
        self.fields["besoeger"].choices = [("", "Vælg …"), *valgmuligheder]  # type: ignore[attr-defined]
        self.fields["sag"].choices = [(str(k.sag.pk), k.navn) for k in kandidater]  # type: ignore[attr-defined]

    def clean_dag(self) -> date:
        """I dag eller den nærmeste måned."""
        dag: date = self.cleaned_data["dag"]
        if not timezone.localdate() <= dag <= timezone.localdate() + FREM:
            raise forms.ValidationError("Vælg en dag fra i dag og højst en måned frem")
        return dag

    def clean_besoeger(self) -> Bruger:
        """Medarbejderen bag valget."""
        return self._egne[self.cleaned_data["besoeger"]]

    def clean_sag(self) -> list[UUID]:
        """Ikke flere, end der kan køres på en dag."""
        valgte: list[UUID] = self.cleaned_data["sag"]
        if len(valgte) > HOEJST:
            raise forms.ValidationError(f"Vælg højst {HOEJST} borgere til én liste")
        return valgte


class Beskyttetform(forms.Form):
    """En beskyttet adresse og grunden til at tage den med."""

    sag = forms.TypedChoiceField(
        label="Sag",
        coerce=UUID,
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={
            "required": "Vælg den sag, der skal med",
            "invalid_choice": "Sagen kan ikke længere tages med. Vælg en anden",
        },
    )
    grund = forms.CharField(
        label="Hvorfor skal adressen med?",
        min_length=10,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "form-input", "autocomplete": "off"}),
        error_messages={
            "required": "Skriv, hvorfor adressen skal med",
            "min_length": "Skriv mindst 10 tegn",
            "max_length": "Skriv højst 200 tegn",
        },
    )

    def __init__(self, *args: Any, kandidater: Sequence[Kandidat], **valg: Any) -> None:
        super().__init__(*args, **valg)
        egne = [(str(k.sag.pk), f"Sag {k.sag.sagsnr}") for k in kandidater]
        self.fields["sag"].choices = [("", "Vælg …"), *egne]  # type: ignore[attr-defined]

    def clean_grund(self) -> str:
        """Et CPR-nummer hører ikke til i fri tekst."""
        grund: str = self.cleaned_data["grund"]
        if rummer_cpr(grund):
            raise forms.ValidationError(UDEN_CPR.format(hvad="grunden"))
        return grund
