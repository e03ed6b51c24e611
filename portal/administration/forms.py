"""Formularen med kommunens valg."""

from __future__ import annotations

from typing import Any

from django import forms

FRIST = (7, 28)
FLEST = 1_000
"""En grænse højere end det grænser ingen."""


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
    skjul_flytning = _kryds("Vis ikke flytning")
    skjul_indkomst = _kryds("Vis ikke indkomst")

    def clean(self) -> dict[str, Any]:
        """Det, der er aftalt, kan ikke være mere end det, der er muligt."""
        felter = super().clean() or self.cleaned_data
        varsel, loft = felter.get("bestilling_varsel"), felter.get("bestilling_loft")
        if varsel and loft and varsel > loft:
            self.add_error("bestilling_loft", f"Skriv mindst {varsel}, som I har aftalt")
        return felter
