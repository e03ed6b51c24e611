"""Formularen ved døren: det, kilden siger, der skal noteres, og intet mere."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from adgang.cpr_i_tekst import UDEN_CPR, rummer_cpr
from hjemmebesoeg.models.stop import LAENGST
from kontrol.datofelt import Datofelt
from samkoering.grundlag.ord import dansk_dato

_JA_NEJ = (("ja", "Ja"), ("nej", "Nej"))
SENEST_EFTER = timedelta(days=6)
"""Et besøg sker på listens dag eller de nærmeste dage efter."""


class JaNej(forms.TypedChoiceField):
    """Et spørgsmål, der skal besvares; intet svar er forvalgt."""

    def __init__(self, *, label: str, mangler: str) -> None:
        super().__init__(
            label=label,
            choices=_JA_NEJ,
            coerce=lambda svar: svar == "ja",
            widget=forms.RadioSelect(attrs={"class": "form-radio"}),
            error_messages={"required": mangler, "invalid_choice": mangler},
        )


_KUN_CIFRE_TID = re.compile(r"\d{3,4}", re.ASCII)
_KUN_CIFRE_DAG = re.compile(r"\d{8}", re.ASCII)


class Klokkeslaet(forms.TimeField):
    """Et klokkeslæt; telefonens taltastatur har hverken punktum eller kolon, så 1042 er nok."""

    def to_python(self, value: Any) -> time | None:
        """Tiden af 10.42, 10:42, 10,42 og 1042."""
        tekst = str(value or "").strip().replace(",", ".")
        if _KUN_CIFRE_TID.fullmatch(tekst):
            tekst = f"{tekst[:-2]}.{tekst[-2:]}"
        klokken: time | None = super().to_python(tekst)
        return klokken


class Besoegsdato(Datofelt):
    """En dato; med kun cifre som 22112026, for taltastaturet har ingen bindestreg."""

    def to_python(self, value: Any) -> date | None:
        """Dagen, også når den er skrevet uden bindestreger."""
        tekst = str(value or "").strip()
        if _KUN_CIFRE_DAG.fullmatch(tekst):
            tekst = f"{tekst[:2]}-{tekst[2:4]}-{tekst[4:]}"
        return super().to_python(tekst)


class Doerform(forms.Form):
    """Dato, tid, navnet på døren, kontakt, om en anden åbnede, og det frivilligt oplyste."""

    besoegt = Besoegsdato(
        label="Dato", error_messages={"required": "Skriv, hvilken dag du var der"}
    )
    klokken = Klokkeslaet(
        label="Klokkeslæt",
        input_formats=("%H:%M", "%H.%M"),
        widget=forms.TimeInput(
            format="%H.%M",
            attrs={
                "class": "form-input input-char-5",
                "autocomplete": "off",
                "inputmode": "numeric",
            },
        ),
        help_text="fx 10.42",
        error_messages={
            "required": "Skriv, hvad klokken var",
            "invalid": "Skriv klokkeslættet som time.minut, fx 10.42",
        },
    )
    navn_paa_doer = forms.CharField(
        label="Navn på dørtelefon, postkasse eller dør",
        max_length=80,
        help_text="Skriv “intet navn”, hvis der ikke står et.",
        widget=forms.TextInput(attrs={"class": "form-input", "autocomplete": "off"}),
        error_messages={
            "required": "Skriv det navn, der står, eller “intet navn”",
            "max_length": "Skriv højst 80 tegn",
        },
    )
    kontakt = JaNej(label="Kontakt med borgeren", mangler="Svar, om der var kontakt med borgeren")
    anden_aabnede = JaNej(label="En anden åbnede", mangler="Svar, om en anden åbnede")
    oplysninger = forms.CharField(
        label="Oplyst uopfordret",
        required=False,
        max_length=LAENGST,
        help_text=f"Kort, og kun det, der blev fortalt. Højst {LAENGST} tegn.",
        widget=forms.Textarea(attrs={"class": "form-input", "rows": 3, "autocomplete": "off"}),
        error_messages={"max_length": f"Skriv højst {LAENGST} tegn"},
    )

    def __init__(self, *args: Any, dag: date, **valg: Any) -> None:
        super().__init__(*args, **valg)
        self._dag = dag

    def clean_besoegt(self) -> date:
        """Listens dag eller de nærmeste efter, og ikke i fremtiden."""
        besoegt: date = self.cleaned_data["besoegt"]
        sidst = min(timezone.localdate(), self._dag + SENEST_EFTER)
        if not self._dag <= besoegt <= max(sidst, self._dag):
            raise forms.ValidationError(
                f"Listen gælder {dansk_dato(self._dag)}. Skriv en dag fra da af og højst i dag"
            )
        if besoegt > timezone.localdate():
            raise forms.ValidationError("Datoen kan ikke ligge i fremtiden")
        return besoegt

    def clean_navn_paa_doer(self) -> str:
        """Et CPR-nummer hører ikke til i fri tekst."""
        return _uden_cpr(self.cleaned_data["navn_paa_doer"], "navnet")

    def clean_oplysninger(self) -> str:
        """Et CPR-nummer hører ikke til i fri tekst."""
        return _uden_cpr(self.cleaned_data["oplysninger"], "oplysningerne")


def _uden_cpr(tekst: str, hvad: str) -> str:
    if rummer_cpr(tekst):
        raise forms.ValidationError(UDEN_CPR.format(hvad=hvad))
    return tekst


def som_skrevet(felter: dict[str, Any]) -> dict[str, str]:
    """Det noterede, som formularen og telefonen skriver det."""
    svar = {True: "ja", False: "nej", None: ""}
    return {
        "besoegt": dansk_dato(felter["besoegt"]) if felter["besoegt"] else "",
        "klokken": f"{felter['klokken']:%H.%M}" if felter["klokken"] else "",
        "navn_paa_doer": felter["navn_paa_doer"],
        "kontakt": svar[felter["kontakt"]],
        "anden_aabnede": svar[felter["anden_aabnede"]],
        "oplysninger": felter["oplysninger"],
    }
