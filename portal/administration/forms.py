"""Formularen med kommunens valg."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from adgang.cpr_i_tekst import rummer_cpr
from adgang.models import Kommune
from adgang.telefon import i_par
from kontrol.kontrolark.felter import uden_styretegn

FRIST = (7, 28)
FLEST = 1_000
"""En grænse højere end det grænser ingen."""
_POSTNUMMER = re.compile(r"[0-9]{4} \S.*")
_TELEFON = re.compile(r"(?:\+45)?([0-9]{8})")


def _tal(label: str, hjaelp: str, mindst: int, hoejst: int) -> forms.IntegerField:
    forkert = f"Skriv et helt tal mellem {mindst} og {hoejst:,}".replace(",", ".")
    return forms.IntegerField(
        label=label,
        help_text=hjaelp,
        min_value=mindst,
        max_value=hoejst,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), forkert),
        widget=forms.TextInput(
            attrs={"class": "form-input input-width-xs", "inputmode": "numeric"}
        ),
    )


def _tekst(label: str, hjaelp: str, hoejst: int, bredde: str = "") -> Linjefelt:
    felt = {"class": f"form-input {bredde}".strip(), "autocomplete": "off"}
    return Linjefelt(
        label=label,
        help_text=hjaelp,
        max_length=hoejst,
        required=False,
        error_messages={"max_length": f"Skriv højst {hoejst} tegn"},
        widget=forms.TextInput(attrs=felt),
    )


class Linjefelt(forms.CharField):
    """Én linje uden tegn, der ikke kan ses, og uden CPR-numre: den står i breve til alle."""

    def to_python(self, value: object) -> str:
        """Teksten med ét mellemrum mellem ordene."""
        return " ".join(str(uden_styretegn(super().to_python(value) or "")).split())

    def validate(self, value: Any) -> None:
        """Et CPR-nummer hører ikke til her."""
        super().validate(value)
        if rummer_cpr(value):
            raise forms.ValidationError("Skriv ikke et CPR-nummer her")


def _kryds(label: str) -> forms.BooleanField:
    return forms.BooleanField(
        label=label,
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-checkbox"}),
    )


class KommunensValg(forms.Form):
    """Det, administratoren vælger for hele kommunen; felterne hedder som kommunens."""

    hoeringsfrist_dage = _tal(
        "Frist for svar på partshøring",
        "Kalenderdage fra brevet sendes. Falder fristen på en helligdag eller i en weekend, rykkes "
        "den til næste bankdag.",
        *FRIST,
    )
    bestilling_varsel = _tal(
        "Sager om dagen, I har aftalt",
        "Bestiller en bruger flere på et døgn, bliver hun spurgt, om hun mener det, og teamlederne "
        "kan se det på overblikket.",
        1,
        FLEST,
    )
    bestilling_loft = _tal(
        "Sager om dagen, ingen kan komme over",
        "Flere kan en bruger ikke bestille på et døgn. I begge tal tæller sager med, der er "
        "fortrudt eller lagt tilbage, fordi brugeren har set, hvem borgeren er.",
        1,
        FLEST,
    )
    kontakt_afdeling = _tekst("Afdeling", "Fx Ydelsesservice.", 80)
    kontakt_vej = _tekst("Vej og husnummer", "", 80)
    kontakt_by = _tekst("Postnummer og by", "", 60)
    kontakt_telefon = _tekst("Telefon", "8 cifre.", 20, "input-width-m")
    kontakt_telefontid = _tekst(
        "Telefonens åbningstid",
        "Fx mandag til torsdag kl. 9–15, fredag kl. 9–13.",
        100,
        "input-width-l",
    )
    kontakt_digital_post = _kryds("Brevet siger, at borgeren kan skrive med Digital Post")
    skjul_flytning = _kryds("Vis ikke flytning")
    skjul_indkomst = _kryds("Vis ikke indkomst")

    def clean_kontakt_by(self) -> str:
        """Fire cifre og et navn."""
        by: str = self.cleaned_data["kontakt_by"]
        if by and not _POSTNUMMER.fullmatch(by):
            raise forms.ValidationError("Skriv postnummer og by, fx 2610 Rødovre")
        return by

    def clean_kontakt_telefon(self) -> str:
        """Otte cifre, skrevet to og to."""
        skrevet: str = self.cleaned_data["kontakt_telefon"]
        fundet = _TELEFON.fullmatch(skrevet.replace(" ", ""))
        if skrevet and not fundet:
            raise forms.ValidationError("Skriv et telefonnummer med 8 cifre, fx 12 34 56 78")
        return i_par(fundet[1]) if fundet else ""

    def _kontakt_er_hel(self, felter: dict[str, Any]) -> None:
        """Et halvt svar på, hvor man svarer, er intet svar: alle felterne eller ingen."""
        if not any(felter.get(felt) or felt in self.errors for felt in Kommune.KONTAKT):
            return
        for felt in Kommune.KONTAKT:
            if felt not in self.errors and not felter.get(felt):
                navn = self.fields[felt].label
                self.add_error(felt, f"Udfyld “{navn}”: brevene kan ikke sendes uden")

    def clean(self) -> dict[str, Any]:
        """Det, der er aftalt, kan ikke være mere end det, der er muligt."""
        felter = super().clean() or self.cleaned_data
        varsel, loft = felter.get("bestilling_varsel"), felter.get("bestilling_loft")
        if varsel and loft and varsel > loft:
            self.add_error("bestilling_loft", f"Skriv mindst {varsel}, som I har aftalt")
        self._kontakt_er_hel(felter)
        return felter
