"""Vurderingen af hvert opslag i en stikprøve."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from adgang.cpr_i_tekst import UDEN_CPR, rummer_cpr
from adgang.models import Stikproeveopslag, Vurdering


class VurderingForm(forms.Form):
    """I orden, eller skal undersøges med en bemærkning; uændret er den gyldig og tom.

    Siden sender med, hvad den viste (``show_hidden_initial``): et opslag, brugeren ikke rørte, skal
    ikke overskrive det svar, en anden teamleder gav imens.
    """

    vurdering = forms.ChoiceField(
        choices=Vurdering.choices,
        show_hidden_initial=True,
        error_messages={
            "required": "Vælg, om opslaget er i orden",
            "invalid_choice": "Vælg, om opslaget er i orden",
        },
    )
    bemaerkning = forms.CharField(
        max_length=200,
        required=False,
        show_hidden_initial=True,
        error_messages={"max_length": "Bemærkningen må højst fylde 200 tegn"},
    )

    def viste(self) -> SafeString:
        """Skjulte felter med det, siden viste."""
        skjulte = ((self[navn].as_hidden(only_initial=True),) for navn in self.fields)
        return format_html_join("", "{}", skjulte)

    def clean(self) -> dict[str, object]:
        """Det, der skal undersøges, skal have en grund; og intet CPR-nummer i teksten."""
        felter = super().clean() or {}
        tekst = str(felter.get("bemaerkning", ""))
        if felter.get("vurdering") == Vurdering.UNDERSOEGES and not tekst.strip():
            self.add_error("bemaerkning", "Skriv, hvorfor opslaget skal undersøges")
        if rummer_cpr(tekst):
            self.add_error("bemaerkning", UDEN_CPR.format(hvad="bemærkningen"))
        return felter


def form_for(post: Stikproeveopslag, data: QueryDict | None) -> VurderingForm:
    """Opslagets felter i stikprøvens ene formular; navnene begynder med opslagets nummer."""
    return VurderingForm(
        data,
        prefix=str(post.pk),
        initial={"vurdering": post.vurdering, "bemaerkning": post.bemaerkning},
        empty_permitted=True,
        use_required_attribute=False,
    )
