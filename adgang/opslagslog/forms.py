"""Vurderingen af ét opslag i en stikprøve."""

from __future__ import annotations

from django import forms

from adgang.cpr_i_tekst import UDEN_CPR, rummer_cpr
from adgang.models import Vurdering


class VurderingForm(forms.Form):
    """I orden, eller skal undersøges med en bemærkning."""

    vurdering = forms.ChoiceField(
        choices=Vurdering.choices,
        error_messages={
            "required": "Vælg, om opslaget er i orden",
            "invalid_choice": "Vælg, om opslaget er i orden",
        },
    )
    bemaerkning = forms.CharField(
        max_length=200,
        required=False,
        error_messages={"max_length": "Bemærkningen må højst fylde 200 tegn"},
    )

    def clean(self) -> dict[str, object]:
        """Det, der skal undersøges, skal have en grund; og intet CPR-nummer i teksten."""
        felter = super().clean() or {}
        tekst = str(felter.get("bemaerkning", ""))
        if felter.get("vurdering") == Vurdering.UNDERSOEGES and not tekst.strip():
            self.add_error("bemaerkning", "Skriv, hvorfor opslaget skal undersøges")
        if rummer_cpr(tekst):
            self.add_error("bemaerkning", UDEN_CPR.format(hvad="bemærkningen"))
        return felter
