"""Partshøringens formularer: hændelserne, brevet, svaret, grunden og varslet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from adgang.cpr_i_tekst import UDEN_CPR, rummer_cpr
from kontrol.datofelt import ForbiDato
from kontrol.kontrolark.felter import uden_styretegn
from kontrol.models import Kanal, Partshoering
from kontrol.partshoering.formuleringer import formulering_for
from samkoering.grundlag.ord import dansk_dato
from samkoering.models import Udfald
from samkoering.regelkatalog import regel

LAENGSTE_BREV, LAENGSTE_SVAR, LAENGSTE_GRUND, KORTESTE_GRUND = 20_000, 10_000, 500, 10
_ROLLER = {"YM": "", "AEF": " (ægtefælle)"}


class Tekstfelt(forms.CharField):
    """Flere linjer fri tekst uden CPR-numre og uden tegn, der ikke kan ses."""

    def __init__(self, *, navn: str, linjer: int, tom: str, **valg: Any) -> None:
        self.navn = navn
        felt = {"class": "form-input", "rows": linjer}
        laengst = valg["max_length"]
        fejl = {
            "required": tom,
            "max_length": f"Skriv {navn} med højst {laengst:,} tegn".replace(",", "."),
            **valg.pop("fejl", {}),
        }
        super().__init__(widget=forms.Textarea(attrs=felt), error_messages=fejl, **valg)

    def to_python(self, value: object) -> str:
        """Teksten med ens linjeskift; styretegn falder bort."""
        tekst = super().to_python(value) or ""
        linjer = tekst.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return "\n".join(str(uden_styretegn(linje.replace("\t", " "))) for linje in linjer).strip()

    def validate(self, value: Any) -> None:
        """Et CPR-nummer hører ikke til i fri tekst."""
        super().validate(value)
        if rummer_cpr(value):
            raise forms.ValidationError(UDEN_CPR.format(hvad=self.navn))


class Haendelsesvalg(forms.Form):
    """De hændelser, borgeren skal høres om."""

    udfald = forms.MultipleChoiceField(
        label="Hvilke hændelser skal borgeren høres om?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Vælg mindst én hændelse, borgeren skal høres om",
            "invalid_choice": "En af hændelserne er faldet bort. Vælg blandt dem, der står her",
        },
    )

    def __init__(self, *args: Any, hoerbare: Sequence[Udfald], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hoerbare = hoerbare
        self.fields["udfald"].choices = [  # type: ignore[attr-defined]
            (str(u.pk), haendelsens_navn(u)) for u in hoerbare
        ]

    def valgene(self) -> Iterable[tuple[object, Udfald]]:
        """Hver afkrydsning med sin hændelse."""
        return zip(self["udfald"], self.hoerbare, strict=True)


def haendelsens_navn(udfald: Udfald) -> str:
    """Hændelsen, som den vælges: »Ny arbejdsgiver, 30-10-2026«."""
    navn = f"{regel(udfald.regel)['navn']}{_ROLLER[udfald.rolle]}"
    if formulering_for(udfald) != udfald.regel:
        navn += ", dødsfald"
    return f"{navn}, {dansk_dato(udfald.haendelsesdato)}"


class Brevform(forms.Form):
    """Brevets tekst, og hvordan det sendes."""

    tekst = Tekstfelt(
        navn="brevet",
        linjer=20,
        label="Brevets tekst",
        help_text="Ret frit. En tom linje giver et nyt afsnit. Skriv ikke CPR-numre.",
        max_length=LAENGSTE_BREV,
        tom="Skriv brevets tekst, før du sender det",
    )
    kanal = forms.ChoiceField(
        label="Hvordan skal brevet sendes?",
        choices=Kanal.choices,
        initial=Kanal.DIGITAL_POST,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Vælg, hvordan brevet skal sendes",
            "invalid_choice": "Vælg Digital Post, eller at du sender brevet selv",
        },
    )


def kun_teksten(sendt: QueryDict) -> Brevform:
    """Formularen, når teksten gemmes; kanalen vælges først, når brevet sendes."""
    return Brevform({**sendt.dict(), "kanal": Kanal.DIGITAL_POST})


class Svarform(forms.Form):
    """Borgerens svar."""

    modtaget = ForbiDato(hvad="svaret kom", label="Hvornår kom svaret?")
    svar = Tekstfelt(
        navn="svaret",
        linjer=10,
        label="Hvad svarer borgeren?",
        help_text="Gengiv svaret, også når det er givet mundtligt. Skriv ikke CPR-numre.",
        max_length=LAENGSTE_SVAR,
        tom="Skriv, hvad borgeren svarer",
    )

    def __init__(self, *args: Any, hoering: Partshoering | None, **kwargs: Any) -> None:
        self.sendt = _dagen(hoering)
        super().__init__(*args, **kwargs)

    def clean_modtaget(self) -> date:
        """Et svar kan ikke komme før brevet."""
        dag: date = self.cleaned_data["modtaget"]
        if self.sendt and dag < self.sendt:
            raise forms.ValidationError(
                f"Svaret kan ikke være kommet, før brevet blev sendt den {dansk_dato(self.sendt)}"
            )
        return dag


def _dagen(hoering: Partshoering | None) -> date | None:
    """Dagen, det første brev blev sendt."""
    return timezone.localdate(hoering.sendt) if hoering and hoering.sendt else None


class Fravalgsform(forms.Form):
    """Hvorfor borgeren ikke høres."""

    grund = Tekstfelt(
        navn="grunden",
        linjer=4,
        label="Hvorfor høres borgeren ikke?",
        help_text="10–500 tegn. Grunden står i sagens historik og bliver journaliseret.",
        min_length=KORTESTE_GRUND,
        max_length=LAENGSTE_GRUND,
        tom="Skriv, hvorfor borgeren ikke skal høres",
        fejl={"min_length": f"Skriv en grund på mindst {KORTESTE_GRUND} tegn"},
    )


class Varselform(forms.Form):
    """Hvornår borgeren fik skriftligt varsel om kontrollen."""

    varslet = ForbiDato(hvad="borgeren fik varslet", label="Varsel om kontrollen sendt den")
