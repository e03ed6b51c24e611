"""Rummets formularer. Ingen besked gentager et CPR-nummer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.conf import settings

from adgang.cpr_i_tekst import UDEN_CPR, rummer_cpr
from adgang.filmodtager import Csvfelt
from adgang.models import Kommune
from kontrol.datofelt import Datofelt, ForbiDato
from persongrupper.indlaesning.fil import STOERST
from persongrupper.markeringer import Markering
from persongrupper.models import Slags
from persongrupper.vaern.dagen import i_dag
from persongrupper.vaern.regler import FREM_I_TIDEN
from registre.cpr.numre import Cpr, er_cpr

_DAGE_I_EN_MAANED = 31
_SKRIV_CPR = "Skriv et CPR-nummer med ti cifre, fx ddmmåå-nnnn"


class UdenCpr(forms.CharField):
    """Fri tekst på én linje uden CPR-nummer; ``hvad`` er det, der skrives."""

    def __init__(self, *, hvad: str, tom: str, **valg: Any) -> None:
        self.hvad = hvad
        laengst = valg["max_length"]
        fejl = {"required": tom, "max_length": f"Skriv højst {laengst} tegn"}
        felt = forms.TextInput(attrs={"class": "form-input", "autocomplete": "off"})
        super().__init__(widget=felt, error_messages=fejl, **valg)

    def validate(self, value: Any) -> None:
        """Et CPR-nummer hører ikke til i fri tekst."""
        super().validate(value)
        if rummer_cpr(value):
            raise forms.ValidationError(UDEN_CPR.format(hvad=self.hvad))


class Cprsoegning(forms.Form):
    """Et CPR-nummer, der søges på; det skrives aldrig tilbage på siden."""

    cpr = forms.CharField(
        label="CPR-nummer",
        max_length=20,
        widget=forms.TextInput(attrs={"class": "form-input input-char-11", "autocomplete": "off"}),
        error_messages={"required": _SKRIV_CPR, "max_length": _SKRIV_CPR},
    )

    def clean_cpr(self) -> Cpr:
        """Nummeret som ti cifre."""
        tekst = "".join(self.cleaned_data["cpr"].replace("-", "").split())
        if not er_cpr(tekst):
            raise forms.ValidationError(_SKRIV_CPR)
        if settings.DEMO and int(tekst[:2]) <= _DAGE_I_EN_MAANED:
            raise forms.ValidationError(
                "I demonstrationen findes kun opdigtede numre: dagen er lagt 60 til"
            )
        return Cpr(tekst)


class Periode(forms.Form):
    """Listens periode; begge dage kan være tomme."""

    fra = Datofelt(label="Fra", required=False)
    til = Datofelt(label="Til", required=False)


class Gruppevalg(forms.Form):
    """En af de grupper, borgeren kan få nu."""

    foerste_felt = "id_markering_0"

    markering = forms.ChoiceField(
        label="Gruppe",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Vælg en gruppe",
            "invalid_choice": "Vælg en af de grupper, der står her",
        },
    )

    def __init__(self, *args: Any, grupper: Iterable[Markering], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        valg = [(str(gruppe.value), str(gruppe.label)) for gruppe in grupper]
        self.fields["markering"].choices = valg  # type: ignore[attr-defined]


class Udskydelse(forms.Form):
    """Hvorfor visitationen er udskudt, og hvor længe det ventes."""

    foerste_felt = "id_grund"

    grund = UdenCpr(
        label="Grund",
        hvad="grunden",
        tom="Skriv, hvorfor visitationen er udskudt",
        max_length=200,
        help_text="Fx en forestående barsel eller en kortere afsoning.",
    )
    forventet_til = Datofelt(
        label="Ventes at slutte",
        error_messages={"required": "Skriv, hvornår udskydelsen ventes at slutte"},
    )

    def clean_forventet_til(self) -> date:
        """En dag efter i dag; ellers er der intet at vente på."""
        dag: date = self.cleaned_data["forventet_til"]
        if dag <= i_dag():
            raise forms.ValidationError(FREM_I_TIDEN)
        return dag


class Jobformidler(forms.Form):
    """Den, der er udpeget, og den dag navnet blev skrevet i Min Plan."""

    foerste_felt = "id_jobformidler"

    jobformidler = UdenCpr(
        label="Jobformidlerens navn",
        hvad="navnet",
        tom="Skriv navnet på den jobformidler, der er udpeget",
        max_length=80,
    )
    min_plan_dato = ForbiDato(label="Skrevet i Min Plan", hvad="navnet blev skrevet i Min Plan")


class Annullering(forms.Form):
    """Hvorfor en markering var forkert."""

    grund = UdenCpr(
        label="Hvorfor er markeringen forkert?",
        hvad="grunden",
        tom="Skriv, hvorfor markeringen er forkert",
        max_length=200,
    )


class Filvalg(forms.Form):
    """En fil til indlæsning i en kommune."""

    slags = forms.ChoiceField(
        label="Hvad er filen?",
        choices=Slags.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg, hvad filen er"},
    )
    kommune = forms.ModelChoiceField(
        label="Kommune",
        queryset=Kommune.objects.none(),
        empty_label="Vælg kommune",
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={
            "required": "Vælg den kommune, filen er om",
            "invalid_choice": "Vælg en af kommunerne",
        },
    )
    kilde = UdenCpr(
        label="Kilde",
        hvad="kilden",
        tom="Skriv, hvor filen kommer fra",
        max_length=120,
        help_text="Fx “STAR, udtræk af 16-10-2017”. Står sammen med filens fingeraftryk.",
    )
    fil = Csvfelt(
        hoejst=STOERST,
        for_stor="Del den i flere",
        widget=forms.FileInput(attrs={"class": "form-input", "accept": ".csv,text/csv"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kommune"].queryset = Kommune.objects.order_by("pk")  # type: ignore[attr-defined]
