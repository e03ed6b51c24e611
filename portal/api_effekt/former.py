"""Formen på kald og svar om effekten."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from feedback.effekt.tal import DEFINITIONER
from feedback.effekt.udsnit import maerker
from feedback.effekt.valg import TRIN
from portal.api.felter import Tekst, Valg
from samkoering.grundlag.kle import numre

Form = serializers.Serializer[Any]
_DEFINITION = "Nøglen til definitionen: ankeret »/effekt/#d-…« på siden."
_SKJULT = "null er skjult: 1–4, eller det kunne regnes ud af andre tal."


class Effektvalg(Form):
    """Hvilket udsnit; som filtrene på siden."""

    periode = Tekst(
        required=False, max_length=15, help_text="En af »perioder«; udeladt er det seneste år."
    )
    ydelse = Valg(
        choices=[n.kle for n in numre()],
        required=False,
        help_text="KLE-nummer. Ser klienten kun nogle ydelser, er udeladt den første af dem.",
    )
    tema = Valg(
        choices=list(maerker()), required=False, help_text="»tema:…« eller »type:…« med slug."
    )
    trin = Valg(choices=[str(trin) for trin in TRIN], required=False, help_text="Kontroltrinnet.")


class Effektudsnit(Form):
    """Det, tallene gælder; null er alle."""

    ydelse = serializers.CharField(allow_null=True)
    tema = serializers.CharField(allow_null=True)
    trin = serializers.IntegerField(allow_null=True)


class Effektperiode(Form):
    """Perioden, og da dens sidste måned blev opgjort."""

    navn = serializers.CharField()
    fra = serializers.DateField()
    til = serializers.DateField(help_text="Den første dag efter perioden.")
    opgjort = serializers.DateTimeField()


class Effektantal(Form):
    """Ét antal."""

    opdeling = serializers.ChoiceField(list(DEFINITIONER))
    gren = serializers.CharField(help_text="Den første gren i opdelingen er alle dens sager.")
    fra = serializers.DateField()
    til = serializers.DateField()
    antal = serializers.IntegerField(allow_null=True, help_text=_SKJULT)
    definition = serializers.CharField(help_text=_DEFINITION)


class Behandlingstid(Form):
    """Hele dage fra bestilling til resultat."""

    definition = serializers.CharField(help_text=_DEFINITION)
    median_dage = serializers.FloatField(allow_null=True)
    ni_af_ti_dage = serializers.FloatField(allow_null=True)


class Effektbeloeb(Form):
    """To tal, der aldrig lægges sammen."""

    definition = serializers.CharField(help_text=_DEFINITION)
    krav_oere = serializers.IntegerField(allow_null=True)
    maanedlig_oere = serializers.IntegerField(
        allow_null=True, help_text="Negativ, når ydelserne blev mindre."
    )


class Effekten(Form):
    """Kommunens viste tal i ét udsnit og én periode."""

    perioder = serializers.ListField(
        child=serializers.CharField(), help_text="De opgjorte, nyeste først."
    )
    periode = Effektperiode(allow_null=True, help_text="null, til den første periode er opgjort.")
    udsnit = Effektudsnit(allow_null=True)
    tal = Effektantal(many=True)
    behandlingstid = Behandlingstid(allow_null=True)
    beloeb = Effektbeloeb(allow_null=True)
