"""Rummets formularer. Ingen besked gentager et CPR-nummer, og intet er fri tekst om borgeren."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from adgang.cpr_i_tekst import UDEN_CPR, rummer_cpr
from udsoegning.models import Maade

DATOFORMER = ("%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y", "%Y-%m-%d")
UGYLDIG_DATO = "Skriv datoen som dag-måned-år, fx 22-11-2026"
TIDLIGST = date(2000, 1, 1)
_TELEFON = re.compile(r"\+?[0-9]{8,15}")


class Tekst(forms.CharField):
    """En linje tekst uden CPR-nummer; ``hvad`` er det, der skrives, i bestemt form."""

    def __init__(self, *, hvad: str, tom: str, **valg: Any) -> None:
        self.hvad = hvad
        fejl = {"required": tom, "max_length": f"Skriv højst {valg['max_length']} tegn"}
        felt = forms.TextInput(attrs={"class": "form-input", "autocomplete": "off"})
        super().__init__(widget=felt, error_messages=fejl, **valg)

    def validate(self, value: Any) -> None:
        """Et CPR-nummer hører ikke til i teksten, og det gør usynlige tegn heller ikke."""
        super().validate(value)
        if rummer_cpr(value):
            raise forms.ValidationError(UDEN_CPR.format(hvad=self.hvad))
        if not value.isprintable():
            raise forms.ValidationError(f"Skriv {self.hvad} uden linjeskift og usynlige tegn")


class Forbidag(forms.DateField):
    """En dag, der er gået eller er i dag, skrevet ``22-11-2026``."""

    def __init__(self, *, tom: str, **valg: Any) -> None:
        felt = {"class": "form-input input-char-11", "autocomplete": "off"}
        super().__init__(
            widget=forms.DateInput(format="%d-%m-%Y", attrs=felt),
            input_formats=DATOFORMER,
            error_messages={"required": tom, "invalid": UGYLDIG_DATO},
            help_text="dd-mm-åååå",
            **valg,
        )

    def clean(self, value: Any) -> date | None:
        """Dagen; ikke i fremtiden og ikke en tastefejl i årstallet."""
        dag: date | None = super().clean(value)
        if dag is not None and dag > timezone.localdate():
            raise forms.ValidationError("Datoen kan ikke ligge i fremtiden")
        if dag is not None and dag < TIDLIGST:
            raise forms.ValidationError(f"Datoen kan ikke ligge før {TIDLIGST:%d-%m-%Y}")
        return dag


class NytProjekt(forms.Form):
    """Et projekt og den periode, dets kurser skal være afsluttet i."""

    navn = Tekst(
        label="Projektets navn",
        hvad="navnet",
        tom="Skriv, hvad projektet hedder",
        max_length=80,
        help_text="Fx “Danskuddannelse 2022–2024”.",
    )
    kurser_fra = Forbidag(label="Kurser afsluttet fra", tom="Skriv periodens første dag")
    kurser_til = Forbidag(label="Kurser afsluttet til", tom="Skriv periodens sidste dag")

    def clean(self) -> dict[str, Any]:
        """Perioden slutter ikke, før den begynder."""
        felter = super().clean() or self.cleaned_data
        fra, til = felter.get("kurser_fra"), felter.get("kurser_til")
        if fra and til and til < fra:
            self.add_error("kurser_til", "Perioden slutter, før den begynder")
        return felter


class Kursusliste(forms.Form):
    """En fil med afsluttede kurser."""

    kilde = Tekst(
        label="Kilde",
        hvad="kilden",
        tom="Skriv, hvor listen kommer fra",
        max_length=120,
        help_text="Fx “Sprogcentret, afsluttede 2022–2024”. Står sammen med filens fingeraftryk.",
    )
    fil = forms.FileField(
        label="Fil (CSV)",
        allow_empty_file=False,
        widget=forms.FileInput(attrs={"class": "form-input", "accept": ".csv,text/csv"}),
        error_messages={
            "required": "Vælg en CSV-fil på højst 2,5 MB",
            "empty": "Filen er tom. Vælg en anden",
        },
    )


class Telefon(forms.Form):
    """Nummeret, som borgeren eller en bekendt har givet det; intet opslag finder det."""

    telefon = forms.CharField(
        label="Telefonnummer",
        required=False,
        max_length=24,
        help_text="Skrives i hånden. Navne slås ikke op andre steder.",
        error_messages={"max_length": "Skriv højst 24 tegn"},
        widget=forms.TextInput(
            attrs={"class": "form-input input-width-s", "inputmode": "tel", "autocomplete": "off"}
        ),
    )

    def clean_telefon(self) -> str:
        """Cifrene uden mellemrum; tomt fjerner nummeret."""
        skrevet = self.cleaned_data["telefon"]
        cifre = "".join(skrevet.replace("-", "").split())
        if not cifre:
            return ""
        # Et CPR-nummer i et telefonfelt er ti cifre; et dansk nummer er otte.
        if rummer_cpr(skrevet) or not _TELEFON.fullmatch(cifre):
            raise forms.ValidationError("Skriv otte cifre, eller landekode med + foran")
        return cifre


class Henvendelse(forms.Form):
    """En henvendelse: hvornår og hvordan."""

    dag = Forbidag(label="Dato", tom="Skriv, hvornår I henvendte jer")
    maade = forms.ChoiceField(
        label="Hvordan",
        choices=Maade.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg, hvordan I henvendte jer"},
    )


class Begrundelse(forms.Form):
    """Hvorfor det er nødvendigt; grunden står i opslagsloggen."""

    grund = Tekst(
        label="Hvorfor er det nødvendigt?",
        hvad="grunden",
        tom="Skriv, hvorfor det er nødvendigt",
        max_length=200,
        help_text="Grunden står i opslagsloggen.",
    )


class Nationalitet(forms.Form):
    """Kommunens begrundelse for at se nationalitet."""

    begrundelse = Tekst(
        label="Hvorfor er nationaliteten nødvendig?",
        hvad="begrundelsen",
        tom="Skriv, hvorfor nationaliteten er nødvendig",
        max_length=300,
        help_text="Gemmes med dit navn og tidspunktet.",
    )
