"""Formen på kald og svar om persongruppemarkeringer."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from persongrupper.liste.filtre import VALG
from persongrupper.markering.muligheder import KOMMUNENS
from persongrupper.markeringer import Markering
from portal.api.felter import Dato, Tekst, Valg
from portal.api.former import Blad

Form = serializers.Serializer[Any]


class Markeringsvalg(Blad):
    """Hvilke borgere."""

    markering = serializers.ListField(
        child=Valg(choices=list(VALG)),
        required=False,
        help_text="En eller flere; »UDEN_GRUPPE« er dem, der mangler visitation.",
    )
    fra = Dato(required=False, help_text="Markeringen gjaldt denne dag eller senere.")
    til = Dato(required=False, help_text="Markeringen gjaldt denne dag eller før.")


class Marker(Form):
    """En ny markering. Startdatoen er serverens dag og kan ikke sendes."""

    markering = Valg(choices=[str(m.value) for m in KOMMUNENS])
    grund = Tekst(
        allow_blank=True, default="", max_length=200, help_text="Kun »UDSKUDT_VISITATION«."
    )
    forventet_til = Dato(
        allow_null=True, default=None, help_text="Kun »UDSKUDT_VISITATION«, og frem i tiden."
    )
    jobformidler = Tekst(
        allow_blank=True, default="", max_length=80, help_text="Kun »JOBFORMIDLER«."
    )
    min_plan_dato = Dato(
        allow_null=True, default=None, help_text="Kun »JOBFORMIDLER«, og ikke i fremtiden."
    )


class Slut(Form):
    """Intet: slutdatoen er serverens dag."""


class Periode(Form):
    """En markering fra en dag til en anden, begge med."""

    id = serializers.UUIDField()
    markering = serializers.ChoiceField(Markering.choices)
    fra = serializers.DateField()
    til = serializers.DateField(allow_null=True)
    jobformidler = serializers.CharField(allow_null=True)
    forventet_til = serializers.DateField(allow_null=True)


class Projektborgeren(Form):
    """En borger og hendes markeringer, uden dem, der er annulleret."""

    id = serializers.UUIDField()
    cpr = serializers.RegexField(r"^[0-9]{10}$")
    foerste_gruppe = serializers.ChoiceField(["GRUPPE_1", "GRUPPE_2", "GRUPPE_3"], allow_null=True)
    foerste_dag = serializers.DateField(allow_null=True)
    markeringer = Periode(many=True)


class Projektborgere(Form):
    """En side af borgerne."""

    borgere = Projektborgeren(many=True)
    naeste = serializers.UUIDField(
        allow_null=True, help_text="Send den som »efter« for at få næste side; null er sidste side."
    )
